"""The terms that a page uses, each with its meaning: "Terms used here".

In: terms and the letters they were found under. Out: a short list, by the alphabet of the page's language; its links are those in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from minutebook.acronyms import ItemUses
from minutebook.model import Meeting
from minutebook.pages.brag import KeyView, find_body_scale, make_keys
from minutebook.pages.context import Context
from minutebook.pages.glossary_entries import list_keys
from minutebook.pages.targets import mark_letters
from minutebook.pages.term_links import list_linked
from minutebook.placing import place_items
from minutebook.urls import find_relative
from minutebook.views import LinkView


@dataclass(frozen=True, slots=True)
class UsedMeaning:
    """What a term means."""

    words: LinkView
    about: LinkView | None
    keys: tuple[KeyView, ...]
    """The key to the colours, for a scale."""


@dataclass(frozen=True, slots=True)
class UsedTerm:
    """A term that a page uses."""

    letters: LinkView
    """As they stand on the page, `CIW, CSSIW`; to where the links in the text lead."""
    meanings: tuple[UsedMeaning, ...]
    """More than one where nobody tells them apart."""
    again: bool = False
    """Whether the one before has the same letters, with another meaning: in one list (`dl`) no letters may stand twice."""


def list_terms(
    context: Context, meeting: Meeting, source: str, *, minutes: bool, around: tuple[object, ...] = ()
) -> tuple[UsedTerm, ...]:
    """Return the terms that a meeting's page uses: those in its `minutes`, if it shows them, headings and links among these, and those
    linked in the views `around` them.
    """
    placed = place_items(meeting, context.lang) if minutes else ()
    names = list_names(
        *(context.glossed.items[one.version.path][one.item.anchor] for item in placed for one in item.parts)
    )
    known = {id for id, _ in names}
    linked = ((link.term, link.letters) for link in list_linked(around) if link.letters or link.term not in known)
    return list_used(context, (*names, *linked), source, meeting)


def list_names(*found: ItemUses) -> list[tuple[str, str]]:
    """Return the terms found in items or pages, each with its letters; none for what stands only in headings or links."""
    names = [(use.term, use.letters) for one in found for use in one.uses]
    used = {id for id, _ in names}
    return [*names, *((id, "") for one in found for id in one.mentioned if id not in used)]


def list_linked_terms(context: Context, view: object, source: str) -> tuple[UsedTerm, ...]:
    """Return the terms that are linked anywhere in the view of a page."""
    return list_used(context, ((link.term, link.letters) for link in list_linked(view)), source)


def list_used(
    context: Context, found: Iterable[tuple[str, str]], source: str, meeting: Meeting | None = None
) -> tuple[UsedTerm, ...]:
    """Return the terms with these ids, each found under these letters (empty: its own), on the page at `source`.

    `meeting` is that whose minutes the page shows: its own word on a meaning holds, and the key of its body.
    """
    spelt: dict[str, dict[str, None]] = defaultdict(dict)
    for id, letters in found:
        spelt[id][letters or context.register.terms[id].letters_in(context.lang)] = None
    terms = []
    for id, spellings in spelt.items():
        settled = meeting is not None and id in (meeting.terms or {}).values()
        ids = (id,) if settled else context.terms.together.get(id, (id,))
        langs = {mark_letters(context, context.register.terms[id], letters) for letters in spellings}
        lang = langs.pop() if len(langs) == 1 else ""
        link = LinkView(", ".join(spellings), find_relative(source, context.find_term(id)), lang)
        terms.append(UsedTerm(link, tuple(_view_meaning(context, one, meeting) for one in ids)))
    terms.sort(key=lambda term: (context.sort_key(term.letters.text), term.letters.text, term.letters.href))
    before = [None, *(term.letters.text for term in terms)]
    return tuple(replace(term, again=term.letters.text == last) for last, term in zip(before, terms, strict=False))


def _view_meaning(context: Context, id: str, meeting: Meeting | None) -> UsedMeaning:
    term = context.register.terms[id]
    if meeting is not None and term.kind == "scale":
        keys = make_keys(context, [find_body_scale(context.register, meeting.body)])
    else:
        keys = list_keys(context, term)
    return UsedMeaning(context.words(term.meaning), context.words(term.about) if term.about else None, keys)
