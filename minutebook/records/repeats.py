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
    alike = _Alike()
    said = [_Said(_tokens(one.words), _tokens(one.sentence)) for one in decisions]
    for at, candidate in enumerate(decisions):
        standing[at] = candidate.record
        for before in alike.find(said[at], candidate.under):
            first = standing[before]
            if first is not None and _repeats(decisions[before], said[before], first, candidate, said[at]):
                standing[before] = replace(first, details=_join(first.details, candidate.record.details))
                standing[at] = None
                break
        else:
            alike.add(at, said[at], candidate.under)
    return standing


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a decision without signs and capitals."""

    words: tuple[str, ...]
    sentence: tuple[str, ...]


class _Alike:
    """Decisions by their words and their sub-heading, so that each is compared with those alone that it may repeat.

    Minutes of five thousand equal lines would else take minutes of another kind.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str | bool], list[int]] = defaultdict(list)

    def find(self, said: _Said, under: str) -> list[int]:
        """Return the positions of the decisions before it that may say the same, in order."""
        # Under `Decision` or `Minutes` stands what may stand under any other heading too.
        headings: tuple[str | bool, ...] = (True,) if _SAME.fullmatch(under) else (under, False)
        *shorter, whole = _digest(said.words) or [0]
        keys = [("opening", whole), ("sentence", hash(said.sentence)), *(("whole", part) for part in shorter)]
        return sorted(
            {at for name, key in keys for heading in headings for at in self._found.get((name, key, heading), ())}
        )

    def add(self, at: int, said: _Said, under: str) -> None:
        """Take in a decision that repeats none before it."""
        openings = _digest(said.words)
        keys = [("opening", part) for part in openings] + [("whole", part) for part in openings[-1:]]
        if len(said.sentence) >= _ENOUGH:
            keys.append(("sentence", hash(said.sentence)))
        headings: tuple[str | bool, ...] = (under, True, False) if _SAME.fullmatch(under) else (under, True)
        for name, key in keys:
            for heading in headings:
                self._found[name, key, heading].append(at)


def _digest(words: Sequence[str]) -> list[int]:
    """Return a number for each beginning of the words that is long enough to be a repetition, the shortest first."""
    digest = 0
    found: list[int] = []
    for count, word in enumerate(words, 1):
        digest = hash((digest, word))
        if count >= _ENOUGH:
            found.append(digest)
    return found


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
