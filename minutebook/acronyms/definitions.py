"""Where a text says itself what letters mean: `Care Inspectorate Wales (CIW)` or `CIW (Care Inspectorate Wales)`.

In: a text, or one leaf of the minutes. Out: definitions with their places. The method is that of Schwartz and Hearst (A simple algorithm
for identifying abbreviation definitions in biomedical text, 2003): letters in brackets, the shortest words beside them that spell them.
The rules for spelling are stricter (see `letters`), since a wrong line in a glossary is worse than none. It knows no glossary, and not who
is a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from minutebook.acronyms.leaves import find_hidden
from minutebook.acronyms.letters import LEADING_WORDS, Part, find_radical, fold_word, is_gap, read_parts, weigh
from minutebook.acronyms.tokens import is_no_acronym, join_dotted
from minutebook.model import Block

Side = Literal["before", "after"]

LONGEST: Final = 10
"""Letters that an acronym has at most."""
_REACH = 45
"""Characters that a letter's word has at most, with what stands around it."""

_LETTERS = r"(?:[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[&\-‐‑][^\W_]+)*)"
_TOKEN = re.compile(rf"(?<![\w.@/\\-]){_LETTERS}")
_OPENING = re.compile(r"[(\[]")
# What may stand before the letters in their brackets, or before the words in theirs.
_LEAD = re.compile(
    rf"\s{{0,3}}(?:(?:(?:{'|'.join(sorted(LEADING_WORDS))}|i\.e)\b\.?|a\.k\.a\.)[\s,:]{{1,3}}){{0,6}}[\"'“”‘’*]{{0,3}}",
    re.IGNORECASE,
)
_AFTER_LETTERS = re.compile(
    r"s?(?![\w&/\\@‐‑-])(?!\.\w)['’\"”*]{0,3}(?=\s{0,3}(?P<end>[)\],;:.–—|/&+-]|or\b|and\b|neu\b|a\b|\w|$))"
)
_TO_BRACKET = re.compile(r"s?(?:['’]s?)?[\"'“”‘’*]{0,3}\s{0,3}[(\[]")
_INSIDE = re.compile(r"[^()\[\]]*")
_POSSESSIVE = re.compile(r"['’ʼ]s\Z")
_CLOSE: Final = frozenset("()[],;:.–—|-")


@dataclass(frozen=True, slots=True)
class Definition:
    """A place in a text where letters and the words for them stand side by side."""

    letters: str
    """As a glossary has them: without the dots of `C.I.W.` and a plural s."""
    start: int
    """Where the letters begin in the text."""
    end: int
    """Where they end, without a plural s."""
    words: str
    """The words as written."""
    words_start: int
    words_end: int
    side: Side
    """On which side of the letters the words stand."""
    plain: str
    """The words as a glossary has them: in one line, with the first letter that Welsh words have in a dictionary."""


def find_definitions(leaf: Block, *, welsh: bool = False) -> tuple[Definition, ...]:
    """Return the definitions in one leaf that a glossary may take, in the order of their letters: none in code and
    addresses, none of what is no acronym (a postcode, a numeral, `NOTED`).
    """
    found = read_definitions(leaf.text, welsh=welsh)
    if not found:
        return ()
    _, wordless, _ = find_hidden(leaf)
    return tuple(
        one
        for one in found
        if not wordless.meet(one.start, one.end)
        and not wordless.meet(one.words_start, one.words_end)
        and not is_no_acronym(leaf.text, one.start, one.end, bare_letters(one.letters))
    )


def read_definitions(text: str, *, welsh: bool = False) -> tuple[Definition, ...]:
    """Return every definition in a text, in the order of their letters.

    With `welsh`, words may have the first letter that mutation gave them.
    """
    if "(" not in text and "[" not in text:
        return ()
    found: dict[int, Definition] = {}
    for opening in (bracket.start() for bracket in _OPENING.finditer(text)):
        one = _read_bracketed_letters(text, opening, welsh) or _read_bracketed_words(text, opening, welsh)
        if one and not any(
            other.words_start < one.end and one.start < other.words_end for other in list(found.values())[-2:]
        ):
            found.setdefault(one.start, one)
    return tuple(found[start] for start in sorted(found))


