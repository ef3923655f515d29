"""Measures how well definitions of acronyms are found, against places that were labelled by hand.

    python -m bench.harvest CORPUS [LABELS]

In: CORPUS, a folder of plain Markdown minutes; LABELS, a table of places in them (data/harvest_labels.csv). Out: precision, recall, how many
people's initials were proposed, and every miss with its place. What is found beside the labelled places is listed too, and counted as wrong.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutebook.acronyms import Definition, find_definitions
from minutebook.harvest import KnownNames, is_person
from minutebook.markdown import parse
from minutebook.model import iter_leaves

LABELS = Path(__file__).parent / "data" / "harvest_labels.csv"


@dataclass(frozen=True, slots=True)
class Label:
    """One place that a reader has judged."""

    path: str
    line: int
    column: int
    letters: str
    label: str
    """`definition`, `initials`, `affiliation` or `other`."""
    side: str
    words: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One definition that the program found."""

    path: str
    line: int
    definition: Definition

    def __str__(self) -> str:
        """Return its place and what was understood."""
        return f"{self.path}:{self.line}: {self.definition.letters} = {self.definition.plain}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a measurement came to."""

    right: tuple[Proposal, ...]
    wrong: tuple[Proposal, ...]
    """Proposed, but labelled otherwise, not labelled, or with other words."""
    missed: tuple[Label, ...]
    initials: tuple[Proposal, ...]
    """Those of the wrong ones that are a person's initials."""

    @property
    def precision(self) -> float:
        """How many of the proposals are right, 0 to 1."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """How many of the definitions were found, 0 to 1."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def read_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """Read the table of places."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Label(
                row["path"],
                int(row["line"]),
                int(row["column"]),
                row["letters"],
                row["label"],
                row["side"],
                int(row["words"] or 0),
            )
            for row in csv.DictReader(file)
        )


def measure(corpus: Path, labels: Sequence[Label]) -> Result:
    """Compare what is found in the labelled files with the labels, by file, line and letters."""
    by_place: dict[tuple[str, int, str], list[Label]] = defaultdict(list)
    for one in labels:
        by_place[one.path, one.line, fold(one.letters)].append(one)
    right: list[Proposal] = []
    wrong: list[Proposal] = []
    initials: list[Proposal] = []
    for path in sorted({label.path for label in labels}):
        known: set[tuple[str, str]] = set()
        for proposal in find_proposals(corpus / path, path):
            said = (proposal.definition.letters, proposal.definition.plain)
            here = by_place[path, proposal.line, fold(proposal.definition.letters)]
            fitting = next((label for label in here if _agrees(proposal.definition, label)), None)
            if fitting:
                here.remove(fitting)
                right.append(proposal)
            elif here or said not in known:
                # The labels list what a file repeats once, at its first place.
                wrong.append(proposal)
                initials += [proposal] if any(label.label == "initials" for label in here) else []
            known.add(said)
    missed = [label for here in by_place.values() for label in here if label.label == "definition"]
    return Result(tuple(right), tuple(wrong), tuple(missed), tuple(initials))


def find_proposals(file: Path, path: str) -> Iterator[Proposal]:
    """Yield what is found in one file of minutes, without what may be a person."""
    known = KnownNames.of(())
    for leaf in iter_leaves(parse(read(file))[0]):
        for definition in find_definitions(leaf):
            if not is_person(definition, leaf.text, known):
                line = leaf.line + leaf.text[: definition.start].count("\n")
                yield Proposal(path, line, definition)


def fold(letters: str) -> str:
    """Return letters as they are compared: without dots, hyphens and a plural s."""
    core = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    return re.sub(r"[^\w]", "", core)


def read(path: Path) -> str:
    """Read one file as it is labelled."""
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


def _agrees(definition: Definition, label: Label) -> bool:
    if label.label != "definition" or definition.side != label.side:
        return False
    return len(definition.words.split()) == label.words


def report(result: Result, labels: Mapping[str, int]) -> str:
    """Return the figures and every miss, for people."""
    lines = [
        f"{sum(labels.values())} labelled places: " + ", ".join(f"{count} {name}" for name, count in labels.items()),
        f"precision {result.precision:.3f} ({len(result.right)} of {len(result.right) + len(result.wrong)})",
        f"recall    {result.recall:.3f} ({len(result.right)} of {len(result.right) + len(result.missed)})",
        f"initials proposed: {len(result.initials)}",
        *(f"wrong: {proposal}" for proposal in result.wrong),
        *(f"missed: {label.path}:{label.line}:{label.column}: {label.letters}" for label in result.missed),
    ]
    return "\n".join(lines)


def count_labels(labels: Sequence[Label]) -> dict[str, int]:
    """Return how many places have which label."""
    counts: dict[str, int] = {}
    for label in labels:
        counts[label.label] = counts.get(label.label, 0) + 1
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labels", type=Path, nargs="?", default=LABELS)
    parsed = parser.parse_args()
    places = read_labels(parsed.labels)
    print(report(measure(parsed.corpus, places), count_labels(places)))
