"""The browser's half of the search, in Chromium: what is found, how much, in which order, and what is said when files are missing."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Error, Page

from bench.make_council import make_council
from tests.support.chromium import OpenPage
from tests.support.finding import Place, find_slowly, has_word, list_entries_of, list_places
from tests.support.pages_server import ServeSite
from tests.support.sites import build_site, read_pages

ROOT = Path(__file__).parent.parent

SEARCH = """async ([script, folder, root, request]) => {
  const { open } = await import(script);
  const engine = await open(folder);
  const found = await engine.search(request);
  const details = await engine.details(found.hits.slice(0, request.most ?? 5000));
  for (const one of details) one.href = one.href.replace(root, "");
  return { total: found.total, counts: found.counts, near: found.near, words: found.words, about: engine.about, hits: details };
}"""

Search = Callable[..., dict[str, Any]]
"""Asks the engine in the browser; what it answers is JSON."""


def make_search(page: Page, site: Path, base: str) -> Search:
    script = next(site.glob("assets/js/search/engine.*.js")).relative_to(site).as_posix()
    page.goto(base + "404.html")

    def search(text: str, lang: str = "en", **options: Any) -> dict[str, Any]:
        request = {"text": text, "filters": {}, "order": "relevance", **options}
        answer: dict[str, Any] = page.evaluate(SEARCH, [base + script, f"{base}search/{lang}/", base, request])
        return answer

    return search


@pytest.fixture
def search(sample_site: Path, serve_site: ServeSite, page: Page) -> Search:
    return make_search(page, sample_site, serve_site(sample_site))


@pytest.fixture(scope="module")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated council: enough meetings for counts and orders to go wrong."""
    folder = tmp_path_factory.mktemp("made")
    make_council(folder / "root", 40, seed=7)
    build_site(folder / "root", folder / "site", jobs=2)
    return folder / "site"


@pytest.fixture
def made(made_site: Path, serve_site: ServeSite, page: Page) -> Search:
    return make_search(page, made_site, serve_site(made_site))


def hrefs(answer: dict[str, Any]) -> list[str]:
    return [hit["href"] for hit in answer["hits"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("library opening hours", "cabinet/2025-03-18/#item-5"),
        ("ciw", "glossary/#ciw"),
        ("CIW", "glossary/#ciw"),
        ("C.I.W.", "glossary/#ciw"),
        ("Care Inspectorate Wales", "glossary/#ciw"),
        ("care inspectorate wales", "glossary/#ciw"),
    ],
)
def test_the_best_hit_is_first(search: Search, query: str, first: str) -> None:
    assert hrefs(search(query))[0] == first


def test_hits_have_all_that_is_shown(search: Search) -> None:
    hit = search("library opening hours")["hits"][0]
    assert {name: hit[name] for name in ("title", "body", "date", "kind", "status", "lang")} == {
        "title": "Library opening hours",
        "body": "cabinet",
        "date": "2025-03-18",
        "kind": "item",
        "status": "",
        "lang": "",
    }
    assert any(part["marked"] and part["text"].lower() == "library" for part in hit["excerpt"])


def test_excerpts_are_the_words_of_the_record(search: Search, sample_site: Path) -> None:
    pages = read_pages(sample_site)
    for hit in search("care inspectorate wales", filters={"kind": ["item"]})["hits"]:
        words = "".join(part["text"] for part in hit["excerpt"]).strip("… ")
        said = pages[hit["href"].partition("#")[0] + "index.html"].article
        assert re.sub(r"\s+", "", words) in re.sub(r"\s+", "", said)
        assert any(part["marked"] for part in hit["excerpt"])


def test_letters_that_stand_for_the_words_are_marked(search: Search) -> None:
    found = search("care inspectorate wales", filters={"kind": ["item"]})["hits"]
    only = [hit for hit in found if [part["text"] for part in hit["excerpt"] if part["marked"]] == ["CIW"]]
    assert only, "no item that says CIW and no more"


