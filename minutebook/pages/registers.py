"""The frame that pages of registers share: addresses in every language, the way to them, links to years.

In: a context, an address below the site's root, the view of the body. Out: page views. Knows no kind of record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutebook.model import Record
from minutebook.pages.context import Context
from minutebook.pages.used_terms import list_linked_terms
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView


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
    section = parts[0]
    above = LinkView(context.text(f"section.{section}"), find_relative(context.page(*parts), context.page(section)))
    return context.make_page(
        parts,
        template,
        body,
        title=title,
        description=description,
        section=section,
        crumbs=(above,) if len(parts) > 1 else (),
        json_ld=json_ld,
        terms=list_linked_terms(context, body, context.page(*parts)) if context.register.terms else (),
    )


def link_years(
    context: Context, section: str, years: Mapping[int, Sequence[Record]], current: int | None = None
) -> YearsView:
    """Return links to the years of the register `section`, from its first page or from the page of the year `current`."""
    source = context.page(section, str(current)) if current is not None else context.page(section)
    return YearsView(
        label=context.text("register.by_year"),
        links=tuple(
            YearLink(year, find_relative(source, context.page(section, str(year))), len(records), year == current)
            for year, records in years.items()
        ),
        whole=LinkView(context.text(f"register.{section}_first"), find_relative(source, context.page(section)))
        if current is not None
        else None,
    )
