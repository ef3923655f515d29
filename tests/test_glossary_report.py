"""`build.py glossary`: what the glossary lacks and what it has too much, in words for a clerk and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from minutebook.cli import main
from tests.support.sites import write_files

COUNCIL = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council}\nplanning: {name: Planning}\n",
    "content/people.yml": "hefin-trust: {name: Hefin Board}\n",
    "glossary.yml": """\
LDP: Local Development Plan
NRW: {en: Natural Resources Wales, cy: Cyfoeth Naturiol Cymru, cy_term: CNC}
OLD: Office of Local Design
IT: {en: information technology, expand: never}
ignore: [UK]
""",
    "content/council/2024-01-10.md": """\
---
present: Cllr Jane Rees (JR), Cllr Ann Coastal Plan (CP)
---

## 1. Flooding

The Local Flood Forum (LFF) reported with Jane Rees (JR). LFF and HFX agreed, and so did Hefin Board (HB) of the UK.

## 2. The Regional Water Board (RWB)

HFX wrote; Natural Resources Wales did not. The Coastal Plan (CP) is Ann's.
""",
    "content/council/2024-01-10.cy.md": """\
## 1. Llifogydd

Adroddodd aelod o Fforwm Llifogydd Lleol (FfLlL).

## 2. Y Bwrdd Dŵr Rhanbarthol (BDRh)

Ysgrifennodd HFX.
""",
    "content/planning/2024-03-10.md": """\
## 1. Sites

The LDP (Land Drainage Panel) met; the Local Development Plan waits. LFF sent a note on the Land For Farming (LFF) fund; HFX's too.
""",
}
"""Council minutes and a glossary with one finding of each kind."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "root", COUNCIL)


def run(*words: str | Path) -> int:
    try:
        return main([str(word) for word in words])
    except SystemExit as stopped:  # argparse
        return int(stopped.code or 0)


