"""The register of actions: all that is open, what is late first, and all that was raised in a year.

In: the register. Out: page views. An action is open until it is blue, and has the colour of the last word on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from minutebook.model import Action, Due, Target
from minutebook.pages.brag import KeyView, Rating, Scale, make_keys, rate
from minutebook.pages.context import Context
from minutebook.pages.following import DueView, Progress, Step, describe_due_of, follow_action
from minutebook.pages.matters import Siblings, list_record_siblings
from minutebook.pages.parts import count_part, find_page, list_part, name_part, title_part
from minutebook.pages.progress import has_passed
from minutebook.pages.records import (
    Passage,
    Place,
    find_place,
    link_owners,
    make_id,
    read_passage,
)
from minutebook.pages.registers import YearsView, count_several, link_years, make_page, plan_years
from minutebook.pages.sentences import Pieces, compose
from minutebook.pages.titles import title_plan
from minutebook.pages.yearly import MOST
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

Group = Literal["overdue", "dated", "undated"]
GROUPS: tuple[Group, ...] = ("overdue", "dated", "undated")
"""In the order in which open actions are shown."""
Rank = tuple[int, date, date]
"""Where an open action stands among others: its group, when it is due, when it was raised."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with the latest word on it."""

    id: str
    place: Place
    passage: Passage
    owners: Pieces
    """None where nobody is named."""
    due: DueView | None
    overdue: bool
    done: bool
    rating: Rating | None
    latest: Step | None
    earlier: tuple[Step, ...]
    plans: tuple[LinkView, ...]
    """The plans that took it up, linked to the place in them."""
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class FollowedAction:
    """An action with its way until today."""

    action: Action
    progress: Progress
    overdue: bool

    @property
    def group(self) -> Group:
        """Where it stands among open actions."""
        return _find_group(self.action.due, self.overdue)


def _find_group(due: Due | None, overdue: bool) -> Group:
    if overdue:
        return "overdue"
    return "dated" if due is not None and due.span is not None else "undated"


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions under one heading."""

    id: str
    title: str
    entries: tuple[ActionView, ...]
    count: str
    """How many there are, where there are several; where the page has not all, how many of them it has."""
    note: str = ""
    """What to say where it has none of them."""


@dataclass(frozen=True, slots=True)
class ActionsView:
    """The open actions, or those of a year."""

    title: str
    kicker: LinkView | None
    """To the register's first page, on the page of a year."""
    lede: str
    summary: str
    """How many there are, in a sentence."""
    more: str
    """That not all of them are shown, in a sentence; empty where they are."""
    empty: str
    """What to say where there are none."""
    groups: tuple[ActionGroup, ...]
    ways: tuple[LinkView, ...]
    """To the groups and the keys, where there are several."""
    keys: tuple[KeyView, ...]
    years: YearsView
    plans: Pieces
    """The way to the action plans, whose own actions stand there; empty without one."""
    drafts: bool


def plan_actions(context: Context) -> Iterator[Planned]:
    """Yield the page of open actions and one page for each year in which actions were raised."""
    yield Planned(context.page("actions"), _plan_open, context)
    yield from plan_years(context, "actions", _plan_year)


def _plan_open(context: Context) -> PageView:
    source = context.page("actions")
    records = (context.records[key] for key in context.listings.open.get("actions", ()))
    actions = [record for record in records if isinstance(record, Action)]
    ranks = {action.key: rank(action.due, context.heads[action.meeting].date, context.today) for action in actions}
    counts = count_groups(ranks.values())
    summary = context.plural("count.open_actions", len(actions))
    if counts["overdue"]:
        summary += ", " + context.plural("register.of_these_overdue", counts["overdue"])
    shown = sorted(actions, key=lambda action: ranks[action.key])[: MOST["actions"]]
    followed = [follow(context, action, source) for action in shown]
    groups = group_open(context, followed, source, counts)
    keys = list_keys(context, followed)
    years = link_years(context, "actions")
    view = ActionsView(
        title=context.text("register.actions_title"),
        kicker=None,
        lede=context.text("register.actions_intro"),
        summary=summary,
        more=context.text("register.first_actions", n=len(shown)) if len(shown) < len(actions) else "",
        empty=context.text("register.actions_none_open" if years.links else "register.actions_empty"),
        groups=groups,
        ways=_link_ways(context, groups, keys),
        keys=keys,
        years=years,
        plans=_link_plans(context, source),
        drafts=_has_draft(context, followed),
    )
    return make_page(
        context, ("actions",), view.title, "actions", view, description=context.text("register.actions_intro")
    )


def follow_all(context: Context, keys: Iterable[str], source: str) -> list[FollowedAction]:
    """Return actions by their keys, each with its way until today."""
    records = (context.records[key] for key in keys)
    return [follow(context, record, source) for record in records if isinstance(record, Action)]


