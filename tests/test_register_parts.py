"""A year of a register that is too long for a page is split by month and body, at addresses that last; and no page shows more than fits."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.make_council import make_council
from minutebook.pages import attendance, yearly
from minutebook.pages.actions import ActionsView
from minutebook.pages.attendance import AttendanceView
from minutebook.pages.decisions import DecisionsYearView
from minutebook.pages.recommendations import RecommendationsView
from minutebook.pages.registers import PartsView
from minutebook.pipeline import Options
from tests.support.axe import Axe
from tests.support.laws import find_all_breaches
from tests.support.pages_server import ServeSite
from tests.support.rebuilding import Rebuilder, Rebuilt
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import TODAY, build_site, read_pages, write_files
from tests.support.validator import ValidateHtml

MINUTES = "---\npresent: Jane Rees, Dai Ellis\n---\n## 1. One\n\n{}\n\nRECOMMENDED: that it be mended.\n\nACTION (Jane Rees; by {} 2024): Ask them.\n"
FILES = {
    "content/council/2023-05-10.md": MINUTES.format("RESOLVED: so.", "1 June"),
    "content/council/2024-01-10.md": MINUTES.format("RESOLVED: so.\n\nAGREED: this.", "1 March"),
    "content/cabinet/2024-01-12.md": MINUTES.format("RESOLVED: so.", "1 September"),
    "content/cabinet/2024-01-10.md": MINUTES.format("RESOLVED: so.", "1 February"),
    "content/cabinet/2024-03-10.md": MINUTES.format("RESOLVED: so.", "1 April"),
}
MOST = {"decisions": 2, "recommendations": 2, "actions": 2}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance, "_MOST", 2)
    for name, most in MOST.items():
        monkeypatch.setitem(yearly.MOST, name, most)


@pytest.fixture
def small(tmp_path: Path, few: None) -> Small:
    return plan_small(tmp_path, FILES)


def list_paths(small: Small, section: str) -> list[str]:
    return sorted(path for path in small.views if path.startswith(f"{section}/"))


@pytest.mark.parametrize("section", ["decisions", "actions", "recommendations"])
def test_a_long_year_has_a_page_for_each_month_and_a_long_month_for_each_body(small: Small, section: str) -> None:
    assert list_paths(small, section) == [
        f"{section}/",
        f"{section}/2023/",
        f"{section}/2024/",
        f"{section}/2024/01/",
        f"{section}/2024/01/cabinet/",
        f"{section}/2024/01/council/",
        f"{section}/2024/03/",
    ]
    assert f"cy/{section}/2024/01/cabinet/" in small.views


def test_without_too_many_a_year_is_one_page(tmp_path: Path) -> None:
    small = plan_small(tmp_path, FILES)
    assert list_paths(small, "decisions") == ["decisions/", "decisions/2023/", "decisions/2024/"]
    assert 'href="../../decisions/2024/">Decisions in 2024</a>' in small.render("council/2024-01-10/")


def test_a_month_of_one_body_is_never_split(tmp_path: Path, few: None) -> None:
    files = {f"content/council/2024-01-{day}.md": MINUTES.format("RESOLVED: so.", "May") for day in (10, 11, 12)}
    small = plan_small(tmp_path, files)
    assert list_paths(small, "actions") == ["actions/", "actions/2024/", "actions/2024/01/"]


def test_the_page_of_a_long_year_leads_to_its_months_and_meetings(small: Small) -> None:
    view = small.views["decisions/2024/"].body
    assert isinstance(view, PartsView)
    assert (view.title, view.lede) == ("Decisions in 2024", "5 decisions")
    assert [(part.link.text, part.link.href, part.count) for part in view.parts] == [
        ("March 2024", "03/", "1"),
        ("January 2024", "01/", "4"),
    ]
    assert [(one.id, one.link.text, one.link.href, one.count) for one in view.parts[1].meetings] == [
        ("_cabinet-2024-01-12", "Cabinet, 12 January 2024", "01/cabinet/#_cabinet-2024-01-12-item-1-decision-1", "1"),
        ("_cabinet-2024-01-10", "Cabinet, 10 January 2024", "01/cabinet/#_cabinet-2024-01-10-item-1-decision-1", "1"),
        ("_council-2024-01-10", "Council, 10 January 2024", "01/council/#_council-2024-01-10-item-1-decision-1", "2"),
    ]
    month = small.views["decisions/2024/01/"]
    assert isinstance(month.body, PartsView)
    assert [part.link.text for part in month.body.parts] == ["Council", "Cabinet"]  # as in bodies.yml
    assert '<p class="mb-lede">5 decisions. That is too many for one page, so each month has its own page.</p>' in (
        small.render("decisions/2024/")
    )
    assert "4 decisions. That is too many for one page, so each body has its own page." in (
        small.render("decisions/2024/01/")
    )
    assert "4 penderfyniad. Mae hynny&#39;n ormod i un dudalen, felly mae gan bob corff ei dudalen ei hun." in (
        small.render("cy/decisions/2024/01/")
    )


def test_a_long_year_says_how_many_are_open_or_answered_as_a_short_one_does(tmp_path: Path, few: None) -> None:
    small = plan_small(tmp_path, {**FILES, **LATER})
    assert read_lede(small, "actions/2024/") == "4 actions, 3 of them open"
    assert read_lede(small, "actions/2024/01/") == "3 actions, 2 of them open"
    assert read_lede(small, "recommendations/2024/") == "4 recommendations, 1 of them answered"
    assert read_lede(small, "cy/recommendations/2024/01/") == "3 argymhelliad, 1 ohonynt wedi'i ateb"
    leaf = small.views["actions/2024/01/cabinet/"].body
    assert isinstance(leaf, ActionsView)
    assert leaf.summary == "2 actions, 1 of them open"


LATER = {
    "content/council/2024-05-10.md": "## 1. Two\n\nUPDATE (cabinet/2024-01-12#item-1-action-1; blue): It is done.\n\n"
    "RESPONSE (cabinet/2024-01-12#item-1-recommendation-1; accepted): It shall be mended.\n"
}
"""What is said later of an action and a recommendation of January."""


def read_lede(small: Small, path: str) -> str:
    body = small.views[path].body
    assert isinstance(body, PartsView)
    return body.lede


def test_a_draft_is_marked_in_the_line_of_its_meeting(tmp_path: Path, few: None) -> None:
    files = {
        **FILES,
        "content/cabinet/2024-01-12.md": "---\nminutes: draft\n" + FILES["content/cabinet/2024-01-12.md"][4:],
    }
    html = plan_small(tmp_path, files).render("actions/2024/")
    lines = re.findall(r'<li id="([\w-]+)">(.*?)</li>', html)
    mark = '<span class="mb-tag mb-tag-draft">Draft minutes</span>'
    assert [id for id, line in lines if mark in line] == ["_cabinet-2024-01-12"]
    assert len(lines) == 4


@pytest.mark.parametrize("section", ["decisions", "actions", "recommendations"])
def test_one_comes_from_each_month_to_every_other_and_from_each_body(small: Small, section: str) -> None:
    months = "_by-month", "2024 by month"
    bodies = "_by-body", "January 2024 by body"
    assert list_rows(small, f"{section}/2023/") == []
    assert list_rows(small, f"{section}/2024/") == [], "they stand below as headings"
    assert list_rows(small, f"{section}/2024/03/") == [
        (*months, [("March 2024", "./", "page"), ("January 2024", "../01/", "")]),
    ]
    assert list_rows(small, f"{section}/2024/01/") == [
        (*months, [("March 2024", "../03/", ""), ("January 2024", "./", "page")]),
    ]
    assert list_rows(small, f"{section}/2024/01/cabinet/") == [
        (*months, [("March 2024", "../../03/", ""), ("January 2024", "../", "true")]),
        (*bodies, [("Council", "../council/", ""), ("Cabinet", "./", "page")]),
    ]
    rows = list_rows(small, f"cy/{section}/2024/01/council/")
    assert [heading for _, heading, _ in rows] == ["2024 fesul mis", "Ionawr 2024 fesul corff"]
    html = small.render(f"{section}/2024/03/")
    assert '<nav class="mb-months" aria-labelledby="_by-month">\n<h2 id="_by-month">2024 by month</h2>' in html
    assert '<a class="mb-chip" href="./" aria-current="page">March 2024</a>' in html
    assert '<a class="mb-chip" href="../01/">January 2024</a>' in html


def test_one_comes_from_a_body_to_the_same_body_in_other_months(tmp_path: Path, few: None) -> None:
    meetings = [f"{body}/2024-02-0{day}" for body in ("council", "cabinet") for day in (1, 2)]
    meetings += [f"council/2024-04-0{day}" for day in (1, 2, 3)]  # as long, but of one body
    minutes = MINUTES.format("RESOLVED: so.", "1 May")
    small = plan_small(tmp_path, {**FILES, **{f"content/{key}.md": minutes for key in meetings}})
    ((_, _, months), _) = list_rows(small, "decisions/2024/01/cabinet/")
    assert months == [
        ("April 2024", "../../04/", ""),
        ("March 2024", "../../03/", ""),
        ("February 2024", "../../02/cabinet/", ""),
        ("January 2024", "../", "true"),
    ]


def list_rows(small: Small, path: str) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    body = small.views[path].body
    assert isinstance(body, PartsView | DecisionsYearView | ActionsView | RecommendationsView | AttendanceView)
    return [
        (row.id, row.heading, [(one.link.text, one.link.href, one.current) for one in row.links])
        for row in body.years.rows
    ]


def test_the_only_month_of_a_year_has_no_row_of_its_own(tmp_path: Path, few: None) -> None:
    files = {f"content/council/2024-01-{day}.md": MINUTES.format("RESOLVED: so.", "May") for day in (10, 11, 12)}
    small = plan_small(tmp_path, files)
    assert list_rows(small, "actions/2024/") == list_rows(small, "actions/2024/01/") == []


def test_a_body_is_named_in_its_own_language(tmp_path: Path, few: None) -> None:
    bodies = COUNCIL["content/bodies.yml"].replace(", cy: Y Cabinet", "")
    html = plan_small(tmp_path, {**FILES, "content/bodies.yml": bodies}).render("cy/actions/2024/01/council/")
    assert '<a class="mb-chip" href="../cabinet/" lang="en">Cabinet</a>' in html


def test_numbers_are_written_as_the_language_does(tmp_path: Path) -> None:
    files = dict(FILES)
    files["content/cabinet/2024-03-10.md"] = MINUTES.format("\n\n".join(["RESOLVED: so."] * 1000), "1 April")
    small = plan_small(tmp_path, files)
    html = small.render("decisions/2024/")
    assert '<a class="mb-chip" href="./" aria-current="page">2024 <span class="mb-meta">(1,004)</span></a>' in html
    assert '<span class="mb-count">1,000</span>' in html


def test_the_heading_of_actions_names_the_part(small: Small) -> None:
    headings = {
        path: view.body.groups[0].title
        for path, view in small.views.items()
        if "actions/202" in path and isinstance(view.body, ActionsView)
    }
    assert headings == {
        "actions/2023/": "Raised in 2023",
        "actions/2024/03/": "Raised in March 2024",
        "actions/2024/01/council/": "Raised in January 2024",
        "actions/2024/01/cabinet/": "Raised in January 2024",
        "cy/actions/2023/": "Codwyd yn 2023",
        "cy/actions/2024/03/": "Codwyd ym mis Mawrth 2024",
        "cy/actions/2024/01/council/": "Codwyd ym mis Ionawr 2024",
        "cy/actions/2024/01/cabinet/": "Codwyd ym mis Ionawr 2024",
    }


def test_parts_are_named_in_the_language_and_lead_back(small: Small) -> None:
    leaf = small.views["decisions/2024/01/cabinet/"]
    assert leaf.title == "Cabinet: decisions in January 2024"
    assert [(crumb.text, crumb.href) for crumb in leaf.crumbs] == [
        ("Home", "../../../../"),
        ("Decisions", "../../../"),
        ("2024", "../../"),
        ("January 2024", "../"),
    ]
    welsh = small.views["cy/decisions/2024/03/"]
    assert welsh.title == "Penderfyniadau ym mis Mawrth 2024"
    assert small.views["decisions/2024/03/"].title == "Decisions in March 2024"
    assert small.views["cy/actions/2024/01/cabinet/"].title == "Y Cabinet: camau gweithredu ym mis Ionawr 2024"
    assert small.views["cy/recommendations/2024/01/council/"].title == "Y Cyngor: argymhellion ym mis Ionawr 2024"
    html = small.render("decisions/2024/01/cabinet/")
    assert re.findall(r'<a class="mb-chip" href="([^"]+)"(?: aria-current="(\w+)")?>', html)[:3] == [
        ("../../../", ""),
        ("../../", "true"),
        ("../../../2023/", ""),
    ]
    assert 'href="./" aria-current="page">2024' in small.render("decisions/2024/")


def test_minutes_lead_to_the_page_that_lists_their_records(small: Small) -> None:
    html = small.render("cabinet/2024-01-12/")
    assert '<a href="../../decisions/2024/01/cabinet/">Cabinet: decisions in January 2024</a>' in html
    assert '<a href="../../actions/2024/01/cabinet/">Cabinet: actions in January 2024</a>' in html
    assert '<a href="../../decisions/2024/03/">Decisions in March 2024</a>' in small.render("cabinet/2024-03-10/")


def test_first_pages_show_what_is_most_pressing_and_say_that_there_is_more(small: Small) -> None:
    open_actions = small.views["actions/"].body
    assert isinstance(open_actions, ActionsView)
    assert open_actions.summary == "5 open actions, 3 of them overdue"
    assert open_actions.more == (
        "The 2 most pressing are shown here: first those overdue or due soonest, then those without a date, oldest first."
        " The rest are listed by year, with those already completed."
    )
    overdue, dated = open_actions.groups
    assert [(group.id, group.count) for group in open_actions.groups] == [("_overdue", "2 of 3"), ("_dated", "0 of 2")]
    assert [entry.id for entry in overdue.entries] == [
        "_cabinet-2024-01-10-item-1-action-1",
        "_council-2024-01-10-item-1-action-1",
    ]
    assert not dated.entries
    html = small.render("actions/")
    assert f'<p class="mb-order">{open_actions.summary}.</p>\n<p>{open_actions.more}</p>\n' in html
    assert (
        '<h2 id="_dated">With a date <span class="mb-count">0 of 2</span></h2>\n'
        "<p>None of these are shown here. They are listed under the year in which they were raised.</p>\n</section>"
    ) in html
    assert '<a class="mb-chip" href="#_dated">With a date</a>' in html
    welsh = small.render("cy/actions/")
    assert '<span class="mb-count">2 o 3</span>' in welsh
    assert "Ni ddangosir yr un o&#39;r rhain yma." in welsh
    waiting = small.views["recommendations/"].body
    assert isinstance(waiting, RecommendationsView)
    (longest,) = waiting.groups
    assert (longest.count, [entry.id for entry in longest.entries]) == (
        "2 of 5",
        ["_council-2023-05-10-item-1-recommendation-1", "_cabinet-2024-01-10-item-1-recommendation-1"],
    )
    assert waiting.more == "The 2 that have waited longest are shown here. The rest are listed by year."
    html = small.render("recommendations/")
    assert '<span class="mb-count">2 of 5</span>' in html
    assert f'<p class="mb-order">{waiting.summary}.</p>\n<p>{waiting.more}</p>\n' in html


def test_with_room_for_all_nothing_is_said(tmp_path: Path) -> None:
    small = plan_small(tmp_path, FILES)
    for path in ("actions/", "recommendations/"):
        html = small.render(path)
        assert "shown here" not in html
        assert not re.search(r'"mb-count">\d+ of', html)
    assert '<span class="mb-count">3</span>' in small.render("actions/")


def test_attendance_that_is_too_long_has_pages_of_years_and_bodies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"content/{body}/{day}.md": "---\npresent: Jane Rees, Dai Ellis\n---\n## 1. One\n\nNone.\n"
        for body, day in (("council", "2023-05-10"), ("council", "2024-01-10"), ("cabinet", "2024-01-12"))
    }
    assert list_paths(plan_small(tmp_path / "whole", files), "attendance") == ["attendance/"]
    monkeypatch.setattr(attendance, "_MOST", 4)
    small = plan_small(tmp_path / "split", files)
    assert list_paths(small, "attendance") == [
        "attendance/",
        "attendance/2023/",
        "attendance/2024/",
        "attendance/2024/cabinet/",
        "attendance/2024/council/",
    ]
    first, last, body = (
        small.views[path].body for path in ("attendance/", "attendance/2023/", "attendance/2024/cabinet/")
    )
    assert isinstance(first, AttendanceView)
    assert isinstance(last, AttendanceView)
    assert isinstance(body, AttendanceView)
    assert not first.bodies
    assert [(part.id, part.body.text, part.body.href, part.note) for part in first.parts] == [
        ("_council", "Council", "2024/council/", "1 meeting"),
        ("_cabinet", "Cabinet", "2024/cabinet/", "1 meeting"),
    ]
    assert first.heading == "2024 by body"
    assert [(year.year, year.current) for year in first.years.links] == [(2024, "true"), (2023, "")]
    assert [(year.year, year.count, year.href, year.current) for year in last.years.links] == [
        (2024, "2", "../2024/", ""),
        (2023, "1", "./", "page"),
    ]
    assert not last.heading
    assert list_rows(small, "attendance/2024/cabinet/") == [
        # The only year of this body has no row.
        ("_by-body", "2024 by body", [("Council", "../council/", ""), ("Cabinet", "./", "page")]),
    ]
    assert '<h2 id="_parts">2024 by body</h2>' in small.render("attendance/2024/")
    assert '<li id="_cabinet"><a href="cabinet/">Cabinet</a>' in small.render("attendance/2024/")
    assert [[table.caption for table in one.tables] for one in last.bodies] == [["Attendance of Council in 2023"]]
    assert [[table.caption for table in one.tables] for one in body.bodies] == [["Attendance of Cabinet in 2024"]]
    assert list_rows(small, "attendance/2024/council/") == [
        ("_by-year", "Council by year", [("2024", "./", "page"), ("2023", "../../2023/#_council", "")]),
        ("_by-body", "2024 by body", [("Council", "./", "page"), ("Cabinet", "../cabinet/", "")]),
    ]
    assert list_rows(small, "cy/attendance/2024/council/")[0][1] == "Y Cyngor fesul blwyddyn"
    assert [
        small.views[path].title
        for path in ("attendance/2024/", "attendance/2024/cabinet/", "cy/attendance/2024/cabinet/")
    ] == ["Attendance in 2024", "Cabinet: attendance in 2024", "Y Cabinet: presenoldeb yn 2024"]
    assert "each body has its own" in small.render("attendance/2024/")
    assert "each body has its own" not in small.render("attendance/2023/")


def test_a_body_that_is_no_longer_recorded_keeps_its_place_on_the_page_of_attendance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = "---\npresent: Jane Rees, Dai Ellis\n---\n## 1. One\n\nNone.\n"
    days = (("council", "2022-05-10"), ("cabinet", "2022-05-10"), ("council", "2023-05-10"), ("council", "2024-01-10"))
    files = {f"content/{body}/{day}.md": minutes for body, day in days}
    whole = plan_small(tmp_path / "whole", files)
    assert 'id="_cabinet"' in whole.render("attendance/")
    assert "_earlier" not in whole.render("attendance/")
    for most, href in ((5, "2022/#_cabinet"), (2, "2022/cabinet/")):
        monkeypatch.setattr(attendance, "_MOST", most)
        html = plan_small(tmp_path / str(most), files).render("attendance/")
        assert '<h2 id="_earlier">Bodies with no attendance recorded in 2024</h2>' in html
        note = '<span class="mb-meta">last recorded in 2022</span>'
        assert f'<li id="_cabinet"><a href="{href}">Cabinet</a> {note}</li>' in html
        assert html.count('id="_council"') == 1


def test_the_laws_hold_for_a_split_register(tmp_path: Path, few: None, validate_html: ValidateHtml) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    build_site(root, tmp_path / "site")
    assert find_all_breaches(root, tmp_path / "site", languages=("en", "cy")) == []
    names = (
        "decisions/2024",
        "decisions/2024/01",
        "attendance",
        "attendance/2024",
        "attendance/2024/cabinet",
        "actions",
        "actions/2024/01/council",
        "cy/recommendations",
        "cy/recommendations/2024",
    )
    assert not [
        one for one in validate_html([tmp_path / "site" / name / "index.html" for name in names]) if one.kind == "error"
    ]


def test_a_link_to_an_entry_of_a_year_that_was_split_since_leads_to_the_entry(
    tmp_path: Path, few: None, serve_site: ServeSite, page: Page, axe: Axe
) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    build_site(root, tmp_path / "site")
    year = f"{serve_site(tmp_path / 'site')}decisions/2024/"
    for above in ("", "01/"):
        page.goto(f"{year}{above}#_cabinet-2024-01-12-item-1-decision-1")
        expect(page).to_have_url(f"{year}01/cabinet/#_cabinet-2024-01-12-item-1-decision-1")
        page.goto(f"{year}{above}#_cabinet-2024-01-12")  # a line, which the page has
        page.reload()
        expect(page).to_have_url(f"{year}{above}#_cabinet-2024-01-12")
    page.goto(f"{year}#_cabinet-2024-01-12-item-1-decision-9")  # nothing has this name now
    expect(page).to_have_url(f"{year}01/cabinet/#_cabinet-2024-01-12")
    page.goto(year)
    assert not axe(page)
    for there in ("decisions/2024/01/", "attendance/2024/", "attendance/2024/cabinet/"):
        page.goto(year.replace("decisions/2024/", there))
        assert not axe(page)


def test_a_link_to_an_entry_that_left_a_first_page_leads_to_its_year(
    tmp_path: Path, few: None, serve_site: ServeSite, page: Page
) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    build_site(root, tmp_path / "site")
    site = serve_site(tmp_path / "site")
    page.goto(f"{site}actions/#_cabinet-2024-03-10-item-1-action-1")  # not among the two most pressing
    expect(page).to_have_url(f"{site}actions/2024/03/#_cabinet-2024-03-10-item-1-action-1")
    page.goto(f"{site}cy/actions/#_council-2023-05-10-item-1-action-9")  # nothing has this name now
    expect(page).to_have_url(f"{site}cy/actions/2023/#_council-2023-05-10-item-1-action-9")
    page.goto(f"{site}actions/#_cabinet-2024-01-10-item-1-action-1")
    page.reload()
    expect(page).to_have_url(f"{site}actions/#_cabinet-2024-01-10-item-1-action-1")
    page.goto(f"{site}actions/#_cabinet-2019-01-10-item-1-action-1")  # no such year
    page.reload()
    expect(page).to_have_url(f"{site}actions/#_cabinet-2019-01-10-item-1-action-1")


def test_a_part_is_made_again_where_the_parts_beside_it_change(tmp_path: Path, few: None) -> None:
    """The judge makes what would be kept all the same, and compares."""
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    march = [f"{section}/2024/03/{body}/" for section in MOST for body in ("cabinet", "council")]
    assert not set(march) & build_again(rebuilder, options).pages.keys()
    write_files(root, {"content/council/2024-03-11.md": MINUTES.format("RESOLVED: so.\n\nAGREED: this.", "May")})
    built = build_again(rebuilder, options)
    assert {"decisions/2024/03/cabinet/", "decisions/2024/03/council/"} <= built.pages.keys()
    assert "attendance/2024/cabinet/" in built.kept, "its own numbers are as they were, and so are the bodies beside it"
    for path in (root / "content/cabinet").iterdir():
        _, _, text = path.read_text(encoding="utf-8").partition("\n---\n")  # no list of who was there
        path.write_text(text, encoding="utf-8")
    built = build_again(rebuilder, options)
    assert "attendance/2024/cabinet/" not in built.pages
    assert "attendance/2024/council/" in built.changed
    assert "404.html" in built.kept, "what stands round all pages is as it was"


def test_a_long_year_is_made_again_when_one_of_its_actions_is_done(tmp_path: Path, few: None) -> None:
    """The judge makes what would be kept all the same, and compares."""
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    write_files(root, LATER)
    built = build_again(rebuilder, options)
    both = {f"{lang}{name}/2024/{below}" for lang in ("", "cy/") for name in MOST for below in ("", "01/")}
    assert built.changed & both == {path for path in both if "decisions" not in path}
    assert "decisions/2024/01/" in built.kept
    assert "actions/2024/01/council/" in built.kept
    text = FILES["content/cabinet/2024-03-10.md"]
    write_files(root, {"content/cabinet/2024-03-10.md": "---\nminutes: draft\n" + text[4:]})
    assert "decisions/2024/" in build_again(rebuilder, options).changed


def test_a_body_s_page_of_attendance_is_made_again_when_another_of_its_years_is_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge makes what would be kept all the same, and compares."""
    monkeypatch.setattr(attendance, "_MOST", 4)
    minutes = "---\npresent: Jane Rees, Dai Ellis\n---\n## 1. One\n\nNone.\n"
    days = (("council", "2023-05-10"), ("council", "2024-01-10"), ("cabinet", "2024-01-12"))
    files = {f"content/{body}/{day}.md": minutes for body, day in days}
    files["content/cabinet/2023-06-10.md"] = "## 1. One\n\nNone.\n"  # no list of who was there
    root = write_files(tmp_path / "root", {**COUNCIL, **files})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    page = "attendance/2024/council/"
    built = build_again(rebuilder, options)
    assert b'href="../../2023/#_council"' in built.pages[page].data
    write_files(root, {"content/cabinet/2024-01-12.md": minutes.replace("Dai Ellis", "Dai Ellis, Aled Wyn")})
    built = build_again(rebuilder, options)
    assert "attendance/2024/cabinet/" in built.changed
    assert page in built.kept, "its own year is as split as before"
    write_files(root, {"content/cabinet/2023-06-10.md": minutes})
    built = build_again(rebuilder, options)
    assert b'href="../../2023/council/"' in built.pages[page].data
    assert not [reason for reason in built.told[page] if "menu" in reason], "which would have it made anyway"


