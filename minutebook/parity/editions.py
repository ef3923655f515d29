"""Compares the languages of each meeting: what one of them lacks, and which was left behind.

In: the register. Out: an `Edition` for each meeting that has minutes, in each language of the site. Every language is compared with all others, the
first like any further one. One pass over the archive; never guesses what git does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from minutebook.link import find_lone_heading
from minutebook.model import AgendaItem, Change, Meeting, Record, Register, Version, iter_blocks, open_one_by_one

State = Literal["complete", "partly", "missing", "older"]
_Groups = Mapping[str, Mapping[str, Mapping[str, list[Record]]]]
"""A meeting's records by the anchor of their item, their kind and language."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that stands in one language and not in another."""

    kind: str
    """`title`, `item`, `words` (all below an item's heading), `heading` (inside an item), or a kind of record: `decision`, `action` …"""
    lang: str
    """The language in which it stands."""
    anchor: str
    """Where it stands in that language's page; empty for the title."""
    item: str
    """Anchor of its item; empty for the title."""
    number: str
    """Of that item, without full stop; empty for none."""
    title: str
    """Of that item, or the title that is lacking; empty for the text before the first item."""
    count: int = 1
    """How many are lacking."""
    of: int = 1
    """How many there are in `lang`."""
    line: int = 0
    """Where it stands in the file of `lang`; 0 for the file as a whole."""
    place: int = 0
    """Where it belongs in the file that lacks it: the line of its item there, or of the item before it; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Age:
    """That a text was changed in another language on a later day, and has not been changed since then."""

    changed: date
    other: date
    """The day of the other, the latest of all."""
    lang: str
    """The other's language."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One meeting's minutes in one language of the site, whether they are there or not."""

    meeting: str
    """Key of the meeting: `cabinet/2023-04-18`."""
    body: str
    lang: str
    path: str
    """Their file, from the root; where there is none, the one to write."""
    sources: Mapping[str, str]
    """The files that have words, by language; its own among them."""
    there: bool
    """Whether the file is there; without words, or with headings alone, it counts as missing all the same."""
    gaps: tuple[Gap, ...] = ()
    """What they lack, in the order of the other language's text; nothing where they are missing altogether."""
    older: Age | None = None
    """Set too where they are complete but for that."""

    @property
    def state(self) -> State:
        """What is to be said of them first."""
        if self.lang not in self.sources:
            return "missing"
        if self.gaps:
            return "partly"
        return "older" if self.older else "complete"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a body's meetings are complete in one language."""

    body: str
    lang: str
    complete: int
    all: int
    """Meetings that have minutes in any language."""


@dataclass(frozen=True, slots=True)
class Parity:
    """The whole archive, compared."""

    languages: tuple[str, ...]
    names: Mapping[str, str]
    """Names of bodies by id, in the order of bodies.yml."""
    editions: tuple[Edition, ...]
    history: str
    """Why nothing is known to be older: `no-git` or `shallow`; empty where it is known."""


def compare_languages(register: Register, history: str) -> Parity | None:
    """Compare all meetings; None for a site of one language. `history` says why there are no dates of change."""
    if len(register.site.languages) == 1:
        return None
    names = {body.id: body.name.first for body in register.bodies.values()}
    return Parity(register.site.languages, names, list_editions(register), history)


def list_editions(register: Register, bodies: Collection[str] | None = None) -> tuple[Edition, ...]:
    """Return the meetings that have minutes, in each language of the site; of all bodies, or of these.

    In the order of the register, then of the languages.
    """
    chosen = [
        meeting
        for meeting in register.meetings.values()
        if (bodies is None or meeting.body in bodies) and has_minutes(meeting, register.today)
    ]
    return tuple(one for found in compare_meetings(register, chosen) for one in date_editions(found, register.history))


def compare_meetings(register: Register, meetings: Sequence[Meeting]) -> Iterator[tuple[Edition, ...]]:
    """Yield each of these meetings in each language of the site, as it follows from the meeting and the languages of the site alone: without ages."""
    groups = _group_records(register, {one.key: len(one.versions) for one in meetings if len(one.versions) > 1})
    for meeting in open_one_by_one(meetings):
        yield tuple(_list_of_meeting(register, meeting, groups.get(meeting.key, {})))


