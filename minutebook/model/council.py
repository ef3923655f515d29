"""The council: its site, bodies, people, offices, plans, glossary and plain pages, resolved. Field names follow Popolo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from minutebook.model.prose import Block
from minutebook.model.records import Colour, Named
from minutebook.model.text import DateSpan, LocalText

COLOURS: tuple[Colour, ...] = ("blue", "red", "amber", "green")
"""The colours of a BRAG rating, in the order of the letters."""


@dataclass(frozen=True, slots=True)
class Key:
    """What each colour of a BRAG rating means."""

    words: tuple[tuple[Colour, LocalText], ...]
    """In the order of `COLOURS`."""

    def meaning(self, colour: Colour) -> LocalText:
        """Return the words for a colour."""
        return dict(self.words)[colour]


@dataclass(frozen=True, slots=True)
class Site:
    """The council whose site this is."""

    name: LocalText
    languages: tuple[str, ...]
    """Codes; the first is that of files without a language suffix."""
    url: str | None = None
    contact: LocalText | None = None
    timezone: str = "Europe/London"
    about: LocalText | None = None
    key: Key | None = None
    made_up: bool = False
    missing: Literal["show", "link"] = "show"
    documents: tuple[str, ...] = ()
    """Further file endings to publish, lower case, without the dot."""


@dataclass(frozen=True, slots=True)
class Body:
    """A council, committee or group that meets (Popolo: Organization)."""

    id: str
    name: LocalText
    kind: str
    """council, executive, scrutiny, regulatory, joint, working group or other."""
    about: LocalText | None = None
    parent: str | None = None
    clerk: Named | None = None
    key: Key | None = None
    start: DateSpan | None = None
    end: DateSpan | None = None
    parity: bool = False
    agenda: tuple[LocalText, ...] = ()
    """Titles of the items that stand on every agenda."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person holds or held; both ends inclusive, None for open."""

    office: str
    start: DateSpan | None = None
    end: DateSpan | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's membership of a body; both ends inclusive, None for open."""

    body: str
    role: LocalText | None = None
    start: DateSpan | None = None
    end: DateSpan | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the minutes name (Popolo: Person)."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    offices: tuple[Tenure, ...] = ()
    memberships: tuple[Membership, ...] = ()
    about: LocalText | None = None
    contact: LocalText | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A post that somebody holds (Popolo: Post)."""

    id: str
    title: LocalText
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of an acronym or term in the glossary (schema.org: DefinedTerm)."""

    id: str
    """Its address in the glossary; unique."""
    letters: str
    """The short form, as its key stands in the glossary."""
    meaning: LocalText
    local_letters: tuple[tuple[str, str], ...] = ()
    """Letters by language, for those in which they differ: `(("cy", "AGC"),)`."""
    kind: Literal["acronym", "term", "scale"] = "acronym"
    expand: Literal["first", "always", "never"] = "first"
    also: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    """Bodies in which it has this meaning; none for all."""
    since: DateSpan | None = None
    until: DateSpan | None = None
    about: LocalText | None = None
    url: str | None = None
    line: int = 0
    """Its line in glossary.yml."""

    def letters_in(self, lang: str) -> str:
        """Return the letters by which it is known in a language."""
        return dict(self.local_letters).get(lang, self.letters) if self.local_letters else self.letters


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What was said of a planned action on one date."""

    date: DateSpan
    status: Colour | None
    note: LocalText | None = None
    meeting: str | None = None
    """Key of the meeting, item or record where it was said: `cabinet/2023-04-18#item-7`."""


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One action of a plan."""

    id: str
    title: LocalText
    owners: tuple[Named, ...]
    due: DateSpan | None = None
    due_text: str = ""
    """The due date as written."""
    raised: str | None = None
    """Key of the record in the minutes that it came from."""
    matter: str | None = None
    history: tuple[PlanEntry, ...] = ()
    """In order of date, oldest first."""
    stated: Colour | None = None
    """The colour given without a date."""

    @property
    def status(self) -> Colour | None:
        """The colour it had last."""
        return next((entry.status for entry in reversed(self.history) if entry.status), self.stated)


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan with BRAG ratings."""

    id: str
    title: LocalText
    body: str
    about: LocalText | None = None
    start: DateSpan | None = None
    end: DateSpan | None = None
    next_report: str | None = None
    key: Key | None = None
    """Its own key; None where the body's, the site's or the usual one holds."""
    actions: tuple[PlanAction, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A plain page: about, accessibility, contact."""

    id: str
    title: LocalText
    menu: Literal["header", "footer", "none"]
    order: int
    blocks: Mapping[str, tuple[Block, ...]]
    """By language."""
    paths: Mapping[str, str]
    """Source file by language."""
