"""Agenda items: from the blocks of one file to its title, its preamble and its items, each with number, title and anchor.

In: blocks of the dialect. Out: the outline, and diagnostics about headings. It knows no records and no other language:
an item without a number gets the slug of its own title, which `link` replaces by that of the first language.
"""

from minutebook.items.anchors import PREAMBLE, find_slug, name_subheadings
from minutebook.items.outline import Outline, RawItem, split_items

__all__ = ["PREAMBLE", "Outline", "RawItem", "find_slug", "name_subheadings", "split_items"]
