"""Which parts of a leaf hold words: where links, code and references stand in it, and where mark-up begins
and ends.

In: a leaf. Out: offsets into its text, or its words alone. It knows no acronyms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from minutebook.model import Block


def find_hidden(leaf: Block) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return where no use may stand (links, code, references), and where mark-up begins or ends, in order."""
    hidden: list[tuple[int, int]] = []
    joints: list[int] = []
    position, links, opened = 0, 0, 0
    for inline in leaf.inlines:
        after = position + len(inline.text)
        if inline.kind in ("open", "close"):
            joints.append(position)
        if inline.kind in ("code", "reference", "image"):
            hidden.append((position, after))
        elif inline.kind == "open" and inline.tag == "link":
            opened = opened if links else position
            links += 1
        elif inline.kind == "close" and inline.tag == "link":
            links -= 1
            if not links:
                hidden.append((opened, position))
        position = after
    return tuple(hidden), tuple(joints)


def leave_out_addresses(leaf: Block) -> str:
    """Return the words of a leaf without code and bare addresses, whose case says nothing."""
    if all(inline.kind in ("text", "softbreak", "hardbreak") for inline in leaf.inlines):
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
