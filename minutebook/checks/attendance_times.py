"""Checks of when somebody came or left.

In: the register. Out: findings at the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.checks.minutes import Minutes
from minutebook.checks.places import find_attendees
from minutebook.checks.registry import Finding, check_meeting
from minutebook.dates import explain_time, parse_time
from minutebook.diagnostics import Location
from minutebook.i18n import ATTENDANCE_NOTES, MERIDIEMS, phrase_pattern

_TIME = re.compile(
    rf"(?<!\w)(?:{phrase_pattern(word for word, note in ATTENDANCE_NOTES.items() if note in ('from', 'until'))})\s+"
    rf"(?P<time>[0-9]{{1,2}}(?:[.:][0-9]{{2}})?\s*(?:{phrase_pattern(MERIDIEMS)})|[0-9]{{1,2}}[.:][0-9]{{2}})(?![\w/.:-])",
    re.IGNORECASE,
)


@check_meeting("no-time-in-attendance", "warning")
def find_odd_times(minutes: Minutes) -> Iterator[Finding]:
    """`from 3.40pm` or `until 3.40pm` holds a time that does not exist or cannot be read for certain.

    Why: It says who was there for a decision, so a wrong time misleads.
    Bad: present: Cllr B Price (from 25.70pm)
    Good: present: Cllr B Price (from 5.10pm)
    """
    meeting = minutes.meeting
    numbers = {item.number.rstrip(".)") for item in meeting.versions[0].items}
    places: list[Location] = []  # found once, and only where something is wrong
    for at, attendee in enumerate(meeting.attendees):
        for found in _TIME.finditer(attendee.notes):
            time = found["time"]
            if parse_time(time) is None and time not in numbers:
                places = places or find_attendees(meeting, minutes.read_lines(meeting.versions[0].path))
                yield places[at], f'"{found[0]}" beside {attendee.who.text}: {explain_time(time)}.'
