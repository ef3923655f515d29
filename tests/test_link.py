"""Linking: languages of one meeting, references, plans, people, documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from minutebook.model import Action, Decision, Register, Target, Update
from minutebook.pipeline import Options, read_content
from tests.support.sites import write_files

BASE = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council, kind: council}\ncabinet: {name: Cabinet}\n",
    "content/people.yml": (
        "jane-rees: {name: Jane Rees, memberships: [{body: council}]}\n"
        "dai-ellis: {name: Dai Ellis, memberships: [{body: council}]}\n"
    ),
    "content/offices.yml": "clerk-of-works: {title: Clerk of Works}\n",
}
MEETING = "council/2024-01-10"


def link(root: Path, files: dict[str, str], *, drafts: bool = False) -> Register:
    write_files(root, {**BASE, **files})
    options = Options(root=root, site=root / "site", today=date(2024, 6, 1), drafts=drafts)
    checked = read_content(options, lambda stage, seconds: None)
    assert checked.register is not None
    assert not checked.report.errors, [str(found) for found in checked.report.errors]
    return checked.register


def test_a_decision_and_the_action_that_ends_it_are_both_paired(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## 5. Roads\n\nRESOLVED: to mend it. Action: Jane Rees.\n",
            "content/council/2024-01-10.cy.md": "## 5. Ffyrdd\n\nPENDERFYNWYD: ei thrwsio. Gweithredu: Jane Rees.\n",
        },
    )
    decision = register.records[f"{MEETING}#item-5-decision-1"]
    action = register.records[f"{MEETING}#item-5-action-1"]
    assert isinstance(decision, Decision)
    assert isinstance(action, Action)
    assert [text.lang for text in decision.texts] == ["en", "cy"]
    assert [text.lang for text in action.texts] == ["en", "cy"]
    assert [owner.id for owner in action.owners] == ["jane-rees"]


def test_items_match_by_number_whatever_their_order(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## 1. Apologies\n\nNone.\n\n## 2. Roads\n\nWet.\n",
            "content/council/2024-01-10.cy.md": "## 2. Ffyrdd\n\nGwlyb.\n\n## 1. Ymddiheuriadau\n\nDim.\n",
        },
    )
    version = register.meetings[MEETING].version("cy")
    assert version is not None
    assert [(item.anchor, item.title) for item in version.items] == [("item-2", "Ffyrdd"), ("item-1", "Ymddiheuriadau")]


def test_items_without_numbers_match_in_order_and_take_the_first_anchor(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## Apologies\n\nNone.\n\n## Roads\n\n### Main points\n\nWet.\n",
            "content/council/2024-01-10.cy.md": "## Ymddiheuriadau\n\nDim.\n\n## Ffyrdd\n\n### Prif bwyntiau\n\nGwlyb.\n",
        },
    )
    version = register.meetings[MEETING].version("cy")
    assert version is not None
    assert [item.anchor for item in version.items] == ["apologies", "roads"]
    assert set(register.prose["content/council/2024-01-10.cy.md"].anchors.values()) == {"roads-main-points"}


def test_an_item_of_the_further_language_only_keeps_its_records(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## 1. Apologies\n\nNone.\n",
            "content/council/2024-01-10.cy.md": "## 1. Ymddiheuriadau\n\nDim.\n\n## 2. Ffyrdd\n\nPENDERFYNWYD: trwsio.\n",
        },
    )
    (record,) = register.records.values()
    assert record.listed
    assert record.item == "item-2"


def test_more_records_in_welsh_are_shown_but_not_listed(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## 5. Roads\n\nRESOLVED: to mend it.\n",
            "content/council/2024-01-10.cy.md": "## 5. Ffyrdd\n\nPENDERFYNWYD: trwsio.\n\nCYTUNWYD: talu.\n",
        },
    )
    listed = {key: record.listed for key, record in register.records.items()}
    assert listed == {
        f"{MEETING}#item-5-decision-1": True,
        f"{MEETING}#item-5-decision-cy-1": False,
        f"{MEETING}#item-5-decision-cy-2": False,
    }


def test_records_match_by_the_anchor_that_both_have(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": "## 5. Roads\n\nRESOLVED: one. {#one}\n\nRESOLVED: two. {#two}\n",
            "content/council/2024-01-10.cy.md": "## 5. Ffyrdd\n\nPENDERFYNWYD: dau. {#two}\n\nPENDERFYNWYD: un. {#one}\n",
        },
    )
    assert register.records[f"{MEETING}#two"].texts[1].text.startswith("PENDERFYNWYD: dau")
    assert register.records[f"{MEETING}#one"].texts[1].text.startswith("PENDERFYNWYD: un")


def test_minutes_in_welsh_only_hold_their_own_facts(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.cy.md": "---\ntime: 7pm\npresent: Cyng. Jane Rees\n---\n\n## 1. Ymddiheuriadau\n\nDim.\n"
        },
    )
    meeting = register.meetings[MEETING]
    assert [version.lang for version in meeting.versions] == ["cy"]
    assert meeting.time is not None
    assert meeting.attendees[0].who.id == "jane-rees"


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("#item-5", Target("item", f"{MEETING}#item-5")),
        ("#mend-it", Target("record", f"{MEETING}#mend-it")),
        ("council/2024-01-10", Target("meeting", MEETING)),
        ("council/2024-01-10#item-5", Target("item", f"{MEETING}#item-5")),
        ("mend-it", Target("record", f"{MEETING}#mend-it")),
        ("people/jane-rees", Target("person", "jane-rees")),
        ("jane-rees", Target("person", "jane-rees")),
        ("offices/clerk-of-works", Target("office", "clerk-of-works")),
        ("cabinet", Target("body", "cabinet")),
        ("about", Target("page", "about")),
        ("CIW", Target("term", "ciw")),
        ("glossary/ciw", Target("term", "ciw")),
        ("plans/care", Target("plan", "care")),
        ("plans/care#staff", Target("plan-action", "care#staff")),
    ],
)
def test_references(tmp_path: Path, written: str, target: Target) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": f"## 5. Roads\n\nRESOLVED: to mend it. {{#mend-it}}\n\nSee [[{written}]].\n",
            "content/pages/about.md": "# About\n\nWe meet.\n",
            "content/plans/care.yml": "title: Care\nbody: council\nactions: [{id: staff, title: Staff}]\n",
            "glossary.yml": "CIW: Care Inspectorate Wales\n",
        },
    )
    assert register.prose["content/council/2024-01-10.md"].references == {written: target}


def test_a_plan_takes_title_owner_and_date_from_the_record_it_was_raised_by(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": (
                "## 5. Roads\n\nACTION: Clerk of Works and Jane Rees to mend the wall by 5 May 2024. {#wall}\n"
            ),
            "content/plans/care.yml": (
                "title: Care\nbody: council\nactions:\n  - id: wall\n    raised: council/2024-01-10#wall\n"
                "    history: [{date: 2024-02, status: Complete}]\n"
            ),
        },
    )
    (action,) = register.plans["care"].actions
    assert [owner.id for owner in action.owners] == ["clerk-of-works", "jane-rees"]
    assert action.due is not None
    assert action.due.first == date(2024, 5, 5)
    assert action.raised == f"{MEETING}#wall"
    assert action.status == "blue"


def test_documents_belong_to_the_item_that_links_them_first(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": (
                "[Agenda](2024-01-10/agenda.txt)\n\n## 5. Roads\n\n[The report](2024-01-10/report.txt)\n"
            ),
            "content/council/2024-01-10/agenda.txt": "a",
            "content/council/2024-01-10/report.txt": "ab",
            "content/council/2024-01-10/map.txt": "abc",
        },
    )
    documents = register.meetings[MEETING].documents
    assert [(entry.find_title("en"), entry.item, entry.size) for entry in documents] == [
        ("Agenda", "", 1),
        ("The report", "item-5", 2),
        ("map.txt", "", 3),
    ]
    assert documents[2].title is None


def test_documents_are_called_as_each_language_links_them(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": (
                "## 5. Roads\n\n[The report](2024-01-10/report.txt) and [it again](2024-01-10/report.txt)\n\n"
                "```documents\n- {title: {en: Map, cy: Map o'r fro}, file: map.txt}\n```\n"
            ),
            "content/council/2024-01-10.cy.md": (
                "[Y cynllun](2024-01-10/plan.txt)\n\n## 5. Ffyrdd\n\n[Yr adroddiad](2024-01-10/report.txt)\n"
            ),
            **{f"content/council/2024-01-10/{name}.txt": "a" for name in ("map", "plan", "report")},
        },
    )
    found = {entry.path.rpartition("/")[2]: entry for entry in register.meetings[MEETING].documents}
    titles = {name: entry.title.by_lang for name, entry in found.items() if entry.title}
    assert titles == {
        "map.txt": (("en", "Map"), ("cy", "Map o'r fro")),
        "plan.txt": (("cy", "Y cynllun"),),
        "report.txt": (("en", "The report"), ("cy", "Yr adroddiad")),
    }
    assert (found["report.txt"].item, found["plan.txt"].item) == ("item-5", "")


def test_chair_is_marked_among_those_present(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": (
                "---\nchair: Cllr Dai Ellis\npresent: Cllr Jane Rees, Cllr D Ellis\n---\n\n## 1. Apologies\n\nNone.\n"
            )
        },
    )
    assert [(entry.who.id, entry.chair) for entry in register.meetings[MEETING].attendees] == [
        ("jane-rees", False),
        ("dai-ellis", True),
    ]


def test_what_is_not_published_is_in_no_register(tmp_path: Path) -> None:
    files = {
        "content/council/2024-01-10.md": "## 1. Apologies\n\nNone.\n",
        "content/council/2024-02-10.md": "---\npublish: no\n---\n\n## 5. Roads\n\nRESOLVED: to mend it.\n",
        "content/council/2024-02-10/report.txt": "a",
    }
    register = link(tmp_path, files)
    assert list(register.meetings) == [MEETING]
    assert not register.records
    with_drafts = link(tmp_path, files, drafts=True)
    assert list(with_drafts.meetings) == [MEETING, "council/2024-02-10"]
    assert with_drafts.meetings["council/2024-02-10"].documents


def test_an_update_of_a_decision_is_prose(tmp_path: Path) -> None:
    register = link(
        tmp_path,
        {
            "content/council/2024-01-10.md": (
                "## 5. Roads\n\nRESOLVED: to mend it. {#mend-it}\n\nUPDATE (mend-it; green): It is mended.\n"
            )
        },
    )
    assert [type(record) for record in register.records.values()] == [Decision]


def test_the_chair_is_the_member_of_that_name_with_or_without_title(tmp_path: Path) -> None:
    front = "---\npresent: Mr Jones, Mrs Jones, Cllr Sam Hill\nchair: {chair}\n---\n"
    for chair, wanted in (("Sam Hill", "Cllr Sam Hill"), ("Mrs Jones", "Mrs Jones")):
        register = link(tmp_path, {"content/council/2024-01-10.md": front.format(chair=chair)})
        attendees = register.meetings[MEETING].attendees
        assert [entry.who.text for entry in attendees if entry.chair] == [wanted]
        assert len(attendees) == 3


def test_a_record_that_is_not_published_is_found_in_drafts_only(tmp_path: Path) -> None:
    files = {
        "content/council/2024-01-10.md": (
            "## 1. Gates\n\n[[secret-gate]]\n\nUPDATE (secret-gate; green): Mended.\n\n"
            "```update\nto: secret-gate\ntext: It is mended.\n```\n"
        ),
        "content/council/2024-03-13.md": "---\npublish: no\n---\n\n## 1. Gates\n\nACTION: Jane Rees to mend. {#secret-gate}\n",
        "content/plans/care.yml": "body: council\nactions:\n  - {id: work, raised: secret-gate}\n",
    }
    register = link(tmp_path, files)
    path, key = "content/council/2024-01-10.md", "council/2024-03-13#secret-gate"
    assert register.prose[path].references == {"secret-gate": Target("hidden", "secret-gate")}
    assert [record.to for record in register.records.values() if isinstance(record, Update)] == [""]
    assert register.plans["care"].actions[0].raised is None
    register = link(tmp_path, files, drafts=True)
    assert register.prose[path].references == {"secret-gate": Target("record", key)}
    assert [record.to for record in register.records.values() if isinstance(record, Update)] == [key, key]
    assert register.plans["care"].actions[0].raised == key
