"""Who is to do an action and by when, as the words around its label say: owners as text, the due date understood.

In: text behind `ACTION:`. Out: `Words` and `Due`. Whether anybody is known by such a name is not known here.
Content format, section 4, "Actions".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from minutebook.dates import find_due
from minutebook.i18n import (
    AFTER_NO_ACTION,
    AND_WORDS,
    COLOURS,
    IN_TITLES,
    NO_ACTION,
    NOBODY,
    OWN_OWNER_ENDS,
    OWNER_ENDS,
    OWNER_WORDS,
    phrase_pattern,
)
from minutebook.model import COLOURS as KNOWN_COLOURS
from minutebook.model import Colour, Due
from minutebook.records.raw import Words
from minutebook.records.sentences import collapse, split_sentences, trim

_NONE = re.compile(
    rf"\W*(?:(?:{phrase_pattern({*NOBODY, *NO_ACTION})})(?:\s+(?:{phrase_pattern(AFTER_NO_ACTION)}))*|[–—-]*)\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"\s*[,;/&+]\s*|\s+(?:{phrase_pattern(AND_WORDS)})\s+|\s+[–—-]\s+")
_SMALL = IN_TITLES | {"de", "van", "von", "der", "la", "le", "ap", "ab", "ferch"}
"""Words in small letters that names and titles hold."""
_ENDS = re.compile(rf"(?<![\w'’-])(?:{phrase_pattern(OWNER_ENDS)})(?![\w'’-])")
_OWN_ENDS = {
    lang: re.compile(rf"(?<![\w'’-])(?:{phrase_pattern(words)})(?=\s+\w)")
    for lang, words in OWN_OWNER_ENDS.items()
    if words
}
LANGUAGES_WITH_OWN_ENDS = tuple(_OWN_ENDS)
"""Those in which owners may end with a word that means something else in another language, as Welsh `i` does."""
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


def iter_owner_ends(text: str, langs: Collection[str]) -> Iterator[int]:
    """Yield where `to` or `will` may end an action's owners, in order; with the words that count in `langs` alone (Welsh `i`)."""
    found = [match.start() for match in _ENDS.finditer(text)]
    for lang in langs:
        if own := _OWN_ENDS.get(lang):
            found += [match.start() for match in own.finditer(text)]
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
