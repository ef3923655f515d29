"""Which pages of the last build can be taken over: those of which nothing has changed that was read for them.

In: the store, what is planned, a tracer that knows what is there now. Out: the pages that must be made, what the others brought to the index, and for
any page why it was made or not. What cannot be trusted is not used: a page of which anything is in doubt is made again.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from minutebook.cache import Store
from minutebook.codec import UnreadableError, check_types, reading
from minutebook.keeping.files import TABLE, Keep, dump
from minutebook.keeping.lookups import NAMES, Lookups
from minutebook.keeping.reasons import describe
from minutebook.render import Rendered
from minutebook.search import Found, unpack_found
from minutebook.tracing import ABSENT, Tracer
from minutebook.urls import find_file
from minutebook.views import Planned

_FOUND: Final = "pages found"
_WITHDRAWN: Final = ("meeting:", "plan:", "page:", "person:")
"""What the names of reads begin with of whose words nothing may be left once it is gone."""
_SHOWN: Final = 12
"""Changes that are told of one page."""

Stamp = Callable[[str], tuple[int, int]]
"""Gives size and time of change of a file of the new site."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of the last build."""

    name: str
    """`Planned.name`."""
    size: int
    mtime_ns: int
    first: int
    last: int
    """Days between which it holds, as in `Reads`."""
    reads: Sequence[int]
    """Numbers of names."""


