"""Takes over what a council has in other forms.

In: a file from elsewhere. Out: what can be written in the format, and what was left out and why. Never writes.
"""

from minutebook.importers.tables import Row, TableError, check_ending, read_table
from minutebook.importers.terms import HAS_ALREADY, LeftOut, TermList, read_terms

__all__ = ["HAS_ALREADY", "LeftOut", "Row", "TableError", "TermList", "check_ending", "read_table", "read_terms"]
