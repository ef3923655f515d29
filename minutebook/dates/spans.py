"""Dates that a field of YAML holds: `2023-04-18`, `2023-04`, `2023`, a range, and other forms where they are certain."""

from __future__ import annotations

import re
from datetime import date

from minutebook.dates.moments import MOMENT, NoSuchDateError, make_day, read_moment
from minutebook.i18n import MONTHS, RANGE_OF_DAYS, phrase_pattern
from minutebook.model import DateSpan

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOOSE = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_TO = re.compile(rf"\s+(?:{phrase_pattern(RANGE_OF_DAYS)}|-)\s+|\s*[–—]\s*")
_YEAR_END = re.compile(r"\s+([0-9]{4})$")
_MONTH_END = re.compile(rf"\s+((?:{phrase_pattern(MONTHS)})\.?\s+[0-9]{{4}})$", re.IGNORECASE)
_HOW = "Write a date as 2023-04-18, 2023-04 or 2023, and a range as 2022-11-21/2022-11-24"


def parse_date(text: str) -> DateSpan | None:
    """Return the day, month, year or range that `text` is, or None if it is none or not certain.

    ISO 8601 is standard; `2 May 2018`, `Tuesday 2nd May 2018`, `2 Mai 2018`, `May 2018`, `02/05/2018` (day first, as British
    papers write it), `2018-5-2`, `21 to 24 November 2022` are understood with `standard=False`. Two-figure years, dates
    without a year, and a weekday that the date is not are not certain.
    """
    try:
        return _read(text)
    except NoSuchDateError:
        return None


def denies_date(text: str) -> bool:
    """Return whether `text` is a date by its form, but one that no calendar has."""
    try:
        _read(text)
    except NoSuchDateError:
        return True
    return False


def explain_date(text: str) -> str:
    """Return why `text`, which is no date, is none, and how to write one."""
    words = " ".join(text.split())
    try:
        if _read(words) is None and re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", words):
            return f'"{words}" can be read in several ways, since its year is cut short. {_HOW}'
    except NoSuchDateError as fault:
        return f'"{words}" is no date: {fault}. {_HOW}'
    found = MOMENT.fullmatch(words)
    if found and found.lastgroup == "season":
        return f'"{words}" is no certain date: a season has no first and last day that all agree on. {_HOW}'
    if found and found.lastgroup in ("days", "month"):
        return f'"{words}" has no year. {_HOW}'
    return f'"{words}" is no date. {_HOW}'


def _read(text: str) -> DateSpan | None:
    words = " ".join(text.split())
    ends = _read_iso(words)
    if ends:
        return DateSpan(*ends, text=words)
    head, slash, tail = words.partition("/")
    if slash and (start := _read_iso(head.strip())) and (end := _read_iso(tail.strip())):
        if end[1] < start[0]:
            raise NoSuchDateError("the range ends before it begins")
        return DateSpan(start[0], end[1], words)
    ends = _read_loose(words)
    return DateSpan(*ends, text=words, standard=False) if ends else None


def _read_iso(text: str) -> tuple[date, date] | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if found[3]:
        return (make_day(year, month, day),) * 2
    if found[2]:
        first = make_day(year, month, 1)
        return first, _last_of(first)
    return make_day(year, 1, 1), make_day(year, 12, 31)


def _read_loose(text: str) -> tuple[date, date] | None:
    if found := _LOOSE.fullmatch(text):
        return (make_day(int(found[1]), int(found[3]), int(found[4])),) * 2
    found = MOMENT.fullmatch(text)
    if found:
        if found.lastgroup == "season":
            return None
        moment = read_moment(found, None)
        return (moment.first, moment.last) if moment and moment.first and moment.last else None
    halves = _TO.split(text)
    return _read_range(*halves) if len(halves) == 2 else None


def _read_range(head: str, tail: str) -> tuple[date, date] | None:
    """Read `30 April` and `2 May 2023`: what the first half leaves out stands in the second."""
    end = _read_iso(tail) or _read_loose(tail)
    if not end:
        return None
    start = _read_iso(head) or _read_loose(head)
    for rest in (_YEAR_END, _MONTH_END):
        if start is None and (found := rest.search(tail)):
            start = _read_loose(f"{head} {found[1]}")
    if start is None:
        return None
    if end[1] < start[0]:
        raise NoSuchDateError("the range ends before it begins")
    return start[0], end[1]


def _last_of(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first < date(9999, 12, 1) else None
    return date.fromordinal(following.toordinal() - 1) if following else date(9999, 12, 31)
