"""What one page brings to the index: its words with their places, ready to be strung together.

In: a subject, in a worker. Out: `Found`. Depends on nothing but the subject and the glossary, so that it is the same whatever worker makes it,
and can be kept as long as they are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from minutebook.acronyms import Glossary, fold_letters
from minutebook.model import Meeting, Term
from minutebook.search.entries import Entry, list_entries
from minutebook.search.files import CLASSES, LEVELS, MOST_ITEMS, MOST_RECORDS, TEXT, TITLE, write_number
from minutebook.search.subjects import Subject
from minutebook.search.words import join, list_compounds, list_small, split
from minutebook.search.written import index_meanings

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_TAILS = tuple(
    tuple(write_number(number * LEVELS + level) for level in range(LEVELS)) for number in range(len(CLASSES))
)
"""By class and level, a value."""
_USUAL = 60
"""Words of an entry of middle length (BM25's average). It is fixed, so that no page changes another's levels."""
_Standing = tuple[int, str, str]
"""Number of an entry, value and spots as they are written."""
_USUAL_SPOTS = 1000
_SPOTS = tuple(write_number(spot * 2) for spot in range(_USUAL_SPOTS))
"""How it is written that a word stands at one place only."""
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
        self._meanings = {lang: index_meanings(settings.terms, lang) for lang in settings.languages}

    def extract(self, subject: Subject, read: set[str] | None = None) -> Found:
        """Return what a page brings. `read` takes in what of the glossary was read for it: terms, and `extractor*` for all meanings of letters."""
        entries = [one for one in list_entries(subject) if one.item < MOST_ITEMS and one.sub < MOST_RECORDS]
        if read is not None and subject.meeting:
            read.update({f"term:{id}" for entry in entries for id in entry.terms}, ("extractor*",))
        found: defaultdict[str, list[_Standing]] = defaultdict(list)
        for number, entry in enumerate(entries):
            words, values, spots = self._read(subject, entry)
            # Every word of every entry comes by here: no line of ours for each.
            deque(map(list.append, map(found.__getitem__, words), zip(repeat(number), values, spots)), maxlen=0)
        words = sorted(found)
        return Found(
            subject.lang,
            subject.group,
            subject.number,
            "\n".join(words),
            *_string([found[word] for word in words], [(entry.item, entry.sub) for entry in entries]),
            text=None if subject.meeting else [subject.path, [_write_text(entry) for entry in entries]],
        )

    def _read(self, subject: Subject, entry: Entry) -> tuple[list[str], list[str], list[str]]:
        """Return the words of an entry, for each what the entry is and how much it says of it, and where it stands in it."""
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
        letters += list_compounds(entry.title) + list_compounds(entry.text)
        put_in = self._put_in(lang, entry, letters, TEXT + len(text) + _GAP)
        tails = _TAILS[_CLASS[entry.kind, entry.status]]
        said, titled = tails[_find_level(0, 1, len(text))], tails[TITLE]
        words: list[str] = []
        values: list[str] = []
        spots: list[str] = []
        small = self._small[lang]
        for word, there in places.items():
            if word in small or not word:
                continue
            words.append(word)
            if len(there) == 1 and word not in put_in and there[0] < _USUAL_SPOTS:
                values.append(said if there[0] >= TEXT else titled)
                spots.append(_SPOTS[there[0]])
            else:
                above = bisect_left(there, TEXT)
                values.append(tails[_find_level(above, len(there) - above, len(text))])
                spots.append(_write_places(there + put_in.pop(word, [])))
        for word, there in put_in.items():
            words.append(word)
            values.append(tails[0])
            spots.append(_write_places(there))
        names = {form for name in entry.names for form in (" ".join(split(name)), join(name)) if form}
        for name in names:
            words.append(f"={name}")
            values.append(titled)
            spots.append(_SPOTS[0])
        return words, values, spots

    def _put_in(self, lang: str, entry: Entry, letters: Iterable[str], at: int) -> dict[str, list[int]]:
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
        self, lang: str, meeting: Meeting, title: list[str], text: list[str], places: dict[str, list[int]]
    ) -> Iterator[str]:
        """Yield the letters whose meaning is written out, where they mean that in this body on that day."""
        table = self._meanings[lang]
        starts = places.keys() & table
        if not starts:
            return
        lexicon = self._glossary.lexicon(
            lang, body=meeting.body, on=meeting.date, together=meeting.together, overrides=meeting.terms
        )
        seen: set[str] = set()
        for place, word in sorted((place, start) for start in starts for place in places[start]):
            words, at = (title, place) if place < TEXT else (text, place - TEXT)
            for meaning, term in table[word]:
                if term.id not in seen and tuple(words[at + 1 : at + len(meaning)]) == meaning[1:]:
                    settled = lexicon.settle(fold_letters(term.letters))
                    if any(one.id == term.id for one in settled):
                        seen.add(term.id)
                        yield join(term.letters_in(lang))


def _string(found: Iterable[list[_Standing]], places: list[tuple[int, int]]) -> tuple[bytes, bytes, bytes]:
    """Return units, values and spots of words, a line each; `places` tells item and record of every entry."""
    alone = [_write_units((place,)) for place in places]
    known: dict[tuple[int, ...], str] = {}
    units, values, spots = [], [], []
    for standings in found:
        if len(standings) == 1:
            number, value, where = standings[0]
            units.append(alone[number])
            values.append(value)
            spots.append(where)
            continue
        numbers, all_values, wheres = zip(*standings, strict=True)
        if numbers not in known:
            known[numbers] = _write_units([places[number] for number in numbers])
        units.append(known[numbers])
        values.append("".join(all_values))
        spots.append("".join(wheres))
    return "\n".join(units).encode("ascii"), "\n".join(values).encode("ascii"), "\n".join(spots).encode("ascii")


def _write_units(places: Sequence[tuple[int, int]]) -> str:
    """Return places of a page: how many items were passed over, which record of the item, whether another place follows."""
    signs: list[str] = []
    last, more = 0, len(places)
    for item, sub in places:
        more -= 1
        signs.append(write_number(((item - last) * 3 + min(sub, 2)) * 2 + (more > 0)))
        if sub > 1:
            signs.append(write_number(sub - 2))
        last = item
    return "".join(signs)


def _list_letters(term: Term, lang: str) -> tuple[str, ...]:
    both = dict.fromkeys((term.letters, term.letters_in(lang)))
    return tuple(filter(None, map(join, both)))


def _find_level(titled: int, said: int, length: int) -> int:
    if titled:
        return TITLE + min(said, 2)
    # BM25's share of a word, with k1 1.2 and b 0.75 (Robertson and Zaragoza 2009).
    weight = said * 2.2 / (said + 1.2 * (0.25 + 0.75 * max(length, 1) / _USUAL))
    return 1 if weight < 0.7 else 2 if weight < 1.1 else 3 if weight < 1.5 else 4


def _write_places(spots: list[int]) -> str:
    *gaps, last = [after - before for before, after in pairwise((0, *spots))]
    return "".join([*[write_number(gap * 2 + 1) for gap in gaps], write_number(last * 2)])


def _write_text(entry: Entry) -> list[str]:
    return [entry.anchor, entry.title, entry.text, entry.lang]
