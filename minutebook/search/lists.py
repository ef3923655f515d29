"""The list of one written word: which pages have it, how that is kept and changed, and how it is cut into texts.

In: what pages bring. Out: texts of postings and of places, in the form that `files` tells. Nothing in a list tells whether it grew page by page or
was changed later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from minutebook.search.files import ALONE, BLOCK, LONGEST, MOST_SPOTS, coarsen, read_number, split_numbers, write_number

_HEAD = 5
"""Signs before the postings of a chunk: group, block and length, about."""
_FRAME = Struct("<HHHHIII")
"""Before a packed block: group, block, how many pages, and how long its four parts are."""
_NUMBERS = tuple(write_number(number).encode("ascii") for number in range(BLOCK))

Key = tuple[int, int]
"""Group and number of a page."""
Share = tuple[bytes, bytes, bytes]
"""What a page brings to a list: units, values and spots."""
Edit = tuple[Share | None, Share | None]
"""What a page brought and what it brings now; None for nothing."""


class MismatchError(Exception):
    """A list does not hold what a page is said to have brought."""


class Block(NamedTuple):
    """The pages of a list that are of one group and whose numbers lie near each other, in the order of their numbers."""

    group: int
    block: int
    pages: int
    """How many pages."""
    gaps: bytes
    """For each page how many numbers were passed over."""
    units: bytes
    """Of all pages one behind the other, as the next two are."""
    values: bytes
    spots: bytes


def pack(blocks: Iterable[Block]) -> bytes:
    """Return blocks as bytes. Raises struct.error where one is too large for that."""
    pieces: list[bytes] = []
    for block in blocks:
        pieces.append(_FRAME.pack(*block[:3], *map(len, block[3:])))
        pieces.extend(block[3:])
    return b"".join(pieces)


def pack_one(place: tuple[int, int], number: int, units: bytes, values: bytes, spots: bytes) -> bytes:
    """Return a block of one page, as most are, as bytes; `place` is its group and block."""
    gap = _NUMBERS[number - place[1] * BLOCK]
    return b"".join((_FRAME.pack(*place, 1, len(gap), len(units), len(values), len(spots)), gap, units, values, spots))


def unpack(data: bytes) -> list[Block]:
    """Return the blocks of a list in order. What was packed bit by bit is put together."""
    found: list[Block] = []
    end = 0
    while end < len(data):
        group, block, count, gaps, units, values, spots = _FRAME.unpack_from(data, end)
        gaps += end + _FRAME.size
        units += gaps
        values += units
        start, end = end + _FRAME.size, values + spots
        parts = data[start:gaps], data[gaps:units], data[units:values], data[values:end]
        found.append(Block(group, block, count, *parts))
    if any(after[:2] <= before[:2] for before, after in pairwise(found)):
        found.sort(key=itemgetter(0, 1))
        found = [_put_together(list(same)) for _, same in groupby(found, key=itemgetter(0, 1))]
    return found


def measure(data: bytes | bytearray) -> int:
    """Return how many signs the postings of a packed list have, about."""
    size = end = 0
    last = (-1, -1)
    while end < len(data):
        group, block, count, gaps, units, values, spots = _FRAME.unpack_from(data, end)
        if (group, block) <= last or units > LONGEST // 2 or spots > MOST_SPOTS:
            # Told bit by bit, or cut.
            return sum(
                len(chunk.units) + len(chunk.values) + chunk.pages + _HEAD
                for whole in unpack(bytes(data))
                for chunk in cut_block(whole)
            )
        last = group, block
        size += units + values + count + _HEAD
        end += _FRAME.size + gaps + units + values + spots
    return size


def make_block(group: int, block: int, pages: Sequence[tuple[int, Share]]) -> Block:
    """Return the block of these pages: their numbers, which rise, with what they bring."""
    gaps = write_gaps([number for number, _ in pages], block * BLOCK)
    units, values, spots = map(b"".join, zip(*[share for _, share in pages], strict=True))
    return Block(group, block, len(pages), gaps, units, values, spots)


def write_gaps(numbers: Sequence[int], last: int) -> bytes:
    """Return how many numbers are passed over before each of these, from `last` on."""
    return b"".join([_NUMBERS[after - before] for before, after in pairwise((last, *numbers))])


def read_pages(block: Block) -> Iterator[tuple[int, Share]]:
    """Yield the pages of a block: their numbers, with what they bring."""
    units, values, spots = map(split_numbers, block[4:])
    number = block.block * BLOCK
    unit = value = spot = 0
    for gap in split_numbers(block.gaps):
        number += read_number(gap)
        start = unit, value, spot
        more = 1
        while more:
            said = read_number(units[unit])
            more = said & 1
            # From the third record of an item on, a number more says which it is.
            unit += 2 if (said >> 1) % 3 == 2 else 1
            value += 1
            while read_number(spots[spot]) & 1:
                spot += 1
            spot += 1
        yield (
            number,
            (b"".join(units[start[0] : unit]), b"".join(values[start[1] : value]), b"".join(spots[start[2] : spot])),
        )


def read_places(units: bytes, spots: bytes) -> dict[tuple[int, int], set[int]]:
    """Return where a word stands on one page: by number of the item and of its record the places of the word there. Raises ValueError."""
    found: dict[tuple[int, int], set[int]] = {}
    numbers, places = (map(read_number, split_numbers(text)) for text in (units, spots))
    item = 0
    for said in numbers:
        item += said // 6
        record = said // 2 % 3
        there = found[item, record if record < 2 else 2 + next(numbers, 0)] = set()
        at, more = 0, 1
        while more:
            gap, more = divmod(next(places, -1), 2)
            if gap < 0:
                raise ValueError("a place is missing")
            at += gap
            there.add(at)
    return found


def change(blocks: Iterable[Block], edits: Mapping[Key, Edit]) -> list[Block]:
    """Return a list in which pages bring something else. Raises MismatchError where it does not hold what they are said to have brought."""
    found = {block[:2]: block for block in blocks}
    places: dict[tuple[int, int], list[tuple[int, Edit]]] = defaultdict(list)
    for (group, number), edit in edits.items():
        places[group, number // BLOCK].append((number, edit))
    for key, some in places.items():
        pages = dict(read_pages(found[key])) if key in found else {}
        for number, (old, new) in some:
            if pages.pop(number, None) != old:
                raise MismatchError(f"page {number} of group {key[0]}")
            if new:
                pages[number] = new
        found.pop(key, None)
        if pages:
            found[key] = make_block(*key, sorted(pages.items()))
    return [found[key] for key in sorted(found)]


def _put_together(blocks: list[Block]) -> Block:
    """Return blocks of the same pages as one; nearly always there is but one."""
    if len(blocks) == 1:
        return blocks[0]
    pages = sorted(page for block in blocks for page in read_pages(block))
    return make_block(*blocks[0][:2], pages)


def cut_block(block: Block) -> list[Block]:
    """Return a block in chunks that are not too long; nearly always it is one."""
    if len(block.units) <= LONGEST // 2 and len(block.spots) <= MOST_SPOTS:
        return [block]
    chunks: list[list[tuple[int, Share]]] = [[]]
    units = spots = 0
    for page in read_pages(block):
        if units > LONGEST // 2 or spots > MOST_SPOTS:
            chunks.append([])
            units = spots = 0
        chunks[-1].append(page)
        units += len(page[1][0])
        spots += len(page[1][2])
    return [make_block(block.group, block.block, pages) for pages in chunks]


@dataclass(frozen=True, slots=True)
class Part:
    """Chunks of a list that stand together."""

    chunks: Sequence[Block]

    @property
    def size(self) -> int:
        """Return the signs of its postings, about."""
        return sum([len(chunk.gaps) + len(chunk.units) + len(chunk.values) for chunk in self.chunks])

    def write_postings(self) -> str:
        """Return all its postings as one text."""
        return _join([piece for one in self.chunks for piece in (_write_head(one), one.gaps, one.units, one.values)])

    def write_apart(self) -> tuple[str, str, str]:
        """Return its postings as three texts: what is alike stands together in the whole list."""
        return (
            _join([piece for chunk in self.chunks for piece in (_write_head(chunk), chunk.gaps)]),
            _join([chunk.units for chunk in self.chunks]),
            _join(coarsen(chunk.values) for chunk in self.chunks),
        )

    def write_spots(self) -> str:
        """Return at which words of its places it stands."""
        return _join([chunk.spots for chunk in self.chunks])


def _write_head(chunk: Block) -> bytes:
    return b"".join([write_short(chunk.group), write_short(chunk.block), write_short(len(chunk.gaps))])


def write_short(number: int) -> bytes:
    """Return a number that nearly always is a small one, as it is written."""
    return _NUMBERS[number] if number < len(_NUMBERS) else write_number(number).encode("ascii")


def _join(pieces: Iterable[bytes | bytearray]) -> str:
    return b"".join(pieces).decode("ascii")


def cut(blocks: Sequence[Block], size: int) -> Iterator[Part]:
    """Yield a list, which is of that size, in parts that are not too large; nearly always it is one."""
    if size <= ALONE:
        # However long it may be at its places: who looks for it needs but one file.
        yield Part([chunk for block in blocks for chunk in cut_block(block)])
        return
    part: list[Block] = []
    size = spots = 0
    for chunk in (chunk for block in blocks for chunk in cut_block(block)):
        length = len(chunk.gaps) + len(chunk.units) + len(chunk.values)
        if part and (size + length > LONGEST or spots + len(chunk.spots) > MOST_SPOTS):
            yield Part(part)
            part, size, spots = [], 0, 0
        part.append(chunk)
        size += length
        spots += len(chunk.spots)
    yield Part(part)
