"""Holds this program against other generators on the same words, and prints the tables.

    python -m bench.against [PYTHON] [--meetings N …] [--jobs N] [--peers NAME …] [--all-peers-to N] [--limit SECONDS] [--rounds N]
        [--no-clean-at-the-end] [--serve] [--work DIR]

In: PYTHON, the interpreter of an environment with the packages of bench/requirements.txt, which are no part of this program (`make bench` makes one
in .venv/peers); N, how many meetings a made council has (see make_council.py). Out: Markdown on stdout, what is being done on stderr. What is not
installed is named and left out. Works in a temporary folder, or below DIR, and touches nothing else. Each command may take as long as --limit says.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.against.changes import lay_template
from bench.against.machine import describe
from bench.against.ours import Build, Place, build_changed, build_clean, find_differences
from bench.against.peers import RUNNERS, Peers, Run, find_peers, run_peer
from bench.against.report import Results, list_results
from bench.against.running import TooLongError, read_size
from bench.against.saving import time_save
from bench.against.weights import weigh_pages
from bench.make_council import make_council

ALWAYS = ("hugo",)
"""Peers that are run at any size."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    jobs: int
    peers: Sequence[str]
    all_to: int
    limit: int
    rounds: int
    compare: bool
    serve: bool


def main() -> int:
    """Read the command line, measure, print. Return 1 where a build after an edit was not what a clean one is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("python", type=Path, nargs="?")
    add("--meetings", type=int, nargs="+", default=[500], metavar="N")
    add("--jobs", type=int, default=os.cpu_count() or 1)
    add("--peers", nargs="*", choices=tuple(RUNNERS), default=["hugo", "material", "zensical"])
    add("--all-peers-to", type=int, default=2000, metavar="N", help="above so many meetings, only Hugo and Pagefind")
    add("--limit", type=int, default=1800, metavar="SECONDS", help="that one command may take")
    add("--rounds", type=int, default=1, help="of clean builds and peers, in turn; the fastest counts")
    add("--no-clean-at-the-end", action="store_true", help="do not compare the last site with a clean build")
    add("--serve", action="store_true", help="measure a save under serve too")
    add("--work", type=Path)
    given = parser.parse_args()
    asked = Asked(
        jobs=given.jobs,
        peers=given.peers,
        all_to=given.all_peers_to,
        limit=given.limit,
        rounds=given.rounds,
        compare=not given.no_clean_at_the_end,
        serve=given.serve,
    )
    peers = find_peers(given.python)
    print(describe(asked.jobs, peers), flush=True)
    same = True
    for count in given.meetings:
        with tempfile.TemporaryDirectory(dir=given.work) as name:
            results, differences = measure(count, peers, asked, Path(name))
        print("\n".join(("", *list_results(results))), flush=True)
        for path in differences[:20]:
            print(f"Not as in a clean build: {path}", file=sys.stderr)
        same = same and not differences
    return 0 if same else 1


def measure(count: int, peers: Peers, asked: Asked, work: Path) -> tuple[Results, Sequence[str]]:
    """Measure with a council of so many meetings below `work`; return also where the last site is not what a clean build makes."""
    root = work / "root"
    make_council(root, count)
    lay_template(root)
    size = sum(path.stat().st_size for path in (root / "content").glob("*/*.md"))
    place = Place(root, work / "ours", asked.jobs, asked.limit)
    runs: dict[str, Run] = {}
    notes: list[str] = []
    skipped = [word for word in asked.peers if word not in ALWAYS and count > asked.all_to]
    if skipped:
        notes.append(f"Not run at this size: {', '.join(skipped)}.")
    clean: list[Build] = []
    for number in range(asked.rounds):
        tell(f"{count:,} meetings, round {number + 1}: ours")
        clean.append(build_clean(place))
        for word in asked.peers:
            needed = RUNNERS[word][0]
            if word in skipped or needed not in peers.versions:
                continue
            tell(f"{count:,} meetings, round {number + 1}: {word}")
            try:
                for run in run_peer(word, peers, root, work / "peers", asked.limit):
                    if run.name not in runs or run.cost.seconds < runs[run.name].cost.seconds:
                        runs[run.name] = run
            except TooLongError as ended:
                notes.append(f"{needed} ({word}) {ended}.")
            except RuntimeError as failed:
                tell(str(failed))
                notes.append(f"{needed} ({word}) failed.")
    weight = weigh_pages(place.site)
    builds = [min(clean, key=lambda one: one.cost.seconds)]
    for build in build_changed(place):
        tell(f"{count:,} meetings: {build.name}, {build.cost.seconds:.1f} s")
        builds.append(build)
        if build.what:
            notes.append(f"{build.name.capitalize()}: {build.what}.")
    differences: Sequence[str] = ()
    if asked.compare:
        tell(f"{count:,} meetings: a clean build of what was edited, to compare")
        again = Place(root, work / "again", asked.jobs, asked.limit)
        build_clean(again)
        differences = find_differences(place.site, again.site)
        files = read_size(again.site).files
        notes.append(
            f"The site after all edits differs from a clean build of it in {len(differences):,} of {files:,} files."
        )
    save = None
    if asked.serve:
        tell(f"{count:,} meetings: serve")
        save = time_save(place)
    told = Results(count, size, builds, tuple(runs.values()), tuple(dict.fromkeys(notes)), weight, save)
    return told, differences


def tell(text: str) -> None:
    """Say what is being done."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
