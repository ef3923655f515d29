"""The events of PyYAML (libyaml's where it is there) → nodes, and the traps that YAML itself finds no fault with.

In: clean lines. Out: the root node and faults: keys given twice, marks of YAML's own, text lost behind a #. An alias is never
followed, so no small file can become a large value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, cast

import yaml

from minutebook.diagnostics import Diagnostic, Location
from minutebook.yamlnodes import faults
from minutebook.yamlnodes.cleaning import UNSHOWN, Faults
from minutebook.yamlnodes.mending import Stop
from minutebook.yamlnodes.nodes import Node
from minutebook.yamlnodes.quoting import part_comment, quote

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEEP = 12
_STYLES_OF_LINES = ("'", '"', "|", ">")
"""How texts are written that may hold a line which begins with a dash."""

LOST = re.compile(r"[ \t]#[^\s]")
_LOST_BEHIND = re.compile(r"[ \t]*#[^\s]")

_Value = str | None | tuple[Node, ...] | dict[str, Node]


class _Mark(Protocol):
    line: int
    column: int


class _Event(Protocol):
    """What the events of PyYAML and of libyaml have, which its type stubs leave open."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class _Level:
    """A list or mapping that is being read."""

    __slots__ = ("entries", "is_mapping", "key", "mapping", "mark")

    def __init__(self, mark: _Mark, is_mapping: bool) -> None:
        self.mark, self.is_mapping = mark, is_mapping
        self.entries: list[Node] = []
        self.mapping: dict[str, Node] = {}
        self.key: tuple[str, int, int] | None = None

    def close(self) -> _Value:
        """Return what was read; nothing in it is nothing."""
        if self.is_mapping:
            return self.mapping or None
        return tuple(self.entries) or None


