"""Finds terms in words that stand outside the minutes, with the meaning that they have in these.

In: the register. Out: a finder. The words of one record are shown on several pages, so what was found is kept for a while. Each time it is noted that
the glossary was asked, for which words, and a meeting's own word on letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from minutebook.acronyms import Glossary, ItemUses, Lexicon, TermUse, find_in_text, find_uses, list_words, mark_words
from minutebook.codec import codec_for, digest
from minutebook.glossing import DayEntries, add_references
from minutebook.model import Block, Inline, Register, Target, iter_leaves
from minutebook.tracing import Day, Tracer

_KEPT = 4096
"""Texts whose terms are remembered."""


class TermFinder:
    """Ways to look; without a glossary they find nothing and cost nothing."""

    def __init__(self, register: Register, tracer: Tracer) -> None:
        """Make the glossary of a register, which is not tracked."""
        self._register = register
        self._tracer = tracer
        self.is_idle = not register.terms
        """Whether it never finds anything."""
        self._languages = () if self.is_idle else register.site.languages
        self._glossary = Glossary.of(register.terms.values(), register.ignored, languages=self._languages)
        self._in_text = lru_cache(_KEPT)(self._find_in_text)
        self._in_title = lru_cache(_KEPT)(self._find_in_title)
        tracer.add_source("glossary", self._digest_all)

    def __reduce__(self) -> tuple[type[TermFinder], tuple[Register, Tracer]]:
        """Be made anew in another process: what was found is not sent."""
        return TermFinder, (self._register, self._tracer)

    def in_text(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[TermUse, ...]:
        """Return the terms in a text, by its language, the body, the day and the key of the meeting (empty for none)."""
        found, sought = self._in_text(text, lang, body, self._note(on, key), key)
        self._tracer.sought.add(sought)
        return found

    def in_title(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[str, ...]:
        """Return the ids of the terms in the words of a link or a heading, by the same."""
        found, sought = self._in_title(text, lang, body, self._note(on, key), key)
        self._tracer.sought.add(sought)
        return found

    def in_blocks(self, blocks: Sequence[Block], lang: str, on: date, references: Mapping[str, Target]) -> ItemUses:
        """Return the terms in the blocks of a plain page, by their language, the day and what their references lead to."""
        day = self._note(on, "")
        if lang not in self._languages:
            return ItemUses()
        lexicon = self._glossary.lexicon(lang, on=day)
        found = find_uses(None, blocks, lexicon)
        self._tracer.sought.add(_mark(lexicon, *(leaf.text for leaf in iter_leaves(tuple(blocks)))))
        return add_references(found, blocks, references)

    def _note(self, on: date, key: str) -> date:
        """Note what is asked, and return the day as a plain one: whether a term holds today is a part of the glossary as it is read."""
        names = self._tracer.names
        names.add("glossary*")
        if key:
            names.add(f"outline:{key}")
        return on.plain if isinstance(on, Day) else on

    def _digest_all(self, _: str) -> bytes:
        return digest(codec_for(DayEntries).pack(DayEntries.of(self._register))).encode()

    def _find_in_text(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[tuple[TermUse, ...], bytes]:
        """Return terms, and the marks of all words that were looked up or would be if the glossary had them."""
        if lang not in self._languages:
            return (), b""
        lexicon = self._make_lexicon(lang, body, on, key)
        found = find_in_text(text, lexicon, skip=self._list_initials(key))
        return found, _mark(lexicon, text)

    def _find_in_title(self, text: str, lang: str, body: str, on: date, key: str) -> tuple[tuple[str, ...], bytes]:
        if lang not in self._languages:
            return (), b""
        lexicon = self._make_lexicon(lang, body, on, key)
        heading = Block("heading", 0, 0, inlines=(Inline("text", text),), text=text)
        found = find_uses(heading, (), lexicon, skip=self._list_initials(key)).mentioned
        return found, _mark(lexicon, text)

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


def _mark(lexicon: Lexicon, *texts: str) -> bytes:
    """Return the marks of all words of texts and of what was looked up there: the words themselves would take nine times the room."""
    return mark_words(lexicon.list_asked().union(*map(list_words, texts)))
