"""Finds which heading of a further language is which of the first: inside an item, or on a plain page.

In: the headings of both, and the anchors of the first's. Out: the same anchors for the further's, and faults. Never guesses: headings
match by the anchor that both have, else in order where both languages have as many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.link.pairing import OTHER_ANCHOR, name_item, name_lines
from minutebook.model import AgendaItem, Block, iter_blocks

UNMATCHED_HEADING = rule(
    "heading-without-counterpart",
    "warning",
    "An item has more headings inside it in one language than in the other, so they cannot be paired.",
    why="No link from one language leads to their place in the other, and what stands below them may be missing there.",
    bad="### Questions (and no ### in item 5 of the .cy.md)",
    good="### Questions\n\n### Cwestiynau (in the .cy.md)",
)


def list_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the headings among some blocks and inside them."""
    return tuple(block for block in iter_blocks(blocks) if block.kind == "heading")


def pair_headings(first: Sequence[Block], further: Sequence[Block]) -> tuple[tuple[Block, Block], ...] | None:
    """Return each heading of the further language behind that of the first; None where nobody can tell which belong together."""
    groups = _pair_groups(first, further)
    if any(len(theirs) != len(own) for theirs, own in groups):
        return None
    return tuple(pair for theirs, own in groups for pair in zip(theirs, own, strict=True))


def find_lone_heading(blocks: Sequence[Block], other: Sequence[Block]) -> Block | None:
    """Return the first of the headings among which there is one without counterpart in the other language; None where there is none."""
    lone = (
        own[0] for own, theirs in _pair_groups(list_headings(blocks), list_headings(other)) if len(own) > len(theirs)
    )
    return min(lone, key=lambda block: block.line, default=None)


def report_lone(first: tuple[AgendaItem, str], further: tuple[AgendaItem, str]) -> Iterator[Diagnostic]:
    """Yield what to say of an item whose headings cannot be paired: at the first of those that may be without counterpart.

    Each language has its item and its file. Nothing is said of an item that has words in one of them only: that is more than headings.
    """
    if first[0].has_words != further[0].has_words:
        return
    for (item, path), (other, there) in ((first, further), (further, first)):
        lone = find_lone_heading(item.blocks, other.blocks)
        if lone is None:
            continue
        have, lack = ([block.line for block in list_headings(one.blocks)] for one in (item, other))
        name = there.rpartition("/")[2]
        count = f"{len(lack) or 'none'} in {name} ({name_lines(lack or [other.line])})"
        how = "Add it there" if len(have) - len(lack) == 1 else "Add them there"
        if lack:
            how += ", or give those that belong together the same {#anchor} at their end"
        message = (
            f"{name_item(item)} has {len(have)} heading{'s' if len(have) > 1 else ''} inside it here ({name_lines(have)}) but {count}, so "
            f"{'nobody can tell which of them belong together' if lack else 'no link leads from one to the other'}. {how}."
        )
        yield Diagnostic(UNMATCHED_HEADING, Location(path, lone.line), message)


def report_anchors(
    pairs: Sequence[tuple[Block, Block]], names: Mapping[int, str], path: str, other: str
) -> Iterator[Diagnostic]:
    """Yield what to say of anchors that stand in the further language's file alone, since no link leads to them.

    `names` are the anchors of the first language's headings, by key; `path` is the further one's file, `other` the first's.
    """
    for twin, block in pairs:
        if block.anchor and block.anchor != twin.anchor:
            message = (
                f'No link can lead to "{block.anchor}": in each language this heading has the address that it has in '
                f'{other.rpartition("/")[2]}, "{names[twin.key]}". '
                f"Take {{#{block.anchor}}} out here, or write it in line {twin.line} there."
            )
            yield Diagnostic(OTHER_ANCHOR, Location(path, block.line), message)


def _pair_groups(first: Sequence[Block], further: Sequence[Block]) -> tuple[tuple[list[Block], list[Block]], ...]:
    """Return the headings that are paired with each other in their order: by anchor those that have one in both, then all others."""
    both = {block.anchor for block in first if block.anchor} & {block.anchor for block in further}
    theirs, own = _group(first, both), _group(further, both)
    return tuple((theirs.get(key, []), own.get(key, [])) for key in dict.fromkeys((*theirs, *own)))


def _group(headings: Sequence[Block], both: Collection[str]) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = defaultdict(list)
    for block in headings:
        found[block.anchor if block.anchor in both else ""].append(block)
    return dict(found)
