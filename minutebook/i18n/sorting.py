"""Order by a language's own alphabet: in Welsh `ch` follows `c`, `ll` follows `l`.

In: texts and a language code. Out: keys to sort by, and headings for an A to Z. It never depends on the
machine's locale.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from minutebook.i18n.languages import language, language_files

SortKey = tuple[tuple[tuple[int, int], ...], str, str]
"""Letters by rank, runs of digits by number; then the text with its accents; then the text as it stands."""

OTHER: Final = "#"
"""The heading of what does not begin with a letter of the alphabet."""

_GAP, _NUMBER, _LETTER, _FOREIGN = range(4)
_JOINER: Final = "\u034f"
# Passed over: O'Brien stands with OBrien, and C.I.W. with CIW. Whatever else is no letter or digit parts
# words.
_SILENT: Final = frozenset(("'", "’", ".", _JOINER))
_WORD: Final = re.compile(r"\w+|\W", re.DOTALL)
_SINGLE: Final = re.compile(r"[0-9]+|.", re.DOTALL)
# A word of capitals up to this long is taken for an acronym, whose letters each stand for a word: Welsh PHW
# is p, h, w.
_LONGEST_ACRONYM: Final = 5
# Welsh places whose "ng" is two letters (Llan + gollen). Elsewhere a combining grapheme joiner may part them.
_TWO_LETTERS: Final = re.compile(r"\b(?:llan|ban(?=gor\b))(?=g)")
# More digits than this are compared as text.
_DIGITS: Final = 18


def alphabet(lang: str) -> tuple[str, ...]:
    """The headings of an A to Z, in order: `("A", "B", "C", "Ch", …)`. Raises KeyError for an unknown
    language.
    """
    return tuple(letter.capitalize() for letter in language(lang).alphabet)


def list_digraphs() -> tuple[str, ...]:
    """The letters that are written with more signs than one in any language that has a file, in lower case: `ch`, `dd`."""
    return tuple(sorted({letter for code in language_files() for letter in language(code).alphabet if len(letter) > 1}))


def initial(text: str, lang: str) -> str:
    """The heading under which a text stands: `Ll` for `Llanelli` in Welsh, `#` for what begins with no
    letter.

    An acronym in capitals begins with one letter, not a digraph: Welsh `PHW` stands under `P`.
    Raises KeyError for an unknown language.
    """
    kind, rank = next(iter(sort_key(text, lang)[0]), (_GAP, 0))
    return alphabet(lang)[rank] if kind == _LETTER else OTHER


def sort_key(text: str, lang: str) -> SortKey:
    """A key that sorts texts by the language's alphabet, word by word, then by accents, then by case.

    Two texts have the same key only if they are the same text. Raises KeyError for an unknown language.
    """
    return _ranked(text, lang), unicodedata.normalize("NFC", text).casefold(), text


def _ranked(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    ranks, letters = _letters(lang)
    found: list[tuple[int, int]] = []
    gap = False
    for word in _WORD.findall(text):
        pattern = _SINGLE if word.isupper() and len(word) <= _LONGEST_ACRONYM else letters
        for token in pattern.findall(_plain(word)):
            if token in _SILENT:
                continue
            if not token.isalnum():
                gap = bool(found)
                continue
            if gap:
                found.append((_GAP, 0))
                gap = False
            if token in ranks:
                found.append((_LETTER, ranks[token]))
            elif token.isascii() and token.isdigit():
                found.append((_NUMBER, int(token[:_DIGITS])))
            else:
                found.append((_FOREIGN, ord(token)))
    return tuple(found)


@cache
def _letters(lang: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The rank of each letter, and the pattern that cuts a word into letters, digraphs first."""
    order = language(lang).alphabet
    digraphs = sorted((letter for letter in order if len(letter) > 1), key=len, reverse=True)
    pattern = "|".join(("[0-9]+", *map(re.escape, digraphs), "."))
    return {letter: rank for rank, letter in enumerate(order)}, re.compile(pattern, re.DOTALL)


def _plain(word: str) -> str:
    """The word in small letters without accents; a joiner stands where two letters only look like one."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return _TWO_LETTERS.sub(lambda start: start[0] + _JOINER, bare)
