"""The pages of years of a person or an office of whom more is recorded than fits on one page, and the ways to them.

In: what is recorded, by year, and by month where a year is too long itself. Out: page views. A page reads only the records that it shows, and not how
many there are in other years, so that minutes which are added change no page of an older year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minutebook.i18n import format_month, format_number
from minutebook.pages.actions import ActionGroup, follow_all, list_keys, view_action
from minutebook.pages.brag import KeyView
from minutebook.pages.context import Context
from minutebook.pages.deeds import Deeds, list_meetings
from minutebook.pages.naming import DeclarationRow, MotionRow, view_declaration, view_motion, view_vote
from minutebook.pages.parts import find_page, id_of
from minutebook.pages.registers import (
    PartLink,
    PartMeeting,
    PartsRow,
    PartsView,
    PartView,
    YearLink,
    YearsView,
    count_several,
    find_current,
    make_page,
)
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class DeedsView:
    """What somebody had a part in besides actions, and the meetings they were at; the latest first.

    Each list has a number to stand behind its heading: how many there are, where the page has not all how many of them it has (`38 of 40`); empty
    where the page needs none.
    """

    motions: tuple[MotionRow, ...]
    motions_count: str
    votes: tuple[MotionRow, ...]
    votes_count: str
    declarations: tuple[DeclarationRow, ...]
    declarations_count: str
    attended: tuple[LinkView, ...]
    """Meetings."""
    attended_count: str


@dataclass(frozen=True, slots=True)
class DeedsYearView:
    """All that is recorded of a person or an office in a year, or in a month."""

    title: str
    years: YearsView
    summary: str
    """How many actions were raised, and how many of them are open, in a sentence; empty where there are none."""
    actions: ActionGroup | None
    keys: tuple[KeyView, ...]
    deeds: DeedsView


def plan_deed_years(context: Context, owner: str) -> Iterator[Planned]:
    """Yield the page of each year of an owner (`people/jane-rees`), and of each month of those that are split; none where all fits on one page."""
    for year in context.deeds.list_parts(owner):
        part = f"{owner}/{year}"
        months = context.deeds.list_parts(part)
        yield Planned(find_page(context, part), _plan_months if months else _plan_part, context, (part,))
        for month in months:
            yield Planned(find_page(context, f"{part}/{month}"), _plan_part, context, (f"{part}/{month}",))


def link_deed_years(context: Context, owner: str, part: str = "") -> YearsView:
    """Return links to the years of an owner.

    From their first page, with how many meetings each has, or from the page of a part, with the months beside it.
    """
    source = find_page(context, part or owner)
    counts = {} if part else {year: count for year, _, count in context.deeds.years.get(owner, ())}
    own, _, month = part.removeprefix(f"{owner}/").partition("/")
    return YearsView(
        heading=context.text("person.by_year" if part else "person.by_year_counted"),
        links=tuple(
            YearLink(
                int(year),
                find_relative(source, find_page(context, f"{owner}/{year}")),
                format_number(counts[year], context.lang) if counts else "",
                find_current(year == own, bool(month)),
            )
            for year in context.deeds.list_parts(owner)
        ),
        whole=_link_owner(context, owner, source) if part else None,
        rows=tuple(_link_months(context, f"{owner}/{own}", part)) if month else (),
    )


def view_deeds(
    context: Context, deeds: Deeds, source: str, sizes: Mapping[str, int] | None = None, *, counted: bool = True
) -> DeedsView:
    """Return deeds as the page at `source` lists them.

    `sizes`: how many there are by kind, where the page may not have all. `counted`: whether headings say how many there are.
    """

    def count(kind: str, shown: int) -> str:
        return count_several(context, (sizes or {}).get(kind, shown), shown) if counted else ""

    return DeedsView(
        motions=tuple(view_motion(context, motion, source) for motion in reversed(deeds.motions)),
        motions_count=count("motions", len(deeds.motions)),
        votes=tuple(view_vote(context, vote, source) for vote in reversed(deeds.votes)),
        votes_count=count("votes", len(deeds.votes)),
        declarations=tuple(
            row for key in reversed(deeds.declarations) if (row := view_declaration(context, key, source)) is not None
        ),
        declarations_count=count("declarations", len(deeds.declarations)),
        attended=tuple(context.link_meeting(key, source) for key in reversed(deeds.attended)),
        attended_count=count("attended", len(deeds.attended)),
    )


def _plan_part(context: Context, part: str) -> PageView:
    """Return the page of a year, or of a month."""
    owner, source, deeds = _find_owner(part), find_page(context, part), context.deeds.find(part)
    # Those of one meeting stay in the order of its minutes, as in registers.
    followed = follow_all(context, sorted(deeds.actions, key=_find_day, reverse=True), source)
    said = [
        context.plural("count.actions", len(followed)),
        context.plural("register.of_these_open", sum(not one.progress.done for one in followed)),
    ]
    entries = tuple(view_action(context, one, source) for one in followed)
    view = DeedsYearView(
        title=_title_part(context, part),
        years=link_deed_years(context, owner, part),
        summary=", ".join(said) + "." if followed else "",
        # How many there are stands in the summary.
        actions=ActionGroup("_actions", context.text("person.actions"), entries, "") if entries else None,
        keys=list_keys(context, followed),
        deeds=view_deeds(context, deeds, source),
    )
    return _make_page(context, part, "deeds_year", view.title, view)


def _plan_months(context: Context, part: str) -> PageView:
    """Return the page of a year that leads to its months, with the meetings of each."""
    view = PartsView(
        title=_title_part(context, part),
        lede=context.plural("count.meetings", len(list_meetings(context.deeds.find(part)))),
        how=context.text("person.parts_months"),
        parts=tuple(
            _view_month(context, f"{part}/{month}", find_page(context, part))
            for month in context.deeds.list_parts(part)
        ),
        years=link_deed_years(context, _find_owner(part), part),
    )
    return _make_page(context, part, "register_parts", view.title, view)


def _view_month(context: Context, part: str, source: str) -> PartView:
    deeds, path = context.deeds.find(part), find_page(context, part)
    counts = list_meetings(deeds)
    # Of all entries only actions have ids.
    first = {key.partition("#")[0]: f"#{id_of(key)}" for key in reversed(deeds.actions)}
    meetings = tuple(
        PartMeeting(
            id_of(meeting),
            LinkView(
                context.name_meeting(context.heads[meeting]), find_relative(source, path + first.get(meeting, ""))
            ),
            format_number(counts[meeting], context.lang),
            context.heads[meeting].minutes == "draft",
        )
        for meeting in sorted(counts, key=_find_day, reverse=True)
    )
    return PartView(_link_month(context, part, source), format_number(len(meetings), context.lang), meetings)


def _find_day(key: str) -> str:
    """Return the day of a meeting, or of the meeting of a record, by its key."""
    return key.partition("/")[2].partition("#")[0]


def _make_page(context: Context, part: str, template: str, title: str, view: object) -> PageView:
    owner, source = _find_owner(part), find_page(context, part)
    section, id, year, *month = part.split("/")
    above = [_link_owner(context, owner, source)]
    if month:
        above.append(LinkView(year, find_relative(source, find_page(context, f"{owner}/{year}"))))
    return make_page(context, (section, id, year, *month), title, template, view, above=above)


def _find_owner(part: str) -> str:
    return "/".join(part.split("/")[:2])


def _link_owner(context: Context, owner: str, source: str) -> LinkView:
    section, id = owner.split("/")
    if section == "people":
        return context.link_person(id, source)
    return context.words(context.register.offices[id].title, find_relative(source, find_page(context, owner)))


def _title_part(context: Context, part: str) -> str:
    """Return `Jane Rees in 2025`, `Jane Rees in October 2025`."""
    name = _link_owner(context, _find_owner(part), "").text
    _, _, year, *month = part.split("/")
    if month:
        return context.text("person.in_month", name=name, month=_name_month(context, part))
    return context.text("person.in_year", name=name, year=year)


def _link_months(context: Context, year: str, part: str) -> Iterator[PartsRow]:
    """Yield the row of the months of a year that is split, where there are several."""
    months = [f"{year}/{month}" for month in context.deeds.list_parts(year)]
    if len(months) > 1:
        links = (
            PartLink(_link_month(context, month, find_page(context, part)), find_current(month == part, below=False))
            for month in months
        )
        yield PartsRow("_by-month", context.text("register.by_month", part=year.rpartition("/")[2]), tuple(links))


def _link_month(context: Context, part: str, source: str) -> LinkView:
    return LinkView(_name_month(context, part), find_relative(source, find_page(context, part)))


def _name_month(context: Context, part: str) -> str:
    year, month = part.split("/")[2:]
    return format_month(int(year), int(month), context.lang)
