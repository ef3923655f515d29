"""Times of day as people write them. In: text. Out: a `time`, or None and why."""

from __future__ import annotations

import re
from datetime import time

from minutebook.i18n import HOUR_WORDS, MERIDIEMS, TIME_WORDS, phrase_pattern

_TIME = re.compile(
    rf"(?P<hour>[0-9]{{1,2}})(?:\s?[:.]\s?(?P<minute>[0-9]{{2}}))?\s*(?P<half>{phrase_pattern(MERIDIEMS)})?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"(?P<hour>[0-9]{{2}})[:.]?(?P<minute>[0-9]{{2}})\s*(?:{phrase_pattern(HOUR_WORDS)})\.?", re.IGNORECASE
)
_FIRST_CERTAIN_HOUR = 8


def parse_time(text: str) -> time | None:
    """Return the time that `text` is: `2.30pm`, `2.30 p.m.`, `14:30`, `14.30`, `7pm`, `7 yr hwyr`, `1430 hrs`, `noon`.

    `7.30` with no am or pm is None: nobody meets at half past seven in the morning, but nobody says so either. From 8 on,
    and with a leading zero (`07:30`), the 24-hour clock is certain.
    """
    words = " ".join(text.split()).casefold()
    if words in TIME_WORDS:
        return TIME_WORDS[words]
    if found := _HOURS.fullmatch(words):
        return _make(int(found["hour"]), int(found["minute"]))
    found = _TIME.fullmatch(words)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = MERIDIEMS.get(found["half"] or "")
    if half is None:
        if found["minute"] is None or (hour < _FIRST_CERTAIN_HOUR and len(found["hour"]) == 1):
            return None
    elif hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half == "am":
        return None
    return _make(hour, minute)


def explain_time(text: str) -> str:
    """Return why `text`, which is no time, is none, and what to write."""
    found = _TIME.fullmatch(" ".join(text.split()).casefold())
    if found and not found["half"] and int(found["hour"]) < 24:
        hour, minute = int(found["hour"]), found["minute"]
        evening = f"{hour % 12 or 12}{'.' + minute if minute else ''}pm"
        return f'"{text}" may be morning or evening. Write {evening}, or {hour:02}:{minute or "00"}'
    return f'"{text}" is no time. Write it as 2.30pm, 14:30, 7pm or noon'


def _make(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
