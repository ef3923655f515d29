"""Actions: those that `ACTION:` opens, and those that end a paragraph (`… Action: Jane Rees and Dai Ellis.`).

In: a paragraph, the label, what follows and what stands before. Out: records with their raw details.
Content format, section 4, "Actions".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from minutebook.model import Block
from minutebook.records.assignments import find_due_in, is_none, looks_like_owners, read_assignment
from minutebook.records.belongings import LISTS, iter_lines
from minutebook.records.labels import Label, find_bracket, find_labels
from minutebook.records.leaves import Leaf, find_position, read_leaf
from minutebook.records.raw import Details, RawRecord, Words
from minutebook.records.sentences import Span, collapse, find_sentence, trim

_LAST_BRACKET = re.compile(r"\(([^()]*)\)\s*[.;]?\s*$")


def read_actions(
    leaf: Leaf, label: Label, end: int, after: Sequence[Block], before: Sequence[Block], on: date
) -> tuple[RawRecord, ...]:
    """Return the actions that one label makes: none for `Action: None`, several for `Actions:` over a list, else one."""
    start, stop = trim(leaf.text, label.after, _find_close(leaf.text, label, end))
    rest = leaf.text[start:stop]
    if rest and is_none(rest):
        return ()
    if not rest.strip(" *_.)"):
        return _read_alone(leaf, label, stop, after, before, on)
    if label.bracket:
        return (_make(leaf, label, (label.start, stop), after, _bracketed(leaf, label, stop)),)
    assigned = read_assignment(leaf.text, leaf.block.key, start, stop, on)
    if assigned.only and (target := _find_target(leaf, label, before)):
        above, span, between = target
        due = assigned.due or find_due_in(above.text[slice(*span)], on)
        details = Details(assigned=(assigned.words,), assigned_only=True, due=due)
        own = () if above.block.key == leaf.block.key else (leaf.block,)
        return (
            _make(
                above, label, span, (*between, *own, *after), details, lines=(*iter_lines(between), *iter_lines(after))
            ),
        )
    details = Details(
        assigned=(assigned.words,),
        assigned_only=assigned.only,
        due=assigned.due,
        last_bracket=_last_bracket(leaf, start, stop),
    )
    return (_make(leaf, label, (label.start, stop), after, details),)


def read_listed(label: Label, entry: Block, on: date) -> RawRecord | None:
    """Return the action that an item of a list under `Actions:` is; None where it says none, or is one by a label of its own."""
    if not entry.children or entry.children[0].kind != "paragraph":
        return None
    own = read_leaf(entry.children[0])
    if is_none(own.text) or any(found.entry.kind == "action" for found in find_labels(own)):
        return None
    assigned = read_assignment(own.text, own.block.key, 0, own.end, on)
    details = Details(
        assigned=(assigned.words,),
        assigned_only=assigned.only,
        due=assigned.due,
        last_bracket=_last_bracket(own, 0, own.end),
    )
    return _make(own, label, trim(own.text, 0, own.end), entry.children[1:], details, anchor=own.block.anchor)


def _read_alone(
    leaf: Leaf, label: Label, stop: int, after: Sequence[Block], before: Sequence[Block], on: date
) -> tuple[RawRecord, ...]:
    """Return the actions of a label with nothing behind it but, perhaps, its brackets."""
    if label.bracket and not (label.colon and after):
        target = _find_target(leaf, label, before)
        details = _bracketed(leaf, label, stop)
        if target is None:
            return (_make(leaf, label, (label.start, stop), after, details),)
        above, span, between = target
        own = () if above.block.key == leaf.block.key else (leaf.block,)
        return (
            _make(
                above, label, span, (*between, *own, *after), details, lines=(*iter_lines(between), *iter_lines(after))
            ),
        )
    if not after:
        return ()
    if after[0].kind in LISTS and not label.bracket and label.entry.word in _PLURALS:
        listed = (read_listed(label, entry, on) for entry in after[0].children)
        return tuple(record for record in listed if record)
    details = _bracketed(leaf, label, stop) if label.bracket else _taken(after[0], on)
    return (_make(leaf, label, (label.start, max(stop, label.end)), after, details),)


_PLURALS = frozenset(("ACTIONS", "CAMAU GWEITHREDU"))


def _taken(block: Block, on: date) -> Details:
    """Return the details of the paragraph or list under a label alone on its line."""
    entries = [entry.children[0] for entry in block.children if entry.children] if block.kind in LISTS else [block]
    read = [read_assignment(leaf.text, leaf.key, 0, len(leaf.text), on) for leaf in entries if leaf.kind == "paragraph"]
    due = next((assigned.due for assigned in read if assigned.due), None)
    only = bool(read) and all(assigned.only for assigned in read)
    return Details(assigned=tuple(assigned.words for assigned in read), assigned_only=only, due=due)


def _find_close(text: str, label: Label, end: int) -> int:
    """Return where the words of a label end that itself stands in brackets: `(Action: Clerk)`."""
    ahead = text[: label.start].rstrip()
    inside = find_bracket(text, len(ahead) - 1) if ahead.endswith("(") else None
    return min(inside[1], end) if inside else end


def _bracketed(leaf: Leaf, label: Label, stop: int) -> Details:
    if label.bracket is None:
        return Details()
    start, end = trim(leaf.text, *label.bracket)
    bracket = Words(collapse(leaf.text[start:end]), leaf.block.key, start, end)
    return Details(bracket=bracket, last_bracket=_last_bracket(leaf, label.after, stop))


def _last_bracket(leaf: Leaf, start: int, stop: int) -> Words | None:
    found = _LAST_BRACKET.search(leaf.text, start, stop)
    return Words(collapse(found[1]), leaf.block.key, *found.span(1)) if found and found[1].strip() else None


def _find_target(leaf: Leaf, label: Label, before: Sequence[Block]) -> tuple[Leaf, Span, tuple[Block, ...]] | None:
    """Return what a line of owners makes an action: the last sentence before it, and the lists between both."""
    ahead = leaf.text[: label.start].rstrip().rstrip("([–—-").rstrip()
    while ahead and not label.opens:
        span = find_sentence(leaf.text, len(ahead) - 1)
        span = trim(leaf.text, span[0], min(span[1], len(ahead)))
        inside = [
            other for other in find_labels(leaf) if other.entry.kind == "action" and span[0] <= other.start < span[1]
        ]
        if not inside:
            return leaf, span, ()
        # Another line of owners stands between: both are about the sentence before it.
        rest = leaf.text[inside[0].after : span[1]]
        if not looks_like_owners(rest):
            return leaf, trim(leaf.text, inside[0].start, span[1]), ()
        ahead = leaf.text[: inside[0].start].rstrip()
    between: tuple[Block, ...] = ()
    for block in reversed(before):
        if block.kind in LISTS or block.kind == "table":
            between = (block, *between)
        elif block.kind == "paragraph":
            above = read_leaf(block)
            opening = next(
                (found for found in find_labels(above) if found.opens and found.entry.kind == "action"), None
            )
            if opening and (looks_like_owners(above.text[opening.after :]) or is_none(above.text[opening.after :])):
                continue
            if not above.text.strip():
                return None
            return above, find_sentence(above.text, above.end - 1), between
        else:
            return None
    return None


def _make(
    leaf: Leaf,
    label: Label,
    span: Span,
    after: Sequence[Block],
    details: Details,
    *,
    lines: Sequence[str] | None = None,
    anchor: str = "",
) -> RawRecord:
    below = tuple(iter_lines(after)) if lines is None else lines
    return RawRecord(
        kind="action",
        verb="",
        word=label.word,
        item="",
        leaf=leaf.block.key,
        start=span[0],
        end=span[1],
        text="\n".join((collapse(leaf.text[slice(*span)]), *below)),
        blocks=tuple(block.key for block in after),
        anchor=anchor,
        line=find_position(leaf.block, span[0], top=False)[0],
        details=details,
    )
