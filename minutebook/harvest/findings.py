"""What a look through the archive finds for its glossary, as values.

Nothing here reads a file or knows how a finding is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minutebook.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Trace:
    """How often something stands in the minutes, and where."""

    count: int
    meetings: int
    """How many meetings it stands in."""
    first: date
    """The day of the first of them."""
    last: date
    """The day of the last of them."""
    places: tuple[Location, ...]
    """The first few, oldest minutes first."""
    bodies: tuple[str, ...]
    """Ids of the bodies whose minutes have it, by the alphabet."""


@dataclass(frozen=True, slots=True)
class UnexplainedLetters:
    """Capitals that neither the glossary nor the agenda item explains."""

    letters: str
    trace: Trace
    elsewhere: tuple[str, ...] = ()
    """Ids of meanings that the glossary has for other bodies or days."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words that the minutes give for letters, in one language."""

    lang: str
    letters: str
    words: str
    """In the spelling that stands there most often."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class FoundMeaning:
    """One meaning that the minutes give to letters."""

    texts: tuple[FoundWords, ...]
    """One a language, the site's first language first."""

    @property
    def trace(self) -> Trace:
        """Where it stands in the first of its languages."""
        return self.texts[0].trace


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that the glossary could have, or a meaning that an entry of it lacks."""

    letters: str
    meanings: tuple[FoundMeaning, ...]
    """Most often found first."""
    uses: int
    """How often the letters stand unexplained in the minutes."""
    known: tuple[str, ...] = ()
    """Ids of the meanings that the glossary has for these letters already; none for a new entry."""


@dataclass(frozen=True, slots=True)
class UnusedTerm:
    """A meaning of the glossary that no minutes use."""

    term: str
    """Its id."""
    letters: str
    words: str
    line: int
    """In glossary.yml."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Letters with meanings among which minutes could not choose."""

    letters: str
    terms: tuple[str, ...]
    """Ids, in the order of the glossary."""
    lines: tuple[int, ...]
    """In glossary.yml."""
    words: tuple[str, ...]
    bodies: tuple[str, ...]
    """Ids of the bodies in which they meet; none for all."""


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A term whose words the minutes write in agenda items that do not have its letters."""

    term: str
    """Its id."""
    letters: str
    words: str
    line: int
    """In glossary.yml."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found."""

    languages: tuple[str, ...]
    """Of the site, its first one first."""
    unexplained: tuple[UnexplainedLetters, ...]
    """Most used first."""
    proposals: tuple[Proposal, ...]
    unused: tuple[UnusedTerm, ...]
    """In the order of the glossary."""
    conflicts: tuple[Conflict, ...]
    written_out: tuple[WrittenOut, ...]
    """Most often found first."""
