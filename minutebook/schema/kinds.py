"""The kinds of field by name, to be written as annotations: how each is read, and what an editor is told of it (JSON Schema)."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from minutebook.model import DateSpan, LocalText
from minutebook.names import WrittenNames
from minutebook.schema.fields import (
    choose,
    read_address,
    read_date,
    read_day,
    read_due_words,
    read_id,
    read_ids,
    read_list,
    read_local,
    read_number,
    read_own,
    read_reference,
    read_text,
    read_texts,
    read_time,
    read_web_address,
    read_written_names,
    read_yes_no,
)

_TEXT = {"type": ["string", "number"]}
_TEXT_LIST = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_LOCAL = {
    "anyOf": [
        _TEXT,
        {"type": "object", "propertyNames": {"pattern": "^[a-z]{2,3}$"}, "additionalProperties": _TEXT},
    ]
}
_YES_NO = {"enum": ["yes", "no", True, False]}
_YEAR_OR_TEXT = {"type": ["string", "integer"]}

Text = Annotated[str | None, PlainValidator(read_text), WithJsonSchema(_TEXT)]
OwnText = Annotated[str | None, PlainValidator(read_own), WithJsonSchema(_TEXT)]
"""A text in the language of its file, where a `Local` might be expected."""
Texts = Annotated[tuple[str, ...], PlainValidator(read_texts), WithJsonSchema(_TEXT_LIST)]
Local = Annotated[LocalText | None, PlainValidator(read_local), WithJsonSchema(_LOCAL)]
Id = Annotated[str | None, PlainValidator(read_id), WithJsonSchema(_ID)]
NeededId = Annotated[str, PlainValidator(read_id), WithJsonSchema(_ID)]
"""An id without which the rest means nothing."""
Ids = Annotated[
    tuple[str, ...], PlainValidator(read_ids), WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _ID}]})
]
Date = Annotated[DateSpan | None, PlainValidator(read_date), WithJsonSchema(_YEAR_OR_TEXT)]
When = Annotated[str | None, PlainValidator(read_due_words), WithJsonSchema(_TEXT)]
"""A date, or words that say when."""
Day = Annotated[date | None, PlainValidator(read_day), WithJsonSchema(_TEXT)]
Time = Annotated[time | None, PlainValidator(read_time), WithJsonSchema(_TEXT)]
YesNo = Annotated[bool | None, PlainValidator(read_yes_no), WithJsonSchema(_YES_NO)]
Number = Annotated[int | None, PlainValidator(read_number), WithJsonSchema({"type": "integer"})]
Address = Annotated[str | None, PlainValidator(read_address), WithJsonSchema({"type": "string", "format": "uri"})]
WebAddress = Annotated[
    str | None, PlainValidator(read_web_address), WithJsonSchema({"type": "string", "format": "uri"})
]
Reference = Annotated[str | None, PlainValidator(read_reference), WithJsonSchema(_TEXT)]
Names = Annotated[WrittenNames | None, PlainValidator(read_written_names), WithJsonSchema(_TEXT_LIST)]
Entries = BeforeValidator(read_list)
"""Beside a tuple of models: a list, and nothing else."""


def one_of(*choices: str, elsewhere: dict[str, str] | None = None) -> tuple[PlainValidator, WithJsonSchema]:
    """Return what makes a field take one of `choices`; to be unpacked into `Annotated`."""
    return PlainValidator(lambda value: choose(value, choices, elsewhere)), WithJsonSchema({"enum": list(choices)})
