"""The glossary for machines: schema.org's DefinedTermSet and DefinedTerm, as JSON-LD.

In: terms. Out: JSON text, with the same letters and words as the page. Addresses are absolute where the site's own is known, else relative to the
page. Source: https://schema.org/DefinedTermSet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from minutebook.model import LocalText, Term
from minutebook.pages.context import Context
from minutebook.pages.glossary_entries import list_other_letters
from minutebook.urls import find_relative


def describe_glossary(context: Context, terms: Iterable[Term]) -> str:
    """Return the set of all terms, for the page of the glossary."""
    source = context.page("glossary")
    return _write(
        {
            **_describe_set(context, source),
            "description": context.text("glossary.intro"),
            "hasDefinedTerm": [
                _describe_term(context, term, source) | {"inDefinedTermSet": _locate(context, source, source)}
                for term in terms
            ],
        }
    )


def describe_terms(context: Context, terms: Iterable[Term], source: str) -> str:
    """Return the terms of one page at `source`: mostly one, several where they stand for each other."""
    found: list[dict[str, object]] = [
        {
            "@context": "https://schema.org",
            **_describe_term(context, term, source),
            "inDefinedTermSet": _describe_set(context, source),
        }
        for term in terms
    ]
    return _write(found[0] if len(found) == 1 else found)


def _describe_set(context: Context, source: str) -> dict[str, object]:
    address = _locate(context, context.page("glossary"), source)
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": address,
        "url": address,
        "name": context.text("glossary.title"),
        "inLanguage": context.lang,
    }


def _describe_term(context: Context, term: Term, source: str) -> dict[str, object]:
    meaning, lang = term.meaning.best(context.lang)
    letters = term.letters_in(context.lang)
    found: dict[str, object] = {
        "@type": "DefinedTerm",
        "@id": _locate(context, f"{context.page('glossary')}#{term.id}", source),
        "inLanguage": lang,
    }
    if term.id in context.terms.paged:
        found["url"] = _locate(context, context.page("glossary", term.id), source)
    if term.kind == "term":
        # Words, not letters: the meaning is what is said of them.
        found |= {"name": letters, "description": meaning}
    else:
        found |= {"termCode": letters, "name": meaning}
        if term.about:
            found["description"] = _say_about(context, term.about, lang)
    if others := list_other_letters(term, context.lang):
        found["alternateName"] = list(others)
    return found


def _say_about(context: Context, about: LocalText, lang: str) -> object:
    """Return what is said of a term, with its language where that is not `lang`, which its words are in."""
    words, own = about.best(context.lang)
    return words if own == lang else {"@language": own, "@value": words}


def _locate(context: Context, path: str, source: str) -> str:
    return context.addresses.absolute(path) or find_relative(source, path)


def _write(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
