"""Meanings of letters as they are written out in minutes: these are found under their letters too.

In: the terms of a glossary. Out: meanings as rows of folded words, by the first of them. It reads no minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from minutebook.i18n import mutates, mutations
from minutebook.model import Term
from minutebook.search.words import split

Words = tuple[str, ...]


def index_meanings(terms: Iterable[Term], lang: str) -> Mapping[str, list[tuple[Words, Term]]]:
    """Return terms by the first word of their meaning; one word alone is no meaning that could be told from a word."""
    found: dict[str, list[tuple[Words, Term]]] = defaultdict(list)
    for term in terms:
        meaning = term.meaning.get(lang)
        if meaning is None or term.kind == "term":
            continue
        for form in (meaning, *(sorted(mutations(meaning)) if mutates(lang) else ())):
            words = tuple(split(form))
            if len(words) > 1:
                found[words[0]].append((words, term))
    return dict(found)
