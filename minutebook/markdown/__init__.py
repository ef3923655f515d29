"""The dialect of Markdown that minutes are written in, as a frozen tree of blocks with their lines.

In: the text of a file below its front matter, or a Markdown value in a block. Out: blocks, and what a clerk should know.
Never raises, whatever the text; makes no HTML; does not know what a link, a reference or a record is about.
"""

from minutebook.markdown.dialect import find_scheme
from minutebook.markdown.oddities import shorten
from minutebook.markdown.parse import parse

__all__ = ["find_scheme", "parse", "shorten"]
