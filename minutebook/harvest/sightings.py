"""Goes through the minutes once and gathers what they say of letters: definitions, capitals that nobody explains.

In: the register, and the uses that were found in it. Out: places, oldest minutes first. What may be a person is left out here, so that no later
step can propose it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minutebook.acronyms import Definition, find_definitions
from minutebook.glossing import Glossed, list_versions, open_fences
from minutebook.harvest.persons import KnownNames, is_person, names_thing
from minutebook.harvest.tracing import Spot
from minutebook.i18n import mutates
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
    known = KnownNames.of(_list_names(register))
    found: list[Sighted] = []
    unexplained: dict[str, list[Spot]] = defaultdict(list)
    elsewhere: dict[str, tuple[str, ...]] = {}
    for reading in iter_readings(register):
        path, anchor = reading.version.path, reading.item.anchor
        if missing := glossed.items[path][anchor].unexplained:
            leaves = {leaf.key: leaf for leaf in reading.leaves}
            for one in missing:
                unexplained[one.letters].append(Spot(reading.meeting, path, leaves[one.leaf], one.start, one.end))
                elsewhere.setdefault(one.letters, one.elsewhere)
        initials = {attendee.initials for attendee in reading.meeting.attendees if attendee.initials}
        for leaf in reading.leaves:
            for definition in find_definitions(leaf, welsh=mutates(reading.version.lang)):
                if definition.letters not in initials and not is_person(definition, leaf.text, known):
                    spot = Spot(reading.meeting, path, leaf, definition.start, definition.end)
                    found.append(Sighted(definition, reading.version.lang, anchor, spot))
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
