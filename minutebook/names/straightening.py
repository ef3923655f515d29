"""Notes of an attendance that stand without their round brackets, put into them: `Cllr Jane Evans - Chair`, `Cllr B Price, until 3pm`.

In: a list of names as written. Out: the same list in the form of the format. Only what is certain is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from minutebook.dates import parse_time
from minutebook.i18n import (
    AND_ANYWHERE,
    AND_WORDS,
    ARTICLES,
    ATTENDANCE_NOTES,
    ITEM_WORDS,
    OWNER_WORDS,
    phrase_pattern,
)

_SQUARE = re.compile(r"(?<!\[)\[([^\[\]()]*)\](?!\])")
_ITEM = re.compile(
    rf"(?:(?:{phrase_pattern(ARTICLES)})\s+)?(?P<word>(?:{phrase_pattern(ITEM_WORDS)})\b\.?\s*)?(?P<number>[0-9][\w/.-]*)",
    re.IGNORECASE,
)
_ROLES = [word for word, meaning in ATTENDANCE_NOTES.items() if meaning in ("chair", "vice-chair")]
_SPANS = [word for word, meaning in ATTENDANCE_NOTES.items() if meaning in ("from", "until")]
_ROLE = re.compile(
    rf"(?:\s*,\s*|\s+[–—-]+\s*|\s*[–—]\s*)(?P<note>{phrase_pattern(_ROLES)})(?=\s*(?:[,;]|$|\s(?:{phrase_pattern(AND_WORDS)})\s|\())",
    re.IGNORECASE,
)
_DASHED = re.compile(rf"\s+[–—-]+\s+(?P<note>{phrase_pattern(OWNER_WORDS)})(?=\s*(?:[,;]|$))", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?:\s*,\s*|\s+[–—-]+\s*|\s+)(?P<note>(?:{phrase_pattern(_SPANS)})\s+(?P<moment>[^,;()–—]*?[^,;()–—\s]))"
    rf"(?=\s*(?:[,;]|$|\s(?:{phrase_pattern(AND_ANYWHERE)})\s))",
    re.IGNORECASE,
)
_BEFORE = r"(?<=[\s,–—-])"
_QUICK = {
    pattern: re.compile(rf"{_BEFORE}(?:{phrase_pattern(words)})", re.IGNORECASE)
    for pattern, words in ((_ROLE, _ROLES), (_DASHED, OWNER_WORDS), (_SPAN, _SPANS))
}
"""What each pattern finds has this in it: a quick look, for the many lists where there is no note."""
_ROLE_FIRST = re.compile(rf"\s*(?:{phrase_pattern({*_ROLES, *OWNER_WORDS})})\s*[,;:]", re.IGNORECASE)
_DASH = re.compile(r"(?<=[\w.])\s+[–—-]+\s+(?=\w)|(?<=\w)[–—]\s+(?=\w)|(?<=\w)\s+[–—](?=\w)")


def straighten(text: str) -> str:
    """Return a list of names with its notes in round brackets, where it is certain that they are notes.

    A list that begins with a role (`Chair, Cllr Jane Evans, Vice-Chair, …`) names roles before people, so it keeps its roles.
    """
    text = _SQUARE.sub(r"(\1)", " ".join(text.split()))
    text = _rewrite(text, _SPAN, lambda found, whole: _stands_outside(whole, found) and is_moment(found["moment"]))
    if _ROLE_FIRST.match(text):
        return text
    for pattern in (_ROLE, _DASHED):
        text = _rewrite(text, pattern, lambda found, whole: _follows_name(whole, found))
    return text


def _rewrite(text: str, pattern: re.Pattern[str], holds: Callable[[re.Match[str], str], bool]) -> str:
    """Return `text` with the notes that `pattern` finds in brackets, those for which `holds` is true."""
    if _QUICK[pattern].search(text) is None:
        return text
    return pattern.sub(lambda found: f" ({found['note']})" if holds(found, text) else found[0], text)


def explain_form(name: str, is_person: Callable[[str], bool], *, among: bool) -> str:
    """Return what to say of a name that holds a note or is one, with the line to write; nothing of any other.

    `is_person` says whether a name is somebody's, since two people may stand beside a dash. `among`: other names stand beside it.
    """
    dash = _DASH.search(name)
    if dash and not is_person(name[dash.end() :]):
        return (
            f'"{name}" is taken for the name of one person. If what stands behind the dash says what they are, write: '
            f"{name[: dash.start()]} ({name[dash.end() :]})"
        )
    if among and ATTENDANCE_NOTES.get(name.casefold()) in ("chair", "vice-chair"):
        return f'"{name}" is taken for a person of its own. Put it in brackets behind the name: Cllr Jane Evans ({name.lower()})'
    return ""


def is_moment(text: str) -> bool:
    """Whether a text is an item or a time of day: `item 9`, `3.40pm`."""
    return _ITEM.fullmatch(text) is not None or parse_time(text) is not None


def find_item_number(text: str) -> str:
    """Return the number of the item that `text` names: `9` of `item 9`; nothing for a bare number, which may be a time."""
    found = _ITEM.fullmatch(text)
    return found["number"].rstrip(".") if found and found["word"] else ""


def _stands_outside(text: str, found: re.Match[str]) -> bool:
    """Whether what was found stands in no brackets."""
    return text.count("(", 0, found.start()) <= text.count(")", 0, found.start())


def _follows_name(text: str, found: re.Match[str]) -> bool:
    """Whether a name of two words or more stands before what was found, which is no role itself."""
    if not _stands_outside(text, found):
        return False
    begins = max(text.rfind(sign, 0, found.start()) for sign in ",;") + 1
    name = re.sub(r"\([^()]*\)", " ", text[begins : found.start()]).strip()
    return len(name.split()) > 1 and name.casefold() not in OWNER_WORDS
