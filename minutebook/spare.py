"""What the last two sites have alike, kept so that the next can be made in it: that need neither be linked anew nor removed.

In: a folder for it in the cache, and the folder in which a new site is made. Out: what lies there already, by path. It is never trusted: a file in it
counts only while it is the very file of the site that stands, by its number on the disk. Nothing stays in it that this site has not: what was taken
back is then gone. Never reads a file, and never writes into one.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = "spare-site"
"""Of the folder in the cache."""


def look_through(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of every file in a folder, and what the disk knows of it. What cannot be listed is passed over."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            with os.scandir(os.path.join(folder, prefix)) as entries:  # noqa: PTH118 - for 30,000 files
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{prefix}{entry.name}/")
                    else:
                        yield prefix + entry.name, entry.stat(follow_symlinks=False)
        except OSError:
            continue


def list_others(folder: Path, site: Path) -> Iterator[str]:
    """Yield the path of every file in a folder that is not the very file of a site."""
    own = {path: (facts.st_dev, facts.st_ino) for path, facts in look_through(site)}
    for path, facts in look_through(folder):
        if own.get(path) != (facts.st_dev, facts.st_ino):
            yield path


class Spare:
    """Where the site before is put, and taken from."""

    def __init__(self, cache: Path | None) -> None:
        """None: nothing is put anywhere."""
        self._folder = Path(os.path.realpath(cache)) / NAME if cache else None

    def move_to(self, fresh: Path) -> None:
        """Make the folder of a new site of it, with the mode of a new folder; nothing is done where it cannot be had."""
        if self._folder is not None and not self._folder.is_symlink() and self._folder.is_dir():
            fresh.mkdir(parents=True)
            mode = fresh.stat().st_mode
            with suppress(OSError):
                fresh.rmdir()
                self._folder.rename(fresh)
                fresh.chmod(stat.S_IMODE(mode))

    def take(self, folder: Path, rest: Iterable[str]) -> None:
        """Put away a folder that is no longer needed, without `rest` of its files; remove it where it cannot be put away."""
        if self._folder is not None:
            with suppress(OSError):
                _drop(folder, list(rest))
                _remove(self._folder)
                folder.rename(self._folder)
                return
        shutil.rmtree(folder)


class Base:
    """What lies in the folder of a new site before it is made."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder; links and the like are removed, and folders in it given its own mode."""
        self._folder = folder
        facts = folder.stat()
        self._device, self._mode = facts.st_dev, facts.st_mode
        self._numbers: dict[str, int] = {}
        """Of the files, on the disk, by path."""
        self._used: set[str] = set()
        self._look("")

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
        if self._numbers and place.is_dir():
            _remove(place)
            self._forget_below(path)
        return place

    def finish(self) -> None:
        """Remove what the new site does not have."""
        _drop(self._folder, [path for path in self._numbers if path not in self._used])

    def _look(self, prefix: str) -> None:
        with os.scandir(self._folder / prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.stat(follow_symlinks=False).st_mode != self._mode:
                        with suppress(OSError):
                            Path(entry.path).chmod(stat.S_IMODE(self._mode))
                    self._look(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    self._numbers[path] = entry.inode()
                else:
                    Path(entry.path).unlink()

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


def _drop(folder: Path, paths: list[str]) -> None:
    """Remove files of a folder, and the folders in which nothing is left then."""
    for path in paths:
        (folder / path).unlink()
    for above in sorted({os.path.dirname(path) for path in paths} - {""}, key=len, reverse=True):  # noqa: PTH120 - paths of the site
        with suppress(OSError):
            # Up to the first folder that something is left in.
            os.removedirs(folder / above)


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
