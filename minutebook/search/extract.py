"""What one page brings to the index: its words with their places, ready to be strung together, and the texts for excerpts.

In: a subject, in a worker. Out: `Found`. Depends on nothing but the subject and the glossary, so that it is the same whatever worker makes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from minutebook.acronyms import Glossary, Lexicon, fold_letters
from minutebook.i18n import mutations
from minutebook.model import Term
from minutebook.search.entries import Entry, list_entries
from minutebook.search.files import CLASSES, LEVELS, TITLE, write_number
from minutebook.search.subjects import Subject
from minutebook.search.words import Stems, fold, join, list_small, split

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_USUAL = 60
"""Words of an entry of middle length (BM25's average). It is fixed, so that no page changes another's levels."""
_GAP = 2
"""Places between title, text and what is put in, so that no phrase runs across."""
_MOST_RECORDS = 250


@dataclass(frozen=True, slots=True)
class Found:
    """What a page brings to the index of its language."""

    lang: str
    group: int
    number: int
    file: str
    words: str
    """Stems, a line each, sorted; names of things with `=` before them."""
    postings: str
    """For each stem where it stands on the page, a line each."""
    places: str
    """For each stem at which words of these entries, a line each."""
    forms: tuple[tuple[str, str], ...]
    """Written words with their stems, those that this worker had not met before."""
    texts: object
    """For JSON: path, entries, terms."""


@dataclass(slots=True)
class _Spot:
    """One word in one entry."""

    title: int = 0
    text: int = 0
    places: list[int] = field(default_factory=list)


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
    """One worker's extraction: stems that it knows, the glossary by words."""

    def __init__(self, settings: Extractor) -> None:
        """Turn the glossary round, once."""
        self._glossary = Glossary.of(settings.terms, settings.ignored, languages=settings.languages)
        self._terms = {term.id: term for term in settings.terms}
        self._stems = {lang: Stems(lang) for lang in settings.languages}
        self._small = {lang: list_small(lang) for lang in settings.languages}
        self._told: dict[str, set[str]] = {lang: set() for lang in settings.languages}
        self._meanings = {lang: _index_meanings(settings.terms, lang) for lang in settings.languages}

    def extract(self, subject: Subject) -> Found:
        """Return what a page brings."""
        lexicon = self._find_lexicon(subject)
        spots: dict[str, list[tuple[Entry, int, _Spot]]] = defaultdict(list)
        forms: dict[str, str] = {}
        used: dict[str, None] = {}
        entries = list(list_entries(subject))
        for entry in entries:
            found, length = self._read(subject.lang, entry, lexicon, forms, used)
            for stem, spot in found.items():
                spots[stem].append((entry, length, spot))
        stems = sorted(spots)
        told = self._told[subject.lang]
        fresh = tuple((form, stem) for form, stem in sorted(forms.items()) if form not in told)
        told.update(forms)
        return Found(
            lang=subject.lang,
            group=subject.group,
            number=subject.number,
            file=subject.file,
            words="\n".join(stems),
            postings="\n".join(_write_postings(spots[stem]) for stem in stems),
            places="\n".join(_write_places(spots[stem]) for stem in stems),
            forms=fresh,
            texts=[subject.path, _write_texts(entries), self._write_terms(used, subject.lang)],
        )

    def _find_lexicon(self, subject: Subject) -> Lexicon | None:
        meeting = subject.meeting
        if meeting is None:
            return None
        return self._glossary.lexicon(
            subject.lang,
            body=meeting.body,
            on=meeting.date,
            together=meeting.together,
            overrides=meeting.terms,
        )

    def _read(
        self, lang: str, entry: Entry, lexicon: Lexicon | None, forms: dict[str, str], used: dict[str, None]
    ) -> tuple[dict[str, _Spot], int]:
        """Return the words of an entry by stem, and how many it has."""
        small, stems = self._small[lang], self._stems[lang]
        spots: dict[str, _Spot] = defaultdict(_Spot)
        title, text = split(entry.title), split(entry.text)
        put_in = split(entry.hidden)
        for id in entry.terms:
            used[id] = None
            term = self._terms[id]
            put_in += ["", *split(term.meaning.best(lang)[0])]
        at = 0
        for words, where in ((title, 0), (text, 1), (put_in, 2)):
            for word in words:
                if word and word not in small:
                    stem = forms.get(word)
                    if stem is None:
                        stem = forms[word] = stems.find(word)
                    spot = spots[stem]
                    if where == 0:
                        spot.title += 1
                    elif where == 1:
                        spot.text += 1
                    spot.places.append(at)
                at += 1
            at += _GAP
        letters = {join(self._terms[id].letters): None for id in entry.terms}
        letters |= {join(cy): None for id in entry.terms if lang == "cy" and (cy := self._terms[id].cy_term)}
        for term in self._find_written(lang, lexicon, title, text):
            used[term.id] = None
            letters[join(term.cy_term if lang == "cy" and term.cy_term else term.letters)] = None
        if entry.kind == "term":
            letters |= dict.fromkeys(map(join, entry.names))
        for word in filter(None, letters):
            forms[word] = word if word in small else stems.find(word)
            spot = spots[forms[word]]
            if not spot.places:
                spot.places.append(at)
            at += _GAP
        for name in entry.names:
            for form in filter(None, (" ".join(split(name)), join(name))):
                forms[f"={form}"] = f"={form}"
                spots[f"={form}"] = _Spot(title=1, places=[at])
        return spots, max(len(text), 1)

    def _find_written(self, lang: str, lexicon: Lexicon | None, title: list[str], text: list[str]) -> Iterator[Term]:
        """Yield the terms whose meaning is written out in words, where their letters mean that in this body on that day."""
        if lexicon is None:
            return
        table = self._meanings[lang]
        seen: set[str] = set()
        for words in (title, text):
            for at, word in enumerate(words):
                for meaning, term in table.get(word, ()):
                    if term.id not in seen and tuple(words[at + 1 : at + len(meaning)]) == meaning[1:]:
                        settled = lexicon.settle(fold_letters(term.letters))
                        if any(one.id == term.id for one in settled):
                            seen.add(term.id)
                            yield term

    def _write_terms(self, used: Iterable[str], lang: str) -> list[list[str]]:
        """Return the letters that stand on the page with their words, so that excerpts mark either for the other."""
        found = (self._terms[id] for id in used)
        return [
            [join(term.cy_term if lang == "cy" and term.cy_term else term.letters), fold(term.meaning.best(lang)[0])]
            for term in found
        ]


def _index_meanings(terms: Iterable[Term], lang: str) -> Mapping[str, list[tuple[tuple[str, ...], Term]]]:
    """Return terms by the first word of their meaning; one word alone is no meaning that could be told from a word."""
    found: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
    for term in terms:
        meaning = term.meaning.get(lang)
        if meaning is None or term.kind == "term":
            continue
        for form in (meaning, *(sorted(mutations(meaning)) if lang == "cy" else ())):
            words = tuple(split(form))
            if len(words) > 1:
                found[words[0]].append((words, term))
    return dict(found)


def _find_level(spot: _Spot, length: int) -> int:
    if spot.title:
        return TITLE + 2 if spot.title and spot.text > 1 else TITLE + 1 if spot.text else TITLE
    if not spot.text:
        return 0
    # BM25's share of a word, with k1 1.2 and b 0.75 (Robertson and Zaragoza 2009).
    weight = spot.text * 2.2 / (spot.text + 1.2 * (0.25 + 0.75 * length / _USUAL))
    return 1 if weight < 0.7 else 2 if weight < 1.1 else 3 if weight < 1.5 else 4


def _write_postings(found: list[tuple[Entry, int, _Spot]]) -> str:
    signs: list[str] = []
    last = 0
    for number, (entry, length, spot) in enumerate(found, 1):
        more = number < len(found)
        sub = min(entry.sub, _MOST_RECORDS)
        signs.append(write_number(((entry.item - last) * 3 + min(sub, 2)) * 2 + more))
        if sub > 1:
            signs.append(write_number(sub - 2))
        signs.append(write_number(_CLASS[entry.kind, entry.status] * LEVELS + _find_level(spot, length)))
        last = entry.item
    return "".join(signs)


def _write_places(found: list[tuple[Entry, int, _Spot]]) -> str:
    signs: list[str] = []
    for _, _, spot in found:
        last = 0
        for number, place in enumerate(spot.places, 1):
            signs.append(write_number((place - last) * 2 + (number < len(spot.places))))
            last = place
    return "".join(signs)


def _write_texts(entries: list[Entry]) -> list[object]:
    """Return items with their records: anchor, title, text, language, then each record's number, anchor and text."""
    items: dict[int, list[object]] = {}
    for entry in entries:
        if entry.sub == 0:
            items[entry.item] = [entry.anchor, entry.title, entry.text, entry.lang]
        else:
            items[entry.item] += [entry.anchor, entry.text]
    return list(items.values())
