"""The words in a meeting's headings and lists of names: items and their flags, titles, notes after a name.

In: the `reading:` parts of the languages' files. Out: sets, or mappings from the casefolded word or phrase, in every language at once, to an
id in English. Welsh words stand with their mutated forms, apostrophes in both shapes.
"""

from typing import Final

from minutebook.i18n.reading import Reading, WordsById, find_either, find_meanings

ITEM_FLAGS: Final = find_meanings(lambda reading: reading.item_flag)
"""What brackets at the end of an item's heading may say: `exempt`, `late`, `information`, `withdrawn`."""

PARAGRAPH_WORDS: Final = find_either(lambda reading: reading.paragraph)
"""Words before the number of the paragraph under which an item is exempt."""

ITEM_WORDS: Final = find_either(lambda reading: reading.item)
"""Words before an item's number."""

NUMBER_SIGNS: Final = find_either(lambda reading: reading.number_sign, mutate=False)
"""Words between one of these and the number."""

ABBREVIATIONS: Final = find_either(lambda reading: reading.abbreviation, mutate=False)
"""Casefolded words whose full stop ends no sentence, without it."""

SENTENCE_STARTS: Final = find_either(lambda reading: reading.sentence_start, mutate=False)
"""Casefolded words that open a sentence even behind one of them."""

NAME_TITLES: Final = find_either(lambda reading: reading.title, mutate=False)
"""Titles before a person's name, casefolded and without their full stop."""

_SPANS: Final = ("from", "until")


def _choose_notes(reading: Reading, *, spans: bool) -> WordsById:
    return {id: words for id, words in reading.attendance_note.items() if (id in _SPANS) == spans}


ATTENDANCE_NOTES: Final[dict[str, str]] = {
    **find_meanings(lambda reading: _choose_notes(reading, spans=False)),
    **find_meanings(lambda reading: _choose_notes(reading, spans=True), mutate=False),
}
"""What a bracket after a name may say or begin with: `chair`, `vice-chair`, `from`, `until`, `substitute`."""
