"""Whether words that letters stand for are somebody's name: `Gary O'Neall (GO)` is a person, `Linux Foundation (LF)` is none.

In: a definition, the text it stands in, and the names that the council knows. Out: yes or no. Two thirds of such pairs in real minutes are
initials, so who is in doubt is taken for a person: a glossary must never explain somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutebook.acronyms import WORD, Definition, fold_word
from minutebook.harvest.names import GIVEN_NAMES, PARTICLES, THING_ENDINGS, THINGS
from minutebook.i18n import NAME_TITLES
from minutebook.names import name_key, strip_title

_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s\"'“”‘’*]{1,4}\Z")
_ARTICLES = frozenset(("the", "an", "our", "their", "its", "y", "yr", "ein", "eu"))
"""Not `a`, which is Welsh for and, nor `that`."""

_LEAD = 30
"""Signs before the words that are looked at."""
_MOST_WORDS = 5
"""Words that a name has at most."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The people that the council's files name."""

    keys: frozenset[str]
    """Each name as `name_key` has it."""
    pairs: frozenset[tuple[str, str]]
    """The last word of each, behind each of the others: people are not called by all their names."""

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """Take in names as written, with or without titles."""
        keys = frozenset(key for name in names if len((key := name_key(name)).split()) > 1)
        pairs = frozenset((word, parts[-1]) for parts in map(str.split, keys) for word in parts[:-1])
        return cls(keys, pairs)

    def hold(self, words: str) -> bool:
        """Whether `words` are one of the names, or one of its first names with its last."""
        key = name_key(words)
        parts = key.split()
        return key in self.keys or (len(parts) > 1 and (parts[0], parts[-1]) in self.pairs)


def is_person(definition: Definition, text: str, known: KnownNames) -> bool:
    """Whether the words of a definition in `text` are a person's name, or may be."""
    return may_be_person(definition, text[max(0, definition.words_start - _LEAD) : definition.words_start], known)


def may_be_person(definition: Definition, lead: str, known: KnownNames) -> bool:
    """Whether the words of a definition are a person's name, or may be. `lead` ends where they begin."""
    written = WORD.findall(definition.plain)
    words = [fold_word(piece) for piece in written]
    before = _find_before(lead)
    if known.hold(definition.plain) or before in NAME_TITLES:
        return True
    bare = strip_title(definition.plain)
    if bare != definition.plain and not names_thing(bare):
        return True
    if len(words) == 2 and words[0] in GIVEN_NAMES and not any(map(_is_thing, words)):
        return True
    if any(piece[:1].islower() and word not in PARTICLES for piece, word in zip(written, words, strict=True)):
        return False
    # Nobody signs with small letters but for the `v` of van.
    if any(map(str.islower, definition.letters)) and not PARTICLES.intersection(words):
        return False
    if len(words) > _MOST_WORDS or set("&+") & set(definition.plain):
        return False
    thing = any(map(_is_thing, words))
    if before in _ARTICLES:
        return words[0] in GIVEN_NAMES and not thing
    return not thing or (words[0] in GIVEN_NAMES and len(words) == 2)


def names_thing(name: str) -> bool:
    """Whether a word in `name` stands in names of things: `Natural Resources Wales` attends, and is no person."""
    words = [fold_word(piece) for piece in WORD.findall(name)]
    return bool(words) and words[0] not in GIVEN_NAMES and any(map(_is_thing, words))


def _is_thing(word: str) -> bool:
    bare = word.removesuffix("'s")
    return (
        bare in THINGS
        or bare.removesuffix("s") in THINGS
        or any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in THING_ENDINGS)
    )


def _find_before(lead: str) -> str:
    found = _BEFORE.search(lead)
    return fold_word(found[1]) if found else ""
