"""Glossaries and items in a few words, for the tests of acronyms.

In: the header of a case, or letters and words. Out: terms, lexicons, leaves; a text with what was found marked in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import yaml

from minutebook.acronyms import Glossary, ItemUses, Lexicon, find_uses
from minutebook.model import Block, DateSpan, Inline, LocalText, Term

LANGUAGES = ("en", "cy")
DAY = date(2024, 1, 10)

Header = Mapping[str, object]
"""Terms as in glossary.yml; keys with `_` before them say the meeting's body, date, language and choices."""


def read_header(text: str) -> dict[str, object]:
    return cast("dict[str, object]", yaml.safe_load(text) or {})


def read_terms(header: Header) -> Iterator[Term]:
    for letters, entry in header.items():
        if letters.startswith("_"):
            continue
        for fields in entry if isinstance(entry, list) else [entry]:
            yield read_term(letters, {"en": fields} if isinstance(fields, str) else cast("Header", fields))


def read_term(letters: str, fields: Mapping[str, object]) -> Term:
    texts = tuple((lang, str(fields[lang])) for lang in LANGUAGES if lang in fields)
    term = Term(id=str(fields.get("id", letters.lower())), letters=letters, meaning=LocalText(texts))
    letters_by_lang = tuple((lang, str(fields[f"{lang}_term"])) for lang in LANGUAGES if f"{lang}_term" in fields)
    term = replace(term, local_letters=letters_by_lang)
    for name in ("kind", "expand"):
        if name in fields:
            term = replace(term, **{name: fields[name]})  # type: ignore[arg-type]
    for name in ("also", "bodies"):
        if name in fields:
            term = replace(term, **{name: tuple(cast("Sequence[str]", fields[name]))})  # type: ignore[arg-type]
    for name in ("since", "until"):
        if name in fields:
            term = replace(term, **{name: read_span(str(fields[name]))})  # type: ignore[arg-type]
    return term


def read_span(text: str) -> DateSpan:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = first if day else date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(1)
    return DateSpan(first, last, text)


def make_lexicon(header: Header) -> Lexicon:
    glossary = Glossary.of(read_terms(header), cast("Sequence[str]", header.get("_ignore", ())), languages=LANGUAGES)
    return glossary.lexicon(
        str(header.get("_lang", "en")),
        body=str(header.get("_body", "council")),
        on=date.fromisoformat(str(header.get("_date", DAY))),
        together=cast("Sequence[str]", header.get("_together", ())),
        overrides=cast("Mapping[str, str | None]", header.get("_terms", {})),
    )


def split_item(blocks: Sequence[Block]) -> tuple[Block | None, Sequence[Block]]:
    is_item = bool(blocks) and blocks[0].kind == "heading" and blocks[0].level == 2
    return (blocks[0], blocks[1:]) if is_item else (None, blocks)


def mark_up(leaf: Block, found: ItemUses) -> str:
    """Return a leaf's text with `[uses]`, `«words put in»`, `{letters: open meanings}`, `?unexplained?`."""
    text = leaf.text
    marks = [
        *(
            (use.start, use.end, f"[{text[use.start : use.end]}]{f'«{use.words}»' if use.insert else ''}")
            for use in found.uses
            if use.leaf == leaf.key
        ),
        *(
            (use.start, use.end, f"{{{use.letters}: {', '.join(use.terms)}}}")
            for use in found.ambiguous
            if use.leaf == leaf.key
        ),
        *(
            (token.start, token.end, f"?{text[token.start : token.end]}?")
            for token in found.unexplained
            if token.leaf == leaf.key
        ),
    ]
    for start, end, mark in sorted(marks, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def make_leaf(text: str, key: int = 0) -> Block:
    return Block("paragraph", 1, 1, key=key, inlines=(Inline("text", text),), text=text)


def make_term(letters: str, words: str, **changes: object) -> Term:
    return read_term(letters, {"en": words, **changes})


def find_in(text: str, lexicon: Lexicon) -> ItemUses:
    return find_uses(None, (make_leaf(text),), lexicon)


def put_in(text: str, found: ItemUses) -> str:
    """Return the text as a reader sees it, with the words put in."""
    for use in reversed(found.uses):
        if use.insert:
            text = f"{text[: use.end]} ({use.words}){text[use.end :]}"
    return text
