"""Meetings as rows of a list: on the home page, on the page of a body.

In: a meeting, and the page that lists it. Out: a `MeetingRow`.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.i18n import format_time
from minutebook.model import Meeting
from minutebook.pages.context import Context
from minutebook.pages.listings import REGISTERS
from minutebook.pages.progress import badge_state, find_state
from minutebook.urls import find_relative
from minutebook.views import Badge, LinkView


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    link: LinkView
    day: str
    """Day of the month: `18`."""
    month: str
    """`Apr 2023`."""
    datetime: str
    title: LinkView | None
    """What the meeting is called, where it has a name of its own."""
    details: tuple[LinkView, ...]
    """What was decided, or when and where it will be; no hrefs."""
    badge: Badge | None
    """Where it stands; None where nothing is to be said: it is still to come."""


def make_row(context: Context, meeting: Meeting, source: str, *, by_body: bool) -> MeetingRow:
    """Return a meeting as a list on the page at `source` shows it: by its body's name, or by its day."""
    state = find_state(meeting, context.today)
    href = find_relative(source, context.addresses.meeting(context.lang, meeting.key))
    name = context.words(context.register.bodies[meeting.body].name)
    day, _, month = context.format_date(meeting.date, "short").partition(" ")
    counts = count_records(context, meeting)
    details = describe_plan(context, meeting) if state == "scheduled" else (LinkView(counts),) if counts else ()
    title = meeting.title.get(context.lang) if meeting.title else None
    return MeetingRow(
        link=LinkView(name.text, href, name.lang) if by_body else LinkView(context.format_date(meeting.date), href),
        day=day,
        month=month,
        datetime=meeting.date.isoformat(),
        title=LinkView(title) if title else None,
        details=details,
        badge=None if state == "scheduled" else badge_state(context, state),
    )


def count_records(context: Context, meeting: Meeting) -> str:
    """Return what a meeting holds in words: `3 decisions, 2 actions`; nothing where there is nothing to count."""
    counts = zip(REGISTERS, context.listings.counts.get(meeting.key, ()), strict=False)
    return ", ".join(context.plural(f"count.{name}", count) for name, count in counts if count)


def describe_plan(context: Context, meeting: Meeting) -> tuple[LinkView, ...]:
    """Return when and where a meeting is to be, as far as it is known."""
    time = (LinkView(format_time(meeting.time, context.lang)),) if meeting.time else ()
    return (*time, context.words(meeting.place)) if meeting.place else time
