"""What letters mean: the glossary as a table of tokens, and the meaning of letters in one body, on one day,
in one language.

In: terms, and what a meeting says of its letters (`terms:`). Out: a `Glossary`, made once, and a `Lexicon`
for each meeting, which costs nothing to make. Looking up costs the same for ten terms as for ten thousand.
Never reads the minutes' words for more than the letters that stand at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from minutebook.acronyms.tokens import HYPHENS, find_tokens, join_dotted
from minutebook.i18n import RECORD_WORDS, mutates, mutations
from minutebook.model import Term

_ATOM = re.compile(r"\w+|\s+|[^\w\s]")


class _Node:
    """A place in the tree of letters, reached by the tokens read so far."""

    __slots__ = ("children", "letters")

    def __init__(self) -> None:
        # Most letters are one token, so most places need no table of their own.
        self.children = _NO_CHILDREN
        self.letters = ""
        """The letters that end here, folded; empty where none do."""

    def grow(self, atom: str) -> _Node:
        """Return the child by that token; it is new if there was none."""
        if self.children is _NO_CHILDREN:
            self.children = {}
        return self.children.setdefault(atom, _Node())

    def walk(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield all letters below this place, each behind its tokens."""
        ahead: list[tuple[tuple[str, ...], _Node]] = [((), self)]
        while ahead:
            path, node = ahead.pop()
            if node.letters:
                yield path, node.letters
            ahead.extend(((*path, atom), child) for atom, child in node.children.items())


_NO_CHILDREN: dict[str, _Node] = {}


@dataclass(frozen=True, slots=True)
class Table:
    """The letters of one language."""

    root: _Node
    meanings: Mapping[str, tuple[Term, ...]]
    """By letters, those of the language itself."""
    borrowed: Mapping[str, tuple[Term, ...]]
    """By letters, those of a term that has other letters in this language."""
    plain: frozenset[str]
    """First tokens that are words or numbers (`front`, `Early`, `111`), with a plural s and without."""
    openers: re.Pattern[str] | None
    """Finds the signs that some letters begin with; none if none do."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every term, ready to be looked up. Make it once."""

    tables: Mapping[str, Table] = field(repr=False)
    """By language."""
    ignored: frozenset[str]
    """Capitals that are no acronyms."""

    @classmethod
    def of(cls, terms: Iterable[Term], ignored: Iterable[str] = (), *, languages: Sequence[str] = ("en",)) -> Glossary:
        """Index `terms` for the languages of the site. Letters that are a record word (`NOTED`) are left
        out: they never count.
        """
        known = tuple(terms)
        return cls({lang: _index(known, lang) for lang in languages}, frozenset(map(fold_letters, ignored)))

    def lexicon(
        self,
        lang: str,
        *,
        body: str = "",
        on: date,
        together: Sequence[str] = (),
        overrides: Mapping[str, str | None] | None = None,
    ) -> Lexicon:
        """Return what letters mean in the minutes of `body` (with the bodies `together`, in a joint
        meeting) on one day.

        `overrides` is the meeting's `terms:`. Raises KeyError for a language that the glossary was not made
        for.
        """
        settled = {fold_letters(letters): chosen for letters, chosen in (overrides or {}).items()}
        return Lexicon(self.tables[lang], self.ignored, lang, body, tuple(together), on, settled)

    def meanings(self, letters: str) -> tuple[Term, ...]:
        """Return every meaning of `letters` in any language, each once."""
        found: dict[str, Term] = {}
        for table in self.tables.values():
            for terms in (table.meanings, table.borrowed):
                found |= {term.id: term for term in terms.get(fold_letters(letters), ())}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What letters mean in one meeting's minutes in one language."""

    table: Table = field(repr=False)
    ignored: frozenset[str]
    lang: str
    body: str
    together: tuple[str, ...]
    on: date
    overrides: Mapping[str, str | None]
    asked: set[str] = field(default_factory=set, repr=False, compare=False)
    """All that was looked up: tokens that letters may begin with, and letters. A glossary that says the same of these, and in which the
    same words and signs begin letters (`plain`, `openers`), would have given the same answers.
    """

    @property
    def plain(self) -> frozenset[str]:
        """Words and numbers that letters of the glossary begin with, or are, with a plural s and without."""
        return self.table.plain

    @property
    def openers(self) -> re.Pattern[str] | None:
        """What finds the signs that some letters begin with (`#`); nothing if none do."""
        return self.table.openers

    def list_asked(self) -> set[str]:
        """Return what was looked up, with and without a plural s."""
        return self.asked | {word[:-1] for word in self.asked if len(word) > 1 and word[-1] == "s"}

    def find(self, text: str, end: int, first: str) -> tuple[int, str] | None:
        """Return where the longest letters end that begin with the token `first`, which ends at `end`, and
        those letters.

        A plural s may end them; it is included. None where the glossary has none.
        """
        self.asked.add(first)
        node, atom, best = self.table.root, first, None
        while True:
            child = node.children.get(atom)
            # `As` is a word and no plural, `R&Ds` is one.
            if atom[-1] == "s" and (len(atom) > 2 or node is not self.table.root):
                stem = node.children.get(atom[:-1])
                if stem and stem.letters:
                    best = (end, stem.letters)
            if child is None:
                return best
            # Letters that end in a sign (`SDS+`) must not run on into a word.
            if child.letters and (_is_word(text[end - 1]) or not _is_word(text[end : end + 1])):
                best = (end, child.letters)
            following = _ATOM.match(text, end) if child.children else None
            if following is None:
                return best
            node, atom, end = child, _fold(following[0]), following.end()

    def settle(self, letters: str) -> tuple[Term, ...]:
        """Return what `letters` mean here: one term; several if that stays open; none if they are no
        acronym here.

        The meeting's own word comes first, then letters of the language before borrowed ones, then a
        meaning of the body, of a body that meets with it, and one for all bodies. Several that are never
        expanded are no question: the first stands for all, since their entry in the glossary shows every
        meaning.
        """
        self.asked.add(letters)
        if letters in self.overrides:
            chosen = self.overrides[letters]
            return tuple(term for term in self.everything(letters) if term.id == chosen)[:1]
        for terms in (self.table.meanings, self.table.borrowed):
            ranked = [(rank, term) for term in terms.get(letters, ()) if (rank := self._rank(term)) is not None]
            if ranked:
                nearest = min(rank for rank, _ in ranked)
                found = tuple(term for rank, term in ranked if rank == nearest)
                return found[:1] if all(term.expand == "never" for term in found) else found
        return ()

    def everything(self, letters: str) -> tuple[Term, ...]:
        """Return every meaning of `letters` in this language, whatever body and day it is for."""
        self.asked.add(letters)
        return self.table.meanings.get(letters, ()) + self.table.borrowed.get(letters, ())

    def is_off(self, letters: str) -> bool:
        """Whether the glossary or the meeting says that `letters` are no acronym."""
        self.asked.add(letters)
        return letters in self.ignored or (letters in self.overrides and self.overrides[letters] is None)

    def _rank(self, term: Term) -> int | None:
        """How near the term's scope is, 0 the nearest; None if it is not for this body or day."""
        if not holds(term, self.on):
            return None
        if not term.bodies:
            return 2
        if self.body in term.bodies:
            return 0
        return 1 if any(body in term.bodies for body in self.together) else None


