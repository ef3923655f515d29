"""What in the headings reads differently from what a clerk may have meant.

In: headings and items as they were read. Out: diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.markdown import shorten
from minutebook.model import Block

TITLE_SIGN: Final = rule(
    "title-sign",
    "warning",
    "A heading with one # sign stands elsewhere than on the first line.",
    why="One # is the title of the meeting; elsewhere it is read as an item's heading, as if it had two.",
    bad="# 6. Highways",
    good="## 6. Highways",
)
ITEM_NUMBER: Final = rule(
    "item-number",
    "warning",
    "A heading begins with a number that is read as part of the title.",
    why="The item then has no number, so its address is made of its title and its Welsh is found by order only.",
    bad="## 20 Speed limits",
    good="## 20. Speed limits",
)
ITEM_TWICE: Final = rule(
    "item-twice",
    "warning",
    "Two items have the same number, title or anchor.",
    why="Links to the second end in -2, and move if the first is taken out.",
    bad="## 5. Highways\n\n## 5. Planning",
    good="## 5. Highways\n\n## 6. Planning",
)
ITEM_UNTITLED: Final = rule(
    "item-untitled",
    "warning",
    "A heading has no words.",
    why="Nobody can see in the contents what the item is about.",
    bad="## 5.",
    good="## 5. Highways",
)
ITEM_AS_LIST: Final = rule(
    "item-as-list",
    "warning",
    "A number and a title in capitals or in bold stand without the ## of a heading.",
    why="They are shown as a list or paragraph and open no agenda item.",
    bad="5. CORRESPONDENCE",
    good="## 5. CORRESPONDENCE",
)

_LONG: Final = 120
"""How much of a heading a message quotes."""

_ODD: Final = re.compile(r"\(?(?P<number>\d{1,4}[a-z]?)\)?\s*[-–—:.)]?\s*(?P<title>\S.*)?", re.IGNORECASE)
_BOLD: Final = re.compile(r"(?:(?:Item|Minute|Eitem)\s+)?\d{1,4}[a-z]?(?:[.)]|/\d{2,4}|:)?\s+[^\W\d_]{2}[^.\n]{0,118}")
_CAPITALS: Final = re.compile(r"(?P<number>\d{1,3}[.)])\s+(?P<title>\S.*)", re.DOTALL)


def report_title_sign(heading: Block, path: str) -> Diagnostic:
    """Report a heading with one sign that opens an item."""
    text = shorten(heading.text, _LONG)
    return _report(
        TITLE_SIGN,
        f'"# {text}" is read as an item, since only the first line may be the title of the meeting. Write: ## {text}',
        heading.line,
        path,
    )


def report_twice(anchor: str, number: str, first_line: int, renamed: str, line: int, path: str) -> Diagnostic:
    """Report an item whose anchor another has. `number` is empty where the anchor is not made of one."""
    what = f'The number "{number}"' if number else f'"{anchor}"'
    return _report(
        ITEM_TWICE,
        f"{what} stands in line {first_line} already, so links to this item end in #{renamed}. "
        "Give it a number of its own, or an anchor behind its title: {#its-name}",
        line,
        path,
    )


def find_in_title(heading: Block | None, number: str, title: str, path: str) -> Iterator[Diagnostic]:
    """Report a heading without words, or one whose number was not read as one."""
    if heading is None:
        return
    if not title:
        yield _report(ITEM_UNTITLED, "This heading has no words. Say what the item is about.", heading.line, path)
    elif not number:
        text = shorten(heading.text, _LONG)
        found = _ODD.fullmatch(text)
        if found and found["title"] and _looks_numbered(text):
            yield _report(
                ITEM_NUMBER,
                f'"{text}" is read as a title without a number. If {found["number"]} is the number of the item, '
                f"write: ## {found['number']}. {found['title']}",
                heading.line,
                path,
            )


def _looks_numbered(text: str) -> bool:
    """Say whether a heading without number begins as one with a number would: `5 – Title`, `(5) Title`, `20 Title`."""
    found = re.match(r"(?:\d{1,2}\s+(?=[^\W\d_])|\(\d{1,3}[a-z]?\)\s*|\d{1,3}[a-z]?\s*[-–—:]\s+)", text, re.IGNORECASE)
    return found is not None and text[found.end() : found.end() + 1].isupper()


def find_unmarked(blocks: Sequence[Block], path: str) -> Iterator[Diagnostic]:
    """Report once a place what looks like a heading and is a list or a paragraph."""
    for block in blocks:
        texts: list[tuple[int, str]] = []
        if block.kind == "ordered_list":
            texts = [(item.line, f"{item.marker} {item.children[0].text}") for item in block.children if item.children]
        elif block.kind == "paragraph":
            texts = [(block.line, block.text)]
        for line, text in texts:
            if block.kind == "paragraph" and _is_bold(block) and _BOLD.fullmatch(text):
                title = shorten(text, _LONG)
                yield _report(
                    ITEM_AS_LIST,
                    f'"{title}" will be shown as a bold paragraph, not as an agenda item. If it is one, write: ## {title}',
                    line,
                    path,
                )
                break
            found = _CAPITALS.fullmatch(text)
            if found and "\n" not in text and _is_shouted(found["title"]):
                shown = "list" if block.kind == "ordered_list" else "paragraph"
                title = shorten(text, _LONG)
                yield _report(
                    ITEM_AS_LIST,
                    f'"{title}" will be shown as a {shown}, not as an agenda item. If it is one, write: ## {title}',
                    line,
                    path,
                )
                break


def _is_bold(block: Block) -> bool:
    """Say whether all of a paragraph is one bold run."""
    runs = [piece for piece in block.inlines if piece.kind in ("open", "close")]
    return (
        len(runs) == 2
        and all(piece.tag == "strong" for piece in runs)
        and block.inlines[0] is runs[0]
        and block.inlines[-1] is runs[1]
    )


def _is_shouted(title: str) -> bool:
    """Say whether a text is a title in capitals and no single acronym."""
    letters = [letter for letter in title if letter.isalpha()]
    return len(letters) > 5 and len(title) <= 120 and all(letter.isupper() for letter in letters)


def _report(kind: Rule, message: str, line: int, path: str) -> Diagnostic:
    return Diagnostic(kind, Location(path, line, 1), message)
