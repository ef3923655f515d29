"""The tables: what was measured, in Markdown.

In: builds and runs. Out: lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.against.ours import Build
from bench.against.peers import Run
from bench.against.weights import Weight
from bench.search.cost import Cost


@dataclass(frozen=True, slots=True)
class Aim:
    """A ratio that is to be reached."""

    build: str
    peer: str
    """The runs whose names begin so, together; empty: our own clean build."""
    most: float
    meetings: int
    """What it was set for."""


AIMS = (
    Aim("clean", "Hugo+Pagefind", 0.6, 10_000),
    Aim("clean", "Material for MkDocs, navigation pruned", 0.2, 2_000),
    Aim("one meeting edited", "Hugo+Pagefind", 0.05, 10_000),
    Aim("nothing changed", "", 0.03, 10_000),
)
"""What DESIGN's table "Speed to reach" asks of times."""
MOST_MEMORY = 1e9
MOST_HTML, MOST_PACKED, MOST_VIEW = 30_000, 9_000, 60_000


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured of one council."""

    meetings: int
    bytes: int
    """Of the minutes."""
    builds: Sequence[Build]
    """The first one is clean."""
    runs: Sequence[Run]
    notes: Sequence[str]
    weight: Weight
    save: float | None
    """Seconds from a save to the page that shows it, under `serve`; None where it was not measured."""


def list_results(results: Results) -> Iterator[str]:
    """Yield the lines of one council's part."""
    yield f"### {results.meetings:,} meetings ({results.bytes / 1e6:,.0f} MB of minutes)"
    yield ""
    yield from list_costs(results)
    yield ""
    yield from list_ratios(results)
    yield ""
    yield from list_stages(results.builds)
    yield ""
    yield from (f"- {note}" for note in results.notes)


def list_costs(results: Results) -> Iterator[str]:
    """Yield the table of what each took."""
    clean = results.builds[0].cost
    both = add_up(results.runs, "Hugo+Pagefind")
    yield "| | seconds | of the processor | memory, MB | files | MB | to our clean build | to Hugo and Pagefind |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    rows = [(f"ours, {one.name}", one.cost, one.size) for one in results.builds]
    rows += [(run.name, run.cost, run.size) for run in results.runs]
    for name, cost, size in rows:
        ratio = f"{cost.seconds / both.seconds:.3f}" if both else "–"
        yield (
            f"| {name} | {cost.seconds:,.2f} | {cost.cpu:,.2f} | {cost.memory / 1e6:,.0f} | {size.files:,} | {size.bytes / 1e6:,.1f} "
            f"| {cost.seconds / clean.seconds:.3f} | {ratio} |"
        )


def list_ratios(results: Results) -> Iterator[str]:
    """Yield the table of what was to be reached."""
    yield "| ratio | measured | of the processor | to reach |"
    yield "| --- | ---: | ---: | ---: |"
    for aim in AIMS:
        build = next(one.cost for one in results.builds if one.name == aim.build)
        other = add_up(results.runs, aim.peer) if aim.peer else results.builds[0].cost
        peer = aim.peer.replace("+", " and ") or "our clean build"
        ratios = f"{build.seconds / other.seconds:.3f} | {build.cpu / other.cpu:.3f}" if other else "not measured |"
        yield f"| {aim.build} : {peer} | {ratios} | {aim.most} at {aim.meetings:,} |"
    memory = max(one.cost.memory for one in results.builds)
    yield f"| memory of all processes, the most of any build, MB | {memory / 1e6:,.0f} | | {MOST_MEMORY / 1e6:,.0f} at 10,000 |"
    weight = results.weight
    yield f"| a meeting's page, kB | {weight.html / 1e3:.1f} | | {MOST_HTML / 1e3:.0f} |"
    yield f"| a meeting's page, kB gzip | {weight.packed / 1e3:.1f} | | {MOST_PACKED / 1e3:.0f} |"
    yield f"| first view of it, kB gzip | {weight.view / 1e3:.1f} | | {MOST_VIEW / 1e3:.0f} |"
    if results.save is not None:
        yield f"| a save under `serve`, seconds until the page shows it | {results.save:.2f} | | 0.5 at 10,000 |"


def list_stages(builds: Sequence[Build]) -> Iterator[str]:
    """Yield the table of our stages, in seconds."""
    names = list(dict.fromkeys(name for build in builds for name in build.stages))
    yield f"| seconds by stage | {' | '.join(names)} |"
    yield f"| --- |{' ---: |' * len(names)}"
    for build in builds:
        seconds = (f"{build.stages[name]:.2f}" if name in build.stages else "–" for name in names)
        yield f"| {build.name} | {' | '.join(seconds)} |"


def add_up(runs: Sequence[Run], names: str) -> Cost | None:
    """Return what the runs took whose names begin with these, joined by +, one after the other; None where one is missing."""
    wanted = names.split("+")
    found = [run.cost for name in wanted for run in runs if run.name.startswith(name)]
    if len(found) < len(wanted):
        return None
    return Cost(sum(one.seconds for one in found), sum(one.cpu for one in found), max(one.memory for one in found), "")
