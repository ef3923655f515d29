"""Record words where they count: in capitals, at the beginning of bold, before a colon at the paragraph's beginning.

In: a `Leaf`. Out: `Label` values in the order of the text. It knows the words and where they count, not what they decide.
Content format, section 4.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from minutebook.i18n import (
    AFTER_NEGATION,
    AND_WORDS,
    NEGATIONS,
    NOBODY,
    OWNER_WORDS,
    RECORD_WORDS,
    RecordWord,
    phrase_pattern,
)
from minutebook.model import Block
from minutebook.records.leaves import Leaf
from minutebook.records.sentences import Span, find_sentence

Shape = Literal["capitals", "bold", "opening", "ending"]

_UPPER = {unicodedata.normalize(form, word.upper()) for word in RECORD_WORDS for form in ("NFC", "NFD")}
_END = r"(?![\w\u0300-\u036f]|[-’']\w)"
_CAPITALS = re.compile(f"(?:{phrase_pattern(_UPPER)}){_END}")
_ANY = re.compile(
    f"(?:{phrase_pattern({*RECORD_WORDS, *(unicodedata.normalize('NFD', word) for word in RECORD_WORDS)})}){_END}",
    re.IGNORECASE,
)
_ACTION_FORMS = [word for word, entry in RECORD_WORDS.items() if entry.kind == "action"]
_ENDING = re.compile(
    f"(?:{phrase_pattern({form for word in _ACTION_FORMS for form in (word.capitalize(), word.title())})})(?=\\s*[:(])"
)
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,5})[.)\]]+\s+|[•▪◦–—-]\s+")
_FOUR_CAPITALS = re.compile(r"[A-ZÂÊÎÔÛŴŶ]{4}")
_COLON = re.compile(r"\s*:")
_NOT = re.compile(
    rf"(?:\b(?:{phrase_pattern(NEGATIONS)})|n['’]t)(?:\s+(?:{phrase_pattern(AFTER_NEGATION)}))*\s*[*\"“(]?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINS = frozenset(word.upper() for word in AND_WORDS)
_OWNERS = frozenset(word.upper() for word in OWNER_WORDS)
_NOBODY = frozenset(word.upper() for word in NOBODY)
# Kinds whose word, in small letters, is prose even before a colon; `Chair's Summary:` is no everyday label.
_CAPITALS_ONLY = frozenset(("update", "response"))
_EVERYDAY = frozenset(("SUMMARY", "CRYNODEB"))
_NEEDS_COLON = frozenset(("action", "update", "response", "summary"))


@dataclass(frozen=True, slots=True)
class Label:
    """A record word that counts."""

    entry: RecordWord
    word: str
    """As written."""
    start: int
    end: int
    bracket: Span | None
    """What stands in the brackets directly after it, without them."""
    colon: bool
    """Whether a colon follows the word or its brackets."""
    after: int
    """Where the words after word, brackets and colon begin."""
    shape: Shape
    opens: bool
    """Whether it opens the paragraph."""


def may_hold_label(block: Block) -> bool:
    """Whether a paragraph may hold a record word that counts: a quick look, for the many that do not."""
    text = block.text
    return (
        _FOUR_CAPITALS.search(text) is not None
        or _ANY.match(text, _skip_space(text, find_opening(text))) is not None
        or any(piece.tag == "strong" for piece in block.inlines)
        or _ENDING.search(text) is not None
    )


def find_labels(leaf: Leaf) -> tuple[Label, ...]:
    """Return the record words that count in a paragraph, in order; none overlap."""
    found: dict[int, Label] = {}
    text = leaf.text
    opening = find_opening(text)
    # Small letters come first, so that `**RESOLVED:**` in capitals replaces what bold found.
    for begins in (opening, *leaf.bold):
        if match := _ANY.match(text, _skip_space(text, begins)):
            _add(found, leaf, match, "bold" if begins in leaf.bold else "opening", opening)
    for match in _ENDING.finditer(text):
        _add(found, leaf, match, "ending", opening)
    for match in _CAPITALS.finditer(text):
        if not _joined(text, match.start()):
            _add(found, leaf, match, "capitals", opening)
    return tuple(found[at] for at in sorted(found))


def find_opening(text: str) -> int:
    """Return where a paragraph's words begin, behind the number or letter of a limb."""
    match = _MARKER.match(text)
    return match.end() if match else 0


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _add(found: dict[int, Label], leaf: Leaf, match: re.Match[str], shape: Shape, opening: int) -> None:
    label = _read(leaf, match, shape, opening)
    if label is not None and _counts(leaf, label):
        found[label.start] = label


