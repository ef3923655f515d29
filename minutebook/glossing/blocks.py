"""The blocks in which terms are looked for, and the terms that references in them lead to.

In: the register's meetings, blocks, fenced records. Out: versions in order, blocks with the prose of fenced records in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from minutebook.acronyms import ItemUses
from minutebook.model import AgendaItem, Block, Fence, Meeting, Register, Target, Version, iter_leaves


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


def list_heads(item: AgendaItem) -> tuple[Block, ...]:
    """Return the heading of an item; nothing for what stands before the first."""
    return (item.heading,) if item.heading is not None else ()
