"""From a text to its blocks: cleans the characters, takes out the comments, and builds the tree from the dialect's tokens.

In: text. Out: blocks with lines and keys, and diagnostics. Never raises. See `dialect` for what the signs mean and
`oddities` for what is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from markdown_it.token import Token

from minutebook.diagnostics import Diagnostic
from minutebook.markdown import oddities
from minutebook.markdown.comments import strip_comments
from minutebook.markdown.dialect import Dialect
from minutebook.markdown.inlines import read_leaf
from minutebook.model import Block
from minutebook.model.prose import BlockKind

_DIALECT: Final = Dialect()
_BREAKS: Final = re.compile(r"\r\n?")
# What HTML forbids in a text, and the breaks of old word processors, which are spaces here.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_KINDS: Final[dict[str, BlockKind]] = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "list_item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "table_row",
    "th_open": "table_cell",
    "td_open": "table_cell",
    "fence": "code",
    "hr": "rule",
}
_PASSED_OVER: Final = frozenset(("thead_open", "thead_close", "tbody_open", "tbody_close"))


def parse(
    text: str, *, path: str = "", first_line: int = 1, first_key: int = 0
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """Read `text` as the dialect has it.

    `path` and `first_line` say where it stands, for lines and reports; keys count from `first_key` in reading order.
    """
    text = _clean(text)
    stripped = strip_comments(text)
    notes: dict[str, Any] = {}  # Any: markdown-it's environment
    tokens = _DIALECT.read_blocks(stripped.text, notes)
    if stripped.kept and not _in_fences(stripped.kept, tokens):
        # What looked like a fenced block is none: better to lose the comment in some code than to publish one.
        stripped = strip_comments(text, fences=False)
        notes = {}
        tokens = _DIALECT.read_blocks(stripped.text, notes)
    place = oddities.Place(path, first_line)
    found = [*oddities.find_comments(stripped.comments, place)]
    tree = _Tree(place, first_key, notes, stripped.text.split("\n"))
    blocks = tree.build(tokens)
    found += tree.found
    found += oddities.find_indents(notes.get("indents", ()), stripped.text, place)
    return blocks, found


def _clean(text: str) -> str:
    text = _BREAKS.sub("\n", text)
    return _CONTROLS.sub(_replace_control, text)


def _replace_control(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in "\x0b\x0c\x85":
        return " "
    return "\ufffd" if sign == "\x00" or sign >= "\ud800" else ""


def _in_fences(lines: Sequence[int], tokens: Sequence[Token]) -> bool:
    inside = {
        line for token in tokens if token.type == "fence" and token.map for line in range(token.map[0], token.map[1])
    }
    return all(line - 1 in inside for line in lines)


def _is_loose(token: Token) -> bool:
    return token.type == "paragraph_open" and not token.hidden


class _Open:
    """A block whose end has not been read yet."""

    __slots__ = ("children", "key", "leaf", "loose", "token")

    def __init__(self, token: Token, key: int) -> None:
        self.token = token
        self.key = key
        self.children: list[Block] = []
        self.leaf: Token | None = None
        self.loose = False


class _Tree:
    """Builds the blocks of one text."""

    def __init__(self, place: oddities.Place, first_key: int, notes: dict[str, Any], lines: Sequence[str]) -> None:
        self.found: list[Diagnostic] = []
        self._place = place
        self._key = first_key
        self._notes = notes
        self._lines = lines
        self._in_head = False

    def build(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        root = _Open(Token("root", "", 1), -1)
        stack = [root]
        for number, token in enumerate(tokens):
            if token.type in _PASSED_OVER:
                self._in_head = token.type == "thead_open"
            elif token.type == "inline":
                stack[-1].leaf = token
            elif token.nesting > 0:
                stack.append(_Open(token, self._next_key()))
            elif token.nesting < 0:
                done = stack.pop()
                around = stack[-1]
                # A list is loose if any paragraph straight in its items is; markdown-it hides those of a tight one.
                around.loose |= done.loose if token.type == "list_item_close" else _is_loose(done.token)
                around.children.append(self._close(done, tokens[number + 1 : number + 2]))
            else:
                stack[-1].children.append(self._single(token))
        return tuple(root.children)

    def _next_key(self) -> int:
        self._key += 1
        return self._key - 1

    def _close(self, done: _Open, following: Sequence[Token]) -> Block:
        token, kind = done.token, _KINDS[done.token.type]
        first, after = token.map or (done.leaf.map if done.leaf and done.leaf.map else [0, 1])
        line = self._place.line(first)
        # Lists and quotations reach over the empty lines behind them for markdown-it, not for us.
        end = done.children[-1].end if done.children else self._place.line(after - 1) if done.leaf else line
        if done.leaf is not None:
            leaf = read_leaf(_DIALECT, done.leaf.content, self._notes, self._place, line, kind, self._lines)
            self.found += leaf.found
            self.found += oddities.find_spaced_links(done.leaf.content, line, self._place, self._lines)
            if kind == "paragraph":
                self.found += oddities.find_in_paragraph(done.leaf.content, line, self._place, following)
            return Block(
                kind,
                line,
                end,
                done.key,
                inlines=leaf.inlines,
                text="".join([piece.text for piece in leaf.inlines]),
                level=int(token.tag[1]) if kind == "heading" else 0,
                align=str(token.attrs.get("style", "")).removeprefix("text-align:"),
                anchor=leaf.anchor,
            )
        return Block(
            kind,
            line,
            end,
            done.key,
            children=tuple(done.children),
            marker=token.info + token.markup if kind == "list_item" else "",
            tight=kind in ("bullet_list", "ordered_list") and not done.loose,
            header=kind == "table_row" and self._in_head,
        )

    def _single(self, token: Token) -> Block:
        first, after = token.map or [0, 1]
        line, end = self._place.line(first), self._place.line(after - 1)
        if token.type == "hr":
            return Block("rule", line, end, self._next_key())
        return Block("code", line, end, self._next_key(), text=token.content, info=token.info.strip())
