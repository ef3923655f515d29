"""The words that make a paragraph a record, in every language at once, and the numbers people write as words.

In: the `reading:` parts of the languages' files. Out: mappings from the casefolded word or phrase, mutated forms and both apostrophes
included, to what it means. Where such a word counts (capitals, bold, colon) is for the reader of records to know, not for
this module. The table is that of the content format, section 4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from minutebook.i18n.reading import DECISIONS, READINGS, Reading, find_either, find_meanings, list_forms

RecordKind = Literal["decision", "recommendation", "response", "action", "update", "declaration", "summary"]


@dataclass(frozen=True, slots=True)
class RecordWord:
    """One word of the table."""

    word: str
    """As the table has it, in capitals, not mutated: `CYTUNWYD`."""
    lang: str
    """The code of its language."""
    kind: RecordKind
    """What record it opens."""
    verb: str
    """For a decision its English verb in small letters, the id of it in any language: `agreed`;
    `recommended` for a recommendation; otherwise empty."""


def _list_record_words(reading: Reading) -> Iterator[RecordWord]:
    for verb, words in reading.decision.items():
        for word in words:
            yield RecordWord(word, reading.lang, "decision", verb)
    for id, words in reading.record.items():
        # The ids of this group are kinds, as `Reading` says.
        kind = cast("RecordKind", id)
        for word in words:
            yield RecordWord(word, reading.lang, kind, "recommended" if kind == "recommendation" else "")


def _make_record_words() -> dict[str, RecordWord]:
    """Every form by the first word that has it: Welsh has one for refused and rejected, read as the first of them."""
    found: dict[str, RecordWord] = {}
    for lang, reading in READINGS.items():
        for entry in _list_record_words(reading):
            for form in list_forms((entry.word,), lang):
                found.setdefault(form, entry)
    return found


RECORD_WORDS: Final[Mapping[str, RecordWord]] = _make_record_words()
"""The table by the casefolded form that may stand in the text: `chytunwyd`, `chair’s summary`."""

RECORD_TABLE: Final[tuple[RecordWord, ...]] = tuple(dict.fromkeys(RECORD_WORDS.values()))
"""Every word of the table once, unmutated, by language, in the order of the content format."""

VERBS: Final[tuple[str, ...]] = (*DECISIONS, "recommended")
"""The ids of verbs, each of which has its label `record.verb_<id>` in the catalogues."""

NEGATIONS: Final = find_either(lambda reading: reading.negation, mutate=False)
"""Casefolded words after which a record word is prose: `NOT AGREED`, `NI CHYTUNWYD`."""

AFTER_NEGATION: Final = find_either(lambda reading: reading.after_negation, mutate=False)
"""Casefolded words that may stand between one of these and the record word: `NOT YET AGREED`."""

NOBODY: Final = find_either(lambda reading: reading.nobody, mutate=False)
"""Casefolded entries in a list of names, or after `Action:`, that mean nobody or nothing."""

NUMBER_WORDS: Final[Mapping[str, int]] = {
    **{form: int(number) for form, number in find_meanings(lambda reading: reading.number).items()},
    **dict.fromkeys(sorted(find_either(lambda reading: reading.zero, mutate=False)), 0),
}
"""Numbers from nothing to twenty by casefolded word in any language, Welsh feminine and mutated forms
included.
"""
