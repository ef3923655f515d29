"""Numbers and lists of names as a language writes them.

In: values and a language code. Out: text. It reads nothing back.
"""

import unicodedata
from collections.abc import Sequence

from babel.numbers import format_decimal

from minutebook.i18n.languages import Language, language, locale

_VOWELS = frozenset("aeiouwy")


def format_number(number: int | float, lang: str) -> str:
    """Write a number with the language's separators, at most three decimals: `12,345.6`.

    Raises KeyError for an unknown language.
    """
    return format_decimal(number, locale=locale(lang))


def name_joints(names: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return what stands before each name of a list, for templates that link names: `("", ", ", " and ")`.

    Raises KeyError for an unknown language.
    """
    about = language(lang)
    last = len(names) - 1
    return tuple(
        "" if at == 0 else f" {_conjunction(name, about)} " if at == last else ", " for at, name in enumerate(names)
    )


def join_names(names: Sequence[str], lang: str) -> str:
    """Write names as one list: `a, b and c`; Welsh `a, b ac Owen`. No names give an empty text.

    Raises KeyError for an unknown language.
    """
    return "".join(joint + name for joint, name in zip(name_joints(names, lang), names, strict=True))


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
