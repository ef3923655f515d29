"""Finds front matter that does not begin as it must, so that it would be shown as the first words of the minutes.

In: the text of a file in which no front matter was found. Out: a fault, if it begins with keys all the same. Never reads values.
"""

from __future__ import annotations

import re
from itertools import takewhile

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.schema import RawFront

NOT_OPENED = rule(
    "front-matter-not-opened",
    "error",
    "The facts on top of the minutes do not begin with a line of three hyphens.",
    why="They would be shown as a paragraph, and neither the time nor the attendance would be known.",
    bad="time: 2.30pm\n---\n## 1. Apologies",
    good="---\ntime: 2.30pm\n---\n## 1. Apologies",
)

_DASHES = re.compile(r"[-\u2010-\u2015\u2212_*=]{1,12}")
_LOOKED_AT = 60
"""Lines in which the end of such front matter is looked for."""


def check_opening(prose: str, path: str, first_line: int) -> list[Diagnostic]:
    """Return the fault of keys at the beginning of `prose` that are no front matter, if there are any.

    A word processor makes a long dash of three hyphens, and GitHub's box keeps an empty line above them.
    """
    lines = prose.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    opened = bool(lines) and _DASHES.fullmatch(lines[start].strip()) is not None
    first = start + 1 if opened else start
    key = lines[first].partition(":") if first < len(lines) else ("", "", "")
    if not key[1] or key[0].strip() not in RawFront.keys:
        return []
    facts = takewhile(lambda line: not line.startswith("#"), lines[first:])
    if not opened and not any(_DASHES.fullmatch(line.strip()) for line in facts):
        return []
    if opened and lines[start].strip() == "---":
        message = (
            "An empty line stands above the first ---, so the facts below it are not read. Take the empty line away."
        )
    else:
        what = (
            f'"{lines[start].strip()}" is no line of three hyphens'
            if opened
            else "No line of three hyphens stands above this"
        )
        message = f"{what}, so the facts are not read. Write --- on a line of its own before the first key and after the last."
    return [Diagnostic(NOT_OPENED, Location(path, first_line + start, 1), message)]
