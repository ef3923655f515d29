"""Words by which dates and times are read, in every language at once (minutes in one language quote the
other).

In: the `reading:` parts of the languages' files, and CLDR. Out: mappings from the casefolded word to what it means. Nothing here
parses; months and weekdays come from CLDR, with Welsh mutated forms (`Fehefin`, `Ragfyr`) and the abbreviations people use added.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from minutebook.i18n.languages import locale
from minutebook.i18n.reading import READINGS, find_either, find_meanings, list_forms

_SHORTEST_NAME: Final = 3
"""Letters of a month's name that may be cut short, so that it takes more to be sure of it."""


@cache
def parse_month_names(lang: str) -> Mapping[str, int]:
    """Month numbers by casefolded name, long and short, without a full stop, in one language.

    Welsh names in full stand with their mutated forms. Short ones may be other words (`may`, `mar`, Welsh
    `hyd`, until): let them count only beside a day or year. Raises KeyError for an unknown language.
    """
    months = locale(lang).months
    names = {
        form: int(number)
        for number, words in READINGS[lang].month.items()
        for form in list_forms(words, lang, mutate=False)
    }
    for context in ("format", "stand-alone"):
        names |= {name.casefold().rstrip("."): number for number, name in months[context]["abbreviated"].items()}
        names |= _full_names(months[context]["wide"], lang)
    return names


@cache
def parse_weekday_names(lang: str) -> Mapping[str, int]:
    """Weekdays by casefolded name, Monday 0; English short ones too, Welsh with and without `dydd`.

    Raises KeyError for an unknown language.
    """
    days = locale(lang).days
    reading = READINGS[lang]
    names = {
        form: number
        for number, words in enumerate(reading.weekday.values())
        for form in list_forms(words, lang, mutate=False)
    }
    for context in ("format", "stand-alone"):
        wide = days[context]["wide"]
        names |= _full_names(wide, lang)
        for word in reading.before_weekday:
            bare = {number: name[len(word) + 1 :] for number, name in wide.items() if _begins(name, word)}
            names |= _full_names(bare, lang)
    return names


def _begins(name: str, word: str) -> bool:
    return name.casefold().startswith(f"{word.casefold()} ")


def _full_names(names: Mapping[int, str], lang: str) -> dict[str, int]:
    """Numbers by casefolded name. Only names in full are mutated: `Gor` (July) cut short would give `or`."""
    return {form: number for number, name in names.items() for form in list_forms((name,), lang)}


def _merge(parse: Callable[[str], Mapping[str, int]]) -> dict[str, int]:
    """Names in all languages. One that two languages have means what it means in the first of them."""
    found: dict[str, int] = {}
    for lang in READINGS:
        found = {**parse(lang), **found}
    return found


MONTHS: Final = _merge(parse_month_names)
"""Month numbers by casefolded name in any language. No name means two months (a test says so)."""

SHORT_MONTHS: Final = frozenset(
    form
    for lang in READINGS
    for name in locale(lang).months["format"]["wide"].values()
    if len(name) <= _SHORTEST_NAME
    for form in list_forms((name,), lang)
)
"""Months whose whole name is as short as others cut short: `may`, `mai`, `fai`."""

WEEKDAYS: Final = _merge(parse_weekday_names)
"""Weekdays, Monday 0, by casefolded name in any language. `mawrth` is also a month."""

BEFORE_MONTH: Final = find_either(lambda reading: reading.before_month, mutate=False)
"""Words that may stand before a month's name: `mis Mai`."""

OF_WORDS: Final = find_either(lambda reading: reading.of, mutate=False)
"""Words between a day and its month, a meeting and its day."""

RANGE_OF_DAYS: Final = find_either(lambda reading: reading.range["day"], mutate=False)
"""Words between the first and the last of several days."""

SEASONS: Final = find_meanings(lambda reading: reading.season)
"""`spring`, `summer`, `autumn` or `winter` by casefolded word in any language."""

SEASON_MONTHS: Final[Mapping[str, tuple[int, int]]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
}
"""First and last month of each season, as the Met Office counts them; winter ends in the next year."""

ORDINAL_SUFFIXES: Final = find_either(lambda reading: reading.ordinal, mutate=False)
"""What may follow the figures of a day: `5th`, `1af`, `3ydd`."""

MERIDIEMS: Final = find_meanings(lambda reading: reading.half_day)
"""`am` or `pm` by the casefolded words that follow a time."""

HOUR_WORDS: Final = find_either(lambda reading: reading.hours, mutate=False)
"""Words behind the four figures of a time: `1430 hrs`."""

_NAMED_TIMES: Final = {"noon": datetime.time(12), "midnight": datetime.time(0)}
TIME_WORDS: Final[dict[str, datetime.time]] = {
    form: _NAMED_TIMES[id] for form, id in find_meanings(lambda reading: reading.time, mutate=False).items()
}
"""Times that have a name, by casefolded words in any language."""
