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
from minutebook.link.counterparts import find_lone
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


ID_TWICE = rule(
    "block-id-twice",
    "error",
    "The id of a fenced block is the anchor of something else in the same minutes.",
    why="Both would have one address, and nobody could say which of them a reference means.",
    bad="```action\nid: gate\ndo: Mend the gate.\n```\n\nACTION: Clerk to paint the gate. {#gate}",
    good="```action\nid: gate\ndo: Mend the gate.\n```\n\nACTION: Clerk to paint the gate. {#gate-paint}",
)

_QUOTED = 60
"""How much of a record a message quotes, in characters."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the items of two languages, by their anchors on the page."""

    first: Mapping[str, int]
    further: Mapping[str, int]


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
    return Diagnostic(UNMATCHED_ITEM, Location(path, item.line, item.column), message)


def place_records(
    records: Sequence[RawRecord],
    items: Mapping[str, str],
    path: str,
    taken: Collection[str] = (),
    fixed: Sequence[tuple[str, int]] = (),
) -> tuple[tuple[PlacedRecord, ...], tuple[Diagnostic, ...]]:
    """Give each record its anchor: the one its clerk fixed, else counted per item and kind; and say what is odd about them.

    `items` maps the anchor that an item has in its file to the one it has on the page; `taken` are other anchors of the page. `fixed`
    are the anchors in the file that are no records', with their lines: an id of a block may be none of them.
    """
    moved = [replace(raw, item=items.get(raw.item, raw.item)) for raw in records]
    anchors, found = name_records(moved, path=path, taken=taken)
    wrong, places = _find_twice(records, path, fixed)
    faults = [*wrong, *(fault for fault in found if fault.location not in places)]
    placed = (PlacedRecord(raw, raw.item, anchor, bool(raw.anchor)) for raw, anchor in zip(moved, anchors, strict=True))
    return tuple(placed), tuple(faults)


def _find_twice(
    records: Sequence[RawRecord], path: str, fixed: Sequence[tuple[str, int]]
) -> tuple[list[Diagnostic], set[Location]]:
    """Return an error for each anchor that a block and something else have, and the places of the records they are about."""
    # Anchors of headings first, as they stand: a record is the second of both, whatever its line.
    first: dict[str, tuple[int, bool]] = {anchor: (line, False) for anchor, line in reversed(fixed)}
    faults: list[Diagnostic] = []
    places: set[Location] = set()
    for record in records:
        if not record.anchor:
            continue
        own = Location(path, record.line, record.column)
        place = record.fence.model.at("id") if record.fence is not None else own
        if record.anchor not in first:
            first[record.anchor] = (place.line, record.fence is not None)
            continue
        other, fenced = first[record.anchor]
        if record.fence is None and not fenced:
            continue
        message = (
            f'"{record.anchor}" names two things in these minutes: one in line {other}, and this one in line {place.line}. '
            "A reference could mean either, so give this one a name of its own."
        )
        faults.append(Diagnostic(ID_TWICE, place, message))
        places.add(own)
    return faults, places


def match_records(
    first: Sequence[PlacedRecord], further: Sequence[PlacedRecord], lang: str, path: str, other: str, lines: Lines
) -> tuple[dict[str, str], frozenset[str], list[Diagnostic]]:
    """Return the anchor on the page for each of the further language's records by its own anchor, those anchors of the page that
    have no counterpart, and what to report.

    What has no counterpart gets an anchor with `lang` in it, so that it never stands for another record. `path` and `lines` are
    the further language's, `other` is the first's file.
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
            ours, those = _Side(path, mine, further, lines.further), _Side(other, theirs, first, lines.first)
            faults.append(_report_records(group, ours, those))
    return names, frozenset(left), faults


@dataclass(frozen=True, slots=True)
class _Side:
    """The records of one file that an item has of a kind."""

    path: str
    waiting: Sequence[PlacedRecord]
    """Those that no anchor pairs."""
    all: Sequence[PlacedRecord]
    """Every record of the file."""
    lines: Mapping[str, int]
    """The line of each item by its anchor."""


def _report_records(group: tuple[str, str], one: _Side, other: _Side) -> Diagnostic:
    item, kind = group
    more, fewer = (one, other) if len(one.waiting) > len(other.waiting) else (other, one)
    have, lack = (
        [record.raw for record in side.all if (record.item, record.raw.kind) == group] for side in (more, fewer)
    )
    name = fewer.path.rpartition("/")[2]
    place = _name_lines(lack) if lack else f"line {fewer.lines[item]}" if item in fewer.lines else ""
    lone = find_lone([record.raw for record in more.waiting], [record.raw for record in fewer.waiting])
    shown = lone.sure or lone.open
    if lone.open:
        missing = len(more.waiting) - len(fewer.waiting) - len(lone.sure)
        which = f"{missing} of those in {_name_lines(lone.open)} {'has' if missing == 1 else 'have'} none there, and which cannot be told"
        if lone.sure:
            which = f"{_quote(lone.sure)} in {_name_lines(lone.sure)} and {which}"
    else:
        which = f"{_quote(lone.sure)} in {_name_lines(lone.sure)} {'has' if len(lone.sure) == 1 else 'have'} none there"
    message = (
        f"{item.replace('-', ' ').capitalize()} has {_count(len(have), kind)} here ({_name_lines(have)}) but {len(lack)} in "
        f"{name}{f' ({place})' if place else ''}: {which}. Add it, or give those that belong together the same {{#anchor}} at their end."
    )
    return Diagnostic(UNMATCHED_RECORD, Location(more.path, shown[0].line, shown[0].column), message)


def _count(number: int, kind: str) -> str:
    plural = "summaries" if kind == "summary" else f"{kind}s"
    return f"{number} {kind if number == 1 else plural}"


def _name_lines(records: Sequence[RawRecord]) -> str:
    lines = [str(line) for line in dict.fromkeys(record.line for record in records)]
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(lines[:-1])} and {lines[-1]}"


def _quote(records: Sequence[RawRecord]) -> str:
    texts = [" ".join(record.text.split()) for record in records]
    short = [text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]} …" for text in texts]
    return ("the one" if len(records) == 1 else "those") + " about " + " and ".join(f'"{text}"' for text in short)
