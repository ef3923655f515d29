"""Updates, responses, summaries and declarations of interest: their brackets and their own words.

In: a paragraph and its label. Out: `Details`, or records. Whether a reference leads anywhere is not known here.
Content format, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.model import Block, Colour
from minutebook.model.records import Verdict
from minutebook.records.assignments import read_colour
from minutebook.records.belongings import LISTS, iter_lines
from minutebook.records.details import (
    declares_nothing,
    find_declarer,
    find_interests,
    find_item_number,
    find_leading_names,
    make_words,
    read_verdict,
)
from minutebook.records.labels import Label, find_labels
from minutebook.records.leaves import Leaf, find_position, read_leaf, write_words
from minutebook.records.raw import Details, RawRecord, Words
from minutebook.records.sentences import Span, collapse, find_sentence, trim

_REFERENCE = re.compile(
    r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?|#[a-z0-9]+(?:-[a-z0-9]+)*"
)
_PARTS = re.compile(r"[^;,]+")


def find_reference(leaf: Leaf, label: Label) -> tuple[str, Span | None]:
    """Return what an update or a response answers, without brackets, and where that stands.

    The text is empty where the brackets name nothing. The place is None for `[[…]]` too, which is a link of its own.
    """
    if label.bracket is None:
        return "", None
    start, end = label.bracket
    written = next((name for at, name in leaf.references if start <= at <= end), "")
    if written:
        return written.strip(), None
    for part in _PARTS.finditer(leaf.text, start, end):
        words = part[0].strip()
        if read_colour(words) is None and read_verdict(words) is None and _REFERENCE.fullmatch(words):
            return words, trim(leaf.text, part.start(), part.end())
    return "", None


def read_details(leaf: Leaf, label: Label, end: int) -> Details:
    """Return the details of an update, a response or a summary."""
    kind = label.entry.kind
    if kind == "summary":
        who = (make_words(leaf.text, leaf.block.key, *label.bracket),) if label.bracket else ()
        return Details(who=tuple(words for words in who if words.text))
    status, verdict = _read_brackets(leaf.text, label.bracket)
    if kind == "response" and verdict is None:
        verdict = _find_last_verdict(leaf.text[label.after : end])
    reference, referred = find_reference(leaf, label)
    return Details(
        reference=reference,
        referred=referred,
        status=status if kind == "update" else None,
        verdict=verdict if kind == "response" else None,
    )


def is_empty_declaration(leaf: Leaf, label: Label) -> bool:
    """Whether DECLARED stands where nobody declared anything: `No interests were DECLARED.`"""
    sentence = find_sentence(leaf.text, label.start)[0]
    return declares_nothing(leaf.text, sentence, (label.start, label.end), label.after)


def read_declaration(leaf: Leaf, label: Label, start: int, end: int) -> Details:
    """Return who declared what: in the brackets, else in the words from the sentence on."""
    who = find_declarer(leaf.text, leaf.block.key, start, (label.start, label.end), end)
    if not who and label.bracket:
        words = find_leading_names(leaf.text, leaf.block.key, *label.bracket)
        who = (words,) if words else ()
    return _declare(who, leaf.text[start:end])


def split_declarations(leaf: Leaf, label: Label, end: int, after: Sequence[Block]) -> tuple[RawRecord, ...]:
    """Return a declaration for each item of the list behind `The following interests were DECLARED:`.

    None where the sentence names who declares, or where the list opens with no names: it belongs to one declaration then.
    """
    start = find_sentence(leaf.text, label.start)[0]
    if not after or after[0].kind not in LISTS or read_declaration(leaf, label, start, end).who:
        return ()
    records = []
    for entry in after[0].children:
        first = entry.children[0] if entry.children else None
        if (
            first is None
            or first.kind != "paragraph"
            or any(found.entry.kind == "declaration" for found in find_labels(read_leaf(first)))
        ):
            continue
        who = find_leading_names(first.text, first.key, 0, len(first.text))
        if who is None:
            continue
        own, below = read_leaf(first), entry.children[1:]
        words = "\n".join((collapse(own.text[: own.end]), *iter_lines(below, lambda leaf: collapse(leaf.text))))
        records.append(
            RawRecord(
                kind="declaration",
                verb="",
                word=label.word,
                item="",
                leaf=first.key,
                start=0,
                end=own.end,
                text="\n".join((write_words(own, 0, own.end), *iter_lines(below))),
                blocks=tuple(block.key for block in below),
                anchor=first.anchor,
                line=find_position(first, 0, top=False)[0],
                details=_declare((who,), words),
            )
        )
    return tuple(records)


def _declare(who: tuple[Words, ...], text: str) -> Details:
    interests, dispensation, left = find_interests(text)
    return Details(
        who=who, interests=interests, about_item=find_item_number(text), dispensation=dispensation, left=left
    )


def _read_brackets(text: str, bracket: Span | None) -> tuple[Colour | None, Verdict | None]:
    status: Colour | None = None
    verdict: Verdict | None = None
    for part in _PARTS.findall(text[slice(*bracket)]) if bracket else ():
        status = status or read_colour(part)
        verdict = verdict or read_verdict(part)
    return status, verdict


def _find_last_verdict(text: str) -> Verdict | None:
    """Return the verdict of the last brackets, or of words that open the answer: `RESPONSE (its-name): accepted.`"""
    last = re.search(r"\(([^()]*)\)\s*\.?\s*$", text)
    opening = re.match(r"\s*([^.,;:(]+)", text)
    return (read_verdict(last[1]) if last else None) or (read_verdict(opening[1]) if opening else None)
