"""The shell and every component of a page, as a browser shows them: cases/theme/components.html holds each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.sync_api import Page, expect

from minutebook import i18n
from minutebook.theme import BOX_STRINGS, STRINGS, Shell, ShellLink, Theme
from tests.support.axe import Axe
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.validator import ValidateHtml

ROOT = Path(__file__).parent.parent
PHONE = {"width": 320, "height": 640}
YEARS = tuple(ShellLink(year, f"#{year}") for year in ("2023", "2022"))
BODIES = (ShellLink("Cabinet", "#cabinet", current=True, children=YEARS), ShellLink("Council", "#council"))
COMPONENTS = Shell(
    site_name="Pontycapel County Borough Council",
    lang="en",
    dir="ltr",
    title="Components",
    root="../",
    strings={key: i18n.catalogue("en").entries[f"shell.{key}"].forms["text"] for key in (*STRINGS, *BOX_STRINGS)},
    search="../search/",
    index="../search/",
    dates=("d MMMM y", *("January", "February", "March", "April", "May", "June")),
    nav=(ShellLink("Meetings", "#m", current=True, children=BODIES), ShellLink("Decisions", "#d")),
    breadcrumbs=(ShellLink("Home", "../"), ShellLink("Cabinet", "#cabinet")),
    language_links=(ShellLink("Cymraeg", "#cy", lang="cy"),),
    notices=("This council is made up.",),
    footer_links=(ShellLink("About", "#about"),),
    footer_text="Published by the clerk.",
    page_kind="meeting",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("theme")
    theme = Theme([ROOT / "templates"])
    body = Markup((ROOT / "tests/cases/theme/components.html").read_text(encoding="utf-8"))
    pages = {"components/index.html": theme.wrap(COMPONENTS, body).encode()}
    for path, content in {**pages, **dict(theme.assets([(COMPONENTS.strings, COMPONENTS.dates)]))}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def url(site: Path, serve_site: ServeSite) -> str:
    return serve_site(site) + "components/"


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_html_is_valid(site: Path, validate_html: ValidateHtml) -> None:
    found = validate_html([site / "components/index.html"])
    assert not [message for message in found if message.kind == "error"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everyone_can_use_it(url: str, open_page: OpenPage, axe: Axe, width: int, scheme: str) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert not axe(page)


@pytest.mark.parametrize("options", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_everyone_can_use_it_with_more_contrast(
    url: str, open_page: OpenPage, axe: Axe, options: dict[str, str]
) -> None:
    page = open_page(**options)
    page.goto(url)
    assert not axe(page)


def test_nothing_fails_in_the_console(url: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    expect(page.locator("[data-appearance]")).to_be_visible()
    assert said == []


def test_skip_link_comes_first_and_leads_to_the_content(url: str, page: Page) -> None:
    page.goto(url)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    expect(page.locator(".md-skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#_content")).to_be_focused()


def test_menu_opens_and_closes_by_keyboard(url: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(url)
    opener = page.get_by_role("button", name="Menu", exact=True)
    menu = page.get_by_role("navigation", name="Main navigation")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link", name="Meetings")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press(" ")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Close menu").click()
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()


def test_menu_opens_without_scripts(url: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(url)
    menu = page.get_by_role("navigation", name="Main navigation")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Cabinet")).to_be_visible()
    menu.get_by_role("link", name="Close menu").click()
    expect(menu).to_be_hidden()
    expect(page.locator("[data-appearance]")).to_be_hidden()
    expect(page.locator("[data-copy]")).to_be_hidden()


def test_colours_follow_the_system_without_scripts(url: str, open_page: OpenPage) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme, java_script_enabled=False)
        page.goto(url)
        grounds.add(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert grounds == {"rgb(251, 250, 246)", "rgb(19, 24, 22)"}


def test_a_choice_of_colours_is_remembered(url: str, open_page: OpenPage) -> None:
    page = open_page(color_scheme="light")
    page.goto(url)
    light = ground(page)
    page.get_by_label("Dark").check()
    dark = ground(page)
    assert dark != light
    page.reload()
    assert ground(page) == dark
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("As on my device").check()
    assert ground(page) == light
    page.emulate_media(color_scheme="dark")
    assert ground(page) == dark
    page.get_by_label("Light").check()
    page.reload()
    assert ground(page) == light
    page.get_by_label("Higher contrast").check()
    page.reload()
    assert ground(page) == "rgb(255, 255, 255)"
    page.get_by_label("Higher contrast").uncheck()
    assert ground(page) == light


def test_address_of_an_item_is_copied(url: str, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(url)
    page.locator(".mb-link-help summary").click()
    button = page.locator("button[data-copy]")
    expect(button).to_have_text("Copy the address of item 5")
    button.click()
    expect(page.locator(".mb-link-help [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{url}#item-5"
    expect(button).to_have_text("Copy the address of item 5")


def test_touch_targets_of_the_shell_are_large(url: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(url)
    page.get_by_role("button", name="Menu", exact=True).click()
    shell = ".mb-header a, .mb-header button, .mb-footer a, .mb-footer label, .mb-pager a, .mb-link-help summary"
    sizes = page.locator(shell).evaluate_all(
        "all => all.filter(one => one.offsetHeight < 44).map(one => one.outerHTML)"
    )
    assert sizes == []


def test_paper_shows_the_record_and_no_navigation(url: str, page: Page) -> None:
    page.goto(url)
    page.emulate_media(media="print")
    for hidden in (".mb-nav", ".mb-breadcrumbs", ".mb-pager", ".mb-find", ".mb-permalink", ".mb-contents"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".mb-name", "article[data-record]", ".expansion", ".mb-notice-draft"):
        expect(page.locator(shown).first).to_be_visible()
    after = "one => getComputedStyle(one, '::after').content"
    assert "report.pdf" in page.locator(".mb-documents a").first.evaluate(after)
