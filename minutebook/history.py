"""Reads when each file of a council's folder was changed, from git.

In: the root folder. Out: the changes of each path, newest first. Never guesses: without git, or in a shallow clone, it says so and gives none.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from minutebook.model import Change

_KEPT = 20
"""Changes kept of each file: a page shows the last few, and the host shows them all."""


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of the folder."""

    changes: Mapping[str, tuple[Change, ...]]
    """By path from the root, newest first."""
    missing: Literal["", "no-git", "shallow"] = ""
    """Why there is none, or nothing."""


def read_history(root: Path) -> History:
    """Return the history of `root` by one call of `git log`."""
    shallow = _run_git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History({}, "no-git")
    if shallow.strip() == "true":
        return History({}, "shallow")
    log = _run_git(
        root,
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showSignature=false",
        "log",
        "--no-merges",
        "--relative",
        "--name-only",
        "--format=%x01%H%x02%cs%x02%s",
        "-z",
        "--",
        "content",
        "glossary.yml",
    )
    return History(_read_log(log)) if log else History({}, "no-git")


def _run_git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            check=True,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def _read_log(log: str) -> dict[str, tuple[Change, ...]]:
    """Read the answer: each commit begins with 1, its parts end with 2, its files with 0."""
    found: dict[str, list[Change]] = {}
    for entry in log.split("\x01"):
        head, *paths = entry.split("\0")
        parts = head.split("\x02")
        if len(parts) != 3:
            continue
        try:
            day = date.fromisoformat(parts[1])
        except ValueError:
            continue  # a commit may say that it was made in the year 10000
        change = Change(day, parts[0], parts[2].strip())
        for path in paths:
            if name := path.strip("\n"):
                entries = found.setdefault(name, [])
                if len(entries) < _KEPT:
                    entries.append(change)
    return {path: tuple(changes) for path, changes in found.items()}
