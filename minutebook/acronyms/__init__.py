"""Acronyms and terms: what letters mean in one meeting, where they are used, which are explained.

In: the glossary's terms; the blocks of an agenda item. Out: places in the item's text, and faults. It
writes no HTML and counts no pages.
"""

from minutebook.acronyms.changes import Change, compare_glossaries, drop_lines
from minutebook.acronyms.definitions import Definition, find_definitions, read_definitions
from minutebook.acronyms.faults import (
    UNEXPLAINED,
    Sighting,
    count_places,
    find_place,
    report_ambiguous,
    report_others,
    report_overrides,
    report_unexplained,
)
from minutebook.acronyms.letters import WORD, fold_word
from minutebook.acronyms.lexicon import Glossary, Lexicon, find_letters, fold_letters, holds
from minutebook.acronyms.marks import find_marked, join_marks, mark_words
from minutebook.acronyms.matcher import find_in_text, find_uses
from minutebook.acronyms.together import find_together, meet
from minutebook.acronyms.tokens import MOST_LETTERS, list_words
from minutebook.acronyms.uses import ItemUses, OtherMeaning, TermUse
from minutebook.acronyms.wording import fold_one, fold_words

__all__ = [
    "MOST_LETTERS",
    "UNEXPLAINED",
    "WORD",
    "Change",
    "Definition",
    "Glossary",
    "ItemUses",
    "Lexicon",
    "OtherMeaning",
    "Sighting",
    "TermUse",
    "compare_glossaries",
    "count_places",
    "drop_lines",
    "find_definitions",
    "find_in_text",
    "find_letters",
    "find_marked",
    "find_place",
    "find_together",
    "find_uses",
    "fold_letters",
    "fold_one",
    "fold_word",
    "fold_words",
    "holds",
    "join_marks",
    "list_words",
    "mark_words",
    "meet",
    "read_definitions",
    "report_ambiguous",
    "report_others",
    "report_overrides",
    "report_unexplained",
]
