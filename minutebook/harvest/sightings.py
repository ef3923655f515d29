"""Gathers what the minutes say of letters: definitions, capitals that nobody explains.

In: the register, and what was noted of it. Out: places, oldest minutes first. What may be a person is left out here, so that no later
step can propose it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minutebook.acronyms import Definition
from minutebook.glossing import Glossed, list_versions, open_fences
from minutebook.harvest.persons import KnownNames, may_be_person, names_thing
from minutebook.harvest.tracing import Spot
from minutebook.model import AgendaItem, Block, Meeting, Register, Version, iter_leaves


@dataclass(frozen=True, slots=True)
class Sighted:
    """One definition in the minutes."""

    definition: Definition
    lang: str
    item: str
    """Anchor of its agenda item."""
    spot: Spot


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the minutes say of letters."""

    definitions: tuple[Sighted, ...]
    """Without those that may be people, and without letters that are somebody's initials in their minutes."""
    unexplained: Mapping[str, tuple[Spot, ...]]
    """By the letters."""
    elsewhere: Mapping[str, tuple[str, ...]]
    """Ids of meanings that the glossary has for other bodies or days, by the letters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One agenda item in one language, with its leaves."""

    meeting: Meeting
    version: Version
    item: AgendaItem
    leaves: tuple[Block, ...]


def iter_readings(register: Register) -> Iterator[Reading]:
    """Yield every agenda item in every language, oldest meeting first, with the prose of its fenced records."""
    for meeting, version in list_versions(register):
        fences = register.prose[version.path].fences
        for item in version.items:
            heads = (item.heading,) if item.heading is not None else ()
            yield Reading(meeting, version, item, tuple(iter_leaves((*heads, *open_fences(item.blocks, fences)))))


def gather(register: Register, glossed: Glossed) -> Gathered:
    """Return the definitions that explain no person, and the unexplained letters, of the whole archive."""
    known = KnownNames.of(set(_list_names(register)))
    found: list[Sighted] = []
    unexplained: dict[str, list[Spot]] = defaultdict(list)
    elsewhere: dict[str, tuple[str, ...]] = {}
    for key, terms in glossed.meetings.items():
        meeting = register.meetings[key]
        for file in terms.files:
            for one in file.sightings:
                if one.letters not in glossed.plain:
                    unexplained[one.letters].append(Spot(meeting, one.place))
                    elsewhere.setdefault(one.letters, one.elsewhere)
            for defined in file.definitions:
                if not may_be_person(defined.definition, defined.lead, known):
                    spot = Spot(meeting, defined.place)
                    found.append(Sighted(defined.definition, file.lang, defined.item, spot))
    frozen = {letters: tuple(spots) for letters, spots in unexplained.items()}
    return Gathered(tuple(found), frozen, elsewhere)


def _list_names(register: Register) -> Iterator[str]:
    for person in register.people.values():
        yield person.name
        yield from person.also
    for meeting in register.meetings.values():
        for attendee in meeting.attendees:
            for who in filter(None, (attendee.who, attendee.substitute_for)):
                # Organisations attend as well, and their letters are to be found.
                if who.kind == "person" or not names_thing(who.text):
                    yield who.text