LOOK = """async ([script, folder, base, asked]) => {
  const { open } = await import(script);
  const engine = await open(folder);
  const hits = asked.map(([group, number, place]) => {
    const page = engine.groups[group].base + number;
    return { id: page * 2 ** 20 + place, page, value: 0, forms: new Set(), terms: [] };
  });
  return (await engine.details(hits)).map(({ href, title, excerpt }) => [href.replace(base, ""), title, excerpt.map(({ text }) => text).join("")]);
}"""


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_each_place_is_shown_with_its_own_words(
    sample_site: Path, serve_site: ServeSite, page: Page, lang: str
) -> None:
    """Meetings are read from their pages: what is counted there must be what was counted for the index."""
    base, prefix = serve_site(sample_site), "" if lang == "en" else f"{lang}/"
    script = next(sample_site.glob("assets/js/search/engine.*.js")).relative_to(sample_site).as_posix()
    page.goto(base + "404.html")
    entries = list(list_entries_of(ROOT, lang))
    asked = [[subject.group, subject.number, entry.item * 2**8 + entry.sub] for subject, entry in entries]
    shown = page.evaluate(LOOK, [base + script, f"{base}search/{lang}/", base, asked])
    titles = {(id(subject), entry.item): entry.title for subject, entry in entries if not entry.sub}
    wrong = []
    for (subject, entry), (href, title, words) in zip(entries, shown, strict=True):
        own = titles[id(subject), entry.item] or titles[id(subject), 0]
        wanted = prefix + subject.path + (f"#{quote(entry.anchor)}" if entry.anchor else "")
        beginning = squeeze(entry.text[:20]) if entry.sub else ""
        told = squeeze(own) in squeeze(title) or squeeze(title) in squeeze(own)
        if href != wanted or not told or beginning not in squeeze(words):
            wrong.append((wanted, href, own, title, words[:40], entry.text[:40]))
    assert len(entries) > 300
    assert not wrong, wrong[0]


def squeeze(text: str) -> str:
    """Return a text without white space, so that an id is as a name."""
    return re.sub(r"[\s-]+", "", text).lower()


def test_every_hit_leads_to_its_place(search: Search, sample_site: Path) -> None:
    pages = read_pages(sample_site)
    for lang, word in (("en", "committee"), ("cy", "cyngor")):
        found = hrefs(search(word, lang))
        assert len(found) > 20
        for href in found:
            path, _, anchor = href.partition("#")
            assert not anchor or anchor in pages[path + "index.html"].ids, href


def test_a_phrase_stands_there_just_so(search: Search, sample_site: Path) -> None:
    loose, exact = search("action plan"), search('"action plan"')
    assert 0 < exact["total"] < loose["total"]
    texts = {one.href: f"{one.title} | {one.text} | {' | '.join(one.below)}".lower() for one in list_places(ROOT, "en")}
    assert all("action plan" in texts[href] for href in hrefs(exact))
    assert search('"tax council leader"')["total"] == 0
    assert hrefs(search("“action plan”")) == hrefs(exact)


def test_words_can_be_ruled_out(search: Search) -> None:
    both, without = hrefs(search("budget")), hrefs(search("budget -library"))
    assert set(without) < set(both)
    assert not set(without) & set(hrefs(search("library")))
    assert hrefs(search('budget -"council tax"')) != both


def test_the_last_word_may_be_a_beginning(search: Search) -> None:
    assert search("library openi", typing=True)["total"] == search("library opening")["total"] > 0
    whole = set(hrefs(search("inspection")))
    assert whole <= set(hrefs(search("inspect", typing=True)))
    assert search("zzqx", typing=True)["total"] == 0


@pytest.mark.parametrize(("wrong", "right"), [("libary", "library"), ("comittee", "committee"), ("buget", "budget")])
def test_misspelt_words_find_words_that_exist(search: Search, wrong: str, right: str) -> None:
    answer = search(wrong)
    assert answer["near"][0] == right
    assert hrefs(answer) == hrefs(search(right))


def test_another_ending_finds_the_word(search: Search) -> None:
    assert hrefs(search("swift")) == hrefs(search("swifts"))


@pytest.mark.parametrize("query", ["ty gwyn", "Tŷ Gwyn", "TY GWYN"])
def test_accents_need_not_be_typed(search: Search, query: str) -> None:
    assert hrefs(search(query, "cy")) == hrefs(search("tŷ gwyn", "cy")) != []


def test_welsh_mutations_find_each_other(search: Search) -> None:
    found = [set(hrefs(search(form, "cy"))) for form in ("pwyllgor", "bwyllgor", "phwyllgor")]
    assert len(found[0]) > 5
    assert found[0] == found[1] == found[2]


def test_a_date_in_figures_finds_the_meeting(search: Search) -> None:
    assert hrefs(search("18/3/2025")) == hrefs(search("2025-03-18")) == ["cabinet/2025-03-18/"]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "-", '""', "the", '-"', "<b>", "constructor", "__proto__", "=ciw", "((", "\\", "😀"]
)
def test_odd_queries_break_nothing(search: Search, query: str) -> None:
    answer = search(query)
    assert answer["total"] == len(answer["hits"])


