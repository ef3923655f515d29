"""What the glossary has, against what the minutes hold: terms nobody uses, meanings that conflict, words written out though there are letters.

In: the register, and the uses that were found in it. Out: findings. It proposes no words and no scope.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from minutebook.acronyms import WORD, find_letters, find_place, find_together, fold_letters, fold_one, meet
from minutebook.glossing import PLACES, Glossed, ReadLines
from minutebook.harvest.findings import Conflict, UnusedTerm, WrittenOut
from minutebook.harvest.sightings import iter_readings
from minutebook.harvest.tracing import Spot, trace
from minutebook.i18n import mutates, mutations
from minutebook.model import Block, Register, Term

_END_OF_WORDS = re.compile(r"[()\[\];:.!?|]")


def find_unused(register: Register, glossed: Glossed) -> tuple[UnusedTerm, ...]:
    """Return the terms that stand in no minutes, not even where nothing is linked (headings, links).

    Of several meanings that nobody tells apart, all are used if one is: their uses are counted together.
    """
    used: set[str] = set()
    for items in glossed.items.values():
        for item in items.values():
            used.update(use.term for use in item.uses)
            used.update(item.mentioned)
            used.update(term for one in item.ambiguous for term in one.terms)
    together = find_together(register.terms.values())
    used.update(term for one in tuple(used) for term in together.get(one, ()))
    return tuple(
        UnusedTerm(term.id, term.letters, term.meaning.first, term.line)
        for term in register.terms.values()
        if term.id not in used
    )


def find_conflicts(register: Register) -> tuple[Conflict, ...]:
    """Return letters that two terms share for the same bodies and days, so that a meeting could not choose, whether or not it has them.

    A meaning with `bodies:` comes before one without, so those are no conflict; nor are meanings that are never spelt out.
    """
    found: dict[tuple[str, ...], Conflict] = {}
    for lang in register.site.languages:
        by_letters: dict[str, list[Term]] = defaultdict(list)
        for term in register.terms.values():
            for letters in dict.fromkeys(map(fold_letters, find_letters(term, lang)[0])):
                by_letters[letters].append(term)
        for letters, terms in by_letters.items():
            for conflict in _compare(letters, terms):
                found.setdefault((letters, *conflict.terms), conflict)
    return tuple(found.values())


def find_written_out(register: Register, glossed: Glossed, read_lines: ReadLines) -> tuple[WrittenOut, ...]:
    """Return the acronyms whose words stand in agenda items that do not have the letters, most often found first."""
    indexes = {lang: _Index.of(register.terms.values(), lang) for lang in register.site.languages}
    spots: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    lines_of = lru_cache(maxsize=1)(read_lines)
    for reading in iter_readings(register):
        index = indexes[reading.version.lang]
        if not index.by_first:
            continue
        item = glossed.items[reading.version.path][reading.item.anchor]
        here = {use.term for use in item.uses} | set(item.mentioned)
        for leaf in reading.leaves:
            if leaf.kind == "heading":
                continue
            for term, start, end in index.find(leaf):
                if term not in here:
                    there, path = spots[term, reading.version.lang], reading.version.path
                    place = find_place(leaf, start, end, path, lines_of(path) if len(there) < PLACES else ())
                    there.append(Spot(reading.meeting, place))
    found = []
    for (name, lang), places in spots.items():
        known = register.terms[name]
        words = known.meaning.best(lang)[0]
        found.append(WrittenOut(name, find_letters(known, lang)[0][0], words, known.line, trace(places)))
    return tuple(sorted(found, key=lambda one: (-one.trace.count, one.line, one.words)))


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of acronyms in one language, by their first word."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Longest words first, each with the id of its term."""

    @classmethod
    def of(cls, terms: Iterable[Term], lang: str) -> _Index:
        """Index the terms that are spelt out in the text and have two words or more in `lang`."""
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for term in terms:
            words = term.meaning.get(lang)
            if not words or term.kind != "acronym" or term.expand == "never":
                continue
            for form in (words, *(sorted(mutations(words)) if mutates(lang) else ())):
                folded = tuple(filter(None, map(fold_one, WORD.findall(form))))
                if len(folded) > 1:
                    by_first[folded[0]].append((folded, term.id))
        return cls({first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in by_first.items()})

    def find(self, leaf: Block) -> Iterator[tuple[str, int, int]]:
        """Yield the id of each term whose words stand in a leaf, and where; a word belongs to one term only."""
        words = [
            (folded, found.start(), found.end()) for found in WORD.finditer(leaf.text) if (folded := fold_one(found[0]))
        ]
        free = 0
        for at, (first, start, _) in enumerate(words):
            if at < free or first not in self.by_first:
                continue
            for form, term in self.by_first[first]:
                last = at + len(form)
                if tuple(word for word, _, _ in words[at:last]) != form:
                    continue
                end = words[last - 1][2]
                if not _END_OF_WORDS.search(leaf.text, start, end):
                    free = last
                    yield term, start, end
                    break


def _compare(letters: str, terms: Sequence[Term]) -> Iterator[Conflict]:
    """Yield the groups of meanings that overlap, each pair of them at least once."""
    for one, two in combinations(terms, 2):
        if meet(one, two) and not one.expand == two.expand == "never":
            pair = (one, two)
            yield Conflict(
                letters,
                tuple(term.id for term in pair),
                tuple(term.line for term in pair),
                tuple(term.meaning.first for term in pair),
                tuple(body for body in one.bodies if body in two.bodies),
            )
