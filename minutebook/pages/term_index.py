"""Where each term is used, counted once for all pages, and which terms have a page of their own.

In: the register, and what was found in the minutes. Out: by language and term the meetings that use it, for each page that lists them; meanings of
the same letters that stand for each other. It knows no address and no words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from minutebook.acronyms import find_together
from minutebook.glossing import Glossed, TermCount
from minutebook.model import Register
from minutebook.pages.term_years import LATEST, ListedUses, MeetingUses, TermUses, split_uses
from minutebook.placing import bare_number, find_shown
from minutebook.tracing import Traced, Tracer


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The uses of all terms."""

    uses: Mapping[str, TermUses]
    """By language and the id of the term (`cy/ciw`), else of the first that stands for it; where that has pages of years and months, by these too
    (`cy/ciw/2025`). Nothing where no page in the language has a use."""
    listed: Mapping[str, ListedUses]
    """The meetings on each of these pages, by the same keys."""
    parts: Mapping[str, tuple[str, ...]]
    """What has pages of its own below that of a term, or of a year of one: `term_years.SplitUses.parts`."""
    together: Mapping[str, tuple[str, ...]]
    """By the id of a term whose letters have meanings that nobody tells apart (all `expand: never`): all these, in the order of the glossary."""
    paged: Mapping[str, bool]
    """Terms with a page of their own, which is there in every language; of several that stand for each other the first. All are True."""
    namesakes: Mapping[str, tuple[str, ...]]
    """Ids of the terms with the same letters in a language, by that and the id of one of them (`cy/ciw`); in the order of the glossary."""

    def find_first(self, term: str) -> str:
        """Return the id of the term that the uses of `term` are counted under."""
        return self.together.get(term, (term,))[0]

    def find_uses(self, lang: str, part: str) -> TermUses | None:
        """Return how often the pages in one language use a term, or do in a year or a month; None for not at all."""
        return self.uses.get(f"{lang}/{part}")

    def find_listed(self, lang: str, part: str) -> ListedUses:
        """Return the meetings on the page of a term in one language, or on that of a year or a month of it."""
        return self.listed.get(f"{lang}/{part}") or ListedUses()


def index_terms(register: Register, glossed: Glossed) -> TermIndex:
    """Count the uses on the pages of every meeting, in every language of the site."""
    together = find_together(register.terms.values())
    found: dict[str, dict[str, list[MeetingUses]]] = defaultdict(lambda: {lang: [] for lang in register.site.languages})
    for meeting in register.meetings.values():
        for lang in register.site.languages:
            if (shown := find_shown(meeting, lang)) is None:
                continue
            counts = glossed.count(meeting.key, shown.lang)
            for one in _put_together(counts, together) if together else counts:
                place = MeetingUses(meeting.key, one.anchor, bare_number(one.number), one.count)
                found[one.term][lang].append(place)
    paged = [term for term, by_lang in found.items() if any(len(uses) > LATEST for uses in by_lang.values())]
    split = split_uses(found, register.site.languages)
    return TermIndex(
        split.uses,
        split.listed,
        split.parts,
        together,
        dict.fromkeys(sorted(paged), True),
        _find_namesakes(register),
    )


def track_index(index: TermIndex, tracer: Tracer) -> TermIndex:
    """Return the same, noting what is read of it."""
    return TermIndex(
        Traced(tracer, "uses of term", index.uses),
        Traced(tracer, "meetings with term", index.listed, digest=_digest_listed),
        Traced(tracer, "parts of term", index.parts),
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


def _digest_listed(listed: ListedUses) -> bytes:
    # There are so many that `repr` of them would take seconds.
    lines = [f"{one.meeting} {one.anchor} {one.number} {one.count}" for one in listed.meetings]
    lines += [f"{body} {count}" for body, count in listed.bodies]
    return blake2b("\n".join(lines).encode(), digest_size=16).digest()
