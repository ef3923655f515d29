"""Reads the Markdown files of one meeting: minutes with their items and records.

In: its files and the site's languages. Out: raw minutes, with every fault that one file can have by itself. Looks at no other meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minutebook.diagnostics import Diagnostic, rule
from minutebook.items import ITEM_TWICE, RawItem, split_items
from minutebook.load.archive import RawMinutes
from minutebook.load.misplaced import check_misplaced, has_facts
from minutebook.load.opening import check_opening
from minutebook.load.reading import Reading
from minutebook.markdown import parse
from minutebook.records.likely import find_likely_decisions
from minutebook.records.scan import find_records
from minutebook.schema import RawFront, RawFrontFurther, read
from minutebook.sources import Source
from minutebook.texts import Parts, find_pointers

WRONG_DATE = rule(
    "date-not-of-file",
    "error",
    "The date in the front matter is not that of the file's name.",
    why="The address of the page comes from the name, so that the two would contradict each other.",
    bad="date: 2023-04-19 in 2023-04-18.md",
    good="date: 2023-04-18 in 2023-04-18.md",
)

_OPENING = re.compile(r"\s*(?:#{1,6}\s+)?")


def write_key(body: str, day: date, number: int) -> str:
    """Return the key of the n-th meeting of a body on a day."""
    return f"{body}/{day}" + (f"-{number}" if number > 1 else "")


@dataclass(frozen=True, slots=True)
class MeetingFiles:
    """The files of one meeting that count."""

    body: str
    date: date
    number: int
    files: tuple[tuple[Source, str], ...]
    """Each with its language, the first language first: that file holds the facts."""

    @property
    def key(self) -> str:
        """The meeting's key: `cabinet/2023-04-18`, or `cabinet/2023-04-18-2`."""
        return write_key(self.body, self.date, self.number)


@dataclass(frozen=True, slots=True)
class LoadedMeeting:
    """What the files of one meeting say."""

    minutes: tuple[RawMinutes, ...]
    """Those that could be read, the first language first."""
    faults: tuple[Diagnostic, ...]
    broken: frozenset[str]
    """Paths of the files that could not be read, or not all of them."""
    same: bool
    """Whether every file still had the bytes by which it was found."""


def load_meeting(root: Path, meeting: MeetingFiles, languages: tuple[str, ...]) -> LoadedMeeting:
    """Read one meeting."""
    reading = Reading(root, ())
    found: list[RawMinutes | None] = []
    same = True
    for source, lang in meeting.files:
        found.append(_load_one(reading, source, lang, languages, facts=not found, first=found[0] if found else None))
        same = same and reading.digests.get(source.path) == source.digest
    minutes = tuple(one for one in found if one is not None)
    return LoadedMeeting(minutes, tuple(reading.faults), frozenset(reading.broken), same)


def _load_one(
    reading: Reading, source: Source, lang: str, languages: tuple[str, ...], *, facts: bool, first: RawMinutes | None
) -> RawMinutes | None:
    """Return one file of minutes. With `facts` they stand in it; else in `first`, None where that cannot be read."""
    read_parts = reading.read_parts(source.path)
    if read_parts is None or source.date is None:
        return None
    parts, node = read_parts
    unopened = check_opening(parts.prose, source.path, parts.prose_line) if node is None else []
    reading.note(source.path, unopened)
    front: RawFront | None = None
    words: RawFrontFurther | None = None
    if facts:
        front, wrong = read(RawFront, node, source.path, languages=_order(lang, languages), partly=True)
        reading.note(source.path, wrong)
        if front is not None and front.date is not None and front.date != source.date:
            message = f"date: {front.date}, but the file is named {source.date}. Take the line out, or rename the file."
            reading.note(source.path, [Diagnostic(WRONG_DATE, front.at("date"), message)])
    else:
        words, wrong = read(RawFrontFurther, node, source.path, languages=_order(lang, languages), partly=True)
        misplaced: list[Diagnostic] = []
        if (
            first is not None
            and first.front is not None
            and not has_facts(first.front)
            and first.path not in reading.broken
        ):
            misplaced = check_misplaced(node, source.path, first.path, _order(lang, languages))
        reading.note(source.path, misplaced or wrong)
    blocks, found = parse(parts.prose, path=source.path, first_line=parts.prose_line)
    outline = split_items(blocks, source.path)
    records = find_records(outline.items, path=source.path, on=source.date, languages=_order(lang, languages))
    if unopened:
        # Its closing line is no underline: what to write there has been said.
        found = [fault for fault in found if fault.code != "underline"]
    # Which address an item of a further language has in the end is known only beside the first's.
    odd = [fault for fault in outline.found if facts or fault.code != ITEM_TWICE.code]
    reading.note(source.path, [*found, *odd, *records.diagnostics])
    for item in outline.items:
        reading.note(source.path, find_likely_decisions(item, records.records, path=source.path))
    return RawMinutes(
        source.path,
        source.digest,
        source.owner,
        source.date,
        source.number,
        lang,
        front,
        words,
        outline.title,
        outline.items,
        records.records,
        records.documents,
        find_pointers(parts.prose, parts.prose_line),
        _find_columns(outline.items, parts),
    )


def _find_columns(items: Sequence[RawItem], parts: Parts) -> dict[int, int]:
    """Return the column of each item's first word, behind the signs of its heading, by the item's line."""
    lines = parts.prose.split("\n")
    columns = {}
    for item in items:
        if (at := item.line - parts.prose_line) < len(lines) and (found := _OPENING.match(lines[at])):
            columns[item.line] = found.end() + 1
    return columns


def _order(lang: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages with that of a file first: a text of one string is in it."""
    return (lang, *(code for code in languages if code != lang))