def read_report(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run("glossary", "--root", root) == 0
    return capsys.readouterr().out


def part(report: str, title: str) -> list[str]:
    """The lines of one part of the report, without its title."""
    (found,) = [lines for text in report.split("\n\n") if title in (lines := text.splitlines())[0]]
    return found[1:]


def test_unexplained_letters_with_counts_places_and_days(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = part(read_report(root, capsys), "nobody explains")
    assert lines[0] == (
        "HFX: 4 times in 2 meetings, 2024-01-10 to 2024-03-10; content/council/2024-01-10.md:7:67, "
        "content/council/2024-01-10.md:11:1, content/council/2024-01-10.cy.md:7:14 …"
    )
    assert not any(line.startswith(("UK", "JR", "NRW")) for line in lines)


def test_words_in_capitals_are_asked_about_neither_here_nor_in_a_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "## 1. Roads\n\nThe ROAD to the HFZ was shut. The road is open.\n"
    write_files(root, {"content/planning/2024-04-10.md": words})
    named = {line.partition(":")[0] for line in part(read_report(root, capsys), "nobody explains")}
    assert "HFZ" in named
    assert "ROAD" not in named
    assert run("check", "--root", root) == 0
    assert "ROAD" not in capsys.readouterr().out


def test_lines_to_add_are_yaml_with_their_places(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = part(read_report(root, capsys), "Lines to add")
    assert yaml.safe_load("\n".join(lines)) == {
        "LFF": [
            {"en": "Local Flood Forum", "cy": "Fforwm Llifogydd Lleol", "cy_term": "FfLlL", "bodies": ["council"]},
            {"en": "Land For Farming", "bodies": ["planning"]},
        ],
        "RWB": {"en": "Regional Water Board", "cy": "Bwrdd Dŵr Rhanbarthol", "cy_term": "BDRh"},
    }
    assert "# Local Flood Forum: once; content/council/2024-01-10.md:7:24" in lines
    assert any(line.startswith("# Several meanings: see that the bodies are right") for line in lines)


def test_another_meaning_of_known_letters_is_shown_and_not_pasted(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = part(read_report(root, capsys), "Lines to add")
    assert "# Land Drainage Panel: once; content/planning/2024-03-10.md:3:5" in lines
    assert "#   LDP: Land Drainage Panel" in lines
    assert "LDP: Land Drainage Panel" not in lines


def test_nobody_s_initials_are_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = read_report(root, capsys)
    for name in ("Jane Rees", "Hefin Board", "Coastal Plan"):
        assert name not in report


def test_unused_terms_with_their_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert part(read_report(root, capsys), "no minutes use") == [
        "glossary.yml:1: LDP (Local Development Plan)",
        "glossary.yml:2: NRW (Natural Resources Wales)",
        "glossary.yml:3: OLD (Office of Local Design)",
        "glossary.yml:4: IT (information technology)",
    ]


def test_words_written_out_are_a_hint(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = part(read_report(root, capsys), "written in full")
    assert lines == [
        "Local Development Plan (LDP): once; first at content/planning/2024-03-10.md:3:40",
        "Natural Resources Wales (NRW): once; first at content/council/2024-01-10.md:11:12",
    ]


@pytest.mark.parametrize(
    ("glossary", "expected"),
    [
        ("A1B:\n  - en: One Board\n  - {en: Two Board, id: two}\n", ["in every body"]),
        (
            "A1B:\n  - {en: One Board, bodies: [council]}\n  - {en: Two Board, bodies: [planning, council]}\n",
            ["in council"],
        ),
        ("A1B:\n  - {en: One Board, bodies: [council]}\n  - {en: Two Board, bodies: [planning]}\n", []),
        ("A1B:\n  - {en: One Board, bodies: [council]}\n  - en: Two Board\n", []),
        ("A1B:\n  - {en: One Board, until: 2019}\n  - {en: Two Board, since: 2020}\n", []),
        ("A1B:\n  - {en: One Board, until: 2020}\n  - {en: Two Board, since: 2020}\n", ["in every body"]),
        ("A1B:\n  - {en: One Board, expand: never}\n  - {en: Two Board, expand: never}\n", []),
        ("A1B:\n  - {en: One Board, expand: never}\n  - en: Two Board\n", ["in every body"]),
        ("A1B: One Board\nC1D: {en: Two Board, also: [A1B]}\n", ["in every body"]),
        ("A1B: {en: One Board, cy: Un, cy_term: XY}\nC1D: {en: Two Board, cy: Dau, cy_term: XY}\n", ["XY means"]),
    ],
)
def test_meanings_that_conflict(
    root: Path, glossary: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(root, {"glossary.yml": glossary})
    lines = part(read_report(root, capsys), "conflict")
    if not expected:
        assert lines == ["None: wherever letters have several meanings, body and date say which is meant."]
        return
    (line,) = lines
    assert line.startswith("glossary.yml:")
    assert expected[0] in line
    assert "One Board" in line
    assert "Two Board" in line


def test_an_empty_part_says_so_in_one_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (root / "content").glob("*/2024*.md"):
        path.unlink()
    write_files(root, {"content/council/2024-01-10.md": "## 1. Apologies\n\nNone.\n", "glossary.yml": ""})
    parts = read_report(root, capsys).split("\n\n")
    assert len(parts) == 5
    for text in parts:
        title, said = text.strip().splitlines()
        assert title.startswith("# ")
        assert said.startswith("None")


def test_the_report_as_data(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("glossary", "--root", root, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"unexplained", "proposals", "unused", "conflicts", "written_out"}
    first = data["unexplained"][0]
    assert (first["letters"], first["count"], first["meetings"]) == ("HFX", 4, 2)
    assert (first["first"], first["last"], first["bodies"]) == ("2024-01-10", "2024-03-10", ["council", "planning"])
    assert first["places"][0] == {"path": "content/council/2024-01-10.md", "line": 7, "column": 67}
    proposals = {one["letters"]: one for one in data["proposals"]}
    assert set(proposals) == {"LFF", "RWB", "LDP"}
    assert proposals["LDP"]["known"] == ["ldp"]
    assert [text["words"] for text in proposals["RWB"]["meanings"][0]] == [
        "Regional Water Board",
        "Bwrdd Dŵr Rhanbarthol",
    ]
    assert yaml.safe_load(proposals["RWB"]["entry"])["RWB"]["cy_term"] == "BDRh"
    assert [one["term"] for one in data["unused"]] == ["ldp", "nrw", "old", "it"]
    assert [one["letters"] for one in data["written_out"]] == ["LDP", "NRW"]


def test_what_is_proposed_is_a_glossary_that_explains(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = part(read_report(root, capsys), "Lines to add")
    path = root / "glossary.yml"
    path.write_text("\n".join([*lines, path.read_text(encoding="utf-8")]), encoding="utf-8")
    lines = part(read_report(root, capsys), "Lines to add")
    assert [line for line in lines if not line.startswith("#")] == []
    assert run("check", "--root", root) == 0
    said = capsys.readouterr().out
    assert "LFF" not in said
    assert "RWB" not in said


def test_check_gives_the_line_to_add(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, {"content/planning/2024-04-10.md": "## 1. Sites\n\nThe RWB wrote, and RWB will come.\n"})
    assert run("check", "--root", root) == 0
    said = capsys.readouterr().out
    (line,) = [line for line in said.splitlines() if '"RWB"' in line]
    assert line.startswith(
        'content/planning/2024-04-10.md:3:5: warning: Nobody explains "RWB" where it stands (2 times, first here)'
    )
    assert (
        "in content/council/2024-01-10.md:9:33. Add to glossary.yml: RWB: Regional Water Board [unexplained-acronym]"
        in line
    )
    assert any('Nobody explains "HFX"' in line and "its words in full" in line for line in said.splitlines())


def test_drafts_are_looked_through_if_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = "---\npublish: no\n---\n\n## 1. Sites\n\nThe Quarry Noise Panel (QNP) met.\n"
    write_files(root, {"content/planning/2024-04-10.md": hidden})
    assert "QNP" not in read_report(root, capsys)
    assert run("glossary", "--root", root, "--drafts", "--today", "2024-06-01") == 0
    assert "QNP: Quarry Noise Panel" in capsys.readouterr().out.splitlines()


def test_content_that_cannot_be_read_is_shown_as_by_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/bodies.yml").unlink()
    assert run("glossary", "--root", root) == 1
    said = capsys.readouterr()
    assert "bodies.yml" in said.out
    assert "error:" in said.out
    assert run("check", "--root", root) == 1
    assert capsys.readouterr().out == said.out


def test_an_error_elsewhere_is_counted_and_the_report_comes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, {"content/planning/2024-04-10.md": "---\ntime: 25:99\n---\n\n## 1. Sites\n"})
    assert run("glossary", "--root", root) == 0
    said = capsys.readouterr()
    assert "RWB:" in said.out
    assert "The content has 1 error, so some of it may be missing here: build.py check." in said.err


@pytest.mark.parametrize("words", [["--format", "github"], ["--strict"], ["--site", "x"]])
def test_a_wrong_command_line_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("glossary", *words) == 2
    assert "usage: build.py" in capsys.readouterr().err


def test_nothing_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    read_report(root, capsys)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_council_whose_first_language_is_welsh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "content/site.yml": "name: Cyngor\nlanguages: [cy, en]\n",
        "content/bodies.yml": "council: {name: Cyngor}\n",
        "content/council/2024-01-10.md": "## 1. Dŵr\n\nCyfarfu Bwrdd Dŵr Rhanbarthol (BDRh).\n",
        "content/council/2024-01-10.en.md": "## 1. Water\n\nThe Regional Water Board (RWB) met.\n",
        "content/council/2024-02-10.md": "## 1. Dŵr\n\nAelodau o Fwrdd Afonydd Lleol (BAL).\n",
    }
    lines = part(read_report(write_files(tmp_path / "root", files), capsys), "Lines to add")
    assert yaml.safe_load("\n".join(lines)) == {
        "RWB": {"cy": "Bwrdd Dŵr Rhanbarthol", "en": "Regional Water Board", "cy_term": "BDRh"},
        "BAL": "Bwrdd Afonydd Lleol",
    }
