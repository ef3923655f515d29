"""What one meeting says to pages of others: its facts, headings, records and references, without the text round them.

In: a meeting, its records, how its files were understood. Out: the same types with less in them, and digests. A word changed in a
paragraph changes no outline, so that no page but the meeting's own has to be made again. The *head* is less still: what a list of
meetings says of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from hashlib import blake2b

from minutebook.codec import codec_for, digest
from minutebook.model import AgendaItem, Block, Meeting, Prose, Record, RecordText, Version, iter_blocks


@dataclass(frozen=True, slots=True)
class ItemHead(AgendaItem):
    """An item without what stands below its heading."""

    worded: bool = False
    """What `has_words` says of the whole item."""
    anchors: tuple[str, ...] = ()
    """Of the headings inside it."""

    def __post_init__(self) -> None:
        """Say of it what the whole item says."""
        object.__setattr__(self, "headed", self.heading is not None)
        object.__setattr__(self, "has_words", self.worded)
        object.__setattr__(self, "points", self.heading is not None and bool(self.heading.inlines))
        object.__setattr__(self, "parted", bool(self.anchors))


def list_heading_anchors(item: AgendaItem, anchors: Mapping[int, str]) -> Iterator[str]:
    """Yield the anchors of the headings inside an item; `anchors` are those of its file, by the key of the block."""
    if isinstance(item, ItemHead):
        yield from item.anchors
    elif anchors and item.parted:
        for block in iter_blocks(item.blocks):
            if block.kind == "heading" and (anchor := anchors.get(block.key)) is not None:
                yield anchor


def make_head(meeting: Meeting) -> Meeting:
    """Return what a list of meetings says of one. Its versions have items if the whole ones have some, but not these."""
    return replace(
        meeting,
        versions=tuple(Version(one.lang, one.path, "", _SOME if one.has_items else ()) for one in meeting.versions),
        attendees=(),
        public="",
        recording=None,
        terms=None,
        source=None,
        documents=(),
    )


def digest_head(meeting: Meeting) -> bytes:
    """Return the digest of a meeting's head. It is asked for the whole archive, so it is made without one."""
    told = (
        *(meeting.key, meeting.body, meeting.date.toordinal(), meeting.number, meeting.publish, meeting.status),
        *(meeting.minutes, meeting.together, meeting.matter, meeting.title, meeting.place, meeting.approved),
        *(meeting.time and meeting.time.isoformat(), meeting.ended and meeting.ended.isoformat()),
        [(one.lang, one.path, one.has_items) for one in meeting.versions],
    )
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def make_outline(meeting: Meeting, prose: Mapping[str, Prose]) -> Meeting:
    """Return a meeting without who was there, its documents, and the text of its items."""
    return replace(
        meeting,
        versions=tuple(
            replace(one, digest="", items=tuple(_make_item(item, prose[one.path].anchors) for item in one.items))
            for one in meeting.versions
        ),
        attendees=tuple(one for one in meeting.attendees if one.initials),
        public="",
        source=None,
        documents=(),
    )


def outline_record(record: Record) -> Record:
    """Return a record without where it stands in its file."""
    return replace(record, texts=tuple(map(_outline_text, record.texts)))


def outline_digest(meeting: Meeting, records: Iterable[Record], prose: Mapping[str, Prose]) -> str:
    """Return the digest of a meeting's outline, of its records and of what its references lead to."""
    bare = replace(
        meeting,
        versions=(),
        attendees=tuple(one for one in meeting.attendees if one.initials),
        public="",
        source=None,
        documents=(),
    )
    told = (
        [(one.lang, one.path, one.title, _tell_items(one, prose[one.path].anchors)) for one in meeting.versions],
        [_tell_record(record) for record in records],
        [list(prose[one.path].references.items()) for one in meeting.versions],
    )
    return digest(codec_for(Meeting).pack(bare), repr(told).encode("utf-8", "surrogatepass"))


def _tell_items(version: Version, anchors: Mapping[int, str]) -> list[tuple[object, ...]]:
    return [
        (
            *(item.anchor, item.number, item.title, item.exempt, item.matched, item.has_words, item.headed),
            _outline_heading(item),
            tuple(list_heading_anchors(item, anchors)),
        )
        for item in version.items
    ]


def _tell_record(record: Record) -> tuple[object, ...]:
    kind: type = type(record)
    texts = [(one.lang, one.text, one.said, one.wordless, one.due) for one in record.texts]
    return (kind.__name__, texts, [getattr(record, name) for name in _list_fields(kind)])


@cache
def _list_fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "texts")


def digest_meeting(meeting: Meeting, records: Iterable[Record], prose: Mapping[str, Prose]) -> str:
    """Return the digest of all of a meeting, where nobody has it already."""
    return digest(
        codec_for(Meeting).pack(meeting),
        *map(_pack_record, records),
        *(codec_for(Prose).pack(prose[one.path]) for one in meeting.versions),
    )


def _pack_record(record: Record) -> bytes:
    kind: type[Record] = type(record)
    return kind.__name__.encode() + codec_for(kind).pack(record)


def _make_item(item: AgendaItem, anchors: Mapping[int, str]) -> ItemHead:
    return ItemHead(
        anchor=item.anchor,
        number=item.number,
        title=item.title,
        heading=_outline_heading(item),
        blocks=(),
        line=0,
        exempt=item.exempt,
        matched=item.matched,
        worded=item.has_words,
        anchors=tuple(list_heading_anchors(item, anchors)),
    )


def _outline_heading(item: AgendaItem) -> Block | None:
    """Return an item's heading with its pieces where one of them is a reference, whose name is put into the title; else an empty one."""
    if item.points and item.heading is not None:
        return replace(item.heading, line=0, end=0, key=-1)
    return _HEADING if item.headed else None


def _outline_text(text: RecordText) -> RecordText:
    return replace(text, leaf=-1, start=0, end=0, blocks=(), line=0, referred=None)


_SOME = (AgendaItem("", "", "", None, (), 0),)
_HEADING = Block("heading", 0, 0)
