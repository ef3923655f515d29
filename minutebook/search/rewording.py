"""Which pages bring something else to the index because meanings of letters, written out in minutes, are others than they were.

In: the terms of two glossaries; what a page brought. Out: the letters for which it may bring something else now. It reads no minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.acronyms import Glossary, drop_lines, fold_letters
from minutebook.codec import expand, reading
from minutebook.model import Term
from minutebook.search.extract import Found
from minutebook.search.lists import read_places
from minutebook.search.packing import unpack_found
from minutebook.search.words import list_small
from minutebook.search.written import Words, index_meanings


@dataclass(frozen=True, slots=True)
class Rewording:
    """Which meanings, written out, may bring something else to the index than before."""

    meanings: Mapping[str, Mapping[Words, str]]
    """Their letters, by language and words; empty words are any that are in no index."""

    def find_letters(self, packed: bytes) -> list[str]:
        """Return the letters of those that stand on a page, by what it brought to the index. Raises UnreadableError.

        Where the words of a meaning were put in for its letters it seems to stand there too.
        """
        raw = expand(packed)
        everything = [one for meanings in self.meanings.values() for one in meanings]
        # To unpack it all takes ten times as long, and most pages have none of these words.
        if not any(all(word.encode("utf-8", "surrogatepass") in raw for word in words) for words in everything):
            return []
        pages = unpack_found(packed)
        with reading("pages found"):
            return sorted({letters for page in pages for letters in self._find_on_page(page)})

    def _find_on_page(self, page: Found) -> Iterator[str]:
        parts = zip(page.words.split("\n"), page.units.split(b"\n"), page.spots.split(b"\n"), strict=True)
        known = {word: (units, spots) for word, units, spots in parts}
        for words, letters in self.meanings.get(page.lang, {}).items():
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
    return Rewording({lang: _compare(before, after, lang) for lang in languages})


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
