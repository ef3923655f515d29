"""Finds the records of one file: which paragraphs are records, where they begin and end, what belongs to them.

In: the items of a file and the day of the meeting. Out: `Found`. It knows no other file, no person and no reference, so
that what it finds can be kept by the file's bytes. Never raises, whatever the text. Content format, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import LANGUAGES
from minutebook.items import RawItem
from minutebook.model import Block, iter_leaves
from minutebook.records import actions, decisions, notices
from minutebook.records.belongings import LISTS, find_belongings, iter_lines, last_leaf
from minutebook.records.colonless import find_colonless
from minutebook.records.fences import find_kind, find_near_kind, read_document_list, read_record, report_near
from minutebook.records.labels import Label, find_labels, may_hold_label
from minutebook.records.leaves import Leaf, find_position, read_leaf, write_leaf, write_words
from minutebook.records.raw import Found, RawDocuments, RawRecord
from minutebook.records.repeats import Candidate, drop_repeats
from minutebook.records.sentences import find_sentence, trim
from minutebook.records.votes import is_vote_line, merge_votes, read_vote_line

WITHOUT_REFERENCE = rule(
    "update-without-reference",
    "warning",
    "UPDATE or RESPONSE names no action or recommendation.",
    why="It is shown as prose, and nobody who follows the action up will find it.",
    bad="UPDATE: The report is written.",
    good="UPDATE (referrals-report; green): The report is written.",
)


UNUSED_ANCHOR = rule(
    "anchor-without-record",
    "warning",
    "A name in curly brackets ends a paragraph that is no record.",
    why="Only headings and records are found by such a name, so a link to it would lead nowhere.",
    bad="The chair thanked everybody. {#thanks}",
    good="Action: Clerk to thank everybody. {#thanks}",
)


def find_records(
    items: Sequence[RawItem], *, path: str, on: date, languages: tuple[str, ...] = tuple(LANGUAGES)
) -> Found:
    """Return the records of a file in reading order, its lists of documents, and what is odd about them.

    `path` is named in the diagnostics. `on` is the day of the meeting: a due date without a year is taken from it.
    `languages` are the site's, that of the file first: a text without a language in a fenced block is in it.
    """
    records: list[RawRecord] = []
    documents: list[RawDocuments] = []
    diagnostics: list[Diagnostic] = []
    for item in items:
        reader = _ItemReader(item.anchor, path, on, languages)
        reader.read(item.blocks)
        records += reader.finish()
        reader.report_anchors(item.blocks)
        documents += reader.documents
        diagnostics += reader.diagnostics
    return Found(tuple(records), tuple(documents), tuple(diagnostics))


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph among the blocks beside it."""

    siblings: Sequence[Block]
    at: int
    top: bool
    """Whether nothing stands around it, such as a list."""

    @property
    def block(self) -> Block:
        return self.siblings[self.at]


