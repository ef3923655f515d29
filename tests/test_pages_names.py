"""What stands round the minutes of another language: titles of people, offices, notes, documents, data for machines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from minutebook.model import Change
from minutebook.pages.meeting_facts import GroupView
from minutebook.pages.meetings import MeetingView
from minutebook.pages.offices import OfficeView
from minutebook.pages.term_links import join
from tests.support.registers import Small, plan_small
from tests.support.sites import write_files

KEY = "council/2024-01-10"
PROSE = "## 1. Apologies\n\nNone.\n"
WELSH = "## 1. Ymddiheuriadau\n\nDim.\n"


def view_of(small: Small, lang: str) -> MeetingView:
    return cast("MeetingView", small.views[f"{'' if lang == 'en' else lang + '/'}{KEY}/"].body)


def plan(folder: Path, front: str, lang: str = "en") -> Small:
    """Return a council whose only minutes are in one language."""
    words = PROSE if lang == "en" else WELSH
    name = f"content/{KEY}.md" if lang == "en" else f"content/{KEY}.{lang}.md"
    return plan_small(folder, {name: f"---\n{front}\n---\n{words}"})


def read_names(group: GroupView) -> list[tuple[str, str, str]]:
    """Return each name with the language it is marked with, and where it leads."""
    found = []
    for name in group.names:
        assert len({piece.lang for piece in name.pieces}) == 1
        found.append((join(name.pieces), name.pieces[0].lang, name.pieces[0].href.rpartition("people/")[2]))
    return found


@pytest.mark.parametrize(
    ("file", "written", "page", "shown", "lang"),
    [
        ("en", "Cllr Jane Rees", "cy", "Y Cyng. Jane Rees", ""),
        ("en", "Cllr. J Rees", "cy", "Y Cyng. J Rees", ""),
        ("en", "councillor Jane Rees", "cy", "Y Cynghorydd Jane Rees", ""),
        ("en", "County Councillor Jane Rees", "cy", "Y Cynghorydd Sir Jane Rees", ""),
        ("en", "Cllr Dr Jane Rees MBE", "cy", "Y Cyng. Dr Jane Rees MBE", ""),
        ("en", "Mrs Jane Rees", "cy", "Mrs Jane Rees", ""),
        ("en", "Revd Jane Rees", "cy", "Y Parch. Jane Rees", ""),
        ("en", "Y Cyng. Jane Rees", "cy", "Y Cyng. Jane Rees", ""),
        ("en", "Cyng. Jane Rees", "cy", "Cyng. Jane Rees", ""),
        ("en", "Jane Rees", "cy", "Jane Rees", ""),
        ("en", "jane-rees", "cy", "Jane Rees", ""),
        # A title that one of the languages has no word for stays, and so the name is marked.
        ("en", "Lady Jane Rees", "cy", "Lady Jane Rees", "en"),
        ("cy", "Y Cyngh. Jane Rees", "en", "Y Cyngh. Jane Rees", "cy"),
        ("cy", "Y Cyng. Jane Rees", "en", "Cllr Jane Rees", ""),
        ("cy", "Cyng. Jane Rees", "en", "Cllr Jane Rees", ""),
        ("cy", "Y Cynghorydd Jane Rees", "en", "Councillor Jane Rees", ""),
        ("cy", "Y Parch. Jane Rees", "en", "Revd Jane Rees", ""),
        # As written, where that is the language of the page.
        ("en", "cllr. Jane Rees", "en", "cllr. Jane Rees", ""),
        ("cy", "Cyngh. Jane Rees", "cy", "Cyngh. Jane Rees", ""),
        ("cy", "jane-rees", "cy", "Jane Rees", ""),
    ],
)
def test_somebody_known_has_the_title_of_the_page(
    tmp_path: Path, file: str, written: str, page: str, shown: str, lang: str
) -> None:
    view = view_of(plan(tmp_path, f"present: ['{written} (chair)']", file), page)
    assert read_names(view.attendance[0]) == [(shown, lang, "jane-rees/")]
    [chair] = [value for fact in view.facts if fact.label in ("Chair", "Cadeirydd") for value in fact.values]
    assert (chair.text, chair.lang) == (shown, lang)
    assert chair.href.endswith("people/jane-rees/")


@pytest.mark.parametrize(
    ("written", "shown", "lang"),
    [
        ("Cllr Sam Hill", "Y Cyng. Sam Hill", ""),
        ("Prof. Sam Hill", "Yr Athro Sam Hill", ""),
        ("Mr Sam Hill", "Mr Sam Hill", ""),
        ("Sam ap Hill", "Sam ap Hill", ""),
        ("Natural Resources Wales", "Natural Resources Wales", "en"),
        ("a member of the press", "a member of the press", "en"),
        ("Mr and Mrs Hill", "Mr and Mrs Hill", "en"),
        ("Lord Mayor", "Lord Mayor", "en"),
        # What has a name in each language is called by that.
        ("Leader", "Arweinydd", ""),
        ("Clerk", "Clerc", ""),
        ("Cabinet", "Y Cabinet", ""),
    ],
)
def test_a_name_that_nobody_has_is_marked_where_it_is_words(
    tmp_path: Path, written: str, shown: str, lang: str
) -> None:
    small = plan(tmp_path, f"present: ['{written}']")
    [(text, marked, _)] = read_names(view_of(small, "cy").attendance[0])
    assert (text, marked) == (shown, lang)
    assert read_names(view_of(small, "en").attendance[0])[0][:2] == (written, "")


def test_letters_in_a_name_that_nobody_has_are_linked_and_marked(tmp_path: Path) -> None:
    small = plan(tmp_path, "attending: [the inspectors of CIW]")
    [name] = view_of(small, "cy").attendance[-1].names
    assert [(piece.text, piece.lang, bool(piece.href)) for piece in name.pieces] == [
        ("the inspectors of ", "en", False),
        ("CIW", "en", True),
    ]


def test_the_office_in_the_brackets_of_an_officer_is_named_in_the_language_of_the_page(tmp_path: Path) -> None:
    front = "attending: Dai Ellis (Leader), Sara Lewis (Clerk), Ann Other (Leader of the band), Jo Hill (Chair)"
    small = plan(tmp_path, front)
    welsh = view_of(small, "cy").attendance[-1].names
    assert [(join(name.note), name.note_lang) for name in welsh] == [
        ("Arweinydd", ""),
        ("Clerc", ""),
        ("Leader of the band", "en"),
        ("Cadeirydd", ""),
    ]
    english = view_of(small, "en").attendance[-1].names
    assert [(join(name.note), name.note_lang) for name in english] == [
        ("Leader", ""),
        ("Clerk", ""),
        ("Leader of the band", ""),
        ("Chair", ""),
    ]


def test_brackets_of_members_stay_as_written_and_initials_are_of_no_language(tmp_path: Path) -> None:
    small = plan(
        tmp_path, "present: Cllr Jane Rees (JR), Cllr Dai Ellis (Leader), Cllr Bethan Price (BP, until item 1)"
    )
    names = view_of(small, "cy").attendance[0].names
    assert [(join(name.note), name.note_lang) for name in names] == [
        ("JR", ""),
        ("Leader", "en"),
        ("BP, hyd eitem 1", ""),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("from item 3", "o eitem 3"),
        ("until agenda item 196/20", "hyd eitem 196/20"),
        ("from 3.40pm", "o 3.40pm"),
        ("up to noon", "hyd 12 hanner dydd"),
        ("from item 2 until item 5", "o eitem 2 hyd eitem 5"),
        ("from item 2; until item 5", "o eitem 2; hyd eitem 5"),
        ("chair, until item 2", "Cadeirydd, hyd eitem 2"),
        ("vice-chair, in the chair", "Is-gadeirydd, Cadeirydd"),
        ("BP, vice-chair", "BP, Is-gadeirydd"),
        ("substitute for Cllr Dai Ellis", "yn lle: Y Cyng. Dai Ellis"),
        ("substitute for the Leader", "yn lle: Arweinydd"),
        # What is not known stays as written, marked.
        ("on leave", "[on leave]"),
        ("unwell, until item 2", "[unwell], hyd eitem 2"),
        ("chair, for the Mayor, CIW", "Cadeirydd, [for the Mayor], [CIW]"),
        ("from the start", "[from the start]"),
        ("from 9", "[from 9]"),
        ("substitute for Natural Resources Wales", "yn lle: [Natural Resources Wales]"),
    ],
)
def test_notes_of_members_in_the_language_of_the_page(tmp_path: Path, written: str, shown: str) -> None:
    small = plan(tmp_path, f"present: ['Cllr Bethan Price ({written})']")
    welsh, english = (view_of(small, lang).attendance[0].names[0] for lang in ("cy", "en"))
    said = [(piece.text, piece.lang or welsh.note_lang) for piece in welsh.note]
    assert "".join(f"[{text}]" if lang == "en" else text for text, lang in said) == shown
    assert (join(english.note), english.note_lang) == (written, "")
    assert not any(piece.lang for piece in english.note)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Leader, from item 2", "Arweinydd, o eitem 2"),
        ("Director, Care and Health, until 4pm", "Cyfarwyddwr, Gofal ac Iechyd, hyd 4pm"),
        ("Leader, BP", "Arweinydd, BP"),
        ("Clerk, for item 4/25", "Clerc, [for item 4/25]"),
        ("Audit Wales, from item 2", "[Audit Wales], o eitem 2"),
    ],
)
def test_notes_of_officers_in_the_language_of_the_page(tmp_path: Path, written: str, shown: str) -> None:
    offices = (
        "leader: {title: {en: Leader, cy: Arweinydd}}\n"
        "director: {title: {en: 'Director, Care and Health', cy: 'Cyfarwyddwr, Gofal ac Iechyd'}}\n"
    )
    front = f"---\nattending: ['Bethan Price ({written})']\n---\n{PROSE}"
    small = plan_small(tmp_path, {f"content/{KEY}.md": front, "content/offices.yml": offices})
    name = view_of(small, "cy").attendance[-1].names[0]
    said = [(piece.text, piece.lang or name.note_lang) for piece in name.note]
    assert "".join(f"[{text}]" if lang == "en" else text for text, lang in said) == shown


def test_notes_of_welsh_minutes_on_an_english_page(tmp_path: Path) -> None:
    files = {
        f"content/{KEY}.cy.md": "---\npresent: Y Cyng. Jane Rees (cadeirydd, o eitem 2), Dai Ellis (tan 4pm)\n---\nGair.\n"
    }
    small = plan_small(tmp_path, files)
    names = view_of(small, "en").attendance[0].names
    assert [(join(name.note), name.note_lang) for name in names] == [("Chair, from item 2", ""), ("until 4pm", "")]
    names = view_of(small, "cy").attendance[0].names
    assert [join(name.note) for name in names] == ["cadeirydd, o eitem 2", "tan 4pm"]


@pytest.mark.parametrize(
    ("written", "english", "welsh", "lang"),
    [
        ("Nil", "None", "Dim", ""),
        ("None.", "None", "Dim", ""),
        ("4", "4", "4", ""),
        ("Some twenty", "Some twenty", "Some twenty", "en"),
    ],
)
def test_members_of_the_public(tmp_path: Path, written: str, english: str, welsh: str, lang: str) -> None:
    small = plan(tmp_path, f"present: [Jane Rees]\npublic: {written}")
    shown = {code: view_of(small, code).attendance[-1].words for code in ("en", "cy")}
    assert [(piece.text, piece.lang) for piece in shown["en"]] == [(english, "")]
    assert [(piece.text, piece.lang) for piece in shown["cy"]] == [(welsh, lang)]


def test_the_note_of_an_approval_is_marked(tmp_path: Path) -> None:
    small = plan(tmp_path, "minutes: approved\napproved: 2024-03-06 (with a correction)")
    assert '<span class="mb-meta">(with a correction)</span>' in small.render(f"{KEY}/")
    assert '<span class="mb-meta" lang="en">(with a correction)</span>' in small.render(f"cy/{KEY}/")


def test_documents_are_called_as_the_minutes_of_the_page_link_them(tmp_path: Path) -> None:
    write_files(tmp_path, {f"content/{KEY}/{name}.txt": "x" for name in ("plan", "report", "survey")})
    english = "[The report](2024-01-10/report.txt), [the plan](2024-01-10/plan.txt)"
    files = {
        f"content/{KEY}.md": f"{PROSE}\n{english}\n",
        f"content/{KEY}.cy.md": f"{WELSH}\n[Yr adroddiad](2024-01-10/report.txt)\n",
    }
    small = plan_small(tmp_path, files)
    shown = {
        lang: [(document.link.text, document.link.lang) for document in view_of(small, lang).documents]
        for lang in ("en", "cy")
    }
    assert shown["en"] == [("survey.txt", ""), ("The report", ""), ("the plan", "")]
    assert shown["cy"] == [("survey.txt", ""), ("Yr adroddiad", ""), ("the plan", "en")]


def test_the_button_that_copies_has_no_words_of_another_language(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": "## Apologies\n\nNone.\n"})
    buttons = {lang: found.button for lang in ("en", "cy") if (found := view_of(small, lang).link_help)}
    assert buttons == {"en": "Copy link: Apologies", "cy": "Copïo'r ddolen"}


def test_nobody_knows_in_which_language_a_change_was_told(tmp_path: Path) -> None:
    history = {f"content/{KEY}.md": (Change(date(2024, 1, 12), "a" * 40, "Mend <item> 1"),)}
    small = plan_small(tmp_path, {f"content/{KEY}.md": PROSE}, history=history)
    for page in (f"{KEY}/", f"cy/{KEY}/"):
        assert '</time>: <span lang="">Mend &lt;item&gt; 1</span></li>' in small.render(page)


def test_other_names_of_an_office_are_not_its_titles(tmp_path: Path) -> None:
    offices = (
        "leader: {title: {en: Leader, cy: Arweinydd}, also: [Arweinydd, leader, Head of the Cabinet, Yr Arweinydd]}\n"
    )
    small = plan_small(tmp_path, {f"content/{KEY}.md": PROSE, "content/offices.yml": offices})
    for page in ("offices/leader/", "cy/offices/leader/"):
        assert cast("OfficeView", small.views[page].body).also == "Head of the Cabinet; Yr Arweinydd"
        assert '<span lang="">Head of the Cabinet; Yr Arweinydd</span>' in small.render(page)


def test_data_of_a_meeting_say_their_language_where_it_is_another(tmp_path: Path) -> None:
    bodies = "council: {name: Full Council, kind: council}\ncabinet: {name: {en: Cabinet, cy: Y Cabinet}}\n"
    people = "{}\n"
    small = plan_small(
        tmp_path,
        {
            f"content/{KEY}.md": f"---\nplace: {{en: Town Hall, cy: Neuadd y Dref}}\n---\n{PROSE}",
            "content/bodies.yml": bodies,
            "content/people.yml": people,
        },
    )
    english, welsh = (json.loads(small.views[f"{prefix}{KEY}/"].json_ld) for prefix in ("", "cy/"))
    assert (english["inLanguage"], english["location"]["name"]) == ("en", "Town Hall")
    assert english["organizer"]["name"] == "Full Council"
    # The Welsh page shows the English minutes, so what is Welsh says so.
    assert welsh["inLanguage"] == "en"
    assert welsh["location"]["name"] == {"@language": "cy", "@value": "Neuadd y Dref"}
    assert welsh["organizer"]["name"] == "Full Council"
    assert welsh["organizer"]["parentOrganization"]["name"] == {"@language": "cy", "@value": "Cyngor Prawf"}
    assert welsh["name"] == {"@language": "cy", "@value": "Full Council, 10 Ionawr 2024"}


@pytest.mark.parametrize(
    ("files", "site"),
    [
        ({f"content/{KEY}.md": PROSE, f"content/{KEY}.cy.md": "## 1. Un\n\nGair.\n"}, ""),
        ({f"content/{KEY}.md": "---\nplace: {en: Town Hall, cy: Neuadd y Dref}\n---\n"}, ""),
        ({f"content/{KEY}.md": PROSE}, "missing: link\n"),
    ],
)
def test_data_of_a_page_that_shows_no_minutes_in_another_language_are_in_its_own(
    tmp_path: Path, files: dict[str, str], site: str
) -> None:
    files["content/site.yml"] = f"name: {{en: Test Council, cy: Cyngor Prawf}}\nlanguages: [en, cy]\n{site}"
    small = plan_small(tmp_path, files)
    for lang, prefix in (("en", ""), ("cy", "cy/")):
        data = json.loads(small.views[f"{prefix}{KEY}/"].json_ld)
        assert data["inLanguage"] == lang
        assert isinstance(data["name"], str)


def test_data_of_a_term_say_the_language_of_what_is_said_of_it_where_it_is_another(tmp_path: Path) -> None:
    glossary = "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, about: {en: It inspects.}}\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": PROSE, "glossary.yml": glossary})
    [english] = json.loads(small.views["glossary/"].json_ld)["hasDefinedTerm"]
    [welsh] = json.loads(small.views["cy/glossary/"].json_ld)["hasDefinedTerm"]
    assert (english["inLanguage"], english["description"]) == ("en", "It inspects.")
    assert (welsh["inLanguage"], welsh["name"]) == ("cy", "Arolygiaeth Gofal Cymru")
    assert welsh["description"] == {"@language": "en", "@value": "It inspects."}
