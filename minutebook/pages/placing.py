"""Which item, from which language's minutes, stands where on a meeting's page; and what anchors that page has.

In: a meeting and the language of the page. Out: items in their order, anchors. An item that only another language
has stands where it was taken there.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.model import AgendaItem, Meeting, Register, Version, iter_blocks


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item and the minutes that its words are from."""

    item: AgendaItem
    version: Version


def find_shown(meeting: Meeting, lang: str) -> Version | None:
    """Return the minutes that the page in `lang` shows; None for a meeting that has no words at all."""
    return meeting.version(lang) or next(iter(meeting.versions), None)


def place_items(meeting: Meeting, lang: str) -> tuple[PlacedItem, ...]:
    """Return the items of the page in `lang`, in order."""
    shown = find_shown(meeting, lang)
    if shown is None:
        return ()
    placed = [PlacedItem(item, shown) for item in shown.items]
    for version in meeting.versions:
        if version is shown:
            continue
        at = 0
        for item in version.items:
            found = next((n for n, there in enumerate(placed) if there.item.anchor == item.anchor), None)
            if found is None:
                placed.insert(at, PlacedItem(item, version))
                found = at
            at = found + 1
    return tuple(placed)


def has_anchor(register: Register, meeting: Meeting, lang: str, anchor: str) -> bool:
    """Whether the page in `lang` has an element with this id, among those of its record."""
    if any(item.anchor == anchor for version in meeting.versions for item in version.items):
        return True
    if (record := register.records.get(f"{meeting.key}#{anchor}")) is not None:
        shown = find_shown(meeting, lang)
        # A listed record that these minutes lack is named at the end of its item.
        return record.listed or (shown is not None and any(text.lang == shown.lang for text in record.texts))
    names = register.prose
    return any(
        names[placed.version.path].anchors.get(block.key) == anchor
        for placed in place_items(meeting, lang)
        for block in iter_blocks(placed.item.blocks)
        if block.kind == "heading"
    )
