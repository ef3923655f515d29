"""Makes the records of one meeting: facts of the first language, words of each.

In: a meeting's draft, and what its details are read against. Out: records for the register, the fenced ones as they are shown, and faults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.link.drafts import MeetingDraft, VersionDraft
from minutebook.link.matching import PlacedRecord
from minutebook.link.prose import HIDDEN_REFERENCE
from minutebook.model import COLOURS, DateSpan, Due, Named, Record, RecordText, Target, Votes
from minutebook.records.fenced import BLOCK_REFERENCE
from minutebook.records.raw import RawRecord
from minutebook.records.resolve import NOTHING_ANSWERED, MeetingFacts, Resolved, build_record, join_facts

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
        resolved, found = _resolve(placed.raw, facts[draft.first.lang], resolve)
        faults.extend(found)
        if resolved is None:
            continue
        texts = [make_text(placed.raw, draft.first.lang)]
        for version in draft.versions[1:]:
            twin = further[version.lang].get(placed.anchor)
            if twin is None or placed.anchor in version.unmatched:
                continue
            text = make_text(twin.raw, version.lang, placed.raw)
            theirs, _ = resolve(twin.raw, facts[version.lang])
            # An id that names something else here is no link: the record leads where the first language says.
            same = theirs is not None and theirs.target == resolved.target
            texts.append(text if same else replace(text, referred=None))
            if theirs is not None:
                ours = resolved
                resolved, differing = join_facts(ours, theirs)
                pairs = {name: (getattr(ours, name), getattr(theirs, name)) for name in differing}
                faults.extend(_report_differences(pairs, twin, version, placed, draft.first))
        records.append(_build(draft, placed, resolved, texts))
    known = {record.anchor for record in draft.first.records}
    for version in draft.versions[1:]:
        for placed in version.records:
            if placed.anchor in known:
                continue
            resolved, found = _resolve(placed.raw, facts[version.lang], resolve)
            faults.extend(found)
            if resolved is not None:
                record = _build(draft, placed, resolved, [make_text(placed.raw, version.lang)])
                records.append(replace(record, listed=placed.anchor not in version.unmatched))
    return MeetingRecords(tuple(records), tuple(faults))


def make_text(raw: RawRecord, lang: str, first: RawRecord | None = None) -> RecordText:
    """Return where a record stands in one language, and its words there."""
    words = find_words(raw, lang, first)
    return RecordText(lang, raw.leaf, raw.start, raw.end, words, raw.blocks, raw.line, raw.details.referred)


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


def _resolve(raw: RawRecord, facts: MeetingFacts, resolve: Resolve) -> tuple[Resolved | None, tuple[Diagnostic, ...]]:
    """Resolve a record; where it answers something that is not published, say that instead of what nobody could find."""
    resolved, found = resolve(raw, facts)
    block = raw.fence.model if raw.fence is not None else None
    answered = (getattr(block, "to", None) if block is not None else raw.details.reference) or ""
    target = facts.find_target(answered) if answered and raw.kind in ("update", "response") else None
    if not isinstance(target, Target) or target.kind != "hidden":
        return resolved, found
    if block is not None:
        where = block.at("to")
        message = f'"{answered}" is not published, so it is shown as written, without a link.'
    else:
        where = Location(facts.path, raw.line, raw.column)
        message = f'"{answered}" is not published, so "{raw.word} ({answered})" is shown as prose, without a link.'
    others = (fault for fault in found if fault.code not in (BLOCK_REFERENCE.code, NOTHING_ANSWERED.code))
    return resolved, (*others, Diagnostic(HIDDEN_REFERENCE, where, message))


def _report_differences(
    facts: Mapping[str, tuple[object, object]],
    twin: PlacedRecord,
    version: VersionDraft,
    placed: PlacedRecord,
    first: VersionDraft,
) -> list[Diagnostic]:
    """Return a fault for each fact that differs; `facts` holds what the first and what this language gives, by name."""
    other = first.raw.path.rpartition("/")[2]
    return [
        Diagnostic(
            DIFFERENT_FACTS,
            Location(version.raw.path, twin.raw.line, twin.raw.column),
            f"This {twin.raw.kind} and line {placed.raw.line} of {other}, whose facts hold, do not agree on {_FACTS[name]}"
            f"{_compare(*given)}. Make both the same, or leave it out here.",
        )
        for name, given in facts.items()
        if name in _FACTS
    ]


def _compare(first: object, second: object) -> str:
    """Return both values where they can be said in words that differ."""
    ours, theirs = _say(second), _say(first)
    return f": {ours} here, {theirs} there" if ours and theirs and ours != theirs else ""


def _say(value: object) -> str:
    """Return a fact as it was written; nothing for one that was read out of several words."""
    if isinstance(value, Named | Due | DateSpan):
        return f'"{value.text}"'
    if isinstance(value, tuple):
        texts = [_say(one) if isinstance(one, Named) else f'"{one}"' for one in value]
        return " and ".join(text for text in texts if text)
    if isinstance(value, Votes):
        sides = (("for", value.agree), ("against", value.against), ("abstained", value.abstain))
        return ", ".join(f"{count} {side}" for side, count in sides if count is not None)
    return value if value in COLOURS and isinstance(value, str) else ""
