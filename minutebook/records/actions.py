"""Actions: those that `ACTION:` opens, and those that end a paragraph (`… Action: Jane Rees and Dai Ellis.`).

In: a paragraph, the label, what follows and what stands before. Out: records with their raw details.
Content format, section 4, "Actions".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from minutebook.model import Block
from minutebook.records.assignments import find_due_in, is_none, read_assignment
from minutebook.records.belongings import LISTS, iter_lines
from minutebook.records.labels import Label, find_labels
from minutebook.records.leaves import Leaf, find_position, read_leaf, write_words
from minutebook.records.raw import Details, RawRecord, Words
from minutebook.records.sentences import Span, collapse, find_sentence, trim

Target = tuple[Leaf, Span, tuple[Block, ...]]
"""What a line of owners makes an action: a sentence of a paragraph, and the lists between both."""
Targets = dict[int, Target | None]
"""The same by the key of the paragraph that is a line of owners; None where nothing stands above it."""

_LAST_BRACKET = re.compile(r"\(([^()]*)\)\s*[.;]?\s*$")


def read_actions(
    leaf: Leaf,
    label: Label,
    end: int,
    *,
    labels: Sequence[Label],
    after: Sequence[Block],
    before: Sequence[Block],
    targets: Targets,
    on: date,
) -> tuple[RawRecord, ...]:
    """Return the actions that one label makes, of all the `labels` of its paragraph.

    `Action: None` makes none, `Actions:` over a list several, any other one. `targets` is handed on from label to label of
    an item and holds what each line of owners belongs to.
    """
    start, stop = trim(leaf.text, label.after, _find_close(leaf, label, end))
    rest = leaf.text[start:stop]
    if rest and is_none(rest):
        return ()
    if not rest.strip(" *_.)"):
        return _read_alone(leaf, label, stop, labels=labels, after=after, before=before, targets=targets, on=on)
    if label.bracket:
        return (_make(leaf, label, (label.start, stop), after, _bracketed(leaf, label, stop)),)
    assigned = read_assignment(leaf.text, leaf.block.key, start, stop, on)
    if assigned.only and (target := _find_target(leaf, label, labels, before, targets, on)):
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
    leaf: Leaf,
    label: Label,
    stop: int,
    *,
    labels: Sequence[Label],
    after: Sequence[Block],
    before: Sequence[Block],
    targets: Targets,
    on: date,
) -> tuple[RawRecord, ...]:
    """Return the actions of a label with nothing behind it but, perhaps, its brackets."""
    if label.bracket and not (label.colon and after):
        target = _find_target(leaf, label, labels, before, targets, on)
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


_MOST_OWNERS = 10
"""Lines of owners that may follow one sentence in one paragraph."""
_PLURALS = frozenset(("ACTIONS", "CAMAU GWEITHREDU"))


def _taken(block: Block, on: date) -> Details:
    """Return the details of the paragraph or list under a label alone on its line."""
    entries = [entry.children[0] for entry in block.children if entry.children] if block.kind in LISTS else [block]
    read = [read_assignment(leaf.text, leaf.key, 0, len(leaf.text), on) for leaf in entries if leaf.kind == "paragraph"]
    due = next((assigned.due for assigned in read if assigned.due), None)
    only = bool(read) and all(assigned.only for assigned in read)
    return Details(assigned=tuple(assigned.words for assigned in read), assigned_only=only, due=due)


def _find_close(leaf: Leaf, label: Label, end: int) -> int:
    """Return where the words of a label end that itself stands in brackets: `(Action: Clerk)`."""
    ahead = leaf.text[: label.start].rstrip()
    closes = leaf.brackets.get(len(ahead) - 1)
    return end if closes is None else min(closes, end)


def _bracketed(leaf: Leaf, label: Label, stop: int) -> Details:
    if label.bracket is None:
        return Details()
    start, end = trim(leaf.text, *label.bracket)
    bracket = Words(collapse(leaf.text[start:end]), leaf.block.key, start, end)
    return Details(bracket=bracket, last_bracket=_last_bracket(leaf, label.after, stop))


def _last_bracket(leaf: Leaf, start: int, stop: int) -> Words | None:
    found = _LAST_BRACKET.search(leaf.text, start, stop)
    return Words(collapse(found[1]), leaf.block.key, *found.span(1)) if found and found[1].strip() else None


def _find_target(
    leaf: Leaf, label: Label, labels: Sequence[Label], before: Sequence[Block], targets: Targets, on: date
) -> Target | None:
    """Return what a line of owners makes an action: the last sentence before it, and the lists between both.

    None where there is none, or where that is an action that says itself who is to do it: it keeps its words and its due
    date, and the line of owners stands for itself.
    """
    if not label.opens:
        return _find_sentence_before(leaf, label.start, labels, on)
    found = targets[leaf.block.key] = _find_above(before, targets, on)
    return found


def _find_above(before: Sequence[Block], targets: Targets, on: date) -> Target | None:
    between: tuple[Block, ...] = ()
    for block in reversed(before):
        if block.kind in LISTS or block.kind == "table":
            between = (block, *between)
        elif block.kind == "paragraph":
            above = read_leaf(block)
            labels = [found for found in find_labels(above) if found.entry.kind == "action"]
            if not labels or not labels[0].opens or not _names_only_owners(above, labels, on):
                found = _find_sentence_before(above, above.end, labels, on)
                return (*found[:2], between) if found else None
            if block.key in targets:
                # A line of owners like this one, which belongs to the same sentence: no need to go there once more.
                found = targets[block.key]
                return (*found[:2], (*found[2], *between)) if found else None
        else:
            return None
    return None


def _names_only_owners(leaf: Leaf, labels: Sequence[Label], on: date) -> bool:
    ends = (*(label.start for label in labels[1:]), leaf.end)
    return all(_names_owners(leaf, label, end, on) for label, end in zip(labels, ends, strict=True))


def _find_sentence_before(leaf: Leaf, at: int, labels: Sequence[Label], on: date) -> Target | None:
    """Return the last sentence before an offset of a paragraph; lines of owners between both are passed over."""
    first = bisect_left(labels, at, key=lambda label: label.start)
    earlier = [other for other in labels[max(0, first - 2 * _MOST_OWNERS) : first] if other.entry.kind == "action"]
    earlier = earlier[-_MOST_OWNERS:]
    ahead = _cut_before(leaf.text, at)
    while ahead:
        span = find_sentence(leaf.text, ahead - 1)
        span = trim(leaf.text, span[0], min(span[1], ahead))
        other = earlier.pop() if earlier else None
        if other is None or other.start < span[0]:
            return leaf, span, ()
        if not _names_owners(leaf, other, span[1], on):
            return None
        ahead = _cut_before(leaf.text, other.start)
    return None


def _names_owners(leaf: Leaf, label: Label, end: int, on: date) -> bool:
    """Whether a label says who (and by when), or that nobody, and not what."""
    start, stop = trim(leaf.text, label.after, end)
    rest = leaf.text[start:stop]
    if not rest.strip(" *_.)"):
        return label.bracket is not None
    return is_none(rest) or (label.bracket is None and read_assignment(leaf.text, leaf.block.key, start, stop, on).only)


def _cut_before(text: str, at: int) -> int:
    """Return where the words before a label end, without what opens it: a bracket, a dash."""
    return len(text[:at].rstrip().rstrip("([–—-").rstrip())


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
        text="\n".join((write_words(leaf, *span, ahead=span[0] != label.start), *below)),
        blocks=tuple(block.key for block in after),
        anchor=anchor,
        line=find_position(leaf.block, span[0], top=False)[0],
        details=details,
    )
