"""Finds which records of an item have no counterpart, where one language has more of a kind than the other.

In: the records of one kind and item in two languages. Out: those that surely have none, and those of which that cannot be told. It only says
what to look at: no record is paired by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.i18n import RECORD_WORDS
from minutebook.records.raw import RawRecord

_MARK = re.compile(r"\d[\d,.]*\d|\d|\w+")
_MOST_PAIRS = 10_000
"""Pairs of records that are looked at; above that nothing is told apart."""


@dataclass(frozen=True, slots=True)
class Lone:
    """Records of the language that has more of them, in reading order."""

    sure: tuple[RawRecord, ...]
    """Those that have no counterpart."""
    open: tuple[RawRecord, ...]
    """Those among which the others are that have none."""


def find_lone(more: Sequence[RawRecord], fewer: Sequence[RawRecord]) -> Lone:
    """Return which of `more` are not among `fewer`, both being in the same order, by what two languages write alike: figures and names.

    Each record of `fewer` is taken to have its counterpart. Where several ways to pair them are as good, it cannot be told.
    """
    if not fewer:
        return Lone(tuple(more), ())
    if len(more) * len(fewer) > _MOST_PAIRS:
        return Lone((), tuple(more))
    marks = [_list_marks(record) for record in more], [_list_marks(record) for record in fewer]
    alike = [[len(ours & theirs) for theirs in marks[1]] for ours in marks[0]]
    before, behind = _sum_up(alike), _sum_up([row[::-1] for row in alike[::-1]])
    rows, columns = len(more), len(fewer)
    best = before[rows][columns]

    def after(row: int, column: int) -> int:
        return behind[rows - row][columns - column]

    sure: list[RawRecord] = []
    unsure: list[RawRecord] = []
    for row, record in enumerate(more):
        skipped = any(before[row][column] + after(row + 1, column) == best for column in range(columns + 1))
        paired = any(
            before[row][column] + alike[row][column] + after(row + 1, column + 1) == best for column in range(columns)
        )
        if skipped:
            (unsure if paired else sure).append(record)
    return Lone(tuple(sure), tuple(unsure))


_NEVER = -(10**9)


def _sum_up(alike: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return how well the first rows can be paired with all of the first columns, in order, rows left out as need be."""
    width = len(alike[0])
    sums = [[0, *[_NEVER] * width]]
    for row in alike:
        last = sums[-1]
        sums.append([0, *(max(last[at + 1], last[at] + row[at]) for at in range(width))])
    return sums


def _list_marks(record: RawRecord) -> frozenset[str]:
    """Return what of a record is likely to be the same in another language: figures, capitalised words, its verb."""
    words = {found for found in _MARK.findall(record.text) if found[0].isdigit() or found[0].isupper()}
    # An acronym may be a mark; a record word in capitals is in one language only.
    marks = {word.casefold() for word in words if word.casefold() not in RECORD_WORDS}
    return frozenset((*marks, f"={record.verb}") if record.verb else marks)
