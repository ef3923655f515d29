"""Reads the Markdown files: minutes with their items and records, and plain pages.

In: sources and the site's languages. Out: raw minutes and pages, with every fault that one file can have by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.items import ITEM_TWICE, RawItem, split_items
from minutebook.load.archive import RawMinutes, RawPlainPage
from minutebook.load.misplaced import check_misplaced, has_facts
from minutebook.load.opening import check_opening
from minutebook.load.reading import Reading
from minutebook.markdown import parse
from minutebook.records.likely import find_likely_decisions
from minutebook.records.scan import find_records
from minutebook.schema import RawFront, RawFrontFurther, RawPage, read
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

LANGUAGE_TWICE = rule(
    "language-twice",
    "error",
    "Two files hold the same minutes, or the same page, in one language.",
    why="Both would have one address, and nobody could say which of them to show.",
    bad="2024-01-10.md and 2024-01-10.en.md, where English is the first language in site.yml",
    good="2024-01-10.md and 2024-01-10.cy.md",
)

_OPENING = re.compile(r"\s*(?:#{1,6}\s+)?")


def load_pages(reading: Reading, languages: tuple[str, ...]) -> list[RawPlainPage]:
    """Return all plain pages that could be read."""
    files = _list_languages(reading, reading.of_kind("page"), languages)
    return [page for source, lang in files if (page := _load_page(reading, source, lang, languages)) is not None]


def _list_languages(
    reading: Reading, sources: Iterable[Source], languages: tuple[str, ...]
) -> list[tuple[Source, str]]:
    """Return files with their languages. Of two in one language that without a suffix counts, and the other is a fault."""
    known = [(source, lang) for source in sources if (lang := reading.find_language(source, languages)) is not None]
    first: dict[tuple[str, date | None, int, str], Source] = {}
    for source, lang in sorted(known, key=lambda pair: bool(pair[0].lang)):
        other = first.setdefault((source.owner, source.date, source.number, lang), source)
        if other is not source:
            message = (
                f"{other.path.rpartition('/')[2]} is in {language_name(lang, 'en')} too, the first language in site.yml, since its name has "
                "none. Put both into one file, or rename the one that is in another language."
            )
            reading.note(source.path, [Diagnostic(LANGUAGE_TWICE, Location(source.path), message)])
    kept = {source.path for source in first.values()}
    return [(source, lang) for source, lang in known if source.path in kept]


def _load_page(reading: Reading, source: Source, lang: str, languages: tuple[str, ...]) -> RawPlainPage | None:
    found_parts = reading.read_parts(source.path)
    if found_parts is None:
        return None
    parts, node = found_parts
    front, wrong = read(RawPage, node, source.path, languages=languages)
    reading.note(source.path, wrong)
    blocks, found = parse(parts.prose, path=source.path, first_line=parts.prose_line)
    reading.note(source.path, found)
    if front is None:
        return None
    title = ""
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        title, blocks = " ".join(blocks[0].text.split()), blocks[1:]
    return RawPlainPage(
        source.path, source.owner, lang, front, title, blocks, find_pointers(parts.prose, parts.prose_line)
    )


def load_minutes(reading: Reading, languages: tuple[str, ...]) -> list[RawMinutes]:
    """Return all minutes by date, body and number, a meeting's first language first."""
    found = []
    first: dict[tuple[str, date, int], RawMinutes | None] = {}
    known = _list_languages(reading, reading.of_kind("minutes"), languages)
    # The first language's file of a meeting comes first: it holds the facts, unless there is none.
    for source, lang in sorted(known, key=lambda pair: (languages.index(pair[1]), pair[0].path)):
        if source.date is None:
            raise ValueError(f"{source.path} has no date")
        meeting = (source.owner, source.date, source.number)
        minutes = _load_one(reading, source, lang, languages, facts=meeting not in first, first=first.get(meeting))
        first.setdefault(meeting, minutes)
        if minutes is not None:
            found.append(minutes)
    return sorted(
        found, key=lambda minutes: (minutes.date, minutes.body, minutes.number, languages.index(minutes.lang))
    )


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