@dataclass(slots=True)
class KeptPages:
    """The pages of the last build, and those of this one as they are made. Nothing of it holds before `save`, and the commit after it."""

    store: Store
    tracer: Tracer
    today: int
    """The day of the build, as a proleptic ordinal."""
    searches: bool = True
    """Whether what pages bring to the index is kept too."""
    trusts: bool = True
    """Whether anything of the last build may be used."""
    lookups: Lookups | None = None
    """What pages looked up in the glossary; None: any change of it counts for all of them that did."""
    _names: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _changed: frozenset[int] = frozenset()
    _doubted: frozenset[int] = frozenset()
    """Names under which something changed that may not matter to a page."""
    _touched: dict[str, list[str]] = field(default_factory=dict)
    """Pages to which it matters, with the letters for which it does."""
    _old: dict[str, Kept] = field(default_factory=dict)
    _new: dict[str, Kept] = field(default_factory=dict)
    _planned: dict[str, Planned] = field(default_factory=dict)
    _withdraws: bool = True
    """Whether something that a page of the last build showed may have been withdrawn since."""
    _broken: set[str] = field(default_factory=set)
    """Pages whose file is not what was written."""

    def keep(self, planned: Iterable[Planned], keep: Keep) -> list[Planned]:
        """Take over every page that can be, and return those that must be made, in their order."""
        self._planned = {page.path: page for page in planned}
        if self.trusts:
            self._read()
        known = set(self.store.list_keys(_FOUND)) if self.searches else set()
        made: list[Planned] = []
        for path, page in self._planned.items():
            old = self._old.get(path)
            if old is None or not self._holds(old, page) or (self.searches and path not in known):
                made.append(page)
            elif keep(find_file(path), old.size, old.mtime_ns):
                self._new[path] = old
            else:
                self._broken.add(path)
                made.append(page)
        return made

    def add(self, page: Planned, made: Rendered, stamp: Stamp) -> None:
        """Note a page that was made and written."""
        size, mtime_ns = stamp(made.path)
        numbers = array("I", sorted(map(self._number, made.reads.names)))
        self._new[page.path] = Kept(page.name, size, mtime_ns, made.reads.first, made.reads.last, numbers)
        if self.lookups:
            self.lookups.write(page.path, made.reads.sought)

    def write_found(self, path: str, packed: bytes) -> None:
        """Keep what a page that was made brings to the index, in the place of what it brought."""
        self.store.write(_FOUND, path, packed)

    def list_kept(self) -> list[str]:
        """Return the paths of the pages that were taken over."""
        return [path for path, page in self._new.items() if self._old.get(path) is page]

    def list_gone(self) -> list[str]:
        """Return the paths of the pages of the last build that are planned no more."""
        return [path for path in self._old if path not in self._planned]

    def read_found(self, path: str) -> tuple[Found, ...] | None:
        """Return what a page of the last build brought to the index; None where nobody knows."""
        if path not in self._old:
            return ()
        packed = self.store.read(_FOUND, path)
        try:
            return None if packed is None else unpack_found(packed)
        except UnreadableError:
            return None

    def save(self) -> None:
        """Write all of it to the store, for the next build; it holds once that is committed.

        Where something was withdrawn, no trace of it is left. Not each time that a page is gone: a term that nobody uses any more was no secret, and
        a large store takes seconds to be written anew.
        """
        used = sorted({number for page in self._new.values() for number in page.reads})
        places = {number: place for place, number in enumerate(used)}
        names = [self._names[number] for number in used]
        reads = array("I", [places[number] for page in self._new.values() for number in page.reads])
        pages = [
            (path, page.name, page.size, page.mtime_ns, page.first, page.last, len(page.reads))
            for path, page in self._new.items()
        ]
        digests = [self.tracer.find_digest(name).hex() for name in names]
        self.store.write(TABLE, "names", dump(names))
        self.store.write(TABLE, "digests", dump(digests))
        self.store.write(TABLE, "pages", dump(pages))
        self.store.write(TABLE, "reads", _turn(reads).tobytes())
        self.store.keep_only(_FOUND, self._new if self.searches else (), scrubs=self._withdraws)
        if self.lookups:
            self.lookups.save(self._new, self.list_gone() if self._old else None, scrubs=self._withdraws)

    def explain(self, path: str) -> list[str]:
        """Return in plain words why a page was made, or that it was kept. To be asked after `keep`."""
        page, old = self._planned.get(path), self._old.get(path)
        if page is None:
            near = get_close_matches(path, self._planned, 3, 0.6)
            return [f"There is no page {path or '/'}.", *([f"Did you mean {' or '.join(near)}?"] if near else [])]
        shown = path or "/"
        if old is None:
            return [f"{shown} was made: {'it is new' if self._old else 'nothing is known of an earlier build'}."]
        if self._new.get(path) is old:
            return [f"{shown} was kept: nothing that it shows has changed since the last build."]
        changes = self._tell_changes(old, page)
        if not changes and path in self._broken:
            return [f"{shown} was made: its file in the site is no longer as it was written."]
        if not changes:
            return [f"{shown} was made: it is not known what it brings to the search."]
        return [f"{shown} was made, since these changed since the last build:", *(f"  {change}" for change in changes)]

    def _tell_changes(self, old: Kept, page: Planned) -> list[str]:
        changes = [] if old.name == page.name else ["the pages before and after it"]
        if not old.first <= self.today <= old.last:
            changes.append("the day: a date that it shows has passed, or has come")
        told = [describe(self._names[number]) for number in old.reads if number in self._changed]
        told += [
            f"what the glossary says of {one}" if one else "the glossary" for one in self._touched.get(page.path, ())
        ]
        changes += sorted(dict.fromkeys(told))
        rest = len(changes) - _SHOWN
        return changes if rest <= 1 else [*changes[:_SHOWN], f"and {rest} more"]

    def _holds(self, old: Kept, page: Planned) -> bool:
        same = old.name == page.name and old.first <= self.today <= old.last and self._changed.isdisjoint(old.reads)
        return same and (self._doubted.isdisjoint(old.reads) or not self._note_letters(page.path, old))

    def _note_letters(self, path: str, old: Kept) -> bool:
        """Note the letters for which a page may be another now that the glossary is; return whether there are any."""
        names = {self._names[number] for number in self._doubted.intersection(old.reads)}
        found: set[str] = set()
        if self.lookups and "glossary*" in names:
            found.update(self.lookups.find_letters(path))
        if self.lookups and "extractor*" in names:
            found.update(self.lookups.find_meanings(self.store.read(_FOUND, path)))
        if found:
            self._touched[path] = sorted(found)
        return bool(found)

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
        return number

    def _read(self) -> None:
        """Read what the last build kept; nothing if any part of it is not as it should be."""
        parts = self.store.read_many(TABLE, ("names", "digests", "pages", "reads"))
        if len(parts) < len(("names", "digests", "pages", "reads")):
            return
        with reading("pages"):
            reads = array("I")
            reads.frombytes(parts["reads"])
            reads = _turn(reads)
            names: list[str] = json.loads(parts["names"])
            digests: list[str] = json.loads(parts["digests"])
            rows: list[list[Any]] = json.loads(parts["pages"])  # Any: what JSON holds
            check_types(names, str)
            check_types(digests, str)
            check_types(rows, list)
            # Column by column, since there are tens of thousands of rows.
            for column, kind in zip(zip(*rows, strict=True), (str, str, int, int, int, int, int), strict=bool(rows)):
                check_types(column, kind)
            counts = [row[-1] for row in rows]
            if len(names) != len(digests) or sum(counts) != len(reads) or max(reads, default=0) >= max(1, len(names)):
                raise ValueError("its parts do not go together")
            if min(counts, default=0) < 0:
                raise ValueError("a page cannot have read less than nothing")
            at = 0
            for path, name, size, mtime_ns, first, last, count in rows:
                self._old[path] = Kept(name, size, mtime_ns, first, last, reads[at : at + count])
                at += count
        self._names = names
        self._numbers = {name: number for number, name in enumerate(names)}
        find = self.tracer.find_digest
        changed = frozenset(number for number, name in enumerate(names) if find(name).hex() != digests[number])
        self._doubted = (
            frozenset(number for number in changed if names[number] in NAMES) if self.lookups else frozenset()
        )
        self._changed = changed - self._doubted
        self._withdraws = any(
            names[number].startswith(_WITHDRAWN) and find(names[number]) == ABSENT for number in changed
        )


def _turn(numbers: array[int]) -> array[int]:
    """Return numbers with the least byte first on every machine, and back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
