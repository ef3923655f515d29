"""Whether the minutes say what letters mean in the glossary's words: "Care Inspectorate Wales (CIW)" or "CIW
(Care Inspectorate Wales)".

In: a text, a place of letters in it, their meanings. Out: where the long form stands. Small differences do
not count: case, "and" or "&", hyphens, apostrophes, a plural, articles. Never decides what to insert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from minutebook.acronyms.letters import LEADING_WORDS
from minutebook.acronyms.wording import fold_one
from minutebook.i18n import LANGUAGES, language, mutates, mutations, numbers
from minutebook.model import LocalText

_LONG_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*['’ʼ]?")
_OPENING = re.compile(r"[(\[]([^()\[\]]*)\Z")
_BEHIND = re.compile(r"([\"'”’]*\s*[(\[])[\s\"'“”‘’]*")
_BETWEEN = re.compile(r"[\s\"'”’,]*")


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


@cache
def _find_forms(meaning: LocalText) -> frozenset[str]:
    """The meaning in every language, in the form in which two ways to write it are the same; with plurals and mutations
    where the language has them.
    """
    said = [(lang, form) for lang, text in meaning.by_lang for form in (text, *_list_numbers(lang, text))]
    forms = [form for _, form in said]
    mutating = [form for lang, form in said if mutates(lang)]
    forms += [form for text in mutating for form in mutations(text)]
    # Her and their put an h before a vowel: `eu Harolygiad`.
    forms += ["h" + text for text in mutating if text[:1].casefold() in "aeiouwyâêîôûŵŷ"]
    return frozenset(filter(None, ("".join(map(fold_one, _LONG_WORD.findall(form))) for form in forms)))


def _list_numbers(lang: str, text: str) -> Iterable[str]:
    """Return a meaning in the other number, where the language has endings of its own for that."""
    return numbers(text, language(lang).plural_endings) if lang in LANGUAGES else ()


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
            and word[0].casefold() in LEADING_WORDS
            and not any(form.startswith(fold_one(word[0]) or "\0") for form in forms)
        ):
            last = word.end()
            continue
        first = first if read else word.start()
        read, last = read + fold_one(word[0]), word.end()
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
        read, last = fold_one(word[0]) + read, word.start()
        if read in forms:
            return last, words[-1].end()
        if len(read) >= longest:
            return None
    return None


def _leads(words: str, letters: Iterable[str]) -> bool:
    """Whether nothing stands in brackets before the letters but words like "the", or other letters of the
    term.
    """
    known = {letter.casefold() for letter in letters} | LEADING_WORDS
    return all(word.casefold() in known for word in re.findall(r"\w+", words))
