"""The offices: a list of all, and for each who holds it, who held it, and what it is to do.

In: offices, people's tenures, actions, plans. Out: page views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minutebook.model import Office, Person, Tenure
from minutebook.pages.actions import ActionGroup, follow_all, group_open, list_keys
from minutebook.pages.brag import KeyView, Scale, find_plan_scale, make_keys
from minutebook.pages.context import Context
from minutebook.pages.deed_years import link_deed_years, plan_deed_years
from minutebook.pages.holding import describe_period, find_when
from minutebook.pages.latest_deeds import choose_deeds, say_left
from minutebook.pages.people import HoldingRow, make_done
from minutebook.pages.plans import PlanActionView, view_planned
from minutebook.pages.registers import YearsView, count_several, make_page
from minutebook.pages.sentences import Pieces, compose, list_links
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
    planned_count: str
    """How many of these the page has: `38 of 40`; empty where it has all."""
    planned_more: Pieces
    """Which plans have the others, in a sentence; empty where it has all."""
    keys: tuple[KeyView, ...]
    more: str
    """That not all that minutes record is shown, in sentences; empty where it is."""
    years: YearsView
    """To the pages of years, where there are any."""


def plan_offices(context: Context) -> Iterator[Planned]:
    """Yield the list of offices and a page for each."""
    yield Planned(context.page("offices"), _plan_list, context)
    for id in context.register.offices:
        yield Planned(context.page("offices", id), _plan_office, context, (id,))
        yield from plan_deed_years(context, f"offices/{id}")


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
    owned = context.listings.owned.get(id, ())
    shown = choose_deeds(context, f"offices/{id}", len(owned))
    followed = follow_all(context, shown.deeds.actions, source)
    waiting = [one for one in followed if not one.progress.done]
    holders = {
        when: tuple(
            HoldingRow(context.link_person(person.id, source), None, describe_period(context, tenure))
            for person, tenure in sorted(tenures, key=_order, reverse=True)
            if find_when(context, tenure) == when
        )
        for when in ("now", "later", "before")
    }
    taken, left = _choose_planned(context, owned, shown.planned)
    planned, scales = _list_planned(context, taken, source)
    years = link_deed_years(context, f"offices/{id}")
    title = context.words(office.title)
    view = OfficeView(
        title=title,
        also="; ".join(_list_other_names(office)),
        now=holders["now"],
        later=holders["later"],
        before=holders["before"],
        open_actions=group_open(context, waiting, source, shown.groups),
        open_count=shown.sizes.get("open", len(waiting)),
        done_actions=make_done(
            context, [one for one in followed if one.progress.done], source, shown.sizes.get("done")
        ),
        planned=planned,
        planned_count=count_several(context, len(owned), len(planned)) if left else "",
        planned_more=_name_plans(context, left, source),
        keys=make_keys(context, [*scales, *(one.progress.scale for one in followed if one.progress.status)])
        if planned
        else list_keys(context, followed),
        more=say_left(context, shown),
        years=years,
    )
    return make_page(context, ("offices", office.id), title.text, "office", view)


def _choose_planned(
    context: Context, owned: Sequence[tuple[str, str]], most: int
) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
    """Return the actions of plans that an office owns, so many of them and the others. Where these are any, those that are done come last."""
    if len(owned) <= most:
        return owned, ()
    ordered = sorted(owned, key=lambda one: context.listings.colours.get(f"plans/{one[0]}#{one[1]}") == "blue")
    taken = ordered[:most]
    return taken, [one for one in owned if one not in taken]


def _list_planned(
    context: Context, owned: Iterable[tuple[str, str]], source: str
) -> tuple[tuple[PlannedRow, ...], list[Scale]]:
    """Return actions of plans that stand in no minutes, and the keys of these plans."""
    rows: list[PlannedRow] = []
    scales: list[Scale] = []
    for one in owned:
        plan, action = context.find_planned(*one)
        rows.append(PlannedRow(_link_plan(context, plan.id, source), view_planned(context, plan, action, source)))
        scales.append(find_plan_scale(context.register, plan))
    return tuple(rows), scales


def _name_plans(context: Context, owned: Iterable[tuple[str, str]], source: str) -> Pieces:
    """Return which plans have some actions, in a sentence; nothing for none."""
    plans = dict.fromkeys(plan for plan, _ in owned)
    if not plans:
        return ()
    return compose(
        context, "office.plans_more", plans=list_links([_link_plan(context, plan, source) for plan in plans])
    )


def _link_plan(context: Context, id: str, source: str) -> LinkView:
    return title_plan(context, context.register.plans[id], find_relative(source, context.page("plans", id)))


def _list_other_names(office: Office) -> list[str]:
    titles = {text.casefold() for _, text in office.title.by_lang}
    return [name for name in office.also if name.casefold() not in titles]


def _order(held: tuple[Person, Tenure]) -> str:
    start = held[1].start
    return start.first.isoformat() if start else ""
