"""The glossary: every entry once, in the alphabet of the page's language, with its meanings and its uses; the terms that a page uses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any, cast

import pytest
from playwright.sync_api import ConsoleMessage

from minutebook.pages.glossary import GlossaryView, LettersView
from minutebook.pages.glossary_entries import TermView
from minutebook.pages.glossary_term import TermPageView
from minutebook.pages.meetings import MeetingView
from minutebook.pages.used_terms import UsedTerm
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import build_site, find_broken_links, read_pages, write_files

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
    AA:
      - {id: aa-assistants, en: Administrative Assistants, expand: never}
      - {id: aa-advocacy, en: Advocacy assistance, expand: never}
      - {id: aa-cars, en: Automobile Association, expand: never, bodies: [cabinet]}
    PCN: {en: Penalty Charge Notice, cy: Hysbysiad Tâl Cosb, about: {en: A fine.}}
    """
FILES = {
    "glossary.yml": GLOSSARY,
    "content/bodies.yml": """\
        council: {name: {en: Council, cy: Y Cyngor}, kind: council}
        cabinet:
          name: {en: Cabinet, cy: Y Cabinet}
          kind: executive
          parent: council
          key: {blue: finished here, red: late here, amber: shaky here, green: fine here}
        """,
    "content/people.yml": "jane-rees: {name: Jane Rees}\n",
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
    "content/council/2024-01-10.md": (
        "## 1. First\n\nNothing.\n\n## 2. Inspection\n\nCIW came. CIW went. The DSG was paid.\n\n## 3. About a PCN\n\nIt was noted.\n"
    ),
    "content/council/2024-02-10.md": "## 1. Again\n\nCIW came back. All is on the BRAG scale.\n",
    "content/council/2024-03-10.md": "## 1. Again\n\nCSSIW it was once. CIW it is.\n\n## 2. Cars\n\nThe AA was there, and the AA left.\n",
    "content/council/2024-03-10.cy.md": "## 1. Eto\n\nCIW oedd hi. AGC yw hi. AGC fydd hi.\n",
    "content/council/2024-04-10.md": "---\nterms: {AA: aa-advocacy}\n---\n\n## 1. Law\n\nThe AA was paid.\n",
    "content/cabinet/2024-04-10.md": "## 1. Design\n\nThe DSG met CIW. BRAG is used. So is the AA.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES)


def view_glossary(small: Small, prefix: str = "") -> GlossaryView:
    return cast("GlossaryView", small.views[f"{prefix}glossary/"].body)


def list_terms(view: GlossaryView) -> dict[str, TermView]:
    return {term.id: term for group in view.groups for entry in group.entries for term in entry.terms}


def list_entries(view: GlossaryView) -> dict[str, LettersView]:
    return {entry.letters: entry for group in view.groups for entry in group.entries}


def list_used(small: Small, path: str) -> dict[str, UsedTerm]:
    view = cast("MeetingView", small.views[path].body)
    return {term.letters.text: term for term in view.terms}


def read_data(small: Small, path: str) -> Any:  # Any: JSON
    return json.loads(small.views[path].json_ld)


# The A to Z


def test_entries_stand_by_the_alphabet_of_the_page(small: Small) -> None:
    english, welsh = view_glossary(small), view_glossary(small, "cy/")
    assert [(group.title, [entry.letters for entry in group.entries]) for group in english.groups] == [
        ("A", ["AA"]),
        ("B", ["BRAG"]),
        ("C", ["chair", "CIW", "CSSIW"]),
        ("D", ["DSG"]),
        ("L", ["LLC"]),
        ("P", ["PCN"]),
        ("Numbers and signs", ["20MPH"]),
    ]
    assert [(group.title, [entry.letters for entry in group.entries]) for group in welsh.groups] == [
        ("A", ["AA", "AGC"]),
        ("B", ["BRAG"]),
        ("C", ["CIW", "CSSIW"]),
        ("Ch", ["chair"]),
        ("D", ["DSG"]),
        # In Welsh LL is one letter in words, not in letters that stand for words.
        ("L", ["LLC"]),
        ("Ll", ["llawer"]),
        ("P", ["PCN"]),
        ("Rhifau a symbolau", ["20MPH"]),
    ]


def test_other_letters_lead_to_the_entry(small: Small) -> None:
    english, welsh = list_entries(view_glossary(small)), list_entries(view_glossary(small, "cy/"))
    assert english["CSSIW"].terms == ()
    assert [(piece.text, piece.href) for piece in english["CSSIW"].see] == [("See ", ""), ("CIW", "#ciw"), (".", "")]
    assert "AGC" not in english
    for letters in ("CIW", "CSSIW"):
        assert [(piece.text, piece.href) for piece in welsh[letters].see if piece.href] == [("AGC", "#ciw")]
    assert english["CIW"].see == welsh["AGC"].see == ()


def test_other_letters_of_two_meanings_lead_to_each_by_what_it_means(tmp_path: Path) -> None:
    glossary = """\
        ISB:
          - {id: isb-one, en: Integrated Board, cy: Bwrdd Integredig, cy_term: BI}
          - {id: isb-two, en: Inner Bay, cy: Bae Mewnol, cy_term: BI}
        TAN: {en: Advice Note, cy: Nodyn Cyngor, cy_term: NC, also: [ISB]}
        """
    small = plan_small(
        tmp_path, FILES | {"glossary.yml": glossary, "content/council/2024-04-10.md": "## 1. A\n\nOK.\n"}
    )
    see = list_entries(view_glossary(small, "cy/"))["ISB"].see
    assert [(piece.text, piece.href) for piece in see if piece.href] == [
        ("Bwrdd Integredig", "#isb-one"),
        ("Bae Mewnol", "#isb-two"),
        ("NC", "#tan"),
    ]


def test_the_row_of_letters_leads_to_the_headings(small: Small) -> None:
    view = view_glossary(small)
    linked = {letter.letter: letter.href for letter in view.letters if letter.href}
    assert set(linked) == {"A", "B", "C", "D", "L", "P", "#"}
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
    entry = list_entries(view_glossary(small))["DSG"]
    assert [term.id for term in entry.terms] == ["dsg-schools", "dsg-design"]
    assert entry.terms[1].period == "Since 2019"
    assert [body.text for body in entry.terms[0].bodies] == ["Council"]
    assert (entry.several, entry.uses) == ("", ())


def test_each_entry_has_its_own_anchor(small: Small) -> None:
    for prefix in ("", "cy/"):
        html = small.render(f"{prefix}glossary/")
        assert all(html.count(f'id="{term}"') == 1 for term in list_terms(view_glossary(small)))


def test_a_glossary_without_entries_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    minutes = {"content/council/2024-01-10.md": "## 1. Item\n\nIt was noted.\n"}
    empty = plan_small(tmp_path_factory.mktemp("empty"), {"glossary.yml": "ignore: [UK]\n"} | minutes)
    assert "The glossary has no entries yet." in empty.render("glossary/")
    assert empty.views["glossary/"].json_ld == ""


# Uses


def test_uses_are_counted_and_lead_to_the_latest_meetings(small: Small) -> None:
    terms = list_terms(view_glossary(small))
    ciw, schools, unused = terms["ciw"].uses, terms["dsg-schools"].uses, terms["llc"].uses
    assert ciw is not None
    assert schools is not None
    assert unused is not None
    assert ciw.summary == "Used 6 times in 4 meetings since 10 January 2024."
    assert [link.href for link in ciw.latest] == [
        "../cabinet/2024-04-10/#item-1",
        "../council/2024-03-10/#item-1",
        "../council/2024-02-10/#item-1",
    ]
    assert ciw.whole is not None
    assert (ciw.whole.text, ciw.whole.href) == ("all 4 meetings", "ciw/")
    assert schools.summary == "Used once in 1 meeting, on 10 January 2024."
    assert ([link.href for link in schools.latest], schools.whole) == (["../council/2024-01-10/#item-2"], None)
    assert (unused.summary, unused.latest) == ("No minutes use it yet.", ())


def test_a_meeting_in_two_languages_is_counted_once_in_the_page_s(small: Small) -> None:
    welsh = list_terms(view_glossary(small, "cy/"))["ciw"].uses
    assert welsh is not None
    # Two in the English minutes of January, one in February, three in the Welsh ones of March, one in April.
    assert welsh.summary == "Fe'i defnyddiwyd 7 gwaith mewn 4 cyfarfod ers 10 Ionawr 2024."


def test_a_term_in_a_heading_alone_is_used_once(small: Small) -> None:
    uses = list_terms(view_glossary(small))["pcn"].uses
    assert uses is not None
    assert uses.summary == "Used once in 1 meeting, on 10 January 2024."
    assert [link.href for link in uses.latest] == ["../council/2024-01-10/#item-3"]


# A page a term


def test_a_term_of_many_meetings_has_a_page_with_all(small: Small) -> None:
    page = cast("TermPageView", small.views["glossary/ciw/"].body)
    assert [(group.body.text, group.count) for group in page.bodies] == [
        ("Cabinet", "1 meeting"),
        ("Council", "3 meetings"),
    ]
    assert [term.href for term in page.terms] == [""]
    assert page.uses.whole is None
    assert small.views["glossary/ciw/"].title == "CIW: Care Inspectorate Wales"
    assert list_terms(view_glossary(small))["ciw"].href == "ciw/"


def test_every_other_term_is_its_entry(small: Small) -> None:
    pages = {path for path in small.views if "glossary/" in path}
    assert pages == {f"{prefix}glossary/{term}" for prefix in ("", "cy/") for term in ("", "ciw/")}
    assert list_terms(view_glossary(small))["dsg-schools"].href == ""


def test_links_lead_to_the_page_or_else_to_the_entry(small: Small) -> None:
    english, welsh = small.context(), small.context("cy")
    assert (english.find_term("ciw"), welsh.find_term("ciw")) == ("glossary/ciw/", "cy/glossary/ciw/")
    assert (english.find_term("pcn"), welsh.find_term("pcn")) == ("glossary/#pcn", "cy/glossary/#pcn")
    html = small.render("council/2024-01-10/")
    record = html[html.index("<article") : html.index("</article>")]
    assert set(re.findall(r'href="([^"]*glossary[^"]*)"', record)) == {
        "../../glossary/ciw/",
        "../../glossary/#dsg-schools",
    }


def test_a_page_that_one_language_needs_is_there_in_both(tmp_path_factory: pytest.TempPathFactory) -> None:
    files: dict[str, str] = {}
    for month in range(1, 5):
        files[f"content/council/2024-0{month}-10.md"] = "## 1. Item\n\nIt was noted.\n"
        files[f"content/council/2024-0{month}-10.cy.md"] = "## 1. Eitem\n\nNododd CIW hyn.\n"
    found = plan_small(tmp_path_factory.mktemp("welsh"), files)
    assert {"glossary/ciw/", "cy/glossary/ciw/"} <= set(found.views)
    assert "No minutes use it yet." in found.render("glossary/ciw/")


# Several meanings that nobody tells apart


def test_meanings_that_nobody_tells_apart_are_counted_together(small: Small) -> None:
    entry = list_entries(view_glossary(small))["AA"]
    assert [(term.id, term.uses is None) for term in entry.terms] == [
        ("aa-assistants", True),
        ("aa-advocacy", True),
        # In the minutes of the Cabinet it is this one.
        ("aa-cars", False),
    ]
    assert entry.several == "These letters have more than one meaning."
    assert [uses.summary for uses in entry.uses] == ["Used 3 times in 2 meetings since 10 March 2024."]
    assert small.context().find_term("aa-assistants") == "glossary/#aa-assistants"


def test_their_list_entry_shows_them_all_unless_the_meeting_settles_it(small: Small) -> None:
    both = list_used(small, "council/2024-03-10/")["AA"]
    assert [meaning.words.text for meaning in both.meanings] == ["Administrative Assistants", "Advocacy assistance"]
    assert both.letters.href == "../../glossary/#aa-assistants"
    settled = list_used(small, "council/2024-04-10/")["AA"]
    assert [meaning.words.text for meaning in settled.meanings] == ["Advocacy assistance"]
    scoped = list_used(small, "cabinet/2024-04-10/")["AA"]
    assert [meaning.words.text for meaning in scoped.meanings] == ["Automobile Association"]


def test_used_in_many_meetings_they_share_a_page_and_links_lead_to_the_a_to_z(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    glossary = "AA:\n  - {id: one, en: First, expand: never}\n  - {id: two, en: Second, expand: never}\n"
    files = {f"content/council/2024-0{month}-10.md": "## 1. Item\n\nThe AA came.\n" for month in range(1, 5)}
    found = plan_small(tmp_path_factory.mktemp("open"), {"glossary.yml": glossary} | files)
    page = cast("TermPageView", found.views["glossary/one/"].body)
    assert [term.meaning.text for term in page.terms] == ["First", "Second"]
    assert (found.views["glossary/one/"].title, page.namesakes) == ("AA", ())
    assert "glossary/two/" not in found.views
    assert {found.context().find_term(term) for term in ("one", "two")} == {"glossary/#one", "glossary/#two"}
    [uses] = list_entries(view_glossary(found))["AA"].uses
    assert uses.whole is not None
    assert uses.whole.href == "one/"
    assert [one["@type"] for one in read_data(found, "glossary/one/")] == ["DefinedTerm", "DefinedTerm"]


# Terms used here


def test_a_meeting_lists_the_terms_that_it_uses(small: Small) -> None:
    used = list_used(small, "council/2024-01-10/")
    assert {letters: [meaning.words.text for meaning in term.meanings] for letters, term in used.items()} == {
        "CIW": ["Care Inspectorate Wales"],
        "DSG": ["Dedicated Schools Grant"],
        # It stands in a heading alone.
        "PCN": ["Penalty Charge Notice"],
    }
    [meaning] = used["CIW"].meanings
    assert meaning.about is not None
    assert meaning.about.text == "It inspects."


def test_letters_stand_there_as_the_page_uses_them(small: Small) -> None:
    assert "CSSIW, CIW" in list_used(small, "council/2024-03-10/")
    welsh = list_used(small, "cy/council/2024-03-10/")["CIW, AGC"]
    assert [meaning.words.text for meaning in welsh.meanings] == ["Arolygiaeth Gofal Cymru"]
    assert welsh.letters.href == "../../glossary/ciw/"


def test_the_list_has_the_links_of_the_record(small: Small) -> None:
    for path in (path for path, view in small.views.items() if view.template == "pages/meeting.html"):
        html = small.render(path)
        if "data-terms" not in html:
            continue
        listed = html[html.index("data-terms") : html.index("</section>", html.index("data-terms"))]
        record = html[html.index("<article") : html.index("</article>")]
        links = set(re.findall(r'<a class="term" href="([^"]+)"', record))
        assert links
        assert links <= set(re.findall(r'<dt><a href="([^"]+)"', listed))


# Terms on other pages


def test_words_of_records_link_their_terms_in_registers(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {
        "content/council/2024-01-10.md": """\
            ## 1. Care

            RESOLVED: that CIW be thanked, and the DSG spent:

            - on CIW's visit

            Action: Jane Rees to write to CIW & others by May.
            """,
        "content/cabinet/2024-02-10.md": "## 1. Design\n\nRESOLVED: that the DSG meet.\n",
        "glossary.yml": GLOSSARY,
    }
    found = plan_small(tmp_path_factory.mktemp("records"), files)
    html = found.render("decisions/")
    for link in (
        '<a class="term" href="../glossary/#ciw">CIW</a> be thanked',
        '<a class="term" href="../glossary/#dsg-schools">DSG</a> spent',
        '<a class="term" href="../glossary/#dsg-design">DSG</a> meet',
        '<li>on <a class="term" href="../glossary/#ciw">CIW&#39;s</a> visit</li>',
    ):
        assert link in html
    assert 'class="expansion"' not in html
    listed = [cast("UsedTerm", term).letters for term in found.views["decisions/"].terms]
    assert [(link.text, link.href) for link in listed] == [
        ("CIW", "../glossary/#ciw"),
        ("DSG", "../glossary/#dsg-design"),
        ("DSG", "../glossary/#dsg-schools"),
    ]
    assert "Acronyms and terms used on this page" in html
    assert [re.findall(r"<dt><a[^>]*>(.*?)</a>", part) for part in html.split("<dl")[-2:]] == [["CIW", "DSG"], ["DSG"]]
    assert '<a class="term" href="../glossary/#ciw">CIW</a> &amp; others' in found.render("actions/")
    glance = found.render("council/2024-01-10/").partition("<article")[0]
    assert '<a class="term" href="../../glossary/#ciw">CIW</a> be thanked' in glance
    assert "data-terms" not in found.render("recommendations/")


def test_notes_of_plans_link_their_terms(tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = """\
        title: {en: Care plan}
        body: council
        actions:
          - id: write
            title: {en: Write a letter}
            owner: jane-rees
            history:
              - {date: 2024-02-01, status: green, note: {en: The DSG pays.}}
        """
    minutes = {"content/council/2024-01-10.md": "## 1. Item\n\nIt was noted.\n", "glossary.yml": GLOSSARY}
    found = plan_small(tmp_path_factory.mktemp("plans"), minutes | {"content/plans/care.yml": plan})
    html = found.render("plans/care/")
    assert 'The <a class="term" href="../../glossary/#dsg-schools">DSG</a> pays.' in html
    assert "Dedicated Schools Grant" in html


def test_a_plain_page_links_its_terms(tmp_path_factory: pytest.TempPathFactory) -> None:
    page = "---\ntitle: About\n---\n\nWe ask CIW. See [CIW on the web](https://example.org/) and `CIW`.\n\n## The PCN\n\nWords.\n"
    minutes = {"content/council/2024-01-10.md": "## 1. Item\n\nIt was noted.\n", "glossary.yml": GLOSSARY}
    found = plan_small(tmp_path_factory.mktemp("plain"), minutes | {"content/pages/about.md": page})
    html = found.render("about/")
    assert html.count('class="term"') == 1
    assert 'We ask <a class="term" href="../glossary/#ciw">CIW</a>. See' in html
    assert [
        name for name in ("Care Inspectorate Wales", "Penalty Charge Notice") if name in html.partition("</article>")[2]
    ] == [
        "Care Inspectorate Wales",
        "Penalty Charge Notice",
    ]


def test_without_a_glossary_no_page_has_a_list(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {"content/council/2024-01-10.md": "## 1. Item\n\nRESOLVED: that CIW be thanked.\n", "glossary.yml": ""}
    found = plan_small(tmp_path_factory.mktemp("none"), files)
    assert "CIW be thanked" in found.render("decisions/")
    assert all(view.terms == () for view in found.views.values())


# Keys to the colours


def test_the_scale_shows_its_keys(small: Small) -> None:
    terms = list_terms(view_glossary(small))
    common, own = terms["brag"].keys
    assert (common.owner, len(common.ratings)) == (None, 4)
    assert own.owner is not None
    assert (own.owner.text, own.ratings[0].meaning.text) == ("Cabinet", "finished here")
    assert (terms["brag"].kind, terms["chair"].kind, terms["ciw"].kind) == ("Scale", "Term", "")
    assert terms["ciw"].keys == ()
    page = small.render("glossary/")
    assert "What the colours mean: Cabinet" in page
    # Said of each entry, whether it has a page of its own or not.
    assert page.count('<span class="mb-tag">Scale</span>') == 1
    assert page.count('<span class="mb-tag">Term</span>') == sum(term.kind == "Term" for term in terms.values())


def test_the_list_of_a_meeting_has_the_key_of_its_body(small: Small) -> None:
    [council] = list_used(small, "council/2024-02-10/")["BRAG"].meanings
    [cabinet] = list_used(small, "cabinet/2024-04-10/")["BRAG"].meanings
    assert [key.owner.text if key.owner else "" for key in council.keys] == [""]
    assert [key.owner.text if key.owner else "" for key in cabinet.keys] == ["Cabinet"]


# For machines


def test_the_glossary_is_a_set_of_defined_terms(small: Small) -> None:
    data = read_data(small, "glossary/")
    assert (data["@context"], data["@type"], data["inLanguage"]) == ("https://schema.org", "DefinedTermSet", "en")
    assert data["@id"] == data["url"] == "https://example.org/council/glossary/"
    terms = {term["@id"].partition("#")[2]: term for term in data["hasDefinedTerm"]}
    assert set(terms) == set(list_terms(view_glossary(small)))
    assert {term["@type"] for term in terms.values()} == {"DefinedTerm"}
    assert terms["ciw"] == {
        "@id": "https://example.org/council/glossary/#ciw",
        "@type": "DefinedTerm",
        "alternateName": ["CSSIW"],
        "description": "It inspects.",
        "inDefinedTermSet": "https://example.org/council/glossary/",
        "inLanguage": "en",
        "name": "Care Inspectorate Wales",
        "termCode": "CIW",
        "url": "https://example.org/council/glossary/ciw/",
    }
    assert (terms["chair"]["name"], terms["chair"]["description"]) == ("chair", "who leads the meeting")
    assert "termCode" not in terms["chair"]
    welsh = {term["@id"].partition("#")[2]: term for term in read_data(small, "cy/glossary/")["hasDefinedTerm"]}
    assert (welsh["ciw"]["termCode"], welsh["ciw"]["name"]) == ("AGC", "Arolygiaeth Gofal Cymru")
    assert (welsh["ciw"]["inLanguage"], welsh["dsg-schools"]["inLanguage"]) == ("cy", "en")


def test_a_term_is_one_of_the_set(small: Small) -> None:
    data = read_data(small, "glossary/ciw/")
    assert (data["@type"], data["termCode"]) == ("DefinedTerm", "CIW")
    assert data["@id"] == "https://example.org/council/glossary/#ciw"
    assert data["inDefinedTermSet"]["@id"] == "https://example.org/council/glossary/"


def test_without_an_address_of_the_site_they_are_relative(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = plan_small(tmp_path_factory.mktemp("relative"), FILES, base=None)
    data = read_data(found, "glossary/")
    assert (data["@id"], data["hasDefinedTerm"][0]["@id"]) == ("./", "#ciw")
    assert read_data(found, "glossary/ciw/")["@id"] == "../#ciw"


HOSTILE = "</script><script>alert(1)</script><!-- ]]> & 'quoted' \"twice\" <b>bold</b>"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    meaning = json.dumps(HOSTILE, ensure_ascii=False)
    glossary = f"CIW: {{en: {meaning}, about: {{en: {meaning}}}, also: [{meaning}]}}\n"
    months = {f"content/council/2024-0{month}-10.md": "## 1. Item\n\nCIW came.\n" for month in range(1, 5)}
    files = COUNCIL | {"glossary.yml": glossary} | months
    root = write_files(tmp_path_factory.mktemp("hostile"), {path: dedent(text) for path, text in files.items()})
    build_site(root, root / "site")
    return root / "site"


@pytest.mark.parametrize("path", ["glossary", "glossary/ciw", "cy/glossary", "cy/glossary/ciw"])
def test_hostile_words_stay_words_in_the_data(path: str, hostile_site: Path) -> None:
    html = (hostile_site / path / "index.html").read_text(encoding="utf-8")
    assert "<script>" not in html
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert "<" not in block
    data = json.loads(block)
    [term] = data.get("hasDefinedTerm", [data])
    assert (term["name"], term["description"], term["alternateName"]) == (HOSTILE, HOSTILE, [HOSTILE])
    # What machines are told stands on the page too.
    assert " ".join(HOSTILE.split()) in read_pages(hostile_site)[f"{path}/index.html"].text
    assert find_broken_links(hostile_site) == []


def test_the_browser_takes_the_data_for_data(hostile_site: Path, serve_site: ServeSite, open_page: OpenPage) -> None:
    page = open_page()
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    # Were the words a script, its call would be refused by the policy, which the console says.
    page.on("console", note)
    for path in ("glossary/", "glossary/ciw/"):
        page.goto(serve_site(hostile_site) + path)
        found = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
        assert found["@type"].startswith("DefinedTerm")
    assert said == []


# Where a link to a further meaning lands


def test_a_further_meaning_says_its_letters_again(small: Small) -> None:
    html = small.render("glossary/")
    for first in ("dsg-schools", "aa-assistants", "ciw"):
        assert f'<dd id="{first}"><p class="mb-meaning">' in html
    for further, letters in (("dsg-design", "DSG"), ("aa-advocacy", "AA"), ("aa-cars", "AA")):
        assert f'<dd id="{further}"><p class="mb-term-letters">{letters}</p>' in html
