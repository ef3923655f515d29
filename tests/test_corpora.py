"""Real minutes that nobody on this project wrote: 1,703 files of one source, a page of ModernGov. They are read from `shared`, never kept here."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.laws import find_changes, find_lost_records, find_strangers, find_unfaithful
from tests.support.moderngov import convert
from tests.support.sites import build_site, find_broken_links, read_pages, try_build, write_files

ROOT = Path(__file__).parent.parent
EVERY = 6
"""Of the wrapped minutes every sixth is built here, by name; all of them in bench/ (python -m bench.check_laws)."""


@pytest.fixture(scope="module")
def wrapped(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minutes in front matter, as bench/ wraps them."""
    root = tmp_path_factory.mktemp("wrapped") / "root"
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench/wrap_minutes.py"), str(shared / "corpora/spdx-minutes"), str(root)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split()[0] == "1703"
    minutes = sorted((root / "content").glob("*/*.md"))
    assert len(minutes) == 1703
    for number, path in enumerate(minutes):
        if number % EVERY:
            path.unlink()
    return root


@pytest.fixture(scope="module")
def site(wrapped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("wrapped") / "site"
    build_site(wrapped, site, jobs=2)
    return site


def test_real_minutes_are_faithful(wrapped: Path, site: Path) -> None:
    assert find_unfaithful(wrapped, site, languages=("en",), at_least=270) == []


def test_real_minutes_are_linked_and_alone(site: Path) -> None:
    pages = read_pages(site)
    assert find_broken_links(site) == []
    assert find_lost_records(pages) == []
    assert find_strangers(site, pages) == []
    assert any(page.entries for name, page in pages.items() if name.startswith("actions/2")), (
        "some of them have actions"
    )


def test_real_minutes_are_the_same_again(wrapped: Path, site: Path, tmp_path: Path) -> None:
    build_site(wrapped, tmp_path / "site", jobs=1)
    assert find_changes(site, tmp_path / "site") == []


def test_an_error_in_real_minutes_leaves_the_old_site(wrapped: Path, tmp_path: Path) -> None:
    some = {
        path.relative_to(wrapped).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(wrapped.rglob("*.yml"))
    }
    bodies = [path.name for path in sorted((wrapped / "content").iterdir()) if path.is_dir()]
    for path in sorted((wrapped / "content" / bodies[0]).glob("*.md"))[:3]:
        some[path.relative_to(wrapped).as_posix()] = path.read_text(encoding="utf-8")
    root = write_files(tmp_path / "root", some)
    site = tmp_path / "site"
    build_site(root, site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    write_files(root, {f"content/{bodies[0]}/2030-01-01.md": "---\ntime: 25:99\n---\n"})
    summary = try_build(root, site)
    assert not summary.written
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_page_of_moderngov_has_its_three_decisions_once_each(shared: Path, tmp_path: Path) -> None:
    minutes = convert((shared / "corpora/moderngov/Agenda_151.html").read_text(encoding="utf-8"))
    assert len(re.findall(r"^## \d+\. ", minutes, re.MULTILINE)) == 12
    assert minutes.count("**RESOLVED**") == 5, "two decisions are printed twice, one of them cut off"
    root = write_files(
        tmp_path / "root",
        {
            "content/site.yml": "name: A council\n",
            "content/bodies.yml": "committee: {name: Neighbourhood committee}\n",
            "content/committee/2026-01-15.md": f"---\ntime: 7.30pm\n---\n\n{minutes}",
        },
    )
    site = tmp_path / "site"
    build_site(root, site)
    assert find_unfaithful(root, site, languages=("en",)) == []
    register = read_pages(site)["decisions/2026/index.html"]
    places = Counter(
        found[1]
        for links in register.entries.values()
        for address in links
        if (found := re.search(r"committee/2026-01-15/#(item-\d+)-decision-\d+$", address))
    )
    assert len(register.entries) == 3
    assert places == {"item-59": 1, "item-60": 1, "item-63": 1}
