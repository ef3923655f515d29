"""What a relative link can lead to: documents, minutes and plain pages, by their place in the content folder.

In: an address as a file writes it. Out: the file it names, or in plain words what was probably meant. Opens nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

from minutebook.link.references import suggest

FileKind = Literal["document", "meeting", "page"]


@dataclass(frozen=True, slots=True)
class Files:
    """What a relative link can lead to, by path from the content folder."""

    documents: frozenset[str]
    meetings: Mapping[str, str]
    """Keys of meetings by the path of each of their Markdown files."""
    pages: Mapping[str, str]
    """Ids of plain pages by path."""
    hidden: frozenset[str]
    """Markdown files that are not published."""
    anchors: Mapping[str, frozenset[str]]
    """Anchors of each meeting by key, and of each plain page by `pages/<id>`."""

    def find(self, below: str) -> tuple[FileKind, str] | None:
        """Return what is published from the file `below` the content folder: a document by its path, a meeting or a page by its name."""
        if below in self.documents:
            return "document", below
        if below in self.meetings:
            return "meeting", self.meetings[below]
        if below in self.pages:
            return "page", self.pages[below]
        return None

    def has_anchor(self, page: str, anchor: str) -> bool:
        """Whether there is such an anchor on the page of a meeting, by key, or on a plain page, `pages/<id>`."""
        return anchor in self.anchors.get(page, frozenset())

    def explain_lost(self, address: str, path: str) -> str:
        """Return what to say of an address in the file `path` that leads to nothing that is published."""
        below = find_below(address.partition("#")[0], path)
        if below in self.hidden:
            return f'"{address}" leads to a page that says publish: no, so the link is shown as text.'
        # What is suggested can be copied: it is written as this file would write it.
        folder = posixpath.dirname(path.removeprefix("content/"))
        wanted = address.partition("#")[0]
        ending = posixpath.splitext(wanted)[1].lower()
        # A page is no document: of another ending nothing was meant, unless the address has none.
        known = [
            file
            for file in (*self.documents, *self.meetings, *self.pages)
            if not ending or file.lower().endswith(ending)
        ]
        # Where the folder is right, the slip is in what follows: the rest of a large archive need not be looked at.
        place = (below or "").partition("/")[0] + "/"
        close = [file for file in known if file.startswith(place)] or known
        near = suggest(wanted, {quote(posixpath.relpath(file, folder)) for file in close}) if below else ""
        return (
            f'"{address}" leads to no published file, so the link is shown as text'
            f"{near or '. Check the name, and that the file lies in the folder of its meeting.'}"
        )


def find_below(place: str, path: str) -> str | None:
    """Return the path from the content folder that a relative address in the file `path` names, or None if it leaves it."""
    folder = posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(folder, unquote(place)))
    return joined.removeprefix("content/") if joined.startswith("content/") and not place.startswith("/") else None
