"""Acronyms, whatever the text and the glossary: where uses lie, what putting in does, what looking costs."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, ClassVar, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minutebook import acronyms
from minutebook.acronyms import Glossary, ItemUses, find_uses
from minutebook.markdown import parse
from minutebook.model import Block, Term, iter_leaves
from minutebook.prose import Article, Mark, ProseLink, ProseReference, render_blocks
from tests.support.glossaries import DAY, LANGUAGES, find_in, make_lexicon, make_term, put_in, split_item
from tests.support.laws import read_record
from tests.support.markdownish import sources

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values

LETTERS = st.sampled_from(
    ["CIW", "CSSIW", "R&D", "A2J", "DfE", "CAS-2", "EH Team", "Early Help", "front door", "O/C", "ŴYN"]
)
WORDS = st.sampled_from(
    [
        "Care Inspectorate Wales",
        "Research & Development",
        "blue, red, amber, green",
        "section 106 (housing)",
        "the NHS's one",
        "The CIW of CSSIW",
        "ALL IN CAPITALS",
        "(in brackets)",
        "((unclosed",
        "\"quoted\" 'words'",
        "???",
        "R&D",
        "see https://example.org/CIW",
    ]
)
PIECES = st.one_of(
    LETTERS,
    st.sampled_from(
        ["'s", "s", "’s", ".", "C.I.W.", "-", "–", "&", "/", " (", ")", "[", "]", "\n", " ", " ", "'", '"']
    ),
    st.sampled_from(
        ["Care Inspectorate Wales", "the", "Members", "18/00663/LDP", "x.pdf", "@", "RESOLVED", "NOT", "ALL"]
    ),
    st.text(max_size=4),
)
ODD_WORDS = st.one_of(WORDS, st.text(min_size=1, max_size=8)).map(lambda text: " ".join(text.split())).filter(bool)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
TERMS = st.lists(
    st.builds(
        make_term,
        LETTERS,
        ODD_WORDS,
        kind=st.sampled_from(["acronym", "scale", "term"]),
        expand=st.sampled_from(["first", "always", "never"]),
    ),
    max_size=4,
    unique_by=lambda term: term.letters,
)


@given(TERMS, TEXTS)
def test_uses_lie_in_their_leaf_apart_and_in_order(terms: list[Term], text: str) -> None:
    found = find_in(text, Glossary.of(terms).lexicon("en", on=DAY))
    last = 0
    spans = [
        (place.start, place.end) for places in (found.uses, found.ambiguous, found.unexplained) for place in places
    ]
    for start, end in sorted(spans):
        assert last <= start < end <= len(text)
        last = end
    assert list(found.uses) == sorted(found.uses, key=lambda use: use.start)


@given(TERMS, TEXTS)
def test_putting_in_twice_adds_nothing(terms: list[Term], text: str) -> None:
    lexicon = Glossary.of(terms).lexicon("en", on=DAY)
    once = put_in(text, find_in(text, lexicon))
    assert put_in(once, find_in(once, lexicon)) == once


@given(
    st.lists(st.builds(make_term, st.text(min_size=1, max_size=6), st.text(min_size=1, max_size=9)), max_size=4),
    st.text(),
)
def test_no_glossary_and_no_text_raises(terms: list[Term], text: str) -> None:
    named = [replace(term, id=str(number)) for number, term in enumerate(terms)]
    for lang in LANGUAGES:
        lexicon = Glossary.of(named, languages=LANGUAGES).lexicon(lang, on=DAY)
        for use in find_in(text + " ".join(term.letters for term in terms), lexicon).uses:
            assert use.term in {term.id for term in named}


@given(st.text(string.ascii_uppercase, min_size=2, max_size=6).filter(lambda letters: letters not in ("CIW",)))
def test_other_terms_change_nothing(letters: str) -> None:
    text = "A visit by CIW and C.I.W.'s report, for the CIWs."
    alone = find_in(text, Glossary.of([make_term("CIW", "x")]).lexicon("en", on=DAY))
    both = find_in(text, Glossary.of([make_term(letters, "y"), make_term("CIW", "x")]).lexicon("en", on=DAY))
    assert [use for use in both.uses if use.letters == "CIW"] == list(alone.uses)


# Law 1: what is put in apart, the text is the text ------------------------------------------------------------


class _Anything(dict[str, object]):
    """Has the same value by any key."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __missing__(self, key: str) -> object:
        return self._value


