"""Reads the files of the search with nothing of the program's own, and searches texts the slow and certain way.

In: a site's folder. Out: the places of its index with their words, and which of them a query must find.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """An item, a record or a page, as the files of texts have it."""

    href: str
    """Below the site's root."""
    file: str
    title: str
    text: str
    above: tuple[str, ...]
    """Titles that count for it besides its own: its item's, its meeting's."""
    below: tuple[str, ...]
    """Texts of an item's records."""
    record: bool

    @property
    def date(self) -> str:
        """The day of its meeting; empty for what is no meeting's."""
        found = re.search(r"/(\d{4}-\d{2}-\d{2})", "/" + self.file)
        return found[1] if found else ""


def read_index(site: Path, lang: str) -> dict[str, Any]:
    """Return the file that names the others. Any: it is JSON."""
    about: dict[str, Any] = json.loads((site / "search" / lang / "about.json").read_text(encoding="utf-8"))
    return about


def list_places(site: Path, lang: str) -> Iterator[Place]:
    """Yield every place of an index."""
    folder = site / "search" / lang / "texts"
    prefix = str(read_index(site, lang)["prefix"])
    for path in sorted(folder.rglob("*.json")):
        for page, items, _ in json.loads(path.read_text(encoding="utf-8"))["pages"].values():
            name = items[0][1] if items else ""
            file = path.relative_to(folder).with_suffix("").as_posix()
            for number, (anchor, title, text, _, *records) in enumerate(items):
                above = (name,) if number else ()

                def link(hash: str, page: str = str(page)) -> str:
                    return prefix + page + (f"#{hash}" if hash else "")

                below = tuple(records[1::2])
                yield Place(link(anchor), file, title, text, above, below, False)
                for own, words in zip(records[::2], records[1::2], strict=True):
                    yield Place(link(own), file, "", words, (title, *above), (), True)


def find_slowly(places: Sequence[Place], tests: Sequence[Callable[[str], bool]]) -> set[str]:
    """Return the places that a query must find: each test says whether a text has one of its words.

    All words must stand in the place, in what is below it or in the titles above it, one of them in the place or below. An item is not found beside a
    record of its own that was found, unless it says one of the words itself.
    """
    found: set[str] = set()
    told: set[tuple[str, str]] = set()
    for place in sorted(places, key=lambda place: not place.record):
        own = f"{place.title} | {place.text}"
        near = (own, *place.below)
        has = all(any(test(text) for text in (*near, *place.above)) for test in tests)
        if not has or not any(test(text) for test in tests for text in near):
            continue
        if place.record:
            told.add((place.file, place.above[0] if place.above else ""))
        elif (place.file, place.title) in told and place.below and not any(test(own) for test in tests):
            continue
        found.add(place.href)
    return found


def has_word(word: str) -> Callable[[str], bool]:
    """Return a test for a word in any case, with or without accents."""
    pattern = re.compile(rf"(?<![^\W_]){re.escape(strip(word))}(?![^\W_])")
    return lambda text: bool(pattern.search(strip(text)))


def strip(text: str) -> str:
    """Return a text in lower case without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).lower()
