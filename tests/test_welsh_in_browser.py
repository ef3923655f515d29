"""The site as a Welsh reader meets it in a browser, once the scripts have run: each kind of page, what opens on it, what it says, and the search.

`test_languages_of_pages` reads every page as it was written. Here the live page is asked, since scripts add buttons, panels, results and what is
announced. Words are written out as a reader sees them, not taken from the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, Response, ViewportSize, expect

from minutebook.i18n import catalogue
from tests.support.chromium import OpenPage
from tests.support.languages import Piece, read_languages
from tests.support.pages_server import ServeSite
from tests.support.sites import Kinds
from tests.support.welsh import MONTHS, find_wrong_forms, says_day
from tests.test_accessibility import KINDS
from tests.test_languages_of_pages import is_foreign

PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
MEETING: Final = "cabinet/2023-05-16/"
"""Minutes in both languages in which AGC stands with its meaning put in, and whose address can be copied."""
NOT_FOUND: Final = "notfound"
"""The one kind of page that has all languages on it: there is one file for all addresses that are not there."""
COUNCIL: Final = "Cyngor Sir Erwain"
NAMES: Final = frozenset(("person", "glossary-term"))
"""Kinds of page whose heading is a name or letters, which may be the same in both languages."""
MENU: Final = [
    "Cyfarfodydd",
    "Penderfyniadau",
    "Camau gweithredu",
    "Argymhellion",
    "Cynlluniau gweithredu",
    "Pobl",
    "Geirfa",
    "Ynglŷn â'r cofnodion hyn",
    "Sut i ddarllen y cofnodion hyn",
    "Cau'r ddewislen",
]
LOOKS: Final = ["Fel ar fy nyfais", "Golau", "Tywyll", "Mwy o gyferbyniad"]

NOWHERE: Final = "zzqqxx"
"""A word that is in no minutes, nor near one that is."""
FAR_APART: Final = "ysgol cludiant sinema cyllideb llyfrgell"
"""Words that stand together nowhere; most of them do in one place."""
KINDS_OF_HITS: Final = frozenset(
    (
        *("Eitem ar yr agenda", "Penderfyniad", "Cam gweithredu", "Cyfarfod", "Argymhelliad", "Diweddariad", "Ymateb"),
        *("Datganiad o fuddiant", "Crynodeb y Cadeirydd", "Cynllun gweithredu", "Unigolyn", "Swydd", "Corff"),
        *("Term yn yr eirfa", "Tudalen"),
    )
)


@pytest.fixture
def site(sample_site: Path, serve_site: ServeSite) -> str:
    return serve_site(sample_site)


@pytest.fixture
def visit(open_page: OpenPage) -> Iterator[OpenPage]:
    """Opens pages as `open_page` does; at the end nothing may have been said in their consoles, nor refused by the server."""
    wrong: list[str] = []

    def note_refused(answer: Response) -> None:
        if answer.status >= 400:
            wrong.append(f"{answer.url}: {answer.status}")

    def open_listening(**options: object) -> Page:
        page = open_page(**options)
        page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("response", note_refused)
        return page

    yield open_listening
    assert wrong == []


@cache
def is_wrong(lang: str, text: str) -> bool:
    """Whether a text is not in the language that it is marked with, or is Welsh with a date or a number that is not as in Welsh."""
    return is_foreign(lang, text) or (lang == "cy" and any(find_wrong_forms(text)))


def find_wrong_words(page: Page) -> list[str]:
    """Return what the page says now, aloud or to the eye, that is not in the language which it is marked with."""
    return list_wrong(read_languages(page.content())[0])


def list_wrong(pieces: Iterable[Piece]) -> list[str]:
    return [f"{one.place}: {one.text}" for one in pieces if one.lang in ("en", "cy") and is_wrong(one.lang, one.text)]


def find_wrong_dates(page: Page) -> list[str]:
    """Return each Welsh `<time>` whose words are not those of its day."""
    told: list[list[str]] = page.locator("time").evaluate_all(
        "all => all.map((one) => [one.closest('[lang]').lang, one.dateTime, one.textContent.replace(/\\s+/g, ' ')])"
    )
    return [f"{day}: {words}" for lang, day, words in told if lang == "cy" and not says_day(words, day)]


def list_untranslated(english: Iterable[Piece], welsh: Iterable[Piece]) -> list[str]:
    """Return each sentence of the interface that both pages say in English, the Welsh one with `lang` round it, and never in Welsh."""
    both = {one.text for one in english if one.lang == "en"} & {one.text for one in welsh if one.lang == "en"}
    said = {one.text for one in welsh if one.lang == "cy"}
    forms: dict[str, set[str]] = {}
    for key, entry in catalogue("en").entries.items():
        for form in both & set(entry.forms.values()):
            forms.setdefault(form, set()).update(catalogue("cy").entries[key].forms.values())
    return [form for form, theirs in sorted(forms.items()) if not theirs & said]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != NOT_FOUND])
def test_every_kind_of_page_is_welsh(kind: str, sample_kinds: Kinds, site: str, visit: OpenPage) -> None:
    here, there = (sample_kinds[kind][lang].removesuffix("index.html") for lang in ("cy", "en"))
    page = visit(viewport=PHONE)
    page.goto(site + here)
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("group", name="Golwg", exact=True).locator("label")).to_have_text(LOOKS)
    assert COUNCIL in page.title()
    heading = page.locator("main h1")
    assert heading.evaluate("one => one.closest('[lang]').lang") == "cy"
    words = heading.inner_text()

    term = page.locator("main a.term:visible").first
    if term.count():
        term.focus()
        expect(page.locator(".mb-panel")).to_be_visible()
    welsh = read_languages(page.content())[0]
    assert list_wrong(welsh) == []
    assert find_wrong_dates(page) == []

    page.get_by_role("button", name="Dewislen", exact=True).click()
    menu = page.get_by_role("navigation", name="Prif lywio", exact=True)
    expect(menu.locator(".mb-nav-inner > ul > li > a, .mb-nav-close")).to_have_text(MENU)
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")

    switch = page.get_by_role("navigation", name="Iaith", exact=True).get_by_role("link")
    expect(switch).to_have_text("English")
    switch.click()
    expect(page).to_have_url(site + there)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(f"main .mb-page-{kind} h1")).to_have_count(1)
    assert (page.locator("main h1").inner_text() != words) or kind in NAMES
    english = read_languages(page.content())[0]
    assert list_untranslated(english, welsh) == []
    page.get_by_role("navigation", name="Language", exact=True).get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(site + here)
    expect(heading).to_have_text(words)


def test_what_opens_on_minutes_is_welsh(site: str, visit: OpenPage) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    address = f"{site}cy/{MEETING}"
    page.goto(address)
    meaning, panel = (
        page.locator("article .expansion", has_text="Arolygiaeth Gofal Cymru").first,
        page.locator(".mb-panel"),
    )
    term = page.locator("article").get_by_role("link", name="AGC", exact=True).first
    expect(meaning).to_have_text(" (Arolygiaeth Gofal Cymru)")

    # The switch of meanings
    switch = page.get_by_label("Ysgrifennu acronymau'n llawn yn y testun", exact=True)
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(meaning).to_be_hidden()
    expect(term).to_have_accessible_description("Arolygiaeth Gofal Cymru")
    switch.check()
    expect(meaning).to_be_visible()

    # The panel of a term
    page.keyboard.press("Tab")
    term.focus()
    expect(page.get_by_role("group", name="AGC", exact=True)).to_be_visible()
    expect(panel.locator("p").first).to_have_text("AGC")
    expect(panel).to_contain_text("Arolygiaeth Gofal Cymru")
    expect(panel).not_to_contain_text("CIW")
    assert (
        panel.evaluate("one => [one, ...one.querySelectorAll('*')].map((part) => part.closest('[lang]').lang)").count(
            "en"
        )
        == 0
    )
    assert find_wrong_words(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    # A link to an item, copied
    page.get_by_text("Sut i greu dolen i'r cofnodion hyn", exact=True).click()
    button = page.locator("button[data-copy]")
    expect(button).to_have_text(re.compile(r"^Copïo'r ddolen: Eitem \d+$"))
    item = str(button.get_attribute("data-copy"))
    said = "Copïwyd y ddolen"  # for two seconds, in the button and behind it, where it is read out
    expect(page.locator(".mb-link-help p:has(button) [role=status]")).to_have_count(1)
    button.click()
    expect(page.locator(".mb-link-help p:has(button)")).to_have_text(said + said)
    assert page.evaluate("navigator.clipboard.readText()") == address + item
    assert find_wrong_words(page) == []

    # From an item to the same one in English, and back
    page.goto(address + item)
    page.get_by_role("navigation", name="Iaith", exact=True).get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{site}{MEETING}{item}")
    page.get_by_role("navigation", name="Language", exact=True).get_by_role("link", name="Cymraeg", exact=True).click()
    expect(page).to_have_url(address + item)
    expect(page.locator(f"{item} h2")).to_be_in_viewport()


def test_a_finger_opens_a_panel_that_leads_on_in_welsh(site: str, visit: OpenPage) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{site}cy/{MEETING}")
    page.locator("article").get_by_role("link", name="AGC", exact=True).first.tap()
    expect(page.locator(".mb-panel")).to_contain_text("Arolygiaeth Gofal Cymru")
    assert find_wrong_words(page) == []
    page.locator(".mb-panel").get_by_role("link", name="Rhagor yn yr eirfa", exact=True).tap()
    expect(page).to_have_url(f"{site}cy/glossary/ciw/")
    expect(page.locator("main h1")).to_have_text("AGC")


# The search


def test_the_box_answers_in_welsh(site: str, visit: OpenPage) -> None:
    page = visit()
    page.goto(f"{site}cy/{MEETING}")
    page.get_by_role("searchbox", name="Chwilio", exact=True).click()
    expect(page.get_by_role("combobox", name="Chwilio", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Chwilio", exact=True)).to_be_visible()
    note, said = page.locator(".mb-found-note"), page.locator(".mb-find [role=status]")

    page.keyboard.type("pwyllgor")
    found = page.get_by_role("listbox", name="Canlyniadau", exact=True)
    every = found.get_by_role("option").last
    expect(every).to_have_text(re.compile(r"^Pob canlyniad: \d+$"))
    count = str(every.text_content()).rpartition(" ")[2]
    about = found.locator(".mb-found-about").all_text_contents()
    assert about
    assert all(one.split("\u00a0")[0] in KINDS_OF_HITS for one in about), about
    days = [one.rpartition("· ")[2] for one in about if re.search(r"\d{4}$", one)]
    assert days
    assert all(day.split()[1] in MONTHS for day in days), days
    marked = {one.casefold() for one in found.locator("mark").all_text_contents()}
    assert {one[-7:] for one in marked if one.endswith("gor")} == {"wyllgor"}, marked
    expect(said).to_have_text(f"Canlyniadau: {count}. Defnyddiwch y bysellau saeth i ddewis.")
    assert find_wrong_words(page) == []

    for typed, wanted in (
        ("pwylgor ", "Nid yw “pwylgor” i'w gael yn unman. Chwiliwyd yn ei le am y gair mwyaf tebyg: “pwyllgor”."),
        (
            f"{FAR_APART} ",
            "Nid oes yr un eitem na phenderfyniad yn cynnwys y geiriau hyn i gyd. Mae'r rhain yn cynnwys o leiaf eu hanner.",
        ),
    ):
        page.locator(".mb-find-words").fill(typed)
        expect(note).to_have_text(wanted)
        expect(said).to_contain_text(re.compile(re.escape(wanted) + r" Canlyniadau: \d+\."))
    page.locator(".mb-find-words").fill(NOWHERE)
    expect(note).to_contain_text("Ni chafwyd hyd i ddim.")
    expect(note.get_by_role("link", name="Ffyrdd eraill o ddod o hyd i rywbeth", exact=True)).to_be_visible()
    expect(said).to_have_text("Ni chafwyd hyd i ddim.")
    assert find_wrong_words(page) == []


def test_the_page_of_results_answers_in_welsh(site: str, visit: OpenPage) -> None:
    page = visit()
    search = f"{site}cy/search/"
    page.goto(f"{search}?q=pwyllgor")
    count, filters = page.locator("[data-search-count]"), page.locator("[data-search-filters]")
    expect(count).to_have_text(re.compile(r"^Canlyniadau: \d+$"))
    assert page.title() == f"pwyllgor – Chwilio – {COUNCIL}"
    expect(page.get_by_label("Am beth ydych chi'n chwilio?", exact=True)).to_have_value("pwyllgor")
    expect(filters.locator("summary")).to_have_text("Hidlwyr")
    expect(filters.locator("legend:visible")).to_have_text(["Corff", "Blwyddyn", "Math", "Statws"])
    expect(filters.get_by_role("button", name="Dangos popeth").first).to_be_visible()
    expect(page.get_by_role("group", name="Trefn").locator("label")).to_have_text(
        ["Cyfatebiaeth orau", "Diweddaraf yn gyntaf"]
    )
    kinds = filters.locator("[data-search-filter=kind] label:not([hidden]) span:not(.mb-meta)").all_text_contents()
    assert len(kinds) > 4
    assert set(kinds) <= KINDS_OF_HITS
    expect(page.locator(".mb-hits time")).not_to_have_count(0)
    assert find_wrong_dates(page) == []
    assert find_wrong_words(page) == []

    filters.get_by_text("Eitem ar yr agenda", exact=True).click()
    expect(filters.locator("summary")).to_have_text("Hidlwyr: dewiswyd 1")
    expect(count).to_have_text(re.compile(r"^Canlyniadau: \d+$"))
    expect(page.locator("[data-search-paper]")).to_have_text("Chwiliwyd am: pwyllgor · Math: Eitem ar yr agenda")
    expect(page.locator(".mb-hits .mb-tag").first).to_have_text("Eitem ar yr agenda")
    filters.get_by_role("button", name="Tynnu pob hidlydd", exact=True).click()
    expect(filters.locator("summary")).to_have_text("Hidlwyr")

    help_ = page.locator("[data-search-help]")
    for query, told, wanted in (
        (NOWHERE, f"Ni chafwyd hyd i “{NOWHERE}”.", ""),
        ("-pwyllgor", "Nid oes gair i chwilio amdano yn “-pwyllgor”.", "Gadewir geiriau cyffredin iawn allan"),
        (FAR_APART, "Canlyniadau: 1", "Nid oes yr un eitem na phenderfyniad yn cynnwys y geiriau hyn i gyd."),
        ("pwylgor", r"Canlyniadau: \d+", "Chwiliwyd yn ei le am y gair mwyaf tebyg: “pwyllgor”."),
    ):
        field = page.get_by_label("Am beth ydych chi'n chwilio?", exact=True)
        field.fill(query)
        field.press("Enter")
        expect(count).to_have_text(re.compile(f"^{told}$"))
        expect(help_).to_contain_text(wanted)
        assert find_wrong_words(page) == []
    # The same word with another first letter is no other word.
    expect(help_.locator("p", has_text="Oeddech chi'n meddwl:").get_by_role("link")).to_have_text(["pwyllgor"])

    page.goto(f"{search}?q=pwyllgor&kind=plan&year=2024")
    expect(count).to_have_text("Ni chafwyd hyd i “pwyllgor” gyda'r hidlwyr hyn.")
    expect(help_).to_contain_text(re.compile(r"Canlyniadau heb hidlwyr: \d+\."))
    expect(help_.get_by_role("link", name="Tynnu pob hidlydd", exact=True)).to_be_visible()
    assert find_wrong_words(page) == []

    page.goto(f"{search}?q=library")
    english = page.get_by_role("link", name=re.compile(r"^Canlyniadau mewn iaith arall \(Saesneg\): \d+$"))
    expect(english).to_be_visible()
    assert find_wrong_words(page) == []
    english.click()
    expect(page).to_have_url(f"{site}search/?q=library")


def test_without_scripts_the_search_leads_to_ways_in_welsh(site: str, visit: OpenPage) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{site}cy/{MEETING}")
    page.get_by_role("link", name="Dewislen", exact=True).click()
    expect(page.get_by_role("link", name="Cau'r ddewislen", exact=True)).to_be_visible()
    page.get_by_role("link", name="Cau'r ddewislen", exact=True).click()
    page.get_by_role("searchbox", name="Chwilio", exact=True).fill("pwyllgor")
    page.get_by_role("button", name="Chwilio", exact=True).click()
    expect(page).to_have_url(f"{site}cy/search/?q=pwyllgor")
    expect(page.locator("main noscript p")).to_contain_text("Mae angen JavaScript i chwilio")
    expect(
        page.get_by_role("heading", level=2, name="Ffyrdd eraill o ddod o hyd i rywbeth", exact=True)
    ).to_be_visible()
    expect(page.get_by_role("link", name="Ieithoedd y cofnodion", exact=True)).to_be_visible()
    assert find_wrong_words(page) == []
    page.locator("main").get_by_role("link", name="Pwyllgor Craffu Pobl", exact=True).click()
    expect(page).to_have_url(f"{site}cy/people-scrutiny/")
    expect(page.locator("main h1")).to_have_text("Pwyllgor Craffu Pobl")


# What is not there


def test_what_is_not_there_is_said_in_welsh_too(site: str, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    answer = page.goto(f"{site}cy/no/such/page/")
    assert answer
    assert answer.status == 404
    part = page.locator("main section[lang=cy]")
    expect(part.get_by_role("heading")).to_have_text("Heb ddod o hyd i'r dudalen")
    expect(page).to_have_title(re.compile("^Page not found / Heb ddod o hyd i'r dudalen – "))
    expect(part).to_contain_text("Nid oes tudalen yn y cyfeiriad hwn.")
    assert find_wrong_words(page) == []
    ways = part.get_by_role("link")
    expect(ways.first).to_have_text("Hafan")
    expect(ways).not_to_have_count(1)
    assert all(str(way.get_attribute("href")).startswith("/council/cy/") for way in ways.all())
    ways.first.click()
    expect(page).to_have_url(f"{site}cy/")
    expect(page.locator("main h1")).to_have_text(COUNCIL)


# What these tests go by


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("cy", "Cyfarfod: 18 April 2023"),
        ("cy", "Tuesday 18 Ebrill 2023"),
        ("cy", "3rd Ebrill"),
        ("cy", "2 cyfarfod"),
        ("cy", "3 cyfarfod"),
        ("cy", "4 chyfarfod"),
        ("cy", "Y Cabinet: 12 phenderfyniad"),
        ("cy", "Clerc a Cadeirydd"),
        ("cy", "Arweinydd a Prif Weithredwr"),
        ("cy", "10 Rhagfyr 2024 i Tachwedd 2025"),
        ("cy", "hyd Mai 2025"),
        ("cy", "The minutes"),
        ("en", "Mae hwn yn Gymraeg"),
    ],
)
def test_wrong_words_are_noticed(lang: str, text: str) -> None:
    assert is_wrong(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("cy", "Dydd Mawrth 18 Ebrill 2023, 2 gyfarfod, 3 chyfarfod, 13 cyfarfod a 6 phenderfyniad"),
        ("cy", "12 term, 2 derm, 6 therm; mis Mai 2024"),
        ("cy", "Clerc a Chadeirydd; Prif Weithredwr; 10 Rhagfyr 2024 – Tachwedd 2025, i Fai, o fis Mai a Carys Pugh"),
        ("en", "Tuesday 18 April 2023, 2nd floor"),
    ],
)
def test_right_words_are_let_pass(lang: str, text: str) -> None:
    assert not is_wrong(lang, text)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("18 Ebrill 2023", True),
        ("Dydd Mawrth 18 Ebrill 2023", True),
        ("18 Ebr 2023", True),
        ("erbyn 18 Ebrill 2023", True),
        ("18 April 2023", False),
        ("18 Apr 2023", False),
        ("18 Mai 2023", False),
        ("Dydd Mercher 18 Ebrill 2023", False),
    ],
)
def test_words_for_a_day(words: str, right: bool) -> None:
    assert says_day(words, "2023-04-18") is right


def test_a_sentence_left_in_english_is_noticed() -> None:
    english = [Piece("en", "Menu", "a"), Piece("en", "Glossary", "a"), Piece("en", "Grit", "h2")]
    left = [Piece("cy", "Dewislen", "a"), Piece("en", "Glossary", "a"), Piece("en", "Grit", "h2")]
    assert list_untranslated(english, left) == ["Glossary"]
    assert list_untranslated(english, [*left, Piece("cy", "Geirfa", "a")]) == []
