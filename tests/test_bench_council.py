"""The maker of councils to measure with: the same numbers give the same bytes, and what is asked for is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bench.against.changes import TEMPLATE, change_term, edit_meeting, lay_template, rename_person, touch_template
from bench.make_council import BODIES, Shape, list_places, make_council
from minutebook.pipeline import Options, check_only
from tests.support.sites import TODAY, keep_quiet

VARIED = Shape(
    people=200,
    terms=300,
    items=5,
    decisions=1.4,
    actions=0.5,
    recommendations=1.3,
    languages=("cy", "en"),
    translated_every=3,
    years=0.02,
)


def digest(root: Path) -> str:
    whole = sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()


def list_minutes(root: Path) -> list[Path]:
    return sorted((root / "content").glob("*/????-??-??*.md"))


def count(pattern: str, paths: list[Path]) -> int:
    return sum(len(re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)) for path in paths)


def test_what_was_measured_of_old_can_be_made_again(tmp_path: Path) -> None:
    """If this fails, figures in bench/README.md are no longer of these minutes."""
    make_council(tmp_path / "made", 40, seed=7)
    assert digest(tmp_path / "made") == "9f89550315068a4a7fed9b67ac81a3dc8e095165a607a840ad3e6148a683205d"


@pytest.mark.parametrize("shape", [Shape(), VARIED], ids=["usual", "varied"])
def test_same_numbers_give_the_same_bytes(tmp_path: Path, shape: Shape) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        make_council(tmp_path / name, 12, seed, shape)
    one, again, other = (digest(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one != other


@pytest.mark.parametrize("shape", [Shape(), VARIED], ids=["usual", "varied"])
def test_made_council_has_no_error(tmp_path: Path, shape: Shape) -> None:
    make_council(tmp_path / "root", 20, shape=shape)
    found = check_only(Options(root=tmp_path / "root", site=tmp_path / "site", today=TODAY), keep_quiet)
    assert found.parity is not None
    assert [str(fault) for fault in found.report.errors] == []


def test_council_has_what_was_asked_for(tmp_path: Path) -> None:
    root = tmp_path / "root"
    make_council(root, 90, shape=VARIED)
    first = [path for path in list_minutes(root) if "." not in path.stem]
    further = [path for path in list_minutes(root) if "." in path.stem]
    assert len(first) == 90
    assert {path.suffixes[0] for path in further} == {".en"}
    assert len(further) == 30
    assert "languages: [cy, en]" in (root / "content/site.yml").read_text(encoding="utf-8")
    assert count(r"^[a-z-]+:$", [root / "content/people.yml"]) == 200
    assert count(r"^[A-Z]+:$", [root / "glossary.yml"]) == 300
    items = count(r"^## \d", first)
    assert 4 < items / len(first) < 6
    assert 1.2 < count(r"^PENDERFYNWYD: ", first) / items < 1.6
    assert 0.4 < count(r"^CAM GWEITHREDU: ", first) / items < 0.6
    assert 1.1 < count(r"^ARGYMHELLWYD: ", first) / items < 1.5
    assert not count(r"^RESOLVED: ", first)
    assert count(r"^RESOLVED: ", further)


def test_minutes_are_of_realistic_length(tmp_path: Path) -> None:
    make_council(tmp_path / "root", 60)
    sizes = [path.stat().st_size for path in list_minutes(tmp_path / "root")]
    assert 9_000 < sum(sizes) / len(sizes) < 13_000
    assert min(sizes) < 6_000
    assert max(sizes) > 15_000


@pytest.mark.parametrize(("meetings", "years"), [(2000, 30), (2000, 1), (200, 0.01), (1, 5), (5, None)])
def test_meetings_are_spread_over_the_years(meetings: int, years: float | None) -> None:
    places = list(list_places(meetings, years))
    assert len(set(places)) == meetings
    assert {body for body, _ in places} == set(BODIES[:meetings])
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(-([2-9]|[1-9]\d+))?", name) for _, name in places)
    if years and meetings > len(BODIES):
        days = sorted(name[:10] for _, name in places)
        assert int(days[-1][:4]) - int(days[0][:4]) in (int(years), int(years) + 1)


def test_there_may_be_neither_terms_nor_people_nor_records(tmp_path: Path) -> None:
    shape = Shape(people=1, terms=0, decisions=0, actions=0, languages=("en",))
    make_council(tmp_path / "root", 12, shape=shape)
    assert not [path for path in list_minutes(tmp_path / "root") if "." in path.stem]
    assert not count(r"^[A-Z]+: ", list_minutes(tmp_path / "root"))
    assert (tmp_path / "root/glossary.yml").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("change", "files"),
    [
        (edit_meeting, ["content/licensing/2026-11-09.md"]),
        (change_term, ["glossary.yml"]),
        (touch_template, [f"templates/{TEMPLATE}"]),
        (rename_person, ["content/people.yml"]),
    ],
)
def test_edits_are_real(tmp_path: Path, change: Callable[[Path, int], str], files: list[str]) -> None:
    """Each changes one file, each time anew, and the council stays without error."""
    root = tmp_path / "root"
    make_council(root, 12)
    lay_template(root)
    seen = [read_all(root)]
    for number in range(3):
        said = change(root, number)
        assert len(said) > 20
        seen.append(read_all(root))
        assert [name for name in seen[-1] if seen[-1][name] != seen[-2][name]] == files
    assert len({one[files[0]] for one in seen}) == 4
    found = check_only(Options(root=root, site=tmp_path / "site", today=TODAY), keep_quiet)
    assert [str(fault) for fault in found.report.errors] == []


def read_all(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
