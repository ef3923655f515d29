"""The glossary: every acronym and term with its meanings, where it is used and since when.

In: the terms, and where they were found in the minutes. Out: the page of all, where each entry has the term's id as its anchor, and the pages of
`glossary_term` for each term that more meetings use than its entry shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from minutebook.i18n import OTHER, alphabet, initial
from minutebook.model import Term
from minutebook.pages.context import Context
from minutebook.pages.glossary_data import describe_glossary
from minutebook.pages.glossary_entries import TermView, UsesView, list_other_letters, view_term, view_uses
from minutebook.pages.glossary_term import plan_term
from minutebook.pages.registers import make_page
from minutebook.pages.sentences import Pieces, compose, list_links
from minutebook.pages.targets import link_term, mark_letters
from minutebook.views import LinkView, PageView, Planned


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
    lang: str
    """Language of the letters where they are words of another than the page's; empty else."""
    terms: tuple[TermView, ...]
    several: str
    """That the minutes do not tell some of these meanings apart; empty else."""
    uses: tuple[UsesView, ...]
    """The uses of those, counted together."""
    see: Pieces
    """Where the meaning stands, for letters that are the other ones of a term; empty for none."""


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries that begin with a letter."""

    id: str
    title: str
    entries: tuple[LettersView, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The whole glossary."""

    summary: str
    letters: tuple[LetterLink, ...]
    groups: tuple[LetterGroup, ...]


def plan_glossary(context: Context) -> Iterator[Planned]:
    """Yield the page of the glossary, and the pages of each term that many meetings use."""
    yield Planned(context.page("glossary"), _plan_list, context)
    for id in context.register.terms:
        if id in context.terms.paged:
            yield from plan_term(context, id)


def _plan_list(context: Context) -> PageView:
    terms = context.register.terms
    meanings: dict[str, list[Term]] = defaultdict(list)
    others: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms.values(), key=lambda term: term.line):
        meanings[term.letters_in(context.lang)].append(term)
        for letters in list_other_letters(term, context.lang):
            others[letters].append(term)
    members: dict[str, list[LettersView]] = defaultdict(list)
    for letters in sorted(meanings.keys() | others.keys(), key=lambda one: (context.sort_key(one), one)):
        found = meanings.get(letters, ())
        see = [term for term in others.get(letters, ()) if term not in found]
        if found or see:
            members[initial(letters, context.lang)].append(_view_letters(context, letters, found, see))
    order = (*alphabet(context.lang), OTHER)
    page = GlossaryView(
        summary=context.plural("count.terms", len(terms)),
        letters=link_letters(context, members),
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
    return make_page(
        context,
        ("glossary",),
        context.text("glossary.title"),
        "glossary",
        page,
        description=context.text("glossary.intro"),
        json_ld=describe_glossary(context, terms.values()) if terms else "",
    )


def link_letters(context: Context, found: Collection[str], glossary: str = "") -> tuple[LetterLink, ...]:
    """Return the A to Z with links to the initials found, from the page that has this link to the glossary."""
    return tuple(
        LetterLink(letter, f"{glossary}#{_make_id(number)}" if letter in found else "")
        for number, letter in enumerate((*alphabet(context.lang), OTHER))
        if letter != OTHER or letter in found
    )


def _view_letters(context: Context, letters: str, terms: Sequence[Term], see: Sequence[Term]) -> LettersView:
    source = context.page("glossary")
    firsts = dict.fromkeys(context.terms.find_first(term.id) for term in terms if term.id in context.terms.together)
    links = list_links([_link_other(context, term, see) for term in see])
    return LettersView(
        letters=letters,
        lang=next((mark_letters(context, term, letters) for term in (*terms, *see)), ""),
        terms=tuple(view_term(context, term, source) for term in terms),
        several=context.text("glossary.several_meanings") if firsts else "",
        uses=tuple(view_uses(context, first, source) for first in firsts),
        see=compose(context, "glossary.see", letters=links) if links else (),
    )


def _link_other(context: Context, term: Term, see: Sequence[Term]) -> LinkView:
    """Return the letters under which a term stands; where others that are linked beside it have the same, its meaning."""
    letters = term.letters_in(context.lang)
    if sum(letters == other.letters_in(context.lang) for other in see) > 1:
        return context.words(term.meaning, f"#{term.id}")
    return link_term(context, term, f"#{term.id}")


def _make_id(number: int) -> str:
    # By place in the alphabet: `Ch` and `#` make no good ids.
    return f"_letter-{number + 1}"
