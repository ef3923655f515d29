"""Finds the acronyms and terms in one agenda item: which are explained, which need their meaning put in,
which nobody explains.

In: an item's heading and blocks, and the lexicon of its meeting. Out: places in the item's leaves. One pass
over the tokens that may be letters; never changes a text, and marks nothing in headings, links, code,
references, addresses or text all in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from minutebook.acronyms.explained import find_long_form, find_own_words
from minutebook.acronyms.leaves import crosses, find_hidden, leave_out_addresses
from minutebook.acronyms.lexicon import Lexicon, find_letters, fold_letters
from minutebook.acronyms.tokens import (
    JOINTS,
    TOKEN,
    WORD,
    find_neighbours,
    find_run,
    find_shouts,
    has_capitals,
    is_address,
    is_no_acronym,
    is_shouted,
    is_tail,
    join_dotted,
    split_run,
)
from minutebook.acronyms.uses import AmbiguousUse, ItemUses, TermUse, Unexplained
from minutebook.model import Block, Inline, Term, iter_leaves

_POSSESSIVE = re.compile(r"['’ʼ][sS](?!\w)")
_OWNERS = re.compile(r"['’](?=\s+[^\W\d_A-Z])")


def find_uses(
    heading: Block | None, blocks: Sequence[Block], lexicon: Lexicon, *, skip: AbstractSet[str] = frozenset()
) -> ItemUses:
    """Return the uses of terms in one agenda item, the preamble or a plain page.

    `skip` holds letters that are no acronyms in these minutes: the initials of people named in them.
    """
    search = _Search(lexicon, skip)
    if heading is not None:
        search.read(heading)
    for leaf in iter_leaves(blocks):
        search.read(leaf)
    return ItemUses(tuple(search.uses), tuple(search.ambiguous), tuple(search.unexplained))


def find_in_text(text: str, lexicon: Lexicon, *, skip: AbstractSet[str] = frozenset()) -> tuple[TermUse, ...]:
    """Return the uses in plain text outside the minutes (a register's row), where terms are linked and
    never expanded.
    """
    leaf = Block("paragraph", 0, 0, inlines=(Inline("text", text),), text=text)
    return tuple(replace(use, insert=False) for use in find_uses(None, (leaf,), lexicon, skip=skip).uses)


@dataclass(frozen=True, slots=True)
class _Token:
    """A place in a leaf that holds letters of the glossary, or (without `known`) letters it lacks."""

    start: int
    end: int
    letters: str
    known: bool


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What letters mean at one place."""

    terms: tuple[Term, ...] = ()
    """None, one, or several if that stays open."""
    span: tuple[int, int] | None = None
    """Where the text says so right there, in the glossary's words."""
    own: bool = False
    """Whether it says so in words of its own."""


class _Search:
    """What was seen so far in one item. It lives as long as one call of `find_uses`."""

    def __init__(self, lexicon: Lexicon, skip: AbstractSet[str]) -> None:
        self.lexicon = lexicon
        self.skip = frozenset(map(fold_letters, skip))
        self.uses: list[TermUse] = []
        self.ambiguous: list[AmbiguousUse] = []
        self.unexplained: list[Unexplained] = []
        self.said: set[tuple[str, str]] = set()
        """Term and letters that are explained, by the minutes or by us."""
        self.chosen: dict[str, Term] = {}
        """Meanings that the item gives to letters itself."""
        self.defined: set[str] = set()
        """Letters that the item explains in words the glossary does not have."""

    def read(self, leaf: Block) -> None:
        """Look through one leaf."""
        tokens = list(self._find_tokens(leaf.text))
        if not tokens:
            return
        hidden, joints = find_hidden(leaf)
        silent = leaf.kind == "heading" or is_shouted(leave_out_addresses(leaf))
        meanings = [self._explain(leaf.text, token) for token in tokens]
        taken = [meaning.span for meaning in meanings if meaning.span]
        shouts = find_shouts(leaf.text) if any(not token.known for token in tokens) else ()
        for token, meaning in zip(tokens, meanings, strict=True):
            if any(start <= token.start and token.end <= end for start, end in taken):
                # Words that explain a term are no uses of other terms.
                continue
            unseen = silent or any(start < token.end and token.start < end for start, end in hidden)
            if meaning.own:
                self.defined.add(token.letters)
            if token.known:
                self._note_use(leaf, token, meaning, unseen=unseen, joints=joints)
            elif not unseen and not any(start <= token.start and token.end <= end for start, end in shouts):
                self._note_unexplained(leaf, token)

    def _find_tokens(self, text: str) -> Iterator[_Token]:
        position = 0
        for start, end, first in self._find_starts(text):
            if start < position:
                continue
            found = self.lexicon.find(text, end, first)
            if found and self._is_free(text, start, *found):
                position = found[0]
                yield _Token(start, position, found[1], known=True)
            elif token := self._find_capitals(text, start, end, first, known=bool(found)):
                position = token.end
                yield token

    def _find_starts(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield every token that may begin letters: where it stands, and itself without dots."""
        openers, small, may_begin = self.lexicon.openers, self.lexicon.small, self.lexicon.may_begin
        # Most tokens are names and the first words of sentences: those go at once.
        starts = [
            (found.start(), found.end(), token)
            for found in TOKEN.finditer(text)
            if not ((token := found[0])[1:].islower() or token.isdigit()) or may_begin(token)
        ]
        if small and not small.isdisjoint(WORD.findall(text)):
            starts += [(found.start(), found.end(), found[0]) for found in WORD.finditer(text) if found[0] in small]
            starts.sort()
        for sign in openers:
            if sign in text:
                starts += [(found.start(), found.end(), sign) for found in re.finditer(re.escape(sign), text)]
                starts.sort()
        for start, end, token in starts:
            yield start, end, (join_dotted(token) if "." in token else "") or token

    def _is_free(self, text: str, start: int, end: int, letters: str) -> bool:
        """Whether letters of the glossary stand there on their own, and not as a part of something else."""
        if letters in self.skip or (self.lexicon.is_off(letters) and not self.lexicon.settle(letters)):
            return False
        if is_tail(text, start):
            return False
        return not any(map(self._is_code, find_neighbours(text, start, end))) and not is_address(text, start, end)

    def _is_code(self, token: str) -> bool:
        """Whether a token joined to letters makes something else of them: `JSON-LD`, `CAS-2`, but not
        `CIW-led`.
        """
        if not token or (token.isalpha() and (token.islower() or (len(token) > 1 and token[1:].islower()))):
            return False
        return not self.lexicon.everything(token)

    def _find_capitals(self, text: str, start: int, end: int, first: str, *, known: bool) -> _Token | None:
        """Return the capitals that begin there, if they are in the shape of letters."""
        run = find_run(text, start) if text[end : end + 1] in tuple(JOINTS) else ""
        if run:
            if any(map(str.isdigit, split_run(run))):
                # `ISO-9001`, `PA23-01234`: a number, all of it.
                return _Token(start, start + len(run), "", known=False)
            core = run.removesuffix("s")
            if has_capitals(core) and not any(part[1:].islower() for part in split_run(core)):
                first, end, known = core, start + len(run), False
        letters = first[:-1] if first[-1] == "s" and has_capitals(first[:-1]) else first
        if known or not has_capitals(letters):
            return None
        return _Token(start, end, letters, known=False)

    def _explain(self, text: str, token: _Token) -> _Meaning:
        """Return what the letters mean at one place, and whether the text itself says so right there."""
        end = _find_end(text, token.end, ())
        around = text[max(0, token.start - 80) : token.start] + text[end : end + 4]
        bracketed = "(" in around or "[" in around
        own = bracketed and bool(find_own_words(text, token.start, end, token.letters))
        if not token.known:
            return _Meaning(own=own)
        settled = self.lexicon.settle(token.letters)
        if bracketed:
            others = () if token.letters in self.lexicon.overrides else self.lexicon.everything(token.letters)
            for term in dict.fromkeys((*settled, *others)):
                spellings = [spelling for part in find_letters(term, self.lexicon.lang) for spelling in part]
                if span := find_long_form(text, token.start, end, term.meaning, spellings):
                    # What the minutes say of their own letters is nearer than any scope.
                    self.chosen[token.letters] = term
                    return _Meaning((term,), span)
        chosen = self.chosen.get(token.letters)
        return _Meaning((chosen,) if chosen else settled, own=own)

    def _note_use(self, leaf: Block, token: _Token, meaning: _Meaning, *, unseen: bool, joints: Sequence[int]) -> None:
        terms, explained = meaning.terms, meaning.span is not None
        if len(terms) == 1 and (explained or token.letters in self.defined):
            self.said.add((terms[0].id, token.letters))
        if unseen or crosses(joints, token.start, token.end):
            return
        if len(terms) > 1:
            ids = tuple(term.id for term in terms)
            self.ambiguous.append(AmbiguousUse(leaf.key, token.start, token.end, token.letters, ids))
        elif not terms:
            self._note_unexplained(leaf, token)
        else:
            term, end = terms[0], _find_end(leaf.text, token.end, joints)
            words, lang = term.meaning.best(self.lexicon.lang)
            insert = _wants_words(term, said=(term.id, token.letters) in self.said, explained=explained or meaning.own)
            self.said.add((term.id, token.letters))
            self.uses.append(TermUse(leaf.key, token.start, end, term.id, token.letters, insert, words, lang))

    def _note_unexplained(self, leaf: Block, token: _Token) -> None:
        letters, text = token.letters, leaf.text
        if not has_capitals(letters) or letters in self.defined or letters in self.skip or self.lexicon.is_off(letters):
            return
        if is_no_acronym(text, token.start, token.end, letters) or is_address(text, token.start, token.end):
            return
        elsewhere = tuple(term.id for term in self.lexicon.everything(letters))
        self.unexplained.append(Unexplained(leaf.key, token.start, token.end, letters, elsewhere))


def _wants_words(term: Term, *, said: bool, explained: bool) -> bool:
    """Whether the meaning is put in behind this use."""
    if term.kind == "term" or term.expand == "never":
        return False
    return not explained if term.expand == "always" else not said


def _find_end(text: str, end: int, joints: Sequence[int]) -> int:
    """Return where a use ends with its possessive: `CIW's`, `GPs'`."""
    found = _POSSESSIVE.match(text, end)
    if not found and text[end - 1] == "s" and not set(text[:end]) & set("'‘"):
        found = _OWNERS.match(text, end)
    return found.end() if found and not crosses(joints, end - 1, found.end()) else end