class _ItemReader:
    """Reads the blocks of one item in order."""

    def __init__(self, item: str, path: str, on: date, languages: tuple[str, ...]) -> None:
        self.item, self.path, self.on, self.languages = item, path, on, languages
        self.documents: list[RawDocuments] = []
        self.diagnostics: list[Diagnostic] = []
        self._records: list[RawRecord] = []
        self._candidates: dict[int, Candidate] = {}
        self._owned: set[int] = set()
        self._targets: actions.Targets = {}
        self._under = ""
        self._last_read = -1

    def read(self, siblings: Sequence[Block], *, top: bool = True) -> None:
        """Read blocks that stand beside each other, and what is in them."""
        for at, block in enumerate(siblings):
            if block.kind == "heading":
                self._under = block.text
            elif block.kind == "code":
                self._read_fence(block)
            elif block.kind in LISTS:
                for entry in block.children:
                    self.read(entry.children, top=False)
            elif block.kind == "paragraph":
                self._read_paragraph(_Place(siblings, at, top))
                self._last_read = block.key

    def finish(self) -> list[RawRecord]:
        """Return the records, each decision once."""
        positions = list(self._candidates)
        standing = drop_repeats([self._candidates[at] for at in positions])
        replaced = {at: standing[number] for number, at in enumerate(positions)}
        records = [replaced.get(at, record) for at, record in enumerate(self._records)]
        return sorted((record for record in records if record), key=lambda record: (record.leaf, record.start))

    def report_anchors(self, blocks: Sequence[Block]) -> None:
        """Report the names at the ends of paragraphs that no record took."""
        taken = {record.anchor for record in self._records}
        for leaf in iter_leaves(blocks):
            if leaf.kind == "paragraph" and leaf.anchor and leaf.anchor not in taken:
                message = (
                    f'"{{#{leaf.anchor}}}" names nothing, since this paragraph is no record: a decision, an action and the '
                    "like can have such a name, and a heading. Take it out, or mark the record."
                )
                self.diagnostics.append(Diagnostic(UNUSED_ANCHOR, Location(self.path, leaf.end, 1), message))

    def _read_fence(self, block: Block) -> None:
        kind = find_kind(block)
        if kind is None:
            if near := find_near_kind(block):
                self.diagnostics.append(report_near(block, near, self.path))
        elif kind == "documents":
            documents, found = read_document_list(block, self.item, self.path, self.languages)
            self.documents.append(documents)
            self.diagnostics += found
        else:
            record, found = read_record(block, kind, self.item, self.path, self.languages)
            self.diagnostics += found
            if record is not None:
                self._records.append(record)

    def _read_paragraph(self, place: _Place) -> None:
        if not may_hold_label(place.block):
            self._read_orphan_votes(place.block)
            return
        leaf = read_leaf(place.block)
        found = find_labels(leaf)
        self.diagnostics += find_colonless(
            leaf,
            found,
            path=self.path,
            top=place.top,
            before_list=place.at + 1 < len(place.siblings) and place.siblings[place.at + 1].kind in LISTS,
        )
        labels = self._choose(leaf, found, top=place.top)
        if not labels:
            self._read_orphan_votes(place.block)
        for number, label in enumerate(labels):
            following = labels[number + 1] if number + 1 < len(labels) else None
            self._read_record(place, leaf, label, following, labels)

    def _choose(self, leaf: Leaf, labels: Sequence[Label], *, top: bool) -> list[Label]:
        """Return the labels that make records: the first of a kind, all of them for actions."""
        chosen: list[Label] = []
        taken: set[str] = set()
        for label in labels:
            kind = "decision" if label.entry.kind == "recommendation" else label.entry.kind
            if kind in taken or (kind == "decision" and leaf.block.key in self._owned):
                continue
            if kind in ("update", "response") and not notices.find_reference(leaf, label)[0]:
                self._report_reference(leaf, label, top)
                continue
            if kind == "declaration" and notices.is_empty_declaration(leaf, label):
                continue
            if kind != "action":
                taken.add(kind)
            chosen.append(label)
        return chosen

    def _report_reference(self, leaf: Leaf, label: Label, top: bool) -> None:
        word = label.word
        message = (
            f'"{word}:" without a reference is shown as prose. To follow up an action: {word} (its-name; green):'
            if label.entry.kind == "update"
            else f'"{word}:" without a reference is shown as prose. To answer a recommendation: {word} (its-name; accepted):'
        )
        location = Location(self.path, *find_position(leaf.block, label.start, top=top))
        self.diagnostics.append(Diagnostic(WITHOUT_REFERENCE, location, message))

    def _read_record(
        self, place: _Place, leaf: Leaf, label: Label, following: Label | None, labels: Sequence[Label]
    ) -> None:
        kind = label.entry.kind
        end = self._find_end(leaf, label, following)
        alone = label.colon and not leaf.text[label.after : end].strip(" \n\t*_.)")
        after: tuple[Block, ...] = ()
        if not following:
            takes = alone and self._takes(place)
            after = find_belongings(place.siblings, place.at + 1, kind, takes_next=takes)
        if kind == "action":
            fixed = self._fixed(place.block, after, following)
            made = actions.read_actions(
                leaf,
                label,
                end,
                labels=labels,
                after=after,
                before=place.siblings[: place.at],
                targets=self._targets,
                on=self.on,
            )
            for action in made:
                own = place.block.key in (action.leaf, *action.blocks)
                self._add(action, fixed=fixed if own else "")
            return
        if kind in ("summary", "update", "response"):
            if kind == "summary" and alone and not after:
                return
            start = label.start
            details = notices.read_details(leaf, label, end)
        elif kind == "declaration":
            start = find_sentence(leaf.text, label.start)[0]
            split = notices.split_declarations(leaf, label, end, after)
            if split:
                for record in split:
                    self._add(record)
                return
            details = notices.read_declaration(leaf, label, start, end)
        else:
            start = find_sentence(leaf.text, label.start)[0]
            details = decisions.read_details(leaf, label, start, end, after, place.siblings[: place.at])
            self._owned.update(below.key for below in iter_leaves(after))
        begin, stop = trim(leaf.text, start, end)
        written = write_words(leaf, begin, stop, ahead=kind not in ("summary", "update", "response"))
        words = "\n".join((written, *iter_lines(after)))
        line, column = find_position(leaf.block, begin, top=place.top)
        record = RawRecord(
            kind=kind,
            verb=label.entry.verb if kind == "decision" else "",
            word=label.word,
            item="",
            leaf=leaf.block.key,
            start=begin,
            end=stop,
            text=words,
            blocks=tuple(block.key for block in after),
            line=line,
            column=column,
            details=details,
        )
        at = self._add(record, fixed=self._fixed(place.block, after, following))
        if kind == "decision":
            said = decisions.compared_words(leaf, label, end, after)
            self._candidates[at] = Candidate(self._records[at], said, written, self._under)

    def _find_end(self, leaf: Leaf, label: Label, following: Label | None) -> int:
        if following is None:
            return leaf.end
        begins = find_sentence(leaf.text, following.start)[0]
        if following.entry.kind in ("action", "update", "response", "summary"):
            return following.start
        return begins if begins > label.start else leaf.end

    def _takes(self, place: _Place) -> bool:
        """Whether a label alone on its line takes the block behind it: not where that opens a record of its own."""
        if place.at + 1 >= len(place.siblings):
            return False
        behind = place.siblings[place.at + 1]
        return behind.kind != "paragraph" or not any(label.opens for label in find_labels(read_leaf(behind)))

    def _fixed(self, block: Block, after: Sequence[Block], following: Label | None) -> str:
        """Return the anchor at the end of a record: of its paragraph, else of the last words that belong to it."""
        if following is not None:
            return ""
        if block.anchor:
            return block.anchor
        last = last_leaf(after)
        if last is None or last.kind != "paragraph" or (last.anchor and find_labels(read_leaf(last))):
            return ""
        return last.anchor

    def _add(self, record: RawRecord, fixed: str = "") -> int:
        self._records.append(replace(record, item=self.item, anchor=record.anchor or fixed))
        return len(self._records) - 1

    def _read_orphan_votes(self, block: Block) -> None:
        """Give a line of votes behind a list to the decision that the list ends in."""
        if not self._candidates or block.key in self._owned or not is_vote_line(block.text):
            return
        at = max(self._candidates)
        record = self._records[at]
        if self._last_read not in (record.leaf, *record.blocks):
            return
        lost = record.verb in decisions.LOST
        votes = merge_votes((record.details.votes, read_vote_line(block.text, lost=lost)))
        record = replace(
            record,
            details=replace(record.details, votes=votes),
            blocks=(*record.blocks, block.key),
            text=f"{record.text}\n{write_leaf(block)}",
        )
        self._records[at] = record
        self._candidates[at] = replace(self._candidates[at], record=record)
