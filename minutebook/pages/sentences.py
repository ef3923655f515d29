"""Sentences with links in them: who proposed, who owns, where it stands.

In: names from the minutes, keys of interface strings. Out: pieces, plain or linked, that are shown one behind the other with nothing between them.
Never writes HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minutebook.i18n import name_joints
from minutebook.model import Named
from minutebook.pages.context import Context
from minutebook.urls import find_relative
from minutebook.views import LinkView

Pieces = tuple[LinkView, ...]
"""A sentence: words and links, white space and commas included."""

# Characters for private use stand for the linked parts while the sentence is put together.
_FIRST_MARK = 0xE000
_MARK = re.compile("([\ue000-\ue0ff])")


def compose(context: Context, key: str, **parts: Pieces) -> Pieces:
    """Return an interface string with links in its places."""
    marks = {name: chr(_FIRST_MARK + number) for number, name in enumerate(parts)}
    filled = {marks[name]: pieces for name, pieces in parts.items()}
    found: list[LinkView] = []
    for part in _MARK.split(context.text(key, **marks)):
        if part in filled:
            found.extend(filled[part])
        elif part:
            found.append(LinkView(part))
    return tuple(found)


def link_name(context: Context, named: Named, source: str) -> LinkView:
    """Return who is named, linked from the page at `source`: by today's name where it is known, else as written."""
    register = context.register
    if named.kind == "person" and named.id in register.people:
        return context.link_person(named.id, source)
    if named.kind == "office" and named.id in register.offices:
        href = find_relative(source, context.page("offices", named.id))
        return context.words(register.offices[named.id].title, href)
    if named.kind == "body" and named.id in register.bodies:
        return context.link_body(named.id, source)
    if named.kind == "role" and named.id:
        return LinkView(context.text(f"role.{named.id.replace('-', '_')}"))
    return LinkView(named.text)


def link_names(
    context: Context, names: Sequence[Named], source: str, unknown: Callable[[str], Pieces] | None = None
) -> Pieces:
    """Return names as one list in the page's language: `a, b and c`, those known linked. `unknown` writes those that are not.

    Semicolons stand between them where a comma or a word would mislead.
    """
    links = [link_name(context, named, source) for named in names]
    found: list[LinkView] = []
    person_last = bool(names) and names[-1].kind == "person"
    joints = name_joints([link.text for link in links], context.lang, person_last=person_last)
    for joint, named, link in zip(joints, names, links, strict=True):
        if joint:
            found.append(LinkView(joint))
        found += unknown(named.text) if unknown and named.kind == "unknown" else (link,)
    return tuple(found)


def list_links(links: Sequence[LinkView]) -> Pieces:
    """Return links with semicolons between them, for the names of offices and bodies hold commas."""
    found: list[LinkView] = []
    for number, link in enumerate(links):
        if number:
            found.append(LinkView("; "))
        found.append(link)
    return tuple(found)
