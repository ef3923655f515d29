"""What a meeting is to all others: its anchors, its records, its files.

In: a meeting's draft. Out: all of it that a reference, a link or a check of another meeting can ask for, and nothing that any other decides.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from minutebook.i18n import RecordKind
from minutebook.link.drafts import MeetingDraft
from minutebook.load import has_facts


@dataclass(frozen=True, slots=True)
class Exports:
    """One meeting as the others know it."""

    key: str
    body: str
    date: datetime.date
    number: int
    files: tuple[tuple[str, str], ...]
    """Language and path of each of its files, first language first."""
    bare: bool
    """Whether its first file says nothing on top but what a translation may say there."""
    unpublished: bool
    """Whether it says `publish: no`."""
    anchors: tuple[str, ...]
    """Every anchor of its page, in any language, sorted."""
    records: tuple[tuple[str, RecordKind], ...]
    """Anchors and kinds of its records, in reading order."""
    named: tuple[str, ...]
    """Anchors of the records whose anchor a clerk gave."""
    moving: tuple[str, ...]
    """Anchors of the records that may come to name another: those only counted, in minutes that are a draft."""


def export(draft: MeetingDraft) -> Exports:
    """Return what a meeting is to the others."""
    front = draft.first.raw.front
    records: dict[str, RecordKind] = {}
    named: list[str] = []
    for version in draft.versions:
        for record in version.records:
            if record.anchor not in records and record.fixed:
                named.append(record.anchor)
            records[record.anchor] = record.raw.kind
    drafted = front is not None and front.minutes == "draft"
    return Exports(
        key=draft.key,
        body=draft.body,
        date=draft.date,
        number=draft.number,
        files=tuple((version.lang, version.raw.path) for version in draft.versions),
        bare=front is not None and not has_facts(front),
        unpublished=front is not None and front.publish is False,
        anchors=tuple(sorted(draft.anchors)),
        records=tuple(records.items()),
        named=tuple(named),
        moving=tuple(record.anchor for record in draft.first.records if not record.fixed) if drafted else (),
    )
