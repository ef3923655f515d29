"""From facts to records of the register, and the facts of two languages put together.

In: raw records and their facts. Out: model values. Content format, section 5: the facts of the first language hold.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TypedDict

from minutebook.model import (
    Action,
    DateSpan,
    Decision,
    Declaration,
    Due,
    LocalText,
    Named,
    Recommendation,
    Record,
    RecordText,
    Response,
    Summary,
    Update,
    Votes,
)
from minutebook.records.facts import Resolved
from minutebook.records.raw import RawRecord


class _Shared(TypedDict):
    """What every record has."""

    key: str
    meeting: str
    item: str
    anchor: str
    fixed: bool
    texts: tuple[RecordText, ...]
    word: str
    matter: str | None


class _Voted(TypedDict):
    """What is voted on has."""

    mover: Named | None
    seconder: Named | None
    votes: Votes | None


def build_record(
    raw: RawRecord,
    resolved: Resolved,
    *,
    meeting: str,
    anchor: str,
    texts: tuple[RecordText, ...],
    motion: LocalText | None = None,
    reasons: LocalText | None = None,
) -> Record:
    """Return the record of the register. `meeting` is its meeting's key; `texts` are its words, first language first.

    `motion` and `reasons` are those of a decision, from the minutes of every language.
    """
    shared: _Shared = {
        "key": f"{meeting}#{anchor}",
        "meeting": meeting,
        "item": raw.item,
        "anchor": anchor,
        "fixed": bool(raw.anchor),
        "texts": texts,
        "word": raw.word,
        "matter": resolved.matter,
    }
    voted: _Voted = {"mover": resolved.mover, "seconder": resolved.seconder, "votes": resolved.votes}
    match raw.kind:
        case "decision":
            return Decision(**shared, **voted, verb=raw.verb, motion=motion, reasons=reasons)
        case "recommendation":
            return Recommendation(**shared, **voted, to=resolved.body, source=resolved.source, due=resolved.due)
        case "response":
            return Response(**shared, to=resolved.target, verdict=resolved.verdict)
        case "action":
            return Action(**shared, owners=resolved.owners, due=resolved.due, status=resolved.status)
        case "update":
            return Update(**shared, to=resolved.target, status=resolved.status, date=resolved.date)
        case "declaration":
            return Declaration(
                **shared,
                who=resolved.who,
                interests=resolved.interests,
                about_item=resolved.about_item or raw.item,
                dispensation=resolved.dispensation,
                left=resolved.left,
            )
        case "summary":
            return Summary(**shared, by=resolved.who[0] if resolved.who else None)


def join_facts(first: Resolved, second: Resolved) -> tuple[Resolved, tuple[str, ...]]:
    """Return the facts of the first language, filled up from another, and the names of those in which both differ."""
    values: dict[str, object] = {}
    differing: list[str] = []
    for place in fields(Resolved):
        ours, theirs = getattr(first, place.name), getattr(second, place.name)
        values[place.name] = ours or theirs
        if place.name not in _WORDS and ours and theirs and _differ(ours, theirs):
            differing.append(place.name)
    return Resolved(**values), tuple(differing)  # type: ignore[arg-type]  # the values come from the same fields


_WORDS = frozenset(("motion", "reasons"))
"""Texts, which are other words in each language."""


def _differ(ours: object, theirs: object) -> bool:
    if isinstance(ours, Votes) and isinstance(theirs, Votes):
        return _differ_in_votes(ours, theirs)
    return _essence(ours) != _essence(theirs)


def _differ_in_votes(ours: Votes, theirs: Votes) -> bool:
    """Whether two languages say what cannot both be: one of them may say less."""
    sides = (
        (ours.agree, theirs.agree, ours.agree_names, theirs.agree_names),
        (ours.against, theirs.against, ours.against_names, theirs.against_names),
        (ours.abstain, theirs.abstain, ours.abstain_names, theirs.abstain_names),
    )
    for one, other, names, others in sides:
        if (one is not None and other is not None and one != other) or (
            names and others and _essence(names) != _essence(others)
        ):
            return True
    return any(
        (one.unanimous or one.nem_con) and bool(other.against) for one, other in ((ours, theirs), (theirs, ours))
    )


def _essence(value: object) -> object:
    """Return what of a value must be equal in two languages: not how it is worded, nor in which order names stand."""
    if isinstance(value, Named):
        return (value.kind, value.id or "")
    if isinstance(value, tuple):
        return sorted(str(_essence(one)) for one in value)
    if isinstance(value, Due):
        return (value.span.first, value.span.last) if value.span else None
    if isinstance(value, DateSpan):
        return (value.first, value.last)
    return value
