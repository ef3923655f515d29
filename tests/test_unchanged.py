"""Nothing changed: the second build ends after it has looked at the files, and says what the first said. Anything that could matter makes a build.

That what is built then is right is the matter of test_laws_kept.py; here is whether it is built at all.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from minutebook import pipeline, serve, unchanged
from minutebook.cli import main
from minutebook.diagnostics import format_json
from minutebook.folders import MARKER, TargetRefusedError, check_cache
from minutebook.history import digest_history, read_history
from minutebook.pipeline import Options, Summary
from tests.support.mishaps import CutOffError, cutting_off
from tests.support.sites import TODAY, keep_quiet, write_files
from tests.support.workplace import GIT

ROOT = Path(__file__).parent.parent
FILES = {
    "content/site.yml": "name: Test\nlanguages: [en]\ntimezone: Pacific/Auckland\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/council/2024-01-10.md": "## 1. Lamps\n\nXYZ was RESOLVED. See [the map](2024-01-10/map.pdf).\n",
    "content/council/2024-01-10/map.pdf": "%PDF-1.4",
    "content/council/18 April.md": "left out\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nWords.\n",
    "glossary.yml": "CIW: Care Inspectorate Wales\n",
}
ALARM = 120
"""Seconds after which a test that waits for ever is stopped; it takes one."""


@dataclass(slots=True)
class Place:
    """A council that was built once."""

    options: Options
    first: Summary

    @property
    def root(self) -> Path:
        return self.options.root

    @property
    def kept(self) -> Path:
        assert self.options.cache is not None
        return self.options.cache / unchanged.FILE

    def write(self, name: str, text: str) -> None:
        write_files(self.root, {name: text})

    def git(self, *words: str) -> str:
        environment = {
            **os.environ,
            **GIT,
            "GIT_AUTHOR_DATE": "2024-02-02T12:00Z",
            "GIT_COMMITTER_DATE": "2024-02-02T12:00Z",
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], check=True, capture_output=True, env=environment, text=True
        )
        return done.stdout.strip()

    def commit(self, message: str = "All") -> None:
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def build(self, **changes: object) -> Summary:
        return pipeline.build(replace(self.options, **changes), keep_quiet)  # type: ignore[arg-type] # Options' own names

    def ends(self, **changes: object) -> Summary | None:
        """Return what a build says that ends before anything is read; None where it goes on, which is then stopped."""
        try:
            return pipeline.build(replace(self.options, **changes), _stop_when_it_goes_on)  # type: ignore[arg-type]
        except GoesOnError:
            return None


class GoesOnError(Exception):
    """The build reads the files."""


def _stop_when_it_goes_on(stage: str, _: object) -> None:
    if stage not in ("discover", "compare"):
        raise GoesOnError(stage)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("built")
    root = write_files(folder / "root", FILES)
    options = Options(root, root / "site", today=TODAY, cache=root / ".cache")
    return Place(options, pipeline.build(options, keep_quiet))


@pytest.fixture
def place(built: Place, tmp_path: Path) -> Place:
    """A copy of it, times of change and all."""
    root = shutil.copytree(built.root, tmp_path / "root")
    return Place(replace(built.options, root=root, site=root / "site", cache=root / ".cache"), built.first)


def test_nothing_changed(place: Place) -> None:
    before = read_states(place.root / "site")
    again = place.ends()
    assert again
    assert again.report == place.first.report
    assert {fault.code for fault in again.report.diagnostics} == {"stray-file", "unexplained-acronym"}
    same = ("written", "pages", "files", "size", "documents", "history", "unkept")
    assert [getattr(again, name) for name in same] == [getattr(place.first, name) for name in same]
    assert again.written
    assert again.site == place.options.site
    assert (again.kept, again.same, again.reused, again.removed) == (again.pages, again.pages, again.files, 0)
    assert read_states(place.root / "site") == before


def test_nothing_changed_since_a_page_went(place: Place) -> None:
    """Where the new site is made in what the last two have alike, that page lies in it up to the end."""
    place.write("content/pages/more.md", "---\ntitle: More\n---\n\nMore words.\n")
    for name in ("one", "other"):
        place.write("content/pages/about.md", f"---\ntitle: About\n---\n\nWords of {name}.\n")
        place.build()
    (place.root / "content/pages/more.md").unlink()
    assert place.build().removed
    assert place.ends()


def read_states(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (facts.st_ino, facts.st_size, facts.st_mtime_ns) for name, facts in found.items()}


def test_faults_are_printed_again(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "github", "json"):
        words = ["--root", str(place.root), "--today", str(TODAY), "--jobs", "1", "--format", form]
        assert main(words) == 0
        again = capsys.readouterr()
        shutil.rmtree(place.root / ".cache")
        assert main(words) == 0
        clean = capsys.readouterr()
        assert again.out == clean.out
        assert "unexplained-acronym" in again.out
        assert "load" in clean.err
        assert "load" not in again.err
        assert again.err.split("\n0 errors")[1].splitlines()[0] == clean.err.split("\n0 errors")[1].splitlines()[0]


def test_what_does_not_matter(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place.root / "content/council/2024-01-10.md"
    path.touch()
    assert place.ends(), "saved without a change"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    assert place.ends(), "another file with the same bytes"
    assert place.ends(jobs=2)
    assert place.ends(strict=False)
    (tmp_path / "link").symlink_to(place.root)
    assert place.ends(root=tmp_path / "link", site=tmp_path / "link/site", cache=tmp_path / "link/.cache")
    monkeypatch.chdir(place.root)
    assert place.ends(root=Path(), site=Path("site"), cache=Path(".cache"))
    place.write("notes.md", "beside the content")
    place.write("content/.hidden.md", "passed over")
    assert place.ends()


Change = Callable[[Place], dict[str, object] | None]


def _copy_then_change(folder: str) -> Change:
    def change(place: Place) -> None:
        shutil.copytree(ROOT / "templates", place.root / "templates")
        place.build()
        assert place.ends()
        with (place.root / "templates" / folder).open("a", encoding="utf-8") as stream:
            stream.write("\n")

    return change


def _break_site(do: Callable[[Path], object]) -> Change:
    def change(place: Place) -> None:
        do(place.root / "site")

    return change


def _rename(place: Place, old: str, new: str) -> None:
    (place.root / old).rename(place.root / new)


def _swap_words(place: Place, one: str, other: str) -> None:
    place.write(one, FILES[other])
    place.write(other, FILES[one])


def _flip_word(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Lamps", b"Lumps"))


def _swap_for_link(path: Path) -> None:
    path.rename(path.with_name("real"))
    path.symlink_to(path.with_name("real"))


def _put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _cut(site: Path) -> None:
    path = site / "index.html"
    time = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes()[:-1])
    os.utime(path, ns=(time, time))


def _forge_link(site: Path) -> None:
    """Put a link in the place of a small file that has its size and time of change: the length of where it leads is its size."""
    size, path = min(
        (path.stat().st_size, path) for path in site.rglob("*.*") if path.name != MARKER and path.is_file()
    )
    time = path.stat().st_mtime_ns
    path.unlink()
    path.symlink_to(("../" * size)[:size])
    os.utime(path, ns=(time, time), follow_symlinks=False)
    assert (path.lstat().st_size, path.lstat().st_mtime_ns) == (size, time)


def _replace_folder(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


CHANGES: dict[str, Change] = {
    "a word": lambda place: place.write(
        "content/council/2024-01-10.md", FILES["content/council/2024-01-10.md"].replace("Lamps", "Lumps")
    ),
    "a new file": lambda place: place.write("content/council/2024-02-10.md", "## 1. Doors\n\nNone.\n"),
    "a file of another name": lambda place: _rename(place, "content/pages/about.md", "content/pages/new.md"),
    "two files with each other's bytes": lambda place: _swap_words(place, "content/site.yml", "content/bodies.yml"),
    "another file left out": lambda place: place.write("content/council/19 April.md", "left out\n"),
    "a file left out no more": lambda place: (place.root / "content/council/18 April.md").unlink(),
    "a document": lambda place: place.write("content/council/2024-01-10/map.pdf", "%PDF-1.5"),
    "no glossary": lambda place: (place.root / "glossary.yml").unlink(),
    "the next day": lambda place: {"today": TODAY + timedelta(1)},
    "drafts": lambda place: {"drafts": True},
    "an address": lambda place: {"base_url": "https://example.org/other/"},
    "no search": lambda place: {"search": False},
    "warnings as errors": lambda place: {"strict": True},
    "another site": lambda place: {"site": place.root / "other"},
    "another cache": lambda place: {"cache": place.root / "other"},
    "no cache": lambda place: {"cache": None},
    "templates of its own": lambda place: place.write("templates/assets/css/95-own.css", "body { margin: 0; }"),
    "another template": _copy_then_change("pages/meeting.html"),
    "another style sheet": _copy_then_change("assets/css/10-tokens.css"),
    "a repository": lambda place: place.commit(),
    "a page edited by hand": _break_site(lambda site: _flip_word(site / "council/2024-01-10/index.html")),
    "a page touched": _break_site(lambda site: (site / "index.html").touch()),
    "a page cut short, its time put back": _break_site(_cut),
    "a page removed": _break_site(lambda site: (site / "404.html").unlink()),
    "a folder removed": _break_site(lambda site: shutil.rmtree(site / "council")),
    "a file more": _break_site(lambda site: (site / "council/new.html").write_text("new")),
    "a hidden file more": _break_site(lambda site: (site / ".htaccess").write_text("new")),
    "a mark of an unfinished site": _break_site(lambda site: (site / ".minutebook-building").write_text("1")),
    "an empty folder more": _break_site(lambda site: (site / "new").mkdir()),
    "a page with other rights": _break_site(lambda site: (site / "index.html").chmod(0o600)),
    "a folder with other rights": _break_site(lambda site: (site / "council").chmod(0o700)),
    "a link for a page": _break_site(lambda site: _swap_for_link(site / "index.html")),
    "a link like a page": _break_site(_forge_link),
    "a link for a folder": _break_site(lambda site: _replace_folder(site / "council")),
    "a pipe for a page": _break_site(lambda site: _put_pipe(site / "index.html")),
    "no site": _break_site(shutil.rmtree),
    "a build cut off": lambda place: (place.root / "site.minutebook-new").mkdir(),
    "a swap cut off": lambda place: _rename(place, "site", "site.minutebook-old"),
    "nothing kept": lambda place: place.kept.unlink(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_matters(place: Place, name: str) -> None:
    assert place.ends()
    asked = CHANGES[name](place) or {}
    assert place.ends(**asked) is None


def test_other_rights_for_new_files(place: Place) -> None:
    """A site that was built with a wrong umask is not for ever."""
    before = os.umask(0o027)
    try:
        assert place.ends() is None
        place.build()
        assert {path.stat().st_mode & 0o777 for path in (place.root / "site").rglob("*.html")} == {0o640}
        assert place.ends()
        assert os.umask(0o027) == 0o027, "looking at it changes nothing"
    finally:
        os.umask(before)
    assert place.ends() is None


def test_another_program(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.ends()
    monkeypatch.setattr(pipeline, "_find_code", lambda: "another")
    assert place.ends() is None


def test_our_templates(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "TEMPLATES", shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    assert place.ends(), "the same files in another place"
    (tmp_path / "templates/pages/meeting.html").write_text("other words", encoding="utf-8")
    assert place.ends() is None


def test_templates_behind_a_link_are_not_trusted(place: Place, tmp_path: Path) -> None:
    """What lies behind it is not looked at, so it might change unseen."""
    shutil.copytree(ROOT / "templates/pages", tmp_path / "pages")
    (place.root / "templates").mkdir()
    (place.root / "templates/pages").symlink_to(tmp_path / "pages")
    place.build()
    assert place.ends() is None


def test_the_day_of_the_clock(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def tell(timezone: str) -> date:
        asked.append(timezone)
        return TODAY

    monkeypatch.setattr(pipeline, "_find_today", tell)
    assert place.ends(today=None), "the clock's day is the one that was given"
    assert asked == ["Pacific/Auckland"]
    monkeypatch.setattr(pipeline, "_find_today", lambda timezone: TODAY + timedelta(1))
    assert place.ends(today=None) is None
    place.write("content/site.yml", FILES["content/site.yml"].replace("Pacific/Auckland", "Europe/London"))
    assert place.ends() is None


def test_source_date_epoch(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--root", str(place.root), "--jobs", "1"]
    for epoch, reads in (("1795219200", False), ("1795219201", False), ("1795305600", True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)  # 21 November 2026, a second later, a day later
        assert main(words) == 0
        assert ("\nload" in capsys.readouterr().err) == reads, epoch


def test_warnings_as_errors(place: Place) -> None:
    """What was built without --strict does not make one with it go well; nor does a build that failed change what is kept."""
    assert not place.build(strict=True).written
    assert place.ends()
    place.write("glossary.yml", "XYZ: Letters\n")
    (place.root / "content/council/18 April.md").unlink()
    assert not place.build().report.diagnostics
    assert place.ends(strict=True)


def test_errors_keep_nothing(place: Place) -> None:
    path = "content/council/2024-02-10.md"
    place.write(path, "---\ntime: 25:99\n---\n")
    for _ in range(2):
        found = place.build()
        assert [fault.code for fault in found.report.errors]
        assert not found.written
    (place.root / path).unlink()
    assert place.ends(), "the old site still stands, and all is as it was"


# A build that did not finish, or was changed under its hands


def test_a_build_that_is_stopped_keeps_nothing(place: Place) -> None:
    """Wherever it is stopped: the next one builds, or what the site tells is what was kept."""
    place.write("content/council/2024-01-10.md", "## 1. Doors\n\nNone.\n")
    with cutting_off(0) as calls:
        place.build(site=place.root / "trial", cache=place.root / "trial-cache")
    ended = 0
    for before_end in (0, 13, 89, 610):
        for path in (place.root / "site", place.root / ".cache"):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(place.root / "trial", place.root / "site")
        place.kept.parent.mkdir()
        with cutting_off(calls[0] - before_end), pytest.raises(CutOffError):
            place.build()
            raise CutOffError  # it had fewer calls to make this time
        if place.ends():
            ended += 1
            page = (place.root / "site/council/2024-01-10/index.html").read_text(encoding="utf-8")
            assert "Doors" in page
    assert ended < 2, "what is kept is written last"


def test_what_is_kept_is_gone_before_the_swap(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> str:
        raise CutOffError

    place.write("content/council/2024-01-10.md", "## 1. Doors\n\nNone.\n")
    monkeypatch.setattr(unchanged.LastBuild, "keep", stop)
    with pytest.raises(CutOffError):
        place.build()
    assert not place.kept.exists()
    assert place.ends() is None


@pytest.mark.parametrize(
    "name", ["content/council/2024-01-10.md", "glossary.yml", "content/council/2024-01-10/map.pdf"]
)
def test_what_is_changed_while_it_is_read(place: Place, name: str) -> None:
    """A file that is changed and changed back while the build reads: the site may show either, so it is not kept."""
    path = place.root / name
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
    data = path.read_bytes()

    def change(stage: str, _: object) -> None:
        if stage in ("load", "copy", "render", "index"):
            path.unlink()
            path.write_bytes(data)

    assert pipeline.build(place.options, change).written
    assert place.ends() is None


def test_a_commit_while_it_is_read(place: Place) -> None:
    place.commit()

    def change(stage: str, _: object) -> None:
        if stage == "load":
            place.git("commit", "-q", "--amend", "--allow-empty", "-m", "Other words")

    assert pipeline.build(place.options, change).written
    assert place.ends() is None
    place.build()
    assert place.ends()


def test_a_site_that_was_not_looked_at(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_digest_site", lambda folder, beside: None)
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
    assert place.build().written
    assert place.ends() is None


def test_a_page_changed_before_all_is_kept(place: Place) -> None:
    """Between the swap and what is kept of it somebody edits the new site."""
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")

    def change(stage: str, step: object) -> None:
        if stage == "swap" and getattr(step, "seconds", None) is not None:
            _flip_word(place.root / "site/council/2024-01-10/index.html")

    assert pipeline.build(place.options, change).written
    assert b"Lumps" in (place.root / "site/council/2024-01-10/index.html").read_bytes()
    assert place.ends() is None


@pytest.mark.parametrize("stage", ["copy", "index"])
def test_a_page_changed_after_it_was_taken_over(place: Place, stage: str) -> None:
    """Both sites share its file: what is remembered is how it was when it was known to be right."""
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
    page = place.root / "site/council/2024-01-10/index.html"

    def change(now: str, _: object) -> None:
        if now == stage and b"Lumps" not in page.read_bytes():
            _flip_word(page)

    assert pipeline.build(place.options, change).written
    assert b"Lumps" in page.read_bytes()
    assert place.ends() is None
    place.build()
    assert b"Lumps" not in page.read_bytes()
    assert place.ends()


def test_a_site_from_which_a_file_was_taken_before_the_swap(place: Place) -> None:
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")

    def change(now: str, _: object) -> None:
        if now == "index":
            (place.root / "site.minutebook-new/about/index.html").unlink(missing_ok=True)

    assert pipeline.build(place.options, change).written
    assert not (place.root / "site/about/index.html").exists()
    assert place.ends() is None


# What is kept, damaged or from elsewhere


def test_every_damaged_byte_is_noticed(place: Place) -> None:
    data = place.kept.read_bytes()
    code = pipeline._find_code()
    assert unchanged._read(place.kept, code)
    for at in {*range(60), *range(60, len(data), 11), len(data) - 1}:
        place.kept.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        assert unchanged._read(place.kept, code) is None, at
    for length in range(0, len(data), 23):
        place.kept.write_bytes(data[:length])
        assert unchanged._read(place.kept, code) is None, length
    place.kept.write_bytes(data + b" ")
    assert unchanged._read(place.kept, code) is None


@pytest.mark.parametrize("what", ["", "{}", "\n{}", "null", "ŵ", "0" * 32 + "\n{}", "[" * 100_000])
def test_what_is_not_ours_is_nothing(place: Place, what: str) -> None:
    place.kept.write_text(what, encoding="utf-8")
    assert place.ends() is None
    place.build()
    assert place.ends()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timezone", 1),
        ("history", "none"),
        ("history", []),
        ("counts", ["1", 1, 1, 1]),
        ("counts", {}),
        ("counts", [1]),
        ("today", 1),
        ("faults", [[1]]),
        ("faults", [["stray-file", "a.md", "1", 0, "words"]]),
        ("rules", "x"),
        ("rules", [{"code": 1}]),
    ],
)
def test_what_bears_our_checksum_and_is_not_ours_is_nothing(place: Place, key: str, value: object) -> None:
    text = place.kept.read_text(encoding="ascii").partition("\n")[2]
    code = pipeline._find_code()
    for kept in (json.loads(text), json.loads(text) | {key: value}):
        changed = json.dumps(kept)
        place.kept.write_text(f"{unchanged._sum(changed, code)}\n{changed}", encoding="ascii")
        assert bool(place.ends()) == (kept.get(key) != value)
    place.build()
    assert place.ends()


def test_a_folder_in_its_place(place: Place) -> None:
    place.kept.unlink()
    place.kept.mkdir()
    assert place.ends() is None
    assert place.build().unkept == ""
    assert place.ends()


@pytest.mark.parametrize("name", [unchanged.FILE, f"{unchanged.FILE}.new"])
def test_a_link_in_its_place(place: Place, tmp_path: Path, name: str) -> None:
    """Whatever it leads to is not ours to write to, or to take for what we kept."""
    path, victim = place.kept.with_name(name), tmp_path / "victim"
    victim.write_bytes(place.kept.read_bytes())
    path.unlink(missing_ok=True)
    path.symlink_to(victim)
    assert bool(place.ends()) == (path != place.kept)
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
    before = victim.read_bytes()
    assert place.build().unkept == ""
    assert victim.read_bytes() == before
    assert place.kept.is_file()
    assert not place.kept.is_symlink()
    assert place.ends()


@pytest.mark.parametrize("name", [unchanged.FILE, f"{unchanged.FILE}.new"])
def test_a_pipe_in_its_place(place: Place, name: str) -> None:
    """Nobody will ever write into it or read from it, so to open it is to wait for ever. The test is stopped by `ALARM` then."""
    path = place.kept.with_name(name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with waiting_no_longer():
        assert bool(place.ends()) == (path != place.kept)
        place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
        assert place.build().unkept == ""
        assert place.kept.is_file()
        assert place.ends()


@contextmanager
def waiting_no_longer() -> Iterator[None]:
    """Stop what waits for ever."""

    def stop(*_: object) -> None:
        raise AssertionError("a pipe is waited for")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(ALARM)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_what_was_kept_of_another_council(place: Place, tmp_path: Path) -> None:
    other = Place(replace(place.options, root=tmp_path / "other", site=tmp_path / "other/site"), place.first)
    write_files(other.root, FILES | {"content/site.yml": "name: Other\n"})
    other.build()
    assert other.ends()
    assert place.ends() is None


def test_what_was_kept_earlier(place: Place) -> None:
    """Site and cache of one state are right for that state, and no other."""
    for name in ("site", ".cache"):
        shutil.copytree(place.root / name, place.root.parent / name)
    place.write("content/pages/about.md", "---\ntitle: About\n---\n\nOther words.\n")
    place.build()
    assert place.ends()
    shutil.copy(place.root.parent / ".cache" / unchanged.FILE, place.kept)
    assert place.ends() is None
    place.write("content/pages/about.md", FILES["content/pages/about.md"])
    assert place.ends() is None, "it is the words that were kept, but not the site"
    shutil.rmtree(place.root / "site")
    shutil.copytree(place.root.parent / "site", place.root / "site")
    assert place.ends()


def test_where_nothing_can_be_kept(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The build goes well, and says so once."""
    blocked = place.root / "blocked"
    blocked.write_text("a file", encoding="ascii")
    words = ["--root", str(place.root), "--today", str(TODAY), "--jobs", "1", "--cache", str(blocked)]
    assert main(words) == 0
    said = capsys.readouterr().err
    assert said.count("blocked") == 1
    assert f"Nothing could be kept for the next build in {blocked}" in said
    assert blocked.read_text(encoding="ascii") == "a file"
    assert main([*words[:-1], str(place.root / "fresh")]) == 0
    assert "Nothing could be kept" not in capsys.readouterr().err


