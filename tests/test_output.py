"""Law 3, whole: a build that fails, is killed or fills the disk leaves the old site; a wrong target is refused."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook import output
from minutebook.cli import main
from minutebook.folders import MARKER, SPARE, TargetRefusedError, check_apart, check_cache, check_target, find_site
from minutebook.output import OutputError, find_first, open_site, recover
from minutebook.pipeline import Options


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_site(target: Path, files: dict[str, bytes]) -> output.Writer:
    with open_site(target) as writer:
        for path, data in files.items():
            writer.write(path, data)
    return writer


def test_first_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    writer = write_site(target, {"index.html": b"one", "a/index.html": b"two"})
    assert {*read_tree(target)} == {"index.html", "a/index.html", MARKER}
    assert (writer.written, writer.reused, writer.size) == (2, 0, 6)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_unchanged_files_are_kept_and_old_ones_go(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, {"same": b"1", "changed": b"1", "gone": b"1"})
    before = (target / "same").stat().st_ino
    writer = write_site(target, {"same": b"1", "changed": b"2"})
    assert read_tree(target).keys() == {"same", "changed", MARKER}
    assert (target / "same").stat().st_ino == before
    assert (target / "changed").read_bytes() == b"2"
    assert (writer.written, writer.reused, writer.removed) == (1, 1, 1)


def test_each_file_says_whether_it_is_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, document = tmp_path / "site", tmp_path / "report.pdf"
    document.write_bytes(b"1")
    write_site(target, {"same": b"1", "changed": b"1", "a/deep/gone": b"1", "report.pdf": b"1"})
    with open_site(target) as writer:
        said = writer.write("same", b"1"), writer.write("changed", b"2"), writer.write("new", b"1")
        assert (*said, writer.copy("report.pdf", document)) == (True, False, False, True)
    assert (writer.written, writer.reused, writer.removed) == (2, 2, 1)
    monkeypatch.setattr(output, "_link", lambda old, place: False)  # a file system without hard links
    with open_site(target) as writer:
        assert writer.write("same", b"1")
        assert not writer.write("changed", b"3")
    assert (writer.written, writer.reused, writer.removed) == (2, 0, 2)


def test_a_link_in_the_old_site_is_not_taken_over(tmp_path: Path) -> None:
    """Not even one that leads to the same bytes, which may be others tomorrow."""
    target = tmp_path / "site"
    write_site(target, {"index.html": b"1"})
    (tmp_path / "elsewhere").write_bytes(b"1")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(tmp_path / "elsewhere")
    write_site(target, {"index.html": b"1"})
    assert not (target / "index.html").is_symlink()
    assert (target / "index.html").read_bytes() == b"1"


def test_a_folder_of_the_old_site_that_became_a_link_is_not_looked_into(tmp_path: Path) -> None:
    target, outside = tmp_path / "site", tmp_path / "outside"
    write_site(target, {"a/index.html": b"one"})
    found = (target / "a/index.html").stat()
    (target / "a").rename(outside)
    (target / "a").symlink_to(outside, target_is_directory=True)
    with open_site(target) as writer:
        assert not writer.keep("a/index.html", found.st_size, found.st_mtime_ns)
        writer.write("a/index.html", b"one")
    assert not (target / "a").is_symlink()
    assert not (target / "a/index.html").samefile(outside / "index.html")
    assert read_tree(outside) == {"index.html": b"one"}


def test_failure_leaves_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_site(target, {"index.html": b"old"})
    before = read_tree(target)
    with pytest.raises(ZeroDivisionError), open_site(target) as writer:
        writer.write("index.html", b"new")
        raise ZeroDivisionError
    assert read_tree(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    write_site(target, {"index.html": b"old"})
    before = read_tree(target)

    def fill(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    with pytest.raises(OutputError, match=r"disk is full.*old site is untouched"), open_site(target) as writer:
        monkeypatch.setattr(Path, "write_bytes", fill)
        writer.write("index.html", b"new")
    monkeypatch.undo()
    assert read_tree(target) == before


def test_a_document_that_is_taken_away_is_named(tmp_path: Path) -> None:
    write_site(tmp_path / "site", {"index.html": b"old"})
    missing = re.escape(str(tmp_path / "report.pdf"))
    with pytest.raises(OutputError, match=rf"{missing}.*old site is untouched"), open_site(tmp_path / "site") as writer:
        writer.copy("report.pdf", tmp_path / "report.pdf")
    assert read_tree(tmp_path / "site").keys() == {"index.html", MARKER}


def test_read_only_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *words: object, **more: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match="may not be written"), open_site(tmp_path / "site"):
        pass


@pytest.mark.parametrize("moment", ["while writing", "between the renames"])
def test_killed_build_leaves_the_old_site(tmp_path: Path, moment: str) -> None:
    target = tmp_path / "site"
    write_site(target, {"index.html": b"old"})
    script = """
import os, signal, sys
from pathlib import Path
from minutebook.output import open_site
target, moment = Path(sys.argv[1]), sys.argv[2]
rename = Path.rename
def stop(self, other):
    done = rename(self, other)
    os.kill(os.getpid(), signal.SIGKILL)
