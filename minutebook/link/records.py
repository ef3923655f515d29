"""Makes the records of one meeting: facts of the first language, words of each.

In: a meeting's draft, and what its details are read against. Out: records for the register, the fenced ones as they are shown, and faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location
from minutebook.link.differences import Given, report_differences, report_no_answer
from minutebook.link.drafts import MeetingDraft
from minutebook.link.matching import PlacedRecord
from minutebook.link.prose import HIDDEN_REFERENCE
from minutebook.link.twice import report_blocks
from minutebook.link.wordless import check_own_words, check_words
from minutebook.model import LocalText, Record, RecordText, Target
from minutebook.records.fenced import BLOCK_REFERENCE
from minutebook.records.raw import RawRecord
from minutebook.records.resolve import (
    DECLARED_ITEM,
    NOTHING_ANSWERED,
    MeetingFacts,
    Resolved,
    build_record,
    join_facts,
)
from minutebook.schema.faults import MISSING_KEY

_TOLD_AGAIN = frozenset((HIDDEN_REFERENCE.code, DECLARED_ITEM.code))
"""Warnings about a record of a further language that nothing said of the first language's can stand for."""

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
        texts = [_make_text_with_due(placed.raw, draft.first.lang, resolved)]
        if wordless := check_own_words(placed.raw, draft.first):
            faults.append(wordless)
        told = [(draft.first.lang, resolved)]
        written = [placed.raw]
        for version in draft.versions[1:]:
            twin = further[version.lang].get(placed.anchor)
            if twin is None or placed.anchor in version.unmatched:
                continue
            written.append(twin.raw)
            text = make_text(twin.raw, version.lang, (placed.raw, draft.first.lang))
            theirs, found = _resolve(twin.raw, facts[version.lang], resolve)
            theirs = theirs and _leave_out(theirs, twin.raw, facts[version.lang])
            # An id that names something else here is no link: the record leads where the first language says.
            same = theirs is not None and theirs.target == resolved.target
            texts.append(text if same else replace(text, referred=None))
            ours = Given(draft.first.raw.path, placed.raw, resolved)
            given = Given(version.raw.path, twin.raw, theirs or Resolved())
            if theirs is not None:
                told.append((version.lang, theirs))
                resolved, differing = join_facts(resolved, theirs)
                faults.extend(report_differences(ours, given, differing))
                if theirs.due and "due" not in differing:
                    texts[-1] = replace(texts[-1], due=theirs.due.text)
            elif not any(fault.code == HIDDEN_REFERENCE.code for fault in found):
                faults.append(report_no_answer(ours, given))
            faults.extend(_keep_own(found))
            faults.extend(report_blocks(draft.first, placed.raw, version, twin.raw))
            if wordless := check_words(twin, version, placed, draft.first):
                faults.append(wordless)
        record = _build(draft, placed, resolved, texts, told)
        records.append(replace(record, also=_list_other_words(written, texts)))
    known = {record.anchor for record in draft.first.records}
    for version in draft.versions[1:]:
        for placed in version.records:
            if placed.anchor in known:
                continue
            resolved, found = _resolve(placed.raw, facts[version.lang], resolve)
            if wordless := check_words(placed, version, None, draft.first):
                # Where it says what is missing, that is better than what the block says of itself.
                same = wordless.code == MISSING_KEY.code
                found = (wordless, *(fault for fault in found if not same or fault.code != MISSING_KEY.code))
            faults.extend(found)
            if resolved is not None:
                text = _make_text_with_due(placed.raw, version.lang, resolved)
                record = _build(draft, placed, resolved, [text], [(version.lang, resolved)])
                also = _list_other_words([placed.raw], [text])
                records.append(replace(record, also=also, listed=placed.anchor not in version.unmatched))
    return MeetingRecords(tuple(records), tuple(faults))


