"""The records that name somebody: whose actions they are, who proposed and seconded, voted, declared an interest.

In: the register. Out: records by person and by office, and rows that lead to their places. Names that nobody has are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minutebook.model import Action, Decision, Declaration, Named, Recommendation, Record, Register
from minutebook.pages.context import Context
from minutebook.pages.records import Passage, Place, find_place, read_passage


@dataclass(frozen=True, slots=True)
class Motion:
    """A decision or recommendation, and which part somebody had in it."""

    record: Decision | Recommendation
    part: str
    """proposer, seconder; for, against, abstained."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the minutes record of one person, oldest first."""

    actions: Sequence[Action] = ()
    motions: Sequence[Motion] = ()
    votes: Sequence[Motion] = ()
    declarations: Sequence[Declaration] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.actions or self.motions or self.votes or self.declarations)


@dataclass(frozen=True, slots=True)
class AllDeeds:
    """What the minutes record of everybody."""

    actions: Mapping[tuple[str, str], Sequence[Action]] = field(default_factory=dict)
    """By kind (person, office) and id of the owner."""
    motions: Mapping[str, Sequence[Motion]] = field(default_factory=dict)
    votes: Mapping[str, Sequence[Motion]] = field(default_factory=dict)
    declarations: Mapping[str, Sequence[Declaration]] = field(default_factory=dict)

    def of_person(self, person: str) -> Deeds:
        """Return what is recorded of one person."""
        return Deeds(
            self.actions.get(("person", person), ()),
            self.motions.get(person, ()),
            self.votes.get(person, ()),
            self.declarations.get(person, ()),
        )

    def of_office(self, office: str) -> Sequence[Action]:
        """Return the actions that an office owns."""
        return self.actions.get(("office", office), ())


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A decision in which somebody had a part."""

    place: Place
    verb: str
    part: str


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration of interest."""

    place: Place
    passage: Passage
    remarks: tuple[str, ...]
    """Kinds of interest, whether they left."""


def collect_deeds(register: Register) -> AllDeeds:
    """Return the records that registers show by those they name."""
    actions: dict[tuple[str, str], list[Action]] = defaultdict(list)
    motions: dict[str, list[Motion]] = defaultdict(list)
    votes: dict[str, list[Motion]] = defaultdict(list)
    declarations: dict[str, list[Declaration]] = defaultdict(list)
    for record in register.records.values():
        if not record.listed:
            continue
        if isinstance(record, Action):
            for owner in dict.fromkeys((owner.kind, owner.id) for owner in record.owners if owner.id):
                actions[owner].append(record)
        elif isinstance(record, Declaration):
            for person in _list_people(record.who):
                declarations[person].append(record)
        elif isinstance(record, Decision | Recommendation):
            for part, named in (("proposer", record.mover), ("seconder", record.seconder)):
                for person in _list_people([named] if named else []):
                    motions[person].append(Motion(record, part))
            for part, names in _list_sides(record):
                for person in _list_people(names):
                    votes[person].append(Motion(record, part))
    return AllDeeds(actions, motions, votes, declarations)


def view_motion(context: Context, motion: Motion, source: str) -> MotionRow:
    """Return a decision with who proposed or seconded it."""
    return MotionRow(
        find_place(context, motion.record, source),
        _name_verb(context, motion.record),
        context.text(f"record.{motion.part}"),
    )


def view_vote(context: Context, motion: Motion, source: str) -> MotionRow:
    """Return a decision with how somebody voted on it."""
    part = context.text(f"person.vote_{motion.part}")
    return MotionRow(find_place(context, motion.record, source), _name_verb(context, motion.record), part)


def view_declaration(context: Context, declaration: Declaration, source: str) -> DeclarationRow:
    """Return a declaration of interest."""
    remarks = [context.text(f"record.interest_{kind.replace('-', '_')}") for kind in declaration.interests]
    if declaration.dispensation:
        remarks.append(context.text("record.dispensation"))
    if declaration.left:
        remarks.append(context.text("record.left_meeting"))
    return DeclarationRow(
        find_place(context, declaration, source), read_passage(context, declaration, source), tuple(remarks)
    )


def _name_verb(context: Context, record: Record) -> str:
    return context.text(f"record.verb_{record.verb if isinstance(record, Decision) else 'recommended'}")


def _list_people(names: Iterable[Named]) -> Iterable[str]:
    return dict.fromkeys(named.id for named in names if named.kind == "person" and named.id)


def _list_sides(record: Decision | Recommendation) -> Iterable[tuple[str, Sequence[Named]]]:
    if record.votes is None:
        return ()
    votes = record.votes
    return (("for", votes.agree_names), ("against", votes.against_names), ("abstained", votes.abstain_names))
