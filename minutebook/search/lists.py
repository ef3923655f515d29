"""The list of one written word while it grows, and how it is cut into texts.

In: what pages bring, in order. Out: texts of postings and of places, in the form that `files` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from minutebook.search.files import ALONE, BLOCK, LONGEST, MOST_SPOTS, coarsen, write_number

_HEAD = 5
"""Signs before the postings of a chunk: group, block and length, about."""


Chunk = tuple[tuple[int, int], bytearray, bytearray, bytearray, bytearray]
"""Group and block; for each page how many numbers were passed over; units, values and spots of all."""


class WordList:
    """The postings of one written word, growing."""

    __slots__ = ("block", "chunks", "full", "last", "size")

    def __init__(self) -> None:
        """Start with nothing."""
        self.chunks: list[Chunk] = []
        self.block = (-1, -1)
        """Group and block of the last chunk."""
        self.full = False
        """Whether the last chunk is as long as it may be."""
        self.last = 0
        """The page noted last."""
        self.size = 0
        """Signs of all postings, about."""

    @property
    def weight(self) -> int:
        """Return how many characters it adds to the file that it lies in, or is named in."""
        return self.size if self.size <= ALONE else 20

    def note(self, group: int, number: int, units: bytes, values: bytes, spots: bytes) -> None:
        """Take in a page; those of a group come in the order of their numbers."""
        block = (group, number // BLOCK)
        if self.block != block or self.full:
            self.block = block
            self.chunks.append((block, bytearray(), bytearray(), bytearray(), bytearray()))
            self.last = block[1] * BLOCK
            self.size += _HEAD
        _, all_gaps, all_units, all_values, all_spots = self.chunks[-1]
        all_gaps += write_number(number - self.last).encode("ascii")
        all_units += units
        all_values += values
        all_spots += spots
        self.full = len(all_units) > LONGEST // 2 or len(all_spots) > MOST_SPOTS
        self.last = number
        self.size += len(units) + len(values) + 1


@dataclass(frozen=True, slots=True)
class Part:
    """Chunks of a list that stand together."""

    chunks: tuple[Chunk, ...]

    @property
    def size(self) -> int:
        """Return the signs of its postings, about."""
        return sum(len(gaps) + len(units) + len(values) for _, gaps, units, values, _ in self.chunks)

    def write_postings(self) -> str:
        """Return all its postings as one text."""
        return _join(piece for chunk in self.chunks for piece in (_write_head(chunk), *chunk[1:4]))

    def write_apart(self) -> tuple[str, str, str]:
        """Return its postings as three texts: what is alike stands together in the whole list."""
        return (
            _join(piece for chunk in self.chunks for piece in (_write_head(chunk), chunk[1])),
            _join(units for _, _, units, _, _ in self.chunks),
            _join(coarsen(values) for _, _, _, values, _ in self.chunks),
        )

    def write_spots(self) -> str:
        """Return at which words of its places it stands."""
        return _join(spots for _, _, _, _, spots in self.chunks)


def _write_head(chunk: Chunk) -> bytes:
    (group, block), gaps, *_ = chunk
    return (write_number(group) + write_number(block) + write_number(len(gaps))).encode("ascii")


def _join(pieces: Iterable[bytes | bytearray]) -> str:
    return b"".join(pieces).decode("ascii")


def cut(found: WordList) -> Iterator[Part]:
    """Yield a list in parts that are not too large; nearly always it is one."""
    chunks = sorted(found.chunks, key=itemgetter(0))
    if found.size <= ALONE:
        yield Part(tuple(chunks))
        return
    first, size, spots = 0, 0, 0
    for number, chunk in enumerate(chunks):
        length = sum(map(len, chunk[1:4]))
        if number > first and (size + length > LONGEST or spots + len(chunk[4]) > MOST_SPOTS):
            yield Part(tuple(chunks[first:number]))
            first, size, spots = number, 0, 0
        size += length
        spots += len(chunk[4])
    yield Part(tuple(chunks[first:]))
