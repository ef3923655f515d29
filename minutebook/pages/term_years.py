"""How often a term is used, and what its pages list: all meetings that use it; where these are too many for a page the latest, and each year apart.

In: the uses of each term, by language. Out: the same by page: of a term, of a year, of a month where a year is too long too. Which pages there are
is the same in every language. It knows no address, and renders nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST = 800
"""Meetings that a page lists: a line is 95 bytes in the made councils, 140 with long names of bodies, so that no page has more than about 120 KB."""
LATEST = 3
"""Meetings that an entry of the A to Z leads to. A term that more meetings use has a page with all of them."""
_LATEST_OF_BODY = 20
"""Meetings of each body on a page that has too many for all; fewer where so many bodies use the term that these would be too many."""


@dataclass(frozen=True, slots=True)
class MeetingUses:
    """The uses of a term in one meeting."""

    meeting: str
    """The meeting's key."""
    anchor: str
    """Of the first item with a use."""
    number: str
    """Of that item, without full stop; empty for none."""
    count: int


@dataclass(frozen=True, slots=True)
class TermUses:
    """How often minutes use a term: all of them, or those of a year or a month."""

    meetings: int
    times: int
    first: str
    """The key of the oldest meeting that uses it."""
    latest: tuple[MeetingUses, ...]
    """In the latest meetings, at most `LATEST`; the oldest of these first."""


@dataclass(frozen=True, slots=True)
class ListedUses:
    """The meetings that a page of a term lists."""

    meetings: tuple[MeetingUses, ...] = ()
    """The oldest first."""
    bodies: tuple[tuple[str, int], ...] = ()
    """How many each body has, where not all are listed; empty where they are. The body that used the term last comes first."""


@dataclass(frozen=True, slots=True)
class SplitUses:
    """The uses of all terms by page."""

    uses: dict[str, TermUses]
    """By language and part: `cy/ciw`, `cy/ciw/2025`."""
    listed: dict[str, ListedUses]
    """In the same way."""
    parts: dict[str, tuple[str, ...]]
    """What has pages of its own below a page that is too long, the latest first: the years of a term (`ciw`: `2026`, `2025` …), the months of a year
    (`ciw/2025`: `12`, `11` …). The same for all languages: a year is there if one of them has uses in it."""


def split_uses(found: Mapping[str, Mapping[str, Sequence[MeetingUses]]], languages: Sequence[str]) -> SplitUses:
    """Return the uses of terms, given by id and language and the oldest first, for each of their pages."""
    made = SplitUses({}, {}, {})
    waiting = list(found.items())
    while waiting:
        part, by_lang = waiting.pop()
        below = part.count("/")
        # A month is never split further: that would take 10,000 meetings a year.
        is_long = below < 2 and max(map(len, by_lang.values())) > MOST
        for lang, uses in by_lang.items():
            if uses:
                made.uses[f"{lang}/{part}"] = _sum_up(uses)
                made.listed[f"{lang}/{part}"] = _list_latest(uses) if is_long else ListedUses(tuple(uses))
        if not is_long:
            continue
        groups: dict[str, dict[str, Sequence[MeetingUses]]] = defaultdict(lambda: dict.fromkeys(languages, ()))
        for lang, uses in by_lang.items():
            for name, group in _group(uses, *((0, 4), (5, 7))[below]):
                groups[name][lang] = group
        made.parts[part] = tuple(sorted(groups, reverse=True))
        waiting += [(f"{part}/{name}", group) for name, group in groups.items()]
    return made


def find_body(meeting: str) -> str:
    """Return the id of the body whose meeting it is, by its key."""
    return meeting.partition("/")[0]


def _group(uses: Sequence[MeetingUses], start: int, end: int) -> Iterator[tuple[str, Sequence[MeetingUses]]]:
    """Yield uses by a part of their day, as it is written: years, or months of one year."""

    def find_part(one: MeetingUses) -> str:
        return one.meeting.partition("/")[2][start:end]

    # They are by day, and so many that not each is looked at.
    first = 0
    while first < len(uses):
        name = find_part(uses[first])
        last = bisect_right(uses, name, first, key=find_part)
        yield name, uses[first:last]
        first = last


def _sum_up(uses: Sequence[MeetingUses]) -> TermUses:
    return TermUses(len(uses), sum(one.count for one in uses), uses[0].meeting, tuple(uses[-LATEST:]))


def _list_latest(uses: Sequence[MeetingUses]) -> ListedUses:
    """Return the latest of each body."""
    counts = Counter([find_body(one.meeting) for one in reversed(uses)])
    most = max(1, min(_LATEST_OF_BODY, MOST // len(counts)))
    room = {body: min(most, count) for body, count in counts.items()}
    missing = sum(room.values())
    latest: list[MeetingUses] = []
    for one in reversed(uses):
        if not missing:
            break
        body = find_body(one.meeting)
        if room[body]:
            room[body] -= 1
            missing -= 1
            latest.append(one)
    return ListedUses(tuple(reversed(latest)), tuple(counts.items()))
