"""The words by which minutes are read: the `reading:` part of each language's file.

In: `<code>.yml`. Out: a `Reading` a language, and `find_either` and `find_meanings`, which make tables of them for all languages at once,
with the forms that the words may take in a text. It never guesses: a key that is missing or unknown is an error that names file and
key. What the words mean to a sentence is for their readers to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, TypeAlias, cast

from minutebook.diagnostics import LanguageFileError
from minutebook.i18n.forms import read_forms
from minutebook.i18n.languages import LANGUAGES, language_files, mutates, raw_reading
from minutebook.i18n.shape import read_keys

Words: TypeAlias = tuple[str, ...]
"""Words for one thing, as the file has them."""
WordsById: TypeAlias = Mapping[str, Words]
"""Words for each of several things, by the id of the thing, in the order of the ids."""

COLOURS: Final = ("blue", "red", "amber", "green")
MONTHS: Final = tuple(str(month) for month in range(1, 13))
NUMBERS: Final = tuple(str(number) for number in range(1, 21))
SEASONS: Final = ("spring", "summer", "autumn", "winter")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DECISIONS: Final = (
    *("resolved", "agreed", "approved", "adopted", "confirmed", "noted", "received", "referred", "deferred", "granted"),
    *("refused", "rejected", "elected", "appointed", "carried", "lost", "fell", "withdrawn"),
)
"""Ids of the verbs of decisions, in the order of the content format."""
_IDS: Final = "ids"
_LACKING: Final = "missing; write [] if the language has no such word"


def _by(*ids: str) -> dict[str, tuple[str, ...]]:
    """What a field of `Reading` notes of itself: the ids that stand in it."""
    return {_IDS: ids}


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one language. A field is a key of its file; `en.yml` says in comments where the words stand."""

    lang: str
    """Code of the language."""
    decision: WordsById = field(metadata=_by(*DECISIONS))
    """Record words that decide, by verb."""
    record: WordsById = field(metadata=_by("recommendation", "response", "action", "update", "declaration", "summary"))
    """The other record words, by kind of record."""
    negation: Words
    after_negation: Words
    nobody: Words
    no_action: WordsById = field(metadata=_by("phrase", "after"))
    """That there is no action, and what may follow these words and those of `nobody`."""
    action_name: WordsById = field(metadata=_by("point", "compound"))
    """What follows a word for an action and makes it a name: `ACTION plan`."""
    opening: Words
    """Small words that open a sentence."""
    zero: Words
    """Words for no votes at all."""
    number: WordsById = field(metadata=_by(*NUMBERS))
    motion: WordsById = field(metadata=_by("moved", "seconded"))
    before_motion: Words
    """What may stand before a word of `motion` that begins its clause."""
    by: Words
    """Before the name of who did something."""
    vote_side: WordsById = field(metadata=_by("for", "against", "abstained"))
    vote_result: WordsById = field(metadata=_by("unanimous", "nem_con"))
    casting_vote: Words
    recorded_vote: Words
    vote_label: Words
    vote_filler: Words
    """What may stand between a number and its side."""
    vote_by: Words
    """Before the numbers of two sides."""
    without: Words
    verdict: WordsById = field(metadata=_by("accepted", "accepted in part", "rejected", "implemented"))
    interest: WordsById = field(
        metadata=_by("personal", "prejudicial", "pecuniary", "non-pecuniary", "dispensation", "left")
    )
    addressee: Words
    """What stands before the body to which something is recommended."""
    owner: WordsById = field(metadata=_by("clerk", "chair", "vice-chair", "all", "members"))
    owner_end: WordsById = field(metadata=_by("any", "own"))
    """What ends the owners of an action; `own` behind this language's own words for one."""
    verb_first: WordsById = field(metadata=_by("verb", "end"))
    """A verb before the owners, and what stands behind them then."""
    colour: WordsById = field(metadata=_by(*COLOURS))
    and_: WordsById = field(metadata=_by("any", "before_name"))
    """The key `and`: between the last two names of a list; `before_name` only before a capital letter."""
    in_title: Words
    """Small words in the titles of offices."""
    behind_name: Words
    """Words with a capital letter that end a name."""
    title: Words
    attendance_note: WordsById = field(metadata=_by("chair", "vice-chair", "substitute", "from", "until"))
    item_flag: WordsById = field(metadata=_by("exempt", "late", "information", "withdrawn"))
    paragraph: Words
    item: Words
    number_sign: Words
    """Between such a word and the number."""
    abbreviation: Words
    sentence_start: Words
    """Words that open a sentence, even behind an abbreviation."""
    due: WordsById = field(metadata=_by("by", "before", "after", "in", "on", "until", "from", "next", "when"))
    meeting: Words
    next: WordsById = field(metadata=_by("before", "behind"))
    """Before the noun, and behind it."""
    article: Words
    possessive: Words
    part_of: Words
    """Before a day, month or season: which part of it."""
    period: WordsById = field(metadata=_by("before", "adjective", "noun"))
    """Due dates that are no certain day: the end of the financial year."""
    of: Words
    range: WordsById = field(metadata=_by("day", "vote"))
    """Between two days, and between two numbers of votes."""
    month: WordsById = field(metadata=_by(*MONTHS))
    """Short forms beside those of the locale, by number."""
    before_month: Words
    weekday: WordsById = field(metadata=_by(*WEEKDAYS))
    """Short forms beside those of the locale."""
    before_weekday: Words
    """What the locale writes before a weekday, and people may leave out."""
    season: WordsById = field(metadata=_by(*SEASONS))
    ordinal: Words
    half_day: WordsById = field(metadata=_by("am", "pm"))
    hours: Words
    """Behind the four figures of a time."""
    time: WordsById = field(metadata=_by("noon", "midnight"))


