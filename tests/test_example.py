"""Two published minutes, as they are: the first readers that the project was made for. They are read from `shared`, never kept here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.laws import find_all_breaches, find_unfaithful
from tests.support.sites import Page, build_site, read_pages

CABINET = "cabinet/2023-04-18/index.html"
SCRUTINY = "people-scrutiny/2024-07-23/index.html"
PLAN = "plans/ciw-improvement/index.html"


@pytest.fixture(scope="module")
def root(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(shared / "example", tmp_path_factory.mktemp("example") / "root")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("example") / "site"
    build_site(root, site)
    return site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return read_pages(site)


def read_html(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def list_inserted(html: str) -> list[str]:
    """Return the words of each expansion in a page, in order."""
    return [
        " ".join(found.split())
        for found in re.findall(r'<span class="expansion" data-inserted[^>]*>([^<]*)</span>', html)
    ]


def test_all_words_are_there(root: Path, site: Path) -> None:
    assert find_unfaithful(root, site, at_least=2) == []


def test_all_laws_hold(root: Path, site: Path) -> None:
    assert find_all_breaches(root, site, languages=("en", "cy")) == []


def test_camhs_is_explained_at_its_first_use(site: Path) -> None:
    html = read_html(site, CABINET)
    assert list_inserted(html).count("(Child and Adolescent Mental Health Services)") == 1
    first = html.index(">CAMHS</a>", html.index("<article"))
    assert html[first:].startswith('>CAMHS</a><span class="expansion" data-inserted> (Child and Adolescent')


def test_ciw_is_not_explained_twice(site: Path) -> None:
    """Its long form stands in the heading of one item and in the text of the other, before the first use."""
    for name in (CABINET, SCRUTINY):
        assert "(Care Inspectorate Wales)" not in list_inserted(read_html(site, name)), name
        assert re.search(r'<a class="term" href="\.\./\.\./glossary/#ciw">CIW</a>', read_html(site, name)), name


def test_brag_is_explained(site: Path) -> None:
    assert list_inserted(read_html(site, CABINET)).count("(blue, red, amber, green)") == 1


def test_both_owners_of_the_action_are_found(site: Path, pages: dict[str, Page]) -> None:
    html = read_html(site, "actions/2024/index.html")
    for person, name in (("jane-rodgers", "Jane Rodgers"), ("diane-corrister", "Diane Corrister")):
        assert re.search(rf'<a href="\.\./\.\./people/{person}/"[^>]*>{name}</a>', html), name
        own = pages[f"people/{person}/index.html"]
        assert any(
            address.startswith("../../people-scrutiny/2024-07-23/#item-3-action-1") for _, address in own.links
        ), name


def test_the_office_owns_the_actions_of_the_plan(site: Path, pages: dict[str, Page]) -> None:
    plan = read_html(site, PLAN)
    owner = (
        r'<a href="\.\./\.\./offices/cd-social-services/"[^>]*>Corporate Director, Social Services and Wellbeing</a>'
    )
    assert len(re.findall(owner, plan)) == 2
    office = pages["offices/cd-social-services/index.html"]
    led = {address.rpartition("#")[2] for _, address in office.links if "plans/ciw-improvement/" in address}
    assert {"workforce", "key"} <= led


def test_the_plan_shows_its_key(pages: dict[str, Page]) -> None:
    text = " ".join(pages[PLAN].text.split())
    for word in (
        "Complete",
        "On track to complete within the timescales",
        "In progress, with concerns about meeting the timescales",
        "Not on track at the moment",
    ):
        assert word in text, word


def test_the_decision_and_the_summary_are_set_apart(site: Path) -> None:
    assert len(re.findall(r'class="mb-record mb-decision"', read_html(site, CABINET))) == 1
    assert len(re.findall(r'class="mb-record mb-summary-record"', read_html(site, SCRUTINY))) == 1
    assert len(re.findall(r'class="mb-record mb-action"', read_html(site, SCRUTINY))) == 1


def test_the_draft_says_that_it_is_one(pages: dict[str, Page]) -> None:
    assert "draft" in pages[SCRUTINY].text.lower()
