"""Record words that need a colon and have none: `ACTION Clerk to write`, `**UPDATE** The gate is mended`.

In: a paragraph and the labels found in it. Out: diagnostics with the line to write. It changes no record. What is everyday
prose (`ACTION plan`, a line all in capitals) is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import (
    ACTION_COMPOUNDS,
    ACTION_POINTS,
    ARTICLES,
    OPENING_WORDS,
    OWNER_WORDS,
    RECORD_WORDS,
    RecordKind,
    RecordWord,
    phrase_pattern,
)
from minutebook.markdown import shorten
from minutebook.records.assignments import iter_owner_ends, looks_like_owners
from minutebook.records.labels import Label, find_opening
from minutebook.records.leaves import Leaf, find_position
from minutebook.records.sentences import find_sentence

WITHOUT_COLON = rule(
    "word-without-colon",
    "warning",
    "ACTION, UPDATE, RESPONSE or SUMMARY opens a sentence without the colon that makes it a record.",
    why="These are everyday words, so without a colon or brackets they are shown as prose and stand in no register.",
    bad="ACTION Clerk to write to Highways.",
    good="ACTION: Clerk to write to Highways.",
)

_KINDS: tuple[RecordKind, ...] = ("action", "update", "response", "summary")
_FORMS = {
    unicodedata.normalize(form, word): entry
    for word, entry in RECORD_WORDS.items()
    if entry.kind in _KINDS
    for form in ("NFC", "NFD")
}
_WORD = re.compile(rf"(?:{phrase_pattern(_FORMS)})(?![\w\u0300-\u036f]|[-’']\w|\s*[:(])", re.IGNORECASE)
_FOLDED = frozenset(word.casefold().partition(" ")[0] for word in _FORMS)
"""The first word of each: a quick look, for the many paragraphs that have none."""
# `ACTION POINT 3 - Clerk to write`: the number and the dash are no part of who is to do it.
_BETWEEN = re.compile(
    rf"(?P<point>\s+(?:{phrase_pattern(ACTION_POINTS)})(?=\s*(?:[:–—-]|\d)))?"
    r"(?:\s+(?:no\.?\s*)?\d{1,3}[.)]?)?"
    r"\s*(?P<sign>[:–—-](?=\s))?\s*",
    re.IGNORECASE,
)
_COMPOUND = re.compile(rf"(?:{phrase_pattern(ACTION_COMPOUNDS)})\b", re.IGNORECASE)
_OWNER = re.compile(
    rf"(?:(?:{phrase_pattern(ARTICLES)})\s+)?(?:{phrase_pattern(OWNER_WORDS)})(?![\w'’-])", re.IGNORECASE
)
_BEGINS = re.compile(rf"(?:{phrase_pattern(OPENING_WORDS)})(?=\s)")
"""Small words that begin what an update or a summary says: `UPDATE the gate is mended`, and not `UPDATE on the gate`."""
_SHOWN = 90
_MOST_HEAD = 160
"""Signs before `to` or `will` that may be owners."""


def find_colonless(
    leaf: Leaf, labels: Sequence[Label], *, path: str, top: bool, before_list: bool = False
) -> Iterator[Diagnostic]:
    """Report the words that would open a record with a colon. `labels` are those of the paragraph that do count.

    `before_list`: a list stands right behind the paragraph, so that a word alone on its line is over it.
    """
    folded = leaf.text.casefold()
    if not any(word in folded for word in _FOLDED):
        return
    starts = {label.start for label in labels}
    opening = find_opening(leaf.text)
    for match in _WORD.finditer(leaf.text):
        if match.start() < opening or match.start() in starts or leaf.is_hidden(match.start()):
            continue
        start, end = find_sentence(leaf.text, match.start())
        if match.start() != max(start, opening):
            continue
        entry = _FORMS[unicodedata.normalize("NFC", " ".join(match[0].split())).casefold()]
        between = _BETWEEN.match(leaf.text, match.end())
        behind = leaf.text[between.end() if between else match.end() : min(end, leaf.end)]
        sign = bool(between and between["sign"])
        if not _is_marked(leaf, match, sign=sign):
            continue
        alone = before_list and match[0] == leaf.text.strip() and entry.kind in ("action", "summary")
        if not alone and not _reads_as_record(entry, match[0], behind, sign=sign):
            continue
        yield _report(leaf, match, entry, behind, path, top)


def _is_marked(leaf: Leaf, match: re.Match[str], *, sign: bool) -> bool:
    """Whether the word is set apart: in capitals, in bold, or a capital and a dash that open the paragraph."""
    return match[0].isupper() or match.start() in leaf.bold or (sign and match[0][0].isupper())


def _reads_as_record(entry: RecordWord, word: str, behind: str, *, sign: bool) -> bool:
    if not behind or _COMPOUND.match(behind):
        return False
    shouted = not any(letter.islower() for letter in word + behind)
    if entry.kind == "action":
        if shouted:
            return _OWNER.fullmatch(behind.strip(" .")) is not None
        return _names_owner(behind, entry.lang)
    # In small letters these are prose with a colon too.
    return word.isupper() and not shouted and (sign or behind[0].isupper() or _BEGINS.match(behind) is not None)


def _names_owner(behind: str, lang: str) -> bool:
    """Whether words open with who is to do something: `Clerk to write`, `Jane Rees`."""
    if _OWNER.match(behind) or looks_like_owners(behind):
        return True
    end = next(iter_owner_ends(behind[:_MOST_HEAD], (lang,)), 0)
    return end > 0 and looks_like_owners(behind[:end])


def _report(leaf: Leaf, match: re.Match[str], entry: RecordWord, behind: str, path: str, top: bool) -> Diagnostic:
    word = match[0]
    brackets = {"update": " (its-name; green)", "response": " (its-name; accepted)"}.get(entry.kind, "")
    article = "an" if entry.kind in ("action", "update") else "a"
    quoted = shorten(leaf.text[match.start() : find_sentence(leaf.text, match.start())[1]])
    message = (
        f'"{quoted}" is not recorded as {article} {entry.kind}, because no colon stands behind {word}. '
        f"Write: {word}{brackets}: {shorten(behind, _SHOWN)}".rstrip()
    )
    return Diagnostic(WITHOUT_COLON, Location(path, *find_position(leaf.block, match.start(), top=top)), message)
