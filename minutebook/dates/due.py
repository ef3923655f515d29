"""When an action is due: found in a sentence, in brackets, or read from a field.

In: text and the day of the meeting. Out: `Due` and where its words stand. The words stay as written; a date is added where one
can be understood.
"""

from __future__ import annotations

import re
from datetime import date

from minutebook.dates.moments import MOMENT, Moment, NoSuchDateError, read_moment
from minutebook.dates.spans import parse_date
from minutebook.i18n import (
    ARTICLES,
    BEFORE_MONTH,
    DUE_IN_BRACKETS,
    DUE_IN_SENTENCE,
    DUE_WORDS,
    MEETING_WORDS,
    NEXT_BEFORE,
    NEXT_WORDS,
    OF_WORDS,
    PARTS_OF_TIME,
    PERIOD_ADJECTIVES,
    PERIOD_BEFORE,
    PERIOD_NOUNS,
    POSSESSIVES,
    phrase_pattern,
)
from minutebook.model import DateSpan, Due

_OPENING = re.compile(rf"(?<![\w'’-])(?:{phrase_pattern(DUE_WORDS)})(?![\w'’-])\s+", re.IGNORECASE)
_MEETING = phrase_pattern(MEETING_WORDS)
_ARTICLE = phrase_pattern(ARTICLES)
_WHOSE = phrase_pattern({*ARTICLES, *POSSESSIVES})
# Up to three words may stand between, as in "the next Full Council meeting".
_NEXT_MEETING = re.compile(
    rf"(?:(?:{_WHOSE})\s+)?(?:{phrase_pattern(NEXT_BEFORE)})\s+(?:[\w’'&-]+\s+){{0,3}}?(?:{_MEETING})\b(?!['’])"
    rf"|(?:(?:{_WHOSE})\s+)?(?:{_MEETING})\s+(?:[\w’'&-]+\s+){{0,3}}?(?:{phrase_pattern(NEXT_WORDS)})\b",
    re.IGNORECASE,
)
_MEETING_THEN = re.compile(
    rf"\s+(?:(?!(?:{phrase_pattern(DUE_WORDS)})\s)[\w’'&-]+\s+){{0,2}}?(?:{_MEETING})\b(?!['’])", re.IGNORECASE
)
_OF_DAY = re.compile(rf"\s+(?:{phrase_pattern(OF_WORDS)})\s+", re.IGNORECASE)
_THE_MEETING = re.compile(rf"(?:{_ARTICLE})\s+(?:[\w’'&-]+\s+){{0,3}}?(?:{_MEETING})\b(?!['’])", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?:(?:{_ARTICLE})\s+)?(?:{phrase_pattern(PERIOD_BEFORE)})\s+"
    rf"(?:(?:{phrase_pattern(PERIOD_ADJECTIVES)})\s+)?(?:{phrase_pattern(PERIOD_NOUNS)})\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:(?:{_ARTICLE})\s+)?(?:(?:{phrase_pattern(PARTS_OF_TIME)})[\s-]+)?(?:(?:{_ARTICLE})\s+)?"
    # Of the month of May: `cyfarfod mis Mai`.
    rf"(?:(?:{_MEETING})\s+(?=(?:{phrase_pattern(BEFORE_MONTH)})\s))?)",
    re.IGNORECASE,
)


def find_due(text: str, on: date, *, in_brackets: bool) -> tuple[Due, int, int] | None:
    """Return the due date in `text`, and where its words begin and end, its `by` included; None if there is none.

    In a sentence it is what follows `by`, `before`, `after`, `in`, `on` or `until` where that is a day, month, year, season
    or meeting, and the last one counts. In brackets it is the whole text if that is a date or opens with one of those
    words, `from`, `next` or `when`. `on` is the day of the meeting: a year that is missing is taken from it.
    """
    if in_brackets:
        whole = text.strip()
        due = _read_whole(whole, on) if whole else None
        if due:
            start = text.index(whole)
            return due, start, start + len(whole)
    found = None
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        meaning = _meaning_of(opening)
        if meaning not in DUE_IN_SENTENCE:
            continue
        end, moment = _find_moment(text, at, meaning, on)
        if end:
            found = (_make_due(text[opening.start() : end], meaning, moment), opening.start(), end)
            at = end
    return found


def read_due(text: str, on: date | None) -> Due:
    """Return the due date that a field holds: any words, with the date that can be understood of them."""
    words = " ".join(text.split())
    span = parse_date(words)
    if span:
        return Due(words, span)
    return _read_whole(words, on) or Due(words, binding=False)


def _read_whole(words: str, on: date | None) -> Due | None:
    """Return the due date that all of `words` are, or None."""
    span = parse_date(words)
    if span:
        return Due(words, span)
    end, moment = _find_moment(words, 0, "by", on)
    if end == len(words):
        return _make_due(words, "by", moment)
    opening = _OPENING.match(words)
    meaning = _meaning_of(opening) if opening else ""
    if not opening or meaning not in DUE_IN_BRACKETS:
        return None
    end, moment = _find_moment(words, opening.end(), meaning, on)
    return _make_due(words, meaning, moment if end else None)


def _meaning_of(opening: re.Match[str]) -> str:
    return DUE_WORDS[" ".join(opening[0].casefold().split())]


def _find_moment(text: str, at: int, meaning: str, on: date | None) -> tuple[int, Moment | None]:
    """Return where the day, month, year, season or meeting ends that begins at `at` (0 for none), and what it means."""
    if found := _NEXT_MEETING.match(text, at):
        return _find_day_of(text, found.end(), on)
    if found := _PERIOD.match(text, at):
        return found.end(), None
    lead = _LEAD.match(text, at)
    for start in dict.fromkeys((at, lead.end() if lead else at)):
        found = MOMENT.match(text, start)
        # One does a thing on a day, but in a month.
        if not found or (meaning == "on" and found.lastgroup in ("month", "month_year", "season", "year")):
            continue
        try:
            moment = read_moment(found, on)
        except NoSuchDateError:
            # It stays as words; a date that does not exist is never overdue.
            return found.end(), None
        if moment:
            meeting = _MEETING_THEN.match(text, found.end())
            return (meeting or found).end(), moment
    # "in the meeting" tells of this one; only before and after it is a time.
    if meaning in ("by", "before", "after", "until") and (found := _THE_MEETING.match(text, at)):
        return _find_day_of(text, found.end(), on)
    return 0, None


def _find_day_of(text: str, end: int, on: date | None) -> tuple[int, Moment | None]:
    """Return where a meeting's words end, its day (`the meeting of 5 June`) included, and that day."""
    joint = _OF_DAY.match(text, end)
    found = MOMENT.match(text, joint.end()) if joint else None
    if not found or found.lastgroup in ("season", "year", "weekday"):
        return end, None
    try:
        moment = read_moment(found, on)
    except NoSuchDateError:
        return found.end(), None
    return (found.end(), moment) if moment else (end, None)


def explain_due(due: Due, on: date) -> str:
    """Return why the words of a due date that has no date name a day that is in no calendar; nothing where they do not."""
    if due.span:
        return ""
    for found in MOMENT.finditer(due.text):
        try:
            read_moment(found, on)
        except NoSuchDateError as fault:
            return str(fault)
    return ""


def _make_due(text: str, meaning: str, moment: Moment | None) -> Due:
    if moment is None or moment.first is None or moment.last is None:
        return Due(text, binding=False)
    words = text.strip()
    span = DateSpan(moment.first, moment.last, words, standard=False)
    return Due(words, span, moment.understood, binding=meaning != "after")
