"""Counts where things stand in the minutes: how often, in how many meetings, from when to when.

In: one call a place, oldest minutes first. Out: a `Trace`. It reads the lines of a file only for the few places that it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.acronyms import find_place
from minutebook.diagnostics import Location
from minutebook.glossing import ReadLines
from minutebook.harvest.findings import Trace
from minutebook.model import Block, Meeting

KEPT = 3
"""Places that are named; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the minutes."""

    meeting: Meeting
    path: str
    leaf: Block
    start: int
    """Offset into the leaf's text."""
    end: int


def trace(spots: Sequence[Spot], read_lines: ReadLines) -> Trace:
    """Sum up places, one or more, oldest minutes first. `read_lines` gives the lines of a file by its path."""
    days = [spot.meeting.date for spot in spots]
    return Trace(
        count=len(spots),
        meetings=len({spot.meeting.key for spot in spots}),
        first=min(days),
        last=max(days),
        places=tuple(_locate(spot, read_lines) for spot in spots[:KEPT]),
        bodies=tuple(sorted({spot.meeting.body for spot in spots})),
    )


def _locate(spot: Spot, read_lines: ReadLines) -> Location:
    return find_place(spot.leaf, spot.start, spot.end, spot.path, read_lines(spot.path))
