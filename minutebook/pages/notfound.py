"""The page for addresses that lead nowhere: one for the whole site, in all its languages.

In: the register. Out: 404.html. Its links are made from the root, since nobody knows where it will be shown. A script puts the part in the
language of the address first, with its heading; what is round the parts stays in the first language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.pages.context import Context
from minutebook.pages.frames import REGISTERS
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class NotFoundPart:
    """What the page says in one language."""

    lang: str
    heading: str
    text: str
    ways: str
    links: tuple[LinkView, ...]
    """Home first. Their hrefs are paths below the root."""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page, first language first."""

    parts: tuple[NotFoundPart, ...]


def plan_notfound(contexts: Sequence[Context]) -> Iterator[Planned]:
    """Yield 404.html from the contexts of all languages, in their order."""
    yield Planned("404.html", _plan_page, tuple(contexts))


def _plan_page(contexts: Sequence[Context]) -> PageView:
    first = contexts[0]
    view = NotFoundView(tuple(_make_part(context) for context in contexts))
    title = " / ".join(dict.fromkeys(part.heading for part in view.parts))
    page = first.make_page((), "notfound", view, title=title, robots="noindex")
    # Its switch of languages stays that of the home page, which is where it can lead.
    return replace(page, path="404.html", script="js/notfound/order.js")


def _make_part(context: Context) -> NotFoundPart:
    home = LinkView(context.text("section.home"), context.page())
    ways = (LinkView(context.text(f"section.{name}"), context.page(name)) for name in ("search", *REGISTERS))
    return NotFoundPart(
        lang=context.lang,
        heading=context.text("notfound.title"),
        text=context.text("notfound.text"),
        ways=context.text("notfound.ways"),
        links=(home, *ways),
    )
