"""Anchors of records: those that a clerk fixed, and counted ones for all others.

In: the records of one file. Out: an anchor each. Content format, section 4, "Anchors".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.records.raw import RawRecord

ANCHOR_TWICE = rule(
    "record-anchor-twice",
    "warning",
    "Two records of a meeting have the same anchor.",
    why="A link to it can lead to one of them only.",
    bad="… by 5 May. {#referrals}\n\n… by 6 June. {#referrals}",
    good="… by 5 May. {#referrals}\n\n… by 6 June. {#waiting-list}",
)


def name_records(
    records: Sequence[RawRecord], *, path: str, taken: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the anchor of each record of a file, and what is odd about those that the clerk fixed.

    Records are counted per item and kind (`item-5-decision-1`), those with a fixed anchor too, so that fixing one moves no
    other. `taken` are anchors of items and sub-headings. Of two alike the second gets `-2`.
    """
    used = set(taken)
    counts: Counter[tuple[str, str]] = Counter()
    anchors: list[str] = []
    found: list[Diagnostic] = []
    fixed = {record.anchor for record in records if record.anchor}
    for record in records:
        counts[record.item, record.kind] += 1
        wanted = record.anchor or f"{record.item}-{record.kind}-{counts[record.item, record.kind]}"
        anchor = _free(wanted, used if record.anchor else used | fixed)
        if anchor != wanted and record.anchor:
            message = (
                f'"{{#{wanted}}}" stands in this meeting already, so this record is found at #{anchor}. '
                "Give it a name of its own."
            )
            found.append(Diagnostic(ANCHOR_TWICE, Location(path, record.line, record.column), message))
        used.add(anchor)
        anchors.append(anchor)
    return tuple(anchors), tuple(found)


def _free(name: str, used: Collection[str]) -> str:
    if name not in used:
        return name
    count = 2
    while f"{name}-{count}" in used:
        count += 1
    return f"{name}-{count}"
