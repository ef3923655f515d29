"""What the files of a council's folder say, unresolved: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minutebook.diagnostics import Diagnostic
from minutebook.items import RawItem
from minutebook.model import Block
from minutebook.records.raw import RawDocuments, RawRecord
from minutebook.schema import (
    RawBody,
    RawFront,
    RawFrontFurther,
    RawGlossary,
    RawOffice,
    RawPage,
    RawPerson,
    RawPlan,
    RawSite,
)
from minutebook.sources import Source


@dataclass(frozen=True, slots=True)
class RawMinutes:
    """One file of minutes."""

    path: str
    digest: str
    body: str
    date: date
    number: int
    lang: str
    front: RawFront | None
    """All front matter: of the first language, and where there is no file in it, of the first there is."""
    words: RawFrontFurther | None
    """The front matter of a further language."""
    title: str
    items: tuple[RawItem, ...]
    records: tuple[RawRecord, ...]
    documents: tuple[RawDocuments, ...]
    pointers: Mapping[str, tuple[int, int]]
    """Line and column of the first place of each reference and link, by its text."""
    columns: Mapping[int, int]
    """Column of the first word of each item, by the line that the item begins in."""


@dataclass(frozen=True, slots=True)
class RawPlainPage:
    """One file of a plain page."""

    path: str
    id: str
    lang: str
    front: RawPage
    title: str
    """The words of its `#`, if it has one on its first line."""
    blocks: tuple[Block, ...]
    pointers: Mapping[str, tuple[int, int]]
    """As in `RawMinutes`."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the files say, unresolved."""

    site: RawSite | None
    languages: tuple[str, ...]
    timezone: str
    bodies: Mapping[str, RawBody]
    people: Mapping[str, RawPerson]
    offices: Mapping[str, RawOffice]
    glossary: RawGlossary
    plans: Mapping[str, tuple[str, RawPlan]]
    """Path and plan by id."""
    pages: tuple[RawPlainPage, ...]
    minutes: tuple[RawMinutes, ...]
    documents: tuple[Source, ...]
    broken: frozenset[str]
    """Paths of files that could not be read, so that what they hold is missing for that reason only."""
    faults: tuple[Diagnostic, ...]
