"""How long somebody held an office or belonged to a body, in words, and what somebody was there.

In: tenures and memberships. Out: words in the language of the page.
"""

from __future__ import annotations

from typing import Literal

from minutebook.model import LocalText, Membership, Tenure
from minutebook.pages.context import Context
from minutebook.pages.listings import is_within
from minutebook.views import LinkView

When = Literal["now", "before", "later"]

_ROLES = {
    "chair": "chair",
    "vice-chair": "vice_chair",
    "vice chair": "vice_chair",
    "clerk": "clerk",
    "member": "member",
}


def find_when(context: Context, lasting: Tenure | Membership) -> When:
    """Return whether a tenure or membership holds today, is over, or is still to come."""
    if is_within(context.today, lasting):
        return "now"
    return "before" if lasting.end is not None and lasting.end.last < context.today else "later"


def describe_period(context: Context, lasting: Tenure | Membership) -> str:
    """Return `Since 24 May 2022`, `5 May 2022 to 19 May 2025`; nothing where neither end is recorded."""
    first = context.format_span(lasting.start) if lasting.start else ""
    last = context.format_span(lasting.end) if lasting.end else ""
    if first and last:
        return context.text("common.period", first=first, last=last)
    if first:
        return context.text("common.since", date=first)
    return context.text("common.until", date=last) if last else ""


def name_role(context: Context, role: LocalText | None) -> LinkView | None:
    """Return a role in the language of the page: those that the site itself knows always are."""
    if role is None:
        return None
    known = _ROLES.get(role.first.casefold())
    return LinkView(context.text(f"role.{known}")) if known else context.words(role)
