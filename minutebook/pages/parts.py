"""Parts of a register that have a page each, by their addresses: what they are called, and which one shows the records of a meeting.

A part is a year, a month of one that has too many records for a page, or a body in such a month: `decisions/2024`, `decisions/2024/12`,
`decisions/2024/12/cabinet`. In: a context, a part. Out: names, addresses, keys, how many. Which there are is told by `listings`.
"""

from __future__ import annotations

from minutebook.i18n import format_month
from minutebook.pages.context import Context


def id_of(key: str) -> str:
    """Return the id that a meeting or a record has on a register's pages."""
    return "_" + key.replace("/", "-").replace("#", "-")


def find_page(context: Context, part: str) -> str:
    """Return the path of the page of a part."""
    return context.page(*part.split("/"))


def find_part(context: Context, section: str, meeting: str) -> str:
    """Return the part of a register whose page shows the records of a meeting, by its key."""
    body, _, day = meeting.partition("/")
    part = f"{section}/{day[:4]}"
    for name in (day[5:7], body):
        if context.listings.parts.get(part):
            part = f"{part}/{name}"
    return part


def name_part(context: Context, part: str) -> str:
    """Return what a part is called under the part above it: `2024`, `December 2024`, `Cabinet`."""
    _, year, *below = part.split("/")
    if not below:
        return year
    if len(below) == 1:
        return format_month(int(year), int(below[0]), context.lang)
    return context.words(context.register.bodies[below[1]].name).text


def title_part(context: Context, part: str) -> str:
    """Return the title of the page of a part: `Decisions in 2024`, `Decisions in December 2024`, `Cabinet: decisions in December 2024`."""
    section, year, *below = part.split("/")
    if not below:
        return context.text(f"register.{section}_year", year=year)
    month = name_part(context, "/".join((section, year, below[0])))
    if len(below) == 1:
        return context.text(f"register.{section}_month", month=month)
    return context.text(f"register.{section}_of_body", month=month, body=name_part(context, part))


def list_part(context: Context, part: str) -> tuple[str, ...]:
    """Return the keys of the records of a part, the latest meeting first."""
    return context.listings.yearly.get(part, ())


def count_part(context: Context, part: str) -> str:
    """Return how many records a part has, and how many of them are open or answered: `222 actions, 150 of them open`."""
    section, keys = part.split("/", maxsplit=1)[0], list_part(context, part)
    said = [context.plural(f"count.{section}", len(keys))]
    if section == "actions":
        still = sum(context.listings.colours.get(key) != "blue" for key in keys)
        said.append(context.plural("register.of_these_open", still))
    if section == "recommendations":
        answered = sum(key in context.listings.responses for key in keys)
        said.append(context.plural("register.of_these_answered", answered))
    return ", ".join(said)
