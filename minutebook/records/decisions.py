"""The details of a decision or recommendation: who proposed and seconded, how the vote went, the motion, the body it goes to.

In: a paragraph, its label, the blocks before and after it. Out: `Details`. Content format, section 4, "Details".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutebook.model import Block, iter_leaves
from minutebook.records.belongings import is_detail_line, is_motion_line, iter_lines, last_leaf
from minutebook.records.details import find_addressee, find_movers
from minutebook.records.labels import Label
from minutebook.records.leaves import Leaf, write_words
from minutebook.records.raw import Details, RawVotes, Words
from minutebook.records.sentences import Span, find_sentence, split_sentences
from minutebook.records.votes import find_votes, is_vote_line, merge_votes, read_names_line, read_vote_line

LOST = frozenset(("lost", "fell"))
"""Verbs of a motion that was not carried, so that most votes were against it."""
_MOTIONS = frozenset(("carried", "lost", "fell"))
_LAST_BRACKET = re.compile(r"\(([^()]*)\)\s*[.;:]?\s*$")
_AMENDMENT = re.compile(r"\bamend|\bgwelliant|\bwelliant|\bngwelliant", re.IGNORECASE)


def read_details(
    leaf: Leaf, label: Label, start: int, end: int, after: Sequence[Block], before: Sequence[Block]
) -> Details:
    """Return what the words in and about a decision say of it. `start` and `end` are those of the record's own words."""
    sources = list(_iter_sources(leaf, label, start, end, after, before))
    movers: dict[str, Words] = {}
    for text, key, span, _ in sources:
        for role, words in find_movers(text, key, *span).items():
            movers.setdefault(role, words)
    lost = label.entry.verb in LOST
    votes = [_read_lines(after, lost=lost)]
    votes += [find_votes(text[slice(*span)], strict=strict, lost=lost) for text, _, span, strict in sources]
    recommends = label.entry.kind == "recommendation"
    return Details(
        mover=movers.get("moved"),
        seconder=movers.get("seconded"),
        votes=merge_votes(votes),
        motion=_find_motion(leaf, label, before) if label.entry.verb in _MOTIONS else "",
        to=find_addressee(leaf.text, leaf.block.key, label.after, label.bracket) if recommends else None,
    )


def compared_words(leaf: Leaf, label: Label, end: int, after: Sequence[Block]) -> str:
    """Return what was decided, for comparison with another decision: without lines and brackets of votes and proposers."""
    # Who is only referred to is part of what was decided.
    said = write_words(leaf, label.after, end)
    bracket = _LAST_BRACKET.search(said)
    if bracket and (find_votes(bracket[1], strict=True) or find_movers(bracket[1], -1, 0, len(bracket[1]))):
        said = said[: bracket.start()]
    kept = [said[slice(*span)] for span in split_sentences(said)]
    kept = [sentence for sentence in kept if not is_motion_line(sentence) and not _only_votes(sentence)]
    below = [line for line in iter_lines(after) if not is_detail_line(line)]
    return "\n".join((" ".join(kept), *below))


def _iter_sources(
    leaf: Leaf, label: Label, start: int, end: int, after: Sequence[Block], before: Sequence[Block]
) -> Iterator[tuple[str, int, Span, bool]]:
    """Yield where details stand, surest first: text, its leaf's key, the span to read, whether it is details only."""
    text, key = leaf.text, leaf.block.key
    if label.bracket:
        yield text, key, label.bracket, True
    if last := _LAST_BRACKET.search(text, 0, leaf.end):
        yield text, key, last.span(1), True
    for block in iter_leaves(after):
        if is_motion_line(block.text):
            yield block.text, block.key, (0, len(block.text)), True
    if (below := last_leaf(after)) and (last := _LAST_BRACKET.search(below.text)):
        yield below.text, below.key, last.span(1), True
    yield text, key, (start, end), False
    if start:
        ahead = find_sentence(text, start - 1)
        if not _AMENDMENT.search(text, *ahead):
            yield text, key, ahead, False
    if start == 0 and before and before[-1].kind == "paragraph" and is_motion_line(before[-1].text):
        yield before[-1].text, before[-1].key, (0, len(before[-1].text)), True


def _read_lines(after: Sequence[Block], *, lost: bool) -> RawVotes | None:
    """Return the votes of the lines that follow. Where the limbs were voted on apart and differ, none is the decision's."""
    named: list[RawVotes | None] = []
    counted: list[RawVotes | None] = []
    for block in iter_leaves(after):
        if is_vote_line(block.text):
            (named if read_names_line(block.text) else counted).append(read_vote_line(block.text, lost=lost))
    if any(votes != counted[0] for votes in counted):
        return None
    return merge_votes((*counted, *named))


def _find_motion(leaf: Leaf, label: Label, before: Sequence[Block]) -> str:
    """Return the quotation just before: in the paragraph, else the block above it, lines of details passed over."""
    inside = [span for span in leaf.quotes if span[1] <= label.start]
    if inside:
        start, end = max(inside, key=lambda span: span[1])
        return write_words(leaf, start + 1, end - 1)
    for block in reversed(before):
        if block.kind == "quote":
            return "\n".join(iter_lines(block.children))
        if block.kind != "paragraph" or not is_detail_line(block.text):
            return ""
    return ""


def _only_votes(sentence: str) -> bool:
    return is_vote_line(sentence) or (len(sentence.split()) <= 12 and find_votes(sentence, strict=True) is not None)
