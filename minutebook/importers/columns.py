"""Finds which column of a table of acronyms holds what, by the titles that people give to columns.

In: the rows of a table. Out: columns by what they hold, the rows below the titles, and what was passed over. It looks into no row below the titles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minutebook.i18n import LANGUAGES, language_name
from minutebook.importers.tables import Row, TableError
from minutebook.schema import name_letters_key

_EXACT: Final[Mapping[str, tuple[str, ...]]] = {
    "letters": ("short form", "initialism", "term"),
    "meaning": ("name", "title", "full title", "expansion"),
    "about": ("about", "info", "information", "notes", "note", "comment", "comments", "explanation"),
    "url": ("url", "link", "website", "web", "address", "more"),
}
_LETTERS: Final = frozenset(
    ("acronym", "acronyms", "abbreviation", "abbreviations", "abbr", "letters", "initials", "talfyriad", "llythrennau")
)
_MEANING: Final = frozenset(
    ("meaning", "definition", "description", "words", "full", "stands", "long", "ystyr", "disgrifiad")
)
_NAMES: Final = {
    name.casefold(): code
    for code in LANGUAGES
    for name in (code, *(language_name(code, other) for other in LANGUAGES))
    if name.isalpha()
}
"""What a language is called, in each of the languages, with its code: `saesneg` is `en`."""
_LETTERS_IN: Final = {"talfyriad": "cy", "llythrennau": "cy"}
"""Words that mean the letters of their own language where they stand beside a column of letters."""
_SEARCHED = 10
"""Rows in which the titles are looked for: lists have a name, or a date, above them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold."""

    places: Mapping[str, int]
    """Columns from 0, by `letters`, `meaning`, `about`, `url`, and by language `cy`, `cy_term`."""
    rows: tuple[Row, ...]
    """The rows below the titles."""
    line: int
    """Of the titles."""
    passed_over: tuple[str, ...]
    """Columns that nothing is taken from, by their titles."""


def find_columns(rows: Sequence[Row], lang: str) -> Columns:
    """Return what the columns hold. `lang` is the first language of the site.

    Raises TableError where the titles do not say it.
    """
    for number, row in enumerate(rows[:_SEARCHED]):
        places = _read_titles(row, lang)
        if "letters" in places and not places.keys().isdisjoint(("meaning", *LANGUAGES)):
            left = tuple(
                f'"{title}"' for column, title in enumerate(row.cells) if title and column not in places.values()
            )
            return Columns(places, tuple(rows[number + 1 :]), row.line, left)
    first = rows[0]
    if len(first.cells) > 1 and not _read_titles(first, lang) and _may_be_letters(first.cells[0]):
        # No titles: the first row is a term already.
        left = tuple(f"number {column + 1}" for column in range(2, len(first.cells)))
        return Columns({"letters": 0, "meaning": 1}, tuple(rows), first.line, left)
    raise TableError(
        f"Line {first.line} does not say which column holds what, nor do the lines below it. Call the columns Acronym and "
        "Meaning (and, if there are more: Welsh, Welsh acronym, About, Link)."
    )


def _read_titles(row: Row, lang: str) -> dict[str, int]:
    found: dict[str, int] = {}
    kinds = [_read_title(cell) for cell in row.cells]
    # `Talfyriad` is the Welsh word: beside `Acronym` it means the Welsh letters, alone the letters.
    owners = [
        _find_code(cell, _LETTERS_IN) if kind == "letters" else "" for kind, cell in zip(kinds, row.cells, strict=True)
    ]
    beside = any(kind == "letters" and not owner for kind, owner in zip(kinds, owners, strict=True))
    for column, (kind, owner) in enumerate(zip(kinds, owners, strict=True)):
        what = name_letters_key(owner) if owner and beside else kind
        if what == "description":
            what = "about" if found.keys() & {"meaning", lang} or _has_other(kinds[column + 1 :], lang) else "meaning"
        if what and what not in found:
            found[what] = column
    if "letters" not in found and (own := found.pop(name_letters_key(lang), None)) is not None:
        # Letters by language alone: those of the first language are the key of the entry.
        found["letters"] = own
    return found


def _has_other(kinds: Sequence[str], lang: str) -> bool:
    return any(kind in ("meaning", lang) for kind in kinds)


def _read_title(cell: str) -> str:
    """Return what a column of this title holds; nothing if it does not say."""
    name, words = cell.casefold().strip(), _words(cell)
    for what, names in _EXACT.items():
        if name in names:
            return what
    if len(words) > 4:  # a sentence is no title
        return ""
    code = _find_code(cell, _NAMES)
    if words & _LETTERS:
        return name_letters_key(code) if code else "letters"
    if name.endswith("_term") and name.removesuffix("_term") in LANGUAGES:
        return name
    if words == {"description"}:
        return "description"
    if words & _MEANING or words <= _NAMES.keys():
        return code or ("meaning" if words else "")
    return ""


def _find_code(cell: str, table: Mapping[str, str]) -> str:
    """Return the language of the first word of a title that the table knows; nothing if it knows none."""
    return next((table[word] for word in re.findall(r"\w+", cell.casefold()) if word in table), "")


def _words(cell: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", cell.casefold()))


def _may_be_letters(cell: str) -> bool:
    return cell[:1].isupper() and not cell[1:].islower()
