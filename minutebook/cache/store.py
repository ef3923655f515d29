"""Values between builds, each with its checksum.

In: a folder and the fingerprint of the code. Out: bytes by table and key, just as they were written, or nothing. Raises nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from minutebook.cache.file import FAILURES, StoreFile, is_lock

T = TypeVar("T")


class Store:
    """Keeps values between builds. While it is open no other build can use its file.

    What is written is there for the next build only once `commit` was called; a build that ends before leaves what was there. Copies of the process
    (`render` has some) get nothing from it.
    """

    def __init__(self, file: StoreFile | None, fingerprint: str, reason: str = "") -> None:
        """See `open`."""
        self._file = file
        self._key = blake2b(fingerprint.encode(), digest_size=32).digest()
        self._process = os.getpid()
        self.reason = reason
        """Why nothing is kept: `off`, `locked` (another build is at work), or what the system said; empty where values are kept."""

    @classmethod
    def open(cls, folder: Path | None, fingerprint: str) -> Self:
        """Return the store in `folder`, which is made if need be. None, or a folder that cannot be used: a store that holds nothing.

        What code of another fingerprint wrote is dropped. Raises nothing: `reason` says why nothing is kept.
        """
        if folder is None:
            return cls(None, fingerprint, "off")
        try:
            return cls(StoreFile(folder, fingerprint), fingerprint)
        except FAILURES as error:
            return cls(None, fingerprint, "locked" if is_lock(error) else str(error) or type(error).__name__)

    def __enter__(self) -> Self:
        """Return the store, to be closed at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def read(self, table: str, key: str) -> bytes | None:
        """Return a value, or None where there is none, or none that can be trusted."""
        return self.read_many(table, (key,)).get(key)

    def read_many(self, table: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the values of these keys, without those that are not there."""
        query = "SELECT sum, value FROM kept WHERE part = ? AND name = ?"

        def ask(connection: sqlite3.Connection) -> dict[str, bytes]:
            found = {}
            for key in keys:
                name = _encode(key)
                sum, value = connection.execute(query, (table, name)).fetchone() or (None, None)
                if isinstance(value, bytes) and sum == self._sum(table, name, value):
                    found[key] = value
            return found

        return self._try(ask, {})

    def iterate(self, table: str) -> Iterator[tuple[str, bytes]]:
        """Yield every key of a table and its value, in the order of the keys' characters. Write nothing to the table meanwhile."""
        query = "SELECT name, sum, value FROM kept WHERE part = ? ORDER BY name"
        rows = self._try(lambda connection: connection.execute(query, (table,)), None)
        while rows is not None and (some := self._take(rows)):
            for name, sum, value in some:
                if isinstance(value, bytes) and isinstance(name, bytes) and sum == self._sum(table, name, value):
                    yield _decode(name), value

    def _take(self, rows: sqlite3.Cursor) -> list[tuple[object, object, object]]:
        return self._try(lambda _: rows.fetchmany(256), [])

    def list_keys(self, table: str) -> list[str]:
        """Return the keys of a table, in order. What stands there may still turn out to be damaged."""
        query = "SELECT name FROM kept WHERE part = ? ORDER BY name"
        return self._try(
            lambda connection: [
                _decode(name) for (name,) in connection.execute(query, (table,)) if isinstance(name, bytes)
            ],
            [],
        )

    def write(self, table: str, key: str, value: bytes) -> None:
        """Keep a value, in the place of what was there."""
        self.write_many(table, ((key, value),))

    def write_many(self, table: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values, in the place of what was there."""
        if not self._usable:
            return
        query = "INSERT OR REPLACE INTO kept (part, name, sum, value) VALUES (?, ?, ?, ?)"
        names = ((_encode(key), value) for key, value in values)
        rows = [(table, name, self._sum(table, name, value), value) for name, value in names]
        self._try(lambda connection: connection.executemany(query, rows), None)

    def forget(self, table: str, keys: Iterable[str]) -> None:
        """Drop the values of these keys."""
        rows = [(table, _encode(key)) for key in keys]
        self._try(lambda connection: connection.executemany("DELETE FROM kept WHERE part = ? AND name = ?", rows), None)

    def keep_only(self, table: str, keys: Iterable[str], *, scrubs: bool = False) -> None:
        """Drop every value of a table whose key is not among these.

        With `scrubs`, and if there is any, all of the file is written anew at the next commit, so that no trace is left in it of what was dropped
        or replaced. Where that fails, or a build is cut off before, the commit after does it.
        """
        wanted = set(keys)
        rest = [key for key in self.list_keys(table) if key not in wanted]
        self.forget(table, rest)
        if rest and scrubs and self._file is not None:
            self._file.scrubs = True

    def commit(self) -> None:
        """Make all that was written and dropped hold for the next build, at once."""
        self._try(lambda _: self._file.commit() if self._file else None, None)

    @property
    def leaves_traces(self) -> bool:
        """Whether something may be left in the file that was to be gone: it could not be written anew, or another build has it."""
        return self.reason == "locked" or (self._file is not None and self._file.scrubs)

    def throw_away(self) -> None:
        """Remove all that is kept; nothing is kept from then on."""
        if self._usable and self._file is not None:
            self._file.destroy()
            self._file, self.reason = None, "thrown away"

    def close(self) -> None:
        """End the use of the file. What was not committed is lost."""
        if self._usable and self._file is not None:
            self._file.close()
        self._file, self.reason = None, self.reason or "closed"

    @property
    def _usable(self) -> bool:
        return self._file is not None and os.getpid() == self._process

    def _try(self, ask: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return what the file answers. Once it fails it is thrown away, and nothing is kept from then on."""
        if not self._usable or self._file is None:
            return otherwise
        try:
            return ask(self._file.connection)
        except FAILURES as error:
            self.reason = str(error) or type(error).__name__
            self._file.destroy()
            self._file = None
            return otherwise

    def _sum(self, table: str, name: bytes, value: bytes) -> bytes:
        """Return a value's checksum, which only code of the same fingerprint would have given it, in this place."""
        hashed = blake2b(b"%b\0%d\0%b" % (table.encode(), len(name), name), digest_size=16, key=self._key)
        hashed.update(value)
        return hashed.digest()


def _encode(key: str) -> bytes:
    return key.encode(errors="surrogatepass")


def _decode(name: bytes) -> str:
    return name.decode(errors="surrogatepass")
