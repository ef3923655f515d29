"""Resolves what one Markdown file points at: its references `[[…]]` and its links.

In: blocks, and what there is to point at. Out: targets and links by their text as written, and faults. Never opens what a link names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.link.references import Failure, Index, suggest
from minutebook.model import Block, Inline, Link, Target, iter_leaves

DANGLING_REFERENCE = rule(
    "unknown-reference",
    "error",
    "A reference names nothing that there is.",
    why="A reader who follows it would end nowhere.",
    bad="As agreed in [[cabinet/2023-04-18#item-55]].",
    good="As agreed in [[cabinet/2023-04-18#item-5]].",
)
AMBIGUOUS_REFERENCE = rule(
    "ambiguous-reference",
    "error",
    "A reference of one bare word fits more than one thing.",
    why="It could lead to the wrong one.",
    bad="[[leader]] where an office and a person have that id",
    good="[[offices/leader]]",
)
HIDDEN_REFERENCE = rule(
    "hidden-reference",
    "warning",
    "A reference leads to something that says publish: no.",
    why='It is shown without a link, as its own words or as "not published".',
    bad="[[council/2024-01-10]] while that meeting says publish: no",
    good="[[council/2024-01-10|the meeting in January]]",
)
MOVING_REFERENCE = rule(
    "reference-may-move",
    "warning",
    "A reference leads to a counted record in draft minutes.",
    why="If a record is added before it, the reference leads to another one.",
    bad="[[cabinet/2023-04-18#item-5-action-1]]",
    good="ACTION: … {#report-on-referrals} there, and [[cabinet/2023-04-18#report-on-referrals]] here",
)
DANGLING_LINK = rule(
    "link-leads-nowhere",
    "warning",
    "A relative link leads to no file that is published.",
    why="It is shown as text, so that nobody follows it in vain.",
    bad="[Report](2023-04-18/raport.pdf)",
    good="[Report](2023-04-18/report.pdf)",
)

_OUTSIDE = ("http://", "https://", "mailto:")
_SHOWN = (".png", ".jpg", ".jpeg", ".webp")


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


@dataclass(frozen=True, slots=True)
class Resolved:
    """How one file's references and links were understood."""

    references: Mapping[str, Target]
    links: Mapping[str, Link]
    documents: tuple[tuple[str, str, str], ...]
    """Path of each document linked, the words of the link, and the anchor of the item it stands in; in order."""
    faults: tuple[Diagnostic, ...]


def resolve_prose(
    parts: Iterable[tuple[str, Iterable[Block]]],
    path: str,
    index: Index,
    files: Files,
    *,
    pointers: Mapping[str, tuple[int, int]],
    meeting: str = "",
    own: str = "",
    moving: frozenset[str] = frozenset(),
) -> Resolved:
    """Resolve everything in `parts`, pairs of an item's anchor and its blocks, of the file `path` below the root.

    `pointers` gives the first place of each reference and link. `own` is where `files` has the page's own anchors. `moving` holds
    keys of records whose anchors are only counted, in draft minutes.
    """
    references: dict[str, Target] = {}
    links: dict[str, Link] = {}
    documents: list[tuple[str, str, str]] = []
    faults: list[Diagnostic] = []
    for anchor, blocks in parts:
        for leaf, piece, words in _list_pointers(blocks):
            where = Location(path, *pointers.get(piece.href, (_find_line(leaf, piece), 0)))
            if piece.kind == "reference":
                if piece.href not in references:
                    target, fault = _resolve_reference(piece, where, index, meeting, moving)
                    references[piece.href] = target
                    faults.extend(fault)
                continue
            link = links.get(piece.href)
            if link is None:
                link = resolve_link(piece.href, path, files, image=piece.kind == "image")
                link, lost = _check_fragment(link, own, files)
                links[piece.href] = link
                if lost:
                    faults.append(_report_fragment(piece.href, lost, link, where, own))
                elif link.kind == "none":
                    faults.append(report_link(piece.href, path, files, where))
            if link.kind in ("document", "image"):
                documents.append((link.target, words, anchor))
    return Resolved(references, links, tuple(documents), tuple(faults))


def resolve_link(address: str, path: str, files: Files, *, image: bool = False) -> Link:
    """Return where the address of a link in the file `path` leads."""
    if address.lower().startswith(_OUTSIDE):
        return Link("outside", address)
    place, _, fragment = address.partition("#")
    if not place:
        return Link("anchor", "", fragment) if fragment else Link("none", address)
    below = _find_below(place, path)
    if below is None:
        return Link("none", address)
    if below in files.documents:
        shown = image and below.lower().endswith(_SHOWN)
        return Link("image" if shown else "document", below, fragment)
    if below in files.meetings:
        return Link("meeting", files.meetings[below], fragment)
    if below in files.pages:
        return Link("page", files.pages[below], fragment)
    return Link("none", address)


def _check_fragment(link: Link, own: str, files: Files) -> tuple[Link, str]:
    """Return a link without the anchor that its page does not have, and that anchor; nothing where all is well."""
    page = {"anchor": own, "meeting": link.target, "page": f"pages/{link.target}"}.get(link.kind)
    if page is None or not link.fragment or link.fragment in files.anchors.get(page, frozenset()):
        return link, ""
    if link.kind == "anchor":
        return Link("none", link.fragment), link.fragment
    return Link(link.kind, link.target), link.fragment


