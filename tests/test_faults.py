"""Every fault a clerk can make gets its message: one file a case in tests/cases/faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from minutebook.diagnostics import RULES
from minutebook.pipeline import Options, read_content

CASES = Path(__file__).parent / "cases" / "faults"

DEFAULTS = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council, kind: council}\ncabinet: {name: Cabinet, kind: executive}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees}\ndai-ellis: {name: Dai Ellis}\nb-price: {name: Bethan Price}\n",
    "content/offices.yml": "leader: {title: Leader}\n",
    "content/council/2024-01-10.md": "---\ntime: 6pm\n---\n\n## 1. Apologies\n\nThere were none.\n",
}
"""Files that a case has unless it brings its own."""


def read_case(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return the files of a case and the diagnostics it expects."""
    files: dict[str, str] = {}
    name = ""
    for line in path.read_bytes().decode("utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            name = line.removeprefix("=== ").strip()
            files[name] = ""
        elif name:
            files[name] += line
    expected = [line for line in files.pop("expect").splitlines() if line.strip()]
    return files, expected


def matches(found: str, expected: str) -> bool:
    start, dots, end = expected.partition("…")
    if not dots:
        return found == expected
    return found.startswith(start) and found.endswith(end) and len(found) >= len(start) + len(end)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_fault(path: Path, tmp_path: Path) -> None:
    files, expected = read_case(path)
    assert expected, "a case expects something"
    for name, text in {**DEFAULTS, **files}.items():
        if text.strip() == "(absent)":
            continue
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    options = Options(root=tmp_path, site=tmp_path / "site", today=date(2024, 6, 1))
    found = [str(diagnostic) for diagnostic in read_content(options, lambda stage, seconds: None).report.diagnostics]
    listing = "\n".join(found)
    assert len(found) == len(expected), listing
    for line, wanted in zip(found, expected, strict=True):
        assert matches(line, wanted), f"{line}\nis not\n{wanted}\nof\n{listing}"


def test_every_rule_has_a_case() -> None:
    shown = {line.rpartition("[")[2].rstrip("]") for path in CASES.glob("*.md") for line in read_case(path)[1]}
    assert set(RULES) - shown - TESTED_ELSEWHERE == set()


TESTED_ELSEWHERE = {
    "link-leaves-content",  # a symbolic link: test_sources.py
    "file-too-large",  # 50 MB: test_sources.py
    "document-large",  # 26 MB: test_sources.py
    "document-name",  # names that some systems cannot hold: test_sources.py
    "file-unreadable",  # permissions: test_sources.py
    "parity-older",  # commits on different days: test_parity.py
}
"""Rules about files that no text can hold."""
