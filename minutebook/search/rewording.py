"""Which pages bring something else to the index because meanings of letters, written out in minutes, are others than they were.

In: the terms of two glossaries; what a page brought. Out: the letters for which it may bring something else now. It reads no minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from minutebook.acronyms import Glossary, drop_lines, fold_letters
from minutebook.codec import expand, reading
from minutebook.model import Term
from minutebook.search.extract import Found
from minutebook.search.lists import read_places
from minutebook.search.packing import unpack_found
from minutebook.search.words import list_small
from minutebook.search.written import Words, index_meanings

_FEW: Final = 32
"""Meanings that are looked for one after the other. To unpack what a page brought costs as much as that."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Which meanings, written out, may bring something else to the index than before."""

    meanings: Mapping[str, Mapping[str, Sequence[tuple[Words, str]]]]
    """With their letters, by language and by one of their words; empty words are any that are in no index."""
    spelt: Sequence[Sequence[bytes]]
    """The words of each of them."""

    @classmethod
    def of(cls, meanings: Mapping[str, Mapping[Words, str]]) -> Rewording:
        """Index meanings, which are given with their letters by language."""
        found: dict[str, dict[str, list[tuple[Words, str]]]] = {}
        for lang, some in meanings.items():
            by_word = found[lang] = defaultdict[str, list[tuple[Words, str]]](list)
            for words, letters in some.items():
                # The longest stands on fewer pages than the others, mostly.
                by_word[max(words, key=len)].append((words, letters))
        spelt = dict.fromkeys(words for some in meanings.values() for words in some)
        return cls(found, [[word.encode("utf-8", "surrogatepass") for word in words] for words in spelt])

    def find_letters(self, packed: bytes) -> list[str]:
        """Return the letters of those that stand on a page, by what it brought to the index. Raises UnreadableError.

        Where the words of a meaning were put in for its letters it seems to stand there too.
        """
        if not self.spelt:
            return []
        if len(self.spelt) <= _FEW:
            raw = expand(packed)
            # To unpack it all takes ten times as long, and most pages have none of these words.
            if not any(all(word in raw for word in words) for words in self.spelt):
                return []
        pages = unpack_found(packed)
        with reading("pages found"):
            return sorted({letters for page in pages for letters in self._find_on_page(page)})

    def _find_on_page(self, page: Found) -> Iterator[str]:
        parts = zip(page.words.split("\n"), page.units.split(b"\n"), page.spots.split(b"\n"), strict=True)
        known = {word: (units, spots) for word, units, spots in parts}
        meanings = self.meanings.get(page.lang, {})
        begun = (meanings[word] for word in meanings.keys() & {*known, ""})
        for words, letters in chain.from_iterable(begun):
            wanted = [(at, word) for at, word in enumerate(words) if word]
            if all(word in known for _, word in wanted) and _stand_together(
                [(at, *known[word]) for at, word in wanted]
            ):
                yield letters


def _stand_together(words: Sequence[tuple[int, bytes, bytes]]) -> bool:
    """Whether words stand on a page, each so far behind some place as is said; also if there are none. With each its units and spots."""
    firsts: set[tuple[tuple[int, int], int]] | None = None
    for at, units, spots in words:
        begun = {(part, place - at) for part, places in read_places(units, spots).items() for place in places}
        firsts = begun if firsts is None else firsts & begun
    return firsts is None or bool(firsts)


_Said = tuple[Words, Term, tuple[Term, ...], tuple[Term, ...]]
"""A meaning, its term, and all that its letters can mean: what a meeting may choose from."""


def compare_written(old: Iterable[Term], new: Iterable[Term], languages: Iterable[str]) -> Rewording:
    """Return the change of meanings from one glossary to another. In which lines terms stand is no difference."""
    before, after = drop_lines(old), drop_lines(new)
    return Rewording.of({lang: _compare(before, after, lang) for lang in languages})


def _compare(old: list[Term], new: list[Term], lang: str) -> Mapping[Words, str]:
    small = list_small(lang)
    before, after = _list_said(old, lang), _list_said(new, lang)
    changed: dict[Words, str] = {}
    for first in before.keys() | after.keys():
        one, other = before.get(first, []), after.get(first, [])
        if one == other:
            continue
        both = set(one) & set(other)
        # The order in which two meanings are found at one place says where their letters are put.
        same_order = [said for said in one if said in both] == [said for said in other if said in both]
        for said in (*one, *other):
            if not same_order or said not in both:
                words, term = said[:2]
                changed[tuple("" if word in small else word for word in words)] = term.letters
    return changed


def _list_said(terms: list[Term], lang: str) -> dict[str, list[_Said]]:
    table = Glossary.of(terms, languages=(lang,)).tables[lang]

    def say(words: Words, term: Term) -> _Said:
        letters = fold_letters(term.letters)
        return words, term, table.meanings.get(letters, ()), table.borrowed.get(letters, ())

    return {first: [say(*one) for one in found] for first, found in index_meanings(terms, lang).items()}
