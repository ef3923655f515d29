"""The offices: a list of all, and for each who holds it, who held it, and what it is to do.

In: offices, people's tenures, actions, plans. Out: page views.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.model import Office, Person, Tenure
from minutebook.pages.actions import ActionGroup, follow_all, group_open, list_keys
from minutebook.pages.brag import KeyView, Scale, find_plan_scale, make_keys
from minutebook.pages.context import Context
from minutebook.pages.holding import describe_period, find_when
from minutebook.pages.people import HoldingRow, make_done
from minutebook.pages.plans import PlanActionView, view_planned
from minutebook.pages.registers import make_page
from minutebook.pages.sentences import Pieces, list_links
from minutebook.pages.titles import title_plan
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the list."""

    link: LinkView
    holders: Pieces
    """Who holds it now; empty where nobody is recorded."""


@dataclass(frozen=True, slots=True)
class OfficesView:
    """All offices."""

    rows: tuple[OfficeRow, ...]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An action of a plan that an office owns."""

    plan: LinkView
    action: PlanActionView


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What is recorded of one office."""

    title: LinkView
    also: str
    """Other names by which the minutes know it, none of them its title in a language; nobody says in which language they are."""
    now: tuple[HoldingRow, ...]
    later: tuple[HoldingRow, ...]
    before: tuple[HoldingRow, ...]
    open_actions: tuple[ActionGroup, ...]
    open_count: int
    done_actions: ActionGroup | None
    planned: tuple[PlannedRow, ...]
    keys: tuple[KeyView, ...]


def plan_offices(context: Context) -> Iterator[Planned]:
    """Yield the list of offices and a page for each."""
    yield Planned(context.page("offices"), _plan_list, context)
    for id in context.register.offices:
        yield Planned(context.page("offices", id), _plan_office, context, (id,))


def _plan_list(context: Context) -> PageView:
    source = context.page("offices")
    rows = tuple(
        OfficeRow(
            context.words(office.title, find_relative(source, context.page("offices", office.id))),
            list_links(
                [
                    context.link_person(person.id, source)
                    for person, tenure in _list_tenures(context, office.id)
                    if find_when(context, tenure) == "now"
                ]
            ),
        )
        for office in context.register.offices.values()
    )
    view = OfficesView(rows)
    intro = context.text("office.intro")
    return make_page(context, ("offices",), context.text("office.title"), "offices", view, description=intro)


def _list_tenures(context: Context, office: str) -> list[tuple[Person, Tenure]]:
    """Return who holds or held an office, in the order of the people's file."""
    people = (context.register.people[id] for id in context.listings.holders.get(office, ()))
    return [(person, tenure) for person in people for tenure in person.offices if tenure.office == office]


def _plan_office(context: Context, id: str) -> PageView:
    office = context.register.offices[id]
    source = context.page("offices", office.id)
    tenures = _list_tenures(context, id)
    followed = follow_all(context, context.deeds.of_office(office.id), source)
    waiting = [one for one in followed if not one.progress.done]
    holders = {
        when: tuple(
            HoldingRow(context.link_person(person.id, source), None, describe_period(context, tenure))
            for person, tenure in sorted(tenures, key=_order, reverse=True)
            if find_when(context, tenure) == when
        )
        for when in ("now", "later", "before")
    }
    planned, scales = _list_planned(context, office, source)
    title = context.words(office.title)
    view = OfficeView(
        title=title,
        also="; ".join(_list_other_names(office)),
        now=holders["now"],
        later=holders["later"],
        before=holders["before"],
        open_actions=group_open(context, waiting, source),
        open_count=len(waiting),
        done_actions=make_done(context, [one for one in followed if one.progress.done], source),
        planned=planned,
        keys=make_keys(context, [*scales, *(one.progress.scale for one in followed if one.progress.status)])
        if planned
        else list_keys(context, followed),
    )
    return make_page(context, ("offices", office.id), title.text, "office", view)


def _list_planned(context: Context, office: Office, source: str) -> tuple[tuple[PlannedRow, ...], list[Scale]]:
    """Return the actions of plans that an office owns and that stand in no minutes, and the keys of these plans."""
    rows: list[PlannedRow] = []
    scales: list[Scale] = []
    for one in context.listings.owned.get(office.id, ()):
        plan, action = context.find_planned(*one)
        link = title_plan(context, plan, find_relative(source, context.page("plans", plan.id)))
        rows.append(PlannedRow(link, view_planned(context, plan, action, source)))
        scales.append(find_plan_scale(context.register, plan))
    return tuple(rows), scales


def _list_other_names(office: Office) -> list[str]:
    titles = {text.casefold() for _, text in office.title.by_lang}
    return [name for name in office.also if name.casefold() not in titles]


def _order(held: tuple[Person, Tenure]) -> str:
    start = held[1].start
    return start.first.isoformat() if start else ""
