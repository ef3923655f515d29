"""Makes the council of the register: site, bodies, people, offices, glossary, from what their files say.

In: the archive. Out: values whose ids all exist, and faults at the id that does not. Knows no minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import catalogue
from minutebook.items import find_slug
from minutebook.link.references import suggest
from minutebook.load import Archive
from minutebook.model import (
    COLOURS,
    Body,
    Colour,
    DateSpan,
    Key,
    LocalText,
    Membership,
    Named,
    Office,
    Person,
    Site,
    Tenure,
    Term,
)
from minutebook.names import Directory, is_id
from minutebook.schema import RawKey, RawTerm
from minutebook.schema.base import RawModel
from minutebook.urls import FIRST_PARTS

UNKNOWN_ID = rule(
    "unknown-id",
    "error",
    "An id names nothing that there is.",
    why="What it should join together would stay apart.",
    bad="memberships: [{body: cabnet}]",
    good="memberships: [{body: cabinet}]",
)
RESERVED_ID = rule(
    "reserved-id",
    "error",
    "A body or a page has an id that the site needs for itself, or that another one has.",
    why="Two pages would have one address.",
    bad="decisions: {name: Decisions Committee}",
    good="decisions-committee: {name: Decisions Committee}",
)
TERM_TWICE = rule(
    "term-id-twice",
    "error",
    "Two meanings in the glossary have the same id.",
    why="They would have one address, and nobody could say which is meant.",
    bad="DSG: [{id: dsg, en: …}, {id: dsg, en: …}]",
    good="DSG: [{id: dsg-schools, en: …}, {id: dsg-design, en: …}]",
)
BACKWARD_DATES = rule(
    "from-after-to",
    "error",
    "A time ends before it begins.",
    why="Nobody would ever be shown as holding that place, and no day has that meaning.",
    bad="{body: cabinet, from: 2024-05, to: 2023-05}",
    good="{body: cabinet, from: 2023-05, to: 2024-05}",
)


@dataclass(frozen=True, slots=True)
class Council:
    """The council without its minutes."""

    site: Site
    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]
    terms: Mapping[str, Term]
    ignored: frozenset[str]
    """Letters that nobody need explain: no acronyms, or faulty."""
    faulty: frozenset[str]
    """Letters whose entry in the glossary cannot be used."""
    directory: Directory


def link_council(archive: Archive) -> tuple[Council, list[Diagnostic]]:
    """Return the council, and what in it does not fit together."""
    languages = archive.languages
    faults = list(_check_ids(archive))
    site = _make_site(archive)
    offices = {id: Office(id, raw.title or _name_by_id(id, languages), raw.also) for id, raw in archive.offices.items()}
    people: dict[str, Person] = {}
    for id, raw in archive.people.items():
        tenures = tuple(Tenure(entry.office, entry.start, entry.end) for entry in raw.offices)
        memberships = tuple(Membership(entry.body, entry.role, entry.start, entry.end) for entry in raw.memberships)
        name = raw.name or _name_by_id(id, languages).first
        people[id] = Person(id, name, raw.also, tenures, memberships, raw.about, raw.contact)
    bodies = {
        id: Body(
            id=id,
            name=body.name or _name_by_id(id, languages),
            kind=body.kind or "other",
            about=body.about,
            parent=body.parent,
            key=make_key(body.key, languages),
            start=body.start,
            end=body.end,
            parity=body.parity == "required",
            agenda=body.agenda,
        )
        for id, body in archive.bodies.items()
    }
    directory = Directory(people.values(), offices.values(), bodies.values())
    for id, body in bodies.items():
        if clerk := archive.bodies[id].clerk:
            bodies[id] = replace(body, clerk=directory.find(clerk, body=id))
            faults.extend(check_name_id(bodies[id].clerk, directory, archive.bodies[id].at("clerk")))
    terms, found = _make_terms(archive)
    faults.extend(found)
    # What has a faulty entry is not unknown: its fault is reported there, once.
    faulty = frozenset(archive.glossary.faulty) | {letters for letters, _ in archive.glossary.terms} - {
        term.letters for term in terms.values()
    }
    ignored = faulty | set(archive.glossary.ignored)
    return Council(site, bodies, people, offices, terms, ignored, faulty, directory), faults


def make_key(raw: RawKey | None, languages: Sequence[str]) -> Key | None:
    """Return a key with a meaning for every colour: the usual one where none was given. None where there is no key."""
    if raw is None:
        return None
    given = dict(raw.words)
    return Key(tuple((colour, given.get(colour) or _usual_meaning(colour, languages)) for colour in COLOURS))


def make_usual_key(languages: Sequence[str]) -> Key:
    """Return the key that holds where nobody gave one."""
    return Key(tuple((colour, _usual_meaning(colour, languages)) for colour in COLOURS))


def _usual_meaning(colour: Colour, languages: Sequence[str]) -> LocalText:
    return LocalText(tuple((code, catalogue(code).text(f"brag.key_{colour}")) for code in languages))


def _make_site(archive: Archive) -> Site:
    raw = archive.site
    if raw is None:
        return Site(LocalText((("en", ""),)), archive.languages)
    return Site(
        name=raw.name or LocalText(tuple((code, catalogue(code).text("site.unnamed")) for code in archive.languages)),
        languages=archive.languages,
        url=raw.url,
        contact=raw.contact,
        timezone=archive.timezone,
        about=raw.about,
        key=make_key(raw.key, archive.languages),
        made_up=bool(raw.made_up),
        missing=raw.missing or "show",
        documents=raw.documents,
    )


def _name_by_id(id: str, languages: Sequence[str]) -> LocalText:
    return LocalText(((languages[0], id.replace("-", " ").capitalize()),))


def _make_terms(archive: Archive) -> tuple[dict[str, Term], list[Diagnostic]]:
    faults: list[Diagnostic] = []
    terms: dict[str, Term] = {}
    counts: dict[str, int] = defaultdict(int)
    for letters, raw in archive.glossary.terms:
        counts[letters] += 1
        id = raw.id or _find_term_id(letters, counts[letters], terms)
        for body in raw.bodies:
            if body not in archive.bodies:
                faults.append(report_unknown(body, "body", archive.bodies, raw.at("bodies")))
        if id in terms:
            message = f'"{id}" is the id of two meanings (the other is under {terms[id].letters}). Give each its own.'
            faults.append(Diagnostic(TERM_TWICE, raw.at("id") if raw.id else raw.at(), message))
            continue
        faults.extend(_check_dates(raw.since, raw.until, raw.at("until"), ("since", "until")))
        if raw.meaning is not None:
            terms[id] = _make_term(id, letters, raw)
    return terms, faults


def _find_term_id(letters: str, count: int, taken: Collection[str]) -> str:
    slug = find_slug(letters) or "term"
    while (name := slug if count == 1 else f"{slug}-{count}") in taken:
        count += 1
    return name


def _make_term(id: str, letters: str, raw: RawTerm) -> Term:
    if raw.meaning is None:
        raise ValueError(f"{id} has no meaning")
    return Term(
        id=id,
        letters=letters,
        meaning=raw.meaning,
        local_letters=raw.local_letters.by_lang if raw.local_letters else (),
        kind=raw.kind or "acronym",
        expand=raw.expand or "first",
        also=raw.also,
        bodies=raw.bodies,
        since=raw.since,
        until=raw.until,
        about=raw.about,
        url=raw.url,
        line=raw.find_place()[0],
    )


def report_unknown(id: str, what: str, known: Mapping[str, object], where: Location) -> Diagnostic:
    """Return the fault for an id that names nothing."""
    return Diagnostic(UNKNOWN_ID, where, f'There is no {what} "{id}"{suggest(id, known) or "."}')


def check_name_id(named: Named | None, directory: Directory, where: Location) -> Iterator[Diagnostic]:
    """Yield the fault of a name in YAML that has the shape of an id, and is nobody's."""
    if named is not None and named.kind == "unknown" and is_id(named.text):
        near = directory.near(named.text)
        spoken = named.text.replace("-", " ").title()
        hint = f" Did you mean {near}?" if near else f" Add it to people.yml, or write the name as it is said: {spoken}"
        yield Diagnostic(UNKNOWN_ID, where, f'Nobody has the id "{named.text}".{hint}')


