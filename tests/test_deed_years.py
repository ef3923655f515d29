"""The page of a person or an office of whom more is recorded than fits shows the most pressing and the latest, and leads to a page for each year."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from minutebook.pages import room
from minutebook.pages.deed_years import DeedsView, DeedsYearView
from minutebook.pages.offices import OfficeView
from minutebook.pages.people import PersonView
from minutebook.pages.registers import PartsView, YearsView
from minutebook.pages.room import has_room, share
from minutebook.pipeline import Options
from tests.support.axe import Axe
from tests.support.laws import find_all_breaches
from tests.support.pages_server import ServeSite
from tests.support.rebuilding import Rebuilder, Rebuilt
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import TODAY, build_site, write_files
from tests.support.validator import ValidateHtml

MINUTES = """\
---
present: Jane Rees, Dai Ellis
---
## 1. One

Jane Rees DECLARED a personal interest in item 1.

AGREED: so. (proposed by Jane Rees, seconded by Dai Ellis)

For: Jane Rees, Dai Ellis. Against: Bethan Price.

ACTION (Jane Rees; {due}): Ask them.

ACTION (Leader): Tell them.
"""
DAYS = {
    "council/2022-05-10": "by 1 June 2030",
    "council/2023-05-10": "by 1 June 2023",
    "cabinet/2023-06-10": "by 1 July 2029",
    "council/2024-01-10": "soon",
    "cabinet/2024-01-12": "by 1 February 2024",
    "council/2024-03-10": "soon",
    "cabinet/2024-03-10": "by 1 April 2024",
}
FILES = {f"content/{key}.md": MINUTES.format(due=due) for key, due in DAYS.items()} | {
    "content/council/2024-05-10.md": "---\npresent: Jane Rees\n---\n## 1. Two\n\n"
    "UPDATE (council/2023-05-10#item-1-action-1; blue): It is done.\n\n"
    "UPDATE (council/2024-01-10#item-1-action-1; blue): It is done.\n",
}
"""Of Jane Rees are recorded 7 actions, two of them done, 7 motions, votes and declarations, and 8 meetings: 5 entries a meeting, 36 in all."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds 18 entries."""
    monkeypatch.setattr(room, "BYTES", dict.fromkeys(room.BYTES, 1))
    monkeypatch.setattr(room, "MOST", 18)


@pytest.fixture
def small(tmp_path: Path, few: None) -> Small:
    return plan_small(tmp_path, FILES)


def view_person(small: Small, path: str = "people/jane-rees/") -> PersonView:
    return cast("PersonView", small.views[path].body)


def view_year(small: Small, path: str) -> DeedsYearView:
    return cast("DeedsYearView", small.views[path].body)


def list_links(years: YearsView) -> list[tuple[int, str, str, str]]:
    return [(one.year, one.href, one.count, one.current) for one in years.links]


def list_counts(view: DeedsView) -> list[str]:
    return [view.motions_count, view.votes_count, view.declarations_count, view.attended_count]


# What fits


def test_what_fits_is_shown_whole() -> None:
    assert has_room({"open": 40, "motions": 20, "attended": 10})
    assert share({"open": 40, "motions": 20, "attended": 10}) == {"open": 40, "motions": 20, "attended": 10}


def test_where_not_all_fits_open_actions_have_most_room_and_short_lists_are_whole() -> None:
    counts = {"open": 400, "done": 400, "motions": 3, "votes": 900, "declarations": 0, "attended": 10}
    assert not has_room(counts)
    shown = share(counts)
    assert (shown["motions"], shown["declarations"], shown["attended"]) == (3, 0, 10)
    assert shown["open"] == pytest.approx(3 * shown["done"], abs=2)
    assert shown["done"] * room.BYTES["done"] == pytest.approx(shown["votes"] * room.BYTES["votes"], rel=0.1)
    assert has_room(shown)
    assert not has_room({**shown, "open": shown["open"] + 2}), "and the page is full"


