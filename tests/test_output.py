"""Law 3, whole: a build that fails, is killed or fills the disk leaves the old site; a wrong target is refused."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook import output
from minutebook.output import MARKER, OutputError, TargetRefusedError, check_apart, check_target, open_site, recover


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
