"""The browser's half of the search, in Chromium: what is found, how much, in which order, and what is said when files are missing."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Page, Route

from bench.make_council import make_council
from minutebook.i18n import mutates
from minutebook.search.files import CLASSES, MOST_ITEMS, MOST_RECORDS, TITLE, write_number
from minutebook.search.words import _CLASSES, fold, place, split
from tests.support.chromium import OpenPage, opening
from tests.support.finding import (
    Place,
    find_slowly,
    has_phrase,
    has_word,
    list_entries_of,
    list_places,
    lower,
    write_index,
)
from tests.support.pages_server import ServeSite
from tests.support.sites import Page as ReadPage
from tests.support.sites import build_site, write_files

ROOT = Path(__file__).parent.parent

SEARCH = """async ([script, folder, root, request]) => {
  const { open } = await import(script);
  globalThis.opened ??= {};
  const engine = await (globalThis.opened[folder] ??= open(folder));
  const found = await engine.search(request);
  const details = await engine.details(found.hits.slice(0, request.most ?? 5000));
  for (const one of details) one.href = one.href.replace(root, "");
  return { ...found, about: engine.about, hits: details };
}"""
"""An engine is opened once a page and language, as on a visit; what it read for one search, it has for the next."""

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


@pytest.fixture(scope="module")
def open_kept(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages that stay open until all tests here are done."""
    with opening(browser) as opener:
        yield opener


@pytest.fixture(scope="module")
def search(sample_site: Path, serve_site: ServeSite, open_kept: OpenPage) -> Search:
    return make_search(open_kept(), sample_site, serve_site(sample_site))


@pytest.fixture(scope="module")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated council: enough meetings for counts and orders to go wrong."""
    folder = tmp_path_factory.mktemp("made")
    make_council(folder / "root", 40, seed=7)
    build_site(folder / "root", folder / "site", jobs=2)
    return folder / "site"


@pytest.fixture(scope="module")
def made(made_site: Path, serve_site: ServeSite, open_kept: OpenPage) -> Search:
    return make_search(open_kept(), made_site, serve_site(made_site))


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


def test_excerpts_are_the_words_of_the_record(search: Search, sample_pages: dict[str, ReadPage]) -> None:
    for hit in search("care inspectorate wales", filters={"kind": ["item"]})["hits"]:
        words = "".join(part["text"] for part in hit["excerpt"]).strip("… ")
        said = sample_pages[hit["href"].partition("#")[0] + "index.html"].article
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
    const page = group * 2 ** 22 + number;
    return { id: page * 2 ** 19 + place, page, value: 0, forms: new Set(), terms: [] };
  });
  const shown = await engine.details(hits);
  return Promise.all(hits.map(async (hit, n) => {
    const meeting = engine.meetings.get(hit.page);
    const { texts } = await (meeting ? engine.readMinutes(hit, meeting) : engine.readThing(hit));
    return [shown[n].href.replace(base, ""), shown[n].title, texts.join(" | ")];
  }));
}"""


BLOCKS = {
    "content/council/2024-01-10.md": """\
## 1. Parks

RESOLVED to keep the trees.

```decision
id: bench
text: {en: That the bench be mended., cy: Trwsio'r fainc.}
```

RESOLVED to paint the gate.

## 2. Roads

ACTION: Jane Rees to write.

```action
id: lane
do: {en: Mend the lane., cy: Trwsio'r lôn.}
owner: leader
```
""",
    "content/council/2024-01-10.cy.md": "## 1. Parciau\n\nPENDERFYNWYD cadw'r coed.\n\nPENDERFYNWYD peintio'r giât.\n\n## 2. Ffyrdd\n",
}
"""Minutes of which a block has words in a language that another file has only in part."""


