"""What stands where in the prose of one file: the values that a page resolves before its record is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from minutebook.model import Block


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found between two offsets of a leaf's text."""

    start: int
    end: int
    kind: Literal["record", "term", "reference"]
    id: str = ""
    """Record: its anchor in the page."""
    record_kind: str = ""
    """Record: `decision`, `action` …"""
    label: str = ""
    """Record: what its permalink is called for those who cannot see it; empty for the article's label."""
    word: str = ""
    """Record: the word for its kind, which is the permalink's own; empty for a sign."""
    blocks: tuple[int, ...] = ()
    """Record: keys of the blocks after the leaf that belong to it, as far as they follow it directly."""
    href: str = ""
    """Term: its page; empty for no link. Reference: the place of what an id in the text names."""
    expansion: str = ""
    """Term, reference: words to insert behind it; empty for none."""
    lang: str = ""
    """Term, reference: the language of the expansion, where it differs from the page's."""


@dataclass(frozen=True, slots=True)
class ProseLink:
    """Where a link leads from this page."""

    href: str | None
    """None: its words are shown as text."""
    image: bool = False
    """Whether an image is shown; else it is a link to the file."""


@dataclass(frozen=True, slots=True)
class ProseReference:
    """What a reference names."""

    href: str | None
    """None: shown as text."""
    name: str
    """Put in where the reference brings no words of its own."""
    lang: str = ""
    """The language of the name, where it differs from the page's."""


@dataclass(frozen=True, slots=True)
class FenceRow:
    """One value of a fenced record."""

    label: str
    """The word for the field, inserted before it."""
    text: str = ""
    """Plain; used where there are no blocks."""
    blocks: tuple[Block, ...] = ()
    href: str = ""
    """Where the text leads; empty for nowhere."""
    inserted: str = ""
    """Words that say where it leads, put in behind the text; empty for none."""
    inserted_lang: str = ""
    """The language of these words, where it is not that of the block."""
    before: str = ""
    """Words put in before the text, as the side of a vote; empty for none."""
    lang: str = ""
    """The language of the text or the blocks, where it is not that of the block."""
    references: Mapping[str, ProseReference] = field(default_factory=dict)
    """What the references of the blocks name, where that is said in another language than in the article; else empty."""


@dataclass(frozen=True, slots=True)
class FenceView:
    """A fenced record as its page shows it."""

    kind: str
    anchor: str
    label: str
    """The word for the kind of record, inserted."""
    rows: tuple[FenceRow, ...]
    permalink: str = ""
    """What its permalink is called for those who cannot see it; empty for the article's label."""
    lang: str = ""
    """The language that the block is in, where it is not that of the words round it."""


@dataclass(frozen=True, slots=True)
class Article:
    """What stands where in the blocks of one file. What it adds to their words is in the same language, unless it says otherwise."""

    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    """By the leaf's key."""
    links: Mapping[str, ProseLink] = field(default_factory=dict)
    """By the address as written. Every link and image of the blocks is there."""
    references: Mapping[str, ProseReference] = field(default_factory=dict)
    """By what stands before `|`. Every reference of the blocks is there."""
    fences: Mapping[int, FenceView] = field(default_factory=dict)
    """By the key of the code block; one that is absent is shown as code."""
    ids: Mapping[int, str] = field(default_factory=dict)
    """Anchors of headings and other blocks by their key."""
    permalink_label: str = ""
    """What a permalink is called for those who cannot see it, where its record has no label."""
    table_label: str = ""
    """What the frame of a wide table is called for those who cannot see it."""
