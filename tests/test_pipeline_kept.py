"""What the whole build does with what is kept: where it is not what this code writes, it is thrown away, and the build begins anew."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from minutebook.cache import Store, fingerprint
from minutebook.cache.file import StoreFile
from minutebook.codec import UnreadableError, squeeze
from minutebook.codec.packing import Rest
from minutebook.pipeline import TEMPLATES, Options, build
from minutebook.progress import Step
from minutebook.search.kept import read_state
from tests.support.laws import find_changes
from tests.support.sites import TODAY, find_broken_links, keep_quiet, write_files
from tests.support.small_council import FILES


def test_a_build_that_cannot_read_what_is_kept_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_files(tmp_path / "root", FILES)
    options = Options(root=root, site=tmp_path / "site", cache=tmp_path / "cache", today=TODAY)
    build(options, keep_quiet)
    minutes = next(path for path in sorted((root / "content").rglob("2*.md")))
    minutes.write_text(minutes.read_text(encoding="utf-8") + "\n\nOne more paragraph.\n", encoding="utf-8")
    unfold, asked = Rest.unfold, []

    def refuse(self: Rest, cls: type, number: int) -> tuple[object, ...]:
        asked.append(cls)
        if len(asked) == 1:
            raise UnreadableError("made to fail")
        return unfold(self, cls, number)

    monkeypatch.setattr(Rest, "unfold", refuse)
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
        ("pages", "files", b'{"search/en/about.json":["1",2]}'),
        ("search", "state", b"{}"),
        ("search", "known en", b"[]"),
        ("search", "known en", b"null"),
        (
            "search",
            "known en",
            b'{"words":"a","sizes":["x"],"homes":"a","shelves":{},"texts":{},"groups":[],"numbers":[]}',
        ),
        ("search", "state", b'{"languages":["en"],"settings":1}'),
        ("pages found", "cabinet/2025-04-08/", squeeze(b'[[[],1,1,"a","a","a","a",null]]')),
        ("pages found", "cabinet/2025-04-08/", squeeze(b'[["en",1,1,1,"a","a","a",null]]')),
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


@pytest.mark.parametrize(
    ("column", "value"),
    [(0, 1), (1, None), (2, "1"), (3, 1.5), (4, "x"), (5, [1]), (6, True), (6, -1), (6, 1.0)],
)
def test_what_is_kept_of_pages_is_of_the_right_types(tmp_path: Path, column: int, value: object) -> None:
    """Python would mend some of it without a word, and stumble over the rest where nobody expects it."""
    options = start(tmp_path)
    with Store.open(options.cache, fingerprint()) as store:
        rows = json.loads(store.read("pages", "pages") or b"")
        if value == -1:
            rows[1][column] += rows[0][column] + 1  # so that they still add up
        rows[0][column] = value
        if column == 6 and value != -1:
            reads = sum(int(row[column]) for row in rows)
            assert len(store.read("pages", "reads") or b"") > 4 * reads
            store.write("pages", "reads", bytes(4 * reads))
        store.write("pages", "pages", json.dumps(rows).encode())
        store.commit()
    edit(options)
    again = build(options, keep_quiet)
    assert again.written
    assert again.kept == 0, "what is wrong in one place is trusted in none"
    check_against_clean(options, tmp_path)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("sizes", ["x"]),
        ("groups", [1.5]),
        ("numbers", [True]),
        ("texts", {"people-0": "../../../index"}),
        ("texts", {"people-0": 1}),
        ("shelves", {"a": ["b", "../c", "d", []]}),
        ("shelves", {"a": ["b", "c", "d", [1]]}),
    ],
)
def test_what_is_kept_of_the_search_is_of_the_right_types(tmp_path: Path, part: str, value: object) -> None:
    right = {"words": "a", "sizes": [1], "homes": "", "shelves": {}, "texts": {}, "groups": [1], "numbers": [1]}
    with Store.open(tmp_path, fingerprint()) as store:
        store.write("search", "state", b'{"languages":["en"],"settings":{"languages":["en"],"numbers":{}}}')
        store.write("search", "known en", json.dumps(right).encode())
        assert read_state(store)
        store.write("search", "known en", json.dumps(right | {part: value}).encode())
        with pytest.raises(UnreadableError):
            read_state(store)


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


@pytest.fixture
def scrubs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the file was to be written anew, commit by commit."""
    found: list[bool] = []
    commit = StoreFile.commit

    def note(self: StoreFile) -> None:
        found.append(self.scrubs)
        commit(self)

    monkeypatch.setattr(StoreFile, "commit", note)
    return found