def _find_below(place: str, path: str) -> str | None:
    """Return the path from the content folder that a relative address names, or None if it leaves it."""
    folder = posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(folder, unquote(place)))
    return joined.removeprefix("content/") if joined.startswith("content/") and not place.startswith("/") else None


def _list_pointers(blocks: Iterable[Block]) -> Iterator[tuple[Block, Inline, str]]:
    """Yield each reference, link and image with the leaf it stands in and the words it shows."""
    for leaf in iter_leaves(tuple(blocks)):
        for at, piece in enumerate(leaf.inlines):
            if piece.kind == "reference":
                yield leaf, piece, piece.text
            elif piece.kind == "image":
                yield leaf, piece, piece.title
            elif piece.kind == "open" and piece.tag == "link":
                words = []
                for inner in leaf.inlines[at + 1 :]:
                    if inner.kind == "close" and inner.tag == "link":
                        break
                    words.append(inner.text)
                yield leaf, piece, " ".join("".join(words).split())


def _find_line(leaf: Block, piece: Inline) -> int:
    line = leaf.line
    for inner in leaf.inlines:
        if inner is piece:
            break
        line += inner.kind in ("softbreak", "hardbreak")
    return min(line, leaf.end)


def _resolve_reference(
    piece: Inline, where: Location, index: Index, meeting: str, moving: frozenset[str]
) -> tuple[Target, list[Diagnostic]]:
    found = index.resolve(piece.href, meeting)
    if isinstance(found, Failure):
        return Target("none", piece.href), [report_failure(found, where)]
    return found, list(check_target(found, piece.href, where, moving, piece.text))


def report_hidden(text: str, where: Location, words: str | None = None) -> Diagnostic:
    """Return what to say of a reference to something unpublished; `words` are its own, empty for none, None in YAML."""
    if words is None:
        message = f'"{text}" is not published, so nothing is shown of it and no link.'
    elif words:
        message = f'"{text}" is not published, so readers see "{words}" without a link.'
    else:
        message = f'"{text}" is not published, so readers see "not published" and no link. Give it words of its own: [[{text}|…]]'
    return Diagnostic(HIDDEN_REFERENCE, where, message)


def check_target(
    target: Target, text: str, where: Location, moving: frozenset[str], words: str = ""
) -> Iterator[Diagnostic]:
    """Yield what must be said of a reference that does name something."""
    if target.kind == "hidden":
        yield report_hidden(text, where, words)
    elif target.key in moving and target.kind == "record":
        message = (
            f'"{text}" names a record by its count, in minutes that are still a draft, so it may come to name another. '
            "Write {#a-name} at the end of that record, and refer to the name."
        )
        yield Diagnostic(MOVING_REFERENCE, where, message)


def report_failure(failure: Failure, where: Location, kind: Rule | None = None) -> Diagnostic:
    """Return the fault for a reference that names nothing, or too much."""
    default = AMBIGUOUS_REFERENCE if failure.ambiguous else DANGLING_REFERENCE
    reason = failure.reason[0].upper() + failure.reason[1:] + ("" if failure.reason.endswith(("?", ".")) else ".")
    return Diagnostic(kind or default, where, reason)


def _report_fragment(address: str, lost: str, link: Link, where: Location, own: str) -> Diagnostic:
    shown = "the link is shown as text" if link.kind == "none" else "the link leads to the top of that page"
    if link.kind == "page" or (link.kind == "none" and own.startswith("pages/")):
        how = "The anchor of a heading is its words in the first language, as in #our-rules, or what stands behind it in {#…}."
    else:
        how = "An item's anchor is its number, as in #item-5."
    message = f'"{address}": there is no #{lost} there, so {shown}. {how}'
    return Diagnostic(DANGLING_LINK, where, message)


def report_link(address: str, path: str, files: Files, where: Location) -> Diagnostic:
    """Return the fault for a relative link in the file `path` that leads to nothing that is published."""
    below = _find_below(address.partition("#")[0], path)
    if below in files.hidden:
        message = f'"{address}" leads to a page that says publish: no, so the link is shown as text.'
    else:
        # What is suggested can be copied: it is written as this file would write it.
        folder = posixpath.dirname(path.removeprefix("content/"))
        wanted = address.partition("#")[0]
        ending = posixpath.splitext(wanted)[1].lower()
        # A page is no document: of another ending nothing was meant, unless the address has none.
        known = [
            file
            for file in (*files.documents, *files.meetings, *files.pages)
            if not ending or file.lower().endswith(ending)
        ]
        # Where the folder is right, the slip is in what follows: the rest of a large archive need not be looked at.
        place = (below or "").partition("/")[0] + "/"
        close = [file for file in known if file.startswith(place)] or known
        near = suggest(wanted, {quote(posixpath.relpath(file, folder)) for file in close}) if below else ""
        message = (
            f'"{address}" leads to no published file, so the link is shown as text'
            f"{near or '. Check the name, and that the file lies in the folder of its meeting.'}"
        )
    return Diagnostic(DANGLING_LINK, where, message)
