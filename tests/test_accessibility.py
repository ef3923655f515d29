"""Law 6, accessible: axe finds nothing on any kind of page, in either language, light or dark, wide or narrow.

Of each kind the largest page is looked at. All of axe's rules run in both languages on the wide light page and on the narrow dark one, so on
each width and in each scheme; on the two others, in one language, those that scheme and width can change: no style knows the language. A page is
loaded once a language and then resized.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.support.axe import Axe, Violation
from tests.support.chromium import OpenPage
from tests.support.pages_server import ServeSite
from tests.support.sites import Kinds

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 640}
KINDS = (
    *(
        "home",
        "body",
        "body-year",
        "meeting",
        "people",
        "person",
        "offices",
        "office",
        "attendance",
        "decisions",
        "decisions-year",
    ),
    *(
        "actions",
        "actions-year",
        "recommendations",
        "recommendations-year",
        "plans",
        "plan",
        "glossary",
        "glossary-term",
        "search",
        "parity",
        "plain",
        "notfound",
    ),
)
CHANGED_BY_LOOK = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]}


def test_every_kind_of_page_is_looked_at(sample_kinds: Kinds) -> None:
    assert set(sample_kinds) == set(KINDS)
    for kind, pages in sample_kinds.items():
        assert set(pages) >= ({"en"} if kind == "notfound" else {"en", "cy"}), kind


@pytest.mark.parametrize("kind", KINDS)
def test_everyone_can_use_it(
    kind: str, sample_site: Path, sample_kinds: Kinds, serve_site: ServeSite, open_page: OpenPage, axe: Axe
) -> None:
    site = serve_site(sample_site)
    page = open_page(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    found: dict[str, tuple[Violation, ...]] = {}
    for lang, name in sample_kinds[kind].items():
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)
        page.goto(site + name.removesuffix("index.html"))
        found[f"{lang}, light, wide"] = axe(page)
        if lang == "en":
            page.set_viewport_size(NARROW)
            found[f"{lang}, light, narrow"] = axe(page, **CHANGED_BY_LOOK)
            page.set_viewport_size(WIDE)
            page.emulate_media(color_scheme="dark")
            found[f"{lang}, dark, wide"] = axe(page, **CHANGED_BY_LOOK)
        page.set_viewport_size(NARROW)
        page.emulate_media(color_scheme="dark")
        found[f"{lang}, dark, narrow"] = axe(page)
    told = [f"{look}: {one}" for look, violations in found.items() for one in violations]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("kind", ["glossary", "search"])
def test_a_letter_that_leads_nowhere_is_not_read_out_as_an_empty_line(
    kind: str, sample_site: Path, sample_kinds: Kinds, serve_site: ServeSite, open_page: OpenPage
) -> None:
    """What axe lets pass: a list item whose only words are hidden from those who listen."""
    page = open_page()
    for lang, name in sample_kinds[kind].items():
        page.goto(serve_site(sample_site) + name.removesuffix("index.html"))
        letters = page.locator(".mb-az li")
        assert letters.count() > page.locator(".mb-az a").count() > 0, lang
        assert letters.filter(has_not=page.locator("a")).evaluate_all("all => all.every(li => li.ariaHidden)"), lang
        assert page.locator(".mb-az li:not([aria-hidden]) [aria-hidden]").count() == 0, lang


def test_captions_of_tables_wrap_on_a_phone(
    sample_site: Path, sample_kinds: Kinds, serve_site: ServeSite, open_page: OpenPage
) -> None:
    """The table scrolls, its caption is as wide as what is seen of it, and stays there."""
    page = open_page(viewport=NARROW)
    for lang, name in sample_kinds["attendance"].items():
        page.goto(serve_site(sample_site) + name.removesuffix("index.html"))
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        beyond = """all => all.map(caption => {
          const region = caption.closest(".mb-scroll"), words = document.createRange();
          words.selectNodeContents(caption);
          region.scrollLeft = region.scrollWidth;
          const seen = region.getBoundingClientRect(), lines = [...words.getClientRects()];
          const cut = lines.some(line => line.left < seen.left - 1 || line.right > seen.right + 1);
          return [caption.textContent, region.scrollWidth > region.clientWidth, cut];
        })"""
        told = page.locator(".mb-scroll caption").evaluate_all(beyond)
        assert any(scrolls for _, scrolls, _ in told), lang
        assert [words for words, _, cut in told if cut] == [], lang


@pytest.mark.parametrize("options", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_a_meeting_with_more_contrast(
    options: dict[str, str],
    sample_site: Path,
    sample_kinds: Kinds,
    serve_site: ServeSite,
    open_page: OpenPage,
    axe: Axe,
) -> None:
    page = open_page(**options)
    page.goto(serve_site(sample_site) + sample_kinds["meeting"]["en"].removesuffix("index.html"))
    assert not axe(page)
