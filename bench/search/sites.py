"""The councils that are searched: the sample, real minutes, and made ones; their sites, and the pages of them that an engine is given.

In: folders. Out: built sites, what building took, and searches with the pages that answer them.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

from bench.search.cost import Cost, run
from tests.support.searches import Query, read_queries

ROOT = Path(__file__).parent.parent.parent
QUERIES = ROOT / "tests" / "search" / "queries.yml"
FRESH_QUERIES = ROOT / "bench" / "data" / "search_fresh.yml"
REAL_QUERIES = ROOT / "bench" / "data" / "search_queries.csv"
SEARCHED = frozenset({"meeting", "person", "office", "body", "glossary", "glossary-term", "plan", "plain"})
"""Kinds of page that are searched. The others only list what stands on these."""
COMMON = 6
"""Letters of a word that counts as one somebody would look for."""


def build(root: Path, site: Path, *, search: bool, jobs: int) -> Cost:
    """Build a council's site with the program's own command, with nothing kept from an earlier build."""
    kept = site.with_name(f"{site.name}-cache")
    shutil.rmtree(kept, ignore_errors=True)
    words = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--root",
        str(root),
        "--site",
        str(site),
        "--jobs",
        str(jobs),
        "--cache",
        str(kept),
    ]
    return run([*words, "--today", "2026-11-21", *(() if search else ("--no-search",))])


def stage(site: Path, target: Path) -> int:
    """Lay the pages that are searched in a folder of their own, as links, at the same paths; return how many they are.

    Minutes that are shown in another language than the page's are left to that language, as they are in our index.
    """
    count = 0
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        kind = re.search(r'class="[^"]*\bmb-page-([a-z0-9_-]+)', html)
        languages = set(re.findall(r'<(?:html|article)[^>]*\slang="([a-z-]+)"', html))
        if kind and kind[1] in SEARCHED and len(languages) == 1:
            place = target / page.relative_to(site)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(page, place)
            count += 1
    return count


def read_sample_queries(file: Path = QUERIES) -> tuple[Query, ...]:
    """Return searches of the sample council."""
    return read_queries(file)


def read_real_queries(source: Path, root: Path) -> tuple[Query, ...]:
    """Return the searches of the real minutes in `source`, of which `root` is the wrapped form. Their answers are whole meetings."""
    pages = {_digest(_skip_front(path.read_bytes())): path for path in sorted((root / "content").glob("*/*.md"))}
    finds: dict[tuple[str, str], list[str]] = defaultdict(list)
    with REAL_QUERIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (
                (source / row["path"])
                .read_bytes()
                .decode("utf-8-sig", "replace")
                .replace("\0", "\N{REPLACEMENT CHARACTER}")
            )
            page = pages[_digest(text.encode())]
            finds[row["query"], row["kind"]].append(f"{page.parent.name}/{page.stem}#*")
    return tuple(Query(text, "en", kind, tuple(places)) for (text, kind), places in finds.items())


def pick_texts(site: Path, many: int = 12) -> tuple[str, ...]:
    """Return searches to weigh: two words of a heading, from meetings spread over the archive, and last its commonest word."""
    meetings = sorted(site.glob("*/????-??-??*/index.html"))
    texts: list[str] = []
    words: Counter[str] = Counter()
    for page in meetings[:: max(1, len(meetings) // (2 * many))]:
        html = page.read_text(encoding="utf-8")
        headings = [heading for heading in _read_headings(html) if len(heading) > 1]
        words.update(_read_words(html.partition("data-record")[2]))
        if headings and len(texts) < many:
            found = " ".join(headings[len(headings) // 2][:2])
            texts += [found] if found not in texts else []
    return (*texts, words.most_common(1)[0][0])


def _read_headings(html: str) -> Iterator[list[str]]:
    for heading in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html, re.DOTALL):
        yield re.findall(r"[^\W\d_]{4,}", unescape(re.sub(r"<[^>]*>", " ", heading)))


def _read_words(html: str) -> list[str]:
    return re.findall(rf"\b[a-z]{{{COMMON},}}\b", unescape(re.sub(r"<[^>]*>", " ", html)))


def _skip_front(text: bytes) -> bytes:
    return text.partition(b"\n---\n\n")[2]


def _digest(text: bytes) -> str:
    return sha256(text).hexdigest()
