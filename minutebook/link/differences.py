"""Says in which facts the minutes of two languages do not agree. Those of the first language hold.

In: a record as each file gives it, and what was made of it. Out: a fault for each fact. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.model import DateSpan, Due, Named, Votes
from minutebook.records.raw import RawRecord
from minutebook.records.resolve import Resolved

DIFFERENT_FACTS = rule(
    "facts-differ",
    "warning",
    "A fact is given again in another language, and is not the same.",
    why="The first language's holds; readers of the other see something else in its text.",
    bad="ACTION (Jane Rees; by 5 May): … and CAM GWEITHREDU (Jane Rees; erbyn 6 Mai): …",
    good="the same date in both, or only in the first",
)

_FACTS = {
    "mover": "the proposer",
    "seconder": "the seconder",
    "votes": "the votes",
    "body": "the body it is for",
    "source": "who recommends it",
    "target": "what it answers",
    "verdict": "the answer",
    "owners": "the owners",
    "due": "the date it is due",
    "status": "the colour",
    "date": "the date",
    "who": "who it is",
    "interests": "the kind of interest",
    "about_item": "the item it is about",
    "matter": "the matter",
}
_AGAINST = frozenset(("refused", "rejected", "lost", "fell"))
"""What a body did not do. That one language says "resolved" and the other "agreed" is a matter of words."""
_NOTED = frozenset(("noted", "received"))
"""By which a body decides nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """A record as one file gives it."""

    path: str
    raw: RawRecord
    facts: Resolved


def report_differences(first: Given, further: Given, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a fault for each fact in `names`, and for the verbs of two decisions that mean the opposite.

    That one decides what the other only takes note of is said here where both have one anchor: else they may be no pair (see `matching`).
    """
    for name in names:
        if name in _FACTS:
            yield _report(first, further, _FACTS[name], partial(_say, name))
    sides = {find_side(given.raw) for given in (first, further)}
    named = first.raw.anchor != "" and first.raw.anchor == further.raw.anchor
    if len(sides) == 2 and "" not in sides and ("refused" in sides or named):
        yield _report(first, further, "what was decided", lambda given: f'"{given.raw.word or given.raw.verb}"')


def report_no_answer(first: Given, further: Given) -> Diagnostic:
    """Say that an update or a response names nothing, where the first language's does."""
    return _report(first, further, _FACTS["target"], lambda given: f'"{given.raw.answers}"')


def _report(first: Given, further: Given, fact: str, say: Callable[[Given], str]) -> Diagnostic:
    ours, theirs = say(further), say(first)
    compared = f": {ours} here, {theirs} there" if ours and theirs and ours != theirs else ""
    return Diagnostic(
        DIFFERENT_FACTS,
        Location(further.path, further.raw.line, further.raw.column),
        f"This {further.raw.kind} and line {first.raw.line} of {first.path.rpartition('/')[2]}, whose facts hold, do not agree on {fact}"
        f"{compared}. Make both the same, or leave it out here.",
    )


def find_side(raw: RawRecord) -> str:
    """Return what the verb of a decision comes to: `decided`, `noted`, `refused`; nothing where it has none."""
    verb = find_verb(raw)
    if not verb:
        return ""
    return "refused" if verb in _AGAINST else "noted" if verb in _NOTED else "decided"


def find_verb(raw: RawRecord) -> str:
    """Return what a decision says was done; nothing for a block that leaves it out. One Welsh word is both refused and rejected."""
    if raw.kind != "decision" or (raw.fence is not None and raw.fence.model.written("verb") is None):
        return ""
    return "refused" if raw.verb == "rejected" else raw.verb


def _say(name: str, given: Given) -> str:
    """Return a fact as it was written, as far as it can be said; else nothing."""
    value: object = getattr(given.facts, name)
    if name == "target":
        return f'"{given.raw.answers}"'
    if name == "about_item":
        return f'"{str(value).replace("-", " ")}"'
    if isinstance(value, Named | Due | DateSpan):
        return f'"{value.text}"'
    if isinstance(value, tuple):
        return " and ".join(f'"{one.text if isinstance(one, Named) else one}"' for one in value)
    if isinstance(value, Votes):
        return _say_votes(value)
    return value if isinstance(value, str) else ""


def _say_votes(votes: Votes) -> str:
    sides = (
        ("for", votes.agree, votes.agree_names),
        ("against", votes.against, votes.against_names),
        ("abstained", votes.abstain, votes.abstain_names),
    )
    said = [
        f"{count} {side}" + (f" ({', '.join(name.text for name in names)})" if names else "")
        for side, count, names in sides
        if count is not None
    ]
    return ", ".join(said) or ("unanimous" if votes.unanimous else "nobody against" if votes.nem_con else "")
