"""The frame that pages of registers share: addresses in every language, the way to them, years and what a long one is split into.

In: a context, an address below the site's root, the view of the body. Out: page views. Knows no kind of record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from minutebook.i18n import format_number
from minutebook.model import Record
from minutebook.pages.context import Context
from minutebook.pages.parts import count_part, find_page, find_part, id_of, list_part, name_part, title_part
from minutebook.pages.used_terms import list_linked_terms
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

Current = Literal["", "page", "true"]
"""As `aria-current` has it: `page` for this page, `true` for what this page is a part of, or shows although it has a page of its own."""


@dataclass(frozen=True, slots=True)
class YearLink:
    """The way to a year of a register."""

    year: int
    href: str
    count: str
    """How many records it has, as the language writes it; of a person, an office or a term how many meetings, and empty on the pages of their
    years."""
    current: Current = ""


@dataclass(frozen=True, slots=True)
class PartLink:
    """The way to a part that stands beside others."""

    link: LinkView
    current: Current = ""


@dataclass(frozen=True, slots=True)
class PartsRow:
    """The ways to what stands beside a page: all months of a year, all bodies of a month, all years of a body."""

    id: str
    heading: str
    """`2026 by month`, `Cabinet by year`."""
    links: tuple[PartLink, ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """The ways to all years of a register, and from a part of a year to those beside it."""

    heading: str
    """`All decisions by year`."""
    links: tuple[YearLink, ...]
    whole: LinkView | None = None
    """To the register's first page; None on that page."""
    rows: tuple[PartsRow, ...] = ()
    """On a page below them the months of a year that is split, the bodies of a month that is; for a body's attendance in a year its years and the
    bodies beside it."""


@dataclass(frozen=True, slots=True)
class PartMeeting:
    """A meeting whose records stand on the page of a part."""

    id: str
    link: LinkView
    """To the first of its records there."""
    count: str
    draft: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A part that has a page of its own."""

    link: LinkView
    count: str
    meetings: tuple[PartMeeting, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class PartsView:
    """The ways to the parts of a year, or of a month, that has too many records for one page."""

    title: str
    lede: str
    """How many records there are, in words without a full stop."""
    how: str
    """That these are too many, and what has a page of its own; in a sentence."""
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
    above: Sequence[LinkView] | None = None,
) -> PageView:
    """Return the page at `parts`, with the terms that its words link.

    Pages below `people`, `decisions` and the like stand under that part of the site. `above`: the links between that and the page, the outermost
    first; without it those to the parts of a register that the page is below.
    """
    section, source = parts[0], context.page(*parts)
    if above is None:
        between = (parts[:end] for end in range(2, len(parts)))
        above = [
            LinkView(name_part(context, "/".join(part)), find_relative(source, context.page(*part))) for part in between
        ]
    first = LinkView(context.text(f"section.{section}"), find_relative(source, context.page(section)))
    return context.make_page(
        parts,
        template,
        body,
        title=title,
        description=description,
        section=section,
        crumbs=(first, *above) if len(parts) > 1 else (),
        json_ld=json_ld,
        terms=() if context.finder.is_idle else list_linked_terms(context, body, context.page(*parts)),
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
    view = PartsView(
        title=title_part(context, part),
        lede=count_part(context, part),
        how=context.text("register.parts_months" if part.count("/") == 1 else "register.parts_bodies"),
        parts=tuple(_view_part(context, f"{part}/{name}", source) for name in context.listings.parts.get(part, ())),
        years=link_years(context, section, part),
    )
    return make_page(context, tuple(part.split("/")), view.title, "register_parts", view)


def _view_part(context: Context, part: str, source: str) -> PartView:
    meetings, keys = [], list_part(context, part)
    for meeting, members in groupby(keys, key=lambda key: key.partition("#")[0]):
        first, *others = members
        place = find_page(context, find_part(context, part.split("/", maxsplit=1)[0], meeting)) + "#" + id_of(first)
        text = context.link_meeting(meeting, source).text
        count = format_number(1 + len(others), context.lang)
        draft = context.heads[meeting].minutes == "draft"
        meetings.append(PartMeeting(id_of(meeting), LinkView(text, find_relative(source, place)), count, draft))
    return PartView(_link_part(context, part, source), format_number(len(keys), context.lang), tuple(meetings))


def list_newest(context: Context, section: str) -> Iterator[Record]:
    """Yield the records of a register, the latest meeting first. A year is read when it is reached."""
    for year, _ in context.listings.registers.get(section, ()):
        for key in context.listings.yearly.get(f"{section}/{year}", ()):
            yield context.records[key]


def link_years(context: Context, section: str, part: str = "") -> YearsView:
    """Return links to the years of the register `section`, from its first page or from the page of a part, and to the parts beside that."""
    source = find_page(context, part or section)
    own, below = "/".join(part.split("/")[:2]), part.count("/") > 1
    return YearsView(
        heading=context.text(f"register.years_of_{section}"),
        links=tuple(
            YearLink(
                year,
                find_relative(source, context.page(section, str(year))),
                format_number(count, context.lang),
                find_current(own == f"{section}/{year}", below),
            )
            for year, count in context.listings.registers.get(section, ())
        ),
        whole=LinkView(context.text(f"register.{section}_first"), find_relative(source, context.page(section)))
        if part
        else None,
        rows=tuple(_link_rows(context, part)),
    )


def find_current(within: bool, below: bool) -> Current:
    """Return how a link is marked: whether the page is what it leads to, or below that."""
    return "" if not within else "true" if below else "page"


def count_several(context: Context, count: int, shown: int | None = None) -> str:
    """Return a number as the language writes it, to stand behind a heading; nothing for one or none.

    Where fewer are shown, it says that: `38 of 40`.
    """
    total = format_number(count, context.lang)
    if shown is not None and shown < count:
        return context.text("register.count_shown", shown=format_number(shown, context.lang), total=total)
    return total if count > 1 else ""


def _link_rows(context: Context, part: str) -> Iterator[PartsRow]:
    """Yield the months for what is below a year, the bodies for what is below a month: where there are several with pages of their own."""
    names = part.split("/")
    for depth, id, key in ((2, "_by-month", "register.by_month"), (3, "_by-body", "register.by_body")):
        above = "/".join(names[:depth])
        members = context.listings.parts.get(above, ()) if len(names) > depth else ()
        if len(members) > 1:
            yield PartsRow(
                id,
                context.text(key, part=name_part(context, above)),
                tuple(_link_beside(context, f"{above}/{name}", part) for name in members),
            )


def _link_beside(context: Context, target: str, part: str) -> PartLink:
    """Return the way to a part from a page beside it, or below one beside it: then to the same body there, if that has a page."""
    link, within = _link_part(context, target, find_page(context, part)), f"{part}/".startswith(f"{target}/")
    if not within and target.count("/") < part.count("/"):
        body = part.rsplit("/", maxsplit=1)[1]
        if body in context.listings.parts.get(target, ()):
            link = replace(link, href=find_relative(find_page(context, part), find_page(context, f"{target}/{body}")))
    return PartLink(link, find_current(within, target != part))


def _link_part(context: Context, part: str, source: str) -> LinkView:
    """Return the way to a part from the page at `source`; a body's name may be in another language."""
    href = find_relative(source, find_page(context, part))
    _, *names = part.split("/")
    if len(names) > 2:
        return context.words(context.register.bodies[names[2]].name, href)
    return LinkView(name_part(context, part), href)
