"""What can be named and linked in the whole archive, put together from what each meeting is to the others.

In: what every meeting exports, the council, plain pages, plans, documents. Out: the index of references, and the files that links lead to.
Looks into no minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from minutebook.acronyms import Glossary
from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import RecordKind
from minutebook.link.council import Council
from minutebook.link.exports import Exports
from minutebook.link.files import Files
from minutebook.link.references import Index
from minutebook.load import Archive, RawPlainPage
from minutebook.names import Directory
from minutebook.schema import RawPlan
from minutebook.sources import PUBLISHED, UNPUBLISHED_TYPE, Source

LONE_DOCUMENT = rule(
    "document-without-meeting",
    "warning",
    "A document lies in the folder of a meeting that has no minutes file.",
    why="It is not published, since no page would lead to it.",
    bad="content/council/2023-04-18/report.pdf without content/council/2023-04-18.md",
    good="both of them",
)


@dataclass(frozen=True, slots=True)
class World:
    """All that minutes can ask of what is not theirs."""

    index: Index
    files: Files
    moving: frozenset[str]
    """Keys of records whose anchors are only counted, in draft minutes."""
    glossary: Glossary
    faulty: frozenset[str]
    """Letters whose entry in the glossary cannot be used."""
    directory: Directory


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the council's other texts is published."""

    plans: Mapping[str, tuple[str, RawPlan]]
    """Path and plan by id."""
    pages: Sequence[RawPlainPage]
    headings: Mapping[str, Mapping[int, str]]
    """The anchors of the pages' headings, by path and key."""


def make_world(
    exports: Sequence[Exports], hidden: Collection[str], council: Council, archive: Archive, shown: Shown
) -> tuple[World, list[Diagnostic]]:
    """Return what can be named and linked, and the documents that are not published. `hidden` are keys of meetings that are not."""
    published = [one for one in exports if one.key not in hidden]
    anchors = {one.key: frozenset(one.anchors) for one in published}
    files, faults = _make_files(archive, published, exports, shown, anchors)
    world = World(
        index=_make_index(exports, published, anchors, council, archive, shown),
        files=files,
        moving=frozenset(f"{one.key}#{anchor}" for one in published for anchor in one.moving),
        glossary=Glossary.of(council.terms.values(), council.ignored, languages=archive.languages),
        faulty=council.faulty,
        directory=council.directory,
    )
    return world, faults


def _make_index(
    exports: Sequence[Exports],
    published: Sequence[Exports],
    anchors: Mapping[str, frozenset[str]],
    council: Council,
    archive: Archive,
    shown: Shown,
) -> Index:
    named: dict[str, list[str]] = defaultdict(list)
    records: dict[str, RecordKind] = {}
    for one in published:
        for anchor in one.named:
            named[anchor].append(one.key)
        for anchor, kind in one.records:
            records[f"{one.key}#{anchor}"] = kind
    terms: dict[str, list[str]] = defaultdict(list)
    for term in council.terms.values():
        for name in {term.id, term.letters, *term.also}:
            terms[name].append(term.id)
    pages = {page.id for page in shown.pages}
    hidden = [one for one in exports if one.key not in anchors]
    return Index(
        meetings=anchors,
        records=records,
        named={anchor: tuple(keys) for anchor, keys in named.items()},
        hidden=frozenset(one.key for one in hidden)
        | {f"plans/{id}" for id in archive.plans if id not in shown.plans}
        | {f"pages/{id}" for id in {page.id for page in archive.pages} - pages},
        hidden_names=frozenset(anchor for one in hidden for anchor in one.named),
        people=frozenset(council.people),
        offices=frozenset(council.offices),
        bodies=frozenset(council.bodies),
        pages=frozenset(pages),
        plans={id: frozenset(action.id for action in archive.plans[id][1].actions) for id in shown.plans},
        terms={name: tuple(ids) for name, ids in terms.items()},
    )


def _make_files(
    archive: Archive,
    published: Sequence[Exports],
    exports: Sequence[Exports],
    shown: Shown,
    known_anchors: Mapping[str, frozenset[str]],
) -> tuple[Files, list[Diagnostic]]:
    """Return what links can lead to, and the documents that are not published."""
    known = {one.key for one in exports}
    endings = _list_endings(archive)
    documents = set()
    faults = []
    for source in archive.documents:
        if not _has_ending(source, endings):
            name = source.path.rpartition("/")[2]
            message = f"Files such as {name} are not published, so it is left out. Save it as a PDF."
            faults.append(Diagnostic(UNPUBLISHED_TYPE, Location(source.path), message))
        elif source.owner in known_anchors:
            documents.add(source.path.removeprefix("content/"))
        elif source.owner not in known:
            message = f"There is no content/{source.owner}.md, so this document is not published. Add the minutes, or take it away."
            faults.append(Diagnostic(LONE_DOCUMENT, Location(source.path), message))
    meetings = {path.removeprefix("content/"): one.key for one in published for _, path in one.files}
    all_minutes = {path.removeprefix("content/") for one in exports for _, path in one.files}
    all_pages = {page.path.removeprefix("content/") for page in archive.pages}
    own_pages = {page.path.removeprefix("content/"): page.id for page in shown.pages}
    anchors = dict(known_anchors)
    for page in shown.pages:
        key = f"pages/{page.id}"
        anchors[key] = anchors.get(key, frozenset()) | set(shown.headings[page.path].values())
    return Files(
        documents=frozenset(documents),
        meetings=meetings,
        pages=own_pages,
        anchors=anchors,
        hidden=frozenset((all_minutes - set(meetings)) | (all_pages - set(own_pages))),
    ), faults


def group_documents(archive: Archive) -> dict[str, list[tuple[str, int]]]:
    """Return the documents in each meeting's folder that are published with it, by the meeting's key: path below the content folder, and size."""
    endings = _list_endings(archive)
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source in archive.documents:
        if _has_ending(source, endings):
            groups[source.owner].append((source.path.removeprefix("content/"), source.size))
    return groups


def _list_endings(archive: Archive) -> frozenset[str]:
    """Return the endings of files that are published as documents."""
    return PUBLISHED | set(archive.site.documents if archive.site else ())


def _has_ending(source: Source, endings: frozenset[str]) -> bool:
    _, dot, ending = source.path.rpartition("/")[2].rpartition(".")
    return bool(dot) and ending.lower() in endings
