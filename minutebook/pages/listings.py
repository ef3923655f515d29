"""The register turned round, once for all pages: what belongs to a body, a meeting, an action, a recommendation.

In: the register. Out: tuples by key, in the order of the register (oldest first). It knows no language and no
address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from minutebook.model import Body, Meeting, Membership, Person, Record, Register, Response, Tenure, Update

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")
_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Listings:
    """What belongs together."""

    meetings: Mapping[str, tuple[Meeting, ...]]
    """By body, oldest first; a joint meeting stands under each of its bodies."""
    records: Mapping[str, tuple[Record, ...]]
    """By meeting, in the order of its text; unlisted ones among them."""
    updates: Mapping[str, tuple[Update, ...]]
    """By the key of the action, or `plans/<id>#<action>`; oldest first."""
    responses: Mapping[str, tuple[Response, ...]]
    """By the key of the recommendation; oldest first."""
    children: Mapping[str, tuple[Body, ...]]
    """Bodies by the id of the body above them."""

    def list_years(self, body: str) -> tuple[int, ...]:
        """Return the years in which a body met or is to meet, latest first."""
        return tuple(sorted({meeting.date.year for meeting in self.meetings.get(body, ())}, reverse=True))

    def list_records(self, meeting: str, kind: type[_R]) -> tuple[_R, ...]:
        """Return a meeting's records of one kind that registers show."""
        found = self.records.get(meeting, ())
        return tuple(record for record in found if record.listed and isinstance(record, kind))


def make_listings(register: Register) -> Listings:
    """Turn the register round."""
    listed = [record for record in register.records.values() if record.listed]
    return Listings(
        meetings=_group(
            (body, meeting)
            for meeting in register.meetings.values()
            for body in dict.fromkeys((meeting.body, *meeting.together))
        ),
        records=_group((record.meeting, record) for record in register.records.values()),
        updates=_group((record.to, record) for record in listed if isinstance(record, Update)),
        responses=_group((record.to, record) for record in listed if isinstance(record, Response)),
        children=_group((body.parent, body) for body in register.bodies.values() if body.parent),
    )


def list_members(register: Register, body: str, day: date) -> tuple[tuple[Person, Membership], ...]:
    """Return who belongs to a body on a day, in the order of the people's file."""
    return tuple(
        (person, membership)
        for person in register.people.values()
        for membership in person.memberships
        if membership.body == body and is_within(day, membership)
    )


def is_within(day: date, lasting: Membership | Tenure | Body) -> bool:
    """Whether a day lies in a membership, a tenure or the life of a body; both ends belong to it."""
    after_start = lasting.start is None or lasting.start.first <= day
    return after_start and (lasting.end is None or day <= lasting.end.last)


def _group(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    found: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
