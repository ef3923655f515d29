"""The front matter of minutes: what is known of a meeting beside its prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from minutebook.names import is_id
from minutebook.schema import faults
from minutebook.schema.base import RawModel
from minutebook.schema.faults import FieldError, shorten
from minutebook.schema.fields import Given, read_day, read_text
from minutebook.schema.kinds import Address, Date, Day, Ids, Local, Names, OwnText, Text, Time, YesNo, one_of

STATUSES = ("scheduled", "held", "cancelled", "postponed")
MINUTES = ("none", "draft", "approved")

_APPROVED = re.compile(r"(?:(?P<body>[^\s/()]+)/)?(?P<day>[^()]+)(?:\((?P<note>.*)\))?", re.DOTALL)
_NUMBERED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]+)")


@dataclass(frozen=True, slots=True)
class RawApproval:
    """The meeting that approved minutes, as `approved` names it."""

    date: date
    number: int = 1
    """Which meeting of that day."""
    body: str | None = None
    """Id of the body, where it is another one."""
    note: str = ""
    """What stands in brackets, as written."""


def _read_approval(value: Given, info: ValidationInfo) -> RawApproval | None:
    text = read_text(value)
    if text is None:
        return None
    if text.casefold() in ("yes", "no", "true", "false"):
        raise FieldError(
            faults.WRONG_VALUE,
            "{key} names the day of the meeting that approved these minutes. Write: approved: 2023-05-16",
        )
    found = _APPROVED.fullmatch(text)
    body, day = (found["body"], found["day"].strip()) if found else (None, text)
    # 02/05/2018 is a date, not a body.
    if body is not None and body[:1].isdigit():
        body, day = None, f"{body}/{day}"
    if body is not None and not is_id(body):
        raise FieldError(faults.WRONG_ID, f'{{key}}: "{shorten(body)}" is no body. Write: approved: council/2023-05-16')
    numbered = _NUMBERED.fullmatch(day)
    approved = read_day(numbered[1] if numbered else day, info)
    if approved is None:
        return None
    return RawApproval(
        approved, int(numbered[2]) if numbered else 1, body, (found["note"] or "").strip() if found else ""
    )


def _read_terms(value: Given) -> dict[str, str | None]:
    """Return the id of what letters mean in a meeting, None where they are no acronym."""
    if not isinstance(value, dict):
        raise FieldError(
            faults.WRONG_SHAPE, "{key} takes letters and what they mean here. Write: terms: {DSG: dsg-schools}"
        )
    terms: dict[str, str | None] = {}
    for letters, meaning in value.items():
        if not isinstance(meaning, str):
            message = (
                f"{{key}}: say what {shorten(letters)} means here, or no. Write: terms: {{{shorten(letters)}: no}}"
            )
            raise FieldError(faults.WRONG_VALUE, message, letters)
        terms[letters] = None if meaning.strip().casefold() in ("no", "false") else meaning.strip()
    return terms


def _read_sha256(value: Given) -> str | None:
    text = read_text(value)
    if text is not None and not re.fullmatch("[0-9a-fA-F]{64}", text):
        raise FieldError(faults.WRONG_VALUE, "{key} takes the 64 figures and letters (a to f) of a SHA-256 sum.")
    return text.lower() if text else None


class RawSource(RawModel):
    """Where minutes were taken from."""

    title_for_clerks: ClassVar[str] = "a source"

    url: Address = None
    """Their address."""
    imported: Date = None
    """When they were taken over."""
    sha256: Annotated[str | None, PlainValidator(_read_sha256), WithJsonSchema({"type": "string"})] = None
    """Sum of the file they were taken from."""
    note: Local = None
    """A word on it."""


class RawFront(RawModel):
    """The front matter of a meeting's first file."""

    title_for_clerks: ClassVar[str] = "a meeting"

    title: Local = None
    """Its title, where it has one of its own."""
    date: Day = None
    """Its day, which must be that of the file's name."""
    time: Time = None
    """When it began."""
    ended: Time = None
    """When it ended."""
    place: Local = None
    """Where it met."""
    status: Annotated[
        Literal["scheduled", "held", "cancelled", "postponed"] | None,
        *one_of(*STATUSES, elsewhere=dict.fromkeys(MINUTES, "minutes")),
    ] = None
    """Whether it was held."""
    minutes: Annotated[
        Literal["none", "draft", "approved"] | None,
        *one_of(*MINUTES, elsewhere=dict.fromkeys((*STATUSES, "canceled"), "status")),
    ] = None
    """How far the minutes have got."""
    approved: Annotated[RawApproval | None, PlainValidator(_read_approval), WithJsonSchema({"type": "string"})] = None
    """The meeting that approved these minutes: `2023-05-16 (with a correction to item 5)`."""
    chair: Text = None
    """Who was in the chair."""
    present: Names = None
    """Members present."""
    remote: Names = None
    """Members present from elsewhere."""
    apologies: Names = None
    """Members who sent apologies."""
    absent: Names = None
    """Members absent without apologies."""
    attending: Names = None
    """Others present, with what they are in brackets."""
    public: Text = None
    """Members of the public present."""
    together: Ids = Field(default=(), alias="with")
    """Ids of bodies that met jointly."""
    recording: Address = None
    """Where the recording is."""
    publish: YesNo = None
    """`no` keeps the minutes and their documents out of the site."""
    terms: Annotated[dict[str, str | None], PlainValidator(_read_terms), WithJsonSchema({"type": "object"})] = Field(
        default_factory=dict
    )
    """What letters mean in this meeting: a term's id, or `no`."""
    matter: Ids = ()
    """What the meeting is about, shared with others that say the same."""
    source: RawSource | None = None
    """Where the minutes were taken from."""


class RawFrontFurther(RawModel):
    """The front matter of the same minutes in a further language: words only, since facts stand in the first."""

    title_for_clerks: ClassVar[str] = "minutes in a further language"

    title: OwnText = None
    """Its title in this language."""
    place: OwnText = None
    """Where it met, in this language."""
    source: RawSource | None = None
    """Where these words were taken from."""

    @classmethod
    def explain_key(cls, key: str, value: str) -> str:
        """Return what to say of a key, which may be right in the file of the first language."""
        if key in RawFront.keys:
            return (
                f'"{key}" is a fact of the meeting, and stands in the file of the first language for all of them. '
                f"Take it out here; a further language may give {', '.join(cls.keys)}."
            )
        return super().explain_key(key, value)
