"""What somebody had a part in, as rows of their page: motions proposed and seconded, votes, declarations of interest.

In: what the minutes record of somebody. Out: rows that lead to the places.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.model import Decision, Declaration, Record
from minutebook.pages.context import Context
from minutebook.pages.deeds import Motion
from minutebook.pages.records import Passage, Place, find_place, read_passage


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


def view_motion(context: Context, motion: Motion, source: str) -> MotionRow:
    """Return a decision with who proposed or seconded it."""
    record = context.records[motion.record]
    return MotionRow(
        find_place(context, record, source), _name_verb(context, record), context.text(f"record.{motion.part}")
    )


def view_vote(context: Context, motion: Motion, source: str) -> MotionRow:
    """Return a decision with how somebody voted on it."""
    record = context.records[motion.record]
    part = context.text(f"person.vote_{motion.part}")
    return MotionRow(find_place(context, record, source), _name_verb(context, record), part)


def view_declaration(context: Context, key: str, source: str) -> DeclarationRow | None:
    """Return a declaration of interest; None for a record that is none."""
    declaration = context.records[key]
    if not isinstance(declaration, Declaration):
        return None
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
