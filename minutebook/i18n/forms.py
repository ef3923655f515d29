"""The forms a word may take in a text: Welsh initial mutations, apostrophes, missing accents.

In: a word or phrase. Out: its forms, or a table that finds a meaning by any of them. It knows no grammar:
it gives every form that the first letter allows, never which one a sentence asks for.
"""

from collections.abc import Iterable, Mapping
from typing import Final

# Soft, nasal and aspirate forms by first letter, as any Welsh grammar has them; g is lost in the soft one.
# Letters and digraphs not named stay as they are.
_MUTATIONS: Final[dict[str, tuple[str, ...]]] = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
# First letters that look like one above but are another letter of the alphabet, or never change.
_FIXED: Final = ("ch", "dd", "ng", "ph", "th", "ts")


def mutations(word: str) -> frozenset[str]:
    """Return the mutated forms of a Welsh word or phrase, by its first letter; not the word itself.

    The case of the word is kept: `Clerc` gives `Glerc`, `Nghlerc`, `Chlerc`; `CLERC` gives `GLERC` and so on.
    A word that cannot change gives none.
    """
    lower = word[:2].casefold()
    if lower in _FIXED:
        return frozenset()
    radical = lower if lower in _MUTATIONS else lower[:1]
    rest = word[len(radical) :]
    return frozenset(_cased(word, mutated, rest) for mutated in _MUTATIONS.get(radical, ()))


def spellings(word: str) -> frozenset[str]:
    """Return the word with each kind of apostrophe, and without its circumflexes, as often typed."""
    accented = {word, word.translate(_PLAIN)}
    return frozenset(form.replace("'", mark).replace("’", mark) for form in accented for mark in ("'", "’"))


def read_forms(words: Iterable[str], *, mutate: bool) -> tuple[str, ...]:
    """Return all forms under which words may stand in a text, casefolded: spellings and, if asked for,
    mutations.

    They are sorted, so that tables made of them have one order under any hash seed.
    """
    stems = (stem for word in words for stem in (word, *(mutations(word) if mutate else ())))
    return tuple(sorted({form.casefold() for stem in stems for form in spellings(stem)}))


def either(english: tuple[str, ...], welsh: tuple[str, ...]) -> frozenset[str]:
    """Return the forms of words that mean one thing; the Welsh ones with their mutations."""
    return frozenset((*read_forms(english, mutate=False), *read_forms(welsh, mutate=True)))


def meanings(words: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]], *, mutate: bool = True) -> dict[str, str]:
    """Return meanings by casefolded form, from the English and the Welsh words of each meaning.

    Welsh words stand with their mutations, unless `mutate` is off: small words keep their first letter, and
    `tan` (until) would give `dan` (under).
    """
    return {
        form: meaning
        for meaning, (english, welsh) in words.items()
        for form in (*read_forms(english, mutate=False), *read_forms(welsh, mutate=mutate))
    }


_PLAIN = str.maketrans("âêîôûŵŷÂÊÎÔÛŴŶ", "aeiouwyAEIOUWY")


def _cased(word: str, mutated: str, rest: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return mutated.upper() + rest
    if word[:1].isupper():
        form = mutated + rest
        return form[:1].upper() + form[1:]
    return mutated + rest
