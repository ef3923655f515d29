"""Whether words spell letters: `Care Inspectorate Wales` spells `CIW`, `Functional Safety` spells `FuSa`.

In: the parts of a few words, and letters. Out: what it costs to read the one as the other, or nothing. It
knows no brackets and no names of people. Words that minutes use as glue (`of`, `y`) may give a letter or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SMALL = """
a an and as at by for from in into of on or per the to with within de la du des
ac am ar at dan dros drwy er gan gyda gyfer i o oddi trwy tros wrth y yr yn yng ym
a'r a'i a'u i'r i'w o'r o'i gyda'r
"""
SMALL_WORDS: Final = frozenset(_SMALL.split())
"""Casefolded words that need no letter, English and Welsh."""

_LEADING = """
abbr abbreviated acronym aka also and as called for hereafter hereinafter ie in known now or referred short standing stand stands
the then to
a ac elwir fel hefyd hyn neu o sef talfyrrir y ymlaen yn yr
"""
LEADING_WORDS: Final = frozenset(_LEADING.split())
"""Casefolded words that may stand in brackets before letters or their words: "(the CIW)", "(also known as CIW)"."""

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_SOUND: Final = {"2": ("to", "too", "two"), "4": ("for", "four"), "8": ("eight",), "1": ("one",), "3": ("three",)}
_REPEATED = re.compile(r"([A-Z])([23])(?=[A-Z])")
_QUOTES: Final = "\"'“”‘’*"

# What a Welsh word may have begun with before it changed, by how it begins in the text.
_RADICALS: Final = (
    *(("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ng", "g"), ("ch", "c"), ("ph", "p"), ("th", "t"), ("dd", "d")),
    *(("b", "p"), ("d", "t"), ("g", "c"), ("f", "b"), ("f", "m"), ("m", "b"), ("n", "d"), ("l", "ll"), ("r", "rh")),
    *((vowel, "g" + vowel) for vowel in "aeiouwyâêîôûŵŷ"),
    *(("h" + vowel, vowel) for vowel in "aeiouwyâêîôûŵŷ"),
    *(("l", "gl"), ("r", "gr"), ("n", "gn")),
)

# Changed words whose first sign is the unchanged one: `Chynllun`, `Ddeddf`. Few Welsh words begin so by themselves.
_DOUBLED = re.compile(r"(?i:ch(?!w)|th(?!eatr)|ph|dd)")

_BUDGET: Final = {1: -1.0, 2: 0.0, 3: 1.0, 4: 2.0}
"""What a reading may cost by the number of letters; 3 for more. Two letters are spelt by initials or not at all."""
_LONGEST_WORD = 40
"""Characters of a word that are looked at."""
_SKIP = 2.0
_INSIDE = 2.0
_RUN = 1.0
_COMMA = 0.5
_NEVER: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or a part of a word with hyphens."""

    text: str
    """As written."""
    start: int
    end: int
    joined: bool = False
    """Whether a hyphen or slash joins it to the part before it."""
    after_comma: bool = False

    @property
    def small(self) -> bool:
        """Whether it needs no letter."""
        return fold_word(self.text) in SMALL_WORDS


def is_name(words: str) -> bool:
    """Whether words are written as a name: two or more that need a letter, each with a capital or digit first."""
    parts = [part for part in read_parts(words, 0, len(words)) if not part.small]
    return len(parts) > 1 and all(not part.text[0].islower() or part.joined for part in parts)


def read_parts(text: str, start: int, end: int) -> list[Part]:
    """Return the words in `text[start:end]`, hyphens parting them."""
    found: list[Part] = []
    for word in WORD.finditer(text, start, end):
        gap = text[found[-1].end : word.start()] if found else ""
        joined = bool(gap) and gap in "-‐‑/"
        found.append(Part(word[0], word.start(), word.end(), joined, "," in gap))
    return found


def is_gap(gap: str) -> bool:
    """Whether words on both sides of `gap` may belong to one name: white space, a comma, `&`, a hyphen inside a word."""
    bare = gap.strip(_QUOTES)
    if bare in ("-", "‐", "‑", "/"):
        return True
    return any(map(str.isspace, gap)) and bare.strip().strip(_QUOTES) in ("", ",", "&", "+", ", &", "/")


def fold_word(word: str) -> str:
    """Return a word without case and accents, its apostrophes of one kind."""
    return word.casefold() if word.isascii() else _drop_accents(word).replace("’", "'").replace("ʼ", "'").casefold()


