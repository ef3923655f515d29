"""What may stand in a language's file: keys and texts, and what is said of any other.

In: what YAML made of a part of the file, and where that stands. Out: the same with its types known, or LanguageFileError, which names file and
key. It knows no part by name.
"""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from minutebook.diagnostics import LanguageFileError


def read_mapping(raw: object, where: str, holds: str = "keys of its own") -> Mapping[str, object]:
    """Return what holds keys. `holds` says in the message which. Raises LanguageFileError for anything else."""
    if not isinstance(raw, Mapping):
        raise LanguageFileError(f"{where}: must hold {holds}")
    return raw


def read_keys(
    raw: object, known: Sequence[str], where: str, *, optional: Collection[str] = (), lacking: str = "missing"
) -> dict[str, object]:
    """Return what stands under each key, in the order of `known`; those that are `optional` may not be there.

    Raises LanguageFileError for a key that nobody asks for, and for one that is not there: `lacking` says what to do then.
    """
    found = read_mapping(raw, where, f"the keys {', '.join(known)}")
    for key in found:
        if key not in known:
            raise LanguageFileError(f"{where}.{key}: unknown key{suggest(key, known)}")
    for key in known:
        if key not in found and key not in optional:
            raise LanguageFileError(f"{where}.{key}: {lacking}")
    return {key: found[key] for key in known if key in found}


def read_text(raw: object, where: str) -> str:
    """Return one text. Raises LanguageFileError for anything else, and for an empty one."""
    if not isinstance(raw, str) or not raw.strip():
        raise LanguageFileError(f"{where}: must be a text, and not empty")
    return raw


def suggest(word: str, known: Collection[str]) -> str:
    """Return what to say of a word that is written nearly as one that is known; empty where none is."""
    near = get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
