"""Who proposed, who seconded, who declared what, to whom something is recommended: the words in and about a record.

In: text and where it stands. Out: `Words`, text that names somebody. Who that is is not known here. Content format, section 4.
"""

from __future__ import annotations

import re

from minutebook.i18n import (
    ADDRESSEE_WORDS,
    AND_WORDS,
    ARTICLES,
    BEFORE_MOTION,
    BEHIND_NAMES,
    BY_WORDS,
    DECLARATION_WORDS,
    ITEM_WORDS,
    MOTION_WORDS,
    NAME_TITLES,
    NO_WORDS,
    NOBODY,
    NUMBER_SIGNS,
    OWNER_WORDS,
    RECORD_WORDS,
    VERDICTS,
    phrase_pattern,
)
from minutebook.model.records import Verdict
from minutebook.names import CAPITAL
from minutebook.records.raw import Words
from minutebook.records.sentences import collapse

_TITLE = rf"(?i:{phrase_pattern(NAME_TITLES)})(?!\w)\.?"
# Capitalised words that end a name rather than belong to it.
_STOPS = "|".join(
    sorted(
        {
            *(word.upper() for word in RECORD_WORDS if " " not in word),
            *(re.escape(word.capitalize()) for word in BEHIND_NAMES),
        }
    )
)
_CAP = rf"(?!(?:{_STOPS})(?!\w))(?:{CAPITAL}\.(?:\s?{CAPITAL}\.)*|{CAPITAL}(?:[\w’'-]*\w)?)"
_PARTICLE = r"(?:de|van|von|der|la|le|ap|ab|ferch|du|da|of|of\s+the|y|yr)"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)+"
_ARTICLE = phrase_pattern({form for word in ARTICLES for form in (word, word.capitalize())})
_AND = phrase_pattern(AND_WORDS)
NAME = rf"(?:(?:(?:{_ARTICLE})\s+)?(?:{_TITLE}\s+)*{_CAP}(?:\s+(?:{_PARTICLE}\s+)?(?:{_TITLE}\s+)?{_CAP})*|(?<![\w-]){_ID}(?![\w-]))"
"""The source of a regular expression for one name: titles, initials, capitalised words, or an id."""
_NAMES = rf"{NAME}(?:(?:\s*[,;/&]\s*|\s+(?:{_AND})\s+|\s*,\s*(?:{_AND})\s+){NAME})*"

