"""The acronyms and terms of the whole archive, found once, for checks and pages alike.

In: the register and the lines of its files. Out: uses by file and item, counts by meeting, and faults: letters with two meanings, letters that nobody
explains. Inserts nothing.
"""

from minutebook.glossing.archive import gloss
from minutebook.glossing.blocks import add_references, list_versions, open_fences
from minutebook.glossing.entries import DayEntries, Entries
from minutebook.glossing.reading import PLACES
from minutebook.glossing.values import Defined, FileTerms, Glossed, MeetingTerms, ReadLines, TermCount

__all__ = [
    "PLACES",
    "DayEntries",
    "Defined",
    "Entries",
    "FileTerms",
    "Glossed",
    "MeetingTerms",
    "ReadLines",
    "TermCount",
    "add_references",
    "gloss",
    "list_versions",
    "open_fences",
]
