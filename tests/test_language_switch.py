"""From a place on a page to the same place in another language, and back: by the switch of the page, and by the one beside an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from minutebook.i18n import catalogue, forget_languages, languages
from minutebook.pages.languages import link_languages, list_others
from minutebook.render import make_environment
from minutebook.urls import Addresses
from tests.support.axe import Axe
from tests.support.chromium import OpenPage
from tests.support.laws import resolve
from tests.support.pages_server import ServeSite
from tests.support.registers import TEMPLATES, plan_small
from tests.support.sites import Page as ReadPage
from tests.support.sites import build_site, write_files

ROOT = Path(__file__).parent.parent
PHONE = {"width": 320, "height": 640}
MEETING = "planning/2025-01-15/"
PLACES = (
    f"{MEETING}#item-3",
    f"{MEETING}#lodges-refused",
    "glossary/#casting-vote",
    "decisions/2025/#_planning-2025-01-15-lodges-refused",
    "plans/children-improvement/#late-visits",
    "people/gareth-lewin/#_actions",
    "how-to-read/#colours",
)
"""A place on each kind of page that has any; the first two in the minutes themselves."""
ITEM = re.compile(r'<div class="mb-item[^"]*" id="([^"]+)"|<li class="mb-entry mb-planned" id="([^"]+)"')


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site, "/a/deep/base/")


@pytest.fixture(params=["en", "cy"])
def ways(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """What stands before an address here and there, and what the language there is called."""
    return ("", "cy/", "Cymraeg") if request.param == "en" else ("cy/", "", "English")


def expect_in_view(page: Page) -> None:
    """Fail unless the place that the address names is there, and begins on the screen."""
    place = page.locator(page.url[page.url.index("#") :])
    expect(place).to_have_count(1)
    page.wait_for_function(
        "id => { const { top } = document.getElementById(id).getBoundingClientRect(); return top >= -1 && top < innerHeight - 40; }",
        arg=page.url.partition("#")[2],
    )


def test_every_item_leads_to_itself_in_the_other_language(sample_pages: dict[str, ReadPage], sample_site: Path) -> None:
    counted = alone = 0
    for name, page in sample_pages.items():
        here = name.startswith("cy/")
        other = name.removeprefix("cy/") if here else f"cy/{name}"
        found = [(code, resolve(name, address)) for code, address in page.switches if "#" in address]
        items = ["".join(item) for item in ITEM.findall((sample_site / name).read_text(encoding="utf-8"))]
        minutes = ROOT / "content" / name.removeprefix("cy/").removesuffix("/index.html")
        if minutes.with_suffix(".md").is_file() != minutes.with_suffix(".cy.md").is_file():
            items = []  # minutes in one language are the same on both pages
            alone += 1
        assert found == [("en" if here else "cy", (other, item)) for item in items], name
        assert set(items) <= set(sample_pages[other].ids) if items else True, name
        counted += len(items)
    assert counted > 300
    assert alone > 4


def test_minutes_that_another_page_does_not_show_have_no_place_there(tmp_path: Path) -> None:
    files = {
        "content/site.yml": "name: Test\nlanguages: [en, cy]\nmissing: link\n",
        "content/council/2024-01-10.md": "## 1. One\n\nRESOLVED so.\n",
        "content/council/2024-02-10.md": "## 1. One\n\nRESOLVED so.\n",
        "content/council/2024-02-10.cy.md": "## 1. Un\n\nPENDERFYNWYD felly.\n",
    }
    small = plan_small(tmp_path, files)
    assert "mb-same-place" not in small.render("council/2024-01-10/")
    assert 'href="../../cy/council/2024-02-10/#item-1" lang="cy"' in small.render("council/2024-02-10/")


@pytest.fixture
def third_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One more catalogue: that of English, under another name."""
    for code, path in languages.language_files().items():
        text = path.read_text(encoding="utf-8")
        (tmp_path / f"{code}.yml").write_text(text, encoding="utf-8")
        if code == "en":
            (tmp_path / "qps.yml").write_text(text.replace("name: English", "name: Third", 1), encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    catalogue.cache_clear()
    forget_languages()
    yield "qps"
    monkeypatch.undo()
    catalogue.cache_clear()
    forget_languages()


def test_a_third_language_has_its_own_link(tmp_path: Path, third_language: str) -> None:
    context = plan_small(tmp_path / "council", {"content/council/2024-01-10.md": "## 1. One\n"}).context("cy")
    context = replace(context, addresses=Addresses(("en", "cy", third_language)))
    found = link_languages(context, list_others(context), "cy/plans/a/", ("plans", "a"), "b")
    assert [(link.text, link.href, link.lang) for link in found] == [
        ("English", "../../../plans/a/#b", "en"),
        ("Third", "../../../qps/plans/a/#b", "qps"),
    ]
    template = make_environment([TEMPLATES]).from_string(
        '{% from "macros/links.html" import languages %}{{ languages(places) }}'
    )
    assert template.render(places=found).strip() == (
        '<p class="mb-same-place" data-inserted><a href="../../../plans/a/#b" lang="en" hreflang="en">English</a> '
        '<a href="../../../qps/plans/a/#b" lang="qps" hreflang="qps">Third</a></p>'
    )


def test_without_scripts_the_link_beside_an_item_leads_to_it(
    site: str, ways: tuple[str, str, str], open_page: OpenPage
) -> None:
    here, there, name = ways
    page = open_page(java_script_enabled=False, viewport=PHONE)
    for address in (f"{MEETING}#item-3", f"{MEETING}#preamble", "plans/children-improvement/#late-visits"):
        page.goto(f"{site}{here}{address}")
        expect(page.locator(".mb-same-place:visible")).to_have_count(1)
        link = page.locator(f"#{address.partition('#')[2]} .mb-same-place").get_by_role("link", name=name, exact=True)
        link.click()
        expect(page).to_have_url(f"{site}{there}{address}")
        expect(page.locator("html")).to_have_attribute("lang", "cy" if there else "en")
        place = page.locator(f"#{address.partition('#')[2]}")
        expect(place.locator(":is(h2, h3, p)").first).to_be_in_viewport()
        # What is reached next by keyboard stands in that place: nobody is sent back to the top.
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(
            "(one, id) => document.getElementById(id).contains(one)", address.partition("#")[2]
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_link_beside_an_item_is_for_everybody(scheme: str, site: str, open_page: OpenPage, axe: Axe) -> None:
    page = open_page(viewport=PHONE, color_scheme=scheme)
    for address in (f"{MEETING}#item-3", "cy/plans/children-improvement/#late-visits"):
        page.goto(site + address)
        link = page.locator(".mb-same-place:visible a")
        expect(link).to_have_count(1)
        box = link.bounding_box()
        assert box
        assert box["height"] >= 24, "too small for a finger (WCAG 2.2, 2.5.8)"
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_link_beside_an_item_is_seen_only_by_who_came_there(site: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{MEETING}")
    assert page.locator(".mb-same-place").count() > 5
    expect(page.locator(".mb-same-place:visible")).to_have_count(0)
    page.locator("#item-4 .mb-permalink").click()
    expect(page.locator("#item-4 .mb-same-place")).to_be_visible()
    # A record is no item, but stands in one.
    page.goto(f"{site}{MEETING}#lodges-refused")
    expect(page.locator("#item-5 .mb-same-place")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".mb-same-place:visible")).to_have_count(0)


@pytest.mark.parametrize("address", PLACES)
def test_the_switch_leads_to_the_same_place(
    address: str, site: str, ways: tuple[str, str, str], open_page: OpenPage
) -> None:
    here, there, name = ways
    page = open_page(viewport=PHONE)
    page.goto(f"{site}{here}{address}")
    switch = page.locator(".mb-languages").get_by_role("link", name=name, exact=True)
    expect(switch).to_have_attribute("href", f"{site}{there}{address}")
    switch.click()
    expect(page).to_have_url(f"{site}{there}{address}")
    expect_in_view(page)


def test_the_switch_follows_what_the_reader_goes_to(site: str, page: Page) -> None:
    page.goto(f"{site}{MEETING}")
    switch = page.locator(".mb-languages a")
    expect(switch).to_have_attribute("href", f"../../cy/{MEETING}")
    page.locator("#item-6 .mb-permalink").click()
    expect(switch).to_have_attribute("href", f"{site}cy/{MEETING}#item-6")
    page.locator("#item-4 .mb-permalink").click()
    expect(switch).to_have_attribute("href", f"{site}cy/{MEETING}#item-4")
    page.go_back()
    expect(switch).to_have_attribute("href", f"{site}cy/{MEETING}#item-6")
    page.go_back()
    expect(switch).to_have_attribute("href", f"{site}cy/{MEETING}")
    switch.press("Enter")
    expect(page).to_have_url(f"{site}cy/{MEETING}")


def test_a_letter_of_one_alphabet_is_none_of_another(site: str, page: Page) -> None:
    page.goto(f"{site}glossary/")
    page.locator(".mb-az a").nth(3).click()
    expect(page).to_have_url(re.compile(r"#_letter-\d+$"))
    expect(page.locator(".mb-languages a")).to_have_attribute("href", "../cy/glossary/")


def test_the_search_keeps_what_was_looked_for(site: str, page: Page) -> None:
    """By the link below the results."""
    page.goto(f"{site}search/?q=Cymru")
    also = page.locator("[data-search-also=cy] a")
    expect(also).to_be_visible()
    also.click()
    expect(page).to_have_url(f"{site}cy/search/?q=Cymru")
    expect(page.locator("[data-search-hits] > li").first).to_be_visible()


def test_the_switch_takes_the_search_along(site: str, ways: tuple[str, str, str], page: Page) -> None:
    here, there, name = ways
    page.goto(f"{site}{here}search/?q=Cymru&year=2025&kind=decision&order=date")
    switch = page.locator(".mb-languages").get_by_role("link", name=name, exact=True)
    chosen = page.locator("[data-search-filter] input:checked")
    expect(chosen).to_have_count(2)
    asked = "search/?q=Cymru&year=2025&kind=decision&order=date"
    expect(switch).to_have_attribute("href", f"{site}{there}{asked}")
    switch.click()
    expect(page).to_have_url(f"{site}{there}{asked}")
    expect(chosen).to_have_count(2)
    assert sorted(one.get_attribute("value") or "" for one in chosen.all()) == ["2025", "decision"]
    expect(page.locator("[data-search-page] [name=q]")).to_have_value("Cymru")


def test_the_switch_follows_the_search(site: str, page: Page) -> None:
    page.goto(f"{site}search/")
    switch = page.locator(".mb-languages a")
    words = page.locator("[data-search-words]")
    expect(switch).to_have_attribute("href", re.compile("cy/search/$"))
    words.fill("care & co")
    expect(switch).to_have_attribute("href", f"{site}cy/search/?q=care+%26+co")
    words.fill("care")
    words.press("Enter")
    expect(switch).to_have_attribute("href", f"{site}cy/search/?q=care")
    box = page.locator("[data-search-filter=kind] label:not([hidden]) input").first
    box.evaluate("one => one.closest('details').open = true")
    box.check()
    expect(switch).to_have_attribute("href", f"{site}cy/search/?q=care&kind={box.get_attribute('value')}")
    page.go_back()
    expect(switch).to_have_attribute("href", f"{site}cy/search/?q=care")


def test_a_search_whose_index_is_lost_goes_along_too(site: str, page: Page) -> None:
    page.route("**/search/en/**", lambda route: route.abort())
    page.goto(f"{site}search/?q=Cymru&year=2025")
    expect(page.locator("[data-search-broken]")).to_be_visible()
    expect(page.locator(".mb-languages a")).to_have_attribute("href", f"{site}cy/search/?q=Cymru&year=2025")


def test_a_place_that_only_the_other_language_has_leads_to_what_it_stands_in(
    tmp_path: Path, serve_site: ServeSite, page: Page
) -> None:
    long = "Words.\n\n" * 40
    files = {
        "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
        "content/bodies.yml": "council: {name: {en: Council, cy: Y Cyngor}}\n",
        "content/council/2024-01-10.md": f"## 1. One\n\n{long}## 2. Two\n\nRESOLVED so.\n\n{long}",
        "content/council/2024-01-10.cy.md": f"## 1. Un\n\n## 2. Dau\n\nPENDERFYNWYD a.\n\nPENDERFYNWYD b.\n\n{long}",
    }
    build_site(write_files(tmp_path / "root", files), tmp_path / "site")
    site = serve_site(tmp_path / "site")
    html = (tmp_path / "site/cy/council/2024-01-10/index.html").read_text(encoding="utf-8")
    ids = re.findall(r'id="(item-2-decision-cy-\d)"', html)
    assert len(ids) == 2
    page.goto(f"{site}cy/council/2024-01-10/#{ids[1]}")
    page.locator(".mb-languages a").click()
    expect(page).to_have_url(f"{site}council/2024-01-10/#item-2")
    expect_in_view(page)
    page.goto(f"{site}council/2024-01-10/#nothing-like-it")
    expect(page).to_have_url(f"{site}council/2024-01-10/#nothing-like-it")
