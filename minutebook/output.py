"""Writes the new site beside the old one and swaps it in, so that no reader ever sees half of one.

In: files as path and bytes, and documents to copy. Out: the target folder. A build that fails or is killed leaves the old site;
the next start finishes or undoes a swap that was cut off. Never deletes a folder that does not carry our marker.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from minutebook.folders import MARKER, TargetRefusedError, check_target, find_site
from minutebook.spare import Base, Spare, list_others, look_through, remove_tree

_MARKER_TEXT = b"This folder is written by Minutebook and replaced whole at each build.\n"
OWNER = ".minutebook-building"
"""In an unfinished folder: the number of the process that writes it."""


class OutputError(Exception):
    """The site could not be written; the old one is untouched, or the next build puts it back. Says which."""


@dataclass(slots=True)
class Writer:
    """The unfinished new site. Counts what it does, for the summary."""

    target: Path
    folder: Path
    written: int = 0
    reused: int = 0
    removed: int = 0
    """Files of the old site that the new one lacks; counted when it is finished."""
    size: int = 0
    """Bytes of all files."""
    paths: set[str] = field(default_factory=set)
    _folded: dict[str, str] = field(default_factory=dict)
    _base: Base = field(init=False)
    _old: dict[str, os.stat_result] = field(init=False)
    """The files of the old site, and its empty folders."""
    _taken: set[str] = field(default_factory=set)
    """Those that are files of the new one too."""
    _mode: int = field(init=False)
    """Of a file that is written now."""

    def __post_init__(self) -> None:
        """Look at what lies in both folders, and say whose the new one is. Raises OSError if something lies there that is in the way."""
        for name in (MARKER, OWNER):
            (self.folder / name).unlink(missing_ok=True)
        self._base = Base(self.folder)
        self._old = dict(look_through(self.target))
        owner = self.folder / OWNER
        owner.write_text(str(os.getpid()), encoding="ascii")
        self._mode = owner.stat().st_mode

    def write(self, path: str, data: bytes) -> bool:
        """Write one file, or link the old site's if it holds the same bytes. Return whether that was so.

        Raises ValueError for a path that leaves the site or is given twice: a bug, since addresses are checked before.
        """
        self._check(path)
        with _explained(self.target):
            self.size += len(data)
            same = _holds(self.target / path, data)
            if same and self._take(path):
                self.reused += 1
            else:
                self._base.make_room(path).write_bytes(data)
                self.written += 1
            return same

    def keep(self, path: str, size: int, mtime_ns: int) -> bool:
        """Take the old site's file over unread, if it still has that size and time of change. Return whether it was so; else nothing is done."""
        found = self._old.get(path)
        if found is None or (found.st_size, found.st_mtime_ns) != (size, mtime_ns) or not stat.S_ISREG(found.st_mode):
            return False
        self._check(path)
        with _explained(self.target):
            if not self._take(path) and not _copy_whole(self.target / path, self._base.make_room(path), mtime_ns):
                self._forget(path)
                return False
        self.size += size
        self.reused += 1
        return True

    def find_stamp(self, path: str) -> tuple[int, int]:
        """Return size and time of change of a file of the new site, to know it again by."""
        found = (self.folder / path).stat()
        return found.st_size, found.st_mtime_ns

    def copy(self, path: str, source: Path) -> bool:
        """Copy a document, or link the old site's copy if it is the same. Return whether that was so."""
        self._check(path)
        with _explained(self.target):
            self.size += source.stat().st_size
            same = _same_file(self.target / path, source)
            if same and self._take(path):
                self.reused += 1
            else:
                shutil.copyfile(source, self._base.make_room(path))
                self.written += 1
            return same

    def finish(self) -> None:
        """Remove what the folder had before and the site has not, and count what the old site had. Done at the end of the block, if not before."""
        with _explained(self.target):
            self._base.finish()
            self.removed = sum(not path.endswith("/") for path in self._old.keys() - self.paths - {MARKER})

    def list_states(self) -> Iterator[tuple[str, os.stat_result]]:
        """Yield each file of the new site, and what the disk knew of it when it was taken over, or knows now. Raises OSError for one that is gone."""
        for path in self.paths:
            yield path, self._old[path] if path in self._taken else os.lstat(os.path.join(self.folder, path))  # noqa: PTH118 - for 30,000 files

    def list_left(self) -> Iterator[str]:
        """Yield the files of the old site that are none of the new one, and its empty folders."""
        return (path for path in self._old if path not in self._taken)

    def _take(self, path: str) -> bool:
        """Take over the old site's file; False where it cannot be linked, or its mode is not that of a file written now."""
        found = self._old.get(path)
        if found is None or found.st_mode != self._mode:
            return False
        if self._base.has(path, found) or _link(self.target / path, self._base.make_room(path)):
            self._taken.add(path)
            return True
        return False

    def _check(self, path: str) -> None:
        if not path or path[0] == "/" or ".." in path.split("/") or "\\" in path or "\0" in path:
            raise ValueError(f"{path!r} is no path inside the site")
        other = self._folded.setdefault(path.casefold(), path)
        if path in self.paths or other != path:
            raise ValueError(f"two files for one address: {path} and {other}")
        self.paths.add(path)

    def _forget(self, path: str) -> None:
        self.paths.discard(path)
        self._folded.pop(path.casefold(), None)


