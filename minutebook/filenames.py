"""What a clerk meant by the name of a file that is left out, and the name to give it.

In: names. Out: messages. It knows no disk and no other file but by asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})[-._ ](?P<month>\d{1,2})[-._ ](?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})[-._ ](?P<month_second>\d{1,2})[-._ ](?P<year_last>\d{4}))(?!\d)"
)
"""A date in figures, perhaps without its noughts, perhaps the day first as British papers write it."""
_LANGUAGE = re.compile(r"\.[a-z]{2,3}\.md$")


def explain_name(name: str, body: str, exists: Callable[[str], bool]) -> str:
    """Return what to say of a Markdown file in a body's folder whose name is no date. `exists` says which names are taken."""
    named = suggest_name(name)
    if not named:
        return (
            f'"{name}" does not begin with a date, so it is not read as minutes. '
            f"Name it after the day of the meeting: {body}/2023-05-16.md."
        )
    day, dot, rest = named.partition(".")
    there = (
        f" There is such a file already: if this is a second meeting of that day, call it {day}-2{dot}{rest}."
        if exists(named)
        else ""
    )
    return (
        f'"{name}" is not read as minutes, since their name is the date alone, as year-month-day in figures. '
        f"Name it: {body}/{named}.{there}"
    )


def suggest_name(name: str) -> str:
    """Return the name that minutes should have whose name holds a date in figures; nothing where it holds none."""
    found = _DATE.search(name)
    if not found:
        return ""
    parts = [("year", "year_last"), ("month", "month_second"), ("day", "day_first")]
    try:
        day = date(*(int(found[first] or found[other]) for first, other in parts))
    except ValueError:
        return ""
    lang = _LANGUAGE.search(name)
    return f"{day}{lang[0] if lang else '.md'}"


def explain_ending(path: str, known: Sequence[str]) -> str:
    """Return what to say of a file of YAML that is left out: because of its ending, or as none of the `known`."""
    stem, _, ending = path.rpartition(".")
    if ending == "yml":
        return f"This file is left out, because nothing here has such a name. Such files are {', '.join(known)}."
    return f'This file is left out, because the name of such a file ends in ".yml". Name it: {stem}.yml'
