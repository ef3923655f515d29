"""Checks of what must not be public: items that are exempt under Schedule 12A of the Local Government Act 1972.

In: the register. Out: findings that say what to do before, and after, the file is on the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from minutebook.checks.exempt_names import PlacedName, find_names_in
from minutebook.checks.minutes import Minutes
from minutebook.checks.registry import Finding, check_meeting
from minutebook.diagnostics import Location
from minutebook.model import AgendaItem, Prose, Version, iter_blocks, iter_leaves
from minutebook.texts import find_pointers

_WORDS_ALLOWED = 60
"""Words that say no more than that an item was taken in private, and by which resolution."""
_NAMES_SHOWN = 5
_ADVICE = (
    "Anyone can read this file on GitHub, now and in its history. Take out what is exempt BEFORE you commit. "
    "If it is already on GitHub, deleting is not enough: tell your Monitoring Officer."
)


def _list_exempt(minutes: Minutes) -> Iterator[tuple[Version, AgendaItem]]:
    for version in minutes.meeting.versions:
        for item in version.items:
            if item.exempt:
                yield version, item


@check_meeting("exempt-document", "error")
def find_documents(minutes: Minutes) -> Iterator[Finding]:
    """A document is linked under an exempt item.

    Why: The public may not read it, and whatever lies in the folder is published.
    Bad: ## 12. Land at Mill Lane (exempt: paragraph 14)

    [Report](2023-04-18/report.pdf)
    Good: ## 12. Land at Mill Lane (exempt: paragraph 14)
    """
    for version, item in _list_exempt(minutes):
        for document in _list_documents(item, minutes.find_prose(version.path)):
            name = document.rpartition("/")[2]
            message = (
                f"{_name(item)} but links {name}, which would be published. Take the link and the file away. {_ADVICE}"
            )
            yield _find_link(name, version, item, minutes), message


@check_meeting("exempt-words", "warning")
def find_words(minutes: Minutes) -> Iterator[Finding]:
    """An exempt item says more than that it was taken in private.

    Why: Only what anyone may read belongs into a file that anyone can read.
    Bad: ## 12. Land at Mill Lane (exempt: paragraph 14)

    (the whole discussion)
    Good: ## 12. Land at Mill Lane (exempt: paragraph 14)

    RESOLVED: to accept the offer.
    """
    for version, item in _list_exempt(minutes):
        words = sum(len(leaf.text.split()) for leaf in iter_leaves(item.blocks))
        if words > _WORDS_ALLOWED:
            yield Location(version.path, item.line, item.column), f"{_name(item)} but holds {words} words. {_ADVICE}"


@check_meeting("exempt-name", "warning")
def find_names(minutes: Minutes) -> Iterator[Finding]:
    """Somebody is named under an exempt item.

    Who proposed, seconded or voted, and who declared an interest, may be read by anyone and is not reported.

    Why: Who an item is about is often the very thing that makes it exempt.
    Bad: ## 12. Staffing (exempt: paragraph 12)

    RESOLVED: to accept the resignation of Mr Thomas.
    Good: ## 12. Staffing (exempt: paragraph 12)

    RESOLVED: to accept the recommendation of the report.
    """
    for version, item in _list_exempt(minutes):
        names = find_names_in(minutes, version, item)
        if names:
            message = (
                f"{_name(item)} but names {_list_names(names)}. Write what was decided without it, as in: "
                f"RESOLVED to accept the recommendation of the report. {_ADVICE}"
            )
            yield names[0].place, message


def _list_names(names: list[PlacedName]) -> str:
    first: dict[str, PlacedName] = {}
    for name in names:
        first.setdefault(name.text, name)
    shown = [text if name is names[0] else f"{text} (line {name.place.line})" for text, name in first.items()]
    if len(shown) > _NAMES_SHOWN:
        shown = [*shown[:_NAMES_SHOWN], f"{len(shown) - _NAMES_SHOWN} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _list_documents(item: AgendaItem, prose: Prose) -> list[str]:
    """Return the path of each document that an item links or lists in a block, each once."""
    found: list[str] = []
    heads = (item.heading,) if item.heading is not None else ()
    fences = [prose.fences[block.key] for block in iter_blocks(item.blocks) if block.key in prose.fences]
    inside = [block for fence in fences for field in fence.fields for block in field.shown]
    for leaf in iter_leaves((*heads, *item.blocks, *inside)):
        links = (prose.links.get(piece.href) for piece in leaf.inlines if piece.kind in ("open", "image"))
        found.extend(link.target for link in links if link is not None and link.kind in ("document", "image"))
    for fence in fences:
        found.extend(value.id for field in fence.fields if field.name == "document" for value in field.values)
    return list(dict.fromkeys(found))


def _find_link(name: str, version: Version, item: AgendaItem, minutes: Minutes) -> Location:
    """Return where an item links a file, or names it in a block; the item's own place where neither can be found."""
    lines = minutes.read_lines(version.path)
    last = max((block.end for block in iter_blocks(item.blocks)), default=item.line)
    own = lines[item.line - 1 : last]
    for address, place in find_pointers("\n".join(own), item.line).items():
        if unquote(address.partition("#")[0]).rpartition("/")[2] == name:
            return Location(version.path, *place)
    for line, text in enumerate(own, item.line):
        if found := re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", text):
            return Location(version.path, line, found.start() + 1)
    return Location(version.path, item.line, item.column)


def _name(item: AgendaItem) -> str:
    number = item.number.rstrip(".) ")
    name = f"Item {number}" if number else f'"{item.title}"'
    if item.exempt == "yes":
        return f"{name} is exempt"
    several = len(re.findall(r"\d+", item.exempt)) > 1
    return f"{name} is exempt ({'paragraphs' if several else 'paragraph'} {item.exempt})"
