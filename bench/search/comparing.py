"""One council, both engines: the lines of the table.

In: a council's folder and searches of it. Out: rows of both engines' figures, and the searches that each does not answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.search.browser import Load, Ranks, find_ranks, weigh
from bench.search.cost import Cost
from bench.search.engines import Engine, find_ours, index_by_pagefind
from bench.search.server import LOOPBACK, PHONE
from bench.search.sites import build, pick_texts, stage
from tests.support.searches import Query, count_within

WITHIN = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Council:
    """One council to measure on."""

    name: str
    root: Path
    languages: tuple[str, ...] = ("en",)
    queries: tuple[Query, ...] = ()
    fresh: tuple[Query, ...] = ()
    """Searches that were never used to improve the engine."""
    rounds: int = 1
    """How often it is built; the fastest counts, since everything else is noise."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    ours: float
    theirs: float
    form: str = "{:,.0f}"

    def __str__(self) -> str:
        """Return it in Markdown, with ours divided by Pagefind's."""
        ratio = f"{self.ours / self.theirs:.2f}" if self.theirs else "–"
        return f"| {self.what} | {self.form.format(self.ours)} | {self.form.format(self.theirs)} | {ratio} |"


def compare(council: Council, work: Path, python: Path, browser: Browser, jobs: int) -> list[str]:
    """Build and index a council below `work`, search it, and return lines of Markdown."""
    tell(f"{council.name}: building, without search and twice with it")
    bare = build_often(council, work / "bare", search=False, jobs=jobs)
    whole = build_often(council, work / "site", search=True, jobs=jobs)
    build(council.root, work / "again", search=True, jobs=1)
    ours = find_ours(work / "site", council.languages)
    same = ours.digest == find_ours(work / "again", council.languages).digest
    pages = stage(work / "bare", work / "staged")
    tell(f"{council.name}: indexing {pages} pages by Pagefind, twice")
    theirs, cost = index_by_pagefind(python, work / "staged")
    digest = theirs.digest
    theirs, _ = index_by_pagefind(python, work / "staged")
    tell(f"{council.name}: searching")
    lines = [
        f"### {council.name}",
        "",
        f"{pages:,} pages; {bare.seconds:.1f} s to build without search, {whole.seconds:.1f} s with it, {jobs} jobs.",
        "",
        "| | ours | Pagefind | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    misses: list[str] = []
    for name, queries in (("searches", council.queries), ("fresh searches", council.fresh)):
        if queries:
            found, other = find_ranks(browser, ours, queries), find_ranks(browser, theirs, queries)
            lines += list_recall(f"of {len(queries)} {name}", found, other)
            misses += list_misses(f"ours of the {name}", queries, found.pages)
            misses += list_misses(f"Pagefind of the {name}", queries, other.pages)
    lines += map(str, list_files(ours, theirs, bare, whole, cost))
    lines.append(f"| same bytes twice | {'yes' if same else 'no'} | {'yes' if theirs.digest == digest else 'no'} | |")
    lines += map(str, list_loads(browser, ours, theirs, pick_texts(work / "site")))
    return [*lines, "", *misses]


def list_recall(what: str, found: Ranks, other: Ranks) -> list[str]:
    """Return how many are answered, by page for both, and for ours by the item or record itself."""
    lines = []
    for first in WITHIN:
        row = Row(
            f"{what}, page among the first {first}", count_within(found.pages, first), count_within(other.pages, first)
        )
        lines.append(str(row))
    places = " / ".join(str(count_within(found.places, first)) for first in WITHIN)
    return [*lines, f"| {what}, the place itself among the first {' / '.join(map(str, WITHIN))} hits | {places} | | |"]


def build_often(council: Council, site: Path, *, search: bool, jobs: int) -> Cost:
    """Build as often as is asked for, and return what the build with the least time of the processor took."""
    costs = [build(council.root, site, search=search, jobs=jobs) for _ in range(council.rounds)]
    return min(costs, key=lambda cost: cost.cpu)


def list_files(ours: Engine, theirs: Engine, bare: Cost, whole: Cost, cost: Cost) -> Iterator[Row]:
    """Yield what making and keeping the indexes takes. Ours is made while pages are rendered: its time is what a build takes longer."""
    yield Row("index: seconds", whole.seconds - bare.seconds, cost.seconds, "{:,.1f}")
    yield Row("index: seconds of the processor", whole.cpu - bare.cpu, cost.cpu, "{:,.1f}")
    yield Row("memory of all processes, MB (ours: of the whole build)", whole.memory / 1e6, cost.memory / 1e6)
    yield Row("on disk, kB", ours.size / 1e3, theirs.size / 1e3)
    yield Row("files", len(ours.files), len(theirs.files))
    yield Row("largest file, kB gzip", ours.largest / 1e3, theirs.largest / 1e3, "{:,.1f}")


def list_loads(browser: Browser, ours: Engine, theirs: Engine, texts: Sequence[str]) -> Iterator[Row]:
    """Yield what searches ask of the line, and how long a reader waits."""
    mine = weigh(browser, ours, texts)
    other = weigh(browser, theirs, texts, like=mine)
    for name, number in (("first", 0), ("second", 1)):
        here, there = mine[number], other[number]
        yield Row(f"{name} search, kB, median", weigh_middle(here), weigh_middle(there), "{:,.1f}")
        yield Row(f"{name} search, kB, most", weigh_most(here), weigh_most(there), "{:,.1f}")
        yield Row(f"{name} search, requests, most", count_most(here), count_most(there))
    slow = weigh(browser, ours, texts, PHONE)
    slower = weigh(browser, theirs, texts, PHONE, like=slow)
    for line, (one, two) in ((LOOPBACK, (mine, other)), (PHONE, (slow, slower))):
        for name, number in (("first", 0), ("second", 1)):
            yield Row(f"{name} search, ms until shown, {line.name}", wait_middle(one[number]), wait_middle(two[number]))


def weigh_middle(loads: Sequence[Load]) -> float:
    """Return the kilobytes of the middle one."""
    return median(load.size / 1e3 for load in loads)


def weigh_most(loads: Sequence[Load]) -> float:
    """Return the kilobytes of the heaviest."""
    return max(load.size / 1e3 for load in loads)


def count_most(loads: Sequence[Load]) -> float:
    """Return the requests of the one with most."""
    return max(load.requests for load in loads)


def wait_middle(loads: Sequence[Load]) -> float:
    """Return the milliseconds of the middle one."""
    return median(load.milliseconds for load in loads)


def list_misses(name: str, queries: Sequence[Query], ranks: Sequence[int]) -> list[str]:
    """Return in a line which searches an engine does not answer in the first ten pages."""
    missed = [f"{query.text} ({query.kind})" for query, rank in zip(queries, ranks, strict=True) if not rank]
    return [f"Not found by {name}: {'; '.join(missed)}.", ""] if missed else []


def tell(text: str) -> None:
    """Say what is being done."""
    print(text, file=sys.stderr, flush=True)
