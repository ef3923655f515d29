"""The pages of one term: what it means and where it is used; where the meetings are too many for that page, one for each year and month.

In: the term, and where it was found in the minutes. Out: page views. Of terms that stand for each other the first has the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.i18n import format_number
from minutebook.pages.context import Context
from minutebook.pages.glossary_data import describe_terms
from minutebook.pages.glossary_entries import TermView, UsesView, link_use, view_term, view_uses, write_out
from minutebook.pages.parts import name_part
from minutebook.pages.registers import (
    PartLink,
    PartsRow,
    YearLink,
    YearsView,
    count_several,
    find_current,
    make_page,
)
from minutebook.pages.sentences import Pieces, compose
from minutebook.pages.targets import link_term, mark_letters
from minutebook.pages.term_years import find_body
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class BodyUses:
    """The meetings of a body that use a term."""

    body: LinkView
    count: str
    """How many there are; where not all are listed, how many of them are: `20 of 731`."""
    meetings: tuple[LinkView, ...]
    """The latest first, each to the first use."""


@dataclass(frozen=True, slots=True)
class TermPageView:
    """A term with its uses: all of them, or the latest with the ways to the others."""

    letters: str
    lang: str
    """Language of the letters where they are words of another than the page's; empty else."""
    kind: str
    """Empty for an acronym."""
    terms: tuple[TermView, ...]
    """The term; several where the minutes do not tell the meanings of its letters apart."""
    several: str
    """That they do not; empty else."""
    namesakes: tuple[LinkView, ...]
    """Other meanings of the same letters."""
    uses: UsesView
    note: str
    """That not all uses are listed on this page; empty where they are."""
    years: YearsView
    """The ways to the pages of years; without links where there are none."""
    bodies: tuple[BodyUses, ...]


@dataclass(frozen=True, slots=True)
class TermPartView:
    """The uses of a term in a year or a month."""

    heading: Pieces
    """`CIW in 2025`."""
    meaning: LinkView
    """To the term's first page."""
    summary: str
    """How often it is used then; a sentence, which may say that it is not."""
    note: str
    """That not all uses are listed on this page; empty where they are."""
    years: YearsView
    """The ways to the other years, and in a year that is too long for a page to its months."""
    bodies: tuple[BodyUses, ...]


def plan_term(context: Context, id: str) -> Iterator[Planned]:
    """Yield the page of a term, and those of the years and months that its uses are split into."""
    yield Planned(context.page("glossary", id), _plan_page, context, (id,))
    yield from _plan_parts(context, id)


def _plan_parts(context: Context, above: str) -> Iterator[Planned]:
    for name in context.terms.parts.get(above, ()):
        part = f"{above}/{name}"
        yield Planned(_find_page(context, part), _plan_part, context, (part,))
        yield from _plan_parts(context, part)


def _plan_page(context: Context, id: str) -> PageView:
    term = context.register.terms[id]
    source = context.page("glossary", id)
    shown = [context.register.terms[one] for one in _list_together(context, id)]
    views = tuple(view_term(context, one, source) for one in shown)
    view = TermPageView(
        letters=views[0].letters,
        lang=mark_letters(context, term, views[0].letters),
        kind=views[0].kind,
        terms=views,
        several=context.text("glossary.several_meanings") if len(views) > 1 else "",
        namesakes=tuple(
            context.words(context.register.terms[other].meaning, find_relative(source, context.find_term(other)))
            for other in _list_namesakes(context, id)
        ),
        uses=view_uses(context, id, source),
        note=_say_how_many(context, id),
        years=_link_years(context, id),
        bodies=_list_bodies(context, id, source),
    )
    title = view.letters if len(views) > 1 else write_out(view.letters, views[0].meaning.text)
    data = describe_terms(context, shown, source)
    return make_page(context, ("glossary", id), title, "glossary_term", view, description=title, json_ld=data)


