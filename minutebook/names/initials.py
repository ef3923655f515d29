"""Whether letters can be a person's initials: `AR` of Alun ap Rhys-Jones, and not `NRW` of Nest Alun.

In: capitals and a name as written. Out: yes or no. Knows no people: an organisation is a name like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from minutebook.i18n import list_digraphs
from minutebook.names.spelling import HONOURS, is_id, strip_title

_DIGRAPHS: Final = frozenset(map(str.upper, list_digraphs()))
"""Two signs that are one letter of an alphabet, in Welsh."""
_PARTS: Final = re.compile(r"[^\W\d_]+")
_HUMPS: Final = re.compile(r"[A-Z]?[^A-Z]+|[A-Z]")
"""`Mc` and `Donald`; of capitals alone, each."""


def can_be_initials(letters: str, name: str, *, unbroken: bool = False) -> bool:
    """Return whether each of the capitals `letters` begins, in order, a part of `name`, and the last a part of the last name.

    Parts are words, what hyphens, apostrophes and full stops join, and the Donald of McDonald. A title, honours and what follows a
    comma are no parts. Any part may be skipped, and a Welsh digraph counts as one letter or two. With `unbroken`, what is skipped
    between the letters are words in small letters alone: `CIW` is no one's of Chief Inspector Ann Williams.
    """
    words = list(_find_words(name))
    if not words:
        return False
    *others, last = words
    pattern = "(?=.)" + "".join(f"(?:{_write_letter(part)})?" for part in last)
    patterns = [pattern]
    for word in reversed(others):
        skipped = "?" if not unbroken or word[0].islower() else ""
        pattern = "".join(f"(?:{_write_letter(part)}){skipped}" for part in word) + pattern
        patterns.append(pattern)
    return any(re.fullmatch(pattern, letters) for pattern in patterns)


def _find_words(name: str) -> Iterator[list[str]]:
    """Yield the parts of each word of a name, without title, honours and accents; an id is read as the name it is made of."""
    bare = strip_title(name.partition(",")[0].strip())
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    words = plain.replace("-", " ").title().split() if is_id(plain) else plain.split()
    while len(words) > 2 and words[-1].isupper() and words[-1].strip(".") in HONOURS:
        words.pop()
    for word in words:
        parts = _PARTS.findall(word)
        if not plain.isupper():  # ANN REES: all of it in capitals, which then begin nothing
            parts = [hump for part in parts for hump in _HUMPS.findall(part)]
        if parts:
            yield parts


def _write_letter(part: str) -> str:
    """Return the pattern of what stands for a part."""
    first = re.escape(part[0].upper())
    return f"{first}{part[1].upper()}?" if part[:2].upper() in _DIGRAPHS else first
