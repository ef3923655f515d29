"""Finds which item of a further language is which of the first (docs/format.md, "Welsh and other languages").

In: the items of two languages of one meeting. Out: pairs, and faults for what has no counterpart. Never guesses: items match by number,
else by the anchor that both have, else in order where both languages have as many; what stands before the first item matches only its like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.items import PREAMBLE, find_anchor, report_twice
from minutebook.model import AgendaItem

UNMATCHED_ITEM = rule(
    "item-without-counterpart",
    "warning",
    "An item of one language has no counterpart in the other.",
    why="Readers of one language would miss it; it is shown in the other language there.",
    bad="## 6. Any other business (and no item 6 in the .cy.md)",
    good="## 6. Any other business\n\n## 6. Unrhyw fater arall (in the .cy.md)",
)
BARE_ITEM = rule(
    "item-without-words",
    "warning",
    "An item has words in one language, and nothing below its heading in the other.",
    why="Readers of that language are shown the words of the other.",
    bad="## 6. Ffyrdd (and nothing below it, where ## 6. Roads has a paragraph)",
    good="## 6. Ffyrdd\n\nMaent yn wlyb.",
)
OTHER_ANCHOR = rule(
    "anchor-not-shared",
    "warning",
    "An item, a heading or a record of a further language has an anchor that the first language does not give it.",
    why="Addresses are those of the first language, so that they are the same in each; no link would lead to this one.",
    bad="## 5. Ffyrdd {#ffyrdd} (and ## 5. Roads in the first language)",
    good="## 5. Ffyrdd (or {#ffyrdd} behind both)",
)


_Places = Mapping[str, list[int]]
"""Places of items that found no counterpart, by number."""


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """The items of a further language, and what they are to those of the first."""

    items: tuple[AgendaItem, ...]
    """In their order, under the anchors of the page."""
    unsure: frozenset[str]
    """Anchors of those that may be the same as one of the first language, which nobody can tell."""
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The items of one file, and which of them found their counterpart."""

    path: str
    items: Sequence[AgendaItem]
    paired: Collection[int]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def gather(self, find: Callable[[AgendaItem], str | None]) -> Mapping[str, list[int]]:
        """Return the places of what is left by what `find` finds in it; None passes an item over."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(self.items):
            if place not in self.paired and (key := find(item)) is not None:
                found[key].append(place)
        return found


def match_items(first: Sequence[AgendaItem], further: Sequence[AgendaItem], path: str, other: str) -> ItemMatch:
    """Return the further language's items under the first language's anchors, and what has no counterpart.

    `path` is the further language's file, `other` the first's.
    """
    pairs = _pair_items(first, further)
    mine, theirs = _Side(path, further, pairs), _Side(other, first, set(pairs.values()))
    faults: list[Diagnostic] = []
    renamed = _rename(first, further, pairs)
    for place, twin in pairs.items():
        faults.extend(_report_anchor(further[place], first[twin], path, theirs.name))
    rest = mine.gather(_read_kind), theirs.gather(_read_kind)
    unsure = [place for key in rest[0] if key in rest[1] for place in rest[0][key]]
    unnumbered = _report_unnumbered(mine, theirs) or _report_unnumbered(theirs, mine)
    if unnumbered is not None:
        # What lacks its number may be any of those that have one.
        unsure = [place for key, group in rest[0].items() if key != PREAMBLE for place in group]
        rest = _keep_preambles(rest[0]), _keep_preambles(rest[1])
    if not first or not further:
        pass  # that a file has no words yet is said once, where the languages are counted
    elif has_words(first) != has_words(further):
        empty, full = (mine, theirs) if has_words(first) else (theirs, mine)
        faults.append(_report_bare_file(empty, full))
    else:
        faults.extend(_report_rest(mine, theirs, rest))
        faults.extend([unnumbered] if unnumbered is not None else [])
        for place, twin in pairs.items():
            faults.extend(_report_bare_item((mine, place), (theirs, twin)))
    faults.extend(_report_twice(further, renamed, frozenset(unsure), path))
    return ItemMatch(tuple(renamed), frozenset(renamed[place].anchor for place in unsure), tuple(faults))


def has_words(items: Sequence[AgendaItem]) -> bool:
    """Say whether there is more than headings."""
    return any(item.has_words for item in items)


def _rename(
    first: Sequence[AgendaItem], further: Sequence[AgendaItem], pairs: Mapping[int, int]
) -> tuple[AgendaItem, ...]:
    """Return the further language's items under the anchors of the page: the first language's, or some that nothing there has."""
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
    return tuple(renamed)


def _pair_items(first: Sequence[AgendaItem], further: Sequence[AgendaItem]) -> dict[int, int]:
    """Return places in `further` with the places in `first` that they match."""
    pairs: dict[int, int] = {}
    # Each finds what both must have; what they are paired by later counts only for what is left by then.
    ways: tuple[Callable[[AgendaItem], str | None], ...] = (
        lambda item: f"{read_number(item)} {_find_set(item)}" if read_number(item) and _find_set(item) else None,
        lambda item: read_number(item) or None,
        _find_set,
        lambda item: read_number(item) or None,  # of two items of one number an anchor may have told one by now
        lambda item: "" if item.heading is None else None,
        lambda item: item.anchor if item.heading and not read_number(item) else None,  # titles alike in both
        lambda item: "" if item.heading and not read_number(item) else None,
    )
    for find in ways:
        ours = _Side("", first, set(pairs.values())).gather(find)
        for key, theirs in _Side("", further, pairs).gather(find).items():
            if len(theirs) == len(ours.get(key, ())):
                pairs.update(zip(theirs, ours[key], strict=True))
    return pairs


def read_number(item: AgendaItem) -> str:
    """Return an item's number without the word before and the sign behind it: `5` for `Item 5.`; empty for none."""
    found = re.search(r"\d[\w/.]*", item.number)
    return found[0].rstrip(".").lower() if found else ""


