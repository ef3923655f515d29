"""The pages round the meetings: home, bodies, plain pages, 404; the frames; the files to publish."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import cast

from minutebook.model import Change
from minutebook.pages import list_documents, plan_pages
from minutebook.pages.bodies import BodyView, BodyYearView
from minutebook.pages.home import HomeView
from minutebook.pages.notfound import NotFoundView
from minutebook.pages.plain import PlainView
from minutebook.theme import STRINGS
from tests.support.registers import Small, plan_small
from tests.support.sites import write_files

MEETINGS = {
    "content/council/2022-05-10.md": "---\nminutes: approved\n---\n## 1. A\n\nRESOLVED so.\n",
    "content/council/2023-05-10.md": "---\nminutes: approved\n---\n## 1. A\n\nAGREED so. Action: Jane Rees.\n",
    "content/council/2024-05-10.md": "---\nminutes: draft\ntitle: Annual meeting\n---\n## 1. A\n\nText.\n",
    "content/council/2024-07-10.md": "---\ntime: 7pm\nplace: Town Hall\n---\n## 1. A\n",
    "content/council/2024-06-20.md": "---\nstatus: cancelled\n---\n",
    "content/cabinet/2024-05-12.md": "---\nwith: [council]\n---\n## 1. A\n\nText.\n",
}


def home_of(small: Small, path: str = "") -> HomeView:
    return cast("HomeView", small.views[path].body)


def body_of(small: Small, path: str = "council/") -> BodyView:
    return cast("BodyView", small.views[path].body)


def test_home_lists_the_latest_minutes_and_the_next_meetings(tmp_path: Path) -> None:
    view = home_of(plan_small(tmp_path, MEETINGS))
    assert [(row.link.text, row.datetime) for row in view.latest] == [
        ("Cabinet", "2024-05-12"),
        ("Council", "2024-05-10"),
        ("Council", "2023-05-10"),
        ("Council", "2022-05-10"),
    ]
    assert [(row.day, row.month) for row in view.latest[:1]] == [("12", "May 2024")]
    assert [row.details[0].text for row in view.latest[2:]] == ["1 decision, 1 action", "1 decision"]
    assert [(row.datetime, row.badge.text if row.badge else "") for row in view.upcoming] == [
        ("2024-06-20", "Cancelled"),
        ("2024-07-10", ""),
    ]
    assert [part.text for part in view.upcoming[1].details] == ["7pm", "Town Hall"]


def test_home_counts_what_the_registers_hold(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    ways = {way.link.href: way.count for way in home_of(small).ways}
    assert ways == {
        "decisions/": "2 decisions",
        "actions/": "1 action",
        "recommendations/": "0 recommendations",
        "plans/": "0 action plans",
        "people/": "5 people",
        "attendance/": "",
        "glossary/": "1 term",
    }
    assert {f"cy/{path}" for path in ways} <= set(small.views)


def test_home_says_nothing_of_changes_without_history(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    assert home_of(small).changes == ()
    assert "What has changed" not in small.render("")


def test_home_tells_changes_from_additions_latest_first(tmp_path: Path) -> None:
    added = Change(date(2024, 5, 20), "a" * 40, "Add")
    changed = Change(date(2024, 5, 21), "b" * 40, "Mend")
    history = {
        "content/council/2024-05-10.md": (changed, added),
        "content/cabinet/2024-05-12.md": (added,),
        "glossary.yml": (Change(date(2024, 5, 22), "c" * 40, "Explain CIW"),),
        "content/people.yml": (changed,),
    }
    small = plan_small(tmp_path, MEETINGS, history=history)
    assert [(line.link.text, line.words) for line in home_of(small).changes] == [
        ("Glossary", "Added on 22 May 2024"),
        ("Council, 10 May 2024", "Changed on 21 May 2024"),
        ("Cabinet, 12 May 2024", "Added on 20 May 2024"),
    ]


def test_bodies_that_meet_no_more_come_last(tmp_path: Path) -> None:
    bodies = "old: {name: Old, to: 2020}\ncouncil: {name: Council, kind: council}\ncabinet: {name: Cabinet}\n"
    small = plan_small(tmp_path, MEETINGS | {"content/bodies.yml": bodies})
    lines = home_of(small).bodies
    assert [(line.link.text, line.ended) for line in lines] == [("Council", False), ("Cabinet", False), ("Old", True)]
    assert body_of(small, "old/").ended == "This body met until 2020."
    assert body_of(small, "council/").ended == ""


def test_members_of_today_the_chair_first(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    members = body_of(small).members
    assert [(member.link.text, member.role.text if member.role else "") for member in members] == [
        ("Bethan Price", "Chair"),
        ("Dai Ellis", "Vice-Chair"),
        ("Jane Rees", ""),
    ]
    assert [office.text for office in members[1].offices] == ["Leader"]
    welsh = body_of(small, "cy/council/").members
    assert [member.role.text for member in welsh if member.role] == ["Cadeirydd", "Is-gadeirydd"]
    assert "Members are not recorded." in plan_small(
        tmp_path / "none", MEETINGS | {"content/people.yml": "sara-lewis: {name: Sara Lewis}\n"}
    ).render("council/")


def test_a_year_to_come_has_no_empty_heading(tmp_path: Path) -> None:
    view = body_of(plan_small(tmp_path, MEETINGS | {"content/council/2025-01-15.md": "## 1. Apologies\n"}))
    assert [year.year for year in view.years] == [2024, 2023]
    assert [link.text for link in view.earlier] == ["2025", "2022"]
    assert view.upcoming[-1].datetime == "2025-01-15"


def test_a_body_lists_its_two_latest_years_and_leads_to_all(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    view = body_of(small)
    assert [(year.year, [row.datetime for row in year.rows]) for year in view.years] == [
        (2024, ["2024-05-12", "2024-05-10"]),
        (2023, ["2023-05-10"]),
    ]
    assert [(link.text, link.href) for link in view.earlier] == [("2022", "2022/")]
    assert [row.datetime for row in view.upcoming] == ["2024-06-20", "2024-07-10"]
    year = cast("BodyYearView", small.views["council/2024/"].body)
    assert [row.datetime for row in year.rows] == ["2024-07-10", "2024-06-20", "2024-05-12", "2024-05-10"]
    assert [link.text for link in year.others] == ["2023", "2022"]
    assert [row.title.text for row in year.rows if row.title] == ["Annual meeting"]


def test_a_body_names_what_is_above_and_below_it_and_its_clerk(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    assert [child.text for child in body_of(small).children] == ["Cabinet"]
    facts = {fact.label: [value.text for value in fact.values] for fact in body_of(small).facts}
    assert facts == {"Clerk": ["Sara Lewis"]}
    facts = {fact.label: [value.text for value in fact.values] for fact in body_of(small, "cabinet/").facts}
    assert facts == {"Part of": ["Council"], "Clerk": []}


def test_navigation_holds_bodies_and_years_but_no_meetings(tmp_path: Path) -> None:
    files = MEETINGS | {
        "content/pages/about.md": "---\ntitle: About\nmenu: header\n---\nText.\n",
        "content/pages/contact.md": "---\ntitle: Contact\nmenu: footer\norder: 2\n---\nText.\n",
        "content/pages/access.md": "---\ntitle: {en: Access, cy: Mynediad}\nmenu: footer\norder: 1\n---\nText.\n",
        "content/pages/hidden.md": "---\ntitle: Elsewhere\nmenu: none\n---\nText.\n",
    }
    small = plan_small(tmp_path, files)
    frame = small.frames["cy"]
    meetings, *others = frame.nav
    assert [(body.text, [year.text for year in body.children]) for body in meetings.children] == [
        ("Y Cyngor", ["2024", "2023", "2022"]),
        ("Y Cabinet", ["2024"]),
    ]
    assert [entry.path for entry in others] == [
        *(f"cy/{name}/" for name in ("decisions", "actions", "recommendations", "plans", "people", "glossary")),
        "cy/about/",
    ]
    assert [(entry.text, entry.lang) for entry in frame.footer] == [("Mynediad", ""), ("Contact", "en")]
    paths = {entry.path.partition("#")[0] for entry in (*frame.nav, *meetings.children, *frame.footer)}
    assert paths <= set(small.views)
    sections = {view.section for view in small.views.values()}
    assert {"council/2024", "council", "decisions", "about"} <= sections


def test_frames_have_every_word_of_the_shell(tmp_path: Path) -> None:
    for frame in plan_small(tmp_path, MEETINGS).frames.values():
        assert set(STRINGS) <= dict(frame.strings).keys()


def test_a_plain_page_in_the_language_it_has(tmp_path: Path) -> None:
    files = MEETINGS | {"content/pages/about.md": "---\ntitle: About\n---\n## Who we are\n\nSee [us](#who-we-are).\n"}
    history = {"content/pages/about.md": (Change(date(2024, 5, 20), "a" * 40, "Add"),)}
    small = plan_small(tmp_path, files, history=history)
    view = cast("PlainView", small.views["cy/about/"].body)
    assert view.lang == "en"
    assert "Saesneg" in view.notice
    html = small.render("about/")
    assert '<h2 id="who-we-are">Who we are</h2>' in html
    assert '<a href="#who-we-are">us</a>' in html
    assert "Last changed on 20 May 2024" in html


def test_not_found_speaks_every_language_and_links_from_the_root(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    page = small.views["404.html"]
    view = cast("NotFoundView", page.body)
    assert [part.lang for part in view.parts] == ["en", "cy"]
    assert {link.href for part in view.parts for link in part.links} <= set(small.views)
    assert page.robots == "noindex"
    assert page.title == "Page not found / Heb ddod o hyd i'r dudalen"
    assert page.languages == (("en", ""), ("cy", "cy/")), "the switch leads home"
    for part in view.parts:
        before = "" if part.lang == "en" else "cy/"
        assert [link.href for link in part.links[:2]] == [before, f"{before}search/"]


def test_every_page_says_that_the_council_is_made_up(tmp_path: Path) -> None:
    site = "name: Test\nlanguages: [en, cy]\nmade_up: yes\n"
    small = plan_small(tmp_path, MEETINGS | {"content/site.yml": site})
    assert all(len(view.notices) == 1 for view in small.views.values())
    assert not any(view.notices for view in plan_small(tmp_path / "real", MEETINGS).views.values())


def test_documents_to_publish(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "content/council/2024-05-10/report.pdf": "x",
            "content/council/2024-05-10/plan.png": "x",
            "content/council/2024-05-11/secret.pdf": "x",
        },
    )
    files = MEETINGS | {
        "content/council/2024-05-10.md": "## 1. A\n\n![Plan](2024-05-10/plan.png)\n",
        "content/council/2024-05-11.md": "---\npublish: no\n---\n## 1. A\n\n[Report](2024-05-11/secret.pdf)\n",
    }
    small = plan_small(tmp_path, files)
    assert list(list_documents(small.register)) == ["council/2024-05-10/plan.png", "council/2024-05-10/report.pdf"]


def test_views_travel_to_other_processes_and_are_planned_alike(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MEETINGS)
    again = tuple(page() for page in plan_pages(small.register, small.glossed, small.addresses))
    assert again == tuple(small.views.values())
    for view in again:
        assert pickle.loads(pickle.dumps(view)) == view


def test_every_page_is_there_in_every_language(tmp_path: Path) -> None:
    views = plan_small(tmp_path, MEETINGS).views
    for path, view in views.items():
        if path != "404.html":
            assert {code for code, _ in view.languages} == {"en", "cy"}
            assert {other for _, other in view.languages} <= set(views)
