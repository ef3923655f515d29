"""Numbers before titles: which of the figures a heading begins with are the item's number.

In: the texts of all headings of a file, in order. Out: for each its number and what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from minutebook.i18n import ITEM_WORDS, NUMBER_SIGNS, phrase_pattern

_BREAK: Final = r"(?=\s|\Z)"
_WORD: Final = re.compile(
    rf"(?:{phrase_pattern(ITEM_WORDS)})(?:\s+(?:{phrase_pattern(NUMBER_SIGNS)}))?\s+(?=\d)", re.IGNORECASE
)
_PARTED: Final = r"\d{1,4}(?:/\d{1,4})+"
_POINTED: Final = r"\d{1,3}(?:\.\d{1,3})+"
# Behind `Item` any number is one.
_AFTER_WORD: Final = re.compile(
    rf"(?P<number>(?:{_PARTED}|{_POINTED}|\d{{1,4}}[a-z]?)[.)]?)(?:\s*[:–—-])?{_BREAK}", re.IGNORECASE
)
_CLOSED: Final = re.compile(rf"(?P<number>(?:{_PARTED}|{_POINTED}|\d{{1,4}}[a-z]?)[.)]){_BREAK}", re.IGNORECASE)
_OPEN: Final = re.compile(rf"(?P<number>{_PARTED}|{_POINTED}){_BREAK}")
_BARE: Final = re.compile(r"(?P<number>\d{1,2})\s+(?=[^\W\d_])")


def one_line(text: str) -> str:
    """Return a text with single spaces for all its white space, no-break spaces and line breaks included."""
    return " ".join(text.split())


def read_numbers(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the number and the rest for each heading, given in one line; an empty number where it has none.

    A bare number (`4 Minutes of …`) is one if the heading before or behind it has the number next to it.
    """
    read = [_read_number(text) for text in texts]
    bare = [None if number else _find_bare(text) for text, (number, _) in zip(texts, read, strict=True)]
    behind: list[int | None] = [None] * len(texts)
    last: int | None = None
    for at in range(len(texts) - 1, -1, -1):
        behind[at] = last
        last = _main(read[at][0]) or bare[at] or last
    before: int | None = None
    for text, (number, rest), guess, after in zip(texts, read, bare, behind, strict=True):
        if guess is not None and (before == guess - 1 or after == guess + 1 or (guess == 1 and before is None)):
            number, rest = text.split(" ", 1)  # noqa: PLW2901 (what was read is put right)
        before = _main(number) or before
        yield number, rest


def _read_number(text: str) -> tuple[str, str]:
    """Return the number a heading surely begins with, and what follows it; no number where none is sure."""
    if word := _WORD.match(text):
        found = _AFTER_WORD.match(text, word.end())
    else:
        found = _CLOSED.match(text) or _OPEN.match(text)
        if found and not _is_number(found["number"], text[found.end() :].strip()):
            found = None
    return (found["number"], text[found.end() :].strip()) if found else ("", text)


def _is_number(number: str, rest: str) -> bool:
    if number.endswith((".", ")")):
        return True
    # 2.5 tonne limit, 24/7 helpline: what goes on in small letters is a title.
    if rest[:1].islower():
        return False
    parts = number.split("/")
    if len(parts) == 2 and _is_financial_year(*parts):
        return False
    return not (len(parts) == 3 and len(parts[2]) == 4 and int(parts[0]) <= 31 and int(parts[1]) <= 12)  # a date


def _is_financial_year(first: str, second: str) -> bool:
    if len(first) != 4 or not 1900 <= int(first) < 2100:
        return False
    return int(second) in ((int(first) + 1) % 100, int(first) + 1)


def _find_bare(text: str) -> int | None:
    found = _BARE.match(text)
    return int(found["number"]) if found and text[found.end()].isupper() else None


def _main(number: str) -> int | None:
    found = re.match(r"(\d+)[a-z]?[.)]?\Z", number, re.IGNORECASE)
    return int(found[1]) if found else None