@pytest.mark.parametrize(
    ("files", "words", "href", "title"),
    [
        (BLOCKS, "fainc", "#bench", "Parciau"),
        (BLOCKS, "lôn", "#lane", "Ffyrdd"),
        ({**BLOCKS, "content/council/2024-01-10.cy.md": ""}, "fainc", "#bench", "Cyngor, 10 Ionawr 2024"),
        ({**BLOCKS, "content/council/2024-01-10.cy.md": None}, "lôn Arweinydd", "#lane", "Cyngor, 10 Ionawr 2024"),
    ],
)
def test_what_a_block_of_other_minutes_says_is_found(
    files: dict[str, str | None],
    words: str,
    href: str,
    title: str,
    tmp_path: Path,
    page: Page,
    serve_site: ServeSite,
) -> None:
    """Its words in the language of the index stand on the page in that language, and the place is counted there alike."""
    council = {
        "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
        "content/bodies.yml": "council: {name: {en: Council, cy: Cyngor}, kind: council}\n",
        "content/people.yml": "jane-rees: {name: Jane Rees}\n",
        "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
    }
    written = {name: text for name, text in files.items() if text is not None}
    build_site(write_files(tmp_path / "root", council | written), tmp_path / "site")
    asked = make_search(page, tmp_path / "site", serve_site(tmp_path / "site"))
    (hit,) = asked(words, "cy")["hits"]
    assert (hit["href"], hit["title"]) == (f"cy/council/2024-01-10/{href}", title)
    assert words.split(maxsplit=1)[0] in "".join(piece["text"] for piece in hit["excerpt"])
    assert asked("bench lane mended", "cy")["total"] == 0


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_each_place_is_shown_with_its_own_words(
    sample_site: Path, serve_site: ServeSite, page: Page, lang: str
) -> None:
    """Meetings are read from their pages: what is counted there must be what was counted for the index, and every word found must be shown."""
    base, prefix = serve_site(sample_site), "" if lang == "en" else f"{lang}/"
    script = next(sample_site.glob("assets/js/search/engine.*.js")).relative_to(sample_site).as_posix()
    page.goto(base + "404.html")
    entries = list(list_entries_of(ROOT, lang))
    asked = [[subject.group, subject.number, entry.item * 2**10 + entry.sub] for subject, entry in entries]
    shown = page.evaluate(LOOK, [base + script, f"{base}search/{lang}/", base, asked])
    titles = {(id(subject), entry.item): entry.title for subject, entry in entries if not entry.sub}
    wrong, lost = [], []
    for (subject, entry), (href, title, words) in zip(entries, shown, strict=True):
        # Of minutes in another language only records are found, so that the meeting's name stands for their items.
        own = titles.get((id(subject), entry.item)) or titles[id(subject), 0]
        wanted = prefix + subject.path + (f"#{quote(entry.anchor)}" if entry.anchor else "")
        if href != wanted or (squeeze(own) not in squeeze(title) and squeeze(title) not in squeeze(own)):
            wrong.append((wanted, href, own, title))
        missing = {*split(entry.title), *split(entry.text)} - {*split(title), *split(words)}
        if missing:
            lost.append((wanted, entry.kind, sorted(missing)))
    assert len(entries) > 300
    assert not wrong, wrong[0]
    assert not lost, lost[:5]


def squeeze(text: str) -> str:
    """Return a text without white space, so that an id is as a name."""
    return re.sub(r"[\s-]+", "", text).lower()


def test_every_hit_leads_to_its_place(search: Search, sample_pages: dict[str, ReadPage]) -> None:
    for lang, word in (("en", "committee"), ("cy", "cyngor")):
        found = hrefs(search(word, lang))
        assert len(found) > 20
        for href in found:
            path, _, anchor = href.partition("#")
            assert not anchor or anchor in sample_pages[path + "index.html"].ids, href


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
    "about": r"search/en/about\.json$",
    "words": r"search/en/words/[^/]+\.json$",
    "near": r"search/en/near/[^/]+\.json$",
    "texts": r"search/en/texts/[^/]+\.json$",
    "places": r"search/en/places/[^/]+\.json$",
}
DAMAGED = [(kind, damage) for kind in FILES for damage in ("missing", "html", "older", "newer", "broken")]


@pytest.mark.parametrize(("kind", "damage"), DAMAGED)
def test_a_damaged_file_is_an_error(
    sample_site: Path, serve_site: ServeSite, open_page: OpenPage, kind: str, damage: str
) -> None:
    base, page = serve_site(sample_site), open_page()
    damaged: list[str] = []

    def serve_damaged(route: Route) -> None:
        damaged.append(route.request.url)
        if damage == "missing":
            route.fulfill(status=404, path=sample_site / "404.html")
        elif damage == "html":
            route.fulfill(content_type="application/json", body="<!doctype html><title>Not found</title>")
        else:
            whole = (sample_site / route.request.url.removeprefix(base)).read_bytes()
            body = whole[:-9] if damage == "broken" else change_version(whole, 1 if damage == "newer" else -1)
            route.fulfill(content_type="application/json", body=body)

    page.route(re.compile(re.escape(base) + FILES[kind]), serve_damaged)
    search = make_search(page, sample_site, base)
    with pytest.raises(Error):
        search({"texts": "ciw", "places": '"opening hours"'}.get(kind, "libary"))
    assert damaged, "nothing was asked for, so nothing was damaged"


