"""Both engines in Chromium: which places they find, and what a first and a second search ask of the line.

In: an engine, searches. Out: places, ranks, requests, bytes and milliseconds. Bytes are those of the answers' bodies as the server sent them, since
a browser does not count what a worker asks for.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from bench.search.engines import Engine
from bench.search.server import BLANK, LOOPBACK, Line, Traffic, serving
from tests.support.chromium import opening
from tests.support.searches import Query, find_rank, read_place, to_pages

DEEP = 200
"""Hits of which ours are asked, so that there are ten different pages among them."""
QUIET = 0.15
"""Seconds after which nothing more is expected of a search that has answered."""
TIMED = """async ([text, count]) => {
    const start = performance.now();
    const { places } = await window.find(text, count);
    return [performance.now() - start, places.length];
}"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one search took."""

    text: str
    requests: int
    size: int
    milliseconds: float
    shown: int
    """Hits of which title and excerpt were fetched."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the first right answer stood, search by search; 0: nowhere."""

    pages: tuple[int, ...]
    """Among different pages, of the first ten."""
    places: tuple[int, ...]
    """Among hits. Pagefind's are pages, so this says something of ours only."""


def find_ranks(browser: Browser, engine: Engine, queries: Sequence[Query]) -> Ranks:
    """Ask for everything and return the ranks."""
    pages: list[int] = []
    places: list[int] = []
    with serving(engine.folder, Traffic()) as base, opening(browser) as open_page:
        opened: dict[str, Page] = {}
        for query in queries:
            if query.lang not in opened:
                opened[query.lang] = open_page()
                opened[query.lang].goto(f"{base}{BLANK}/{query.lang}")
                opened[query.lang].evaluate(engine.opener, engine.find_arguments(base, query.lang))
            prefix = "" if query.lang == "en" else f"{query.lang}/"
            found: dict[str, Any] = opened[query.lang].evaluate(  # Any: values of JavaScript
                "([text, count]) => window.find(text, count)", [query.text, DEEP if engine.name == "ours" else 10]
            )
            answer = tuple(read_place(address, base + prefix) for address in found["places"])
            wanted = to_pages(query.finds)
            different = tuple(page.removesuffix("*") for page in to_pages(answer))[:10]
            pages.append(find_rank(different, wanted))
            places.append(find_rank(answer, query.finds))
    return Ranks(tuple(pages), tuple(places))


def weigh(
    browser: Browser, engine: Engine, texts: Sequence[str], line: Line = LOOPBACK, like: Sequence[Sequence[Load]] = ()
) -> tuple[list[Load], list[Load]]:
    """Return what each text takes as the first search of a reader, and what the text after it takes as the second.

    As many hits are shown as the box in the header shows of ours, or as were shown in the loads `like` these.
    """
    first: list[Load] = []
    second: list[Load] = []
    traffic = Traffic()
    with serving(engine.folder, traffic, line) as base:
        for number, text in enumerate(texts):
            shown: list[int | None] = [loads[number].shown for loads in like] or [None, None]
            with opening(browser) as open_page:
                page = open_page()
                page.goto(f"{base}{BLANK}/en")
                traffic.clear()
                start = time.perf_counter()
                page.evaluate(engine.opener, engine.find_arguments(base, "en"))
                opened = (time.perf_counter() - start) * 1000
                first.append(_search(page, traffic, text, opened, shown[0]))
                second.append(_search(page, traffic, texts[(number + 1) % len(texts)], 0, shown[1]))
    return first, second


def _search(page: Page, traffic: Traffic, text: str, before: float, count: int | None) -> Load:
    taken, shown = page.evaluate(TIMED, [text, count])
    time.sleep(QUIET)
    sent = traffic.read()
    traffic.clear()
    return Load(text, len(sent), sum(size for _, size in sent), before + taken, shown)
