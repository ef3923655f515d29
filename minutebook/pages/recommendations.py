"""The register of recommendations: those that wait for an answer, and every year's with the answers they had.

In: the register. Out: page views. A recommendation is open until a response to it is recorded, whatever that says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from minutebook.model import Recommendation, Record, Response
from minutebook.pages.context import Context
from minutebook.pages.following import DueView, describe_due_of
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
from minutebook.pages.sentences import link_name
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class ResponseView:
    """An answer to a recommendation."""

    place: Place
    verdict: str
    """In a word or two; `Response` where the minutes give none."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation with its answers."""

    id: str
    place: Place
    passage: Passage
    source: LinkView
    """Who recommends."""
    to: LinkView | None
    """To whom; None where the minutes do not say."""
    due: DueView | None
    vote: VoteView
    responses: tuple[ResponseView, ...]
    verdict: str
    """The latest, in a word or two; empty while there is no answer."""
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class RecommendationGroup:
    """Recommendations under one heading."""

    id: str
    title: str
    entries: tuple[RecommendationView, ...]


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """The open recommendations, or those of a year."""

    title: str
    kicker: LinkView | None
    lede: str
    summary: str
    empty: str
    groups: tuple[RecommendationGroup, ...]
    years: YearsView
    drafts: bool


def plan_recommendations(context: Context) -> Iterator[Planned]:
    """Yield the page of recommendations without an answer and one page for each year that has recommendations."""
    register = context.register
    index = index_records(register)
    found = [record for record in register.records.values() if isinstance(record, Recommendation) and record.listed]
    years = list_years(found, register)
    yield partial(_plan_waiting, context, index, found, years)
    for year, records in years.items():
        made = [record for record in records if isinstance(record, Recommendation)]
        yield partial(_plan_year, context, index, year, made, link_years(context, "recommendations", years, year))


def _plan_waiting(
    context: Context, index: RecordIndex, found: list[Recommendation], years: Mapping[int, list[Record]]
) -> PageView:
    source = context.page("recommendations")
    waiting = [record for record in found if record.key not in context.listings.responses]
    view = RecommendationsView(
        title=context.text("register.recommendations_title"),
        kicker=None,
        lede=context.text("register.recommendations_intro"),
        summary=context.plural("register.recommendations_waiting", len(waiting)),
        empty=context.text("register.recommendations_none_open" if found else "register.recommendations_empty"),
        groups=_group(context, index, "open", waiting, source),
        years=link_years(context, "recommendations", years),
        drafts=_has_draft(context, waiting),
    )
    intro = context.text("register.recommendations_intro")
    return make_page(context, ("recommendations",), view.title, "recommendations", view, description=intro)


def view_recommendation(
    context: Context, index: RecordIndex, recommendation: Recommendation, source: str
) -> RecommendationView:
    """Return a recommendation as the page at `source` lists it."""
    register = context.register
    body = register.bodies[register.meetings[recommendation.meeting].body]
    responses = tuple(
        _view_response(context, response, source) for response in context.listings.responses.get(recommendation.key, ())
    )
    return RecommendationView(
        id=make_id(recommendation),
        place=find_place(context, recommendation, source),
        passage=read_passage(context, recommendation, source, drop_label=True),
        source=link_name(context, recommendation.source, source)
        if recommendation.source
        else context.words(body.name, find_relative(source, context.page(body.id))),
        to=link_name(context, recommendation.to, source) if recommendation.to else None,
        due=describe_due_of(context, recommendation),
        vote=describe_motion(context, recommendation, source),
        responses=responses,
        verdict=responses[-1].verdict if responses else "",
        siblings=list_record_siblings(context, index, recommendation, source),
    )


def _view_response(context: Context, response: Response, source: str) -> ResponseView:
    known = f"record.verdict_{response.verdict.replace(' ', '_')}" if response.verdict else "record.response"
    return ResponseView(
        find_place(context, response, source),
        context.text(known),
        read_passage(context, response, source, drop_label=True),
    )


def _plan_year(
    context: Context, index: RecordIndex, year: int, made: list[Recommendation], years: YearsView
) -> PageView:
    source = context.page("recommendations", str(year))
    waiting = [record for record in made if record.key not in context.listings.responses]
    answered = [record for record in made if record.key in context.listings.responses]
    title = context.text("register.recommendations_year", year=year)
    view = RecommendationsView(
        title=title,
        kicker=years.whole,
        lede="",
        summary=context.plural("count.recommendations", len(made))
        + ", "
        + context.plural("register.of_these_answered", len(answered)),
        empty=context.text("register.recommendations_empty"),
        groups=(*_group(context, index, "open", waiting, source), *_group(context, index, "closed", answered, source)),
        years=years,
        drafts=_has_draft(context, made),
    )
    return make_page(context, ("recommendations", str(year)), title, "recommendations_year", view)


def _group(
    context: Context, index: RecordIndex, name: str, members: list[Recommendation], source: str
) -> tuple[RecommendationGroup, ...]:
    if not members:
        return ()
    entries = tuple(view_recommendation(context, index, record, source) for record in members)
    return (RecommendationGroup(f"_{name}", context.text(f"register.recommendations_{name}"), entries),)


def _has_draft(context: Context, records: Iterable[Recommendation]) -> bool:
    return any(context.register.meetings[record.meeting].minutes == "draft" for record in records)
