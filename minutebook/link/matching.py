"""Finds which item and which record of a further language is which of the first (docs/format.md, "Welsh and other languages").

In: the items and the records of two languages of one meeting. Out: pairs, and faults for what has no counterpart. Never guesses: items match by
number, else by order; records by anchor, else in order where both languages have as many of a kind in that item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.model import AgendaItem
from minutebook.records.anchors import name_records
from minutebook.records.raw import RawRecord

UNMATCHED_ITEM = rule(
    "item-without-counterpart",
    "warning",
    "An item of one language has no counterpart in the other.",
    why="Readers of one language would miss it; it is shown in the other language there.",
    bad="## 6. Any other business (and no item 6 in the .cy.md)",
    good="## 6. Any other business\n\n## 6. Unrhyw fater arall (in the .cy.md)",
)
UNMATCHED_RECORD = rule(
    "record-without-counterpart",
    "warning",
    "An item has more records of a kind in one language than in the other, so they cannot be paired.",
    why="A decision or an action would be followed in one language only.",
    bad="two lines ACTION: in English, one CAM GWEITHREDU: in Welsh",
    good="two in each, or the same {#anchor} at the end of both",
)


@dataclass(frozen=True, slots=True)
class PlacedRecord:
    """A record with its anchor on the page."""

    raw: RawRecord
    item: str
    """Anchor of its item on the page, the same in each language."""
    anchor: str
    fixed: bool


def match_items(
    first: Sequence[AgendaItem], further: Sequence[AgendaItem], path: str, other: str
) -> tuple[tuple[AgendaItem, ...], list[Diagnostic]]:
    """Return the further language's items under the first language's anchors, and what has no counterpart.

    `path` is the further language's file, `other` the first's.
    """
    pairs = _pair_items(first, further)
    faults: list[Diagnostic] = []
    taken = {item.anchor for item in first}
    renamed: list[AgendaItem] = []
    for place, item in enumerate(further):
        if place in pairs:
            renamed.append(replace(item, anchor=first[pairs[place]].anchor))
            continue
        anchor = item.anchor
        while anchor in taken:
            anchor += "-2"
        taken.add(anchor)
        renamed.append(replace(item, anchor=anchor, matched=False))
        faults.append(_report_item(item, path, other))
    faults.extend(
        _report_item(item, other, path) for place, item in enumerate(first) if place not in set(pairs.values())
    )
    return tuple(renamed), faults


def _pair_items(first: Sequence[AgendaItem], further: Sequence[AgendaItem]) -> dict[int, int]:
    """Return places in `further` with the places in `first` that they match."""
    pairs: dict[int, int] = {}
    numbers = {_read_number(item): place for place, item in reversed(list(enumerate(first))) if _read_number(item)}
    for place, item in enumerate(further):
        if (number := _read_number(item)) in numbers and numbers[number] not in pairs.values():
            pairs[place] = numbers[number]
    fixed = {item.anchor: place for place, item in enumerate(first) if not _read_number(item)}
    for place, item in enumerate(further):
        if place not in pairs and item.anchor in fixed and fixed[item.anchor] not in pairs.values():
            pairs[place] = fixed[item.anchor]
    left = [place for place, item in enumerate(first) if place not in pairs.values() and not _read_number(item)]
    right = [place for place, item in enumerate(further) if place not in pairs and not _read_number(item)]
    if len(left) == len(right):
        pairs.update(zip(right, left, strict=True))
    return pairs


def _read_number(item: AgendaItem) -> str:
    found = re.search(r"\d[\w/.]*", item.number)
    return found[0].rstrip(".").lower() if found else ""


def _report_item(item: AgendaItem, path: str, other: str) -> Diagnostic:
    name = f'"{item.number} {item.title}"'.replace('" ', '"') if item.title else "The text before the first item"
    message = (
        f"{name} has no counterpart in {other.rpartition('/')[2]}, so it is shown there in this language. "
        "Give both the same number, or add it there."
    )
    return Diagnostic(UNMATCHED_ITEM, Location(path, item.line), message)


def place_records(
    records: Sequence[RawRecord], items: Mapping[str, str], path: str, taken: Collection[str] = ()
) -> tuple[tuple[PlacedRecord, ...], tuple[Diagnostic, ...]]:
    """Give each record its anchor: the one its clerk fixed, else counted per item and kind; and say what is odd about them.

    `items` maps the anchor that an item has in its file to the one it has on the page; `taken` are other anchors of the page.
    """
    moved = [replace(raw, item=items.get(raw.item, raw.item)) for raw in records]
    anchors, faults = name_records(moved, path=path, taken=taken)
    placed = (PlacedRecord(raw, raw.item, anchor, bool(raw.anchor)) for raw, anchor in zip(moved, anchors, strict=True))
    return tuple(placed), faults


def match_records(
    first: Sequence[PlacedRecord], further: Sequence[PlacedRecord], lang: str, path: str, other: str
) -> tuple[dict[str, str], frozenset[str], list[Diagnostic]]:
    """Return the anchor on the page for each of the further language's records by its own anchor, those anchors of the page that
    have no counterpart, and what to report.

    What has no counterpart gets an anchor with `lang` in it, so that it never stands for another record.
    """
    names: dict[str, str] = {}
    faults: list[Diagnostic] = []
    fixed = {record.anchor for record in first if record.fixed}
    rest: dict[tuple[str, str], list[PlacedRecord]] = defaultdict(list)
    for record in further:
        if record.fixed and record.anchor in fixed:
            names[record.anchor] = record.anchor
        else:
            rest[record.item, record.raw.kind].append(record)
    waiting: dict[tuple[str, str], list[PlacedRecord]] = defaultdict(list)
    for record in first:
        if record.anchor not in names:
            waiting[record.item, record.raw.kind].append(record)
    left: set[str] = set()
    taken = {record.anchor for record in first}
    known = {record.item for record in further}
    for group in dict.fromkeys([*rest, *waiting]):
        mine, theirs = rest.get(group, []), waiting.get(group, [])
        if len(mine) == len(theirs):
            names.update((own.anchor, page.anchor) for own, page in zip(mine, theirs, strict=True))
            continue
        for count, record in enumerate(mine, 1):
            kept = record.fixed and record.anchor not in taken
            names[record.anchor] = record.anchor if kept else f"{group[0]}-{group[1]}-{lang}-{count}"
            left.add(names[record.anchor])
        if mine or group[0] in known:
            faults.append(_report_records(group, theirs, mine, path, other))
    return names, frozenset(left), faults


def _count(number: int, kind: str) -> str:
    plural = "summaries" if kind == "summary" else f"{kind}s"
    return f"{number} {kind if number == 1 else plural}"


def _report_records(
    group: tuple[str, str], theirs: Sequence[PlacedRecord], mine: Sequence[PlacedRecord], path: str, other: str
) -> Diagnostic:
    item, kind = group
    more, where, fewer = (mine, path, other) if len(mine) > len(theirs) else (theirs, other, path)
    quoted = more[-1].raw.text[:60].rsplit(" ", 1)[0]
    message = (
        f"{item.replace('-', ' ').capitalize()} has {_count(len(more), kind)} here but {min(len(mine), len(theirs))} in "
        f'{fewer.rpartition("/")[2]}: the one about "{quoted} …" may be missing there. Add it, or give those that belong '
        "together the same {#anchor} at their end."
    )
    return Diagnostic(UNMATCHED_RECORD, Location(where, more[-1].raw.line, more[-1].raw.column), message)
