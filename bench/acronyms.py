"""Says what acronyms cost: a share of the build with a long list of terms, and ten terms against ten thousand.

    python -m bench.acronyms FROM LIST

In: FROM, a folder of plain Markdown minutes (see wrap_minutes.py); LIST, a Markdown table of letters and their words. Out: ratios on stdout,
all of one run. Times are of the processor, not of the clock, so that what else the machine does counts less. Builds in a temporary folder, with
one job and no search, and touches nothing else.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import string
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain, islice, product
from pathlib import Path

from bench.wrap_minutes import wrap
from minutebook.glossing import Glossed, gloss
from minutebook.importers import read_table, read_terms
from minutebook.model import LocalText, Register, Term
from minutebook.pipeline import Options, build, read_content
from minutebook.progress import Step
from minutebook.sources import TEXT_LIMIT
from minutebook.termfile import NewEntry, write_entries

ROUNDS = 7
"""How often each is measured; the fastest counts, since everything else is noise."""


def read_list(path: Path) -> tuple[NewEntry, ...]:
    """Return the entries that a list of acronyms makes, as `build.py glossary --import` does."""
    return read_terms(read_table(path.read_bytes(), path.name), {}, ("en",)).entries


def time_build(root: Path) -> dict[str, float]:
    """Build once with one job; return the processor's seconds of each stage, and of `all`."""
    stages: dict[str, float] = {}
    began = last = time.process_time()

    def note(stage: str, step: Step) -> None:
        nonlocal last
        if step.seconds is not None:
            now = time.process_time()
            stages[stage], last = now - last, now

    with tempfile.TemporaryDirectory() as site:
        summary = build(Options(root=root, site=Path(site) / "site"), note)
    if not summary.written:
        sys.exit("\n".join(map(str, summary.report.errors)))
    return stages | {"all": time.process_time() - began}


def make_terms(count: int, used: Sequence[str], known: AbstractSet[str]) -> list[Term]:
    """Return `count` terms: the letters `used`, which the minutes have, and others, which are not among the `known`.

    So any two counts mark the same: what is measured is the looking, not the marking.
    """
    made = ("Q" + "".join(letters) for letters in product(string.ascii_uppercase, repeat=3))
    letters = islice(chain(used, (one for one in made if one not in known)), count)
    return [
        Term(id=f"term-{number}", letters=one, meaning=LocalText((("en", f"the words of {one}"),)))
        for number, one in enumerate(letters)
    ]


def time_gloss(register: Register, root: Path) -> tuple[float, Glossed]:
    """Return the processor's seconds of the acronym stage, and what it found."""
    gc.collect()  # so that no round pays for what another left behind
    start = time.process_time()
    glossed = gloss(register, lambda path: (root / path).read_text(encoding="utf-8-sig").splitlines())
    return time.process_time() - start, glossed


def count_uses(glossed: Glossed) -> int:
    """Return how many uses there are in all."""
    return sum(len(item.uses) for items in glossed.items.values() for item in items.values())


def count_unexplained(glossed: Glossed) -> Counter[str]:
    """Return how often each of the letters stands unexplained."""
    items = (item for items in glossed.items.values() for item in items.values())
    return Counter(unknown.letters for item in items for unknown in item.unexplained)


def measure_list(root: Path, entries: Sequence[NewEntry]) -> None:
    """Print what a list of terms adds to a clean build: to its acronym stage and to all of it."""
    glossary = root / "glossary.yml"
    bare, full = [], []
    for _ in range(2):
        glossary.unlink(missing_ok=True)
        bare.append(time_build(root))
        write_entries(glossary, entries, ("en",), limit=TEXT_LIMIT)
        full.append(time_build(root))
    glossary.unlink()
    without = {stage: min(times[stage] for times in bare) for stage in bare[0]}
    with_list = {stage: min(times[stage] for times in full) for stage in full[0]}
    count = sum(len(entry.meanings) for entry in entries)
    print(
        f"a list of {len(entries)} terms with {count} meanings; a clean build of {with_list['all']:.1f} s of processor time, one job"
    )
    print(f"  acronym stage with the list / build without that stage: {share(with_list):.3f}")
    print(f"  acronym stage without terms / build without that stage: {share(without):.3f}")
    print(f"  acronym stage with the list / without terms: {with_list['acronyms'] / without['acronyms']:.2f}")
    print(f"  all of the build with the list / without terms: {with_list['all'] / without['all']:.3f}")


def share(times: Mapping[str, float]) -> float:
    """Return what the acronym stage adds to the rest of the build."""
    return times["acronyms"] / (times["all"] - times["acronyms"])


def measure_sizes(root: Path, sizes: Sequence[int] = (10, 10_000)) -> None:
    """Print what the acronym stage takes with few and with many terms that mark the same."""
    register = read_content(Options(root=root, site=root / "site"), lambda _, __: None).register
    if register is None:
        sys.exit("the minutes cannot be read")
    seen = count_unexplained(gloss(register, lambda _: ()))
    frequent = [letters for letters, _ in seen.most_common(10)]
    registers = [
        replace(register, terms={term.id: term for term in make_terms(size, frequent, seen.keys())}) for size in sizes
    ]
    times: list[list[float]] = [[] for _ in sizes]
    uses = set()
    for _ in range(ROUNDS):
        for at, one in enumerate(registers):
            seconds, glossed = time_gloss(one, root)
            times[at].append(seconds)
            uses.add(count_uses(glossed))
    few, many = map(min, times)
    spread = max(times[0]) / min(times[0])
    print(f"{sizes[0]} and {sizes[1]:,} terms, {min(uses)} to {max(uses)} uses, the fastest of {ROUNDS} rounds in turn")
    print(f"  acronym stage with {sizes[1]:,} terms / with {sizes[0]}: {many / few:.3f}")
    print(f"  slowest / fastest round with {sizes[0]} terms, the noise: {spread:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("list", type=Path)
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        made = wrap(parsed.source, Path(name))
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors; {made} meetings")
        measure_list(Path(name), read_list(parsed.list))
        measure_sizes(Path(name))
