"""Terms outside the minutes: in titles, plans, attendance and the names of owners. What is linked or stands in a title is in the page's list."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import cast

import pytest

from minutebook.pages.actions import ActionsView
from minutebook.pages.meetings import MeetingView
from minutebook.pages.plans import PlansView, PlanView
from minutebook.pages.term_links import TermLink, join
from minutebook.pages.used_terms import UsedTerm
from minutebook.views import LinkView
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import build_site, write_files

FILES = {
    "glossary.yml": """\
        CIW: {en: Care Inspectorate Wales}
        NRW: {en: Natural Resources Wales}
        EHA: {en: Early Help Assessment}
        SAB: {en: SuDS Approving Body}
        SEN: {en: special educational needs}
        OLD: {en: the plan of old, until: 2019}
        ZED: {en: the last letter}
        AA: {en: Automobile Association}
        AR: {en: Annual Report}
        """,
    "content/council/2024-01-10.md": """\
        ---
        present: Jane Rees, Ann Ray (AR)
        attending: Joanna Felstead (CIW), NRW, Zoe AA Jones, Dai Ellis (Head of SEN)
        public: two from the SAB
        ---

        ## 1. The EHA

        RESOLVED to wait.

        RECOMMENDED to Cabinet that it wait.

        ACTION (CIW; by 5 May): Write.

        ACTION (AA Jones; by 5 May): Ring.

        ACTION (Leader; by 5 May): Read.

        ## 2. Nothing of note

        It was so.
        """,
    "content/council/2024-02-10.md": "---\nattending: [Joanna Felstead (CIW)]\nstatus: held\n---\n",
    "content/plans/care.yml": """\
        title: {en: Plan of the SAB, cy: Cynllun y SAB}
        about: {en: What NRW asked for.}
        body: council
        actions:
          - {id: one, title: Answer CIW, owner: [SEN, leader]}
          - {id: two, title: Wait, owner: [Zed Jones, ZED Smith]}
        """,
    "content/plans/old.yml": """\
        title: Plan of OLD
        body: council
        to: 2018
        actions: [{id: one, title: Wait}]
        """,
    "content/plans/new.yml": """\
        title: Plan of OLD
        body: council
        actions: [{id: one, title: Wait}]
        """,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES)


def list_at_end(small: Small, path: str) -> list[str]:
    return [cast("UsedTerm", term).letters.text for term in small.views[path].terms]


def show(pieces: tuple[LinkView, ...]) -> str:
    """Write words with their terms in square brackets."""
    return "".join(f"[{piece.text}]" if isinstance(piece, TermLink) else piece.text for piece in pieces)


# Plans


def test_a_plan_lists_the_terms_in_its_titles(small: Small) -> None:
    assert list_at_end(small, "plans/care/") == ["CIW", "NRW", "SAB", "SEN"]
    html = small.render("plans/care/")
    assert "Acronyms and terms used on this page" in html
    # A heading holds no link but its own.
    assert "<h3>Answer CIW <a" in html


def test_a_plans_own_words_are_linked(small: Small) -> None:
    view = cast("PlanView", small.views["plans/care/"].body)
    assert view.about is not None
    assert show(view.about.pieces) == "What [NRW] asked for."
    [row] = [row for row in cast("PlansView", small.views["plans/"].body).rows if row.about]
    assert row.about is not None
    assert show(row.about.pieces) == "What [NRW] asked for."
    assert list_at_end(small, "plans/") == ["NRW", "OLD", "SAB"]
    assert '<a class="term" href="../../glossary/#nrw">NRW</a>' in small.render("plans/care/")


def test_a_plan_that_has_ended_means_what_was_meant_then(small: Small) -> None:
    assert list_at_end(small, "plans/old/") == ["OLD"]
    assert list_at_end(small, "plans/new/") == []
    assert "Acronyms and terms used on this page" not in small.render("plans/new/")


# Titles in registers


@pytest.mark.parametrize(
    "path", ["decisions/", "decisions/2024/", "actions/", "actions/2024/", "recommendations/", "offices/leader/"]
)
def test_letters_in_the_titles_of_items_are_in_the_list(small: Small, path: str) -> None:
    assert "EHA" in list_at_end(small, path)
    # In no title, and in no other words of these pages.
    assert "ZED" not in list_at_end(small, path)


def test_a_person_lists_the_titles_of_what_they_had_a_part_in(tmp_path: Path) -> None:
    files = {**FILES, "content/council/2024-03-10.md": "## 1. The ZED\n\nRESOLVED to wait (proposed by Jane Rees).\n"}
    small = plan_small(tmp_path, files)
    assert list_at_end(small, "people/jane-rees/") == ["ZED"]
    assert list_at_end(small, "people/owen-adda/") == []


# Attendance and owners


def test_roles_of_those_who_attended_are_linked(small: Small) -> None:
    view = cast("MeetingView", small.views["council/2024-01-10/"].body)
    groups = {group.label: group for group in view.attendance}
    assert [(show(name.pieces), show(name.note)) for name in groups["In attendance"].names] == [
        ("Joanna Felstead", "[CIW]"),
        ("[NRW]", ""),
        ("Zoe AA Jones", ""),
        ("Dai Ellis", "Head of [SEN]"),
    ]
    # Somebody's initials are no acronym.
    assert [show(name.note) for name in groups["Present"].names] == ["", "AR"]
    assert show(groups["Members of the public"].words) == "two from the [SAB]"
    assert {"CIW", "NRW", "SEN", "SAB", "EHA"} <= {term.letters.text for term in view.terms}
    assert '<span class="mb-meta"><a class="term" href="../../glossary/#ciw">CIW</a></span>' in small.render(
        "council/2024-01-10/"
    )


def test_a_meeting_without_minutes_lists_what_its_attendance_links(small: Small) -> None:
    view = cast("MeetingView", small.views["council/2024-02-10/"].body)
    assert view.record is None
    assert [term.letters.text for term in view.terms] == ["CIW"]


def test_an_owner_whom_nobody_knows_is_linked_unless_it_may_be_a_person(small: Small) -> None:
    entries = [
        entry
        for group in cast("ActionsView", small.views["actions/"].body).groups
        for entry in group.entries
        if entry.place.datetime == "2024-01-10"
    ]
    assert [show(entry.owners) for entry in entries] == ["[CIW]", "AA Jones", "Leader"]
    assert '<a class="term" href="../glossary/#ciw">CIW</a>' in small.render("actions/")
    glances = cast("MeetingView", small.views["council/2024-01-10/"].body).glances.views[-1]
    assert show(glances.entries[0].facts[0].pieces) == "[CIW]"
    planned = cast("PlanView", small.views["plans/care/"].body).actions
    assert [show(action.owners) for action in planned] == ["[SEN] and Leader", "Zed Jones and ZED Smith"]
    assert join(planned[0].owners) == "SEN and Leader"


# On paper


def test_what_is_folded_away_is_shown_on_paper_alone(
    tmp_path: Path, serve_site: ServeSite, open_page: OpenPage
) -> None:
    root = write_files(tmp_path / "council", {path: dedent(text) for path, text in (COUNCIL | FILES).items()})
    site = tmp_path / "site"
    build_site(root, site)
    page = open_page()
    page.goto(serve_site(site) + "plans/care/")
    folded = page.locator(".mb-page-terms dl")
    shown = "one => one.checkVisibility({contentVisibilityAuto: true})"
    assert folded.evaluate(shown) is False
    closed = page.locator(".mb-page-terms").evaluate("one => one.offsetHeight")
    page.emulate_media(media="print")
    assert folded.evaluate(shown) is True
    assert page.locator(".mb-page-terms").evaluate("one => one.offsetHeight") > closed + 50
    page.emulate_media(media="screen")
    assert folded.evaluate(shown) is False