def read_words(code: str) -> Reading:
    """Return the words of one language.

    Raises KeyError for a language without a file, and LanguageFileError where the part lacks a key, has another one, or holds anything
    but lists of words.
    """
    where = f"{language_files()[code].name}: reading"
    raw = raw_reading(code)
    shape = {spec.name.rstrip("_"): spec for spec in fields(Reading) if spec.name != "lang"}
    groups = read_keys(raw, tuple(shape), where, lacking=_LACKING)
    found = {
        shape[key].name: _read_group(group, shape[key].metadata.get(_IDS), f"{where}.{key}")
        for key, group in groups.items()
    }
    # Every field is there, and of its kind: that is what has just been looked at.
    return Reading(lang=code, **found)  # type: ignore[arg-type]


def _read_group(raw: object, ids: tuple[str, ...] | None, where: str) -> Words | dict[str, Words]:
    if ids is None:
        return _read_list(raw, where)
    held = read_keys(raw, ids, where, lacking=_LACKING)
    return {id: _read_list(words, f"{where}.{id}") for id, words in held.items()}


def _read_list(raw: object, where: str) -> Words:
    words = cast("list[object]", raw) if isinstance(raw, list) else [None]
    if not all(isinstance(word, str) and word and word == " ".join(word.split()) for word in words):
        raise LanguageFileError(f"{where}: must be a list of words, such as [one, other]")
    return tuple(str(word) for word in words)


READINGS: Final[Mapping[str, Reading]] = {
    code: read_words(code) for code in sorted(LANGUAGES, key=lambda code: (code != "en", code))
}
"""The words by language. English stands first, since its record words are the ids of all others: what a word means there it means, whatever
languages there are besides."""


def list_forms(words: Iterable[str], lang: str, *, mutate: bool = True) -> Words:
    """Return the casefolded forms under which words of a language may stand in a text, mutated ones too where the language has them.

    Without `mutate` they are left out: small words keep their first letter, and Welsh `tan` (until) would give `dan` (under).
    """
    return read_forms(words, mutate=mutate and mutates(lang))


def find_either(choose: Callable[[Reading], Words], *, mutate: bool = True) -> frozenset[str]:
    """Return the forms of words that mean one thing, in all languages."""
    return frozenset(
        form for lang, reading in READINGS.items() for form in list_forms(choose(reading), lang, mutate=mutate)
    )


def find_meanings(choose: Callable[[Reading], WordsById], *, mutate: bool = True) -> dict[str, str]:
    """Return meanings by casefolded form, in all languages. A form that means two things means the first of them."""
    found: dict[str, str] = {}
    for lang, reading in READINGS.items():
        for id, words in choose(reading).items():
            for form in list_forms(words, lang, mutate=mutate):
                found.setdefault(form, id)
    return found
