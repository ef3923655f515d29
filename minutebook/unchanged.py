"""Whether anything has changed since the last build. If not, its site stands as it is, and a build may end before it begins.

In: all that a build depends on. Out: what the last build said, if that still holds. A site is known by the sizes and times of change of its files,
all else by digests. What is kept is never trusted where the build that wrote it did not finish, where it is damaged or from elsewhere, or where
something changed while that build was reading. Executes nothing that it reads.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, cast

from minutebook.codec import check_types
from minutebook.diagnostics import Diagnostic, Location, Report, Rule
from minutebook.folders import MARKER
from minutebook.history import digest_history
from minutebook.output import is_settled
from minutebook.sources import GLOSSARY, Found
from minutebook.spare import remove

FILE: Final = "last-build.json"
"""The name of the file in the cache's folder: a line with the checksum of the rest, then JSON."""
_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, as far as it is told again."""

    report: Report
    history: str
    """Why pages do not say when they changed: `no-git` or `shallow`; empty where they do."""
    today: date
    """The day it counted from."""
    timezone: str
    """Where the day is read from the clock: the time zone of site.yml."""
    pages: int
    files: int
    size: int
    """Bytes of all files."""
    documents: int
    """Bytes of the documents among them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a build is given beside the council's files and their history."""

    root: Path
    site: Path
    templates: tuple[Path, ...]
    """Folders of templates; the first that has a file wins."""
    code: str
    """The fingerprint of the program, as `cache.fingerprint` gives it."""
    asked: tuple[str | bool | None, ...]
    """The options that change what is built. Not those that only change how, such as the number of processes."""


class LastBuild:
    """What is kept of the last build of one cache folder, and, at the end, of this one.

    To be made before anything is read, so that it notices what is changed while a build is at work.
    """

    def __init__(self, folder: Path | None, given: Given) -> None:
        """Look at all files that a build reads, not into them. With None for the folder nothing is found or kept."""
        self._path = folder / FILE if folder else None
        self._given = given
        self._stock = self._take_stock() if folder else None
        self._inputs = ""
        self._site: str | None = None

    def find(self, found: Found, find_day: Callable[[str], date]) -> Built | None:
        """Return what the last build did if this one would do the same and its site is untouched; else None.

        `find_day` gives the day to count from, by a time zone.
        """
        if self._path is None or self._stock is None:
            return None
        try:
            self._inputs = self._digest_inputs(found)
        except OSError:
            self._stock = None  # a template that cannot be read
            return None
        try:
            kept = _read(self._path, self._given.code)
            if kept is None or kept["inputs"] != self._inputs:
                return None
            built = _unpack(kept)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None  # it bears our checksum, and yet is nothing that this code writes
        if find_day(built.timezone) != built.today or not is_settled(self._given.site):
            return None
        site = Path(os.path.realpath(self._given.site))
        return built if (site / MARKER).is_file() and _digest_site(site, MARKER) == kept["site"] else None

    def forget(self) -> None:
        """Drop what is kept: from now on the site is no longer what it tells of."""
        if self._path is not None:
            with suppress(OSError):
                remove(self._path)

    def note_site(self, folder: Path, files: Iterable[tuple[str, os.stat_result]]) -> None:
        """Remember a new site, written but not yet swapped in, so that whatever is done to it later is noticed, and what is done to it just now.

        `files` are those that were written or taken over, with what the disk knows of each. Their folders have the mode of the site's own.
        """
        if self._path is not None:
            with suppress(OSError):  # one is gone again: nobody knows this site
                self._site = _digest_files(files, folder.stat().st_mode)

    def keep(self, built: Built, *, answered: bool) -> str:
        """Keep what this build did, once its site is in its place. Return where it could not be, and why; empty where it could.

        `answered` tells whether git did: a history that only failed to be read this time must not be kept. Nor is anything kept, and nobody need be
        told, where something was changed meanwhile: the next build has to look again.
        """
        if self._path is None or self._stock is None or self._site is None or answered != bool(self._stock[1]):
            return ""
        if self._take_stock() != self._stock:
            return ""
        text = json.dumps({"inputs": self._inputs, "site": self._site} | _pack(built))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.is_dir():
                remove(self._path)
            fresh = self._path.with_name(f"{FILE}.new")
            remove(fresh)  # a link would be written through
            fresh.write_text(f"{_sum(text, self._given.code)}\n{text}", encoding="ascii")
            fresh.replace(self._path)
        except OSError as error:
            return f"{self._path.parent}: {error.strerror or type(error).__name__}"
        return ""

    def _take_stock(self) -> tuple[str, str] | None:
        """Return the state of all files that are read, by size and times alone, and that of the history; None for folders that cannot be known so."""
        root = self._given.root
        states = [_digest_states([root / GLOSSARY, root / "glossary.yaml", root / "content", *self._given.templates])]
        return None if states[0] is None else (states[0], digest_history(root))

    def _digest_inputs(self, found: Found) -> str:
        hashed = blake2b(digest_size=16)
        faults = [(*_place(fault), fault.code, fault.message) for fault in found.faults]
        told = (_FORM, self._given.asked, _find_umask(), self._stock and self._stock[1], faults)
        hashed.update(repr(told).encode(errors="surrogatepass"))
        for source in found.sources:
            hashed.update(f"\n{source.path}\0{source.digest}".encode(errors="surrogatepass"))
        for number, folder in enumerate(self._given.templates):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = path.relative_to(folder).as_posix()
                    data = blake2b(path.read_bytes(), digest_size=16).hexdigest()
                    hashed.update(f"\n{number}\0{name}\0{data}".encode(errors="surrogatepass"))
        return hashed.hexdigest()


