"""Where each term is used, counted once for all pages, and which terms have a page of their own.

In: the register, and what was found in the minutes. Out: by language and term the meetings that use it; meanings of the same letters that stand for
each other. It knows no address and no words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from minutebook.acronyms import find_together
from minutebook.glossing import Glossed
from minutebook.model import Register
from minutebook.pages.placing import place_items

LATEST = 3
"""Meetings that an entry of the A to Z leads to. A term that more meetings use has a page with all of them."""


@dataclass(frozen=True, slots=True)
class MeetingUses:
    """The uses of a term in one meeting."""

    meeting: str
    """The meeting's key."""
    anchor: str
    """Of the first item with a use."""
    count: int


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The uses of all terms."""

    uses: Mapping[str, Mapping[str, tuple[MeetingUses, ...]]]
    """By language, then by the id of the term, else of the first that stands for it; the oldest meeting first."""
    together: Mapping[str, tuple[str, ...]]
    """By the id of a term whose letters have meanings that nobody tells apart (all `expand: never`): all these, in the order of the glossary."""
    paged: frozenset[str]
    """Terms with a page of their own, which is there in every language; of several that stand for each other the first."""

    def find_first(self, term: str) -> str:
        """Return the id of the term that the uses of `term` are counted under."""
        return self.together[term][0] if term in self.together else term

    def list_uses(self, lang: str, term: str) -> tuple[MeetingUses, ...]:
        """Return the meetings that use a term on the pages in one language, the oldest first."""
        return self.uses[lang].get(self.find_first(term), ())


def index_terms(register: Register, glossed: Glossed) -> TermIndex:
    """Count the uses on the pages of every meeting, in every language of the site."""
    together = find_together(register.terms.values())
    uses = {lang: _count_uses(register, glossed, lang, together) for lang in register.site.languages}
    paged = {term for found in uses.values() for term, meetings in found.items() if len(meetings) > LATEST}
    return TermIndex(uses, together, frozenset(paged))


def _count_uses(
    register: Register, glossed: Glossed, lang: str, together: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[MeetingUses, ...]]:
    found: dict[str, list[MeetingUses]] = defaultdict(list)
    for meeting in register.meetings.values():
        anchors: dict[str, str] = {}
        counts: dict[str, int] = defaultdict(int)
        for placed in (part for item in place_items(meeting, lang) for part in item.parts):
            item = glossed.items[placed.version.path][placed.item.anchor]
            used = [use.term for use in item.uses]
            # What stands only in headings or links is one use of its item.
            for id in (*used, *(term for term in item.mentioned if term not in used)):
                first = together[id][0] if id in together else id
                anchors.setdefault(first, placed.item.anchor)
                counts[first] += 1
        for term, anchor in anchors.items():
            found[term].append(MeetingUses(meeting.key, anchor, counts[term]))
    return {term: tuple(meetings) for term, meetings in found.items()}
