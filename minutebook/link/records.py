"""Makes the records of one meeting: facts of the first language, words of each.

In: a meeting's draft, and what its details are read against. Out: records for the register, the fenced ones as they are shown, and faults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.link.drafts import MeetingDraft, VersionDraft
from minutebook.link.matching import PlacedRecord
from minutebook.model import Record, RecordText
from minutebook.records.raw import RawRecord
from minutebook.records.resolve import MeetingFacts, Resolved, build_record, join_facts

DIFFERENT_FACTS = rule(
    "facts-differ",
    "warning",
    "A fact is given again in another language, and is not the same.",
    why="The first language's holds; readers of the other see something else in its text.",
    bad="ACTION (Jane Rees; by 5 May): … and CAM GWEITHREDU (Jane Rees; erbyn 6 Mai): …",
    good="the same date in both, or only in the first",
)

_FACTS = {
    "mover": "the proposer",
    "seconder": "the seconder",
    "votes": "the votes",
    "body": "the body it is for",
    "target": "what it answers",
    "verdict": "the answer",
    "owners": "the owners",
    "due": "the date it is due",
    "status": "the colour",
    "date": "the date",
    "who": "who it is",
    "interests": "the kind of interest",
    "about_item": "the item it is about",
    "dispensation": "the dispensation",
    "left": "whether they left the meeting",
}

Resolve = Callable[[RawRecord, MeetingFacts], tuple[Resolved | None, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True)
class MeetingRecords:
    """The records of one meeting."""

    records: tuple[Record, ...]
    faults: tuple[Diagnostic, ...]


def link_records(draft: MeetingDraft, facts: Mapping[str, MeetingFacts], resolve: Resolve) -> MeetingRecords:
    """Return the records of a meeting, in reading order. `facts` are by language."""
    faults: list[Diagnostic] = []
    further = {version.lang: {record.anchor: record for record in version.records} for version in draft.versions[1:]}
    records: list[Record] = []
    for placed in draft.first.records:
        resolved, found = resolve(placed.raw, facts[draft.first.lang])
        faults.extend(found)
        if resolved is None:
            continue
        texts = [make_text(placed.raw, draft.first.lang)]
        for version in draft.versions[1:]:
            twin = further[version.lang].get(placed.anchor)
            if twin is None or placed.anchor in version.unmatched:
                continue
            texts.append(make_text(twin.raw, version.lang, placed.raw))
            theirs, _ = resolve(twin.raw, facts[version.lang])
            if theirs is not None:
                resolved, differing = join_facts(resolved, theirs)
                faults.extend(_report_differences(differing, twin, version, draft.first))
        records.append(_build(draft, placed, resolved, texts))
    known = {record.anchor for record in draft.first.records}
    for version in draft.versions[1:]:
        for placed in version.records:
            if placed.anchor in known:
                continue
            resolved, found = resolve(placed.raw, facts[version.lang])
            faults.extend(found)
            if resolved is not None:
                record = _build(draft, placed, resolved, [make_text(placed.raw, version.lang)])
                records.append(replace(record, listed=placed.anchor not in version.unmatched))
    return MeetingRecords(tuple(records), tuple(faults))


def make_text(raw: RawRecord, lang: str, first: RawRecord | None = None) -> RecordText:
    """Return where a record stands in one language, and its words there."""
    return RecordText(lang, raw.leaf, raw.start, raw.end, find_words(raw, lang, first), raw.blocks, raw.line)


def find_words(raw: RawRecord, lang: str, first: RawRecord | None = None) -> str:
    """Return what a record says in `lang`: a fenced one may say it in several languages. `first` is the same
    record in the first language.
    """
    # A block with an id alone only says where the first language's stands.
    fenced = first if raw.fence is not None and raw.fence.reference_only and first is not None else raw
    if fenced.fence is not None and fenced.fence.texts:
        texts = dict(fenced.fence.texts)
        return texts.get(lang) or texts.get("") or next(iter(texts.values()))
    return raw.text


def _build(draft: MeetingDraft, placed: PlacedRecord, resolved: Resolved, texts: Sequence[RecordText]) -> Record:
    return build_record(placed.raw, resolved, meeting=draft.key, anchor=placed.anchor, texts=tuple(texts))


def _report_differences(
    names: Sequence[str], twin: PlacedRecord, version: VersionDraft, first: VersionDraft
) -> list[Diagnostic]:
    other = first.raw.path.rpartition("/")[2]
    return [
        Diagnostic(
            DIFFERENT_FACTS,
            Location(version.raw.path, twin.raw.line, twin.raw.column),
            f"This {twin.raw.kind} and {other}, whose facts hold, do not agree on {_FACTS[name]}. "
            "Make both the same, or leave it out here.",
        )
        for name in names
        if name in _FACTS
    ]