def _digest_site(folder: Path, beside: str) -> str | None:
    """Return a digest of the names, modes, sizes and times of change of the files in a site; None where there is anything that no build writes.

    One file in the folder itself is no part of it.
    """
    lines: list[str] = []
    start, folders = os.path.join(folder, ""), [""]  # noqa: PTH118 - for 30,000 files
    try:
        while folders:
            prefix = folders.pop()
            found = 0
            with os.scandir(start + prefix) as entries:
                for entry in entries:
                    found += 1
                    facts = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(facts.st_mode):
                        folders.append(f"{prefix}{entry.name}/")
                        lines.append(_tell_folder(prefix + entry.name, facts.st_mode))
                        continue
                    if not stat.S_ISREG(facts.st_mode):
                        return None
                    if prefix or entry.name != beside:
                        lines.append(_tell_file(prefix + entry.name, facts))
            if not found:
                return None
    except OSError:
        return None
    return _digest_lines(lines)


def _digest_files(files: Iterable[tuple[str, os.stat_result]], mode: int) -> str:
    """Return what `_digest_site` does of a site that holds these files alone, in folders of one mode. Raises what finding out about them does."""
    lines: list[str] = []
    folders: set[str] = set()
    for path, facts in files:
        lines.append(_tell_file(path, facts))
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    lines += [_tell_folder(path, mode) for path in folders]
    return _digest_lines(lines)


def _tell_file(path: str, facts: os.stat_result) -> str:
    return f"{path}\0{facts.st_mode}\0{facts.st_size}\0{facts.st_mtime_ns}"


def _tell_folder(path: str, mode: int) -> str:
    return f"{path}/\0{mode}"


def _digest_lines(lines: list[str]) -> str:
    lines.sort()
    return blake2b("\n".join(lines).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _digest_states(places: Iterable[Path]) -> str | None:
    """Return a digest of the state of files and folders: it changes whenever one is written, even with the same bytes. None where a link leads to
    a folder: what lies behind it is not looked at.
    """
    lines: list[str] = []
    folders: list[str] = []
    for path in places:
        if path.is_dir():
            folders.append(str(path))
        elif os.path.lexists(path):
            lines.extend(_tell_state(str(path)))
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_symlink() and entry.is_dir():
                        return None
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    lines.extend(_tell_state(entry.path))
    except OSError:
        return None
    return _digest_lines(lines)


def _tell_state(path: str) -> Iterator[str]:
    facts = os.lstat(path)
    yield f"{path}\0{facts.st_mode}\0{facts.st_size}\0{facts.st_mtime_ns}\0{facts.st_ctime_ns}\0{facts.st_ino}"
    if stat.S_ISLNK(facts.st_mode):
        with suppress(OSError):  # a link that leads nowhere
            facts = Path(path).stat()
            yield f"{path}\0\0{facts.st_size}\0{facts.st_mtime_ns}\0{facts.st_ctime_ns}\0{facts.st_ino}"


def _find_umask() -> int:
    """Return which rights new files do not get. To learn it, it must be set: nobody gets more meanwhile."""
    found = os.umask(0o777)
    os.umask(found)
    return found


def _sum(text: str, code: str) -> str:
    """Return a checksum that only the same code gives."""
    key = blake2b(f"{_FORM} {code}".encode(), digest_size=32).digest()
    return blake2b(text.encode("ascii"), digest_size=16, key=key).hexdigest()


def _read(path: Path, code: str) -> dict[str, Any] | None:  # Any: what JSON holds; the checksum says that it is ours
    """Return what was kept; None where there is nothing, or nothing that this code wrote."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None  # a pipe would be waited for
        sum, _, text = path.read_text(encoding="ascii").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return cast("dict[str, Any]", json.loads(text)) if sum == _sum(text, code) else None


def _pack(built: Built) -> dict[str, object]:
    faults = built.report.diagnostics
    return {
        "rules": [asdict(rule) for rule in {fault.code: fault.rule for fault in faults}.values()],
        "faults": [(fault.code, *_place(fault), fault.message) for fault in faults],
        "history": built.history,
        "today": built.today.isoformat(),
        "timezone": built.timezone,
        "counts": [built.pages, built.files, built.size, built.documents],
    }


def _unpack(kept: dict[str, Any]) -> Built:
    _check(kept)
    rules = {rule["code"]: Rule(**rule) for rule in kept["rules"]}
    faults = (
        Diagnostic(rules[code], Location(path, line, column), message)
        for code, path, line, column, message in kept["faults"]
    )
    return Built(
        Report(tuple(faults)), kept["history"], date.fromisoformat(kept["today"]), kept["timezone"], *kept["counts"]
    )


def _check(kept: dict[str, Any]) -> None:
    """Raise ValueError, or what the wrong shape of it raises, unless each part is of the type that is told again."""
    texts = [kept["history"], kept["timezone"], *(text for rule in kept["rules"] for text in rule.values())]
    numbers = [*kept["counts"]]
    for code, path, line, column, message in kept["faults"]:
        texts += (code, path, message)
        numbers += (line, column)
    check_types(texts, str)
    check_types(numbers, int)
    if kept["history"] not in ("", "no-git", "shallow"):
        raise ValueError("no such history")


def _place(fault: Diagnostic) -> tuple[str, int, int]:
    place = fault.location
    return place.path, place.line, place.column
