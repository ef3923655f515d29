"""The page of each body, and of each year of its meetings.

In: the register in one language. Out: what the body is, who belongs to it now, when it met and will meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.i18n import OWNER_WORDS
from minutebook.model import Body, Membership, Person
from minutebook.pages.context import Context
from minutebook.pages.frames import find_section
from minutebook.pages.holding import name_role
from minutebook.pages.listings import is_within, list_members
from minutebook.pages.progress import is_upcoming
from minutebook.pages.rows import MeetingRow, make_row
from minutebook.pages.sentences import link_name
from minutebook.urls import find_relative
from minutebook.views import Fact, LinkView, PageView, Planned

_LISTED_YEARS: Final = 2
"""Years whose meetings stand on the body's own page."""


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of the body."""

    link: LinkView
    role: LinkView | None
    """In this body: chair, co-opted member."""
    offices: tuple[LinkView, ...]
    """What else the person is now: Leader."""


@dataclass(frozen=True, slots=True)
class YearView:
    """The meetings of one year, latest first."""

    year: int
    link: LinkView
    """To the page of the year."""
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class BodyView:
    """All that the page of a body shows."""

    kicker: str
    """What kind of body it is; empty where its name says it."""
    heading: LinkView
    about: LinkView | None
    ended: str
    """Until when the body met, in a sentence; empty while it meets."""
    facts: tuple[Fact, ...]
    children: tuple[LinkView, ...]
    members: tuple[MemberView, ...]
    standing: tuple[LinkView, ...]
    """Titles of the items on every agenda."""
    upcoming: tuple[MeetingRow, ...]
    years: tuple[YearView, ...]
    """The latest, with their meetings."""
    earlier: tuple[LinkView, ...]
    """Pages of the other years: those before, and those in which nothing has been held yet."""


@dataclass(frozen=True, slots=True)
class BodyYearView:
    """All that the page of a body's year shows."""

    heading: str
    lede: str
    rows: tuple[MeetingRow, ...]
    others: tuple[LinkView, ...]
    """Pages of other years, latest first."""


def plan_bodies(context: Context) -> Iterator[Planned]:
    """Yield the page of every body, followed by the pages of its years."""
    for id in context.register.bodies:
        yield Planned(context.page(id), _plan_body, context, (id,))
        for year in context.listings.list_years(id):
            yield Planned(context.page(id, str(year)), _plan_year, context, (id, year))


def _plan_body(context: Context, id: str) -> PageView:
    body = context.register.bodies[id]
    meetings = [context.heads[key] for key in context.listings.meetings.get(id, ())]
    path = context.page(body.id)
    years = context.listings.list_years(body.id)
    past = [meeting for meeting in reversed(meetings) if not is_upcoming(meeting, context.today)]
    listed = tuple(dict.fromkeys(meeting.date.year for meeting in past))[:_LISTED_YEARS]
    upcoming = [meeting for meeting in meetings if is_upcoming(meeting, context.today)]
    about = context.words(body.about) if body.about else None
    name = context.words(body.name)
    view = BodyView(
        kicker=_name_kind(context, body, name.text),
        heading=name,
        about=about,
        ended=_say_end(context, body),
        facts=tuple(_list_facts(context, body, path)),
        children=tuple(context.link_body(child, path) for child in context.listings.children.get(body.id, ())),
        members=_list_members(context, body, path),
        standing=tuple(context.words(title) for title in body.agenda),
        upcoming=tuple(make_row(context, meeting, path, by_body=False) for meeting in upcoming),
        years=tuple(
            YearView(
                year,
                _link_year(context, body, year, path),
                tuple(make_row(context, meeting, path, by_body=False) for meeting in past if meeting.date.year == year),
            )
            for year in listed
        ),
        earlier=tuple(_link_year(context, body, year, path) for year in years if year not in listed),
    )
    return context.make_page(
        (body.id,),
        "body",
        view,
        title=name.text,
        description=about.text if about and not about.lang else "",
        section=body.id,
    )


def _plan_year(context: Context, id: str, year: int) -> PageView:
    body = context.register.bodies[id]
    path = context.page(body.id, str(year))
    name = context.words(body.name)
    of_year = [context.heads[key] for key in reversed(context.listings.body_years.get(f"{id}/{year}", ()))]
    heading = context.text("body.year_title", body=name.text, year=year)
    view = BodyYearView(
        heading=heading,
        lede=context.plural("count.meetings", len(of_year)),
        rows=tuple(make_row(context, meeting, path, by_body=False) for meeting in of_year),
        others=tuple(
            _link_year(context, body, other, path) for other in context.listings.list_years(body.id) if other != year
        ),
    )
    return context.make_page(
        (body.id, str(year)),
        "body_year",
        view,
        title=heading,
        section=find_section(context.listings, body.id, year),
        crumbs=(context.link_body(body.id, path),),
    )


def _link_year(context: Context, body: Body, year: int, source: str) -> LinkView:
    return LinkView(str(year), find_relative(source, context.page(body.id, str(year))))


def _name_kind(context: Context, body: Body, name: str) -> str:
    """Return what kind of body it is, where that says more than its name."""
    kind = context.text(f"kind.{body.kind.replace(' ', '_')}")
    return "" if body.kind == "other" or kind.casefold() in name.casefold() else kind


def _say_end(context: Context, body: Body) -> str:
    if is_within(context.today, body) or body.end is None or body.end.last >= context.today:
        return ""
    return context.text("body.ended", date=context.format_span(body.end))


def _list_facts(context: Context, body: Body, source: str) -> Iterator[Fact]:
    if body.parent and body.parent in context.register.bodies:
        yield Fact(context.text("body.part_of"), (context.link_body(body.parent, source),))
    clerk = (link_name(context, body.clerk, source),) if body.clerk else ()
    yield Fact(context.text("body.clerk"), clerk)
    if body.start and body.end:
        words = context.text("body.existed", first=context.format_span(body.start), last=context.format_span(body.end))
        yield Fact(context.text("plan.period"), (LinkView(words),))
    elif body.start:
        words = context.text("body.started", date=context.format_span(body.start))
        yield Fact(context.text("plan.period"), (LinkView(words),))


def _list_members(context: Context, body: Body, source: str) -> tuple[MemberView, ...]:
    """Return who belongs to the body today: the chair first, then the vice-chair, then by name."""
    ordered = sorted(
        list_members(context.register.people, context.listings.members.get(body.id, ()), body.id, context.today),
        key=lambda member: (_rank(member[1]), context.sort_name(member[0].name), member[0].id),
    )
    return tuple(_make_member(context, person, membership, source) for person, membership in ordered)


def _rank(membership: Membership) -> int:
    words = [text.casefold() for _, text in membership.role.by_lang] if membership.role else []
    roles = {OWNER_WORDS.get(word) for word in words}
    if "chair" in roles:
        return 0
    return 1 if "vice-chair" in roles else 2


def _make_member(context: Context, person: Person, membership: Membership, source: str) -> MemberView:
    role = name_role(context, membership.role)
    # A role given in one language only is said in this one where it is a word that the site knows.
    if role and role.lang and (rank := _rank(membership)) < 2:
        role = LinkView(context.text("role.chair" if rank == 0 else "role.vice_chair"))
    offices = tuple(
        context.words(
            context.register.offices[tenure.office].title,
            find_relative(source, context.page("offices", tenure.office)),
        )
        for tenure in person.offices
        if is_within(context.today, tenure) and tenure.office in context.register.offices
    )
    return MemberView(context.link_person(person.id, source), role, offices)
