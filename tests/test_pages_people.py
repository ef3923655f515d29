"""People, offices and attendance: who stands where, what is counted and what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from minutebook.pages.attendance import AttendanceView
from minutebook.pages.offices import OfficesView, OfficeView
from minutebook.pages.people import PeopleView, PersonView
from tests.support.registers import Small, plan_small
from tests.test_pages_registers import write_out

PEOPLE = """\
    zoe-adams:
      name: Zoe Adams
      contact: zoe@example.org
      about: {en: Ward one., cy: Ward un.}
      memberships: [{body: council, role: chair, from: 2024-02}]
      offices: [{office: leader, from: 2024-02-01}]
    ann-zander:
      name: Ann Zander
      also: [A. Zander]
      memberships: [{body: council, from: 2020-01-01, to: 2024-01-31}]
      offices: [{office: leader, from: 2020, to: 2024-01-31}]
    max-baker: {name: Max Baker, memberships: [{body: council}]}
    kit-clerk: {name: Kit Clerk, contact: "By post, Town Hall"}
    """
FILES = {
    "content/bodies.yml": "council: {name: {en: Council, cy: Y Cyngor}, clerk: kit-clerk}\n",
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}, also: [The Leader]}\ntreasurer: {title: Treasurer}\n",
    "content/people.yml": PEOPLE,
    "content/council/2024-01-10.md": """\
        ---
        present: Ann Zander, Max Baker
        attending: Kit Clerk (Clerk)
        ---
        ## 1. Start

        AGREED to begin. (proposed by Max Baker, seconded by Ann Zander)

        Max Baker DECLARED a prejudicial interest in item 1 and left the meeting.
        """,
    "content/council/2024-02-10.md": """\
        ---
        present: Zoe Adams (chair)
        remote: Pat Guest
        apologies: Max Baker
        ---
        ## 1. Roof

        ACTION (Zoe Adams; by 1 March 2024): Mend the roof.

        ACTION (Zoe Adams; blue): Buy tiles.

        ACTION (Leader): Thank the roofers.
        """,
    "content/council/2024-03-10.md": "---\npresent: Zoe Adams\n---\n## 1. End\n\nNOTED.\n",
    "content/council/2024-04-10.md": "## 1. Nobody was written down\n\nNOTED.\n",
    "content/council/2024-04-20.md": "---\nstatus: cancelled\npresent: Zoe Adams\n---\n",
    "content/council/2024-12-10.md": "---\nstatus: scheduled\npresent: Zoe Adams\n---\n",
    "content/plans/one.yml": """\
        title: One
        body: council
        actions: [{id: save, title: Save money, owner: leader, due: 2024-03, history: [{date: 2024-02-10, status: red}]}]
        """,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES, today=date(2024, 6, 1))


def view_person(small: Small, person: str) -> PersonView:
    return cast("PersonView", small.views[f"people/{person}/"].body)


def test_members_stand_first_by_surname(small: Small) -> None:
    view = cast("PeopleView", small.views["people/"].body)
    names = [(group.id, [row.link.text for part in group.initials for row in part.rows]) for group in view.groups]
    assert names == [("_members", ["Zoe Adams", "Max Baker"]), ("_others", ["Kit Clerk", "Ann Zander"])]


def test_the_list_says_what_somebody_is_now(small: Small) -> None:
    view = cast("PeopleView", small.views["people/"].body)
    parts = {
        row.link.text: write_out(row.parts) for group in view.groups for part in group.initials for row in part.rows
    }
    assert parts == {
        "Zoe Adams": "Leader; Chair of Council",
        "Max Baker": "Council",
        "Kit Clerk": "Clerk of Council",
        "Ann Zander": "",
    }


def test_a_long_list_has_a_heading_for_each_initial(tmp_path: Path) -> None:
    names = "".join(f"p{number}: {{name: Jo {chr(65 + number % 4)}name{number}}}\n" for number in range(44))
    small = plan_small(
        tmp_path,
        {
            "content/people.yml": names,
            "content/bodies.yml": "council: {name: Council}\n",
            "content/offices.yml": "{}\n",
            "content/council/2024-01-10.md": "Words.\n",
        },
    )
    [group] = cast("PeopleView", small.views["people/"].body).groups
    assert [part.letter for part in group.initials] == ["A", "B", "C", "D"]
    assert sum(len(part.rows) for part in group.initials) == 44


def test_offices_and_memberships_say_since_when(small: Small) -> None:
    zoe, ann = view_person(small, "zoe-adams"), view_person(small, "ann-zander")
    assert [office.text for office in zoe.offices] == ["Leader"]
    [membership] = zoe.memberships_now
    assert membership.role is not None
    assert (membership.link.text, membership.role.text, membership.period) == (
        "Council",
        "Chair",
        "Since February 2024",
    )
    assert (ann.offices, ann.memberships_now) == ((), ())
    assert [row.period for row in ann.memberships_before] == ["1 January 2020 to 31 January 2024"]
    assert [row.period for row in ann.office_rows] == ["2020 to 31 January 2024"]
    assert ann.also == "A. Zander"


def test_only_an_address_of_e_mail_is_linked(small: Small) -> None:
    zoe, kit = view_person(small, "zoe-adams").contact, view_person(small, "kit-clerk").contact
    assert zoe is not None
    assert kit is not None
    assert (zoe.text, zoe.href, zoe.lang) == ("zoe@example.org", "mailto:zoe@example.org", "")
    assert (kit.text, kit.href, kit.lang) == ("By post, Town Hall", "", "")
    zoe, kit = (cast("PersonView", small.views[f"cy/people/{id}/"].body).contact for id in ("zoe-adams", "kit-clerk"))
    assert zoe is not None
    assert kit is not None
    assert ((zoe.href, zoe.lang), kit.lang) == (("mailto:zoe@example.org", ""), "en")
    assert [body.text for body in view_person(small, "kit-clerk").clerk_of] == ["Council"]


def test_a_persons_actions_stand_open_first(small: Small) -> None:
    zoe = view_person(small, "zoe-adams")
    assert [(group.id, [entry.passage.lead for entry in group.entries]) for group in zoe.open_actions] == [
        ("_overdue", ["Mend the roof."])
    ]
    assert zoe.done_actions is not None
    assert [entry.passage.lead for entry in zoe.done_actions.entries] == ["Buy tiles."]


def test_a_person_is_found_where_they_proposed_seconded_and_declared(small: Small) -> None:
    max_, ann = view_person(small, "max-baker"), view_person(small, "ann-zander")
    assert [(row.part, row.verb, row.place.item.text) for row in max_.deeds.motions] == [
        ("Proposer", "Agreed", "Start")
    ]
    assert [row.part for row in ann.deeds.motions] == ["Seconder"]
    [declared] = max_.deeds.declarations
    assert declared.remarks == ("Prejudicial", "Left the meeting")
    assert declared.place.item.href.startswith("../../council/2024-01-10/#item-1-declaration-1")


def test_the_page_of_somebody_whom_no_minutes_name_says_so(tmp_path: Path) -> None:
    files = {"content/council/2024-01-10.md": "---\npresent: Jane Rees\n---\n## 1. A\n\nWords.\n"}
    small = plan_small(tmp_path, files)
    assert not view_person(small, "jane-rees").nothing
    assert view_person(small, "sara-lewis").nothing
    assert "The minutes record nothing else of this person." in small.render("people/sara-lewis/")


def test_attendance_counts_what_fell_into_a_membership(small: Small) -> None:
    view = cast("AttendanceView", small.views["attendance/"].body)
    [council] = view.bodies
    [table] = council.tables
    assert (table.heading, table.counted) == (
        "2024 (3 meetings)",
        "Attendance is recorded for 3 meetings of the 4 held.",
    )
    assert [
        (row.member.text, row.recorded_member, row.meetings, row.present, row.apologies, row.absent, row.unrecorded)
        for row in table.rows
    ] == [
        ("Zoe Adams", True, 2, 2, 0, 0, 0),
        ("Max Baker", True, 3, 1, 1, 0, 1),
        ("Ann Zander", True, 1, 1, 0, 0, 0),
        ("Pat Guest", False, 1, 1, 0, 0, 0),
    ]
    assert table.others


def test_a_joint_meeting_counts_for_the_members_of_each_body(tmp_path: Path) -> None:
    files = {
        "content/council/2024-01-10.md": "---\nwith: cabinet\npresent: Jane Rees, Owen Adda, Dai Ellis\n---\n## 1. A\n\nNOTED.\n"
    }
    view = cast("AttendanceView", plan_small(tmp_path, files).views["attendance/"].body)
    rows = {
        body.body.text: [(row.member.text, row.present, row.recorded_member) for row in body.tables[0].rows]
        for body in view.bodies
    }
    assert rows == {
        "Council": [("Owen Adda", 1, True), ("Dai Ellis", 1, True), ("Jane Rees", 1, True)],
        "Cabinet": [("Dai Ellis", 1, True), ("Jane Rees", 1, True)],
    }


def test_a_page_of_a_person_has_the_same_counts(small: Small) -> None:
    [row] = view_person(small, "max-baker").presence
    assert (row.body.text, row.tally.meetings, row.tally.present, row.tally.apologies) == ("Council", 3, 1, 1)
    assert [meeting.text for meeting in view_person(small, "zoe-adams").deeds.attended] == [
        "Council, 10 March 2024",
        "Council, 10 February 2024",
    ]


def test_offices_say_who_holds_them(small: Small) -> None:
    view = cast("OfficesView", small.views["offices/"].body)
    assert [(row.link.text, write_out(row.holders)) for row in view.rows] == [
        ("Leader", "[Zoe Adams](../people/zoe-adams/)"),
        ("Treasurer", ""),
    ]


def test_an_office_lists_its_holders_its_actions_and_its_part_in_plans(small: Small) -> None:
    leader = cast("OfficeView", small.views["offices/leader/"].body)
    assert [(row.link.text, row.period) for row in leader.now] == [("Zoe Adams", "Since 1 February 2024")]
    assert [row.link.text for row in leader.before] == ["Ann Zander"]
    assert [entry.passage.lead for group in leader.open_actions for entry in group.entries] == ["Thank the roofers."]
    [planned] = leader.planned
    assert (planned.action.title.text, planned.action.title.href) == ("Save money", "../../plans/one/#save")
    assert planned.action.overdue
    treasurer = small.render("offices/treasurer/")
    assert "Nobody holds this office now." in treasurer
    assert "The minutes record no action of this office." in treasurer
