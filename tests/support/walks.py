"""Law 2 over time: after each of many edits and mishaps, a build that uses what is kept equals one that has nothing but the files.

In: a council's folder, a seed, a number of steps. Out: nothing, or an AssertionError that says which files differ and how, what was done step by
step, and the command that does it again. It knows `pipeline.build` and nothing of what is kept or how.
"""

from __future__ import annotations

import difflib
import random
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from minutebook.diagnostics import format_json
from minutebook.pipeline import Summary
from tests.support.edits import EDITS
from tests.support.laws import read_bytes
from tests.support.mishaps import allow, keep_copies
from tests.support.workplace import NothingToDoError, Workplace, open_workplace

Files = dict[str, bytes]

_NAMED = 12
"""Files that are named where many differ."""
_TRIES = 4
"""How often chance may choose a file in which there is nothing to change."""
_SHOWN = 40
"""Lines that are shown of a difference."""


@dataclass(slots=True)
class Walk:
    """What was done so far."""

    place: Workplace
    told: list[str] = field(default_factory=list)
    """The steps in words."""
    done: Counter[str] = field(default_factory=Counter)
    """How often each kind of edit found something to change."""
    written: int = 0
    """How many builds wrote a site."""
    reused: int = 0
    """How many files of these sites were those of the site before."""
    kept: int = 0
    """How many of their pages were not even made again."""
    good: Files = field(default_factory=dict)
    """The council's files when the last build wrote a site."""


def walk(
    folder: Path,
    root: Path,
    *,
    seed: int,
    steps: int,
    without: Collection[int] = (),
    show: Callable[[str], object] = str,
) -> Walk:
    """Do the steps of a seed, but those that are left out; compare after each. Raises AssertionError at the first difference."""
    walked = Walk(open_workplace(folder, root, seed))
    for number, names in enumerate(list_steps(seed, steps)):
        if number in without:
            continue
        # Chance begins anew at each step, so that a step does the same where others are left out.
        walked.place.random.seed(f"{seed}:{number}")
        walked.place.journal.clear()
        try:
            walked.told.append(f"{number}. {'; and '.join([_do(walked, name) for name in names])}")
            show(walked.told[-1])
            found = list(compare(walked))
        except Exception as error:
            raise AssertionError(_tell(walked, seed, number, [f"{type(error).__name__}: {error}"])) from error
        if found:
            raise AssertionError(_tell(walked, seed, number, found))
        _calm(walked)
    return walked


def list_steps(seed: int, steps: int) -> list[tuple[str, ...]]:
    """Return the kinds of edit of each step: all kinds in an order by chance, then all again; every other step is two at once."""
    chance = random.Random(seed)
    found: list[tuple[str, ...]] = [("change_nothing",)]
    deck: list[str] = []
    for number in range(steps):
        names = []
        for _ in range(1 + number % 2):
            if not deck:
                deck = sorted(EDITS)
                chance.shuffle(deck)
            names.append(deck.pop())
        found.append(tuple(names))
    return found


def _do(walked: Walk, name: str) -> str:
    for _ in range(_TRIES):
        with suppress(NothingToDoError):
            told = EDITS[name](walked.place)
            walked.done[name] += 1
            return f"{name}: {told}"
    return f"{name}: nothing to do"


def compare(walked: Walk) -> Iterator[str]:
    """Build with what is kept and without; yield what differs."""
    place = walked.place
    before = _read_site(place.site)
    kept = place.build()
    after = _read_site(place.site)
    clean, site = place.build_clean()
    wanted = _read_site(site)
    shutil.rmtree(site, ignore_errors=True)
    faults, others = format_json(clean.report), format_json(kept.report)
    if faults != others:
        yield f"the faults differ:\n{_differ(faults, others)}"
    if (told := _sum_up(clean)) != (other := _sum_up(kept)):
        yield f"the summary says {other}, not {told}"
    if clean.written != kept.written:
        return
    if not clean.written:
        if before != after:
            yield f"a build with errors changed the site: {list_changes(before, after)}"
        return
    walked.written += 1
    walked.reused += kept.reused
    walked.kept += kept.kept
    walked.good = _read_council(place.root)
    changed = list_changes(wanted, after)
    if changed:
        yield f"{len(changed)} files differ: {', '.join(changed[:_NAMED])}"
    for name in changed[:2]:
        yield f"{name}:\n{_differ(_show((wanted or {}).get(name)), _show((after or {}).get(name)))}"
    if links := [path.name for path in place.site.rglob("*") if path.is_symlink()]:
        yield f"links in the site: {', '.join(links)}"


def list_changes(first: Files | None, second: Files | None) -> list[str]:
    """Return the names of the files that two sites do not have alike."""
    one, other = first or {}, second or {}
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _sum_up(summary: Summary) -> tuple[object, ...]:
    return summary.written, summary.pages, summary.files, summary.size, summary.history


def _read_site(site: Path) -> Files | None:
    return read_bytes(site) if site.is_dir() else None


def _read_council(root: Path) -> Files:
    parts = (root / "glossary.yml", *(root / "content").rglob("*"), *(root / "templates").rglob("*"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in parts if path.is_file()}


def _calm(walked: Walk) -> None:
    """Make the content right again after a step that made it wrong, and undo what would make later steps say nothing."""
    place = walked.place
    allow(place)
    chance = place.random.random()
    place.options = replace(
        place.options,
        strict=False,
        search=place.options.search or chance < 0.7,
        drafts=place.options.drafts and chance < 0.5,
    )
    if place.options.today and place.site.is_dir() and chance < 0.3:
        keep_copies(place)
    now = _read_council(place.root)
    if walked.good and now != walked.good:
        walked.told.append("   … all files are as they were when a site was last written")
        for name in now.keys() - walked.good.keys():
            (place.root / name).unlink()
        for name in list_changes(now, walked.good):
            if name in walked.good:
                (place.root / name).parent.mkdir(parents=True, exist_ok=True)
                (place.root / name).write_bytes(walked.good[name])


def _tell(walked: Walk, seed: int, number: int, found: list[str]) -> str:
    again = f"python -m bench.edits --seed {seed} --steps {number}"
    return "\n".join(
        (
            f"A build with a cache is not that without (seed {seed}, step {number}).",
            *found,
            *walked.told,
            f"Again: {again}",
        )
    )


def _show(data: bytes | None) -> str:
    if data is None:
        return "(not there)"
    try:
        # A page is a few long lines: one an element reads better.
        return data.decode().replace("><", ">\n<")
    except UnicodeDecodeError:
        return data.hex(" ")


def _differ(wanted: str, found: str) -> str:
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "clean", "with a cache", lineterm="", n=1)
    shown = [line[:400] for line, _ in zip(lines, range(_SHOWN), strict=False)]
    return "\n".join(shown)
