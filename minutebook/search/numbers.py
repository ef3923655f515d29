"""The numbers by which the index knows pages. Each depends on its page alone, so that a new page changes no other's, and no file but its own.

In: the register. Out: a group and a number for each page. A meeting's number is its day; what is no meeting has one from its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from zlib import crc32

from minutebook.model import Meeting, Register
from minutebook.tracing import Traced, Tracer

GROUPS: Final = ("term", "person", "office", "plan", "page", "body")
"""The groups of pages that are no meetings. Behind them come those of meetings: of each body the first of each day, the second, and so on."""
_NUMBERS = 4096
"""How many numbers things of a group share; where there are more of them, twice as many, and so on."""
_FEW, _MANY = 53, 2600
"""Groups of meetings: few have numbers of one sign, many of two (see `files.write_number`). The browser can tell 4,096 apart."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Group and number of every page."""

    since: date
    """The day 0: the first of the decade of the oldest meeting."""
    groups: Mapping[tuple[str, int], int]
    """By body and which meeting of its day, from 1."""
    things: Mapping[str, Mapping[str, int]]
    """By kind and id."""

    def find_meeting(self, meeting: Meeting) -> tuple[int, int]:
        """Return a meeting's group and number."""
        return self.groups[meeting.body, meeting.number], (meeting.date - self.since).days

    def find_thing(self, kind: str, id: str) -> tuple[int, int]:
        """Return group and number of what is no meeting."""
        return GROUPS.index(kind), self.things[kind][id]


class TrackedNumbers:
    """Group and number of a page, noting what is read for it."""

    def __init__(self, numbers: Numbers, tracer: Tracer) -> None:
        """Wrap them."""
        self._since = Traced(tracer, "day 0", {"": numbers.since})
        self._groups = Traced(
            tracer, "group of meetings", {f"{body}/{which}": group for (body, which), group in numbers.groups.items()}
        )
        self._things = Traced(
            tracer,
            "number of page",
            {f"{kind}/{id}": number for kind, ids in numbers.things.items() for id, number in ids.items()},
        )

    def find_meeting(self, meeting: Meeting) -> tuple[int, int]:
        """Return a meeting's group and number."""
        return self._groups[f"{meeting.body}/{meeting.number}"], (meeting.date - self._since[""]).days

    def find_thing(self, kind: str, id: str) -> tuple[int, int]:
        """Return group and number of what is no meeting."""
        return GROUPS.index(kind), self._things[f"{kind}/{id}"]


def number_pages(register: Register) -> Numbers:
    """Return the numbers of all pages of a register."""
    meetings = register.meetings.values()
    first: dict[tuple[str, int], date] = {(body, 1): date.max for body in register.bodies}
    for meeting in meetings:
        key = meeting.body, meeting.number
        first[key] = min(meeting.date, first.get(key, date.max))
    # Where two would share a number, the older group keeps it.
    groups = sorted(first, key=lambda key: (first[key], key))
    size = _FEW if len(groups) * 2 < _FEW else max(_MANY, len(groups))
    taken = _spread((f"{body} {which}" for body, which in groups), size)
    found: dict[str, Iterable[str]] = {
        "term": register.terms,
        "person": register.people,
        "office": register.offices,
        "plan": register.plans,
        "page": register.pages,
        "body": register.bodies,
    }
    return Numbers(
        since=date(max(1, min((one.date.year for one in meetings), default=2000) // 10 * 10), 1, 1),
        groups={group: len(GROUPS) + number for group, number in zip(groups, taken.values(), strict=True)},
        things={kind: _number_things(sorted(found[kind])) for kind in GROUPS},
    )


def _number_things(ids: list[str]) -> Mapping[str, int]:
    size = _NUMBERS
    while size < len(ids) * 2:
        size *= 2
    return _spread(ids, size)


def _spread(names: Iterable[str], size: int) -> dict[str, int]:
    """Return a number below `size` for each name, the same whatever other names there are, but for the few that would share one."""
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name in names:
        number = crc32(name.encode()) % size
        while number in taken:
            number = (number + 1) % size
        taken.add(number)
        numbers[name] = number
    return numbers
