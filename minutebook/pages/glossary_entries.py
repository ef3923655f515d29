"""What the glossary says of one term: its meaning in every language, its scope, its key to the colours, its uses.

In: a term, and the page that shows it. Out: frozen views, for the A to Z and for the term's own page.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.i18n import language_name
from minutebook.model import Term
from minutebook.pages.brag import KeyView, Scale, find_body_scale, make_keys
from minutebook.pages.context import Context
from minutebook.pages.sentences import Pieces, list_links
from minutebook.pages.term_years import LATEST, MeetingUses
from minutebook.urls import find_relative
from minutebook.views import LinkView


@dataclass(frozen=True, slots=True)
class UsesView:
    """Where a term is used."""

    summary: str
    """A sentence, which may say that nothing uses it."""
    latest: tuple[LinkView, ...] = ()
    """To the first use in the latest meetings."""
    whole: LinkView | None = None
    """To the page with all meetings, where there are more."""


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary."""

    id: str
    letters: str
    href: str
    """To the term's own page; empty there, and where it has none."""
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
    """The keys to the colours, for a scale: everybody's, then those of bodies that have their own."""
    uses: UsesView | None
    """Nothing for one of several that stand for each other: their uses are counted together."""


def list_other_letters(term: Term, lang: str) -> tuple[str, ...]:
    """Return the other letters under which it is looked for in that language: those of `also`, and the key of its entry."""
    shown = term.letters_in(lang)
    return tuple(letters for letters in dict.fromkeys((term.letters, *term.also)) if letters != shown)


def view_term(context: Context, term: Term, source: str) -> TermView:
    """Return a term as the page at `source` shows it."""
    others = tuple(
        (
            context.text("glossary.in_language", language=language_name(code, context.lang)),
            LinkView(write_out(term.letters_in(code), words), lang=context.mark_lang(code)),
        )
        for code in context.register.site.languages
        if code != context.lang and (words := term.meaning.get(code)) is not None
    )
    meaning = context.words(term.meaning)
    stands_alone = term.id not in context.terms.together
    own = context.page("glossary", term.id)
    return TermView(
        id=term.id,
        letters=term.letters_in(context.lang),
        href=find_relative(source, own) if stands_alone and own != source and term.id in context.terms.paged else "",
        meaning=meaning,
        # What is shown in the other language for want of this one need not be shown again.
        others=() if meaning.lang else others,
        kind="" if term.kind == "acronym" else context.text(f"glossary.kind_{term.kind}"),
        about=context.words(term.about) if term.about else None,
        url=term.url or "",
        also=", ".join(term.also),
        bodies=list_links([context.link_body(body, source) for body in term.bodies if body in context.register.bodies]),
        period=_describe_period(context, term),
        keys=list_keys(context, term),
        uses=view_uses(context, term.id, source) if stands_alone else None,
    )


def list_keys(context: Context, term: Term) -> tuple[KeyView, ...]:
    """Return the keys to the colours of a scale, everybody's first, then those of bodies that have their own."""
    if term.kind != "scale":
        return ()
    register = context.register
    common = () if term.bodies else (Scale(register.site.key),)
    bodies = [body for body in term.bodies or register.bodies if body in register.bodies]
    return make_keys(context, [*common, *(find_body_scale(register, body) for body in bodies)])


def view_uses(context: Context, term: str, source: str) -> UsesView:
    """Return the uses of a term, or of all terms that it stands for."""
    counted = context.terms.find_first(term)
    found = context.terms.find_uses(context.lang, counted)
    if found is None:
        return UsesView(context.text("glossary.not_used"))
    own = context.page("glossary", counted)
    first = context.format_date(context.heads[found.first].date)
    times = context.plural("count.times", found.times)
    summary = context.plural("glossary.used_times", found.meetings, times=times, date=first)
    latest = tuple(link_use(context, uses, source) for uses in reversed(found.latest))
    whole = None
    if found.meetings > LATEST and own != source:
        whole = LinkView(context.plural("glossary.all_uses", found.meetings), find_relative(source, own))
    return UsesView(summary, latest, whole)


def link_use(context: Context, uses: MeetingUses, source: str) -> LinkView:
    """Return `Cabinet, 18 April 2023, item 5` as a link to the first use in a meeting."""
    text = context.name_meeting(context.heads[uses.meeting])
    if uses.number:
        text = context.text("register.spot", place=text, number=uses.number)
    return LinkView(text, find_relative(source, context.find_item_place(f"{uses.meeting}#{uses.anchor}")))


def write_out(letters: str, meaning: str) -> str:
    """Return `CIW: Care Inspectorate Wales`."""
    return meaning if letters.casefold() == meaning.casefold() else f"{letters}: {meaning}"


def _describe_period(context: Context, term: Term) -> str:
    parts = []
    if term.since:
        parts.append(context.text("glossary.since", date=context.format_span(term.since)))
    if term.until:
        parts.append(context.text("glossary.until", date=context.format_span(term.until)))
    return ", ".join(parts)
