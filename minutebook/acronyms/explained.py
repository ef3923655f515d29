"""Whether the minutes explain letters themselves: "Care Inspectorate Wales (CIW)" or "CIW (Care
Inspectorate Wales)".

In: a text, a place of letters in it, their meanings. Out: where the long form stands. Small differences do
not count: case, "and" or "&", hyphens, apostrophes, a plural, articles. Never decides what to insert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from minutebook.i18n import mutations
from minutebook.model import LocalText

_LONG_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*['’ʼ]?")
_OPENING = re.compile(r"[(\[]([^()\[\]]*)\Z")
_BEHIND = re.compile(r"([\"'”’]*\s*[(\[])[\s\"'“”‘’]*")
_BETWEEN = re.compile(r"[\s\"'”’,]*")

# What may differ between two ways to write the same name.
_DROPPED: Final = frozenset(("and", "the", "a", "ac", "y", "yr"))
# What may stand in brackets before the letters: "(the CIW)", "(also known as CIW)".
_LEADING: Final = frozenset(
    (
        *(
            "the",
            "or",
            "also",
            "known",
            "as",
            "called",
            "now",
            "hereafter",
            "hereinafter",
            "abbreviated",
            "to",
            "and",
        ),
        *("y", "yr", "neu", "sef", "hefyd", "elwir", "yn", "a", "ac", "o", "hyn", "ymlaen"),
    )
)
_SMALL: Final = frozenset(
    ("and", "of", "for", "the", "in", "on", "to", "at", "with", "a", "ac", "y", "yr", "yn", "i", "o", "ar")
)


def find_long_form(
    text: str, start: int, end: int, meaning: LocalText, letters: Iterable[str]
) -> tuple[int, int] | None:
    """Return where the text says in words what `text[start:end]` means, right behind it in brackets or
    right before its brackets.

    `letters` are all the letters of the term: others of them may stand in the brackets before these.
    """
    if behind := _BEHIND.match(text, end):
        return _read_same(text, behind.end(1), meaning) or _read_forward(text, behind.end(), _find_forms(meaning))
    opening = _OPENING.search(text, max(0, start - 80), start)
    if opening and _leads(opening[1], letters):
        return _read_back(text, opening.start(), _find_forms(meaning))
    return None


def find_own_words(text: str, start: int, end: int, letters: str) -> str:
    """Return words in the text that explain `letters` at `text[start:end]` by their initials, in either
    order, or nothing.

    Words such as "of" need no letter. These are words of the minutes, whatever the glossary says.
    """
    if behind := _BEHIND.match(text, end):
        inside = re.compile(r"[^()\[\],;:]*").match(text, behind.end())
        words = list(_LONG_WORD.finditer(inside[0])) if inside else []
        return inside[0].strip() if inside and _spell(words) == letters.upper() else ""
    opening = _OPENING.search(text, max(0, start - 80), start)
    if not opening or not _leads(opening[1], ()):
        return ""
    before = text[max(0, opening.start() - 40 * len(letters)) : opening.start()]
    words = list(_LONG_WORD.finditer(before))
    if not words or not _BETWEEN.fullmatch(before, words[-1].end()):
        return ""
    # The longest tail is tried last: "the Cabinet of Wales (CW)" is explained by three words, not four.
    for first in range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 1), -1):
        tail = words[first:]
        if any(set(before[one.end() : two.start()]) & set("()[].;:") for one, two in pairwise(tail)):
            return ""
        if tail[0][0].casefold() not in _SMALL and _spell(tail) == letters.upper():
            return before[tail[0].start() : tail[-1].end()]
    return ""


@cache
def _find_forms(meaning: LocalText) -> frozenset[str]:
    """The meaning in every language, in the form in which two ways to write it are the same; Welsh with
    mutations.
    """
    forms = [text for _, text in meaning.by_lang]
    welsh = [text for lang, text in meaning.by_lang if lang == "cy"]
    forms += [form for text in welsh for form in mutations(text)]
    # Her and their put an h before a vowel: `eu Harolygiad`.
    forms += ["h" + text for text in welsh if text[:1].casefold() in "aeiouwyâêîôûŵŷ"]
    return frozenset(filter(None, ("".join(map(_reduce, _LONG_WORD.findall(form))) for form in forms)))


@lru_cache(maxsize=16384)
def _reduce(word: str) -> str:
    """One word without what may differ: case, apostrophe, plural or possessive s; nothing for an article or
    "and".
    """
    word = re.sub(r"['’ʼ]s?$", "", word.casefold())
    word = re.sub(r"['’ʼ]", "", word)
    if word in _DROPPED:
        return ""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _read_same(text: str, start: int, meaning: LocalText) -> tuple[int, int] | None:
    """Find the very words of the glossary, whatever signs they hold."""
    for _, words in meaning.by_lang:
        if text.startswith(words, start) and not text[start + len(words) : start + len(words) + 1].isalnum():
            return start, start + len(words)
    return None


def _read_forward(text: str, start: int, forms: frozenset[str]) -> tuple[int, int] | None:
    longest = max(map(len, forms), default=0)
    read, first, last = "", start, start
    for word in _LONG_WORD.finditer(text, start):
        if set(text[last : word.start()]) & set("()[]"):
            return None
        if (
            not read
            and word[0].casefold() in _LEADING
            and not any(form.startswith(_reduce(word[0]) or "\0") for form in forms)
        ):
            last = word.end()
            continue
        first = first if read else word.start()
        read, last = read + _reduce(word[0]), word.end()
        if read in forms:
            return first, last
        if len(read) >= longest:
            return None
    return None


def _read_back(text: str, end: int, forms: frozenset[str]) -> tuple[int, int] | None:
    longest = max(map(len, forms), default=0)
    words = list(_LONG_WORD.finditer(text, max(0, end - 4 * longest - 80), end))
    if not words or not _BETWEEN.fullmatch(text, words[-1].end(), end):
        return None
    read, last = "", end
    for word in reversed(words):
        if set(text[word.end() : last]) & set("()[]"):
            return None
        read, last = _reduce(word[0]) + read, word.start()
        if read in forms:
            return last, words[-1].end()
        if len(read) >= longest:
            return None
    return None


def _leads(words: str, letters: Iterable[str]) -> bool:
    """Whether nothing stands in brackets before the letters but words like "the", or other letters of the
    term.
    """
    known = {letter.casefold() for letter in letters} | _LEADING
    return all(word.casefold() in known for word in re.findall(r"\w+", words))


def _spell(words: Iterable[re.Match[str]]) -> str:
    """The initials of words in capitals, without those of small words such as "of"; each part of
    `well-being` has its own.
    """
    return "".join(word[0][0] for word in words if word[0].casefold() not in _SMALL).upper()
