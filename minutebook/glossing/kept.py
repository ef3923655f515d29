"""What was found in meetings at earlier builds, and which of it still holds.

In: what is recalled, the glossary as it is now. Out: values of meetings that no change of the glossary can have touched. Each was found with some
glossary; as long as that one is kept too, one can tell what changed since, and whether anything of it was looked up in these minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from minutebook.acronyms import Change, Glossary, compare_glossaries, find_marked, mark_words
from minutebook.codec import UnreadableError, codec_for, digest
from minutebook.glossing.entries import Entries
from minutebook.glossing.reading import list_searched
from minutebook.glossing.values import MeetingTerms
from minutebook.model import Meeting, Prose, Register
from minutebook.recall import Kept, Recall

_TABLE: Final = "terms"
_WORD_TABLE: Final = "words"
_GLOSSARIES: Final = "glossaries"
_MOST: Final = 6
"""Glossaries that are kept. What was found with more than that is put down as found with the present one."""
_SIZE: Final = 8
"""Bytes that say how long a part of a value is."""
_ROWS: Final = 256
"""So many values are written at once."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was found in one meeting, as bytes."""

    light: bytes
    rest: bytes
    """Its deferred part."""
    words: bytes
    """The marks of all its words (see `acronyms.marks`): at some of them a new entry of the glossary may begin."""

    @classmethod
    def of(cls, found: MeetingTerms, meeting: Meeting, prose: Mapping[str, Prose]) -> Packed:
        """Pack what was found in a meeting."""
        return cls(*codec_for(MeetingTerms).pack_apart(found), mark_words(list_searched(meeting, prose)))

    @classmethod
    def read(cls, value: bytes) -> Packed:
        """Return what `join` made. Raises UnreadableError."""
        end = _SIZE + int.from_bytes(value[:_SIZE], "big")
        if not _SIZE <= end <= len(value):
            raise UnreadableError("too short")
        return cls(value[_SIZE:end], value[end:], b"")

    def join(self) -> bytes:
        """Return all but the words in one."""
        return len(self.light).to_bytes(_SIZE, "big") + self.light + self.rest

    def unpack(self) -> MeetingTerms:
        """Return what was found; its deferred part stays packed for now. Raises UnreadableError."""
        return codec_for(MeetingTerms).unpack_apart(self.light, self.rest)


class KeptTerms:
    """What is known of meetings, as long as one build lasts."""

    def __init__(self, recall: Recall, register: Register, glossary: Glossary) -> None:
        """Read what is kept; unpack nothing yet."""
        self._recall = recall
        self._glossary = glossary
        self._packed = codec_for(Entries).pack(Entries.of(register))
        self._now = digest(self._packed)
        self._rows = recall.read(_TABLE)
        self._changes: dict[str, Mapping[str, Change] | None] = {self._now: {}}
        self._fresh: list[tuple[Meeting, Kept]] = []
        self._words: list[tuple[Meeting, Kept]] = []
        self._older: list[tuple[Meeting, Kept]] = []
        self.digests: dict[str, str] = {}
        """Of what the deferred part of each meeting's value holds, by the paths of its files."""

    def find(self, meeting: Meeting) -> MeetingTerms | None:
        """Return what was found in a meeting, if it would be found again."""
        row = self._rows.pop(meeting.key, None)
        if row is None or (changes := self._compare(row.stamp)) is None:
            return None
        try:
            packed = Packed.read(row.value)
            found = packed.unpack()
            if changes and self._is_touched(meeting, found, changes):
                return None
        except (UnreadableError, LookupError):
            return None
        if row.stamp != self._now:
            self._older.append((meeting, row))
        self._note_digest(meeting, packed)
        return found

    def add(self, meeting: Meeting, packed: Packed) -> None:
        """Note what was found in a meeting now."""
        self._note_digest(meeting, packed)
        if self._recall.store is not None:
            self._fresh.append((meeting, Kept(self._now, packed.join())))
            self._words.append((meeting, Kept(self._now, packed.words)))
            if len(self._fresh) >= _ROWS:
                self._write()

    def keep(self) -> None:
        """Write down what is new, for the next build."""
        store = self._recall.store
        if store is None:
            return
        stamps = {row.stamp for _, row in self._older}
        if len(stamps) >= _MOST:
            self._fresh += [(meeting, Kept(self._now, row.value)) for meeting, row in self._older]
            stamps = set()
        self._write()
        self._recall.drop_others(_TABLE)
        self._recall.drop_others(_WORD_TABLE)
        if store.read(_GLOSSARIES, self._now) != self._packed:
            store.write(_GLOSSARIES, self._now, self._packed)
        store.keep_only(_GLOSSARIES, {self._now, *stamps})

    def _write(self) -> None:
        self._recall.write(_TABLE, self._fresh)
        self._recall.write(_WORD_TABLE, self._words)
        self._fresh, self._words = [], []

    def _is_touched(self, meeting: Meeting, found: MeetingTerms, changes: Mapping[str, Change]) -> bool:
        """Whether something else might be found now. Raises LookupError."""

        def has_word(words: Collection[str]) -> bool:
            kept = self._recall.read_one(_WORD_TABLE, meeting)
            # Where they are lost, any may be there.
            return kept is None or bool(find_marked(kept.value, words))

        return any(changes[one.lang].touches(one.asked.split("\n"), has_word) for one in found.files)

    def _note_digest(self, meeting: Meeting, packed: Packed) -> None:
        found = digest(packed.rest)
        self.digests.update((version.path, found) for version in meeting.versions)

    def _compare(self, stamp: str) -> Mapping[str, Change] | None:
        """Return what changed since a glossary, by language (nothing: it is the same); None where that one is no longer known."""
        if stamp not in self._changes:
            self._changes[stamp] = self._read_changes(stamp)
        return self._changes[stamp]

    def _read_changes(self, stamp: str) -> Mapping[str, Change] | None:
        packed = self._recall.store.read(_GLOSSARIES, stamp) if self._recall.store else None
        if packed is None or digest(packed) != stamp:
            return None
        try:
            entries = codec_for(Entries).unpack(packed)
        except UnreadableError:
            return None
        return compare_glossaries(entries.index(), self._glossary)
