"""The frame that pages of registers share: addresses in every language, the way to them, years and what a long one is split into.

In: a context, an address below the site's root, the view of the body. Out: page views. Knows no kind of record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from minutebook.model import Record
from minutebook.pages.context import Context
from minutebook.pages.parts import find_page, find_part, id_of, list_part, name_part, title_part
from minutebook.pages.used_terms import list_linked_terms
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class YearLink:
    """The way to a year of a register."""

    year: int
    href: str
    count: int
    """How many records it has."""
    current: bool = False
    """Whether this page is that year's."""


@dataclass(frozen=True, slots=True)
class YearsView:
    """The ways to all years of a register."""

    label: str
    """Names them for screen readers."""
    links: tuple[YearLink, ...]
    whole: LinkView | None = None
    """To the register's first page; None on that page."""


@dataclass(frozen=True, slots=True)
class PartMeeting:
    """A meeting whose records stand on the page of a part."""

    id: str
    link: LinkView
    """To the first of its records there."""
    count: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part that has a page of its own."""

    link: LinkView
    count: int
    meetings: tuple[PartMeeting, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class PartsView:
    """The ways to the parts of a year, or of a month, that has too many records for one page."""

    title: str
    lede: str
    """How many records there are."""
    parts: tuple[PartView, ...]
    years: YearsView


def make_page(
    context: Context,
    parts: tuple[str, ...],
    title: str,
    template: str,
    body: object,
    *,
    description: str = "",
    json_ld: str = "",
) -> PageView:
    """Return the page at `parts`, with the terms that its words link.

    Pages below `people`, `decisions` and the like stand under that part of the site.
    """
    section, source = parts[0], context.page(*parts)
    above = [LinkView(context.text(f"section.{section}"), find_relative(source, context.page(section)))]
    for end in range(2, len(parts)):
        part = parts[:end]
        above.append(LinkView(name_part(context, "/".join(part)), find_relative(source, context.page(*part))))
    return context.make_page(
        parts,
        template,
        body,
        title=title,
        description=description,
        section=section,
        crumbs=tuple(above) if len(parts) > 1 else (),
        json_ld=json_ld,
        terms=list_linked_terms(context, body, context.page(*parts)) if context.register.terms else (),
    )


def plan_years(context: Context, section: str, make: Callable[[Context, str], PageView]) -> Iterator[Planned]:
    """Yield the page of each year of the register `section`, and of the parts of those that are split. `make` is given a part."""
    for year, _ in context.listings.registers.get(section, ()):
        yield from _plan_part(context, f"{section}/{year}", make)


def _plan_part(context: Context, part: str, make: Callable[[Context, str], PageView]) -> Iterator[Planned]:
    below = context.listings.parts.get(part, ())
    yield Planned(find_page(context, part), plan_parts if below else make, context, (part,))
    for name in below:
        yield from _plan_part(context, f"{part}/{name}", make)


def plan_parts(context: Context, part: str) -> PageView:
    """Return the page of a part that leads to the parts below it, with the meetings of each."""
    section, source = part.split("/", maxsplit=1)[0], find_page(context, part)
    keys = {name: list_part(context, f"{part}/{name}") for name in context.listings.parts.get(part, ())}
    view = PartsView(
        title=title_part(context, part),
        lede=context.plural(f"count.{section}", sum(map(len, keys.values()))),
        parts=tuple(_view_part(context, f"{part}/{name}", members, source) for name, members in keys.items()),
        years=link_years(context, section, part),
    )
    return make_page(context, tuple(part.split("/")), view.title, "register_parts", view)


def _view_part(context: Context, part: str, keys: tuple[str, ...], source: str) -> PartView:
    href = find_relative(source, find_page(context, part))
    *_, last = part.split("/")
    name = context.words(context.register.bodies[last].name, href) if part.count("/") == 3 else None
    meetings = []
    for meeting, members in groupby(keys, key=lambda key: key.partition("#")[0]):
        first, *others = members
        place = find_page(context, find_part(context, part.split("/", maxsplit=1)[0], meeting)) + "#" + id_of(first)
        text = context.link_meeting(meeting, source).text
        meetings.append(PartMeeting(id_of(meeting), LinkView(text, find_relative(source, place)), 1 + len(others)))
    return PartView(name or LinkView(name_part(context, part), href), len(keys), tuple(meetings))


def list_newest(context: Context, section: str) -> Iterator[Record]:
    """Yield the records of a register, the latest meeting first. A year is read when it is reached."""
    for year, _ in context.listings.registers.get(section, ()):
        for key in context.listings.yearly.get(f"{section}/{year}", ()):
            yield context.records[key]


def link_years(context: Context, section: str, part: str = "") -> YearsView:
    """Return links to the years of the register `section`, from its first page or from the page of a part."""
    source = find_page(context, part or section)
    current = int(part.split("/")[1]) if part.count("/") == 1 else None
    return YearsView(
        label=context.text("register.by_year"),
        links=tuple(
            YearLink(year, find_relative(source, context.page(section, str(year))), count, year == current)
            for year, count in context.listings.registers.get(section, ())
        ),
        whole=LinkView(context.text(f"register.{section}_first"), find_relative(source, context.page(section)))
        if part
        else None,
    )
