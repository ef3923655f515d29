"""Words by which dates and times are read, in every language at once (minutes in one language quote the
other).

Out: mappings from the casefolded word to what it means. Nothing here parses; months and weekdays come from
CLDR, with Welsh mutated forms (`Fehefin`, `Ragfyr`) and the abbreviations people use added.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Final

from minutebook.i18n.forms import meanings, read_forms
from minutebook.i18n.languages import LANGUAGES, locale

# Abbreviations beside CLDR's.
_SHORT_MONTHS: Final[dict[str, dict[str, int]]] = {
    "en": {"sep": 9, "sept": 9, "jun": 6, "jul": 7},
    "cy": {"chwef": 2, "chw": 2, "ebr": 4, "gorff": 7, "gor": 7, "tach": 11, "rhag": 12},
}
_SHORT_WEEKDAYS: Final[dict[str, dict[str, int]]] = {
    "en": {
        "mon": 0,
        "tue": 1,
        "tues": 1,
        "wed": 2,
        "weds": 2,
        "thu": 3,
        "thur": 3,
        "thurs": 3,
        "fri": 4,
        "sat": 5,
        "sun": 6,
    },
}


@cache
def parse_month_names(lang: str) -> Mapping[str, int]:
    """Month numbers by casefolded name, long and short, without a full stop, in one language.

    Welsh names in full stand with their mutated forms. Short ones may be other words (`may`, `mar`, Welsh
    `hyd`, until): let them count only beside a day or year. Raises KeyError for an unknown language.
    """
    names: dict[str, int] = dict(_SHORT_MONTHS.get(lang, {}))
    months = locale(lang).months
    for context in ("format", "stand-alone"):
        names |= {name.casefold().rstrip("."): number for number, name in months[context]["abbreviated"].items()}
        names |= _full_names(months[context]["wide"], lang)
    return names


@cache
def parse_weekday_names(lang: str) -> Mapping[str, int]:
    """Weekdays by casefolded name, Monday 0; English short ones too, Welsh with and without `dydd`.

    Raises KeyError for an unknown language.
    """
    names: dict[str, int] = dict(_SHORT_WEEKDAYS.get(lang, {}))
    days = locale(lang).days
    for context in ("format", "stand-alone"):
        wide = days[context]["wide"]
        names |= _full_names(wide, lang)
        names |= _full_names({number: name.removeprefix("Dydd ") for number, name in wide.items()}, lang)
    return names


def _full_names(names: Mapping[int, str], lang: str) -> dict[str, int]:
    """Numbers by casefolded name. Only names in full are mutated: `Gor` (July) cut short would give `or`."""
    return {form: number for number, name in names.items() for form in read_forms((name,), mutate=lang == "cy")}


MONTHS: Final[dict[str, int]] = {name: number for lang in LANGUAGES for name, number in parse_month_names(lang).items()}
"""Month numbers by casefolded name in any language. No name means two months (a test says so)."""

WEEKDAYS: Final[dict[str, int]] = {name: day for lang in LANGUAGES for name, day in parse_weekday_names(lang).items()}
"""Weekdays, Monday 0, by casefolded name in any language. `mawrth` is also a month."""

SEASONS: Final[dict[str, str]] = meanings(
    {
        "spring": (("spring",), ("gwanwyn",)),
        "summer": (("summer",), ("haf",)),
        # Welsh hydref alone is October: only with its article is it the season.
        "autumn": (("autumn",), ("yr hydref",)),
        "winter": (("winter",), ("gaeaf",)),
    }
)
"""`spring`, `summer`, `autumn` or `winter` by casefolded word in any language."""

SEASON_MONTHS: Final[Mapping[str, tuple[int, int]]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
}
"""First and last month of each season, as the Met Office counts them; winter ends in the next year."""

ORDINAL_SUFFIXES: Final = frozenset(("st", "nd", "rd", "th", "af", "il", "ydd", "ed", "fed", "eg", "ain"))
"""What may follow the figures of a day: `5th`, `1af`, `3ydd`."""

MERIDIEMS: Final[dict[str, str]] = meanings(
    {
        "am": (("am", "a.m", "a.m.", "in the morning"), ("yb", "y.b.", "y bore", "o'r bore")),
        "pm": (
            ("pm", "p.m", "p.m.", "in the afternoon", "in the evening"),
            ("yh", "y.h.", "yp", "y.p.", "y prynhawn", "yr hwyr", "o'r hwyr"),
        ),
    }
)
"""`am` or `pm` by the casefolded words that follow a time."""

TIME_WORDS: Final[dict[str, datetime.time]] = {
    **dict.fromkeys(("noon", "12 noon", "midday", "12 midday"), datetime.time(12)),
    **dict.fromkeys(("hanner dydd", "12 hanner dydd", "canol dydd"), datetime.time(12)),
    **dict.fromkeys(("midnight", "12 midnight", "hanner nos", "12 hanner nos"), datetime.time(0)),
}
"""Times that have a name, by casefolded words in any language."""
