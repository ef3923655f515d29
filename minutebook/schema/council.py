"""The council's own files: site.yml, bodies.yml, people.yml, offices.yml, and the front matter of plain pages."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from minutebook.i18n import is_code
from minutebook.model import COLOURS, Colour, LocalText
from minutebook.schema import faults
from minutebook.schema.base import RawModel
from minutebook.schema.faults import FieldError, shorten
from minutebook.schema.fields import Given, read_local, read_text, read_texts
from minutebook.schema.kinds import Date, Entries, Id, Local, NeededId, Text, Texts, WebAddress, YesNo, one_of

BODY_KINDS = ("council", "executive", "scrutiny", "regulatory", "joint", "working group", "other")
"""What a body can be."""

_NEVER_PUBLISHED = frozenset(
    (
        *(
            "html",
            "htm",
            "xhtml",
            "xht",
            "shtml",
            "mhtml",
            "mht",
            "svg",
            "svgz",
            "js",
            "mjs",
            "cjs",
            "wasm",
            "swf",
            "jar",
        ),
        *("xml", "xsl", "xslt", "rdf", "rss", "atom", "kml", "gpx", "mml", "css", "php", "hta", "exe"),
    )
)
"""Endings that could run in a reader's browser, or look as if they belonged to the site."""


def _read_languages(value: Given) -> tuple[str, ...]:
    codes = read_texts(value if isinstance(value, list) else (read_text(value) or "").replace(",", " ").split())
    for code in codes:
        if not is_code(code):
            message = f'{{key}}: "{shorten(code)}" is no code of a language. Write: languages: [en, cy]'
            raise FieldError(faults.WRONG_VALUE, message)
    if len(set(codes)) < len(codes):
        raise FieldError(faults.WRONG_VALUE, "{key} names a language twice. Write: languages: [en, cy]")
    return codes or ("en",)


def _read_timezone(value: Given) -> str | None:
    text = read_text(value)
    if text is None:
        return None
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f'{{key}}: "{shorten(text)}" is no time zone. Write: timezone: Europe/London'
        raise FieldError(faults.WRONG_VALUE, message) from None
    return text


def _read_endings(value: Given) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else (read_text(value) or "").replace(",", " ").split()
    endings = tuple(ending.removeprefix(".").casefold() for ending in read_texts(entries))
    for ending in endings:
        if ending in _NEVER_PUBLISHED:
            message = f"{{key}}: {ending} files are never published, since they can run scripts. Publish a pdf or txt instead."
            raise FieldError(faults.WRONG_VALUE, message)
        if not re.fullmatch("[a-z0-9]{1,10}", ending):
            raise FieldError(
                faults.WRONG_VALUE, f'{{key}}: "{shorten(ending)}" is no file ending. Write: documents: [rtf, zip]'
            )
    return endings


def _read_deadlines(value: Given) -> dict[str, str]:
    if not isinstance(value, dict):
        raise FieldError(faults.WRONG_SHAPE, "{key} takes keys and values. Write: {key}: {draft: 10 working days}")
    for key, entry in value.items():
        if not isinstance(entry, str | None):
            raise FieldError(
                faults.WRONG_SHAPE, f'"{shorten(key)}" takes one text. Write: {shorten(key)}: 10 working days', key
            )
    return {key: entry for key, entry in value.items() if entry}


def _read_agenda(value: Given, info: ValidationInfo) -> tuple[LocalText, ...]:
    if not isinstance(value, list):
        raise FieldError(
            faults.WRONG_SHAPE, "{key} takes a list of titles. Write: agenda: [Apologies, Declarations of interest]"
        )
    titles = (read_local(entry, info) for entry in value if entry is not None)
    return tuple(title for title in titles if title)


class RawKey(RawModel):
    """What each colour of a BRAG rating means; a colour that is not said has the usual meaning."""

    title_for_clerks: ClassVar[str] = "a colour key"

    blue: Local = None
    red: Local = None
    amber: Local = None
    green: Local = None

    @property
    def words(self) -> tuple[tuple[Colour, LocalText], ...]:
        """The meanings that are given, in the order of `COLOURS`."""
        given: dict[Colour, LocalText | None] = {
            "blue": self.blue,
            "red": self.red,
            "amber": self.amber,
            "green": self.green,
        }
        return tuple((colour, text) for colour in COLOURS if (text := given[colour]))


