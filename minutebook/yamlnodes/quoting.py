"""Lines of YAML written so that they mean what their writer meant: quotes round a value, a word named like another.

In and out: text. Used for the mended line that a message gives, so what it returns must itself be YAML that reads back.
"""

from __future__ import annotations

import re

KEY_LINE = re.compile(
    r"""^(?P<head>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'"\[\]{},&*!|>%@`-][^:#'"\[\]{}]*?)[ ]*:(?:[ ]+(?P<value>\S.*?))?[ ]*$"""
)
"""A line `key: value`, perhaps behind the dash of a list."""

_COMMENT = re.compile(r"[ ]#(?:[ ]|$)")
_FLOW_PART = re.compile(
    r"""(?P<lead>[{\[,][ ]*(?:[\w-]+:[ ]+)?)(?P<value>[^\s'"{}\[\],][^'"{}\[\],]*?)(?=[ ]*[,\]}])"""
)


_QUOTED_INSIDE = re.compile(r"""(["'])(?:(?!\1).)+[ ]\1(?=[^\s]).*\1""")
"""Quotes round a value whose words have quotes of their own: `"The "Old" Hall"`."""
_CURLY = re.compile("[“„][^“”„]*[”“]|‘[^‘’]*’")
"""The quotes of a word processor, which YAML takes for letters."""


_ELISION = re.compile(
    r"'(?:t(?:is|was|were|will|would|il|ill)|em|cause|cos|neath|bout|round|n|r|w|ch|ma|na|sdim|\d0s)(?![\w'])",
    re.IGNORECASE,
)
"""Words that begin with an apostrophe: `'Tis`, `'Twas`, `'90s`, Welsh `'Ma`."""


def begins_with_apostrophe(value: str) -> bool:
    """Return whether the sign that a value begins with is an apostrophe and no quote."""
    return _ELISION.match(value) is not None


def quote(value: str) -> str:
    """Return `value` in quotes: double, or single where it holds a double quote or a backslash."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def part_comment(value: str) -> tuple[str, str]:
    """Split off a comment (` # …`), with the space before it."""
    found = _COMMENT.search(value)
    return (value[: found.start()].rstrip(), value[found.start() :]) if found else (value, "")


def quote_value(line: str) -> str | None:
    """Return the line with its whole value in quotes, or None if it is no `key: value` with something to quote."""
    found = KEY_LINE.match(line)
    if found:
        value, comment = part_comment(found["value"] or "")
        return f"{found['head']}{found['key']}: {quote(strip_quotes(value))}{comment}" if value else None
    dash = re.match(r"^([ ]*(?:-[ ]+)+)(\S.*?)[ ]*$", line)
    if dash:
        value, comment = part_comment(dash[2])
        return f"{dash[1]}{quote(strip_quotes(value))}{comment}"
    return None


def strip_quotes(value: str) -> str:
    """Return what a value says whose quotes were closed too early or not at all: `"Big" Lunch` keeps its words."""
    value = re.sub(r"^-[ ]+", "", value)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value.count(value[0]) == 2:
        return value[1:-1]
    if _QUOTED_INSIDE.fullmatch(value) or _CURLY.fullmatch(value):
        return value[1:-1]
    if value[:1] in "\"'" and value.count(value[0]) == 1 and not begins_with_apostrophe(value):
        return value[1:]
    return value


def quote_flow(line: str) -> str | None:
    """Return the line with quotes round those values in its brackets that need them, or None if none does."""

    def mend(found: re.Match[str]) -> str:
        value = found["value"]
        return found["lead"] + (quote(value) if ": " in value or " #" in value or value[0] in "@`%&*!|>" else value)

    mended = _FLOW_PART.sub(mend, line)
    # Neighbours share their comma, so a second round finds what the first stepped over.
    return mended if mended != line else None
