"""Reads the files of a council's folder into raw values, each with its place.

In: the root and its sources. Out: the archive, and every fault that one file can have by itself. Resolves nothing:
whether an id or a name exists is for `link`.
"""

from minutebook.load.archive import Archive, RawMinutes, RawPlainPage
from minutebook.load.folder import load
from minutebook.load.misplaced import has_facts

__all__ = ["Archive", "RawMinutes", "RawPlainPage", "has_facts", "load"]
