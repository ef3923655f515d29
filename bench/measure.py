"""Builds a folder of wrapped minutes and says how long each stage took, how much memory and how many bytes.

    python -m bench.measure FROM [--jobs N]

In: FROM, a folder of plain Markdown minutes (see wrap_minutes.py). Out: a table on stdout. Builds in a temporary folder, and touches nothing else.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.wrap_minutes import wrap

ROOT = Path(__file__).parent.parent


def measure(source: Path, jobs: int) -> None:
    """Build once and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        count = wrap(source, root)
        words = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(root), "--jobs", str(jobs)]
        start = time.perf_counter()
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {jobs} jobs; {count} meetings")
        for stage, spent in re.findall(r"^(\w+) +([\d.]+) s$", done.stderr, re.MULTILINE):
            print(f"{stage:<10} {spent:>7} s")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"{'all':<10} {seconds:7.2f} s, {(used.ru_utime + used.ru_stime) / count * 1000:.2f} ms of CPU a meeting in the main process"
        )
        print(f"memory of the largest process: {used.ru_maxrss / 1024:.0f} MB")
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        print(f"site: {size / 1e6:.1f} MB; {done.stdout.count(': warning: ')} warnings; status {done.returncode}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parsed = parser.parse_args()
    measure(parsed.source, parsed.jobs)
