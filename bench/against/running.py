"""Runs a command to its end, or to a limit.

In: a command and the seconds it may take. Out: what it took, as in bench/search/cost.py. Never ends a process by its name: coreutils' `timeout` ends
what it started itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.search.cost import Cost, run

_TOO_LONG = re.compile(r" ended with (?:124|137|-9):")


class TooLongError(Exception):
    """A command was ended since it took longer than it may."""


@dataclass(frozen=True, slots=True)
class Size:
    """What lies in a folder."""

    files: int
    bytes: int


def run_within(words: Sequence[str], limit: int) -> Cost:
    """Run a command. Raises TooLongError after `limit` seconds, and RuntimeError with what it said if it fails."""
    try:
        return run(["timeout", "--kill-after=20", str(limit), *words])
    except RuntimeError as failed:
        if _TOO_LONG.search(str(failed).partition("\n")[0]):
            raise TooLongError(f"took longer than {limit} s") from failed
        raise


def read_size(folder: Path) -> Size:
    """Return how many files a folder has, and their bytes."""
    files = size = 0
    for parent, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.lstat(os.path.join(parent, name)).st_size for name in names)  # noqa: PTH118 - for 30,000 files
    return Size(files, size)
