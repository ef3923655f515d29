"""How a whole build grows with the archive.

    python -m bench.growth 1000 10000 50000 [--jobs N] [--limit SECONDS] [--work DIR]

In: numbers of meetings. Out: a row of Markdown for each: milliseconds a meeting, the most memory of all processes, bytes and files of the site, and
its heaviest page of a body and of a register. Builds from nothing in a temporary folder, or below DIR.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.against.machine import describe
from bench.against.ours import Place, build_clean
from bench.make_council import BODIES, make_council

REGISTERS = ("decisions", "actions", "recommendations", "people", "offices", "attendance", "plans", "glossary")
"""First parts of the addresses of lists and registers."""
LANGUAGES = ("cy",)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
HEAD = """| meetings | ms a meeting | ms of the processor a meeting | memory, MB | site, MB | files | heaviest of a body, kB | heaviest register, kB |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def measure(count: int, work: Path, jobs: int, limit: int) -> str:
    """Return the row of a council of so many meetings."""
    make_council(work / "root", count)
    place = Place(work / "root", work / "ours", jobs, limit)
    done = build_clean(place)
    cost = done.cost
    body, register = (find_heaviest(place.site, names) for names in (BODIES, REGISTERS))
    return (
        f"| {count:,} | {cost.seconds / count * 1000:.1f} | {cost.cpu / count * 1000:.1f} | {cost.memory / 1e6:,.0f} "
        f"| {done.size.bytes / 1e6:,.0f} | {done.size.files:,} | {body} | {register} |"
    )


def find_heaviest(site: Path, names: tuple[str, ...]) -> str:
    """Return kilobytes and address of the heaviest page below these first parts of an address that is not a meeting's."""
    size, page = max((page.stat().st_size, page) for page in list_pages(site, names))
    return f"{size / 1e3:.0f} (`/{page.parent.relative_to(site).as_posix()}/`)"


def list_pages(site: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Yield the pages below these first parts of an address, in each language, but for those of meetings."""
    for folder in (site, *(site / lang for lang in LANGUAGES)):
        for name in names:
            for page in (folder / name).rglob("index.html"):
                if not _DATED.match(page.parent.name):
                    yield page


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meetings", type=int, nargs="+", help="how many meetings a made council has")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=int, default=7200, metavar="SECONDS", help="that one build may take")
    parser.add_argument("--work", type=Path, help="where to write; without it, a temporary folder")
    asked = parser.parse_args()
    print(f"{describe(asked.jobs)}\n\n{HEAD}", flush=True)
    for count in asked.meetings:
        with tempfile.TemporaryDirectory(dir=asked.work) as name:
            print(measure(count, Path(name), asked.jobs, asked.limit), flush=True)


if __name__ == "__main__":
    main()
