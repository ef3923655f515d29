"""Says how each fenced block of a file is shown: which values, under which names, in the order written.

In: a version's draft and the records made of it. Out: what the page shows for each block, the prose inside it, and the documents it lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from minutebook.diagnostics import Diagnostic
from minutebook.link.drafts import VersionDraft
from minutebook.link.inquiry import Inquiry
from minutebook.link.meetings import Linked
from minutebook.link.prose import report_link, resolve_link
from minutebook.model import Block, Fence, FenceField, Named, Record
from minutebook.records.raw import Fence as RawFence
from minutebook.schema import DocumentEntry
from minutebook.yamlnodes import Plain

_NOT_SHOWN = frozenset({"id", "matter"})
"""Keys that are addresses, not words."""
_RESOLVED = {
    "owner": "owners",
    "moved": "mover",
    "seconded": "seconder",
    "who": "who",
    "by": "by",
    "from": "source",
    "to": "to",
}
"""Where a record holds what a key names."""

Parts = list[tuple[str, tuple[Block, ...]]]


def show_fences(
    version: VersionDraft, first: VersionDraft, records: Iterable[Record], inquiry: Inquiry
) -> tuple[dict[int, Fence], Parts, list[Linked], list[Diagnostic]]:
    """Return the fenced blocks by key, all prose of the version by item, the documents that blocks list, and those that are not there.

    A block without words of its own stands for that of the `first` language: what it does not say is shown with that one's values.
    """
    theirs = {placed.anchor: placed.raw.fence for placed in first.records}
    by_anchor = {record.anchor: record for record in records}
    fences: dict[int, Fence] = {}
    inside: dict[str, list[Block]] = {
        item.anchor: [*((item.heading,) if item.heading is not None else ()), *item.blocks] for item in version.items
    }
    for placed in version.records:
        raw = placed.raw.fence
        record = by_anchor.get(placed.anchor)
        if raw is None or record is None:
            continue
        elsewhere = [lang for lang, _ in record.also]
        fields = tuple(_list_fields(raw, record, version.lang, elsewhere))
        other = theirs.get(placed.anchor) if version is not first and raw.wordless else None
        if other is not None:
            # The other file counts its blocks for itself, so that its keys may be taken here.
            fields = _fill_up(fields, _list_fields(_rekey(other, placed.raw.leaf), record, version.lang))
        fences[placed.raw.leaf] = Fence(raw.kind, placed.anchor, fields)
        inside[placed.item].extend(block for field in fields for block in field.shown)
    documents: list[Linked] = []
    faults: list[Diagnostic] = []
    anchors = {old.anchor: new.anchor for old, new in zip(version.raw.items, version.items, strict=True)}
    for listed in version.raw.documents:
        fields, found, lost = _list_documents(listed.entries, version, anchors[listed.item], inquiry)
        fences[listed.leaf] = Fence("documents", "", fields)
        documents.extend(found)
        faults.extend(lost)
    return fences, [(anchor, tuple(blocks)) for anchor, blocks in inside.items()], documents, faults


_FAR = 10**12
"""Keys from here on belong to no file: they are those of blocks taken over from another."""


def _rekey(fence: RawFence, leaf: int) -> RawFence:
    shift = _FAR * (leaf + 1)
    return replace(
        fence,
        blocks=tuple(
            (key, lang, tuple(_shift(block, shift) for block in blocks)) for key, lang, blocks in fence.blocks
        ),
    )


def _shift(block: Block, shift: int) -> Block:
    return replace(block, key=block.key + shift, children=tuple(_shift(child, shift) for child in block.children))


def _fill_up(own: tuple[FenceField, ...], others: Iterable[FenceField]) -> tuple[FenceField, ...]:
    """Return the fields of a block in the order of the other, with its own values where it has them."""
    given = {field.name: field for field in own}
    fields = [given.pop(field.name, field) for field in others]
    return (*fields, *given.values())


def _list_fields(raw: RawFence, record: Record, lang: str, elsewhere: Collection[str] = ()) -> Iterable[FenceField]:
    """Yield the values of a block as minutes in `lang` show them, with the words for pages in languages `elsewhere`."""
    for key in raw.keys:
        written = raw.model.written(key)
        if key in _NOT_SHOWN or not written:
            continue
        prose = {code: blocks for name, code, blocks in raw.blocks if name == key}
        if prose:
            code = lang if lang in prose else next(iter(prose))
            others = tuple((other, blocks) for other, blocks in prose.items() if other in elsewhere and other != code)
            yield FenceField(key, blocks=prose[code], lang="" if code == lang else code, others=others)
        else:
            yield FenceField(key, values=_find_values(key, written, record))


def _find_values(key: str, written: Plain, record: Record) -> tuple[Named, ...]:
    """Return the texts of a value as written, each with what it names where the record knows.

    A further language may give facts again that are not the record's: those are reported, and shown as they stand there.
    """
    found = getattr(record, _RESOLVED.get(key, ""), None)
    named = found if isinstance(found, tuple) else (found,)
    known = {entry.text: entry for entry in named if isinstance(entry, Named)}
    return tuple(known.get(text, Named(text)) for text in _list_texts(written))


def _list_texts(written: Plain) -> Iterable[str]:
    """Yield the texts of a value in order; of a mapping, `key: value`."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for entry in written:
            yield from _list_texts(entry)
    elif isinstance(written, dict):
        for key, entry in written.items():
            yield f"{key}: {', '.join(_list_texts(entry))}"


def _list_documents(
    entries: Iterable[DocumentEntry], version: VersionDraft, anchor: str, inquiry: Inquiry
) -> tuple[tuple[FenceField, ...], list[Linked], list[Diagnostic]]:
    fields = []
    documents: list[Linked] = []
    faults = []
    for entry in entries:
        # A bare name lies in the meeting's own folder.
        folder = version.raw.path.rpartition("/")[2].partition(".")[0]
        address = f"{folder}/{entry.file}" if entry.file and "/" not in entry.file else entry.file or entry.url or ""
        # The name of a file is in no language.
        title, lang = entry.title.best(version.lang) if entry.title else (address.rpartition("/")[2], version.lang)
        spoken = "" if lang == version.lang else lang
        link = resolve_link(address, version.raw.path, inquiry)
        if link.kind == "document":
            documents.append((link.target, entry.title, anchor))
            fields.append(FenceField("document", (Named(title, id=link.target),), lang=spoken))
        else:
            if link.kind == "none" and address:
                faults.append(report_link(address, version.raw.path, inquiry, entry.at("file")))
            named = Named(title, id=link.target if link.kind == "outside" else "")
            fields.append(FenceField("link", (named,), lang=spoken))
    return tuple(fields), documents, faults
