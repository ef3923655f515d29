"""Text of YAML made fit to be read: line ends, tabs, characters that cannot be shown.

In: the text as it stands in the file. Out: lines, in each of which every character that is left keeps its column, and the faults
that were mended on the way.
"""

from __future__ import annotations

import re

from minutebook.diagnostics import Diagnostic, Location, Rule
from minutebook.yamlnodes import faults

UNSHOWN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that no text may hold: control signs and the like."""
_LINE_MARKS = re.compile("[\x85\u2028\u2029]")
_TAB = re.compile(r"^[ ]*\t[ \t]*")
_TAB_BEHIND = re.compile(r"(?<=[:-])[ ]*\t[ \t]*")


class Faults:
    """Collects the faults of one text, with the place of its first line in the file."""

    def __init__(self, path: str, first_line: int) -> None:
        """Begin with none."""
        self.path, self.first_line = path, first_line
        self.found: list[Diagnostic] = []

    def add(self, rule: Rule, line: int, column: int, message: str) -> None:
        """Add a fault; line and column count from 0 in the text."""
        self.found.append(Diagnostic(rule, Location(self.path, line + self.first_line, column + 1), message))


def drop_unshown(text: str) -> str:
    """Return `text` without the characters that no text may hold."""
    return UNSHOWN.sub("", text)


def clean(text: str, found: Faults) -> list[str]:
    """Return the lines of `text`; what cannot stay in them is replaced and, if it could be a slip, reported."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Other programs' line ends would make PyYAML count lines that no editor shows.
    text = _LINE_MARKS.sub(" ", text)
    bad = UNSHOWN.search(text)
    if bad:
        _refuse_characters(text, bad, found)
        text = UNSHOWN.sub(" ", text)
    lines = text.split("\n")
    if "\t" in text:
        _replace_tabs(lines, found)
    return lines


def _refuse_characters(text: str, bad: re.Match[str], found: Faults) -> None:
    start = text.rfind("\n", 0, bad.start()) + 1
    line = text[start:].partition("\n")[0]
    count = len(UNSHOWN.findall(text))
    more = f" ({count - 1} more like it follow)" if count > 1 else ""
    message = (
        f"A character that cannot be shown (U+{ord(bad[0]):04X}) stands here{more}. "
        f"Type this line anew: {UNSHOWN.sub('', line).strip()[:80]}"
    )
    found.add(faults.CHARACTER, text.count("\n", 0, start), bad.start() - start, message)


def _replace_tabs(lines: list[str], found: Faults) -> None:
    for at, was in enumerate(lines):
        if "\t" not in was:
            continue
        line = was
        tab = _TAB.match(line)
        if tab and tab.end() < len(line):
            width = 2 * tab[0].count("\t") + tab[0].count(" ")
            mended = " " * _choose_indent(lines, at, width) + line[tab.end() :]
            message = (
                f'A tab stands at the beginning of "{line.strip()}". Only spaces can stand there. '
                f'Write: "{mended.rstrip()}"'
            )
            found.add(faults.TAB, at, line.index("\t"), message)
            line = mended
        # Between a sign and its value, and at a line's end, a tab is as good as a space.
        lines[at] = _TAB_BEHIND.sub(lambda space: " " * len(space[0]), line.rstrip())


def _choose_indent(lines: list[str], at: int, width: int) -> int:
    """How many spaces a line at `width` may have: no more than the line before, unless that one opens something."""
    before = next((line for line in reversed(lines[:at]) if line.strip()), "")
    if before.rstrip().endswith((":", "|", ">")):
        return max(width, 2)
    return min(width, len(before) - len(before.lstrip(" ")))
