"""A change of the glossary makes those pages again that could be others for it, and leaves the rest.

The judge (`tests/support/rebuilding.py`) makes every page that would be kept all the same, and compares.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from minutebook.acronyms import find_marked, join_marks, mark_words
from minutebook.cache import Store
from minutebook.model import Meeting, Term
from minutebook.search import Extractor, Subject, compare_written, pack_found
from minutebook.search.subjects import Part
from tests.support.glossaries import DAY, LANGUAGES, make_term
from tests.support.rebuilding import Council, Rebuilt
from tests.support.small_council import BODIES, PEOPLE, SITE

GLOSSARY = """CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, cy_term: AGC}
LD: {en: Lamps Division, until: 2026-12}
"""
FILES = {
    "content/site.yml": SITE,
    "content/bodies.yml": BODIES,
    "content/people.yml": PEOPLE,
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
    "glossary.yml": GLOSSARY,
    "content/pages/about.md": "---\ntitle: About\n---\n\nWrite to the LD, or the R.S.G.\n",
    "content/plans/years.yml": "title: EYFS plan\nbody: council\nactions:\n  - {id: one, title: Meet, owner: Clerk}\n",
    "content/council/2025-01-07.md": "## 1. NHS\n\nThe NHS wrote.\n\nRESOLVED: to thank the NHS.\n",
    "content/council/2025-02-04.md": "## 1. Desk\n\nACTION: Dai Ellis to ask the front door for desks by 5 May 2026.\n",
    "content/council/2025-03-04.md": "## 1. Care\n\nThe CIW came.\n",
    "content/council/2025-04-08.md": "## 1. Roads\n\nRESOLVED: to write to the Roads Agency of Wales.\n",
    "content/council/2025-04-08.cy.md": "## 1. Ffyrdd\n\nPENDERFYNWYD: cau'r ddrws ffrynt.\n",
    "content/council/2025-05-06.md": "## 1. Rest\n\nRESOLVED: to sit down with the R.S.G.\n",
    "content/cabinet/2025-06-03.md": "## 1. Grants\n\nRESOLVED: to ask the DSG.\n",
    "content/council/2025-07-01.md": "## 1. Grants\n\nRESOLVED: to ask the DSG too.\n",
}
JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY = (
    path[8:-3] for path in FILES if re.search(r"/2025-\d\d-\d\d\.md", path)
)
ALWAYS = {"", "cy/", "glossary/", "cy/glossary/", "search/", "cy/search/"}
"""What counts or lists all terms."""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path, FILES)


def list_meetings(built: Rebuilt) -> set[str]:
    """Return the meetings of which a page was made."""
    return {found[1] for path in built.made if (found := re.search(r"((?:council|cabinet)/\d{4}-\d\d-\d\d)/", path))}


def test_a_term_that_stands_nowhere_changes_what_counts_terms(council: Council) -> None:
    built = council.write("glossary.yml", GLOSSARY + "ZQX: {en: Zebra Quality, cy: Ansawdd Sebra}\n")
    assert set(built.made) == ALWAYS
    assert built.changed == ALWAYS
    built = council.write("glossary.yml", GLOSSARY + "ZQX: {en: Zebra Quantity, also: [ZQ]}\n")
    assert set(built.made) == ALWAYS - {"", "cy/"}
    assert set(council.write("glossary.yml", GLOSSARY).made) == ALWAYS


NEW: dict[str, tuple[str, set[str], set[str]]] = {
    "letters nobody explained": ("NHS: National Health Service", {JANUARY}, {"decisions/2025/"}),
    "letters as others": ("HS: {en: Health Service, also: [NHS]}", {JANUARY}, {"decisions/2025/"}),
    "letters in a language": ("GIG: {en: health, cy: iechyd, en_term: NHS}", {JANUARY}, {"decisions/2025/"}),
    "words": ("front door: {en: one desk for all, kind: term}", {FEBRUARY}, {"actions/"}),
    "words as others": ("FD: {en: one desk for all, also: [front door]}", {FEBRUARY}, {"actions/"}),
    "Welsh words that mutate": (
        "desk: {en: one desk, cy: un, cy_term: drws ffrynt, kind: term}",
        {APRIL, FEBRUARY},
        {"cy/decisions/2025/", "actions/"},
    ),
    "dotted letters": ("RSG: Rates Group", {MAY}, {"decisions/2025/", "about/"}),
    "letters of a title": ("EYFS: Early Years", set(), {"plans/years/"}),
    "for a body": ("DSG: {en: Design Group, bodies: [cabinet]}", {JUNE, JULY}, {"decisions/2025/"}),
    "for a time": ("DSG: {en: Design Group, until: 2025-06}", {JUNE, JULY}, {"decisions/2025/"}),
    "a meaning that is written out": ("RAW: Roads Agency of Wales", {APRIL}, set()),
    "words that stand apart": ("RTA: Resolved to Agency", set(), set()),
    "words in another language": ("RAW: {en: raw, cy: Roads Agency of Wales}", set(), set()),
    "letters that are none": ("ignore: [NHS]", {JANUARY}, set()),
}


@pytest.mark.parametrize("kind", NEW)
def test_an_entry_counts_for_pages_with_its_letters(council: Council, kind: str) -> None:
    entry, meetings, others = NEW[kind]
    for glossary in (f"{GLOSSARY}{entry}\n", GLOSSARY):
        built = council.write("glossary.yml", glossary)
        assert built.changed <= set(built.made)
        assert list_meetings(built) == meetings
        assert others <= built.changed
    assert council.build().made == []


def test_a_changed_entry_counts_where_it_is_shown(council: Council) -> None:
    built = council.edit("glossary.yml", "Care Inspectorate Wales", "Care Inspection Wales")
    assert list_meetings(built) == {MARCH}
    assert {"council/2025-03-04/", "glossary/", "cy/glossary/"} <= built.changed
    assert not {path for path in built.made if path.startswith(("decisions/", "actions/", "people/"))}


def test_lines_and_comments_make_nothing(council: Council) -> None:
    assert council.write("glossary.yml", f"# Of the council\n\n{GLOSSARY}").made == []


def test_a_term_that_ends_counts_where_its_letters_stand(council: Council) -> None:
    assert "about/" not in council.build(today=date(2026, 12, 31)).made
    built = council.build(today=date(2027, 1, 1))
    assert "about/" in built.changed
    assert built.told["about/"][1:] == ["  what the glossary says of LD"]
    assert list_meetings(built) == set()
    assert council.build(today=date(2027, 1, 2)).made == []


def test_letters_with_a_sign_count_for_all_words(council: Council) -> None:
    built = council.write("glossary.yml", GLOSSARY + '"#team": {en: those who help, kind: term}\n')
    assert list_meetings(built) == {JANUARY, FEBRUARY, APRIL, MAY, JUNE, JULY}, "all that show words of a record"


def test_the_first_term_and_the_last(council: Council) -> None:
    nhs = "NHS: {en: National Health Service}\n"
    for glossary, meetings in (("{}\n", {MARCH}), (nhs, {JANUARY}), ("{}\n", {JANUARY})):
        built = council.write("glossary.yml", glossary)
        assert built.changed <= set(built.made)
        assert list_meetings(built) == meetings
    # Without a term nothing is looked up, so nothing is known of what was made meanwhile.
    council.edit("content/council/2025-05-06.md", "to sit down", "to stand")
    assert list_meetings(council.write("glossary.yml", GLOSSARY)) == {JANUARY, MARCH, MAY}


@pytest.mark.parametrize("table", ["lookups", "glossary of lookups"])
def test_what_is_lost_is_looked_up_again(council: Council, table: str) -> None:
    with Store.open(council.rebuilder.cache, "of a test") as store:
        store.keep_only(table, ())
        store.commit()
    if table == "lookups":  # the glossary is written anew by each build
        assert council.build().made == []
    built = council.edit("glossary.yml", "Lamps Division", "Lamp Division")
    assert {JANUARY, JULY} <= list_meetings(built)
    assert built.told["decisions/2025/"][1:] == ["  the glossary"]
    again = council.edit("glossary.yml", "Lamp Division", "Lamps Division")
    assert set(again.made) == ALWAYS - {"", "cy/"} | {"about/", "cy/about/"}


def test_pages_that_are_gone_leave_nothing(council: Council) -> None:
    def list_rows() -> set[str]:
        with Store.open(council.rebuilder.cache, "of a test") as store:
            return set(store.list_keys("lookups"))

    assert "council/2025-07-01/" in list_rows()
    (council.root / "content/council/2025-07-01.md").unlink()
    council.write("content/council/2025-04-08.md", "## 1.\n")
    assert not {path for path in list_rows() if "2025-07-01" in path}
    assert "council/2025-01-07/" in list_rows()


def test_reasons_name_the_letters(council: Council) -> None:
    told = council.write("glossary.yml", GLOSSARY + NEW["letters nobody explained"][0]).told
    assert told["council/2025-01-07/"] == [
        "council/2025-01-07/ was made, since these changed since the last build:",
        "  terms found in content/council/2025-01-07.md",
    ]
    assert told["decisions/2025/"][1:] == ["  what the glossary says of NHS"]
    told = council.write("glossary.yml", GLOSSARY + NEW["words"][0]).told
    assert told["actions/"][1:] == ["  what the glossary says of front door"]
    told = council.write("glossary.yml", GLOSSARY + NEW["a meaning that is written out"][0]).told
    assert told["cy/council/2025-04-08/"][0].startswith("cy/council/2025-04-08/ was kept")
    assert told["council/2025-04-08/"][1:] == ["  what the glossary says of RAW"]


# Marks


WORD = st.text("abCŵ1_\udcff", min_size=1, max_size=5)


@given(st.lists(WORD), st.lists(WORD))
def test_every_word_that_was_marked_is_found(words: list[str], others: list[str]) -> None:
    marks = mark_words(words)
    assert len(marks) == 3 * len(set(words))
    assert mark_words(reversed(words)) == marks
    assert join_marks([mark_words(words[1:]), b"", mark_words(words[:2])]) == marks
    assert find_marked(marks, [*others, *words]) == [word for word in (*others, *words) if word in words]
    assert set(words) <= set(find_marked(marks, [*words, *map(str, range(40))]))


@pytest.mark.parametrize("others", [[], [f"o{number}" for number in range(100)]], ids=["few", "many"])
def test_marks_are_found_whole(others: list[str]) -> None:
    """What begins in the middle of one mark and ends in the next is none."""
    between = b"\0" + mark_words(["word"]) + b"\0\0"
    assert find_marked(between, ["word", *others]) == []
    assert find_marked(between + mark_words(["word"]), ["word", *others]) == ["word"]


# Meanings that are written out


PIECES = ("care", "Care", "Wales", "wales", "the", "of", "Board", "bwrdd", "Fwrdd", "Gofal", "ofal", "x", "Tŷ")
PHRASES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join)
TERMS = st.lists(
    st.builds(
        make_term,
        st.sampled_from(("CIW", "BW", "B.W.", "R&D", "XY")),
        PHRASES,
        id=st.sampled_from("abcdef"),
        kind=st.sampled_from(("acronym", "acronym", "term")),
        expand=st.sampled_from(("first", "never")),
        bodies=st.sampled_from(((), (), ("council",), ("cabinet",))),
        cy=PHRASES,
        cy_term=st.sampled_from(("AGC", "CIW")),
    ),
    max_size=4,
    unique_by=lambda term: term.id,
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), min_size=1, max_size=3)


@settings(max_examples=300)
@given(TERMS, TERMS, st.permutations(range(4)), TEXTS, st.sampled_from(LANGUAGES))
@example(
    [make_term("A", "care Wales", id="a"), make_term("B", "care Wales", id="b")],
    [],
    [1, 0, 2, 3],
    ["care wales"],
    "en",
)
@example(
    [make_term("CIW", "care Wales", id="a")],
    [make_term("CIW", "Board x", id="b", bodies=["council"])],
    [0, 1, 2, 3],
    ["care wales"],
    "en",
)
def test_what_no_meaning_touches_brings_the_same(
    old: list[Term], added: list[Term], order: list[int], texts: list[str], lang: str
) -> None:
    """A page's words may stay in the index as they are where no meaning changed that may stand there."""
    kept = [replace(old[number], line=9) for number in order if number < len(old)]
    new = kept + [term for term in added if term.id not in {one.id for one in kept}]
    subject = Subject(
        lang,
        7,
        1,
        "council/2024-01-10/",
        tuple(Part("meeting", "", "", "Care", text) for text in texts),
        meeting=MEETING,
    )
    before, after = (Extractor(tuple(terms), frozenset(), LANGUAGES).start().extract(subject) for terms in (old, new))
    found = compare_written(old, new, LANGUAGES).find_letters(pack_found([before]))
    many = [make_term(f"Q{number}", f"{number} times", id=f"q{number}") for number in range(40)]
    assert compare_written(old, [*new, *many], LANGUAGES).find_letters(pack_found([before])) == found
    event(f"touched: {bool(found)}, the same: {before == after}")
    assert found or before == after


MEETING = Meeting("council/2024-01-10", "council", DAY, 1, ())


def test_only_all_words_of_a_meaning_in_their_order_count() -> None:
    def find(text: str, *terms: Term) -> list[str]:
        subject = Subject("en", 7, 1, "", (Part("meeting", "", "", "", text),), meeting=MEETING)
        found = Extractor((), frozenset(), LANGUAGES).start().extract(subject)
        return compare_written((), terms, LANGUAGES).find_letters(pack_found([found]))

    ciw = make_term("CIW", "Care Inspectorate of Wales", cy="Arolygiaeth")
    assert find("the care inspectorate of Wales, again", ciw) == ["CIW"]
    assert find("the care inspectorate Wales", ciw) == []
    assert find("inspectorate of care of Wales", ciw) == []
    assert find("Care and Wales", ciw, make_term("OT", "of the")) == ["OT"]
    assert find("Care Inspectorate of Wales", replace(ciw, kind="term")) == []
