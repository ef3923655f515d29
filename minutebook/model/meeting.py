"""A meeting and its minutes: facts once, words by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from datetime import time as clock_time
from typing import Literal

from minutebook.model.deferred import DEFERRED, FOLDED, SHARED, Deferring
from minutebook.model.prose import Block, iter_blocks
from minutebook.model.records import Named
from minutebook.model.text import DateSpan, LocalText


@dataclass(frozen=True, slots=True)
class Attendee:
    """One name in the attendance of a meeting."""

    group: Literal["present", "remote", "apologies", "absent", "attending"]
    who: Named
    notes: str = ""
    """What stands in brackets after the name, as written; empty for none."""
    chair: bool = False
    vice_chair: bool = False
    joined: str = ""
    """From which item or time on (`item 9`, `3.40pm`); empty for the whole meeting."""
    left: str = ""
    """Until which item or time; empty for the whole meeting."""
    substitute_for: Named | None = None
    initials: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file in the meeting's folder."""

    path: str
    """From the content folder: `cabinet/2023-04-18/report.pdf`."""
    title: LocalText | None
    """The words it is linked by, in the languages that link it; None for none."""
    ending: str
    """Lower case, without the dot."""
    size: int
    """In bytes."""
    item: str = ""
    """Anchor of the item that links it; empty for the meeting's own."""

    def find_title(self, lang: str) -> str:
        """Return the words in `lang`, else in the first language that has some, else the file name."""
        return self.title.best(lang)[0] if self.title else self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Approval:
    """The meeting that approved these minutes."""

    date: date
    meeting: str | None
    """Key of that meeting, or None where it has no file."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the minutes were taken from."""

    url: str | None = None
    imported: DateSpan | None = None
    sha256: str | None = None
    note: LocalText | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem(Deferring):
    """An item of business, in one language. Its prose may be made when it is first asked for."""

    anchor: str = field(metadata=SHARED)
    """Its place in the page: `item-5`, `item-123-24`, a slug of its title, or `preamble`."""
    number: str = field(metadata=SHARED)
    """Its number as written before the title (`5.`, `123/24`); empty for none."""
    title: str = field(metadata=SHARED)
    """Its title as plain text, without number, brackets that flag it and anchor."""
    heading: Block | None = field(metadata=DEFERRED)
    """None for the preamble."""
    blocks: tuple[Block, ...] = field(metadata=DEFERRED)
    line: int
    exempt: str = ""
    """The paragraph of Schedule 12A of the Local Government Act 1972 as written, or `yes`; empty where the item is public."""
    late: bool = False
    for_information: bool = False
    withdrawn: bool = False
    matched: bool = True
    """Whether it is the same item as one of the first language; False only in a further language."""
    column: int = 0
    """Column of its first word in its line; 0 where that is not known."""
    headed: bool = field(init=False)
    """Whether it has a heading: the preamble has none."""
    has_words: bool = field(init=False)
    """Whether anything but headings stands below its heading. What stands before the first item always has words."""
    points: bool = field(init=False)
    """Whether a reference stands in its heading."""
    parted: bool = field(init=False)
    """Whether there are headings inside it."""

    def __post_init__(self) -> None:
        """Note what is asked of the items of the whole archive, so that their prose need not be looked at for it."""
        has_words = self.heading is None or any(
            block.kind == "code" or (bool(block.inlines) and block.kind != "heading")
            for block in iter_blocks(self.blocks)
        )
        points = self.heading is not None and any(piece.kind == "reference" for piece in self.heading.inlines)
        object.__setattr__(self, "headed", self.heading is not None)
        object.__setattr__(self, "has_words", has_words)
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "parted", any(block.kind == "heading" for block in iter_blocks(self.blocks)))


@dataclass(frozen=True, slots=True)
class Version(Deferring):
    """The minutes in one language. Its items may be made when they are first asked for."""

    lang: str = field(metadata=SHARED)
    path: str
    """The file, from the root."""
    digest: str
    """Of the file's bytes."""
    items: tuple[AgendaItem, ...] = field(metadata=FOLDED)
    """In the order taken; the preamble first where there is one."""
    title: str = ""
    """The words of its `#` on the first line; empty for none."""
    has_items: bool = field(init=False)

    def __post_init__(self) -> None:
        """Note what is asked of the whole archive, so that the items need not be made for it."""
        object.__setattr__(self, "has_items", bool(self.items))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body (Popolo, schema.org: Event)."""

    key: str
    """`cabinet/2023-04-18`, or `cabinet/2023-04-18-2`."""
    body: str
    date: date
    number: int
    """1, or n for the n-th meeting of that day."""
    versions: tuple[Version, ...]
    """First language of the site first."""
    title: LocalText | None = None
    time: clock_time | None = None
    ended: clock_time | None = None
    place: LocalText | None = None
    status: Literal["scheduled", "held", "cancelled", "postponed"] | None = None
    minutes: Literal["none", "draft", "approved"] | None = None
    approved: Approval | None = None
    attendees: tuple[Attendee, ...] = ()
    public: str = ""
    """Members of the public present, as written."""
    together: tuple[str, ...] = ()
    """Ids of bodies that met jointly."""
    recording: str | None = None
    publish: bool = True
    terms: Mapping[str, str | None] | None = None
    """What letters mean in this meeting: a term's id, or None where they are no acronym."""
    matter: tuple[str, ...] = ()
    source: Source | None = None
    documents: tuple[Document, ...] = ()

    def version(self, lang: str) -> Version | None:
        """Return the minutes in `lang`, or None."""
        return next((version for version in self.versions if version.lang == lang), None)
