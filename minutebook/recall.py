"""What was found in single meetings at earlier builds, for as long as these meetings are the same.

In: the store, and a digest of each meeting as it is now. Out: bytes by meeting, each with a stamp of what else they depend on; whoever
wrote them says what stamps mean. It knows no stage, and unpacks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from minutebook.cache import Store
from minutebook.model import Meeting

_DIGEST: Final = 32
"""Signs of a digest, and of a stamp."""


class FileLines:
    """Gives the lines of files, and notices which are no longer what the rest of the build has read."""

    def __init__(self, root: Path, digests: Mapping[str, str]) -> None:
        """`digests` are the SHA-256 of files as they were read, by path from `root`."""
        self._root = root
        self._digests = digests
        self.changed: set[str] = set()
        """Files that somebody has written to since. Columns in them may be wrong, so nothing of them is kept."""

    def __call__(self, path: str) -> list[str]:
        """Return the lines of a file, without their ends; none of one that somebody has taken away."""
        try:
            data = (self._root / path).read_bytes()
        except OSError:
            data = b""
        if self._digests.get(path) != sha256(data).hexdigest():
            self.changed.add(path)
        return data.decode("utf-8-sig", "replace").splitlines()


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found in one meeting."""

    stamp: str
    """Of what it depends on besides the meeting."""
    value: bytes


class Recall:
    """Reads and writes what was found, a table a stage."""

    def __init__(
        self, store: Store | None = None, digests: Mapping[str, str] | None = None, lines: FileLines | None = None
    ) -> None:
        """`digests` are those of the linked meetings by key: a meeting without one is never kept. No store: nothing is."""
        self.store = store
        self.digests = digests or {}
        self._changed = lines.changed if lines else set[str]()

    def read(self, table: str) -> dict[str, Kept]:
        """Return what is kept of meetings that are the same as then, by their keys."""
        if self.store is None:
            return {}
        rows = ((key, self._open(key, row)) for key, row in self.store.iterate(table))
        return {key: kept for key, kept in rows if kept is not None}

    def read_one(self, table: str, meeting: Meeting) -> Kept | None:
        """Return what is kept of one meeting, if it is the same as then."""
        row = self.store.read(table, meeting.key) if self.store is not None else None
        return self._open(meeting.key, row) if row is not None else None

    def _open(self, key: str, row: bytes) -> Kept | None:
        if row[:_DIGEST] != self.digests.get(key, "").encode() or len(row) < 2 * _DIGEST:
            return None
        return Kept(row[_DIGEST : 2 * _DIGEST].decode("ascii", "replace"), row[2 * _DIGEST :])

    def may_keep(self, meeting: Meeting) -> bool:
        """Whether what was found in a meeting now would be found at the next build, if it is the same then."""
        return meeting.key in self.digests and not any(one.path in self._changed for one in meeting.versions)

    def write(self, table: str, values: Iterable[tuple[Meeting, Kept]]) -> None:
        """Keep what was found now, in the place of what was there."""
        if self.store is None:
            return
        rows = [
            (meeting.key, self.digests[meeting.key].encode() + kept.stamp.encode() + kept.value)
            for meeting, kept in values
            if self.may_keep(meeting)
        ]
        self.store.write_many(table, rows)

    def drop_others(self, table: str) -> None:
        """Drop what is of meetings that are no more."""
        if self.store is not None:
            self.store.keep_only(table, self.digests)

    def list_changed(self, meeting: Meeting) -> tuple[str, ...]:
        """Return the files of a meeting that somebody has written to since they were read."""
        return tuple(one.path for one in meeting.versions if one.path in self._changed)

    def note_changed(self, paths: Iterable[str]) -> None:
        """Take in what another process has noticed of files."""
        self._changed.update(paths)