if moment == "between the renames":
    Path.rename = stop
with open_site(target) as writer:
    writer.write("index.html", b"new")
    if moment == "while writing":
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(target), moment], check=False, cwd=Path(__file__).parent.parent
    )
    assert done.returncode == -9
    recover(target)
    expected = b"old" if moment == "while writing" else b"new"
    assert (target / "index.html").read_bytes() == expected
    write_site(target, {"index.html": b"next"})
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (target / "index.html").read_bytes() == b"next"


OLD_AWAY, NEW_IN, OLD_KEPT = 1, 2, 3
"""The renames of a swap with a cache, in their order."""


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException, *, done: bool) -> None:
    """Raise an error at a rename: once, before it is done or when it is."""
    rename, left = Path.rename, [number]

    def stop(self: Path, other: Path) -> Path:
        left[0] -= 1
        if left[0]:
            return rename(self, other)
        if done:
            rename(self, other)
        raise error

    monkeypatch.setattr(Path, "rename", stop)


def write_next(tmp_path: Path) -> None:
    """Build once more, and see that all is as if nothing had happened."""
    with open_site(tmp_path / "site", tmp_path / "cache") as writer:
        writer.write("index.html", b"next")
    assert read_tree(tmp_path / "site").keys() == {"index.html", MARKER}
    assert (tmp_path / "site/index.html").read_bytes() == b"next"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "site"]


@pytest.fixture
def kept_beside(tmp_path: Path) -> Path:
    """A folder with a site and a cache."""
    (tmp_path / "cache").mkdir()
    with open_site(tmp_path / "site", tmp_path / "cache") as writer:
        writer.write("index.html", b"old")
    return tmp_path


@pytest.mark.parametrize(
    ("number", "done", "expected"),
    [
        (OLD_AWAY, False, b"old"),
        (OLD_AWAY, True, b"old"),
        (NEW_IN, False, b"old"),
        (NEW_IN, True, b"new"),
        (OLD_KEPT, False, b"new"),
        (OLD_KEPT, True, b"new"),
    ],
)
def test_ctrl_c_at_any_moment_of_the_swap_leaves_a_site(
    kept_beside: Path, monkeypatch: pytest.MonkeyPatch, number: int, done: bool, expected: bytes
) -> None:
    target = kept_beside / "site"
    before = find_site(target)
    with pytest.raises(KeyboardInterrupt), open_site(target, kept_beside / "cache") as writer:
        writer.write("index.html", b"new")
        stop_at(monkeypatch, number, KeyboardInterrupt(), done=done)
    monkeypatch.undo()
    assert (target / "index.html").read_bytes() == expected
    assert (target / MARKER).is_file()
    assert (find_site(target) == before) == (expected == b"old"), "which is what a build says that was stopped"
    write_next(kept_beside)