def change_version(file: bytes, by: int) -> bytes:
    data = json.loads(file)
    return json.dumps(data | {"version": data["version"] + by}).encode()


@pytest.mark.parametrize("status", [404, 200])
def test_a_meeting_without_its_page_is_listed_all_the_same(
    sample_site: Path, serve_site: ServeSite, open_page: OpenPage, status: int
) -> None:
    base, page = serve_site(sample_site), open_page()
    search = make_search(page, sample_site, base)
    whole = search("library opening hours", most=4)
    page.route(
        re.compile(r"/cabinet/2025-03-18/(?:index\.html)?$"),
        lambda route: route.fulfill(status=status, body="<!doctype html><title>Not here</title><h1>Welcome</h1>"),
    )
    again = make_search(page, sample_site, base)("library opening hours", most=4)
    assert [hit["date"] for hit in again["hits"]] == [hit["date"] for hit in whole["hits"]]
    assert [(hit["href"], hit["title"]) for hit in again["hits"] if hit["date"] == "2025-03-18"] == [
        ("cabinet/2025-03-18/", "Cabinet, 2025-03-18")
    ] * sum(hit["date"] == "2025-03-18" for hit in whole["hits"])
    assert [hit for hit in again["hits"] if hit["date"] != "2025-03-18"] == [
        hit for hit in whole["hits"] if hit["date"] != "2025-03-18"
    ]


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("£201.6 million", "en", "council/2025-03-04/#budget-2025-26"),
        ("20/26", "en", "governance-audit/2026-06-09/#item-20-26"),
        ("210000", "en", "council/2025-03-04/#item-5-decision-1"),
        ("18th March 2025", "en", "cabinet/2025-03-18/"),
        ("Tuesday 18 March 2025", "en", "cabinet/2025-03-18/"),
        ("18/3/25", "en", "cabinet/2025-03-18/"),
        ("18-03-2025", "en", "cabinet/2025-03-18/"),
        ("18fed o Fawrth 2025", "cy", "cy/cabinet/2025-03-18/"),
        ("March 2025", "en", "governance-audit/2025-03-25/"),
        ("byelection", "en", "people/lowri-bowyer/"),
        ("Councillor Voyle agenda", "en", "council/2025-10-21/#item-5"),
        ("pont", "cy", "cy/place-scrutiny/2026-04-28/#the-bridge-at-rhyd-y-gwiail"),
        ("phont", "cy", "cy/place-scrutiny/2026-04-28/#the-bridge-at-rhyd-y-gwiail"),
        ("lyfrgell ym Mhorthwiber", "cy", "cy/council/2024-12-10/#item-5"),
    ],
)
def test_what_people_write_is_understood(search: Search, query: str, lang: str, first: str) -> None:
    answer = search(query, lang)
    assert hrefs(answer)[0] == first
    assert (answer["near"], answer["guessed"], answer["loose"]) == ([], [], False)


@pytest.mark.parametrize(
    ("query", "lang", "near"),
    [
        ("libary petiton", "en", "library petition"),
        ("vudget", "en", "budget"),
        ("ibrary", "en", "library"),
        ("lbirary", "en", "library"),
        ("Kevn Ashworth", "en", "Kevin Ashworth"),
    ],
)
def test_misspellings_are_put_right(search: Search, query: str, lang: str, near: str) -> None:
    answer = search(query, lang)
    assert answer["near"][0] == near
    assert {form for _, form in answer["guessed"]} <= set(near.casefold().split())
    assert answer["total"] == search(near, lang)["total"] > 0


def test_what_is_begun_finds_the_same_while_typing_and_after(search: Search) -> None:
    assert search("brick", typing=True)["total"] == search("brick")["total"] > search('"brick"')["total"] > 0
    assert hrefs(search("brick"))[0] == hrefs(search('"brick"'))[0], (
        "the word itself counts for more than what begins so"
    )


