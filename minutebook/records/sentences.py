"""Where sentences begin and end in a paragraph of minutes.

In: plain text. Out: spans that cover it. It knows the full stops that end no sentence: titles, initials, `No.`, `p.m.`,
numbers of limbs. Never raises, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from minutebook.i18n import ABBREVIATIONS, MONTHS, NAME_TITLES, RECORD_WORDS, SENTENCE_STARTS, WEEKDAYS

Span = tuple[int, int]

_STOP = re.compile(r"(?:[.!?]+|…)[\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\W_a-zà-öø-ÿŵŷ])")
_BEFORE = re.compile(r"([\w.&’'/-]+)$")
_NEXT = re.compile(r"\s*[\"“‘'(\[]*([\w’'-]+)")

_TITLES = frozenset(title.rsplit(" ", 1)[-1] for title in NAME_TITLES)


@lru_cache(maxsize=4096)
def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text`, in order, without the white space between them."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop.start(), stop.end()):
            spans.append((start, stop.end()))
            start = stop.end()
    spans.append((start, len(text)))
    return tuple(trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]) or ((0, 0),)


def find_sentence(text: str, at: int) -> Span:
    """Return the span of the sentence that holds the offset `at`."""
    spans = split_sentences(text)
    return spans[max(0, bisect_right(spans, (at, len(text) + 1)) - 1)]


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def collapse(text: str) -> str:
    """Return the text with every run of white space as one space, none at its ends."""
    return " ".join(text.split())


def _ends_sentence(text: str, at: int, end: int) -> bool:
    if text[at] != "." or text[at : at + 2] == "..":
        return True
    before = _BEFORE.search(text, max(0, at - 40), at)
    follows = _NEXT.match(text, end)
    if before is None or follows is None:
        return True
    word, after = before[1].casefold(), follows[1].casefold()
    initial = len(after) == 1 and text.startswith(".", follows.end())
    starts = (after in SENTENCE_STARTS and not initial) or (follows[1].isupper() and after in RECORD_WORDS)
    if word in _TITLES:
        return False
    if word in ("p.m", "a.m", "pm", "am"):
        return after not in MONTHS and after not in WEEKDAYS
    if word.isdigit() and len(word) <= 2:
        return not _numbers_limb(text, before.start(1))
    # An initial (`B.`, `J.R.`) or an abbreviation goes on, except before a word that opens sentences.
    if word in ABBREVIATIONS or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word):
        return starts
    return True


def _numbers_limb(text: str, at: int) -> bool:
    """Whether the number at `at` stands where limbs are counted: `RESOLVED: 1. That …; 2. That …`."""
    ahead = text[:at].rstrip()
    return (
        not ahead or ahead[-1] in ":;.(" or ahead.rsplit(None, 1)[-1].casefold() in (*RECORD_WORDS, "that", "and", "no")
    )
