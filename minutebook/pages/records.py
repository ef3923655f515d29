"""What the views of all records share: where a record stands, its words, what follows from it, what belongs to its matter.

In: the register and its records. Out: frozen views. It decides no order and fills no page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from minutebook.i18n import RECORD_WORDS, phrase_pattern
from minutebook.model import Action, Decision, Recommendation, Record, Votes
from minutebook.pages.context import Context
from minutebook.pages.entries import find_text
from minutebook.pages.name_titles import put_titles
from minutebook.pages.parts import id_of
from minutebook.pages.sentences import Pieces, compose, link_names
from minutebook.pages.term_links import Words, join, link_in_name, link_terms
from minutebook.pages.titles import find_title
from minutebook.urls import find_relative
from minutebook.views import LinkView

_KINDS = ("action", "update", "response", "recommendation")
_LABEL = re.compile(
    rf"(?:{phrase_pattern(word for word, entry in RECORD_WORDS.items() if entry.kind in _KINDS)})"
    r"\s*(?:\((?:[^()]|\([^()]*\))*\))?\s*:\s*",
    re.IGNORECASE,
)
"""The word that opens an action, with its brackets and colon: `ACTION (Jane Rees; by May): `."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in the minutes."""

    date: str
    """The day of the meeting in words."""
    datetime: str
    spot: LinkView
    """`Cabinet, item 5`, to the item."""
    item_name: str
    """`Item 5`; empty for an item without a number."""
    item: LinkView
    """The title of the item, to the very record."""
    draft: bool
    """Whether the minutes are a draft."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a record's words that stand one below the other."""

    bulleted: bool
    rows: tuple[Words, ...]
    """Each with its terms linked."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The words of each alone."""
        return tuple(map(join, self.rows))


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a record."""

    pieces: Words
    """The first paragraph, with its terms linked."""
    below: tuple[Lines, ...] = ()
    """What belongs to it: limbs, list items, rows."""
    lang: str = ""
    """Where it is not the page's."""

    @property
    def lead(self) -> str:
        """The words of the first paragraph alone."""
        return join(self.pieces)

    @property
    def words(self) -> str:
        """All of them in one line."""
        return " ".join(" ".join((self.lead, *(line for part in self.below for line in part.lines))).split())


@dataclass(frozen=True, slots=True)
class VoteView:
    """How a vote went."""

    sentences: tuple[Pieces, ...] = ()
    recorded: tuple[Pieces, ...] = ()
    """Who voted how, a sentence a side."""


def make_id(record: Record) -> str:
    """Return the id of a record's entry in a register's page."""
    return id_of(record.key)


def find_place(context: Context, record: Record, source: str) -> Place:
    """Return where a record stands, linked from the page at `source`."""
    meeting = context.outlines[record.meeting]
    return Place(
        date=context.format_date(meeting.date),
        datetime=meeting.date.isoformat(),
        spot=link_item(context, record, source),
        item_name=context.name_item(record.meeting, record.item),
        item=link_title(context, record, source),
        draft=meeting.minutes == "draft",
    )


def link_title(context: Context, record: Record, source: str) -> LinkView:
    """Return the title of a record's item as a link to the very record."""
    href = find_relative(source, context.find_place(record.key))
    title = find_title(context, context.outlines[record.meeting], record.item)
    return replace(title, href=href) if title else LinkView(context.text("meeting.preamble"), href)


def link_item(context: Context, record: Record, source: str) -> LinkView:
    """Return `Cabinet, item 5` as a link to the item, without a number just the body's name."""
    meeting = context.outlines[record.meeting]
    body = context.words(context.register.bodies[meeting.body].name)
    href = find_relative(source, context.find_place(f"{record.meeting}#{record.item}"))
    number = _find_number(context, record.meeting, record.item)
    if not number:
        return LinkView(body.text, href, body.lang)
    return LinkView(context.text("register.spot", place=body.text, number=number), href)


def link_spoken(context: Context, key: str, source: str) -> LinkView | None:
    """Return `Cabinet, 18 April 2023, item 5` as a link to a meeting, item or record; None where it is not published."""
    name, _, anchor = key.partition("#")
    if name not in context.heads:
        return None
    text = context.name_meeting(context.heads[name])
    record = context.records.get(key)
    number = _find_number(context, name, record.item if record else anchor) if anchor else ""
    if number:
        text = context.text("register.spot", place=text, number=number)
    return LinkView(text, find_relative(source, context.find_place(key)))


