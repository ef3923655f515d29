"""A paragraph as the reader of records sees it: its text, what of it is no prose, and where bold begins.

In: a leaf of the prose. Out: a `Leaf`. Offsets are into the leaf's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from minutebook.model import Block
from minutebook.records.sentences import Span

_ROUND = re.compile(r"[()]")
_CURLY = re.compile(r"“[^“”]*”")
_STRAIGHT = re.compile(r"(?<![\w\"])\"(?=\S)[^\"]*(?<=\S)\"(?!\w)")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph's words, and what is known of their parts."""

    block: Block
    text: str
    hidden: tuple[Span, ...]
    """Where no record can stand: code, addresses, words struck out, words in quotation marks."""
    quotes: tuple[Span, ...]
    """Words in double quotation marks, the marks included."""
    bold: tuple[int, ...]
    """Offsets at which a bold run begins."""
    references: tuple[tuple[int, str], ...]
    """Where `[[…]]` stands, and what it names."""
    brackets: Mapping[int, int]
    """Where each round bracket that opens is closed; those that never are, are absent."""
    end: int
    """Where the words end, before white space at the end."""

    def is_hidden(self, at: int) -> bool:
        """Whether the offset lies where no record can stand."""
        return any(start <= at < end for start, end in self.hidden)


def read_leaf(block: Block) -> Leaf:
    """Return what a paragraph holds for the reader of records."""
    text = block.text
    hidden: list[Span] = []
    bold: list[int] = []
    references: list[tuple[int, str]] = []
    struck: list[int] = []
    automatic: list[int] = []
    at = 0
    for piece in block.inlines:
        if piece.kind == "code":
            hidden.append((at, at + len(piece.text)))
        elif piece.kind == "reference":
            references.append((at, piece.href))
        elif piece.kind == "open":
            if piece.tag == "strong":
                bold.append(at)
            elif piece.tag == "s":
                struck.append(at)
            elif piece.tag == "link":
                automatic.append(at if piece.auto else -1)
        elif piece.kind == "close":
            if piece.tag == "s" and struck:
                hidden.append((struck.pop(), at))
            elif piece.tag == "link" and automatic and (began := automatic.pop()) >= 0:
                hidden.append((began, at))
        at += len(piece.text)
    quotes = tuple(match.span() for pattern in (_CURLY, _STRAIGHT) for match in pattern.finditer(text))
    return Leaf(
        block, text, (*hidden, *quotes), quotes, tuple(bold), tuple(references), pair_brackets(text), len(text.rstrip())
    )


def pair_brackets(text: str) -> dict[int, int]:
    """Return where each bracket closes, by where it opens."""
    if "(" not in text:
        return {}
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for found in _ROUND.finditer(text):
        if found[0] == "(":
            waiting.append(found.start())
        elif waiting:
            pairs[waiting.pop()] = found.start()
    return pairs


def find_position(block: Block, at: int, *, top: bool) -> tuple[int, int]:
    """Return line and column in the file of an offset into a paragraph's text.

    The column is 1 where mark-up stands before it in its line, or where the paragraph is not `top` (in a list, say): what
    the source has there is not known.
    """
    began = block.text.rfind("\n", 0, at) + 1
    line = block.line + block.text.count("\n", 0, at)
    place = 0
    for piece in block.inlines:
        if place > at:
            break
        if place >= began and piece.kind not in ("text", "softbreak", "hardbreak") and place + len(piece.text) <= at:
            top = False
        place += len(piece.text)
    return line, at - began + 1 if top else 1
