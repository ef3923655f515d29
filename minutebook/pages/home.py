"""The first page: the latest minutes, the next meetings, what changed, and the ways to everything else.

In: the register in one language. Out: one page. What changed is told by git alone; without it nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from minutebook.model import Body
from minutebook.pages.context import Context
from minutebook.pages.listings import REGISTERS, is_within
from minutebook.pages.progress import find_state, is_upcoming
from minutebook.pages.rows import MeetingRow, make_row
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

_LATEST: Final = 6
_NEXT: Final = 5
_CHANGED: Final = 8


@dataclass(frozen=True, slots=True)
class WayView:
    """A way into the site."""

    link: LinkView
    words: str
    count: str
    """How much there is; empty where that says nothing."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list of bodies."""

    link: LinkView
    details: str
    """Its kind, and how many meetings of it are recorded."""
    ended: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A page that changed."""

    link: LinkView
    words: str
    """`Added on 20 April 2023`."""
    datetime: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that the first page shows."""

    heading: LinkView
    lede: str
    latest: tuple[MeetingRow, ...]
    upcoming: tuple[MeetingRow, ...]
    ways: tuple[WayView, ...]
    bodies: tuple[BodyLine, ...]
    changes: tuple[ChangeLine, ...]
    about: LinkView | None


def plan_home(context: Context) -> Iterator[Planned]:
    """Yield the first page."""
    yield Planned(context.page(), _plan_page, context)


def _plan_page(context: Context) -> PageView:
    path = context.page()
    site = context.register.site
    name = context.words(site.name)
    meetings = tuple(context.heads.values())
    over = [
        meeting for meeting in reversed(meetings) if find_state(meeting, context.today) in ("draft", "approved", "held")
    ]
    upcoming = [meeting for meeting in meetings if is_upcoming(meeting, context.today)]
    view = HomeView(
        heading=name,
        lede=context.text("home.intro", council=name.text),
        latest=tuple(make_row(context, meeting, path, by_body=True) for meeting in over[:_LATEST]),
        upcoming=tuple(make_row(context, meeting, path, by_body=True) for meeting in upcoming[:_NEXT]),
        ways=tuple(_list_ways(context, path)),
        bodies=tuple(_list_bodies(context, path)),
        changes=_list_changes(context, path),
        about=context.words(site.about) if site.about else None,
    )
    return context.make_page((), "home", view, title=name.text, description=view.lede, section="home")


def _list_ways(context: Context, source: str) -> Iterator[WayView]:
    register = context.register
    counts = {
        **{name: context.listings.find_total(name) for name in REGISTERS},
        "plans": len(register.plans),
        "people": len(register.people),
        "glossary": len(register.terms),
    }
    for name in ("decisions", "actions", "recommendations", "plans", "people", "attendance", "glossary"):
        count = counts.get(name)
        key = "terms" if name == "glossary" else name
        yield WayView(
            LinkView(context.text(f"section.{name}"), find_relative(source, context.page(name))),
            context.text(f"home.ways_{name}"),
            context.plural(f"count.{key}", count) if count is not None else "",
        )


def _list_bodies(context: Context, source: str) -> Iterator[BodyLine]:
    """Yield the bodies in their own order; those that meet no more come last."""
    lines = [_make_body(context, body, source) for body in context.register.bodies.values()]
    yield from sorted(lines, key=lambda line: line.ended)


def _make_body(context: Context, body: Body, source: str) -> BodyLine:
    link = context.link_body(body.id, source)
    kind = "" if body.kind == "other" else context.text(f"kind.{body.kind.replace(' ', '_')}")
    meetings = context.plural("count.meetings", len(context.listings.meetings.get(body.id, ())))
    return BodyLine(
        link,
        meetings if not kind or kind == link.text else f"{kind}, {meetings}",
        body.end is not None and not is_within(context.today, body) and body.end.last < context.today,
    )


def _list_changes(context: Context, source: str) -> tuple[ChangeLine, ...]:
    found: list[tuple[date, int, ChangeLine]] = []
    for place, (file, link) in enumerate(_list_files(context, source)):
        changes = context.register.history.get(file, ())
        if not changes:
            continue
        day = changes[0].date
        key = "home.added_on" if len(changes) == 1 else "home.changed_on"
        words = context.text(key, date=context.format_date(day))
        found.append((day, place, ChangeLine(link, words, day.isoformat())))
    # Of the files of one page the one that changed last counts.
    lines: dict[str, ChangeLine] = {}
    for _, _, line in sorted(found, key=lambda one: one[:2], reverse=True):
        lines.setdefault(line.link.href, line)
    return tuple(lines.values())[:_CHANGED]


def _list_files(context: Context, source: str) -> Iterator[tuple[str, LinkView]]:
    """Yield the files that stand for a page, with a link to it."""
    register = context.register
    for page in register.pages.values():
        for path in page.paths.values():
            yield path, context.words(page.title, find_relative(source, context.page(page.id)))
    glossary = find_relative(source, context.page("glossary"))
    yield "glossary.yml", LinkView(context.text("section.glossary"), glossary)
    for plan in register.plans.values():
        yield plan.path, context.words(plan.title, find_relative(source, context.page("plans", plan.id)))
    for meeting in context.heads.values():
        for version in meeting.versions:
            yield version.path, context.link_meeting(meeting.key, source)
