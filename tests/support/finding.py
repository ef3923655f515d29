"""What can be found, searched the slow and certain way: with no index and no browser.

In: a council's folder. Out: its places with their words, and which of them a query must find.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from minutebook.pipeline import Options, read_content
from minutebook.search import Subject, Subjects
from minutebook.search.entries import Entry, list_entries
from minutebook.urls import Addresses
from tests.support.sites import TODAY, keep_quiet


@dataclass(frozen=True, slots=True)
class Place:
    """An item, a record or a page."""

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


def list_entries_of(root: Path, lang: str) -> Iterator[tuple[Subject, Entry]]:
    """Yield what can be found in a council's content, as it is handed to the index."""
    checked = read_content(Options(root=root, site=root / "site", today=TODAY), keep_quiet)
    assert checked.register is not None
    assert checked.glossed is not None
    subjects = Subjects(checked.register, checked.glossed, Addresses(checked.register.site.languages, None))
    for subject in subjects:
        if subject.lang == lang:
            for entry in list_entries(subject):
                yield subject, entry


def list_places(root: Path, lang: str, prefix: str = "") -> Iterator[Place]:
    """Yield every place of an index; `prefix` stands before the addresses of its language."""
    for subject, found in groupby(list_entries_of(root, lang), key=itemgetter(0)):
        entries = [entry for _, entry in found]
        name = entries[0].title if entries else ""
        for entry in entries:
            item = next(one for one in entries if one.item == entry.item)
            records = [one for one in entries if one.item == entry.item and one.sub]
            above = (name,) if entry.item else ()
            yield Place(
                href=f"{prefix}{subject.path}" + (f"#{entry.anchor}" if entry.anchor else ""),
                file=subject.path,
                title=entry.title,
                text=entry.text,
                above=(item.title, *above) if entry.sub else above,
                below=() if entry.sub else tuple(one.text for one in records),
                record=entry.sub > 0,
            )


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
