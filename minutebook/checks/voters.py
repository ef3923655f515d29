"""Whether a name in running words is that of somebody who voted, moved or declared, which anyone may read.

In: a text and where a name stands in it. Out: yes or no. It knows no person, and looks no further than a few words around the name.
"""

from __future__ import annotations

import re

from minutebook.i18n import AND_WORDS, NAME_TITLES, VOTE_SIDES, phrase_pattern
from minutebook.names import CAPITAL

_LOOKED_AT = 160
"""Signs before and behind a name in which such words are looked for."""
_LABELS_LENGTH = 60
_JOINT = rf"[\s,&]|(?i:{phrase_pattern(sorted({*AND_WORDS} - {'&'}))})(?=\s)"
# Nothing is given back, so that capitals without end cost no time.
_NAMES = rf"(?:{_JOINT}|(?:{CAPITAL}[\w’'-]*+|(?i:{phrase_pattern(NAME_TITLES)})(?!\w))\.?)*+"
"""Names and what joins them, and no other word."""
_DID = (
    r"abstain(?:ed|ing)?(?!\s+from\s+(?!(?:the\s+)?vot))|vot(?:ed|ing)|did\s+not\s+vote|ymataliodd|ymatal|pleidleis(?:iodd|iasant)|(?:ask|request)ed\s+(?:that|for)\s+(?:his|her|their)"
    r"\s+(?:votes?|abstentions?|names?|dissent|opposition)"
    r"|declar(?:ed|ing)\s+(?:an?|their|his|her|no)\s+(?:[\w-]+\s+){0,3}interests?|(?:datganodd|datgan)\s+(?:f?buddiant|diddordeb)"
    r"|(?:mov|propos|second)ed\s+(?:the|an|that\s+the)\s+(?:[\w-]+\s+)?(?:motions?|recommendations?|amendments?|resolutions?|proposals?)"
)
_BEHIND = re.compile(
    rf"{_NAMES}(?<=\s)(?:(?:had|then|also|both|all|each|who|was|were|oedd|wedi|yn)\s+){{0,3}}(?:{_DID})(?!\w)"
)
_LABEL = re.compile(
    rf"(?:^|[.;,:(\n–—-]|\band\b|\bac?\b)\s*(?:{phrase_pattern(VOTE_SIDES)})\s*(?:\(?\d{{1,3}}\)?\s*)?$", re.IGNORECASE
)
_ONLY_NAMES = re.compile(_NAMES)


def is_voter(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is somebody of whom the text says how they voted, what they moved or that they declared an interest.

    `Cllr Price and Cllr Rees voted against`, `For: Cllrs Price and Rees; against: Cllr Evans`.
    """
    if _BEHIND.match(text, end, min(len(text), end + _LOOKED_AT)):
        return True
    colon = text.rfind(":", max(0, start - _LOOKED_AT), start)
    if colon < 0 or not _ONLY_NAMES.fullmatch(text, colon + 1, start):
        return False
    return _LABEL.search(text, max(0, colon - _LABELS_LENGTH), colon) is not None
