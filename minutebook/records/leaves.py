"""A paragraph as the reader of records sees it: its text, what of it is no prose, and where bold begins.

In: a leaf of the prose. Out: a `Leaf`, and its words as lists show them. Offsets are into the leaf's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from minutebook.model import Block
from minutebook.records.sentences import Span, collapse

_ROUND = re.compile(r"[()]")
_CURLY = re.compile(r"“[^“”]*”")
_ENDS = ("", ".", "!", "?", "…")
"""What a sentence ends in; nothing for the beginning of a paragraph."""
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
    nameless: tuple[tuple[int, str], ...]
    """Those of them that bring no words of their own."""
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
        block=block,
        text=text,
        hidden=(*hidden, *quotes),
        quotes=quotes,
        bold=tuple(bold),
        references=tuple(references),
        nameless=list_nameless(block) if references else (),
        brackets=pair_brackets(text),
        end=len(text.rstrip()),
    )


def list_nameless(block: Block) -> tuple[tuple[int, str], ...]:
    """Return where references stand that bring no words of their own, and what they name, in order."""
    found: list[tuple[int, str]] = []
    at = 0
    for piece in block.inlines:
        if piece.kind == "reference" and not piece.text:
            found.append((at, piece.href))
        at += len(piece.text)
    return tuple(found)


def write_leaf(block: Block) -> str:
    """Return the words of a paragraph as lists show them, in one line. See `write_words`."""
    return _write(block.text, 0, len(block.text), list_nameless(block))


def write_words(leaf: Leaf, start: int, end: int, *, ahead: bool = True) -> str:
    """Return the words of a paragraph from `start` to `end` as lists show them, in one line.

    A reference without words of its own is no part of the text; here it stands as `[[people/jane-rees]]`, for a page to put a name in its
    place. One in the white space round the words belongs to the sentence that it stands in; `ahead`: the words begin a sentence.
    """
    names = leaf.nameless
    if not names:
        return collapse(leaf.text[start:end])
    before = len(leaf.text[:start].rstrip())
    behind = len(leaf.text) - len(leaf.text[end:].lstrip())
    first = before if ahead and leaf.text[:before][-1:] in _ENDS else start
    last = end if leaf.text[start:end].rstrip()[-1:] in _ENDS else behind
    low = bisect_left(names, first, key=itemgetter(0))
    return _write(leaf.text, start, end, names[low : bisect_right(names, last, key=itemgetter(0))])


def _write(text: str, start: int, end: int, names: Iterable[tuple[int, str]]) -> str:
    words: list[str] = []
    done = start
    for at, name in names:
        words += (text[done:at], f"[[{collapse(name)}]]")
        done = at
    words.append(text[done : max(done, end)])
    return collapse("".join(words))


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
