"""This program: built from nothing, then again after each kind of edit.

In: a council's folder. Out: what each build took, its stages, and whether the last site is what a clean build makes of the same files.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from bench.against.changes import change_term, edit_meeting, rename_person, touch_template
from bench.against.running import Size, read_size, run_within
from bench.search.cost import Cost

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-21"
_STAGE = re.compile(r"^(\w[\w ]*?) +([\d.]+) s$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Build:
    """One build."""

    name: str
    what: str
    """What was done before it; empty: nothing."""
    cost: Cost
    stages: Mapping[str, float]
    """Seconds, by name, as the build says them."""
    size: Size


@dataclass(frozen=True, slots=True)
class Place:
    """Where a council lies, where its site goes, and how it is built."""

    root: Path
    work: Path
    jobs: int
    limit: int
    """Seconds that a build may take."""

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.work / "site"

    @property
    def cache(self) -> Path:
        """The folder of what is kept from one build to the next."""
        return self.work / "cache"


def do_nothing(_root: Path, _number: int) -> str:
    """Leave all as it is."""
    return ""


SCENARIOS: Mapping[str, Callable[[Path, int], str]] = {
    "nothing changed": do_nothing,
    "one meeting edited": edit_meeting,
    "one term of the glossary changed": change_term,
    "one template touched": touch_template,
    "one person renamed": rename_person,
}
"""What is done to a council whose site has been built."""


def build(place: Place, name: str, what: str, *more: str) -> Build:
    """Build once, on what earlier builds left. Raises RuntimeError where the build fails."""
    words = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(place.root), "--site", str(place.site)]
    words += ["--cache", str(place.cache), "--jobs", str(place.jobs), "--today", TODAY, *more]
    cost = run_within(words, place.limit)
    return Build(name, what, cost, read_stages(cost.output), read_size(place.site))


def build_clean(place: Place, name: str = "clean") -> Build:
    """Build with neither site nor cache."""
    shutil.rmtree(place.work, ignore_errors=True)
    place.work.mkdir(parents=True)
    return build(place, name, "no site and no cache")


def build_changed(place: Place) -> Iterator[Build]:
    """Build again after each edit."""
    for name, change in SCENARIOS.items():
        yield build(place, name, change(place.root, 0))


def read_stages(said: str) -> Mapping[str, float]:
    """Return the stages that a build tells of, with their seconds. A name that comes twice is added up."""
    stages: dict[str, float] = {}
    for name, seconds in _STAGE.findall(said):
        stages[name] = stages.get(name, 0) + float(seconds)
    return stages


def find_differences(one: Path, other: Path) -> list[str]:
    """Return the paths at which two sites differ."""
    names = {path.relative_to(folder) for folder in (one, other) for path in _walk(folder)}
    return sorted(
        str(name)
        for name in names
        if not ((one / name).is_file() and (other / name).is_file() and cmp(one / name, other / name, shallow=False))
    )


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
