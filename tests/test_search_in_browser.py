"""The search box and the page of results: by keyboard, touch and screen reader, from the address, without scripts and without an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from minutebook.pipeline import Options, build
from tests.support.axe import Axe
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.sites import TODAY, find_broken_links, keep_quiet, write_files

PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
WIDE: Final[ViewportSize] = {"width": 1280, "height": 800}
MEETING: Final = "planning/2025-01-15/"
WORD: Final = {"": "library", "cy/": "ysgol"}
"""By the prefix of the language: a word with more results than the box shows."""
NOWHERE: Final = "zzqqxx"
"""A word that is in no minutes, nor near one that is."""
HOSTILE: Final = "<img src=x onerror=alert(1)>"
INDEX: Final = re.compile(r"/search/(en|cy)/")
SHOWN: Final = range(2, 5)
"""How many results the box may list: with more files of words there are fewer."""
LONG: Final = "library budget consultants horse"
"""Words that stand together nowhere; most of them do."""


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site)


@pytest.fixture
def visit(open_page: OpenPage) -> Iterator[OpenPage]:
    """Opens pages as `open_page` does; at the end nothing may have been said in their consoles, as of the policy."""
    said: list[str] = []

    def open_listening(**options: object) -> Page:
        page = open_page(**options)
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: said.append(f"{page.url}: {dialog.message}"))
        return page

    yield open_listening
    assert said == []


def find_box(page: Page) -> Locator:
    return page.locator(".mb-find-words")


def find_options(page: Page) -> Locator:
    return page.locator(".mb-found [role=option]")


def type_in_box(page: Page, text: str) -> None:
    find_box(page).click()
    page.keyboard.type(text)
    expect(page.locator(".mb-found")).to_be_visible()


def count_options(page: Page) -> int:
    """Waits for a list in the box that ends with the way to all results, and returns how many options it has."""
    expect(page.locator(".mb-found-all")).to_be_visible()
    count = find_options(page).count()
    assert count - 1 in SHOWN
    return count


def count_results(page: Page) -> int:
    """Waits for the number of results on the page of the search, and returns it."""
    count = page.locator("[data-search-count]")
    expect(count).to_have_text(re.compile(r": [\d,]+$"))
    return int(str(count.text_content()).rpartition(" ")[2].replace(",", ""))


def list_days(page: Page) -> list[str]:
    found: list[str] = page.locator(".mb-hits time").evaluate_all("all => all.map((one) => one.dateTime)")
    return found


def show_all(page: Page, count: int) -> None:
    """Goes on until all results are there: some come as one scrolls, the others by the button."""
    entries, more = page.locator(".mb-hits > li"), page.locator("[data-search-more]")
    expect(entries).not_to_have_count(0)
    for _ in range(count + 20):
        if entries.count() == count:
            break
        more.evaluate("one => one.hidden || one.click()")
        page.wait_for_timeout(50)
    expect(entries).to_have_count(count)
    expect(more).to_be_hidden()


# The box


@pytest.mark.parametrize("lang", WORD)
def test_results_come_while_one_types(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + lang + MEETING)
    box = find_box(page)
    type_in_box(page, WORD[lang])
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    listed = page.get_by_role("listbox", name="Canlyniadau" if lang else "Results", exact=True)
    expect(listed).to_be_visible()
    assert box.get_attribute("aria-controls") == listed.get_attribute("id")
    options = find_options(page)
    count = count_options(page)
    assert count > 2
    expect(options.last).to_have_text(re.compile(r"^Pob canlyniad: \d+$" if lang else r"^All results: \d+$"))
    assert len({row.casefold() for row in options.all_text_contents()}) == count
    for row in options.all()[:-1]:
        for part in ("title", "about", "words"):
            expect(row.locator(f".mb-found-{part}")).not_to_be_empty()
    expect(page.locator(".mb-find [role=status]")).to_have_text(
        re.compile(r"^Canlyniadau: \d+\. " if lang else r"^Results: \d+\. ")
    )


def test_the_keyboard_chooses(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    box = find_box(page)
    type_in_box(page, "library")
    options = find_options(page)
    last = count_options(page) - 1

    def expect_chosen(number: int | None) -> None:
        wanted = ["true" if place == number else "false" for place in range(options.count())]
        assert options.evaluate_all("all => all.map((one) => one.ariaSelected)") == wanted
        chosen = options.nth(number).get_attribute("id") if number is not None else None
        assert box.get_attribute("aria-activedescendant") == chosen
        expect(box).to_be_focused()

    expect_chosen(None)
    for key, number in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", None),
        ("ArrowUp", last),
        ("ArrowDown", None),
        ("ArrowDown", 0),
        ("ArrowLeft", None),
    ):
        page.keyboard.press(key)
        expect_chosen(number)
    page.keyboard.press("ArrowDown")
    href = str(options.first.get_attribute("data-href"))
    assert href.startswith(site)
    page.keyboard.press("Enter")
    expect(page).to_have_url(href)
    if "#" in href:
        expect(page.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()


def test_enter_without_a_choice_opens_the_page(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    type_in_box(page, "library")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}search/?q=library")
    assert count_results(page) > max(SHOWN)
    expect(page.get_by_label("What are you looking for?")).to_have_value("library")


def test_the_last_line_leads_to_all_results(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}cy/{MEETING}")
    type_in_box(page, WORD["cy/"])
    count_options(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}cy/search/?q={WORD['cy/']}")
    assert count_results(page) > max(SHOWN)


def test_escape_closes_and_then_clears(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    box, found = find_box(page), page.locator(".mb-found")
    type_in_box(page, "library")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_have_value("library")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(found).to_be_visible()
    expect(find_options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_leaving_closes(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    found = page.locator(".mb-found")
    type_in_box(page, "library")
    page.keyboard.press("Tab")
    expect(page.locator(".mb-find-go")).to_be_focused()
    expect(found).to_be_hidden()
    find_box(page).press("ArrowDown")
    expect(found).to_be_visible()
    page.locator("h1").click()
    expect(found).to_be_hidden()


def test_the_slash_leads_to_the_box(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    page.keyboard.press("/")
    box = find_box(page)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("6/7")
    expect(box).to_have_value("6/7")
    page.goto(f"{site}search/")
    expect(page.locator("[data-search-form]")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("What are you looking for?")).to_be_focused()


def test_the_slash_can_be_switched_off(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/")
    page.get_by_text("How to search").click()
    switch = page.get_by_label("The key / leads to the search box, on any page")
    expect(switch).to_be_checked()
    switch.uncheck()
    page.goto(site + MEETING)
    page.keyboard.press("/")
    expect(find_box(page)).not_to_be_focused()
    page.goto(f"{site}search/")
    page.get_by_text("How to search").click()
    switch.check()
    page.goto(site + MEETING)
    page.keyboard.press("/")
    expect(find_box(page)).to_be_focused()


@pytest.mark.parametrize("lang", WORD)
def test_a_finger_follows_a_result(lang: str, site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site + lang + MEETING)
    find_box(page).tap()
    page.keyboard.type(WORD[lang])
    options = find_options(page)
    count_options(page)
    assert min(options.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(".md-banner").tap()
    expect(page.locator(".mb-found")).to_be_hidden()
    find_box(page).tap()
    page.keyboard.type(" ")
    href = str(options.nth(1).get_attribute("data-href"))
    options.nth(1).tap()
    expect(page).to_have_url(href)


def test_nothing_found_is_said(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    type_in_box(page, NOWHERE)
    expect(page.locator(".mb-found-note")).to_contain_text("Nothing found.")
    expect(page.locator(".mb-find [role=status]")).to_contain_text("Nothing found.")
    expect(find_box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}search/?q={NOWHERE}")


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_rows_show_the_words_looked_for(size: ViewportSize, site: str, visit: OpenPage) -> None:
    page = visit(viewport=size)
    page.goto(site + MEETING)
    type_in_box(page, "library")
    for row in find_options(page).all()[: count_options(page) - 1]:
        words = row.locator(".mb-found-words")
        area, first = words.bounding_box(), words.locator("mark").first.bounding_box()
        assert area
        assert first
        assert area["height"] < 60, "more than two lines"
        assert first["y"] + first["height"] <= area["y"] + area["height"] + 2, "folded away"


def test_the_list_says_when_it_has_something_else(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    note, said = page.locator(".mb-found-note"), page.locator(".mb-find [role=status]")
    type_in_box(page, LONG)
    wanted = "No single item or decision has all of these words. These have at least half of them."
    expect(note).to_contain_text(wanted)
    expect(said).to_have_text(re.compile(re.escape(wanted) + r".* Results: \d+\."))
    find_box(page).fill("librery ")
    wanted = "“librery” stands nowhere. The word written most like it was looked for instead: “library”."
    expect(note).to_have_text(wanted)
    expect(said).to_have_text(re.compile(re.escape(wanted) + r" Results: \d+\."))
    note.click()
    expect(find_options(page).first).to_be_visible()
    expect(find_box(page)).to_be_focused()
    find_box(page).fill("library")
    expect(note).to_be_hidden()
    page.goto(f"{site}cy/{MEETING}")
    type_in_box(page, "ysgol cludiant sinema cyllideb llyfrgell ")
    expect(note).to_have_text(re.compile("^Nid oes yr un eitem na phenderfyniad .* o leiaf eu hanner"))


@pytest.mark.parametrize("word", ["library", "planning application"])
def test_the_first_search_takes_few_requests(word: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING, wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    find_box(page).click()
    page.keyboard.insert_text(word)
    count_options(page)
    page.wait_for_load_state("networkidle")
    assert len(asked) == len(set(asked))
    assert 4 <= len(asked) <= 8, asked


def test_nothing_is_loaded_before_the_first_use(site: str, visit: OpenPage) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def list_late() -> list[str]:
        return [url for url in asked if re.search(r"/assets/js/search/(?!start\.)|/search/(en|cy)/", url)]

    page.goto(site + MEETING, wait_until="networkidle")
    assert list_late() == []
    find_box(page).focus()
    page.wait_for_load_state("networkidle")
    assert not [url for url in list_late() if INDEX.search(url)]
    type_in_box(page, "library")
    count_options(page)
    names = [url.rpartition("/")[2].partition(".")[0] for url in list_late() if "/assets/" in url]
    assert sorted(names) == ["box", "engine"]
    assert [url for url in list_late() if INDEX.search(url)]


# The page


@pytest.mark.parametrize("lang", WORD)
def test_results_tell_what_they_are(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}{lang}search/?q={WORD[lang]}")
    count = count_results(page)
    show_all(page, count)
    first = page.locator(".mb-hits > li").first
    expect(first.locator("h3 a")).not_to_be_empty()
    expect(page.locator(".mb-hits mark").first).to_be_visible()
    marked = {text.casefold() for text in page.locator(".mb-hits mark").all_text_contents()}
    assert WORD[lang] in marked
    assert all(text.startswith(WORD[lang][:5]) for text in marked)
    expect(first.locator(".mb-tag")).not_to_be_empty()
    hrefs: list[str] = page.locator(".mb-hits h3 a").evaluate_all("all => all.map((one) => one.href)")
    assert len(hrefs) == count
    assert all(href.startswith(site + lang) for href in hrefs)
    expect(page).to_have_title(re.compile(f"^{WORD[lang]} – "))
    for day in page.locator(".mb-hits time").all_text_contents():
        assert re.fullmatch(r"\d{1,2} \w+ \d{4}", day)


def test_filters_narrow_and_stand_in_the_address(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    every = count_results(page)
    bodies = page.locator("[data-search-filter=body] label:visible")
    counts = [int(text) for text in bodies.locator(".mb-meta").all_text_contents()]
    assert sum(counts) <= every
    assert len(counts) > 1
    name = str(bodies.first.locator("input").get_attribute("value"))
    bodies.first.click()
    expect(page).to_have_url(f"{site}search/?q=library&body={name}")
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {counts[0]}")
    expect(page.locator("[data-search-filters-title]")).to_have_text("Filters: 1 chosen")
    expect(bodies.first.locator("input")).to_be_focused()
    show_all(page, counts[0])
    body = str(bodies.first.locator("span").first.text_content())
    assert set(page.locator(".mb-hits .mb-entry-when > span").all_text_contents()) == {body}

    kinds = page.locator("[data-search-filter=kind] label:visible")
    kind = str(kinds.last.locator("input").get_attribute("value"))
    left = int(str(kinds.last.locator(".mb-meta").text_content()))
    kinds.last.click()
    expect(page).to_have_url(f"{site}search/?q=library&body={name}&kind={kind}")
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {left}")

    page.go_back()
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {counts[0]}")
    expect(kinds.locator("input:checked")).to_have_count(0)
    page.go_back()
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {every}")
    expect(page.locator("[data-search-filters] input:checked")).to_have_count(0)
    page.go_forward()
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {counts[0]}")
    page.reload()
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {counts[0]}")
    expect(bodies.first.locator("input")).to_be_checked()
    page.get_by_role("button", name="Remove all filters").click()
    expect(page).to_have_url(f"{site}search/?q=library")
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {every}")


def test_every_filter_is_counted_rightly(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    every = count_results(page)
    choices: list[tuple[str, str, str]] = page.locator("[data-search-filter] label:not([hidden])").evaluate_all(
        "all => all.map((one) => [one.firstChild.name, one.firstChild.value, one.lastChild.textContent])"
    )
    assert {facet for facet, _, _ in choices} >= {"body", "year", "kind"}
    for facet, value, count in choices:
        page.goto(f"{site}search/?q=library&{facet}={quote(value)}")
        assert count_results(page) == int(count) <= every, (facet, value)


def test_the_order_is_chosen_and_kept(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    count = count_results(page)
    page.get_by_label("Newest first").check()
    expect(page).to_have_url(f"{site}search/?q=library&order=date")
    show_all(page, count)
    days = list_days(page)
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 2
    page.reload()
    expect(page.get_by_label("Newest first")).to_be_checked()
    page.get_by_label("Best match").check()
    expect(page).to_have_url(f"{site}search/?q=library")


def test_many_values_are_folded(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=council")
    count_results(page)
    bodies = page.locator("[data-search-filter=body]")
    there = bodies.locator("label:not([hidden])")
    assert there.count() > 8, "too few for a test"
    expect(bodies.locator("label:visible")).to_have_count(8)
    every = bodies.get_by_role("button", name="Show all")
    name = str(there.last.locator("input").get_attribute("value"))
    every.click()
    expect(bodies.locator("label:visible")).to_have_count(there.count())
    expect(there.nth(8).locator("input")).to_be_focused()
    expect(every).to_be_hidden()
    page.goto(f"{site}search/?q=council&body={name}")
    count_results(page)
    expect(bodies.locator(f"input[value={name}]")).to_be_visible()
    expect(page.locator("[data-search-filter=year] button")).to_be_hidden()


def test_focus_stays_near_what_was_pressed(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library&kind=decision")
    count_results(page)
    page.get_by_role("button", name="Remove all filters").click()
    expect(page).to_have_url(f"{site}search/?q=library")
    expect(page.locator("[data-search-filters] summary")).to_be_focused()
    page.goto(f"{site}search/?q=librery")
    page.locator("[data-search-help] a").first.click()
    expect(page.locator("[data-search-count]")).to_be_focused()


def test_typing_on_the_page_leaves_one_step_to_go_back(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site)
    page.goto(f"{site}search/")
    field = page.get_by_label("What are you looking for?")
    field.click()
    page.keyboard.type("librar", delay=20)
    page.keyboard.type("y", delay=400)
    expect(page).to_have_url(f"{site}search/?q=library")
    assert count_results(page)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page).to_have_url(f"{site}search/")
    expect(page.locator("[data-search-found]")).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(site)


def test_filters_by_touch(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{site}cy/search/?q={WORD['cy/']}")
    every = count_results(page)
    filters = page.locator("[data-search-filters]")
    choice = filters.locator("[data-search-filter=year] label:not([hidden])").first
    expect(choice).to_be_hidden()
    filters.locator("summary").tap()
    expect(choice).to_be_visible()
    small = "all => all.filter((one) => one.offsetHeight && one.offsetHeight < 44).map((one) => one.outerHTML)"
    assert filters.locator("label, summary, button").evaluate_all(small) == []
    choice.tap()
    expect(page).to_have_url(re.compile(r"&year=\d{4}$"))
    expect(page.locator("[data-search-filters-title]")).to_have_text("Hidlwyr: dewiswyd 1")
    assert count_results(page) <= every
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("lang", WORD)
@pytest.mark.parametrize("query", ["", "?q={word}", f"?q={NOWHERE}", f"?q={'w' * 300}"], ids=len)
def test_nothing_is_too_wide_for_a_phone(lang: str, query: str, site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE)
    page.goto(f"{site}{lang}search/{query.format(word=WORD[lang])}", wait_until="networkidle")
    page.locator("[data-search-filters]").evaluate("one => (one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_an_empty_result_helps(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=librery")
    near = page.locator("[data-search-help] a").first
    expect(near).to_have_text(re.compile("library|libraries"))
    near.click()
    expect(page).to_have_url(re.compile(r"\?q=(library|libraries)$"))
    assert count_results(page)
    page.goto(f"{site}search/?q={NOWHERE}")
    expect(page.locator("[data-search-count]")).to_have_text(f"Nothing was found for “{NOWHERE}”.")
    expect(page.get_by_role("heading", name="Other ways to find something")).to_be_visible()


def test_it_says_where_no_place_has_all_words(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q={quote(LONG)}")
    assert count_results(page)
    said = page.locator("[role=status]:has([data-search-count])")
    expect(said).to_contain_text("No single item or decision has all of these words. These have at least half of them.")
    page.goto(f"{site}search/?q=library")
    count_results(page)
    expect(said).not_to_contain_text("No single")
    page.get_by_text("How to search").click()
    expect(page.locator("[data-search-form] li", has_text="at least half of them")).to_be_visible()


def test_what_helps_is_large_enough_for_a_finger(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{site}search/?q=librery&kind=plan&year=2024")
    links = page.locator("[data-search-help] a")
    expect(links).not_to_have_count(0)
    assert min(links.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    page.goto(f"{site}search/?q=llyfrgell")
    other = page.locator("[data-search-also=cy] a")
    expect(other).to_be_visible()
    assert other.evaluate("one => one.offsetHeight") >= 44


def test_fewer_filters_are_offered(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    every = count_results(page)
    values: dict[str, list[str]] = page.locator("[data-search-filters]").evaluate(
        "one => Object.fromEntries([...one.querySelectorAll('fieldset')].map((group) => "
        "[group.dataset.searchFilter, [...group.querySelectorAll('input')].map((box) => box.value)]))"
    )
    empty = next(
        address
        for body in values["body"]
        for year in values["year"]
        for address in [f"{site}search/?q=library&body={body}&year={year}"]
        if _finds_nothing(page, address)
    )
    page.goto(empty)
    help_ = page.locator("[data-search-help]")
    expect(page.locator("[data-search-count]")).to_have_text("Nothing was found for “library” with these filters.")
    expect(help_).to_contain_text(f"Results without filters: {every}.")
    help_.get_by_role("link", name="Remove all filters").click()
    expect(page.locator("[data-search-count]")).to_have_text(f"Results: {every}")


def _finds_nothing(page: Page, address: str) -> bool:
    page.goto(address)
    count = page.locator("[data-search-count]")
    expect(count).to_have_text(re.compile(r"Results|Nothing"))
    return "Nothing" in str(count.text_content())


def test_the_other_language_is_offered(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=llyfrgell")
    link = page.locator("[data-search-also=cy] a")
    expect(link).to_be_visible()
    expect(link).to_have_text(re.compile(r"^Also in Welsh: \d+$"))
    total = int(str(link.text_content()).rpartition(" ")[2])
    link.click()
    expect(page).to_have_url(f"{site}cy/search/?q=llyfrgell")
    assert count_results(page) == total
    expect(page.locator("[data-search-also]")).to_be_hidden()


def test_the_other_language_keeps_filters_and_order(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=llyfrgell&kind=item&order=date")
    link = page.locator("[data-search-also=cy] a")
    expect(link).to_be_visible()
    total = int(str(link.text_content()).rpartition(" ")[2])
    link.click()
    expect(page).to_have_url(f"{site}cy/search/?q=llyfrgell&kind=item&order=date")
    assert count_results(page) == total


def test_the_other_language_is_offered_at_the_end_of_a_longer_list(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}cy/search/?q=Prosser")
    ours = count_results(page)
    page.goto(f"{site}search/?q=Prosser")
    theirs = count_results(page)
    assert ours != theirs, "as many in both: no test"
    fewer, other = ("", "cy") if theirs < ours else ("cy/", "en")
    page.goto(f"{site}{fewer}search/?q=Prosser")
    show_all(page, min(ours, theirs))
    link = page.locator(f"[data-search-also={other}] a")
    expect(link).to_have_text(re.compile(f": {max(ours, theirs)}$"))
    expect(link).to_be_visible()


@pytest.mark.parametrize("place", ["q", "body", "kind", "order"])
def test_a_query_in_the_address_is_only_text(place: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    shape = "document.querySelectorAll('[data-search-page] *').length"
    assert page.locator("main img").count() == 0
    query = f"q={quote(HOSTILE)}" if place == "q" else f"q=library&{place}={quote(HOSTILE)}"
    page.goto(f"{site}search/?{query}")
    expect(page.locator("[data-search-count]")).to_have_text(re.compile("Results|Nothing"))
    assert page.evaluate(shape) > 0
    assert page.locator("main img, main [onerror], main script").count() == 0
    if place == "q":
        expect(page.get_by_label("What are you looking for?")).to_have_value(HOSTILE)
        expect(page.locator("[data-search-count]")).to_have_text(f"Nothing was found for “{HOSTILE}”.")
        expect(page).to_have_title(re.compile("^" + re.escape(HOSTILE)))
    else:
        assert count_results(page)
        assert page.locator("[data-search-filters] input:checked").count() == 0
    type_hostile = "__proto__ constructor"
    page.goto(f"{site}search/?q={quote(type_hostile)}&body=__proto__&kind=constructor&year=toString")
    expect(page.locator("[data-search-count]")).to_have_text(re.compile("Results|Nothing"))


# Without scripts, without an index, elsewhere


@pytest.mark.parametrize("lang", WORD)
def test_without_scripts_the_box_leads_to_the_ways_in(lang: str, site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, java_script_enabled=False)
    page.goto(site + lang + MEETING)
    find_box(page).fill(WORD[lang])
    find_box(page).press("Enter")
    expect(page).to_have_url(f"{site}{lang}search/?q={WORD[lang]}")
    expect(page.locator("noscript p")).to_be_visible()
    assert ("angen JavaScript" if lang else "needs JavaScript") in str(page.locator("noscript p").inner_text())
    expect(page.locator("[data-search-form], [data-search-found]")).to_have_count(2)
    expect(page.locator("[data-search-form]")).to_be_hidden()
    expect(page.locator("[data-search-found]")).to_be_hidden()
    expect(find_box(page)).to_be_visible()
    ways = page.locator("section", has=page.locator("#_ways"))
    for path in ("planning/", "planning/2025/", "decisions/2025/", "people/", "offices/", "glossary/"):
        expect(ways.locator(f"a[href='../{path}']")).to_be_visible()
    expect(ways.locator(".mb-az a").first).to_have_attribute("href", re.compile(r"^\.\./glossary/#_letter-\d+$"))


def break_missing(route: Route) -> None:
    route.fulfill(status=404, content_type="text/html", body="<!doctype html><p>Not found")


def break_damaged(route: Route) -> None:
    route.fulfill(content_type="application/json", body='{"version": ')


def break_older(route: Route) -> None:
    route.fulfill(content_type="application/json", body='{"version": 0}')


def break_line(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("fault", [break_missing, break_damaged, break_older, break_line])
@pytest.mark.parametrize("files", [INDEX, re.compile(r"/search/en/(?!about)")], ids=["all", "words"])
def test_a_broken_index_leaves_the_ways_in(
    fault: Callable[[Route], None], files: re.Pattern[str], site: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.route(files, fault)
    page.goto(site + MEETING)
    type_in_box(page, "library")
    note = page.locator(".mb-found-note")
    expect(note).to_contain_text("The search cannot be used at the moment.")
    expect(page.locator(".mb-find [role=status]")).to_have_text("The search cannot be used at the moment.")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="Other ways to find something")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}search/?q=library")
    expect(page.get_by_role("alert")).to_contain_text("The connection may be lost, or the index missing or damaged.")
    expect(page.locator("[data-search-found]")).to_be_hidden()
    expect(page.locator("[data-search-count]")).to_be_empty()
    expect(page.locator("#_ways")).to_be_visible()


def test_a_search_that_failed_can_be_tried_again(site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.route(INDEX, break_line)
    page.goto(f"{site}search/?q=library")
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute(INDEX)
    page.get_by_label("What are you looking for?").press("Enter")
    assert count_results(page)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator("[data-search-filter=kind] label:visible")).not_to_have_count(0)
    names = page.locator("[data-search-filter] input").evaluate_all("all => all.map((one) => one.name + one.value)")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["engine", "box", "page"])
def test_a_script_that_is_not_there_leaves_the_ways_in(name: str, site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.route(re.compile(rf"/assets/js/search/{name}\."), break_line)
    page.goto(f"{site}search/?q=library")
    expect(page.get_by_role("alert")).to_contain_text("cannot be loaded")
    expect(page.locator("#_ways")).to_be_visible()


@pytest.mark.parametrize("base", ["/", "/a/b-c/"])
def test_it_works_under_any_path(base: str, sample_site: Path, serve_site: ServeSite, visit: OpenPage) -> None:
    site = serve_site(sample_site, base)
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for lang, address in (("", site), ("cy/", f"{site}cy/{MEETING}")):
        page.goto(address)
        type_in_box(page, WORD[lang])
        count_options(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("^" + re.escape(site)))
        expect(page.locator("h1")).to_be_visible()
        page.goto(f"{site}{lang}search/?q={WORD[lang]}")
        assert count_results(page)
    assert all(url.startswith(site) for url in asked)


def test_it_works_where_there_is_no_page(site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site}no/such/page/")
    type_in_box(page, "library")
    count_options(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}search/?q=library")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_everyone_can_use_it(scheme: str, size: ViewportSize, site: str, visit: OpenPage, axe: Axe) -> None:
    page = visit(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    for lang, word in WORD.items():
        page.goto(site + lang + MEETING)
        type_in_box(page, word)
        count_options(page)
        page.keyboard.press("ArrowDown")
        assert not axe(page), lang
        page.goto(f"{site}{lang}search/?q={word}")
        count_results(page)
        page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        assert not axe(page), lang


@pytest.mark.parametrize("options", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_everyone_can_use_it_with_more_contrast(options: dict[str, str], site: str, visit: OpenPage, axe: Axe) -> None:
    page = visit(**options)
    page.goto(f"{site}search/?q=library")
    count_results(page)
    assert not axe(page)
    page.goto(site + MEETING)
    type_in_box(page, "library")
    page.keyboard.press("ArrowDown")
    assert not axe(page)


def test_paper_has_results_and_no_form(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    count_results(page)
    page.emulate_media(media="print")
    for hidden in ("[data-search-form]", "[data-search-filters]", "[data-search-order]", ".mb-find"):
        expect(page.locator(hidden)).to_be_hidden()
    width = "one => one.getBoundingClientRect().width"
    assert page.locator(".mb-hits").evaluate(width) > page.locator("main").evaluate(width) * 0.8
    page.emulate_media(media="screen")
    page.goto(site + MEETING)
    type_in_box(page, "library")
    page.emulate_media(media="print")
    expect(page.locator(".mb-found")).to_be_hidden()


# A site without


COUNCIL: Final = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/council/2024-01-10.md": "## 1. Inspection\n\nRESOLVED: to note it.\n",
}


def test_a_site_can_be_built_without(tmp_path: Path) -> None:
    root = write_files(tmp_path / "root", COUNCIL)
    options = Options(root=root, site=tmp_path / "with", today=TODAY, base_url="https://example.org/council/")
    assert build(options, keep_quiet).written
    assert build(replace(options, site=tmp_path / "without", search=False), keep_quiet).written
    files = {
        name: {path.relative_to(tmp_path / name).as_posix() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("with", "without")
    }
    assert files["without"] < files["with"]
    missing = files["with"] - files["without"]
    assert missing
    assert all(re.match(r"assets/js/search/|search/(en|cy)/", name) for name in missing)
    for name in ("index.html", "search/index.html", "cy/search/index.html"):
        html = (tmp_path / "without" / name).read_text(encoding="utf-8")
        assert "data-search" not in html
        assert "<noscript>" not in html
        assert "js/search" not in html
    assert "../decisions/2024/" in (tmp_path / "without/search/index.html").read_text(encoding="utf-8")
    assert find_broken_links(tmp_path / "without") == []


# What is said when words say nothing, stand nowhere, or are on their way


SAYS_NOTHING: Final = {
    "": ("the", "There is no word to look for in “the”.", "words with a minus only take results away"),
    "cy/": ("-llyfrgell", "Nid oes gair i chwilio amdano yn “-llyfrgell”.", "Gadewir geiriau cyffredin iawn allan"),
}
"""By the prefix of the language: a query with nothing to look for, and what the page says."""
STANDS_NOWHERE: Final = {
    "": ("librery", "“librery” stands nowhere. The word written most like it was looked for instead: “library”."),
    "cy/": (
        "llyfrgall",
        "Nid yw “llyfrgall” i'w gael yn unman. Chwiliwyd yn ei le am y gair mwyaf tebyg: “llyfrgell”.",
    ),
}
TRY_AGAIN: Final = {"": "Try again", "cy/": "Rhoi cynnig arall arni"}
SEARCHING: Final = {"": "Searching …", "cy/": "Yn chwilio …"}
OTHER_WAYS: Final = {"": "Other ways to find something", "cy/": "Ffyrdd eraill o ddod o hyd i rywbeth"}


def hold(page: Page, pattern: re.Pattern[str]) -> Callable[[], None]:
    """Keeps answers to these requests back, as a slow line does. Returns what lets them come."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    def release() -> None:
        while held:
            held.pop(0).continue_()
        page.unroute(pattern)

    page.route(pattern, keep)

    return release


