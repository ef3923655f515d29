"""Dates, times and sizes as a language writes them, from CLDR (through Babel) and the patterns of the
language's file.

In: values and a language code. Out: text. It reads no dates (the words for that are in `datewords`), and
never looks at the clock, the time zone or the machine's locale. Every function raises KeyError for an
unknown language.
"""

import datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_date as babel_format_date
from babel.dates import format_time as babel_format_time

from minutebook.i18n.catalogue import catalogue
from minutebook.i18n.languages import language, locale
from minutebook.i18n.numbers import format_number

DateStyle = Literal["long", "short", "weekday"]


@lru_cache(maxsize=65536)
def format_date(day: datetime.date, lang: str, style: DateStyle = "long") -> str:
    """Write a date: `18 April 2023` (long), `18 Apr 2023` (short), `Tuesday 18 April 2023` (weekday)."""
    about = language(lang)
    pattern = {"long": about.date_long, "short": about.date_short, "weekday": about.date_weekday}[style]
    return babel_format_date(day, pattern, locale=locale(lang))


@lru_cache(maxsize=4096)
def format_month(year: int, month: int, lang: str) -> str:
    """Write a month: `April 2023`. Raises ValueError where there is no such month."""
    return babel_format_date(datetime.date(year, month, 1), language(lang).month, locale=locale(lang))


def list_months(lang: str) -> tuple[str, ...]:
    """Return the months as they stand in a date, January first."""
    return tuple(
        babel_format_date(datetime.date(2000, month, 1), "MMMM", locale=locale(lang)) for month in range(1, 13)
    )


def format_range(first: datetime.date, last: datetime.date, lang: str) -> str:
    """Write a range, both days included: `21 to 24 November 2022`, `30 April to 2 May 2023`; Welsh `21 – 24 Tachwedd 2022`.

    What both days share is said once; a range of one day is written as a date.
    """
    if first == last:
        return format_date(first, lang)
    about, end = language(lang), format_date(last, lang)
    pattern = about.date_long
    if first.year == last.year:
        pattern = pattern.replace("y", "")
        if first.month == last.month:
            pattern = pattern.replace("M", "")
    start = babel_format_date(first, " ".join(pattern.split()), locale=locale(lang))
    return about.range.replace("{first}", start).replace("{last}", end)


def format_time(moment: datetime.time, lang: str) -> str:
    """Write a time by the pattern of the language, else by the twelve-hour clock, as council papers do: `2.30pm`, `7pm`, `12 noon`.

    Seconds are left out, unless the pattern has them.
    """
    about = language(lang)
    if about.time:
        return babel_format_time(moment, about.time, locale=locale(lang))
    hour, minute = moment.hour, moment.minute
    if minute == 0 and hour in (0, 12):
        return about.noon if hour else about.midnight
    minutes = f".{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes}{about.morning if hour < 12 else about.afternoon}"


def format_size(size: int, lang: str) -> str:
    """Write a file's size, given in bytes, in the SI's thousands: `812 bytes`, `43 kB`, `1.2 MB`."""
    strings = catalogue(lang)
    if size < 1000:
        return strings.plural("size.bytes", size)
    if size < 999_500:
        return strings.text("size.kilobytes", n=format_number(round(size / 1000), lang))
    return strings.text("size.megabytes", n=format_number(round(size / 1_000_000, 1), lang))
