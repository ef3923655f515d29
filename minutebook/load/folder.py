"""Reads the whole folder: the council's own files first, since they say in which languages the others are.

In: the root and its sources. Out: the archive, whole or without its minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import LANGUAGES, catalogue
from minutebook.load.archive import Archive, RawMinutes
from minutebook.load.minutes import LoadedMeeting, MeetingFiles, load_meeting
from minutebook.load.prose import list_meetings, load_pages
from minutebook.load.reading import Reading
from minutebook.schema import RawBody, RawGlossary, RawOffice, RawPerson, RawPlan, RawSite, read, read_glossary
from minutebook.sources import Source
from minutebook.yamlnodes import Node

NO_SITE = rule(
    "site-missing",
    "error",
    "There is no content/site.yml.",
    why="It says whose minutes these are, and in which languages.",
    bad="a folder without content/site.yml",
    good="content/site.yml with the line: name: Your council",
)
NO_BODIES = rule(
    "bodies-missing",
    "error",
    "There is no content/bodies.yml, or no body in it.",
    why="Minutes belong to a council or committee, and this file says which there are.",
    bad="a folder without content/bodies.yml",
    good="content/bodies.yml with the line: council: {name: Council}",
)
UNKNOWN_LANGUAGE = rule(
    "site-language",
    "error",
    "site.yml names a language for which there are no words of the interface.",
    why="Its pages could not be made.",
    bad="languages: [en, de]",
    good="languages: [en, cy]",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is read before any minutes."""

    archive: Archive
    """All but the minutes."""
    meetings: tuple[MeetingFiles, ...]
    """The files of each meeting, unread, by date, body and number."""


def load(root: Path, sources: Sequence[Source]) -> Archive:
    """Read every source. Faults never stop the reading of other files."""
    ground = load_council(root, sources)
    loaded = (load_meeting(root, meeting, ground.archive.languages) for meeting in ground.meetings)
    return add_minutes(ground.archive, loaded)


def add_minutes(archive: Archive, loaded: Iterable[LoadedMeeting]) -> Archive:
    """Return an archive with minutes, and what was found in them."""
    minutes: list[RawMinutes] = []
    faults: list[Diagnostic] = []
    broken: set[str] = set()
    for one in loaded:
        minutes.extend(one.minutes)
        faults.extend(one.faults)
        broken |= one.broken
    return replace(
        archive,
        minutes=(*archive.minutes, *minutes),
        broken=archive.broken | broken,
        faults=(*archive.faults, *faults),
    )


def load_council(root: Path, sources: Sequence[Source]) -> Ground:
    """Read all but the minutes."""
    reading = Reading(root, sources)
    site, languages = _load_site(reading)
    bodies = reading.read_many(RawBody, "bodies", languages)
    if not bodies and "content/bodies.yml" not in reading.broken:
        message = "No body is named here. Write at least one, as in: council: {name: Council}"
        reading.faults.append(Diagnostic(NO_BODIES, Location("content/bodies.yml"), message))
    people = reading.read_many(RawPerson, "people", languages)
    offices = reading.read_many(RawOffice, "offices", languages)
    glossary = RawGlossary()
    for source in reading.of_kind("glossary"):
        glossary, faults = read_glossary(reading.read_node(source.path), source.path, languages=languages)
        reading.note(source.path, faults)
    plans = {
        source.owner: (source.path, plan)
        for source in reading.of_kind("plan")
        if (plan := reading.read_one(RawPlan, source.path, languages)) is not None
    }
    pages = load_pages(reading, languages)
    meetings = list_meetings(reading, languages)
    archive = Archive(
        site=site,
        languages=languages,
        timezone=(site.timezone if site else None) or "Europe/London",
        bodies=bodies,
        people=people,
        offices=offices,
        glossary=glossary,
        plans=plans,
        pages=tuple(pages),
        minutes=(),
        documents=tuple(reading.of_kind("document")),
        broken=frozenset(reading.broken),
        faults=tuple(reading.faults),
    )
    return Ground(archive, meetings)


def _load_site(reading: Reading) -> tuple[RawSite | None, tuple[str, ...]]:
    path = "content/site.yml"
    if not reading.of_kind("site"):
        message = "This file is missing. Write it with at least the line: name: Your council"
        reading.faults.append(Diagnostic(NO_SITE, Location(path), message))
        return None, ("en",)
    node = reading.read_node(path)
    # The languages decide how every other text is read, the site's own name among them.
    given = node.value.get("languages") if node is not None and isinstance(node.value, Mapping) else None
    first, _ = read(RawSite, Node({"languages": given}, 1, 1), path) if given is not None else (None, [])
    languages = tuple(code for code in first.languages if code in LANGUAGES) if first else ("en",)
    languages = languages or ("en",)
    for code in languages:
        # Read now, so that what is wrong in the file of a language is told before anything is done.
        catalogue(code)
    site, faults = read(RawSite, node, path, languages=languages)
    reading.note(path, faults)
    if site is not None:
        for code in site.languages:
            if code not in LANGUAGES:
                message = (
                    f'There are no words of the interface in "{code}"; there are {" and ".join(sorted(LANGUAGES))}.'
                )
                reading.note(path, [Diagnostic(UNKNOWN_LANGUAGE, site.at("languages"), message)])
    return site, languages
