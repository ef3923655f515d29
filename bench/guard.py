"""The small benchmark of continuous integration: fails where a build has become slower, on any machine.

    python -m bench.guard [--rounds N]

In: nothing. Out: a table on stdout, and status 1 where a ratio is above its bound. While the program runs, with one job and with search, the fixed
work of bench/baseline.py runs beside it, over and over; what the program takes is measured in times of that work, processor's seconds by processor's
seconds. So whatever slows the machine at that moment slows both. The middle of several rounds counts. What the start takes, before a file is read,
has a row of its own and is taken off the others, where it would hide what they cost.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from bench.against.changes import edit_meeting
from bench.make_council import make_council

ROOT = Path(__file__).parent.parent
MEETINGS = 30
ROUNDS = 4
LIMIT = 120
"""Seconds that one run may take."""
BASELINE, START, CHECK, CLEAN, NOTHING, EDIT = (
    *("baseline", "start", "check", "clean"),
    *("nothing changed", "one meeting edited"),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A ratio that must not grow."""

    what: str
    to: str
    """`baseline`, or what is measured as well."""
    most: float
    measured: str
    """What it was when the bound was set, and how far it went up and down."""


BOUNDS = (
    Bound(START, BASELINE, 11.5, "8.2 to 9.3"),
    Bound(CHECK, BASELINE, 4.0, "1.6 to 2.7"),
    Bound(CLEAN, BASELINE, 24.0, "17.3 to 19.4"),
    Bound(NOTHING, CLEAN, 0.13, "0.00 to 0.05"),
    Bound(EDIT, CLEAN, 0.45, "0.24 to 0.32"),
)


class Beside:
    """The fixed work, as it goes on."""

    def __init__(self, lines: Iterator[str]) -> None:
        """Wait until it has been done once."""
        self._lines = lines
        next(lines)

    def find_mean(self, begin: float, end: float) -> float:
        """Return the mean of the processor's seconds that it took each time between two moments of the clock."""
        taken = []
        for line in self._lines:
            ended, seconds = map(float, line.split())
            if ended > begin:
                taken.append(seconds)
            if ended > end:
                break
        return mean(taken)


@contextmanager
def working(root: Path, target: Path) -> Iterator[Beside]:
    """Do the fixed work beside what the block does."""
    words = [sys.executable, "-m", "bench.baseline", str(root), str(target)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Beside(iter(process.stdout or ()))
        finally:
            process.communicate(timeout=LIMIT)  # which closes its standard input, so that it ends


def measure(rounds: int, work: Path) -> Mapping[str, float]:
    """Return how many times the baseline each of the measured took, in the middle of the rounds."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    root, site, cache = work / "root", work / "site", work / "cache"
    make_council(root, MEETINGS)
    common = ["--root", str(root), "--today", "2026-11-21"]
    program = str(ROOT / "build.py")
    build = [program, "build", *common, "--site", str(site), "--cache", str(cache), "--jobs", "1"]
    runs = {START: [program, "--help"], CHECK: [program, "check", *common], CLEAN: build, NOTHING: build, EDIT: build}
    with working(root, work / "baseline") as beside:
        for number in range(rounds):
            for folder in (site, cache):
                shutil.rmtree(folder, ignore_errors=True)
            for name, words in runs.items():
                if name == EDIT:
                    edit_meeting(root, number)
                begin = time.monotonic()
                seconds = spend(words)
                taken[name].append(seconds / beside.find_mean(begin, time.monotonic()))
    return {name: median(times) for name, times in taken.items()}


def spend(words: Sequence[str]) -> float:
    """Run Python with these words; return the processor's seconds. Raises an exception where that fails or takes too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        timeout=LIMIT,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def judge(times: Mapping[str, float], bounds: Sequence[Bound] = BOUNDS) -> tuple[list[str], bool]:
    """Return the table's lines, and whether all ratios are within their bounds."""
    lines = ["| ratio | now | at most | when the bound was set |", "| --- | ---: | ---: | --- |"]
    well = True
    for bound in bounds:
        ratio = after_start(times, bound.what) / (1 if bound.to == BASELINE else after_start(times, bound.to))
        within = ratio <= bound.most
        well = well and within
        mark = "" if within else " **too slow**"
        lines.append(f"| {bound.what} : {bound.to} | {ratio:.2f}{mark} | {bound.most:.2f} | {bound.measured} |")
    return lines, well


def after_start(times: Mapping[str, float], what: str) -> float:
    """Return what is left when the start is taken off; of the start itself, all."""
    return times[what] - (0 if what == START else times[START])


def main() -> int:
    """Measure, print, and return the status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lines, well = judge(measure(asked.rounds, Path(name)))
    print("\n".join(lines))
    if not well:
        print(
            "\nA build has become slower, compared with fixed work on this machine. Where that is the price of something worth it, set the bound "
            "in bench/guard.py anew and say so in the commit.",
            file=sys.stderr,
        )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
