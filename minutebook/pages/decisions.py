"""The register of decisions: the latest, and every year's by meeting.

In: the register. Out: page views, one for the latest decisions and one a year. Only decisions that the minutes set apart stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice

from minutebook.i18n import format_month
from minutebook.model import Decision, LocalText, Record
from minutebook.pages.context import Context
from minutebook.pages.matters import Siblings, list_record_siblings
from minutebook.pages.records import (
    Passage,
    Place,
    RecordIndex,
    VoteView,
    describe_motion,
    find_place,
    index_records,
    list_years,
    make_id,
    read_passage,
)
from minutebook.pages.registers import YearsView, link_years, make_page
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
    index = index_records(context.register)
    found = [record for record in context.register.records.values() if isinstance(record, Decision) and record.listed]
    years = list_years(found, context.register)
    yield partial(_plan_latest, context, index, len(found), years)
    for year, records in years.items():
        yield partial(_plan_year, context, index, year, records, link_years(context, "decisions", years, year))


def _plan_latest(context: Context, index: RecordIndex, count: int, years: Mapping[int, list[Record]]) -> PageView:
    source = context.page("decisions")
    newest = (record for records in years.values() for record in records)
    latest = tuple(_view_decisions(context, index, islice(newest, _LATEST), source))
    view = DecisionsView(latest, link_years(context, "decisions", years), count, _has_draft(latest))
    title = context.text("register.decisions_title")
    return make_page(
        context, ("decisions",), title, "decisions", view, description=context.text("register.decisions_intro")
    )


def _plan_year(context: Context, index: RecordIndex, year: int, records: list[Record], years: YearsView) -> PageView:
    source = context.page("decisions", str(year))
    groups: list[MeetingDecisions] = []
    months: dict[str, LinkView] = {}
    for key, members in groupby(records, key=lambda record: record.meeting):
        meeting = context.register.meetings[key]
        id = "_" + key.replace("/", "-")
        month = format_month(year, meeting.date.month, context.lang)
        months.setdefault(month, LinkView(month, f"#{id}"))
        groups.append(
            MeetingDecisions(
                id=id,
                meeting=context.link_meeting(key, source),
                draft=meeting.minutes == "draft",
                entries=tuple(_view_decisions(context, index, members, source)),
            )
        )
    drafts = any(group.draft for group in groups)
    view = DecisionsYearView(year, len(records), tuple(groups), tuple(months.values()), years, drafts)
    title = context.text("register.decisions_year", year=year)
    return make_page(context, ("decisions", str(year)), title, "decisions_year", view)


def _view_decisions(
    context: Context, index: RecordIndex, records: Iterable[Record], source: str
) -> Iterator[DecisionView]:
    for record in records:
        if isinstance(record, Decision):
            yield view_decision(context, index, record, source)


def view_decision(context: Context, index: RecordIndex, decision: Decision, source: str) -> DecisionView:
    """Return a decision as the page at `source` lists it."""
    return DecisionView(
        id=make_id(decision),
        place=find_place(context, decision, source),
        verb=context.text(f"record.verb_{decision.verb}"),
        passage=read_passage(context, decision, source),
        motion=_word(context, decision, decision.motion, source),
        reasons=_word(context, decision, decision.reasons, source),
        vote=describe_motion(context, decision, source),
        siblings=list_record_siblings(context, index, decision, source),
    )


def _word(context: Context, decision: Decision, text: LocalText | None, source: str) -> Wording | None:
    """Return what is said beside a decision in the page's language, else in the first that says it."""
    if text is None:
        return None
    said, lang = text.best(context.lang)
    meeting = context.register.meetings[decision.meeting]
    words = put_names(context, said, decision.meeting, lang)
    return Wording(link_terms(context, words, lang, source, meeting), context.mark_lang(lang))


def _has_draft(views: Iterable[DecisionView]) -> bool:
    return any(view.place.draft for view in views)
