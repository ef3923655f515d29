"""Words in so little room that those of every page can be kept: three bytes for each, the same for the same word.

In: words. Out: marks, and which of some words may be among those that were marked. It may say yes where no is right (of a page of 300 words once in
50,000 questions), and never the other way round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final
from zlib import crc32

_SIZE: Final = 3
_FEW: Final = 32
"""Words that are looked for one after the other. To take marks apart costs as much as that, and then the rest costs next to nothing."""


def mark_words(words: Iterable[str]) -> bytes:
    """Return the marks of words, the same in whatever order they come."""
    return b"".join(sorted(set(map(_mark, words))))


def join_marks(parts: Iterable[bytes]) -> bytes:
    """Return the marks of all words of which some are marked in each part."""
    marks = b"".join(parts)
    return b"".join(sorted({marks[at : at + _SIZE] for at in range(0, len(marks), _SIZE)}))


def find_marked(marks: bytes, words: Collection[str]) -> list[str]:
    """Return those of `words` that may be among the words marked."""
    if len(words) <= _FEW:
        return [word for word in words if _holds(marks, _mark(word))]
    held = {marks[at : at + _SIZE] for at in range(0, len(marks), _SIZE)}
    return [word for word in words if _mark(word) in held]


@lru_cache(maxsize=65536)
def _mark(word: str) -> bytes:
    return crc32(word.encode("utf-8", "surrogatepass")).to_bytes(4, "big")[:_SIZE]


def _holds(marks: bytes, mark: bytes) -> bool:
    at = marks.find(mark)
    while at > 0 and at % _SIZE:
        at = marks.find(mark, at + 1)
    return at >= 0
