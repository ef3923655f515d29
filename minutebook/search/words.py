"""The words of a text as they are looked up: folded, stemmed, without the small ones.

In: a text and its language. Out: words in lower case and plain letters, `Tŷ Gwyn` as `ty gwyn`. The browser folds in the same way; it has no
stemmer, since the index tells it which written words belong to which stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

# Not by the package's own door: that leads to another stemmer where one is installed, with other stems.
from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]  # it has no types

from minutebook.i18n import language, mutates

_WORD: Final = re.compile(r"[^\W_]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")
_OWNER: Final = re.compile(r"['’ʼ]s\b", re.IGNORECASE)
_STEMMERS: Final = {"en": EnglishStemmer}
"""By language, the stemmers of the Snowball project (snowballstem.org). There is none for Welsh."""

# Which radical a mutated first letter may stand for, in this order; g is lost in the soft mutation.
_RADICALS: Final = (
    ("ngh", ("c",)),
    ("mh", ("p",)),
    ("nh", ("t",)),
    ("ng", ("g",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("ch", ("c",)),
    ("dd", ("d",)),
    ("ff", ()),
    ("ll", ()),
    ("rh", ()),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("c",)),
    ("f", ("b", "m")),
    ("m", ("b",)),
    ("n", ("d",)),
    ("l", ("ll", "gl")),
    ("r", ("rh", "gr")),
    *((vowel, ("g" + vowel,)) for vowel in "aeiouwy"),
)
_CLASSES: Final = (
    ("T", ("nh", "th", "dd", "t", "d")),
    ("C", ("ngh", "ng", "ch", "c", "g")),
    ("P", ("mh", "ph", "p", "b", "m")),
    ("L", ("ll", "l")),
    ("R", ("rh", "r")),
    ("P", ("f",)),
    ("T", ("n",)),
)
_SHORTEST: Final = 3
"""Letters that a word must have to count as mutated."""


def fold(text: str) -> str:
    """Return a text in lower case and without accents, for look-ups only."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    marks = [ord(sign) for sign in set(plain) if unicodedata.category(sign) == "Mn"]
    return (plain.translate(dict.fromkeys(marks)) if marks else plain).lower()


def split(text: str) -> list[str]:
    """Return every word of a text, folded, in order; a possessive s is left out."""
    return _WORD.findall(_OWNER.sub("", fold(text)) if "'" in text or "’" in text or "ʼ" in text else fold(text))


def list_compounds(text: str) -> list[str]:
    """Return words that hyphens join as one word each, `byelection` for `by-election`: others write them so."""
    return ["".join(split(found)) for found in _COMPOUND.findall(text)] if "-" in text or "\u2011" in text else []


def join(letters: str) -> str:
    """Return letters as one word, `rd` for `R&D`; nothing for what is more than one word."""
    parts = split(letters)
    return "" if any(sign.isspace() for sign in letters.strip()) else "".join(parts)


@cache
def list_small(lang: str) -> frozenset[str]:
    """Return the words of a language that are in no index."""
    return frozenset(map(fold, language(lang).small_words))


def find_homes(forms: Collection[str], lang: str, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for each written word the one under which it is found together with others: its stem, its radical, or itself.

    Names (`=care inspectorate wales`) and letters that are small words besides (`it`) are found as they are.
    `known` is what was found for other words of this language.
    """
    known = known or {}
    if known.keys() == set(forms):
        return dict(known)
    small, same = list_small(lang), language(lang).short_forms
    if lang not in _STEMMERS:
        homes = find_radicals(forms) if mutates(lang) else {}
        homes |= {form: word for form, word in same.items() if word in forms}
        return {form: homes.get(form, form) for form in forms}
    stem = _STEMMERS[lang]().stemWord
    # What has signs of other languages or figures is no word of this one.
    return {
        form: known.get(form)
        or (stem(same.get(form, form)) if form.isascii() and form.isalpha() and form not in small else form)
        for form in forms
    }


def find_radicals(vocabulary: Collection[str]) -> dict[str, str]:
    """Return the Welsh words that may be mutated forms of others that are there, each with that other one.

    What a word of the same spelling may be besides is not asked: `ban` belongs to `pan`, if both are there.
    """
    found: dict[str, str] = {}
    for word in sorted(vocabulary):
        radical = _find_radical(word, vocabulary)
        if radical != word:
            found[word] = radical
    return found


def _find_radical(word: str, vocabulary: Collection[str]) -> str:
    for radical in _list_radicals(word):
        if radical in vocabulary and _find_radical(radical, vocabulary) == radical:
            return radical
    return word


def _list_radicals(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST or not word.isalpha():
        return
    for start, radicals in _RADICALS:
        if word.startswith(start):
            yield from (radical + word[len(start) :] for radical in radicals)
            return


def place_all(words: Iterable[str], lang: str) -> dict[str, str]:
    """Return for words and names the beginnings by which their files are found."""
    plain = {word: word.lstrip("=") for word in words}
    return {word: place(found, lang) for word, found in plain.items()} if mutates(lang) else plain


def place(word: str, lang: str) -> str:
    """Return the word by whose beginning its file is found: where first letters change, the forms of one word lie side by side."""
    if not mutates(lang) or len(word) < _SHORTEST or word.startswith("ff"):
        return word
    for name, starts in _CLASSES:
        for start in starts:
            if word.startswith(start):
                return name + word[len(start) :]
    return word
