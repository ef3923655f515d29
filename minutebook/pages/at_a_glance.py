"""What a meeting decided, recommended and asked to be done, at a glance above its minutes.

In: a meeting's records. Out: short entries that lead to their places in the minutes, and the keys to the colours they
show. Here the words are cut short; the record below has them whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from minutebook.model import Action, Decision, Meeting, Recommendation, Record
from minutebook.pages.actions import FollowedAction, follow
from minutebook.pages.brag import KeyView, Scale, make_keys, rate
from minutebook.pages.context import Context
from minutebook.pages.entries import find_text, shorten
from minutebook.pages.following import describe_due_of
from minutebook.pages.parts import find_page, find_part, title_part
from minutebook.pages.records import describe_votes, drop_word, link_owners, link_title
from minutebook.pages.sentences import Pieces, link_name
from minutebook.pages.term_links import Words, join, link_terms
from minutebook.urls import find_relative
from minutebook.views import Badge, LinkView

_LENGTH: Final = 240
"""Characters of a record's words."""


@dataclass(frozen=True, slots=True)
class GlanceFact:
    """A short fact: who, when, how many."""

    label: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class GlanceEntry:
    """One record at a glance."""

    number: str
    """Of its item; empty for none."""
    heading: LinkView
    pieces: Words
    """The words, cut short, with their terms linked."""
    lang: str
    """Of the words, where it is not the page's."""
    facts: tuple[GlanceFact, ...]
    badges: tuple[Badge, ...]

    @property
    def words(self) -> str:
        """The words alone."""
        return join(self.pieces)


@dataclass(frozen=True, slots=True)
class GlanceView:
    """Records of one kind."""

    heading: str
    anchor: str
    entries: tuple[GlanceEntry, ...]
    register: LinkView
    """To the page of the register that lists them: its year's, or its month's."""


@dataclass(frozen=True, slots=True)
class Glances:
    """All that stands above the minutes of one meeting."""

    views: tuple[GlanceView, ...] = ()
    keys: tuple[KeyView, ...] = ()
    """To the colours shown; none where there is no colour."""


def make_glances(context: Context, meeting: Meeting, source: str) -> Glances:
    """Return what the page of a meeting, at path `source`, shows above the minutes."""
    found = [record for record in context.list_records(meeting.key) if record.listed]
    decisions = tuple(_view_decision(context, one, source) for one in found if isinstance(one, Decision))
    made = tuple(_view_recommendation(context, one, source) for one in found if isinstance(one, Recommendation))
    followed = [follow(context, one, source) for one in found if isinstance(one, Action)]
    actions = tuple(_view_action(context, one, source) for one in followed)
    kinds = (("decisions", decisions), ("recommendations", made), ("actions", actions))
    scales: list[Scale] = [one.progress.scale for one in followed if one.progress.status]
    return Glances(
        views=tuple(
            GlanceView(
                heading=context.text(f"section.{name}"),
                anchor=f"_{name}",
                entries=entries,
                register=_link_register(context, name, meeting, source),
            )
            for name, entries in kinds
            if entries
        ),
        keys=make_keys(context, scales),
    )


def _link_register(context: Context, name: str, meeting: Meeting, source: str) -> LinkView:
    part = find_part(context, name, meeting.key)
    return LinkView(title_part(context, part), find_relative(source, find_page(context, part)))


def _view_decision(context: Context, decision: Decision, source: str) -> GlanceEntry:
    badges = (Badge(context.text(f"record.verb_{decision.verb}"), "verb"),)
    return _make_entry(context, decision, source, _list_votes(context, decision), badges)


def _view_recommendation(context: Context, record: Recommendation, source: str) -> GlanceEntry:
    facts: list[GlanceFact] = []
    if record.to:
        label = context.text("record.recommended_to")
        facts.append(GlanceFact(label, (link_name(context, record.to, source),)))
    badges = (Badge(context.text("record.verb_recommended"), "verb"),)
    return _make_entry(context, record, source, (*facts, *_list_votes(context, record)), badges)


def _view_action(context: Context, followed: FollowedAction, source: str) -> GlanceEntry:
    action, progress = followed.action, followed.progress
    facts: list[GlanceFact] = []
    if action.owners:
        label = context.text("record.owners" if len(action.owners) > 1 else "record.owner")
        facts.append(GlanceFact(label, link_owners(context, action, source)))
    if due := describe_due_of(context, action):
        facts.append(GlanceFact(context.text("record.due"), (LinkView(due.text, lang=due.lang),)))
    badges: list[Badge] = []
    if progress.status:
        badges.append(rate(context, progress.status, progress.scale).badge)
    if progress.done:
        badges.append(Badge(context.text("record.closed"), "done"))
    elif followed.overdue:
        badges.append(Badge(context.text("record.overdue"), "overdue"))
    elif not badges:
        badges.append(Badge(context.text("record.open")))
    return _make_entry(context, action, source, tuple(facts), tuple(badges))


def _list_votes(context: Context, record: Decision | Recommendation) -> tuple[GlanceFact, ...]:
    sentences = describe_votes(context, record.votes) if record.votes else ()
    if not sentences:
        return ()
    return (GlanceFact(context.text("record.votes"), (LinkView(", ".join(sentences)),)),)


def _make_entry(
    context: Context, record: Record, source: str, facts: tuple[GlanceFact, ...], badges: tuple[Badge, ...]
) -> GlanceEntry:
    text = find_text(context, record)
    item = context.find_item(record.meeting, record.item)
    words = shorten(" ".join(drop_word(text.text).split()), _LENGTH)
    return GlanceEntry(
        number=item[1] if item else "",
        heading=link_title(context, record, source),
        pieces=link_terms(context, words, text.lang, source, context.outlines[record.meeting]),
        lang=context.mark_lang(text.lang),
        facts=facts,
        badges=badges,
    )