def test_where_nothing_may_be_kept(place: Place) -> None:
    """What is kept holds words that are not published."""
    for name in ("site", "site/.cache", "content", "content/.cache", "templates/kept"):
        with pytest.raises(TargetRefusedError, match="--cache"):
            check_cache(place.root / name, place.root / "site", place.root)
        with pytest.raises(TargetRefusedError, match="--cache"):
            place.build(cache=place.root / name)
    check_cache(place.root / ".cache", place.root / "site", place.root)
    check_cache(place.root, place.root / "site", place.root)
    assert (place.root / "site" / MARKER).is_file()


def test_serve_keeps_too(place: Place) -> None:
    given: list[Options] = []

    def stop(options: Options) -> bool:
        given.append(options)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve.serve(place.options, 8123, stop)
    assert given[0].cache == place.options.cache
    assert place.ends(base_url=given[0].base_url) is None
    place.build(base_url=given[0].base_url)
    assert place.ends(base_url=given[0].base_url)


def test_serve_builds_again_what_is_saved_during_its_first_build(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    builds: list[int] = []
    looks: list[int] = []
    real = serve.find_state

    def find_state(root: Path) -> object:
        looks.append(1)
        assert len(looks) < 9, "nobody notices what was saved"
        return real(root)

    def build(options: Options) -> bool:
        builds.append(len(looks))
        if len(builds) == 2:
            raise KeyboardInterrupt
        place.write("content/pages/about.md", "---\ntitle: About\n---\n\nSaved meanwhile, and longer.\n")
        return True

    monkeypatch.setattr(serve, "find_state", find_state)
    monkeypatch.setattr(serve, "_PAUSE", 0.01)
    with pytest.raises(KeyboardInterrupt):
        serve.serve(place.options, 0, build)
    assert len(builds) == 2


def test_what_is_kept_is_json(place: Place) -> None:
    """Nothing in it can be executed."""
    kept = json.loads(place.kept.read_text(encoding="ascii").partition("\n")[2])
    assert kept["today"] == str(TODAY)
    assert [fault[1] for fault in kept["faults"]] == [
        fault["path"] for fault in json.loads(format_json(place.first.report))
    ]


# The history


def test_history_without_git(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert digest_history(place.root) == ""
    assert not read_history(place.root).answered
    place.git("init", "-q")
    assert digest_history(place.root) == "", "no commit"
    assert not read_history(place.root).answered
    place.commit()
    assert digest_history(place.root)
    assert read_history(place.root).answered
    monkeypatch.setenv("PATH", "/nowhere")
    assert digest_history(place.root) == ""


def _replace_commit(place: Place) -> None:
    old = place.git("rev-parse", "HEAD~1")
    new = place.git("commit-tree", "-m", "Replaced", f"{old}^{{tree}}")
    place.git("replace", old, new)


HISTORIES: dict[str, Callable[[Place], object]] = {
    "a commit": lambda place: place.commit("More"),
    "another message": lambda place: place.git("commit", "-q", "--amend", "--allow-empty", "-m", "Other"),
    "a commit gone": lambda place: place.git("reset", "-q", "--soft", "HEAD~1"),
    "another branch": lambda place: place.git("checkout", "-q", "earlier"),
    "no repository": lambda place: shutil.rmtree(place.root / ".git"),
    "a commit replaced": _replace_commit,
    "a graft": lambda place: write_files(place.root, {".git/info/grafts": place.git("rev-parse", "HEAD") + "\n"}),
    "a shallow clone": lambda place: write_files(place.root, {".git/shallow": place.git("rev-parse", "HEAD") + "\n"}),
    "renames told otherwise": lambda place: place.git("config", "diff.renames", "false"),
    "messages told otherwise": lambda place: place.git("config", "i18n.logOutputEncoding", "latin1"),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_another_history(place: Place, name: str) -> None:
    place.commit("First")
    place.git("branch", "earlier")
    place.commit("Second")
    place.build()
    assert place.ends()
    HISTORIES[name](place)
    assert place.ends() is None


def test_the_same_history(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.commit()
    place.build()
    place.git("branch", "other")
    place.git("checkout", "-q", "other")
    place.git("tag", "now")
    place.git("config", "user.name", "Somebody")
    assert place.ends()
    monkeypatch.setenv("GIT_NO_REPLACE_OBJECTS", "1")
    assert place.ends() is None


def test_git_that_failed_is_not_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that could not be read once must not be missing for good."""
    place.commit()
    with monkeypatch.context() as patched:
        patched.setattr("minutebook.history._read_log", lambda log: {})
        patched.setattr("minutebook.history._run_git", _fail_at("log"))
        found = place.build()
    assert (found.written, found.history) == (True, "no-git")
    assert place.ends() is None
    assert place.build().history == ""
    assert place.ends()


def _fail_at(word: str) -> Callable[..., str | None]:
    from minutebook.history import _run_git  # noqa: PLC0415 - the real one, before it is replaced

    def run(root: Path, *words: str) -> str | None:
        return None if word in words else _run_git(root, *words)

    return run


def test_content_that_no_commit_has(place: Place) -> None:
    """Git answers that there is no history: that is one, too."""
    place.git("init", "-q")
    place.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    assert place.build().history == "no-git"
    again = place.ends()
    assert again
    assert again.history == "no-git"
