"""The languages of each meeting compared, kept until that meeting changes.

In: the register, what is recalled. Out: the editions of every public meeting that has minutes, unpacked when somebody asks, and a digest of each,
so that nobody need ask. When files were changed is not kept: git's history is read at each build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from minutebook.codec import codec_for, digest
from minutebook.model import Meeting, Register
from minutebook.parity.editions import Edition, compare_meetings, date_editions, has_minutes
from minutebook.recall import Kept, Recall

_TABLE: Final = "editions"


@dataclass(frozen=True, slots=True)
class _Compared:
    """A meeting in each language of the site, without ages."""

    editions: tuple[Edition, ...]


class Editions(Mapping[str, tuple[Edition, ...]]):
    """The editions of each meeting by its key, in the order of the register; nothing for a site of one language."""

    def __init__(self, register: Register, recall: Recall | None = None) -> None:
        """Compare the meetings of which nothing is known, and note that for the next build."""
        languages, self._history = register.site.languages, register.history
        public = register.meetings.values() if len(languages) > 1 else ()
        chosen = [one for one in public if one.publish and has_minutes(one, register.today)]
        known = _read(recall, stamp := digest("\0".join(languages).encode())) if recall else {}
        fresh = [one for one in chosen if one.key not in known]
        codec = codec_for(_Compared)
        made = [codec.pack(_Compared(editions)) for editions in compare_meetings(register, fresh)]
        known |= {one.key: packed for one, packed in zip(fresh, made, strict=True)}
        self._packed = {one.key: known[one.key] for one in chosen}
        self.digests: Mapping[str, str] = {one.key: self._digest(one) for one in chosen}
        """By key, of all that `__getitem__` returns."""
        if recall and recall.store is not None:
            recall.write(_TABLE, [(one, Kept(stamp, packed)) for one, packed in zip(fresh, made, strict=True)])
            recall.store.keep_only(_TABLE, self._packed)

    def __getitem__(self, key: str) -> tuple[Edition, ...]:
        return tuple(date_editions(codec_for(_Compared).unpack(self._packed[key]).editions, self._history))

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def _digest(self, meeting: Meeting) -> str:
        days = [sorted({change.date for change in self._history.get(one.path, ())}) for one in meeting.versions]
        return digest(self._packed[meeting.key], repr(days).encode())


def _read(recall: Recall, stamp: str) -> dict[str, bytes]:
    return {key: kept.value for key, kept in recall.read(_TABLE).items() if kept.stamp == stamp}