def show(blocks: tuple[Block, ...], found: ItemUses) -> str:
    """Return the record of some blocks as a page has it."""
    marks: dict[int, list[Mark]] = {}
    for use in found.uses:
        words = use.words if use.insert else ""
        marks.setdefault(use.leaf, []).append(Mark(use.start, use.end, "term", href="#term", expansion=words))
    article = Article(
        marks=marks,
        links=cast("Mapping[str, ProseLink]", _Anything(ProseLink("a.html"))),
        references=cast("Mapping[str, ProseReference]", _Anything(ProseReference("b.html", "its name"))),
    )
    return f"<article data-record>{render_blocks(blocks, article)}</article>"


@given(TERMS, st.one_of(sources(), TEXTS))
@example([make_term("CIW", "Care Inspectorate Wales")], "**Care** *CIW*'s [CIW](a.pdf) `CIW` C**IW**\n\n> CIW\\\nCIW")
def test_the_text_without_what_is_put_in_is_the_text(terms: list[Term], source: str) -> None:
    blocks = tuple(parse(source)[0])
    heading, rest = split_item(blocks)
    found = find_uses(heading, rest, Glossary.of(terms).lexicon("en", on=DAY))
    bare = show(blocks, ItemUses())
    assert read_record(show(blocks, found)).words == read_record(bare).words
    for leaf in iter_leaves(blocks):
        last = 0
        for use in found.uses:
            if use.leaf == leaf.key:
                assert last <= use.start < use.end <= len(leaf.text)
                last = use.end


# Cost ---------------------------------------------------------------------------------------------------------


class _Counted(dict[str, object]):
    """A table that counts how often it is asked; who goes through all of it asks for each."""

    asked = 0

    def get(self, key: str, default: object = None) -> object:
        _Counted.asked += 1
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        _Counted.asked += 1
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        _Counted.asked += len(self)
        return super().__iter__()

    def values(self) -> dict_values[str, object]:
        _Counted.asked += len(self)
        return super().values()

    def items(self) -> dict_items[str, object]:
        _Counted.asked += len(self)
        return super().items()


def count_lookups(text: str, terms: list[Term]) -> int:
    """Return how often the tables of a glossary are asked for one text."""
    glossary = Glossary.of(terms)
    table = glossary.tables["en"]
    nodes = [table.root]
    while nodes:
        node = nodes.pop()
        nodes += node.children.values()
        node.children = cast("dict[str, acronyms.lexicon._Node]", _Counted(node.children))
    counted = replace(
        table,
        meanings=cast("Mapping[str, tuple[Term, ...]]", _Counted(table.meanings)),
        borrowed=cast("Mapping[str, tuple[Term, ...]]", _Counted(table.borrowed)),
    )
    _Counted.asked = 0
    find_in(text, replace(glossary, tables={"en": counted}).lexicon("en", on=DAY))
    return _Counted.asked


def make_others(count: int) -> list[Term]:
    """Return so many terms of every shape, of which no text here has a letter."""
    shapes = ("QX{}", "QX{} team", "Q{}&X", "q{}x", "#Q{}", "Q{}-2")
    return [make_term(shapes[number % len(shapes)].format(number), "words", id=str(number)) for number in range(count)]


@settings(max_examples=50)
@given(TERMS, TEXTS)
def test_looking_costs_the_same_for_ten_terms_as_for_hundreds(terms: list[Term], text: str) -> None:
    assert count_lookups(text, [*make_others(12), *terms]) == count_lookups(text, [*make_others(240), *terms])


