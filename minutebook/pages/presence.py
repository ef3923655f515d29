"""Counts who was at which meetings: by body, by year and by member.

In: the attendance of meetings. Out: counts by body and year, and the meetings that each person was at. It counts meetings that were held and whose
attendance is recorded; of a member those that fell into the membership; of anybody else those that name them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal

from minutebook.model import Meeting, Membership, Named, Register
from minutebook.names import strip_title
from minutebook.pages.listings import is_within
from minutebook.placing import has_words
from minutebook.tracing import Traced, Tracer

Answer = Literal["present", "apologies", "absent", "unrecorded"]

_ANSWERS: Mapping[str, Answer] = {
    "present": "present",
    "remote": "present",
    # A member among those in attendance was in the room.
    "attending": "present",
    "apologies": "apologies",
    "absent": "absent",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody came."""

    who: Named
    member: bool
    """Whether a membership is recorded; else only meetings that name them are counted."""
    meetings: int
    present: int
    apologies: int
    absent: int
    unrecorded: int
    """Meetings of which the minutes do not say whether they came."""


@dataclass(frozen=True, slots=True)
class YearPresence:
    """Who came to a body's meetings in a year."""

    body: str
    year: int
    held: int
    """Meetings that took place."""
    counted: int
    """Of these, those whose attendance is recorded."""
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """All that is recorded of attendance."""

    years: Mapping[str, tuple[YearPresence, ...]]
    """By body in the order of the bodies, the latest year first."""
    recorded: Mapping[str, tuple[str, ...]]
    """Bodies with meetings of a year whose attendance is recorded, by the year; in the order of the bodies."""
    rows: Mapping[str, int]
    """Lines of the tables of all bodies, by the year."""
    sums: Mapping[str, tuple[tuple[str, Tally], ...]]
    """Bodies that a person is or was a member of with the counts of all years, by id; in the order of the bodies."""


@dataclass(slots=True)
class _Count:
    held: int = 0
    counted: int = 0


def count_presence(register: Register) -> tuple[Presence, Mapping[str, Sequence[str]]]:
    """Count the attendance of every meeting that was held until today. Also return the keys of those that each person was at, by id, oldest first."""
    members: dict[str, list[tuple[str, Membership]]] = defaultdict(list)
    for person in register.people.values():
        for membership in person.memberships:
            members[membership.body].append((person.id, membership))
    counts: dict[tuple[str, int], _Count] = defaultdict(_Count)
    answers: dict[tuple[str, int], dict[tuple[str, bool], Counter[Answer]]] = defaultdict(dict)
    names: dict[str, Named] = {}
    attended: dict[str, list[str]] = defaultdict(list)
    for meeting in register.meetings.values():
        if not was_held(meeting, register.today):
            continue
        given = _read_answers(meeting)
        for key, (named, answer) in given.items():
            names.setdefault(key, named)
            if answer == "present" and named.kind == "person":
                attended[named.id].append(meeting.key)
        bodies = tuple(body for body in dict.fromkeys((meeting.body, *meeting.together)) if body in register.bodies)
        sitting = {body: _list_sitting(members[body], meeting.date) for body in bodies}
        everybody = frozenset().union(*sitting.values())
        for body in bodies:
            place = (body, meeting.date.year)
            counts[place].held += 1
            if not _is_recorded(meeting):
                continue
            counts[place].counted += 1
            table = answers[place]
            for member in sorted(sitting[body]):
                names.setdefault(member, Named(register.people[member].name, "person", member))
                answer = given[member][1] if member in given else "unrecorded"
                table.setdefault((member, True), Counter())[answer] += 1
            if body == meeting.body:
                for key, answer in _list_others(meeting, given, everybody):
                    table.setdefault((key, False), Counter())[answer] += 1
    years: dict[str, list[YearPresence]] = {body: [] for body in register.bodies}
    for (body, year), count in sorted(counts.items(), key=lambda entry: -entry[0][1]):
        tallies = (_make_tally(names[key], member, found) for (key, member), found in answers[body, year].items())
        years[body].append(YearPresence(body, year, count.held, count.counted, tuple(tallies)))
    presence = Presence(
        {body: tuple(found) for body, found in years.items() if found},
        _list_recorded(years),
        _count_rows(years),
        _sum_up(years),
    )
    return presence, attended


