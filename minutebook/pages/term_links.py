"""Terms in the words of a record outside its minutes: in registers, plans, at a glance. There they are linked and never expanded.

In: words of a record or a plan, the page that shows them. Out: the same words, with links in them. Where the meaning stays open nothing is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache

from minutebook.acronyms import TermUse
from minutebook.harvest import names_thing
from minutebook.model import LocalText, Meeting
from minutebook.pages.context import Context
from minutebook.urls import find_relative
from minutebook.views import LinkView

_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset({"bool", "int", "str", "str | None"})
"""Types as fields declare them, in whose values there is no view. All of a page is looked through, and most of it is of these."""

Words = tuple[LinkView, ...]
"""What was written, one piece behind the other; those with an `href` are terms."""


@dataclass(frozen=True, slots=True)
class TermLink(LinkView):
    """Letters that lead to their meaning."""

    term: str = ""
    """The id of the term."""
    letters: str = ""
    """Without a plural s and the like."""


@dataclass(frozen=True, slots=True)
class TitleLink(LinkView):
    """A link or heading with letters in it. They cannot be links themselves, so the list at the end of the page has them."""

    terms: tuple[TermLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its terms linked."""

    pieces: Words
    lang: str = ""
    """Where it is not the page's."""

    @property
    def text(self) -> str:
        """The words alone."""
        return join(self.pieces)


def link_terms(context: Context, text: str, lang: str, source: str, meeting: Meeting) -> Words:
    """Return words from the minutes of a meeting, in `lang`, with links from the page at `source`."""
    return _link(context, text, source, context.finder.in_text(text, lang, meeting.body, meeting.date, meeting.key))


def link_terms_of_body(context: Context, text: str, lang: str, source: str, body: str, on: date) -> Words:
    """Return words that stand in no minutes but mean what that body means by them on that day."""
    return _link(context, text, source, context.finder.in_text(text, lang, body, on, ""))


def link_terms_of_local(context: Context, text: LocalText, source: str, body: str, on: date) -> Wording:
    """Return words in the page's language, else in the first that they have, as that body means them on that day."""
    words, lang = text.best(context.lang)
    return Wording(link_terms_of_body(context, words, lang, source, body, on), context.mark_lang(lang))


def link_in_name(words: Words) -> Words:
    """Return a name that nobody knows with its terms linked; without links where it may be a person's (`AA Jones`)."""
    rest = "".join(piece.text for piece in words if not piece.href)
    if any(word[:1].isupper() for word in _WORD.findall(rest)) and not names_thing(rest):
        return (LinkView(join(words)),)
    return words


def mark_words(words: Words, lang: str) -> Words:
    """Return words with each piece marked as being in `lang`, where that is not the page's language; the same for none."""
    return tuple(replace(piece, lang=lang) for piece in words) if lang else words


def mark_terms(context: Context, title: LinkView, body: str, on: date, key: str = "") -> LinkView:
    """Return a title with the terms in its words. `key` is that of the meeting whose minutes it is from; empty for none."""
    found = context.finder.in_title(title.text, title.lang or context.lang, body, on, key)
    if not found:
        return title
    return TitleLink(title.text, title.href, title.lang, tuple(TermLink("", term=term) for term in found))


def join(words: Words) -> str:
    """Return the words alone."""
    return "".join(piece.text for piece in words)


def list_linked(view: object) -> Iterator[TermLink]:
    """Yield the terms that are linked anywhere in a view."""
    found = [view]
    while found:
        part = found.pop()
        if isinstance(part, TermLink):
            yield part
        elif isinstance(part, tuple):
            found.extend(part)
        else:
            kind: type = type(part)
            found.extend(getattr(part, name) for name in _list_fields(kind))


@cache
def _list_fields(kind: type) -> tuple[str, ...]:
    """Return the names of a view's fields in which views may be; none for what is no view, such as a text."""
    return tuple(field.name for field in fields(kind) if field.type not in _PLAIN) if is_dataclass(kind) else ()


def _link(context: Context, text: str, source: str, uses: tuple[TermUse, ...]) -> Words:
    if not uses:
        return (LinkView(text),) if text else ()
    pieces: list[LinkView] = []
    position = 0
    for use in uses:
        if use.start > position:
            pieces.append(LinkView(text[position : use.start]))
        href = find_relative(source, context.find_term(use.term))
        pieces.append(TermLink(text[use.start : use.end], href, "", use.term, use.letters))
        position = use.end
    if position < len(text):
        pieces.append(LinkView(text[position:]))
    return tuple(pieces)
