"""What can be found, searched the slow and certain way: with no index and no browser.

In: a council's folder. Out: its places with their words, and which of them a query must find; the files of an index, and what they say, read by the
words of minutebook/search/files.py and not by the browser's half.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from minutebook.glossing import Glossed
from minutebook.model import Register
from minutebook.pipeline import Options, read_content
from minutebook.search import Extractor, Index, Subject, Subjects
from minutebook.search.entries import Entry, list_entries
from minutebook.search.files import SIGNS, VERSION, write_start
from minutebook.search.words import split
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


class Posting(NamedTuple):
    """A word at a place, as the index has it."""

    thing: str
    """The body of a meeting, or the kind of what is none."""
    page: str
    """The day of a meeting, `2024-01-10`, and behind it which of the day it is, from the second on; else the number of a thing."""
    place: str
    """`item.record`."""
    kind: str
    status: str
    level: int
    spots: tuple[int, ...]
    """Places of the word."""


Files = Mapping[str, bytes]
"""The files of an index by their path below `search/`."""


def read_files(site: Path) -> Files:
    """Return the files of a built site's index."""
    folder = site / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def read_json(files: Files, path: str) -> dict[str, Any]:
    """Return what a file of an index says. Any: it is JSON."""
    read: dict[str, Any] = json.loads(files[path])
    assert read["version"] == VERSION
    return read


def read_part(files: Files, lang: str, kind: str, start: str) -> dict[str, Any]:
    """Return the file of words or places for a beginning."""
    ends = read_json(files, f"{lang}/about.json")["words"][start]
    return read_json(files, f"{lang}/{kind}/{write_start(start)}-{ends[:4] if kind == 'words' else ends[4:]}.json")


def read_words(files: Files, lang: str) -> dict[str, list[Posting]]:
    """Return every written word with its postings, those of its other forms among them, in the order of the lists."""
    about = read_json(files, f"{lang}/about.json")
    lists: dict[str, list[list[Posting]]] = {}
    forms: dict[str, dict[str, int | str]] = {}
    homes: dict[str, list[Posting]] = {}
    for start in about["words"]:
        words, places = (read_part(files, lang, kind, start) for kind in ("words", "places"))
        lists[start] = [
            [one for pair in zip(streams, spots, strict=True) for one in _read_list(files, lang, *pair, about)]
            for streams, spots in zip(words["lists"], places["lists"], strict=True)
        ]
        forms[start] = words["forms"]
        homes |= {home: lists[start][number] for home, number in words["away"].items()}
    return {
        form: homes[at] if isinstance(at, str) else lists[start][at]
        for start, found in forms.items()
        for form, at in found.items()
    }


def _read_list(files: Files, lang: str, stream: str | list[str], spots: str, about: dict[str, Any]) -> list[Posting]:
    if isinstance(stream, str):
        whole = Reader(stream)
        return decode(whole, whole, whole, Reader(spots), about)
    (name,) = stream
    assert spots == ""
    alone = read_json(files, f"{lang}/words/{name}.json")
    heads, units, values = map(Reader, alone["list"])
    places = read_json(files, f"{lang}/words/{alone['places']}.json")["list"]
    return decode(heads, units, values, Reader(places), about)


