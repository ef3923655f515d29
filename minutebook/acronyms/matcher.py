"""Finds the acronyms and terms in one agenda item: which are explained, which need their meaning put in,
which nobody explains.

In: an item's heading and blocks, and the lexicon of its meeting. Out: places in the item's leaves. One pass
over the tokens that may be letters; never changes a text, and marks nothing in headings, links, code,
references, addresses or text all in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from minutebook.acronyms.definitions import Definition, read_definitions
from minutebook.acronyms.explained import find_long_form
from minutebook.acronyms.leaves import NOWHERE, Spans, crosses, find_hidden, leave_out_addresses
from minutebook.acronyms.letters import is_name
from minutebook.acronyms.lexicon import Lexicon, find_letters, fold_letters
from minutebook.acronyms.scan import Scan, Token, find_starts
from minutebook.acronyms.tokens import find_shouts, has_capitals, is_no_acronym, is_shouted
from minutebook.acronyms.uses import AmbiguousUse, ItemUses, OtherMeaning, TermUse, Unexplained
from minutebook.acronyms.wording import fold_words
from minutebook.i18n import mutates
from minutebook.model import Block, Inline, Term, iter_leaves

_POSSESSIVE = re.compile(r"['’ʼ][sS](?!\w)")
_OWNERS = re.compile(r"['’](?=\s+[^\W\d_A-Z])")
_ALIKE = 0.8
"""From how far on two names are one with a slip in it: 1 for the same."""


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
    return ItemUses(
        tuple(search.uses),
        tuple(search.ambiguous),
        tuple(search.unexplained),
        tuple(search.others),
        tuple(search.mentioned),
    )


def find_in_text(text: str, lexicon: Lexicon, *, skip: AbstractSet[str] = frozenset()) -> tuple[TermUse, ...]:
    """Return the uses in plain text outside the minutes (a register's row), where terms are linked and
    never expanded.
    """
    leaf = Block("paragraph", 0, 0, inlines=(Inline("text", text),), text=text)
    return tuple(replace(use, insert=False) for use in find_uses(None, (leaf,), lexicon, skip=skip).uses)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What letters mean at one place."""

    terms: tuple[Term, ...] = ()
    """None, one, or several if that stays open."""
    span: tuple[int, int] | None = None
    """Where the text says so right there, in the glossary's words."""
    own: bool = False
    """Whether it says so in words of its own."""
    other: Definition | None = None
    """Where those words are a name that is none of the glossary's for the letters."""


class _Search:
    """What was seen so far in one item. It lives as long as one call of `find_uses`."""

    def __init__(self, lexicon: Lexicon, skip: AbstractSet[str]) -> None:
        self.lexicon = lexicon
        self.skip = frozenset(map(fold_letters, skip))
        self.uses: list[TermUse] = []
        self.ambiguous: list[AmbiguousUse] = []
        self.unexplained: list[Unexplained] = []
        self.mentioned: dict[str, None] = {}
        """Ids of terms that stand where nothing may be linked, in order."""
        self.said: set[tuple[str, str]] = set()
        """Term and letters that are explained, by the minutes or by us."""
        self.chosen: dict[str, Term] = {}
        """Meanings that the item gives to letters itself."""
        self.defined: set[str] = set()
        """Letters that the item explains in words the glossary does not have."""
        self.redefined: set[str] = set()
        """Letters of the glossary that stand for something else in the item."""
        self.others: list[OtherMeaning] = []

    def read(self, leaf: Block) -> None:
        """Look through one leaf."""
        starts = find_starts(leaf.text, self.lexicon)
        if not starts:
            return
        scan = Scan(leaf.text, self.lexicon, self.skip)
        tokens = list(scan.find(starts))
        if not tokens:
            return
        hidden, wordless, joints = find_hidden(leaf)
        silent = leaf.kind == "heading" or is_shouted(leave_out_addresses(leaf))
        own = self._find_own(leaf.text)
        meanings = [self._explain(leaf.text, token, own=own.get(token.start)) for token in tokens]
        spans = [meaning.span for meaning in meanings if meaning.span]
        taken = Spans(spans) if spans else NOWHERE
        shouts = NOWHERE if all(token.known for token in tokens) else Spans(find_shouts(leaf.text))
        for token, meaning in zip(tokens, meanings, strict=True):
            start, end = token.start, token.end
            if taken.hold(start, end):
                # Words that explain a term are no uses of other terms.
                continue
            if meaning.own:
                self.defined.add(token.letters)
            if meaning.other:
                self._note_other(leaf, token, meaning.other)
            unseen = silent or hidden.meet(start, end)
            if not token.known:
                if not unseen and not shouts.hold(start, end):
                    self._note_unexplained(scan, leaf, token)
                continue
            if len(meaning.terms) == 1 and (meaning.span or token.letters in self.defined):
                self.said.add((meaning.terms[0].id, token.letters))
            if not unseen and not crosses(joints, start, end):
                self._note_use(scan, leaf, token, meaning, joints)
            elif len(meaning.terms) == 1 and not wordless.meet(start, end):
                self.mentioned.setdefault(meaning.terms[0].id)

    def _find_own(self, text: str) -> Mapping[int, Definition]:
        """Return where letters stand that the text explains in words, whatever the glossary says."""
        return {one.start: one for one in read_definitions(text, welsh=mutates(self.lexicon.lang))}

    def _explain(self, text: str, token: Token, *, own: Definition | None) -> _Meaning:
        """Return what the letters mean at one place, and whether the text itself says so right there."""
        if not token.known:
            return _Meaning(own=own is not None)
        settled = self.lexicon.settle(token.letters)
        end = _find_end(text, token.end, ())
        around = text[max(0, token.start - 80) : token.start] + text[end : end + 4]
        if "(" in around or "[" in around:
            others = () if token.letters in self.lexicon.overrides else self.lexicon.everything(token.letters)
            for term in dict.fromkeys((*settled, *others)):
                spellings = [spelling for part in find_letters(term, self.lexicon.lang) for spelling in part]
                if span := find_long_form(text, token.start, end, term.meaning, spellings):
                    # What the minutes say of their own letters is nearer than any scope.
                    self.chosen[token.letters] = term
                    return _Meaning((term,), span)
        chosen = self.chosen.get(token.letters)
        terms = (chosen,) if chosen else settled
        # For letters that the glossary knows, words count only where they are a name: chance spells letters too.
        if own and terms and is_name(own.words):
            if token.letters in self.lexicon.overrides:
                return _Meaning(terms, own=True)
            like = next((term for term in terms if _is_like(own.plain, term)), None)
            if like:
                self.chosen[token.letters] = like
                return _Meaning((like,), (own.words_start, own.words_end))
            self.redefined.add(token.letters)
            return _Meaning(other=own)
        return _Meaning(() if token.letters in self.redefined else terms)

    def _note_other(self, leaf: Block, token: Token, other: Definition) -> None:
        self.defined.add(token.letters)
        ids = tuple(term.id for term in self.lexicon.settle(token.letters))
        self.others.append(OtherMeaning(leaf.key, token.start, token.end, token.letters, other.plain, ids))

    def _note_use(self, scan: Scan, leaf: Block, token: Token, meaning: _Meaning, joints: Sequence[int]) -> None:
        terms, explained = meaning.terms, meaning.span is not None
        if len(terms) > 1:
            ids = tuple(term.id for term in terms)
            self.ambiguous.append(AmbiguousUse(leaf.key, token.start, token.end, token.letters, ids))
        elif not terms:
            self._note_unexplained(scan, leaf, token)
        else:
            term, end = terms[0], _find_end(leaf.text, token.end, joints)
            words, lang = term.meaning.best(self.lexicon.lang)
            insert = _wants_words(term, said=(term.id, token.letters) in self.said, explained=explained or meaning.own)
            self.said.add((term.id, token.letters))
            self.uses.append(TermUse(leaf.key, token.start, end, term.id, token.letters, insert, words, lang))

    def _note_unexplained(self, scan: Scan, leaf: Block, token: Token) -> None:
        letters = token.letters
        if not has_capitals(letters) or letters in self.defined or letters in self.skip or self.lexicon.is_off(letters):
            return
        if is_no_acronym(leaf.text, token.start, token.end, letters) or scan.is_address(token.start, token.end):
            return
        elsewhere = tuple(term.id for term in self.lexicon.everything(letters))
        self.unexplained.append(Unexplained(leaf.key, token.start, token.end, letters, elsewhere))


def _is_like(words: str, term: Term) -> bool:
    """Whether words are those of a term, with a slip: `Care Inspection Wales`."""
    folded = fold_words(words)
    return any(SequenceMatcher(None, folded, fold_words(text)).ratio() >= _ALIKE for _, text in term.meaning.by_lang)


def _wants_words(term: Term, *, said: bool, explained: bool) -> bool:
    """Whether the meaning is put in behind this use."""
    if term.kind == "term" or term.expand == "never":
        return False
    return not explained if term.expand == "always" else not said


def _find_end(text: str, end: int, joints: Sequence[int]) -> int:
    """Return where a use ends with its possessive: `CIW's`, `GPs'`."""
    found = _POSSESSIVE.match(text, end)
    if not found and text[end - 1] == "s" and (found := _OWNERS.match(text, end)):
        # Behind an opening quotation mark the sign may be the closing one.
        found = None if text.find("'", 0, end) >= 0 or text.find("‘", 0, end) >= 0 else found
    return found.end() if found and not crosses(joints, end - 1, found.end()) else end
