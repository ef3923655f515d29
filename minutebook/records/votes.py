"""How a vote went, from the words that say so.

In: text. Out: `RawVotes`, or None where nothing about a vote was understood. It takes no figure for a vote unless the
words beside it say so; a list of names stays text. Content format, section 4, "Details".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from minutebook.i18n import (
    AND_WORDS,
    ARTICLES,
    BY_WORDS,
    CASTING_VOTE,
    NEGATIONS,
    NO_WORDS,
    NOBODY,
    NUMBER_WORDS,
    PLAINLY_AGAINST,
    RANGE_OF_VOTES,
    RECORDED_VOTE,
    VOTE_BY_WORDS,
    VOTE_FILLERS,
    VOTE_LABELS,
    VOTE_RESULTS,
    VOTE_SIDES,
    phrase_pattern,
)
from minutebook.records.raw import RawVotes
from minutebook.records.sentences import collapse

_N = rf"(?:\d{{1,3}}|{phrase_pattern(NUMBER_WORDS)})"
_FILL = rf"(?:\s+(?:{phrase_pattern(VOTE_FILLERS)}))*?"
_SIDE = phrase_pattern(VOTE_SIDES)
_COUNT = re.compile(rf"(?<![\w£$€.,/:–-])({_N})\b({_FILL})\s+({_SIDE})(?!\w)", re.IGNORECASE)
_LABELLED = re.compile(rf"(?<!\w)({_SIDE})\s*[:=–-]?\s*({_N})(?![\w.,/]*\d|\w|\s*(?:{_SIDE})(?!\w))", re.IGNORECASE)
_AGAINST = phrase_pattern(RANGE_OF_VOTES)
_TO = re.compile(
    rf"(?<![\w£$€.,/:–-])({_N})\s+(?:{phrase_pattern(VOTE_LABELS)})\s+(?:{_AGAINST})\s+({_N})\b"
    rf"|\b(?:{phrase_pattern(VOTE_BY_WORDS)})\s+({_N})\s+(?:{_AGAINST})\s+({_N})(?=\s*(?:[,.;)]|$))",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?<![\w£$€.,/:–-])(\d{1,3})\s*[–-]\s*(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?(?![\w/:–-]|[.,]\d)")
_ONLY_PAIR = re.compile(r"\s*\d{1,3}\s*[–-]\s*\d{1,3}(?:\s*[–-]\s*\d{1,3})?\s*")
_ABOUT_VOTES = re.compile(
    rf"(?<!\w)(?:{phrase_pattern({*VOTE_LABELS, *CASTING_VOTE, 'carried', 'lost', 'voted', 'tied'})})(?!\w)",
    re.IGNORECASE,
)
_RESULT = re.compile(rf"(?<!\w)(?<!not\s)({phrase_pattern(VOTE_RESULTS)})(?!\w)", re.IGNORECASE)
_ARTICLE = phrase_pattern(ARTICLES)
# `the casting vote agreed`: the side is not said by that.
_CAST = phrase_pattern(word for word, side in VOTE_SIDES.items() if side != "abstained" and word != "agreed")
_CASTING = re.compile(
    rf"(?<!\w)({phrase_pattern(CASTING_VOTE)})(?!\w)"
    rf"(?:\s+(?:(?:being|was)\s+)?(?:cast\s+|used\s+)?({_CAST})(?!\w))?"
    rf"(?:\s+(?:of|from|{phrase_pattern(BY_WORDS)})\s+((?:(?:{_ARTICLE})\s+)?(?-i:[^\W\d_a-z])[\w’'.-]*(?:\s+(?-i:[^\W\d_a-z])[\w’'.-]*)*)"
    rf"|\s+((?:{_ARTICLE})\s+(?-i:[^\W\d_a-z])[\w’'-]*))?",
    re.IGNORECASE,
)
_WHOSE = re.compile(rf"((?:{_ARTICLE})\s+)?([^\W\d_a-z][\w-]*)['’]s?\s+(?:own\s+|second\s+or\s+)?$")
_NO = rf"\b(?:{phrase_pattern(NO_WORDS)})\s+"
_NO_CASTING = re.compile(rf"{_NO}(?:a\s+)?$", re.IGNORECASE)
_RECORDED = re.compile(
    rf"(?<!\w)({_NO}|\b(?:{phrase_pattern(NEGATIONS)})\s+(?:\w+\s+)?)?({phrase_pattern(RECORDED_VOTE)})(?!\w)",
    re.IGNORECASE,
)
_NAMES_LINE = re.compile(rf"\s*({_SIDE})\s*:\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_VOTE_LINE = re.compile(rf"\s*(?:{phrase_pattern({*VOTE_LABELS, *RECORDED_VOTE})})\s*:", re.IGNORECASE)
_BEHIND_NAMES = re.compile(r"\s*\(\s*(\d{1,3})\s*\)\s*[.;,]?\s*$")
_ENDING = re.compile(rf"\s*(?:$|[,.;:)]|with\b|(?:{phrase_pattern(AND_WORDS)})(?!\w))")


@dataclass(frozen=True, slots=True)
class _Count:
    side: str
    number: int
    clear: bool
    """Whether the words are about a vote even if no other count stands beside them."""


def find_votes(text: str, *, strict: bool, lost: bool = False) -> RawVotes | None:
    """Return what a text says about a vote.

    `strict`: the text is brackets or a line of votes, so that `7 for` alone is one. `lost`: the motion was lost, so that
    `by 5 votes to 2` means five against.
    """
    counts = _find_counts(text, strict=strict)
    results = {VOTE_RESULTS[collapse(match[1]).casefold()] for match in _RESULT.finditer(text)}
    casting = _find_casting(text)
    recorded = any(match[1] is None for match in _RECORDED.finditer(text))
    votes = RawVotes(
        agree=counts.get("for"),
        against=counts.get("against"),
        abstain=counts.get("abstained"),
        unanimous="unanimous" in results,
        nem_con="nem_con" in results,
        casting=casting,
        recorded=recorded,
    )
    if votes.agree is None and votes.against is None:
        votes = _find_pair(text, votes, strict=strict, lost=lost)
    return None if votes == RawVotes() else votes


def is_vote_line(text: str) -> bool:
    """Whether a paragraph is a line of votes: `Vote: 7 for, 2 against`, `For: names (5)`."""
    return bool(_VOTE_LINE.match(text)) or read_names_line(text) is not None


def read_vote_line(text: str, *, lost: bool = False) -> RawVotes | None:
    """Return the votes of a line that `is_vote_line` knows."""
    if names := read_names_line(text):
        return names
    label = _VOTE_LINE.match(text)
    return find_votes(text[label.end() :], strict=True, lost=lost) if label else None


def read_names_line(text: str) -> RawVotes | None:
    """Return the votes of `For: names (5)` or `Against: 2`, or None where the text is no such line."""
    match = _NAMES_LINE.match(text)
    if match is None:
        return None
    side, rest = VOTE_SIDES[collapse(match[1]).casefold()], collapse(match[2])
    if (votes := find_votes(text, strict=True)) and sum(
        n is not None for n in (votes.agree, votes.against, votes.abstain)
    ) > 1:
        return votes
    behind = _BEHIND_NAMES.search(rest)
    names = (rest[: behind.start()] if behind else rest).strip(" .;,")
    number = _number(names)
    if number is not None or names.casefold() in NOBODY:
        return _for_side(side, number or 0, "")
    # `Agreed: to …` is a sentence: names begin with a capital letter, or are ids.
    if not (names[:1].isupper() or re.match(r"[a-z0-9]+-[a-z0-9-]+", names)):
        return None
    if side == "for" and match[1].casefold() == "agreed":
        return None
    return replace(_for_side(side, int(behind[1]) if behind else None, names), recorded=True, counted=bool(behind))


def merge_votes(found: Iterable[RawVotes | None]) -> RawVotes | None:
    """Return one vote of what several places say; where two differ, the earlier one holds."""
    merged: RawVotes | None = None
    for votes in found:
        if merged is None or votes is None:
            merged = merged or votes
            continue
        merged = RawVotes(
            agree=votes.agree if merged.agree is None else merged.agree,
            against=votes.against if merged.against is None else merged.against,
            abstain=votes.abstain if merged.abstain is None else merged.abstain,
            unanimous=merged.unanimous or votes.unanimous,
            nem_con=merged.nem_con or votes.nem_con,
            casting=merged.casting or votes.casting,
            recorded=merged.recorded or votes.recorded,
            agree_names=merged.agree_names or votes.agree_names,
            against_names=merged.against_names or votes.against_names,
            abstain_names=merged.abstain_names or votes.abstain_names,
            counted=merged.counted or votes.counted,
        )
    return merged


def _for_side(side: str, number: int | None, names: str) -> RawVotes:
    if side == "for":
        return RawVotes(agree=number, agree_names=names)
    if side == "against":
        return RawVotes(against=number, against_names=names)
    return RawVotes(abstain=number, abstain_names=names)


def _find_counts(text: str, *, strict: bool) -> dict[str, int]:
    found: list[_Count] = []
    for match in _COUNT.finditer(text):
        side_words = collapse(match[3]).casefold()
        side = VOTE_SIDES[side_words]
        number = _number(match[1])
        if number is None:
            continue
        ending = _ENDING.match(text, match.end()) is not None
        clear = (
            bool(match[2].strip())
            or (" " in side_words and side_words not in PLAINLY_AGAINST)
            or side == "abstained"
            or (side == "against" and ending)
        )
        if clear or ending or strict:
            found.append(_Count(side, number, clear))
    if strict:
        for match in _LABELLED.finditer(text):
            number = _number(match[2])
            side = VOTE_SIDES[collapse(match[1]).casefold()]
            if number is not None and not any(count.side == side for count in found):
                found.append(_Count(side, number, clear=True))
    several = len({count.side for count in found}) > 1
    counts: dict[str, int] = {}
    for count in found:
        if strict or several or count.clear:
            counts.setdefault(count.side, count.number)
    return counts


def _find_pair(text: str, votes: RawVotes, *, strict: bool, lost: bool) -> RawVotes:
    match = _TO.search(text)
    if match:
        numbers = [number for group in match.groups() if group and (number := _number(group)) is not None]
    else:
        pair = _PAIR.search(text)
        if pair is None or not ((strict and _ONLY_PAIR.fullmatch(text)) or _ABOUT_VOTES.search(text)):
            return votes
        numbers = [int(group) for group in pair.groups() if group]
    if len(numbers) < 2:
        return votes
    agree, against = (min(numbers[:2]), max(numbers[:2])) if lost else (numbers[0], numbers[1])
    abstain = numbers[2] if len(numbers) > 2 and votes.abstain is None else votes.abstain
    return replace(votes, agree=agree, against=against, abstain=abstain)


def _find_casting(text: str) -> str:
    match = _CASTING.search(text)
    if match is None or _NO_CASTING.search(text[: match.start()]):
        return ""
    if match[2]:
        return collapse(match[2])
    if who := match[3] or match[4]:
        return collapse(who).rstrip(".,;")
    if whose := _WHOSE.search(text[: match.start()]):
        return collapse((whose[1] or "") + whose[2])
    return collapse(match[1])


def _number(text: str) -> int | None:
    word = collapse(text).casefold()
    return int(word) if word.isascii() and word.isdigit() else NUMBER_WORDS.get(word)
