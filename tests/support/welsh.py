"""How a Welsh reader says a day and a number of things. In: words of a page. Out: what of them is not so.

Written out by hand, not taken from the program's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

MONTHS: Final = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
WEEKDAYS: Final = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DATE = re.compile(
    rf"\d(st|nd|rd|th)\b|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d ({_ENGLISH_MONTHS})\b|\b({_ENGLISH_MONTHS}) \d"
)
_COUNTED = {
    "cyfarfod": ("gyfarfod", "chyfarfod"),
    "penderfyniad": ("benderfyniad", "phenderfyniad"),
    "cam": ("gam", "cham"),
    "cynllun": ("gynllun", "chynllun"),
    "person": ("berson", "pherson"),
    "term": ("derm", "therm"),
}
"""What is counted, as it stands after 2 and after 3 and 6 where they are said: dau, tri, chwe. All of them masculine."""
_NUMBER = re.compile(rf"\b(\d+) ({'|'.join(form for noun, forms in _COUNTED.items() for form in (noun, *forms))})\b")
_UNCHANGED = re.compile(
    r"\b(?:a (?:Clerc|Cadeirydd|Prif|Pennaeth|Cyfarwyddwr|Cyngor|Cabinet|Pwyllgor|Tîm)"
    r"|(?:i|o|hyd) (?:Mawrth|Mai|Mehefin|Gorffennaf|Medi|Tachwedd|Rhagfyr)) ?\b",
)
"""Offices, bodies and months that stay as they are behind a word that changes them: `a Chlerc`, `i Dachwedd`."""
_LEAST = 3
"""Letters that a month cut short keeps: `Ion`, `Chwef`."""


def find_wrong_forms(text: str) -> Iterator[str]:
    """Yield what of a Welsh text is an English date, or a number of things whose name has not the first letter that the number gives it, or
    a word that ought to change behind another.
    """
    for found in (*_ENGLISH_DATE.finditer(text), *_UNCHANGED.finditer(text)):
        yield found[0]
    for number, form in _NUMBER.findall(text):
        noun, after = next((noun, forms) for noun, forms in _COUNTED.items() if form in (noun, *forms))
        if form != {"2": after[0], "3": after[1], "6": after[1]}.get(number, noun):
            yield f"{number} {form}"


def says_day(words: str, day: str) -> bool:
    """Whether Welsh words that stand for a day, as `2023-04-18`, name its year and month, and its weekday if they name any."""
    when = date.fromisoformat(day)
    weekday = re.search(r"\b[Dd]ydd (\w+)", words)
    month = MONTHS[when.month - 1]
    return (
        any(len(word) >= _LEAST and month.startswith(word) for word in words.split())
        and str(when.year) in words
        and (weekday is None or weekday[1] == WEEKDAYS[when.weekday()])
    )
