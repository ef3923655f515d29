"""Which parts of a leaf hold words: where links, code and references stand in it, and where mark-up begins
and ends.

In: a leaf. Out: offsets into its text, or its words alone. It knows no acronyms.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from minutebook.model import Block

_PLAIN = frozenset(("text", "softbreak", "hardbreak"))


class Spans:
    """Places in one text, to be asked about in any order without looking at each."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the places holds all of `start` to `end`."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end

    def meet(self, start: int, end: int) -> bool:
        """Whether one of the places has a part of `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


NOWHERE = Spans(())


def find_hidden(leaf: Block) -> tuple[Spans, Spans, Sequence[int]]:
    """Return where no use may stand (links, code, references), which of that holds no words (code, bare
    addresses), and where mark-up begins or ends, in order.
    """
    if all(inline.kind in _PLAIN for inline in leaf.inlines):
        return NOWHERE, NOWHERE, ()
    hidden: list[tuple[int, int]] = []
    wordless: list[tuple[int, int]] = []
    joints: list[int] = []
    position, links, bare = 0, 0, False
    for inline in leaf.inlines:
        after = position + len(inline.text)
        if inline.kind in ("open", "close"):
            joints.append(position)
            if inline.tag == "link":
                links += 1 if inline.kind == "open" else -1
                bare = inline.kind == "open" and inline.auto
        elif links or inline.kind in ("code", "reference", "image"):
            hidden.append((position, after))
            if bare or inline.kind == "code":
                wordless.append((position, after))
        position = after
    return Spans(hidden) if hidden else NOWHERE, Spans(wordless) if wordless else NOWHERE, joints


def leave_out_addresses(leaf: Block) -> str:
    """Return the words of a leaf without code and bare addresses, whose case says nothing."""
    if all(inline.kind in _PLAIN for inline in leaf.inlines):
        return leaf.text
    kept, bare = [], False
    for inline in leaf.inlines:
        if inline.tag == "link":
            bare = inline.kind == "open" and inline.auto
        elif inline.kind != "code" and not bare:
            kept.append(inline.text)
    return "".join(kept)


def crosses(joints: Sequence[int], start: int, end: int) -> bool:
    """Whether mark-up begins or ends between `start` and `end`, at one of `joints`: half a word in bold cannot be a link."""
    return bisect_right(joints, start) != bisect_right(joints, end - 1)