def follow(context: Context, action: Action, source: str) -> FollowedAction:
    """Return an action with its way until today, linked from the page at `source`."""
    progress = follow_action(context, action, source)
    late = not progress.done and has_passed(action.due, context.today)
    return FollowedAction(action, progress, late)


def group_open(
    context: Context, followed: Iterable[FollowedAction], source: str, counts: Mapping[Group, int] | None = None
) -> tuple[ActionGroup, ...]:
    """Return open actions under their headings, in each by due date, else by the date they were raised.

    `counts`: how many there are in each group, where the page has not all of them.
    """
    members: dict[Group, list[FollowedAction]] = {group: [] for group in GROUPS}
    for one in followed:
        members[one.group].append(one)
    counts = counts or {group: len(found) for group, found in members.items()}
    return tuple(
        ActionGroup(
            id=f"_{group}",
            title=context.text(f"register.actions_{group}"),
            entries=tuple(
                view_action(context, one, source)
                for one in sorted(
                    members[group], key=lambda one: _order(one.action.due, context.heads[one.action.meeting].date)
                )
            ),
            count=count_several(context, counts[group], len(members[group])),
            note="" if members[group] else context.text("register.actions_elsewhere"),
        )
        for group in GROUPS
        if counts[group]
    )


def view_action(context: Context, followed: FollowedAction, source: str) -> ActionView:
    """Return an action as the page at `source` lists it."""
    action, progress = followed.action, followed.progress
    return ActionView(
        id=make_id(action),
        place=find_place(context, action, source),
        passage=read_passage(context, action, source, drop_label=True),
        owners=link_owners(context, action, source),
        due=describe_due_of(context, action),
        overdue=followed.overdue,
        done=progress.done,
        rating=rate(context, progress.status, progress.scale) if progress.status else None,
        latest=progress.steps[0] if progress.steps else None,
        earlier=progress.steps[1:],
        plans=tuple(
            title_plan(context, plan, find_relative(source, path))
            for plan, planned in context.list_planned(action.key)
            if (path := context.find_path(Target("plan-action", f"{plan.id}#{planned.id}")))
        ),
        siblings=list_record_siblings(context, action, source),
    )


def rank(due: Due | None, raised: date, today: date) -> Rank:
    """Return where an open action stands among others, by when it is due and the day it was raised: the first is the most pressing."""
    return GROUPS.index(_find_group(due, has_passed(due, today))), *_order(due, raised)


def count_groups(ranks: Iterable[Rank]) -> Counter[Group]:
    """Return how many open actions there are in each group."""
    return Counter(GROUPS[group] for group, _, _ in ranks)


def list_keys(context: Context, followed: Iterable[FollowedAction]) -> tuple[KeyView, ...]:
    """Return the keys to the colours that actions show now; none where none has a colour."""
    scales: list[Scale] = [one.progress.scale for one in followed if one.progress.status]
    return make_keys(context, scales)


def _plan_year(context: Context, part: str) -> PageView:
    source = find_page(context, part)
    years = link_years(context, "actions", part)
    followed = follow_all(context, list_part(context, part), source)
    title = title_part(context, part)
    view = ActionsView(
        title=title,
        kicker=years.whole,
        lede="",
        summary=count_part(context, part),
        more="",
        empty=context.text("register.actions_empty"),
        groups=(
            ActionGroup(
                id="_raised",
                title=_title_raised(context, part),
                entries=tuple(view_action(context, one, source) for one in followed),
                count=count_several(context, len(followed)),
            ),
        ),
        ways=(),
        keys=list_keys(context, followed),
        years=years,
        plans=(),
        drafts=_has_draft(context, followed),
    )
    return make_page(context, tuple(part.split("/")), title, "actions_year", view)


def _title_raised(context: Context, part: str) -> str:
    """Return the heading of the actions of a year, or of those of a month, which one body's stand under too."""
    section, year, *below = part.split("/")
    if not below:
        return context.text("register.actions_raised", year=year)
    return context.text("register.actions_raised_month", month=name_part(context, f"{section}/{year}/{below[0]}"))


def _link_ways(context: Context, groups: tuple[ActionGroup, ...], keys: tuple[KeyView, ...]) -> tuple[LinkView, ...]:
    ways = [LinkView(group.title, f"#{group.id}") for group in groups]
    if keys:
        ways.append(LinkView(context.text("plan.key"), "#_key"))
    return tuple(ways) if len(ways) > 1 else ()


def _order(due: Due | None, raised: date) -> tuple[date, date]:
    return (due.span.last if due is not None and due.span is not None else raised, raised)


def _link_plans(context: Context, source: str) -> Pieces:
    if not context.register.plans:
        return ()
    link = LinkView(context.text("register.plans_link"), find_relative(source, context.page("plans")))
    return compose(context, "register.actions_in_plans", plans=(link,))


def _has_draft(context: Context, followed: Iterable[FollowedAction]) -> bool:
    meetings = context.heads
    return any(meetings[one.action.meeting].minutes == "draft" for one in followed)
