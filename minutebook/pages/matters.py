"""What belongs to the same matter: items, whole meetings and actions of plans that share an id which a clerk chose.

In: the matter. Out: a few links and how many more there are. The matter's own id is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice

from minutebook.model import Record, Target
from minutebook.pages.context import Context
from minutebook.pages.titles import find_title, title_planned
from minutebook.urls import find_relative
from minutebook.views import LinkView

_MOST = 12
"""Links that are listed."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """What else belongs to the same matter."""

    links: tuple[LinkView, ...] = ()
    more: int = 0
    """How many more there are than are listed."""


def list_record_siblings(context: Context, record: Record, source: str) -> Siblings:
    """Return what else belongs to a record's matter, without its own item."""
    return list_siblings(context, record.matter, (f"{record.meeting}#{record.item}", record.meeting), source)


def list_siblings(context: Context, matter: str | None, own: Collection[str], source: str) -> Siblings:
    """Return what else belongs to a matter, for the page at `source`, without the keys in `own`."""
    keys = context.listings.matters.get(matter, ()) if matter else ()
    shown = list(islice((key for key in keys if key not in own), _MOST))
    present = sum(key in keys for key in own)
    return Siblings(tuple(_link(context, key, source) for key in shown), len(keys) - present - len(shown))


def _link(context: Context, key: str, source: str) -> LinkView:
    name, mark, anchor = key.partition("#")
    folder, _, id = name.partition("/")
    if folder == "plans":
        plan, action = context.find_planned(id, anchor)
        href = context.find_path(Target("plan-action", f"{id}#{anchor}")) or ""
        return title_planned(context, plan, action, find_relative(source, href))
    if not mark:
        return context.link_meeting(name, source)
    meeting = context.outlines[name]
    place, href = context.name_meeting(meeting), find_relative(source, context.find_place(key))
    title = find_title(context, meeting, anchor)
    return replace(title, text=f"{place}: {title.text}", href=href, lang="") if title else LinkView(place, href)
