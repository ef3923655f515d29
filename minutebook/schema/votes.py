"""How a vote went, in a fenced block: a count or a list of people on each side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema

from minutebook.schema.base import RawModel
from minutebook.schema.fields import Given, read_texts
from minutebook.schema.kinds import Text


@dataclass(frozen=True, slots=True)
class VoteSide:
    """One side of a vote: a count, or who voted so."""

    count: int | None = None
    names: tuple[str, ...] = ()


def _read_side(value: Given) -> VoteSide | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value.strip()):
        return VoteSide(int(value))
    names = read_texts(value)
    return VoteSide(names=names) if names else None


_SIDE = Annotated[
    VoteSide | None,
    PlainValidator(_read_side),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    ),
]


class BlockVotes(RawModel):
    """How a vote went."""

    title_for_clerks: ClassVar[str] = "votes"

    agree: _SIDE = Field(default=None, alias="for")
    """How many voted for it, or who."""
    against: _SIDE = None
    """How many voted against it, or who."""
    abstained: _SIDE = None
    """How many abstained, or who."""
    casting: Text = None
    """Which way the casting vote went."""
