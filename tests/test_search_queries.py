"""How well the search finds: sixty searches of the sample council, and how many of them are answered among the first 1, 5 and 10 hits.

The figures may rise and not fall. `pytest tests/test_search_queries.py -s` prints every search that is not answered at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.chromium import opening
from tests.support.pages_server import ServeSite
from tests.support.searches import Found, Query, ask, count_within, find_rank, find_script, fits, read_queries
from tests.support.sites import read_page

QUERIES: Final = read_queries(Path(__file__).parent / "search" / "queries.yml")
LANGUAGES: Final = ("en", "cy")
ENOUGH: Final = 1000
"""More hits than the sample council has for any search."""
WITHIN: Final[Mapping[int, int]] = {1: 56, 5: 60, 10: 60}
"""How many of the searches are answered among the first so many hits, as measured. Raise a figure when the search gets better."""

Answers = Mapping[Query, Found]


@pytest.fixture(scope="module")
def answers(sample_site: Path, serve_site: ServeSite, browser: Browser) -> Answers:
    base = serve_site(sample_site)
    script = find_script(sample_site, base)
    found: dict[Query, Found] = {}
    with opening(browser) as open_page:
        for lang in LANGUAGES:
            page = open_page()
            page.goto(base if lang == "en" else f"{base}{lang}/")
            asked = [query for query in QUERIES if query.lang == lang]
            texts = [query.text for query in asked]
            found |= zip(asked, ask(page, base, script, lang, texts, ENOUGH), strict=True)
    return found


def test_the_searches_are_many_and_of_many_kinds() -> None:
    assert len({(query.lang, query.text) for query in QUERIES}) == len(QUERIES) == 60
    assert sum(query.lang == "cy" for query in QUERIES) >= 15
    assert len({query.kind for query in QUERIES}) >= 15


def test_every_place_that_answers_a_search_is_on_the_site(sample_site: Path) -> None:
    ids: dict[Path, frozenset[str]] = {}
    lost = []
    for query in QUERIES:
        for place in (*query.finds, *query.never):
            page, _, anchor = place.partition("#")
            file = sample_site / ("" if query.lang == "en" else query.lang) / page / "index.html"
            if file not in ids:
                ids[file] = frozenset(read_page(file).ids) if file.is_file() else frozenset()
            if not file.is_file() or anchor not in {*ids[file], "*"}:
                lost.append(f"{query.text}: {place}")
    assert lost == []


def test_as_many_searches_are_answered_as_before(answers: Answers) -> None:
    ranks = {query: find_rank(found.places, query.finds) for query, found in answers.items()}
    print(tell(ranks, answers))
    reached = {first: count_within(list(ranks.values()), first) for first in WITHIN}
    fallen = [
        f"{reached[first]} of {floor} within {first}" for first, floor in WITHIN.items() if reached[first] < floor
    ]
    assert fallen == [], tell(ranks, answers)


def test_what_a_search_rules_out_is_not_found(answers: Answers) -> None:
    ruled_out = [query for query in QUERIES if query.never]
    assert ruled_out
    wrong = [
        f"{query.text}: {place}"
        for query in ruled_out
        for place in answers[query].places
        if any(fits(place, one) for one in query.never)
    ]
    assert wrong == []


def test_a_search_says_how_many_hits_it_has(answers: Answers) -> None:
    for query, found in answers.items():
        assert found.total == len(found.places), query.text
        assert len(set(found.places)) == len(found.places), f"{query.text}: a place stands there twice"


def tell(ranks: Mapping[Query, int], answers: Answers) -> str:
    """Say how each kind of search did, and what came first where the answer did not."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for query, rank in ranks.items():
        kinds[query.kind].append(rank)
    figures = [f"{first}: {count_within(list(ranks.values()), first)}" for first in WITHIN]
    lines = ["", f"of {len(ranks)} within " + ", ".join(figures)]
    lines += [f"  {kind}: {', '.join(str(rank or '-') for rank in found)}" for kind, found in sorted(kinds.items())]
    for query, rank in ranks.items():
        if rank != 1:
            first = ", ".join(answers[query].places[:3]) or "nothing"
            lines.append(
                f"{rank or 'not found'} ({answers[query].total} hits): {query.text} [{query.lang}]; first {first}"
            )
    return "\n".join(lines)
