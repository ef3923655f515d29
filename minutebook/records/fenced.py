"""From fenced records to facts.

In: a `RawRecord` with its fence and the meeting it stands in. Out: `Resolved`, and errors: in a block an
id must exist, a colour be one, and a reference lead somewhere. Content format, sections 4 and 8.
"""

from __future__ import annotations

import re

from minutebook.dates import read_due
from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.i18n import COLOURS
from minutebook.model import COLOURS as KNOWN_COLOURS
from minutebook.model import Colour, Due, LocalText, Named, Target, Votes
from minutebook.names import is_id
from minutebook.records.facts import MeetingFacts, Resolved, find_answered, resolve_votes
from minutebook.records.raw import Fence, RawRecord
from minutebook.records.votes import find_votes
from minutebook.schema import (
    ActionBlock,
    BlockVotes,
    DecisionBlock,
    DeclarationBlock,
    RawModel,
    RecommendationBlock,
    ResponseBlock,
    SummaryBlock,
    UpdateBlock,
    VoteSide,
)

BLOCK_ID = rule(
    "block-id",
    "error",
    "An id in a fenced block is nobody's.",
    why="What it should join together would stay apart.",
    bad="owner: jane-reece",
    good="owner: jane-rees",
)
BLOCK_COLOUR = rule(
    "block-colour",
    "error",
    "The status in a fenced block is no colour, and no word of the key.",
    why="Nobody could say how far the action has got.",
    bad="status: yellow",
    good="status: amber",
)
BLOCK_REFERENCE = rule(
    "block-reference",
    "error",
    "A fenced response or update names nothing that it could answer.",
    why="Nobody who follows the action up would find it.",
    bad="to: referral-report",
    good="to: referrals-report",
)
BLOCK_ITEM = rule(
    "block-item",
    "error",
    "A fenced declaration is about an item that the meeting does not have.",
    why="It could not be shown beside the item.",
    bad="item: 19",
    good="item: 9",
)

_ITEM_NUMBER = re.compile(r"\d[\w/.]*")


def resolve_fence(raw: RawRecord, facts: MeetingFacts) -> tuple[Resolved, tuple[Diagnostic, ...]]:
    """Return the facts of a fenced record, and what is wrong with it."""
    assert raw.fence is not None, "only fenced records come here"  # noqa: S101 (a bug, not a fault in content)
    reader = _Reader(raw.fence, facts)
    return reader.read(), tuple(reader.found)


class _Reader:
    """Reads one block, and notes what is wrong."""

    def __init__(self, fence: Fence, facts: MeetingFacts) -> None:
        self.fence, self.facts = fence, facts
        self.model: RawModel = fence.model
        self.found: list[Diagnostic] = []

    def read(self) -> Resolved:
        block = self.model
        match block:
            case ActionBlock():
                owners = tuple(self._name(name, "owner") for name in block.owner)
                return Resolved(
                    owners=owners, due=self._due(block.due), status=self._colour(block.status), matter=block.matter
                )
            case DecisionBlock():
                return Resolved(
                    mover=self._one(block.moved, "moved"),
                    seconder=self._one(block.seconded, "seconded"),
                    votes=self._votes(block.votes),
                    reasons=LocalText(self.fence.reasons) if self.fence.reasons else None,
                    matter=block.matter,
                )
            case RecommendationBlock():
                return Resolved(
                    body=self._one(block.to, "to"), source=self._one(block.source, "from"), due=self._due(block.due)
                )
            case ResponseBlock():
                return Resolved(target=self._target("response", block.to), verdict=block.verdict)
            case UpdateBlock():
                status = self._colour(block.status)
                return Resolved(target=self._target("update", block.to), status=status, date=block.date)
            case DeclarationBlock():
                return self._declaration(block)
            case SummaryBlock():
                by = self._one(block.by, "by")
                return Resolved(who=(by,) if by else ())
        raise ValueError(f"no block of a record: {type(block).__name__}")

    def _declaration(self, block: DeclarationBlock) -> Resolved:
        return Resolved(
            who=tuple(self._name(name, "who") for name in block.who),
            interests=tuple(kind for kind in block.kind if kind != "dispensation"),
            about_item=self._item(block.item),
            dispensation="dispensation" in block.kind,
            left=bool(block.left),
        )

    def _name(self, text: str, *loc: str) -> Named:
        named = self.facts.people.find(text)
        if named.kind == "unknown" and is_id(text):
            near = self.facts.people.directory.near(text.replace("-", " "))
            hint = f" Did you mean {near}?" if near else " Add it to people.yml or offices.yml, or write the name."
            self._report(BLOCK_ID, f'{loc[-1]}: nobody has the id "{text}".{hint}', *loc)
        return named

    def _one(self, text: str | None, key: str) -> Named | None:
        return self._name(text, key) if text else None

    def _due(self, text: str | None) -> Due | None:
        return read_due(text, self.facts.people.on) if text else None

    def _colour(self, text: str | None) -> Colour | None:
        if not text:
            return None
        name = COLOURS.get(text) or self.facts.key.get(" ".join(text.split()).casefold())
        colour = next((known for known in KNOWN_COLOURS if known == name), None)
        if colour is None:
            self._report(
                BLOCK_COLOUR,
                f'status: "{text}" is no colour. Write blue, red, amber or green, or the word that the key has for one.',
                "status",
            )
        return colour

    def _votes(self, votes: BlockVotes | str | None) -> Votes | None:
        if votes is None:
            return None
        if isinstance(votes, str):
            return resolve_votes(find_votes(votes, strict=True), self.facts.people)
        sides = [votes.agree or VoteSide(), votes.against or VoteSide(), votes.abstained or VoteSide()]
        named = [
            tuple(self._name(name, "votes", key) for name in side.names)
            for key, side in zip(("for", "against", "abstained"), sides, strict=True)
        ]
        counts = [len(names) if names else side.count for side, names in zip(sides, named, strict=True)]
        recorded = any(named)
        return Votes(
            agree=counts[0],
            against=counts[1],
            abstain=counts[2],
            casting=votes.casting or "",
            recorded=recorded,
            agree_names=named[0],
            against_names=named[1],
            abstain_names=named[2],
        )

    def _target(self, kind: str, reference: str | None) -> str:
        if not reference:
            self._report(BLOCK_REFERENCE, f"This {kind} does not say what it is about. Write: to: its-name")
            return ""
        target = find_answered(kind, reference, self.facts)
        if target is None:
            answer = self.facts.find_target(reference)
            wanted = "action" if kind == "update" else "recommendation"
            why = answer if not isinstance(answer, Target) else f"that is no {wanted}"
            end = "" if why.endswith("?") else "."
            self._report(BLOCK_REFERENCE, f'to: "{reference}" leads nowhere: {why}{end}', "to")
        return target or ""

    def _item(self, text: str | None) -> str:
        if not text:
            return ""
        number = _ITEM_NUMBER.search(text)
        anchor = self.facts.items.get(number[0].rstrip("./")) if number else None
        if anchor is None and text in self.facts.items.values():
            anchor = text
        if anchor is None:
            self._report(
                BLOCK_ITEM,
                f'item: this meeting has no item "{text}". Write its number, as it stands in its heading.',
                "item",
            )
        return anchor or ""

    def _report(self, kind: Rule, message: str, *loc: str) -> None:
        self.found.append(Diagnostic(kind, Location(self.facts.path, *self.model.find_place(*loc)), message))
