"""Resolves what one Markdown file points at: its references `[[…]]` and its links.

In: blocks, and what there is to point at. Out: targets and links by their text as written, and faults. Never opens what a link names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.link.files import find_below
from minutebook.link.inquiry import Inquiry
from minutebook.link.references import Failure
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
    inquiry: Inquiry,
    *,
    pointers: Mapping[str, tuple[int, int]],
    own: str,
) -> Resolved:
    """Resolve everything in `parts`, pairs of an item's anchor and its blocks, of the file `path` below the root.

    `pointers` gives the first place of each reference and link. `own` is the page under which its own anchors are known (see
    `Inquiry.has_anchor`).
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
                    target, fault = _resolve_reference(piece, where, inquiry)
                    references[piece.href] = target
                    faults.extend(fault)
                continue
            link = links.get(piece.href)
            if link is None:
                link = resolve_link(piece.href, path, inquiry, image=piece.kind == "image")
                link, lost = _check_fragment(link, own, inquiry)
                links[piece.href] = link
                if lost:
                    faults.append(_report_fragment(piece.href, lost, link, where, own))
                elif link.kind == "none":
                    faults.append(report_link(piece.href, path, inquiry, where))
            if link.kind in ("document", "image"):
                documents.append((link.target, words, anchor))
    return Resolved(references, links, tuple(documents), tuple(faults))


def resolve_link(address: str, path: str, inquiry: Inquiry, *, image: bool = False) -> Link:
    """Return where the address of a link in the file `path` leads."""
    if address.lower().startswith(_OUTSIDE):
        return Link("outside", address)
    place, _, fragment = address.partition("#")
    if not place:
        return Link("anchor", "", fragment) if fragment else Link("none", address)
    below = find_below(place, path)
    found = inquiry.find_file(below) if below is not None else None
    if found is None:
        return Link("none", address)
    kind, target = found
    if kind == "document":
        return Link("image" if image and target.lower().endswith(_SHOWN) else "document", target, fragment)
    return Link(kind, target, fragment)


def _check_fragment(link: Link, own: str, inquiry: Inquiry) -> tuple[Link, str]:
    """Return a link without the anchor that its page does not have, and that anchor; nothing where all is well."""
    page = {"anchor": own, "meeting": link.target, "page": f"pages/{link.target}"}.get(link.kind)
    if page is None or not link.fragment or inquiry.has_anchor(page, link.fragment):
        return link, ""
    if link.kind == "anchor":
        return Link("none", link.fragment), link.fragment
    return Link(link.kind, link.target), link.fragment


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


def _resolve_reference(piece: Inline, where: Location, inquiry: Inquiry) -> tuple[Target, list[Diagnostic]]:
    found = inquiry.resolve(piece.href)
    if isinstance(found, Failure):
        return Target("none", piece.href), [report_failure(found, where)]
    return found, list(_check_target(found, piece.href, where, inquiry, piece.text))


def report_hidden(text: str, where: Location, words: str | None = None) -> Diagnostic:
    """Return what to say of a reference to something unpublished; `words` are its own, empty for none, None in YAML."""
    if words is None:
        message = f'"{text}" is not published, so nothing is shown of it and no link.'
    elif words:
        message = f'"{text}" is not published, so readers see "{words}" without a link.'
    else:
        message = f'"{text}" is not published, so readers see "not published" and no link. Give it words of its own: [[{text}|…]]'
    return Diagnostic(HIDDEN_REFERENCE, where, message)


def _check_target(target: Target, text: str, where: Location, inquiry: Inquiry, words: str) -> Iterator[Diagnostic]:
    """Yield what must be said of a reference that does name something."""
    if target.kind == "hidden":
        yield report_hidden(text, where, words)
    elif target.kind == "record" and inquiry.is_moving(target.key):
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


def report_link(address: str, path: str, inquiry: Inquiry, where: Location) -> Diagnostic:
    """Return the fault for a relative link in the file `path` that leads to nothing that is published."""
    return Diagnostic(DANGLING_LINK, where, inquiry.explain_lost(address, path))
