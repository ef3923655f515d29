"""The file of a store: opened if this code wrote it, made anew if not, and locked while a build uses it.

In: a folder and the fingerprint of the code. Out: a connection to SQLite in a transaction that only `commit` ends well. Knows nothing of the values.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

FILE: Final = "minutebook.sqlite"
"""The name of a store's file in its folder."""
LOCK: Final = "minutebook.lock"
"""The name of the file beside it that is locked while a build uses the store. It is always empty."""
FAILURES: Final = (OSError, sqlite3.Error, UnicodeError, MemoryError, OverflowError)
"""What the use of a file can raise. Where the file is damaged, its names and sizes may be anything, those in messages too."""
_FORM: Final = 1
"""Of the file; another one is not read."""
_APPLICATION: Final = 0x4D696E75
"""`Minu`, in SQLite's header, so that no other program's file is taken for ours."""
_SCHEMA: Final = (
    "CREATE TABLE about (fingerprint TEXT NOT NULL)",
    "CREATE TABLE kept (part TEXT NOT NULL, name BLOB NOT NULL, sum BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (part, name))",
)
_TO_SCRUB: Final = "to be scrubbed"
"""The part of a row which says that the file has yet to be written anew. It has no name and no value."""
_NAMED = bytes.fromhex("d9d505f920a163d7")
"""Stands at the end of a journal behind the name of another."""


class StoreFile:
    """The store's file, open, and its lock."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open the file; make it anew if it is not what this code wrote. Raises one of `FAILURES`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._lock = _lock(folder / LOCK)
        try:
            self.connection = _reopen(self._path, fingerprint) or _create(self._path, fingerprint)
        except BaseException:
            self._lock.close()
            raise
        self.scrubs = _is_to_be_scrubbed(self.connection)
        """Whether no trace of what was dropped may be left at the next commit."""

    def commit(self) -> None:
        """Write to the disk, and give back room that is no longer used where that is much."""
        if self.scrubs:
            self.connection.execute("INSERT OR REPLACE INTO kept VALUES (?, x'', x'', x'')", (_TO_SCRUB,))
        self.connection.execute("COMMIT")
        if self.scrubs:
            # Now and then a copy of a row is left between others when SQLite moves these, which is no more overwritten.
            # Where there is no room on the disk what is kept holds all the same, and the next commit tries again.
            with suppress(*FAILURES):
                self.connection.execute("VACUUM")
                self.connection.execute("DELETE FROM kept WHERE part = ?", (_TO_SCRUB,))
                self.scrubs = False
        free, pages = (
            self.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count")
        )
        if free > pages // 4:
            self.connection.executescript("PRAGMA incremental_vacuum")  # `execute` would free one page
        self.connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Leave the file as it was at the last commit."""
        with suppress(*FAILURES):
            self.connection.close()
        with suppress(*FAILURES):
            self._lock.close()

    def destroy(self) -> None:
        """Throw the file away."""
        with suppress(*FAILURES):
            self.connection.close()
        with suppress(*FAILURES):
            _remove(self._path)
        with suppress(*FAILURES):
            self._lock.close()


def _lock(path: Path) -> sqlite3.Connection:
    """Return what holds the lock until it is closed. SQLite locks files on every system, and a killed process holds none."""
    if os.path.lexists(path):
        facts = path.lstat()
        if stat.S_ISDIR(facts.st_mode):
            raise OSError(f"{path.name} in it is a folder, where a file has to be. Remove it")
        if facts.st_size or not stat.S_ISREG(facts.st_mode):
            _remove(path)  # nothing of ours is ever in it
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_forged(journal: Path) -> bool:
    """Return whether a journal is none that a build of ours left which was cut off: it is another folder's file too, and SQLite would write over it,
    or it names another one, and SQLite would remove that file.

    So it does where several files are changed together, which ends with eight bytes of their own (sqlite.org/fileformat2.html, section 3.1).
    """
    if not os.path.lexists(journal):
        return False
    try:
        if not stat.S_ISREG(journal.lstat().st_mode) or _has_other_names(journal):
            return True
        with journal.open("rb") as file:
            file.seek(-min(len(_NAMED), journal.stat().st_size), os.SEEK_END)
            return file.read() == _NAMED
    except OSError:
        return True


def _has_other_names(path: Path) -> bool:
    """Return whether a file is another folder's too, where a copy of this one was made by links."""
    return os.path.lexists(path) and path.lstat().st_nlink > 1


def _connect(path: Path) -> sqlite3.Connection:
    if (
        path.is_symlink()
        or _has_other_names(path)
        or _is_forged(path.with_name(f"{path.name}-journal"))
        or any(os.path.lexists(f"{path}-{left}") for left in ("wal", "shm"))
    ):
        _remove(path)  # whatever a link leads to is not ours to change
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        for setting in (
            "trusted_schema = OFF",  # a foreign file must not make us call anything
            "cell_size_check = ON",
            "page_size = 16384",  # measured: values of some KB are read in half the time, and take less room
            "auto_vacuum = INCREMENTAL",
            "secure_delete = ON",  # what is dropped is overwritten, which takes no time that could be measured
            "locking_mode = EXCLUSIVE",
            "journal_mode = DELETE",
            "synchronous = NORMAL",  # 10 ms a build: values that fit together must stay together when the power fails
            "cache_size = -16000",
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection


def _reopen(path: Path, fingerprint: str) -> sqlite3.Connection | None:
    """Return the file that is there, if this code wrote it and it can be read."""
    connection = None
    try:
        connection = _connect(path)
        if _is_ours(connection, fingerprint):
            return connection
    except FAILURES as error:
        if is_lock(error):
            raise
    if connection is not None:
        connection.close()
    return None


def _create(path: Path, fingerprint: str) -> sqlite3.Connection:
    """Return a new file, in the place of what is there."""
    _remove(path)
    connection = _connect(path)
    try:
        for line in (*_SCHEMA, f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {_FORM}"):
            connection.execute(line)
        connection.execute("INSERT INTO about VALUES (?)", (fingerprint,))
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_to_be_scrubbed(connection: sqlite3.Connection) -> bool:
    """Return whether a build has dropped what must leave no trace, and was cut off before it had written the file anew."""
    try:
        return connection.execute("SELECT 1 FROM kept WHERE part = ?", (_TO_SCRUB,)).fetchone() is not None
    except FAILURES:
        return True  # nobody knows; and whoever reads from it finds out what is wrong with it


def _is_ours(connection: sqlite3.Connection, fingerprint: str) -> bool:
    wanted = (
        ("PRAGMA application_id", [(_APPLICATION,)]),
        ("PRAGMA user_version", [(_FORM,)]),
        ("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql", [(line,) for line in _SCHEMA]),
        ("SELECT fingerprint FROM about", [(fingerprint,)]),
    )
    return all(connection.execute(query).fetchall() == answer for query, answer in wanted)


def _remove(path: Path) -> None:
    """Remove a store's file and what SQLite left beside it; the latter first, so that it is never taken for another file's."""
    for name in (f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm", path.name):
        path.with_name(name).unlink(missing_ok=True)


def is_lock(error: Exception) -> bool:
    """Whether another build is at work."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
