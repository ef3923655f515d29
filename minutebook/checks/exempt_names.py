"""Finds the people who are named under an exempt item.

In: the minutes, and the council's own files. Out: names with their places. Left out is what the public may read of an item taken in private: who
proposed, seconded and voted, who declared an interest, and offices.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from minutebook.acronyms import find_place
from minutebook.checks.minutes import Council, Minutes
from minutebook.checks.voters import is_voter
from minutebook.diagnostics import Location
from minutebook.glossing import open_fences
from minutebook.i18n import MOTION_WORDS, RECORD_WORDS, phrase_pattern
from minutebook.model import (
    AgendaItem,
    Block,
    Decision,
    Declaration,
    Fence,
    Named,
    Prose,
    Recommendation,
    Record,
    RecordText,
    Target,
    Version,
    iter_blocks,
    iter_leaves,
)
from minutebook.names import Directory, find_mentions, name_key
from minutebook.records.details import find_movers
from minutebook.records.labels import find_labels
from minutebook.records.leaves import read_leaf
from minutebook.records.votes import is_vote_line

_PUBLIC_KEYS = frozenset(("moved", "seconded", "votes", "document", "link"))
"""Keys of a fenced record whose values anyone may read."""
_MOTION = re.compile(rf"(?<![\w-])(?:{phrase_pattern(MOTION_WORDS)})\s*:?\s*$", re.IGNORECASE)
_LOOKED_BACK = 60
"""Signs before a name in which such words can stand."""
_POINTER = re.compile(r"\[\[([^\[\]|]+)")
_ENDS = frozenset(RECORD_WORDS)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name and where it stands."""

    text: str
    place: Location


def find_names_in(minutes: Minutes, version: Version, item: AgendaItem) -> list[PlacedName]:
    """Return everybody who is named under an item without need, in the order of the file."""
    meeting, council, path = minutes.meeting, minutes.council, version.path
    directory = _make_directory(council)
    initials = {entry.initials: entry.who.id for entry in meeting.attendees if entry.initials and entry.who.id}

    def find_named(text: str) -> Named:
        return directory.find(text, body=meeting.body, on=meeting.date, initials=initials)

    keys = (name_key(entry.who.text) for entry in meeting.attendees if entry.who.kind in ("unknown", "person"))
    listed = frozenset(key for key in keys if " " in key)
    prose = minutes.find_prose(path)
    public = _Public([record for record in minutes.records if record.item == item.anchor], version.lang)
    lines = minutes.read_lines(path)
    found: list[PlacedName] = []
    heads = (item.heading,) if item.heading is not None else ()
    # A block of a declaration is public as a whole.
    fences = {key: _open_all(fence) for key, fence in prose.fences.items() if fence.kind != "declaration"}
    for leaf in iter_leaves((*heads, *open_fences(item.blocks, fences))):
        spans = _Spans(public.find_spans(leaf))
        for mention in find_mentions(leaf.text, find_named, listed, ends=_ENDS):
            if not spans.meet(mention.start, mention.end) and not is_voter(leaf.text, mention.start, mention.end):
                found.append(PlacedName(mention.text, find_place(leaf, mention.start, mention.end, path, lines)))
        for target, place in _find_references(leaf, path, prose, spans, lines):
            found.append(PlacedName(council.people[target.key].name, place))
    for block in iter_blocks(item.blocks):
        if block.key in fences:
            for name in _list_values(fences[block.key]):
                if name.kind == "person" or any(find_mentions(name.text, find_named, listed, ends=_ENDS)):
                    found.append(PlacedName(name.text, _find_in_block(name.text, block, path, lines)))
    return sorted(found, key=lambda name: name.place)


@lru_cache(maxsize=1)
def _make_directory(council: Council) -> Directory:
    """Take in people, offices and bodies, so that a name is understood as everywhere else."""
    return Directory(council.people.values(), council.offices.values(), council.bodies.values())


