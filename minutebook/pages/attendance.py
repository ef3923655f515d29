"""The register of attendance: a table for each body and year.

In: the counts. Out: one page view. How it was counted stands on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from minutebook.names import strip_title
from minutebook.pages.context import Context
from minutebook.pages.name_titles import put_titles
from minutebook.pages.presence import Tally, YearPresence, count_presence
from minutebook.pages.registers import make_page
from minutebook.pages.sentences import link_name
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A line of the table."""

    member: LinkView
    recorded_member: bool
    """Whether a membership is recorded."""
    meetings: int
    present: int
    apologies: int
    absent: int
    unrecorded: int


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """A body's attendance in a year."""

    heading: str
    """`2025 (6 meetings)`: those that are counted."""
    caption: str
    counted: str
    """How many meetings were held, and of how many the attendance is recorded."""
    rows: tuple[AttendanceRow, ...]
    others: bool
    """Whether somebody without a membership is among them."""


@dataclass(frozen=True, slots=True)
class BodyAttendance:
    """A body's attendance, year by year."""

    id: str
    body: LinkView
    tables: tuple[AttendanceTable, ...]
    """The latest year first."""


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """Who came to the meetings of every body."""

    bodies: tuple[BodyAttendance, ...]


def plan_attendance(context: Context) -> Iterator[Planned]:
    """Yield the page of attendance."""
    yield partial(_plan_page, context)


def _plan_page(context: Context) -> PageView:
    source = context.page("attendance")
    years = [year for year in count_presence(context.register).years if year.counted]
    view = AttendanceView(
        tuple(
            BodyAttendance(
                id="_" + body,
                body=context.link_body(body, source),
                tables=tuple(_make_table(context, year, source) for year in found),
            )
            for body, found in groupby(years, key=lambda year: year.body)
        )
    )
    intro = context.text("attendance.intro")
    return make_page(context, ("attendance",), context.text("attendance.title"), "attendance", view, description=intro)


def _make_table(context: Context, year: YearPresence, source: str) -> AttendanceTable:
    tallies = sorted(year.tallies, key=lambda tally: (not tally.member, context.sort_name(_name(context, tally))))
    body = context.words(context.register.bodies[year.body].name)
    return AttendanceTable(
        heading=context.plural("attendance.year_summary", year.counted, year=year.year),
        caption=context.text("attendance.caption", body=body.text, year=year.year),
        counted=context.plural("attendance.counted", year.counted, held=year.held),
        rows=tuple(_make_row(context, tally, source) for tally in tallies),
        others=any(not tally.member for tally in tallies),
    )


def _make_row(context: Context, tally: Tally, source: str) -> AttendanceRow:
    return AttendanceRow(
        member=_link_member(context, tally, source),
        recorded_member=tally.member,
        meetings=tally.meetings,
        present=tally.present,
        apologies=tally.apologies,
        absent=tally.absent,
        unrecorded=tally.unrecorded,
    )


def _link_member(context: Context, tally: Tally, source: str) -> LinkView:
    if tally.who.kind == "unknown":
        # Several meetings may name somebody, each in a language of its own.
        written = (put_titles(tally.who.text, lang, context.lang)[0] for lang in context.register.site.languages)
        return LinkView(next((name for name in written if name != tally.who.text), tally.who.text))
    return link_name(context, tally.who, source)


def _name(context: Context, tally: Tally) -> str:
    person = context.register.people.get(tally.who.id)
    return person.name if person else strip_title(tally.who.text)