_MOTION = re.compile(
    rf"(?<![\w-])({phrase_pattern(MOTION_WORDS)}|prop(?=[.:])|sec(?=[.:]))(?!\w)\.?\s*[:–-]?\s*", re.IGNORECASE
)
_NAME_HERE = re.compile(NAME)
_NAME_BEFORE = re.compile(rf"({NAME})\s+(?:then\s+|also\s+|duly\s+)?$")
_CLAUSE = re.compile(
    rf"(?:^|[.,;:(–—-]|\b(?:{phrase_pattern(BEFORE_MOTION)}))\s*$",
    re.IGNORECASE,
)
_SURELY_SOMEBODY = re.compile(rf"(?:(?:{_ARTICLE})\s+)?(?:{_TITLE}|(?i:{phrase_pattern(OWNER_WORDS)})(?!\w)|\S+\s+\S)")
_TO = re.compile(
    rf"\s*,?\s*(?:{phrase_pattern(ADDRESSEE_WORDS)})\s+"
    rf"((?:(?:{phrase_pattern(ARTICLES)})\s+)?{_CAP}(?:\s+(?:(?:and|&|of|of\s+the|for|a|ac|y|yr|ar|o|i)\s+)?{_CAP})*|council|cabinet)(?!\w)"
)
_ADDRESSEE = re.compile(rf"\s*(?:{phrase_pattern(ADDRESSEE_WORDS)})\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_NAMES_HERE = re.compile(_NAMES)
_DECLARED_BY = re.compile(rf"(?:\s+(?:{phrase_pattern(BY_WORDS)})|\s*:)\s*({_NAMES})")
_INTEREST = re.compile(rf"(?<![\w-])({phrase_pattern(DECLARATION_WORDS)})(?!\w)", re.IGNORECASE)
_ITEM = re.compile(
    rf"(?<!\w)(?:{phrase_pattern(ITEM_WORDS)})\s+(?:(?:{phrase_pattern(NUMBER_SIGNS)})\s*)?(\d[\w./]*)", re.IGNORECASE
)
_NOBODY = re.compile(rf"(?<!\w)(?:{phrase_pattern(NOBODY)}|no|ni|nid|neither)(?!\w)[^.;]*$", re.IGNORECASE)
_DENIED = re.compile(rf"(?:\b(?:{phrase_pattern(NO_WORDS)})|\bnot\s+(?:a|have\s+a))\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOBODY_HERE = re.compile(rf"\W*(?:{phrase_pattern(NOBODY)})(?!\w)", re.IGNORECASE)


def find_movers(text: str, leaf: int, start: int, end: int) -> dict[str, Words]:
    """Return who `moved` and who `seconded`, as far as the text between two offsets says; the first of each.

    `the scheme proposed by Highways` tells of no motion: without a seconder, `proposed by` must begin a clause.
    """
    found: dict[str, Words] = {}
    sure: set[str] = set()
    for match in _MOTION.finditer(text, start, end):
        phrase = collapse(match[1]).casefold()
        role = MOTION_WORDS.get(phrase) or ("moved" if phrase == "prop" else "seconded")
        if role in found:
            continue
        ahead = text[start : match.start()]
        before = None if _names_who_follows(match[0]) else _NAME_BEFORE.search(ahead)
        if before and _SURELY_SOMEBODY.match(before[1]):
            found[role] = make_words(text, leaf, start + before.start(1), start + before.end(1))
            sure.add(role)
        elif name := _NAME_HERE.match(text, match.end(), end):
            found[role] = make_words(text, leaf, name.start(), name.end())
            if _CLAUSE.search(ahead) or phrase.startswith(("on ", "ar ", "cyn", "gyn", "chyn", "ngh")):
                sure.add(role)
    return {role: words for role, words in found.items() if role in sure or len(found) > 1}


def find_addressee(text: str, leaf: int, after: int, bracket: tuple[int, int] | None) -> Words | None:
    """Return the body to which something is recommended: in the brackets, else in words directly after `after`."""
    if bracket and (match := _ADDRESSEE.fullmatch(text, *bracket)):
        ending = re.match(r"[^;,]*", match[1])
        size = ending.end() if ending else len(match[1])
        return make_words(text, leaf, match.start(1), match.start(1) + size)
    direct = _TO.match(text, after)
    return make_words(text, leaf, direct.start(1), direct.end(1)) if direct else None


def find_declarer(text: str, leaf: int, sentence: int, word: tuple[int, int], end: int) -> tuple[Words, ...]:
    """Return the names before `DECLARED` in its sentence, else those after `by` or a colon; none where nobody declared."""
    ahead = [
        match
        for match in _NAMES_HERE.finditer(text, sentence, word[0])
        if collapse(match[0]).casefold() not in _EVERYDAY
    ]
    if ahead:
        return tuple(make_words(text, leaf, match.start(), match.end()) for match in ahead)
    by = _DECLARED_BY.match(text, word[1], end) or _DECLARED_BY.search(text, word[1], end)
    return (make_words(text, leaf, by.start(1), by.end(1)),) if by else ()


def find_leading_names(text: str, leaf: int, start: int, end: int) -> Words | None:
    """Return the names that a text opens with, or None."""
    match = _NAMES_HERE.match(text, start, end)
    return make_words(text, leaf, match.start(), match.end()) if match else None


def declares_nothing(text: str, sentence: int, word: tuple[int, int], after: int) -> bool:
    """Whether the sentence says that nobody declared anything: `No interests were DECLARED.`, `DECLARED: none`."""
    return _NOBODY.search(text[sentence : word[0]]) is not None or _NOBODY_HERE.match(text, after) is not None


def find_interests(text: str) -> tuple[tuple[str, ...], bool, bool]:
    """Return the kinds of interest in a text, whether there was a dispensation, whether the member left."""
    found: list[str] = []
    for match in _INTEREST.finditer(text):
        kind = DECLARATION_WORDS[collapse(match[1]).casefold()]
        denied = _DENIED.search(text[: match.start()])
        if kind not in found and not denied:
            found.append(kind)
    kinds = tuple(kind for kind in found if kind not in ("dispensation", "left"))
    return kinds, "dispensation" in found, "left" in found


def find_item_number(text: str) -> str:
    """Return the number of the first item that a text names (`item 9`, `eitem 123/24`), or an empty text."""
    match = _ITEM.search(text)
    return match[1].rstrip("./") if match else ""


def read_verdict(text: str) -> Verdict | None:
    """Return what an answer to a recommendation says, where the whole text is one of its words."""
    words = collapse(text).casefold().rstrip(".")
    return _VERDICTS.get(words)


def make_words(text: str, leaf: int, start: int, end: int) -> Words:
    """Return the words between two offsets, without white space and a full stop that ends a sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    if end > start and text[end - 1] == "." and not re.search(r"\b\w\.\w\.$", text[start:end]):
        end -= 1
    return Words(collapse(text[start:end]), leaf, start, end)


def _names_who_follows(phrase: str) -> bool:
    words = phrase.casefold().split()
    return bool(words) and (words[-1] in BY_WORDS or words[-1] == "of" or phrase.rstrip().endswith((":", "–", "-")))


_EVERYDAY = frozenset(
    ("interests", "members", "declarations", "councillors", "an", "a", "in", "at", "under", "the members")
)
"""Capitalised words at the beginning of a sentence that name nobody."""
_VERDICTS: dict[str, Verdict] = {
    words: verdict
    for words, name in VERDICTS.items()
    for verdict in ("accepted", "accepted in part", "rejected", "implemented")
    if name == verdict
}