def track_presence(presence: Presence, tracer: Tracer) -> Presence:
    """Return the same, noting what is read of it."""
    return Presence(
        Traced(tracer, "attendance of body", presence.years),
        Traced(tracer, "attendance of year", presence.recorded),
        Traced(tracer, "attendance rows", presence.rows),
        Traced(tracer, "attendance of", presence.sums),
    )


def _list_recorded(years: Mapping[str, Sequence[YearPresence]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for body, its_years in years.items():
        for one in its_years:
            if one.counted:
                found[str(one.year)].append(body)
    return {year: tuple(bodies) for year, bodies in found.items()}


def _count_rows(years: Mapping[str, Sequence[YearPresence]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in (one for its_years in years.values() for one in its_years if one.counted):
        found[str(one.year)] += len(one.tallies)
    return dict(found)


def _sum_up(years: Mapping[str, Sequence[YearPresence]]) -> dict[str, tuple[tuple[str, Tally], ...]]:
    """Return the counts of all years by person and body, memberships only."""
    found: dict[str, dict[str, list[Tally]]] = defaultdict(lambda: defaultdict(list))
    for body, its_years in years.items():
        for tally in (tally for year in its_years for tally in year.tallies if tally.member):
            found[tally.who.id][body].append(tally)
    return {
        person: tuple((body, _add(tallies)) for body, tallies in bodies.items()) for person, bodies in found.items()
    }


def _add(tallies: Sequence[Tally]) -> Tally:
    counts = ("meetings", "present", "apologies", "absent", "unrecorded")
    return Tally(tallies[0].who, True, *(sum(map(attrgetter(name), tallies)) for name in counts))


def was_held(meeting: Meeting, today: date) -> bool:
    """Whether a meeting took place: it is not in the future or called off, and something is recorded of it."""
    if meeting.status in ("cancelled", "postponed") or meeting.date > today:
        return False
    return meeting.status == "held" or bool(meeting.attendees) or (meeting.status is None and has_words(meeting))


def _is_recorded(meeting: Meeting) -> bool:
    return any(attendee.group != "attending" for attendee in meeting.attendees)


def _read_answers(meeting: Meeting) -> dict[str, tuple[Named, Answer]]:
    found: dict[str, tuple[Named, Answer]] = {}
    for attendee in meeting.attendees:
        key = attendee.who.id if attendee.who.kind == "person" else "?" + strip_title(attendee.who.text).casefold()
        found.setdefault(key, (attendee.who, _ANSWERS[attendee.group]))
    return found


def _list_sitting(members: Sequence[tuple[str, Membership]], day: date) -> frozenset[str]:
    return frozenset(person for person, membership in members if is_within(day, membership))


def _list_others(
    meeting: Meeting, given: Mapping[str, tuple[Named, Answer]], members: frozenset[str]
) -> Iterator[tuple[str, Answer]]:
    """Yield who is listed as a member would be, without a membership: substitutes, and all where none is recorded."""
    guests = {id(attendee.who) for attendee in meeting.attendees if attendee.group == "attending"}
    for key, (named, answer) in given.items():
        if key not in members and id(named) not in guests and named.kind in ("person", "unknown"):
            yield key, answer


def _make_tally(who: Named, member: bool, found: Counter[Answer]) -> Tally:
    return Tally(
        who=who,
        member=member,
        meetings=found.total(),
        present=found["present"],
        apologies=found["apologies"],
        absent=found["absent"],
        unrecorded=found["unrecorded"],
    )
