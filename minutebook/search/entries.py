"""What can be found on a page: an entry for each agenda item, record, plan, person, term and page.

In: a subject. Out: entries in order, with the words as they stand in the minutes and nothing put in. The words of a record belong to its entry
and not to its item's too: whoever asks for the item gets both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from minutebook.model import Action, AgendaItem, Block, Fence, RecordText, iter_blocks
from minutebook.search.subjects import Minutes, Part, RecordPart, Subject

_END = 1 << 30
"""Where a record ends that takes all of a leaf."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that can be found."""

    item: int
    """Which part of the page: 0 is the meeting itself, from 1 on its items."""
    sub: int
    """0 for the item, from 1 on its records."""
    kind: str
    status: str
    anchor: str
    title: str
    text: str
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Ids of the terms whose letters stand in it."""
    lang: str = ""
    hidden: str = ""
    """Words by which it is found besides, which are shown nowhere: its number, a person's possible titles."""


def list_entries(subject: Subject) -> Iterator[Entry]:
    """Yield every entry of a subject, items in their order, each before its records."""
    for number, part in enumerate(subject.parts):
        yield _make_entry(number, part, subject.blocks if number == 0 else ())
    if subject.minutes:
        own = subject.minutes.lang == subject.minutes.version.lang
        for number, item in enumerate(subject.minutes.version.items):
            yield from (_list_item if own else _list_other_words)(number + 1, subject.minutes, item)
        for number, item in enumerate(subject.minutes.lone, len(subject.minutes.version.items) + 1):
            yield from _list_other_words(number, subject.minutes, item)


def _make_entry(number: int, part: Part, blocks: tuple[Block, ...]) -> Entry:
    text = "\n".join(filter(None, (part.text, *_list_lines(blocks, {}))))
    return Entry(
        number, 0, part.kind, part.status, part.anchor, part.title, text, part.names, lang=part.lang, hidden=part.hidden
    )


def _list_item(number: int, minutes: Minutes, item: AgendaItem) -> Iterator[Entry]:
    anchor = item.anchor
    found = _list_standing(minutes, item)
    owners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    """By leaf: where a record stands in it, and which of the item's records it is."""
    for place, (_, text) in enumerate(found, 1):
        owners[text.leaf].append((text.start, text.end, place))
        for key in text.blocks:
            owners[key].append((0, _END, place))
    terms: dict[int, dict[str, None]] = defaultdict(dict)
    uses = minutes.uses[anchor]
    for use in uses.uses:
        here = [place for start, end, place in owners.get(use.leaf, ()) if start <= use.start < end]
        terms[here[0] if here else 0][use.term] = None
    terms[0] |= dict.fromkeys(uses.mentioned)
    words = "\n".join(filter(None, _list_lines(item.blocks, minutes.fences, owners)))
    yield Entry(number, 0, "item", "", anchor, item.title, words, terms=tuple(terms[0]), hidden=item.number)
    for place, (part, text) in enumerate(found, 1):
        yield _make_record_entry(number, place, part, text.text, tuple(terms[place]))
    # What these minutes lack, and a block of others says in their language, stands behind the item.
    for place, (part, said) in enumerate(_list_said(minutes, item), len(found) + 1):
        yield _make_record_entry(number, place, part, said)


def _list_other_words(number: int, minutes: Minutes, item: AgendaItem) -> Iterator[Entry]:
    """Yield what blocks of an item say in the language of a page that shows minutes in another."""
    for place, (part, words) in enumerate(_list_said(minutes, item), 1):
        yield _make_record_entry(number, place, part, words)


def _list_standing(minutes: Minutes, item: AgendaItem) -> list[tuple[RecordPart, RecordText]]:
    """Return the records that stand under an item of these minutes."""
    return [
        (part, text)
        for part in minutes.records
        if part.record.item == item.anchor
        for text in part.record.texts
        if text.lang == minutes.version.lang
    ]


def _list_said(minutes: Minutes, item: AgendaItem) -> Iterator[tuple[RecordPart, str]]:
    """Yield the records of an item that stand in no minutes in the language of the page, with what their blocks say in it."""
    for part in minutes.records:
        words = dict(part.record.also).get(minutes.lang)
        if words and part.record.listed and part.record.item == item.anchor:
            yield part, words


def _make_record_entry(number: int, place: int, part: RecordPart, words: str, terms: tuple[str, ...] = ()) -> Entry:
    anchor = part.record.anchor
    return Entry(number, place, part.kind, part.status, anchor, "", _write(part, words), terms=terms)


def _write(part: RecordPart, words: str) -> str:
    """Return the words of a record, with its owners, named in their language, where they stand in a field of a fenced block."""
    if isinstance(part.record, Action):
        owners = zip(part.record.owners, part.owners, strict=True)
        missing = [name for owner, name in owners if owner.text not in words and name not in words]
        words = "\n".join((words, ", ".join(missing))) if missing and not part.record.word else words
    return words


def _list_lines(
    blocks: Iterable[Block],
    fences: Mapping[int, Fence],
    owners: Mapping[int, list[tuple[int, int, int]]] | None = None,
) -> Iterator[str]:
    """Yield of every leaf those of its words that belong to no record."""
    taken = owners or {}
    for block in blocks:
        spans = taken.get(block.key, ())
        if any(end == _END for _, end, _ in spans):
            continue
        if block.kind == "code":
            if not spans:
                yield _write_fence(fences[block.key]) if block.key in fences else block.text
        elif block.kind in ("paragraph", "heading", "table_cell"):
            text, at = [], 0
            for start, end, _ in sorted(spans):
                text.append(block.text[at:start])
                at = max(at, end)
            yield " ".join((*text, block.text[at:])).strip()
        else:
            yield from _list_lines(block.children, fences, owners)


def _write_fence(fence: Fence) -> str:
    lines = [value.text for field in fence.fields for value in field.values]
    lines += [block.text for field in fence.fields for block in iter_blocks(field.blocks) if block.inlines]
    return "\n".join(lines)