def _find_references(
    leaf: Block, path: str, prose: Prose, spans: _Spans, lines: Sequence[str]
) -> Iterator[tuple[Target, Location]]:
    """Yield the people to whom a leaf refers as `[[people/jane-rees]]`: the page shows their names."""
    at, counted, line, pointed = 0, 0, leaf.line, 0
    columns: dict[str, int] = {}
    for piece in leaf.inlines:
        target = prose.references.get(piece.href) if piece.kind == "reference" else None
        if target is not None and target.kind == "person" and not _is_public(leaf.text, at, spans):
            line += leaf.text.count("\n", counted, at)
            counted = at
            if pointed != line:
                columns, pointed = _find_columns(lines[line - 1] if 0 < line <= len(lines) else ""), line
            yield target, Location(path, line, columns.get(piece.href, 0))
        at += len(piece.text)


def _is_public(text: str, at: int, spans: _Spans) -> bool:
    """Whether a person who is referred to at `at` stands in a public part or behind a word such as `Moved by`."""
    return spans.meet(at, at + 1) or _MOTION.search(text, max(0, at - _LOOKED_BACK), at) is not None


def _find_columns(line: str) -> dict[str, int]:
    """Return where each reference stands first in a line of the file, by its text, counted from 1."""
    columns: dict[str, int] = {}
    for found in _POINTER.finditer(line):
        columns.setdefault(found[1].strip(), found.start() + 1)
    return columns


class _Spans:
    """Parts of a text, of which can be asked quickly whether another part meets any of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Return whether `start` to `end` has a sign in common with any of the parts."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reached[before - 1] > start


class _Public:
    """What of an item's words anyone may read, by its records."""

    def __init__(self, records: list[Record], lang: str) -> None:
        self._declared: list[RecordText] = []
        self._casting: dict[int, set[str]] = defaultdict(set)
        self._leaves: set[int] = set()
        for record in records:
            for text in record.texts:
                if text.lang != lang:
                    continue
                self._leaves.update((text.leaf, *text.blocks))
                if isinstance(record, Declaration):
                    self._declared.append(text)
                elif isinstance(record, Decision | Recommendation) and record.votes and record.votes.casting:
                    self._casting[text.leaf].add(record.votes.casting)

    def find_spans(self, leaf: Block) -> list[Span]:
        """Return the parts of a leaf that are public: the movers of a record, a line of votes, a declaration."""
        whole = (0, len(leaf.text))
        # A decision that is printed twice is one record, so that the other's words are asked too.
        in_record = leaf.key in self._leaves or (leaf.kind == "paragraph" and bool(find_labels(read_leaf(leaf))))
        movers = find_movers(leaf.text, leaf.key, *whole)
        if not in_record:
            # A paragraph of its own may say who proposed and who seconded; one of both may as well be the discussion.
            return [(words.start, words.end) for words in movers.values()] if len(movers) > 1 else []
        if is_vote_line(leaf.text) or any(leaf.key in text.blocks for text in self._declared):
            return [whole]
        spans = [(text.start, text.end) for text in self._declared if text.leaf == leaf.key]
        spans += [(words.start, words.end) for words in movers.values()]
        for casting in self._casting[leaf.key]:
            pattern = r"\s+".join(re.escape(word) for word in casting.split())
            spans += [found.span() for found in re.finditer(pattern, leaf.text)]
        return spans


def _open_all(fence: Fence) -> Fence:
    """Return a block with its words in every language in which a page shows them."""
    return replace(fence, fields=tuple(replace(field, blocks=field.shown, lang="") for field in fence.fields))


def _list_values(fence: Fence) -> Iterator[Named]:
    for field in fence.fields:
        if field.name not in _PUBLIC_KEYS:
            yield from field.values


def _find_in_block(words: str, block: Block, path: str, lines: Sequence[str]) -> Location:
    for line in range(block.line, min(block.end, len(lines)) + 1):
        if found := re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", lines[line - 1]):
            return Location(path, line, found.start() + 1)
    return Location(path, block.line)
