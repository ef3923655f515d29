"""What in a text may be letters to look up, and what only looks so: addresses, file names, references,
initials, numerals.

In: text and places in it. Out: tokens and yes or no. It knows no glossary.
"""

from __future__ import annotations

import re
from typing import Final

from minutebook.i18n import (
    COLOURS,
    MONTHS,
    NAME_TITLES,
    NOBODY,
    OWNER_WORDS,
    RECORD_WORDS,
    WEEKDAYS,
    list_digraphs,
)

MOST_LETTERS: Final = 6
"""Letters and digits that an unexplained acronym has at most."""

HYPHENS: Final = "-‐‑"
"""Signs that are one hyphen. A dash (–) is none."""

JOINTS: Final = "&" + HYPHENS
"""Signs that join letters to one token: `R&D`, `JSON-LD`."""

_LOW: Final = "a-zß-öø-ÿ"
# A letter that is no small one of Latin-1. Exotic small letters pass: they cost a look-up and find nothing.
_HIGH: Final = rf"[^\W_{_LOW}]"

_DIGRAPHS: Final = tuple(form for letter in list_digraphs() for form in (letter.capitalize(), letter.upper()))
"""Signs that are one letter of some alphabet, as they stand among initials: `Ll`, `LL`."""
_ONE_OF_THEM: Final = "".join(f"{form}|" for form in _DIGRAPHS)
_TAILS: Final = "|".join(f"(?<={form[0]}){form[1:]}" for form in _DIGRAPHS)
_DOTS: Final = rf"(?:\.(?:{_ONE_OF_THEM}[^\W\d_])){{1,12}}\.?(?:s(?!\w))?(?!\.?\w)"

# The class comes first and what stands before it second, which is twice as fast as the other way round. Names and the
# first words of sentences go at once, and so do numbers: most of what begins with a capital or digit. A chain of
# letters and full stops is bounded, so that a long one is not read again from each of its letters.
_TOKEN: Final = re.compile(
    rf"{_HIGH}(?:(?<!\w.)(?:(?:{_TAILS}){_DOTS}|(?!(?:[{_LOW}]+|(?<=\d)\d*)(?!\w))(?:(?<!\d){_DOTS}|\w*))"
    r"|(?:(?<=(?<!\w)[a-z][A-Z])|(?<=(?<!\w)[a-z][a-z][A-Z]))\w*)"
)

WORD: Final = re.compile(r"\w+")

# Marks of footnotes, which Unicode counts among the digits.
_NOTE_MARKS: Final = "¹²³⁰⁴⁵⁶⁷⁸⁹"

_INITIAL = re.compile(rf"(?:{_ONE_OF_THEM}[^\W\d_a-z])\.")
_DOTTED = re.compile(rf"(?:{_ONE_OF_THEM}[^\W\d_a-z])(?:\.(?:{_ONE_OF_THEM}[^\W\d_]))+\.?s?")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_MEASURE = re.compile(r"\d+(?:ST|ND|RD|TH|AM|PM|MPH|KM|KG|CM|MM|ML|KW|MW|GW|KB|MB|GB|TB|HZ)")
_SHOUT = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]+(?:['’]S)?(?:[ \n\xa0]+[^\W\d_a-zß-öø-ÿ]+(?:['’]S)?){2,}(?!\w)")
_RUN = re.compile(r"\w+(?:[&\-‐‑]\w+){1,7}")
_ENDS: Final = frozenset('()[]{}<>"“”‘«»,;–—|')
_CHUNK_END = re.compile(r"[\s()\[\]{}<>\"“”‘«»,;–—|]")
_ADDRESS = re.compile(
    r"://|@|\\|\?\w*=|^www\.|\w\.[a-z][a-z]+/|\w\.[a-z][a-z0-9]{1,4}$"
    r"|\.(?:PDF|DOCX?|XLSX?|PPTX?|OD[TSP]|CSV|TXT|PNG|JPE?G|WEBP|GIF|ZIP|HTML?|XML|JSON|MP[34])$"
    r"|(?:^|/)\d+/|/\d+$"
)
_HONOUR = re.compile(r"OBE|MBE|CBE|DBE|KBE|GBE|BEM|MVO|CVO|QPM|JP|DL|KC|QC|FRS")
_BEHIND_NAME = re.compile(rf"[^\W\d_a-z][\w’'-]*[^\W\d_A-Z],?\s+(?:(?:{_HONOUR.pattern}),?\s+)*\Z")
_QUARTERS = re.compile(r"Q[1-4](?:[-‐‑/&]Q[1-4])*")
_BROKEN_BY_BRACKETS = re.compile(r"[A-Z]+\([A-Z]+\)[A-Z]+")
_BEFORE = re.compile(r"(\w+)\.?\s+\Z")
_SURNAME = re.compile(r"\s?[^\W\d_a-z][^\W\d_A-Z]+")

