"""Makes entries of the glossary from a list of acronyms: a table with their letters and what they stand for.

In: the rows of a table, and the letters that the glossary has. Out: new entries, and each row that was left out, with its line and why.
Never guesses which of several meanings holds where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minutebook.i18n import RECORD_WORDS
from minutebook.importers.tables import Row, TableError
from minutebook.termfile import NewEntry
from minutebook.yamlnodes import Plain

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "letters": (
        *("abbreviation", "abbreviations", "abbr", "acronym", "acronyms", "letters", "short form", "initials"),
        *("initialism", "term", "talfyriad", "llythrennau"),
    ),
    "meaning": (
        *("definition", "meaning", "long form", "expansion", "stands for", "full name", "in full", "full form"),
        *("en", "english", "ystyr", "words", "full title", "title", "name", "description"),
    ),
    "cy": ("cy", "welsh", "cymraeg"),
    "cy_term": ("cy_term", "welsh acronym", "welsh letters"),
    "about": ("about", "info", "information", "notes", "note", "comment", "comments", "explanation", "description"),
    "url": ("url", "link", "website", "web", "address", "more"),
}
"""What a column may be called, by what it holds."""

_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_NOTE = re.compile(r"(\S.*?)\s+\(([^()]*)\)")
_QUOTES = "'\"‘’“” "
_LONGEST = 100
"""Letters of a meaning that can still be read in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that made no entry, or not all of one."""

    line: int
    letters: str
    why: str


@dataclass(frozen=True, slots=True)
class TermList:
    """What a list gives to the glossary."""

    entries: tuple[NewEntry, ...]
    several: tuple[str, ...]
    """Letters that come with more than one meaning."""
    known: int
    """Rows whose letters the glossary has already."""
    left_out: tuple[LeftOut, ...]


def read_terms(rows: Sequence[Row], known: Collection[str], lang: str) -> TermList:
    """Return new entries for the letters in `rows` that are not `known`, in the order of the list.

    `lang` is the first language of the site, in which a list is that does not say otherwise. Letters with several
    meanings come in as `expand: never`: their links lead to the entry, which shows them all. Raises TableError where it
    cannot be told which column holds what.
    """
    columns, body = _find_columns(rows)
    meanings: dict[str, list[dict[str, Plain]]] = {}
    left_out: list[LeftOut] = []
    skipped = 0
    for row in body:
        cells = {name: row.cells[number] for name, number in columns.items() if number < len(row.cells)}
        letters, note = _split_note(cells.get("letters", ""))
        words = cells.get("meaning", "")
        if why := _find_hindrance(letters, words, cells.get("cy", "")):
            left_out.append(LeftOut(row.line, letters, why))
        elif letters in known:
            skipped += 1
        else:
            meaning, dropped = _make_meaning(letters, words, note, cells, lang)
            if dropped:
                left_out.append(LeftOut(row.line, letters, dropped))
            _add(meanings.setdefault(letters, []), meaning, lang)
    several = tuple(letters for letters, found in meanings.items() if len(found) > 1)
    for letters in several:
        for meaning in meanings[letters]:
            meaning["expand"] = "never"
    entries = tuple(NewEntry(letters, tuple(found)) for letters, found in meanings.items())
    return TermList(entries, several, skipped, tuple(left_out))


def _find_columns(rows: Sequence[Row]) -> tuple[Mapping[str, int], Sequence[Row]]:
    names = [cell.casefold() for cell in rows[0].cells]
    found: dict[str, int] = {}
    for what, known in _COLUMNS.items():
        for number, name in enumerate(names):
            if name in known and number not in found.values():
                found[what] = number
                break
    if "letters" in found and ("meaning" in found or "cy" in found):
        return found, rows[1:]
    if not found and len(names) > 1 and rows[0].cells[0][:1].isupper() and not rows[0].cells[0][1:].islower():
        # No header: the first row is a term already.
        return {"letters": 0, "meaning": 1}, rows
    raise TableError(
        f"Line {rows[0].line} does not say which column holds what. Call the columns Acronym and Meaning "
        "(and, if there are more: Welsh, About, Link)."
    )


def _split_note(letters: str) -> tuple[str, str]:
    """Part `SIR (now replaced by IR)` into letters and note. `PCC(S)A` has none."""
    if found := _NOTE.fullmatch(letters):
        return found[1], found[2]
    bare = letters.lstrip(_QUOTES)
    return (bare.rstrip(_QUOTES) if bare != letters else letters), ""


def _find_hindrance(letters: str, words: str, welsh: str) -> str:
    """Return why a row can be no entry; nothing if it can."""
    if not letters:
        return "it has no letters"
    if not words and not welsh:
        return "it has no meaning"
    if letters.casefold() in RECORD_WORDS:
        return "this word opens a record in minutes, so it is never an acronym"
    if letters.casefold() == "ignore":
        return "the glossary keeps this word for itself"
    if not any(sign.isupper() or sign.isdigit() for sign in letters):
        return "it is written like any other word, so every use of that word would be linked"
    return ""


def _make_meaning(
    letters: str, words: str, note: str, cells: Mapping[str, str], lang: str
) -> tuple[dict[str, Plain], str]:
    """Return a meaning by the keys of the format, and what of its row has no place in it."""
    meaning: dict[str, Plain] = {}
    if words:
        meaning[lang] = words
    if cells.get("cy") and lang != "cy":
        meaning["cy"] = cells["cy"]
    if cells.get("cy_term"):
        meaning["cy_term"] = cells["cy_term"]
    if about := ". ".join(filter(None, (cells.get("about", ""), note))).replace("..", "."):
        meaning["about"] = about
    dropped = ""
    if url := cells.get("url", ""):
        if _ADDRESS.fullmatch(url):
            meaning["url"] = url
        else:
            dropped = f'"{url}" is no web address; the rest came in'
    if " " in letters or letters[1:].islower() or len(words) > _LONGEST:
        # Words, or a whole sentence for a meaning: to put it in behind them would not read well.
        meaning["kind"] = "term"
    return meaning, dropped


def _add(meanings: list[dict[str, Plain]], meaning: dict[str, Plain], lang: str) -> None:
    """Add a meaning, unless the list gives it twice: then what only the second says is taken over."""
    for known in meanings:
        if str(known.get(lang, "")).casefold() == str(meaning.get(lang, "")).casefold():
            known.update({key: value for key, value in meaning.items() if key not in known})
            return
    meanings.append(meaning)
