"""The next site is made in the one before last: what differs is touched, nothing in it is trusted, and no file that two sites share is written to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minutebook.output import MARKER, open_site
from minutebook.spare import NAME


def write_site(tmp_path: Path, files: dict[str, str]) -> Path:
    """Write a site of these files beside a cache; `=` before a text: keep the old site's file."""
    target = tmp_path / "site"
    with open_site(target, tmp_path / "cache") as writer:
        for path, text in files.items():
            if text.startswith("="):
                found = (target / path).stat()
                assert writer.keep(path, found.st_size, found.st_mtime_ns)
            else:
                writer.write(path, text.encode())
    assert read(target) == {path: text.removeprefix("=") for path, text in files.items()}
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "cache", "outside"}
    return target


def read(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    assert all(any(path.iterdir()) for path in found.values() if path.is_dir()), "no folder is left empty"
    return {name: path.read_text("utf-8") for name, path in found.items() if path.is_file() and name != MARKER}


def test_what_three_sites_have_alike_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    first = {"a/index.html": "one", "b/index.html": "two", "c.txt": "three"}
    write_site(tmp_path, first)
    write_site(tmp_path, {**first, "a/index.html": "new"})
    spare = tmp_path / "cache" / NAME
    folder = (spare / "b").stat().st_mtime_ns
    site = write_site(tmp_path, {"a/index.html": "=new", "b/index.html": "=two", "c.txt": "three"})
    assert (site / "b").stat().st_mtime_ns == folder, "nothing was done in that folder"
    assert (site / "b/index.html").samefile(spare / "b/index.html")
    assert read(spare) == {**first, "a/index.html": "new"}


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    for files in (
        {"a": "file", "b/c/d": "deep", "e": "stays"},
        {"x": "else"},
        {"a/index.html": "folder", "b": "file", "e": "stays"},
        {"a": "file", "b/c/d": "deep"},
        {"a/index.html": "folder", "b/c": "less deep", "e": "stays"},
        {"a/index.html": "=folder", "b/c": "=less deep"},
    ):
        write_site(tmp_path, files)


def test_nothing_that_lies_in_it_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    files = {"a/index.html": "one", "b/index.html": "two", "d/index.html": "four"}
    for _ in range(2):
        write_site(tmp_path, files)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("not ours", encoding="utf-8")
    spare = tmp_path / "cache" / NAME
    (spare / "a/index.html").unlink()
    (spare / "a/index.html").symlink_to(outside / "index.html")
    (spare / "b/index.html").unlink()
    (spare / "b").rmdir()
    (spare / "b").symlink_to(outside, target_is_directory=True)
    (spare / "d/index.html").unlink()
    (spare / "d/index.html").write_text("four", encoding="utf-8")
    os.mkfifo(spare / "pipe")
    (spare / "more").write_text("more", encoding="utf-8")
    write_site(tmp_path, {"a/index.html": "=one", "b/index.html": "new", "d/index.html": "=four"})
    assert read(outside) == {"index.html": "not ours"}


def test_a_build_that_fails_leaves_a_spare_that_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    files = {"a/index.html": "one", "b/index.html": "two"}
    for _ in range(2):
        write_site(tmp_path, files)
    with pytest.raises(ZeroDivisionError), open_site(tmp_path / "site", tmp_path / "cache") as writer:
        writer.write("a/index.html", b"half")
        raise ZeroDivisionError
    assert read(tmp_path / "site") == files
    write_site(tmp_path, {"a/index.html": "=one", "b/index.html": "new"})
    assert read(tmp_path / "cache" / NAME) == files


@pytest.mark.parametrize("kind", ["file", "link", "absent"])
def test_a_cache_without_a_spare_will_do(tmp_path: Path, kind: str) -> None:
    (tmp_path / "cache").mkdir()
    spare = tmp_path / "cache" / NAME
    if kind == "file":
        spare.write_text("something", encoding="utf-8")
    elif kind == "link":
        (tmp_path / "outside").mkdir()
        spare.symlink_to(tmp_path / "outside", target_is_directory=True)
    write_site(tmp_path, {"a": "one"})
    write_site(tmp_path, {"a": "=one", "b": "two"})
    write_site(tmp_path, {"a": "=one"})
    if kind == "link":
        assert (tmp_path / "outside").is_dir()
