"""What the reader of records hands on: a record as it stands in one file, its details as text.

Values only. Who somebody is, and whether a reference leads anywhere, is not known here (see `resolve`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.diagnostics import Diagnostic
from minutebook.i18n import RecordKind
from minutebook.model import Block, Colour, Due
from minutebook.model.records import Verdict
from minutebook.schema import DocumentEntry, RecordBlock, ResponseBlock, UpdateBlock


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in the minutes."""

    text: str
    """As written, white space collapsed. In `Details.assigned` the due date is taken out."""
    leaf: int
    """Key of the block it stands in."""
    start: int
    """Offset into that block's text."""
    end: int


@dataclass(frozen=True, slots=True)
class RawVotes:
    """How a vote went, names as text. A figure that was not recorded is None."""

    agree: int | None = None
    against: int | None = None
    abstain: int | None = None
    unanimous: bool = False
    nem_con: bool = False
    casting: str = ""
    recorded: bool = False
    agree_names: str = ""
    against_names: str = ""
    abstain_names: str = ""
    counted: bool = False
    """Whether a figure stands beside a list of names, so that both can be compared."""

    @property
    def total(self) -> int:
        """All votes and abstentions that were counted."""
        return (self.agree or 0) + (self.against or 0) + (self.abstain or 0)


@dataclass(frozen=True, slots=True)
class Details:
    """What stands in and about a record beside its words. Each field is empty where nothing was said."""

    mover: Words | None = None
    seconder: Words | None = None
    votes: RawVotes | None = None
    motion: str = ""
    """The text of the motion that was carried, lost or fell."""
    to: Words | None = None
    """The body to which something is recommended."""
    reference: str = ""
    """What an update or a response answers, without brackets."""
    referred: tuple[int, int] | None = None
    """Where that stands in the block's text; None for nothing, and for `[[…]]`, which is a link of its own."""
    verdict: Verdict | None = None
    bracket: Words | None = None
    """The brackets behind an action's word, without the brackets: owners, due date and colour."""
    last_bracket: Words | None = None
    """An action's last brackets: details only if somebody in them is known."""
    assigned: tuple[Words, ...] = ()
    """Where an action's owners stand: before `to` or `will`, else all of it."""
    assigned_only: bool = False
    """Whether `assigned` holds owners and nothing else (`… Action: Jane Rees and Dai Ellis.`)."""
    due: Due | None = None
    status: Colour | None = None
    who: tuple[Words, ...] = ()
    """Who declares an interest, or speaks the summary."""
    interests: tuple[str, ...] = ()
    """personal, prejudicial, pecuniary, non-pecuniary, as far as said."""
    about_item: str = ""
    """The number of the item an interest is in, as written; empty for the item it stands in."""
    dispensation: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """The fields of a fenced record."""

    kind: RecordKind
    """Its info string: `action`, `decision` …"""
    keys: tuple[str, ...]
    """Its keys in the order written."""
    model: RecordBlock
    """Its values: `ActionBlock` for an action, and so on, with the place of each."""
    blocks: tuple[tuple[str, str, tuple[Block, ...]], ...] = ()
    """The fields that are Markdown: key, language, blocks. A text without a language is in that of its file."""
    texts: tuple[tuple[str, str], ...] = ()
    """What the record says, as plain text, by language."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Why it was decided, likewise."""

    @property
    def wordless(self) -> bool:
        """Whether it has no words of its own: in a further language it is then shown with those of the first language's block."""
        return not self.blocks

    def find_lacking(self, lang: str) -> str:
        """Return the first key whose words are in other languages than `lang` only; empty for none."""
        spoken = {key for key, code, _ in self.blocks if code == lang}
        return next((key for key, _, _ in self.blocks if key not in spoken), "")

    @property
    def stands_for(self) -> bool:
        """Whether it lacks what makes such a record (an `id` alone), so that it only says where one of another language stands."""
        return self.wordless and not any(self.model.written(key) is not None for key in self.model.needs)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it stands in one file."""

    kind: RecordKind
    verb: str
    """For a decision its English verb in small letters (`resolved`), whatever the language; else empty."""
    word: str
    """The record word as written; empty for a fenced block."""
    item: str
    """Anchor of the item it stands in."""
    leaf: int
    """Key of the block it stands in: a paragraph, or the code of a fenced block."""
    start: int
    """Offset into that block's text where its sentence begins; 0 for a fenced block."""
    end: int
    """Offset where it ends: before a further record, an anchor, or at the text's end."""
    text: str
    """Its words, white space collapsed; what belongs to it follows behind newlines.

    A reference that brings no words of its own stands as `[[people/jane-rees]]`.
    """
    blocks: tuple[int, ...] = ()
    """Keys of the blocks after (or, for a line of owners, below) it that belong to it, in reading order."""
    anchor: str = ""
    """The anchor that the clerk fixed; empty for none."""
    line: int = 0
    """Line of the file in which it begins."""
    column: int = 1
    """Column in that line; 1 where mark-up stands before it, so that it is not known."""
    details: Details = field(default_factory=Details)
    fence: Fence | None = None

    @property
    def answers(self) -> str:
        """What an update or a response answers, as written; empty for nothing."""
        block = self.fence.model if self.fence is not None else None
        if isinstance(block, UpdateBlock | ResponseBlock):
            return block.to or ""
        return self.details.reference if self.kind in ("update", "response") else ""


@dataclass(frozen=True, slots=True)
class RawDocuments:
    """A fenced list of an item's documents."""

    item: str
    """Anchor of the item."""
    leaf: int
    """Key of the code block."""
    line: int
    entries: tuple[DocumentEntry, ...]
    """In the order written."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that the records of a file are."""

    records: tuple[RawRecord, ...] = ()
    """In reading order."""
    documents: tuple[RawDocuments, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
