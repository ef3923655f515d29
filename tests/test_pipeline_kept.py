"""What the whole build does with what is kept: where it is not what this code writes, it is thrown away, and the build begins anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minutebook.cache import Store, fingerprint
from minutebook.codec import UnreadableError
from minutebook.codec.packing import Rest
from minutebook.pipeline import Options, build
from minutebook.progress import Step
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


def start(tmp_path: Path) -> Options:
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)
    build(options, keep_quiet)
    return options


def edit(options: Options) -> None:
    minutes = next(path for path in sorted((options.root / "content").rglob("2*.md")))
    minutes.write_text(minutes.read_text(encoding="utf-8") + "\n\nOne more paragraph.\n", encoding="utf-8")


def check_against_clean(options: Options, tmp_path: Path) -> None:
    build(replace(options, site=tmp_path / "clean", cache=None), keep_quiet)
    assert not find_changes(options.site, tmp_path / "clean")


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("pages", "names", b"[]"),
        ("pages", "pages", b"{}"),
        ("pages", "pages", b"[[1]]"),
        ("pages", "reads", b"123"),
        ("pages", "files", b"[1]"),
        ("search", "state", b"{}"),
        ("search", "known en", b"[]"),
        ("search", "known en", b"null"),
    ],
)
def test_what_bears_our_checksum_and_is_not_ours_is_not_used(
    tmp_path: Path, table: str, key: str, value: bytes
) -> None:
    options = start(tmp_path)
    with Store.open(options.cache, fingerprint()) as store:
        assert store.read(table, key) is not None, "no build writes that any more"
        store.write(table, key, value)
        store.commit()
    edit(options)
    assert build(options, keep_quiet).written
    check_against_clean(options, tmp_path)


def test_templates_and_styles_that_change_while_pages_are_made_are_noticed(tmp_path: Path) -> None:
    root = write_files(tmp_path / "root", FILES)
    ours = Path(__file__).parent.parent / "templates/pages/meeting.html"
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)

    def change(stage: str, step: Step) -> None:
        if stage == "copy" and step.seconds is None:
            own = write_files(root, {"templates/assets/css/own.css": "p { color: red }\n"}) / "templates/pages"
            own.mkdir()
            (own / "meeting.html").write_text(ours.read_text(encoding="utf-8") + "<!-- own -->\n", encoding="utf-8")

    (root / "templates").mkdir()
    build(options, change)
    build(options, keep_quiet)
    check_against_clean(options, tmp_path)


def test_a_cache_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    options = start(tmp_path)
    edit(options)
    with Store.open(options.cache, fingerprint()):
        assert build(options, keep_quiet).unkept == f"{options.cache}: another build is using it"
    edit(options)
    assert build(options, keep_quiet).unkept == ""
