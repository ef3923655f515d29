"""YAML text → a node and every fault that can be found, not only the first.

In: the text and its place in a file. Out: a `Node` (None where nothing stands or nothing can be read) and diagnostics. A line that
stops the reader is reported and mended in memory, so that what follows it is read too.
"""

from __future__ import annotations

import re

from minutebook.diagnostics import Diagnostic
from minutebook.yamlnodes import faults
from minutebook.yamlnodes.building import Builder, find_stop
from minutebook.yamlnodes.cleaning import Faults, clean
from minutebook.yamlnodes.mending import find_mend
from minutebook.yamlnodes.nodes import Node

_MOST_MENDS = 20
_MOST_TRIED = 10_000_000
"""Characters that may be read again and again while mending one text, so that hostile files end."""
_TRIES = 12
"""How many mends of one line are tried at most, roughly."""

_RULES = {
    **dict.fromkeys(("colon", "flow-colon", "continued"), faults.COLON),
    "flow-hash": faults.HASH,
    **dict.fromkeys(("indent", "text"), faults.INDENT),
}


def read_yaml(
    text: str, path: str, first_line: int = 1, *, keys: re.Pattern[str] | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML text, whose first line is line `first_line` of the file `path`. Raises nothing for what it holds.

    `keys`, of `make_key_pattern`, finds lines that lack the colon behind their key, for the line to write.
    """
    found = Faults(path, first_line)
    lines = clean(text, found)
    tried = 0
    for _ in range(_MOST_MENDS):
        traps = Faults(path, first_line)
        builder = Builder(lines, traps)
        stop = builder.build()
        if stop is None:
            return builder.root, [*found.found, *traps.found]
        tried += _TRIES * sum(map(len, lines))
        mend = find_mend(lines, stop, find_stop, keys) if tried < _MOST_TRIED else None
        if mend is None:
            at = min(stop.line, len(lines) - 1)
            message = faults.word_stop(lines, at, min(stop.context, at), first_line)
            found.add(faults.SYNTAX, at, stop.column if at == stop.line else 0, message)
            break
        message = faults.word_mend(lines[mend.line], mend)
        found.add(_RULES.get(mend.kind, faults.SYNTAX), mend.line, mend.column, message)
        lines[mend.line] = mend.text
    return None, found.found