@pytest.mark.parametrize("query", ["the", "who is", "?!", "-library"])
def test_a_query_may_say_nothing(search: Search, query: str) -> None:
    answer = search(query)
    assert (answer["total"], answer["said"], answer["near"]) == (0, 0, [])


def test_an_unfinished_short_word_is_left_out_of_account(search: Search) -> None:
    assert search("co", typing=True)["said"] == 0
    assert search("council t", typing=True)["total"] == search('"council"')["total"]
    assert search("it", typing=True)["said"] > 0, "letters of the glossary"


def test_words_are_offered_one_by_one_where_no_place_has_them_all(search: Search) -> None:
    answer = search("mobile phone mast")
    assert dict(map(tuple, answer["each"])) == {"mast": search('"mast"')["total"]}
    assert search("council", filters={"kind": ["response"]})["unfiltered"] == search("council")["total"]


def test_a_site_published_anew_is_searched_on(
    sample_site: Path, tmp_path: Path, serve_site: ServeSite, open_page: OpenPage
) -> None:
    """Files of words of an older index are gone then; only about.json has a name that stays."""
    root = write_files(
        tmp_path / "root",
        {
            "content/site.yml": "name: Test\nlanguages: [en]\n",
            "content/bodies.yml": "cabinet:\n  name: Cabinet\n  kind: executive\n",
            "content/cabinet/2024-01-10.md": "---\nstatus: held\nminutes: approved\n---\n\n## 1. Zebra crossing\n\nIt is new.\n",
        },
    )
    site = tmp_path / "site"
    build_site(root, site)
    base, page = serve_site(site), open_page()
    page.goto(base + "404.html")
    script = next(site.glob("assets/js/search/engine.*.js")).relative_to(site).as_posix()
    ask = """async (text) => {
      const { hits } = await window.engine.search({ text });
      return (await window.engine.details(hits)).map((hit) => hit.title);
    }"""
    page.evaluate(
        "async ([script, folder]) => { window.engine = await (await import(script)).open(folder); }",
        [base + script, f"{base}search/en/"],
    )
    (root / "content/cabinet/2024-01-10.md").write_text(
        "---\nstatus: held\nminutes: approved\n---\n\n## 1. Elephants\n\nThey are new.\n\n## 2. Zebra crossing\n\nIt is older.\n",
        encoding="utf-8",
    )
    build_site(root, site)
    assert page.evaluate(ask, "elephants") == ["Elephants"]
    assert page.evaluate(ask, "zebra") == ["Zebra crossing"]


PHRASES = ("members members", "school council", "house members", "nurthebury borthyley")


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_that_are_found_are_those_that_reading_everything_finds(
    made: Search, made_site: Path, phrase: str
) -> None:
    places = [one for one in list_places(made_site.parent / "root", "en") if one.date]
    expected = find_slowly(places, [has_phrase(phrase)])
    assert expected
    assert {hit["href"] for hit in made(f'"{phrase}"')["hits"] if hit["date"]} == expected


