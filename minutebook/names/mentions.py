"""Who is named in running words: known people, and whoever stands behind a title.

In: text, and whom names mean. Out: places in the text. It is sure of nobody who has no title and is not known, and takes no office
for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from minutebook.i18n import AND_WORDS, NAME_TITLES, phrase_pattern
from minutebook.model import Named
from minutebook.names.spelling import CAPITAL, is_id, is_title, name_key, strip_title

_INITIALS = rf"{CAPITAL}\.(?:\s?{CAPITAL}\.)*"
_WORD = rf"(?:{_INITIALS}|{CAPITAL}(?:[\w’'-]*\w)?)"
_PARTICLE = r"(?:de|van|von|der|la|le|ap|ab|ferch|du|da)"
_TITLE = rf"(?={CAPITAL})(?i:{phrase_pattern(NAME_TITLES)})(?!\w)\.?"
_TITLED = re.compile(
    rf"(?<![\w-])(?:{_TITLE}\s*(?:(?:{phrase_pattern(AND_WORDS)})\s+)?)+(?<=[\s.]){_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{0,3}}"
)
_CAPITALISED = re.compile(rf"(?<![\w-]){_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD})*")
_ID = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_COUNTY = re.compile(r"(?:yngor|\b[Yy]n?)\s+$")
"""What stands before `Sir` where it is Welsh for county: `Cyngor Sir Benfro`."""
_OFFICES = frozenset(("mayor", "lieutenant", "chancellor", "justice", "commissioner", "faer", "raglaw"))
"""What `Lord` and `Arglwydd` make an office of."""
_COUNTIES = frozenset(
    (
        *(
            "benfro",
            "ddinbych",
            "fflint",
            "fôn",
            "fon",
            "fynwy",
            "gâr",
            "gar",
            "gaerfyrddin",
            "gaernarfon",
            "feirionnydd",
        ),
        *("drefaldwyn", "frycheiniog", "faesyfed", "forgannwg", "aberteifi"),
    )
)
"""What `Sir` makes a county of: `Sir Gâr`."""
_NO_MEMBERS = frozenset(
    (
        *(
            "training",
            "development",
            "induction",
            "conduct",
            "surgery",
            "surgeries",
            "allowance",
            "allowances",
            "vacancy",
            "vacancies",
        ),
        *(
            "enquiries",
            "workload",
            "remuneration",
            "expenses",
            "attendance",
            "briefing",
            "briefings",
            "seminar",
            "workshop",
        ),
    )
)
"""What is of councillors, and is none."""
_PLACES = frozenset(
    (
        *(
            "inn",
            "street",
            "road",
            "avenue",
            "terrace",
            "crescent",
            "square",
            "hotel",
            "school",
            "hospital",
            "estate",
            "ward",
        ),
        *("arms", "gardens", "drive"),
    )
)
"""Words that end the name of a place, and hardly ever a person's."""
_OF_PLACES = frozenset(("lord", "lady", "dame"))
"""Titles that a place has which is called after somebody: with one word behind them too."""
_OF_STREETS = frozenset(("dr", "sir", "prof", "professor"))
_LOOKED_BACK = 60
"""Signs before a title in which such a word can stand."""
_MOST_WORDS = 5
"""Words that a name has at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a text."""

    text: str
    """The name as written, white space collapsed."""
    start: int
    end: int


def find_mentions(
    text: str, find: Callable[[str], Named], listed: Collection[str] = (), *, ends: Collection[str] = ()
) -> Iterator[Mention]:
    """Yield the people that `text` names, in order.

    `find` says whom a name means; `listed` are further names, as `name_key` gives them, of people whom it may not know. `ends` are
    words, casefolded, that in capitals follow a name and belong to none, such as `RESOLVED`.
    """
    taken = bytearray(len(text))
    found: list[Mention] = []
    for match in _TITLED.finditer(text):
        if text.startswith(" for Action", match.end()):
            continue
        if match[0].casefold().startswith("sir ") and _COUNTY.search(
            text, max(0, match.start() - _LOOKED_BACK), match.start()
        ):
            continue
        end = _find_end(text, match.start(), match.end(), ends)
        name = " ".join(text[match.start() : end].split())
        _take(taken, match.start(), end)
        kinds = {find(name).kind, find(strip_title(name)).kind}
        if "person" not in kinds and (kinds & {"office", "role", "body"} or _is_no_name(name)):
            continue
        found.append(Mention(name, match.start(), end))
    for match in (*_CAPITALISED.finditer(text), *_ID.finditer(text)):
        for start, end in _find_known(text, match, find, listed):
            if taken.find(1, start, end) < 0:
                _take(taken, start, end)
                found.append(Mention(" ".join(text[start:end].split()), start, end))
    yield from sorted(found, key=lambda mention: mention.start)


def _take(taken: bytearray, start: int, end: int) -> None:
    """Mark a part of the text as spoken for."""
    taken[start:end] = b"\1" * (end - start)


def _is_no_name(name: str) -> bool:
    """Whether what looks like a title and a name is something else: `Mr` alone, `Lord Mayor`, `MS Teams`."""
    title, _, rest = name.partition(" ")
    shouted = len(title) > 1 and title.isupper() and not rest.isupper()
    title, words = title.casefold().rstrip("."), rest.casefold().split()
    if is_title(name) or shouted or not words or words[0] in _OFFICES:
        return True
    if title == "sir" and words[0] in _COUNTIES:
        return True
    if title.startswith(("cllr", "councillor")) and len(words) == 1 and words[0] in _NO_MEMBERS:
        return True
    if title in _OF_PLACES:
        return not _PLACES.isdisjoint(words)
    # Dr Jane Street is a person, Dr Daniels Road is none.
    return title in _OF_STREETS and len(words) > 1 and words[-1] in _PLACES - {"street"}


def _find_end(text: str, start: int, end: int, ends: Collection[str]) -> int:
    """Return where a name ends that is followed by a word in capitals which is no part of it."""
    words = list(re.finditer(r"\S+", text[start:end]))
    for word in words[2:]:
        if word[0].isupper() and word[0].casefold() in ends:
            return start + len(text[start : start + word.start()].rstrip())
    return end


def _find_known(
    text: str, match: re.Match[str], find: Callable[[str], Named], listed: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield the known names in a run of capitalised words, the longest first at each place."""
    words = [(found.start() + match.start(), found.end() + match.start()) for found in re.finditer(r"\S+", match[0])]
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            if _is_known(text[start:end], find, listed, alone=size == 1):
                yield start, end
                at += size - 1
                break
        at += 1


def _is_known(name: str, find: Callable[[str], Named], listed: Collection[str], *, alone: bool) -> bool:
    # One word alone is a name only as an id or as initials: `Price` may be the price.
    if alone and not is_id(name) and not (name.isupper() and 2 <= len(name) <= 4):
        return False
    return find(name).kind == "person" or (not alone and name_key(name) in listed)