WORDS = (
    ["strategy"],
    ["harbour"],
    ["litter"],
    ["strategy", "bridge"],
    ["cabinet", "club"],
    ["tenant", "market", "river"],
)


def slowly(site: Path, words: list[str]) -> tuple[set[str], dict[str, Place]]:
    places = [one for one in list_places(site.parent / "root", "en") if re.search(r"\d{4}-\d{2}-\d{2}", one.file)]
    return find_slowly(places, [has_word(word) for word in words]), {one.href: one for one in places}


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_what_is_found_is_what_reading_everything_finds(made: Search, made_site: Path, words: list[str]) -> None:
    expected, _ = slowly(made_site, words)
    # None of these words has another form in this made-up council, so no stem is in the way.
    found = {href for href in hrefs(made(" ".join(words))) if re.search(r"\d{4}-\d{2}-\d{2}", href)}
    assert found == expected


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_both_orders_hold_over_the_whole_archive(made: Search, made_site: Path, words: list[str]) -> None:
    best, latest = made(" ".join(words)), made(" ".join(words), order="date")
    days = [hit["date"] for hit in latest["hits"]]
    assert days == sorted(days, reverse=True)
    assert sorted(hrefs(best)) == sorted(hrefs(latest))
    assert len(set(hrefs(best))) == best["total"] == latest["total"]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"body": ["cabinet"]},
        {"body": ["cabinet", "council"], "kind": ["item"]},
        {"year": ["2026"], "kind": ["decision", "action"]},
        {"status": ["open"]},
    ],
    ids=str,
)
def test_counts_are_right(made: Search, filters: dict[str, list[str]]) -> None:
    everything = made("report")["hits"]

    def facts(hit: dict[str, Any]) -> dict[str, str]:
        return {"body": hit["body"], "year": hit["date"][:4], "kind": hit["kind"], "status": hit["status"]}

    answer = made("report", filters=filters)
    kept = [hit for hit in everything if all(facts(hit)[name] in some for name, some in filters.items())]
    assert [hit["href"] for hit in answer["hits"]] == [hit["href"] for hit in kept]
    for name in ("body", "year", "kind", "status"):
        others = {other: some for other, some in filters.items() if other != name}
        passed = [hit for hit in everything if all(facts(hit)[other] in some for other, some in others.items())]
        assert answer["counts"][name] == dict(Counter(facts(hit)[name] for hit in passed if facts(hit)[name]))


def test_names_of_filters_are_in_the_language(search: Search) -> None:
    english, welsh = search("council")["about"], search("cyngor", "cy")["about"]
    assert (english["kinds"]["decision"], welsh["kinds"]["decision"]) == ("Decision", "Penderfyniad")
    assert english["bodies"].keys() == welsh["bodies"].keys()
    assert english["years"] == sorted(english["years"], reverse=True)


FILES = {
    "about": "about.json",
    "words": "words/*.json",
    "near": "near/*.json",
    "texts": "texts/*.json",
    "pages": "*/*/index.html",
}
DAMAGED = [
    *((kind, damage) for kind in FILES for damage in ("missing", "html")),
    *((kind, damage) for kind in FILES if kind != "pages" for damage in ("older", "newer", "broken")),
]


@pytest.mark.parametrize(("kind", "damage"), DAMAGED)
def test_a_damaged_file_is_an_error(
    sample_site: Path, tmp_path: Path, serve_site: ServeSite, open_page: OpenPage, kind: str, damage: str
) -> None:
    site = tmp_path / "site"
    for part in ("search/en", "assets/js/search", "cabinet", "council"):
        shutil.copytree(sample_site / part, site / part)
    shutil.copy(sample_site / "404.html", site)
    folder = site if kind == "pages" else site / "search/en"
    for path in list(folder.glob(FILES[kind])):
        if damage == "missing":
            path.unlink()
        elif damage == "broken":
            path.write_bytes(path.read_bytes()[:-9])
        elif damage == "html":
            path.write_text("<!doctype html><title>Not found</title>", encoding="utf-8")
        else:
            data = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(data | {"version": data["version"] + (1 if damage == "newer" else -1)}))
    search = make_search(open_page(), site, serve_site(site))
    with pytest.raises(Error):
        search(
            "ciw" if kind == "texts" else "libary", filters={"body": ["cabinet", "council"]} if kind == "pages" else {}
        )