def _read(leaf: Leaf, match: re.Match[str], shape: Shape, opening: int) -> Label | None:
    text, end = leaf.text, match.end()
    entry = RECORD_WORDS.get(unicodedata.normalize("NFC", " ".join(match[0].split())).casefold())
    if entry is None:
        return None
    after, bracket = end, None
    opens = _skip_space(text, end)
    if (closes := leaf.brackets.get(opens)) is not None:
        after, bracket = closes + 1, (opens + 1, closes)
    colon = _COLON.match(text, after)
    if colon:
        after = colon.end()
    return Label(entry, match[0], match.start(), end, bracket, bool(colon), after, shape, match.start() == opening)


def _counts(leaf: Leaf, label: Label) -> bool:
    kind, text = label.entry.kind, leaf.text
    if label.start >= leaf.end or leaf.is_hidden(label.start):
        return False
    if kind in _NEEDS_COLON and not label.colon and label.bracket is None:
        return False
    if label.shape in ("bold", "opening") and not _counts_small(label):
        return False
    if label.shape == "ending" and not label.opens and not _ends_paragraph(leaf, label):
        return False
    return not _NOT.search(text, max(0, label.start - 60), label.start) and not _in_capitals(leaf, label)


def _counts_small(label: Label) -> bool:
    """Whether a word that is bold, or opens the paragraph, counts in small letters."""
    if label.shape == "opening" and not label.colon:
        return False
    if label.entry.kind in _CAPITALS_ONLY:
        return label.shape == "bold" and label.bracket is not None
    return label.entry.word not in _EVERYDAY


def _ends_paragraph(leaf: Leaf, label: Label) -> bool:
    """Whether `Action:` in small letters begins the last sentence, or only others like it follow."""
    ahead = leaf.text[: label.start].rstrip()
    if ahead[-1:] not in tuple('.!?;:)(…”"’–—-]['):
        return False
    end = find_sentence(leaf.text, label.start)[1]
    return end >= leaf.end or _ENDING.match(leaf.text, _skip_space(leaf.text, end)) is not None


def _joined(text: str, at: int) -> bool:
    """Whether the word at `at` is the end of another one: `RE-ELECTED`, `PRE’AGREED`."""
    before = text[at - 1 : at]
    return before.isalnum() or before == "_" or (before in ("-", "'", "’") and text[at - 2 : at - 1].isalnum())


def _in_capitals(leaf: Leaf, label: Label) -> bool:
    """Whether it stands in a sentence all in capitals that holds other words too."""
    text = leaf.text
    start, end = find_sentence(text, label.start)
    end = min(end, leaf.end)
    if not _shouts(text[start:end]):
        return False
    if _WORD.search(text, start, label.start):
        return True
    if label.entry.kind == "action":
        return not _owners_only(text[label.after : end])
    others = [word for word in _WORD.findall(text, label.after, end) if word not in ("THAT", "BOD")]
    return bool(others) or _WORD.search(text, label.end, label.after) is not None


@lru_cache(maxsize=64)
def _shouts(sentence: str) -> bool:
    return not any(letter.islower() for letter in sentence)


def _owners_only(behind: str) -> bool:
    """Whether capitals behind `ACTION:` are owners: `ALL`, `CLERK`, initials."""
    parts = re.split(r"[,;/&.]|\s(?:" + "|".join(sorted(_JOINS - {"&"})) + r")\s", behind)
    names = [" ".join(part.split()) for part in parts if part.strip()]
    return all(name in _OWNERS or name in _NOBODY or re.fullmatch(r"[^\W\d_]{2,4}", name) for name in names)
