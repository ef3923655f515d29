"""Which files of the last build that are no pages can be taken over: those that are as it wrote them.

In: the store, and what takes a file over. Out: yes or no. Reads no file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from minutebook.cache import Store
from minutebook.codec import check_types, reading

TABLE: Final = "pages"
"""The table of the store that holds what is known of the last build's site."""

Keep = Callable[[str, int, int], bool]
"""Takes a file of the old site over by its path, size and time of change; False where it is no longer that file."""


class KeptFiles:
    """Files of the site that are no pages, by size and time of change as the last build wrote them."""

    def __init__(self, store: Store, keep: Keep) -> None:
        """Read what the last build wrote."""
        self._store = store
        self._take = keep
        packed = store.read(TABLE, "files")
        with reading("files"):
            stamps = json.loads(packed) if packed else {}
            self._old: dict[str, tuple[int, int]] = {
                path: (size, mtime_ns) for path, (size, mtime_ns) in stamps.items()
            }
            check_types([number for stamp in self._old.values() for number in stamp], int)
        self._new: dict[str, tuple[int, int]] = {}

    def keep(self, path: str) -> bool:
        """Take a file over. Return whether it was there, as it was written."""
        stamp = self._old.get(path)
        if stamp is None or not self._take(path, *stamp):
            return False
        self._new[path] = stamp
        return True

    def note(self, path: str, stamp: tuple[int, int]) -> None:
        """Note a file that was written now."""
        self._new[path] = stamp

    def save(self) -> None:
        """Write it to the store, for the next build."""
        self._store.write(TABLE, "files", dump(self._new))


def dump(value: object) -> bytes:
    """Return a plain value as it is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
