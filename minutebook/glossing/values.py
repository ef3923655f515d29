"""What is found in the minutes of one meeting, and in all: values only.

Light values are held for the whole archive. What the pages of one meeting alone need (where each use stands) is unpacked when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from minutebook.acronyms import Definition, ItemUses, OtherMeaning, Sighting, TermUse
from minutebook.diagnostics import Diagnostic, Location
from minutebook.model.deferred import DEFERRED, SHARED, Deferring

ReadLines = Callable[[str], Sequence[str]]
"""Gives the lines of a file, without their ends, by its path from the root."""


@dataclass(frozen=True, slots=True)
class OpenLetters:
    """Letters that have more than one meaning where they stand."""

    letters: str
    terms: tuple[str, ...]
    """Ids of the meanings, in the order of the glossary."""
    place: Location


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Letters to which the minutes give another meaning than the glossary."""

    other: OtherMeaning
    place: Location


@dataclass(frozen=True, slots=True)
class Defined:
    """A place where the minutes say themselves what letters mean."""

    definition: Definition
    item: str
    """Anchor of its agenda item."""
    lead: str
    """What stands before its words: a title there makes a person of them."""
    place: Location


@dataclass(frozen=True, slots=True)
class FileTerms(Deferring):
    """What was found in the minutes of one meeting in one language."""

    path: str = field(metadata=SHARED)
    lang: str = field(metadata=SHARED)
    sightings: tuple[Sighting, ...]
    """Letters that nobody explains there, in reading order. The first few of the same letters have their column."""
    open_letters: tuple[OpenLetters, ...]
    others: tuple[OtherWords, ...]
    definitions: tuple[Defined, ...]
    """Those of letters that are nobody's initials in these minutes, people among them."""
    small: str
    """Words in small letters which might be asked for, parted by spaces: what is written so as well is no acronym where it stands in capitals."""
    asked: str
    """What was looked up in the glossary, parted by line ends: a glossary that says the same of all these leaves this value as it is."""
    items: Mapping[str, ItemUses] = field(metadata=DEFERRED)
    """By the item's anchor; of all its items."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """How often the page of a meeting uses a term."""

    term: str = field(metadata=SHARED)
    """Its id."""
    anchor: str = field(metadata=SHARED)
    """Of the first item that uses it."""
    count: int
    number: str = field(default="", metadata=SHARED)
    """Of that item, as written; empty for none."""


@dataclass(frozen=True, slots=True)
class MeetingTerms:
    """What was found in the minutes of one meeting."""

    files: tuple[FileTerms, ...]
    """In the order of its versions."""
    counts: Mapping[str, tuple[TermCount, ...]]
    """By the language of the minutes that a page shows; in the order of the first uses. What such a page takes from another language counts too."""


@dataclass(frozen=True, slots=True)
class Glossed:
    """What was found in the whole archive."""

    items: Mapping[str, Mapping[str, ItemUses]]
    """By the version's file, then by the item's anchor."""
    diagnostics: tuple[Diagnostic, ...]
    meetings: Mapping[str, MeetingTerms] = field(default_factory=dict)
    """By the meeting's key, in the order of the register."""
    plain: frozenset[str] = frozenset()
    """Capitals that are plain words, which the archive writes in small letters too: they are not among the unexplained letters in `items`."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of what `items` holds, by the version's file; empty where nothing is kept between builds."""

    def uses(self, path: str, anchor: str) -> tuple[TermUse, ...]:
        """Return the uses in one item, in reading order; none for an item that has none."""
        return self.items[path][anchor].uses

    def count(self, meeting: str, lang: str) -> tuple[TermCount, ...]:
        """Return how often each term is used on the pages that show the minutes of a meeting in `lang`; nothing for a meeting without minutes."""
        return self.meetings[meeting].counts.get(lang, ())


class ItemsByFile(Mapping[str, Mapping[str, ItemUses]]):
    """What was found, by file and item, without capitals that are plain words."""

    def __init__(self, files: Mapping[str, FileTerms], plain: AbstractSet[str]) -> None:
        """Unpack nothing yet."""
        self._files = files
        self._plain = plain
        self._mended: dict[str, Mapping[str, ItemUses]] = {}

    def __getitem__(self, path: str) -> Mapping[str, ItemUses]:
        """Return what was found in one file."""
        found = self._files[path]
        if self._plain.isdisjoint(one.letters for one in found.sightings):
            return found.items
        if path not in self._mended:
            self._mended[path] = {anchor: _leave_out(uses, self._plain) for anchor, uses in found.items.items()}
        return self._mended[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of all files, oldest meeting first."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._files)


def _leave_out(uses: ItemUses, plain: AbstractSet[str]) -> ItemUses:
    if plain.isdisjoint(one.letters for one in uses.unexplained):
        return uses
    return replace(uses, unexplained=tuple(one for one in uses.unexplained if one.letters not in plain))
