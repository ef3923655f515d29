"""How names are spelt: titles before them, honours after them, and what makes two spellings the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from minutebook.i18n import ARTICLES, NAME_TITLES, phrase_pattern

HONOURS = frozenset(
    (
        *("BEM", "MBE", "OBE", "CBE", "DBE", "KBE", "GBE", "MVO", "QPM", "JP", "DL", "KC", "QC", "FRS"),
        *("MP", "MS", "AS", "AM", "AC", "MEP", "PHD", "BA", "BSC", "MA", "MSC"),
    )
)
"""Letters after a name that are no name of their own."""

CAPITAL = r"[^\W\d_a-zà-öø-ÿŵŷ]"
"""The source of a regular expression for a capital letter, Welsh ones too."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TITLES = re.compile(rf"(?:(?:{phrase_pattern(NAME_TITLES)})(?:\.\s*|\s+)(?=\S))+", re.IGNORECASE)
_ONLY_TITLES = re.compile(rf"(?:(?:{phrase_pattern(NAME_TITLES)})(?:\.\s*|\s+|$))+", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?:{phrase_pattern(ARTICLES)}|'r|’r)\s+(?=\S)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^\w]+|_+")


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id: small letters and figures, in parts joined by hyphens."""
    return _ID.fullmatch(text) is not None


def strip_title(name: str) -> str:
    """Return the name without Cllr, Councillor, Cyng., Mr, Dr and the like before it; titles alone stay as they are."""
    found = _TITLES.match(name)
    return name[found.end() :] if found else name


def is_title(text: str) -> bool:
    """Whether `text` is nothing but titles: `Mr` of `Mr and Mrs Jones`."""
    return _ONLY_TITLES.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no titles, honours, articles, full stops, accents or capitals."""
    bare = strip_title(_ARTICLE.sub("", name.strip(), count=1) if _ARTICLE.match(name.strip()) else name.strip())
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    words = _NO_LETTER.sub(" ", plain.replace("'", "").replace("’", "").replace("&", " and ")).split()
    while len(words) > 2 and words[-1].upper() in HONOURS and words[-1].isupper():
        words.pop()
    return " ".join(words).casefold()


def whole_name_key(name: str) -> str:
    """Return `name_key` of a name written in full, so that a title makes no difference; of others (`Mr Jones`) all of it, casefolded."""
    key = name_key(name)
    words = key.split()
    return key if len(words) > 1 and all(len(word) > 1 for word in words) else " ".join(name.split()).casefold()
