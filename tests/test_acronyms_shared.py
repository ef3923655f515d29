"""Cases for abbreviations that a Markdown plug-in is tested with, held against ours. They are read from `shared`, never kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from minutebook.acronyms import Glossary, find_uses
from minutebook.markdown import parse
from minutebook.model import Term, iter_leaves
from tests.support.glossaries import DAY, make_term

DEFINITION = re.compile(r"^\*\[([^\[\]]+)\]:[ \t]*(\S.*)\n?", re.MULTILINE)
ABBREVIATION = re.compile(r'<abbr title="([^"]*)">(.*?)</abbr>')

DIFFERENT = {
    7: "two meanings are an error that names both, not a matter of which comes first",
    8: "nothing is marked inside an address",
    10: "letters are words: spaces round them in the glossary are none of theirs",
    11: "letters are words: a space is none",
}
"""Cases, by their number in the file, in which we do something else on purpose."""


@dataclass(frozen=True)
class Case:
    terms: tuple[Term, ...]
    source: str
    wanted: tuple[tuple[str, str], ...]
    """Letters and meaning of each use."""


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[int, Case]:
    """The cases by number, from 1. Definitions inside a text are our glossary; the rest of it is our text."""
    parts = (shared / "corpora/abbr-fixtures/abbr.txt").read_text(encoding="utf-8").split("\n.\n")
    return dict(enumerate(map(read_case, parts[1::3], parts[2::3]), 1))


def read_case(given: str, expected: str) -> Case:
    terms = tuple(
        make_term(letters, words, id=f"{letters}-{number}")
        for number, (letters, words) in enumerate(DEFINITION.findall(given))
    )
    wanted = ((unescape(letters), unescape(words)) for words, letters in ABBREVIATION.findall(expected))
    return Case(terms, DEFINITION.sub("", given), tuple(wanted))


def find_pairs(case: Case) -> Iterator[tuple[str, str]]:
    blocks, _ = parse(case.source)
    texts = {leaf.key: leaf.text for leaf in iter_leaves(blocks)}
    for use in find_uses(None, blocks, Glossary.of(case.terms).lexicon("en", on=DAY)).uses:
        yield texts[use.leaf][use.start : use.end], use.words


def test_every_case_is_read(cases: dict[int, Case]) -> None:
    assert len(cases) == 15
    assert sum(bool(case.terms) for case in cases.values()) == 11
    assert sum(len(case.wanted) for case in cases.values()) == 16


def test_cases_that_make_sense_here(cases: dict[int, Case]) -> None:
    for number, case in cases.items():
        if number not in DIFFERENT:
            assert tuple(find_pairs(case)) == case.wanted, f"case {number}"


def test_cases_that_make_none(cases: dict[int, Case]) -> None:
    assert {number: len(cases[number].wanted) for number in DIFFERENT} == {7: 1, 8: 1, 10: 1, 11: 2}
    blocks, _ = parse(cases[7].source)
    found = find_uses(None, blocks, Glossary.of(cases[7].terms).lexicon("en", on=DAY))
    assert [use.terms for use in found.ambiguous] == [("foo-0", "foo-1")]
    assert not found.uses
    assert list(find_pairs(cases[8])) == []
    assert len(list(find_pairs(cases[10]))) == 6
    assert list(find_pairs(cases[11])) == []
