"""Puts the files of one meeting together: its versions, the same items and records in each, every anchor of its page.

In: the minutes as loaded. Out: drafts of meetings, on which references can be resolved, and faults. Resolves no name and no reference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from minutebook.diagnostics import Diagnostic
from minutebook.items import name_subheadings
from minutebook.link.headings import list_headings, pair_headings, report_anchors, report_lone
from minutebook.link.matching import Items, PlacedRecord, match_records, place_records
from minutebook.link.pairing import match_items
from minutebook.load import RawMinutes, write_key
from minutebook.model import AgendaItem


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """The minutes in one language, with the anchors of the page."""

    raw: RawMinutes
    lang: str
    items: tuple[AgendaItem, ...]
    records: tuple[PlacedRecord, ...]
    """In reading order; in a further language those that match have the first's anchors."""
    unmatched: frozenset[str]
    """Anchors of records that have no counterpart in an item that both languages have, or may both have: they count nowhere."""
    headings: Mapping[int, str]
    """Anchors of headings inside items, by key."""


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """One meeting, first language first."""

    key: str
    body: str
    date: date
    number: int
    versions: tuple[VersionDraft, ...]

    @property
    def first(self) -> VersionDraft:
        """The version whose facts hold."""
        return self.versions[0]

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor of the meeting's page, in any language."""
        found: set[str] = set()
        for version in self.versions:
            found.update(item.anchor for item in version.items)
            found.update(record.anchor for record in version.records)
            found.update(version.headings.values())
        return frozenset(found)


def draft_meetings(
    minutes: Sequence[RawMinutes], languages: Sequence[str]
) -> tuple[tuple[MeetingDraft, ...], list[Diagnostic]]:
    """Return a draft of each meeting, by date, body and number, and what does not fit."""
    groups: dict[tuple[date, str, int], list[RawMinutes]] = defaultdict(list)
    for raw in minutes:
        groups[raw.date, raw.body, raw.number].append(raw)
    faults: list[Diagnostic] = []
    drafts = []
    for _, group in sorted(groups.items()):
        draft, found = draft_meeting(group, languages)
        drafts.append(draft)
        faults.extend(found)
    return tuple(drafts), faults


def draft_meeting(minutes: Sequence[RawMinutes], languages: Sequence[str]) -> tuple[MeetingDraft, list[Diagnostic]]:
    """Return the draft of one meeting from its files, one a language; and what does not fit."""
    by_lang = {raw.lang: raw for raw in minutes}
    ordered = [by_lang[lang] for lang in languages if lang in by_lang]
    first, found = _draft_first(ordered[0])
    faults = list(found)
    versions = [first]
    for raw in ordered[1:]:
        version, unlike = _draft_further(raw, first)
        versions.append(version)
        faults.extend(unlike)
    one = ordered[0]
    return MeetingDraft(
        write_key(one.body, one.date, one.number), one.body, one.date, one.number, tuple(versions)
    ), faults


def _draft_first(raw: RawMinutes) -> tuple[VersionDraft, tuple[Diagnostic, ...]]:
    items = make_items(raw)
    own = {item.anchor for item in items}
    records, faults = place_records(raw.records, {}, raw.path, own, list_anchors(raw))
    taken = {record.anchor for record in records}
    headings = name_subheadings(((item.anchor, item.blocks) for item in items), taken)
    return VersionDraft(raw, raw.lang, items, records, frozenset(), headings), faults


def _draft_further(raw: RawMinutes, first: VersionDraft) -> tuple[VersionDraft, list[Diagnostic]]:
    own = make_items(raw)
    matched = match_items(first.items, own, raw.path, first.raw.path)
    items, faults = matched.items, list(matched.faults)
    moved = {item.anchor: page.anchor for item, page in zip(own, items, strict=True)}
    placed, found = place_records(raw.records, moved, raw.path, {item.anchor for item in items}, list_anchors(raw))
    faults.extend(found)
    both = Items({item.anchor: item for item in first.items}, {item.anchor: item for item in items}, first.lang)
    names, left, unpaired = match_records(first.records, placed, raw.lang, raw.path, first.raw.path, both)
    faults.extend(unpaired)
    records = tuple(replace(record, anchor=names[record.anchor]) for record in placed)
    # What stands under an item that only this language has, or has words for, is no translation: it counts.
    shared = {*(item.anchor for item in first.items if item.has_words), *matched.unsure}
    unmatched = frozenset(record.anchor for record in records if record.anchor in left and record.item in shared)
    headings, lost = _match_headings(items, first, {record.anchor for record in records}, raw.path)
    faults.extend(lost)
    return VersionDraft(raw, raw.lang, items, records, unmatched, headings), faults


def _match_headings(
    items: Sequence[AgendaItem], first: VersionDraft, taken: set[str], path: str
) -> tuple[dict[int, str], list[Diagnostic]]:
    """Give sub-headings the first language's anchors, where those of an item can be paired with those there."""
    twins = {item.anchor: item for item in first.items}
    named: dict[int, str] = {}
    rest = []
    faults: list[Diagnostic] = []
    for item in items:
        twin = twins.get(item.anchor)
        pairs = pair_headings(list_headings(twin.blocks if twin else ()), list_headings(item.blocks))
        if pairs is None:
            rest.append((item.anchor, item.blocks))
            if twin is not None:
                faults.extend(report_lone((twin, first.raw.path), (item, path)))
            continue
        named.update((block.key, first.headings[twin.key]) for twin, block in pairs)
        faults.extend(report_anchors(pairs, first.headings, path, first.raw.path))
    used = {*taken, *named.values(), *(item.anchor for item in items)}
    return {**named, **name_subheadings(rest, used - {anchor for anchor, _ in rest})}, faults


def list_anchors(raw: RawMinutes) -> tuple[tuple[str, int], ...]:
    """Return the anchors of a file that no record has, and that are not made up to fit: those of items, and those set at headings."""
    found = [(item.anchor, item.line) for item in raw.items]
    for item in raw.items:
        found.extend((block.anchor, block.line) for block in list_headings(item.blocks) if block.anchor)
    return tuple(found)


def make_items(raw: RawMinutes) -> tuple[AgendaItem, ...]:
    """Return a file's items as the register has them."""
    return tuple(
        AgendaItem(
            item.anchor,
            item.number,
            item.title,
            item.heading,
            item.blocks,
            item.line,
            item.exempt,
            item.late,
            item.for_information,
            item.withdrawn,
            column=raw.columns.get(item.line, 0),
        )
        for item in raw.items
    )
