"""Counts where things stand in the minutes: how often, in how many meetings, from when to when.

In: places, oldest minutes first. Out: a `Trace`. It looks for nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.diagnostics import Location
from minutebook.glossing import PLACES
from minutebook.harvest.findings import Trace
from minutebook.model import Meeting


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the minutes."""

    meeting: Meeting
    place: Location
    """To the column where it may be one of the few that are named."""


def trace(spots: Sequence[Spot]) -> Trace:
    """Sum up places, one or more, oldest minutes first. The first few are named, the others only counted."""
    days = [spot.meeting.date for spot in spots]
    return Trace(
        count=len(spots),
        meetings=len({spot.meeting.key for spot in spots}),
        first=min(days),
        last=max(days),
        places=tuple(spot.place for spot in spots[:PLACES]),
        bodies=tuple(sorted({spot.meeting.body for spot in spots})),
    )
