"""Agenda items: from the blocks of one file to its title, its preamble and its items, each with number, title and anchor.

In: blocks of the dialect. Out: the outline, and diagnostics about headings. It knows no records and no other language:
an item without a number gets the slug of its own title, which `link` replaces by that of the first language.
"""

from minutebook.items.anchors import PREAMBLE, find_anchor, find_slug, name_subheadings
from minutebook.items.faults import ITEM_TWICE, report_twice
from minutebook.items.outline import Outline, RawItem, split_items

__all__ = [
    "ITEM_TWICE",
    "PREAMBLE",
    "Outline",
    "RawItem",
    "find_anchor",
    "find_slug",
    "name_subheadings",
    "report_twice",
    "split_items",
]
