"""How much of what is recorded of a person or an office fits on one page.

In: how many entries there are of each kind. Out: whether that is too much, and how many of each to show then. What is counted is entries, not bytes:
the answer follows from the minutes alone, and is the same in every language.
"""

from __future__ import annotations

from collections.abc import Mapping

MOST = 110_000
"""Bytes that the lists of one page may have together, as entries are commonly written, so that hardly any page has 150 KB."""
BYTES: Mapping[str, int] = {
    "open": 1_200,
    "done": 1_200,
    "planned": 900,
    "motions": 500,
    "votes": 500,
    "declarations": 800,
    "attended": 120,
}
"""Bytes of an entry as it is commonly written, by its kind. Actions are open or done; those that stand in no minutes are planned."""
_URGENT = 3
"""How many times the room of another list open actions are given, where there is not enough for all."""


def has_room(counts: Mapping[str, int]) -> bool:
    """Whether all of some entries fit on one page, by their number and kind."""
    return sum(count * BYTES[kind] for kind, count in counts.items()) <= MOST


def share(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many entries of each kind to show: all, or as many as fit.

    Each list is given its part of the room. What a short one leaves over is for the others, and none that has entries goes without.
    """
    if has_room(counts):
        return dict(counts)
    parts = {kind: _URGENT if kind == "open" else 1 for kind, count in counts.items() if count}
    shown = dict.fromkeys(counts, 0)
    left = MOST
    for kind in sorted(parts, key=lambda kind: counts[kind] * BYTES[kind] / parts[kind]):
        room = left * parts[kind] // sum(parts.values())
        shown[kind] = max(1, min(counts[kind], room // BYTES[kind]))
        left -= shown[kind] * BYTES[kind]
        del parts[kind]
    return shown
