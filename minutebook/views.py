"""What every page has in common: a frozen value that holds all that the page will show, and nothing else.

In: nothing. Out: types. Kinds of page add their own view types beside the module in `pages/` that fills them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere, or, with an empty `href`, just words."""

    text: str
    href: str = ""
    lang: str = ""
    """Language of the words where it is not the page's; empty else."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary block: its label and what was recorded."""

    label: str
    values: tuple[LinkView, ...]
    """Shown one after the other, a comma between them."""
    note: str = ""
    """A quiet remark behind them."""
    datetime: str = ""
    """The same as ISO 8601 for machines, where it is a date or a time."""
    note_lang: str = ""
    """Language of that remark where it is not the page's; empty else."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word in a coloured box; the colour never says more than the word."""

    text: str
    tone: str = ""
    """blue, red, amber, green, draft, or nothing for plain; a class in the style sheet."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page in one language."""

    path: str
    """Below the site's root: `cy/cabinet/2023-04-18/`."""
    lang: str
    title: str
    """For the browser's title bar and for links to the page; the site's name is added there."""
    template: str
    """Below templates/: `pages/meeting.html`."""
    body: object
    """The view that the template reads as `view`; a frozen dataclass of the module in pages/ that made it."""
    description: str = ""
    section: str = ""
    """First part of the address of the navigation entry it belongs to: a body's id, `decisions` …"""
    crumbs: tuple[LinkView, ...] = ()
    """The way from the home page, without the page itself."""
    languages: tuple[tuple[str, str], ...] = ()
    """The same page in each language: code and path, the page's own among them."""
    robots: str = ""
    """`noindex` for what search engines should pass over; empty else."""
    notices: tuple[str, ...] = ()
    """What must be said above the page: made up, shown although not published."""
    terms: tuple[object, ...] = ()
    """The terms linked on the page, where no other list has them: `pages.used_terms.UsedTerm`."""
    json_ld: str = ""
    """A schema.org description as JSON, with `<` escaped; empty for none."""
    script: str = ""
    """A script that no other page has, by its name below templates/assets/; empty for none."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that is known, and put together when it is called, in whatever process: so it can be pickled.

    All that it will show follows from what it was planned with and from what it reads in its context.
    """

    path: str
    """As `PageView.path`."""
    make: Callable[..., PageView]
    """Is called with the context and the arguments."""
    context: object
    arguments: tuple[str | int, ...] = ()
    """Ids, keys and years: never the things themselves, so that these are read, and that they were can be noted."""

    @property
    def name(self) -> str:
        """How it was planned, but for the context: the same name at the same path is the same page as before, if all that it reads is the same."""
        return f"{self.make.__module__}.{self.make.__qualname__}{self.arguments}"

    def __call__(self) -> PageView:
        """Put the page together."""
        return self.make(self.context, *self.arguments)


@dataclass(frozen=True, slots=True)
class NavView:
    """An entry of the navigation, with the entries below it."""

    text: str
    path: str
    """Below the site's root."""
    section: str
    """The pages with this section stand under it."""
    children: tuple[NavView, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FrameView:
    """What the pages of one language share: header, navigation, footer, the words of the shell."""

    lang: str
    site_name: str
    description: str
    home: str
    """Path of the home page."""
    nav: tuple[NavView, ...]
    footer: tuple[NavView, ...]
    footer_text: str
    footer_href: str
    """Where that leads; empty for nowhere."""
    strings: tuple[tuple[str, str], ...]
    """The shell's words by their key."""
    search: str = ""
    """Path of the search page; empty where the site has no index."""
    index: str = ""
    """Path of the folder that holds a folder of index files for each language."""
    dates: tuple[str, ...] = ()
    """The pattern of a date and the twelve months, for dates that a script writes."""
