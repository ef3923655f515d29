"""Which item, from which language's minutes, stands where on a meeting's page; and what anchors that page has.

In: a meeting and the language of the page. Out: items in their order, anchors. An item that only another language
has stands where it was taken there; below a heading without words stand those of another language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from minutebook.model import AgendaItem, Meeting, Record, Version
from minutebook.outlines import ItemHead, list_heading_anchors


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item and the minutes that its words are from."""

    item: AgendaItem
    version: Version
    words: PlacedItem | None = None
    """The same item of another language, whose words stand below the heading of this one, which has none; None else."""

    @property
    def parts(self) -> tuple[PlacedItem, ...]:
        """All that is shown of the item: itself, and whence its words are."""
        return (self,) if self.words is None else (self, self.words)


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
                if at == 0 and item.heading is not None and placed and placed[0].item.heading is None:
                    at = 1  # what stands before the first item stays there
                placed.insert(at, PlacedItem(item, version))
                found = at
            at = found + 1
    return tuple(_find_words(one, shown, meeting) for one in placed)


def _find_words(placed: PlacedItem, shown: Version, meeting: Meeting) -> PlacedItem:
    """Return an item with its words, from another language where it has none of its own and that one has."""
    if placed.item.has_words:
        return placed
    for version in meeting.versions:
        for item in version.items:
            if item.anchor == placed.item.anchor and item.has_words:
                other = PlacedItem(item, version)
                # A heading of the page's own stays; one that is not the page's gives way with what is below it.
                return replace(placed, words=other) if placed.version is shown else other
    return placed


def has_words(meeting: Meeting) -> bool:
    """Whether there is an agenda or are minutes in any language."""
    return any(version.has_items for version in meeting.versions)


def has_anchor(
    meeting: Meeting,
    records: Mapping[str, Record],
    find_anchors: Callable[[str], Mapping[int, str]],
    lang: str,
    anchor: str,
) -> bool:
    """Whether the page in `lang` has an element with this id, among those of its record.

    `records` are by key; `find_anchors` gives those of headings inside items by the path of their file.
    """
    if any(item.anchor == anchor for version in meeting.versions for item in version.items):
        return True
    if (record := records.get(f"{meeting.key}#{anchor}")) is not None:
        shown = find_shown(meeting, lang)
        # A listed record that these minutes lack is named at the end of its item.
        return record.listed or (shown is not None and any(text.lang == shown.lang for text in record.texts))
    return any(
        anchor
        in list_heading_anchors(
            placed.item, _NONE if isinstance(placed.item, ItemHead) else find_anchors(placed.version.path)
        )
        for one in place_items(meeting, lang)
        for placed in one.parts
    )


def bare_number(number: str) -> str:
    """Return an item's number without the full stop or bracket behind it: `5` for `5.`."""
    return number.rstrip(".) ")


_NONE: Mapping[int, str] = {}