class RawSite(RawModel):
    """site.yml: the council whose site this is."""

    title_for_clerks: ClassVar[str] = "site.yml"

    name: Local = None
    """The council's name."""
    languages: Annotated[
        tuple[str, ...],
        PlainValidator(_read_languages),
        WithJsonSchema({"type": "array", "items": {"type": "string", "pattern": "^[a-z]{2,3}$"}}),
    ] = ("en",)
    """Codes of the site's languages; the first is that of files without a language suffix."""
    url: WebAddress = None
    """Where the site is published."""
    contact: Local = None
    """How to reach the council."""
    timezone: Annotated[str | None, PlainValidator(_read_timezone), WithJsonSchema({"type": "string"})] = None
    """The time zone that decides which day is today; Europe/London if nothing is said."""
    about: Local = None
    """What the home page says of the council."""
    key: RawKey | None = None
    """What the colours of action plans mean."""
    made_up: YesNo = None
    """Whether the council is made up; then every page says so."""
    missing: Annotated[Literal["show", "link"] | None, *one_of("show", "link")] = None
    """What stands where a text lacks a language: the other language's text, or a link to it."""
    deadlines: Annotated[
        dict[str, str],
        PlainValidator(_read_deadlines),
        WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
    ] = Field(default_factory=dict)
    """Kept for later."""
    documents: Annotated[
        tuple[str, ...], PlainValidator(_read_endings), WithJsonSchema({"type": "array", "items": {"type": "string"}})
    ] = ()
    """Further file endings that may be published."""


class RawBody(RawModel):
    """An entry of bodies.yml: a council, committee or group that meets."""

    title_for_clerks: ClassVar[str] = "a body"

    name: Local = None
    """Its name."""
    kind: Annotated[str | None, *one_of(*BODY_KINDS)] = None
    """What kind of body it is."""
    about: Local = None
    """What it does."""
    parent: Id = None
    """Id of the body it belongs to."""
    clerk: Text = None
    """Its clerk: a person's id or a name."""
    key: RawKey | None = None
    """What the colours of its action plans mean."""
    start: Date = Field(default=None, alias="from")
    """Since when it meets."""
    end: Date = Field(default=None, alias="to")
    """Until when it met."""
    parity: Annotated[str | None, *one_of("required")] = None
    """`required` if its minutes must be in each language of the site."""
    agenda: Annotated[tuple[LocalText, ...], PlainValidator(_read_agenda), WithJsonSchema({"type": "array"})] = ()
    """Titles of the items that stand on every agenda."""


class RawTenure(RawModel):
    """An office that a person holds or held."""

    title_for_clerks: ClassVar[str] = "an office held"

    office: NeededId
    """The office's id."""
    start: Date = Field(default=None, alias="from")
    """The first day."""
    end: Date = Field(default=None, alias="to")
    """The last day."""


class RawMembership(RawModel):
    """A person's membership of a body."""

    title_for_clerks: ClassVar[str] = "a membership"

    body: NeededId
    """The body's id."""
    role: Local = None
    """What the person is there: chair, vice-chair, lay member."""
    start: Date = Field(default=None, alias="from")
    """The first day."""
    end: Date = Field(default=None, alias="to")
    """The last day."""


class RawPerson(RawModel):
    """An entry of people.yml."""

    title_for_clerks: ClassVar[str] = "a person"

    name: Text = None
    """The name without a title: Jane Rees."""
    also: Texts = ()
    """Other forms of the name in the minutes."""
    offices: Annotated[tuple[RawTenure, ...], Entries] = ()
    """Offices held."""
    memberships: Annotated[tuple[RawMembership, ...], Entries] = ()
    """Bodies the person is or was a member of."""
    about: Local = None
    """A sentence about the person."""
    contact: Local = None
    """How to reach the person."""


class RawOffice(RawModel):
    """An entry of offices.yml."""

    title_for_clerks: ClassVar[str] = "an office"

    title: Local = None
    """Its title."""
    also: Texts = ()
    """Other forms of its title in the minutes."""
