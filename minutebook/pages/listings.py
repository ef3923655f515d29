"""The register turned round, once for all pages: what belongs to a body, a meeting, a year, an action, a recommendation.

In: the register. Out: keys of things by key, in the order of the register (oldest first). It knows no language, no address and not today, and holds
nothing of the things themselves: who asks for them reads them, and that is noted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from minutebook.model import (
    Action,
    Body,
    Colour,
    Decision,
    Membership,
    Person,
    Recommendation,
    Record,
    Register,
    Response,
    Tenure,
    Update,
)
from minutebook.pages.yearly import list_years, split_years
from minutebook.tracing import Part, Traced, Tracer, digest_value

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")

REGISTERS: Mapping[str, type[Record]] = {
    "decisions": Decision,
    "recommendations": Recommendation,
    "actions": Action,
}
"""The records of which there is a register with a page a year, by the first part of its address."""


@dataclass(frozen=True, slots=True)
class Listings:
    """What belongs together."""

    meetings: Mapping[str, tuple[str, ...]]
    """Keys by body, oldest first; a joint meeting stands under each of its bodies."""
    body_years: Mapping[str, tuple[str, ...]]
    """The same by body and year: `council/2024`."""
    years: Mapping[str, tuple[int, ...]]
    """Years in which a body met or is to meet, by its id; latest first."""
    records: Mapping[str, tuple[str, ...]]
    """Keys by meeting, in the order of its text; unlisted ones among them."""
    counts: Mapping[str, tuple[int, ...]]
    """How many records of a meeting each register lists, in the order of `REGISTERS`."""
    registers: Mapping[str, tuple[tuple[int, int], ...]]
    """Years of each register and how many records each has, the latest first."""
    open: Mapping[str, tuple[str, ...]]
    """Keys of the actions that are not done, and of the recommendations without an answer, by register."""
    yearly: Mapping[str, tuple[str, ...]]
    """Keys of the records of a year, by register and year (`decisions/2024`): the latest meeting first, those of one in the order of its minutes.

    The same for each of the `parts` of a year, by its address.
    """
    parts: Mapping[str, tuple[str, ...]]
    """What a year has pages of its own for, as its records are too many for one: its months (`decisions/2024`: `12`, `11` …), and a month its bodies
    (`decisions/2024/12`: `cabinet` …)."""
    updates: Mapping[str, tuple[str, ...]]
    """Keys by the key of the action, or `plans/<id>#<action>`; oldest first."""
    responses: Mapping[str, tuple[str, ...]]
    """Keys by the key of the recommendation; oldest first."""
    children: Mapping[str, tuple[str, ...]]
    """Ids of bodies by that of the body above them."""
    members: Mapping[str, tuple[str, ...]]
    """Ids of people by that of a body that they are or were members of; in the order of the people's file."""
    holders: Mapping[str, tuple[str, ...]]
    """Ids of people by that of an office which they hold or held; in the same order."""
    clerked: Mapping[str, tuple[str, ...]]
    """Ids of bodies by that of the person who is their clerk."""
    titles: Mapping[str, tuple[str, ...]]
    """Ids of offices by one of their titles."""
    planned: Mapping[str, tuple[tuple[str, str], ...]]
    """Plans and their actions that were raised from a record, by its key."""
    owned: Mapping[str, tuple[tuple[str, str], ...]]
    """Plans and their actions that stand in no minutes, by the office that owns them."""
    matters: Mapping[str, tuple[str, ...]]
    """By matter: keys of items that have a record in it, of whole meetings, then of planned actions (`plans/<id>#<action>`); the latest first."""
    colours: Mapping[str, Colour]
    """The colour that an action had last, by its key or `plans/<id>#<action>`; nothing for one that has none."""
    verdicts: Mapping[str, str]
    """The last verdict on a recommendation by its key, `answered` where the answer gives none; nothing while there is no answer."""

    def list_years(self, body: str) -> tuple[int, ...]:
        """Return the years in which a body met or is to meet, latest first."""
        return self.years.get(body, ())

    def find_total(self, register: str) -> int:
        """Return how many records a register lists."""
        return sum(count for _, count in self.registers.get(register, ()))