def test_no_list_with_entries_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 1_000)
    assert share({"open": 9, "done": 0, "votes": 9}) == {"open": 1, "done": 0, "votes": 1}


def test_entries_are_as_long_as_they_are_taken_for(tmp_path: Path) -> None:
    """Those here are short: what is taken for one leaves room for longer words, and is not more than thrice as much."""
    html = plan_small(tmp_path, FILES).render("people/jane-rees/")
    kinds = {
        "_undated": ("open", 1),
        "_motions": ("motions", 7),
        "_votes": ("votes", 7),
        "_declarations": ("declarations", 7),
        "_meetings": ("attended", 8),
    }
    for id, (kind, count) in kinds.items():
        found = re.search(rf'<h[23] id="{id}">.*?<ul[^>]*>(.*?)</section>', html, re.DOTALL)
        assert found is not None, id
        entries = re.findall(r"<li.*?</li>", found[1], re.DOTALL)
        assert len(entries) == count
        assert room.BYTES[kind] / 3 < len("".join(entries).encode()) / count < room.BYTES[kind], kind


# Which pages there are


def test_a_person_of_whom_much_is_recorded_has_a_page_for_each_year_and_a_long_year_for_each_month(
    small: Small,
) -> None:
    for lang in ("", "cy/"):
        assert sorted(path for path in small.views if path.startswith(f"{lang}people/jane-rees/")) == [
            f"{lang}people/jane-rees/",
            f"{lang}people/jane-rees/2022/",
            f"{lang}people/jane-rees/2023/",
            f"{lang}people/jane-rees/2024/",
            f"{lang}people/jane-rees/2024/01/",
            f"{lang}people/jane-rees/2024/03/",
            f"{lang}people/jane-rees/2024/05/",
        ]


def test_without_too_much_all_stands_on_one_page(tmp_path: Path) -> None:
    small = plan_small(tmp_path, FILES)
    assert [path for path in small.views if path.startswith(("people/jane-rees/", "offices/leader/"))] == [
        "people/jane-rees/",
        "offices/leader/",
    ]
    view = view_person(small)
    assert (view.more, view.years.links, list_counts(view.deeds)) == ("", (), ["", "", "", ""])
    assert view.done_actions is not None
    assert (view.done_actions.title, view.done_actions.count) == ("2 completed actions", "")
    html = small.render("people/jane-rees/")
    assert "Not everything fits" not in html
    assert "mb-years" not in html
    assert html.count('<li class="mb-entry"') == 7 + 7 + 7 + 7


def test_only_the_latest_meetings_stand_on_a_whole_page(tmp_path: Path) -> None:
    files = {
        f"content/council/2024-01-{day}.md": "---\npresent: Jane Rees\n---\n## 1. A\n\nB.\n" for day in range(10, 22)
    }
    small = plan_small(tmp_path, files)
    attended = [meeting.text for meeting in view_person(small).deeds.attended]
    assert (len(attended), attended[0]) == (10, "Council, 21 January 2024")


# The first page


