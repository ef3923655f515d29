"""The words of one leaf: from markdown-it's inline tokens to pieces, with the anchor that its end may fix.

In: the source of one paragraph, heading or cell. Out: its pieces, its anchor, and what is to be reported of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from markdown_it.token import Token

from minutebook.diagnostics import Diagnostic
from minutebook.markdown import oddities
from minutebook.markdown.dialect import Dialect, find_scheme
from minutebook.model import Inline
from minutebook.model.prose import BlockKind

SCHEMES: Final = frozenset(("", "http", "https", "mailto"))
"""Schemes that a link may have; none for a relative address."""

_MARKS: Final = {"strong": "strong", "em": "em", "s": "s", "link": "link"}
_HOST: Final = re.compile(
    r"https?://(?:[^/?#@\s]*@)?(?:\[[0-9a-f:.]+\]|(?=[.-]*\w)[\w.-]+)(?::\d{1,5})?(?=[/?#]|$)", re.I
)
_ANCHOR: Final = re.compile(r"\{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\}\s*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What was read of one leaf."""

    inlines: tuple[Inline, ...]
    anchor: str
    found: list[Diagnostic]


def read_leaf(
    dialect: Dialect,
    source: str,
    notes: dict[str, Any],  # Any: markdown-it's environment
    place: oddities.Place,
    line: int,
    kind: BlockKind,
    text: Sequence[str] = (),
) -> Leaf:
    """Read the words of a leaf that begins in `line` of the file. `text` are the lines of the whole text, for columns."""
    reader = _Reader(place, line, text)
    reader.read(dialect.read_inline(source, notes))
    if notes.pop("comment", False):
        reader.found.append(oddities.report_comment(place, line))
    inlines = tuple(reader.pieces)
    anchor = ""
    if "{#" in source:
        if kind != "table_cell":
            inlines, anchor = take_anchor(inlines)
            odd = () if anchor else oddities.find_odd_anchor(source, place, line + source.count("\n"))
            reader.found += odd
        reader.found += oddities.find_lost_anchors(inlines, place, line, in_table=kind == "table_cell")
    return Leaf(inlines, anchor, reader.found)


def take_anchor(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Take `{#anchor}` off the end of a leaf. Return the pieces without it, and the anchor or nothing."""
    at = len(inlines) - 1
    while at >= 0 and inlines[at].kind == "close":
        at -= 1
    if at < 0 or inlines[at].kind != "text":
        return inlines, ""
    text = inlines[at].text
    start = text.rfind("{#")
    found = _ANCHOR.fullmatch(text, start) if start >= 0 else None
    if not found:
        return inlines, ""
    rest = text[:start].rstrip(" \t\xa0")
    before = inlines[:at]
    if rest:
        before += (Inline("text", rest),)
    else:
        while before and before[-1].kind in ("softbreak", "hardbreak"):
            before = before[:-1]
    return before + inlines[at + 1 :], found["id"]


class _Reader:
    """Makes pieces of tokens, one text out of neighbouring ones."""

    def __init__(self, place: oddities.Place, line: int, text: Sequence[str] = ()) -> None:
        self.pieces: list[Inline] = []
        self.found: list[Diagnostic] = []
        self._place = place
        self._line = line
        self._lines = text
        self._found_to = (0, 0)
        self._text: list[str] = []
        self._links: list[str] = []

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            name, _, mark = token.type.rpartition("_")
            if token.type in ("text", "text_special"):
                self._text.append(token.content)
            elif mark == "open":
                self._open(name, token)
            elif mark == "close":
                self._close(name)
            elif token.type in ("softbreak", "hardbreak"):
                self._add(Inline("softbreak" if token.type == "softbreak" else "hardbreak", "\n"))
                self._line += 1
            elif token.type == "code_inline":
                self._add(Inline("code", token.content))
            elif token.type == "reference":
                self._add(Inline("reference", token.content, href=token.info))
            elif token.type == "image":
                self._read_image(token)
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._text)
        if text:
            self.found += oddities.find_html(text, self._place, self._line)
            self.pieces.append(Inline("text", text))
        self._text.clear()

    def _add(self, piece: Inline) -> None:
        self._flush()
        self.pieces.append(piece)

    def _open(self, name: str, token: Token) -> None:
        if name != "link":
            self._add(Inline("open", tag=_MARKS[name]))
            return
        address = str(token.attrs.get("href", ""))
        after = ""
        if not is_link(address):
            self.found.append(oddities.report_scheme(address, self._place, self._line, self._find_column(address)))
            if token.markup == "autolink":
                self._text.append("<")
                after = ">"
        elif "link" not in self._links:  # a link within a link is no HTML
            after = "link"
            title = str(token.attrs.get("title", ""))
            self._add(Inline("open", tag="link", href=address, title=title, auto=token.info == "auto"))
        self._links.append(after)

    def _find_column(self, address: str) -> int:
        """Return where an address stands in its line of the file, behind the one before it; 1 where it is written otherwise."""
        at = self._line - self._place.first_line
        shown = self._lines[at] if 0 <= at < len(self._lines) else ""
        begins = self._found_to[1] if self._found_to[0] == self._line else 0
        for form in (address, unquote(address)):
            found = shown.find(form, begins) if form else -1
            if found >= 0:
                self._found_to = (self._line, found + len(form))
                return found + 1
        return 1

    def _close(self, name: str) -> None:
        if name != "link":
            self._add(Inline("close", tag=_MARKS[name]))
            return
        after = self._links.pop()
        if after == "link":
            self._add(Inline("close", tag="link"))
        else:
            self._text.append(after)

    def _read_image(self, token: Token) -> None:
        address = str(token.attrs.get("src", ""))
        words = "".join(
            child.content if child.content else " " if child.type.endswith("break") else ""
            for child in token.children or ()
        ).strip()
        if not words:
            self.found.append(oddities.report_silent_image(address, self._place, self._line))
        if not is_link(address):
            self.found.append(oddities.report_scheme(address, self._place, self._line, self._find_column(address)))
            address = ""
        self._add(Inline("image", href=address, title=words))


def is_link(address: str) -> bool:
    """Say whether an address may be a link: relative and not empty, or whole in a scheme of the web or of mail."""
    scheme = find_scheme(address)
    if scheme in ("http", "https"):
        return _HOST.match(address) is not None
    return scheme in SCHEMES and bool(address)