def make_listings(register: Register) -> Listings:
    """Turn the register round."""
    kinds = _sort_records(register)
    meetings = register.meetings
    by_year = {name: list_years(kinds.get(kind, ()), register) for name, kind in REGISTERS.items()}
    yearly, parts = split_years(by_year, list(register.bodies))
    updates = [record for record in kinds.get(Update, ()) if isinstance(record, Update)]
    responses = [record for record in kinds.get(Response, ()) if isinstance(record, Response)]
    colours = _find_colours(register, updates)
    verdicts: dict[str, str] = {one.to: one.verdict or "answered" for one in responses}
    planned = [(plan, action) for plan in register.plans.values() for action in plan.actions]
    return Listings(
        meetings=_group(
            (body, meeting.key)
            for meeting in meetings.values()
            for body in dict.fromkeys((meeting.body, *meeting.together))
        ),
        body_years=_group(
            (f"{body}/{meeting.date.year}", meeting.key)
            for meeting in meetings.values()
            for body in dict.fromkeys((meeting.body, *meeting.together))
        ),
        years=list_body_years(register),
        records=_group((record.meeting, record.key) for record in register.records.values()),
        counts=_count(kinds),
        registers={name: tuple((year, len(keys)) for year, keys in found.items()) for name, found in by_year.items()},
        open={
            "actions": tuple(one.key for one in kinds.get(Action, ()) if colours.get(one.key) != "blue"),
            "recommendations": tuple(one.key for one in kinds.get(Recommendation, ()) if one.key not in verdicts),
        },
        yearly=yearly,
        parts=parts,
        updates=_group((record.to, record.key) for record in updates),
        responses=_group((record.to, record.key) for record in responses),
        children=_group((body.parent, body.id) for body in register.bodies.values() if body.parent),
        members=_group_people(register, lambda person: (one.body for one in person.memberships)),
        holders=_group_people(register, lambda person: (one.office for one in person.offices)),
        clerked=_group(
            (body.clerk.id, body.id)
            for body in register.bodies.values()
            if body.clerk is not None and body.clerk.kind == "person"
        ),
        titles=_group(
            (words, office.id)
            for office in register.offices.values()
            for words in dict.fromkeys(words for _, words in office.title.by_lang)
        ),
        planned=_group((action.raised, (plan.id, action.id)) for plan, action in planned if action.raised),
        owned=_group(
            (office, (plan.id, action.id))
            for plan, action in planned
            if action.raised is None
            for office in dict.fromkeys(owner.id for owner in action.owners if owner.kind == "office" and owner.id)
        ),
        matters=_index_matters(register),
        colours=colours,
        verdicts=verdicts,
    )


def track_listings(listings: Listings, tracer: Tracer) -> Listings:
    """Return listings that note what is read of them."""
    said = _Said(tracer, listings.updates, listings.responses, listings.planned, listings.colours, listings.verdicts)
    return Listings(
        meetings=Traced(tracer, "meetings of body", listings.meetings),
        body_years=Traced(tracer, "year of body", listings.body_years),
        years=Traced(tracer, "years of body", listings.years),
        # An outline says which records a meeting has.
        records=Part(tracer, listings.records, name_outline, "outline*"),
        counts=Traced(tracer, "counts of meeting", listings.counts),
        registers=Traced(tracer, "years of register", listings.registers),
        open=Traced(tracer, "open", listings.open),
        yearly=Traced(tracer, "year of register", listings.yearly),
        parts=Traced(tracer, "parts of register", listings.parts),
        updates=Part(tracer, listings.updates, said.find_name, said.whole),
        responses=Part(tracer, listings.responses, said.find_name, said.whole),
        children=Traced(tracer, "bodies below", listings.children),
        members=Traced(tracer, "members", listings.members),
        holders=Traced(tracer, "holders", listings.holders),
        clerked=Traced(tracer, "clerk of", listings.clerked),
        titles=Traced(tracer, "offices called", listings.titles),
        planned=Part(tracer, listings.planned, said.find_name, said.whole),
        owned=Traced(tracer, "planned for", listings.owned),
        matters=Traced(tracer, "matter", listings.matters),
        colours=Part(tracer, listings.colours, said.find_name, said.whole),
        verdicts=Part(tracer, listings.verdicts, said.find_name, said.whole),
    )


def name_outline(key: str) -> str:
    """Return the name under which the outline of a meeting is read, by its key or that of something in it."""
    return "outline:" + key.partition("#")[0]


class _Said:
    """What was said later of the records of one meeting, or of the actions of one plan, taken together: most have nothing."""

    whole = "said of*"

    def __init__(self, tracer: Tracer, *mappings: Mapping[str, object]) -> None:
        self._mappings = mappings
        self._groups: dict[str, list[tuple[int, str]]] | None = None
        tracer.add_source("said of", self.find_digest)

    @staticmethod
    def find_name(key: str) -> str:
        """Return the name under which what was said of a record is read."""
        return "said of:" + key.partition("#")[0]

    def find_digest(self, group: str) -> bytes:
        """Return the digest of what was said of a meeting's records; of everything for `*`."""
        if self._groups is None:
            self._groups = {}
            for number, mapping in enumerate(self._mappings):
                for key in mapping:
                    self._groups.setdefault(key.partition("#")[0], []).append((number, key))
        found = [one for some in self._groups.values() for one in some] if group == "*" else self._groups.get(group, ())
        return digest_value([(number, key, self._mappings[number][key]) for number, key in found])


