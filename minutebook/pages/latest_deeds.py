"""Which of all that is recorded of a person or an office their first page shows: everything, or as much of each list as fits.

In: what is recorded, the day. Out: keys, and what the page says of those it has not. Of open actions it takes the most pressing, of everything else
the latest, and reads no year that it takes nothing from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from minutebook.pages.actions import Group, count_groups, rank
from minutebook.pages.context import Context
from minutebook.pages.deeds import LATEST, Deeds, add_sizes
from minutebook.pages.room import share

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a first page shows."""

    deeds: Deeds
    """Oldest first; actions in no order."""
    sizes: Mapping[str, int]
    """How many entries there are of each kind that `room` weighs; empty where the page has all."""
    groups: Mapping[Group, int] | None
    """How many open actions there are in each group; None where the page has all."""
    planned: int
    """How many actions of plans it has."""
    left: frozenset[str]
    """Kinds of entries in minutes that it has not all of."""


def choose_deeds(context: Context, owner: str, planned: int = 0) -> Shown:
    """Return what the first page of an owner shows. `planned`: how many actions of plans stand there besides."""
    years = context.deeds.years.get(owner, ())
    if not years:
        return Shown(context.deeds.find(owner), {}, None, share({"planned": planned})["planned"], frozenset())
    waiting = context.deeds.waiting.get(owner, ())
    ranks = {one.record: rank(one.due, one.raised, context.today) for one in waiting}
    sizes = {**add_sizes(size for _, size, _ in years).count(len(waiting)), "planned": planned}
    most = share({**sizes, "attended": min(sizes["attended"], LATEST)})
    done = (key for one in _list_years(context, owner) for key in reversed(one.actions) if key not in ranks)
    motions = (motion for one in _list_years(context, owner) for motion in reversed(one.motions))
    votes = (vote for one in _list_years(context, owner) for vote in reversed(one.votes))
    declarations = (key for one in _list_years(context, owner) for key in reversed(one.declarations))
    attended = (key for one in _list_years(context, owner) for key in reversed(one.attended))
    shown = Deeds(
        actions=(*sorted(ranks, key=ranks.__getitem__)[: most["open"]], *_take(done, most["done"])),
        motions=_take(motions, most["motions"]),
        votes=_take(votes, most["votes"]),
        declarations=_take(declarations, most["declarations"]),
        attended=_take(attended, most["attended"]),
    )
    left = frozenset(kind for kind, count in sizes.items() if kind != "planned" and most[kind] < count)
    return Shown(shown, sizes, count_groups(ranks.values()), most["planned"], left)


def say_left(context: Context, shown: Shown) -> str:
    """Return that the first page has not everything, in sentences; nothing where it has all that minutes record."""
    if not shown.left:
        return ""
    return context.text("person.more" if "open" in shown.left else "person.more_latest")


def _list_years(context: Context, owner: str) -> Iterator[Deeds]:
    """Yield what is recorded in each year, the latest first. A year is read when it is reached."""
    return (context.deeds.find(f"{owner}/{year}") for year in context.deeds.list_parts(owner))


def _take(newest: Iterator[_Entry], count: int) -> tuple[_Entry, ...]:
    """Return so many of the newest, oldest first."""
    return tuple(reversed(list(islice(newest, count))))