def _plan_part(context: Context, part: str) -> PageView:
    id, *below = part.split("/")
    term, source = context.register.terms[id], _find_page(context, part)
    when = (LinkView(name_part(context, part)),)
    heading = compose(
        context,
        "glossary.in_month" if len(below) > 1 else "glossary.in_year",
        term=(link_term(context, term),),
        when=when,
    )
    first = find_relative(source, context.page("glossary", id))
    meaning = context.words(term.meaning, first)
    if id in context.terms.together:
        meaning = LinkView(context.text("glossary.several_meanings"), first)
    uses = context.terms.find_uses(context.lang, part)
    summary = context.text("glossary.not_used_then")
    if uses is not None:
        times = context.plural("count.times", uses.times)
        summary = context.plural("glossary.used_then", uses.meetings, times=times)
    view = TermPartView(
        heading=heading,
        meaning=meaning,
        summary=summary,
        note=_say_how_many(context, part),
        years=_link_years(context, part),
        bodies=_list_bodies(context, part, source),
    )
    above = [link_term(context, term, first)]
    if len(below) > 1:
        above.append(LinkView(below[0], find_relative(source, context.page("glossary", id, below[0]))))
    title = "".join(piece.text for piece in heading)
    if _list_namesakes(context, id):
        title = write_out(title, meaning.text)
    return make_page(context, ("glossary", *part.split("/")), title, "glossary_term_year", view, above=above)


def _list_together(context: Context, id: str) -> tuple[str, ...]:
    """Return the terms that a page is of: one, or all that nobody tells apart."""
    return context.terms.together.get(id, (id,))


def _list_namesakes(context: Context, id: str) -> list[str]:
    """Return the terms with the same letters that have other pages."""
    together = _list_together(context, id)
    return [one for one in context.terms.namesakes[f"{context.lang}/{id}"] if one not in together]


def _find_page(context: Context, part: str) -> str:
    return context.page("glossary", *part.split("/"))


def _say_how_many(context: Context, part: str) -> str:
    """Return that only the latest uses are listed on the page of a part, and where the others are; nothing where all are."""
    listed = context.terms.find_listed(context.lang, part)
    if sum(count for _, count in listed.bodies) <= len(listed.meetings):
        return ""
    return context.text("glossary.latest_by_month" if "/" in part else "glossary.latest_by_year")


def _list_bodies(context: Context, part: str, source: str) -> tuple[BodyUses, ...]:
    """Return the meetings that the page of a part lists, by body: that which used the term last comes first."""
    listed = context.terms.find_listed(context.lang, part)
    counts = dict(listed.bodies)
    bodies: dict[str, list[LinkView]] = defaultdict(list)
    for uses in reversed(listed.meetings):
        bodies[find_body(uses.meeting)].append(link_use(context, uses, source))
    return tuple(
        BodyUses(
            context.link_body(body, source),
            count_several(context, counts[body], len(links))
            if counts.get(body, 0) > len(links)
            else context.plural("count.meetings", len(links)),
            tuple(links),
        )
        for body, links in bodies.items()
    )


def _link_years(context: Context, part: str) -> YearsView:
    """Return the ways to the years of a term, from its own page or from that of a part, and to the months of that year.

    Only the term's own page says how many meetings each year has: else a new meeting would have the pages of all years made again.
    """
    id, *below = part.split("/")
    source = _find_page(context, part)
    years = context.terms.parts.get(id, ())
    if not years:
        return YearsView("", ())
    return YearsView(
        heading=context.text("glossary.uses_by_year" if below else "glossary.uses_by_year_counted"),
        links=tuple(
            YearLink(
                int(year),
                find_relative(source, _find_page(context, f"{id}/{year}")),
                "" if below else _count_meetings(context, f"{id}/{year}"),
                find_current(below[:1] == [year], len(below) > 1),
            )
            for year in years
        ),
        whole=link_term(context, context.register.terms[id], find_relative(source, _find_page(context, id)))
        if below
        else None,
        rows=tuple(_link_months(context, f"{id}/{below[0]}", part)) if below else (),
    )


def _count_meetings(context: Context, part: str) -> str:
    uses = context.terms.find_uses(context.lang, part)
    return format_number(uses.meetings if uses else 0, context.lang)


def _link_months(context: Context, year: str, part: str) -> Iterator[PartsRow]:
    """Yield the row of the months of a year that has too many uses for a page, from that page or from one of them."""
    months = [f"{year}/{month}" for month in context.terms.parts.get(year, ())]
    if months and months != [part]:
        source = _find_page(context, part)
        links = (
            PartLink(
                LinkView(name_part(context, month), find_relative(source, _find_page(context, month))),
                find_current(month == part, below=False),
            )
            for month in months
        )
        yield PartsRow("_by-month", context.text("register.by_month", part=year.rpartition("/")[2]), tuple(links))
