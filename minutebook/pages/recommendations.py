"""The register of recommendations: those that wait for an answer, and every year's with the answers they had.

In: the register. Out: page views. A recommendation is open until a response to it is recorded, whatever that says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minutebook.model import Recommendation, Response
from minutebook.pages.context import Context
from minutebook.pages.following import DueView, describe_due_of
from minutebook.pages.matters import Siblings, list_record_siblings
from minutebook.pages.parts import count_part, find_page, list_part, title_part
from minutebook.pages.records import (
    Passage,
    Place,
    VoteView,
    describe_motion,
    find_place,
    make_id,
    read_passage,
)
from minutebook.pages.registers import YearsView, count_several, link_years, make_page, plan_years
from minutebook.pages.sentences import link_name
from minutebook.pages.yearly import MOST
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
    count: str
    """How many there are, where there are several; where the page has not all, how many of them it has."""


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """The open recommendations, or those of a year."""

    title: str
    kicker: LinkView | None
    lede: str
    summary: str
    more: str
    """That not all of them are shown, in a sentence; empty where they are."""
    empty: str
    groups: tuple[RecommendationGroup, ...]
    years: YearsView
    drafts: bool


def plan_recommendations(context: Context) -> Iterator[Planned]:
    """Yield the page of recommendations without an answer and one page for each year that has recommendations."""
    yield Planned(context.page("recommendations"), _plan_waiting, context)
    yield from plan_years(context, "recommendations", _plan_year)


def _plan_waiting(context: Context) -> PageView:
    source = context.page("recommendations")
    records = (context.records[key] for key in context.listings.open.get("recommendations", ()))
    waiting = [record for record in records if isinstance(record, Recommendation)]
    years = link_years(context, "recommendations")
    shown = waiting[: MOST["recommendations"]]
    groups = _group(context, "open", shown, source)
    view = RecommendationsView(
        title=context.text("register.recommendations_title"),
        kicker=None,
        lede=context.text("register.recommendations_intro"),
        summary=context.plural("register.recommendations_waiting", len(waiting)),
        more=context.text("register.first_recommendations", n=len(shown)) if len(shown) < len(waiting) else "",
        empty=context.text("register.recommendations_none_open" if years.links else "register.recommendations_empty"),
        groups=tuple(replace(group, count=count_several(context, len(waiting), len(shown))) for group in groups),
        years=years,
        drafts=_has_draft(context, shown),
    )
    intro = context.text("register.recommendations_intro")
    return make_page(context, ("recommendations",), view.title, "recommendations", view, description=intro)


def view_recommendation(context: Context, recommendation: Recommendation, source: str) -> RecommendationView:
    """Return a recommendation as the page at `source` lists it."""
    body = context.register.bodies[context.heads[recommendation.meeting].body]
    given = (context.records[key] for key in context.listings.responses.get(recommendation.key, ()))
    responses = tuple(_view_response(context, one, source) for one in given if isinstance(one, Response))
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
        siblings=list_record_siblings(context, recommendation, source),
    )


def _view_response(context: Context, response: Response, source: str) -> ResponseView:
    known = f"record.verdict_{response.verdict.replace(' ', '_')}" if response.verdict else "record.response"
    return ResponseView(
        find_place(context, response, source),
        context.text(known),
        read_passage(context, response, source, drop_label=True),
    )


def _plan_year(context: Context, part: str) -> PageView:
    source = find_page(context, part)
    years = link_years(context, "recommendations", part)
    records = (context.records[key] for key in list_part(context, part))
    made = [record for record in records if isinstance(record, Recommendation)]
    waiting = [record for record in made if record.key not in context.listings.responses]
    answered = [record for record in made if record.key in context.listings.responses]
    title = title_part(context, part)
    view = RecommendationsView(
        title=title,
        kicker=years.whole,
        lede="",
        summary=count_part(context, part),
        more="",
        empty=context.text("register.recommendations_empty"),
        groups=(*_group(context, "open", waiting, source), *_group(context, "closed", answered, source)),
        years=years,
        drafts=_has_draft(context, made),
    )
    return make_page(context, tuple(part.split("/")), title, "recommendations_year", view)


def _group(context: Context, name: str, members: list[Recommendation], source: str) -> tuple[RecommendationGroup, ...]:
    if not members:
        return ()
    entries = tuple(view_recommendation(context, record, source) for record in members)
    title, count = context.text(f"register.recommendations_{name}"), count_several(context, len(members))
    return (RecommendationGroup(f"_{name}", title, entries, count),)


def _has_draft(context: Context, records: Iterable[Recommendation]) -> bool:
    return any(context.heads[record.meeting].minutes == "draft" for record in records)
