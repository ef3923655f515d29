"""The register: all that the content says, with every id resolved to the thing it names. What checks and pages read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from minutebook.model.council import Body, Office, Page, Person, Plan, Site, Term
from minutebook.model.deferred import DEFERRED, Deferring
from minutebook.model.meeting import Meeting
from minutebook.model.prose import Block
from minutebook.model.records import Named, Record

TargetKind = Literal[
    "meeting", "item", "record", "person", "office", "body", "page", "term", "plan", "plan-action", "hidden", "none"
]


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names. `hidden` is a thing that says `publish: no`; `none` leads nowhere (reported)."""

    kind: TargetKind
    key: str
    """Meeting `cabinet/2023-04-18`, item or record `cabinet/2023-04-18#item-5`, plan action `ciw#workforce`, else the id."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link written in prose leads."""

    kind: Literal["outside", "document", "image", "meeting", "page", "anchor", "none"]
    """`outside`: http, https, mailto. `document`, `image`: a published file. `none`: shown as text."""
    target: str
    """The address; the file's path from the content folder; the meeting's key; the page's id; the anchor."""
    fragment: str = ""
    """Behind `#`, without it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One commit that touched a file."""

    date: date
    commit: str
    """Full hash."""
    subject: str


@dataclass(frozen=True, slots=True)
class FenceField:
    """One key of a fenced record, as it is to be shown."""

    name: str
    """The key: `owner`, `due`, `text` …"""
    values: tuple[Named, ...] = ()
    """Plain values as written; those that name something carry its kind and id."""
    blocks: tuple[Block, ...] = ()
    """The value, where it is Markdown."""
    lang: str = ""
    """Language of the value where it is not that of its file."""
    others: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    """The same value in languages in whose minutes the record does not stand, for their pages: language and Markdown."""

    @property
    def shown(self) -> tuple[Block, ...]:
        """All Markdown that some page shows."""
        return (*self.blocks, *(block for _, blocks in self.others for block in blocks))


@dataclass(frozen=True, slots=True)
class Fence:
    """A record given as a fenced block."""

    kind: str
    """action, decision, recommendation, response, update, declaration, summary or documents."""
    anchor: str
    """The record's anchor; empty for documents."""
    fields: tuple[FenceField, ...]
    """In the order written."""


@dataclass(frozen=True, slots=True)
class Prose(Deferring):
    """How one file's references, links and fenced records were understood. The last may be made when they are first asked for."""

    references: Mapping[str, Target]
    """By what stands before `|` in `[[…]]`, as written."""
    links: Mapping[str, Link]
    """By the address as written."""
    fences: Mapping[int, Fence] = field(metadata=DEFERRED)
    """By the key of the block."""
    anchors: Mapping[int, str]
    """Anchors of headings inside items, by the key of the heading."""


@dataclass(frozen=True, slots=True)
class Register:
    """The whole archive, resolved."""

    site: Site
    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]
    plans: Mapping[str, Plan]
    terms: Mapping[str, Term]
    """By id, in the order of the glossary."""
    ignored: frozenset[str]
    """Capitals that the glossary says are no acronyms."""
    pages: Mapping[str, Page]
    meetings: Mapping[str, Meeting]
    """By key, by date, then body, then number; oldest first. Only what is published (or drafts, if asked for)."""
    records: Mapping[str, Record]
    """By key, in the order of meetings and, within one, of its first version's text."""
    prose: Mapping[str, Prose]
    """By path of the Markdown file."""
    history: Mapping[str, tuple[Change, ...]]
    """By path, newest first; empty where git knows nothing."""
    today: date
    published: frozenset[str] = frozenset()
    """Paths below the content folder of the files that pages show or lead to: documents and pictures."""
