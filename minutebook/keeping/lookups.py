"""What pages looked up in the glossary, and for which of its letters they would find something else there now.

In: the register; the marks of the words that a page looked up, what it brought to the index. Out: letters, by page. The glossary of the last build is
kept, so that a change of it counts for those pages alone on which its letters, or their meanings, may stand. Where anything is lost, any letters may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Final

from minutebook.acronyms import Change, compare_glossaries
from minutebook.cache import Store
from minutebook.codec import UnreadableError, codec_for
from minutebook.glossing import DayEntries
from minutebook.model import Register
from minutebook.search import Rewording, compare_written

NAMES: Final = frozenset(("glossary*", "extractor*"))
"""Reads of which it is known what each page looked for: letters in the words that it shows, meanings of letters in what it brings to the index."""
_TABLE: Final = "lookups"
_GLOSSARY: Final = "glossary of lookups"
_ANY: Final = ("",)
"""Any letters."""


class Lookups:
    """The look-ups of the pages of the last build, and of those made now. What is written holds after the commit."""

    def __init__(self, store: Store, register: Register) -> None:
        """Read nothing yet."""
        self._store = store
        self._register = register

    def find_letters(self, path: str) -> Collection[str]:
        """Return the letters of which the glossary may say something else in the words of a page; an empty one for any letters."""
        changes = self._changes
        marks = self._store.read(_TABLE, path)
        if changes is None or marks is None or any(change.everywhere for change in changes):
            return _ANY
        return {letters for change in changes for letters in change.find_letters(marks)}

    def find_meanings(self, packed: bytes | None) -> Collection[str]:
        """Return the letters whose meaning may stand in what a page brought to the index, and be another now, or no longer one; as above."""
        rewording = self._rewording
        try:
            return _ANY if rewording is None or packed is None else rewording.find_letters(packed)
        except UnreadableError:
            return _ANY

    def write(self, path: str, marks: bytes) -> None:
        """Keep the marks of what a page that was made looked up, in the place of what it did."""
        if marks:
            self._store.write(_TABLE, path, marks)
        else:
            self._store.forget(_TABLE, (path,))

    def save(self, paths: Collection[str], gone: Iterable[str] | None, *, scrubs: bool) -> None:
        """Keep the glossary as it is now, and drop what is of pages that are `gone`; where these are not known, of all but those at `paths`.

        With `scrubs` no trace of that is left: marks do not say which words there were, but whether a word may have been among them.
        """
        if gone is None or scrubs:
            self._store.keep_only(_TABLE, paths, scrubs=scrubs)
        else:
            self._store.forget(_TABLE, gone)
        packed = codec_for(DayEntries).pack(self._now)
        if self._store.read(_GLOSSARY, _GLOSSARY) != packed:
            self._store.write(_GLOSSARY, _GLOSSARY, packed)

    @cached_property
    def _now(self) -> DayEntries:
        return DayEntries.of(self._register)

    @cached_property
    def _before(self) -> DayEntries | None:
        """What the pages of the last build were made with, or would have been."""
        packed = self._store.read(_GLOSSARY, _GLOSSARY)
        try:
            return codec_for(DayEntries).unpack(packed) if packed is not None else None
        except UnreadableError:
            return None

    @cached_property
    def _changes(self) -> tuple[Change, ...] | None:
        """What changed, in each language: a page may have words of several. None where nobody knows."""
        before, now = self._before, self._now
        if before is None:
            return None
        glossary = now.entries.index()
        changes = tuple(compare_glossaries(before.entries.index(), glossary).values())
        if passed := set(before.holding) ^ set(now.holding):
            # What begins or ends today counts as if it were new.
            others = replace(now.entries, terms=tuple(term for term in now.entries.terms if term.id not in passed))
            changes += tuple(compare_glossaries(others.index(), glossary).values())
        return changes

    @cached_property
    def _rewording(self) -> Rewording | None:
        before, now = self._before, self._now.entries
        return compare_written(before.entries.terms, now.terms, now.languages) if before else None