def test_lists_that_are_cut_find_the_same(
    made: Search,
    made_site: Path,
    tmp_path: Path,
    serve_site: ServeSite,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Limits that only a large archive reaches, lowered: see tests/test_search_index.py."""
    for name, limit in {"ALONE": 40, "LONGEST": 60, "MOST_SPOTS": 60, "BLOCK": 16}.items():
        lower(monkeypatch, name, limit)
    site = shutil.copytree(made_site, tmp_path / "site")
    for lang in ("en", "cy"):
        shutil.rmtree(site / "search" / lang)
    files = {f"search/{path}": data.decode() for path, data in write_index(made_site.parent / "root").items()}
    cut = make_search(open_page(), write_files(site, files), serve_site(site))
    for query in (
        "report",
        "harbour market",
        *(f'"{phrase}"' for phrase in PHRASES),
        'school -"school council"',
        "10 November 2026",
    ):
        found, whole = cut(query), made(query)
        assert whole["total"] > 0, query
        assert sorted(hrefs(found)) == sorted(hrefs(whole)), query


ODD = {
    "content/site.yml": "name: Test\nlanguages: [en]\n",
    "content/bodies.yml": "council: {name: Council, kind: council}\nforum: {name: Forum, kind: other}\nboard: {name: Board, kind: other}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees}\n",
    "content/plans/roads.yml": "title: Plan of tortoises\nbody: board\nactions:\n  - {id: grit, title: Tortoises on grit}\n",
    "content/council/1750-03-25.md": "## 1. Mammoth\n\nIt was cold.\n",
    "content/council/3000-02-28.md": "## 1. Mammoth\n\nIt was warm.\n\nACTION: Jane Rees to see a lynx.\n",
    "content/council/2024-01-10.md": (
        "---\nwith: forum\n---\n\n## 1. Budget of the council\n\nNext the council budget was read.\n\n"
        "RESOLVED: that the elephant be fed.\n"
    ),
    "content/forum/2016-05-05.md": "## 1. Paths\n\nRESOLVED: that a lynx be seen.\n",
    "content/forum/2024-05-05.md": (
        "## 1. Paths\n\nThey are wet.\n\n## 2. Rivers\n\nThe otter swims.\n\n## 3. Rivers\n\nRESOLVED: that otter pay.\n\n"
        "## 4. Alpha\n\nThe badger and the weasel.\n\n## 5. Beta\n\nThe badger, the weasel and the stoat.\n\n## 6. Gamma\n\nOne badger.\n"
    ),
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, serve_site: ServeSite, open_kept: OpenPage) -> Search:
    """A small council of cases."""
    folder = tmp_path_factory.mktemp("odd")
    build_site(write_files(folder / "root", ODD), folder / "site")
    return make_search(open_kept(), folder / "site", serve_site(folder / "site"))


def test_meetings_of_any_year_are_found_at_their_address(odd: Search) -> None:
    answer = odd("mammoth", order="date")
    assert [(hit["date"], hit["href"]) for hit in answer["hits"]] == [
        ("3000-02-28", "council/3000-02-28/#item-1"),
        ("1750-03-25", "council/1750-03-25/#item-1"),
    ]
    assert answer["about"]["years"] == [3000, 2024, 2016, 1750]
    assert hrefs(odd("25 March 1750"))[0] == "council/1750-03-25/"


def test_a_joint_meeting_is_one_of_each_of_its_bodies(odd: Search) -> None:
    for body in ("council", "forum"):
        assert hrefs(odd("elephant", filters={"body": [body]})) == ["council/2024-01-10/#item-1-decision-1"]
    assert odd("elephant", filters={"body": ["board"]})["total"] == 0
    assert odd("elephant")["counts"]["body"] == {"council": 1, "forum": 1}


def test_a_plan_is_one_of_its_body(odd: Search) -> None:
    wanted = {"plans/roads/", "plans/roads/#grit"}
    assert set(hrefs(odd("tortoises", filters={"body": ["board"]}))) == wanted
    assert odd("tortoises", filters={"body": ["council"]})["total"] == 0
    assert odd("tortoises")["counts"]["body"] == {"board": 2}


def test_a_phrase_of_the_text_is_none_of_the_title(odd: Search) -> None:
    """Both its words stand in the title too, where they count for what is below; the phrase does not."""
    assert hrefs(odd('"council budget" elephant')) == ["council/2024-01-10/#item-1"]
    assert hrefs(odd('elephant -"council budget"')) == ["council/2024-01-10/#item-1-decision-1"]
    assert hrefs(odd('elephant -"budget of the council"')) == []


def test_most_words_of_a_long_question_are_half_of_them_or_more(odd: Search) -> None:
    answer = odd("badger weasel ermine polecat")
    assert answer["loose"]
    assert hrefs(answer) == ["forum/2024-05-05/#item-4", "forum/2024-05-05/#item-5"]
    answer = odd("badger weasel stoat ermine polecat")
    assert (answer["loose"], hrefs(answer)) == (True, ["forum/2024-05-05/#item-5"])
    answer = odd("badger ermine polecat marten")
    assert (answer["loose"], answer["total"]) == (False, 0)


def test_what_is_newer_counts_for_a_little_more(odd: Search) -> None:
    """More than a decision counts before an action."""
    assert [(hit["kind"], hit["date"]) for hit in odd("lynx")["hits"]] == [
        ("action", "3000-02-28"),
        ("decision", "2016-05-05"),
    ]


def test_a_decision_stands_before_what_was_said(odd: Search) -> None:
    assert [hit["kind"] for hit in odd("otter")["hits"]] == ["decision", "item"]


LANGUAGE = """async ([code, rows]) => {
  const engine = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`);
  const { fold, split, place, Reader, STARTS, ITEM, PAGE, GROUP, TITLE, LEVELS, KINDS } = engine;
  return {
    texts: rows.texts.map(([text, mutates]) => [fold(text), split(text), split(text).map((word) => place(word, mutates))]),
    numbers: rows.numbers.map((text) => new Reader(text).number()),
    starts: STARTS.map(([name, start]) => [name, start.source]),
    sizes: { ITEM, PAGE, GROUP, TITLE },
    levels: LEVELS.length,
    kinds: Object.keys(KINDS),
  };
}"""


def test_both_halves_speak_one_language(page: Page) -> None:
    """Words are folded, parted and placed in the browser as they were for the index, and numbers are read as they were written."""
    rows = [
        (text, lang)
        for lang in ("en", "cy")
        for _, one in list_entries_of(ROOT, lang)
        for text in (one.title, one.text)
    ]
    rows += [(f"{start}ern", lang) for lang in ("en", "cy") for _, starts in _CLASSES for start in starts]
    rows += [
        (text, "cy")
        for text in ("ffordd", "ff", "ŵy", "Tŷ’r Ŵyl", "p", "ph", "ab", "ngh", "𝒯efy", "İstanbul ẞtraße ÅNGSTRÖM")
    ]
    rows += [
        (text, "en")
        for text in (
            "the Council’s £1.2m",
            "dogs's'S 's Cyngorʼs",
            "snake_case's",
            "½ m² x₂ ﬁne ①",
            "ΣΊΣΥΦΟΣ",
            "e\u0301t\u200de",
            "",
        )
    ]
    numbers = [0, 60, 61, 2_699, 2_700, 745_289, 745_290, 6_000_000_000, 91**5 - 1]
    names = "fold, split, place, Reader, STARTS, ITEM, PAGE, GROUP, TITLE, LEVELS, KINDS"
    code = (ROOT / "templates/assets/js/search/engine.js").read_text(encoding="utf-8")
    asked = {
        "texts": [(text, mutates(lang)) for text, lang in rows],
        "numbers": [write_number(number) for number in numbers],
    }
    page.goto("about:blank")
    said = page.evaluate(LANGUAGE, [f"{code}\nexport {{ {names} }};", asked])
    for (text, lang), found in zip(rows, said["texts"], strict=True):
        assert found == [fold(text), split(text), [place(word, lang) for word in split(text)]], text
    assert said["numbers"] == numbers
    assert said["starts"] == [
        [name, f"^(?:{'|'.join(starts)})" if len(starts) > 1 else f"^{starts[0]}"] for name, starts in _CLASSES
    ]
    assert said["sizes"]["ITEM"] == MOST_RECORDS
    assert said["sizes"]["PAGE"] == MOST_RECORDS * MOST_ITEMS
    assert (said["sizes"]["TITLE"], said["levels"]) == (TITLE, 8)
    assert set(said["kinds"]) <= {kind for kind, _ in CLASSES}


def test_a_council_of_many_bodies_is_found_to_the_last_record(
    tmp_path: Path, serve_site: ServeSite, open_page: OpenPage
) -> None:
    """Numbers of groups are spread wide where there are many; a place must still fit into a number that JavaScript knows exactly."""
    bodies = [f"body-{number:02}" for number in range(60)]
    files = {f"content/{body}/2024-01-10.md": MANY.replace("WORD", f"zebra{body[5:]}") for body in bodies}
    root = write_files(
        tmp_path / "root",
        files
        | {
            "content/site.yml": "name: Test\nlanguages: [en]\n",
            "content/bodies.yml": "".join(f"{body}:\n  name: {body.title()}\n  kind: other\n" for body in bodies),
        },
    )
    site = tmp_path / "site"
    build_site(root, site)
    search = make_search(open_page(), site, serve_site(site))
    found = [hrefs(search("alpha zebra" + body[5:])) for body in bodies]
    assert found == [[f"{body}/2024-01-10/#item-2-decision-3"] for body in bodies]


MANY = """---
status: held
minutes: approved
---

## 1. First

Nothing.

## 2. Second

RESOLVED: that one be done.

RESOLVED: that two be done.

RESOLVED: that alpha WORD be done.
"""