def build_again(rebuilder: Rebuilder, options: Options) -> Rebuilt:
    built = rebuilder.build(options)
    assert built is not None
    assert built.changed <= set(built.made)
    return built


# How large pages are


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A made council of minutes of about 11 KB, each with some decisions and actions, and its site."""
    folder = tmp_path_factory.mktemp("made")
    make_council(folder / "root", 24)
    build_site(folder / "root", folder / "site")
    return folder / "root", folder / "site"


def list_sizes(made: tuple[Path, Path]) -> Mapping[str, tuple[int, bytes]]:
    """Bytes of the minutes in one language and their pages, by meeting."""
    root, site = made
    return {
        path.relative_to(root / "content").with_suffix("").as_posix(): (
            path.stat().st_size,
            (site / path.relative_to(root / "content").with_suffix("") / "index.html").read_bytes(),
        )
        for path in sorted(root.glob("content/*/20*[0-9].md"))
        if not path.with_suffix(".cy.md").exists()
    }


def test_the_page_of_a_meeting_is_light(made: tuple[Path, Path]) -> None:
    """30 KB for minutes of 11 KB, and 9 KB as a server sends them."""
    sizes = [(size, html) for size, html in list_sizes(made).values() if size <= 11_000]
    assert len(sizes) > 8
    assert max(size for size, _ in sizes) > 10_500
    assert max(len(html) for _, html in sizes) < 30_000
    assert max(len(gzip.compress(html)) for _, html in sizes) < 9_000


def test_what_all_pages_share_is_light(made: tuple[Path, Path]) -> None:
    """Head, header, navigation and footer of a council with ten bodies."""
    _, site = made
    html = (site / "cabinet/index.html").read_text(encoding="utf-8")
    before, rest = html.split('<header class="mb-head">')
    assert len(before.encode()) + len(rest.partition("</main>")[2].encode()) < 5_600


def test_no_page_has_the_same_words_for_the_search_box_in_it(made: tuple[Path, Path]) -> None:
    _, site = made
    said = {
        lang: re.findall(r'"near":"([^"]+)"', (site / find_box(site, lang)).read_text(encoding="utf-8"))
        for lang in ("", "cy/")
    }
    assert said == {"": ["Did you mean: {words}"], "cy/": ["Oeddech chi'n meddwl: {words}"]}
    assert all("Did you mean" not in page.text for page in read_pages(site).values())


def find_box(site: Path, lang: str) -> str:
    html = (site / f"{lang}index.html").read_text(encoding="utf-8")
    (found,) = re.findall(r'data-box="(?:\.\./|\./)*(assets/[^"]+)"', html)
    return str(found)