def date_editions(editions: Iterable[Edition], history: Mapping[str, Sequence[Change]]) -> Iterator[Edition]:
    """Yield editions of a meeting with their ages, as far as git knows when their files were changed."""
    for edition in editions:
        age = None
        if len(edition.sources) > 1 and edition.lang in edition.sources:
            days = {lang: {change.date for change in history.get(path, ())} for lang, path in edition.sources.items()}
            age = _find_age(edition.lang, days)
        yield replace(edition, older=age) if age else edition


def has_minutes(meeting: Meeting, today: date) -> bool:
    """Whether there are minutes in any language: words that are no agenda of a meeting to come, and no note that it was called off."""
    if meeting.status in ("cancelled", "postponed") or not any(version.has_items for version in meeting.versions):
        return False
    if meeting.minutes is not None:
        return meeting.minutes != "none"
    return meeting.status == "held" or (meeting.status is None and meeting.date < today)


def count_complete(editions: Iterable[Edition]) -> tuple[Tally, ...]:
    """Return how many meetings are complete, by body and language, in the order of the editions."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for edition in editions:
        found[edition.body, edition.lang].append(edition.state == "complete")
    return tuple(Tally(body, lang, sum(states), len(states)) for (body, lang), states in found.items())


def _group_records(register: Register, meetings: Mapping[str, int]) -> Mapping[str, _Groups]:
    """Return the records of the meetings in which some have no words in one of the languages, those too that no register lists.

    `meetings` holds the number of languages that each has.
    """
    uneven = {
        record.meeting
        for record in register.records.values()
        if (count := meetings.get(record.meeting))
        and (len(record.texts) != count or any(text.wordless for text in record.texts))
    }
    found: dict[str, dict[str, dict[str, dict[str, list[Record]]]]] = {key: {} for key in uneven}
    if not found:
        return found
    for record in register.records.values():
        if (groups := found.get(record.meeting)) is not None:
            by_lang = groups.setdefault(record.item, {}).setdefault(type(record).__name__.lower(), {})
            for lang in _list_spoken(record):
                by_lang.setdefault(lang, []).append(record)
    return found


def _list_spoken(record: Record) -> Iterator[str]:
    """Yield the languages in which a record has words: a block may have them in one in whose minutes it does not stand, or lack them."""
    yield from (text.lang for text in record.texts if not text.wordless)
    if record.listed:
        yield from (lang for lang, _ in record.also)


def _list_of_meeting(register: Register, meeting: Meeting, groups: _Groups) -> Iterator[Edition]:
    filled = [version for version in meeting.versions if version.has_items]
    # Headings alone are no minutes, unless there is nothing else in any language.
    worded = [version for version in filled if any(item.has_words for item in version.items)]
    written = {version.lang: version for version in worded or filled}
    sources = {lang: version.path for lang, version in written.items()}
    for place, lang in enumerate(register.site.languages):
        version = meeting.version(lang)
        path = version.path if version else f"content/{meeting.key}{f'.{lang}' if place else ''}.md"
        if lang not in written:
            yield Edition(meeting.key, meeting.body, lang, path, sources, version is not None)
        elif len(written) == 1:
            yield Edition(meeting.key, meeting.body, lang, path, sources, there=True)
        else:
            others = [other for other in written.values() if other.lang != lang]
            gaps = _list_gaps(register, meeting, written[lang], others, groups)
            yield Edition(meeting.key, meeting.body, lang, path, sources, there=True, gaps=tuple(gaps))


def _find_age(lang: str, days: Mapping[str, Collection[date]]) -> Age | None:
    """Return that `lang` was left behind, by the days on which each language was changed.

    A new translation is as new as its original, and a change of a text that was behind has brought it up with the others. So a translation
    that comes a day later, as they do, leaves nothing behind.
    """
    behind: set[str] = set()
    there: set[str] = set()
    for day in sorted(set().union(*days.values())):
        changed = {other for other, its_days in days.items() if day in its_days}
        says_more = changed & there - behind
        there |= changed
        behind -= changed
        if says_more:
            behind |= there - changed
    if lang not in behind:
        return None
    newest = max(there, key=lambda other: max(days[other]))
    return Age(max(days[lang]), max(days[newest]), newest)


def _list_gaps(
    register: Register, meeting: Meeting, version: Version, others: Iterable[Version], groups: _Groups
) -> Iterator[Gap]:
    """Yield what `version` lacks that one of the others has, each thing once."""
    lang = meeting.versions[0].lang  # what another file is called besides need not have its like in the first
    if meeting.title and meeting.title.get(version.lang) is None and (title := meeting.title.get(lang)):
        yield Gap("title", lang, "", "", "", title, place=1)
    own = {item.anchor: item for item in version.items}
    told: set[tuple[str, str]] = set()
    for other in others:
        compared = _has_other_headings(register, version, other)
        alike = all(item.anchor in own and _has_words(item, own[item.anchor]) for item in other.items)
        if alike and not (groups or compared):
            continue
        last = 0
        for item in other.items:
            if (here := own.get(item.anchor)) is None:
                found = [_make_gap("item", other, item, place=last)]
            else:
                last = here.line
                if not _has_words(item, here):
                    found = [_make_gap("words", other, item, place=here.line)]
                else:
                    found = list(_list_lost_records(version, other, item, here, groups.get(item.anchor, {})))
                    if compared:
                        found += _list_lost_headings(register, other, item, here)
            for gap in found:
                if (gap.item, gap.kind) not in told:
                    told.add((gap.item, gap.kind))
                    yield gap


def _has_words(item: AgendaItem, here: AgendaItem) -> bool:
    """Whether an item has words here, if it has some in the other language."""
    return here.has_words or not item.has_words


def _list_lost_records(
    version: Version,
    other: Version,
    item: AgendaItem,
    here: AgendaItem,
    groups: Mapping[str, Mapping[str, list[Record]]],
) -> Iterator[Gap]:
    """Yield a gap for each kind of record of which the item has more in the other language.

    They were paired where both had as many, so it is counted; which of several is lacking cannot be told.
    """
    for kind, by_lang in groups.items():
        theirs, mine = by_lang.get(other.lang, []), by_lang.get(version.lang, [])
        if len(theirs) <= len(mine):
            continue
        first = theirs[0]
        line = next((text.line for text in first.texts if text.lang == other.lang), 0)
        anchor, line = (item.anchor, item.line) if mine else (first.anchor, line or item.line)
        yield _make_gap(kind, other, item, anchor, len(theirs) - len(mine), len(theirs), line, here.line)


def _has_other_headings(register: Register, version: Version, other: Version) -> bool:
    """Whether the headings inside items are not the same: those that are paired have one anchor in both languages."""
    ours, theirs = (frozenset(register.prose[one.path].anchors.values()) for one in (version, other))
    return not theirs <= ours


def _list_lost_headings(register: Register, other: Version, item: AgendaItem, here: AgendaItem) -> Iterator[Gap]:
    theirs, mine = ([block for block in iter_blocks(one.blocks) if block.kind == "heading"] for one in (item, here))
    if len(theirs) > len(mine) and (lone := find_lone_heading(item.blocks, here.blocks)) is not None:
        anchor = item.anchor if mine else register.prose[other.path].anchors.get(lone.key, item.anchor)
        yield _make_gap("heading", other, item, anchor, len(theirs) - len(mine), len(theirs), lone.line, here.line)


def _make_gap(
    kind: str,
    other: Version,
    item: AgendaItem,
    anchor: str = "",
    count: int = 1,
    of: int = 1,
    line: int = 0,
    place: int = 0,
) -> Gap:
    number = item.number.rstrip(".) ")
    return Gap(
        kind, other.lang, anchor or item.anchor, item.anchor, number, item.title, count, of, line or item.line, place
    )
