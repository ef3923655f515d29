"""The glossary: every entry once, in the alphabet of the page's language, with its meanings and its uses."""

from __future__ import annotations

from typing import cast

import pytest

from minutebook.pages.glossary import GlossaryView, TermPageView, TermView
from tests.support.registers import Small, plan_small

GLOSSARY = """\
    CIW:
      en: Care Inspectorate Wales
      cy: Arolygiaeth Gofal Cymru
      cy_term: AGC
      about: {en: It inspects.}
      url: https://example.org/ciw
      also: [CSSIW]
    DSG:
      - {id: dsg-schools, en: Dedicated Schools Grant, bodies: [council]}
      - {id: dsg-design, en: Design Steering Group, bodies: [cabinet], since: 2019}
    BRAG: {en: "blue, red, amber, green", kind: scale}
    LLC: {en: Local Land Charges, cy: Pridiannau Tir Lleol, cy_term: llawer}
    chair: {en: who leads the meeting, kind: term}
    20MPH: {en: twenty miles an hour}
    """
FILES = {
    "glossary.yml": GLOSSARY,
    "content/council/2024-01-10.md": "## 1. First\n\nNothing.\n\n## 2. Inspection\n\nCIW came. CIW went. The DSG was paid.\n",
    "content/council/2024-02-10.md": "## 1. Again\n\nCIW came back.\n",
    "content/council/2024-03-10.md": "## 1. Again\n\nCSSIW it was once.\n",
    "content/cabinet/2024-04-10.md": "## 1. Design\n\nThe DSG met CIW.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES)


def view_glossary(small: Small, prefix: str = "") -> GlossaryView:
    return cast("GlossaryView", small.views[f"{prefix}glossary/"].body)


def list_terms(view: GlossaryView) -> dict[str, TermView]:
    return {term.id: term for group in view.groups for entry in group.entries for term in entry.terms}


def test_entries_stand_by_the_alphabet_of_the_page(small: Small) -> None:
    english, welsh = view_glossary(small), view_glossary(small, "cy/")
    assert [(group.title, [entry.letters for entry in group.entries]) for group in english.groups] == [
        ("B", ["BRAG"]),
        ("C", ["chair", "CIW"]),
        ("D", ["DSG"]),
        ("L", ["LLC"]),
        ("Numbers and signs", ["20MPH"]),
    ]
    assert [(group.title, [entry.letters for entry in group.entries]) for group in welsh.groups] == [
        ("A", ["AGC"]),
        ("B", ["BRAG"]),
        ("Ch", ["chair"]),
        ("D", ["DSG"]),
        ("Ll", ["llawer"]),
        ("Rhifau a symbolau", ["20MPH"]),
    ]


def test_the_row_of_letters_leads_to_the_headings(small: Small) -> None:
    view = view_glossary(small)
    linked = {letter.letter: letter.href for letter in view.letters if letter.href}
    assert set(linked) == {"B", "C", "D", "L", "#"}
    assert {f"#{group.id}" for group in view.groups} == set(linked.values())


def test_an_entry_has_its_meaning_in_both_languages(small: Small) -> None:
    english, welsh = (list_terms(view_glossary(small, prefix))["ciw"] for prefix in ("", "cy/"))
    assert (english.meaning.text, english.letters) == ("Care Inspectorate Wales", "CIW")
    assert [(label, words.text, words.lang) for label, words in english.others] == [
        ("In Welsh", "AGC: Arolygiaeth Gofal Cymru", "cy")
    ]
    assert (welsh.meaning.text, welsh.letters, welsh.meaning.lang) == ("Arolygiaeth Gofal Cymru", "AGC", "")
    assert welsh.about is not None
    assert welsh.about.lang == "en"
    assert (english.also, english.url) == ("CSSIW", "https://example.org/ciw")


def test_a_meaning_without_a_translation_is_marked_and_not_repeated(small: Small) -> None:
    term = list_terms(view_glossary(small, "cy/"))["dsg-schools"]
    assert (term.meaning.lang, term.others) == ("en", ())


def test_meanings_of_the_same_letters_stand_together(small: Small) -> None:
    [entry] = next(group for group in view_glossary(small).groups if group.title == "D").entries
    assert [term.id for term in entry.terms] == ["dsg-schools", "dsg-design"]
    assert entry.terms[1].period == "Since 2019"
    assert [body.text for body in entry.terms[0].bodies] == ["Council"]
    page = cast("TermPageView", small.views["glossary/dsg-schools/"].body)
    assert [(other.text, other.href) for other in page.namesakes] == [("Design Steering Group", "../dsg-design/")]


def test_uses_are_counted_by_meeting_and_lead_to_the_first(small: Small) -> None:
    terms = list_terms(view_glossary(small))
    ciw, schools = terms["ciw"].uses, terms["dsg-schools"].uses
    assert ciw is not None
    assert schools is not None
    assert ciw.summary == "Used in 4 meetings since 10 January 2024."
    assert [link.href for link in ciw.latest] == [
        "../cabinet/2024-04-10/#item-1",
        "../council/2024-03-10/#item-1",
        "../council/2024-02-10/#item-1",
    ]
    assert schools.summary == "Used in 1 meeting, on 10 January 2024."
    assert [link.href for link in schools.latest] == ["../council/2024-01-10/#item-2"]
    assert terms["llc"].uses is None
    assert "No minutes use it yet." in small.render("glossary/")


def test_a_term_has_a_page_with_all_its_uses(small: Small) -> None:
    page = cast("TermPageView", small.views["glossary/ciw/"].body)
    assert [(group.body.text, group.count) for group in page.bodies] == [
        ("Cabinet", "1 meeting"),
        ("Council", "3 meetings"),
    ]
    assert page.term.href == ""
    assert small.views["glossary/ciw/"].title == "CIW: Care Inspectorate Wales"


def test_the_scale_shows_its_key(small: Small) -> None:
    terms = list_terms(view_glossary(small))
    assert [len(key.ratings) for key in terms["brag"].keys] == [4]
    assert (terms["brag"].kind, terms["chair"].kind, terms["ciw"].kind) == ("Scale", "Term", "")
    assert terms["ciw"].keys == ()


def test_each_entry_has_its_own_anchor(small: Small) -> None:
    for prefix in ("", "cy/"):
        html = small.render(f"{prefix}glossary/")
        assert all(html.count(f'id="{term}"') == 1 for term in list_terms(view_glossary(small)))
