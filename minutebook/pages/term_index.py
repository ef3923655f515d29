"""Where each term is used, counted once for all pages, and which terms have a page of their own.

In: the register, and what was found in the minutes. Out: by language and term the meetings that use it; meanings of the same letters that stand for
each other. It knows no address and no words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from minutebook.acronyms import find_together
from minutebook.glossing import Glossed, TermCount
from minutebook.model import Register
from minutebook.placing import bare_number, find_shown
from minutebook.tracing import Traced, Tracer

LATEST = 3
"""Meetings that an entry of the A to Z leads to. A term that more meetings use has a page with all of them."""


@dataclass(frozen=True, slots=True)
class MeetingUses:
    """The uses of a term in one meeting."""

    meeting: str
    """The meeting's key."""
    anchor: str
    """Of the first item with a use."""
    number: str
    """Of that item, without full stop; empty for none."""
    count: int


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The uses of all terms."""

    uses: Mapping[str, tuple[MeetingUses, ...]]
    """By language and the id of the term (`cy/ciw`), else of the first that stands for it; the oldest meeting first."""
    together: Mapping[str, tuple[str, ...]]
    """By the id of a term whose letters have meanings that nobody tells apart (all `expand: never`): all these, in the order of the glossary."""
    paged: Mapping[str, bool]
    """Terms with a page of their own, which is there in every language; of several that stand for each other the first. All are True."""
    namesakes: Mapping[str, tuple[str, ...]]
    """Ids of the terms with the same letters in a language, by that and the id of one of them (`cy/ciw`); in the order of the glossary."""

    def find_first(self, term: str) -> str:
        """Return the id of the term that the uses of `term` are counted under."""
        return self.together.get(term, (term,))[0]

    def list_uses(self, lang: str, term: str) -> tuple[MeetingUses, ...]:
        """Return the meetings that use a term on the pages in one language, the oldest first."""
        return self.uses.get(f"{lang}/{self.find_first(term)}", ())


def index_terms(register: Register, glossed: Glossed) -> TermIndex:
    """Count the uses on the pages of every meeting, in every language of the site."""
    together = find_together(register.terms.values())
    uses: dict[str, list[MeetingUses]] = defaultdict(list)
    for meeting in register.meetings.values():
        for lang in register.site.languages:
            if (shown := find_shown(meeting, lang)) is None:
                continue
            counts = glossed.count(meeting.key, shown.lang)
            for one in _put_together(counts, together) if together else counts:
                place = MeetingUses(meeting.key, one.anchor, bare_number(one.number), one.count)
                uses[f"{lang}/{one.term}"].append(place)
    paged = {name.partition("/")[2] for name, meetings in uses.items() if len(meetings) > LATEST}
    return TermIndex(
        {name: tuple(meetings) for name, meetings in uses.items()},
        together,
        dict.fromkeys(sorted(paged), True),
        _find_namesakes(register),
    )


def track_index(index: TermIndex, tracer: Tracer) -> TermIndex:
    """Return the same, noting what is read of it."""
    return TermIndex(
        Traced(tracer, "uses of term", index.uses, digest=_digest_uses),
        Traced(tracer, "meanings", index.together),
        Traced(tracer, "term with a page", index.paged),
        Traced(tracer, "namesakes", index.namesakes),
    )


def _put_together(counts: Iterable[TermCount], together: Mapping[str, tuple[str, ...]]) -> Iterable[TermCount]:
    """Return uses with those of all that stand for each other under the first of them."""
    found: dict[str, TermCount] = {}
    for one in counts:
        first = together[one.term][0] if one.term in together else one.term
        before = found.get(first)
        found[first] = replace(before or one, term=first, count=one.count + (before.count if before else 0))
    return found.values()


def _find_namesakes(register: Register) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    ordered = sorted(register.terms.values(), key=lambda term: term.line)
    for lang in register.site.languages:
        by_letters: dict[str, list[str]] = defaultdict(list)
        for term in ordered:
            by_letters[term.letters_in(lang)].append(term.id)
        found |= {f"{lang}/{id}": tuple(ids) for ids in by_letters.values() for id in ids}
    return found


def _digest_uses(uses: tuple[MeetingUses, ...]) -> bytes:
    lines = "\n".join([f"{one.meeting} {one.anchor} {one.number} {one.count}" for one in uses])
    return blake2b(lines.encode(), digest_size=16).digest()
