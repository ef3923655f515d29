"""Finds terms in words that stand outside the minutes, with the meaning that they have in these.

In: the register. Out: a finder. The words of one record are shown on several pages, so what was found is kept for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from minutebook.acronyms import Glossary, ItemUses, TermUse, find_in_text, find_uses
from minutebook.model import Block, Register

_KEPT = 4096
"""Texts whose terms are remembered."""


@dataclass(frozen=True, slots=True)
class TermFinder:
    """Two ways to look; without a glossary both find nothing and cost nothing."""

    in_text: Callable[[str, str, str, date, str], tuple[TermUse, ...]]
    """By a text, its language, the body, the day and the key of the meeting (empty for none)."""
    in_blocks: Callable[[Sequence[Block], str, date], ItemUses]
    """By the blocks of a plain page, their language and the day."""


def make_finder(register: Register) -> TermFinder:
    """Return the finder for one register."""
    if not register.terms:
        return TermFinder(lambda *_: (), lambda *_: ItemUses())
    languages = register.site.languages

    @cache
    def make_glossary() -> Glossary:
        return Glossary.of(register.terms.values(), register.ignored, languages=languages)

    @lru_cache(_KEPT)
    def find(text: str, lang: str, body: str, on: date, key: str) -> tuple[TermUse, ...]:
        if lang not in languages:
            return ()
        meeting = register.meetings.get(key)
        lexicon = make_glossary().lexicon(
            lang,
            body=body,
            on=on,
            together=meeting.together if meeting else (),
            overrides=meeting.terms if meeting else None,
        )
        initials = {attendee.initials for attendee in meeting.attendees if attendee.initials} if meeting else set()
        return find_in_text(text, lexicon, skip=initials)

    def find_in_blocks(blocks: Sequence[Block], lang: str, on: date) -> ItemUses:
        return find_uses(None, blocks, make_glossary().lexicon(lang, on=on)) if lang in languages else ItemUses()

    return TermFinder(find, find_in_blocks)
