"""The records of a register by year, and what a year that is too long for one page is split into.

In: the records of the register. Out: their keys by the address of the page that lists them. It knows no language and renders nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from minutebook.model import Record, Register

MOST: Mapping[str, int] = {"decisions": 200, "recommendations": 75, "actions": 90}
"""How many records one page of a register holds: as they are commonly written about 100 KB, so that hardly any page has 150."""


def list_years(records: Iterable[Record], register: Register) -> dict[int, tuple[str, ...]]:
    """Return the keys of records by the year of their meeting, the latest first."""
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for record in records:
        day = register.meetings[record.meeting].date
        found[day.year].append((day, record.key))
    return {
        # Records of one meeting stay in the order of its minutes.
        year: tuple(key for _, key in sorted(found[year], key=lambda one: one[0], reverse=True))
        for year in sorted(found, reverse=True)
    }


def split_years(
    by_year: Mapping[str, Mapping[int, tuple[str, ...]]], bodies: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the keys of the records on each page of a year, and into which parts those are split that would be too long."""
    lists: dict[str, tuple[str, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    waiting = [(f"{name}/{year}", keys) for name, found in by_year.items() for year, keys in found.items()]
    while waiting:
        part, keys = waiting.pop()
        lists[part] = keys
        name, _, *above = part.split("/")
        if len(keys) <= MOST[name] or len(above) == 2:
            continue
        members: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            body, _, day = key.partition("/")
            members[body if above else day[5:7]].append(key)
        if above and len(members) == 1:
            continue
        order = sorted(members, key=bodies.index) if above else members
        parts[part] = tuple(order)
        waiting += [(f"{part}/{one}", tuple(members[one])) for one in order]
    return lists, parts