def _check_ids(archive: Archive) -> Iterator[Diagnostic]:
    pages = {page.id: page.path for page in archive.pages}
    for id, body in archive.bodies.items():
        if id in FIRST_PARTS or id in archive.languages:
            message = (
                f'A body cannot be called "{id}", since the site has pages of its own there. Write: {id}-committee'
            )
            yield Diagnostic(RESERVED_ID, _at_key(body), message)
        elif id in pages:
            message = (
                f'A body and the page {pages[id]} are both called "{id}", so they would have one address. Rename one.'
            )
            yield Diagnostic(RESERVED_ID, _at_key(body), message)
        if body.parent is not None and body.parent not in archive.bodies:
            yield report_unknown(body.parent, "body", archive.bodies, body.at("parent"))
        yield from _check_dates(body.start, body.end, body.at("to"))
    for page in archive.pages:
        if page.id in FIRST_PARTS or page.id in archive.languages:
            message = (
                f'A page cannot be called "{page.id}", since the site has pages of its own there. Rename the file.'
            )
            yield Diagnostic(RESERVED_ID, Location(page.path), message)
    for person in archive.people.values():
        for place, tenure in enumerate(person.offices):
            if tenure.office not in archive.offices:
                yield report_unknown(tenure.office, "office", archive.offices, person.at("offices", place, "office"))
            yield from _check_dates(tenure.start, tenure.end, person.at("offices", place, "to"))
        for place, membership in enumerate(person.memberships):
            if membership.body not in archive.bodies:
                yield report_unknown(membership.body, "body", archive.bodies, person.at("memberships", place, "body"))
            yield from _check_dates(membership.start, membership.end, person.at("memberships", place, "to"))


def _at_key(raw: RawModel) -> Location:
    """Return the place of the key under which an entry stands."""
    node = raw._node
    return Location(raw._path, node.key_line, node.key_column) if node is not None else Location(raw._path)


def _check_dates(
    start: DateSpan | None, end: DateSpan | None, where: Location, keys: tuple[str, str] = ("from", "to")
) -> Iterator[Diagnostic]:
    if start and end and end.last < start.first:
        message = f"{keys[1]}: {end.text} is before {keys[0]}: {start.text}. Check both."
        yield Diagnostic(BACKWARD_DATES, where, message)