# Words that minutes write in capitals for emphasis.
_EMPHASIS: Final = (
    "not and or the to of in on at by for no yes must only any may will shall is are was be item agenda note"
    " day road plan points exempt please urgent public private draft closed open free"
)
PLAIN_WORDS: Final = frozenset(
    part
    for words in (
        _EMPHASIS.split(),
        RECORD_WORDS,
        OWNER_WORDS,
        NOBODY,
        COLOURS,
        MONTHS,
        WEEKDAYS,
        NAME_TITLES,
    )
    for word in words
    for part in WORD.findall(word.casefold())
)
"""Casefolded words that are no acronyms, however they are written: record words first of all."""


def find_tokens(text: str) -> list[tuple[int, int, str]]:
    """Return what may be letters, each with its start and end: what begins with a capital or digit (`CIW`, `DfE`,
    `S106`), is dotted (`C.I.W.`), or has its capital soon (`eDV`). Names (`Cardiff`) and numbers are left out.
    """
    return [_read_token(text, *found.span()) for found in _TOKEN.finditer(text)]


def _read_token(text: str, start: int, end: int) -> tuple[int, int, str]:
    # One or two small letters may stand before the capital: the pattern has seen that no more do.
    if start and "a" <= text[start - 1] <= "z":
        start -= 2 if start > 1 and "a" <= text[start - 2] <= "z" else 1
    token = text[start:end]
    if token[-1] in _NOTE_MARKS and (bare := token.rstrip(_NOTE_MARKS)):
        return start, start + len(bare), bare
    return start, end, token


def list_words(text: str) -> list[str]:
    """Return all words of a text: whatever letters of the glossary begin with, if they do not begin with a sign, stands among these or is found by
    `find_tokens`.
    """
    return WORD.findall(text)


def join_dotted(text: str) -> str:
    """Return the letters of a dotted token (`CIW` for `C.I.W.`), or nothing if `text` is none."""
    return text.replace(".", "") if _DOTTED.fullmatch(text) else ""


def has_capitals(token: str) -> bool:
    """Whether a token is letters in shape: 2 to 6 letters or digits, two capitals or more, and no more
    small letters than those.
    """
    capitals = sum(map(str.isupper, token))
    if capitals < 2 or "_" in token:
        return False
    return sum(map(str.isalnum, token)) <= MOST_LETTERS and capitals >= sum(map(str.islower, token))


def find_run(text: str, start: int) -> str:
    """Return the tokens joined by `&` or hyphens that begin at `start` (`R&D`, `JSON-LD`), or nothing if
    there is but one. Eight are the most: more are no letters that anybody uses.
    """
    found = _RUN.match(text, start)
    return found[0] if found else ""


def split_run(run: str) -> list[str]:
    """Return the tokens of a run without the signs that join them."""
    return re.split(r"[&\-‐‑]", run)


def find_neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the tokens that `&` or a hyphen joins to `text[start:end]`, before and behind; empty where
    none is.
    """
    before = after = ""
    if start > 1 and text[start - 1] in JOINTS:
        first = start - 1
        while first and (text[first - 1].isalnum() or text[first - 1] == "_"):
            first -= 1
        before = text[first : start - 1]
    if text[end : end + 1] in tuple(JOINTS) and (found := WORD.match(text, end + 1)):
        after = found[0]
    return before, after


def is_tail(text: str, start: int) -> bool:
    """Whether an apostrophe joins `text[start:]` to what stands before it: `O'NEILL`."""
    before = text[start - 2 : start - 1] if start > 1 and text[start - 1] in "'’" else ""
    return before.isalnum() or before == ")"


def is_in_number(text: str, start: int, end: int) -> bool:
    """Whether digits at `text[start:end]` are a part of a number or a sum: `1.111`, `£111`, `111%`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in ("£", "$", "€") or after[:1] == "%":
        return True
    return any(
        len(two) == 2 and two[sign] in ".,:" and two[1 - sign].isdigit() for two, sign in ((before, 1), (after, 0))
    )


