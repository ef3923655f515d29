"""Items: where they begin, what their numbers are, their anchors and flags, and what is reported of headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.items import Outline, RawItem, find_slug, name_subheadings, split_items
from minutebook.markdown import parse
from tests.support.markdownish import sources


def outline(source: str) -> Outline:
    return split_items(parse(source)[0], "x.md")


def only_item(heading: str) -> RawItem:
    (item,) = outline(f"## {heading}\n").items
    return item


def codes(source: str) -> list[str]:
    return [f"{fault.location.line} {fault.code}" for fault in outline(source).found]


@pytest.mark.parametrize(
    ("heading", "number", "title", "anchor"),
    [
        ("5. Inspection", "5.", "Inspection", "item-5"),
        ("5) Inspection", "5)", "Inspection", "item-5"),
        ("5a. Inspection", "5a.", "Inspection", "item-5a"),
        ("5A) Inspection", "5A)", "Inspection", "item-5a"),
        ("5.1 Inspection", "5.1", "Inspection", "item-5-1"),
        ("5.1. inspection", "5.1.", "inspection", "item-5-1"),
        ("54. apologies", "54.", "apologies", "item-54"),
        ("123/24 Inspection", "123/24", "Inspection", "item-123-24"),
        ("90/18 To receive", "90/18", "To receive", "item-90-18"),
        ("16/10/6/15 Matters arising", "16/10/6/15", "Matters arising", "item-16-10-6-15"),
        ("Item 5 Inspection", "5", "Inspection", "item-5"),
        ("Item 5: Inspection", "5", "Inspection", "item-5"),
        ("ITEM 5. INSPECTION", "5.", "INSPECTION", "item-5"),
        ("Item 5 – inspection", "5", "inspection", "item-5"),
        ("Minute 123/24 Inspection", "123/24", "Inspection", "item-123-24"),
        ("Eitem 5 Arolygiad", "5", "Arolygiad", "item-5"),
        ("Item 5", "5", "", "item-5"),
        ("1 Apologies", "1", "Apologies", "item-1"),
        ("5.\xa0Inspection", "5.", "Inspection", "item-5"),
        ("1\\. Apologies", "1.", "Apologies", "item-1"),
        ("**5.** Inspection", "5.", "Inspection", "item-5"),
        ("2024/25 Budget", "", "2024/25 Budget", "2024-25-budget"),
        ("2024/2025 Budget", "", "2024/2025 Budget", "2024-2025-budget"),
        ("20 mph limit", "", "20 mph limit", "20-mph-limit"),
        ("20 Years of the library", "", "20 Years of the library", "20-years-of-the-library"),
        ("2024 Accounts", "", "2024 Accounts", "2024-accounts"),
        ("18/00663/LDP", "", "18/00663/LDP", "18-00663-ldp"),
        ("18/00663 Land at Bridge Street", "", "18/00663 Land at Bridge Street", "18-00663-land-at-bridge-street"),
        ("24/7 helpline", "", "24/7 helpline", "24-7-helpline"),
        ("2.5 tonne limit", "", "2.5 tonne limit", "2-5-tonne-limit"),
        ("16/10/2024 Site visit", "", "16/10/2024 Site visit", "16-10-2024-site-visit"),
        ("Items for the next meeting", "", "Items for the next meeting", "items-for-the-next-meeting"),
        ("Children’s café & ŵyl", "", "Children’s café & ŵyl", "childrens-cafe-wyl"),
        ("…", "", "…", "item"),
        ("5. Inspection {#inspection}", "5.", "Inspection", "inspection"),
        ("Inspection {#ciw}", "", "Inspection", "ciw"),
    ],
)
def test_number_title_and_anchor(heading: str, number: str, title: str, anchor: str) -> None:
    item = only_item(heading)
    assert (item.number, item.title, item.anchor, item.fixed) == (number, title, anchor, "{#" in heading)


def test_a_bare_number_counts_beside_its_neighbour() -> None:
    source = "## 3 Declarations\n\n## 4 Minutes of the last meeting\n\n## 20 Years of the library\n\n## 5 Highways\n\n## 6. Planning\n"
    found = outline(source)
    assert [(item.number, item.anchor) for item in found.items] == [
        ("3", "item-3"),
        ("4", "item-4"),
        ("", "20-years-of-the-library"),
        ("5", "item-5"),
        ("6.", "item-6"),
    ]
    assert [str(fault) for fault in found.found] == [
        'x.md:5:1: warning: "20 Years of the library" is read as a title without a number. If 20 is the number of the '
        "item, write: ## 20. Years of the library [item-number]"
    ]


@pytest.mark.parametrize(
    ("heading", "title", "exempt", "late", "information", "withdrawn"),
    [
        ("12. Staffing (exempt: paragraph 14)", "Staffing", "14", False, False, False),
        ("12. Staffing (exempt, paragraphs 12 and 14)", "Staffing", "12 and 14", False, False, False),
        ("12. Staffing (Exempt)", "Staffing", "yes", False, False, False),
        ("12. Staffio (eithriedig: paragraff 14)", "Staffio", "14", False, False, False),
        ("12. Salt (late item) (for information)", "Salt", "", True, True, False),
        ("12. Halen (eitem hwyr)", "Halen", "", True, False, False),
        ("12. Halen (er gwybodaeth)", "Halen", "", False, True, False),
        ("12. Motion (withdrawn) {#motion}", "Motion", "", False, False, True),
        ("12. Cynnig (wedi’i dynnu’n ôl)", "Cynnig", "", False, False, True),
        ("12. Report (exemptions policy)", "Report (exemptions policy)", "", False, False, False),
        ("12. Buses (late evenings)", "Buses (late evenings)", "", False, False, False),
        ("12. Visit (Care Inspectorate Wales)", "Visit (Care Inspectorate Wales)", "", False, False, False),
    ],
)
def test_flags(heading: str, title: str, exempt: str, late: bool, information: bool, withdrawn: bool) -> None:
    item = only_item(heading)
    assert (item.title, item.exempt) == (title, exempt)
    assert (item.late, item.for_information, item.withdrawn) == (late, information, withdrawn)


def test_title_preamble_and_items() -> None:
    found = outline("# Annual meeting\n\nBefore.\n\n## 1. One\n\nText.\n\n### Key points\n\n- a\n\n## 2. Two\n")
    assert found.title == "Annual meeting"
    assert [(item.anchor, item.line, len(item.blocks)) for item in found.items] == [
        ("preamble", 3, 1),
        ("item-1", 5, 3),
        ("item-2", 13, 0),
    ]
    assert found.found == ()
    assert outline("").items == ()


def test_one_sign_elsewhere_counts_as_two() -> None:
    source = "Before.\n\n# 6. Highways\n"
    assert [item.anchor for item in outline(source).items] == ["preamble", "item-6"]
    assert codes(source) == ["3 title-sign"]


def test_of_two_alike_the_second_gets_a_number() -> None:
    source = "Text\n\n## 5. A\n\n## 5. B\n\n## 5. C\n\n## A\n\n## A\n\n## A 2 {#a-2}\n\n## Preamble\n"
    assert [item.anchor for item in outline(source).items] == [
        *("preamble", "item-5", "item-5-2", "item-5-3", "a", "a-2", "a-2-2", "preamble-2"),
    ]
    assert codes(source) == ["5 item-twice", "7 item-twice", "11 item-twice", "13 item-twice", "15 item-twice"]


def test_subheadings_are_named_after_their_item() -> None:
    source = "### Before\n\n## 5. A\n\n### Key points\n\n#### Key points\n\n> ### Decision 1\n\n### … {#own}\n\n## B\n\n### …\n"
    items = outline(source).items
    names = name_subheadings([(item.anchor, item.blocks) for item in items], {"item-5-decision-1"})
    assert list(names.values()) == [
        "preamble-before",
        "item-5-key-points",
        "item-5-key-points-2",
        "item-5-decision-1-2",
        "own",
        "b-2",
    ]


def test_headings_of_a_plain_page_have_their_own_slugs() -> None:
    names = name_subheadings([("", parse("## How to read this\n\n## …\n")[0])])
    assert list(names.values()) == ["how-to-read-this", "part"]


@pytest.mark.parametrize(
    ("source", "reports"),
    [
        ("5. CORRESPONDENCE\n\nText", ["1 item-as-list"]),
        ("Text\n\n5. CORRESPONDENCE\n6. PLANNING MATTERS\n", ["3 item-as-list"]),
        ("54. CORRESPONDENCE\nText goes on", []),
        ("5\\. CORRESPONDENCE", ["1 item-as-list"]),
        ("**5) PLANNING MATTERS**", ["1 item-as-list"]),
        ("1. CIW\n2. CAMHS\n", []),
        ("5. Correspondence was read.", []),
        ("- 5. CORRESPONDENCE", []),
        ("## 5.\n", ["1 item-untitled"]),
        ("##\n", ["1 item-untitled"]),
        ("## 5 – Highways\n", ["1 item-number"]),
        ("## (5) Highways\n", ["1 item-number"]),
        ("## 5: Highways\n", ["1 item-number"]),
        ("## 20 mph limit\n", []),
        ("## 2024/25 Budget\n", []),
    ],
)
def test_what_is_reported_of_headings(source: str, reports: list[str]) -> None:
    assert codes(source) == reports


def test_messages_give_the_line_to_write() -> None:
    (fault,) = outline("5. CORRESPONDENCE\n").found
    assert fault.message == (
        '"5. CORRESPONDENCE" will be shown as a list, not as an agenda item. If it is one, write: ## 5. CORRESPONDENCE'
    )
    (fault,) = outline("## (5) Highways\n").found
    assert fault.message.endswith("write: ## 5. Highways")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Care Inspectorate Wales (CIW)", "care-inspectorate-wales-ciw"),
        ("Ŵy a thŷ", "wy-a-thy"),
        ("don’t & can't", "dont-cant"),
        ("Ελλάδα", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("w" * 200, "w" * 80),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert find_slug(title) == slug


@given(
    st.one_of(
        sources(),
        st.text(max_size=60),
        st.lists(st.sampled_from(["## 5. A\n", "## 6 B\n", "# C\n", "## 5\n", "x\n"])).map("".join),
    )
)
def test_any_source_has_an_outline_that_loses_nothing(source: str) -> None:
    blocks, _ = parse(source)
    found = split_items(blocks, "x.md")
    kept = [block for item in found.items for block in ((item.heading,) if item.heading else ()) + item.blocks]
    titled = bool(blocks) and blocks[0].kind == "heading" and blocks[0].level == 1
    assert kept == list(blocks[1:] if titled else blocks)
    anchors = [item.anchor for item in found.items]
    names = name_subheadings([(item.anchor, item.blocks) for item in found.items])
    assert all(anchors)
    assert len({*anchors, *names.values()}) == len(anchors) + len(names)
