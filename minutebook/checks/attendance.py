"""Checks of who was there.

In: the register. Out: findings at the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutebook.checks.minutes import Minutes
from minutebook.checks.places import find_attendees, find_words
from minutebook.checks.registry import Finding, check_meeting
from minutebook.diagnostics import Location
from minutebook.i18n import ITEM_WORDS, phrase_pattern
from minutebook.model import Attendee, Meeting
from minutebook.names import whole_name_key

_THERE = ("present", "remote")
_AWAY = ("apologies", "absent")
_NUMBERED = re.compile(rf"(?:{phrase_pattern(ITEM_WORDS)})\b\D*?(\d[\w/.]*)$", re.IGNORECASE)


@check_meeting("present-and-absent", "warning")
def find_contradictions(minutes: Minutes) -> Iterator[Finding]:
    """Somebody is both present and absent.

    Why: The attendance of a member is a public record, and one of the two is wrong.
    Bad: present: Cllr B Price
    apologies: Cllr B Price
    Good: present: Cllr B Price (from item 4)
    """
    meeting = minutes.meeting
    there: dict[str, int] = {}
    places: list[Location] = []  # found once, and only where something is wrong
    for at, attendee in enumerate(meeting.attendees):
        if attendee.group in _THERE:
            there.setdefault(_identify(attendee), at)
    for at, attendee in enumerate(meeting.attendees):
        first = there.get(_identify(attendee))
        if first is None or attendee.group not in _AWAY:
            continue
        other = meeting.attendees[first]
        places = places or _find_places(minutes)
        message = (
            f"{attendee.who.text} is both {other.group} (line {places[first].line}) and in {attendee.group} "
            f"(line {places[at].line}). Which is it? If they came later, write "
            f'"{attendee.who.text} (from item 4)" under {other.group}.'
        )
        yield places[at], message


@check_meeting("present-twice", "warning")
def find_repetitions(minutes: Minutes) -> Iterator[Finding]:
    """Somebody is listed twice among those who were there.

    Why: They would be shown and counted twice, and perhaps one of the two names is a slip for somebody else's.
    Bad: present: Cllr Bethan Price, Cllr Jane Rees, Cllr B Price
    Good: present: Cllr Bethan Price, Cllr Jane Rees
    """
    meeting = minutes.meeting
    there: dict[str, int] = {}
    places: list[Location] = []  # found once, and only where something is wrong
    for at, attendee in enumerate(meeting.attendees):
        if attendee.group not in _THERE:
            continue
        first = there.setdefault(_identify(attendee), at)
        other = meeting.attendees[first]
        if first == at or _follow(other, attendee):
            continue
        places = places or _find_places(minutes)
        message = (
            f'One person is listed twice: as "{other.who.text}" under {other.group} (line {places[first].line}) and as '
            f'"{attendee.who.text}" under {attendee.group} (line {places[at].line}). Take one out. If they were there in two '
            "ways or twice, say when: (until item 4) and (from item 5)."
        )
        yield places[at], message


@check_meeting("unknown-item-in-attendance", "warning")
def find_unknown_items(minutes: Minutes) -> Iterator[Finding]:
    """`from item 9` or `until item 9` names an item that the meeting does not have.

    Why: It says who was there for a decision, so a wrong number misleads.
    Bad: present: Cllr B Price (from item 196/10)
    Good: present: Cllr B Price (from item 196/20)
    """
    meeting = minutes.meeting
    numbers = _list_numbers(meeting)
    if not numbers:
        return
    places: list[Location] = []
    for at, attendee in enumerate(meeting.attendees):
        for words in (attendee.joined, attendee.left):
            found = _NUMBERED.match(words)
            if found and found[1].rstrip(".") not in numbers:
                note = _find_note(attendee, words)
                message = (
                    f'"{note}" beside {attendee.who.text}: this meeting has no item {found[1]}. '
                    f"{_hint_number(found[1], numbers)}"
                )
                places = places or _find_places(minutes)
                place = places[at]
                yield find_words(note, place, minutes.read_lines(place.path)) or place, message


def _identify(attendee: Attendee) -> str:
    return attendee.who.id or whole_name_key(attendee.who.text)


def _follow(one: Attendee, other: Attendee) -> bool:
    """Whether the notes say that two entries hold one after the other, or that somebody went from the room to the screen."""
    if one.group == other.group:
        return bool((one.left and other.joined) or (one.joined and other.left))
    return bool(one.left or one.joined or other.left or other.joined)


def _find_places(minutes: Minutes) -> list[Location]:
    return find_attendees(minutes.meeting, minutes.read_lines(minutes.meeting.versions[0].path))


def _find_note(attendee: Attendee, words: str) -> str:
    """Return the part of the brackets after a name that ends in `words`: `from item 9`."""
    found = re.search(rf"[^;,]*{re.escape(words)}(?!\w)", attendee.notes)
    return found[0].strip() if found else words


def _list_numbers(meeting: Meeting) -> list[str]:
    numbers = []
    for item in meeting.versions[0].items:
        if found := re.search(r"\d[\w/.]*", item.number):
            numbers.append(found[0].rstrip("."))
    return numbers


def _hint_number(number: str, numbers: Sequence[str]) -> str:
    """Return the number that was meant, where less than half of it differs; else those that there are."""
    near = min(numbers, key=lambda other: _distance(other, number))
    if 2 * _distance(near, number) < max(len(near), len(number)):
        return f"Did you mean {near}?"
    if len(numbers) == 1:
        return f"Its only item is {numbers[0]}."
    return f"Its items go from {numbers[0]} to {numbers[-1]}."


def _distance(one: str, other: str) -> int:
    """Count the places in which two numbers differ; the shorter is as if filled up."""
    length = max(len(one), len(other))
    return sum(a != b for a, b in zip(one.ljust(length), other.ljust(length), strict=True))
