"""The lists of one language while pages come one by one, as they do when the whole index is made.

In: `Found` of every page. Out: packed lists. Quickest where the pages of a group come one behind the other in the order of their numbers; the lists
are the same in any order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import attrgetter

from minutebook.search.extract import Found
from minutebook.search.files import BLOCK
from minutebook.search.lists import Block, measure, pack, pack_one, write_gaps
from minutebook.search.numbers import GROUPS

_WAITING = 128
"""Pages whose shares wait to be strung together at once: many words stand in several of them."""


class _Open:
    """A block that may still grow."""

    __slots__ = ("count", "gaps", "last", "spots", "units", "values")

    def __init__(self, last: int) -> None:
        self.last = last
        """The page that came last, or where the block begins."""
        self.count = 0
        self.gaps, self.units, self.values, self.spots = bytearray(), bytearray(), bytearray(), bytearray()


class GrowingLists:
    """Lists of words, growing."""

    def __init__(self) -> None:
        """Start with none."""
        self.changed: defaultdict[str, bytearray] = defaultdict(bytearray)
        """Every list, packed: none was there before."""
        self._waiting: defaultdict[str, list[tuple[int, bytes, bytes, bytes]]] = defaultdict(list)
        self._open: dict[str, _Open] = {}
        self._place = (-1, -1)
        """Group and block of what waits or is open."""
        self._last = -1
        self._count = 0
        """Of the pages that wait."""
        self._things: list[Found] = []

    def change(self, old: Found | None, new: Found | None) -> None:
        """Take in what a page brings; none brought anything before. Things come in any order, and are few: they wait until the end."""
        if old is not None:
            raise ValueError("no page was there before")
        if new and new.group < len(GROUPS):
            self._things.append(new)
        elif new:
            self._note(new)

    def _note(self, found: Found) -> None:
        place = found.group, found.number // BLOCK
        if place != self._place or found.number <= self._last:
            self._close()
            self._place = place
        self._last = found.number
        if found.words:
            shares = zip(
                repeat(found.number),
                found.units.split(b"\n"),
                found.values.split(b"\n"),
                found.spots.split(b"\n"),
                strict=False,
            )
            # Every word of every page comes by here: no line of ours for each.
            deque(map(list.append, map(self._waiting.__getitem__, found.words.split("\n")), shares), maxlen=0)
            self._count += 1
            if self._count == _WAITING:
                self._string()

    def finish(self) -> Mapping[str, int]:
        """Return all words with the sizes of their lists; no page comes any more."""
        for found in sorted(self._things, key=attrgetter("group", "number")):
            self._note(found)
        self._things.clear()
        self._close()
        return {word: measure(data) for word, data in self.changed.items()}

    def read(self, words: Iterable[str]) -> Mapping[str, bytes]:
        """Return the packed lists of words."""
        return {word: bytes(self.changed[word]) for word in words}

    def _string(self) -> None:
        """String together what waits, of a block that may still grow."""
        start = self._place[1] * BLOCK
        for word, shares in self._waiting.items():
            if (open := self._open.get(word)) is None:
                open = self._open[word] = _Open(start)
            numbers, units, values, spots = zip(*shares, strict=True)
            open.gaps += write_gaps(numbers, open.last)
            open.units += b"".join(units)
            open.values += b"".join(values)
            open.spots += b"".join(spots)
            open.last = numbers[-1]
            open.count += len(numbers)
        self._waiting.clear()
        self._count = 0

    def _close(self) -> None:
        """Pack a block to which nothing more comes, or little."""
        if self._open:
            self._string()
        changed, place = self.changed, self._place
        for word, open in self._open.items():
            parts = bytes(open.gaps), bytes(open.units), bytes(open.values), bytes(open.spots)
            changed[word] += pack((Block(*place, open.count, *parts),))
        for word, shares in self._waiting.items():
            if len(shares) == 1:
                changed[word] += pack_one(place, *shares[0])
            else:
                numbers, units, values, spots = zip(*shares, strict=True)
                gaps = write_gaps(numbers, place[1] * BLOCK)
                parts = gaps, b"".join(units), b"".join(values), b"".join(spots)
                changed[word] += pack((Block(*place, len(numbers), *parts),))
        self._open.clear()
        self._waiting.clear()
        self._count = 0
        self._last = -1
