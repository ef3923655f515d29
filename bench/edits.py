"""Holds long rows of edits and mishaps against law 2: with a cache or without, a build writes the same bytes.

    python -m bench.edits [--steps N] [--seed S] [--root DIR] [--without 3,7] [--reduce]

In: a number of steps and a seed; a council's folder, which is copied, or none for the small one of the tests. Out: each step as it is done, and at a
difference what differs, with status 1. `--reduce` then leaves out step after step, as long as there is still a difference, and prints what
remains. The tests do the same with few steps.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.edits import EDITS
from tests.support.sites import write_files
from tests.support.small_council import FILES
from tests.support.walks import Walk, walk


def try_walk(
    source: Path | None, seed: int, steps: int, without: Collection[int], *, told: bool
) -> Walk | AssertionError:
    """Walk in a temporary folder; return what was done or the difference."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if source is None:
            root = write_files(folder / "root", FILES)
        else:
            root = shutil.copytree(source, folder / "root", ignore=shutil.ignore_patterns("site", ".cache", ".git"))
        try:
            return walk(folder, root, seed=seed, steps=steps, without=without, show=_show if told else str)
        except AssertionError as found:
            return found


def reduce_steps(source: Path | None, seed: int, steps: int, without: Collection[int]) -> list[int]:
    """Return the steps that may be left out beside those that are, so that there is still a difference."""
    left = set(without)
    for number in reversed(range(steps)):
        if number in left:
            continue
        if isinstance(try_walk(source, seed, steps, left | {number}, told=False), AssertionError):
            left.add(number)
            print(f"without {number} too")
    return sorted(left)


def _show(step: str) -> None:
    print(step, flush=True)


def main() -> int:
    """Read the command line, walk, print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - nothing here is secret
    parser.add_argument("--root", type=Path)
    parser.add_argument("--without", default="", help="numbers of steps that are left out: 3,7")
    parser.add_argument("--reduce", action="store_true", help="after a difference, find the steps that it needs")
    parsed = parser.parse_args()
    without = {int(number) for number in parsed.without.split(",") if number}
    print(f"seed {parsed.seed}")
    start = time.process_time()
    done = try_walk(parsed.root, parsed.seed, parsed.steps, without, told=True)
    if isinstance(done, Walk):
        idle = sorted(EDITS.keys() - done.done.keys())
        print(
            f"{len(done.told)} steps, {done.written} sites written, {done.reused} files reused, {done.kept} pages kept, no difference."
        )
        print(f"{time.process_time() - start:.0f} s of the processor; never done: {', '.join(idle) or 'none'}")
        return 0
    print(done)
    if parsed.reduce:
        left = reduce_steps(parsed.root, parsed.seed, parsed.steps, without)
        print(f"Enough: --seed {parsed.seed} --steps {parsed.steps} --without {','.join(map(str, left))}")
        print(try_walk(parsed.root, parsed.seed, parsed.steps, left, told=False))
    return 1


if __name__ == "__main__":
    sys.exit(main())
