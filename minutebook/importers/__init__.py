"""Takes over what a council has in other forms.

In: a file from elsewhere. Out: what can be written in the format, and what was left out and why. Never writes.
"""

from minutebook.importers.tables import Row, TableError, read_table
from minutebook.importers.terms import LeftOut, TermList, read_terms

__all__ = ["LeftOut", "Row", "TableError", "TermList", "read_table", "read_terms"]
