"""Fenced blocks in the prose: records given as YAML."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from minutebook.diagnostics import Diagnostic, Location
from minutebook.i18n import AND_WORDS, DECLARATION_WORDS, RECORD_WORDS, VERBS, phrase_pattern
from minutebook.schema import faults
from minutebook.schema.base import RawModel, read
from minutebook.schema.fields import Given, choose, read_text
from minutebook.schema.kinds import Address, Date, Id, Local, Reference, Text, Texts, When, YesNo, one_of
from minutebook.schema.votes import BlockVotes
from minutebook.yamlnodes import Node

INTERESTS = ("personal", "prejudicial", "pecuniary", "non-pecuniary", "dispensation")
"""What the `kind` of a declaration may say."""

_AND = phrase_pattern(AND_WORDS)
_BETWEEN = re.compile(rf"\s*[,;]\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+", re.IGNORECASE)
_DECISION_VERBS = tuple(verb for verb in VERBS if verb != "recommended")


def _read_votes(value: Given, info: ValidationInfo) -> BlockVotes | str | None:
    if isinstance(value, dict):
        return BlockVotes.model_validate(value, context=info.context)
    return read_text(value)


def _read_verb(value: Given) -> str | None:
    text = read_text(value)
    known = RECORD_WORDS.get(text.casefold()) if text else None
    if known and known.kind == "decision":
        return known.verb
    return choose(text, _DECISION_VERBS) if text else None


def _read_interests(value: Given) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else split_interests(read_text(value) or "")
    kinds = (_read_interest(part) for part in parts if part)
    return tuple(kind for kind in kinds if kind)


def _read_interest(value: Given) -> str | None:
    text = read_text(value)
    known = DECLARATION_WORDS.get(" ".join(text.split()).casefold()) if text else None
    return known if known in INTERESTS else choose(text, INTERESTS)


def split_interests(text: str) -> tuple[str, ...]:
    """Return the kinds of interest that one text names, as written: parted by commas, semicolons and `and` in any language."""
    return tuple(part for part in _BETWEEN.split(text.strip()) if part)


class RecordBlock(RawModel):
    """What every fenced record has."""

    needs: ClassVar[tuple[str, ...]] = ()
    """Its keys of which one must be there: without them it records nothing."""


class ActionBlock(RecordBlock):
    """```action: something somebody is to do."""

    title_for_clerks: ClassVar[str] = "an action"
    needs: ClassVar[tuple[str, ...]] = ("do",)

    id: Id = None
    """Its anchor."""
    do: Local = None
    """What is to be done. Markdown."""
    owner: Texts = ()
    """Who is to do it: one text is one owner, a list several."""
    due: When = None
    """By when: a date, or words."""
    status: Text = None
    """A colour, or its word in the key."""
    matter: Id = None
    """What it is about."""


class DecisionBlock(RecordBlock):
    """```decision: something the body decided."""

    title_for_clerks: ClassVar[str] = "a decision"
    needs: ClassVar[tuple[str, ...]] = (
        "text",
        "verb",
    )

    id: Id = None
    """Its anchor."""
    verb: Annotated[str | None, PlainValidator(_read_verb), WithJsonSchema({"enum": list(_DECISION_VERBS)})] = None
    """What the body did: resolved, agreed, noted …"""
    text: Local = None
    """What was decided. Markdown."""
    reasons: Local = None
    """Why. Markdown."""
    moved: Text = None
    """Who proposed it."""
    seconded: Text = None
    """Who seconded it."""
    votes: Annotated[
        BlockVotes | str | None, PlainValidator(_read_votes), WithJsonSchema({"type": ["object", "string"]})
    ] = None
    """How the vote went: counts or lists of people under `for`, `against`, `abstained`, or words."""
    matter: Id = None
    """What it is about."""

    @property
    def vote_sides(self) -> BlockVotes | None:
        """The votes where they were given side by side."""
        return self.votes if isinstance(self.votes, BlockVotes) else None


class RecommendationBlock(RecordBlock):
    """```recommendation: what one body recommends to another."""

    title_for_clerks: ClassVar[str] = "a recommendation"
    needs: ClassVar[tuple[str, ...]] = ("text",)

    id: Id = None
    """Its anchor."""
    text: Local = None
    """What is recommended. Markdown."""
    to: Text = None
    """The body it goes to."""
    source: Text = Field(default=None, alias="from")
    """Who recommends, where it is not the body itself."""
    due: When = None
    """By when an answer is asked for."""


class ResponseBlock(RecordBlock):
    """```response: the answer to a recommendation."""

    title_for_clerks: ClassVar[str] = "a response"
    needs: ClassVar[tuple[str, ...]] = ("to",)

    to: Reference = None
    """The recommendation it answers."""
    verdict: Annotated[
        Literal["accepted", "accepted in part", "rejected", "implemented"] | None,
        *one_of("accepted", "accepted in part", "rejected", "implemented"),
    ] = None
    """The answer."""
    text: Local = None
    """Its words. Markdown."""


class UpdateBlock(RecordBlock):
    """```update: a later word on an action."""

    title_for_clerks: ClassVar[str] = "an update"
    needs: ClassVar[tuple[str, ...]] = ("to",)

    to: Reference = None
    """The action it is about."""
    date: Date = None
    """When, where it is not the day of the meeting."""
    text: Local = None
    """What was said. Markdown."""
    status: Text = None
    """A colour, or its word in the key."""


class DeclarationBlock(RecordBlock):
    """```declaration: a declaration of interest."""

    title_for_clerks: ClassVar[str] = "a declaration"
    needs: ClassVar[tuple[str, ...]] = ("who",)

    who: Texts = ()
    """Who declared it: one text is one person, a list several."""
    kind: Annotated[
        tuple[str, ...], PlainValidator(_read_interests), WithJsonSchema({"type": ["string", "array"]})
    ] = ()
    """What interest it is."""
    item: Text = None
    """The item it is about, else the one it stands in."""
    left: YesNo = None
    """Whether the member left the meeting."""
    text: Local = None
    """Its words. Markdown."""


class SummaryBlock(RecordBlock):
    """```summary: the chair's summary."""

    title_for_clerks: ClassVar[str] = "a summary"
    needs: ClassVar[tuple[str, ...]] = ("text",)

    text: Local = None
    """Its words. Markdown."""
    by: Text = None
    """Who summed up, where it was not the chair."""


class DocumentEntry(RawModel):
    """An entry of ```documents."""

    title_for_clerks: ClassVar[str] = "a document"

    title: Local = None
    """What it is called."""
    file: Text = None
    """Its name in the meeting's folder."""
    url: Address = None
    """Its address elsewhere."""


