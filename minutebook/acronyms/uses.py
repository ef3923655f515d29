"""What is found in an agenda item: uses of terms, letters that stay open, capitals that nobody explains.
Values only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermUse:
    """One use of a term in the prose."""

    leaf: int
    """Key of the block it stands in."""
    start: int
    """Offset into that block's text."""
    end: int
    """Where it ends; a possessive or plural s belongs to it."""
    term: str
    """The term's id."""
    letters: str
    """The letters, folded: `CIW` for `C.I.W.'s`."""
    insert: bool
    """Whether the words are to be put in behind it."""
    words: str
    """Its meaning."""
    lang: str
    """The language of the words."""


@dataclass(frozen=True, slots=True)
class AmbiguousUse:
    """Letters with more than one meaning in this body on this day."""

    leaf: int
    start: int
    end: int
    letters: str
    terms: tuple[str, ...]
    """Ids of the meanings, in the order of the glossary."""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Capitals that neither the glossary nor the item explains."""

    leaf: int
    start: int
    end: int
    letters: str
    """Without dots and a plural s."""
    elsewhere: tuple[str, ...] = ()
    """Ids of meanings that the glossary has for other bodies or days."""


@dataclass(frozen=True, slots=True)
class OtherMeaning:
    """Letters of the glossary that the item itself explains as something else, at the place where it does."""

    leaf: int
    start: int
    end: int
    letters: str
    words: str
    """What the item says they stand for."""
    terms: tuple[str, ...]
    """Ids of what the glossary says."""


@dataclass(frozen=True, slots=True)
class ItemUses:
    """What was found in one item, in reading order."""

    uses: tuple[TermUse, ...] = ()
    """Every use that is a link, those that the minutes explain themselves among them."""
    ambiguous: tuple[AmbiguousUse, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    others: tuple[OtherMeaning, ...] = ()
    """What follows such a place in the item is no use of a term."""
    mentioned: tuple[str, ...] = ()
    """Ids of terms that stand where nothing may be linked: in headings, the words of links and references, text all in
    capitals; and of those to which a reference leads. Each once, by its first place; not those in code and addresses.
    """
