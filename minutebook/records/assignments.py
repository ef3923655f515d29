"""Who is to do an action and by when, as the words around its label say: owners as text, the due date understood.

In: text behind `ACTION:`. Out: `Words` and `Due`. Whether anybody is known by such a name is not known here.
Content format, section 4, "Actions".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.dates import find_due
from minutebook.i18n import COLOURS, NOBODY, OWNER_WORDS, phrase_pattern
from minutebook.model import COLOURS as KNOWN_COLOURS
from minutebook.model import Colour, Due
from minutebook.records.raw import Words
from minutebook.records.sentences import collapse, split_sentences, trim

_NONE = re.compile(
    rf"\W*(?:(?:{phrase_pattern(NOBODY)}|noted|nodwyd|no(?:\s+further)?\s+action|dim\s+gweithredu)"
    r"(?:\s+(?:required|needed|necessary|arising|taken|at\s+present|at\s+this\s+time|angen))*|[–—-]*)\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|a|ac)\s+|\s+[–—-]\s+")
_SMALL = frozenset(
    (
        *("of", "the", "and", "for", "with", "de", "van", "von", "der", "la", "le"),
        *("y", "yr", "o", "i", "a", "ac", "ap", "ab", "ferch", "gyda’r", "gyda'r"),
    )
)
"""Words in small letters that names and titles hold."""
_ENDS = re.compile(r"(?<![\w'’-])(?:to|will|shall|bydd|fydd)(?![\w'’-])")
_ENDS_WELSH = re.compile(r"(?<![\w'’-])i(?=\s+\w)")
_COLOURS: dict[str, Colour] = {
    word: colour for word, name in COLOURS.items() for colour in KNOWN_COLOURS if name == colour
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one run of words says of who and when."""

    words: Words
    """Where owners stand, the due date taken out."""
    due: Due | None
    only: bool
    """Whether they are owners (and a due date), and nothing that is to be done."""


def is_none(text: str) -> bool:
    """Whether what stands behind `Action:` says that there is none."""
    return _NONE.fullmatch(text) is not None


def read_assignment(text: str, leaf: int, start: int, end: int, on: date) -> Assignment:
    """Return who and when the words between two offsets say, as they stand behind `ACTION:`.

    The first sentence says who; the due date is that of the first sentence that has one.
    """
    due: Due | None = None
    plain = text[start:end]
    sentences = split_sentences(plain) if plain.strip() else ((0, 0),)
    first = sentences[0]
    assigned = plain[slice(*first)]
    for sentence in sentences:
        found = find_due(plain[slice(*sentence)], on, in_brackets=False)
        if found:
            due = found[0]
            if sentence == first:
                assigned = assigned[: found[1]] + assigned[found[2] :]
            break
    begin, stop = trim(text, start + first[0], start + first[1])
    only = len(sentences) == 1 and looks_like_owners(assigned)
    return Assignment(Words(collapse(assigned).strip(" .;,"), leaf, begin, stop), due, only)


def find_due_in(text: str, on: date) -> Due | None:
    """Return the due date that a sentence holds."""
    found = find_due(text, on, in_brackets=False)
    return found[0] if found else None


def looks_like_owners(text: str) -> bool:
    """Whether a text reads as names and offices alone: `Jane Rees and Dai Ellis`, `Clerk/Chair`, `Head of Highways`."""
    text = collapse(text).strip(" .;,:()–—-")
    return bool(text) and all(_looks_like_owner(part) for part in _PARTS.split(text) if part)


def iter_owner_ends(text: str, *, welsh: bool) -> Iterator[int]:
    """Yield where `to` or `will` may end an action's owners, in order; with `welsh` the Welsh `i` too."""
    found = [match.start() for match in _ENDS.finditer(text)]
    if welsh:
        found += [match.start() for match in _ENDS_WELSH.finditer(text)]
    yield from sorted(found)


def read_colour(text: str) -> Colour | None:
    """Return the colour that a text is, in small letters; None for anything else."""
    word = text.strip()
    return _COLOURS.get(word) if word.islower() else None


def _looks_like_owner(part: str) -> bool:
    if part.casefold() in OWNER_WORDS or _ID.fullmatch(part):
        return True
    words = part.split()
    return (
        0 < len(words) <= 10
        and all(word[0].isupper() or word[0] in "(" or word.casefold() in _SMALL for word in words)
        and any(word[0].isupper() for word in words)
    )