def find_stop(lines: list[str]) -> Stop | None:
    """Return where the reader stops in these lines, or None if it reaches the end."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=_LOADER):
            pass
    except yaml.YAMLError as error:
        return _stop(error)
    return None


def _stop(error: yaml.YAMLError) -> Stop:
    problem: _Mark | None = getattr(error, "problem_mark", None)
    context: _Mark | None = getattr(error, "context_mark", None) or problem
    if problem is None or context is None:
        return Stop(0, 0, 0)
    return Stop(problem.line, problem.column, context.line)


class Builder:
    """Makes nodes of the events of one text. Used once."""

    def __init__(self, lines: list[str], found: Faults) -> None:
        """Take the lines; faults go to `found`."""
        self.root: Node | None = None
        self._lines, self._faults = lines, found
        self._text = "\n".join(lines)
        self._lost = LOST.search(self._text) is not None
        self._first = found.first_line
        self._levels: list[_Level] = []

    def build(self) -> Stop | None:
        """Read the text into `root`. Return where the reader stopped, None if it reached the end."""
        documents = 0
        levels = self._levels
        try:
            for read in cast("Iterable[_Event]", yaml.parse(self._text, Loader=_LOADER)):
                kind: type[object] = type(read)
                if kind is yaml.ScalarEvent:
                    self._place(self._read_scalar(read), read.start_mark)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    if read.anchor is not None or read.tag is not None:
                        self._refuse_shorthand(read)
                    if len(levels) == _MOST_DEEP:
                        self._refuse_depth(read.start_mark)
                        return None
                    levels.append(_Level(read.start_mark, kind is yaml.MappingStartEvent))
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    level = levels.pop()
                    self._place(level.close(), level.mark)
                elif kind is yaml.AliasEvent:
                    self._refuse_shorthand(read)
                    self._place(f"*{read.anchor}", read.start_mark)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        message = "A line --- begins a second text here, and only one can be read. Take the line out."
                        self._faults.add(faults.DOCUMENTS, read.start_mark.line, read.start_mark.column, message)
                        return None
        except yaml.YAMLError as error:
            return _stop(error)
        return None

    def _place(self, value: _Value, mark: _Mark) -> None:
        """Put a value where it belongs: the root, a list, a mapping's key or that key's value."""
        line, column = mark.line + self._first, mark.column + 1
        if not self._levels:
            if value is not None:
                self.root = Node(value, line, column)
            return
        level = self._levels[-1]
        if not level.is_mapping:
            level.entries.append(Node(value, line, column))
        elif level.key is None:
            self._check_key(value, mark)
            level.key = (value if isinstance(value, str) else "", line, column)
        else:
            key, key_line, key_column = level.key
            level.key = None
            if key in level.mapping:
                self._refuse_duplicate(key, level.mapping[key], key_line, key_column)
            elif key:
                level.mapping[key] = Node(value, line, column, key_line, key_column)

    def _read_scalar(self, event: _Event) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event)
        if self._lost:
            self._refuse_lost(event)
        if event.end_mark.line > event.start_mark.line and event.style not in _STYLES_OF_LINES:
            self._refuse_taken_in(event)
        value = event.value
        if event.style == '"' and (bad := UNSHOWN.search(value)):
            self._refuse_escaped(event, bad[0])
            value = UNSHOWN.sub(" ", value)
        return value if value and not value.isspace() else None

    def _check_key(self, value: _Value, mark: _Mark) -> None:
        if isinstance(value, str):
            return
        what = (
            "There is no key before this colon" if value is None else "A key must be a word, not a list or other keys"
        )
        message = f"{what}. Write a key, a colon, a space and the value: place: Council Chamber"
        self._faults.add(faults.SYNTAX, mark.line, mark.column, message)

    def _refuse_duplicate(self, key: str, first: Node, line: int, column: int) -> None:
        message = (
            f'"{key}" is given twice, first in line {first.key_line}. '
            "Only one can count: put both into one, or take one out."
        )
        self._faults.found.append(Diagnostic(faults.DUPLICATE, Location(self._faults.path, line, column), message))

    def _refuse_depth(self, mark: _Mark) -> None:
        message = (
            f"Lists or keys lie inside each other more than {_MOST_DEEP} deep here, and nothing is read from here on. "
            "Look for brackets with no partner."
        )
        self._faults.add(faults.DEPTH, mark.line, mark.column, message)

    def _refuse_shorthand(self, event: _Event) -> None:
        mark = event.start_mark
        line = self._lines[mark.line]
        value, comment = part_comment(line[mark.column :].rstrip())
        mended = line[: mark.column].lstrip() + quote(value) + comment
        message = (
            f'A value that begins with "{value[:1]}" is a mark of YAML\'s own, and its first word is lost. '
            f"Put quotes round it: {mended}"
        )
        self._faults.add(faults.SHORTHAND, mark.line, mark.column, message)

    def _refuse_taken_in(self, event: _Event) -> None:
        """Report an entry of a list that stands too far to the right, so that it would go on with the line above."""
        start = self._lines[event.start_mark.line]
        if not start.lstrip().startswith("- "):
            return
        indent = start[: len(start) - len(start.lstrip())]
        for at in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self._lines))):
            was = self._lines[at].strip()
            if was.startswith("- "):
                message = (
                    f'"{was}" stands further to the right than "{start.strip()}" above it, so both would be one entry. '
                    f'Write: "{indent}{was}"'
                )
                self._faults.add(faults.INDENT, at, len(self._lines[at]) - len(self._lines[at].lstrip()), message)

    def _refuse_escaped(self, event: _Event, bad: str) -> None:
        """Report a character that stands in the file as a backslash with letters, and in the value as itself."""
        rest = " ".join(UNSHOWN.sub("", event.value).split())[:80]
        message = (
            f"A character that cannot be shown (U+{ord(bad):04X}) is written here with a backslash. "
            f"Write the value without it: {quote(rest)}"
        )
        self._faults.add(faults.CHARACTER, event.start_mark.line, event.start_mark.column, message)

    def _refuse_lost(self, event: _Event) -> None:
        """Report what stands behind a value and ` #`, if it looks like words and not like a comment."""
        end = event.end_mark
        if event.style in ("|", ">") or end.line >= len(self._lines):
            return
        line = self._lines[end.line]
        lost = _LOST_BEHIND.match(line, end.column)
        at = lost.end() - 2 if lost else 0
        if at < 1 or line[at - 1] not in " \t":
            if not line[end.column :].strip() and event.value:
                self._refuse_lost_line(event, end.line)
            return
        rest, comment = part_comment(line[end.column :].rstrip())
        value, start = event.value, event.start_mark
        head = self._lines[start.line][: start.column].strip()
        whole = f"{value} {rest.strip()}" if value else rest.strip()
        key = head.rstrip(":").removeprefix("- ")
        says = f"{key} is empty"
        if value:
            says = f'{key} is "{value}"' if head.endswith(":") else f'only "{value}" is left'
        mended = f"{head} {quote(whole)}{comment}".strip()
        message = f'Everything after " #" is left out: {says}. Put quotes round it: {mended}'
        self._faults.add(faults.HASH, end.line, at, message)

    def _refuse_lost_line(self, event: _Event, at: int) -> None:
        """Report a line that would go on with the value above it, if it did not begin with a #."""
        start = self._lines[event.start_mark.line]
        behind = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        column = len(behind) - len(behind.lstrip(" "))
        if column > len(start) - len(start.lstrip(" ")) and _LOST_BEHIND.match(behind):
            message = (
                f'"{behind.strip()}" is left out, since it begins with a #. If it belongs to "{start.strip()}", '
                "put quotes round the whole value, over both lines. If it is a comment, write a space behind the #."
            )
            self._faults.add(faults.HASH, at + 1, column, message)
