"""What the minutes record of each person and office: their actions, what they proposed and seconded, votes, declarations, meetings they were at.

In: the register. Out: keys by person and by office, oldest first; where all would be too much for one page, by year, and where a year would be, by
month. Names that nobody has are passed over. It knows no language, no address and not today.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from minutebook.model import Action, Decision, Declaration, Due, Named, Recommendation, Register
from minutebook.pages.listings import Listings
from minutebook.pages.room import has_room
from minutebook.tracing import Traced, Tracer

LATEST: Final = 10
"""Meetings attended that the first page of a person shows."""
_SECTIONS: Final = {"person": "people", "office": "offices"}
"""The part of the site that has the page, by the kind of owner."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A decision or recommendation, and which part somebody had in it."""

    record: str
    """Its key."""
    part: str
    """proposer, seconder; for, against, abstained."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the minutes record of one person or office, oldest first."""

    actions: Sequence[str] = ()
    motions: Sequence[Motion] = ()
    votes: Sequence[Motion] = ()
    declarations: Sequence[str] = ()
    attended: Sequence[str] = ()
    """Keys of meetings; of somebody whose page shows everything else only the `LATEST`."""

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.actions or self.motions or self.votes or self.declarations or self.attended)

    @property
    def sizes(self) -> Sizes:
        """How much there is."""
        return Sizes(
            len(self.actions),
            len(self.motions),
            len(self.votes),
            len(self.declarations),
            len(self.attended),
        )


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much the minutes record."""

    actions: int = 0
    motions: int = 0
    votes: int = 0
    declarations: int = 0
    attended: int = 0

    def count(self, waiting: int | None = None) -> dict[str, int]:
        """Return how many there are of each kind that `room` weighs. `waiting`: how many actions are open, if that is asked."""
        counts = {"open": self.actions if waiting is None else waiting}
        counts["done"] = self.actions - counts["open"]
        return counts | {kind: getattr(self, kind) for kind in ("motions", "votes", "declarations", "attended")}


NOTHING: Final = Deeds()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action that is not done."""

    record: str
    """Its key."""
    due: Due | None
    raised: date
    """The day of the meeting."""


@dataclass(frozen=True, slots=True)
class AllDeeds:
    """What the minutes record of everybody, by owner (`people/jane-rees`, `offices/leader`) or by part.

    A part is a year of theirs, `people/jane-rees/2025`, or a month of that, `people/jane-rees/2025/10`.
    """

    deeds: Mapping[str, Deeds] = field(default_factory=dict)
    """By owner, or by each year of an owner who has pages of years, and by each month of a year that has pages of months."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The years of an owner of whom more is recorded than fits on a page, and the months of such a year; the latest first."""
    years: Mapping[str, tuple[tuple[str, Sizes, int], ...]] = field(default_factory=dict)
    """The same years by owner, each with how much there is, and of how many meetings."""
    waiting: Mapping[str, tuple[Waiting, ...]] = field(default_factory=dict)
    """The open actions of such an owner."""

    def find(self, part: str) -> Deeds:
        """Return what is recorded of an owner, or in a part."""
        return self.deeds.get(part, NOTHING)

    def list_parts(self, part: str) -> tuple[str, ...]:
        """Return the years or months that have pages of their own below an owner or a year; none where all fits on one."""
        return self.parts.get(part, ())


def collect_deeds(register: Register, attended: Mapping[str, Sequence[str]], listings: Listings) -> AllDeeds:
    """Return what registers show by those whom it names. `attended`: the meetings that each person was at, by id, oldest first."""
    deeds: dict[str, Deeds] = {}
    parts: dict[str, tuple[str, ...]] = {}
    years: dict[str, tuple[tuple[str, Sizes, int], ...]] = {}
    waiting: dict[str, tuple[Waiting, ...]] = {}
    for owner, whole in _gather(register, attended).items():
        section, _, id = owner.partition("/")
        planned = len(listings.owned.get(id, ())) if section == "offices" else 0
        if has_room(whole.sizes.count() | {"planned": planned}):
            deeds[owner] = replace(whole, attended=whole.attended[-LATEST:])
            continue
        by_year = _divide(whole, 0, 4)
        parts[owner] = tuple(by_year)
        years[owner] = tuple((year, one.sizes, len(list_meetings(one))) for year, one in by_year.items())
        waiting[owner] = tuple(_list_waiting(register, listings, whole.actions))
        for year, one in by_year.items():
            deeds[f"{owner}/{year}"] = one
            if not has_room(one.sizes.count()):
                by_month = _divide(one, 5, 7)
                parts[f"{owner}/{year}"] = tuple(by_month)
                deeds |= {f"{owner}/{year}/{month}": its for month, its in by_month.items()}
    return AllDeeds(deeds, parts, years, waiting)


