"""What the last two sites have alike, kept so that the next can be made in it: that need neither be linked anew nor removed.

In: a folder for it in the cache, and the folder in which a new site is made. Out: what lies there already, by path. It is never trusted: a file in it
counts only while it is the very file of the site that stands, by its number on the disk. Nothing stays in it that this site has not: what was taken
back is then gone. Never reads a file, and never writes into one. Never fails a build: where anything is amiss, it does without.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from minutebook.folders import SPARE

_NAMES: Final = (".minutebook-names-\u00e9", ".minutebook-NAMES-\u00e9", ".minutebook-names-e\u0301")
"""A name, and two that are the same to a disk which ignores case or the form of a letter (APFS, HFS+, NTFS)."""


def look_through(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of every file in a folder, and of every empty folder, with a slash at its end, and what the disk knows of it.

    What cannot be listed is passed over.
    """
    folders, start = [""], os.path.join(folder, "")  # noqa: PTH118 - for 30,000 files
    while folders:
        prefix = folders.pop()
        try:
            with os.scandir(place := start + prefix) as entries:
                empty = prefix != ""
                for entry in entries:
                    empty = False
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{prefix}{entry.name}/")
                    else:
                        yield prefix + entry.name, entry.stat(follow_symlinks=False)
                if empty:
                    yield prefix, os.stat(place)  # noqa: PTH116 - it is no Path
        except OSError:
            continue


def list_others(folder: Path, site: Path) -> Iterator[str]:
    """Yield the path of every file in a folder that is not the very file of a site, and of every empty folder."""
    own = {path: (facts.st_dev, facts.st_ino) for path, facts in look_through(site)}
    for path, facts in look_through(folder):
        if own.get(path) != (facts.st_dev, facts.st_ino):
            yield path


class Spare:
    """Where the site before is put, and taken from."""

    def __init__(self, cache: Path | None) -> None:
        """None: nothing is put anywhere."""
        self._folder = Path(os.path.realpath(cache)) / SPARE if cache else None

    def move_to(self, fresh: Path) -> None:
        """Make the folder of a new site of it, with the mode of a new folder; where it cannot be had, an empty one."""
        fresh.mkdir(parents=True)
        if self._folder is None:
            return
        with suppress(OSError, UnicodeEncodeError):
            if not _tells_apart(fresh):
                # Its files are known by their names, letter by letter.
                spare, self._folder = self._folder, None
                remove(spare)
            elif self._folder.is_dir() and not self._folder.is_symlink():
                self._folder.chmod(stat.S_IMODE(fresh.stat().st_mode))
                fresh.rmdir()
                self._folder.rename(fresh)
        fresh.mkdir(exist_ok=True)

    def renew(self, fresh: Path) -> None:
        """Make an empty folder where one is that cannot be used."""
        self._discard(fresh)
        fresh.mkdir()

    def take(self, folder: Path, rest: Iterable[str]) -> None:
        """Put away a folder that is no longer needed, without `rest` of its files; remove it where it cannot be put away."""
        if self._folder is not None:
            with suppress(OSError):
                _drop(folder, list(rest))  # all of them, before the folders that they are listed from change
                self._discard(self._folder)
                folder.rename(self._folder)
                return
        self._discard(folder)

    def _discard(self, folder: Path) -> None:
        """Remove a folder. One that cannot be removed, since there are folders of another user in it, is put aside in the cache."""
        try:
            remove(folder)
        except OSError:
            if self._folder is None:
                raise
            folder.rename(self._folder.with_name(f"{SPARE}-{folder.stat().st_ino}"))


def _tells_apart(folder: Path) -> bool:
    """Return whether a file in a folder can be found under its own name only."""
    name, *others = (folder / name for name in _NAMES)
    name.touch(exist_ok=False)
    try:
        return not any(os.path.lexists(other) for other in others)
    finally:
        name.unlink()


class Base:
    """What lies in the folder of a new site before it is made."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder; links and the like are removed, and folders in it given its own mode. Raises OSError if it cannot be used."""
        self._folder = folder
        facts = folder.stat()
        self._device, self._mode, self._user = facts.st_dev, facts.st_mode, facts.st_uid
        self._numbers: dict[str, int] = {}
        """Of the files, on the disk, by path."""
        self._empty: list[str] = []
        """Folders in which nothing was, with a slash at their ends."""
        self._used: set[str] = set()
        self._look()
        self._bare = not self._numbers and not self._empty

    def has(self, path: str, old: os.stat_result) -> bool:
        """Return whether the file at `path` is there already: the very file of the old site."""
        if self._numbers.get(path) != old.st_ino or old.st_dev != self._device:
            return False
        self._used.add(path)
        return True

    def make_room(self, path: str) -> Path:
        """Return the place for a file, with folders above it and nothing at it."""
        place = self._folder / path
        if path in self._numbers:
            place.unlink()
            del self._numbers[path]
            return place
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            self._clear_way(path)
            place.parent.mkdir(parents=True, exist_ok=True)
        if not self._bare and place.is_dir():
            remove(place)
            self._forget_below(path)
        return place

    def finish(self) -> None:
        """Remove what the new site does not have."""
        left = [path for path in self._numbers if path not in self._used]
        _drop(self._folder, [*left, *self._empty])
        for path in left:
            del self._numbers[path]

    def _look(self) -> None:
        start, waiting = os.path.join(self._folder, ""), [""]  # noqa: PTH118 - for 30,000 files
        while waiting:
            prefix = waiting.pop()
            empty = prefix != ""
            with os.scandir(start + prefix) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        self._open_up(entry)
                        waiting.append(f"{prefix}{entry.name}/")
                    elif entry.is_file(follow_symlinks=False):
                        self._numbers[prefix + entry.name] = entry.inode()
                    else:
                        Path(entry.path).unlink()
                        continue
                    empty = False
            if empty:
                self._empty.append(prefix)

    def _open_up(self, folder: os.DirEntry[str]) -> None:
        """Give a folder the mode that new ones have. Raises PermissionError where it is another user's, and nothing can be changed in it."""
        facts = folder.stat(follow_symlinks=False)
        if facts.st_mode != self._mode:
            Path(folder.path).chmod(stat.S_IMODE(self._mode))
        if facts.st_uid != self._user and not os.access(folder.path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder.path)

    def _clear_way(self, path: str) -> None:
        """Remove a file that stands where a folder is needed."""
        parts = path.split("/")
        for count in range(1, len(parts)):
            above = "/".join(parts[:count])
            if above in self._numbers:
                (self._folder / above).unlink()
                del self._numbers[above]

    def _forget_below(self, path: str) -> None:
        for one in [one for one in self._numbers if one.startswith(f"{path}/")]:
            del self._numbers[one]


def _drop(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of a folder, and the folders in it in which nothing is left then; of a path with a slash at its end these alone."""
    above: set[str] = set()
    for path in paths:
        if not path.endswith("/"):
            (folder / path).unlink()
        while (path := path.rpartition("/")[0]) and path not in above:
            above.add(path)
    for path in sorted(above, key=len, reverse=True):
        with suppress(OSError):
            (folder / path).rmdir()


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all in it, if there is one."""
    if path.is_dir() and not path.is_symlink():
        remove_tree(path)
    else:
        path.unlink(missing_ok=True)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all in it. Where that fails the error names the folder: `shutil` would name what is in it, without where it is."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(folder)) from error
