"""Decisions that stand twice in an item, as ModernGov prints them: under Decision, then under Minutes.

In: the decisions of one item. Out: each once. The first stands, with the proposer, seconder and votes of the second.
Content format, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.records.raw import Details, RawRecord
from minutebook.records.votes import merge_votes

_TOKEN = re.compile(r"\w+")
_LIMB = re.compile(r"^\s*(?:[-*•]|\(?\w{1,5}[.)]+)\s+")
_CUT = re.compile(
    r"(?:\.\.\.|…)(?:\s*\.*\s*(?:view|read|see|gweld|gweler)\b.*)?\s*[\])]?\s*$", re.IGNORECASE | re.DOTALL
)
_ENDED = re.compile(r"[.!?:;][\"”’)\s]*$")
_SAME = re.compile(
    r"\W*(?:the\s+)?(?:decisions?|resolutions?|minutes|penderfyniad(?:au)?|y?\s*cofnod(?:ion)?)\W*", re.IGNORECASE
)
_ENOUGH = 4
"""Words that a decision must have for another to be its repetition: `AGREED.` twice is two decisions."""
_ENOUGH_CUT = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decision, and what is compared of it."""

    record: RawRecord
    words: str
    """What was decided: the words behind the record word with what belongs to it, without lines of votes."""
    sentence: str
    """Its first sentence whole, for decisions that stand before their word (`The report was NOTED.`)."""
    under: str
    """The sub-heading it stands under; empty for none."""


def drop_repeats(decisions: Sequence[Candidate]) -> dict[int, RawRecord | None]:
    """Return, by position, the record that stands in place of each decision; None where it repeats one before it."""
    standing: dict[int, RawRecord | None] = {}
    for at, candidate in enumerate(decisions):
        standing[at] = candidate.record
        for before in range(at):
            first = standing[before]
            if first is not None and _repeats(decisions[before], first, candidate):
                standing[before] = replace(first, details=_join(first.details, candidate.record.details))
                standing[at] = None
                break
    return standing


def _repeats(first: Candidate, standing: RawRecord, second: Candidate) -> bool:
    if _differ(standing.details, second.record.details):
        return False
    if first.under != second.under and not (_SAME.fullmatch(first.under) or _SAME.fullmatch(second.under)):
        return False
    ours, theirs = _tokens(first.words), _tokens(second.words)
    if min(len(ours), len(theirs)) < _ENOUGH:
        ours, theirs = _tokens(first.sentence), _tokens(second.sentence)
        return ours == theirs and len(ours) >= _ENOUGH and first.record.verb == second.record.verb
    if ours == theirs:
        return True
    shorter, longer, text = (ours, theirs, first.words) if len(ours) < len(theirs) else (theirs, ours, second.words)
    if longer[: len(shorter)] != shorter:
        return False
    if _CUT.search(text):
        return True
    return len(shorter) >= _ENOUGH_CUT and not _ENDED.search(text)


def _differ(first: Details, second: Details) -> bool:
    """Whether both say who proposed, or how the vote went, and differ: then they are two decisions."""
    for ours, theirs in ((first.mover, second.mover), (first.seconder, second.seconder)):
        if ours and theirs and ours.text != theirs.text:
            return True
    return (
        bool(first.votes and second.votes and first.votes.total and second.votes.total) and first.votes != second.votes
    )


def _join(first: Details, second: Details) -> Details:
    return replace(
        first,
        mover=second.mover or first.mover,
        seconder=second.seconder or first.seconder,
        votes=merge_votes((second.votes, first.votes)),
        motion=first.motion or second.motion,
    )


def _tokens(text: str) -> list[str]:
    text = _CUT.sub("", text)
    lines = [_LIMB.sub("", line) for line in text.split("\n")]
    return _TOKEN.findall("\n".join(lines).casefold())
