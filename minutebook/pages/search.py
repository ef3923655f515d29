"""The page of the search: a field and results where scripts run, and for everybody the ways in to all that is published.

In: the register in one language. Out: the page. Knows nothing of the index: js/search/page.js asks that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.i18n import initial, language_name
from minutebook.pages.context import Context
from minutebook.pages.glossary import LetterLink, link_letters
from minutebook.pages.glossary_entries import list_other_letters
from minutebook.pages.parity import ADDRESS as LANGUAGES_PAGE
from minutebook.pages.registers import make_page
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

_FILTERS = (("body", "common.body"), ("year", "common.year"), ("kind", "search.kind"), ("status", "common.status"))
"""What results are narrowed by, as in addresses, and its title."""
_REGISTERS = ("decisions", "actions", "recommendations", "plans", "people", "offices", "attendance", "glossary")


@dataclass(frozen=True, slots=True)
class FilterView:
    """Something that results are narrowed by; the script fills in its values."""

    name: str
    """As in addresses: `body`, `year`, `kind`, `status`."""
    title: str


@dataclass(frozen=True, slots=True)
class OtherSearch:
    """The search in another language of the site."""

    lang: str
    name: str
    """The language in that of the page."""
    href: str
    words: str
    """That there is more in it; `{n}` stands for how much."""


@dataclass(frozen=True, slots=True)
class YearWay:
    """The way to a year."""

    year: int
    href: str
    label: str
    """What of that year; for screen readers."""


@dataclass(frozen=True, slots=True)
class BodyWay:
    """The ways to the meetings of a body."""

    body: LinkView
    years: tuple[YearWay, ...]


@dataclass(frozen=True, slots=True)
class RegisterWay:
    """The ways to a register."""

    link: LinkView
    words: str
    """What it tells; may be empty."""
    years: tuple[YearWay, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search, and the ways in."""

    searches: bool
    """Whether the site has an index; without one there are only the ways in."""
    title: str
    """For the browser's title bar, behind the words looked for."""
    filters: tuple[FilterView, ...]
    others: tuple[OtherSearch, ...]
    bodies: tuple[BodyWay, ...]
    registers: tuple[RegisterWay, ...]
    letters: tuple[LetterLink, ...]
    """The A to Z of the glossary; empty without terms."""


def plan_search(context: Context) -> Iterator[Planned]:
    """Yield the page of the search."""
    yield Planned(context.page("search"), _plan_page, context)


def _plan_page(context: Context) -> PageView:
    source = context.page("search")
    title = context.text("search.title")
    view = SearchView(
        searches=context.searches,
        title=f"{title} – {context.words(context.register.site.name).text}",
        filters=tuple(FilterView(name, context.text(key)) for name, key in _FILTERS),
        others=tuple(_link_other(context, lang) for lang in context.addresses.languages if lang != context.lang),
        bodies=tuple(
            BodyWay(
                link := context.link_body(body, source),
                tuple(
                    _link_year(context, year, link.text, (body, str(year)))
                    for year in context.listings.list_years(body)
                ),
            )
            for body in context.register.bodies
        ),
        registers=(*(_link_register(context, name) for name in _REGISTERS), *_link_languages(context)),
        letters=_link_letters(context),
    )
    key = "search.intro" if context.searches else "search.ways_only"
    return make_page(context, ("search",), title, "search", view, description=context.text(key))


def _link_other(context: Context, lang: str) -> OtherSearch:
    name = language_name(lang, context.lang)
    href = find_relative(context.page("search"), context.addresses.page(lang, "search"))
    return OtherSearch(lang, name, href, context.text("search.also_in", language=name, n="{n}"))


def _link_register(context: Context, name: str) -> RegisterWay:
    title = context.text(f"section.{name}")
    years = [year for year, _ in context.listings.registers.get(name, ())]
    return RegisterWay(
        LinkView(title, find_relative(context.page("search"), context.page(name))),
        "" if name == "offices" else context.text(f"home.ways_{name}"),
        tuple(_link_year(context, year, title, (name, str(year))) for year in years),
    )


def _link_languages(context: Context) -> Iterator[RegisterWay]:
    """Yield the way to the page for clerks, where there is one; no menu leads to it."""
    if len(context.addresses.languages) > 1:
        href = find_relative(context.page("search"), context.page(*LANGUAGES_PAGE))
        yield RegisterWay(LinkView(context.text("parity.title"), href), context.text("parity.way"), ())


def _link_year(context: Context, year: int, of: str, parts: tuple[str, ...]) -> YearWay:
    label = context.text("search.year_of", what=of, year=year)
    return YearWay(year, find_relative(context.page("search"), context.page(*parts)), label)


def _link_letters(context: Context) -> tuple[LetterLink, ...]:
    found = {
        initial(letters, context.lang)
        for term in context.register.terms.values()
        for letters in (term.letters_in(context.lang), *list_other_letters(term, context.lang))
    }
    path = find_relative(context.page("search"), context.page("glossary"))
    return link_letters(context, found, path) if found else ()
