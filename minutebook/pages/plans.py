"""The action plans: a list of all, and each with its key, its actions and how far they have got.

In: plans, and what the minutes say of their actions. Out: page views. A colour is never shown without its word, nor a plan without its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutebook.dates import parse_date
from minutebook.model import COLOURS, Action, Due, Plan, PlanAction, Target
from minutebook.pages.brag import KeyView, Rating, find_plan_scale, make_keys, rate
from minutebook.pages.context import Context
from minutebook.pages.following import DueView, Step, describe_due, find_due, follow_planned
from minutebook.pages.languages import link_languages, list_others, speak
from minutebook.pages.matters import Siblings, list_siblings
from minutebook.pages.progress import has_passed
from minutebook.pages.records import drop_word, link_owners, link_spoken
from minutebook.pages.registers import make_page
from minutebook.pages.sentences import Pieces, link_names
from minutebook.pages.term_links import Wording, link_in_name, link_terms_of_body, link_terms_of_local
from minutebook.pages.titles import find_day, title_plan, title_planned
from minutebook.urls import find_relative
from minutebook.views import Badge, LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class ColourCount:
    """How many actions have a colour now."""

    badge: Badge
    count: str
    """In words: `3 actions`."""


@dataclass(frozen=True, slots=True)
class PlanActionView:
    """An action of a plan with its history."""

    id: str
    title: LinkView
    """Leads to its place in the plan, except there."""
    permalink: str
    """What the link to it is called for those who cannot see it; in the language of its title."""
    languages: tuple[LinkView, ...]
    """The same action on the page in the other languages, each named in itself."""
    owners: Pieces
    due: DueView | None
    overdue: bool
    rating: Rating | None
    steps: tuple[Step, ...]
    raised: LinkView | None
    """The place in the minutes that it came from."""
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    link: LinkView
    body: LinkView
    about: Wording | None
    counts: tuple[ColourCount, ...]
    overdue: str
    """How many actions are, in words; empty for none."""
    next_report: LinkView | None


@dataclass(frozen=True, slots=True)
class PlansView:
    """All plans."""

    rows: tuple[PlanRow, ...]
    keys: tuple[KeyView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan."""

    title: LinkView
    body: LinkView
    about: Wording | None
    period: str
    next_report: LinkView | None
    counts: tuple[ColourCount, ...]
    overdue: str
    key: KeyView
    key_of: str
    """Whose key it is, in a sentence."""
    actions: tuple[PlanActionView, ...]


def plan_plans(context: Context) -> Iterator[Planned]:
    """Yield the list of plans and a page for each."""
    yield Planned(context.page("plans"), _plan_list, context)
    for id in context.register.plans:
        yield Planned(context.page("plans", id), _plan_plan, context, (id,))


def _plan_list(context: Context) -> PageView:
    plans = context.register.plans
    source = context.page("plans")
    view = PlansView(
        tuple(_make_row(context, plan, source) for plan in plans.values()),
        make_keys(context, [find_plan_scale(context.register, plan) for plan in plans.values()]),
    )
    intro = context.text("plan.intro")
    return make_page(context, ("plans",), context.text("plan.title"), "plans", view, description=intro)


def view_planned(context: Context, plan: Plan, action: PlanAction, source: str) -> PlanActionView:
    """Return an action of a plan as the page at `source` shows it."""
    progress = follow_planned(context, plan, action, source)
    due, lang = _find_due(context, action)
    path = context.find_path(Target("plan-action", f"{plan.id}#{action.id}")) or ""
    here = source == context.page("plans", plan.id)
    title = title_planned(context, plan, action, "" if here else find_relative(source, path))
    if action.raised:
        # Its title is then that of the minutes, where owners and due date stand before it.
        title = replace(title, text=drop_word(title.text))
    return PlanActionView(
        id=action.id,
        title=title,
        permalink=speak(context, title.lang or context.lang).text("meeting.link_to_heading", title=title.text),
        languages=link_languages(context, list_others(context), source, ("plans", plan.id), action.id),
        owners=_link_owners(context, plan, action, source),
        due=describe_due(context, due, lang),
        overdue=not progress.done and has_passed(due, context.today),
        rating=rate(context, progress.status, progress.scale) if progress.status else None,
        steps=progress.steps,
        raised=link_spoken(context, action.raised, source) if action.raised else None,
        siblings=list_siblings(context, action.matter, (f"plans/{plan.id}#{action.id}",), source),
    )


