"""Decisions that stand twice in an item, as ModernGov prints them: under Decision, then under Minutes.

In: the decisions of one item. Out: each once. The first stands, with the proposer, seconder and votes of the second.
Content format, section 4.
"""

from __future__ import annotations

import re
from collections import defaultdict
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
    # Decisions that may repeat each other begin alike, or are alike as whole sentences.
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    said = [_Said(_tokens(one.words), _tokens(one.sentence)) for one in decisions]
    for at, candidate in enumerate(decisions):
        standing[at] = candidate.record
        keys = {("words", *said[at].words[:_ENOUGH]), ("sentence", *said[at].sentence)}
        for before in sorted({earlier for key in keys for earlier in alike[key]}):
            first = standing[before]
            if first is not None and _repeats(decisions[before], said[before], first, candidate, said[at]):
                standing[before] = replace(first, details=_join(first.details, candidate.record.details))
                standing[at] = None
                break
        else:
            for key in keys:
                alike[key].append(at)
    return standing


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a decision without signs and capitals."""

    words: tuple[str, ...]
    sentence: tuple[str, ...]


def _repeats(first: Candidate, ours: _Said, standing: RawRecord, second: Candidate, theirs: _Said) -> bool:
    if _differ(standing.details, second.record.details):
        return False
    if first.under != second.under and not (_SAME.fullmatch(first.under) or _SAME.fullmatch(second.under)):
        return False
    if min(len(ours.words), len(theirs.words)) < _ENOUGH:
        same = ours.sentence == theirs.sentence and len(ours.sentence) >= _ENOUGH
        return same and first.record.verb == second.record.verb
    if ours.words == theirs.words:
        return True
    shorter, longer, text = ours.words, theirs.words, first.words
    if len(shorter) > len(longer):
        shorter, longer, text = longer, shorter, second.words
    if longer[: len(shorter)] != shorter:
        return False
    return _CUT.search(text) is not None or (len(shorter) >= _ENOUGH_CUT and not _ENDED.search(text))


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


def _tokens(text: str) -> tuple[str, ...]:
    text = _CUT.sub("", text)
    lines = [_LIMB.sub("", line) for line in text.split("\n")]
    return tuple(_TOKEN.findall("\n".join(lines).casefold()))
