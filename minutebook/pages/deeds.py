"""The records that name somebody: whose actions they are, who proposed and seconded, voted, declared an interest.

In: the register. Out: keys of records by person and by office, oldest first. Names that nobody has are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minutebook.model import Action, Decision, Declaration, Named, Recommendation, Register
from minutebook.tracing import Traced, Tracer


@dataclass(frozen=True, slots=True)
class Motion:
    """A decision or recommendation, and which part somebody had in it."""

    record: str
    """Its key."""
    part: str
    """proposer, seconder; for, against, abstained."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the minutes record of one person, oldest first."""

    actions: Sequence[str] = ()
    motions: Sequence[Motion] = ()
    votes: Sequence[Motion] = ()
    declarations: Sequence[str] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.actions or self.motions or self.votes or self.declarations)


@dataclass(frozen=True, slots=True)
class AllDeeds:
    """What the minutes record of everybody."""

    actions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By kind (person, office) and id of the owner: `person/jane-rees`."""
    motions: Mapping[str, Sequence[Motion]] = field(default_factory=dict)
    votes: Mapping[str, Sequence[Motion]] = field(default_factory=dict)
    declarations: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of_person(self, person: str) -> Deeds:
        """Return what is recorded of one person."""
        return Deeds(
            self.actions.get(f"person/{person}", ()),
            self.motions.get(person, ()),
            self.votes.get(person, ()),
            self.declarations.get(person, ()),
        )

    def of_office(self, office: str) -> Sequence[str]:
        """Return the actions that an office owns."""
        return self.actions.get(f"office/{office}", ())


def collect_deeds(register: Register) -> AllDeeds:
    """Return the records that registers show by those they name."""
    actions: dict[str, list[str]] = defaultdict(list)
    motions: dict[str, list[Motion]] = defaultdict(list)
    votes: dict[str, list[Motion]] = defaultdict(list)
    declarations: dict[str, list[str]] = defaultdict(list)
    for record in register.records.values():
        if not record.listed:
            continue
        if isinstance(record, Action):
            for owner in dict.fromkeys(f"{owner.kind}/{owner.id}" for owner in record.owners if owner.id):
                actions[owner].append(record.key)
        elif isinstance(record, Declaration):
            for person in _list_people(record.who):
                declarations[person].append(record.key)
        elif isinstance(record, Decision | Recommendation):
            for part, named in (("proposer", record.mover), ("seconder", record.seconder)):
                if named is not None and named.kind == "person" and named.id:
                    motions[named.id].append(Motion(record.key, part))
            for part, names in _list_sides(record) if record.votes else ():
                for person in _list_people(names):
                    votes[person].append(Motion(record.key, part))
    return AllDeeds(dict(actions), dict(motions), dict(votes), dict(declarations))


def track_deeds(deeds: AllDeeds, tracer: Tracer) -> AllDeeds:
    """Return the same, noting what is read of it."""
    return AllDeeds(
        Traced(tracer, "actions of", deeds.actions),
        Traced(tracer, "motions of", deeds.motions),
        Traced(tracer, "votes of", deeds.votes),
        Traced(tracer, "declarations of", deeds.declarations),
    )


def _list_people(names: Iterable[Named]) -> Iterable[str]:
    return dict.fromkeys(named.id for named in names if named.kind == "person" and named.id)


def _list_sides(record: Decision | Recommendation) -> Iterable[tuple[str, Sequence[Named]]]:
    if record.votes is None:
        return ()
    votes = record.votes
    return (("for", votes.agree_names), ("against", votes.against_names), ("abstained", votes.abstain_names))