HOSTILE = {
    "letters joined by signs": "A&",
    "letters joined by hyphens": "AB-",
    "known letters joined": "CIW-",
    "longer runs": "PSB&OSC-",
    "known letters parted by slashes": "CIW/",
    "unknown letters parted by slashes": "PSB/",
    "dotted letters": "A.",
    "dotted letters that break off": "A.A.A.AA ",
    "a long chain of letters": "A.B.C.DD.",
    "opening brackets": "(",
    "letters and brackets": "CIW (",
    "letters in brackets": "(CIW ",
    "closed brackets": "(CIW) ",
    "unknown letters in brackets": "(PSB) ",
    "words and unknown letters in brackets": "Public Services Board (PSB) ",
    "square brackets": "CIW [ ",
    "quotation marks": "CIW'' \"",
    "apostrophes": "CIWs’ members ",
    "spaces": "CIW     ",
    "capitals, three at a time": "CIW PSB ABC. ",
    "numerals": "MD. CC. ",
    "beginnings of a longer term": "EH Team Lead EH ",
    "capitals without an end": "ABC",
    "small letters and digits": "a1",
    "underscores": "CIW_",
    "full stops": "CIW.",
    "addresses": "https://CIW.example/?CIW=",
    "emphasis": "*CIW* **PSB** ",
    "code and links": "`CIW` [CIW](a) PSB ",
    "combining marks": "CIW\u0302 ",
}
"""What stands in a text again and again."""


def count_steps(run: Callable[[], object]) -> int:
    """Return how many calls the acronyms' code makes: no loop of it goes round without one.

    Counts work instead of time: it is the same on each machine and under any load.
    """
    steps = 0
    folder = str(acronyms.__path__[0])

    def step(frame: FrameType, event: str, _: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call") and frame.f_code.co_filename.startswith(folder)

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        run()
    finally:
        sys.setprofile(before)
    return steps


class _CountedPattern:
    """A regular expression that counts the characters it goes over."""

    read: ClassVar[Counter[str]] = Counter()

    def __init__(self, pattern: re.Pattern[str], name: str) -> None:
        self._pattern = pattern
        self._name = name

    def _count(self, found: re.Match[str] | None, text: str, start: int, end: int) -> re.Match[str] | None:
        _CountedPattern.read[self._name] += (found.end() if found else min(end, len(text))) - start + 1
        return found

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        found = self._pattern.match(text, start, end)
        # What does not match is read only as far as it could: that is bounded by the patterns themselves.
        return self._count(found, text, start, end) if found else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._count(self._pattern.search(text, start, end), text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        found = self._pattern.fullmatch(text, start, end)
        return self._count(found, text, start, end) if found else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        # As far as somebody asks for it.
        for found in self._pattern.finditer(text, start, end):
            yield self._count(found, text, start, end) or found
            start = found.end()
        self._count(None, text, start, end)

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
        self._count(None, text, start, end)
        return self._pattern.findall(text, start, end)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        self._count(None, text, 0, len(text))
        return self._pattern.sub(put, text)


@pytest.fixture
def counted_patterns(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Puts counters in the place of every regular expression of the part, and returns what they count."""
    modules = [module for name, module in sys.modules.items() if name.startswith(f"{acronyms.__name__}.")]
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, _CountedPattern(value, f"{module.__name__}.{name}"))
    _CountedPattern.read.clear()
    return _CountedPattern.read


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_text_twice_as_long_costs_twice_as_much(piece: str, counted_patterns: Counter[str]) -> None:
    lexicon = make_lexicon(
        {
            "CIW": "Care Inspectorate Wales",
            "EH": "Early Help",
            "EH Team Lead": "head of the Early Help Team",
            "front door": "where a concern first arrives",
            "#CIW": "a tag",
        }
    )
    costs = []
    for length in (800, 1600):
        blocks = parse(piece * (length // len(piece)))[0]
        find_uses(None, blocks, lexicon)  # what is remembered for good is read once
        counted_patterns.clear()
        steps = count_steps(lambda blocks=blocks: find_uses(None, blocks, lexicon))  # type: ignore[misc]
        costs.append((steps, counted_patterns.total()))
    (steps, read), (more_steps, more_read) = costs
    assert more_steps <= 2.2 * steps + 200
    assert more_read <= 2.2 * read + 1000
