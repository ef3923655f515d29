"""What two ways to write the same words have in common.

In and out: text. A plural, an article, a hyphen, a capital and the kind of apostrophe make no other name; any other word does.
"""

from __future__ import annotations

from functools import lru_cache

from minutebook.acronyms.letters import WORD, fold_word

_DROPPED = frozenset(("a", "ac", "an", "and", "the", "y", "yr"))


@lru_cache(maxsize=16384)
def fold_words(words: str) -> str:
    """Return a key that is the same for `Looked-After Children` and `looked after child`'s other spellings in number and case."""
    return "".join(fold_one(word) for word in WORD.findall(words))


@lru_cache(maxsize=16384)
def fold_one(word: str) -> str:
    """Return one word without its case, accents and plural or possessive s; nothing for an article or "and"."""
    bare = fold_word(word).removesuffix("'s").replace("'", "")
    if bare in _DROPPED:
        return ""
    if len(bare) > 4 and bare.endswith("ies"):
        return bare[:-3] + "y"
    if len(bare) > 4 and bare.endswith(("xes", "ches", "shes", "sses")):
        return bare[:-2]
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss") else bare
