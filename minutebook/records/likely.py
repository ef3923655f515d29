"""What looks like a decision and is prose: `it was agreed` in small letters, a decision all in capitals.

In: an item and its records. Out: one diagnostic an item, with the count. It changes no record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import RECORD_TABLE, RECORD_WORDS, phrase_pattern, read_forms
from minutebook.items import RawItem
from minutebook.model import Block
from minutebook.records.labels import find_labels
from minutebook.records.leaves import find_position, read_leaf
from minutebook.records.raw import RawRecord
from minutebook.records.sentences import collapse, find_sentence

LIKELY_DECISION = rule(
    "likely-decision",
    "warning",
    "A paragraph says in small letters that something was agreed, and is not in the register of decisions.",
    why="People look in the register for what was decided.",
    bad="It was agreed to give £300 to the hall.",
    good="It was **agreed** to give £300 to the hall.",
)

_ENGLISH_WORDS = ("agreed", "resolved", "approved", "adopted", "deferred", "refused", "confirmed")
_WELSH_WORDS = read_forms(
    ("penderfynwyd", "cytunwyd", "cymeradwywyd", "mabwysiadwyd", "gohiriwyd", "cadarnhawyd"), mutate=True
)
_ENGLISH, _WELSH = "|".join(_ENGLISH_WORDS), phrase_pattern(_WELSH_WORDS)
_ADVERB = r"(?:(?:then|also|therefore|further|unanimously|formally|duly|subsequently|provisionally|all)\s+){0,2}"
_LIKELY = re.compile(
    rf"\bit\s+was\s+{_ADVERB}(?:{_ENGLISH}|proposed[^.]{{0,120}}?\b(?:{_ENGLISH}))\b"
    rf"|\b(?:council|councillors|members|committee|cabinet|board|panel|meeting)\s+{_ADVERB}(?:agreed|resolved|approved|adopted|deferred)\b"
    rf"|\bminutes\b[^.]{{0,100}}?\bwere\s+{_ADVERB}(?:agreed|approved|confirmed|adopted)\b"
    rf"|(?<![\w'’-])(?:{_WELSH})(?![\w'’-])"
    # Everybody notes things in a sentence; what a paragraph begins with is what the meeting did.
    r"|\A(?:noted|nodwyd)\b",
    re.IGNORECASE,
)
_CAPITAL_WORDS = {entry.word for entry in RECORD_TABLE if entry.kind in ("decision", "recommendation")}
_CAPITALS = re.compile(rf"(?<![\w'’-])(?:{phrase_pattern(_CAPITAL_WORDS)})(?![\w'’-])")
_CAPITAL_FIRST = {word.partition(" ")[0] for word in _CAPITAL_WORDS}
_EITHER = (*_ENGLISH_WORDS, *_WELSH_WORDS, "noted", "nodwyd")
"""What `_LIKELY` finds has one of these in it."""
_BEFORE_NOT = re.compile(
    r"\b(?:not|never|if|whether|unless|until|once|as|ni|nid|os|pe)\s+(?:the\s+|all\s+)?$", re.IGNORECASE
)
_DECIDES = frozenset(("decision", "recommendation"))
_QUOTED = 90


def find_likely_decisions(item: RawItem, records: Sequence[RawRecord], *, path: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic about the first paragraph of an item that looks like a decision and is none, or nothing.

    It counts the others. Paragraphs that are records, or belong to one, are not looked at.
    """
    owned = {record.leaf for record in records} | {key for record in records for key in record.blocks}
    likely = list(_iter_likely(item.blocks, owned))
    if not likely:
        return ()
    block, start, end, said = likely[0]
    words = collapse(block.text[start:end])
    if len(words) > _QUOTED:
        words = words[:_QUOTED].rsplit(" ", 1)[0] + " …"
    more = len(likely) - 1
    others = f" The same holds for {more} more paragraph{'s' if more > 1 else ''} of this item." if more else ""
    entry = RECORD_WORDS.get(said.casefold())
    if words.isupper():
        mend = "If it is a decision, write one word of it in capitals and the others not:"
        mend += " It was RESOLVED that …" if entry is None or entry.lang == "en" else f" {said} …"
    else:
        capitals = said.upper() if entry else "AGREED"
        mend = f"If it is a decision, make the word bold or write {capitals}: nothing else changes."
    line, column = find_position(block, start, top=block in item.blocks)
    message = f'"{words}" is not in the register of decisions. {mend}{others}'
    return (Diagnostic(LIKELY_DECISION, Location(path, line, column), message),)


def _iter_likely(blocks: Sequence[Block], owned: set[int]) -> Iterator[tuple[Block, int, int, str]]:
    """Yield paragraphs with the span to quote, and the word in it that looks like one of a decision."""
    for block in blocks:
        if block.key in owned or block.kind in ("quote", "table", "code", "heading"):
            continue
        if block.kind == "paragraph":
            if found := _find_likely(block):
                yield (block, *found)
        else:
            yield from _iter_likely(block.children, owned)


def _find_likely(block: Block) -> tuple[int, int, str] | None:
    leaf = None
    for pattern in _find_patterns(block.text):
        for match in pattern.finditer(block.text):
            if leaf is None:
                leaf = read_leaf(block)
                # A decision that repeats one before it is no record of its own, and in the register all the same.
                if any(label.entry.kind in _DECIDES for label in find_labels(leaf)):
                    return None
            if leaf.is_hidden(match.start()) or _BEFORE_NOT.search(block.text, 0, match.start()):
                continue
            start, end = find_sentence(block.text, match.start())
            if pattern is _CAPITALS and (
                any(letter.islower() for letter in block.text[start:end]) or len(block.text[start:end].split()) < 3
            ):
                continue
            return (match.start() if pattern is _LIKELY else start), end, match[0].split()[-1]
    return None


def _find_patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may find something: a quick look, for the many paragraphs where none does."""
    folded = text.casefold()
    if any(word in folded for word in _EITHER):
        yield _LIKELY
    if any(word in text for word in _CAPITAL_FIRST):
        yield _CAPITALS