BLOCKS: dict[str, type[RecordBlock]] = {
    "action": ActionBlock,
    "decision": DecisionBlock,
    "recommendation": RecommendationBlock,
    "response": ResponseBlock,
    "update": UpdateBlock,
    "declaration": DeclarationBlock,
    "summary": SummaryBlock,
}
"""The model of each kind of fenced record; ```documents is a list of `DocumentEntry`."""


def read_documents(
    node: Node | None, path: str, *, languages: tuple[str, ...] = ("en",)
) -> tuple[tuple[DocumentEntry, ...], list[Diagnostic]]:
    """Return the entries of a ```documents block that are right, and what is wrong with the others."""
    if node is None:
        return (), []
    if not isinstance(node.value, tuple):
        message = (
            'documents takes a list, each entry on lines that begin with "- ": - {title: Report, file: report.pdf}'
        )
        return (), [Diagnostic(faults.WRONG_SHAPE, Location(path, node.line, node.column), message)]
    entries: list[DocumentEntry] = []
    found: list[Diagnostic] = []
    for entry in node.value:
        made, wrong = read(DocumentEntry, entry, path, languages=languages)
        found += wrong
        if made and made.file is None and made.url is None:
            message = (
                '"file" or "url" is missing, so this document leads nowhere. Write: - {title: Report, file: report.pdf}'
            )
            found.append(Diagnostic(faults.MISSING_KEY, Location(path, entry.line, entry.column), message))
        elif made:
            entries.append(made)
    return tuple(entries), found