def _find_set(item: AgendaItem) -> str | None:
    """Return the anchor that stands behind an item's title."""
    return item.heading.anchor or None if item.heading else None


def _read_kind(item: AgendaItem) -> str:
    """Return what an item could be paired by: its number, that it has none, that it is no item at all."""
    return PREAMBLE if item.heading is None else read_number(item)


def _keep_preambles(places: _Places) -> _Places:
    return {key: group for key, group in places.items() if key == PREAMBLE}


def _report_rest(mine: _Side, theirs: _Side, rest: tuple[_Places, _Places]) -> Iterator[Diagnostic]:
    """Yield what to say of the items that found no counterpart."""
    unsure = [key for key in rest[0] if key in rest[1]]
    for key in unsure:
        yield _report_unsure(key, (mine, rest[0][key]), (theirs, rest[1][key]))
    for side, there, places in ((mine, theirs, rest[0]), (theirs, mine, rest[1])):
        lone = (place for key, group in places.items() if key not in unsure for place in group)
        yield from (_report_item(side.items[place], side.path, there.name) for place in lone)


def _report_unnumbered(side: _Side, other: _Side) -> Diagnostic | None:
    """Say once that a file has no numbers at all, where those of the other have none to belong to; None where it is not so."""
    own = [item for item in side.items if item.heading]
    if not own or any(read_number(item) for item in own):
        return None
    waiting = [item for place, item in enumerate(side.items) if item.heading and place not in side.paired]
    lone = [item for place, item in enumerate(other.items) if read_number(item) and place not in other.paired]
    if not waiting or not lone:
        return None
    message = (
        f"The items of this file have no numbers, and those of {other.name} have, so nobody can tell which of them belong together, and "
        f"each page shows all of them. Write the numbers here too, as there in line {lone[0].line}: ## {lone[0].number} …"
    )
    return Diagnostic(UNMATCHED_ITEM, Location(side.path, waiting[0].line, waiting[0].column), message)


def _report_bare_file(side: _Side, other: _Side) -> Diagnostic:
    item = next((item for item in side.items if item.heading), side.items[0])
    message = (
        f"Nothing stands below the headings of this file, so each item is shown with the words of {other.name}, in that language. "
        "Write the words of each here."
    )
    return Diagnostic(BARE_ITEM, Location(side.path, item.line, item.column), message)


