"""Acronyms and terms: what letters mean in one meeting, where they are used, which are explained.

In: the glossary's terms; the blocks of an agenda item. Out: places in the item's text, and faults. It
writes no HTML and counts no pages.
"""

from minutebook.acronyms.faults import (
    AMBIGUOUS,
    MEETING_TERMS,
    UNEXPLAINED,
    Sighting,
    find_place,
    report_ambiguous,
    report_overrides,
    report_unexplained,
)
from minutebook.acronyms.lexicon import Glossary, Lexicon, fold_letters
from minutebook.acronyms.matcher import find_in_text, find_uses
from minutebook.acronyms.uses import AmbiguousUse, ItemUses, TermUse, Unexplained

__all__ = [
    "AMBIGUOUS",
    "MEETING_TERMS",
    "UNEXPLAINED",
    "AmbiguousUse",
    "Glossary",
    "ItemUses",
    "Lexicon",
    "Sighting",
    "TermUse",
    "Unexplained",
    "find_in_text",
    "find_place",
    "find_uses",
    "fold_letters",
    "report_ambiguous",
    "report_overrides",
    "report_unexplained",
]
