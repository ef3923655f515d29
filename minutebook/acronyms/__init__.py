"""Acronyms and terms: what letters mean in one meeting, where they are used, which are explained.

In: the glossary's terms; the blocks of an agenda item. Out: places in the item's text, and faults. It
writes no HTML and counts no pages.
"""

from minutebook.acronyms.definitions import Definition, find_definitions, read_definitions
from minutebook.acronyms.faults import (
    AMBIGUOUS,
    MEETING_TERMS,
    UNEXPLAINED,
    Sighting,
    find_place,
    report_ambiguous,
    report_others,
    report_overrides,
    report_unexplained,
)
from minutebook.acronyms.letters import fold_word
from minutebook.acronyms.lexicon import Glossary, Lexicon, fold_letters
from minutebook.acronyms.matcher import find_in_text, find_uses
from minutebook.acronyms.uses import AmbiguousUse, ItemUses, OtherMeaning, TermUse, Unexplained
from minutebook.acronyms.wording import WORD, fold_one, fold_words

__all__ = [
    "AMBIGUOUS",
    "MEETING_TERMS",
    "UNEXPLAINED",
    "WORD",
    "AmbiguousUse",
    "Definition",
    "Glossary",
    "ItemUses",
    "Lexicon",
    "OtherMeaning",
    "Sighting",
    "TermUse",
    "Unexplained",
    "find_definitions",
    "find_in_text",
    "find_place",
    "find_uses",
    "fold_letters",
    "fold_one",
    "fold_word",
    "fold_words",
    "read_definitions",
    "report_ambiguous",
    "report_others",
    "report_overrides",
    "report_unexplained",
]
