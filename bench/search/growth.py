"""How the index grows with the archive: its files and what searches ask of them, without rendering a page.

    python -m bench.search.growth 1000 10000 50000

In: numbers of meetings of made councils (see make_council.py). Out: a row of Markdown for each. Searches are weighed as in the comparison, but no
meeting has a page here: what is weighed is script and index alone.
"""

from __future__ import annotations

import argparse
import gc
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.make_council import make_council
from bench.search.browser import weigh
from bench.search.comparing import count_most, weigh_middle, weigh_most
from bench.search.engines import find_ours
from minutebook.pages import plan_frames
from minutebook.pipeline import TEMPLATES, Options, read_content
from minutebook.search import Extractor, Index, Subjects
from minutebook.theme import Theme
from minutebook.urls import Addresses
from tests.support.chromium import running

TODAY = date(2026, 11, 21)
SEARCHES = 12
HEAD = """\
| meetings | ms of the processor a meeting | files | kB | kB a meeting | largest, kB gzip | about.json, kB gzip \
| first search, kB, middle / most, requests | second, kB, middle / most |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def write_index(root: Path, site: Path) -> float:
    """Write the index of a council and what is needed to search it; return the processor's seconds that finding words and writing them took."""
    checked = read_content(Options(root=root, site=site, today=TODAY), lambda *_: None)
    if checked.register is None or checked.glossed is None:
        raise RuntimeError(f"{root} cannot be read")
    register = checked.register
    addresses = Addresses(register.site.languages, None)
    gc.collect()
    gc.freeze()
    start = time.process_time()
    extraction = Extractor(tuple(register.terms.values()), register.ignored, register.site.languages).start()
    index = Index(register, addresses)
    for subject in sorted(Subjects(register, checked.glossed, addresses), key=lambda one: (one.group, one.number)):
        index.add([extraction.extract(subject)])
    files = list(index.list_files())
    taken = time.process_time() - start
    for path, data in files:
        write(site / path, data)
    gc.unfreeze()
    frames = plan_frames(register, addresses, searches=True).values()
    for path, data in Theme((TEMPLATES,)).assets((dict(frame.strings), frame.dates) for frame in frames):
        write(site / path, data)
    write(site / "404.html", b"<!doctype html><title>Nothing here</title>")
    return taken


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def pick_texts(root: Path) -> Iterator[str]:
    """Yield two words of a heading, from meetings spread over the archive."""
    meetings = sorted(path for path in (root / "content").glob("*/????-??-??*.md") if not path.stem.endswith(".cy"))
    for path in meetings[:: max(1, len(meetings) // SEARCHES)][:SEARCHES]:
        headings = re.findall(r"^## [\d.]+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        yield " ".join(headings[len(headings) // 2].split()[:2])


def measure(count: int, work: Path, browser: Browser) -> str:
    """Return the row of a council of so many meetings."""
    root, site = work / "root", work / "site"
    make_council(root, count)
    taken = write_index(root, site)
    ours = find_ours(site, ("en", "cy"))
    about = next(file for file in ours.files if file.match("search/en/about.json"))
    first, second = weigh(browser, ours, tuple(pick_texts(root)))
    row = (
        f"| {count:,} | {taken / count * 1000:.1f} | {len(ours.files):,} | {ours.size / 1000:,.0f} | {ours.size / 1000 / count:.1f} "
        f"| {ours.largest / 1000:.1f} | {ours.weigh(about) / 1000:.1f} "
        f"| {weigh_middle(first):.0f} / {weigh_most(first):.0f}, {count_most(first):.0f} | {weigh_middle(second):.0f} / {weigh_most(second):.0f} |"
    )
    shutil.rmtree(root)
    shutil.rmtree(site)
    return row


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meetings", type=int, nargs="+", help="how many meetings a made council has")
    parser.add_argument("--work", type=Path, help="where to write; without it, a temporary folder")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(dir=asked.work) as name,
        sync_playwright() as playwright,
        running(playwright) as browser,
    ):
        print(HEAD, flush=True)
        for count in asked.meetings:
            print(measure(count, Path(name), browser), flush=True)


if __name__ == "__main__":
    main()