HIDDEN = "---\npublish: no\n"
WITHDRAWN: dict[str, tuple[str, str]] = {
    "page": ("content/pages/about.md", FILES["content/pages/about.md"].replace("---\n", HIDDEN, 1)),
    "plan": ("content/plans/care.yml", "publish: no\n" + FILES["content/plans/care.yml"]),
    "meeting": ("content/council/2026-12-08.md", FILES["content/council/2026-12-08.md"].replace("---\n", HIDDEN, 1)),
}


@pytest.mark.parametrize("search", [True, False])
@pytest.mark.parametrize("kind", WITHDRAWN)
def test_what_is_withdrawn_is_scrubbed(tmp_path: Path, scrubs: list[bool], kind: str, search: bool) -> None:
    options = replace(start(tmp_path), search=search)
    build(options, keep_quiet)
    scrubs.clear()
    edit(options)
    build(options, keep_quiet)
    name, text = WITHDRAWN[kind]
    write_files(options.root, {name: text})
    assert build(options, keep_quiet).written
    edit(options)
    build(options, keep_quiet)
    assert scrubs == [False, True, False]


def test_a_file_that_is_taken_away_is_withdrawn(tmp_path: Path, scrubs: list[bool]) -> None:
    options = start(tmp_path)
    (options.root / "content/pages/about.md").unlink()
    assert build(options, keep_quiet).written
    assert scrubs == [False, True]


@pytest.mark.parametrize(
    ("name", "more", "withdrawn"),
    [("people", "mai-puw: {name: Mai Puw}\n", True), ("offices", "mayor: {title: {en: Mayor, cy: Maer}}\n", False)],
)
def test_not_every_page_that_goes_is_withdrawn(
    tmp_path: Path, scrubs: list[bool], name: str, more: str, withdrawn: bool
) -> None:
    """To write a large store anew takes seconds, so it is not done for what nobody would hide."""
    options = start(tmp_path)
    before = list_pages(options)
    path = f"content/{name}.yml"
    for text in (FILES[path] + more, FILES[path]):
        write_files(options.root, {path: text})
        assert build(options, keep_quiet).written
        assert (list_pages(options) == before) == (text == FILES[path])
    assert scrubs == [False, False, withdrawn]


def test_a_draft_is_withdrawn_when_it_is_shown_no_more(tmp_path: Path, scrubs: list[bool]) -> None:
    options = start(tmp_path)
    for drafts in (True, False, False):
        edit(options)
        build(replace(options, drafts=drafts), keep_quiet)
    assert scrubs == [False, False, True, False]


def list_pages(options: Options) -> set[str]:
    with Store.open(options.cache, fingerprint()) as store:
        return set(store.list_keys("pages found"))


def test_a_build_without_search_keeps_nothing_of_the_search(tmp_path: Path) -> None:
    options = start(tmp_path)
    for search in (False, True):
        edit(options)
        build(replace(options, search=search), keep_quiet)
        with Store.open(options.cache, fingerprint()) as store:
            assert bool(store.list_keys("search")) == bool(store.list_keys("pages found")) == search
    check_against_clean(options, tmp_path)


def test_what_could_not_be_dropped_yet_is_at_the_next_build(tmp_path: Path) -> None:
    """Another build was at work, so that this one could not even look at what is kept. The next does, though nothing has changed."""
    options = start(tmp_path)
    name, text = WITHDRAWN["meeting"]
    write_files(options.root, {name: text})
    with Store.open(options.cache, fingerprint()) as other:
        assert build(options, keep_quiet).written
        assert "council/2026-12-08" in other.list_keys("meetings")
    build(options, keep_quiet)
    with Store.open(options.cache, fingerprint()) as store:
        assert "council/2026-12-08" not in store.list_keys("meetings")


def test_what_could_not_be_scrubbed_is_at_the_next_build(
    tmp_path: Path, scrubs: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = start(tmp_path)
    name, text = WITHDRAWN["meeting"]
    write_files(options.root, {name: text})
    with monkeypatch.context() as patched:
        patched.setattr(Store, "leaves_traces", True)
        build(options, keep_quiet)
    build(options, keep_quiet)
    build(options, keep_quiet)
    assert scrubs == [False, True, False], "the last of them ended at once, the one before did not"


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