@pytest.mark.parametrize("number", [OLD_AWAY, NEW_IN])
def test_a_swap_that_fails_leaves_the_old_site(kept_beside: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    target = kept_beside / "site"
    with (
        pytest.raises(OutputError, match="The old site is untouched"),
        open_site(target, kept_beside / "cache") as writer,
    ):
        writer.write("index.html", b"new")
        stop_at(monkeypatch, number, OSError(errno.EIO, os.strerror(errno.EIO)), done=False)
    monkeypatch.undo()
    assert (target / "index.html").read_bytes() == b"old"
    write_next(kept_beside)


def test_an_old_site_that_cannot_be_put_back_is_told_of(kept_beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if Path(other) == kept_beside / "site":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(self, other)

    with (
        pytest.raises(OutputError, match=r"The old site is in .*site\.minutebook-old, and the next build puts it back"),
        open_site(kept_beside / "site", kept_beside / "cache") as writer,
    ):
        writer.write("index.html", b"new")
        monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.undo()
    assert find_site(kept_beside / "site") is None
    recover(kept_beside / "site")
    assert (kept_beside / "site/index.html").read_bytes() == b"old"
    write_next(kept_beside)


@pytest.mark.parametrize("stands", ["", "empty", "whole"])
@pytest.mark.parametrize("beside", ["", "new", "old", "both", "half"])
def test_which_site_stands_before_a_new_one_is_made(tmp_path: Path, stands: str, beside: str) -> None:
    """Whatever a build left that was cut off: what is then put in its place is the old site to the one that follows."""
    target = tmp_path / "site"
    if stands:
        target.mkdir()
    if stands == "whole":
        (target / MARKER).write_bytes(b"")
    for name in {"both": ("new", "old"), "half": ("new", "old")}.get(beside, (beside,) if beside else ()):
        folder = target.with_name(f"site.minutebook-{name}")
        folder.mkdir()
        if beside != "half" or name == "old":
            (folder / MARKER).write_bytes(b"")
    before = find_first(target)
    assert (before is None) == (stands != "whole" and beside in ("", "new"))
    with pytest.raises(KeyboardInterrupt), open_site(target):
        raise KeyboardInterrupt
    assert find_site(target) == before


@pytest.mark.parametrize("words", [["build"], ["serve", "--port", "0"]])
def test_a_build_that_is_stopped_after_it_put_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    def stop(options: Options, _: object) -> None:
        recover(options.site)
        raise KeyboardInterrupt

    monkeypatch.setattr("minutebook.pipeline.build", stop)
    write_site(tmp_path / "site", {"index.html": b"old"}).target.rename(tmp_path / "site.minutebook-old")
    assert main([*words, "--root", str(tmp_path)]) == 130
    assert capsys.readouterr().err == "Stopped. The old site is untouched.\n"
    assert (tmp_path / "site/index.html").read_bytes() == b"old"


def test_a_new_site_in_its_place_is_no_failure_whatever_becomes_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    write_site(tmp_path / "site", {"index.html": b"old"})
    with open_site(tmp_path / "site") as writer:
        writer.write("index.html", b"new")
        monkeypatch.setattr("shutil.rmtree", refuse)
    assert (tmp_path / "site/index.html").read_bytes() == b"new"
    with pytest.raises(OutputError, match=r"site\.minutebook-old may not be written"), open_site(tmp_path / "site"):
        pass
    monkeypatch.undo()
    (tmp_path / "cache").mkdir()
    write_next(tmp_path)


def test_foreign_folder_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    with pytest.raises(TargetRefusedError, match="did not write"), open_site(target):
        pass
    assert (target / "thesis.txt").read_text() == "years of work"


def test_file_as_target_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(TargetRefusedError, match="is a file"), open_site(tmp_path / "site"):
        pass


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_site(tmp_path / "site", {"index.html": b"one"})
    assert (tmp_path / "site" / "index.html").is_file()


def test_link_as_target_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    write_site(tmp_path / "site", {"index.html": b"one"})
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_running_build_is_not_disturbed(tmp_path: Path) -> None:
    beside = tmp_path / "site.minutebook-new"
    beside.mkdir()
    (beside / ".minutebook-building").write_text(str(os.getppid()))
    with pytest.raises(TargetRefusedError, match="Another build"), open_site(tmp_path / "site"):
        pass
    assert beside.is_dir()


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../b", "", "a\\b", "nul\0"])
def test_paths_stay_inside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no path inside"), open_site(tmp_path / "site") as writer:
        writer.write(path, b"")
    assert not (tmp_path / "site").exists()


def test_two_files_for_one_address(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two files for one address"), open_site(tmp_path / "site") as writer:
        writer.write("a", b"")
        writer.write("A", b"")


def test_documents_are_copied_once(tmp_path: Path) -> None:
    source = tmp_path / "report.pdf"
    source.write_bytes(b"%PDF")
    for expected in (1, 0):
        with open_site(tmp_path / "site") as writer:
            writer.copy("council/report.pdf", source)
        assert writer.written == expected
    assert (tmp_path / "site/council/report.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "site/council/report.pdf").stat().st_ino != source.stat().st_ino


@pytest.mark.parametrize(
    "place", [".", "..", "content", "content/new", "content/council", "templates", "templates/new", "link"]
)
def test_what_the_site_is_made_of_is_never_the_target(tmp_path: Path, place: str) -> None:
    """Not even where a marker says that the folder is a site: it may have been copied there."""
    root = tmp_path / "root"
    for folder in (tmp_path, root, root / "content", root / "content/council", root / "templates"):
        folder.mkdir(exist_ok=True)
        (folder / MARKER).write_bytes(b"")
    (root / "link").symlink_to(root / "content")
    with pytest.raises(TargetRefusedError, match="is where the minutes or the templates are"):
        check_apart(root / place, root)
    check_apart(root / "site", root)
    check_apart(tmp_path / "elsewhere", root)


@pytest.mark.parametrize("place", ["pages", "pages/.git/new"])
def test_a_repository_is_never_the_target(tmp_path: Path, place: str) -> None:
    repository = tmp_path / "pages"
    (repository / ".git").mkdir(parents=True)
    (repository / MARKER).write_bytes(b"")
    with pytest.raises(TargetRefusedError, match="git repository"):
        check_target(tmp_path / place)


def test_a_name_that_the_disk_does_not_take(tmp_path: Path) -> None:
    with pytest.raises(TargetRefusedError, match="cannot be a folder"):
        check_target(tmp_path / ("x" * 300))


@pytest.mark.parametrize("place", ["spare-site", "spare-site/within", "Spare-Site", "link"])
def test_where_the_site_before_is_put_away_is_never_the_target(tmp_path: Path, place: str) -> None:
    cache = tmp_path / ".cache"
    cache.mkdir()
    (cache / "link").symlink_to(cache / SPARE)
    with pytest.raises(TargetRefusedError, match="--site"):
        check_cache(cache, cache / place, tmp_path)
    for apart in (cache / "site", cache / f"{SPARE}s", tmp_path / "site"):
        check_cache(cache, apart, tmp_path)