def find_chunk(text: str, position: int) -> tuple[int, int]:
    """Return where what stands at `position` begins and ends between spaces, brackets and quotation marks."""
    first = position
    while first and (sign := text[first - 1]) not in _ENDS and not sign.isspace():
        first -= 1
    end = _CHUNK_END.search(text, position)
    return first, end.start() if end else len(text)


def is_address(text: str, first: int, last: int) -> bool:
    """Whether a chunk is an address, a file's name or path, or a reference such as `18/00663/LDP`."""
    chunk = text[first:last].rstrip(".:!?'’*")
    is_path = chunk[:1] in ("/", "~") and (first == 0 or text[first - 1].isspace())
    return is_path or _ADDRESS.search(chunk) is not None


def is_shouted(text: str) -> bool:
    """Whether `text` is three words or more and all in capitals: nobody can tell acronyms there."""
    return text.isupper() and sum(any(map(str.isalpha, word)) for word in text.split()) >= 3


def find_shouts(text: str) -> tuple[tuple[int, int], ...]:
    """Return where three or more words in capitals follow one another."""
    return tuple(found.span() for found in _SHOUT.finditer(text))


def is_no_acronym(text: str, start: int, end: int, letters: str) -> bool:
    """Whether capitals at `text[start:end]`, without dots and plural s `letters`, are something known that
    is no acronym.

    A record word or other plain word, a Roman numeral, an ordinal, time or measure, a postcode, a part of a
    shouted word, or the initials of a name with its title or surname.
    """
    if letters.casefold() in PLAIN_WORDS or _MEASURE.fullmatch(letters) or _is_numeral(text, start, end, letters):
        return True
    if _is_honour(text, start, letters) or _QUARTERS.fullmatch(letters) or _is_in_brackets(text, start, end):
        return True
    if is_tail(text, start) or (letters in ("AM", "PM") and text[max(0, start - 2) : start].rstrip()[-1:].isdigit()):
        return True
    if text[end : end + 2] in ("'S", "’S") and not text[end + 2 : end + 3].isalnum():
        return True
    # Both halves of a postcode have a digit.
    if any(map(str.isdigit, letters)) and any(
        found.start() <= start and end <= found.end() for found in _POSTCODE.finditer(text, max(0, start - 5), end + 4)
    ):
        return True
    before = _BEFORE.search(text, max(0, start - 24), start)
    if before and before[1].casefold() in NAME_TITLES:
        return True
    if not _INITIAL.match(text, start) or sum(map(str.isupper, letters)) > 3:
        return False
    return _SURNAME.match(text, end) is not None


def _is_honour(text: str, start: int, letters: str) -> bool:
    """Whether letters are an honour behind a name: `Jane Rees, OBE JP`."""
    return _HONOUR.fullmatch(letters) is not None and _BEHIND_NAME.search(text, max(0, start - 40), start) is not None


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether capitals are a part of letters that brackets break: `LG(MP)A`."""
    if text[end : end + 1] not in ("(", ")") and text[max(0, start - 1) : start] not in ("(", ")"):
        return False
    return any(
        found.start() <= start and end <= found.end()
        for found in _BROKEN_BY_BRACKETS.finditer(text, max(0, start - 12), end + 12)
    )


def _is_numeral(text: str, start: int, end: int, letters: str) -> bool:
    if not _ROMAN.fullmatch(letters):
        return False
    # Those with higher signs are often letters (`CC`, `MD`), so only as the mark of a list.
    return not set(letters) & set("LCDM") or (
        text[end : end + 1] in (")", ".") and start < 8 and not text[:start].strip("( ")
    )