def list_members(
    people: Mapping[str, Person], ids: Iterable[str], body: str, day: date
) -> tuple[tuple[Person, Membership], ...]:
    """Return those of some people who belong to a body on a day, in their order."""
    return tuple(
        (people[id], membership)
        for id in ids
        for membership in people[id].memberships
        if membership.body == body and is_within(day, membership)
    )


def is_within(day: date, lasting: Membership | Tenure | Body) -> bool:
    """Whether a day lies in a membership, a tenure or the life of a body; both ends belong to it."""
    after_start = lasting.start is None or lasting.start.first <= day
    return after_start and (lasting.end is None or day <= lasting.end.last)


def list_body_years(register: Register) -> dict[str, tuple[int, ...]]:
    """Return the years in which each body met or is to meet, latest first."""
    years: dict[str, dict[int, None]] = defaultdict(dict)
    for meeting in register.meetings.values():
        for body in (meeting.body, *meeting.together):
            years[body][meeting.date.year] = None
    return {body: tuple(sorted(found, reverse=True)) for body, found in years.items()}


def _sort_records(register: Register) -> dict[type[Record], list[Record]]:
    """Return the records that registers show by their kind."""
    kinds: dict[type[Record], list[Record]] = defaultdict(list)
    for record in register.records.values():
        if record.listed:
            kinds[type(record)].append(record)
    return kinds


def _count(kinds: Mapping[type[Record], Iterable[Record]]) -> dict[str, tuple[int, ...]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(REGISTERS))
    for place, kind in enumerate(REGISTERS.values()):
        for record in kinds.get(kind, ()):
            counts[record.meeting][place] += 1
    return {key: tuple(found) for key, found in counts.items()}


def _group_people(register: Register, list_things: Callable[[Person], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return _group(
        (thing, person.id) for person in register.people.values() for thing in dict.fromkeys(list_things(person))
    )


def _index_matters(register: Register) -> dict[str, tuple[str, ...]]:
    matters: dict[str, dict[str, None]] = defaultdict(dict)
    covered: set[tuple[str, str]] = set()
    for record in reversed(list(register.records.values())):
        if record.listed and record.matter:
            matters[record.matter][f"{record.meeting}#{record.item}"] = None
            covered.add((record.matter, record.meeting))
    for meeting in reversed(list(register.meetings.values())):
        for matter in meeting.matter:
            # A meeting whose records were found is led to by these.
            if (matter, meeting.key) not in covered:
                matters[matter][meeting.key] = None
    for plan in register.plans.values():
        for action in plan.actions:
            if action.matter:
                matters[action.matter][f"plans/{plan.id}#{action.id}"] = None
    return {matter: tuple(keys) for matter, keys in matters.items()}


def _find_colours(register: Register, updates: Iterable[Update]) -> dict[str, Colour]:
    """Return the colour that each action of the minutes and of a plan had last, by what was said of it anywhere."""
    said: dict[str, list[tuple[date, Colour]]] = defaultdict(list)
    for update in updates:
        if update.status:
            on = update.date.last if update.date else register.meetings[update.meeting].date
            said[update.to].append((on, update.status))
    written: dict[str, list[tuple[date, Colour]]] = {}
    raised: dict[str, list[str]] = defaultdict(list)
    for plan in register.plans.values():
        for action in plan.actions:
            key = f"plans/{plan.id}#{action.id}"
            history = [(entry.date.last, entry.status) for entry in action.history if entry.status]
            # Of two on one day that in the minutes counts, so it comes last.
            written[key] = history + said.get(key, [])
            if action.raised:
                raised[action.raised].append(key)
    found: dict[str, Colour | None] = {}
    for record in register.records.values():
        if isinstance(record, Action):
            events = said.get(record.key, []) + [one for key in raised.get(record.key, ()) for one in written[key]]
            found[record.key] = _find_last(events) or record.status
    for plan in register.plans.values():
        for action in plan.actions:
            key = f"plans/{plan.id}#{action.id}"
            first = register.records.get(action.raised) if action.raised else None
            colour = _find_last(written[key] + (said.get(action.raised, []) if action.raised else []))
            found[key] = colour or action.stated or (first.status if isinstance(first, Action) else None)
    return {key: colour for key, colour in found.items() if colour}


def _find_last(events: list[tuple[date, Colour]]) -> Colour | None:
    return sorted(events, key=lambda event: event[0])[-1][1] if events else None


def _group(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    found: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