def test_the_first_page_shows_the_most_pressing_and_the_latest_of_each(small: Small) -> None:
    view = view_person(small)
    assert view.open_count == 5
    assert [(group.id, group.count, [entry.id for entry in group.entries]) for group in view.open_actions] == [
        ("_overdue", "2", ["_cabinet-2024-01-12-item-1-action-1", "_cabinet-2024-03-10-item-1-action-1"]),
        ("_dated", "2", ["_cabinet-2023-06-10-item-1-action-1", "_council-2022-05-10-item-1-action-1"]),
        ("_undated", "", ["_council-2024-03-10-item-1-action-1"]),
    ]
    assert view.done_actions is not None
    assert (view.done_actions.title, view.done_actions.count) == ("2 completed actions", "")
    assert list_counts(view.deeds) == ["2 of 7", "3 of 7", "3 of 7", "3 of 8"]
    assert [row.place.date for row in view.deeds.motions] == ["10 March 2024", "10 March 2024"]
    assert next(meeting.text for meeting in view.deeds.attended) == "Council, 10 May 2024"
    assert not view.nothing
    html = small.render("people/jane-rees/")
    assert (
        "<p>Not everything fits on this page. Lists that are too long show the latest, and all that the minutes record is"
        " listed by year.</p>"
    ) in html, "it has all open actions"
    assert '<h2 id="_motions">Proposed and seconded <span class="mb-count">2 of 7</span></h2>' in html
    assert '<h2 id="_meetings">Latest meetings attended <span class="mb-count">3 of 8</span></h2>' in html
    assert '<span class="mb-count">2 o 7</span>' in small.render("cy/people/jane-rees/")


