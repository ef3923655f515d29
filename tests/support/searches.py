"""Searches as people type them, the places that answer them, and how far down a list of hits the first such place stands.

In: files of searches, hits as addresses. Out: ranks. Knows no engine but by `OURS`, what asks our own in a browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from playwright.sync_api import Page

OURS = """async ([script, folder, texts, top]) => {
    const { open } = await import(script);
    const engine = await open(folder);
    const found = [];
    for (const text of texts) {
        const filters = { body: [], year: [], kind: [], status: [] };
        const { hits, total } = await engine.search({ text, filters, order: "relevance" });
        const shown = await engine.details(hits.slice(0, top));
        found.push({ total, places: shown.map((hit) => hit.href) });
    }
    return found;
}"""
"""Asks the engine for texts, one after the other; gives for each how many hits there are and the addresses of the first, below the site."""


@dataclass(frozen=True, slots=True)
class Query:
    """One search."""

    text: str
    lang: str
    kind: str
    """What makes it hard: a misspelling, a mutation, a date …"""
    finds: tuple[str, ...]
    """Places that answer it, one of which is enough: `page#anchor` without the language, or `page#*` for any place on it."""
    never: tuple[str, ...] = ()
    """Places that it rules out."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine answered."""

    total: int
    places: tuple[str, ...]
    """The first hits as `page#anchor`, without the language."""


def read_queries(path: Path) -> tuple[Query, ...]:
    """Read a file such as tests/search/queries.yml."""
    raw: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))  # Any: a file of lists and strings
    return tuple(
        Query(one["query"], one["lang"], one["kind"], tuple(one["finds"]), tuple(one.get("never", ()))) for one in raw
    )


def ask(page: Page, base: str, script: str, lang: str, texts: Sequence[str], top: int) -> tuple[Found, ...]:
    """Ask our engine at `script` in an open page of the site at `base`, whose first language is English."""
    prefix = "" if lang == "en" else f"{lang}/"
    folder = find_folder(base, lang)
    answers: list[Mapping[str, Any]] = page.evaluate(
        OURS, [script, folder, list(texts), top]
    )  # Any: values of JavaScript
    return tuple(
        Found(one["total"], tuple(read_place(urljoin(base, href), base + prefix) for href in one["places"]))
        for one in answers
    )


def find_folder(base: str, lang: str) -> str:
    """Return the address of the index files of a language."""
    return f"{base}search/{lang}/"


def find_script(site: Path, base: str) -> str:
    """Return the address of the engine's module, whose name holds a digest."""
    (script,) = site.glob("assets/js/search/engine.*js")
    return base + script.relative_to(site).as_posix()


def read_place(address: str, base: str) -> str:
    """Return the place that an address below `base` leads to, as `page#anchor`; `page#` where it has no anchor."""
    parts = urlsplit(address)
    path = parts.path.removeprefix(urlsplit(base).path).removesuffix("index.html")
    return f"{path.strip('/')}#{unquote(parts.fragment)}"


def fits(place: str, wanted: str) -> bool:
    """Whether a hit is a wanted place."""
    return place.partition("#")[0] == wanted[:-2] if wanted.endswith("#*") else place == wanted


def find_rank(places: Sequence[str], wanted: Sequence[str]) -> int:
    """Return where the first wanted place stands, from 1; 0 if nowhere."""
    return next((rank for rank, place in enumerate(places, 1) if any(fits(place, one) for one in wanted)), 0)


def count_within(ranks: Sequence[int], first: int) -> int:
    """Return how many stand among the first so many."""
    return sum(0 < rank <= first for rank in ranks)


def to_pages(places: Sequence[str]) -> tuple[str, ...]:
    """Return the pages of places, each once, in the order in which they come first, as wanted pages are written."""
    return tuple(dict.fromkeys(place.partition("#")[0] + "#*" for place in places))
