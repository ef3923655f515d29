"""Finds the acronyms and terms in every agenda item of the archive, once, for checks and pages alike.

In: the register and the lines of its files. Out: uses by file and item, and faults: letters with two meanings, letters that nobody explains.
Inserts nothing and counts no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from minutebook.acronyms import (
    Glossary,
    ItemUses,
    OtherMeaning,
    Sighting,
    TermUse,
    find_place,
    find_uses,
    report_ambiguous,
    report_others,
    report_unexplained,
)
from minutebook.diagnostics import Diagnostic, Location
from minutebook.model import AgendaItem, Block, Fence, Meeting, Register, Target, Version, iter_leaves

_SHORTEST_WORD = 4

ReadLines = Callable[[str], Sequence[str]]
"""Gives the lines of a file, without their ends, by its path from the root."""


@dataclass(frozen=True, slots=True)
class Glossed:
    """What was found in the whole archive."""

    items: Mapping[str, Mapping[str, ItemUses]]
    """By the version's file, then by the item's anchor."""
    diagnostics: tuple[Diagnostic, ...]

    def uses(self, path: str, anchor: str) -> tuple[TermUse, ...]:
        """Return the uses in one item, in reading order; none for an item that has none."""
        return self.items[path][anchor].uses


def gloss(register: Register, read_lines: ReadLines) -> Glossed:
    """Search every item of every version."""
    glossary = Glossary.of(register.terms.values(), register.ignored, languages=register.site.languages)
    items: dict[str, dict[str, ItemUses]] = {}
    open_letters: list[tuple[str, Sequence[str], Location]] = []
    others: list[tuple[OtherMeaning, Location]] = []
    sightings: list[Sighting] = []
    known: set[str] = set()
    lines_of = lru_cache(maxsize=1)(read_lines)
    for meeting, version in list_versions(register):
        lexicon = glossary.lexicon(
            version.lang, body=meeting.body, on=meeting.date, together=meeting.together, overrides=meeting.terms
        )
        skip = frozenset(attendee.initials for attendee in meeting.attendees if attendee.initials)
        found = items.setdefault(version.path, {})
        prose = register.prose[version.path]
        for item in version.items:
            blocks = open_fences(item.blocks, prose.fences)
            uses = find_uses(item.heading, blocks, lexicon, skip=skip)
            uses = add_references(uses, (*_list_heads(item), *blocks), prose.references)
            found[item.anchor] = uses
            if not uses.ambiguous and not uses.unexplained and not uses.others:
                continue
            leaves = _index_leaves(item, blocks)
            for ambiguous in uses.ambiguous:
                place = find_place(
                    leaves[ambiguous.leaf], ambiguous.start, ambiguous.end, version.path, lines_of(version.path)
                )
                open_letters.append((ambiguous.letters, ambiguous.terms, place))
            for other in uses.others:
                place = find_place(leaves[other.leaf], other.start, other.end, version.path, lines_of(version.path))
                others.append((other, place))
            for unknown in uses.unexplained:
                # Only the first place of each is shown, so only that is worth finding to the column.
                lines = lines_of(version.path) if unknown.letters not in known else ()
                known.add(unknown.letters)
                place = find_place(leaves[unknown.leaf], unknown.start, unknown.end, version.path, lines)
                sightings.append(Sighting(unknown.letters, place, unknown.elsewhere))
    plain = find_plain_words(register, {one.letters for one in sightings}) - {
        one.letters for one in sightings if one.elsewhere
    }
    unexplained = [one for one in sightings if one.letters not in plain]
    for anchors in items.values():
        anchors.update({anchor: _leave_out(uses, plain) for anchor, uses in anchors.items()} if plain else {})
    diagnostics = chain(
        report_ambiguous(open_letters, register.terms),
        report_others(others, register.terms),
        report_unexplained(unexplained),
    )
    return Glossed(items, tuple(diagnostics))


def find_plain_words(register: Register, letters: Iterable[str]) -> frozenset[str]:
    """Return those of `letters` that are words in capitals: four or more, which the archive writes in small letters too."""
    sought = {
        word.lower(): word for word in letters if len(word) >= _SHORTEST_WORD and word.isalpha() and word.isupper()
    }
    missing = set(sought)
    for _, version in list_versions(register):
        for item in version.items if missing else ():
            for leaf in iter_leaves(item.blocks):
                missing.difference_update(leaf.text.split())
    return frozenset(word for small, word in sought.items() if small not in missing)


def _leave_out(uses: ItemUses, plain: AbstractSet[str]) -> ItemUses:
    """Return what was found in an item without the capitals that are plain words."""
    if plain.isdisjoint(one.letters for one in uses.unexplained):
        return uses
    return replace(uses, unexplained=tuple(one for one in uses.unexplained if one.letters not in plain))


def add_references(uses: ItemUses, blocks: Sequence[Block], references: Mapping[str, Target]) -> ItemUses:
    """Return what was found in blocks with the terms to which `[[…]]` in them refers: these stand where nothing else is linked."""
    if not any(target.kind == "term" for target in references.values()):
        return uses
    targets = (
        references.get(piece.href)
        for leaf in iter_leaves(tuple(blocks))
        for piece in leaf.inlines
        if piece.kind == "reference"
    )
    terms = (target.key for target in targets if target is not None and target.kind == "term")
    return replace(uses, mentioned=tuple(dict.fromkeys((*uses.mentioned, *terms))))


def list_versions(register: Register) -> Iterator[tuple[Meeting, Version]]:
    """Yield every meeting with each of its versions, oldest meeting first."""
    for meeting in register.meetings.values():
        for version in meeting.versions:
            yield meeting, version


def open_fences(blocks: Sequence[Block], fences: Mapping[int, Fence]) -> tuple[Block, ...]:
    """Return `blocks` with the prose inside fenced records in their place, as far as it is in the file's language."""
    if not fences:
        return tuple(blocks)
    opened: list[Block] = []
    for block in blocks:
        if block.kind == "code" and block.key in fences:
            opened.extend(inner for field in fences[block.key].fields if not field.lang for inner in field.blocks)
        elif any(child.kind != "table_row" for child in block.children):
            opened.append(replace(block, children=open_fences(block.children, fences)))
        else:
            opened.append(block)
    return tuple(opened)


def _index_leaves(item: AgendaItem, blocks: Sequence[Block]) -> dict[int, Block]:
    return {leaf.key: leaf for leaf in iter_leaves((*_list_heads(item), *blocks))}


def _list_heads(item: AgendaItem) -> tuple[Block, ...]:
    return (item.heading,) if item.heading is not None else ()
