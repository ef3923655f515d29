"""The words that make a paragraph a record, in every language at once, and the numbers people write as words.

Out: mappings from the casefolded word or phrase, Welsh mutated forms and both apostrophes included, to what
it means. Where such a word counts (capitals, bold, colon) is for the reader of records to know, not for
this module. The table is that of the content format, section 4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from minutebook.i18n.forms import read_forms

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


_DECISIONS: Final[tuple[tuple[str, str], ...]] = (
    ("RESOLVED", "PENDERFYNWYD"),
    ("AGREED", "CYTUNWYD"),
    ("APPROVED", "CYMERADWYWYD"),
    ("ADOPTED", "MABWYSIADWYD"),
    ("CONFIRMED", "CADARNHAWYD"),
    ("NOTED", "NODWYD"),
    ("RECEIVED", "DERBYNIWYD"),
    ("REFERRED", "CYFEIRIWYD"),
    ("DEFERRED", "GOHIRIWYD"),
    ("GRANTED", "CANIATAWYD"),
    ("REFUSED", "GWRTHODWYD"),
    ("REJECTED", "GWRTHODWYD"),
    ("ELECTED", "ETHOLWYD"),
    ("APPOINTED", "PENODWYD"),
    ("CARRIED", "PASIWYD"),
    ("LOST", "COLLWYD"),
    ("FELL", "SYRTHIODD"),
    ("WITHDRAWN", "TYNNWYD YN ÔL"),
)
_OTHERS: Final[tuple[tuple[RecordKind, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("recommendation", ("RECOMMENDED",), ("ARGYMHELLWYD",)),
    ("response", ("RESPONSE",), ("YMATEB",)),
    ("action", ("ACTION", "ACTIONS"), ("CAM GWEITHREDU", "CAMAU GWEITHREDU", "GWEITHREDU")),
    ("update", ("UPDATE",), ("DIWEDDARIAD",)),
    ("declaration", ("DECLARED",), ("DATGANWYD",)),
    ("summary", ("SUMMARY", "CHAIR'S SUMMARY"), ("CRYNODEB", "CRYNODEB Y CADEIRYDD")),
)


def _record_table() -> Iterable[RecordWord]:
    seen: set[str] = set()
    for english, welsh in _DECISIONS:
        verb = english.lower()
        yield RecordWord(english, "en", "decision", verb)
        # Welsh has one word for refused and rejected; it is read as the first of them.
        if welsh not in seen:
            seen.add(welsh)
            yield RecordWord(welsh, "cy", "decision", verb)
    for kind, english_words, welsh_words in _OTHERS:
        verb = "recommended" if kind == "recommendation" else ""
        for lang, words in (("en", english_words), ("cy", welsh_words)):
            for word in words:
                yield RecordWord(word, lang, kind, verb)


RECORD_TABLE: Final[tuple[RecordWord, ...]] = tuple(_record_table())
"""Every word of the table once, unmutated, in the order of the content format."""

VERBS: Final[tuple[str, ...]] = (*(english.lower() for english, _ in _DECISIONS), "recommended")
"""The ids of verbs, each of which has its label `record.verb_<id>` in the catalogues."""

RECORD_WORDS: Final[Mapping[str, RecordWord]] = {
    form: entry for entry in RECORD_TABLE for form in read_forms((entry.word,), mutate=entry.lang == "cy")
}
"""The table by the casefolded form that may stand in the text: `chytunwyd`, `chair’s summary`."""

NEGATIONS: Final = frozenset(("not", "ni", "nid", "nac", "na", "nad"))
"""Casefolded words after which a record word is prose: `NOT AGREED`, `NI CHYTUNWYD`."""

NOBODY: Final = frozenset(("none", "nil", "nobody", "no one", "n/a", "dim", "dim un", "neb"))
"""Casefolded entries in a list of names, or after `Action:`, that mean nobody or nothing."""

_ENGLISH_NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
# Masculine, feminine, the short forms before a noun, traditional and decimal counting.
_WELSH_NUMBERS: Final[dict[int, tuple[str, ...]]] = {
    1: ("un",),
    2: ("dau", "dwy"),
    3: ("tri", "tair"),
    4: ("pedwar", "pedair"),
    5: ("pump", "pum"),
    6: ("chwech", "chwe"),
    7: ("saith",),
    8: ("wyth",),
    9: ("naw",),
    10: ("deg", "deng"),
    11: ("un ar ddeg", "un deg un"),
    12: ("deuddeg", "deuddeng", "un deg dau", "un deg dwy"),
    13: ("tri ar ddeg", "tair ar ddeg", "un deg tri", "un deg tair"),
    14: ("pedwar ar ddeg", "pedair ar ddeg", "un deg pedwar", "un deg pedair"),
    15: ("pymtheg", "pymtheng", "un deg pump", "un deg pum"),
    16: ("un ar bymtheg", "un deg chwech", "un deg chwe"),
    17: ("dau ar bymtheg", "dwy ar bymtheg", "un deg saith"),
    18: ("deunaw", "un deg wyth"),
    19: ("pedwar ar bymtheg", "pedair ar bymtheg", "un deg naw"),
    20: ("ugain", "dau ddeg"),
}

NUMBER_WORDS: Final[Mapping[str, int]] = {
    **{word: number for number, word in enumerate(_ENGLISH_NUMBERS)},
    **dict.fromkeys(("no", "none", "nil", "dim", "neb"), 0),
    **{form: number for number, words in _WELSH_NUMBERS.items() for form in read_forms(words, mutate=True)},
}
"""Numbers from nothing to twenty by casefolded word in any language, Welsh feminine and mutated forms
included.
"""
