"""The form of the index files: numbers as letters, JSON, names, and how words are shared out among files.

In: values. Out: text and bytes, the same for the same values. The browser reads what is written here in templates/assets/js/search/engine.js;
`VERSION` stands in every file and changes with the form, so that an old script never reads a new file.

Below `search/<language>/` lie, each named by what it holds but the first:

- `about.json`: for the beginnings of words what the names of their two files end with (`words`: `x4kab2c7` at `lib` for `words/lib-x4ka.json` and
  `places/lib-b2c7.json`); the names of the others by letter (`near`) and by kind and chunk (`texts`); for each group of meetings its body,
  which of the day's they are and their days; names of bodies, kinds and statuses; small words, months, weekdays.
- `words/`: `forms` says where the list of a written word is: a place in `lists`, or the word in whose file it lies, which names it in `away`.
  A list is one text or several. One that is very long is a file of its own, and its name stands in brackets instead; there it is three texts, each
  with one of its parts (below), the first with the heads of the chunks, and it is told coarsely how much a text says of the word.
- `places/`: the same lists, with the place of each word in the text instead.
- `near/`: all written words by their first letter, or by `-` and their second, each with a figure for how frequent it is.
- `texts/`: title and text of what is no meeting. What meetings say is read from their pages.

A list is a text of numbers (`write_number`). It is a row of chunks. Each begins with group, block and how many signs the first of its three
parts has: for each page, how many numbers of pages were passed over; for each place on these pages its unit (items passed over, record in the
item, whether another place of the page follows); for each place its value (class of kind and status, level). What is alike stands together,
since servers compress it. A list of places has the same order: for each place the words passed over, and whether another follows.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

VERSION: Final = 1

SIGNS: Final = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""What numbers are written with: what JSON need not escape."""
_SINGLE, _DOUBLE = 61, 2700
_SHORT: Final[tuple[str, ...]] = (
    *SIGNS[:_SINGLE],
    *(SIGNS[_SINGLE + rest // 91] + SIGNS[rest % 91] for rest in range(_DOUBLE - _SINGLE)),
)

CLASSES: Final = (
    ("item", ""),
    ("decision", ""),
    ("action", "open"),
    ("action", "done"),
    ("meeting", "approved"),
    ("recommendation", "open"),
    ("update", ""),
    ("meeting", ""),
    ("meeting", "draft"),
    ("meeting", "scheduled"),
    ("meeting", "cancelled"),
    ("meeting", "postponed"),
    ("action", "overdue"),
    *(("recommendation", verdict) for verdict in ("accepted", "accepted in part", "rejected", "implemented")),
    ("recommendation", "answered"),
    ("response", ""),
    *(("response", verdict) for verdict in ("accepted", "accepted in part", "rejected", "implemented")),
    ("declaration", ""),
    ("summary", ""),
    ("plan", ""),
    ("person", ""),
    ("office", ""),
    ("body", ""),
    ("term", ""),
    ("page", ""),
)
"""Kinds of what is found, with their status; the most frequent first. New ones go to the end."""
LEVELS: Final = 8
"""How much a word says of the place it stands in: 0 it was put in for other words, 1 to 4 in the text, 5 to 7 in the title."""
TITLE: Final = 5

BLOCK: Final = 4096
"""Days of one body whose postings make a chunk."""
CHUNK: Final = 512
"""Numbers of things whose texts share a file."""
TEXT: Final = 32
"""The place of the first word of a text; before it are the words of its title."""
MOST_ITEMS: Final = 1 << 9
MOST_RECORDS: Final = 1 << 10
"""Items of a page and records of an item that the browser can tell apart."""
LARGEST: Final = 16_000
"""Characters of a file of words, from which on it is split by one letter more."""
ALONE: Final = 24_000
"""Characters of a list, from which on it is a file of its own: who looks for its neighbours need not load it."""
LONGEST: Final = 150_000
"""Characters of a list, from which on it is cut into several files."""
MOST_SPOTS: Final = 115_000
"""Characters of a list of places, from which on it is cut: they say more in each sign, so that compressing saves a third and no more."""
DEEPEST: Final = 24
"""Letters by which words are told apart at most: what is longer is no word that anybody looks for."""
SMALLEST: Final = 3_000
"""Characters below which words that begin alike get no file of their own."""


def write_number(number: int) -> str:
    """Return a number as one, two, four or seven signs. Raises ValueError where it is below 0 or above 6,240,321,450."""
    if 0 <= number < _DOUBLE:
        return _SHORT[number]
    if 0 <= number < 90 * 8281:
        return SIGNS[90] + SIGNS[number // 8281] + SIGNS[number // 91 % 91] + SIGNS[number % 91]
    if not 0 <= number < 91**5:
        raise ValueError(f"{number} cannot be written")
    return SIGNS[90] * 2 + "".join(SIGNS[number // 91**power % 91] for power in range(4, -1, -1))


_NUMBER: Final = re.compile(rb"~~.{5}|~...|[a-}].|.")
_READ: Final = {sign.encode("ascii"): number for number, sign in enumerate(_SHORT)}


def split_numbers(text: bytes) -> list[bytes]:
    """Return every number of a text as it is written."""
    return _NUMBER.findall(text)


def read_number(written: bytes) -> int:
    """Return a number that `write_number` wrote. Raises ValueError for what it never writes."""
    if (short := _READ.get(written)) is not None:
        return short
    number = 0
    for sign in written[len(written) // 3 :].decode("ascii"):
        number = number * 91 + SIGNS.index(sign)
    return number


_SINGLES: Final = SIGNS[:_SINGLE].encode("ascii")
_COARSE: Final = bytes.maketrans(
    _SINGLES,
    "".join(
        SIGNS[number - number % LEVELS + 2] if 0 < number % LEVELS < TITLE else SIGNS[number]
        for number in range(_SINGLE)
    ).encode("ascii"),
)


def coarsen(values: bytes | bytearray) -> bytes | bytearray:
    """Return values without telling how much a text says of a word: of one that stands nearly everywhere that tells nothing, and takes much space.

    Values of rare classes, which have two signs, are left as they are with all that stand beside them.
    """
    return values if values.translate(None, _SINGLES) else values.translate(_COARSE)


def write_json(value: object) -> bytes:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def name_file(data: bytes, signs: int = 9) -> str:
    """Return the name of a file by what it holds, so that files of two builds are never mixed."""
    return base64.b32encode(hashlib.sha256(data).digest())[:signs].decode("ascii").lower()


def write_start(start: str) -> str:
    """Return the beginning of words as a part of a file's name, whatever its letters: `_54yf` for `Tyf`."""
    return "".join(
        sign if sign.isascii() and (sign.islower() or sign.isdecimal()) else f"_{ord(sign):x}" for sign in start
    )


Placed = tuple[str, str, int]
"""Something that must lie in the file of a word: its place (see `words.place`), its name and its size."""


def share_out(things: Iterable[Placed]) -> Mapping[str, list[str]]:
    """Return what lies in which file, by the beginning that a file is for: a word is looked for in that with the longest.

    Where words that begin alike are too many, each letter that may follow gets a file of its own, if there is enough for it; the rest stays together.
    So a change moves words only where a file grows too large or becomes too small.
    """
    ordered = sorted(things)
    places, names, sizes = zip(*ordered, strict=True) if ordered else ((), (), ())
    before = list(accumulate(sizes, initial=0))
    return {
        start: [name for first, last in spans for name in names[first:last]]
        for start, spans in _share(places, before, "", 0, len(ordered))
    }


def _share(
    places: Sequence[str], before: Sequence[int], start: str, first: int, last: int
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the files of a span of places, which begin alike, with the spans that lie in each; `before` says how much stands before each place."""
    depth = len(start)
    # The longest of what begins alike is not the first.
    enough = depth == DEEPEST or first == last or len(places[last - 1]) <= depth
    if enough or before[last] - before[first] <= LARGEST:
        yield start, [(first, last)]
        return
    at = bisect_right(places, start, first, last)
    rest = [(first, at)] if at > first else []
    while at < last:
        longer = places[at][: depth + 1]
        end = bisect_left(places, longer + _LAST, at, last)
        if before[end] - before[at] < SMALLEST:
            rest.append((at, end))
        else:
            yield from _share(places, before, longer, at, end)
        at = end
    if rest:
        yield start, rest


_LAST = "\U0010ffff"
"""What stands in no word, and behind all that does."""
