"""Says which Markdown files count, and in which language each is; reads the plain pages.

In: sources and the site's languages. Out: the files of each meeting, and raw pages, with every fault that one file can have by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.load.archive import RawPlainPage
from minutebook.load.minutes import MeetingFiles
from minutebook.load.reading import Reading
from minutebook.markdown import parse
from minutebook.schema import RawPage, read
from minutebook.sources import Source
from minutebook.texts import find_pointers

LANGUAGE_TWICE = rule(
    "language-twice",
    "error",
    "Two files hold the same minutes, or the same page, in one language.",
    why="Both would have one address, and nobody could say which of them to show.",
    bad="2024-01-10.md and 2024-01-10.en.md, where English is the first language in site.yml",
    good="2024-01-10.md and 2024-01-10.cy.md",
)


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


def list_meetings(reading: Reading, languages: tuple[str, ...]) -> tuple[MeetingFiles, ...]:
    """Return the files of each meeting that count, by date, body and number. Reads none of them."""
    known = _list_languages(reading, reading.of_kind("minutes"), languages)
    groups: dict[tuple[date, str, int], list[tuple[Source, str]]] = defaultdict(list)
    # The first language's file of a meeting comes first: it holds the facts, unless there is none.
    for source, lang in sorted(known, key=lambda pair: (languages.index(pair[1]), pair[0].path)):
        if source.date is None:
            raise ValueError(f"{source.path} has no date")
        groups[source.date, source.owner, source.number].append((source, lang))
    return tuple(MeetingFiles(body, day, number, tuple(files)) for (day, body, number), files in sorted(groups.items()))
