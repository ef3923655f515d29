"""A term that too many meetings use for one page: its page shows the latest of each body, and each year, and month of a long one, has its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from minutebook.pages import term_years
from minutebook.pages.glossary_term import TermPageView, TermPartView
from minutebook.pages.term_years import MOST, MeetingUses, split_uses
from minutebook.pipeline import Options
from minutebook.search import Subjects
from tests.support.axe import Axe
from tests.support.laws import find_all_breaches
from tests.support.pages_server import ServeSite
from tests.support.rebuilding import Rebuilder, Rebuilt
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import TODAY, build_site, write_files
from tests.support.validator import ValidateHtml

USED = "## 1. One\n\nNone.\n\n## 2. Two\n\nCIW came, and CIW went.\n"
GLOSSARY = "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, cy_term: AGC}\n"
FILES = {
    "glossary.yml": GLOSSARY,
    **{
        f"content/{place}.md": USED
        for place in (
            *("council/2022-05-10", "cabinet/2022-06-10", "council/2022-07-10"),
            *("council/2023-01-10", "council/2023-01-11", "cabinet/2023-01-12", "council/2023-01-13"),
            *("council/2023-03-10", "council/2023-03-11", "council/2024-01-10"),
        )
    },
}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_years, "MOST", 5)
    monkeypatch.setattr(term_years, "_LATEST_OF_BODY", 2)


@pytest.fixture
def small(tmp_path: Path, few: None) -> Small:
    return plan_small(tmp_path, FILES)


def list_paths(small: Small) -> list[str]:
    return sorted(path for path in small.views if path.startswith("glossary/"))


def view_term(small: Small, path: str = "glossary/ciw/") -> TermPageView:
    return cast("TermPageView", small.views[path].body)


def view_part(small: Small, path: str) -> TermPartView:
    return cast("TermPartView", small.views[path].body)


def list_bodies(view: TermPageView | TermPartView) -> list[tuple[str, str, list[str]]]:
    return [(group.body.text, group.count, [link.href for link in group.meetings]) for group in view.bodies]


# Which pages there are


def test_a_term_of_too_many_meetings_has_pages_of_years_and_a_long_year_of_months(small: Small) -> None:
    assert list_paths(small) == [
        "glossary/",
        "glossary/ciw/",
        "glossary/ciw/2022/",
        "glossary/ciw/2023/",
        "glossary/ciw/2023/01/",
        "glossary/ciw/2023/03/",
        "glossary/ciw/2024/",
    ]
    assert {f"cy/{path}" for path in list_paths(small)} <= set(small.views)


def test_without_too_many_it_is_one_page_with_all(tmp_path: Path) -> None:
    small = plan_small(tmp_path, FILES)
    assert list_paths(small) == ["glossary/", "glossary/ciw/"]
    view = view_term(small)
    assert ([count for _, count, _ in list_bodies(view)], view.note, view.years.links) == (
        ["8 meetings", "2 meetings"],
        "",
        (),
    )
    assert "mb-years" not in small.render("glossary/ciw/")


def test_what_the_a_to_z_says_is_the_same_with_and_without_pages_of_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = plan_small(tmp_path / "whole", FILES)
    monkeypatch.setattr(term_years, "MOST", 3)
    split = plan_small(tmp_path / "split", FILES)
    for path in ("glossary/", "cy/glossary/"):
        assert split.render(path) == whole.render(path)
    assert "Used 20 times in 10 meetings since 10 May 2022." in split.render("glossary/")


def test_links_lead_to_the_page_of_the_term_as_ever(small: Small) -> None:
    assert small.context().find_term("ciw") == "glossary/ciw/"
    html = small.render("council/2023-01-10/")
    assert 'href="../../glossary/ciw/"' in html
    assert "glossary/ciw/2023" not in html


def test_a_year_that_only_one_language_has_uses_in_has_its_page_in_both(tmp_path: Path, few: None) -> None:
    files = FILES | {
        "content/council/2021-05-10.md": "## 1. One\n\nNone.\n",
        "content/council/2021-05-10.cy.md": "## 1. Un\n\nDaeth AGC.\n",
    }
    small = plan_small(tmp_path, files)
    english, welsh = view_part(small, "glossary/ciw/2021/"), view_part(small, "cy/glossary/ciw/2021/")
    assert (english.summary, english.bodies) == ("No minutes of this time use it in this language.", ())
    assert welsh.summary == "Fe'i defnyddiwyd unwaith mewn 1 cyfarfod."
    counts = [
        [(link.year, link.count) for link in view_term(small, path).years.links][-1]
        for path in ("glossary/ciw/", "cy/glossary/ciw/")
    ]
    assert counts == [(2021, "0"), (2021, "1")]


def test_terms_that_stand_together_share_the_pages_of_the_first(tmp_path: Path, few: None) -> None:
    glossary = "CIW:\n  - {id: one, en: First, expand: never}\n  - {id: two, en: Second, expand: never}\n"
    files = FILES | {"glossary.yml": glossary}
    small = plan_small(tmp_path, files)
    assert [path for path in list_paths(small) if "two" in path] == []
    assert {"glossary/one/2022/", "glossary/one/2023/03/"} <= set(small.views)
    view = view_part(small, "glossary/one/2023/03/")
    assert (view.meaning.text, view.meaning.href) == ("These letters have more than one meaning.", "../../")
    assert small.views["glossary/one/2023/03/"].title == "CIW in March 2023"
    assert view_term(small, "glossary/one/").years.links


# What they show


def test_the_page_of_the_term_shows_the_latest_of_each_body_and_the_ways_to_all(small: Small) -> None:
    view = view_term(small)
    assert view.uses.summary == "Used 20 times in 10 meetings since 10 May 2022."
    assert view.note == "The latest meetings of each body are listed here. All meetings are listed by year."
    assert list_bodies(view) == [
        ("Council", "2 of 8", ["../../council/2024-01-10/#item-2", "../../council/2023-03-11/#item-2"]),
        ("Cabinet", "2 meetings", ["../../cabinet/2023-01-12/#item-2", "../../cabinet/2022-06-10/#item-2"]),
    ]
    assert view.years.heading == "All uses by year, with the number of meetings"
    assert [(link.year, link.href, link.count, link.current) for link in view.years.links] == [
        (2024, "2024/", "1", ""),
        (2023, "2023/", "6", ""),
        (2022, "2022/", "3", ""),
    ]
    html = small.render("glossary/ciw/")
    assert html.count("<h1") == 1
    assert '<a class="mb-chip" href="2023/">2023 <span class="mb-meta">(6)</span></a>' in html
    assert f'<p class="mb-order">{view.uses.summary} {view.note}</p>' in html
    assert '<h3><a href="../../council/">Council</a> <span class="mb-count">2 of 8</span></h3>' in html
    welsh = view_term(small, "cy/glossary/ciw/")
    assert welsh.bodies[0].count == "2 o 8"
    assert welsh.years.heading == "Pob defnydd fesul blwyddyn, gyda nifer y cyfarfodydd"


def test_a_body_shows_fewer_where_many_use_the_term(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_years, "MOST", 3)
    assert [group.count for group in view_term(plan_small(tmp_path, FILES)).bodies] == ["1 of 8", "1 of 2"]


def test_the_page_of_a_year_shows_all_of_it(small: Small) -> None:
    page, view = small.views["glossary/ciw/2022/"], view_part(small, "glossary/ciw/2022/")
    assert page.title == "CIW in 2022"
    assert (view.meaning.text, view.meaning.href) == ("Care Inspectorate Wales", "../")
    assert (view.summary, view.note) == ("Used 6 times in 3 meetings.", "")
    assert list_bodies(view) == [
        ("Council", "2 meetings", ["../../../council/2022-07-10/#item-2", "../../../council/2022-05-10/#item-2"]),
        ("Cabinet", "1 meeting", ["../../../cabinet/2022-06-10/#item-2"]),
    ]
    # They say no numbers, which are the first page's to say.
    assert (view.years.heading, [(link.year, link.href, link.count, link.current) for link in view.years.links]) == (
        "All uses by year",
        [(2024, "../2024/", "", ""), (2023, "../2023/", "", ""), (2022, "./", "", "page")],
    )
    assert view.years.whole is not None
    assert (view.years.whole.text, view.years.whole.href, view.years.rows) == ("CIW", "../", ())
    assert [(crumb.text, crumb.href) for crumb in page.crumbs] == [
        ("Home", "../../../"),
        ("Glossary", "../../"),
        ("CIW", "../"),
    ]
    assert page.languages == (("en", "glossary/ciw/2022/"), ("cy", "cy/glossary/ciw/2022/"))
    assert (page.section, page.json_ld, page.robots) == ("glossary", "", "")
    html = small.render("glossary/ciw/2022/")
    assert '<h1>CIW in 2022</h1>\n<p class="mb-lede"><a href="../">Care Inspectorate Wales</a></p>' in html
    assert '<p class="mb-order">Used 6 times in 3 meetings.</p>' in html
    assert re.findall(r"<h(\d)", html) == ["1", "2", "2", "2"]


def test_the_page_of_a_long_year_shows_the_latest_and_leads_to_its_months(small: Small) -> None:
    view = view_part(small, "glossary/ciw/2023/")
    assert view.summary == "Used 12 times in 6 meetings."
    assert view.note == "The latest meetings of each body are listed here. All meetings are listed by month."
    assert [(text, count) for text, count, _ in list_bodies(view)] == [("Council", "2 of 5"), ("Cabinet", "1 meeting")]
    assert [(link.year, link.current) for link in view.years.links] == [(2024, ""), (2023, "page"), (2022, "")]
    [months] = view.years.rows
    assert (months.heading, [(one.link.text, one.link.href, one.current) for one in months.links]) == (
        "2023 by month",
        [("March 2023", "03/", ""), ("January 2023", "01/", "")],
    )


def test_the_page_of_a_month_stands_below_its_year(small: Small) -> None:
    page, view = small.views["cy/glossary/ciw/2023/01/"], view_part(small, "cy/glossary/ciw/2023/01/")
    assert page.title == "AGC ym mis Ionawr 2023"
    assert [(crumb.text, crumb.href) for crumb in page.crumbs[1:]] == [
        ("Geirfa", "../../../"),
        ("AGC", "../../"),
        ("2023", "../"),
    ]
    links = [(link.href, link.current) for link in view.years.links]
    assert links == [("../../2024/", ""), ("../", "true"), ("../../2022/", "")]
    [months] = view.years.rows
    assert [(one.link.href, one.current) for one in months.links] == [("../03/", ""), ("./", "page")]
    assert (view.note, [count for _, count, _ in list_bodies(view)]) == ("", ["3 chyfarfod", "1 cyfarfod"])


def test_a_month_is_never_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_years, "MOST", 1)
    small = plan_small(tmp_path, FILES)
    assert max(path.count("/") for path in list_paths(small)) == len(["glossary", "ciw", "2023", "01"])
    view = view_part(small, "glossary/ciw/2023/01/")
    assert (view.note, [count for _, count, _ in list_bodies(view)]) == ("", ["3 meetings", "1 meeting"])


def test_letters_that_are_words_of_another_language_are_marked(tmp_path: Path, few: None) -> None:
    files = {path: text.replace("CIW", "the chair") for path, text in FILES.items()}
    files["glossary.yml"] = "chair: {en: who leads, kind: term}\n"
    small = plan_small(tmp_path, files)
    assert '<h1><span lang="en">chair</span> yn 2022</h1>' in small.render("cy/glossary/chair/2022/")
    assert small.views["cy/glossary/chair/2022/"].title == "chair yn 2022"


def test_titles_tell_namesakes_apart(tmp_path: Path, few: None) -> None:
    files = FILES | {f"content/cabinet/2022-06-{day}.md": USED for day in range(11, 17)}
    files["glossary.yml"] = "CIW:\n" + "".join(
        f"  - {{id: {body}, en: Of the {body}, bodies: [{body}]}}\n" for body in ("council", "cabinet")
    )
    small = plan_small(tmp_path, files)
    assert [
        small.views[f"{lang}glossary/{id}/2022/"].title for lang in ("", "cy/") for id in ("council", "cabinet")
    ] == [
        "CIW in 2022: Of the council",
        "CIW in 2022: Of the cabinet",
        "CIW yn 2022: Of the council",
        "CIW yn 2022: Of the cabinet",
    ]
    assert "<h1>CIW in 2022</h1>" in small.render("glossary/council/2022/"), "its meaning stands below"


def test_a_term_may_be_called_like_a_year(tmp_path: Path, few: None) -> None:
    files = {path: text.replace("CIW", "SPA") for path, text in FILES.items()}
    small = plan_small(tmp_path, files | {"glossary.yml": "SPA: {id: '2022', en: One year}\n"})
    assert {"glossary/2022/", "glossary/2022/2022/", "glossary/2022/2023/01/"} <= set(small.views)


def test_no_page_has_more_than_150_kb(tmp_path: Path, few: None) -> None:
    """Where each line is as long as they get: that of a long name, in the second language, of a month."""
    files = {
        path.replace("council/", "social-care-and-health-scrutiny/").replace("cabinet/", "joint-education-forum/"): text
        for path, text in FILES.items()
    }
    files["content/bodies.yml"] = (
        "social-care-and-health-scrutiny: {name: {en: Social Care and Health Scrutiny Committee}, kind: scrutiny}\n"
        "joint-education-forum: {name: {en: Joint Forum for Education and Skills}, kind: scrutiny}\n"
    )
    files["content/people.yml"] = "jane-rees: {name: Jane Rees}\n"
    html = plan_small(tmp_path, files).render("cy/glossary/ciw/2023/01/")
    lines = re.findall(r'<li><a href="[^"]*#item-2">.*?</li>\n', html)
    assert len(lines) == 4
    longest = max(len(line.encode()) for line in lines)
    assert longest > 130
    assert MOST * longest + len(html.encode()) < 130_000


# The rest of the site


def test_the_search_finds_the_term_on_its_own_page_alone(small: Small) -> None:
    subjects = Subjects(small.register, small.glossed, small.addresses)
    assert not subjects.list_subjects("glossary/ciw/2022/")
    assert "ciw" in [part.anchor for one in subjects.list_subjects("glossary/") for part in one.parts]


def test_the_laws_hold_for_the_pages_of_a_term(tmp_path: Path, few: None, validate_html: ValidateHtml) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    build_site(root, tmp_path / "site")
    assert find_all_breaches(root, tmp_path / "site", languages=("en", "cy")) == []
    names = ("glossary/ciw", "glossary/ciw/2022", "cy/glossary/ciw/2023", "cy/glossary/ciw/2023/01")
    assert not [
        one for one in validate_html([tmp_path / "site" / name / "index.html" for name in names]) if one.kind == "error"
    ]


def test_axe_finds_nothing_on_the_pages_of_a_term(
    tmp_path: Path, few: None, serve_site: ServeSite, page: Page, axe: Axe
) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    build_site(root, tmp_path / "site")
    site = serve_site(tmp_path / "site")
    for there in ("glossary/ciw/", "glossary/ciw/2023/", "cy/glossary/ciw/2023/01/"):
        page.goto(site + there)
        assert not axe(page)


# What is made again. The judge makes what would be kept all the same, and compares.


def list_changed(built: Rebuilt) -> set[str]:
    return {path for path in built.changed if path.startswith("glossary/")}


def test_a_use_more_leaves_the_pages_of_other_years(tmp_path: Path, few: None) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    write_files(root, {"content/council/2023-01-20.md": USED})
    built = build_again(rebuilder, options)
    assert list_changed(built) == {"glossary/", "glossary/ciw/", "glossary/ciw/2023/", "glossary/ciw/2023/01/"}
    others = {"glossary/ciw/2022/", "glossary/ciw/2023/03/", "glossary/ciw/2024/"}
    assert others | {f"cy/{path}" for path in others} <= built.kept
    told = " ".join(built.told["glossary/ciw/2023/"])
    assert "which minutes use en/ciw/2023" in told
    # The first of a year: all pages lead to it.
    write_files(root, {"content/council/2021-01-20.md": USED})
    assert list_changed(build_again(rebuilder, options)) >= {*others, "glossary/ciw/2021/"} - {"glossary/ciw/2023/03/"}


def test_a_use_that_moves_or_goes_is_seen(tmp_path: Path, few: None) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    moved = USED.replace("None.", "CIW sat.").replace("CIW came, and CIW went.", "CIW went.")
    write_files(root, {"content/council/2023-01-10.md": moved})
    built = build_again(rebuilder, options)
    assert list_changed(built) == {"glossary/ciw/2023/01/"}, "it is used as often as before, in another item"
    write_files(root, {"content/council/2023-01-10.md": moved.replace("CIW", "She")})
    built = build_again(rebuilder, options)
    assert list_changed(built) == {"glossary/", "glossary/ciw/", "glossary/ciw/2023/"}
    assert "glossary/ciw/2023/01/" not in built.pages, "the year fits on a page again"
    assert {"glossary/ciw/2022/", "glossary/ciw/2024/"} <= built.kept


def test_a_meeting_whose_number_of_uses_changes_has_only_the_pages_made_again_that_say_so(
    tmp_path: Path, few: None
) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **FILES})
    options, rebuilder = Options(root, tmp_path / "site", today=TODAY), Rebuilder(tmp_path / "cache")
    build_again(rebuilder, options)
    write_files(root, {"content/council/2023-03-10.md": USED + "\nCIW came back.\n"})
    built = build_again(rebuilder, options)
    assert list_changed(built) == {"glossary/", "glossary/ciw/", "glossary/ciw/2023/", "glossary/ciw/2023/03/"}
    assert {"glossary/ciw/2022/", "glossary/ciw/2023/01/"} <= built.kept


def build_again(rebuilder: Rebuilder, options: Options) -> Rebuilt:
    built = rebuilder.build(options)
    assert built is not None
    assert built.changed <= set(built.made)
    return built


# How uses are split

DAYS = st.lists(
    st.tuples(st.sampled_from(["council", "cabinet", "planning"]), st.integers(0, 900)), max_size=40, unique=True
)


def make_uses(days: Sequence[tuple[str, int]]) -> list[MeetingUses]:
    return [
        MeetingUses(f"{body}/{date(2022, 1, 1) + timedelta(days=day)}", "item-1", "1", 1 + day % 3)
        for body, day in sorted(days, key=lambda one: one[1])
    ]


@given(english=DAYS, welsh=DAYS, most=st.integers(1, 30), latest=st.integers(1, 4))
def test_each_use_stands_on_the_page_of_its_time(
    english: list[tuple[str, int]], welsh: list[tuple[str, int]], most: int, latest: int
) -> None:
    by_lang = {"en": make_uses(english), "cy": make_uses(welsh)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term_years, "MOST", most)
        patch.setattr(term_years, "_LATEST_OF_BODY", latest)
        split = split_uses({"ciw": by_lang}, ("en", "cy"))
    for lang, uses in by_lang.items():
        for part, found in [(name.partition("/")[2], found) for name, found in split.uses.items() if name[:2] == lang]:
            when = "-".join(part.split("/")[1:])
            own = [one for one in uses if one.meeting.partition("/")[2].startswith(when)]
            assert (found.meetings, found.times) == (len(own), sum(one.count for one in own))
            assert (found.first, found.latest) == (own[0].meeting, tuple(own[-term_years.LATEST :]))
            listed = split.listed[f"{lang}/{part}"]
            if part in split.parts:
                assert dict(listed.bodies) == {
                    body: sum(one.meeting.startswith(body) for one in own) for body, _ in listed.bodies
                }
                for body, count in listed.bodies:
                    shown = [one for one in listed.meetings if one.meeting.startswith(body)]
                    assert 1 <= len(shown) <= min(latest, count)
                    assert shown == [one for one in own if one.meeting.startswith(body)][-len(shown) :]
                assert len(listed.meetings) <= max(most, len(listed.bodies))
            else:
                assert (listed.meetings, listed.bodies) == (tuple(own), ())
                assert len(own) <= most or part.count("/") == 2
        leaves = [part for part in split.uses if part[:2] == lang and part[3:] not in split.parts]
        assert sorted(one.meeting for part in leaves for one in split.listed[part].meetings) == sorted(
            one.meeting for one in uses
        )
    assert all(later > earlier for names in split.parts.values() for later, earlier in pairwise(names))
