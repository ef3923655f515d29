"""Finds letters in one text: those of the glossary, the longest first, and capitals that it lacks.

In: a text, the lexicon of its meeting. Out: tokens in order, that never overlap. What they mean and whether they may
be marked is for others. A text is read once, whatever it holds and however many terms there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final
from unicodedata import combining

from minutebook.acronyms.lexicon import Lexicon
from minutebook.acronyms.tokens import (
    JOINTS,
    WORD,
    find_chunk,
    find_neighbours,
    find_run,
    find_tokens,
    has_capitals,
    is_address,
    is_in_number,
    is_tail,
    join_dotted,
    list_words,
    split_run,
)

_JOINTS: Final = frozenset(JOINTS)


@dataclass(frozen=True, slots=True)
class Token:
    """A place in a text that holds letters of the glossary, or (without `known`) letters it lacks."""

    start: int
    end: int
    letters: str
    """As they are looked up; empty for a number, which is no letters at all."""
    known: bool


def find_starts(text: str, lexicon: Lexicon) -> Sequence[tuple[int, int, str]]:
    """Return what may begin letters, in order: where it stands, and itself. In most texts nothing does."""
    plain, openers = lexicon.plain, lexicon.openers
    starts = find_tokens(text)
    if plain and not plain.isdisjoint(list_words(text)):
        starts += [(found.start(), found.end(), found[0]) for found in WORD.finditer(text) if found[0] in plain]
        starts.sort()
    if openers is not None and openers.search(text):
        starts += [(found.start(), found.end(), found[0]) for found in openers.finditer(text)]
        starts.sort()
    return starts


class Scan:
    """One text, while it is read."""

    def __init__(self, text: str, lexicon: Lexicon, skip: AbstractSet[str]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.skip = skip
        """Letters that are no acronyms here, folded."""
        self._chunk = (0, 0)
        """The last chunk that was looked at: a long one is read once, not once for each of its tokens."""
        self._chunk_is_address = False

    def find(self, starts: Iterable[tuple[int, int, str]]) -> Iterator[Token]:
        """Yield every token, in order; `starts` are those of `find_starts`."""
        position = 0
        for start, end, word in starts:
            if start < position or self._has_marks(start, end):
                continue
            first = (join_dotted(word) if "." in word else "") or word
            found = self.lexicon.find(self.text, end, first)
            if found and self._is_free(start, *found):
                position = found[0]
                yield Token(start, position, found[1], known=True)
            elif token := self._find_capitals(start, end, first, known=bool(found)):
                position = token.end
                yield token

    def _has_marks(self, start: int, end: int) -> bool:
        """Whether an accent of its own stands before or behind: the letters are others then."""
        return any(map(combining, self.text[start - 1 : start] + self.text[end : end + 1]))

    def is_address(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is a part of an address, a file's name or path, or a reference."""
        return self._is_in_address(start, start, end) or (end > self._chunk[1] and self._is_in_address(end - 1, 0, 0))

    def _is_in_address(self, position: int, start: int, end: int) -> bool:
        first, last = self._chunk
        if not first <= position < last:
            first, last = self._chunk = find_chunk(self.text, position)
            self._chunk_is_address = is_address(self.text, first, last)
        return self._chunk_is_address and (first, last) != (start, end)

    def _is_free(self, start: int, end: int, letters: str) -> bool:
        """Whether letters of the glossary stand there on their own, and not as a part of something else."""
        if letters in self.skip or (self.lexicon.is_off(letters) and not self.lexicon.settle(letters)):
            return False
        if is_tail(self.text, start) or (letters.isdigit() and is_in_number(self.text, start, end)):
            return False
        return not any(map(self._is_code, find_neighbours(self.text, start, end))) and not self.is_address(start, end)

    def _is_code(self, word: str) -> bool:
        """Whether a word joined to letters makes something else of them: `JSON-LD`, `CAS-2`, but not `CIW-led`."""
        if not word or (word.isalpha() and (word.islower() or (len(word) > 1 and word[1:].islower()))):
            return False
        return not self.lexicon.everything(word)

    def _find_capitals(self, start: int, end: int, first: str, *, known: bool) -> Token | None:
        """Return the capitals that begin there, if they are in the shape of letters."""
        run = find_run(self.text, start) if self.text[end : end + 1] in _JOINTS else ""
        if run:
            if any(map(str.isdigit, split_run(run))):
                # `ISO-9001`, `PA23-01234`: a number, all of it.
                return Token(start, start + len(run), "", known=False)
            core = run.removesuffix("s")
            if has_capitals(core) and not any(part[1:].islower() for part in split_run(core)):
                first, end, known = core, start + len(run), False
        letters = first[:-1] if first[-1] == "s" and has_capitals(first[:-1]) else first
        if known or not has_capitals(letters):
            return None
        return Token(start, end, letters, known=False)
