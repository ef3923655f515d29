"""Titles as links: of items, plans and actions of plans. A link or heading holds no other link, so the page lists the terms in it instead.

In: an item, a plan or an action of one. Out: a link in the language of the page, with the terms in its words.
"""

from __future__ import annotations

from datetime import date

from minutebook.model import Meeting, Plan, PlanAction
from minutebook.pages.context import Context
from minutebook.pages.targets import name_planned, name_title
from minutebook.pages.term_links import mark_terms
from minutebook.views import LinkView


def find_title(context: Context, meeting: Meeting, anchor: str) -> LinkView | None:
    """Return the title of an item, without href; None for an anchor of no item, and where it has none."""
    for version in sorted(meeting.versions, key=lambda version: version.lang != context.lang):
        for item in version.items:
            if item.anchor == anchor:
                words = name_title(context, meeting, item, version)
                title = LinkView(words, lang=context.mark_lang(version.lang))
                return mark_terms(context, title, meeting.body, meeting.date, meeting.key) if words else None
    return None


def title_plan(context: Context, plan: Plan, href: str = "") -> LinkView:
    """Return the title of a plan."""
    return mark_terms(context, context.words(plan.title, href), plan.body, find_day(context, plan))


def title_planned(context: Context, plan: Plan, action: PlanAction, href: str = "") -> LinkView:
    """Return the title of an action of a plan. Where it is that of the minutes, its letters mean what they mean there."""
    title = context.words(name_planned(context, action), href)
    raised = context.records.get(action.raised) if action.raised else None
    if raised is None:
        return mark_terms(context, title, plan.body, find_day(context, plan))
    meeting = context.heads[raised.meeting]
    return mark_terms(context, title, meeting.body, meeting.date, meeting.key)


def find_day(context: Context, plan: Plan) -> date:
    """Return the day for which letters in a plan's own words are read: today, or that on which it ended."""
    return min(context.today, plan.end.last) if plan.end else context.today
