"""The index of the whole site: what pages bring, strung together and shared out among files.

In: `Found` of every page, or, where the last build's lists are kept, of those pages that changed. Out: files below `search/`, the same either way and
whatever the number of workers. Holds the postings as text. What meetings say is not written again: excerpts are read from their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from minutebook.cache import Store
from minutebook.model import Register
from minutebook.search import kept
from minutebook.search.about import describe
from minutebook.search.extract import Found
from minutebook.search.files import write_json
from minutebook.search.language import Keep, LanguageIndex
from minutebook.search.lists import Key
from minutebook.search.numbers import Numbers, number_pages
from minutebook.urls import Addresses


class Index:
    """Takes in what pages bring; at the end gives the files."""

    def __init__(
        self, register: Register, addresses: Addresses, store: Store | None = None, *, complete: bool = False
    ) -> None:
        """Nothing is read from the register but names and the table of meetings. With `complete` nothing that was kept is used."""
        self._register = register
        self._addresses = addresses
        self._store = store
        self._numbers = number_pages(register)
        state = None if complete or store is None else kept.read_state(store)
        if state and not _fits(state.settings, self._describe_settings()):
            state = None
        self.complete = state is None
        """Whether every page must be handed in. If not: those that changed, are new or are gone, and may be any other."""
        places = _list_places(register, self._numbers)
        self._languages = {
            lang: LanguageIndex(lang, places, store, state.known[lang] if state else None)
            for lang in register.site.languages
        }

    def add(self, brought: Iterable[Found]) -> None:
        """Take in what a page brings. Raises StaleIndexError where a page has a number that is not its own now."""
        self.change((), brought)

    def change(self, old: Iterable[Found], new: Iterable[Found]) -> None:
        """Take in what a page brings; `old` is what it brought to the last index, and counts only if that is kept.

        Raises StaleIndexError where the kept index does not hold what is said to have been brought.
        """
        before = {} if self.complete else {(one.lang, one.group, one.number): one for one in old}
        after = {(one.lang, one.group, one.number): one for one in new}
        for key in dict.fromkeys((*before, *after)):
            self._languages[key[0]].change(before.get(key), after.get(key))

    def list_files(self, keep: Keep = lambda _: False) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the index but those that `keep` takes over, and last of each language the file that names them.

        Raises StaleIndexError where what was kept cannot be read.
        """
        for lang, one in self._languages.items():
            names = yield from one.list_files(keep)
            about = describe(self._register, self._numbers, lang, self._addresses.page(lang))
            yield f"search/{lang}/about.json", write_json({**about, **names})

    def save(self) -> None:
        """Keep the index, whose files were listed, for the next build."""
        if self._store is None:
            return
        if self.complete:
            kept.forget_all(self._store)
        for one in self._languages.values():
            one.save(self._store)
        known = {lang: one.known for lang, one in self._languages.items()}
        kept.write_state(self._store, kept.State(self._describe_settings(), known))

    def _describe_settings(self) -> Mapping[str, object]:
        groups = {f"{body} {which}": group for (body, which), group in self._numbers.groups.items()}
        return {
            "limits": kept.describe_limits(),
            "languages": list(self._register.site.languages),
            "since": f"{self._numbers.since}",
            "numbers": {"": groups, **{kind: dict(found) for kind, found in self._numbers.things.items()}},
        }


def _list_places(register: Register, numbers: Numbers) -> frozenset[Key]:
    """Return groups and numbers of all pages that there are."""
    things = {numbers.find_thing(kind, id) for kind, ids in numbers.things.items() for id in ids}
    return frozenset(things.union(map(numbers.find_meeting, register.meetings.values())))


def _fits(kept: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return whether what was kept is of the same form, and every page that was there and still is has its number."""
    if {**kept, "numbers": None} != {**now, "numbers": None} or kept["numbers"].keys() != now["numbers"].keys():
        return False
    pairs = ((found, now["numbers"][kind]) for kind, found in kept["numbers"].items())
    return all(after.get(name, number) == number for before, after in pairs for name, number in before.items())
