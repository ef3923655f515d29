"""Reads when each file of a council's folder was changed, from git.

In: the root folder. Out: the changes of each path, newest first, or a digest of what they are read from. Never guesses: without git, or in a
shallow clone, it says so and gives none.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
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
    answered: bool = True
    """Whether git answered all that it was asked. It does not where there is no git, no repository, no commit, or where it failed."""


def read_history(root: Path) -> History:
    """Return the history of `root` by one call of `git log`."""
    shallow = _run_git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History({}, "no-git", answered=False)
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
    return History(_read_log(log)) if log else History({}, "no-git", answered=log is not None)


def digest_history(root: Path) -> str:
    """Return a digest of all that `read_history` answers from, without reading it; empty where there is no commit to read from.

    That is the commit, since it names all that came before it; the folder's place in the repository; grafts and replacements, which tell git to
    take one commit for another; and settings, since some change how renames and messages are told.
    """
    place = _run_git(root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix", "--git-common-dir")
    if place is None:
        return ""
    replaced = _run_git(root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/replace")
    settings = _run_git(root, "config", "-z", "--get-regexp", r"^(core|diff|extensions|i18n|log)\.")
    version = _run_git(root, "version")
    surroundings = sorted((name, value) for name, value in os.environ.items() if name.startswith("GIT_"))
    try:
        grafts = (root / place.splitlines()[-1] / "info/grafts").read_bytes()
    except OSError:
        grafts = b""
    return blake2b(
        repr((place, replaced, settings, version, surroundings, grafts)).encode(), digest_size=16
    ).hexdigest()


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
