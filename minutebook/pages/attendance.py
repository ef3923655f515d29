"""The register of attendance: a table for each body and year.

In: the counts. Out: one page view; where that would be too long, one of the latest year and one for each year, and where a year is too long one
for each body in it. How it was counted stands on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from minutebook.i18n import format_number
from minutebook.names import strip_title
from minutebook.pages.context import Context
from minutebook.pages.name_titles import put_titles
from minutebook.pages.presence import Tally, YearPresence
from minutebook.pages.registers import PartLink, PartsRow, YearLink, YearsView, find_current, make_page
from minutebook.pages.sentences import link_name
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

_MOST = 400
"""Rows of one page: about 100 KB."""

_Years = list[tuple[str, list[YearPresence]]]
"""Bodies with some of their years, the latest first."""


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
class AttendancePart:
    """The way to a body's attendance on another page."""

    id: str
    """That which the body has where its attendance is shown."""
    body: LinkView
    note: str
    """How many meetings are counted, or in which year the last was recorded."""


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """Who came to the meetings of every body."""

    bodies: tuple[BodyAttendance, ...]
    heading: str
    """Above those pages: `2026 by body`."""
    parts: tuple[AttendancePart, ...]
    """The pages of bodies, where the tables of a year are too long for one page: then there are none here."""
    earlier: tuple[AttendancePart, ...]
    """Bodies whose attendance was last recorded before the year shown, on the first page."""
    earlier_heading: str
    """Above them: `Bodies with no attendance recorded in 2026`."""
    years: YearsView
    """The ways to the pages of years, where all of them are too long for one page; on the page of a body in a year to its other years, and to
    the bodies beside it; else without links."""


def plan_attendance(context: Context) -> Iterator[Planned]:
    """Yield the page of attendance, and where it would be too long those of years and bodies."""
    yield Planned(context.page("attendance"), _plan_page, context)
    counted = _list_counted(context)
    if not _is_long(counted):
        return
    for year, found in _sort_years(counted).items():
        yield Planned(context.page("attendance", str(year)), _plan_year, context, (year,))
        if _is_long(found):
            for body, _ in found:
                yield Planned(context.page("attendance", str(year), body), _plan_body, context, (year, body))


def _plan_page(context: Context) -> PageView:
    source = context.page("attendance")
    counted = _list_counted(context)
    view = _view_latest(context, counted, source) if _is_long(counted) else _view(context, counted, source)
    intro = context.text("attendance.intro")
    return make_page(context, ("attendance",), context.text("attendance.title"), "attendance", view, description=intro)


def _plan_year(context: Context, year: int) -> PageView:
    source = context.page("attendance", str(year))
    view = _view_year(context, year, _sort_years(_list_counted(context))[year], source)
    title = context.text("attendance.in_year", year=year)
    return make_page(context, ("attendance", str(year)), title, "attendance", view)


def _plan_body(context: Context, year: int, body: str) -> PageView:
    source = context.page("attendance", str(year), body)
    found = [one for one in context.presence.years.get(body, ()) if one.counted]
    name = context.words(context.register.bodies[body].name).text
    title = context.text("attendance.of_body", year=year, body=name)
    years = PartsRow(
        "_by-year",
        context.text("attendance.body_by_year", body=name),
        tuple(_link_body_year(context, one.year, body, source, here=one.year == year) for one in found),
    )
    bodies = PartsRow(
        "_by-body",
        context.text("register.by_body", part=year),
        tuple(
            PartLink(_link_body_page(context, year, other, source), find_current(other == body, False))
            for other in context.presence.recorded.get(str(year), ())
        ),
    )
    rows = tuple(row for row in (years, bodies) if len(row.links) > 1)
    shown = [one for one in found if one.year == year]
    view = replace(_view(context, [(body, shown)], source), years=YearsView("", (), rows=rows))
    return make_page(context, ("attendance", str(year), body), title, "attendance", view)


def _link_body_year(context: Context, year: int, body: str, source: str, *, here: bool) -> PartLink:
    # How long the own year is need not be asked: it would have the page made again with every other body's.
    href = _link_body_page(context, year, body, source).href if here else _find_body(context, year, body, source)
    return PartLink(LinkView(str(year), href), find_current(here, False))


def _list_counted(context: Context) -> _Years:
    """Return the bodies whose attendance is recorded, with the years in which it is."""
    found = ((body, context.presence.years.get(body, ())) for body in context.register.bodies)
    counted = ((body, [year for year in years if year.counted]) for body, years in found)
    return [(body, years) for body, years in counted if years]


def _sort_years(counted: _Years) -> Mapping[int, _Years]:
    """Return the same by year, the latest first."""
    found: dict[int, _Years] = {}
    for body, years in counted:
        for one in years:
            found.setdefault(one.year, []).append((body, [one]))
    return {year: found[year] for year in sorted(found, reverse=True)}


def _is_long(found: _Years) -> bool:
    return sum(len(year.tallies) for _, years in found for year in years) > _MOST


def _view_latest(context: Context, counted: _Years, source: str) -> AttendanceView:
    """Return the latest year on the first page, with the ways to what is recorded only of earlier ones."""
    latest, shown = next(iter(_sort_years(counted).items()))
    view = _view_year(context, latest, shown, source)
    earlier = (
        AttendancePart(
            "_" + body,
            context.words(context.register.bodies[body].name, _find_body(context, last.year, body, source)),
            context.text("attendance.last_recorded", year=last.year),
        )
        for body, (last, *_) in counted
        if last.year != latest
    )
    return replace(view, earlier=tuple(earlier), earlier_heading=context.text("attendance.earlier", year=latest))


def _find_body(context: Context, year: int, body: str, source: str) -> str:
    """Return the way to a body's attendance in a year, whether it has a page of its own or stands on that of the year."""
    if context.presence.rows.get(str(year), 0) > _MOST:
        return _link_body_page(context, year, body, source).href
    return find_relative(source, context.page("attendance", str(year)) + "#_" + body)


def _link_body_page(context: Context, year: int, body: str, source: str) -> LinkView:
    path = context.page("attendance", str(year), body)
    return context.words(context.register.bodies[body].name, find_relative(source, path))


def _view_year(context: Context, year: int, found: _Years, source: str) -> AttendanceView:
    """Return a year on the page at `source`: its tables, or the ways to them where they are too long."""
    links = tuple(
        YearLink(
            other,
            find_relative(source, path),
            format_number(sum(one.counted for _, (one,) in bodies), context.lang),
            find_current(other == year, path != source),
        )
        for other, bodies in _sort_years(_list_counted(context)).items()
        for path in [context.page("attendance", str(other))]
    )
    years = YearsView(context.text("attendance.by_year"), links)
    if not _is_long(found):
        return replace(_view(context, found, source), years=years)
    parts = tuple(
        AttendancePart(
            "_" + body, _link_body_page(context, year, body, source), context.plural("count.meetings", one.counted)
        )
        for body, (one,) in found
    )
    return AttendanceView((), context.text("register.by_body", part=year), parts, (), "", years)


def _view(context: Context, found: Iterable[tuple[str, list[YearPresence]]], source: str) -> AttendanceView:
    bodies = (
        BodyAttendance(
            id="_" + body,
            body=context.link_body(body, source),
            tables=tuple(_make_table(context, year, source) for year in years),
        )
        for body, years in found
    )
    return AttendanceView(tuple(bodies), "", (), (), "", YearsView("", ()))


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
