"""Meanings of the same letters that nobody tells apart, so that their uses count together.

In: the terms. Out: by a term's id all that stand for each other. It reads no minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from minutebook.model import Term


def find_together(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Return, by its id, each term that shares its letters with others that the minutes do not tell apart."""
    by_letters: dict[tuple[str, tuple[tuple[str, str], ...]], list[Term]] = defaultdict(list)
    for term in terms:
        if term.expand == "never":
            by_letters[term.letters, term.local_letters].append(term)
    found: dict[str, tuple[str, ...]] = {}
    for namesakes in by_letters.values():
        groups: list[list[Term]] = []
        for term in namesakes:
            near = [group for group in groups if any(meet(term, other) for other in group)]
            groups = [group for group in groups if group not in near]
            groups.append([*(other for group in near for other in group), term])
        for group in groups:
            if len(group) > 1:
                ids = tuple(term.id for term in sorted(group, key=namesakes.index))
                found |= dict.fromkeys(ids, ids)
    return found


def meet(one: Term, other: Term) -> bool:
    """Whether there is a body and a day for which both meanings hold, neither nearer than the other."""
    if bool(one.bodies) != bool(other.bodies) or (one.bodies and not set(one.bodies) & set(other.bodies)):
        return False
    return _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _begin(term: Term) -> date:
    return term.since.first if term.since else date.min


def _end(term: Term) -> date:
    return term.until.last if term.until else date.max
