"""404.html: one page for every address that leads nowhere, whose reader's language comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import Axe
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite

HEADINGS = {"en": "Page not found", "cy": "Heb ddod o hyd i'r dudalen"}


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site)


def read_order(page: Page) -> list[str]:
    """Return the languages of the parts in the order in which they are read."""
    return [str(part.get_attribute("lang")) for part in page.locator("main section[lang]").all()]


@pytest.mark.parametrize(
    ("address", "order"),
    [
        ("cy/nonesuch", ["cy", "en"]),
        ("cy/council/1999-01-01/?q=a#item-2", ["cy", "en"]),
        ("nonesuch/", ["en", "cy"]),
        ("cymru/", ["en", "cy"]),
        ("council/cy/", ["en", "cy"]),
        ("404.html", ["en", "cy"]),
    ],
)
def test_the_language_of_the_address_comes_first(address: str, order: list[str], site: str, page: Page) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(site + address)
    assert read_order(page) == order
    assert page.locator("main :is(h1, h2)").evaluate_all("all => all.map(one => [one.localName, one.innerText])") == [
        ["h1", HEADINGS[order[0]]],
        ["h2", HEADINGS[order[1]]],
    ]
    # What is round the parts stays in the first language, and says so.
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert [one for one in wrong if "404" not in one] == []


def test_the_keyboard_comes_to_the_language_of_the_address_first(site: str, page: Page) -> None:
    page.goto(f"{site}cy/nonesuch")
    page.locator("#_content").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hafan")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Chwilio")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}cy/search/")


def test_both_orders_are_for_everybody(site: str, page: Page, axe: Axe) -> None:
    for address in ("nonesuch", "cy/nonesuch"):
        page.goto(site + address)
        assert axe(page) == ()


def test_without_scripts_each_language_is_there_with_a_switch(site: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}cy/no/such/page")
    assert read_order(page) == ["en", "cy"]
    page.locator(".mb-languages").get_by_role("link", name="Cymraeg", exact=True).click()
    expect(page).to_have_url(f"{site}cy/")


def test_its_script_is_on_no_other_page(sample_site: Path) -> None:
    (script,) = sample_site.glob("assets/js/notfound/order.*.js")
    pages = [page for page in sample_site.rglob("*.html") if script.name in page.read_text(encoding="utf-8")]
    assert pages == [sample_site / "404.html"]


def test_it_is_no_page_in_another_language(sample_site: Path) -> None:
    html = (sample_site / "404.html").read_text(encoding="utf-8")
    assert 'rel="alternate"' not in html
    assert 'rel="canonical"' not in html