def test_where_not_all_open_actions_fit_each_heading_says_how_many_are_shown(
    tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST", 7)
    small = plan_small(tmp_path, FILES)
    view = view_person(small)
    assert [(group.id, group.count, [entry.id for entry in group.entries]) for group in view.open_actions] == [
        ("_overdue", "2", ["_cabinet-2024-01-12-item-1-action-1", "_cabinet-2024-03-10-item-1-action-1"]),
        ("_dated", "0 of 2", []),
        ("_undated", "0 of 1", []),
    ]
    assert view.done_actions is not None
    assert (view.done_actions.title, view.done_actions.count) == ("Latest completed actions", "1 of 2")
    assert [entry.id for entry in view.done_actions.entries] == ["_council-2024-01-10-item-1-action-1"]
    html = small.render("people/jane-rees/")
    assert '<summary>Latest completed actions <span class="mb-count">1 of 2</span></summary>' in html
    assert '<p class="mb-order">5 open actions.' in html
    assert "None of these are shown here. They are listed under the year in which they were raised." in html
    assert (
        "<p>Not everything fits on this page. Of open actions it shows the most pressing, of everything else the latest."
        " All that the minutes record is listed by year.</p>"
    ) in html


def test_the_first_page_leads_to_the_years_with_how_many_meetings_each_has(small: Small) -> None:
    years = view_person(small).years
    assert years.heading == "Everything by year, with the number of meetings"
    assert list_links(years) == [(2024, "2024/", "5", ""), (2023, "2023/", "2", ""), (2022, "2022/", "1", "")]
    assert years.whole is None
    assert '<a class="mb-chip" href="2024/">2024 <span class="mb-meta">(5)</span></a>' in small.render(
        "people/jane-rees/"
    )


# The pages of years


def test_the_page_of_a_year_has_all_of_it(small: Small) -> None:
    page = small.views["people/jane-rees/2023/"]
    view = view_year(small, "people/jane-rees/2023/")
    assert (page.title, view.title, view.summary) == (
        "Jane Rees in 2023",
        "Jane Rees in 2023",
        "2 actions, 1 of them open.",
    )
    assert view.actions is not None
    assert [(entry.id, entry.done) for entry in view.actions.entries] == [
        ("_cabinet-2023-06-10-item-1-action-1", False),
        ("_council-2023-05-10-item-1-action-1", True),
    ]
    deeds = view.deeds
    assert [len(rows) for rows in (deeds.motions, deeds.votes, deeds.declarations, deeds.attended)] == [2, 2, 2, 2]
    assert list_counts(deeds) == ["2", "2", "2", "2"]
    assert deeds.attended[0].href == "../../../cabinet/2023-06-10/"
    html = small.render("people/jane-rees/2023/")
    assert '<h2 id="_meetings">Meetings attended <span class="mb-count">2</span></h2>' in html
    assert 'id="_council-2023-05-10-item-1-action-1"' in html
    assert '<h2 id="_actions">Actions</h2>\n<p class="mb-order">2 actions, 1 of them open.</p>' in html


def test_years_are_named_and_lead_to_one_another(small: Small) -> None:
    year, month = small.views["people/jane-rees/2023/"], small.views["people/jane-rees/2024/03/"]
    assert [(crumb.text, crumb.href) for crumb in year.crumbs] == [
        ("Home", "../../../"),
        ("People", "../../"),
        ("Jane Rees", "../"),
    ]
    assert [(crumb.text, crumb.href) for crumb in month.crumbs] == [
        ("Home", "../../../../"),
        ("People", "../../../"),
        ("Jane Rees", "../../"),
        ("2024", "../"),
    ]
    assert [
        small.views[f"{lang}people/jane-rees/{part}/"].title for part in ("2023", "2024/03") for lang in ("", "cy/")
    ] == [
        "Jane Rees in 2023",
        "Jane Rees yn 2023",
        "Jane Rees in March 2024",
        "Jane Rees ym mis Mawrth 2024",
    ]
    years = view_year(small, "people/jane-rees/2023/").years
    assert (years.heading, years.rows) == ("Everything by year", ())
    assert years.whole is not None
    assert (years.whole.text, years.whole.href) == ("Jane Rees", "../")
    assert list_links(years) == [(2024, "../2024/", "", ""), (2023, "./", "", "page"), (2022, "../2022/", "", "")]
    years = view_year(small, "people/jane-rees/2024/03/").years
    assert list_links(years)[0] == (2024, "../", "", "true")
    (row,) = years.rows
    assert (row.id, row.heading) == ("_by-month", "2024 by month")
    assert [(one.link.text, one.link.href, one.current) for one in row.links] == [
        ("May 2024", "../05/", ""),
        ("March 2024", "./", "page"),
        ("January 2024", "../01/", ""),
    ]
    html = small.render("people/jane-rees/2023/")
    assert '<a class="mb-chip" href="./" aria-current="page">2023</a>' in html


def test_the_page_of_a_long_year_leads_to_its_months_and_meetings(small: Small) -> None:
    view = small.views["people/jane-rees/2024/"].body
    assert isinstance(view, PartsView)
    assert (view.title, view.lede) == ("Jane Rees in 2024", "5 meetings")
    assert view.how == "What their minutes record is too much for one page, so each month has its own page."
    assert [(part.link.text, part.link.href, part.count) for part in view.parts] == [
        ("May 2024", "05/", "1"),
        ("March 2024", "03/", "2"),
        ("January 2024", "01/", "2"),
    ]
    assert [(one.id, one.link.text, one.link.href, one.count) for part in view.parts[::2] for one in part.meetings] == [
        ("_council-2024-05-10", "Council, 10 May 2024", "05/", "1"),
        ("_cabinet-2024-01-12", "Cabinet, 12 January 2024", "01/#_cabinet-2024-01-12-item-1-action-1", "5"),
        ("_council-2024-01-10", "Council, 10 January 2024", "01/#_council-2024-01-10-item-1-action-1", "5"),
    ]
    assert view.years.rows == (), "they stand below as headings"


@pytest.mark.parametrize("path", ["people/jane-rees/", "people/jane-rees/2024/01/"])
def test_what_is_of_draft_minutes_says_so(
    tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A decision, a vote or a declaration as much as an action: none of it is approved yet."""
    if path == "people/jane-rees/":
        monkeypatch.setattr(room, "MOST", 99)
    key = "content/cabinet/2024-01-12.md"
    html = plan_small(tmp_path, FILES | {key: "---\nminutes: draft\n" + FILES[key][4:]}).render(path)
    entries = re.findall(r'<li class="mb-entry".*?</li>', html, re.DOTALL)
    mark = '<span class="mb-tag mb-tag-draft">From draft minutes</span>'
    own = [entry for entry in entries if "cabinet/2024-01-12/" in entry]
    assert len(own) == 4
    assert [entry for entry in entries if mark in entry] == own


def test_actions_of_one_meeting_stand_in_the_order_of_its_minutes(tmp_path: Path, few: None) -> None:
    """As in registers: the line of a meeting leads to its first action, and the others stand below that."""
    key = "content/cabinet/2024-01-12.md"
    small = plan_small(tmp_path, FILES | {key: FILES[key] + "\n## 2. Two\n\nACTION (Jane Rees): Ask again.\n"})
    actions = view_year(small, "people/jane-rees/2024/01/").actions
    assert actions is not None
    assert [entry.id for entry in actions.entries] == [
        "_cabinet-2024-01-12-item-1-action-1",
        "_cabinet-2024-01-12-item-2-action-1",
        "_council-2024-01-10-item-1-action-1",
    ]
    parts = small.views["people/jane-rees/2024/"].body
    assert isinstance(parts, PartsView)
    assert parts.parts[2].meetings[0].link.href == "01/#_cabinet-2024-01-12-item-1-action-1"


def test_a_draft_is_marked_in_the_line_of_its_meeting(tmp_path: Path, few: None) -> None:
    key = "content/cabinet/2024-01-12.md"
    html = plan_small(tmp_path, FILES | {key: "---\nminutes: draft\n" + FILES[key][4:]}).render(
        "people/jane-rees/2024/"
    )
    mark = '<span class="mb-tag mb-tag-draft">Draft minutes</span>'
    assert [id for id, line in re.findall(r'<li id="([\w-]+)">(.*?)</li>', html) if mark in line] == [
        "_cabinet-2024-01-12"
    ]


def test_the_year_of_somebody_who_only_came_has_no_actions(tmp_path: Path, few: None) -> None:
    files = {
        f"content/council/2024-01-{day}.md": "---\npresent: Owen Adda\n---\n## 1. A\n\nB.\n" for day in range(10, 29)
    }
    files["content/council/2023-01-10.md"] = "---\npresent: Owen Adda\n---\n## 1. A\n\nB.\n"
    small = plan_small(tmp_path, files)
    view = view_year(small, "people/owen-adda/2023/")
    assert (view.actions, view.summary, view.keys, list_counts(view.deeds)) == (None, "", (), ["", "", "", ""])
    assert [meeting.text for meeting in view.deeds.attended] == ["Council, 10 January 2023"]
    first = view_person(small, "people/owen-adda/")
    assert (len(first.deeds.attended), first.deeds.attended_count) == (10, "10 of 20")
    assert first.more.startswith("Not everything fits on this page. Lists that are too long show the latest,")


# Offices


def test_an_office_has_pages_of_years_too(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    small = plan_small(tmp_path, FILES | {"content/offices.yml": "leader: {title: Leader}\n"})
    assert [path for path in small.views if path.startswith("offices/leader/")] == [
        "offices/leader/",
        "offices/leader/2024/",
        "offices/leader/2024/03/",
        "offices/leader/2024/01/",
        "offices/leader/2023/",
        "offices/leader/2022/",
    ]
    view = cast("OfficeView", small.views["offices/leader/"].body)
    assert view.open_count == 7
    assert [(group.count, [entry.id for entry in group.entries]) for group in view.open_actions] == [
        (
            "3 of 7",
            [
                "_council-2022-05-10-item-1-action-2",
                "_council-2023-05-10-item-1-action-2",
                "_cabinet-2023-06-10-item-1-action-2",
            ],
        )
    ]
    assert list_links(view.years)[0] == (2024, "2024/", "4", "")
    assert view.more in small.render("offices/leader/")
    assert small.views["offices/leader/2023/"].title == "Leader in 2023"
    html = small.render("cy/offices/leader/2023/")
    assert '<a class="mb-chip" href="../" lang="en">Leader</a>' in html
    assert [(crumb.text, crumb.lang) for crumb in small.views["cy/offices/leader/2023/"].crumbs][2] == ("Leader", "en")


def test_an_office_whose_actions_leave_no_room_for_those_of_plans_has_pages_of_years(tmp_path: Path, few: None) -> None:
    for number, years in ((11, []), (12, [2024, 2023, 2022])):
        actions = "\n".join(f"  - {{id: a{one}, title: Do {one}, owner: leader}}" for one in range(number))
        plan = f"title: One\nbody: council\nactions:\n{actions}\n"
        small = plan_small(tmp_path / str(number), FILES | {"content/plans/one.yml": plan})
        view = cast("OfficeView", small.views["offices/leader/"].body)
        assert [year.year for year in view.years.links] == years
        assert view.more == "", "it has all that minutes record"
        assert bool(view.planned_more) == (number == 12)
        assert len(view.planned) + sum(len(group.entries) for group in view.open_actions) == 18


def test_actions_of_plans_that_do_not_fit_are_left_to_their_plans(tmp_path: Path, few: None) -> None:
    actions = "\n".join(
        f"  - {{id: a{number}, title: Do {number}, owner: leader, history: [{{date: 2024-02-10, status: {colour}}}]}}"
        for number, colour in enumerate(["blue"] * 5 + ["red"] * 10)
    )
    plans = {
        f"content/plans/{name}.yml": f"title: {name.title()}\nbody: council\nactions:\n{actions}\n"
        for name in ("one", "two")
    }
    small = plan_small(tmp_path, plans | {"content/council/2024-01-10.md": "## 1. A\n\nB.\n"})
    view = cast("OfficeView", small.views["offices/leader/"].body)
    assert (len(view.planned), view.planned_count) == (18, "18 of 30")
    assert {row.action.rating.badge.text for row in view.planned if row.action.rating} == {"Red"}, (
        "what is done comes last"
    )
    assert (view.more, view.years.links) == ("", ()), "these have no year"
    html = small.render("offices/leader/")
    assert '<h2 id="_plans">In action plans <span class="mb-count">18 of 30</span></h2>' in html
    assert (
        '<p>The others stand in these plans: <a href="../../plans/one/">One</a>; <a href="../../plans/two/">Two</a>.</p>'
        in html
    )


# Laws


def test_the_laws_hold_for_pages_of_years(tmp_path: Path, few: None, validate_html: ValidateHtml) -> None:
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    build_site(root, tmp_path / "site")
    assert find_all_breaches(root, tmp_path / "site", languages=("en", "cy")) == []
    names = [
        f"{lang}{name}"
        for lang in ("", "cy/")
        for name in ("people/jane-rees", "people/jane-rees/2023", "people/jane-rees/2024", "people/jane-rees/2024/03")
    ]
    assert not [
        one for one in validate_html([tmp_path / "site" / name / "index.html" for name in names]) if one.kind == "error"
    ]


def test_a_link_to_an_entry_that_left_the_first_page_leads_to_the_entry(
    tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch, serve_site: ServeSite, page: Page, axe: Axe
) -> None:
    monkeypatch.setattr(room, "MOST", 7)
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    build_site(root, tmp_path / "site")
    jane = f"{serve_site(tmp_path / 'site')}people/jane-rees/"
    page.goto(f"{jane}#_council-2022-05-10-item-1-action-1")
    expect(page).to_have_url(f"{jane}2022/#_council-2022-05-10-item-1-action-1")
    page.goto(f"{jane}#_council-2024-03-10-item-1-action-1")  # its year is split
    expect(page).to_have_url(f"{jane}2024/03/#_council-2024-03-10-item-1-action-1")
    page.goto(f"{jane}#_cabinet-2024-01-12-item-1-action-1")  # it is there
    page.reload()
    expect(page).to_have_url(f"{jane}#_cabinet-2024-01-12-item-1-action-1")
    for there in ("", "2022/", "2024/", "2024/03/"):
        page.goto(f"{jane}{there}")
        assert not axe(page)


def build_again(rebuilder: Rebuilder, options: Options) -> Rebuilt:
    built = rebuilder.build(options)
    assert built is not None
    assert built.changed <= set(built.made)
    return built


def list_jane(paths: set[str]) -> set[str]:
    return {path.removeprefix("people/jane-rees/") for path in paths if path.startswith("people/jane-rees/")}


def test_an_edit_renders_only_the_first_page_and_that_of_its_year(tmp_path: Path, few: None) -> None:
    """The judge makes what would be kept all the same, and compares."""
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    key = "content/council/2022-05-10.md"
    write_files(root, {key: FILES[key].replace("Ask them.", "Ask them again.")})
    assert list_jane(set(build_again(rebuilder, options).made)) == {"", "2022/"}
    key = "content/council/2023-05-10.md"
    write_files(root, {key: FILES[key].replace("1. One", "1. Other")})
    built = build_again(rebuilder, options)
    assert list_jane(set(built.made)) == {"", "2023/"}, "one of its actions is the latest but one of those done"
    key = "content/cabinet/2024-03-10.md"
    write_files(root, {key: FILES[key].replace("AGREED: so.", "AGREED: not so.")})
    assert list_jane(set(build_again(rebuilder, options).made)) == {"", "2024/03/"}, (
        "that of a long year has no words of it"
    )


def test_the_first_page_reads_no_year_that_it_shows_nothing_of(tmp_path: Path, few: None) -> None:
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    key = "content/council/2023-05-10.md"
    text = FILES[key].replace("ACTION (Jane Rees;", "ACTION (Dai Ellis;")
    done = "---\npresent: Jane Rees\n---\n## 1. Two\n\nUPDATE (council/2024-01-10#item-1-action-1; blue): It is done.\n"
    write_files(root, {key: text, "content/council/2024-05-10.md": done})
    build_again(rebuilder, options)
    text = text.replace("## 1. One", "## 3. One")  # all its records have other keys, and are as many
    write_files(root, {key: text})
    assert list_jane(set(build_again(rebuilder, options).made)) == {"2023/"}
    write_files(root, {key: text.replace("Jane Rees DECLARED", "Dai Ellis DECLARED")})
    assert list_jane(set(build_again(rebuilder, options).made)) == {"", "2023/"}, "it says how many there are"


def test_a_new_meeting_leaves_the_pages_of_older_years_as_they_are(tmp_path: Path, few: None) -> None:
    """The judge makes what would be kept all the same, and compares."""
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    write_files(root, {"content/council/2021-05-11.md": "---\npresent: Dai Ellis\n---\n## 1. A\n\nNone.\n"})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    write_files(root, {"content/cabinet/2024-05-11.md": MINUTES.format(due="soon")})
    built = build_again(rebuilder, options)
    assert list_jane(built.changed) == list_jane(set(built.made)) == {"", "2024/", "2024/05/"}
    write_files(root, {"content/council/2021-05-11.md": MINUTES.format(due="soon")})
    built = build_again(rebuilder, options)
    assert {"2021/", "2022/", "2023/"} <= list_jane(built.changed), "which have the way to it"
    reasons = built.told["people/jane-rees/2023/"]
    assert not [reason for reason in reasons if "menu" in reason], "which would have it made anyway"


def test_an_action_that_is_done_leaves_the_open_ones(
    tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge makes what would be kept all the same, and compares."""
    monkeypatch.setattr(room, "MOST", 7)
    root = write_files(tmp_path / "root", COUNCIL | FILES)
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    text = "## 1. Three\n\nUPDATE (council/2022-05-10#item-1-action-1; blue): It is done.\n"
    write_files(root, {"content/council/2024-05-20.md": text})
    built = build_again(rebuilder, options)
    assert list_jane(built.changed) == list_jane(set(built.made)) == {"", "2022/"}, "though only their number is shown"
