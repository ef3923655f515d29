"""Anchors of items and of the headings inside them: slugs, and names that nothing else on the page has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from minutebook.model import Block, iter_blocks

PREAMBLE: Final = "preamble"
"""The anchor of what stands before the first item."""
SLUG_LENGTH: Final = 80
"""A slug is cut before the word that would make it longer than this many characters."""


class Names:
    """The anchors of one page, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Take `name`, or the first of `name-2`, `name-3` … that is free, and return it."""
        free, count = name, self._counts.get(name, 1)
        while free in self._taken:
            count += 1
            free = f"{name}-{count}"
        self._counts[name] = count
        self._taken.add(free)
        return free


def find_anchor(heading: Block | None, number: str, title: str) -> str:
    """Return the anchor that an item has if nothing else has it: what `{#…}` sets, else made of its number, else of its title."""
    if heading is None:
        return PREAMBLE
    return heading.anchor or ("item-" + find_slug(number) if number else find_slug(title) or "item")


def name_subheadings(items: Iterable[tuple[str, Sequence[Block]]], taken: Collection[str] = ()) -> Mapping[int, str]:
    """Return the anchors of all headings inside items, by the heading's key.

    `items` are the items' anchors and blocks; an empty anchor puts nothing before the headings' own. `taken` are anchors
    that something else on the page has; a heading whose own would be one of those gets a number behind it.
    """
    items = tuple(items)
    names = Names((*taken, *(anchor for anchor, _ in items)))
    found: dict[int, str] = {}
    for anchor, blocks in items:
        for block in iter_blocks(blocks):
            if block.kind == "heading":
                found[block.key] = names.take(
                    block.anchor or "-".join(filter(None, (anchor, find_slug(block.text)))) or "part"
                )
    return found


def find_slug(title: str) -> str:
    """Return a title as an anchor: small letters without accents, digits, single hyphens; empty where there are none."""
    plain = unicodedata.normalize("NFKD", title.replace("'", "").replace("’", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(slug) > SLUG_LENGTH:
        cut = slug.rfind("-", 0, SLUG_LENGTH + 1)
        slug = slug[: cut if cut > 0 else SLUG_LENGTH]
    return slug
