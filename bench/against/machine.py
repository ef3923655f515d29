"""What a measurement was made on.

In: nothing. Out: a sentence.
"""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

from bench.against.peers import PACKAGES, Peers


def describe(jobs: int, peers: Peers | None = None) -> str:
    """Return the day, the machine and the versions, those of peers too where there may be some."""
    machine = f"{read_processor()}, {os.cpu_count()} processors, {read_memory():.0f} GB, {platform.system()}"
    said = f"On {datetime.now(UTC).date()}, {machine}; Python {platform.python_version()}, {jobs} jobs"
    if peers is None:
        return f"{said}."
    versions = [f"{name} {peers.versions[name]}" for name in PACKAGES if name in peers.versions]
    missing = [name for name in PACKAGES if name not in peers.versions]
    lacks = f" Not installed, so not measured: {', '.join(missing)}." if missing else ""
    return f"{said}; {', '.join(versions) or 'no peers'}.{lacks}"


def read_processor() -> str:
    """Return what the processor calls itself."""
    try:
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def read_memory() -> float:
    """Return the gigabytes that the machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
