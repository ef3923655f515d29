"""Finds the terms of the whole archive, once, for checks and pages alike.

In: the register, the lines of its files, what is kept. Out: uses by file and item, and faults: letters with two meanings, letters that
nobody explains. What stands in one meeting is found by `reading`, or recalled; what depends on all of them is put together here, from what
was noted, without a look at a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from minutebook.acronyms import Glossary, report_ambiguous, report_others, report_unexplained
from minutebook.glossing.kept import KeptTerms, Packed
from minutebook.glossing.reading import SHORTEST_WORD, read_meeting
from minutebook.glossing.values import FileTerms, Glossed, ItemsByFile, MeetingTerms, ReadLines
from minutebook.model import Register
from minutebook.processes import can_copy, work_through
from minutebook.recall import Recall

_FEW: Final = 64
"""Meetings for which other processes are not worth their start."""
_BATCH: Final = 16


def gloss(register: Register, read_lines: ReadLines, recall: Recall | None = None, jobs: int = 1) -> Glossed:
    """Search every item of every version that `recall` does not know, by up to `jobs` processes."""
    recall = recall or Recall()
    glossary = Glossary.of(register.terms.values(), register.ignored, languages=register.site.languages)
    kept = KeptTerms(recall, register, glossary)
    known = {key: kept.find(meeting) for key, meeting in register.meetings.items()}
    fresh = tuple(key for key, found in known.items() if found is None)
    reading = Reading(register, glossary, read_lines, recall, fresh)
    for key, found in _read_all(reading, kept, jobs):
        known[key] = found
    kept.keep()
    meetings = {key: found for key, found in known.items() if found is not None}
    files = {one.path: one for found in meetings.values() for one in found.files}
    sightings = [one for found in files.values() for one in found.sightings]
    plain = find_plain_words(files.values(), {one.letters for one in sightings}) - {
        one.letters for one in sightings if one.elsewhere
    }
    diagnostics = chain(
        report_ambiguous(
            ((one.letters, one.terms, one.place) for found in files.values() for one in found.open_letters),
            register.terms,
        ),
        report_others(((one.other, one.place) for found in files.values() for one in found.others), register.terms),
        report_unexplained(one for one in sightings if one.letters not in plain),
    )
    return Glossed(ItemsByFile(files, plain), tuple(diagnostics), meetings, plain, kept.digests)


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to do, for other processes."""

    register: Register
    glossary: Glossary
    read_lines: ReadLines
    recall: Recall
    keys: tuple[str, ...]
    """Of the meetings to be read."""

    def read(self, number: int) -> MeetingTerms:
        """Read a meeting by its number."""
        return read_meeting(
            self.register.meetings[self.keys[number]], self.register.prose, self.glossary, self.read_lines
        )

    def pack(self, number: int, found: MeetingTerms) -> Packed:
        """Pack what was found in it."""
        return Packed.of(found, self.register.meetings[self.keys[number]], self.register.prose)


def _read_all(reading: Reading, kept: KeptTerms, jobs: int) -> Iterator[tuple[str, MeetingTerms]]:
    meetings = [reading.register.meetings[key] for key in reading.keys]
    if jobs > 1 and len(meetings) > _FEW and can_copy():
        results = work_through(_start, reading, len(meetings), jobs, batch=_BATCH)
        for meeting, (packed, changed) in zip(meetings, results, strict=True):
            reading.recall.note_changed(changed)
            kept.add(meeting, packed)
            yield meeting.key, packed.unpack()
        return
    for number, meeting in enumerate(meetings):
        found = reading.read(number)
        if reading.recall.store is not None:
            kept.add(meeting, reading.pack(number, found))
        yield meeting.key, found


def _start(reading: Reading) -> Callable[[int], tuple[Packed, tuple[str, ...]]]:
    """Return what a process does with a number."""

    def make(number: int) -> tuple[Packed, tuple[str, ...]]:
        packed = reading.pack(number, reading.read(number))
        return packed, reading.recall.list_changed(reading.register.meetings[reading.keys[number]])

    return make


def find_plain_words(files: Iterable[FileTerms], letters: Iterable[str]) -> frozenset[str]:
    """Return those of `letters` that are words in capitals: four or more, which the archive writes in small letters too."""
    sought = {
        word.lower(): word for word in letters if len(word) >= SHORTEST_WORD and word.isalpha() and word.isupper()
    }
    missing = set(sought)
    for found in files:
        if not missing:
            break
        missing.difference_update(found.small.split(" "))
    return frozenset(word for small, word in sought.items() if small not in missing)