def read_passage(context: Context, record: Record, source: str, *, drop_label: bool = False) -> Passage:
    """Return a record's words as the page at `source` shows them.

    `drop_label`: without the word and brackets that open it (`ACTION (Jane Rees; by May):`), where the page says that beside it.
    """
    text = find_text(context, record)
    meeting = context.outlines[record.meeting]

    def link(words: str) -> Words:
        return link_terms(context, words, text.lang, source, meeting)

    lead, *rest = text.text.split("\n")
    if drop_label:
        lead = drop_word(lead)
    rest = [line for line in rest if line]
    if not lead and rest:
        lead = rest.pop(0)
    below = tuple(
        Lines(bulleted, tuple(link(line[2:] if bulleted else line) for line in lines))
        for bulleted, lines in groupby(rest, key=lambda line: line.startswith(("- ", "* ", "+ ")))
    )
    return Passage(link(lead), below, context.mark_lang(text.lang))


def drop_word(text: str) -> str:
    """Return the text without the record word, brackets and colon that open it, if what is left begins a sentence."""
    opening = _LABEL.match(text)
    rest = text[opening.end() :] if opening else text
    return text if rest[:1].islower() else rest


def link_owners(context: Context, action: Action, source: str) -> Pieces:
    """Return who is to do an action, as one list; in the name of somebody unknown, with the letters that are no person's."""
    lang, meeting = action.texts[0].lang, context.outlines[action.meeting]
    return link_names(
        context, action.owners, source, lambda text: link_in_name(link_terms(context, text, lang, source, meeting))
    )


def describe_motion(context: Context, record: Decision | Recommendation, source: str) -> VoteView:
    """Return who proposed and seconded, and how the vote went, as sentences."""

    def write_unknown(name: str) -> Pieces:
        text, lang = put_titles(name, record.texts[0].lang, context.lang)
        return (LinkView(text, lang=lang),)

    sentences: list[Pieces] = []
    mover, seconder = (
        link_names(context, (one,), source, write_unknown) if one else () for one in (record.mover, record.seconder)
    )
    if mover and seconder:
        sentences.append(compose(context, "record.proposed_and_seconded", mover=mover, seconder=seconder))
    elif mover:
        sentences.append(compose(context, "record.proposed_by", name=mover))
    elif seconder:
        sentences.append(compose(context, "record.seconded_by", name=seconder))
    if record.votes is None:
        return VoteView(tuple(sentences))
    sentences.extend((LinkView(sentence),) for sentence in describe_votes(context, record.votes))
    sides = (
        ("record.voted_for", record.votes.agree_names),
        ("record.voted_against", record.votes.against_names),
        ("record.voted_abstained", record.votes.abstain_names),
    )
    recorded = tuple(
        compose(context, key, names=link_names(context, names, source, write_unknown)) for key, names in sides if names
    )
    return VoteView(tuple(sentences), recorded)


def describe_votes(context: Context, votes: Votes) -> tuple[str, ...]:
    """Return the counts of a vote, its being unanimous, and the casting vote, in words."""
    found: list[str] = []
    counts = (
        ("for", "agree", votes.agree),
        ("against", "against", votes.against),
        ("abstained", "abstain", votes.abstain),
    )
    given = [(word, place, count) for word, place, count in counts if count is not None]
    if given:
        key = "record.votes_" + "_".join(word for word, _, _ in given)
        found.append(context.text(key, **{place: count for _, place, count in given}))
    if votes.unanimous:
        found.append(context.text("record.unanimous"))
    elif votes.nem_con:
        found.append(context.text("record.nem_con"))
    if votes.casting:
        side = {"for": "record.casting_vote_agree", "against": "record.casting_vote_against"}.get(votes.casting)
        found.append(context.text(side) if side else context.text("record.casting_vote_for", side=votes.casting))
    if votes.recorded and not (votes.agree_names or votes.against_names or votes.abstain_names):
        found.append(context.text("record.recorded_vote"))
    return tuple(found)


def _find_number(context: Context, meeting: str, item: str) -> str:
    found = context.find_item(meeting, item)
    return found[1] if found else ""
