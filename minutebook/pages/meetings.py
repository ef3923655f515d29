"""The page of each meeting: facts, what was decided at a glance, the record, and what belongs to it.

In: the register in one language. Out: a page a meeting, whether or not there are minutes of it yet, or in this language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from minutebook.pages.at_a_glance import Glances, make_glances
from minutebook.pages.context import Context
from minutebook.pages.frames import find_section
from minutebook.pages.meeting_facts import (
    GroupView,
    NoticeView,
    describe_event,
    list_attendance,
    list_facts,
    list_notices,
)
from minutebook.pages.meeting_papers import (
    ContentLine,
    DocumentView,
    LinkHelp,
    Provenance,
    list_contents,
    list_documents_of,
    make_link_help,
    make_provenance,
)
from minutebook.pages.meeting_record import RecordView, make_record
from minutebook.pages.progress import badge_state, find_state
from minutebook.pages.rows import count_records
from minutebook.pages.used_terms import UsedTerm, list_terms
from minutebook.urls import find_relative
from minutebook.views import Badge, Fact, LinkView, PageView, Planned

_HEADINGS: Final = {"scheduled": "meeting.agenda", "cancelled": "common.details", "postponed": "common.details"}
"""What stands over the words of a meeting that was not held; over all others, that they are minutes."""


@dataclass(frozen=True, slots=True)
class PagerView:
    """The meetings before and after this one."""

    label: str
    previous: LinkView | None
    following: LinkView | None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """All that the page of one meeting shows."""

    kicker: str
    heading: LinkView
    lede: str
    state: Badge
    notices: tuple[NoticeView, ...]
    facts: tuple[Fact, ...]
    attendance: tuple[GroupView, ...]
    contents: tuple[ContentLine, ...]
    glances: Glances
    record_heading: str
    record: RecordView | None
    documents: tuple[DocumentView, ...]
    terms: tuple[UsedTerm, ...]
    link_help: LinkHelp | None
    provenance: Provenance
    pager: PagerView


def plan_meetings(context: Context) -> Iterator[Planned]:
    """Yield the page of every meeting, oldest first."""
    for body in context.register.bodies:
        # Others that it meets with have the page too.
        keys = [key for key in context.listings.meetings.get(body, ()) if key.startswith(f"{body}/")]
        for before, key, after in zip(("", *keys), keys, (*keys[1:], ""), strict=False):
            yield Planned(context.addresses.meeting(context.lang, key), _plan_meeting, context, (key, before, after))


def _plan_meeting(context: Context, key: str, before: str, after: str) -> PageView:
    """Return the page of a meeting. `before` and `after`: keys of the body's meetings round it, empty for none."""
    path = context.addresses.meeting(context.lang, key)
    meeting = context.register.meetings[key]
    state = find_state(meeting, context.today)
    body = context.register.bodies[meeting.body]
    name = context.name_meeting(meeting)
    title = meeting.title.get(context.lang) if meeting.title else None
    shows = context.shows_minutes(meeting)
    record = make_record(context, meeting, path) if shows else None
    counts = count_records(context, meeting)
    attendance = list_attendance(context, meeting, path)
    glances = make_glances(context, meeting, path) if shows else Glances()
    view = MeetingView(
        kicker=name if title else "",
        heading=LinkView(title or name),
        lede=counts,
        state=badge_state(context, state),
        notices=list_notices(context, meeting, state, path),
        facts=list_facts(context, meeting, state, path),
        attendance=attendance,
        contents=list_contents(context, meeting) if record and len(record.items) > 1 else (),
        glances=glances,
        record_heading=context.text(_HEADINGS.get(state, "meeting.record")),
        record=record,
        documents=list_documents_of(context, meeting, path),
        terms=list_terms(context, meeting, path, minutes=record is not None, around=(attendance, glances)),
        link_help=make_link_help(context, meeting, path) if record else None,
        provenance=make_provenance(context, meeting),
        pager=PagerView(
            label=context.text("meeting.pager", body=context.words(body.name).text),
            previous=_link_day(context, before, path),
            following=_link_day(context, after, path),
        ),
    )
    year = str(meeting.date.year)
    return context.make_page(
        (meeting.key,),
        "meeting",
        view,
        title=f"{title} ({name})" if title else name,
        description=", ".join(filter(None, (name, counts))),
        section=find_section(context.listings, meeting.body, meeting.date.year),
        crumbs=(
            context.link_body(meeting.body, path),
            LinkView(year, find_relative(path, context.page(meeting.body, year))),
        ),
        withheld=not meeting.publish,
        json_ld=describe_event(context, meeting, state),
    )


def _link_day(context: Context, key: str, source: str) -> LinkView | None:
    if not key:
        return None
    meeting = context.heads[key]
    day = context.format_date(meeting.date)
    if meeting.number > 1:
        day = f"{day} ({meeting.number})"
    return LinkView(day, find_relative(source, context.addresses.meeting(context.lang, meeting.key)))
