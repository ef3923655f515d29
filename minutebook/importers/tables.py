"""Reads a table: CSV as spreadsheets write it, or the first table of a Markdown page.

In: the bytes of a file and its name. Out: its header and rows as plain text, each with its line. It knows nothing of what the columns mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from minutebook.yamlnodes import drop_unshown

_MARKDOWN = ("md", "markdown")
_TEXTS = ("csv", "tsv", "txt")
_LONGEST_CELL = 1_000_000
_LOOKED_AT = 20
"""Lines by which the sign between the cells is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int
    """Where it begins in its file, from 1."""
    cells: tuple[str, ...]
    """Without mark-up, outer space and signs that cannot be shown; every line end is a space."""


class TableError(Exception):
    """The file holds no table that can be read. Its text says what to do."""


def read_table(data: bytes, name: str) -> tuple[Row, ...]:
    """Return the rows of a table, its header first.

    Raises TableError for a file of another kind, one in no known encoding, and one without rows.
    """
    ending = check_ending(name)
    text = _decode(data, name)
    rows = tuple(row for row in (_read_markdown(text) if ending in _MARKDOWN else _read_csv(text)) if any(row.cells))
    if not rows:
        raise TableError(f"{name} holds no table.")
    return rows


def check_ending(name: str) -> str:
    """Return the ending of a file's name in small letters; raise TableError for one of another kind, before it is opened."""
    ending = name.rpartition(".")[2].casefold()
    if ending not in (*_MARKDOWN, *_TEXTS):
        raise TableError(
            f"{name} is no list that can be read here. In Excel or LibreOffice choose Save as, "
            '"CSV UTF-8 (comma delimited)", and give that file.'
        )
    return ending


def _decode(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise TableError(f'{name} is no text in UTF-8. In Excel choose Save as, "CSV UTF-8 (comma delimited)".')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes under Windows when it is asked for plain "CSV". It cannot hold a ŵ or ŷ.
        return data.decode("cp1252", errors="replace")


def _read_csv(text: str) -> Iterator[Row]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    # The sign that most of the first lines hold: the first of all is often a title.
    delimiter = max(";\t,", key=lambda sign: sum(sign in line for line in lines))
    before = csv.field_size_limit(_LONGEST_CELL)
    start = 1
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
        for cells in reader:
            yield Row(start, _tidy(cells))
            start = reader.line_num + 1
    except csv.Error as wrong:
        raise TableError(f"Line {start} cannot be read: {wrong}.") from None
    finally:
        csv.field_size_limit(before)


def _read_markdown(text: str) -> Iterator[Row]:
    cells: list[str] = []
    line = 0
    for token in MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).parse(text):
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells, line = [], (token.map or [0])[0] + 1
        elif token.type == "inline" and line:
            cells.append(_read_words(token.children or ()))
        elif token.type == "tr_close":
            yield Row(line, _tidy(cells))
            line = 0


def _read_words(tokens: Sequence[Token]) -> str:
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if token.type != "image" or token.content
    )


def _tidy(cells: Sequence[str]) -> tuple[str, ...]:
    # Some signs that no text may hold count as space, so space goes first, and what stood round the others after them.
    return tuple(" ".join(drop_unshown(" ".join(cell.split())).split()) for cell in cells)
