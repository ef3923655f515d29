"""The index as the last build left it: which words there are, how large their lists are, which files hold them, and each list when it is asked for.

In: a store. Out: the same values that making all anew would give, or StaleIndexError. Nothing is written before `write`.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

from minutebook.cache import Store
from minutebook.codec import UnreadableError, check_types, reading
from minutebook.search import files
from minutebook.search.extract import Found
from minutebook.search.lists import Edit, Key, MismatchError, Share, change, measure, pack, unpack

TABLE: Final = "search"
"""The table of the store that holds the index."""
_WAITING = 100_000
"""Changes of lists that wait to be made at once."""
_BATCH = 500
"""Lists that are written to the store at once."""


class StaleIndexError(Exception):
    """What was kept does not fit what pages are said to have brought, so the index must be made anew."""


class Shelf(NamedTuple):
    """What is known of the files of a beginning."""

    sign: str
    """See `Shelves.sign`."""
    words: str
    """What the name of the file of words ends with."""
    places: str
    extras: tuple[str, ...] = ()
    """Names of the files that only these name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the files of one language."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    """Of the lists of all words."""
    homes: Mapping[str, str] = field(default_factory=dict)
    shelves: Mapping[str, Shelf] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """What the names of the files of texts end with."""
    pages: frozenset[Key] = frozenset()
    """What is in the index."""


@dataclass(frozen=True, slots=True)
class State:
    """What was kept of the whole index, but the lists."""

    settings: Mapping[str, Any]
    """What the lists and files depend on besides the pages: see `describe_settings`. The numbers of pages are among it."""
    known: Mapping[str, Known]
    """By language."""


def describe_limits() -> list[object]:
    """Return the limits by which lists and files are cut."""
    return [
        *(files.VERSION, files.BLOCK, files.CHUNK, files.LARGEST, files.SMALLEST, files.DEEPEST),
        *(files.ALONE, files.LONGEST, files.MOST_SPOTS),
    ]


class KeptLists:
    """The lists of one language, of which some change."""

    def __init__(self, store: Store, lang: str, known: Known) -> None:
        """Read nothing yet."""
        self._store, self._lang = store, lang
        self._sizes = dict(known.sizes)
        self._edits: defaultdict[str, dict[Key, Edit]] = defaultdict(dict)
        self._waiting = 0
        self.changed: dict[str, bytes] = {}
        """Lists that are others than they were; empty ones are no more."""

    def change(self, old: Found | None, new: Found | None) -> None:
        """Take in what a page brings, and what it brought."""
        page = next((found.group, found.number) for found in (old, new) if found)
        before, after = _read_shares(old), _read_shares(new)
        for word in before.keys() | after.keys():
            edit = before.get(word), after.get(word)
            if edit[0] != edit[1]:
                self._edits[word][page] = edit
                self._waiting += 1
        if self._waiting > _WAITING:
            self._make_edits()

    def finish(self) -> Mapping[str, int]:
        """Return all words with the sizes of their lists; nothing changes any more."""
        self._make_edits()
        return self._sizes

    def read(self, words: Iterable[str]) -> Mapping[str, bytes]:
        """Return the packed lists of words. Raises StaleIndexError where one cannot be read."""
        found = {word: self.changed.get(word) for word in words}
        missing = [word for word, data in found.items() if data is None]
        found |= _read_lists(self._store, self._lang, missing)
        return {word: data for word, data in found.items() if data is not None}

    def _make_edits(self) -> None:
        kept = self.read([word for word in self._edits if word in self._sizes])
        for word, edits in self._edits.items():
            try:
                blocks = change(unpack(kept.get(word, b"")), edits)
            except (MismatchError, struct.error, ValueError, LookupError) as error:
                raise StaleIndexError(f"{self._lang} {word}: {error}") from error
            self.changed[word] = data = pack(blocks)
            if data:
                self._sizes[word] = measure(data)
            else:
                self._sizes.pop(word, None)
        self._edits.clear()
        self._waiting = 0


def _read_shares(found: Found | None) -> dict[str, Share]:
    """Return by word what a page brings."""
    if found is None or not found.words:
        return {}
    lines = zip(found.units.split(b"\n"), found.values.split(b"\n"), found.spots.split(b"\n"), strict=True)
    return dict(zip(found.words.split("\n"), lines, strict=True))


def read_state(store: Store) -> State | None:
    """Return what was kept; None where that is nothing."""
    told = store.read(TABLE, "state")
    if told is None:
        return None
    with reading("search"):
        state = json.loads(told)
        settings, languages = state["settings"], state["languages"]
        same = settings["languages"] == languages
        if not same or not all(isinstance(numbers, dict) for numbers in settings["numbers"].values()):
            raise ValueError("its settings are none")
        known = {lang: _read_known(store, lang) for lang in languages}
        found = {lang: one for lang, one in known.items() if one is not None}
        return State(settings, found) if len(found) == len(known) else None


def _read_known(store: Store, lang: str) -> Known | None:
    told = store.read(TABLE, f"known {lang}")
    if told is None:
        return None
    read = json.loads(told)
    words = read["words"].split("\n") if read["words"] else []
    homes = read["homes"].split("\n") if read["words"] else []
    shelves = {start: Shelf(one[0], one[1], one[2], tuple(one[3])) for start, one in read["shelves"].items()}
    names = [*read["texts"].values(), *(name for one in shelves.values() for name in (*one[:3], *one.extras))]
    check_types([*read["sizes"], *read["groups"], *read["numbers"]], int)
    check_types(names, str)
    if not all(map(str.isalnum, names)):
        raise ValueError("a name of a file that no build gives")
    return Known(
        sizes=dict(zip(words, read["sizes"], strict=True)),
        homes={word: home or word for word, home in zip(words, homes, strict=True)},
        shelves=shelves,
        texts=read["texts"],
        pages=frozenset(zip(read["groups"], read["numbers"], strict=True)),
    )


def read_text(store: Store | None, lang: str, file: str) -> bytes:
    """Return the content of a file of texts. Raises StaleIndexError where it cannot be read."""
    data = store.read(TABLE, f"text {lang} {file}") if store else None
    if data is None:
        raise StaleIndexError(f"{lang} {file}: no texts")
    return data


def read_pages_of_text(store: Store | None, lang: str, file: str) -> dict[str, object]:
    """Return what a file of texts holds, by the numbers of pages. Raises StaleIndexError where it cannot be read."""
    try:
        with reading(file):
            pages = json.loads(read_text(store, lang, file))["pages"]
            return {str(int(number)): text for number, text in pages.items()}
    except UnreadableError as error:
        raise StaleIndexError(f"{lang} {file}: {error}") from error


def _read_lists(store: Store, lang: str, words: Iterable[str]) -> dict[str, bytes]:
    found = store.read_many(TABLE, (f"list {lang} {word}" for word in words))
    cut = len(f"list {lang} ")
    read = {key[cut:]: data for key, data in found.items()}
    if missing := [word for word in words if word not in read]:
        raise StaleIndexError(f"{lang} {missing[0]}: no list")
    return read


def write_state(store: Store, state: State) -> None:
    """Keep all but the lists and texts."""
    languages = list(state.known)
    store.write(TABLE, "state", _write({"settings": state.settings, "languages": languages}))
    for lang, known in state.known.items():
        words, pages = sorted(known.sizes), sorted(known.pages)
        told = {
            "words": "\n".join(words),
            "sizes": [known.sizes[word] for word in words],
            "homes": "\n".join("" if known.homes[word] == word else known.homes[word] for word in words),
            "shelves": known.shelves,
            "texts": known.texts,
            "groups": [group for group, _ in pages],
            "numbers": [number for _, number in pages],
        }
        store.write(TABLE, f"known {lang}", _write(told))


def write_texts(store: Store, lang: str, texts: Mapping[str, bytes]) -> None:
    """Keep files of texts; empty ones are no more."""
    store.write_many(TABLE, ((f"text {lang} {file}", data) for file, data in texts.items() if data))
    store.forget(TABLE, [f"text {lang} {file}" for file, data in texts.items() if not data])


def write_lists(store: Store, lang: str, lists: Iterable[tuple[str, bytes | bytearray]]) -> None:
    """Keep packed lists; empty ones are no more."""
    waiting = ((word, bytes(data)) for word, data in lists)
    while some := list(islice(waiting, _BATCH)):
        store.write_many(TABLE, ((f"list {lang} {word}", data) for word, data in some if data))
        store.forget(TABLE, [f"list {lang} {word}" for word, data in some if not data])


def forget_all(store: Store) -> None:
    """Drop what was kept."""
    store.keep_only(TABLE, ())


def _write(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