def _plan_plan(context: Context, id: str) -> PageView:
    plan = context.register.plans[id]
    source = context.page("plans", plan.id)
    scale = find_plan_scale(context.register, plan)
    actions = tuple(view_planned(context, plan, action, source) for action in plan.actions)
    title = title_plan(context, plan)
    view = PlanView(
        title=title,
        body=context.link_body(plan.body, source),
        about=_describe(context, plan, source),
        period=_describe_period(context, plan),
        next_report=_describe_report(context, plan),
        counts=_count_colours(context, actions),
        overdue=_count_overdue(context, actions),
        key=make_keys(context, [scale])[0],
        key_of=_describe_key(context, plan),
        actions=actions,
    )
    return make_page(context, ("plans", plan.id), title.text, "plan", view)


def _link_owners(context: Context, plan: Plan, action: PlanAction, source: str) -> Pieces:
    raised = context.records.get(action.raised) if action.raised else None
    if isinstance(raised, Action) and raised.owners == action.owners:
        return link_owners(context, raised, source)
    lang, on = context.register.site.languages[0], find_day(context, plan)

    def link(text: str) -> Pieces:
        return link_in_name(link_terms_of_body(context, text, lang, source, plan.body, on))

    return link_names(context, action.owners, source, link)


def _describe(context: Context, plan: Plan, source: str) -> Wording | None:
    if plan.about is None:
        return None
    return link_terms_of_local(context, plan.about, source, plan.body, find_day(context, plan))


def _make_row(context: Context, plan: Plan, source: str) -> PlanRow:
    actions = tuple(view_planned(context, plan, action, source) for action in plan.actions)
    return PlanRow(
        link=title_plan(context, plan, find_relative(source, context.page("plans", plan.id))),
        body=context.link_body(plan.body, source),
        about=_describe(context, plan, source),
        counts=_count_colours(context, actions),
        overdue=_count_overdue(context, actions),
        next_report=_describe_report(context, plan),
    )


def _find_due(context: Context, action: PlanAction) -> tuple[Due | None, str]:
    """Return when a planned action is due, and the language that is written in."""
    raised = context.records.get(action.raised) if action.raised else None
    if isinstance(raised, Action) and raised.due is not None and action.due_text == raised.due.text:
        return find_due(context, raised)
    if not action.due_text and action.due is None:
        return None, context.lang
    text = action.due_text or (action.due.text if action.due else "")
    return Due(text, action.due, binding=action.due is not None), context.register.site.languages[0]


def _count_colours(context: Context, actions: tuple[PlanActionView, ...]) -> tuple[ColourCount, ...]:
    found = Counter(action.rating.badge.tone if action.rating else "" for action in actions)
    counts = [
        ColourCount(Badge(context.text(f"brag.{colour}"), colour), context.plural("count.actions", found[colour]))
        for colour in COLOURS
        if found[colour]
    ]
    if found[""]:
        counts.append(ColourCount(Badge(context.text("plan.not_rated")), context.plural("count.actions", found[""])))
    return tuple(counts)


def _count_overdue(context: Context, actions: tuple[PlanActionView, ...]) -> str:
    overdue = sum(action.overdue for action in actions)
    return context.plural("count.overdue_actions", overdue) if overdue else ""


def _describe_report(context: Context, plan: Plan) -> LinkView | None:
    """Return when the next report is due: a day or a month in the language of the page, other words as written."""
    if plan.next_report is None:
        return None
    span = parse_date(plan.next_report)
    if span is not None and (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return LinkView(context.format_span(replace(span, standard=True)))
    return LinkView(plan.next_report, lang=context.mark_lang(context.register.site.languages[0]))


def _describe_period(context: Context, plan: Plan) -> str:
    first = context.format_span(plan.start) if plan.start else ""
    last = context.format_span(plan.end) if plan.end else ""
    if first and last:
        return context.text("common.period", first=first, last=last)
    if first:
        return context.text("common.since", date=first)
    return context.text("common.until", date=last) if last else ""


def _describe_key(context: Context, plan: Plan) -> str:
    if plan.key:
        return context.text("plan.key_own")
    if context.register.bodies[plan.body].key:
        return context.text("plan.key_body", body=context.words(context.register.bodies[plan.body].name).text)
    return context.text("plan.key_site" if context.register.site.key else "plan.key_usual")
