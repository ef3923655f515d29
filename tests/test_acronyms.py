"""Acronyms: which letters are uses, what they mean, what is explained, what nobody explains."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minutebook.acronyms import (
    Glossary,
    ItemUses,
    Lexicon,
    Sighting,
    find_in_text,
    find_place,
    find_uses,
    report_ambiguous,
    report_overrides,
    report_unexplained,
)
from minutebook.diagnostics import Location
from minutebook.markdown import parse
from minutebook.model import Block, DateSpan, Inline, LocalText, Term, iter_leaves

CASES = Path(__file__).parent / "cases" / "acronyms"
LANGUAGES = ("en", "cy")
DAY = date(2024, 1, 10)

Header = Mapping[str, object]


@dataclass(frozen=True)
class Case:
    title: str
    header: Header
    source: str
    expected: str


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        common, _, rest = path.read_text(encoding="utf-8").partition("\n===\n")
        parts = rest.split("\n.\n")
        assert not parts[-1].strip(), f"{path.name} ends within a case"
        for title, given_text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            own, mark, source = given_text.partition("\n---\n")
            header = read_header(common) | (read_header(own) if mark else {})
            yield Case(f"{path.stem}: {title.strip()}", header, source if mark else given_text, expected)


def read_header(text: str) -> dict[str, object]:
    return cast("dict[str, object]", yaml.safe_load(text) or {})


def read_terms(header: Header) -> Iterator[Term]:
    for letters, entry in header.items():
        if letters.startswith("_"):
            continue
        for fields in entry if isinstance(entry, list) else [entry]:
            yield read_term(letters, {"en": fields} if isinstance(fields, str) else cast("Header", fields))


def read_term(letters: str, fields: Mapping[str, object]) -> Term:
    texts = tuple((lang, str(fields[lang])) for lang in LANGUAGES if lang in fields)
    term = Term(id=str(fields.get("id", letters.lower())), letters=letters, meaning=LocalText(texts))
    for name in ("kind", "expand", "cy_term"):
        if name in fields:
            term = replace(term, **{name: fields[name]})  # type: ignore[arg-type]
    for name in ("also", "bodies"):
        if name in fields:
            term = replace(term, **{name: tuple(cast("Sequence[str]", fields[name]))})  # type: ignore[arg-type]
    for name in ("since", "until"):
        if name in fields:
            term = replace(term, **{name: read_span(str(fields[name]))})  # type: ignore[arg-type]
    return term


def read_span(text: str) -> DateSpan:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = first if day else date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(1)
    return DateSpan(first, last, text)


def make_lexicon(header: Header) -> Lexicon:
    glossary = Glossary.of(read_terms(header), cast("Sequence[str]", header.get("_ignore", ())), languages=LANGUAGES)
    return glossary.lexicon(
        str(header.get("_lang", "en")),
        body=str(header.get("_body", "council")),
        on=date.fromisoformat(str(header.get("_date", DAY))),
        together=cast("Sequence[str]", header.get("_together", ())),
        overrides=cast("Mapping[str, str | None]", header.get("_terms", {})),
    )


def split_item(blocks: Sequence[Block]) -> tuple[Block | None, Sequence[Block]]:
    is_item = bool(blocks) and blocks[0].kind == "heading" and blocks[0].level == 2
    return (blocks[0], blocks[1:]) if is_item else (None, blocks)


def mark_up(leaf: Block, found: ItemUses) -> str:
    """Return a leaf's text with `[uses]`, `«words put in»`, `{letters: open meanings}`, `?unexplained?`."""
    text = leaf.text
    marks = [
        *(
            (use.start, use.end, f"[{text[use.start : use.end]}]{f'«{use.words}»' if use.insert else ''}")
            for use in found.uses
            if use.leaf == leaf.key
        ),
        *(
            (use.start, use.end, f"{{{use.letters}: {', '.join(use.terms)}}}")
            for use in found.ambiguous
            if use.leaf == leaf.key
        ),
        *(
            (token.start, token.end, f"?{text[token.start : token.end]}?")
            for token in found.unexplained
            if token.leaf == leaf.key
        ),
    ]
    for start, end, mark in sorted(marks, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    blocks, _ = parse(case.source)
    heading, rest = split_item(blocks)
    skip = frozenset(cast("Sequence[str]", case.header.get("_skip", ())))
    found = find_uses(heading, rest, make_lexicon(case.header), skip=skip)
    assert "\n".join(mark_up(leaf, found) for leaf in iter_leaves(blocks)) == case.expected


def test_there_are_cases_enough() -> None:
    titles = [case.title for case in read_cases()]
    assert len(titles) >= 150
    assert len(set(titles)) == len(titles)


# Properties ---------------------------------------------------------------------------------------------------


def make_leaf(text: str, key: int = 0) -> Block:
    return Block("paragraph", 1, 1, key=key, inlines=(Inline("text", text),), text=text)


def make_term(letters: str, words: str, **changes: object) -> Term:
    return read_term(letters, {"en": words, **changes})


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
TEXTS = st.lists(PIECES, max_size=14).map("".join)
TERMS = st.lists(
    st.builds(
        make_term,
        LETTERS,
        WORDS,
        kind=st.sampled_from(["acronym", "scale", "term"]),
        expand=st.sampled_from(["first", "always", "never"]),
    ),
    max_size=4,
    unique_by=lambda term: term.letters,
)


def find_in(text: str, lexicon: Lexicon) -> ItemUses:
    return find_uses(None, (make_leaf(text),), lexicon)


def put_in(text: str, found: ItemUses) -> str:
    """Return the text as a reader sees it, with the words put in."""
    for use in reversed(found.uses):
        if use.insert:
            text = f"{text[: use.end]} ({use.words}){text[use.end :]}"
    return text


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


# Around it ----------------------------------------------------------------------------------------------------


def test_outside_the_minutes_terms_are_linked_only() -> None:
    lexicon = make_lexicon({"CIW": "Care Inspectorate Wales"})
    assert [(use.start, use.end, use.insert) for use in find_in_text("CIW and CIW", lexicon)] == [
        (0, 3, False),
        (8, 11, False),
    ]


def test_a_place_has_its_line_and_column() -> None:
    source = "Nothing.\n\nThe CIWX and\n**CIW** and `CIW`, CIW\n\n- item\n- R&amp;D\n"
    lines = source.split("\n")
    leaves = list(iter_leaves(parse(source)[0]))
    paragraph = leaves[1]
    third = paragraph.text.rindex("CIW")
    assert find_place(paragraph, third, third + 3, "a.md", lines) == Location("a.md", 4, 20)
    assert find_place(paragraph, 4, 8, "a.md", lines) == Location("a.md", 3, 5)
    assert find_place(leaves[3], 0, 3, "a.md", lines) == Location("a.md", 7, 0)
    assert find_place(paragraph, 4, 8, "a.md", ()) == Location("a.md", 3)


def test_open_letters_are_an_error_once_a_file() -> None:
    terms = {
        term.id: replace(term, line=line)
        for line, term in enumerate(
            [make_term("PC", "Parish Council", id="pc"), make_term("PC", "Police Commissioner", id="pc-2")], 3
        )
    }
    places = [Location("a.md", 5, 1), Location("a.md", 9, 1), Location("b.md", 2, 2)]
    found = report_ambiguous([("PC", ("pc", "pc-2"), place) for place in places], terms)
    assert [(fault.severity, fault.location) for fault in found] == [("error", places[0]), ("error", places[2])]
    for words in ("Parish Council", "Police Commissioner", "line 3", "line 4", "terms: {PC: pc}"):
        assert words in found[0].message


def test_unexplained_letters_are_a_warning_at_their_first_place() -> None:
    places = [Location("a.md", 5, 1), Location("a.md", 9, 1), Location("b.md", 2, 2)]
    found = report_unexplained(
        [*(Sighting("PSB", place) for place in places), Sighting("SPA", places[1], ("spa-birds",))]
    )
    assert [(fault.severity, fault.location) for fault in found] == [("warning", places[0]), ("warning", places[1])]
    assert "3 times in 2 files" in found[0].message
    assert "PSB: its words in full" in found[0].message
    assert "spa-birds" in found[1].message


def test_terms_of_a_meeting_must_name_a_meaning() -> None:
    glossary = Glossary.of(
        [make_term("DSG", "Dedicated Schools Grant", id="dsg-schools"), make_term("IT", "Information Technology")],
    )
    overrides = {"DSG": "dsg-shools", "IT": "it", "XY": "xy", "UK": None}
    places = {letters: Location("a.md", line, 3) for line, letters in enumerate(overrides, 2)}
    found = report_overrides(overrides, glossary, places)
    assert [fault.location.line for fault in found] == [2, 4]
    assert "terms: {DSG: dsg-schools}" in found[0].message
    assert "XY" in found[1].message
