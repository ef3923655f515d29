"""Takes HTML comments out of the source before it is read as Markdown, so that no later stage can publish them.

In: text. Out: the text without them, its lines where they were, and where they stood. Comments in code are code and stay.
A comment goes on over empty lines, and one that nobody closed to the end of the text: what a clerk meant to hide stays hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# https://spec.commonmark.org/0.31.2/#html-comment; open to the end of the text where nothing closes it.
_COMMENT = r"<!--(?:-?>|.*?-->|.*\Z)"
COMMENT = re.compile(_COMMENT, re.DOTALL)
_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
_FENCE = r"^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
_PARTS = re.compile(rf"(?P<comment>{_COMMENT})|\\.|{_SPAN}|{_FENCE}", re.DOTALL | re.MULTILINE)
_PARTS_NO_FENCES = re.compile(rf"(?P<comment>{_COMMENT})|\\.|{_SPAN}", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment in the source. Lines and columns count from 1 in the text."""

    line: int
    column: int
    last_line: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without its comments."""

    text: str
    comments: tuple[Comment, ...]
    kept: tuple[int, ...]
    """Lines, from 1, where a comment was left because it seemed to stand in a fenced block."""


def strip_comments(text: str, *, fences: bool = True) -> Stripped:
    """Take the comments out of `text`. With `fences` off, those inside fenced blocks too."""
    if "<!--" not in text:
        return Stripped(text, (), ())
    parts = _PARTS if fences else _PARTS_NO_FENCES
    pieces: list[str] = []
    comments: list[Comment] = []
    kept: list[int] = []
    done = position = counted = 0
    line = 1
    while found := parts.search(text, position):
        position = found.end()
        if found["comment"]:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            breaks = found[0].count("\n")
            column = found.start() - text.rfind("\n", 0, found.start())
            comments.append(Comment(line, column, line + breaks, found[0].endswith(">")))
            pieces += (text[done : found.start()], "\n" * breaks)
            done = position
        elif fences and found["fence"]:
            sign, length = found["fence"][0], len(found["fence"])
            close = re.compile(rf"^[ \t]*{sign}{{{length},}}[ \t]*$", re.MULTILINE).search(text, position)
            end = close.end() if close else len(text)
            at = text.find("<!--", found.start(), end)
            while at >= 0:
                kept.append(text.count("\n", 0, at) + 1)
                at = text.find("<!--", at + 4, end)
            position = end
    pieces.append(text[done:])
    return Stripped("".join(pieces), tuple(comments), tuple(kept))
