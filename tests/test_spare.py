"""The next site is made in what the last two have alike: what differs is touched, nothing in it is trusted, no file that two sites share is written
to, and what the site has no more is nowhere.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from minutebook.folders import MARKER
from minutebook.output import open_site
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


def test_what_the_site_has_no_more_is_nowhere(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    spare = tmp_path / "cache" / NAME
    write_site(tmp_path, {"a/index.html": "one", "b/secret/index.html": "secret", "c.txt": "a secret"})
    after = {"a/index.html": "one", "c.txt": "none"}
    write_site(tmp_path, after)
    assert read(spare) == {"a/index.html": "one"}
    with pytest.raises(ZeroDivisionError), open_site(tmp_path / "site", tmp_path / "cache") as writer:
        writer.write("a/index.html", b"another secret")
        writer.write("b/secret/index.html", b"secret")
        writer.write("c.txt", b"none")
        raise ZeroDivisionError
    assert read(tmp_path / "site") == after
    assert read(spare) == {"c.txt": "none"}


@contextmanager
def using_umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def read_modes(site: Path) -> dict[str, set[int]]:
    paths = [site, *site.rglob("*")]
    return {
        kind: {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir() == (kind == "folder")}
        for kind in ("folder", "file")
    }


@pytest.mark.parametrize("builds", [1, 2])
def test_files_and_folders_get_the_mode_that_new_ones_have(tmp_path: Path, builds: int) -> None:
    """Else what was built once with a wrong umask could not be served for ever."""
    (tmp_path / "cache").mkdir()
    files = {"a/index.html": "one", "b/c/index.html": "two", "d/index.html": "three"}
    with using_umask(0o077):
        for _ in range(builds):
            write_site(tmp_path, files)
    assert read_modes(tmp_path / "site") == {"folder": {0o700}, "file": {0o600}}
    with using_umask(0o022):
        before = (tmp_path / "site/a/index.html").stat().st_mtime_ns
        site = write_site(tmp_path, {**files, "a/index.html": "=one", "d/index.html": "new"})
        assert (site / "a/index.html").stat().st_mtime_ns == before, "it is known again by that"
        assert read_modes(site) == {"folder": {0o755}, "file": {0o644}}
        (site / "b/c/index.html").chmod(0o755)
        (site / "b/c").chmod(0o700)
        for _ in range(2):
            assert read_modes(write_site(tmp_path, files)) == {"folder": {0o755}, "file": {0o644}}


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
    spare = tmp_path / "cache" / NAME
    assert read(spare) == {"b/index.html": "two"}
    number = (spare / "b/index.html").stat().st_ino
    site = write_site(tmp_path, {"a/index.html": "new", "b/index.html": "=two"})
    assert (site / "b/index.html").stat().st_ino == number
    assert read(spare) == {"b/index.html": "two"}


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