@pytest.mark.parametrize("lang", WORD)
def test_a_query_that_says_nothing_is_told_so_on_the_page(lang: str, site: str, visit: OpenPage) -> None:
    query, said, why = SAYS_NOTHING[lang]
    page = visit()
    page.goto(f"{site}{lang}search/?q={query}")
    expect(page.locator("[data-search-count]")).to_have_text(said)
    expect(page.locator("[data-search-help]")).to_contain_text(why)
    expect(page.locator(".mb-hits, [data-search-filters], [data-search-order]").locator("visible=true")).to_have_count(
        0
    )
    expect(page.locator("#_ways")).to_be_visible()


def test_a_query_that_says_nothing_yet_closes_the_list(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    type_in_box(page, "library")
    count_options(page)
    find_box(page).fill("-library")
    expect(page.locator(".mb-found")).to_be_hidden()
    expect(find_box(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".mb-find [role=status]")).to_be_empty()
    page.goto(f"{site}search/?q=library")
    count_results(page)
    page.get_by_label("What are you looking for?").fill("-library")
    expect(page.locator("[data-search-found]")).to_be_hidden()
    expect(page.locator("[data-search-count]")).to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-count]")).to_have_text("There is no word to look for in “-library”.")


@pytest.mark.parametrize("lang", WORD)
def test_another_word_that_was_looked_for_is_named(lang: str, site: str, visit: OpenPage) -> None:
    query, said = STANDS_NOWHERE[lang]
    page = visit()
    page.goto(site + lang + MEETING)
    type_in_box(page, query)
    expect(page.locator(".mb-found-note")).to_have_text(said)
    expect(find_options(page).first).to_be_visible()
    expect(page.locator(".mb-find [role=status]")).to_contain_text(said)
    page.goto(f"{site}{lang}search/?q={query}")
    total = count_results(page)
    help_ = page.locator("[data-search-help]")
    expect(help_).to_contain_text(said)
    help_.get_by_role("link", name=said.rpartition("“")[2].partition("”")[0], exact=True).click()
    expect(help_).to_be_empty()
    assert count_results(page) == total


