"""What the whole build does with what is kept: where it is not what this code writes, it is thrown away, and the build begins anew."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from minutebook.cache import Store, fingerprint
from minutebook.codec import UnreadableError
from minutebook.codec.packing import Rest
from minutebook.pipeline import TEMPLATES, Options, build
from minutebook.progress import Step
from tests.support.laws import find_changes
from tests.support.sites import TODAY, find_broken_links, keep_quiet, write_files
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


CHANGED = {
    "templates/pages/meeting.html": (TEMPLATES / "pages/meeting.html").read_text(encoding="utf-8") + "<p>Own</p>\n",
    "templates/macros/badges.html": (TEMPLATES / "macros/badges.html")
    .read_text(encoding="utf-8")
    .replace("mb-", "my-"),
    "templates/shell/footer.html": "<footer>Own</footer>\n",
    "templates/assets/css/own.css": "p { color: red }\n",
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_pages_are_made_with_changes_before_all_is_kept(tmp_path: Path, name: str) -> None:
    """One thing at a time, since one that is noticed may make all pages anew."""
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)

    def change(now: str, step: object) -> None:
        if (now, step) == ("copy", Step()):
            write_files(root, {name: CHANGED[name]})

    (root / "templates").mkdir()
    build(options, change)
    assert (root / name).is_file()
    assert find_broken_links(options.site, "/small/") == [], "what pages load is what there was when they were made"
    build(options, keep_quiet)
    check_against_clean(options, tmp_path)


def test_nothing_is_left_of_what_was_withdrawn(tmp_path: Path) -> None:
    """Neither its words nor the bytes that they became, in whatever the folder of the cache holds."""
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)
    minutes = "## 1. Quokkas\n\nAll quokkas (QKA) slept.\n\nACTION: Quokka to sleep.\n\nRESOLVED: to keep quokkas.\n"
    write_files(root, {"content/council/2025-09-09.md": minutes})
    build(options, keep_quiet)
    assert find_secrets(options)
    held = read_kept(options)
    write_files(root, {"content/council/2025-09-09.md": f"---\npublish: no\n---\n\n{minutes}"})
    build(options, keep_quiet)
    assert find_secrets(options) == []
    clean = replace(options, cache=tmp_path / "clean-cache")
    build(clean, keep_quiet)
    now, wanted = (read_bytes(one.cache) for one in (options, clean))
    parts = {value[at : at + 24] for value in held for at in range(0, len(value) - 24, 24)}
    secret = {part for part in parts if part not in wanted}
    assert secret
    assert not {part for part in secret if part in now}


def read_kept(options: Options) -> list[bytes]:
    """Return the values that are kept of the meeting, and of its page."""
    with Store.open(options.cache, fingerprint()) as store:
        tables = [row[0] for row in store._file.connection.execute("SELECT DISTINCT part FROM kept")]  # type: ignore[union-attr]
        rows = {(table, key): value for table in tables for key, value in store.iterate(table)}
    found = {place: value for place, value in rows.items() if "council/2025-09-09" in place[1]}
    assert {"meetings", "pages found"} <= {table for table, _ in found}
    return list(found.values())


def read_bytes(folder: Path | None) -> bytes:
    assert folder is not None
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def find_secrets(options: Options) -> list[str]:
    """Return the files of the site and of the cache in which the words stand."""
    folders = [folder for folder in (options.site, options.cache) if folder]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    words = re.compile(b"quokka|QKA", re.IGNORECASE)
    return [str(path) for path in found if words.search(path.read_bytes()) or words.search(str(path).encode())]


def test_drafts_come_and_go(tmp_path: Path) -> None:
    """What says `publish: no` is shown with --drafts alone, and never kept; what is kept beside it holds both ways."""
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)
    write_files(root, {"content/council/2025-09-09.md": "---\npublish: no\n---\n\n## 1. Quokkas\n\nThey slept.\n"})
    for drafts in (False, True, False, False, True, True, False):
        options = replace(options, drafts=drafts)
        build(options, keep_quiet)
        check_against_clean(options, tmp_path)
        assert bool(find_secrets(options)) == drafts
        with Store.open(options.cache, fingerprint()) as store:
            keys = store.list_keys("meetings")
        assert keys
        assert "council/2025-09-09" not in keys


def test_a_cache_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    options = start(tmp_path)
    edit(options)
    with Store.open(options.cache, fingerprint()):
        assert build(options, keep_quiet).unkept == f"{options.cache}: another build is using it"
    edit(options)
    assert build(options, keep_quiet).unkept == ""
