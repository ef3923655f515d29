"""Days, months, years and seasons named in words: the pattern that finds them, and what they mean.

In: a match in a text and the day the year may be taken from. Out: first and last day. Knows nothing of due dates or of YAML.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from minutebook.i18n import (
    AND_ANYWHERE,
    ARTICLES,
    BEFORE_MONTH,
    MONTHS,
    OF_WORDS,
    ORDINAL_SUFFIXES,
    RANGE_OF_DAYS,
    SEASON_MONTHS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAYS,
    format_date,
    format_month,
    phrase_pattern,
)

_ORDINAL = f"(?:{phrase_pattern(ORDINAL_SUFFIXES)})?"
_OF = phrase_pattern(OF_WORDS)
_MONTH = rf"(?:(?:{phrase_pattern(BEFORE_MONTH)})\s+)?(?:{phrase_pattern(MONTHS)})\b(?:\.(?=,?\s*[0-9]))?"
_YEAR = r"[0-9]{4}(?![0-9/-])"
_DAY = rf"(?:(?:{phrase_pattern(WEEKDAYS)})\b\.?,?\s+)?(?:(?:{phrase_pattern(ARTICLES)})\s+)?[0-9]{{1,2}}{_ORDINAL}"
_TO = phrase_pattern({*RANGE_OF_DAYS, *AND_ANYWHERE, "-", "–", "/"})

# The weekday and the articles are matched to be passed over; what counts is named below.
MOMENT = re.compile(
    rf"""
      (?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![0-9-])
    | (?P<iso_month>[0-9]{{4}}-[0-9]{{2}})(?![0-9-])
    | (?P<figures>[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})(?![0-9])
    | (?P<days>{_DAY}(?:\s*(?:{_TO})\s*[0-9]{{1,2}}{_ORDINAL})?\s*(?:(?:{_OF})\s+)?{_MONTH}(?:,?\s+{_YEAR})?)
    | (?P<month_day>{_MONTH}\s+[0-9]{{1,2}}{_ORDINAL},?\s+{_YEAR})
    | (?P<month_year>{_MONTH},?\s+{_YEAR})
    | (?P<season>(?:{phrase_pattern(SEASONS)})\b(?:\s+(?:(?:{_OF})\s+)?{_YEAR})?)
    | (?P<month>{_MONTH})
    | (?P<year>(?:19|20|21)[0-9]{{2}}(?![0-9/,.-]*[0-9]))
    | (?P<weekday>(?:{phrase_pattern(WEEKDAYS)})\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_FOUR = re.compile(r"[0-9]{4}")
_NAMED_MONTH = re.compile(rf"\b(?:{phrase_pattern(MONTHS)})\b", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"^(?:{phrase_pattern(WEEKDAYS)})\b", re.IGNORECASE)
_NAMED_SEASON = re.compile(rf"^(?:{phrase_pattern(SEASONS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a moment in words means."""

    first: date | None
    """First day; None where no date can be understood (`Friday`, `5 May` with no meeting to take the year from)."""
    last: date | None
    understood: bool = False
    """Whether the year was taken from the meeting's date."""


class NoSuchDateError(Exception):
    """The text names a day that is in no calendar, or contradicts itself. The message says why, for a clerk."""


def read_moment(found: re.Match[str], on: date | None) -> Moment | None:
    """Return what a match of `MOMENT` means, None if it is none after all (a small `may`, a bare `mar`).

    A missing year is that of the first such day on or after `on`. Raises NoSuchDateError for 30 February and for a weekday
    that the date is not.
    """
    kind, text = found.lastgroup, found[0]
    if kind == "iso":
        day = make_day(int(text[:4]), int(text[5:7]), int(text[8:]))
        return Moment(day, day)
    if kind == "iso_month":
        return _whole_month(int(text[:4]), int(text[5:]))
    if kind == "year":
        return Moment(date(int(text), 1, 1), date(int(text), 12, 31))
    if kind == "figures":
        # Day first, as in every British paper; the reader is told what was understood.
        day_number, month, year = (int(part) for part in re.split("[/.]", text))
        day = make_day(year, month, day_number)
        return Moment(day, day)
    if kind == "weekday":
        # `Sul` and `Sun` cut short, and Welsh `Mawrth`, need more beside them.
        return Moment(None, None) if not text.islower() and len(text) > 4 else None
    if kind == "season":
        return _read_season(text, on)
    return _read_named(kind or "", text, on)


def make_day(year: int, month: int, day: int) -> date:
    """Return the date. Raises NoSuchDateError with words for a clerk."""
    if not 1 <= month <= 12:
        raise NoSuchDateError(f"there is no month {month}")
    if year < 1000:
        raise NoSuchDateError(f"{year:04} is no year that minutes can be of")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise NoSuchDateError(f"{format_month(year, month, 'en')} has {length} days")
    return date(year, month, day)


def _whole_month(year: int, month: int, *, understood: bool = False) -> Moment:
    first = make_day(year, month, 1)
    return Moment(first, first.replace(day=monthrange(year, month)[1]), understood)


def _read_named(kind: str, text: str, on: date | None) -> Moment | None:
    weekday = _NAMED_DAY.match(text) if kind == "days" else None
    rest = text[weekday.end() :] if weekday else text
    named = _NAMED_MONTH.search(rest)
    if not named:
        return None
    month = MONTHS[named[0].casefold()]
    four = _FOUR.search(rest)
    year = int(four[0]) if four else None
    if kind in ("month", "month_year"):
        # "may" is a verb, "Mar" and "hyd" are cut short: alone a month is a whole word with a capital.
        name = named[0]
        if kind == "month" and not (name[0].isupper() and (len(name) > 3 or name.casefold() in SHORT_MONTHS)):
            return None
        return _month_of(year, month, on)
    days = [int(number) for number in _NUMBER.findall(_FOUR.sub("", rest))]
    moment = _days_of(year, month, days, on)
    if weekday and moment.first and not moment.understood and moment.first.weekday() != WEEKDAYS[weekday[0].casefold()]:
        named_day, _, day = format_date(moment.first, "en", "weekday").partition(" ")
        raise NoSuchDateError(f"{day} is a {named_day}")
    return moment


def _month_of(year: int | None, month: int, on: date | None) -> Moment:
    if year is not None:
        return _whole_month(year, month)
    if on is None:
        return Moment(None, None)
    return _whole_month(on.year + (month < on.month), month, understood=True)


def _days_of(year: int | None, month: int, days: list[int], on: date | None) -> Moment:
    if year is not None:
        first, last = make_day(year, month, days[0]), make_day(year, month, days[-1])
        if last < first:
            raise NoSuchDateError("it ends before it begins")
        return Moment(first, last)
    if not 1 <= max(days) <= monthrange(2024, month)[1] or not min(days):
        raise NoSuchDateError(f"{format_month(2024, month, 'en').split()[0]} has {monthrange(2024, month)[1]} days")
    if on is None:
        return Moment(None, None)
    for ahead in range(9):
        try:
            first, last = date(on.year + ahead, month, days[0]), date(on.year + ahead, month, days[-1])
        except ValueError:
            # 29 February comes at most eight years later.
            continue
        if last >= on:
            return Moment(first, last, understood=True)
    return Moment(None, None)


def _read_season(text: str, on: date | None) -> Moment | None:
    named = _NAMED_SEASON.match(text)
    if not named:
        return None
    first, last = SEASON_MONTHS[SEASONS[" ".join(named[0].casefold().split())]]
    four = _FOUR.search(text)
    year = int(four[0]) if four else None
    if year is None:
        if on is None:
            return Moment(None, None)
        year = on.year + (last < on.month and last >= first)
    start = make_day(year, first, 1)
    end = make_day(year + (last < first), last, monthrange(year + (last < first), last)[1])
    return Moment(start, end, understood=four is None)
