"""Checks of who was there.

In: the register. Out: findings at the line of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.checks.registry import Finding, Subject, check
from minutebook.diagnostics import Location
from minutebook.model import Attendee, Meeting

_THERE = ("present", "remote")
_AWAY = ("apologies", "absent")


@check("present-and-absent", "warning")
def find_contradictions(subject: Subject) -> Iterator[Finding]:
    """Somebody is both present and absent, or present twice.

    Why: The attendance of a member is a public record, and one of the two is wrong.
    Bad: present: Cllr B Price
    apologies: Cllr B Price
    Good: present: Cllr B Price (from item 4)
    """
    for meeting in subject.register.meetings.values():
        there: dict[str, Attendee] = {}
        for attendee in meeting.attendees:
            if attendee.group in _THERE:
                there.setdefault(_identify(attendee), attendee)
        for attendee in meeting.attendees:
            other = there.get(_identify(attendee))
            if other is None or attendee.group not in _AWAY:
                continue
            message = (
                f"{attendee.who.text} is both {other.group} (line {other.line}) and in {attendee.group} "
                f"(line {attendee.line}). Which is it? If they came later, write "
                f'"{attendee.who.text} (from item 4)" under {other.group}.'
            )
            yield _place(meeting, attendee), message


@check("unknown-item-in-attendance", "warning")
def find_unknown_items(subject: Subject) -> Iterator[Finding]:
    """`from item 9` or `until item 9` names an item that the meeting does not have.

    Why: It says who was there for a decision, so a wrong number misleads.
    Bad: present: Cllr B Price (from item 196/10)
    Good: present: Cllr B Price (from item 196/20)
    """
    for meeting in subject.register.meetings.values():
        numbers = _list_numbers(meeting)
        if not numbers:
            continue
        for attendee in meeting.attendees:
            for words in (attendee.joined, attendee.left):
                found = re.match(r"\D*?(\d[\w/.]*)$", words) if re.match(r"(?i)(item|minute|eitem)\b", words) else None
                if found and found[1].rstrip(".") not in numbers:
                    near = min(numbers, key=lambda number: _distance(number, found[1]))
                    message = (
                        f'"{words}" beside {attendee.who.text}: this meeting has no item {found[1]}. '
                        f"Did you mean {near}?"
                    )
                    yield _place(meeting, attendee), message


def _identify(attendee: Attendee) -> str:
    return attendee.who.id or attendee.who.text.casefold()


def _place(meeting: Meeting, attendee: Attendee) -> Location:
    return Location(meeting.versions[0].path, attendee.line)


def _list_numbers(meeting: Meeting) -> list[str]:
    numbers = []
    for item in meeting.versions[0].items:
        if found := re.search(r"\d[\w/.]*", item.number):
            numbers.append(found[0].rstrip("."))
    return numbers


def _distance(one: str, other: str) -> int:
    """Count the places in which two numbers differ; the shorter is as if filled up."""
    length = max(len(one), len(other))
    return sum(a != b for a, b in zip(one.ljust(length), other.ljust(length), strict=True))
