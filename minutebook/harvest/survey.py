"""The whole look through the archive for its glossary, one finding a line: read this first.

In: the register, and the uses that were found in it. Out: findings. Writes nothing.
"""

from __future__ import annotations

from minutebook.glossing import Glossed, ReadLines
from minutebook.harvest.findings import Findings, UnexplainedLetters
from minutebook.harvest.proposals import propose
from minutebook.harvest.sightings import Gathered, gather
from minutebook.harvest.terms import find_conflicts, find_unused, find_written_out
from minutebook.harvest.tracing import trace
from minutebook.model import Register


def survey(register: Register, glossed: Glossed, read_lines: ReadLines) -> Findings:
    """Return what the glossary lacks and what it has too much. `read_lines` gives the lines of a file by its path."""
    gathered = gather(register, glossed)
    return Findings(
        languages=register.site.languages,
        unexplained=_count_unexplained(gathered),
        proposals=propose(register, gathered),
        unused=find_unused(register, glossed),
        conflicts=find_conflicts(register),
        written_out=find_written_out(register, glossed, read_lines),
    )


def _count_unexplained(gathered: Gathered) -> tuple[UnexplainedLetters, ...]:
    found = [
        UnexplainedLetters(letters, trace(spots), gathered.elsewhere[letters])
        for letters, spots in gathered.unexplained.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.trace.count, one.letters)))
