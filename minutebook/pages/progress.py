"""What the day of the build means: where a meeting stands, whether a due date has passed.

In: a meeting, a due date, the day. Out: words for it. The day itself is shown nowhere.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from minutebook.model import Due, Meeting
from minutebook.pages.context import Context
from minutebook.placing import has_words
from minutebook.views import Badge

State = Literal["scheduled", "cancelled", "postponed", "missing", "unkept", "draft", "approved", "held"]
"""Where a meeting stands. `missing`: it is over, and there are no minutes yet; `unkept`: none were kept; `held`: there
are minutes, and nobody said whether they are a draft."""


def find_state(meeting: Meeting, today: date) -> State:
    """Return where a meeting stands."""
    if meeting.status in ("cancelled", "postponed"):
        return meeting.status
    if meeting.minutes in ("draft", "approved") and has_words(meeting):
        return meeting.minutes
    if is_upcoming(meeting, today):
        return "scheduled"
    if meeting.minutes == "none":
        return "unkept"
    if meeting.status == "scheduled" or not has_words(meeting):
        return "missing"
    return "held"


def is_upcoming(meeting: Meeting, today: date) -> bool:
    """Whether a meeting is still to come, or was to come before it was cancelled."""
    return meeting.date >= today and meeting.status != "held" and meeting.minutes not in ("draft", "approved")


def badge_state(context: Context, state: State) -> Badge:
    """Return the word for where a meeting stands."""
    key, tone = {
        "scheduled": ("status.scheduled", ""),
        "cancelled": ("status.cancelled", "cancelled"),
        "postponed": ("status.postponed", "cancelled"),
        "missing": ("minutes_status.missing", ""),
        "unkept": ("minutes_status.none", ""),
        "draft": ("minutes_status.draft", "draft"),
        "approved": ("minutes_status.approved", "approved"),
        "held": ("status.held", ""),
    }[state]
    return Badge(context.text(key), tone)


def has_passed(due: Due | None, today: date) -> bool:
    """Whether a due date has passed; one that binds nobody (`after …`, words without a date) never has."""
    return due is not None and due.binding and due.span is not None and due.span.last < today
