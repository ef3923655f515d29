"""Acronyms: which letters are uses, what they mean, what is explained, what nobody explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from minutebook.acronyms import (
    Glossary,
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
from minutebook.model import iter_leaves
from tests.support.glossaries import Header, make_lexicon, make_term, mark_up, read_header, split_item
from tests.support.registers import plan_small

CASES = Path(__file__).parent / "cases" / "acronyms"


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


@pytest.mark.parametrize("case", list(read_cases()), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    blocks, _ = parse(case.source)
    heading, rest = split_item(blocks)
    skip = frozenset(cast("Sequence[str]", case.header.get("_skip", ())))
    found = find_uses(heading, rest, make_lexicon(case.header), skip=skip)
    assert "\n".join(mark_up(leaf, found) for leaf in iter_leaves(blocks)) == case.expected


def test_there_are_cases_enough() -> None:
    titles = [case.title for case in read_cases()]
    assert len(titles) >= 350
    assert len(set(titles)) == len(titles)


MENTIONS = {
    "In the item's heading": ("## 3. CIW visit\n\nNothing.", "ciw"),
    "In a sub-heading": ("### CIW and LDP\n", "ciw ldp"),
    "In a link's words": ("A [CIW report](a.pdf).", "ciw"),
    "In a link with bold words": ("A [**CIW** report](a.pdf).", "ciw"),
    "In a reference's words": ("See [[council|the CIW item]].", "ciw"),
    "In a paragraph all in capitals": ("THE CIW REPORT", "ciw"),
    "In a cell all in capitals": ("| THE CIW REPORT |\n| --- |\n", "ciw"),
    "Half in bold": ("The **C**IW report.", "ciw"),
    "A plural, dotted": ("### CIWs, L.D.P.\n", "ciw ldp"),
    "Linked only": ("### Early Help\n", "early-help"),
    "Each once, by its first place": ("### LDP\n\n[CIW](a) [LDP](b) CIW\n\n### CIW LDP\n", "ldp ciw"),
    "Not a use": ("CIW came.", ""),
    "Not in code": ("The `CIW` report.\n\n```\nCIW\n```\n", ""),
    "Not in code within a heading": ("### The `CIW` report\n", ""),
    "Not in code within a link": ("[the `CIW` report](a.pdf)", ""),
    "Not in a bare address": ("https://example.org/CIW/report", ""),
    "Not in an address in capitals": ("### <https://example.org/CIW>\n", ""),
    "Not in an e-mail address or a file's name": ("### CIW@example.org and CIW.pdf\n", ""),
    "Not words that explain": ("### Early Help Service (EHS)\n", "ehs"),
    "Not open letters": ("### TRO\n", ""),
    "Not initials": ("### AR\n", ""),
    "Not letters of another body": ("### DSG\n", ""),
    "Not unknown letters": ("### PSB\n", ""),
}
"""A source and the ids of terms that it mentions where nothing may be linked."""


@pytest.mark.parametrize(("source", "ids"), MENTIONS.values(), ids=MENTIONS)
def test_terms_are_mentioned_where_nothing_may_be_linked(source: str, ids: str) -> None:
    header = {
        "CIW": "Care Inspectorate Wales",
        "LDP": "Local Development Plan",
        "EHS": "Early Help Service",
        "Early Help": {"id": "early-help", "en": "support early on", "kind": "term"},
        "TRO": [{"id": "tro-1", "en": "Traffic Regulation Order"}, {"id": "tro-2", "en": "Tree Removal Order"}],
        "DSG": {"en": "Design Steering Group", "bodies": ["planning"]},
        "AR": "Annual Report",
    }
    heading, rest = split_item(parse(source)[0])
    found = find_uses(heading, rest, make_lexicon(header), skip=frozenset({"AR"}))
    assert found.mentioned == tuple(ids.split())


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


# The whole archive --------------------------------------------------------------------------------------------


def test_every_item_is_read_for_itself_in_its_language(tmp_path: Path) -> None:
    small = plan_small(
        tmp_path,
        {
            "glossary.yml": """\
                CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, cy_term: AGC}
                JR: Judicial Review
                DSG:
                  - {id: dsg-schools, en: Dedicated Schools Grant, bodies: [cabinet]}
                  - {id: dsg-design, en: Design Steering Group, bodies: [council], since: 2024}
                """,
            "content/council/2024-02-14.md": """\
                ---
                attending:
                  - Jane Rees (JR)
                terms: {PSB: no}
                ---

                CIW came, with the PSB.

                ## 1. Care Inspectorate Wales (CIW)

                CIW wrote to JR.

                ## 2. Schools

                CIW and CIW, on the DSG.

                ```action
                owner: jane-rees
                do: {en: Write to CIW., cy: Ysgrifennu at CIW.}
                ```
                """,
            "content/council/2024-02-14.cy.md": """\
                Daeth AGC.

                ## 1. Dim

                ## 2. Dim
                """,
            "content/council/2023-02-14.md": "The DSG met.\n",
            "content/cabinet/2024-02-14.md": "The DSG and JR.\n",
        },
    )
    found = {
        f"{path.removeprefix('content/')}#{anchor}": [(use.letters, use.term, use.insert) for use in item.uses]
        for path, items in small.glossed.items.items()
        for anchor, item in items.items()
        if item.uses
    }
    english = small.glossed.items["content/council/2024-02-14.md"]
    first, second, third = english.values()
    assert [(use.letters, use.insert) for use in first.uses] == [("CIW", True)]
    assert [(use.letters, use.insert) for use in second.uses] == [("CIW", False)]
    assert second.mentioned == ("ciw",)
    assert [(use.letters, use.insert) for use in third.uses] == [
        *(("CIW", True), ("CIW", False), ("DSG", True)),
        ("CIW", False),
    ]
    assert third.uses[2].term == "dsg-design"
    assert [use for key, uses in found.items() if key.startswith("council/2024-02-14.cy.md") for use in uses] == [
        ("AGC", "ciw", True)
    ]
    assert [use for key, uses in found.items() if key.startswith("cabinet/") for use in uses] == [
        *(("DSG", "dsg-schools", True), ("JR", "jr", True)),
    ]
    assert [(fault.rule.code, fault.location) for fault in small.glossed.diagnostics] == [
        ("unexplained-acronym", Location("content/council/2023-02-14.md", 1, 5))
    ]


def test_open_letters_are_shown_with_both_meanings_and_their_place(tmp_path: Path) -> None:
    small = plan_small(
        tmp_path,
        {
            "glossary.yml": "PC:\n  - {id: pc, en: Parish Council}\n  - {id: pc-2, en: Police Commissioner}\n",
            "content/council/2024-02-14.md": "## 1. The PC\n\nA letter\nto the **PC** and PC.\n",
        },
    )
    (fault,) = small.glossed.diagnostics
    assert (fault.rule.code, fault.severity) == ("ambiguous-acronym", "error")
    assert fault.location == Location("content/council/2024-02-14.md", 4, 10)
    for words in ("Parish Council", "glossary.yml line 2", "Police Commissioner", "glossary.yml line 3", "pc-2"):
        assert words in fault.message
