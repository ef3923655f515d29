"""What a program takes: seconds, time of the processor, and memory of all its processes together.

In: a command. Out: a Cost. Reads /proc, so it works on Linux only.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.1
"""Seconds between two looks at the memory, at least."""
SHARE = 0.02
"""Of the time that looking may take: at some gigabytes one look takes a tenth of a second, and holds the program up meanwhile."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    seconds: float
    cpu: float
    """Seconds of the processor, of all processes."""
    memory: int
    """The most that all processes held at one time, in bytes; what they share is counted once."""
    output: str


def run(words: Sequence[str], status: int = 0) -> Cost:
    """Run a command to its end. Raises RuntimeError with what it said if it ends with another status."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=said, stderr=subprocess.STDOUT)
        most = [0]
        spent: dict[int, float] = {}
        ended = threading.Event()

        def watch() -> None:
            took = 0.0
            while not ended.wait(max(PAUSE, took / SHARE)):
                began = time.perf_counter()
                family = _find_family(process.pid)
                most[0] = max(most[0], sum(map(_read_memory, family)))
                spent.update((pid, _read_seconds(pid) or spent.get(pid, 0)) for pid in family)
                took = time.perf_counter() - began

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        _, reached, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(reached)
        ended.set()
        watcher.join()
        said.seek(0)
        output = said.read().decode("utf-8", "replace")
    if process.returncode != status:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}:\n{output[-2000:]}")
    # Workers that nobody waits for are missing in what the system says of a process, so they are watched.
    cpu = max(used.ru_utime + used.ru_stime, sum(spent.values()))
    return Cost(seconds, cpu, max(most[0], used.ru_maxrss * 1024), output)


def _find_family(first: int) -> list[int]:
    """Return a process and all that it started, directly or not."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                after_name = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
            except OSError:
                continue
            children.setdefault(int(after_name.split()[1]), []).append(int(folder.name))
    family = [first]
    for one in family:
        family += children.get(one, [])
    return family


def _read_seconds(pid: int) -> float:
    """Return the seconds of the processor that a process has used until now; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read_memory(pid: int) -> int:
    """Return the bytes of a process, its share of what it shares with others; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
