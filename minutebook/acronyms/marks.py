"""Words in so little room that those of every page can be kept: three bytes for each, the same for the same word.

In: words. Out: marks, and which of some words may be among those that were marked. It may say yes where no is right (of a page of 300 words once in
50,000 questions), and never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from zlib import crc32

_SIZE: Final = 3


def mark_words(words: Iterable[str]) -> bytes:
    """Return the marks of words, the same in whatever order they come."""
    return b"".join(sorted(set(map(_mark, words))))


def find_marked(marks: bytes, words: Iterable[str]) -> list[str]:
    """Return those of `words` that may be among the words marked."""
    return [word for word in words if _holds(marks, _mark(word))]


@lru_cache(maxsize=65536)
def _mark(word: str) -> bytes:
    return crc32(word.encode("utf-8", "surrogatepass")).to_bytes(4, "big")[:_SIZE]


def _holds(marks: bytes, mark: bytes) -> bool:
    at = marks.find(mark)
    while at > 0 and at % _SIZE:
        at = marks.find(mark, at + 1)
    return at >= 0