def _report_bare_item(one: tuple[_Side, int], other: tuple[_Side, int]) -> Iterator[Diagnostic]:
    items = [side.items[place] for side, place in (one, other)]
    if items[0].has_words == items[1].has_words:
        return
    (bare, place), (full, there) = (other, one) if items[0].has_words else (one, other)
    item = bare.items[place]
    message = (
        f"Nothing stands below {_quote(item)}, so it is shown with the words of {full.name}, in that language (below line "
        f"{full.items[there].line} there). Write its words here."
    )
    yield Diagnostic(BARE_ITEM, Location(bare.path, item.line, item.column), message)


def _report_twice(
    own: Sequence[AgendaItem], renamed: Sequence[AgendaItem], unsure: Collection[int], path: str
) -> Iterator[Diagnostic]:
    """Yield what to say of items that have the number of one before them, at the address that they have on the page.

    Nothing of those that nobody can pair: that has been said, with the lines of all of them.
    """
    lines = {item.anchor: item.line for item in own}
    for place, item in enumerate(own):
        wanted = find_anchor(item.heading, item.number, item.title)
        if place not in unsure and item.anchor != wanted:
            number = item.number if item.heading and not item.heading.anchor else ""
            yield report_twice(wanted, number, lines[wanted], renamed[place].anchor, item.line, path)


def _report_item(item: AgendaItem, path: str, other: str) -> Diagnostic:
    if item.heading is None:
        name, how = "The text before the first item", "Add it there, before the first heading."
    elif read_number(item):
        name, how = _quote(item), "Give both the same number, or add it there."
    else:
        name, how = _quote(item), "Add it there, or give both the same {#anchor} behind the title."
    message = f"{name} has no counterpart in {other}, so it is shown there in this language. {how}"
    return Diagnostic(UNMATCHED_ITEM, Location(path, item.line, item.column), message)


def name_item(item: AgendaItem) -> str:
    """Return what a message calls an item: `Item 5`."""
    if item.heading is None:
        return "The text before the first item"
    return f"Item {number}" if (number := read_number(item)) else _quote(item)


def _quote(item: AgendaItem) -> str:
    written = (
        (f"[[{piece.href}]]" for piece in item.heading.inlines if piece.kind == "reference") if item.heading else ()
    )
    words = (item.number, item.title or " ".join(written))
    return f'"{" ".join(word for word in words if word)}"'


def _report_unsure(number: str, one: tuple[_Side, list[int]], other: tuple[_Side, list[int]]) -> Diagnostic:
    """Say that items cannot be paired, since one language has more of them, at the first of these."""
    (more, many), (fewer, few) = (one, other) if len(one[1]) > len(other[1]) else (other, one)
    kind = f"{len(many)} items have the number {number} here" if number else f"{len(many)} items have no number here"
    message = (
        f"{kind} ({_name_lines(more, many)}) but {len(few)} in {fewer.name} ({_name_lines(fewer, few)}), so nobody can tell which of "
        "them belong together, and each page shows all of them. "
        f"Give those that do {'' if number else 'the same number, or '}the same {{#anchor}} behind their titles."
    )
    item = more.items[many[0]]
    return Diagnostic(UNMATCHED_ITEM, Location(more.path, item.line, item.column), message)


def _name_lines(side: _Side, places: Sequence[int]) -> str:
    return name_lines([side.items[place].line for place in places])


def name_lines(lines: Sequence[int]) -> str:
    """Return `lines 3, 7 and 9`."""
    names = [str(line) for line in dict.fromkeys(lines)]
    return f"line {names[0]}" if len(names) == 1 else f"lines {', '.join(names[:-1])} and {names[-1]}"


def _report_anchor(item: AgendaItem, twin: AgendaItem, path: str, other: str) -> Iterator[Diagnostic]:
    anchor = _find_set(item)
    if anchor and anchor != twin.anchor:
        message = (
            f'No link can lead to "{anchor}": in each language this item has the address that it has in {other}, "{twin.anchor}". '
            f"Take {{#{anchor}}} out here, or write it in line {twin.line} there."
        )
        yield Diagnostic(OTHER_ANCHOR, Location(path, item.line, item.column), message)
