"""Reads a text file of the council's folder: bytes to text, and the front matter apart from the prose.

In: bytes. Out: text with its lines, and faults. Knows neither YAML nor Markdown.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from minutebook.diagnostics import Diagnostic, Location, rule

NOT_UTF8 = rule(
    "not-utf-8",
    "error",
    "A text is not in UTF-8, or holds the byte NUL.",
    why="Letters such as ŵ and ŷ would come out wrong, for ever.",
    bad="A file saved as ANSI, Windows-1252 or UTF-16",
    good="The same file saved as UTF-8",
)
OPEN_FRONT_MATTER = rule(
    "front-matter-not-closed",
    "error",
    "The front matter begins with --- but has no second ---.",
    why="Where it ends, and the minutes begin, cannot be known.",
    bad="---\ntime: 2.30pm\n\n## 1. Apologies",
    good="---\ntime: 2.30pm\n---\n\n## 1. Apologies",
)

_POINTER = re.compile(r"\[\[(?P<reference>[^\[\]|\n]+)[\]|]|\]\(<?(?P<address>[^()\s<>]+)")
_FENCE = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file in its two parts."""

    front: str
    """The YAML between the two lines of dashes; empty for none."""
    front_line: int
    """The line of the file on which `front` begins."""
    prose: str
    prose_line: int


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, without a byte order mark; None with an error where it is no UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "This file is saved as UTF-16. Save it again as UTF-8 (in Notepad: Save as, Encoding, UTF-8)."
        return None, (Diagnostic(NOT_UTF8, Location(path), message),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            "A letter on this line is not in UTF-8, so it would be shown wrong. "
            "Save the file again as UTF-8 (in Notepad: Save as, Encoding, UTF-8)."
        )
        return None, (Diagnostic(NOT_UTF8, Location(path, line), message),)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "This line holds the byte NUL, which no text has. Is it a text at all? Save it again as UTF-8."
        return None, (Diagnostic(NOT_UTF8, Location(path, line), message),)
    return text, ()


def find_pointers(prose: str, first_line: int) -> dict[str, tuple[int, int]]:
    """Return line and column of the first place of each reference and link in a file, by its text as written."""
    places: dict[str, tuple[int, int]] = {}
    if "[[" not in prose and "](" not in prose:
        return places
    for line, text in enumerate(prose.splitlines(), first_line):
        for found in _POINTER.finditer(text):
            name = "reference" if found["reference"] else "address"
            column = found.start() if name == "reference" else found.start(name)
            places.setdefault(found[name].strip(), (line, column + 1))
    return places


def split_front_matter(text: str, path: str) -> tuple[Parts, tuple[Diagnostic, ...]]:
    """Part a Markdown file at the two lines `---`; a file without them is all prose."""
    opening = _FENCE.match(text)
    if not opening:
        return Parts("", 1, text, 1), ()
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        message = "The front matter that begins here has no end. Put a line --- between it and the first words of the minutes."
        return Parts("", 1, "", 1), (Diagnostic(OPEN_FRONT_MATTER, Location(path, 1), message),)
    line = text.count("\n", 0, closing.end()) + 1
    return Parts(text[opening.end() : closing.start()], 2, text[closing.end() :], line), ()
