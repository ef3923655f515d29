"""What follows a record and belongs to it: lists, tables, limbs, lines of votes.

In: the blocks beside a paragraph. Out: those that belong to it, and their words. Content format, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from minutebook.i18n import MOTION_WORDS, RECORD_TABLE, RecordKind, phrase_pattern
from minutebook.model import Block, iter_leaves
from minutebook.records.labels import find_labels, may_hold_label
from minutebook.records.leaves import read_leaf, write_leaf
from minutebook.records.sentences import split_sentences
from minutebook.records.votes import is_vote_line

_LIMB = re.compile(
    r"\s*(?:(?P<open>\()\s*(?P<both>\d{1,3}|[a-zA-Z]|[ivxl]{1,6})\s*\)|(?P<right>\d{1,3}|[a-zA-Z]|[ivxl]{1,6})\)|(?P<dot>\d{1,2})\.)(?=\s)"
)
_ROMAN = frozenset("ivxl")
_ANNOUNCES = re.compile(r"(?:\bas follows|\bfollowing|\bbelow|\bcanlynol|\bganlyn|\bisod)\W*$", re.IGNORECASE)
_DECIDES = frozenset(("decision", "recommendation"))
_MOTION_LINE = re.compile(rf"\s*(?:{phrase_pattern(MOTION_WORDS)})(?!\w)", re.IGNORECASE)
_MOTION_WORDS_LIMIT = 30
_OPENS = re.compile(
    rf"(?:{phrase_pattern({entry.word for entry in RECORD_TABLE if entry.kind in ('decision', 'recommendation')})})(?![\w'’-])"
)
LISTS = ("bullet_list", "ordered_list")


def find_belongings(siblings: Sequence[Block], after: int, kind: RecordKind, *, takes_next: bool) -> tuple[Block, ...]:
    """Return the blocks from position `after` on that belong to the paragraph before them, which holds a record of `kind`.

    `takes_next`: the paragraph is a label alone on its line, so that the paragraph behind it belongs to it too.
    """
    found: list[Block] = []
    own = siblings[after - 1].text if after else ""
    for at in range(after, len(siblings)):
        block = siblings[at]
        if block.kind in LISTS:
            if looks_like_heading(block) or (_is_closed(siblings, after) and _decides_itself(block)):
                break
        elif block.kind == "paragraph":
            if is_limb(block.text) and (_is_beside(own, block.text) or _records_itself(own, block, kind)):
                break
            if not (is_limb(block.text) or is_detail_line(block.text) or (takes_next and at == after)):
                break
        elif block.kind != "table":
            break
        found.append(block)
    return tuple(found)


def _is_closed(siblings: Sequence[Block], after: int) -> bool:
    """Whether the paragraph before position `after` ends a sentence, so that it announces no list."""
    return after > 0 and siblings[after - 1].text.rstrip().endswith((".", "!", "?"))


def _decides_itself(block: Block) -> bool:
    """Whether an entry of a list opens with a record word of its own: `- RESOLVED to wait`."""
    return any(entry.children and _OPENS.match(entry.children[0].text) for entry in block.children)


def _is_beside(own: str, text: str) -> bool:
    """Whether two paragraphs are of one series, as `a)` and `b)` are, and `a)` and `i)` or `(1)` are not."""
    first, second = _LIMB.match(own), _LIMB.match(text)
    if not first or not second or _style(first) != _style(second):
        return False
    one, other = _sign(first), _sign(second)
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and int(other) >= int(one)
    if _ROMAN.issuperset(one) and _ROMAN.issuperset(other):
        return other == one or other != "i"
    if len(one) > 1 or len(other) > 1 or one.isupper() != other.isupper():
        return False
    # `i)` below `a)` counts on in Roman numbers; below `h)` it is the next letter.
    return ord(other) in (ord(one), ord(one) + 1) or (other not in _ROMAN and other > one)


def _style(limb: re.Match[str]) -> str:
    return "both" if limb["open"] else limb.lastgroup or ""


def _sign(limb: re.Match[str]) -> str:
    return limb["both"] or limb["right"] or limb["dot"]


def _records_itself(own: str, limb: Block, kind: RecordKind) -> bool:
    """Whether a limb behind a whole sentence has a record of its own, so that it goes on with the minutes.

    In a limb of a decision an action may stand, and the limb is no less part of what was decided.
    """
    if not own.rstrip().endswith((".", "!", "?")) or _ANNOUNCES.search(own) or not may_hold_label(limb):
        return False
    labels = find_labels(read_leaf(limb))
    return any(label.opens or kind not in _DECIDES for label in labels)


def is_limb(text: str) -> bool:
    """Whether a paragraph begins `(1)`, `a)`, `i)`."""
    return _LIMB.match(text) is not None


def is_detail_line(text: str) -> bool:
    """Whether a paragraph is a line of votes, or of who proposed and seconded, and nothing else."""
    return is_vote_line(text) or is_motion_line(text)


def is_motion_line(text: str) -> bool:
    """Whether a paragraph is a short line such as `Proposed by Cllr A, seconded by Cllr B.`"""
    return (
        _MOTION_LINE.match(text) is not None
        and len(text.split()) <= _MOTION_WORDS_LIMIT
        and len(split_sentences(text)) <= 2
        and re.search(r"\b(?:that|bod|fod|to|i)\s", text) is None
    )


def looks_like_heading(block: Block) -> bool:
    """Whether a list is an item's title that lacks its `##`: `5. CORRESPONDENCE`."""
    if block.kind != "ordered_list" or len(block.children) != 1:
        return False
    item = block.children[0]
    words = item.children[0].text if item.children else ""
    return not item.marker.startswith("1") and words.isupper() and len(item.children) == 1


def iter_lines(blocks: Sequence[Block], write: Callable[[Block], str] = write_leaf) -> Iterator[str]:
    """Yield the words of blocks, a line a paragraph, list item or table row. `write` gives those of a leaf."""
    for block in blocks:
        if block.kind == "list_item":
            lines = list(iter_lines(block.children, write))
            if lines:
                yield f"{block.marker} {lines[0]}".strip()
                yield from lines[1:]
        elif block.kind == "table_row":
            yield " | ".join(write(cell) for cell in block.children)
        elif block.kind in ("paragraph", "heading"):
            yield write(block)
        elif block.kind != "code":
            yield from iter_lines(block.children, write)


def last_leaf(blocks: Sequence[Block]) -> Block | None:
    """Return the last paragraph or cell in blocks."""
    leaves = list(iter_leaves(blocks))
    return leaves[-1] if leaves else None
