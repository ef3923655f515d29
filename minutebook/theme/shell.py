"""What a page shows outside its body, as plain values.

In: nothing. Out: types, and the list of words that the shell needs. Nothing here is escaped yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

STRINGS: Final = (
    "skip_to_content",
    "menu",
    "close_menu",
    "primary_navigation",
    "breadcrumb",
    "language",
    "search",
    "footer_navigation",
    "appearance",
    "scheme_auto",
    "scheme_light",
    "scheme_dark",
    "contrast_more",
)
"""Every key of `Shell.strings` that the shell's templates ask for."""

BOX_STRINGS: Final = (
    "find_results",
    "find_found",
    "find_all",
    "find_near",
    "find_loose",
    "find_none",
    "find_guessed",
    "find_loading",
    "find_broken",
    "find_ways",
)
"""Every key of `Shell.strings` that the script of the search box is given."""

NO_MARKUP: Final = Markup()


class ThemeError(Exception):
    """The theme is not installed, is not the one known here, or was given what it must not show.

    A bug or a broken environment, never a fault in the content.
    """


@dataclass(frozen=True, slots=True)
class ShellLink:
    """A link in the navigation, the breadcrumb or the footer, or to the same page in another language."""

    text: str
    href: str
    """Relative to the page, or absolute with http, https or mailto."""
    lang: str | None = None
    """The language of the text and of what it leads to, where it differs from the page's."""
    current: bool = False
    """Whether the page is this one or lies below it. Of a current link the children are shown."""
    children: tuple[ShellLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Shell:
    """All that a page shows outside its body."""

    site_name: str
    lang: str
    """BCP 47 code of the page's language."""
    dir: str
    """`ltr` or `rtl`."""
    title: str
    """The page's own title; the site's name is put behind it where it differs."""
    root: str
    """From the page to the site's root, a slash at its end: `../../`, `./`; in 404.html an absolute path."""
    strings: Mapping[str, str]
    """The interface's words in the page's language, by the keys in `STRINGS`; with a search those in `BOX_STRINGS` too."""
    description: str = ""
    canonical: str | None = None
    """Absolute address of this page, where the site's own address is known."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language code, absolute address) of the page in each language, its own included."""
    robots: str | None = None
    home: str | None = None
    """Address of the first page in this language; `root` if absent."""
    search: str | None = None
    """Address of the search page; without it the header has no search."""
    index: str = ""
    """Address of the folder that holds a folder of index files for each language."""
    dates: tuple[str, ...] = ()
    """The pattern of a date (`d MMMM y`) and the twelve months, for the dates that the search writes."""
    nav: tuple[ShellLink, ...] = ()
    breadcrumbs: tuple[ShellLink, ...] = ()
    """From the first page down to this page's parent; the page itself is not among them."""
    language_links: tuple[ShellLink, ...] = ()
    """The page in the other languages, each named in itself."""
    notices: tuple[str, ...] = ()
    """What every page of the site must say, above its header."""
    footer_links: tuple[ShellLink, ...] = ()
    footer_text: str = ""
    footer_href: str = ""
    """Where that leads; empty for nowhere."""
    head_extra: Markup = NO_MARKUP
    """Trusted elements for the head: data blocks, links to feeds, scripts of one page by their address."""
    page_kind: str = "page"
    """A word of lower-case letters, figures and hyphens, for style sheets: `meeting`, `body`, `home`."""
