"""Records: what the minutes set apart from prose. A decision, an action, a recommendation and what follows from them.

A record stands once in the register whatever the number of languages its minutes are in; its facts are those of the first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from minutebook.model.deferred import FOLDED, SHARED, Deferring
from minutebook.model.text import DateSpan, LocalText

Colour = Literal["blue", "red", "amber", "green"]
Verdict = Literal["accepted", "accepted in part", "rejected", "implemented"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or some office that the minutes name."""

    text: str = field(metadata=SHARED)
    """The name as written."""
    kind: Literal["person", "office", "role", "body", "unknown"] = "unknown"
    """`role` is one of clerk, chair, vice-chair, all, members of the meeting's body."""
    id: str = field(default="", metadata=SHARED)
    """Person's, office's, role's or body's id; empty if unknown."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How a vote went. A figure that was not recorded is None."""

    agree: int | None = None
    against: int | None = None
    abstain: int | None = None
    unanimous: bool = False
    """Everybody voted for it."""
    nem_con: bool = False
    """Nobody voted against it (nem. con.), though some may have abstained."""
    casting: str = ""
    """Which way the casting vote went, as written (`for`, `against`, a name); empty for none."""
    recorded: bool = False
    agree_names: tuple[Named, ...] = ()
    against_names: tuple[Named, ...] = ()
    abstain_names: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """When an action is due."""

    text: str
    """As written."""
    span: DateSpan | None = None
    """What date can be understood; None for words only."""
    understood: bool = False
    """Whether its year was taken from the meeting's date."""
    binding: bool = True
    """Whether it can be overdue: `after …` and words without a date never are."""


@dataclass(frozen=True, slots=True)
class RecordText:
    """Where a record stands in the minutes of one language, and its words there."""

    lang: str = field(metadata=SHARED)
    """Of these minutes."""
    leaf: int
    """Key of the block it stands in."""
    start: int
    """Offset into that block's text where its sentence begins."""
    end: int
    """Offset where it ends."""
    text: str
    """Its words as plain text, from its sentence on, with what belongs to it (lists) behind newlines.

    A reference that brings no words of its own stands as `[[people/jane-rees]]`.
    """
    blocks: tuple[int, ...] = ()
    """Keys of the blocks after it that belong to it."""
    line: int = 0
    referred: tuple[int, int] | None = None
    """Offsets of the id by which an update or a response names what it answers; None where no bare id does."""
    said: str = ""
    """The language of its words where it is another: a block may have none in that of the minutes."""
    wordless: bool = False
    """Whether it lacks words in that of the minutes though it has some in another, so that these minutes are not complete."""
    due: str = ""
    """When it is due, as these minutes say it; empty where they do not, or mean another day than the first language's."""


@dataclass(frozen=True, slots=True)
class Record(Deferring):
    """What all records share. Its texts may be made when they are first asked for."""

    key: str
    """Its address: `cabinet/2023-04-18#item-5-decision-1`; unique on the site."""
    meeting: str = field(metadata=SHARED)
    """Key of its meeting: `cabinet/2023-04-18`."""
    item: str = field(metadata=SHARED)
    """Anchor of its agenda item: `item-5`."""
    anchor: str = field(metadata=SHARED)
    """Its own anchor in the meeting's page."""
    fixed: bool
    """Whether the clerk fixed the anchor, so that it cannot move."""
    texts: tuple[RecordText, ...] = field(metadata=FOLDED)
    """One a language in which it stands, first language first."""
    word: str = field(metadata=SHARED)
    """The record word as written; empty for a block."""
    matter: str | None
    """The matter it belongs to, or None."""
    also: tuple[tuple[str, str], ...] = ()
    """What its block says in languages in whose minutes it does not stand: language and words, as plain text."""
    listed: bool = True
    """Whether registers show it; False for words of a further language that could not be matched with the first."""


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """Something a body decided."""

    verb: str = field(default="resolved", metadata=SHARED)
    mover: Named | None = None
    seconder: Named | None = None
    votes: Votes | None = None
    motion: LocalText | None = None
    """The text of the motion that was carried, lost or fell, in each language whose minutes quote it."""
    reasons: LocalText | None = None
    """Why it was decided, in each language of its minutes that says so."""


@dataclass(frozen=True, slots=True)
class Recommendation(Record):
    """What one body recommends to another."""

    to: Named | None = None
    source: Named | None = None
    """Who recommends, where it is not the body itself."""
    due: Due | None = None
    mover: Named | None = None
    seconder: Named | None = None
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Response(Record):
    """The answer to a recommendation."""

    to: str = ""
    """Key of the recommendation."""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Action(Record):
    """Something somebody is to do."""

    owners: tuple[Named, ...] = ()
    due: Due | None = None
    status: Colour | None = None


@dataclass(frozen=True, slots=True)
class Update(Record):
    """A later word on an action."""

    to: str = ""
    """Key of the action, or `plans/<id>#<action>`."""
    status: Colour | None = None
    date: DateSpan | None = None


@dataclass(frozen=True, slots=True)
class Declaration(Record):
    """A declaration of interest (Local Government Act 2000, Part III)."""

    who: tuple[Named, ...] = ()
    interests: tuple[str, ...] = ()
    """personal, prejudicial, pecuniary, non-pecuniary, as far as given."""
    about_item: str = ""
    """Anchor of the item it is about."""
    dispensation: bool = False
    left: bool = False
    """Whether the member left the meeting."""


@dataclass(frozen=True, slots=True)
class Summary(Record):
    """The chair's summary."""

    by: Named | None = None
