"""What is wrong with a line that YAML cannot read, found by trying: a mend counts if the reader then gets further.

In: the lines, and where the reader stopped. Out: the fault in plain words with the line to write, and that line. A mend that
was not tried is never given. Never reads values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from minutebook.yamlnodes.quoting import KEY_LINE, begins_with_apostrophe, part_comment, quote_flow, quote_value


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the reader stopped. Lines and columns count from 0."""

    line: int
    column: int
    context: int
    """Line where what it was reading began."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A line that, written otherwise, lets the reader go on."""

    kind: str
    """`blank`, `space`, `key`, `continued`, `indent`, `flow-colon`, `flow-hash`, `bracket`, `colon`, `quote`, `dash` or `text`."""
    line: int
    column: int
    text: str
    """The whole line to write."""


_NO_SPACE = re.compile(r"^([ ]*(?:-[ ]+)*)([A-Za-z][\w-]*):([^\s/:].*)$")
_NO_DASH_SPACE = re.compile(r"^([ ]*)[-–•·\uf0b7][ ]*([^\s-].*)$")
# Words that a sentence may go on with, so that only a figure behind them says that they are keys.
_EVERYDAY = frozenset(("about", "also", "by", "for", "from", "since", "to", "until", "with"))
_INNER_COLON = re.compile(r":(?=[ ])|:$")
_OPENERS = {"[": "]", "{": "}"}
_NO_BREAK_SPACE = "\u00a0"
_LONGEST = 2000
"""Longer lines are not mended: the message could not be read, and trying would take long."""


def make_key_pattern(keys: Iterable[str], *, capitals: bool = False) -> re.Pattern[str]:
    """Return what matches a line that opens with one of `keys`, or with `capitals` with letters, and lacks the colon behind it."""
    words = [f"{re.escape(key)}(?=[ ]+[0-9])" if key in _EVERYDAY else re.escape(key) for key in sorted(keys)]
    words += ["[A-Z][A-Z0-9&-]+"] * capitals
    return re.compile(
        rf"^(?P<head>[ ]*(?:-[ ]+)*)(?P<key>{'|'.join(words)})[ ]+(?:[=–—-][ ]+)?(?P<value>[^\s:=–—-].*)$"
    )


def find_mend(
    lines: list[str], stop: Stop, read: Callable[[list[str]], Stop | None], keys: re.Pattern[str] | None = None
) -> Mend | None:
    """Return the mend that lets `read` get furthest, or None if none does. `read` gives where it stops, None for nowhere.

    `keys`: a line that opens with a key and lacks its colon, of `make_key_pattern`.
    """
    best: tuple[tuple[int, int], Mend] | None = None
    for mend in _candidates(lines, stop, keys):
        now = read([*lines[: mend.line], mend.text, *lines[mend.line + 1 :]])
        if now is None:
            return mend
        reached = (now.line, now.column)
        if reached[0] > max(stop.line, mend.line) and (best is None or reached > best[0]):
            best = (reached, mend)
    return best[1] if best else None


def _candidates(lines: list[str], stop: Stop, keys: re.Pattern[str] | None) -> Iterator[Mend]:
    last = len(lines) - 1
    here = min(stop.line, last)
    before = _line_before(lines, here)
    seen: set[tuple[int, str]] = set()
    places = dict.fromkeys((here, before, min(stop.context, last)))
    # What a line without its colon breaks would read, too, if its neighbours stood further in: so it comes first.
    for at in places:
        bare = keys.match(lines[at]) if keys and at >= 0 and len(lines[at]) <= _LONGEST else None
        if bare and not KEY_LINE.match(lines[at]):
            yield Mend("key", at, bare.end("key"), f"{bare['head']}{bare['key']}: {bare['value']}")
    for at in places:
        if at < 0 or len(lines[at]) > _LONGEST:
            continue
        for kind, column, text in _mends_of(lines, at):
            if text != lines[at] and (at, text) not in seen:
                seen.add((at, text))
                yield Mend(kind, at, column, text)


def _mends_of(lines: list[str], at: int) -> Iterator[tuple[str, int, str]]:
    line = lines[at]
    indent = len(line) - len(line.lstrip(" "))
    if _NO_BREAK_SPACE in line:
        yield "blank", line.index(_NO_BREAK_SPACE), line.replace(_NO_BREAK_SPACE, " ")
    if found := _NO_SPACE.match(line):
        yield "space", found.end(2), f"{found[1]}{found[2]}: {found[3]}"
    found = KEY_LINE.match(line)
    if found and " " in found["key"] and at and _line_before(lines, at) == at - 1:
        yield "continued", found.end("key"), _INNER_COLON.sub(f":{_NO_BREAK_SPACE}", line)
    elif found:
        yield from (("indent", indent, text) for text in _other_indents(lines, at, indent))
    if flow := quote_flow(line):
        at_sign = next(n for n, (was, now) in enumerate(zip(line, flow, strict=False)) if was != now)
        yield "flow-hash" if " #" in line else "flow-colon", at_sign, flow
    if closed := _close(line):
        yield "bracket", _value_column(line), closed
    if quoted := quote_value(line):
        inner = _INNER_COLON.search(line, found.start("value")) if found and found["value"] else None
        yield ("colon", inner.start(), quoted) if inner else ("quote", _value_column(line), quoted)
    if not found and (dash := _NO_DASH_SPACE.match(line)):
        yield "dash", indent, f"{dash[1]}- {dash[2]}"
    if not found and line.strip():
        yield from (("indent", indent, text) for text in _other_indents(lines, at, indent))
        before = _line_before(lines, at)
        if before >= 0 and KEY_LINE.match(lines[before]):
            yield (
                "text",
                indent,
                " " * (len(lines[before]) - len(lines[before].lstrip(" ")) + 2) + line.strip(),
            )


def _other_indents(lines: list[str], at: int, indent: int) -> Iterator[str]:
    """The line at the indents of the lines before it, the nearest first, and of the line after it."""
    seen = {indent}
    for other in (*reversed(lines[max(0, at - 40) : at]), *lines[at + 1 : at + 2]):
        if not other.strip() or other.lstrip().startswith("#"):
            continue
        found = KEY_LINE.match(other)
        widths = [len(other) - len(other.lstrip(" ")), *([len(found["head"])] if found else [])]
        for width in widths:
            if width not in seen:
                seen.add(width)
                yield " " * width + lines[at].lstrip(" ")


def _close(line: str) -> str | None:
    """The line with the quote or brackets closed that it opens, or None."""
    value, comment = part_comment(line.rstrip())
    found = KEY_LINE.match(value)
    text = (found["value"] or "") if found else value.strip()
    if begins_with_apostrophe(text):
        return None
    if text[:1] in ("'", '"') and text.count(text[0]) % 2:
        return value + text[0] + comment
    open_brackets = [_OPENERS[mark] for mark in text if mark in _OPENERS]
    missing = len(open_brackets) - sum(text.count(mark) for mark in _OPENERS.values())
    return value + "".join(reversed(open_brackets[:missing])) + comment if missing > 0 else None


def _value_column(line: str) -> int:
    found = KEY_LINE.match(line)
    return found.start("value") if found and found["value"] else len(line) - len(line.lstrip(" "))


def _line_before(lines: list[str], at: int) -> int:
    return next((n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), -1)