def add_sizes(sizes: Iterable[Sizes]) -> Sizes:
    """Return how much there is in all."""
    found = Sizes()
    for one in sizes:
        found = Sizes(
            found.actions + one.actions,
            found.motions + one.motions,
            found.votes + one.votes,
            found.declarations + one.declarations,
            found.attended + one.attended,
        )
    return found


def list_meetings(deeds: Deeds) -> Mapping[str, int]:
    """Return the keys of the meetings that deeds are of, each with how many entries are."""
    found = Counter(deeds.attended)
    found.update(key.partition("#")[0] for key in (*deeds.actions, *deeds.declarations))
    found.update(motion.record.partition("#")[0] for motion in (*deeds.motions, *deeds.votes))
    return found


def track_deeds(deeds: AllDeeds, tracer: Tracer) -> AllDeeds:
    """Return the same, noting what is read of it."""
    return AllDeeds(
        Traced(tracer, "deeds of", deeds.deeds),
        Traced(tracer, "parts of deeds", deeds.parts),
        Traced(tracer, "years of deeds", deeds.years),
        Traced(tracer, "waiting for", deeds.waiting),
    )


@dataclass(slots=True)
class _Lists:
    actions: list[str] = field(default_factory=list)
    motions: list[Motion] = field(default_factory=list)
    votes: list[Motion] = field(default_factory=list)
    declarations: list[str] = field(default_factory=list)
    attended: list[str] = field(default_factory=list)

    def end(self) -> Deeds:
        return Deeds(
            tuple(self.actions),
            tuple(self.motions),
            tuple(self.votes),
            tuple(self.declarations),
            tuple(self.attended),
        )


def _gather(register: Register, attended: Mapping[str, Sequence[str]]) -> dict[str, Deeds]:
    """Return all that is recorded, by owner."""
    found: dict[str, _Lists] = defaultdict(_Lists)
    for record in register.records.values():
        if not record.listed:
            continue
        if isinstance(record, Action):
            for owner in _list_owners(record.owners, _SECTIONS):
                found[owner].actions.append(record.key)
        elif isinstance(record, Declaration):
            for owner in _list_owners(record.who):
                found[owner].declarations.append(record.key)
        elif isinstance(record, Decision | Recommendation):
            for part, named in (("proposer", record.mover), ("seconder", record.seconder)):
                for owner in _list_owners((named,) if named else ()):
                    found[owner].motions.append(Motion(record.key, part))
            for part, names in _list_sides(record):
                for owner in _list_owners(names):
                    found[owner].votes.append(Motion(record.key, part))
    for person, keys in attended.items():
        found[f"people/{person}"].attended.extend(keys)
    return {owner: lists.end() for owner, lists in found.items()}


def _list_owners(names: Iterable[Named], kinds: Collection[str] = ("person",)) -> Iterable[str]:
    return dict.fromkeys(f"{_SECTIONS[named.kind]}/{named.id}" for named in names if named.kind in kinds and named.id)


def _list_sides(record: Decision | Recommendation) -> Iterable[tuple[str, Sequence[Named]]]:
    if record.votes is None:
        return ()
    votes = record.votes
    return (("for", votes.agree_names), ("against", votes.against_names), ("abstained", votes.abstain_names))


def _list_waiting(register: Register, listings: Listings, keys: Iterable[str]) -> Iterator[Waiting]:
    for key in keys:
        record = register.records[key]
        if isinstance(record, Action) and listings.colours.get(key) != "blue":
            yield Waiting(key, record.due, register.meetings[record.meeting].date)


def _divide(deeds: Deeds, first: int, end: int) -> dict[str, Deeds]:
    """Return deeds by a part of the day in their keys, the latest first."""
    found: dict[str, _Lists] = defaultdict(_Lists)

    def find(key: str) -> _Lists:
        day = key.index("/") + 1
        return found[key[day + first : day + end]]

    for key in deeds.actions:
        find(key).actions.append(key)
    for motion in deeds.motions:
        find(motion.record).motions.append(motion)
    for vote in deeds.votes:
        find(vote.record).votes.append(vote)
    for key in deeds.declarations:
        find(key).declarations.append(key)
    for key in deeds.attended:
        find(key).attended.append(key)
    return {name: found[name].end() for name in sorted(found, reverse=True)}
