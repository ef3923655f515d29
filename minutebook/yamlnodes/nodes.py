"""The value that YAML is read into. Holds places, knows no syntax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""A node without its places."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value in a YAML text, and where it stands. Lines and columns count from 1."""

    value: str | tuple[Node, ...] | Mapping[str, Node] | None
    """A text as it stands there; None where nothing stands; a list; or a mapping in the order written."""
    line: int
    column: int
    key_line: int = 0
    """Line of its key, where it is an entry of a mapping; else 0."""
    key_column: int = 0
    """Column of its key, where it is an entry of a mapping; else 0."""


def to_plain(node: Node | None) -> Plain:
    """Return the node's text, list or dict without places. Nesting is bounded by the reader, so this may recurse."""
    if node is None:
        return None
    value = node.value
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [to_plain(entry) for entry in value]
    return {key: to_plain(entry) for key, entry in value.items()}


def find_place(node: Node | None, loc: tuple[str | int, ...]) -> tuple[int, int]:
    """Return line and column of the value that `loc` (keys and list positions from 0) leads to.

    A part that is not there gives the place of what would hold it; no node gives (0, 0).
    """
    if node is None:
        return (0, 0)
    for part in loc:
        found = _step(node.value, part)
        if found is None:
            break
        node = found
    if node.value is None and node.key_line:
        return (node.key_line, node.key_column)
    return (node.line, node.column)


def _step(value: object, part: str | int) -> Node | None:
    if isinstance(value, tuple) and isinstance(part, int) and part < len(value):
        found: object = value[part]
    elif isinstance(value, Mapping):
        found = value.get(part)
    else:
        return None
    return found if isinstance(found, Node) else None
