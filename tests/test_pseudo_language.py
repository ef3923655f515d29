"""Another language is one file and nothing else: a made-up one, in which whatever is not translated is seen, and words are 40 % longer.

The file is put into a copy of the program, which builds the sample council in English and that language. No page of any kind says a word that is not
in it, and on a narrow phone nothing is cut off. Its dates are Finnish: no English month or weekday may be left either.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel import Locale
from playwright.sync_api import Page, ViewportSize, expect

from minutebook.i18n import LANGUAGES, RECORD_WORDS, catalogue
from tests.support import pseudo
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.pseudo import CODE, LOCALE, LONGER, accent, read_yaml
from tests.support.sites import Kinds, list_kinds
from tests.support.spoken import Spoken, list_spoken
from tests.test_accessibility import KINDS

ROOT: Final = Path(__file__).parent.parent
PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
PEOPLE: Final = ("present", "remote", "apologies", "absent", "attending", "chair")
MEETING: Final = f"{CODE}/pseudo-group/2026-04-14/"
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_INITIALS: Final = re.compile(r"(?:^|(?<=, ))[A-Z]{2,4}(?=$|,)")
_NO_WORDS: Final = re.compile(r"\{\w+\}|\S+@\S+|\S+://\S+")
"""Places in braces, and addresses."""

# What a control is cut off by: its own box, or the edge of the screen. What scrolls by itself may be wider, and what is only read out is of no width.
CLIPPED: Final = """() => [...document.querySelectorAll("a, button, summary, select, input, label, [role=button]")].filter((one) => {
  const { width, height, left, right } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  if (width < 2 || height < 2 || style.visibility === "hidden" || style.clipPath !== "none") return false;
  for (let around = one.parentElement; around; around = around.parentElement) {
    const its = getComputedStyle(around);
    if (its.clipPath !== "none" || ["auto", "scroll"].includes(its.overflowX)) return false;
  }
  const inside = style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
  return inside || left < -0.5 || right > innerWidth + 0.5;
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.trim()}`)"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The site, and what its build said."""
    folder = tmp_path_factory.mktemp("pseudo")
    program = pseudo.copy_program(folder / "program")
    council = pseudo.copy_council(folder / "council")
    done = pseudo.build(program, council, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site", done


@pytest.fixture(scope="module")
def site(built: tuple[Path, object]) -> Path:
    return built[0]


@pytest.fixture(scope="module")
def kinds(site: Path) -> Kinds:
    return list_kinds(site)


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """Words that belong to no language: letters, of people's names, endings of files; and those of CLDR, which are Finnish."""
    content = ROOT / "content"
    found = {"MMMM", *(path.suffix.removeprefix(".") for path in content.rglob("*.*"))}
    for letters, entry in read_yaml((ROOT / "glossary.yml").read_text("utf-8")).items():
        if not isinstance(entry, dict) or entry.get("kind") != "term":
            found.update(_WORD.findall(f"{letters} {entry.get('also', '') if isinstance(entry, dict) else ''}"))
    for path in content.glob("*/*.md"):
        front = path.read_text("utf-8").partition("\n---\n")[0]
        for line in re.findall(rf"^(?:{'|'.join(PEOPLE)}):(.*)$", front, re.MULTILINE):
            # Brackets hold initials, words, or both behind a comma.
            written = re.sub(r"\(([^()]*)\)", lambda found: " ".join(_INITIALS.findall(found[1])), line)
            found.update(word for word in _WORD.findall(written) if word[0].isupper())
    titles = (entry.forms["text"] for key, entry in catalogue("en").entries.items() if key.startswith("title_of."))
    found -= {word for title in titles for word in _WORD.findall(title)}
    for person in read_yaml((content / "people.yml").read_text("utf-8")).values():
        found.update(_WORD.findall(f"{person['name']} {person.get('also', '')}"))
    locale = Locale(LOCALE)
    forms = (names for table in (locale.months, locale.days) for widths in table.values() for names in widths.values())
    found.update(word for names in forms for name in names.values() for word in _WORD.findall(name))
    return frozenset((*found, locale.languages["en"], locale.languages["en"].capitalize()))


def find_untranslated(spoken: Iterator[Spoken], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield where a word of another language stands that says to be of this one, and the words around it."""
    for one in spoken:
        if one.lang == CODE and not one.recorded and one.where != "code":
            words = _WORD.findall(_NO_WORDS.sub(" ", one.text))
            # Record words are English: they are of the format, and the copy reads no others.
            if any(word.isascii() and word not in names and word.casefold() not in RECORD_WORDS for word in words):
                yield one.where, one.text


def test_the_language_is_english_with_other_letters_and_longer() -> None:
    assert accent("Copy {n} of the “Minutes”") != "Copy {n} of the “Minutes”"
    made = read_yaml(pseudo.make_catalogue((ROOT / "minutebook/i18n/en.yml").read_text("utf-8")))
    english = read_yaml((ROOT / "minutebook/i18n/en.yml").read_text("utf-8"))
    assert made["reading"] == english["reading"]
    assert list(made) == list(english)
    count = 0
    for key, entry in catalogue("en").entries.items():
        group, _, name = key.partition(".")
        theirs = made[group][name]
        for category, form in entry.forms.items():
            other = theirs if isinstance(theirs, str) else theirs[category]
            assert re.findall(r"\{\w+\}", other) == re.findall(r"\{\w+\}", form), key
            words = re.sub(r"\{\w+\}", "", form)
            letters = sum(map(len, re.findall("[A-Za-z]+", words)))
            assert len(other) - len(form) >= (LONGER - 1) * letters - 1e-9, key
            assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", other)), key
            count += bool(letters)
        if not isinstance(theirs, str):
            assert theirs.get("context") in (None, entry.context), key
    assert count > 300


def test_one_file_more_is_all_it_takes(built: tuple[Path, subprocess.CompletedProcess[str]], kinds: Kinds) -> None:
    site, done = built
    assert CODE not in LANGUAGES, "the program itself has no such language"
    assert "0 errors" in done.stderr
    english = {path.relative_to(site) for path in site.rglob("*.html")} - {
        path.relative_to(site) for path in site.glob(f"{CODE}/**/*.html")
    }
    theirs = {path.relative_to(site / CODE) for path in (site / CODE).rglob("*.html")}
    assert theirs == english - {Path("404.html")}
    assert {kind for kind, pages in kinds.items() if CODE in pages} >= {*KINDS} - {"notfound"}


def test_no_page_says_a_word_that_is_not_translated(site: Path, names: frozenset[str]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    said = 0
    for path in sorted((site / CODE).rglob("*.html")):
        spoken = list(list_spoken(path.read_text("utf-8")))
        said += sum(one.lang == CODE for one in spoken)
        found.update(find_untranslated(iter(spoken), names))
    assert said > 10_000
    assert [f"{count} times, {where}: {text}" for (where, text), count in found.most_common()] == []


def test_the_section_of_the_page_that_is_not_there_is_translated(site: Path, names: frozenset[str]) -> None:
    spoken = list(list_spoken((site / "404.html").read_text("utf-8")))
    assert sum(one.lang == CODE for one in spoken) > 3
    assert list(find_untranslated(iter(spoken), names)) == []


def test_dates_and_numbers_are_those_of_its_locale(site: Path) -> None:
    html = (site / MEETING / "index.html").read_text("utf-8")
    assert "14 huhtikuuta 2026" in html
    assert f"6{accent('pm')}" in html
    assert f"7 {accent('for')}, 2 {accent('against')}" in html


def test_nothing_is_cut_off_on_a_phone(site: Path, kinds: Kinds, serve_site: ServeSite, open_page: OpenPage) -> None:
    base = serve_site(site)
    page = open_page(viewport=PHONE)
    wrong: dict[str, object] = {}
    for kind, pages in kinds.items():
        if CODE in pages:
            page.goto(base + pages[CODE].removesuffix("index.html"))
            width, clipped = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CLIPPED)
            if width > PHONE["width"] or clipped:
                wrong[kind] = (width, clipped)
    assert wrong == {}


@pytest.fixture
def narrow(site: Path, serve_site: ServeSite, open_page: OpenPage) -> tuple[Page, str]:
    return open_page(viewport=PHONE), serve_site(site)


def test_the_search_speaks_the_language(narrow: tuple[Page, str], names: frozenset[str]) -> None:
    page, base = narrow
    page.goto(f"{base}{CODE}/search/?q={accent('library')}")
    expect(page.locator("main [data-search-count]")).to_contain_text(re.compile(r"\d"))
    expect(page.locator(".mb-hits > *").first).to_be_visible()
    assert_translated(page, names)
    page.goto(f"{base}{CODE}/search/?q=zzqqxx")
    expect(page.locator("main [data-search-count]")).to_contain_text("zzqqxx")
    assert_translated(page, names | {"zzqqxx"})
    page.goto(base + MEETING)
    page.locator(".mb-find-words").click()
    page.keyboard.type(accent("scrutiny"))
    expect(page.locator(".mb-found-all")).to_be_visible()
    assert_translated(page, names)


def test_the_panel_of_a_term_and_the_menu_speak_the_language(narrow: tuple[Page, str], names: frozenset[str]) -> None:
    page, base = narrow
    page.goto(base + MEETING)
    page.locator("article[data-record] a.term", has_text="CIW").first.hover()
    expect(page.locator(".mb-panel")).to_be_visible()
    expect(page.locator(".mb-panel")).to_contain_text(accent("Care Inspectorate Wales"))
    assert_translated(page, names)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=accent("Menu"), exact=True).click()
    expect(page.get_by_role("navigation", name=accent("Main navigation"))).to_be_visible()
    assert_translated(page, names)


def assert_translated(page: Page, names: frozenset[str]) -> None:
    """Look at what stands in the browser now: all words of the language, none cut off."""
    spoken = list(list_spoken(page.content()))
    assert sum(one.lang == CODE for one in spoken) > 30
    assert list(find_untranslated(iter(spoken), names)) == []
    assert (page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CLIPPED)) == (PHONE["width"], [])