def _read_bracketed_letters(text: str, opening: int, welsh: bool) -> Definition | None:
    """Read `words (ABC…`."""
    lead = _LEAD.match(text, opening + 1)
    token = _TOKEN.match(text, lead.end() if lead else opening + 1)
    token = token or _TOKEN.match(text, opening + 1)
    letters = _take_letters(token) if token else None
    if not letters or not token:
        return None
    end = token.start() + len(letters[1])
    behind = _AFTER_LETTERS.match(text, end)
    if not behind:
        return None
    bare = bare_letters(letters[0])
    reach = _find_reach(text, max(0, opening - _REACH * (len(letters[0]) + 1)), opening)
    parts = read_parts(text, reach, opening)
    count = 2 * len(letters[0]) + 2
    best, chosen = float("inf"), None
    if parts and not text[parts[-1].end : opening].strip("\"'“”‘’* \n\t\xa0,"):
        for first in range(len(parts) - 2, max(-1, len(parts) - count - 1), -1):
            if not _is_joined(text, parts[first], parts[first + 1]):
                break
            if parts[first].joined or (
                parts[first].small and parts[first].text[:1].islower() and first + 2 == len(parts)
            ):
                continue
            tail = parts[first:]
            cost = weigh(tail, bare, welsh=welsh)
            if cost < best:
                best, chosen = cost, tail
    # Letters that go on in words ("(RDF part)") are named there, not defined, unless each word gives its initial.
    if not chosen or (best > 0 and (behind["end"] or "x").isalnum()):
        return None
    return _make(text, letters[0], token.start(), end, chosen, "before", welsh)


def _read_bracketed_words(text: str, opening: int, welsh: bool) -> Definition | None:
    """Read `ABC (words…`."""
    token = _find_token_before(text, opening)
    letters = _take_letters(token) if token else None
    if not letters or not token:
        return None
    end = token.start() + len(letters[1])
    behind = _TO_BRACKET.match(text, end)
    if not behind or behind.end() != opening + 1:
        return None
    bare = bare_letters(letters[0])
    inside = _INSIDE.match(text, opening + 1, min(len(text), opening + 1 + _REACH * (len(letters[0]) + 1)))
    stop = inside.end() if inside else opening + 1
    lead = _LEAD.match(text, opening + 1, stop)
    for begin in dict.fromkeys((opening + 1, lead.end() if lead else opening + 1)):
        parts = read_parts(text, begin, stop)
        best, chosen = float("inf"), None
        if not parts or text[begin : parts[0].start].strip("\"'“”‘’* \n\t\xa0"):
            continue
        for last in range(1, min(len(parts), 2 * len(letters[0]) + 2)):
            if not _is_joined(text, parts[last - 1], parts[last]):
                break
            head = parts[: last + 1]
            if parts[last].small and last + 1 < len(parts):
                continue
            following = text[parts[last].end : stop + 1].lstrip("\"'“”‘’* \n\t\xa0")[:1]
            if following and following not in _CLOSE:
                continue
            cost = weigh(head, bare, welsh=welsh)
            if cost < best:
                best, chosen = cost, head
        if chosen:
            return _make(text, letters[0], token.start(), end, chosen, "after", welsh)
    return None


def _find_token_before(text: str, opening: int) -> re.Match[str] | None:
    """Return the last token before a bracket, where nothing else stands between them."""
    start = opening
    while start > 0 and opening - start < 4 and text[start - 1] in " \n\t\xa0\"'“”‘’*":
        start -= 1
    last = start
    while (
        start > 0
        and last - start <= 2 * LONGEST
        and not text[start - 1].isspace()
        and text[start - 1] not in '()[]"“”‘*'
    ):
        start -= 1
    while start < last and text[start] in "'‘":
        start += 1
    return _TOKEN.match(text, start)


def _take_letters(token: re.Match[str]) -> tuple[str, str] | None:
    """Return the letters of a token, folded and as written, or None if they are none to explain."""
    written = token[0]
    core = written[:-1] if written[-1] == "s" and has_shape(written[:-1]) else written
    letters = join_dotted(core) or core
    folded = bare_letters(letters)
    return (letters, core) if has_shape(folded) else None


def bare_letters(letters: str) -> str:
    """Return letters without the signs that join them: `RD` for `R&D`. Words have to spell these."""
    return re.sub(r"[&‐‑-]", "", letters)


def has_shape(token: str) -> bool:
    """Whether a token has the shape of letters: two capitals or more, and at most two small letters for each (`SemVer`)."""
    capitals = sum(map(str.isupper, token))
    return 1 < len(token) <= LONGEST and 2 * capitals >= max(4, sum(map(str.islower, token))) and "_" not in token


def _find_reach(text: str, start: int, end: int) -> int:
    """Return where a sentence or bracket before `end` is over, at `start` at the earliest."""
    for at in range(end - 1, start - 1, -1):
        sign = text[at]
        if sign in "()[];:!?|–—<>{}=" or (sign == "." and text[at + 1 : at + 2].isspace()):
            return at + 1
    # The first word may be cut off.
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    return start


def _is_joined(text: str, one: Part, two: Part) -> bool:
    return is_gap(text[one.end : two.start])


def _make(
    text: str, letters: str, start: int, end: int, parts: Sequence[Part], side: Side, welsh: bool
) -> Definition | None:
    first, last = parts[0].start, parts[-1].end
    if any(fold_word(part.text) == letters.casefold() for part in parts):
        return None
    words = text[first:last]
    radical = find_radical(parts[0].text, letters, welsh=welsh)
    plain = _POSSESSIVE.sub("", " ".join((radical + words[len(parts[0].text) :]).split()))
    return Definition(letters, start, end, words, first, last, side, plain)
