"""The register of decisions: the latest, and every year's by meeting.

In: the register. Out: page views, one for the latest decisions and one a year. Only decisions that the minutes set apart stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from minutebook.i18n import format_month
from minutebook.model import Decision, LocalText, Record
from minutebook.pages.context import Context
from minutebook.pages.matters import Siblings, list_record_siblings
from minutebook.pages.parts import find_page, id_of, list_part, title_part
from minutebook.pages.records import (
    Passage,
    Place,
    VoteView,
    describe_motion,
    find_place,
    make_id,
    read_passage,
)
from minutebook.pages.registers import YearsView, link_years, list_newest, make_page, plan_years
from minutebook.pages.targets import put_names
from minutebook.pages.term_links import Wording, link_terms
from minutebook.views import LinkView, PageView, Planned

_LATEST = 50
"""Decisions on the register's first page."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision in the register."""

    id: str
    place: Place
    verb: str
    passage: Passage
    motion: Wording | None
    """The text of the motion that was carried or lost."""
    reasons: Wording | None
    vote: VoteView
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """The latest decisions."""

    latest: tuple[DecisionView, ...]
    years: YearsView
    total: int
    drafts: bool
    """Whether a decision shown is from draft minutes."""


@dataclass(frozen=True, slots=True)
class MeetingDecisions:
    """The decisions of one meeting."""

    id: str
    meeting: LinkView
    draft: bool
    entries: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class DecisionsYearView:
    """The decisions of a year."""

    year: int
    total: int
    meetings: tuple[MeetingDecisions, ...]
    months: tuple[LinkView, ...]
    """Each to its latest meeting."""
    years: YearsView
    drafts: bool


def plan_decisions(context: Context) -> Iterator[Planned]:
    """Yield the register's first page and one page for each year that has decisions."""
    yield Planned(context.page("decisions"), _plan_latest, context)
    yield from plan_years(context, "decisions", _plan_year)


def _plan_latest(context: Context) -> PageView:
    source = context.page("decisions")
    latest = tuple(_view_decisions(context, islice(list_newest(context, "decisions"), _LATEST), source))
    years, count = link_years(context, "decisions"), context.listings.find_total("decisions")
    view = DecisionsView(latest, years, count, _has_draft(latest))
    title = context.text("register.decisions_title")
    return make_page(
        context, ("decisions",), title, "decisions", view, description=context.text("register.decisions_intro")
    )


def _plan_year(context: Context, part: str) -> PageView:
    source = find_page(context, part)
    records = [context.records[key] for key in list_part(context, part)]
    years, year = link_years(context, "decisions", part), int(part.split("/")[1])
    groups: list[MeetingDecisions] = []
    months: dict[str, LinkView] = {}
    for key, members in groupby(records, key=lambda record: record.meeting):
        meeting = context.heads[key]
        id = id_of(key)
        month = format_month(year, meeting.date.month, context.lang)
        months.setdefault(month, LinkView(month, f"#{id}"))
        groups.append(
            MeetingDecisions(
                id=id,
                meeting=context.link_meeting(key, source),
                draft=meeting.minutes == "draft",
                entries=tuple(_view_decisions(context, members, source)),
            )
        )
    drafts = any(group.draft for group in groups)
    view = DecisionsYearView(year, len(records), tuple(groups), tuple(months.values()), years, drafts)
    return make_page(context, tuple(part.split("/")), title_part(context, part), "decisions_year", view)


def _view_decisions(context: Context, records: Iterable[Record], source: str) -> Iterator[DecisionView]:
    for record in records:
        if isinstance(record, Decision):
            yield view_decision(context, record, source)


def view_decision(context: Context, decision: Decision, source: str) -> DecisionView:
    """Return a decision as the page at `source` lists it."""
    return DecisionView(
        id=make_id(decision),
        place=find_place(context, decision, source),
        verb=context.text(f"record.verb_{decision.verb}"),
        passage=read_passage(context, decision, source),
        motion=_word(context, decision, decision.motion, source),
        reasons=_word(context, decision, decision.reasons, source),
        vote=describe_motion(context, decision, source),
        siblings=list_record_siblings(context, decision, source),
    )


def _word(context: Context, decision: Decision, text: LocalText | None, source: str) -> Wording | None:
    """Return what is said beside a decision in the page's language, else in the first that says it."""
    if text is None:
        return None
    said, lang = text.best(context.lang)
    meeting = context.outlines[decision.meeting]
    words = put_names(context, said, decision.meeting, lang)
    return Wording(link_terms(context, words, lang, source, meeting), context.mark_lang(lang))


def _has_draft(views: Iterable[DecisionView]) -> bool:
    return any(view.place.draft for view in views)
