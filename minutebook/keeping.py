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
from minutebook.render import Rendered
from minutebook.search import Found, unpack_found
from minutebook.tracing import ABSENT, Tracer
from minutebook.urls import find_file
from minutebook.views import Planned

_TABLE: Final = "pages"
_FOUND: Final = "pages found"
_WITHDRAWN: Final = ("meeting:", "plan:", "page:", "person:")
"""What the names of reads begin with of whose words nothing may be left once it is gone."""
_SHOWN: Final = 12
"""Changes that are told of one page."""

Keep = Callable[[str, int, int], bool]
"""Takes a file of the old site over by its path, size and time of change; False where it is no longer that file."""
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
    """The pages of the last build, and those of this one as they are made. Nothing is kept before `save`."""

    store: Store
    tracer: Tracer
    today: int
    """The day of the build, as a proleptic ordinal."""
    searches: bool = True
    """Whether what pages bring to the index is kept too."""
    trusts: bool = True
    """Whether anything of the last build may be used."""
    _names: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _changed: frozenset[int] = frozenset()
    _old: dict[str, Kept] = field(default_factory=dict)
    _new: dict[str, Kept] = field(default_factory=dict)
    _planned: dict[str, Planned] = field(default_factory=dict)
    _withdraws: bool = True
    """Whether something that a page of the last build showed may have been withdrawn since."""
    _broken: set[str] = field(default_factory=set)
    """Pages whose file is not what was written."""
    _found: dict[str, bytes] = field(default_factory=dict)
    """What the pages made now bring to the index, packed."""

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
        if self.searches:
            self._found[page.path] = made.packed

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
        self.store.write(_TABLE, "names", _dump(names))
        self.store.write(_TABLE, "digests", _dump(digests))
        self.store.write(_TABLE, "pages", _dump(pages))
        self.store.write(_TABLE, "reads", _turn(reads).tobytes())
        self.store.write_many(_FOUND, self._found.items())
        self.store.keep_only(_FOUND, self._new if self.searches else (), scrubs=self._withdraws)

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
        changes += sorted(dict.fromkeys(told))
        rest = len(changes) - _SHOWN
        return changes if rest <= 1 else [*changes[:_SHOWN], f"and {rest} more"]

    def _holds(self, old: Kept, page: Planned) -> bool:
        return old.name == page.name and old.first <= self.today <= old.last and self._changed.isdisjoint(old.reads)

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
        return number

    def _read(self) -> None:
        """Read what the last build kept; nothing if any part of it is not as it should be."""
        parts = self.store.read_many(_TABLE, ("names", "digests", "pages", "reads"))
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
        self._changed = frozenset(number for number, name in enumerate(names) if find(name).hex() != digests[number])
        self._withdraws = any(
            names[number].startswith(_WITHDRAWN) and find(names[number]) == ABSENT for number in self._changed
        )


class KeptFiles:
    """Files of the site that are no pages, by size and time of change as the last build wrote them."""

    def __init__(self, store: Store, keep: Keep) -> None:
        """Read what the last build wrote."""
        self._store = store
        self._take = keep
        packed = store.read(_TABLE, "files")
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
        self._store.write(_TABLE, "files", _dump(self._new))


def describe(name: str) -> str:
    """Return in plain words what stands under the name of a read (see `tracing.Reads`)."""
    kind, colon, key = name.partition(":")
    if not colon:
        kind, key = name[:-1], name[-1]
    if not colon and kind in _WHOLE:
        return _WHOLE[kind]
    one, several = _KINDS.get(kind, (f"{kind} {{}}", kind))
    if colon:
        return one.format(key)
    return f"which {several} there are, or their order" if key == "#" else f"one or more of the {several}"


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _turn(numbers: array[int]) -> array[int]:
    """Return numbers with the least byte first on every machine, and back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


_KINDS: Final = {
    # The register
    "meeting": ("meeting {}", "meetings"),
    "outline": ("title, items or records of meeting {}", "titles, items and records of meetings"),
    "head": ("day, title or state of meeting {}", "days, titles and states of meetings"),
    "person": ("person {}", "people"),
    "office": ("office {}", "offices"),
    "body": ("body {}", "bodies"),
    "plan": ("plan {}", "plans"),
    "term": ("term {}", "terms"),
    "page": ("page {}", "pages of words"),
    "prose": ("text of {}", "texts"),
    "history": ("git's history of {}", "files that git has a history of"),
    # What is made of it once for all pages
    "meetings of body": ("which meetings {} has", "bodies with meetings"),
    "year of body": ("which meetings there are in {}", "years with meetings"),
    "years of body": ("years in which {} met or is to meet", "bodies with meetings"),
    "counts of meeting": ("how many records meeting {} has", "meetings with records"),
    "years of register": ("years of {}, or how much each has", "registers"),
    "year of register": ("list of {}", "lists of registers"),
    "parts of register": ("pages that {} is split into", "lists of registers that are split"),
    "open": ("which {} are open", "open records"),
    "said of": ("what was said later of {}", "records of which something was said later"),
    "bodies below": ("bodies below {}", "bodies with others below them"),
    "members": ("members of {}", "bodies with members"),
    "holders": ("who holds or held the office {}", "offices that somebody holds or held"),
    "clerk of": ("bodies that {} is clerk of", "clerks"),
    "offices called": ("offices called {}", "titles of offices"),
    "planned for": ("actions of plans that office {} owns", "offices that own actions of plans"),
    "matter": ("what belongs to the matter {}", "matters"),
    "actions of": ("actions of {}", "owners of actions"),
    "motions of": ("what {} proposed or seconded", "people who proposed or seconded something"),
    "votes of": ("votes of {}", "people whose votes are recorded"),
    "declarations of": ("declarations of {}", "people who declared an interest"),
    "attendance of body": ("attendance at {}", "bodies with attendance"),
    "attendance of year": ("whose attendance is recorded in {}", "years with attendance"),
    "attendance rows": ("how long the attendance of {} is", "years with attendance"),
    "attendance of": ("attendance of {}", "people with attendance"),
    "attended": ("latest meetings that {} was at", "people who were at meetings"),
    # The glossary
    "uses": ("terms found in {}", "terms found in minutes"),
    "uses of term": ("which minutes use {}", "terms that minutes use"),
    "meanings": ("meanings of {} that nobody tells apart", "meanings that nobody tells apart"),
    "term with a page": ("whether {} has a page of its own", "terms with a page of their own"),
    "namesakes": ("terms with the letters of {}", "terms with the same letters"),
    # The search
    "day 0": ("the decade of the oldest meeting", "decades"),
    "group of meetings": ("the number of {} in the search", "numbers of meetings in the search"),
    "number of page": ("the number of {} in the search", "numbers of pages in the search"),
    # What pages are rendered with
    "frame": ("menu, footer or words round the pages in {}", "menus, footers and words round the pages"),
    "template": ("template {}", "templates"),
}
"""By kind of read: what stands under one key, and what all keys are."""
_WHOLE: Final = {
    "glossary": "the glossary",
    "extractor": "the glossary",
    "terms of today": "which terms hold today",
    "today": "the day",
    "shell": "the frame of all pages, or the style sheets and scripts",
    "settings": "the address of the site",
    "site": "site.yml",
    "said of": "what was said later of records",
}
"""By kind of read that is made of all at once."""