def _drop_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def find_radical(word: str, letters: str, *, welsh: bool) -> str:
    """Return a Welsh word as it stands in a dictionary, if the letters show that its beginning has changed.

    `Gynllun` of `CDLl` gives `Cynllun`. Other words come back as they are.
    """
    if not welsh or not letters:
        return word
    if _DOUBLED.match(word) and letters[1:2] != word[1].casefold():
        return word[0] + word[2:]
    if fold_word(word[:1]) == letters[0].casefold():
        return word
    for changed, radical in _RADICALS:
        if word.casefold().startswith(changed) and radical[0] == letters[0].casefold():
            form = radical + word[len(changed) :]
            return form[:1].upper() + form[1:] if word[:1].isupper() else form
    return word


def weigh(parts: Sequence[Part], letters: str, *, welsh: bool = False) -> float:
    """Return what it costs to read all `parts`, from the first to the last, as `letters`; infinite if they spell others.

    Nothing for initials, glue and small letters of the beginning of a word (`FuSa`); something for letters out of
    the middle of a word, for commas, and for a word passed over. Letters are without dots, hyphens and a plural s.
    """
    if len(parts) < 2 or (len(parts) == 2 and parts[1].joined):
        return _NEVER
    letters = _drop_accents(letters)
    if not _take(parts[0].text, letters, welsh):
        return _NEVER
    best = _weigh_one(parts, letters, welsh)
    repeated = _REPEATED.sub(lambda found: found[1] * int(found[2]), letters)
    return min(best, _weigh_one(parts, repeated, welsh)) if repeated != letters else best


def _weigh_one(parts: Sequence[Part], letters: str, welsh: bool) -> float:
    allowed = _BUDGET.get(len(letters), 3.0)
    # What the letters from each place on cost, if read from the words behind the present one.
    behind = [_NEVER] * len(letters) + [0.0]
    last, first = len(parts) - 1, 0
    for at in range(last, -1, -1):
        part = parts[at]
        skipped = _NEVER if at in (first, last) else _weigh_skip(parts, at, len(letters))
        comma = _COMMA if part.after_comma and at > first else 0.0
        here = [cost + skipped for cost in behind]
        # "The Document Foundation (TDF)" has its article; other names lend theirs from the sentence.
        article = (0.5 if part.text[:1].isupper() else 1.0) if at == first and part.small else 0.0
        for start in range(len(letters)):
            for length, cost in _take(part.text, letters[start:], welsh):
                here[start] = min(here[start], behind[start + length] + cost + comma + article)
        behind = here
    return behind[0] if behind[0] <= allowed else _NEVER


def _weigh_skip(parts: Sequence[Part], at: int, count: int) -> float:
    part = parts[at]
    if part.small:
        return 0.0
    if part.joined:
        return 0.5
    return _SKIP if count >= 4 else _NEVER


@lru_cache(maxsize=16384)
def _take(word: str, letters: str, welsh: bool) -> tuple[tuple[int, float], ...]:
    """Return how many of the first `letters` a word can give, and what that costs."""
    word = word[:_LONGEST_WORD]
    folded = fold_word(word)
    if len(folded) != len(word) or not letters:
        folded, word = word.casefold(), word.casefold()
    if not letters or not folded:
        return ()
    found: dict[int, float] = {}
    for position in _find_starts(folded, letters[0], welsh):
        _take_more(word, folded, letters, 1, position, 0.0, found)
    return tuple(found.items())


def _find_starts(folded: str, letter: str, welsh: bool) -> set[int]:
    """Return the places in a word that may stand for its initial."""
    low = letter.casefold()
    if folded[0] == low:
        return {0}
    if low == "x" and folded.startswith("ex"):
        return {1}
    if folded in _SOUND.get(letter, ()):
        return {len(folded) - 1}
    if welsh and any(folded.startswith(changed) and radical[0] == low for changed, radical in _RADICALS):
        return {0}
    return set()


def _take_more(
    word: str, folded: str, letters: str, taken: int, position: int, cost: float, found: dict[int, float]
) -> None:
    if cost >= found.get(taken, _NEVER):
        return
    found[taken] = cost
    if taken == len(letters) or cost > 3:
        return
    letter = letters[taken]
    low = letter.casefold()
    following = position + 1
    if folded[following : following + 1] == low:
        free = letter.islower() or letter.isdigit() or word[following].isupper()
        _take_more(word, folded, letters, taken + 1, following, cost + (0.0 if free else _RUN), found)
    capital = next((at for at in range(following, len(word)) if word[at].isupper() and folded[at] == low), -1)
    if capital > following:
        _take_more(word, folded, letters, taken + 1, capital, cost, found)
    inside = folded.find(low, following + 1)
    if inside > 0 and len(letters) > 1:
        _take_more(word, folded, letters, taken + 1, inside, cost + _INSIDE, found)
