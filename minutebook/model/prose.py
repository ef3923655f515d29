"""The prose of the minutes as a frozen tree of blocks: what Markdown meant, with the line each block began at.

A leaf is a block with `inlines` (paragraph, heading, table cell) or with literal `text` (code). Records, acronyms and
references point into a leaf by its `key` and by offsets into its `text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

InlineKind = Literal["text", "code", "softbreak", "hardbreak", "open", "close", "image", "reference"]
BlockKind = Literal[
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "quote",
    "table",
    "table_row",
    "table_cell",
    "code",
    "rule",
]


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a leaf. The `text` of all pieces, joined, is the leaf's text; marks (open, close) have none."""

    kind: InlineKind
    text: str = ""
    """Visible characters. A soft or hard break is one newline; a reference is its `|words`, else empty; an image is empty."""
    tag: str = ""
    """For open and close: `strong`, `em`, `s` or `link`."""
    href: str = ""
    """Link or image: the address as written (decoded by the Markdown rules). Reference: what stands before `|`."""
    title: str = ""
    """Image: its alternative text. Link: its title."""
    auto: bool = False
    """A link made from a bare address, so that its text is an address and not words."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the prose, with the blocks inside it."""

    kind: BlockKind
    line: int
    """First line in the file, counted from 1."""
    end: int
    """Last line in the file, inclusive."""
    key: int = -1
    """Number of this block in its file, unique there, in reading order; every block has one."""
    inlines: tuple[Inline, ...] = ()
    children: tuple[Block, ...] = ()
    text: str = ""
    """Leaf: its visible text. Code: the literal text."""
    level: int = 0
    """Heading: 1 to 6."""
    marker: str = ""
    """List item: `-`, or its number as written, as `5.` or `b)`."""
    info: str = ""
    """Code: the info string after the fence; empty for none."""
    tight: bool = False
    """List: no empty lines between its items, so that paragraphs show without gaps."""
    header: bool = False
    """Table row: it is the header row."""
    align: str = ""
    """Table cell: `left`, `right`, `center` or nothing."""
    anchor: str = ""
    """Heading or paragraph: what `{#…}` at its end fixes as its anchor. It is mark-up and no part of the text."""


def iter_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield every block in reading order, each before the blocks inside it."""
    for block in blocks:
        yield block
        yield from iter_blocks(block.children)


def iter_leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that hold words: paragraphs, headings, cells (not code)."""
    for block in iter_blocks(blocks):
        if block.kind in ("paragraph", "heading", "table_cell"):
            yield block
