"""Makes entries of the glossary from a list of acronyms: a table with their letters and what they stand for.

In: the rows of a table, and the letters that the glossary has. Out: new entries, and each row that was left out, with its line and why.
Never guesses which of several meanings holds where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from minutebook.acronyms import fold_letters, fold_words
from minutebook.i18n import LANGUAGES, RECORD_WORDS, language_name
from minutebook.importers.columns import Columns, find_columns
from minutebook.importers.tables import Row
from minutebook.schema import name_letters_key
from minutebook.termfile import NewEntry, find_fault
from minutebook.yamlnodes import Plain

_LANGUAGES: Final[Mapping[str, str]] = {code: language_name(code, "en") for code in LANGUAGES}
"""What may have a column of its own: the words in one language, by its code, and the language's name."""

_NOTE = re.compile(r"(\S.*?)\s+\(([^()]*)\)")
_BRACKETED = re.compile(r"\(([^()]+)\)[:;,*]*")
_SPACED = re.compile(r"\w(?: \w){2,}")
_PART = re.compile(r"(?=.*[A-Z].*[A-Z])[\w&-]+|\w+[A-Z]\w*")
_QUOTES = "'\"‘’“” "
HAS_ALREADY: Final = "glossary.yml has these letters already"
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


def read_terms(rows: Sequence[Row], known: Mapping[str, str], languages: tuple[str, ...]) -> TermList:
    """Return new entries for the letters in `rows`, in the order of the list.

    `known` says of the letters that are not to come in why not. `languages` are the site's; in the first of them is a
    column of words that names no language. Letters with several meanings come in as `expand: never`: their links lead to
    the entry, which shows them all. Raises TableError where it cannot be told which column holds what.
    """
    columns = find_columns(rows, languages[0])
    hindrances = {fold_letters(letters): why for letters, why in known.items()}
    listed = frozenset(fold_letters(_read_letters(row, columns)[0]) for row in columns.rows)
    meanings: dict[str, dict[tuple[str, str], dict[str, Plain]]] = {}
    names: dict[str, str] = {}
    left_out = [
        LeftOut(columns.line, f"the column {title}", "its title does not say what it holds")
        for title in columns.passed_over
    ]
    if "meaning" in columns.places and languages[0] in columns.places:
        lang = _LANGUAGES[languages[0]]
        why = f"the words come from the column of {lang}, the first language of the site"
        left_out.append(LeftOut(columns.line, "the column of meanings", why))
    skipped = 0
    for row in columns.rows:
        cells = {name: row.cells[column] for name, column in columns.places.items() if column < len(row.cells)}
        letters, also, note = _read_letters(row, columns)
        folded = fold_letters(letters)
        words = _find_words(cells, columns.places, languages[0])
        if why := _find_hindrance(letters, words, languages) or hindrances.get(folded, ""):
            skipped += why == HAS_ALREADY
            left_out += [] if why == HAS_ALREADY else [LeftOut(row.line, letters, why)]
            continue
        free = [other for other in also if fold_letters(other) not in listed and fold_letters(other) not in hindrances]
        meaning, dropped = _make_meaning(letters, words, (note, free), cells, languages)
        if dropped:
            left_out.append(LeftOut(row.line, letters, dropped))
        if meaning:
            # Letters with and without dots are the same letters.
            _add(meanings.setdefault(names.setdefault(folded, letters), {}), meaning, languages)
    several = tuple(letters for letters, found in meanings.items() if len(found) > 1)
    for letters in several:
        for meaning in meanings[letters].values():
            meaning["expand"] = "never"
    entries = tuple(NewEntry(letters, tuple(found.values())) for letters, found in meanings.items())
    return TermList(entries, several, skipped, tuple(left_out))


def _read_letters(row: Row, columns: Columns) -> tuple[str, tuple[str, ...], str]:
    """Return the letters of a row, other letters for the same thing (`TRO/TTRO`), and a note behind them."""
    column = columns.places["letters"]
    letters, note = _split_note(row.cells[column] if column < len(row.cells) else "")
    if _SPACED.fullmatch(letters):
        letters = letters.replace(" ", "")
    parts = [part.strip() for part in letters.split("/")]
    if len(parts) > 1 and all(_PART.fullmatch(part) for part in parts):
        return parts[0], tuple(parts[1:]), note
    return letters, (), note


def _split_note(letters: str) -> tuple[str, str]:
    """Part `SIR (now replaced by IR)` into letters and note. `PCC(S)A` has none."""
    if found := _NOTE.fullmatch(letters):
        return found[1], found[2]
    if found := _BRACKETED.fullmatch(letters):
        letters = found[1]
    letters = letters.rstrip(":;,*–— ").removesuffix(" -")
    bare = letters.lstrip(_QUOTES)
    return (bare.rstrip(_QUOTES) if bare != letters else letters), ""


def _find_words(cells: Mapping[str, str], columns: Mapping[str, int], lang: str) -> dict[str, str]:
    """Return the words of a row by language, the site's first language `lang` first."""
    found = {lang: cells.get(lang if lang in columns else "meaning", "")}
    found |= {code: cells.get(code, "") for code in _LANGUAGES if code != lang}
    return {code: words for code, words in found.items() if words}


def _find_hindrance(letters: str, words: Mapping[str, str], languages: Collection[str]) -> str:
    """Return why a row can be no entry; nothing if it can."""
    if not letters:
        return "it has no letters"
    if not words:
        return "it has no meaning"
    if words.keys().isdisjoint(languages):
        named = " and ".join(_LANGUAGES[code] for code in words)
        return f"it has words in {named} alone, and the site has none in that language"
    if letters.casefold() in RECORD_WORDS:
        return "this word opens a record in minutes, so it is never an acronym"
    if letters.casefold() == "ignore":
        return "the glossary keeps this word for itself"
    if not any(sign.isupper() or sign.isdigit() for sign in letters):
        return "it is written like any other word, so every use of that word would be linked"
    return ""


def _make_meaning(
    letters: str,
    words: Mapping[str, str],
    more: tuple[str, Sequence[str]],
    cells: Mapping[str, str],
    languages: tuple[str, ...],
) -> tuple[dict[str, Plain], str]:
    """Return a meaning by the keys of the format, none if a check would refuse it; and what of its row has no place in it."""
    note, also = more
    meaning: dict[str, Plain] = {**words}
    if also:
        meaning["also"] = list(also)
    meaning |= {key: cells[key] for key in map(name_letters_key, LANGUAGES) if cells.get(key)}
    if about := ". ".join(filter(None, (cells.get("about", ""), note))).replace("..", "."):
        meaning["about"] = about
    if " " in letters or letters[1:].islower() or max(map(len, words.values())) > _LONGEST:
        # Words, or a whole sentence for a meaning: to put it in behind them would not read well.
        meaning["kind"] = "term"
    if wrong := find_fault(NewEntry(letters, (meaning,)), languages):
        return {}, wrong.message
    if url := cells.get("url", ""):
        if find_fault(NewEntry(letters, (meaning | {"url": url},)), languages):
            return meaning, f'"{url}" is no web address; the rest came in'
        meaning["url"] = url
    return meaning, ""


def _add(
    meanings: dict[tuple[str, str], dict[str, Plain]], meaning: dict[str, Plain], languages: tuple[str, ...]
) -> None:
    """Add a meaning, unless the list gives it twice: then what only the second says is taken over."""
    code = next(code for code in languages if code in meaning)
    known = meanings.setdefault((code, fold_words(str(meaning[code])) or str(meaning[code])), meaning)
    known.update({key: value for key, value in meaning.items() if key not in known})
