"""What the whole build does with what is kept: where it is not what this code writes, it is thrown away, and the build begins anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minutebook.codec import UnreadableError
from minutebook.codec.packing import Rest
from minutebook.pipeline import Options, build
from tests.support.laws import find_changes
from tests.support.sites import TODAY, keep_quiet, write_files
from tests.support.small_council import FILES


def test_a_build_that_cannot_read_what_is_kept_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)
    build(options, keep_quiet)
    minutes = next(path for path in sorted((root / "content").rglob("2*.md")))
    minutes.write_text(minutes.read_text(encoding="utf-8") + "\n\nOne more paragraph.\n", encoding="utf-8")
    give, asked = Rest.give, []

    def refuse(self: Rest, cls: type, number: int) -> tuple[object, ...]:
        asked.append(cls)
        if len(asked) == 1:
            raise UnreadableError("made to fail")
        return give(self, cls, number)

    monkeypatch.setattr(Rest, "give", refuse)
    again = build(options, keep_quiet)
    assert asked, "nothing that was kept was asked for"
    assert again.written
    assert again.kept == 0, "all of it was thrown away"
    build(replace(options, site=tmp_path / "clean", cache=None), keep_quiet)
    assert not find_changes(tmp_path / "site", tmp_path / "clean")
