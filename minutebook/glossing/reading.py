"""Finds the terms in the minutes of one meeting.

In: the meeting, how its files were understood, the glossary, and their lines. Out: all that anybody will ask of it. It knows no other
meeting, so what it returns can be kept for as long as these are the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from minutebook.acronyms import (
    MOST_LETTERS,
    Glossary,
    ItemUses,
    Lexicon,
    Sighting,
    find_definitions,
    find_place,
    find_uses,
    list_words,
)
from minutebook.glossing.blocks import add_references, list_heads, open_fences
from minutebook.glossing.values import (
    Defined,
    FileTerms,
    MeetingTerms,
    OpenLetters,
    OtherWords,
    ReadLines,
    TermCount,
)
from minutebook.i18n import mutates
from minutebook.model import AgendaItem, Block, Meeting, Prose, Version, iter_leaves
from minutebook.placing import place_items

PLACES: Final = 3
"""Places of the same letters that are ever shown: only these are found to the column."""
SHORTEST_WORD: Final = 4
"""Letters that capitals have at least which may be a plain word."""
_SMALL: Final = re.compile(rf"(?<!\S)[a-z]{{{SHORTEST_WORD},{MOST_LETTERS}}}(?!\S)")
_LEAD: Final = 30
"""Signs before a definition that are kept."""


def read_meeting(
    meeting: Meeting, prose: Mapping[str, Prose], glossary: Glossary, read_lines: ReadLines
) -> MeetingTerms:
    """Return what is found in all versions of a meeting. `prose` is asked for its files only."""
    lines_of = lru_cache(maxsize=1)(read_lines)
    files = tuple(_read_file(meeting, version, prose[version.path], glossary, lines_of) for version in meeting.versions)
    by_path = {found.path: found.items for found in files}
    return MeetingTerms(files, {one.lang: tuple(_count_terms(meeting, one.lang, by_path)) for one in meeting.versions})


def _read_file(
    meeting: Meeting, version: Version, prose: Prose, glossary: Glossary, read_lines: ReadLines
) -> FileTerms:
    lexicon = glossary.lexicon(
        version.lang, body=meeting.body, on=meeting.date, together=meeting.together, overrides=meeting.terms
    )
    reading = _Reading(meeting, version, prose, lexicon, read_lines)
    items = {item.anchor: reading.read(item) for item in version.items}
    return FileTerms(
        version.path,
        version.lang,
        tuple(reading.sightings),
        tuple(reading.open_letters),
        tuple(reading.others),
        tuple(reading.definitions),
        " ".join(_list_small(version.items)),
        "\n".join(sorted(lexicon.list_asked())),
        items,
    )


class _Reading:
    """What was seen so far in one file."""

    def __init__(
        self, meeting: Meeting, version: Version, prose: Prose, lexicon: Lexicon, read_lines: ReadLines
    ) -> None:
        self._version = version
        self._prose = prose
        self._lexicon = lexicon
        self._read_lines = read_lines
        self._initials = frozenset(attendee.initials for attendee in meeting.attendees if attendee.initials)
        self._seen: Counter[str] = Counter()
        self.sightings: list[Sighting] = []
        self.open_letters: list[OpenLetters] = []
        self.others: list[OtherWords] = []
        self.definitions: list[Defined] = []

    def read(self, item: AgendaItem) -> ItemUses:
        """Note what is found in an item, and return its uses."""
        blocks = open_fences(item.blocks, self._prose.fences)
        uses = find_uses(item.heading, blocks, self._lexicon, skip=self._initials)
        everything = (*list_heads(item), *blocks)
        uses = add_references(uses, everything, self._prose.references)
        leaves = tuple(iter_leaves(everything))
        if uses.ambiguous or uses.unexplained or uses.others:
            self._note(uses, {leaf.key: leaf for leaf in leaves})
        self.definitions.extend(self._define(item, leaves))
        return uses

    def _note(self, uses: ItemUses, leaves: Mapping[int, Block]) -> None:
        path = self._version.path
        lines = self._read_lines(path)
        for ambiguous in uses.ambiguous:
            place = find_place(leaves[ambiguous.leaf], ambiguous.start, ambiguous.end, path, lines)
            self.open_letters.append(OpenLetters(ambiguous.letters, ambiguous.terms, place))
        for other in uses.others:
            place = find_place(leaves[other.leaf], other.start, other.end, path, lines)
            self.others.append(OtherWords(other, place))
        for unknown in uses.unexplained:
            self._seen[unknown.letters] += 1
            shown = lines if self._seen[unknown.letters] <= PLACES else ()
            place = find_place(leaves[unknown.leaf], unknown.start, unknown.end, path, shown)
            self.sightings.append(Sighting(unknown.letters, place, unknown.elsewhere))

    def _define(self, item: AgendaItem, leaves: Iterable[Block]) -> Iterator[Defined]:
        path = self._version.path
        for leaf in leaves:
            for one in find_definitions(leaf, welsh=mutates(self._version.lang)):
                if one.letters not in self._initials:
                    place = find_place(leaf, one.start, one.end, path, self._read_lines(path))
                    lead = leaf.text[max(0, one.words_start - _LEAD) : one.words_start]
                    yield Defined(one, item.anchor, lead, place)


def list_searched(meeting: Meeting, prose: Mapping[str, Prose]) -> set[str]:
    """Return all words of the texts that were searched in a meeting."""
    searched = (
        (*list_heads(item), *open_fences(item.blocks, prose[version.path].fences))
        for version in meeting.versions
        for item in version.items
    )
    return {word for blocks in searched for leaf in iter_leaves(blocks) for word in list_words(leaf.text)}


def _list_small(items: Iterable[AgendaItem]) -> Iterable[str]:
    """Return the words that capitals can be in small letters: those that might be asked for, and none that is longer.

    No more than ASCII's letters is certain to be as long in capitals.
    """
    texts = [leaf.text for item in items for leaf in iter_leaves(item.blocks)]
    words = dict.fromkeys(_SMALL.findall("\n".join(texts)))
    for text in texts:
        for word in text.split() if not text.isascii() else ():
            if len(word) >= SHORTEST_WORD and not word.isascii() and word == word.lower():
                words[word] = None
    return words


def _count_terms(meeting: Meeting, lang: str, items: Mapping[str, Mapping[str, ItemUses]]) -> Iterator[TermCount]:
    """Yield how often the page that shows the minutes in `lang` uses each term, in the order of the first uses."""
    first: dict[str, AgendaItem] = {}
    counts: dict[str, int] = defaultdict(int)
    for placed in (part for item in place_items(meeting, lang) for part in item.parts):
        found = items[placed.version.path][placed.item.anchor]
        used = [use.term for use in found.uses]
        # What stands only in headings or links is one use of its item.
        for term in (*used, *(term for term in found.mentioned if term not in used)):
            first.setdefault(term, placed.item)
            counts[term] += 1
    for term, item in first.items():
        yield TermCount(term, item.anchor, counts[term], item.number)
