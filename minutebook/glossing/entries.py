"""All that a glossary is made of, as it is kept from build to build to be compared with the next.

In: the register. Out: values that are the same as long as the glossary says the same; the line of its file in which a term stands is no part of that.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.acronyms import Glossary, drop_lines, holds
from minutebook.model import Register, Term


@dataclass(frozen=True, slots=True)
class Entries:
    """What minutes are searched with."""

    languages: tuple[str, ...]
    terms: tuple[Term, ...]
    """In the order of the glossary, their lines left out."""
    ignored: tuple[str, ...]
    """Sorted."""

    @classmethod
    def of(cls, register: Register) -> Entries:
        """Return those of a register."""
        return cls(register.site.languages, tuple(drop_lines(register.terms.values())), tuple(sorted(register.ignored)))

    def index(self) -> Glossary:
        """Return the glossary, ready to be looked up."""
        return Glossary.of(self.terms, self.ignored, languages=self.languages)


@dataclass(frozen=True, slots=True)
class DayEntries:
    """What the words of pages are searched with: these may be about the day of the build."""

    entries: Entries
    holding: tuple[str, ...]
    """Ids of the terms that hold on that day, of those that do not hold for ever."""

    @classmethod
    def of(cls, register: Register) -> DayEntries:
        """Return those of a register on its day."""
        passing = (term for term in register.terms.values() if term.since or term.until)
        return cls(Entries.of(register), tuple(term.id for term in passing if holds(term, register.today)))
