"""The page in the other languages of the site: the links beside a place, and the register as seen in another language.

In: a page's language and address. Out: links that name each language in itself. It looks at no page, so who asks must know that it is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from minutebook.i18n import catalogue
from minutebook.pages.context import Context
from minutebook.urls import find_relative
from minutebook.views import LinkView


def speak(context: Context, lang: str) -> Context:
    """Return the register as seen in the language of some words, to name them where the page is in another.

    The name of a link is an attribute, and an attribute has one language: that of the words which it quotes.
    """
    return context if lang == context.lang else replace(context, catalogue=catalogue(lang))


def list_others(context: Context) -> tuple[str, ...]:
    """Return the site's other languages."""
    return tuple(code for code in context.addresses.languages if code != context.lang)


def link_languages(
    context: Context, codes: Iterable[str], source: str, parts: Iterable[str], anchor: str
) -> tuple[LinkView, ...]:
    """Return links from the page at path `source` to the place `anchor` of the page with these parts in its address, in each language."""
    return tuple(
        LinkView(catalogue(code).name, find_relative(source, context.addresses.page(code, *parts)) + f"#{anchor}", code)
        for code in codes
    )
