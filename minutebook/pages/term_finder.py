"""Finds terms in words that stand outside the minutes, with the meaning that they have in these.

In: the register. Out: a finder. The words of one record are shown on several pages, so what was found is kept for a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from minutebook.acronyms import Glossary, ItemUses, Lexicon, TermUse, find_in_text, find_uses
from minutebook.glossing import add_references
from minutebook.model import Block, Inline, Register

_KEPT = 4096
"""Texts whose terms are remembered."""


class TermFinder:
    """Ways to look; without a glossary they find nothing and cost nothing."""

    def __init__(self, register: Register) -> None:
        """Make the glossary of a register."""
        self._register = register
        self._languages = register.site.languages if register.terms else ()
        self._glossary = Glossary.of(register.terms.values(), register.ignored, languages=self._languages)
        self.in_text = lru_cache(_KEPT)(self._find_in_text)
        """The terms in a text, by its language, the body, the day and the key of the meeting (empty for none)."""
        self.in_title = lru_cache(_KEPT)(self._find_in_title)
        """The ids of the terms in the words of a link or a heading, by the same."""

    def __reduce__(self) -> tuple[type[TermFinder], tuple[Register]]:
        """Be made anew in another process: what was found is not sent."""
        return TermFinder, (self._register,)

    def in_blocks(self, blocks: Sequence[Block], lang: str, on: date, path: str) -> ItemUses:
        """Return the terms in the blocks of a plain page, by their language, the day and the file."""
        if lang not in self._languages:
            return ItemUses()
        found = find_uses(None, blocks, self._glossary.lexicon(lang, on=on))
        return add_references(found, blocks, self._register.prose[path].references)

    def _find_in_text(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[TermUse, ...]:
        if lang not in self._languages:
            return ()
        return find_in_text(text, self._make_lexicon(lang, body, on, key), skip=self._list_initials(key))

    def _find_in_title(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[str, ...]:
        if lang not in self._languages:
            return ()
        heading = Block("heading", 0, 0, inlines=(Inline("text", text),), text=text)
        return find_uses(heading, (), self._make_lexicon(lang, body, on, key), skip=self._list_initials(key)).mentioned

    def _make_lexicon(self, lang: str, body: str, on: date, key: str) -> Lexicon:
        meeting = self._register.meetings.get(key)
        return self._glossary.lexicon(
            lang,
            body=body,
            on=on,
            together=meeting.together if meeting else (),
            overrides=meeting.terms if meeting else None,
        )

    def _list_initials(self, key: str) -> frozenset[str]:
        meeting = self._register.meetings.get(key)
        return frozenset(one.initials for one in meeting.attendees if one.initials) if meeting else frozenset()
