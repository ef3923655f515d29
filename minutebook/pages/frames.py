"""The frame of each language's pages: navigation, footer, the words of the shell.

In: the register. Out: a `FrameView` a language. The navigation holds bodies with their latest years, then the
registers; never meetings, which would make every page grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minutebook.i18n import Catalogue, catalogue, language, list_months
from minutebook.model import Page, Register
from minutebook.pages.contacts import find_mailto
from minutebook.pages.listings import Listings, list_body_years
from minutebook.urls import Addresses
from minutebook.views import FrameView, NavView

YEARS = 6
"""Years of a body that stand in the navigation; its own page leads to all."""
INDEX = "search/"
"""Path of the folder that holds a folder of index files for each language."""
REGISTERS = ("decisions", "actions", "recommendations", "plans", "people", "glossary")
"""Pages that every site has, by the first part of their address, in the order of the navigation."""


def plan_frames(register: Register, addresses: Addresses, *, searches: bool = True) -> Mapping[str, FrameView]:
    """Return the frames by language; with a search box where the site has an index."""
    years = list_body_years(register)
    return {lang: _plan_frame(register, years, addresses, lang, searches) for lang in register.site.languages}


def find_section(listings: Listings, body: str, year: int) -> str:
    """Return the entry of the navigation that a body's meetings of one year stand under."""
    return f"{body}/{year}" if year in listings.list_years(body)[:YEARS] else body


def _plan_frame(
    register: Register, years: Mapping[str, tuple[int, ...]], addresses: Addresses, lang: str, searches: bool
) -> FrameView:
    words = catalogue(lang)
    site = register.site
    bodies = tuple(
        NavView(
            text=(name := body.name.best(lang))[0],
            path=addresses.page(lang, body.id),
            section=body.id,
            children=tuple(
                NavView(str(year), addresses.page(lang, body.id, str(year)), f"{body.id}/{year}")
                for year in years.get(body.id, ())[:YEARS]
            ),
            lang="" if name[1] == lang else name[1],
        )
        for body in register.bodies.values()
        if years.get(body.id)
    )
    home = addresses.page(lang)
    contact = site.contact.best(lang)[0] if site.contact else ""
    return FrameView(
        lang=lang,
        site_name=site.name.best(lang)[0],
        description=words.text("home.intro", council=site.name.best(lang)[0]),
        home=home,
        nav=(
            NavView(words.text("section.meetings"), home + "#_bodies", "meetings", bodies),
            *(NavView(words.text(f"section.{name}"), addresses.page(lang, name), name) for name in REGISTERS),
            *_link_pages(register, addresses, lang, "header"),
        ),
        footer=tuple(_link_pages(register, addresses, lang, "footer")),
        footer_text=words.text("shell.contact_us", contact=contact) if contact else "",
        footer_href=find_mailto(contact),
        strings=tuple(_list_strings(words)),
        search=addresses.page(lang, "search") if searches else "",
        index=INDEX if searches else "",
        dates=(language(lang).date_long, *list_months(lang)) if searches else (),
    )


def _link_pages(register: Register, addresses: Addresses, lang: str, menu: str) -> Iterator[NavView]:
    found: list[Page] = [page for page in register.pages.values() if page.menu == menu]
    for page in sorted(found, key=lambda page: (page.order, page.id)):
        title, found_lang = page.title.best(lang)
        yield NavView(title, addresses.page(lang, page.id), page.id, lang="" if found_lang == lang else found_lang)


def _list_strings(words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the words of the shell that need no value put in, and those of the search box, whose script puts it in."""
    for key, entry in words.entries.items():
        group, _, name = key.partition(".")
        if group == "shell" and "text" in entry.forms and (name.startswith("find_") or not entry.places()):
            yield name, entry.forms["text"]
