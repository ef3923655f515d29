"""The glossary: every acronym and term with its meanings, where it is used and since when.

In: the terms, and where they were found in the minutes. Out: the page of all, where each entry has the term's id as its anchor, and a page for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from minutebook.glossing import Glossed
from minutebook.i18n import OTHER, alphabet, initial, language_name
from minutebook.model import Register, Term
from minutebook.pages.brag import KeyView, Scale, make_keys
from minutebook.pages.context import Context
from minutebook.pages.records import link_spoken
from minutebook.pages.registers import make_page
from minutebook.pages.sentences import Pieces, list_links
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView

_LATEST = 3
"""Meetings that an entry leads to."""


@dataclass(frozen=True, slots=True)
class UsesView:
    """Where a term is used."""

    summary: str
    latest: tuple[LinkView, ...]
    """To the first use in the latest meetings."""


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary."""

    id: str
    letters: str
    href: str
    """To the term's own page; empty there."""
    meaning: LinkView
    others: tuple[tuple[str, LinkView], ...]
    """Letters and meaning in the other languages, each with what that language is called."""
    kind: str
    """Empty for an acronym."""
    about: LinkView | None
    url: str
    also: str
    bodies: Pieces
    period: str
    keys: tuple[KeyView, ...]
    """The key to the colours, for the scale."""
    uses: UsesView | None


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter of the A to Z."""

    letter: str
    href: str
    """Empty where nothing begins with it."""


@dataclass(frozen=True, slots=True)
class LettersView:
    """Letters with all their meanings."""

    letters: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries that begin with a letter."""

    id: str
    title: str
    entries: tuple[LettersView, ...]


@dataclass(frozen=True, slots=True)
class BodyUses:
    """The meetings of a body that use a term."""

    body: LinkView
    count: str
    meetings: tuple[LinkView, ...]
    """The latest first, each to the first use."""


@dataclass(frozen=True, slots=True)
class TermPageView:
    """A term with all its uses."""

    term: TermView
    namesakes: tuple[LinkView, ...]
    """Other meanings of the same letters."""
    bodies: tuple[BodyUses, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The whole glossary."""

    summary: str
    letters: tuple[LetterLink, ...]
    groups: tuple[LetterGroup, ...]


def plan_glossary(context: Context) -> Iterator[PageView]:
    """Yield the page of the glossary, and a page for each term."""
    source = context.page("glossary")
    terms = sorted(
        context.register.terms.values(),
        key=lambda term: (context.sort_key(find_letters(term, context.lang)), term.line),
    )
    uses = find_meetings(context.register, context.glossed)
    members: dict[str, list[LettersView]] = {}
    for letters, meanings in groupby(terms, key=lambda term: find_letters(term, context.lang)):
        views = tuple(_view_term(context, term, uses.get(term.id, {}), source) for term in meanings)
        members.setdefault(initial(letters, context.lang), []).append(LettersView(letters, views))
    order = (*alphabet(context.lang), OTHER)
    page = GlossaryView(
        summary=context.plural("count.terms", len(terms)),
        letters=tuple(
            LetterLink(letter, f"#{_make_id(number)}" if letter in members else "")
            for number, letter in enumerate(order)
            if letter != OTHER or letter in members
        ),
        groups=tuple(
            LetterGroup(
                _make_id(number),
                context.text("glossary.other_initial") if letter == OTHER else letter,
                tuple(members[letter]),
            )
            for number, letter in enumerate(order)
            if letter in members
        ),
    )
    intro = context.text("glossary.intro")
    yield make_page(context, ("glossary",), context.text("glossary.title"), "glossary", page, description=intro)
    for term in terms:
        letters = find_letters(term, context.lang)
        namesakes = [other for other in terms if other is not term and find_letters(other, context.lang) == letters]
        yield _plan_term(context, term, namesakes, uses.get(term.id, {}))


def find_letters(term: Term, lang: str) -> str:
    """Return the letters by which a term is known in a language."""
    return term.cy_term if lang == "cy" and term.cy_term else term.letters


def find_meetings(register: Register, glossed: Glossed) -> Mapping[str, Mapping[str, str]]:
    """Return, by term, the meetings that use it, oldest first, each with the anchor of the first item that does."""
    found: dict[str, dict[str, str]] = {}
    for meeting in register.meetings.values():
        for version in meeting.versions:
            for item in version.items:
                for use in glossed.uses(version.path, item.anchor):
                    found.setdefault(use.term, {}).setdefault(meeting.key, item.anchor)
    return found


def _plan_term(context: Context, term: Term, namesakes: list[Term], uses: Mapping[str, str]) -> PageView:
    source = context.page("glossary", term.id)
    bodies: dict[str, list[LinkView]] = {}
    for key in reversed(list(uses)):
        if link := link_spoken(context, f"{key}#{uses[key]}", source):
            bodies.setdefault(context.register.meetings[key].body, []).append(link)
    view = TermPageView(
        term=_view_term(context, term, uses, source),
        namesakes=tuple(
            context.words(other.meaning, find_relative(source, context.page("glossary", other.id)))
            for other in namesakes
        ),
        bodies=tuple(
            BodyUses(context.link_body(body, source), context.plural("count.meetings", len(links)), tuple(links))
            for body, links in bodies.items()
        ),
    )
    title = _write_out(view.term.letters, view.term.meaning.text)
    return make_page(context, ("glossary", term.id), title, "glossary_term", view, description=title)


def _view_term(context: Context, term: Term, uses: Mapping[str, str], source: str) -> TermView:
    others = tuple(
        (
            context.text("glossary.in_language", language=language_name(code, context.lang)),
            LinkView(_write_out(find_letters(term, code), words), lang=context.mark_lang(code)),
        )
        for code in context.register.site.languages
        if code != context.lang and (words := term.meaning.get(code)) is not None
    )
    meaning = context.words(term.meaning)
    return TermView(
        id=term.id,
        letters=find_letters(term, context.lang),
        href=find_relative(source, page) if (page := context.page("glossary", term.id)) != source else "",
        meaning=meaning,
        # What is shown in the other language for want of this one need not be shown again.
        others=() if meaning.lang else others,
        kind="" if term.kind == "acronym" else context.text(f"glossary.kind_{term.kind}"),
        about=context.words(term.about) if term.about else None,
        url=term.url or "",
        also=", ".join(term.also),
        bodies=list_links([context.link_body(body, source) for body in term.bodies if body in context.register.bodies]),
        period=_describe_period(context, term),
        keys=make_keys(context, [Scale(context.register.site.key)]) if term.kind == "scale" else (),
        uses=_view_uses(context, uses, source),
    )


def _view_uses(context: Context, uses: Mapping[str, str], source: str) -> UsesView | None:
    if not uses:
        return None
    keys = list(uses)
    first = context.format_date(context.register.meetings[keys[0]].date)
    latest = (link_spoken(context, f"{key}#{uses[key]}", source) for key in reversed(keys[-_LATEST:]))
    return UsesView(
        context.plural("glossary.used_times", len(uses), date=first), tuple(link for link in latest if link)
    )


def _describe_period(context: Context, term: Term) -> str:
    parts = []
    if term.since:
        parts.append(context.text("glossary.since", date=context.format_span(term.since)))
    if term.until:
        parts.append(context.text("glossary.until", date=context.format_span(term.until)))
    return ", ".join(parts)


def _write_out(letters: str, meaning: str) -> str:
    return meaning if letters.casefold() == meaning.casefold() else f"{letters}: {meaning}"


def _make_id(number: int) -> str:
    # By place in the alphabet: `Ch` and `#` make no good ids.
    return f"_letter-{number + 1}"
