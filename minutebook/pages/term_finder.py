"""Finds terms in words that stand outside the minutes, with the meaning that they have in these.

In: the register. Out: a finder. The words of one record are shown on several pages, so what was found is kept for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from minutebook.acronyms import Glossary, ItemUses, Lexicon, TermUse, find_in_text, find_uses
from minutebook.glossing import add_references
from minutebook.model import Block, Inline, Register

_KEPT = 4096
"""Texts whose terms are remembered."""


@dataclass(frozen=True, slots=True)
class TermFinder:
    """Ways to look; without a glossary they find nothing and cost nothing."""

    in_text: Callable[[str, str, str, date, str], tuple[TermUse, ...]]
    """By a text, its language, the body, the day and the key of the meeting (empty for none)."""
    in_title: Callable[[str, str, str, date, str], tuple[str, ...]]
    """The ids of the terms in the words of a link or a heading, by the same."""
    in_blocks: Callable[[Sequence[Block], str, date, str], ItemUses]
    """By the blocks of a plain page, their language, the day and the file."""


def make_finder(register: Register) -> TermFinder:
    """Return the finder for one register."""
    if not register.terms:
        return TermFinder(lambda *_: (), lambda *_: (), lambda *_: ItemUses())
    languages = register.site.languages

    @cache
    def make_glossary() -> Glossary:
        return Glossary.of(register.terms.values(), register.ignored, languages=languages)

    def make_lexicon(lang: str, body: str, on: date, key: str) -> Lexicon:
        meeting = register.meetings.get(key)
        return make_glossary().lexicon(
            lang,
            body=body,
            on=on,
            together=meeting.together if meeting else (),
            overrides=meeting.terms if meeting else None,
        )

    def list_initials(key: str) -> frozenset[str]:
        meeting = register.meetings.get(key)
        return frozenset(one.initials for one in meeting.attendees if one.initials) if meeting else frozenset()

    @lru_cache(_KEPT)
    def find(text: str, lang: str, body: str, on: date, key: str) -> tuple[TermUse, ...]:
        if lang not in languages:
            return ()
        return find_in_text(text, make_lexicon(lang, body, on, key), skip=list_initials(key))

    @lru_cache(_KEPT)
    def find_in_title(text: str, lang: str, body: str, on: date, key: str) -> tuple[str, ...]:
        if lang not in languages:
            return ()
        heading = Block("heading", 0, 0, inlines=(Inline("text", text),), text=text)
        return find_uses(heading, (), make_lexicon(lang, body, on, key), skip=list_initials(key)).mentioned

    def find_in_blocks(blocks: Sequence[Block], lang: str, on: date, path: str) -> ItemUses:
        if lang not in languages:
            return ItemUses()
        found = find_uses(None, blocks, make_glossary().lexicon(lang, on=on))
        return add_references(found, blocks, register.prose[path].references)

    return TermFinder(find, find_in_title, find_in_blocks)