@contextmanager
def open_site(target: Path, cache: Path | None = None) -> Iterator[Writer]:
    """Give a writer for a new site beside `target`; swap it in when the block ends well, drop it when not.

    What the site that stood before has alike with it is put away in `cache`, if there is one, to make the next one in. Raises TargetRefusedError
    before anything is touched, OutputError where the disk or its permissions say no.
    """
    target = Path(os.path.realpath(target))
    check_target(target)
    fresh, old = _beside(target, "new"), _beside(target, "old")
    spare = Spare(cache)
    with _explained(target):
        recover(target)
        if fresh.exists():
            _clear_abandoned(fresh)
        spare.move_to(fresh)
    try:
        with _explained(target):
            try:
                writer = Writer(target, fresh)
            except OSError:
                spare.renew(fresh)
                writer = Writer(target, fresh)
        yield writer
        with _explained(target):
            writer.finish()
            (fresh / OWNER).unlink()
            (fresh / MARKER).write_bytes(_MARKER_TEXT)
            _swap(target, fresh, old)
        # The new site is in its place. What cannot be removed of the old one is for the next build to remove.
        with suppress(OSError):
            if old.exists():
                spare.take(old, writer.list_left())
    finally:
        if fresh.exists():
            with suppress(OSError):
                spare.take(fresh, list_others(fresh, target))


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn what the disk says into words. Only the disk's own errors: one of a template, say, is a bug and stays one."""
    try:
        yield
    except OSError as error:
        raise OutputError(_explain(error, target)) from error


def recover(target: Path) -> None:
    """Finish or undo a swap that was cut off; harmless when there is none."""
    first, old = _choose_first(target), _beside(target, "old")
    if first != target:
        first.rename(target)
    if old.exists():
        remove_tree(old)


def _choose_first(target: Path) -> Path:
    """Return where the site is which is to stand at `target` before a new one is made."""
    fresh, old = _beside(target, "new"), _beside(target, "old")
    if not old.exists() or (target.exists() and any(target.iterdir())):
        return target
    return fresh if (fresh / MARKER).is_file() else old


def find_first(target: Path) -> int | None:
    """Return the number on the disk of the site that stands at `target` before a new one is made: as `find_site` does after `recover`."""
    place = Path(os.path.realpath(target))
    with suppress(OSError):
        place = _choose_first(place)
    return find_site(place)


def is_settled(target: Path) -> bool:
    """Return whether nothing of a build that was cut off, or is still at work, lies beside `target`."""
    target = Path(os.path.realpath(target))
    return not any(os.path.lexists(_beside(target, name)) for name in ("new", "old"))


def _beside(target: Path, name: str) -> Path:
    return target.with_name(f"{target.name}.minutebook-{name}")


def _swap(target: Path, fresh: Path, old: Path) -> None:
    """Put the new site into the place of the old one. Whatever stops it, Ctrl+C too, leaves one of both there."""
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _clear_abandoned(fresh: Path) -> None:
    """Remove what a killed build left; refuse where its process still runs."""
    try:
        owner = int((fresh / OWNER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        owner = 0
    if owner and owner != os.getpid() and _is_running(owner):
        raise TargetRefusedError(
            f"Another build (process {owner}) is writing this site now. Wait until it ends, then build again."
        )
    remove_tree(fresh)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _same_file(first: Path, second: Path) -> bool:
    try:
        if first.stat().st_size != second.stat().st_size:
            return False
        with first.open("rb") as one, second.open("rb") as two:
            while True:
                left, right = one.read(1 << 16), two.read(1 << 16)
                if left != right:
                    return False
                if not left:
                    return True
    except OSError:
        return False


def _link(old: Path, place: Path) -> bool:
    """Link `place` to the old file; False where that is a symbolic link, or the file system has no hard links."""
    if old.is_symlink():
        return False
    try:
        os.link(old, place, follow_symlinks=False)
    except OSError:
        return False
    return True


def _copy_whole(old: Path, place: Path, mtime_ns: int) -> bool:
    """Copy a file with its time of change, where there are no hard links; False where the file system has no such times."""
    try:
        shutil.copyfile(old, place, follow_symlinks=False)
        os.utime(place, ns=(mtime_ns, mtime_ns))
        if place.stat().st_mtime_ns == mtime_ns:
            return True
        place.unlink()
    except OSError:
        place.unlink(missing_ok=True)
    return False


def _explain(error: OSError, target: Path) -> str:
    old = _beside(target, "old")
    lost = old.exists() and not target.exists()
    kept = f"The old site is in {old}, and the next build puts it back." if lost else "The old site is untouched."
    if error.errno == errno.ENOSPC:
        return f"The disk is full, so the new site could not be written to {target}. {kept} Make room and build again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename or target} may not be written. {kept} Change its permissions, or name another folder with --site."
    place = f" ({error.filename})" if error.filename else ""
    return f"The site could not be written to {target}: {error.strerror or error}{place}. {kept}"
