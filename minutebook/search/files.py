"""The form of the index files: numbers as letters, JSON, names, and how words are shared out among files.

In: values. Out: text and bytes, the same for the same values. The browser reads what is written here in templates/assets/js/search/engine.js;
`VERSION` changes with the form, so that an old script never reads a new file.

A list of postings is a text of numbers (`write_number`). It is a row of chunks: group, block, length, content. Within a chunk the postings of
each page follow each other: how many pages were passed over, then for each place its unit (agenda item, record in it, whether another follows) and
its class (kind and status, level).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

VERSION: Final = 1

SIGNS: Final = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""What numbers are written with: what JSON need not escape."""
_SINGLE, _DOUBLE = 61, 2700
_SHORT: Final[tuple[str, ...]] = (
    *SIGNS[:_SINGLE],
    *(SIGNS[_SINGLE + rest // 91] + SIGNS[rest % 91] for rest in range(_DOUBLE - _SINGLE)),
)

GROUPS: Final = ("term", "person", "office", "plan", "page", "body")
"""The groups of pages that are no meetings. Behind them come the bodies, each the group of its meetings."""

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

BLOCK: Final = 2048
"""Meetings of one body whose postings make a chunk."""
CHUNK: Final = 32
"""Things whose texts share a file."""
LARGEST: Final = 16_000
"""Characters of a file of words, from which on it is split by one letter more."""
ALONE: Final = 24_000
"""Characters of a list, from which on it is a file of its own: who looks for its neighbours need not load it."""
LONGEST: Final = 120_000
"""Characters of a list, from which on it is cut into several files."""
DEEPEST: Final = 24
"""Letters by which words are told apart at most: what is longer is no word that anybody looks for."""
SMALLEST: Final = 3_000
"""Characters below which words that begin alike get no file of their own."""


def write_number(number: int) -> str:
    """Return a number from 0 to 753,570 as one, two or four signs."""
    if number < _DOUBLE:
        return _SHORT[number]
    return SIGNS[90] + SIGNS[number // 8281] + SIGNS[number // 91 % 91] + SIGNS[number % 91]


def write_json(value: object) -> bytes:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def name_file(data: bytes) -> str:
    """Return the name of a file by what it holds, so that files of two builds are never mixed."""
    return base64.b32encode(hashlib.sha256(data).digest())[:9].decode("ascii").lower()


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that must lie in the file of a word."""

    place: str
    """See `words.place`."""
    size: int
    name: str


def share_out(things: Iterable[Placed]) -> Mapping[str, list[str]]:
    """Return what lies in which file, by the beginning that a file is for: a word is looked for in that with the longest.

    Where words that begin alike are too many, each letter that may follow gets a file of its own, if there is enough for it; the rest stays together.
    So a change moves words only where a file grows too large or becomes too small.
    """
    ordered = sorted(things, key=lambda thing: (thing.place, thing.name))
    files: dict[str, list[str]] = {}
    _share(ordered, "", files)
    return files


def _share(things: list[Placed], start: str, files: dict[str, list[str]]) -> None:
    depth = len(start)
    enough = depth == DEEPEST or all(len(thing.place) <= depth for thing in things)
    if enough or sum(thing.size for thing in things) <= LARGEST:
        files[start] = [thing.name for thing in things]
        return
    rest: list[Placed] = []
    branches: dict[str, list[Placed]] = {}
    for thing in things:
        if len(thing.place) > depth:
            branches.setdefault(thing.place[: depth + 1], []).append(thing)
        else:
            rest.append(thing)
    for longer, found in branches.items():
        if sum(thing.size for thing in found) < SMALLEST:
            rest.extend(found)
        else:
            _share(found, longer, files)
    if rest:
        files[start] = [thing.name for thing in rest]
