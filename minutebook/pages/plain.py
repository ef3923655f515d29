"""Plain pages: about, accessibility, contact.

In: the register in one language. Out: a page each. Where it is missing in this language it is shown in the first it has; a site that says
`missing: link` has a page that only leads there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutebook.i18n import language_name
from minutebook.model import Block, Page
from minutebook.pages.context import Context
from minutebook.pages.reading import make_article
from minutebook.pages.used_terms import UsedTerm, list_names, list_used
from minutebook.prose import Article
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned


@dataclass(frozen=True, slots=True)
class PlainView:
    """All that a plain page shows."""

    heading: LinkView
    notice: str
    """That it is in another language; empty else."""
    href: str
    """Where the notice leads, if the words are not on this page."""
    lang: str
    """Of the words."""
    blocks: tuple[Block, ...]
    article: Article | None
    """None where the words are not on this page."""
    changed: str
    """When it was changed last, in a sentence; empty where nobody knows."""
    terms: tuple[UsedTerm, ...]
    """The terms that it uses; its links lead to them, and nothing is put in."""


def plan_plain(context: Context) -> Iterator[Planned]:
    """Yield every plain page."""
    for id in context.register.pages:
        yield Planned(context.page(id), _plan_page, context, (id,))


def _plan_link(context: Context, page: Page, heading: LinkView) -> PageView:
    """Return a page that leads to the same page in the first language in which it exists."""
    lang, _ = context.find_page_file(page.id)
    view = PlainView(
        heading=heading,
        notice=context.text("notice.page_missing", language=language_name(lang, context.lang)),
        href=find_relative(context.page(page.id), context.addresses.page(lang, page.id)),
        lang=lang,
        blocks=(),
        article=None,
        changed="",
        terms=(),
    )
    return context.make_page((page.id,), "plain", view, title=heading.text, section=page.id)


def _plan_page(context: Context, id: str) -> PageView:
    page = context.register.pages[id]
    path = context.page(page.id)
    lang, file = context.find_page_file(page.id)
    blocks = page.blocks[lang]
    heading = context.words(page.title)
    if not context.shows_page(page.id):
        return _plan_link(context, page, heading)
    changes = context.register.history.get(file, ())
    language = language_name(lang, context.lang)
    found = context.finder.in_blocks(blocks, lang, context.today, context.register.prose[file].references)
    uses = tuple(replace(use, insert=False) for use in found.uses)
    view = PlainView(
        heading=heading,
        notice="" if lang == context.lang else context.text("notice.page_in_other_language", language=language),
        href="",
        lang=lang,
        blocks=blocks,
        article=make_article(context, file, lang, path, uses=uses),
        changed=context.text("page.last_changed", date=context.format_date(changes[0].date)) if changes else "",
        terms=list_used(context, list_names(found), path),
    )
    return context.make_page((page.id,), "plain", view, title=heading.text, section=page.id)
