"""The record as HTML: blocks with what was found in them (records, terms, links, references), and nothing decided here.

In: blocks, and an `Article` that says what stands where. Out: Markup. Every text and every address is escaped here, and
nothing is trusted. What is not in the source stands in elements marked `data-inserted`; the rest is the source's text.
Terms never make a link within a link or code, and marks may cross strong and em: the HTML is well-formed whatever they say.
"""

from minutebook.prose.article import Article, FenceRow, FenceView, Mark, ProseLink, ProseReference
from minutebook.prose.page import render_blocks, render_leaf

__all__ = [
    "Article",
    "FenceRow",
    "FenceView",
    "Mark",
    "ProseLink",
    "ProseReference",
    "render_blocks",
    "render_leaf",
]
