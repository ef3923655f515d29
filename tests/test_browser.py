"""The sample council's site in Chromium, as the public meets it: on a phone, by keyboard, without scripts, on paper, under any base path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import OpenPage
from tests.support.laws import resolve
from tests.support.pages_server import ServeSite
from tests.support.sites import Kinds, build_site, list_kinds, write_files
from tests.support.sites import Page as ReadPage

PHONE = {"width": 320, "height": 640}
MEETING = "council/2024-12-10/"


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site)


def list_addresses(kinds: Kinds, *langs: str) -> Iterator[tuple[str, str]]:
    """Yield a name and an address for the largest page of each kind, in each of the languages."""
    for kind, pages in kinds.items():
        for lang in langs:
            if lang in pages:
                yield f"{kind} in {lang}", pages[lang].removesuffix("index.html")


def test_every_kind_of_page_reads_without_scripts(sample_kinds: Kinds, site: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE)
    looked_at: set[str] = set()
    for name, address in list_addresses(sample_kinds, "en", "cy"):
        looked_at.add(name.rpartition(" ")[2])
        page.goto(site + address)
        expect(page.locator("main h1")).to_have_count(1)
        expect(page.locator("main h1")).to_be_visible()
        words = page.locator("main").inner_text()
        assert len(words.split()) > 12, name
        # What only a script can work is not offered: buttons, and the form and lists of the search, which says so.
        assert page.locator("main [hidden]:not(button, [data-search-page] *)").count() == 0, name
        if page.locator("[data-search-page]").count():
            expect(page.locator("main noscript p")).to_be_visible()
            assert page.locator("main .mb-rows a").count() > 12, name
    assert looked_at == {"en", "cy"}
    page.goto(f"{site}cy/{MEETING}")
    expect(page.locator("article[data-record]")).to_be_visible()
    expect(page.locator("article[data-record] .expansion").first).to_be_visible()


def test_nothing_scrolls_sideways_on_a_phone_nor_fails_in_the_console(
    sample_kinds: Kinds, site: str, open_page: OpenPage
) -> None:
    page = open_page(viewport=PHONE)
    wide: dict[str, int] = {}
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name, address in list_addresses(sample_kinds, "en", "cy"):
        page.goto(site + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[name] = width
    assert wide == {}
    assert said == []


def test_very_long_words_do_not_widen_a_page(tmp_path: Path, serve_site: ServeSite, open_page: OpenPage) -> None:
    long = "x" * 300
    words = {"en": long, "cy": long}
    files = {
        "content/site.yml": f"name: {long}\n",
        "content/bodies.yml": f"council: {{name: {long}, about: {long}}}\n",
        "content/people.yml": f"jane-rees: {{name: {long}, memberships: [{{body: council, role: {long}}}]}}\n",
        "content/offices.yml": f"leader: {{title: {long}}}\n",
        "glossary.yml": f"CIW: {json.dumps(words)}\n",
        "content/plans/one.yml": f"title: {long}\nbody: council\nactions: [{{id: a, title: {long}, owner: {long}, status: red}}]\n",
        "content/council/2024-01-10.md": (
            f"---\nplace: {long}\npresent: {long}\nattending: jane-rees ({long})\n---\n\n## 5. {long}\n\n"
            f"RESOLVED: {long}. Action: {long} by 5 May.\n\n- {long}\n\n| {long} |\n|---|\n| {long} |\n\n`{long}` https://example.org/{long}\n"
        ),
    }
    folder = tmp_path / "site"
    build_site(write_files(tmp_path / "root", files), folder)
    site = serve_site(folder)
    page = open_page(viewport=PHONE)
    wide: dict[str, int] = {}
    for name, address in list_addresses(list_kinds(folder), "en"):
        page.goto(site + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[name] = width
    assert wide == {}


def test_menu_opens_and_closes_by_keyboard(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(site + MEETING)
    opener = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Main navigation")
    expect(menu).to_be_hidden()
    opener.press("Enter")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="Meetings")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    menu.get_by_role("link", name="Glossary").press("Enter")
    expect(page).to_have_url(site + "glossary/")
    expect(page.get_by_role("heading", level=1, name="Glossary")).to_be_visible()


def test_skip_link_leads_past_the_menu(site: str, page: Page) -> None:
    page.goto(site + MEETING)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#_content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => document.querySelector('main').contains(one)")


def test_language_switch_leads_to_the_same_page_and_back(site: str, page: Page) -> None:
    page.goto(site + MEETING)
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(f"{site}cy/{MEETING}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.locator(".mb-languages").get_by_role("link", name="English").click()
    expect(page).to_have_url(site + MEETING)


def test_every_page_has_a_switch_to_itself_in_the_other_language(sample_pages: dict[str, ReadPage]) -> None:
    for name, page in sample_pages.items():
        if name == "404.html":
            continue
        other = name.removeprefix("cy/") if name.startswith("cy/") else f"cy/{name}"
        code = "en" if name.startswith("cy/") else "cy"
        # Those that lead to one place of the page have their own test (test_language_switch).
        switches = [address for found, address in page.switches if found == code and "#" not in address]
        # The page of the search has a second one, to be shown with the number of what the other language would find.
        times = 2 if name.endswith("search/index.html") else 1
        assert [resolve(name, address)[0] for address in switches] == [other] * times, name


def test_a_link_to_an_item_shows_that_item(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{site}{MEETING}#item-6")
    heading = page.locator("#item-6 h2")
    expect(heading).to_be_in_viewport()
    assert heading.evaluate(
        "one => document.elementFromPoint(one.getBoundingClientRect().x + 5, "
        "one.getBoundingClientRect().y + 5).closest('#item-6') !== null"
    ), "something covers it"


def test_paper_shows_the_record_and_no_navigation(site: str, page: Page) -> None:
    page.goto(site + MEETING)
    page.emulate_media(media="print")
    for hidden in (
        ".mb-nav",
        ".mb-breadcrumbs",
        ".mb-pager",
        ".mb-languages",
        ".mb-footer form",
        ".mb-permalink",
        ".mb-contents",
    ):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    for shown in ("h1", "article[data-record]", ".expansion", "#_attendance"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )


def test_dark_scheme(sample_kinds: Kinds, site: str, open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    for kind in ("home", "meeting", "plan"):
        page.goto(site + sample_kinds[kind]["en"].removesuffix("index.html"))
        ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", ground)[:3])) < 150, f"{kind}: {ground}"


@pytest.mark.parametrize("base", ["/", "/a/deep/base/"])
def test_what_is_not_there_leads_on(
    base: str, sample_council: Path, tmp_path: Path, serve_site: ServeSite, page: Page
) -> None:
    folder = tmp_path / "site"
    build_site(sample_council, folder, base_url=f"https://example.org{base}")
    site = serve_site(folder, base)
    answer = page.goto(site + "no/such/page/at/all")
    assert answer
    assert answer.status == 404
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != "rgba(0, 0, 0, 0)", (
        "its style sheet is missing"
    )
    addresses = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    links = {urljoin(page.url, address) for address in addresses if not address.startswith(("#", "mailto:"))}
    assert len(links) > 5
    for link in sorted(links):
        assert link.startswith(site), f"{link} leaves {site}"
        assert fetch_status(link) == 200, link
    page.locator(".mb-name").click()
    expect(page).to_have_url(site)


@pytest.fixture
def sample_council(tmp_path: Path) -> Path:
    """A council of one page a kind: quick to build again."""
    files = {
        "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
        "content/bodies.yml": "council: {name: Council}\n",
        "content/pages/about.md": "---\ntitle: About\nmenu: footer\n---\n\nWords.\n",
        "content/council/2024-01-10.md": "## 1. Apologies\n\nRESOLVED: so.\n",
    }
    return write_files(tmp_path / "root", files)


def fetch_status(address: str) -> int:
    try:
        with urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code
