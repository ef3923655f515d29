"""Numbers and lists of names as a language writes them.

In: values and a language code. Out: text. It reads nothing back.
"""

import re
import unicodedata
from collections.abc import Sequence

from babel.numbers import format_decimal

from minutebook.i18n.languages import LANGUAGES, Language, language, locale

_VOWELS = frozenset("aeiouwy")


def format_number(number: int | float, lang: str) -> str:
    """Write a number with the language's separators, at most three decimals: `12,345.6`.

    Raises KeyError for an unknown language.
    """
    return format_decimal(number, locale=locale(lang))


def name_joints(names: Sequence[str], lang: str, *, person_last: bool = False) -> tuple[str, ...]:
    """Return what stands before each name of a list, for templates that link names: `("", ", ", " and ")`.

    Semicolons part all of them where a name holds a comma, a semicolon or the word `and` itself, or the last would not
    stand after that word as it is: Welsh `Clerc; Prif Weithredwr`. `person_last` says that the last is somebody's name,
    whose first letter never changes. Raises KeyError for an unknown language.
    """
    about = language(lang)
    last = len(names) - 1
    if last > 0 and (any(map(_divides, names)) or _clashes(names[last], about, is_person=person_last)):
        return ("", *["; "] * last)
    return tuple(
        "" if at == 0 else f" {_conjunction(name, about)} " if at == last else ", " for at, name in enumerate(names)
    )


def join_names(names: Sequence[str], lang: str) -> str:
    """Write names, of people or not, as one list: `a, b and c`; Welsh `a, b ac Owen`. No names give an empty text.

    Joined as by `name_joints`. Raises KeyError for an unknown language.
    """
    return "".join(joint + name for joint, name in zip(name_joints(names, lang), names, strict=True))


def _divides(name: str) -> bool:
    """Whether a name would be read as several in a list: `Director, Housing`, `Care and Wellbeing`."""
    return _joining_words().search(name) is not None


def _joining_words() -> re.Pattern[str]:
    """What stands between the names of a list. In any language: an office may have no name but an English one.

    Small letters only, for a capital A is somebody's initial.
    """
    words = {
        word for code in LANGUAGES for word in (language(code).conjunction, language(code).conjunction_before_vowel)
    }
    return re.compile(rf"[,;]|(?<!\S)(?:{'|'.join(sorted(map(re.escape, words)))})(?![^\s'’])")


def _clashes(name: str, about: Language, *, is_person: bool) -> bool:
    """Whether a name and the conjunction before it would not both stay as they are."""
    word = name.casefold().split(maxsplit=1)[:1]
    if word and word[0] in about.conjunction_merges:
        return True
    return not is_person and _first_letter(name, about) in about.conjunction_changes


def _first_letter(name: str, about: Language) -> str:
    """Return the letter of the alphabet that a name begins with, `ch` in `Chwarae`; empty for anything else."""
    start = name.strip().casefold()
    return max((letter for letter in about.alphabet if start.startswith(letter)), key=len, default="")


def _conjunction(name: str, about: Language) -> str:
    return about.conjunction_before_vowel if _opens_with_vowel(name) else about.conjunction


def _opens_with_vowel(name: str) -> bool:
    """Whether Welsh has `ac` before this name.

    A capital W is taken for the consonant of `Williams`, `Wrecsam`, `Wyn`; so is a Y before a vowel (`Young`)
    and a w before l or r (`wlad`). Before i it is always `ac` (`ac Iolo`).
    """
    letters = unicodedata.normalize("NFD", name.strip()[:2]).replace("\u0302", "").casefold()
    first, second = letters[:1], letters[1:2]
    if first == "w":
        return not name.strip().startswith(("W", "Ŵ")) and second not in ("l", "r")
    if first == "y":
        return second not in _VOWELS
    return first in _VOWELS
