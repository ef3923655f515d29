"""The way of an action until today: what was said of it since it was raised, its latest colour, when it is due.

In: an action of the minutes or of a plan. Out: frozen views of its way. What was said in a later meeting and what stands in a plan are one history,
so that the register of actions and the plan never show two colours for one thing. Never shows the date of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from minutebook.model import Action, Colour, DateSpan, Due, Plan, PlanAction, Recommendation, Update
from minutebook.pages.brag import Rating, Scale, find_body_scale, find_plan_scale, rate
from minutebook.pages.context import Context
from minutebook.pages.records import Passage, link_spoken, read_passage
from minutebook.pages.term_links import link_terms_of_body
from minutebook.views import LinkView


@dataclass(frozen=True, slots=True)
class Step:
    """What was said of an action on one date."""

    date: str
    datetime: str
    """The same for machines; empty where it is no day."""
    rating: Rating | None
    passage: Passage | None
    place: LinkView | None
    """The meeting and item where it was said."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An action's way until today."""

    status: Colour | None
    """The colour it had last."""
    scale: Scale
    """The key by which that colour was given."""
    steps: tuple[Step, ...]
    """The latest first."""

    @property
    def done(self) -> bool:
        """Whether it is complete."""
        return self.status == "blue"


@dataclass(frozen=True, slots=True)
class DueView:
    """When an action is due."""

    text: str
    """As written; the day alone where that was written in another language than the page's."""
    lang: str = ""
    """Language of words that tell no day, where it is not the page's."""
    day: str = ""
    """The date that was understood, where it says more than the text."""
    datetime: str = ""
    understood: bool = False
    """Whether the year was taken from the date of the meeting."""


@dataclass(frozen=True, slots=True)
class _Event:
    on: date
    span: DateSpan | None
    status: Colour | None
    scale: Scale
    passage: Passage | None
    place: str
    """Key of the meeting, item or record; empty for none."""


def follow_action(context: Context, action: Action, source: str) -> Progress:
    """Return the way of an action from the minutes: its updates, and the history of the plans that took it up.

    Its colours have their meaning by the key of the first such plan, else by that of the body that gave them.
    """
    register = context.register
    plans = context.list_planned(action.key)
    one = find_plan_scale(register, plans[0][0]) if plans else None
    events = list(_list_updates(context, action.key, source, one))
    for plan, planned in plans:
        events.extend(_list_entries(context, plan, planned, source))
        events.extend(_list_updates(context, f"plans/{plan.id}#{planned.id}", source, find_plan_scale(register, plan)))
    scale = one or find_body_scale(register, context.heads[action.meeting].body)
    return _make_progress(context, events, action.status, scale, source)


def follow_planned(context: Context, plan: Plan, planned: PlanAction, source: str) -> Progress:
    """Return the way of a plan's action, all by the plan's own key: its history, and updates in the minutes."""
    scale = find_plan_scale(context.register, plan)
    events = list(_list_entries(context, plan, planned, source))
    events.extend(_list_updates(context, f"plans/{plan.id}#{planned.id}", source, scale))
    first = planned.stated
    if planned.raised:
        events.extend(_list_updates(context, planned.raised, source, scale))
        raised = context.records.get(planned.raised)
        first = first or (raised.status if isinstance(raised, Action) else None)
    return _make_progress(context, events, first, scale, source)


def describe_due_of(context: Context, record: Action | Recommendation) -> DueView | None:
    """Return when a record is due, as the minutes in the page's language say it; where they do not, as the others do."""
    due, lang = find_due(context, record)
    return describe_due(context, due, lang)


def find_due(context: Context, record: Action | Recommendation) -> tuple[Due | None, str]:
    """Return when a record is due in the words of the page's language, else of the first that has any; and the language of the words."""
    written = {text.lang: text.due for text in record.texts if text.due}
    if record.due is None or not written:
        return record.due, record.texts[0].lang
    lang = context.lang if context.lang in written else next(iter(written))
    return replace(record.due, text=written[lang]), lang


def describe_due(context: Context, due: Due | None, lang: str) -> DueView | None:
    """Return when something is due as written in `lang`, with the date understood where that says more.

    A date in the form for machines (`2024-03`) is written out. Of words in another language than the page's that tell a day by
    which something can be overdue, the day alone is shown.
    """
    if due is None:
        return None
    if due.span is None or not due.binding:
        return DueView(due.text, context.mark_lang(lang))
    stamp, day = due.span.last.isoformat(), context.format_date(due.span.last)
    if due.text == due.span.text and due.span.standard:
        return DueView(context.format_span(due.span), "", "", stamp)
    if context.mark_lang(lang):
        return DueView(day, datetime=stamp, understood=due.understood)
    said = day.casefold() in due.text.casefold()
    return DueView(due.text, "", "" if said else day, stamp, due.understood)


def _list_updates(context: Context, key: str, source: str, scale: Scale | None = None) -> Iterator[_Event]:
    register = context.register
    for name in context.listings.updates.get(key, ()):
        update = context.records[name]
        if not isinstance(update, Update):
            continue
        meeting = context.heads[update.meeting]
        own = scale or find_body_scale(register, meeting.body)
        on = update.date.last if update.date else meeting.date
        words = read_passage(context, update, source, drop_label=True)
        yield _Event(on, update.date, update.status, own, words, update.key)


def _list_entries(context: Context, plan: Plan, planned: PlanAction, source: str) -> Iterator[_Event]:
    scale = find_plan_scale(context.register, plan)
    for entry in planned.history:
        passage = None
        if entry.note:
            text, lang = entry.note.best(context.lang)
            words = link_terms_of_body(context, text, lang, source, plan.body, entry.date.last)
            passage = Passage(words, lang=context.mark_lang(lang))
        yield _Event(entry.date.last, entry.date, entry.status, scale, passage, entry.meeting or "")


def _make_progress(context: Context, events: list[_Event], first: Colour | None, scale: Scale, source: str) -> Progress:
    ordered = sorted(events, key=lambda event: event.on)
    last = next((event for event in reversed(ordered) if event.status), None)
    return Progress(
        status=last.status if last else first,
        scale=last.scale if last else scale,
        steps=tuple(_make_step(context, event, source) for event in reversed(ordered)),
    )


def _make_step(context: Context, event: _Event, source: str) -> Step:
    exact = event.span is None or event.span.is_day
    return Step(
        date=context.format_span(event.span) if event.span else context.format_date(event.on),
        datetime=event.on.isoformat() if exact else "",
        rating=rate(context, event.status, event.scale) if event.status else None,
        passage=event.passage,
        place=link_spoken(context, event.place, source) if event.place else None,
    )
