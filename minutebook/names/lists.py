"""Lists of names as one would write them: `Cllr Jane Evans (chair), Cllr B Price (until item 9) and Dr A. ap Rhys-Jones MBE`.

In: text. Out: one `RawName` a name, with what its brackets say. Knows no people: a title with a comma of its own is kept
whole only if the caller brings a pattern of such titles.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from minutebook.i18n import AND_ANYWHERE, AND_BEFORE_NAMES, ATTENDANCE_NOTES, NOBODY, phrase_pattern
from minutebook.names.initials import can_be_initials
from minutebook.names.spelling import HONOURS, is_title
from minutebook.names.straightening import is_moment, straighten


@dataclass(frozen=True, slots=True)
class RawName:
    """One name of a list, and what its brackets say."""

    text: str
    """The name as written, without its brackets."""
    notes: str = ""
    """What stands in brackets, as written; of several brackets, parted by `; `."""
    chair: bool = False
    vice_chair: bool = False
    joined: str = ""
    """`item 9` or `3.40pm` of `from …`; empty for the whole meeting."""
    left: str = ""
    """`item 9` or `3.40pm` of `until …`; empty for the whole meeting."""
    substitute_for: str = ""
    """The name behind `substitute for`."""
    initials: str = ""
    """`AR`: what the minutes call this person by; other capitals, as the `NRW` of Nest Alun, are a note and nothing more."""


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """Names as a field of YAML holds them, not yet parted, since that needs the titles of the council's offices."""

    texts: tuple[str, ...]
    """The text; or, where a list was written, its entries."""
    is_list: bool
    """Whether a list was written, each entry of which is one name."""


# "a" is Welsh for and, but only before a name: "a member of the press" is one guest. The gap before it is what tells them apart.
_AND = phrase_pattern(AND_ANYWHERE)
_JOINT = re.compile(
    rf"\s*[,;]\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+|\s+(?:{phrase_pattern(AND_BEFORE_NAMES)})\s+(?=[A-ZÀ-ÞŴŶ])"
)
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)?")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_SPANS = [word for word, meaning in ATTENDANCE_NOTES.items() if meaning in ("from", "until")]
_PART = re.compile(rf"\s*[,;]\s*|\s+(?=(?:{phrase_pattern(_SPANS)})\s)")
_NOTE = re.compile(rf"(?P<word>{phrase_pattern(ATTENDANCE_NOTES)})(?![\w'’-])(?:\s+(?P<rest>\S.*))?", re.IGNORECASE)
_HELD = re.compile("[\U000f0000-\U000ffffd]")
_FIRST_HELD = 0xF0000
"""Private code points that stand for text while the text around it is parted."""


def split_names(text: str, *, known: re.Pattern[str] | None = None, as_roles: bool = False) -> tuple[RawName, ...]:
    """Return the names in `text`, parted by commas, semicolons, lines and `and`; none for `None`, `Nil`, `Dim`.

    `known` matches titles that hold such signs themselves and are kept whole. With `as_roles`, brackets are what the person
    is, as in `attending`, so that `(CIW)` is no one's initials and `(chair)` chairs something else.
    """
    lines = ", ".join(line for line in text.splitlines() if line.strip())
    return tuple(read_name(part, as_roles=as_roles) for part in split_parts(straighten(lines), _JOINT, known))


def read_names(
    written: WrittenNames, *, known: re.Pattern[str] | None = None, as_roles: bool = False
) -> tuple[RawName, ...]:
    """Return the names of a field: parted if it is one text, each entry one name if it is a list."""
    if not written.is_list:
        return tuple(name for text in written.texts for name in split_names(text, known=known, as_roles=as_roles))
    return tuple(
        read_name(straighten(text), as_roles=as_roles)
        for text in written.texts
        if text.casefold().rstrip(".") not in NOBODY
    )


def split_parts(
    text: str, joint: re.Pattern[str], known: re.Pattern[str] | None, *, initials: Container[str] = ()
) -> Iterator[str]:
    """Yield the parts of `text` between matches of `joint` that stand outside brackets and outside what `known` matches.

    Honours behind a comma stay with their name; not so letters that are somebody's `initials`.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return chr(_FIRST_HELD + len(held) - 1)

    covered = _HELD.sub("", " ".join(text.split()))
    covered = _BRACKET.sub(hold, known.sub(hold, covered) if known else covered)

    def uncover(part: str) -> str:
        # A bracket may hold what was held before it, so there are two layers and no more.
        for _ in range(2):
            part = _HELD.sub(lambda found: held[ord(found[0]) - _FIRST_HELD], part)
        return part

    waiting = ""
    parts: list[str] = []
    begins, sign = 0, ""
    for found in (*joint.finditer(covered), None):
        words = covered[begins : found.start() if found else None].strip()
        joins = sign == "," and bool(parts) and not _INITIALS.fullmatch(parts[-1]) and words.rstrip(".") not in initials
        begins, sign = (found.end(), found[0].strip()) if found else (begins, sign)
        if joins and words.rstrip(".").upper() in HONOURS and words.isupper():
            parts[-1] = f"{parts[-1]}, {words}"
        elif is_title(words):
            waiting += f"{words} and " if not waiting else f"{words} "
        elif words:
            parts.append(waiting + words)
            waiting = ""
    if waiting:
        parts.append(waiting.removesuffix(" and ").strip())
    for part in parts:
        words = uncover(part).strip()
        if words.casefold().rstrip(".") not in NOBODY:
            yield words


def read_name(text: str, *, as_roles: bool = False) -> RawName:
    """Return one name and what its brackets say."""
    notes = [found[1].strip() for found in _BRACKET.finditer(text)]
    name = " ".join(_BRACKET.sub(" ", text).split()).strip(" ,;")
    if name.endswith(".") and len(name.split()[-1]) > 3:
        name = name[:-1]
    said: dict[str, str] = {}
    for note in notes:
        for part in _PART.split(note):
            said |= _read_note(part.strip(), name, as_roles)
    return RawName(
        text=name or text.strip(),
        notes="; ".join(note for note in notes if note),
        chair="chair" in said,
        vice_chair="vice-chair" in said,
        joined=said.get("from", ""),
        left=said.get("until", ""),
        substitute_for=said.get("substitute", ""),
        initials=said.get("initials", ""),
    )


def split_notes(notes: str) -> tuple[tuple[int, int], ...]:
    """Return where each part of what stands in brackets after a name begins and ends: `chair`, `until item 9`."""
    joints = [(0, 0), *(found.span() for found in _PART.finditer(notes)), (len(notes), len(notes))]
    return tuple((end, start) for (_, end), (start, _) in pairwise(joints) if end < start)


def read_note(part: str) -> tuple[str, str]:
    """Return what one part of a bracket says (`chair`, `vice-chair`, `from`, `until`, `substitute`) and the words behind it.

    Both are empty where it is not understood.
    """
    found = _NOTE.fullmatch(part)
    if not found:
        return "", ""
    meaning, rest = ATTENDANCE_NOTES[" ".join(found["word"].casefold().split())], found["rest"] or ""
    understood = is_moment(rest) if meaning in ("from", "until") else bool(rest) == (meaning == "substitute")
    return (meaning, rest) if understood else ("", "")


def _read_note(part: str, name: str, as_roles: bool) -> dict[str, str]:
    """Return what one part of a bracket says, as far as it is understood."""
    if _INITIALS.fullmatch(part):
        return {"initials": part} if can_be_initials(part, name, unbroken=as_roles) else {}
    meaning, rest = read_note(part)
    return {} if not meaning or (as_roles and not rest) else {meaning: rest or "yes"}
