"""The outline of one file: its title, its preamble and its items, parted at the headings.

In: blocks. Out: raw items with what their headings say, and diagnostics about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from minutebook.diagnostics import Diagnostic
from minutebook.i18n import ITEM_FLAGS, PARAGRAPH_WORDS, phrase_pattern
from minutebook.items import faults
from minutebook.items.anchors import PREAMBLE, Names, find_anchor
from minutebook.items.numbers import one_line, read_numbers
from minutebook.model import Block

_FLAG: Final = re.compile(
    rf"\s*[(\[]\s*(?P<flag>{phrase_pattern(ITEM_FLAGS)})(?!\w)\s*[:,–—-]?\s*(?P<more>[^()\[\]]*)[)\]]\s*\Z",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(rf"(?:{phrase_pattern(PARAGRAPH_WORDS)})\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item of business as one file has it."""

    anchor: str
    """Its place in the page, unique in the file."""
    fixed: bool
    """Whether `{#…}` sets the anchor."""
    number: str
    """Its number as written, without a word before it: `5.`, `123/24`; empty for none."""
    title: str
    """Plain text, without number, flags and anchor."""
    heading: Block | None
    """None for the preamble."""
    blocks: tuple[Block, ...]
    line: int
    exempt: str = ""
    """The paragraph under which it is exempt, as written, or `yes`; empty where it is public."""
    late: bool = False
    for_information: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What the headings of one file make of it."""

    title: str
    """The words of the `#` on its first line; empty for none."""
    items: tuple[RawItem, ...]
    """In the order taken; the preamble first, where it holds anything."""
    found: tuple[Diagnostic, ...]


def split_items(blocks: Sequence[Block], path: str = "") -> Outline:
    """Part the blocks of a file at its headings. `path` is named in the diagnostics."""
    found: list[Diagnostic] = []
    title = ""
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        title, blocks = one_line(blocks[0].text), blocks[1:]
    start = next((at for at, block in enumerate(blocks) if _opens_item(block)), len(blocks))
    items: list[RawItem] = []
    if start:
        items.append(RawItem(PREAMBLE, False, "", "", None, tuple(blocks[:start]), blocks[0].line))
    names = Names(item.anchor for item in items)
    lines: dict[str, int] = {item.anchor: item.line for item in items}
    for item in _read_items(blocks[start:]):
        if item.heading and item.heading.level == 1:
            found.append(faults.report_title_sign(item.heading, path))
        found += faults.find_in_title(item.heading, item.number, item.title, path)
        anchor = names.take(item.anchor)
        if anchor != item.anchor:
            found.append(
                faults.report_twice(
                    item.anchor, "" if item.fixed else item.number, lines[item.anchor], anchor, item.line, path
                )
            )
        lines[anchor] = item.line
        items.append(replace(item, anchor=anchor))
    found += faults.find_unmarked(blocks, path)
    return Outline(title, tuple(items), tuple(found))


def _opens_item(block: Block) -> bool:
    return block.kind == "heading" and block.level <= 2


def _read_items(blocks: Sequence[Block]) -> Iterator[RawItem]:
    starts = [at for at, block in enumerate(blocks) if _opens_item(block)]
    numbers = read_numbers([one_line(blocks[at].text) for at in starts])
    for (at, end), (number, rest) in zip(pairwise([*starts, len(blocks)]), numbers, strict=True):
        yield _read_item(blocks[at], number, rest, tuple(blocks[at + 1 : end]))


def _read_item(heading: Block, number: str, rest: str, blocks: tuple[Block, ...]) -> RawItem:
    exempt = ""
    flags: set[str] = set()
    for _ in range(4):
        # No flag is longer than that, so a heading of a million brackets takes no longer than another.
        found = _FLAG.search(rest, max(0, len(rest) - 200))
        if not found:
            break
        flag = ITEM_FLAGS[one_line(found["flag"]).casefold()]
        if found["more"] and flag != "exempt":
            break
        flags.add(flag)
        if flag == "exempt":
            paragraph = _PARAGRAPH.search(found["more"])
            exempt = found["more"][paragraph.end() if paragraph else 0 :].strip() or "yes"
        rest = rest[: found.start()]
    return RawItem(
        anchor=find_anchor(heading, number, rest),
        fixed=bool(heading.anchor),
        number=number,
        title=rest.strip(),
        heading=heading,
        blocks=blocks,
        line=heading.line,
        exempt=exempt,
        late="late" in flags,
        for_information="information" in flags,
        withdrawn="withdrawn" in flags,
    )
