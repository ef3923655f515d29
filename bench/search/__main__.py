"""Holds our search against Pagefind on the same pages, and prints a table of both with their ratios.

    python -m bench.search PYTHON [--real FROM] [--meetings N …] [--jobs N] [--work DIR]

In: PYTHON, the interpreter of an environment that has Pagefind (`python3 -m venv DIR && DIR/bin/pip install 'pagefind[bin]==1.5.2'`), which is no
part of this program; FROM, a folder of plain Markdown minutes (see wrap_minutes.py); N, how many meetings a made council has (see make_council.py).
The sample council is always measured. Out: Markdown on stdout. Builds in a temporary folder, or below DIR, and touches nothing else.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.make_council import make_council
from bench.search.comparing import Council, compare
from bench.search.engines import read_version
from bench.search.sites import FRESH_QUERIES, ROOT, read_real_queries, read_sample_queries
from bench.wrap_minutes import wrap
from tests.support.chromium import running


def list_councils(work: Path, real: Path | None, sizes: Sequence[int]) -> Iterator[Council]:
    """Yield the sample council, real minutes and made councils; the last two are written below `work`."""
    yield Council(
        "Sample council", ROOT, ("en", "cy"), read_sample_queries(), read_sample_queries(FRESH_QUERIES), rounds=3
    )
    if real:
        count = wrap(real, work / "real")
        yield Council(f"{count:,} real meetings", work / "real", queries=read_real_queries(real, work / "real"))
    for size in sizes:
        make_council(work / f"made-{size}", size)
        yield Council(f"{size:,} made meetings", work / f"made-{size}", ("en", "cy"))


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", type=Path)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--meetings", type=int, nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(dir=asked.work) as name,
        sync_playwright() as playwright,
        running(playwright) as browser,
    ):
        work = Path(name)
        machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {asked.jobs} jobs"
        print(f"{read_version(asked.python)}; Chromium {browser.version}; {machine}.\n", flush=True)
        for number, council in enumerate(list_councils(work, asked.real, asked.meetings)):
            place = work / f"{number}"
            place.mkdir()
            print("\n".join(compare(council, place, asked.python, browser, asked.jobs)), flush=True)


if __name__ == "__main__":
    main()