def holds(term: Term, day: date) -> bool:
    """Whether a term has its meaning on a day."""
    return not ((term.since and day < term.since.first) or (term.until and day > term.until.last))


def find_letters(term: Term, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the letters of a term in `lang`, its own first, and those it borrows there: the key of its entry,
    where the language has others.
    """
    own = dict.fromkeys((term.letters, *term.also))
    if (letters := term.letters_in(lang)) not in own:
        return (letters, *term.also), (term.letters,)
    return tuple(own), ()


def fold_letters(letters: str) -> str:
    """Return letters as they are looked up: without the dots of `C.I.W.`, one kind of space, hyphen and
    apostrophe.
    """
    return "".join(_split(letters))


def _index(terms: Iterable[Term], lang: str) -> Table:
    root = _Node()
    meanings: dict[str, tuple[Term, ...]] = {}
    borrowed: dict[str, tuple[Term, ...]] = {}
    for term in terms:
        own, foreign = find_letters(term, lang)
        for table, spellings in ((meanings, own), (borrowed, foreign)):
            for letters in dict.fromkeys(map(fold_letters, spellings)):
                if letters.casefold() not in RECORD_WORDS and re.search(r"\w", letters):
                    table[letters] = (*table.get(letters, ()), term)
    everything = list(dict.fromkeys((*meanings, *borrowed)))
    for letters in everything:
        _plant(root, letters, letters)
    if mutates(lang):
        for letters in everything:
            # Capitals do not mutate; words do (`drws ffrynt`, `y ddrws ffrynt`).
            if _split(letters)[0][1:].islower():
                for form in sorted(mutations(letters)):
                    _plant(root, form, letters)
    words = {atom for atom in root.children if atom[0] == "_" or atom[0].isalnum()}
    # Most begin with plain capitals, which are always found.
    others = [word for word in words if not (word.isascii() and word.isalpha() and word.isupper() and len(word) > 1)]
    forms = chain(others, (word + "s" for word in others))
    plain = frozenset(form for form in forms if (0, len(form), form) not in find_tokens(form))
    signs = "".join(sorted(map(re.escape, root.children.keys() - words)))
    return Table(
        root,
        meanings,
        borrowed,
        plain,
        re.compile(f"[{signs}]") if signs else None,
    )


def _plant(root: _Node, form: str, letters: str) -> None:
    node = root
    for atom in _split(form):
        node = node.grow(atom)
    # What the glossary has itself comes before the mutation of something else.
    node.letters = node.letters or letters


def _split(letters: str) -> list[str]:
    if letters.isalnum():
        return [letters]
    dotted = join_dotted(letters.strip())
    return [dotted] if dotted else [_fold(atom) for atom in _ATOM.findall(letters.strip())]


def _fold(atom: str) -> str:
    if atom.isspace():
        return " "
    return "'" if atom in "’ʼ" else "-" if atom in HYPHENS else atom


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