def decode(heads: Reader, units: Reader, values: Reader, spots: Reader, about: dict[str, Any]) -> list[Posting]:
    """Return the postings of a list, whose parts may stand in one text. Raises AssertionError where one says more than another."""
    since = date.fromisoformat(about["since"])
    found = []
    while heads.left():
        group, number, length = str(heads.number()), heads.number() * about["block"], heads.number()
        stop = heads.at + length
        pages = []
        while heads.at < stop:
            number += heads.number()
            if group in about["groups"]:
                thing, which, _ = about["groups"][group]
                pages.append((thing, f"{since + timedelta(days=number)}" + (f"-{which}" if which > 1 else "")))
            else:
                pages.append((about["things"][int(group)], str(number)))
        assert heads.at == stop, "a chunk is as long as it says"
        places = []
        for thing, page in pages:
            item, more = 0, 1
            while more:
                unit = units.number()
                more, rest = unit & 1, unit >> 1
                item += rest // 3
                places.append((thing, page, f"{item}.{rest % 3 if rest % 3 < 2 else 2 + units.number()}"))
        for place in places:
            value = values.number()
            kind, status = about["classes"][value // 8]
            found.append(Posting(*place, kind, status, value % 8, spots.spots()))
    assert not any(reader.left() for reader in (heads, units, values, spots))
    return found


class Reader:
    """Reads numbers that `write_number` wrote."""

    def __init__(self, text: str) -> None:
        self.signs = [SIGNS.index(sign) for sign in text]
        self.at = 0

    def left(self) -> bool:
        """Whether there are more."""
        return self.at < len(self.signs)

    def number(self) -> int:
        """Return the next: by its first signs it has one, two, four or seven."""
        first, second = self.signs[self.at], self.signs[self.at + 1] if self.at + 1 < len(self.signs) else 0
        size = 1 if first < 61 else 2 if first < 90 else 4 if second < 90 else 7
        digits = self.signs[self.at : self.at + size]
        assert len(digits) == size, "the list ends within a number"
        self.at += size
        if size < 3:
            return first if size == 1 else 61 + (first - 61) * 91 + second
        number = 0
        for digit in digits[1 if size == 4 else 2 :]:
            number = number * 91 + digit
        return number

    def spots(self) -> tuple[int, ...]:
        """Return the places of a word at one place."""
        found: list[int] = []
        more = 1
        while more:
            value = self.number()
            more = value & 1
            found.append((found[-1] if found else 0) + (value >> 1))
        return tuple(found)


def read_register(root: Path) -> tuple[Register, Glossed, Addresses]:
    """Read a council's content."""
    checked = read_content(Options(root=root, site=root / "site", today=TODAY), keep_quiet)
    assert checked.register is not None, checked.report.errors
    assert checked.glossed is not None
    return checked.register, checked.glossed, Addresses(checked.register.site.languages, None)


def write_index(root: Path) -> Files:
    """Return the index of a council, whose pages are not built."""
    register, glossed, addresses = read_register(root)
    settings = Extractor(tuple(register.terms.values()), register.ignored, register.site.languages)
    extraction, index = settings.start(), Index(register, addresses)
    # Body by body, as pages come.
    subjects = sorted(Subjects(register, glossed, addresses), key=lambda subject: (subject.group, subject.number))
    index.add(map(extraction.extract, subjects))
    return {path.removeprefix("search/"): data for path, data in index.list_files()}


def lower(monkeypatch: pytest.MonkeyPatch, name: str, limit: int) -> None:
    """Lower a limit of the index wherever it is asked for, so that a small council reaches it."""
    modules = [module for path, module in sys.modules.items() if path.startswith("minutebook.search.")]
    users = [module for module in modules if hasattr(module, name)]
    assert users, f"nothing asks for {name}"
    for module in users:
        monkeypatch.setattr(module, name, limit)


@cache
def read_subjects(root: Path) -> Subjects:
    """Read a council's content, once: a test that changes a folder asks before or after, and not both."""
    return Subjects(*read_register(root))


def list_entries_of(root: Path, lang: str) -> Iterator[tuple[Subject, Entry]]:
    """Yield what can be found in a council's content, as it is handed to the index."""
    for subject in read_subjects(root):
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


def has_phrase(phrase: str) -> Callable[[str], bool]:
    """Return a test for words that stand one behind the other, in a title or in a text."""
    return lambda text: any(f" {phrase} " in f" {' '.join(split(part))} " for part in text.split(" | "))


def strip(text: str) -> str:
    """Return a text in lower case without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).lower()
