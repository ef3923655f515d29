"""The forms a word may take in a text: Welsh initial mutations, apostrophes, missing accents.

In: a word or phrase. Out: its forms. It knows no grammar: it gives every form that the first letter allows, never
which one a sentence asks for.
"""

from collections.abc import Iterable
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


def numbers(phrase: str, endings: Iterable[str]) -> frozenset[str]:
    """Return a phrase with its first word in the other number, as far as `endings` tell; not the phrase itself.

    `dangosydd gofal` gives `dangosyddion gofal` and, since nobody knows which ending a word takes, `dangosyddau gofal` and so on;
    `cynlluniau` gives `cynllun`, and `cynlluni`. For languages in which the noun comes first. Short words are left alone: their
    plurals are other words too easily.
    """
    word, space, rest = phrase.partition(" ")
    if len(word) < _SHORTEST:
        return frozenset()
    found = {word + ending for ending in endings}
    found |= {bare for ending in endings if len(bare := word.removesuffix(ending)) >= _SHORTEST and bare != word}
    return frozenset(form + space + rest for form in found)


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


_SHORTEST: Final = 4
"""Signs of the shortest word whose plural is understood."""
_PLAIN = str.maketrans("âêîôûŵŷÂÊÎÔÛŴŶ", "aeiouwyAEIOUWY")


def _cased(word: str, mutated: str, rest: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return mutated.upper() + rest
    if word[:1].isupper():
        form = mutated + rest
        return form[:1].upper() + form[1:]
    return mutated + rest
