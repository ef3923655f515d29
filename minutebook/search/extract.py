"""What one page brings to the index: its words with their places, ready to be strung together.

In: a subject, in a worker. Out: `Found`. Depends on nothing but the subject and the glossary, so that it is the same whatever worker makes it,
and can be kept as long as they are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from minutebook.acronyms import Glossary, fold_letters
from minutebook.i18n import mutates, mutations
from minutebook.model import Meeting, Term
from minutebook.search.entries import Entry, list_entries
from minutebook.search.files import CLASSES, LEVELS, MOST_ITEMS, MOST_RECORDS, TEXT, TITLE, write_number
from minutebook.search.subjects import Subject
from minutebook.search.words import join, list_compounds, list_small, split

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_TAILS = tuple(
    tuple(write_number(number * LEVELS + level) for level in range(LEVELS)) for number in range(len(CLASSES))
)
"""By class and level, a value."""
_USUAL = 60
"""Words of an entry of middle length (BM25's average). It is fixed, so that no page changes another's levels."""
_Standing = tuple[int, int, str, str]
"""Item and record, value and spots as they are written."""
_GAP = 2
"""Places between title, text and what is put in, so that no phrase runs across."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page brings to the index of its language."""

    lang: str
    group: int
    number: int
    words: str
    """The written words, a line each, sorted; names of things with `=` before them."""
    units: bytes
    """For each word at which places of the page it stands, a line each."""
    values: bytes
    """For each word what these places are and how much it says of them, a line each."""
    spots: bytes
    """For each word at which words of these places, a line each."""
    text: object = None
    """For JSON: path, and title and text of each part. None for a meeting: that is read from its page."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Makes what pages bring. It is sent to each worker once."""

    terms: tuple[Term, ...]
    ignored: frozenset[str]
    languages: tuple[str, ...]

    def start(self) -> Extraction:
        """Return a worker's own state."""
        return Extraction(self)


class Extraction:
    """One worker's extraction: the glossary, by letters and by words."""

    def __init__(self, settings: Extractor) -> None:
        """Turn the glossary round, once."""
        self._glossary = Glossary.of(settings.terms, settings.ignored, languages=settings.languages)
        self._letters = {
            lang: {term.id: _list_letters(term, lang) for term in settings.terms} for lang in settings.languages
        }
        self._words = {
            lang: {term.id: split(term.meaning.best(lang)[0]) for term in settings.terms} for lang in settings.languages
        }
        self._small = {lang: list_small(lang) for lang in settings.languages}
        self._meanings = {lang: _index_meanings(settings.terms, lang) for lang in settings.languages}

    def extract(self, subject: Subject) -> Found:
        """Return what a page brings."""
        entries = [one for one in list_entries(subject) if one.item < MOST_ITEMS and one.sub < MOST_RECORDS]
        found: dict[str, list[_Standing]] = {}
        for entry in entries:
            tails = _TAILS[_CLASS[entry.kind, entry.status]]
            for word, level, spots in self._read(subject, entry):
                where = write_number(spots[0] * 2) if len(spots) == 1 else _write_places(spots)
                standing = entry.item, entry.sub, tails[level], where
                if word in found:
                    found[word].append(standing)
                else:
                    found[word] = [standing]
        words = sorted(found)
        return Found(
            lang=subject.lang,
            group=subject.group,
            number=subject.number,
            words="\n".join(words),
            units="\n".join([_write_units(found[word]) for word in words]).encode("ascii"),
            values="\n".join(["".join([value for _, _, value, _ in found[word]]) for word in words]).encode("ascii"),
            spots="\n".join(["".join([where for _, _, _, where in found[word]]) for word in words]).encode("ascii"),
            text=None if subject.meeting else [subject.path, [_write_text(entry) for entry in entries]],
        )

    def _read(self, subject: Subject, entry: Entry) -> list[tuple[str, int, list[int]]]:
        """Return the words of an entry, how much each says of it, and where it stands in it."""
        lang = subject.lang
        title, text = split(entry.title), split(entry.text)
        title, rest = title[: TEXT - _GAP], title[TEXT - _GAP :]
        if rest:
            # A very long title ends in the text, where no phrase runs on.
            text = [*rest, *[""] * _GAP, *text]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(title):
            places[word].append(at)
        for at, word in enumerate(text, TEXT):
            places[word].append(at)
        letters = [one for id in entry.terms for one in self._letters[lang][id]]
        if subject.meeting:
            letters += self._find_written(lang, subject.meeting, title, text, places)
        elif entry.kind == "term":
            letters += map(join, entry.names)
        for word in places.keys() & self._small[lang]:
            del places[word]
        places.pop("", None)
        once = _find_level(0, 1, len(text))
        found = []
        for word, spots in places.items():
            if len(spots) == 1:
                level = once if spots[0] >= TEXT else TITLE
            else:
                titled = sum([spot < TEXT for spot in spots])
                level = _find_level(titled, len(spots) - titled, len(text))
            found.append((word, level, spots))
        letters += list_compounds(entry.title) + list_compounds(entry.text)
        put_in = self._put_in(lang, entry, letters, TEXT + len(text) + _GAP)
        for word, spots in put_in.items():
            if word in places:
                places[word] += spots
            else:
                found.append((word, 0, spots))
        names = {form for name in entry.names for form in (" ".join(split(name)), join(name)) if form}
        return [*found, *((f"={name}", TITLE, [0]) for name in names)]

    def _put_in(self, lang: str, entry: Entry, letters: Iterable[str], at: int) -> Mapping[str, list[int]]:
        """Return the words by which an entry is found besides its own, with places: meanings for letters, and letters for meanings."""
        small = self._small[lang]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for words in (split(entry.hidden), *(self._words[lang][id] for id in entry.terms)):
            for word in words:
                if word not in small:
                    places[word].append(at)
                at += 1
            at += _GAP
        for word in dict.fromkeys(filter(None, letters)):
            places[word].append(at)
            at += _GAP
        return places

    def _find_written(
        self, lang: str, meeting: Meeting, title: list[str], text: list[str], places: Mapping[str, list[int]]
    ) -> Iterator[str]:
        """Yield the letters whose meaning is written out, where they mean that in this body on that day."""
        table = self._meanings[lang]
        if places.keys().isdisjoint(table):
            return
        lexicon = self._glossary.lexicon(
            lang, body=meeting.body, on=meeting.date, together=meeting.together, overrides=meeting.terms
        )
        seen: set[str] = set()
        for words in (title, text):
            for at, word in enumerate(words):
                for meaning, term in table.get(word, ()):
                    if term.id not in seen and tuple(words[at + 1 : at + len(meaning)]) == meaning[1:]:
                        settled = lexicon.settle(fold_letters(term.letters))
                        if any(one.id == term.id for one in settled):
                            seen.add(term.id)
                            yield join(term.letters_in(lang))


def _write_units(standings: list[_Standing]) -> str:
    """Return places of a page: how many items were passed over, which record of the item, whether another place follows."""
    if len(standings) == 1:
        item, sub, _, _ = standings[0]
        return write_number((item * 3 + min(sub, 2)) * 2) + (write_number(sub - 2) if sub > 1 else "")
    signs: list[str] = []
    last, more = 0, len(standings)
    for item, sub, _, _ in standings:
        more -= 1
        signs.append(write_number(((item - last) * 3 + min(sub, 2)) * 2 + (more > 0)))
        if sub > 1:
            signs.append(write_number(sub - 2))
        last = item
    return "".join(signs)


def _list_letters(term: Term, lang: str) -> tuple[str, ...]:
    both = dict.fromkeys((term.letters, term.letters_in(lang)))
    return tuple(filter(None, map(join, both)))


def _index_meanings(terms: Iterable[Term], lang: str) -> Mapping[str, list[tuple[tuple[str, ...], Term]]]:
    """Return terms by the first word of their meaning; one word alone is no meaning that could be told from a word."""
    found: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
    for term in terms:
        meaning = term.meaning.get(lang)
        if meaning is None or term.kind == "term":
            continue
        for form in (meaning, *(sorted(mutations(meaning)) if mutates(lang) else ())):
            words = tuple(split(form))
            if len(words) > 1:
                found[words[0]].append((words, term))
    return dict(found)


def _find_level(titled: int, said: int, length: int) -> int:
    if titled:
        return TITLE + min(said, 2)
    # BM25's share of a word, with k1 1.2 and b 0.75 (Robertson and Zaragoza 2009).
    weight = said * 2.2 / (said + 1.2 * (0.25 + 0.75 * max(length, 1) / _USUAL))
    return 1 if weight < 0.7 else 2 if weight < 1.1 else 3 if weight < 1.5 else 4


def _write_places(spots: list[int]) -> str:
    gaps = [spots[0], *(after - before for before, after in pairwise(spots))]
    return "".join([*(write_number(gap * 2 + 1) for gap in gaps[:-1]), write_number(gaps[-1] * 2)])


def _write_text(entry: Entry) -> list[str]:
    return [entry.anchor, entry.title, entry.text, entry.lang]