def make_text(raw: RawRecord, lang: str, first: tuple[RawRecord, str] | None = None) -> RecordText:
    """Return where a record stands in one language, and its words there. `first` is the same record in the first language, and that."""
    words, said = find_words(raw, lang, first)
    borrowed = first is not None and raw.fence is not None and raw.fence.wordless
    fence = first[0].fence if first is not None and borrowed else raw.fence
    return RecordText(
        lang,
        raw.leaf,
        raw.start,
        raw.end,
        words,
        raw.blocks,
        raw.line,
        raw.details.referred,
        said="" if said == lang else said,
        # A block that stands for a sentence in the other language can have none of that in its own.
        wordless=borrowed if fence is None else bool(fence.find_lacking(lang)),
    )


def find_words(raw: RawRecord, lang: str, first: tuple[RawRecord, str] | None = None) -> tuple[str, str]:
    """Return what a record says in `lang`, else in another language, and in which: a fenced one may say it in several.

    A block without words of its own says what the `first` language's does.
    """
    if raw.fence is not None and raw.fence.wordless and first is not None:
        raw, own = first
    else:
        own = lang
    texts = dict(raw.fence.texts) if raw.fence is not None else {}
    if not texts:
        return raw.text, own
    found = lang if lang in texts else next(iter(texts))
    return texts[found], found


def _list_other_words(written: Iterable[RawRecord], texts: Iterable[RecordText]) -> tuple[tuple[str, str], ...]:
    """Return what the blocks of a record say in languages in whose minutes it does not stand; of two that say it the first."""
    stands = {text.lang for text in texts}
    found: dict[str, str] = {}
    for raw in written:
        for lang, words in raw.fence.texts if raw.fence is not None else ():
            if lang not in stands:
                found.setdefault(lang, words)
    return tuple(found.items())


def _leave_out(facts: Resolved, raw: RawRecord, known: MeetingFacts) -> Resolved:
    """Return the facts of a further language's record without the owners of an action that names none there.

    Where nobody stands before `to` or `will` all of a sentence is read as owners, since minutes that stand alone must name somebody.
    """
    details = raw.details
    if details.bracket or details.assigned_only or not details.assigned or not facts.owners:
        return facts
    whole = details.assigned[-1].text.endswith(facts.owners[-1].text)
    strange = all(one.kind == "unknown" and not known.people.directory.near(one.text) for one in facts.owners)
    return replace(facts, owners=()) if whole and strange else facts


def _keep_own(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what is to be said of a record that the first language has too: what cannot be right, but not what it may leave out."""
    for fault in found:
        if fault.code in _TOLD_AGAIN or (fault.severity == "error" and fault.code != MISSING_KEY.code):
            yield fault


def _make_text_with_due(raw: RawRecord, lang: str, facts: Resolved) -> RecordText:
    """Return the words of the language whose facts hold, with when the record is due in them."""
    return replace(make_text(raw, lang), due=facts.due.text if facts.due else "")


def _build(
    draft: MeetingDraft,
    placed: PlacedRecord,
    resolved: Resolved,
    texts: Sequence[RecordText],
    told: Sequence[tuple[str, Resolved]],
) -> Record:
    """Return a record; `told` are the facts of each language's minutes, the first one's first."""
    return build_record(
        placed.raw,
        resolved,
        meeting=draft.key,
        anchor=placed.anchor,
        texts=tuple(texts),
        motion=_collect((lang, facts.motion) for lang, facts in told if facts.motion),
        reasons=_collect(_choose_reasons(told)),
    )


def _choose_reasons(told: Sequence[tuple[str, Resolved]]) -> Iterator[tuple[str, str]]:
    """Yield the reasons of a decision in each language of its minutes: a block may have them in several, or leave them to the first."""
    for lang, facts in told:
        if reasons := facts.reasons or told[0][1].reasons:
            words, found = reasons.best(lang)
            yield found, words
    # What a block says in a language in whose minutes it does not stand.
    for _, facts in told:
        yield from facts.reasons.by_lang if facts.reasons else ()


def _collect(texts: Iterable[tuple[str, str]]) -> LocalText | None:
    """Return texts by language, of two in one language the first; None for none."""
    found: dict[str, str] = {}
    for lang, words in texts:
        found.setdefault(lang, words)
    return LocalText(tuple(found.items())) if found else None


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
