"""The register and the uses of its terms as pages read them: each read is noted, and no page of another meeting gets more of one than its outline.

In: the register, the uses, a tracer. Out: the same types, tracked; heads, outlines, and records without their places. Makes a head or
an outline when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, replace
from functools import partial

from minutebook.glossing import Glossed
from minutebook.model import Meeting, Page, Prose, Record, Register, Target, Term
from minutebook.outlines import (
    digest_head,
    digest_meeting,
    make_head,
    make_outline,
    outline_digest,
    outline_record,
)
from minutebook.pages.deeds import AllDeeds, collect_deeds, track_deeds
from minutebook.pages.listings import Listings, make_listings, name_outline, track_listings
from minutebook.pages.presence import Presence, count_presence, track_presence
from minutebook.pages.term_finder import TermFinder
from minutebook.pages.term_index import TermIndex, index_terms, track_index
from minutebook.parity import Edition, Editions
from minutebook.tracing import ABSENT, Day, Part, Traced, Tracer, digest_value

_MOST = 4096
"""Outlines that are held."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """What pages read."""

    register: Register
    """Tracked. What is read of a meeting, of one of its records, or of the prose of its files counts as all of the meeting."""
    glossed: Glossed
    heads: Mapping[str, Meeting]
    """By key, as lists say it: `outlines.make_head`."""
    outlines: Mapping[str, Meeting]
    """By key, as other pages may name and link it: `outlines.make_outline`."""
    records: Mapping[str, Record]
    """By key, without their places in the file. They count as the outline of their meeting."""
    references: Mapping[str, Mapping[str, Target]]
    """What the references in a file lead to, by its path. They count as the outline of its meeting."""
    listings: Listings
    deeds: AllDeeds
    presence: Presence
    terms: TermIndex
    finder: TermFinder
    editions: Mapping[str, tuple[Edition, ...]]
    """Public meetings in each language of the site, by key."""
    tracer: Tracer


class Facets(Mapping[str, Meeting]):
    """Meetings with less in them: heads or outlines."""

    def __init__(
        self, tracer: Tracer, kind: str, inner: Mapping[str, Meeting], make: Callable[[Meeting], Meeting]
    ) -> None:
        self._tracer = tracer
        self._kind = kind
        self._inner = inner
        self._make = make
        self._made: dict[str, Meeting] = {}

    def __getitem__(self, key: str) -> Meeting:
        names = self._tracer.names
        if f"meeting:{key}" in names:  # all of it is read anyway
            return self._inner[key]
        names.add(f"{self._kind}:{key}")
        return self.make(key)

    def make(self, key: str) -> Meeting:
        """Return it without noting that it was read."""
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            made = self._made[key] = self._make(self._inner[key])
        return made

    def __contains__(self, key: object) -> bool:
        self._tracer.names.add(f"{self._kind}:{key}")
        return key in self._inner

    def __iter__(self) -> Iterator[str]:
        self._tracer.names.add("meeting#")
        return iter(self._inner)

    def __len__(self) -> int:
        self._tracer.names.add("meeting#")
        return len(self._inner)

    def values(self) -> ValuesView[Meeting]:
        """Return all of them."""
        self._tracer.names.add(self._kind + "*")
        return {key: self._make(meeting) for key, meeting in self._inner.items()}.values()


def track(
    register: Register, glossed: Glossed, tracer: Tracer | None = None, editions: Editions | None = None
) -> Tracked:
    """Return a register, and what is made of it once for all pages, that note what is read of them. `editions`, where they are made already."""
    tracer = tracer or Tracer()
    meetings, prose = register.meetings, register.prose
    owners = {version.path: f"meeting:{key}" for key, meeting in meetings.items() for version in meeting.versions}
    owners |= {path: f"page:{page.id}" for page in register.pages.values() for path in page.paths.values()}
    records: dict[str, list[Record]] = {}
    for record in register.records.values():
        records.setdefault(record.meeting, []).append(record)

    def digest_all(meeting: Meeting) -> bytes:
        return bytes.fromhex(digest_meeting(meeting, records.get(meeting.key, ()), prose))

    def digest_outline(meeting: Meeting) -> bytes:
        return bytes.fromhex(outline_digest(meeting, records.get(meeting.key, ()), prose))

    def digest_page(page: Page) -> bytes:
        return digest_value((page, [prose[path] for path in page.paths.values() if path in prose]))

    heads = Facets(tracer, "head", meetings, make_head)
    outlines = Facets(tracer, "outline", meetings, partial(make_outline, prose=prose))
    _add_source(tracer, "head", meetings, digest_head)
    _add_source(tracer, "outline", meetings, digest_outline)
    tracked = replace(
        register,
        bodies=Traced(tracer, "body", register.bodies),
        people=Traced(tracer, "person", register.people),
        offices=Traced(tracer, "office", register.offices),
        plans=Traced(tracer, "plan", register.plans),
        terms=Traced(tracer, "term", register.terms, digest=_digest_term),
        pages=Traced(tracer, "page", register.pages, digest=digest_page),
        meetings=Traced(tracer, "meeting", meetings, digest=digest_all),
        records=Part(tracer, register.records, name_meeting, "meeting*"),
        prose=Part(tracer, prose, partial(_name_owner, owners), "prose*"),
        history=Traced(tracer, "history", register.history),
        today=Day(register.today, tracer),
    )
    tracer.add_value("site", register.site)  # it is read everywhere, so every page notes it
    tracer.add_source("prose", lambda key: _digest_prose(prose, key))
    uses = Glossed(Traced(tracer, "uses", glossed.items), ())
    outer = Part(tracer, register.records, name_outline, "outline*", outline_record)
    references = Part(tracer, _References(prose), partial(_name_outer_owner, owners), "prose*")
    listings, (presence, attended) = make_listings(register), count_presence(register)
    return Tracked(
        tracked,
        uses,
        heads,
        outlines,
        outer,
        references,
        track_listings(listings, tracer),
        track_deeds(collect_deeds(register, attended, listings), tracer),
        track_presence(presence, tracer),
        track_index(index_terms(register, glossed), tracer),
        TermFinder(register, tracer),
        Traced(tracer, "editions", Editions(register) if editions is None else editions),
        tracer,
    )


def name_meeting(key: str) -> str:
    """Return the name under which all of a meeting is read, by the key of something in it."""
    return "meeting:" + key.partition("#")[0]


def _name_owner(owners: Mapping[str, str], path: str) -> str:
    return owners.get(path, f"prose:{path}")


def _name_outer_owner(owners: Mapping[str, str], path: str) -> str:
    return _name_owner(owners, path).replace("meeting:", "outline:", 1)


class _References(Mapping[str, Mapping[str, Target]]):
    def __init__(self, prose: Mapping[str, Prose]) -> None:
        self._prose = prose

    def __getitem__(self, path: str) -> Mapping[str, Target]:
        return self._prose[path].references

    def __iter__(self) -> Iterator[str]:
        return iter(self._prose)

    def __len__(self) -> int:
        return len(self._prose)


def _add_source(tracer: Tracer, kind: str, meetings: Mapping[str, Meeting], make: Callable[[Meeting], bytes]) -> None:
    Traced(tracer, kind, meetings, digest=make)


def _digest_term(term: Term) -> bytes:
    # Its line says in which order terms stand, which is asked of all of them.
    return digest_value(replace(term, line=0))


def _digest_prose(prose: Mapping[str, Prose], key: str) -> bytes:
    """Return the digest of a file's prose; of all of them, for what has no owner."""
    if key in ("*", "#"):
        return digest_value([(path, prose[path]) for path in prose])
    return digest_value(prose[key]) if key in prose else ABSENT
