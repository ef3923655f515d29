"""Finds terms in words that stand outside the minutes, with the meaning that they have in these.

In: the register. Out: a finder. The words of one record are shown on several pages, so what was found is kept for a while. That the glossary, and a
meeting's own word on letters, were asked is noted each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from minutebook.acronyms import Glossary, ItemUses, Lexicon, TermUse, find_in_text, find_uses
from minutebook.glossing import add_references
from minutebook.model import Block, Inline, Register, Target, Term
from minutebook.tracing import Day, Tracer

_ALL, _NOW = "glossary", "terms of today"
_KEPT = 4096
"""Texts whose terms are remembered."""


class TermFinder:
    """Ways to look; without a glossary they find nothing and cost nothing."""

    def __init__(self, register: Register, tracer: Tracer) -> None:
        """Make the glossary of a register, which is not tracked."""
        self._register = register
        self._tracer = tracer
        self._languages = register.site.languages if register.terms else ()
        self._glossary = Glossary.of(register.terms.values(), register.ignored, languages=self._languages)
        self._in_text = lru_cache(_KEPT)(self._find_in_text)
        self._in_title = lru_cache(_KEPT)(self._find_in_title)
        tracer.add_value(_ALL, (tuple(register.terms.values()), sorted(register.ignored), register.site.languages))
        tracer.add_value(_NOW, [term.id for term in register.terms.values() if _holds(term, register.today)])

    def __reduce__(self) -> tuple[type[TermFinder], tuple[Register, Tracer]]:
        """Be made anew in another process: what was found is not sent."""
        return TermFinder, (self._register, self._tracer)

    def in_text(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[TermUse, ...]:
        """Return the terms in a text, by its language, the body, the day and the key of the meeting (empty for none)."""
        return self._in_text(text, lang, body, self._note(on, key), key)

    def in_title(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[str, ...]:
        """Return the ids of the terms in the words of a link or a heading, by the same."""
        return self._in_title(text, lang, body, self._note(on, key), key)

    def in_blocks(self, blocks: Sequence[Block], lang: str, on: date, references: Mapping[str, Target]) -> ItemUses:
        """Return the terms in the blocks of a plain page, by their language, the day and what their references lead to."""
        day = self._note(on, "")
        if lang not in self._languages:
            return ItemUses()
        found = find_uses(None, blocks, self._glossary.lexicon(lang, on=day))
        return add_references(found, blocks, references)

    def _note(self, on: date, key: str) -> date:
        """Note what is asked, and return the day as a plain one."""
        names = self._tracer.names
        names.add(f"{_ALL}*")
        if key:
            names.add(f"outline:{key}")
        if isinstance(on, Day):
            names.add(f"{_NOW}*")
            return on.plain
        return on

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


def _holds(term: Term, day: date) -> bool:
    return not ((term.since and day < term.since.first) or (term.until and day > term.until.last))
