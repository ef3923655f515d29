"""Names in attendance, records and the search, as the language of the page writes them: `Cllr Anwen Tudur` is `Y Cyng. Anwen Tudur` in Welsh.

In: who is named, and in which language that is written. Out: the name as written where that is the page's language; else with its
title, office or part in that of the page, or marked with its own. Only for what stands outside the record: in there every name is as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from minutebook.harvest import names_thing
from minutebook.harvest.names import PARTICLES
from minutebook.i18n import NAME_TITLES, catalogue, phrase_pattern
from minutebook.model import Meeting, Named
from minutebook.names import strip_title
from minutebook.pages.context import Context
from minutebook.pages.sentences import link_name
from minutebook.pages.term_links import Words, link_in_name, link_terms, mark_words
from minutebook.views import LinkView

_GROUP = "title_of."
"""Begins the keys of the titles that every language has a word for."""
_ROLES = ("clerk", "chair", "vice_chair", "member")
"""Parts that an officer's brackets may name, by the end of their key."""


def link_attendee(context: Context, named: Named, lang: str, source: str, meeting: Meeting) -> Words:
    """Return who is named in a list written in `lang`, linked from the page at `source` where it is somebody known.

    A name that nobody has leads nowhere, but the letters in it that are no person's do.
    """
    foreign = context.mark_lang(lang) != ""
    if named.id == named.text or (foreign and named.kind in ("office", "role", "body")):
        # An id stands for a name, and what has a name in each language is shown by that.
        return (link_name(context, named, source),)
    text, mark = put_titles(named.text, lang, context.lang)
    if named.kind == "person":
        return (LinkView(text, context.link_named(named, source).href, mark),)
    if named.kind != "unknown":
        return (context.link_named(named, source),)
    words = link_in_name(link_terms(context, text, lang, source, meeting))
    if foreign and text == named.text and not _is_like_a_person(text):
        mark = lang
    return mark_words(words, mark)


def name_role(context: Context, written: str, lang: str) -> str:
    """Return the office or part that an officer's brackets name, written in `lang`, in the page's language.

    Empty where they hold anything else, where it has no name in that language, and where they are in it.
    """
    if not context.mark_lang(lang):
        return ""
    for role in _ROLES:
        if written == catalogue(lang).text(f"role.{role}"):
            return context.text(f"role.{role}")
    offices = (context.register.offices[id] for id in context.listings.titles.get(written, ()))
    found = (office.title for office in offices if office.title.get(lang) == written)
    return next((words for title in found if (words := title.get(context.lang))), "")


def put_titles(name: str, lang: str, into: str) -> tuple[str, str]:
    """Return a name written in `lang` with its titles in the language `into`; with one that has no word in it as written, and `lang`."""
    if lang == into:
        return name, ""
    own, theirs = _read_titles(into), _read_titles(lang)
    pattern = _make_pattern(into, lang)
    titles: list[str] = []
    rest = name
    while found := pattern.match(rest):
        key = _fold(found[1])
        titles.append(found[0].strip() if key in own else catalogue(into).text(theirs[key]))
        rest = rest[found.end() :]
    if strip_title(rest) != rest:
        return name, lang
    return " ".join((*titles, rest)), ""


@cache
def _read_titles(code: str) -> Mapping[str, str]:
    """Return the key of each title by the forms it has in a language: with its article and without."""
    keys = [key for key in catalogue(code).entries if key.startswith(_GROUP)]
    forms: dict[str, str] = {}
    for key in keys:
        forms.setdefault(_fold(catalogue(code).text(key)), key)
    for form, key in tuple(forms.items()):
        bare = form.partition(" ")[2]
        if bare in NAME_TITLES:
            forms.setdefault(bare, key)
    return forms


@cache
def _make_pattern(*codes: str) -> re.Pattern[str]:
    forms = {form for code in codes for form in _read_titles(code)}
    return re.compile(rf"({phrase_pattern(forms)})(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)


def _fold(title: str) -> str:
    return " ".join(title.split()).casefold().rstrip(".")


def _is_like_a_person(text: str) -> bool:
    """Whether a text looks like a person's name, which belongs to no language."""
    words = text.split()
    return len(words) > 1 and all(word[:1].isupper() or word in PARTICLES for word in words) and not names_thing(text)