@pytest.mark.parametrize("lang", WORD)
def test_each_word_by_itself_is_offered(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    query, lead = (LONG, "By themselves:") if not lang else ("sinema llyfrgell", "Ar eu pen eu hunain:")
    page.goto(f"{site}{lang}search/?q={quote(query)}&kind=item")
    count_results(page)
    line = page.locator("[data-search-help] p", has_text=lead)
    links = line.get_by_role("link")
    names = links.all_text_contents()
    assert len(names) > 1
    for name in names:
        word, _, count = name.rpartition(": ")
        assert word in query.split()
        page.goto(f"{site}{lang}search/?q={quote(query)}&kind=item")
        links.filter(has_text=name).click()
        expect(page).to_have_url(f"{site}{lang}search/?q={word}")
        expect(page.locator("[data-search-count]")).to_have_text(re.compile(f": {count}$"))


@pytest.mark.parametrize(
    ("lang", "query"),
    [("", "the"), ("", f"llyfrgell {NOWHERE}"), ("cy/", "librery")],
    ids=["nothing to look for", "half of the words", "another word"],
)
def test_the_other_language_is_not_offered_for_something_else(
    lang: str, query: str, site: str, visit: OpenPage
) -> None:
    page = visit()
    other = "en" if lang else "cy"
    page.goto(f"{site}{'' if lang else 'cy/'}search/?q={quote(query)}")
    assert count_results(page), "nothing there: no test"
    page.goto(f"{site}{lang}search/?q={quote(query)}", wait_until="networkidle")
    expect(page.locator("[data-search-count]")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    expect(page.locator(f"[data-search-also={other}]")).to_be_hidden()


@pytest.mark.parametrize("lang", WORD)
def test_nothing_found_leads_on_by_a_link(lang: str, site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site + lang + MEETING)
    find_box(page).tap()
    page.keyboard.insert_text(NOWHERE)  # letter by letter, what is shown would change meanwhile
    link = page.locator(".mb-found-note").get_by_role("link", name=OTHER_WAYS[lang])
    assert link.evaluate("one => one.offsetHeight") >= 44
    expect(page.locator(".mb-found-note")).not_to_contain_text("Enter")
    link.tap()
    expect(page).to_have_url(f"{site}{lang}search/?q={NOWHERE}")
    said = f"Ni chafwyd hyd i “{NOWHERE}”." if lang else f"Nothing was found for “{NOWHERE}”."
    expect(page.locator("[data-search-count]")).to_have_text(said)


@pytest.mark.parametrize("lang", WORD)
def test_a_slow_answer_is_announced_in_the_box(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + lang + MEETING)
    note, listed = page.locator(".mb-found-note"), page.locator(".mb-found-list")
    release = hold(page, INDEX)
    type_in_box(page, WORD[lang])
    expect(note).to_have_text(SEARCHING[lang])
    expect(listed).to_be_hidden()
    expect(page.locator(".mb-find [role=status]")).to_have_text(SEARCHING[lang])
    release()
    count_options(page)
    expect(note).to_be_hidden()
    expect(listed).not_to_have_attribute("aria-busy", "true")

    release = hold(page, re.compile(r"/(words|near)/|/\d{4}-\d\d-\d\d/$"))
    find_box(page).fill("cinema" if not lang else "sinema")
    expect(listed).to_have_attribute("aria-busy", "true")
    expect(note).to_have_text(SEARCHING[lang])
    assert float(listed.evaluate("one => getComputedStyle(one).opacity")) < 1
    release()
    expect(listed).not_to_have_attribute("aria-busy", "true")
    expect(note).not_to_have_text(SEARCHING[lang])


def test_the_number_of_old_results_does_not_stay_beside_new_words(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library", wait_until="networkidle")
    count_results(page)
    release = hold(page, re.compile(r"/(words|near)/|/\d{4}-\d\d-\d\d/$"))
    page.get_by_label("What are you looking for?").fill("cinema")
    expect(page.locator("[data-search-count]")).to_have_text(SEARCHING[""])
    expect(page.locator(".mb-hits")).to_have_attribute("aria-busy", "true")
    release()
    count_results(page)
    expect(page.locator(".mb-hits")).not_to_have_attribute("aria-busy", "true")


# A lost line, and coming back


@pytest.mark.parametrize("lang", WORD)
def test_a_lost_line_leaves_the_results_that_are_there(lang: str, site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site}{lang}search/?q={'cyngor' if lang else 'council'}")
    total = count_results(page)
    page.wait_for_load_state("networkidle")
    entries, more = page.locator(".mb-hits > li"), page.locator("[data-search-more]")
    stuck = page.locator("[data-search-stuck]")
    page.route("**/*", break_line)
    for _ in range(10):  # until something is needed that has not come yet
        if stuck.text_content():
            break
        more.press("Enter")
        page.wait_for_timeout(100)
    before = entries.count()
    assert 0 < before < total
    expect(stuck).to_have_text(
        "Ni ellid llwytho rhagor o ganlyniadau. Pwyswch y botwm i roi cynnig arall arni."
        if lang
        else "More results could not be loaded. Press the button to try again."
    )
    expect(entries).to_have_count(before)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator("[data-search-count]")).to_have_text(re.compile(f": {total}$"))
    page.unroute("**/*")
    more.press("Enter")
    expect(entries.nth(before)).to_be_visible()
    expect(stuck).to_be_empty()


@pytest.mark.parametrize("lang", WORD)
@pytest.mark.parametrize("lost", [INDEX, re.compile(r"/assets/js/search/page\.")], ids=["index", "script"])
def test_a_button_tries_again(lost: re.Pattern[str], lang: str, site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.route(lost, break_line)
    page.goto(f"{site}{lang}search/?q={WORD[lang]}")
    alert = page.get_by_role("alert")
    again = alert.get_by_role("button", name=TRY_AGAIN[lang])
    assert again.evaluate("one => one.offsetHeight") >= 44
    again.click()
    expect(again).to_be_visible()
    page.unroute(lost)
    again.click()
    assert count_results(page)
    expect(alert).to_be_hidden()


def test_back_leads_to_the_place_that_was_left(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=council")
    count_results(page)
    entries, more = page.locator(".mb-hits > li"), page.locator("[data-search-more]")
    for _ in range(20):
        if entries.count() >= 40:
            break
        before = entries.count()
        more.evaluate("one => one.click()")
        expect(entries).not_to_have_count(before)
    left = entries.nth(36).locator("h3 a")
    left.scroll_into_view_if_needed()
    name, top = left.text_content(), left.evaluate("one => one.getBoundingClientRect().top")
    left.click()
    expect(page).not_to_have_url(re.compile(r"/search/"))
    release = hold(page, INDEX)  # longer than browsers wait to return to a place by themselves
    page.go_back()
    page.wait_for_timeout(500)
    release()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "back_forward"
    expect(left).to_have_text(str(name))
    expect(left).to_be_in_viewport()
    assert abs(left.evaluate("one => one.getBoundingClientRect().top") - top) < 8

    page.locator("[data-search-filter=kind] label:visible").first.evaluate("one => one.click()")
    expect(page).to_have_url(re.compile("&kind="))
    count_results(page)
    expect(left).to_have_count(0)
    page.go_back()
    expect(left).to_have_text(str(name))


def test_a_link_within_the_page_keeps_the_results(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}search/?q=library")
    count = count_results(page)
    show_all(page, count)
    page.evaluate("location.hash = '_ways'")
    page.wait_for_timeout(300)
    expect(page.locator(".mb-hits > li")).to_have_count(count)
    expect(page.locator("#_ways")).to_be_in_viewport()


# Keys, fingers, paper


def test_links_in_the_box_come_before_the_button(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(site + MEETING)
    type_in_box(page, NOWHERE)
    link = page.locator(".mb-found-note").get_by_role("link")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(find_box(page)).to_be_focused()
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".mb-find-go")).to_be_focused()
    expect(page.locator(".mb-found")).to_be_hidden()


def test_rows_and_field_stay_in_view_at_400_percent(site: str, visit: OpenPage) -> None:
    page = visit(viewport={"width": 320, "height": 256})
    page.goto(site + MEETING)
    type_in_box(page, "library")
    for number in range(count_options(page)):
        page.keyboard.press("ArrowDown")
        expect(find_options(page).nth(number)).to_be_in_viewport(ratio=0.99)
        expect(find_box(page)).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Tab")
    expect(page.locator(".mb-find-go")).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_titles_of_results_are_large_enough_for_a_finger(size: ViewportSize, site: str, visit: OpenPage) -> None:
    page = visit(viewport=size)
    page.goto(f"{site}search/?q=library")
    count_results(page)
    titles = page.locator(".mb-hits h3 a")
    assert min(titles.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")) >= 44
    above: list[bool] = titles.evaluate_all(
        "all => all.map((one) => { one.scrollIntoView({ block: 'center' }); const { left, top, bottom } = one.getBoundingClientRect(); "
        "return [top + 2, bottom - 14].every((y) => one.contains(document.elementFromPoint(left + 4, y))); })"
    )
    assert all(above), "something lies over a title"


@pytest.mark.parametrize("lang", WORD)
def test_paper_says_what_was_looked_for(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}{lang}search/?q={WORD[lang]}&kind=item&kind=decision")
    count_results(page)
    said = page.locator("[data-search-paper]")
    expect(said).to_be_hidden()
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    expect(said).to_have_text(
        "Chwiliwyd am: ysgol · Math: Eitem ar yr agenda · Math: Penderfyniad"
        if lang
        else "Looked for: library · Kind: Agenda item · Kind: Decision"
    )
    expect(page.locator("[data-search-count]")).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("[data-search-words]").fill("")
    expect(said).to_be_empty()


@pytest.mark.parametrize("lang", WORD)
def test_the_phrase_in_the_help_finds_something(lang: str, site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}{lang}search/")
    told = " ".join(page.locator("[data-search-form] li").all_text_contents())
    phrase = re.search("“[^”]+ [^”]+”", told)
    assert phrase
    page.goto(f"{site}{lang}search/?q={quote(phrase.group())}")
    assert count_results(page)
    expect(page.locator("[data-search-help]")).to_be_empty()


@pytest.mark.parametrize("lang", WORD)
def test_everyone_can_use_what_helps(lang: str, site: str, visit: OpenPage, axe: Axe) -> None:
    page = visit(
        viewport={"width": 320, "height": 256}, color_scheme="dark" if lang else "light", reduced_motion="reduce"
    )
    page.goto(site + lang + MEETING)
    type_in_box(page, STANDS_NOWHERE[lang][0])
    expect(find_options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert not axe(page), "a list that scrolls, with a remark"
    find_box(page).fill(NOWHERE)
    expect(page.locator(".mb-found-note a")).to_be_visible()
    assert not axe(page), "nothing found"
    for query in (SAYS_NOTHING[lang][0], LONG if not lang else "sinema llyfrgell"):
        page.goto(f"{site}{lang}search/?q={quote(query)}")
        expect(page.locator("[data-search-help] p").first).to_be_visible()
        assert not axe(page), query
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_is_typed_while_the_index_is_on_its_way_is_looked_for(site: str, visit: OpenPage) -> None:
    """The answer to the first two letters, which say nothing yet, must not stop the search for the word."""
    page = visit()
    page.goto(site + MEETING)
    release = hold(page, INDEX)
    find_box(page).click()
    page.keyboard.type("li")
    expect(page.locator(".mb-found-note")).to_be_visible()
    find_box(page).evaluate(
        "(field) => { field.value = 'library'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    release()
    count_options(page)


def test_back_leads_to_open_filters(site: str, visit: OpenPage) -> None:
    """On a phone they stand above the results, so the place is another one without them."""
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{site}search/?q=council")
    everything = count_results(page)
    page.locator("[data-search-filters-title]").tap()
    page.locator("input[value=decision]").tap()
    expect(page.locator("[data-search-count]")).not_to_have_text(f"Results: {everything}")
    expect(page.locator("[data-search-count]")).to_have_text(re.compile(r"Results: \d+"))
    link = page.locator(".mb-hits a").nth(1)
    link.scroll_into_view_if_needed()
    left = link.evaluate("one => one.getBoundingClientRect().top")
    link.tap()
    expect(page).not_to_have_url(re.compile("search"))
    page.go_back()
    expect(page.locator("[data-search-filters]")).to_have_attribute("open", "")
    expect(link).to_be_in_viewport()
    assert abs(link.evaluate("one => one.getBoundingClientRect().top") - left) < 40
