"""The next site is made in what the last two have alike: what differs is touched, nothing in it is trusted, no file that two sites share is written
to, and what the site has no more is nowhere.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from minutebook.folders import MARKER, SPARE
from minutebook.output import OWNER, OutputError, open_site
from minutebook.spare import Spare


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
    spare = tmp_path / "cache" / SPARE
    folder = (spare / "b").stat().st_mtime_ns
    site = write_site(tmp_path, {"a/index.html": "=new", "b/index.html": "=two", "c.txt": "three"})
    assert (site / "b").stat().st_mtime_ns == folder, "nothing was done in that folder"
    assert (site / "b/index.html").samefile(spare / "b/index.html")
    assert read(spare) == {**first, "a/index.html": "new"}


def test_what_the_site_has_no_more_is_nowhere(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    spare = tmp_path / "cache" / SPARE
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
    spare = tmp_path / "cache" / SPARE
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
    spare = tmp_path / "cache" / SPARE
    assert read(spare) == {"b/index.html": "two"}
    number = (spare / "b/index.html").stat().st_ino
    site = write_site(tmp_path, {"a/index.html": "new", "b/index.html": "=two"})
    assert (site / "b/index.html").stat().st_ino == number
    assert read(spare) == {"b/index.html": "two"}


@pytest.mark.parametrize("kind", ["file", "link", "absent"])
def test_a_cache_without_a_spare_will_do(tmp_path: Path, kind: str) -> None:
    (tmp_path / "cache").mkdir()
    spare = tmp_path / "cache" / SPARE
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


def forbid(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, place: Path) -> None:
    """Let the disk refuse what a function does with a file or folder of this name, wherever it is."""
    real = getattr(owner, name)

    def refuse(path: Path, *words: object, **more: object) -> object:
        if Path(path).name == place.name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *words, **more)

    monkeypatch.setattr(owner, name, refuse)


def is_used(tmp_path: Path, files: dict[str, str]) -> bool:
    """Write a site in which one file has changed. Return whether it was made in the spare one."""
    os.utime(tmp_path / "cache" / SPARE / "b", ns=(1, 1))
    site = write_site(tmp_path, {**files, "a/index.html": f"new {time.monotonic_ns()}"})
    return (site / "b").stat().st_mtime_ns == 1


def test_a_folder_of_another_user_in_it_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root leaves them, who once built the site."""
    (tmp_path / "cache").mkdir()
    files = {"a/index.html": "one", "a/more": "same", "b/index.html": "two"}
    for _ in range(2):
        write_site(tmp_path, files)
    spare = tmp_path / "cache" / SPARE
    real = Path.stat

    def own(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        """Tell that the new site's folder is ours, and by that what is in it another's."""
        facts = real(path, follow_symlinks=follow_symlinks)
        if path.name != "site.minutebook-new":
            return facts
        return os.stat_result((*facts[:4], facts.st_uid + 1, *facts[5:10]))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", own)
        assert is_used(tmp_path, files), "we may write to it all the same"
        patch.setattr(os, "access", lambda path, mode: Path(path).name != "a")
        assert not is_used(tmp_path, files)
    assert is_used(tmp_path, files)
    assert read(spare) == {"a/more": "same", "b/index.html": "two"}


def test_what_cannot_be_removed_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    files = {"a/index.html": "one", "b/index.html": "two"}
    for _ in range(2):
        write_site(tmp_path, files)
    (cache / SPARE / "a").chmod(0o700)
    with monkeypatch.context() as patch:
        forbid(patch, Path, "chmod", Path("a"))
        forbid(patch, shutil, "rmtree", Path("site.minutebook-new"))
        assert not is_used(tmp_path, files)
    aside, spare = sorted(cache.iterdir(), key=lambda path: path.name == SPARE)
    assert spare.name == SPARE
    assert aside.name.startswith(f"{SPARE}-")
    assert read(aside) == files
    assert read(spare) == {"b/index.html": "two"}
    assert is_used(tmp_path, files), "the next build has a spare again"


def test_a_spare_that_cannot_be_had_is_put_aside_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    files = {"a/index.html": "one", "b/index.html": "two"}
    for _ in range(2):
        write_site(tmp_path, files)
    with monkeypatch.context() as patch:
        forbid(patch, Path, "chmod", Path(SPARE))
        forbid(patch, shutil, "rmtree", Path(SPARE))
        assert not is_used(tmp_path, files)
    assert len(list(cache.iterdir())) == 2
    assert is_used(tmp_path, files)


def test_what_can_neither_be_removed_nor_put_aside_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").mkdir()
    for _ in range(2):
        write_site(tmp_path, {"a/index.html": "one"})
    (tmp_path / "cache" / SPARE / "a").chmod(0o700)
    fresh = tmp_path / "site.minutebook-new"

    def remove(folder: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "index.html")

    with monkeypatch.context() as patch:
        forbid(patch, Path, "chmod", Path("a"))
        patch.setattr(shutil, "rmtree", remove)
        forbid(patch, Path, "rename", fresh)
        # The spare one itself is moved as ever.
        with (
            pytest.raises(
                OutputError, match=rf"^{re.escape(str(fresh))} may not be written\. The old site is untouched"
            ),
            open_site(tmp_path / "site", tmp_path / "cache"),
        ):
            pass
        assert read(fresh) == {"a/index.html": "one"}
        with (
            pytest.raises(
                OutputError, match=rf"^{re.escape(str(fresh))} may not be written\. The old site is untouched"
            ),
            open_site(tmp_path / "site"),
        ):
            pass
    write_site(tmp_path, {"a/index.html": "one"})


@pytest.mark.parametrize("name", [".minutebook", ".minutebook-building", "a", "index.html"])
def test_a_folder_in_it_where_a_file_belongs(tmp_path: Path, name: str) -> None:
    """Be it empty, or with something in it."""
    (tmp_path / "cache").mkdir()
    for within in ("", "deep", "deep/file"):
        spare = tmp_path / "cache" / SPARE
        shutil.rmtree(spare, ignore_errors=True)
        (spare / name).mkdir(parents=True)
        if within:
            (spare / name / "deep").mkdir()
        if within == "deep/file":
            (spare / name / within).write_text("x", encoding="utf-8")
        write_site(tmp_path, {"a": "one", "index.html": within})


def test_empty_folders_go_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    files = {"a/index.html": "one", "b/c/index.html": "two"}
    for number in range(6):
        if number in (1, 3):
            for folder in (tmp_path / "site", tmp_path / "cache" / SPARE):
                for name in ("ghost/deep", "ghost/other", "b/ghost", "ghost2"):
                    (folder / name).mkdir(parents=True, exist_ok=True)
        if number == 3:
            (tmp_path / "cache" / SPARE / "ghost2/link").symlink_to("nowhere")
        with open_site(tmp_path / "site", tmp_path / "cache") as writer:
            for path, text in {**files, "a/index.html": str(number)}.items():
                writer.write(path, text.encode())
        assert writer.removed == 0
        assert read(tmp_path / "site").keys() == files.keys()
        if number:
            assert read(tmp_path / "cache" / SPARE) == {"b/c/index.html": "two"}
    (tmp_path / "site/ghost").mkdir()
    site = write_site(tmp_path, {**files, "ghost/index.html": "real"})
    write_site(tmp_path, {**files, "ghost/index.html": "=real"})
    assert [path.name for path in site.glob("gh*/*")] == ["index.html"]


def test_a_site_can_be_looked_at_when_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    for _ in range(2):
        write_site(tmp_path, {"a/index.html": "one", "b/index.html": "two"})
    (tmp_path / "cache" / SPARE / "ghost").mkdir()
    with open_site(tmp_path / "site", tmp_path / "cache") as writer:
        writer.write("b/index.html", b"two")
        assert "a/index.html" in read_names(writer.folder)
        writer.finish()
        assert read_names(writer.folder) == {OWNER, "b", "b/index.html"}
    assert writer.removed == 1
    assert read(tmp_path / "site") == {"b/index.html": "two"}


def read_names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_cache_on_another_disk_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache" / SPARE).mkdir(parents=True)
    forbid(monkeypatch, Path, "rename", Path(SPARE))
    Spare(tmp_path / "cache").move_to(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_no_folder_outside_it_is_removed(tmp_path: Path) -> None:
    """Not even an empty one that it was to lie in: whoever made that will want it."""
    parent = tmp_path / "keep" / "this"
    parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for cache in (tmp_path / "elsewhere/cache", tmp_path / "elsewhere"):
        with pytest.raises(ZeroDivisionError), open_site(parent / "site", cache) as writer:
            writer.write("a/b/index.html", b"x")
            raise ZeroDivisionError
        assert list(parent.iterdir()) == []


# A disk that ignores case


@pytest.fixture
def ignoring_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a disk that keeps the names of files as they are given, and finds them in capitals as in small letters."""

    def find(path: str | os.PathLike[str]) -> str | os.PathLike[str]:
        if not (text := os.fspath(path)).startswith(f"{tmp_path}/"):
            return path
        place = str(tmp_path)
        for part in Path(text).relative_to(tmp_path).parts:
            try:
                same = sorted(name for name in listdir(place) if name.casefold() == part.casefold())
            except OSError:
                same = []
            place = f"{place}/{(same or [part])[0]}"
        return place

    def wrap(real: Callable[..., object], count: int) -> Callable[..., object]:
        def call(*words: object, **more: object) -> object:
            paths = [find(word) if isinstance(word, str | os.PathLike) else word for word in words[:count]]
            return real(*paths, *words[count:], **more)

        return call

    listdir = os.listdir
    names = dict.fromkeys(("stat", "lstat", "open", "unlink", "mkdir", "rmdir", "scandir", "chmod", "utime"), 1)
    for name, count in (names | {"link": 2, "rename": 2}).items():
        monkeypatch.setattr(os, name, wrap(getattr(os, name), count))
    for owner in (io, builtins):
        monkeypatch.setattr(owner, "open", wrap(io.open, 1))
    return tmp_path


def test_on_a_disk_that_ignores_case_each_site_is_made_anew(ignoring_case: Path) -> None:
    site, cache, document = ignoring_case / "site", ignoring_case / "cache", ignoring_case / "document"
    (cache / SPARE).mkdir(parents=True)
    (cache / SPARE / "Report.pdf").write_text("from elsewhere", encoding="utf-8")
    assert (cache / SPARE.upper() / "report.PDF").is_file(), "the disk is as it is said to be"

    def build(name: str, text: str) -> None:
        document.write_text(text, encoding="utf-8")
        with open_site(site, cache) as writer:
            writer.write("index.html", b"same")
            writer.copy(name, document)
        assert read(site) == {"index.html": "same", name: text}

    for name, text in (("Report.pdf", "1"), ("Report.pdf", "1"), ("report.pdf", "1"), ("Report.pdf", "2")):
        build(name, text)
        assert list(cache.iterdir()) == [], "nothing is put away that cannot be used"
    document.write_text("new words", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), open_site(site, cache) as writer:
        writer.copy("report.pdf", document)
        raise ZeroDivisionError
    assert read(site) == {"index.html": "same", "Report.pdf": "2"}


@pytest.mark.parametrize("other", [".MINUTEBOOK-NAMES-\u00e9", ".minutebook-names-e\u0301"])
def test_a_disk_that_does_not_tell_names_apart_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """By a capital, or by another form of the same letter."""
    (tmp_path / "cache").mkdir()
    for _ in range(2):
        write_site(tmp_path, {"a": "one"})
    assert (tmp_path / "cache" / SPARE).is_dir()
    real, names = os.path.lexists, os.listdir

    def find(path: str | os.PathLike[str]) -> bool:
        """Find the one name under the other too, while it is there."""
        path = Path(path)
        if path.name.casefold() == other.casefold():
            return any(name.startswith(".minutebook-names") for name in names(path.parent))
        return real(path)

    monkeypatch.setattr(os.path, "lexists", find)
    number = (tmp_path / "cache" / SPARE).stat().st_ino
    assert write_site(tmp_path, {"a": "=one"}).stat().st_ino != number
    assert list((tmp_path / "cache").iterdir()) == []
