"""The panel of a term and the switch over the minutes: by mouse, keyboard, touch and screen reader, on paper and without scripts.

Most is asked of the sample council; of a council made here what its minutes lack: tables, long meanings, terms at every edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support.axe import Axe
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.sites import build_site, write_files

PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
WIDE: Final[ViewportSize] = {"width": 1280, "height": 800}
MEETING: Final = "planning/2025-01-15/"
PANEL: Final = ".mb-panel"
LINGER: Final = 500
"""Milliseconds after which a panel that is to close by itself has done so: longer than CLOSE_AFTER in terms.js."""
LONG: Final = " ".join(["a scheme with a name that takes its time"] * 40)
COUNCIL: Final = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "glossary.yml": (
        "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru}\n"
        "EH: {en: Early Help, cy: Cymorth Cynnar}\n"
        f"SLOW: {{en: {LONG}, cy: {LONG}, expand: never}}\n"
        "Early Years Partnership Board: {en: The board that plans for the early years, kind: term}\n"
    ),
    "content/council/2024-01-10.md": (
        "## 1. Inspection\n\nThe CIW came.\n\nRESOLVED: to note what the CIW said.\n\n"
        "## 2. Words of all lengths\n\n"
        + " ".join(f"{'word ' * (number % 7)}CIW {'x' * (number % 11)} EH, SLOW" for number in range(10))
        + " and the Early Years Partnership Board, the Early Years Partnership Board, and SLOW.\n\n"
        "## 3. A table\n\n| Figure | Spring | Summer | Autumn | Winter | Who |\n|---|---|---|---|---|---|\n"
        + "".join(f"| Visits by CIW | {n}00 thousand | {n}00 thousand | 3 | 4 | EH |\n" for n in range(4))
        + "\n## 4. Nothing more\n\nSLOW.\n"
    ),
    "content/council/2024-02-14.md": (
        "## 1. Inspection\n\nCare Inspectorate Wales (CIW) came. The CIW left.\n\n"
        "## 2. Help\n\nEH (early\nhelp) is new. EH (help) and (EH) are not.\n"
    ),
    "content/council/2024-03-13.md": "## 1. Apologies\n\nNone.\n",
    "content/council/2024-04-10.md": (
        "---\npresent: Nest Alun (CIW), Elin Huws (EH)\n---\n## 1. Visits\n\nEH spoke. CIW was thanked.\n"
    ),
}


@pytest.fixture(scope="module")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    build_site(write_files(folder / "root", COUNCIL), folder / "site")
    return folder / "site"


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site)


@pytest.fixture
def made(made_site: Path, serve_site: ServeSite) -> str:
    return serve_site(made_site)


@pytest.fixture
def visit(open_page: OpenPage) -> Iterator[OpenPage]:
    """Opens pages as `open_page` does; at the end nothing may have been said in their consoles, as of the policy."""
    said: list[str] = []

    def open_listening(**options: object) -> Page:
        page = open_page(**options)
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        return page

    yield open_listening
    assert said == []


def find_term(page: Page, letters: str, number: int = 0) -> Locator:
    return page.locator("article[data-record] a.term", has_text=re.compile(f"^{letters}$")).nth(number)


def find_entry(term: Locator) -> str:
    """Returns the address of the entry that a term leads to."""
    address = str(term.evaluate("one => one.href"))
    assert "/glossary/" in address
    return address


def rest_on(page: Page, one: Locator) -> None:
    """Moves the mouse to an element in steps, as a hand does, and lets it rest there."""
    box = one.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)


# A mouse


def test_a_mouse_opens_the_panel_and_may_enter_it(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    term, panel = find_term(page, "HGV"), page.locator(PANEL)
    term.scroll_into_view_if_needed()
    expect(panel).to_be_hidden()
    rest_on(page, term)
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("heavy goods vehicle")
    expect(panel.get_by_role("link", name="More in the glossary")).to_be_hidden()
    rest_on(page, panel)
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_visible()
    page.mouse.move(5, 5, steps=8)
    expect(panel).to_be_hidden()


def test_escape_closes_under_a_resting_mouse(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    term, panel = find_term(page, "HGV"), page.locator(PANEL)
    term.scroll_into_view_if_needed()
    rest_on(page, term)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_hidden()
    page.mouse.move(5, 5, steps=8)
    rest_on(page, term)
    expect(panel).to_be_visible()


def test_a_mouse_that_passes_opens_nothing(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    term = find_term(page, "HGV")
    term.scroll_into_view_if_needed()
    rest_on(page, term)
    page.mouse.move(5, 5)
    page.wait_for_timeout(LINGER)
    expect(page.locator(PANEL)).to_be_hidden()


def test_nothing_opens_while_words_are_selected(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "council/2024-02-14/")
    term, panel = find_term(page, "CIW", 1), page.locator(PANEL)
    box = term.bounding_box()
    assert box
    line, start, end = box["y"] + box["height"] / 2, box["x"] - 20, box["x"] + box["width"] + 30
    page.mouse.move(start, line)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, line, steps=8)
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_hidden()
    page.mouse.move(end, line, steps=4)
    page.mouse.up()
    assert "CIW" in page.evaluate("getSelection().toString()")
    # Pressed on the link itself, before the moment is over: and once let go of, it opens again.
    page.mouse.click(5, 5)
    page.mouse.move(start, line)
    page.mouse.move(box["x"] + box["width"] / 2, line)
    page.mouse.down()
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_hidden()
    page.mouse.move(start, line)
    page.mouse.up()
    rest_on(page, term)
    expect(panel).to_be_visible()


def test_a_panel_gives_way_to_a_selection_at_once(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "council/2024-02-14/")
    find_term(page, "CIW", 1).focus()
    expect(page.locator(PANEL)).to_be_visible()
    still_open = """(one) => {
      const pressed = { pointerType: "mouse", buttons: 1, bubbles: true };
      one.dispatchEvent(new PointerEvent("pointerdown", pressed));
      return document.querySelector(".mb-panel").matches(":popover-open");
    }"""
    assert page.locator(PANEL).evaluate(still_open)
    assert not page.locator("article h2").first.evaluate(still_open)


def test_one_panel_at_a_time(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "council/2024-01-10/")
    find_term(page, "CIW").focus()
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Care Inspectorate Wales")
    rest_on(page, find_term(page, "EH"))
    expect(panel).to_contain_text("Early Help")
    expect(panel).not_to_contain_text("Care Inspectorate")
    expect(page.locator("a.term[data-open]")).to_have_count(1)


def test_the_link_stays_a_link(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    term = find_term(page, "HGV")
    entry = find_entry(term)
    term.scroll_into_view_if_needed()
    with page.context.expect_page() as opened:
        term.click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(entry)
    term.click()
    expect(page).to_have_url(entry)


# A keyboard


def test_focus_opens_the_panel_and_escape_leaves_focus_where_it_is(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    term, panel = find_term(page, "HGV"), page.locator(PANEL)
    entry = find_entry(term)
    term.focus()
    expect(panel).to_be_visible()
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(term).to_be_focused()
    expect(panel).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(entry)


def test_tab_leads_on_as_if_there_were_no_panel(site: str, visit: OpenPage) -> None:
    stops = []
    for scripts in (True, False):
        page = visit(java_script_enabled=scripts)
        page.goto(site + MEETING)
        page.locator("#item-4 h2 a").focus()
        found: list[str | None] = []
        for _ in range(8):
            page.keyboard.press("Tab")
            found.append(page.locator(":focus").get_attribute("href"))
            if scripts:
                is_term = page.locator(":focus").get_attribute("class") == "term"
                expect(page.locator(PANEL)).to_be_visible(visible=is_term)
        stops.append(found)
    assert stops[0] == stops[1]
    assert sum("/glossary/" in str(stop) for stop in stops[0]) >= 3


WAIT_FOR_SCROLLING: Final = """async (one) => {
  for (let frame = 0; frame < 200 && one.scrollTop <= 100; frame++) await new Promise(requestAnimationFrame);
  return one.scrollTop;
}"""


def test_a_long_panel_is_scrolled_by_keyboard(made: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE)
    page.goto(made + "council/2024-01-10/")
    term, panel = find_term(page, "SLOW"), page.locator(PANEL)
    term.focus()
    page.keyboard.press("Tab")
    expect(panel).to_be_focused()
    expect(page.get_by_role("group", name="SLOW", exact=True)).to_be_visible()
    page.keyboard.press("End")
    assert panel.evaluate(WAIT_FOR_SCROLLING) > 100
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    assert panel.evaluate("one => one.scrollTop") == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("a.term:focus")).to_have_text("CIW")


# Touch


def test_a_tap_opens_and_a_second_follows(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site + MEETING)
    term, panel = find_term(page, "HGV"), page.locator(PANEL)
    entry = find_entry(term)
    term.tap()
    expect(panel).to_be_visible()
    expect(page).to_have_url(site + MEETING)
    page.locator("#item-4 h2").tap()
    expect(panel).to_be_hidden()
    term.tap()
    expect(panel).to_be_visible()
    panel.get_by_text("heavy goods vehicle").tap()
    page.wait_for_timeout(LINGER)
    expect(panel).to_be_visible()
    term.tap()
    expect(page).to_have_url(entry)


def test_the_panel_leads_to_the_glossary_by_touch(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{site}cy/{MEETING}")
    term = page.locator("article a.term").first
    entry = find_entry(term)
    term.tap()
    more = page.locator(PANEL).get_by_role("link", name="Rhagor yn yr eirfa")
    box = more.bounding_box()
    assert box
    assert box["height"] >= 44
    more.tap()
    expect(page).to_have_url(entry)


def test_what_a_screen_reader_presses_is_followed_on_a_phone(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site + MEETING)
    term = find_term(page, "HGV")
    entry = find_entry(term)
    term.dispatch_event("pointerdown", {"pointerType": "touch"})  # a finger that came down to scroll
    term.evaluate("one => one.click()")
    expect(page).to_have_url(entry)


@pytest.mark.parametrize(
    "size",
    [PHONE, {"width": 320, "height": 256}, {"width": 568, "height": 320}],
    ids=["320 x 640", "320 x 256", "568 x 320"],
)
@pytest.mark.parametrize("block", ["start", "center", "end"])
def test_a_small_window_has_room_for_the_key_of_colours(
    size: ViewportSize, block: str, site: str, visit: OpenPage
) -> None:
    page = visit(viewport=size, has_touch=True, is_mobile=True)
    page.goto(f"{site}cabinet/2023-05-16/")
    term, panel = find_term(page, "BRAG"), page.locator(PANEL)
    term.evaluate("(one, block) => one.scrollIntoView({ block })", block)
    term.tap()
    expect(panel).to_be_visible()
    link, box = term.bounding_box(), panel.bounding_box()
    assert link
    assert box
    assert link["y"] >= 0
    assert link["y"] + link["height"] <= size["height"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    assert box["y"] >= link["y"] + link["height"] or box["y"] + box["height"] <= link["y"]
    # Shown in whole; or with most of the window, and a shade that says there is more.
    wanted, shown, shade = panel.evaluate(
        "one => [one.scrollHeight, one.clientHeight, getComputedStyle(one).boxShadow.includes('inset')]"
    )
    assert shade == (wanted > shown)
    assert wanted == shown or box["height"] > size["height"] - 64
    assert wanted == shown or size["height"] < 400
    # The link is where there is room for it, or behind all the rest.
    more = panel.get_by_role("link").evaluate("one => getComputedStyle(one).position")
    assert more == ("sticky" if size["height"] > 480 else "static")
    in_sight = panel.locator("dt").evaluate_all(IN_SIGHT)
    assert in_sight >= (2 if size["height"] == 256 else 4)


IN_SIGHT: Final = """(rows) => {
  const { top, bottom } = rows[0].closest(".mb-panel").getBoundingClientRect();
  return rows.filter((row) => {
    const box = row.getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + 5, box.bottom - 2);
    return box.top >= top && box.bottom <= bottom && row.contains(seen);
  }).length;
}"""
"""How many of the colours are seen in whole."""


def test_only_a_tap_moves_the_page(made: str, visit: OpenPage) -> None:
    page = visit(viewport={"width": 320, "height": 256}, has_touch=True)
    page.goto(made + "council/2024-01-10/")
    term, panel = find_term(page, "SLOW", 4), page.locator(PANEL)
    term.evaluate("one => one.scrollIntoView({ block: 'center' })")
    before = page.evaluate("scrollY")
    rest_on(page, term)
    expect(panel).to_be_visible()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    term.evaluate("one => one.focus({ preventScroll: true })")
    expect(panel).to_be_visible()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    term.tap()
    expect(panel).to_be_visible()
    assert page.evaluate("scrollY") != before


def test_a_tap_moves_nothing_where_there_is_room(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site + MEETING)
    term = find_term(page, "HGV")
    term.evaluate("one => one.scrollIntoView({ block: 'center' })")
    before = page.evaluate("scrollY")
    term.tap()
    expect(page.locator(PANEL)).to_be_visible()
    assert page.evaluate("scrollY") == before


# Its place


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": PHONE},
        {"viewport": {"width": 320, "height": 256}},
        {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
        {"viewport": WIDE},
    ],
    ids=["phone", "400 %", "200 %", "wide"],
)
def test_no_panel_is_cut_off_or_covers_its_link(
    options: dict[str, object], site: str, made: str, visit: OpenPage
) -> None:
    page = visit(**options)
    for address, least in ((f"{site}{MEETING}", 10), (f"{made}council/2024-01-10/", 40)):
        page.goto(address)
        page.keyboard.press("Tab")
        for block in ("start", "end"):
            looked_at, cut_off = page.evaluate(LOOK_AT_ALL, block)
            assert looked_at >= least
            assert cut_off == [], block
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


LOOK_AT_ALL: Final = """(block) => {
  const panel = document.querySelector(".mb-panel");
  const links = [...document.querySelectorAll("article a.term")];
  const cut = [];
  for (const link of links) {
    link.scrollIntoView({ block, inline: "nearest" });
    link.focus({ preventScroll: true });
    const [box, lines] = [panel.getBoundingClientRect(), [...link.getClientRects()]];
    const { clientWidth, clientHeight } = document.documentElement;
    const whole = panel.matches(":popover-open") && box.width > 40 && box.height > 40
      && box.left >= 0 && box.top >= 0 && box.right <= clientWidth && box.bottom <= clientHeight;
    const beside = lines.every((line) => line.bottom <= box.top || line.top >= box.bottom);
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!whole || !beside || !panel.contains(seen)) cut.push([link.textContent, JSON.stringify(box)]);
  }
  return [links.length, cut];
}"""
"""Focuses each term where it stands at the top or at the bottom of the window; gives their number, and
those whose panel is not wholly in the window, covers its link, or is covered."""


def test_a_panel_goes_with_its_link(made: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE)
    page.goto(made + "council/2024-01-10/")
    term, panel = page.locator("td a.term", has_text="CIW").nth(1), page.locator(PANEL)
    term.focus()
    # To the bottom of the window, where there is no room below it; then along in its table.
    for script, x, y in (
        (f"(one) => scrollBy(0, one.getBoundingClientRect().bottom - {PHONE['height'] - 30})", 0, None),
        ("(one) => one.closest('.mb-scroll').scrollBy(25, 0)", -25, 0),
    ):
        before = term.bounding_box()
        term.evaluate(script)
        page.wait_for_timeout(100)
        link, box = term.bounding_box(), panel.bounding_box()
        assert before
        assert link
        assert box
        assert link["x"] - before["x"] == pytest.approx(x, abs=1)
        assert y is None or link["y"] == pytest.approx(before["y"], abs=1)
        assert box["y"] >= 0
        assert 0 <= link["y"] - box["y"] - box["height"] <= 8
        assert box["x"] == pytest.approx(max(link["x"], 6), abs=1)


# A screen reader


@pytest.mark.parametrize(
    ("lang", "letters", "meaning", "switch"),
    [
        ("", "HGV", "heavy goods vehicle", "Spell out acronyms in the text"),
        ("cy/", "AGA", "Ardal Gwarchodaeth Arbennig", "Ysgrifennu acronymau'n llawn yn y testun"),
    ],
    ids=["en", "cy"],
)
def test_a_screen_reader_hears_a_link_and_its_meaning_once(
    lang: str, letters: str, meaning: str, switch: str, site: str, visit: OpenPage
) -> None:
    page = visit()
    page.goto(f"{site}{lang}{MEETING}")
    first = page.locator("article").get_by_role("link", name=letters, exact=True).first
    expect(first).to_have_accessible_description("")
    expect(first.locator("xpath=following-sibling::*[1]")).to_contain_text(meaning)
    page.get_by_label(switch).uncheck()
    expect(first).to_have_accessible_description(meaning)
    page.reload()
    expect(first).to_have_accessible_description(meaning)
    first.focus()
    expect(page.locator(PANEL)).to_be_visible()
    expect(first).to_have_accessible_name(letters)
    expect(first).to_have_accessible_description(meaning)
    expect(page.get_by_role("group", name=letters, exact=True)).to_be_visible()
    repeated = page.evaluate(
        "Object.entries(Object.groupBy(document.querySelectorAll('[id]'), (one) => one.id))"
        ".filter(([, all]) => all.length > 1).map(([id]) => id)"
    )
    assert repeated == []
    page.get_by_label(switch).check()
    expect(first).to_have_accessible_description("")


def test_a_later_use_is_described_and_one_that_the_record_explains_is_not(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "council/2024-02-14/")
    described = [
        (one.text_content(), one.get_attribute("aria-describedby") is not None)
        for one in page.locator("article a.term").all()
    ]
    assert described == [("CIW", False), ("CIW", True), ("EH", False), ("EH", True), ("EH", True)]
    page.goto(made + "council/2024-01-10/")
    expect(find_term(page, "CIW", 1)).to_have_accessible_description("Care Inspectorate Wales")
    expect(find_term(page, "SLOW")).to_have_accessible_description(LONG)


def test_other_pages_have_panels_too(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "decisions/")
    term = page.locator("main a.term").first
    expect(term).to_have_accessible_description("Care Inspectorate Wales")
    term.focus()
    expect(page.locator(PANEL)).to_contain_text("Care Inspectorate Wales")


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [("", "light", PHONE), ("", "dark", WIDE), ("cy/", "dark", PHONE), ("cy/", "light", WIDE)],
    ids=["en light narrow", "en dark wide", "cy dark narrow", "cy light wide"],
)
def test_axe_finds_nothing_with_a_panel_open(
    lang: str, scheme: str, size: ViewportSize, site: str, visit: OpenPage, axe: Axe
) -> None:
    page = visit(viewport=size, color_scheme=scheme, has_touch=True)
    page.goto(f"{site}{lang}{MEETING}")
    page.locator("article a.term").nth(1).tap()
    expect(page.locator(PANEL).get_by_role("link")).to_be_visible()
    assert not axe(page)


@pytest.mark.parametrize("options", [{"contrast": "more"}, {"forced_colors": "active"}], ids=["contrast", "forced"])
def test_axe_finds_nothing_in_a_long_panel(options: dict[str, str], made: str, visit: OpenPage, axe: Axe) -> None:
    page = visit(viewport=PHONE, **options)
    page.goto(made + "council/2024-01-10/")
    find_term(page, "SLOW").focus()
    expect(page.locator(PANEL)).to_be_visible()
    assert page.locator(PANEL).evaluate("one => getComputedStyle(one).borderInlineStartWidth") == "1px"
    assert not axe(page)


# Where it cannot be


def test_without_scripts_the_link_leads_to_its_entry(site: str, visit: OpenPage) -> None:
    page = visit(java_script_enabled=False)
    page.goto(site + MEETING)
    expect(page.locator(".mb-spell-out")).to_be_hidden()
    expect(page.locator(".expansion").first).to_be_visible()
    term = find_term(page, "HGV")
    entry = find_entry(term)
    term.click()
    expect(page).to_have_url(entry)


def test_without_popovers_it_is_a_plain_link(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(site + MEETING)
    expect(page.locator(PANEL)).to_have_count(0)
    page.get_by_label("Spell out acronyms in the text").uncheck()
    expect(page.locator(".expansion").first).to_be_hidden()
    term = find_term(page, "HGV")
    entry = find_entry(term)
    term.tap()
    expect(page).to_have_url(entry)


def test_a_term_without_an_entry_on_the_page_is_a_plain_link(made: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    page.goto(made + "council/2024-01-10/")
    page.evaluate("document.querySelector('article a.term').href = '../../glossary/?other'")
    page.locator("article a.term").first.tap()
    expect(page).to_have_url(made + "glossary/?other")


def test_letters_behind_a_name_are_silent_only_if_they_are_initials(made: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(made + "council/2024-04-10/")
    expect(page.get_by_text("Nest Alun (CIW)")).to_be_visible()
    expect(page.locator("article a.term")).to_have_text(["CIW"])
    expect(page.locator("article")).to_contain_text("EH spoke. CIW (Care Inspectorate Wales) was thanked.")


# The switch


def test_the_switch_is_remembered(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    switch, meaning = page.get_by_label("Spell out acronyms in the text"), page.locator(".expansion").first
    expect(switch).to_be_checked()
    expect(meaning).to_be_visible()
    switch.press(" ")
    expect(meaning).to_be_hidden()
    find_term(page, "HGV").focus()
    expect(page.locator(PANEL)).to_contain_text("heavy goods vehicle")
    page.reload()
    expect(switch).not_to_be_checked()
    expect(meaning).to_be_hidden()
    page.goto(f"{site}cy/{MEETING}")
    welsh = page.get_by_label("Ysgrifennu acronymau'n llawn yn y testun")
    expect(welsh).not_to_be_checked()
    expect(meaning).to_be_hidden()
    welsh.check()
    expect(meaning).to_be_visible()
    page.goto(site + MEETING)
    expect(switch).to_be_checked()
    expect(meaning).to_be_visible()


def test_nothing_flashes_while_modules_load(site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(site + MEETING)
    page.get_by_label("Spell out acronyms in the text").uncheck()
    page.route("**/assets/js/*.js", lambda route: route.abort())
    page.reload()
    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator(".expansion").first).to_be_hidden()


def test_the_switch_works_where_storage_is_forbidden(site: str, visit: OpenPage) -> None:
    page = visit()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page.goto(site + MEETING)
    page.get_by_label("Spell out acronyms in the text").uncheck()
    expect(page.locator(".expansion").first).to_be_hidden()


def test_there_is_a_switch_only_where_there_is_something_to_switch(made: str, visit: OpenPage) -> None:
    page = visit()
    for address, there in (
        ("council/2024-01-10/", True),
        ("council/2024-02-14/", False),
        ("council/2024-03-13/", False),
    ):
        page.goto(made + address)
        expect(page.locator("[data-spell-out]")).to_be_visible(visible=there)


def test_paper_has_the_meanings_and_neither_panel_nor_switch(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    page.get_by_label("Spell out acronyms in the text").press(" ")
    find_term(page, "HGV").focus()
    expect(page.locator(PANEL)).to_be_visible()
    page.emulate_media(media="print")
    for one in page.locator(".expansion").all():
        expect(one).to_be_visible()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(".mb-spell-out")).to_be_hidden()


# Copying


def test_what_is_seen_is_copied(made: str, visit: OpenPage) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(made + "council/2024-01-10/")
    entry = find_entry(find_term(page, "CIW"))
    text, html = copy_item(page)
    assert text == ("1. Inspection\nThe CIW (Care Inspectorate Wales) came.\n\nRESOLVED: to note what the CIW said.")
    assert (
        read_words(html) == "1. Inspection The CIW (Care Inspectorate Wales) came. RESOLVED: to note what the CIW said."
    )
    assert f'href="{entry}"' in html
    page.get_by_label("Spell out acronyms in the text").uncheck()
    text, html = copy_item(page)
    assert text == "1. Inspection\nThe CIW came.\n\nRESOLVED: to note what the CIW said."
    assert read_words(html) == "1. Inspection The CIW came. RESOLVED: to note what the CIW said."


def test_a_copy_of_the_whole_page_holds_no_panel(made: str, visit: OpenPage) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(made + "council/2024-02-14/")
    term, panel = find_term(page, "CIW", 1), page.locator(PANEL)
    copies = [copy_page(page)]
    rest_on(page, term)
    expect(panel).to_be_visible()
    copies.append(copy_page(page))
    page.mouse.move(5, 5, steps=4)
    expect(panel).to_be_hidden()
    page.keyboard.press("Tab")
    term.focus()
    expect(panel).to_be_visible()
    copies.append(copy_page(page))
    assert copies[0] == copies[1] == copies[2]
    assert "Care Inspectorate Wales (CIW) came. The CIW left." in copies[0][0]


def test_the_words_of_a_tapped_panel_can_be_selected(made: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    page.goto(made + "council/2024-02-14/")
    find_term(page, "CIW", 1).tap()
    expect(page.locator(PANEL)).to_be_visible()
    assert "Care Inspectorate Wales" in page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('.mb-panel')) ?? getSelection().toString()"
    )


def copy_page(page: Page) -> tuple[str, str]:
    """Copies all of the page; returns it as text, and the words of the HTML."""
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+c")
    text, html = read_clipboard(page)
    return " ".join(text.split()), read_words(html)


def read_clipboard(page: Page) -> tuple[str, str]:
    text, html = page.evaluate(
        "navigator.clipboard.read().then(([one]) => Promise.all(['text/plain', 'text/html'].map("
        "async (type) => (await one.getType(type)).text())))"
    )
    return text, html


def copy_item(page: Page) -> tuple[str, str]:
    """Copies the first item, and returns it as the clipboard has it: as text, its lines without space at the end, and as HTML."""
    expect(page.locator("#item-1 .mb-permalink")).to_be_visible()
    expect(page.locator("#item-1 .mb-record-label")).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#item-1'))")
    page.keyboard.press("ControlOrMeta+c")
    text, html = read_clipboard(page)
    return "\n".join(line.rstrip() for line in text.strip().split("\n")), html


def read_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " ").split()).replace(" .", ".")
