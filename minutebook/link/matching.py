"""Finds which record of a further language is which of the first (docs/format.md, "Welsh and other languages").

In: the records of two languages of one meeting, in items that are paired (see `pairing`). Out: pairs, and faults for what has no counterpart.
Never guesses: records match by anchor, else in order where both languages have as many of a kind in that item; decisions by their verbs where
these are the same in another order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.link.counterparts import find_lone
from minutebook.link.differences import DIFFERENT_FACTS, find_side, find_verb
from minutebook.link.pairing import OTHER_ANCHOR, name_item, name_lines
from minutebook.model import AgendaItem
from minutebook.records.anchors import name_records
from minutebook.records.raw import RawRecord

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
class Items:
    """The items of two languages, by their anchors on the page."""

    first: Mapping[str, AgendaItem]
    further: Mapping[str, AgendaItem]
    lang: str
    """The first of them."""


@dataclass(frozen=True, slots=True)
class PlacedRecord:
    """A record with its anchor on the page."""

    raw: RawRecord
    item: str
    """Anchor of its item on the page, the same in each language."""
    anchor: str
    fixed: bool


def place_records(
    records: Sequence[RawRecord],
    items: Mapping[str, str],
    path: str,
    taken: Collection[str] = (),
    fixed: Sequence[tuple[str, int]] = (),
) -> tuple[tuple[PlacedRecord, ...], tuple[Diagnostic, ...]]:
    """Give each record its anchor: the one its clerk fixed, else counted per item and kind; and say what is odd about them.

    `items` maps the anchor that an item has in its file to the one it has on the page; `taken` are other anchors of the page. `fixed`
    are the anchors in the file that are no records', with their lines: an id of a block may be none of them. A block that stands for another
    a second time is no record.
    """
    wrong, places, again = _find_twice(records, path, fixed)
    moved = [
        replace(raw, item=items.get(raw.item, raw.item)) for place, raw in enumerate(records) if place not in again
    ]
    anchors, found = name_records(moved, path=path, taken=taken)
    faults = [*wrong, *(fault for fault in found if fault.location not in places)]
    placed = (PlacedRecord(raw, raw.item, anchor, bool(raw.anchor)) for raw, anchor in zip(moved, anchors, strict=True))
    return tuple(placed), tuple(faults)


def _find_twice(
    records: Sequence[RawRecord], path: str, fixed: Sequence[tuple[str, int]]
) -> tuple[list[Diagnostic], set[Location], set[int]]:
    """Return an error for each anchor that a block and something else have, and the places of the records they are about: in the file, and
    among the records those that only say once more where one stands.
    """
    # Anchors of headings first, as they stand: a record is the second of both, whatever its line.
    first: dict[str, tuple[int, RawRecord | None]] = {anchor: (line, None) for anchor, line in reversed(fixed)}
    faults: list[Diagnostic] = []
    places: set[Location] = set()
    again: set[int] = set()
    for at, record in enumerate(records):
        if not record.anchor:
            continue
        own = Location(path, record.line, record.column)
        place = record.fence.model.at("id") if record.fence is not None else own
        if record.anchor not in first:
            first[record.anchor] = (place.line, record)
            continue
        other, earlier = first[record.anchor]
        if record.fence is None and (earlier is None or earlier.fence is None):
            continue
        if record.fence is not None and record.fence.stands_for and earlier is not None and earlier.kind == record.kind:
            again.add(at)
            message = f'The {record.kind} "{record.anchor}" stands in line {other} already, and can stand once only. Take it out here.'
        else:
            message = (
                f'"{record.anchor}" names two things in these minutes: one in line {other}, and this one in line {place.line}. '
                "A reference could mean either, so give this one a name of its own."
            )
        faults.append(Diagnostic(ID_TWICE, place, message))
        places.add(own)
    return faults, places, again


def match_records(
    first: Sequence[PlacedRecord], further: Sequence[PlacedRecord], lang: str, path: str, other: str, items: Items
) -> tuple[dict[str, str], frozenset[str], list[Diagnostic]]:
    """Return the anchor on the page for each of the further language's records by its own anchor, those anchors of the page that
    have no counterpart, and what to report.

    What has no counterpart gets an anchor with `lang` in it, so that it never stands for another record. `path` is the
    further language's file, `other` the first's.
    """
    names: dict[str, str] = {}
    faults: list[Diagnostic] = []
    twins = _pair_named(first, further)
    waiting: dict[tuple[str, str], list[PlacedRecord]] = defaultdict(list)
    for record in first:
        if record.anchor not in twins.values():
            waiting[record.item, record.raw.kind].append(record)
    rest: dict[tuple[str, str], list[PlacedRecord]] = defaultdict(list)
    for record in further:
        if record.anchor in twins:
            names[record.anchor] = twins[record.anchor]
        else:
            rest[record.item, record.raw.kind].append(record)
    left: set[str] = set()
    taken = {record.anchor: record for record in first}
    for group in dict.fromkeys([*rest, *waiting]):
        mine, theirs = rest.get(group, []), waiting.get(group, [])
        if len(mine) != len(theirs):
            for count, record in enumerate(mine, 1):
                kept = record.fixed and record.anchor not in taken
                names[record.anchor] = record.anchor if kept else f"{group[0]}-{group[1]}-{lang}-{count}"
            # A block that says it in both languages is shown in both, so that it needs no counterpart.
            mine = [record for record in mine if not _speaks(record, items.lang)]
            theirs = [record for record in theirs if not _speaks(record, lang)]
        if len(mine) == len(theirs):
            pairs = _pair_in_order(mine, theirs)
            names.update((own.anchor, page.anchor) for own, page in pairs)
            faults.extend(_report_order(pairs, path, other))
            continue
        left.update(names[record.anchor] for record in mine)
        # Of an item that has no counterpart itself, or no words, this is said already, with all that stands in it.
        told = (
            group[0] not in items.first
            or group[0] not in items.further
            or items.first[group[0]].has_words != items.further[group[0]].has_words
        )
        # So it is of a block that stands for nothing, with its record.
        if not told and not any(record.raw.fence is not None and record.raw.fence.stands_for for record in mine):
            ours = _Side(path, mine, further, items.further[group[0]])
            those = _Side(other, theirs, first, items.first[group[0]])
            faults.append(_report_records(group, ours, those))
    for record in further:
        faults.extend(_report_anchor(record, names[record.anchor], taken, path, other))
    return names, frozenset(left), faults


def _speaks(record: PlacedRecord, lang: str) -> bool:
    """Whether a record is a block that has its words in this language too."""
    return record.raw.fence is not None and lang in dict(record.raw.fence.texts)


def _pair_named(first: Sequence[PlacedRecord], further: Sequence[PlacedRecord]) -> dict[str, str]:
    """Return what names settle: the anchors of the further language's records with those of the first's that they belong to."""
    kinds = {record.anchor: record.raw.kind for record in first}
    pairs = {
        record.anchor: record.anchor
        for record in further
        if record.fixed and kinds.get(record.anchor) == record.raw.kind
    }
    # A block that says nothing but what it answers stands for the one there that answers the same.
    answering: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record in first:
        if record.anchor not in pairs and (answered := record.raw.answers):
            answering[record.item, record.raw.kind, _shorten(answered)].append(record.anchor)
    for record in further:
        fence = record.raw.fence
        if record.anchor in pairs or fence is None or not fence.wordless:
            continue
        same = answering.get((record.item, record.raw.kind, _shorten(record.raw.answers)), [])
        if len(same) == 1 and same[0] not in pairs.values():
            pairs[record.anchor] = same[0]
    return pairs


def _pair_in_order(
    mine: Sequence[PlacedRecord], theirs: Sequence[PlacedRecord]
) -> tuple[tuple[PlacedRecord, PlacedRecord], ...]:
    """Return the records of an item and a kind, of which both languages have as many, in pairs."""
    ours, others = ([find_verb(record.raw) for record in side] for side in (mine, theirs))
    if ours == others or not all(ours) or sorted(ours) != sorted(others):
        return tuple(zip(mine, theirs, strict=True))
    waiting: dict[str, deque[PlacedRecord]] = defaultdict(deque)
    for verb, record in zip(others, theirs, strict=True):
        waiting[verb].append(record)
    return tuple((record, waiting[verb].popleft()) for verb, record in zip(ours, mine, strict=True))


def _report_order(pairs: Sequence[tuple[PlacedRecord, PlacedRecord]], path: str, other: str) -> Iterator[Diagnostic]:
    """Say once that of two decisions which only their order pairs one decides something, and the other takes note of it."""
    for own, page in pairs:
        if {find_side(own.raw), find_side(page.raw)} == {"noted", "decided"}:
            ours, theirs = (f'"{raw.word or raw.verb}"' for raw in (own.raw, page.raw))
            message = (
                f"By their order this decision and line {page.raw.line} of {other.rpartition('/')[2]} belong together, but {ours} here is not "
                f"{theirs} there, which holds. Put them in the same order, or give those that belong together the same {{#anchor}} at their end."
            )
            yield Diagnostic(DIFFERENT_FACTS, Location(path, own.raw.line, own.raw.column), message)
            return


def _shorten(reference: str) -> str:
    """Return the anchor in a reference: `gate` of `council/2024-01-10#gate`."""
    return reference.rpartition("#")[2]


def _report_anchor(
    record: PlacedRecord, anchor: str, first: Mapping[str, PlacedRecord], path: str, other: str
) -> Iterator[Diagnostic]:
    """Say that no link leads to the anchor that is fixed for a record of a further language."""
    if not record.fixed or record.anchor == anchor or (record.raw.fence is not None and record.raw.fence.stands_for):
        # That a block which only stands for another leads nowhere is an error, said with its record.
        return
    kind, own, name = record.raw.kind, record.anchor, other.rpartition("/")[2]
    twin = first.get(anchor)
    if twin is not None:
        line = twin.raw.line
        called = f'calls it "{twin.anchor}"' if twin.fixed else "gives it no name"
        message = (
            f'No link can lead to "{own}": the names of {name} hold in each language, and line {line} there {called}. '
        )
        message += (
            f'Write "{twin.anchor}" here too.' if twin.fixed else f'Write "{own}" there too, or take it out here.'
        )
    else:
        there = first[own]
        message = (
            f'"{own}" is {_with_article(kind)} here but {_with_article(there.raw.kind)} in {name} (line {there.raw.line}), so they do not '
            "belong together, and no link leads to this one. Give one of them another name."
        )
    yield Diagnostic(OTHER_ANCHOR, Location(path, record.raw.line, record.raw.column), message)


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "au" else f"a {kind}"


@dataclass(frozen=True, slots=True)
class _Side:
    """The records of one file that an item has of a kind."""

    path: str
    waiting: Sequence[PlacedRecord]
    """Those that no anchor pairs."""
    all: Sequence[PlacedRecord]
    """Every record of the file."""
    item: AgendaItem


def _report_records(group: tuple[str, str], one: _Side, other: _Side) -> Diagnostic:
    kind = group[1]
    more, fewer = (one, other) if len(one.waiting) > len(other.waiting) else (other, one)
    have, lack = (
        [record.raw for record in side.all if (record.item, record.raw.kind) == group] for side in (more, fewer)
    )
    name = fewer.path.rpartition("/")[2]
    place = name_lines([record.line for record in lack] or [fewer.item.line])
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
        f"{name_item(more.item)} has {_count(len(have), kind)} here ({_name_lines(have)}) but {len(lack) or 'none'} in "
        f"{name} ({place}): {which}. Add it, or give those that belong together the same {{#anchor}} at their end."
    )
    return Diagnostic(UNMATCHED_RECORD, Location(more.path, shown[0].line, shown[0].column), message)


def _count(number: int, kind: str) -> str:
    plural = "summaries" if kind == "summary" else f"{kind}s"
    return f"{number} {kind if number == 1 else plural}"


def _name_lines(records: Sequence[RawRecord]) -> str:
    return name_lines([record.line for record in records])


def _quote(records: Sequence[RawRecord]) -> str:
    texts = [" ".join((record.text or record.anchor).split()) for record in records]
    short = [text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]} …" for text in texts]
    return ("the one" if len(records) == 1 else "those") + " about " + " and ".join(f'"{text}"' for text in short)
