"""The laws of ARCHITECTURE.md, on the sample council: faithful, same, linked, alone, closed.

Whole is in test_output.py, accessible in test_accessibility.py, and all of them on councils made up by chance in test_laws_generated.py.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from tests.support.councils import SECRET
from tests.support.laws import find_changes, find_leaks, find_lost_records, find_strangers, find_unfaithful, read_bytes
from tests.support.sites import TODAY, Page, build_site, find_broken_links, read_pages, write_files

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pages(sample_pages: dict[str, Page]) -> dict[str, Page]:
    return sample_pages


def test_faithful(sample_site: Path) -> None:
    published = len(list((ROOT / "content").glob("*/????-??-??*.md")))
    assert find_unfaithful(ROOT, sample_site, at_least=published * 3 // 4) == []


def test_a_changed_word_is_noticed(sample_site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(sample_site, tmp_path / "site")
    page = copy / "council/2024-12-10/index.html"
    html = page.read_text(encoding="utf-8")
    start = html.index("<article")
    page.write_text(html[:start] + html[start:].replace(" not ", " ", 1), encoding="utf-8")
    assert [one.partition(":")[0] for one in find_unfaithful(ROOT, copy)] == ["council/2024-12-10/index.html"]


def test_same_under_any_seed_locale_and_jobs(tmp_path: Path, sample_site: Path) -> None:
    site = tmp_path / "site"
    surroundings = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    words = f"build --root . --jobs 2 --today {TODAY} --base-url https://example.org/council/ --site".split()
    done = subprocess.run(
        [sys.executable, "build.py", *words, str(site)], check=False, cwd=ROOT, env=surroundings, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list_index(site) == list_index(sample_site), "the index is part of what is compared"
    assert find_changes(site, sample_site) == []


def test_same_where_processes_cannot_be_copied(tmp_path: Path, sample_site: Path) -> None:
    """Beside another thread, as on other systems, the content is sent to the processes instead."""
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    other.start()
    try:
        build_site(ROOT, tmp_path / "site", jobs=2)
    finally:
        leave.set()
        other.join()
    assert find_changes(tmp_path / "site", sample_site) == []


def test_same_from_another_folder(tmp_path: Path, sample_site: Path) -> None:
    """Where the files lie, in which order they were written and when, is no input. The history is, so it is copied too."""
    root = tmp_path / "elsewhere"
    root.mkdir()
    for name in ("glossary.yml", "content", "templates", ".git"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, copy_function=shutil.copy)
        elif source.is_file():
            shutil.copy(source, root / name)
    site = tmp_path / "site"
    build_site(root, site)
    assert find_changes(site, sample_site) == []


def list_index(site: Path) -> list[str]:
    """Return the files of the index, which lie beside the page of the search. Fails where a language has none."""
    found = sorted(
        path.relative_to(site).as_posix() for path in (site / "search").rglob("*.*") if path.suffix != ".html"
    )
    for lang in ("en", "cy"):
        assert f"search/{lang}/about.json" in found
        assert sum(name.startswith(f"search/{lang}/") for name in found) > 5, lang
    return found


def test_second_build_changes_nothing(tmp_path: Path, sample_site: Path) -> None:
    site = shutil.copytree(sample_site, tmp_path / "site")
    summary = build_site(ROOT, site)
    assert summary.reused == summary.files
    assert find_changes(site, sample_site) == []


def test_linked(sample_site: Path, pages: dict[str, Page]) -> None:
    assert find_broken_links(sample_site, pages=pages) == []


def test_every_record_leads_to_its_place_and_back(pages: dict[str, Page]) -> None:
    for section in ("decisions", "actions", "recommendations"):
        for prefix in ("", "cy/"):
            listed = [
                entry
                for name, page in pages.items()
                if name.startswith(f"{prefix}{section}/")
                for entry in page.entries
            ]
            assert listed, f"nothing is listed below {prefix}{section}/"
    assert find_lost_records(pages) == []


def test_every_decision_and_action_of_the_minutes_is_in_its_register(sample_site: Path, pages: dict[str, Page]) -> None:
    """The other way round: what the page of a meeting marks as a record is listed by its year's register."""
    marked = re.compile(
        r'<(?:p|li|div)(?=[^>]* class="[^"]*\bmb-(decision|action|recommendation)\b)(?=[^>]* id="([^"]+)")'
    )
    compared = 0
    for name in pages:
        found = re.fullmatch(r"([a-z0-9-]+)/((\d{4})-\d{2}-\d{2}(?:-\d+)?)/index\.html", name)
        if not found:
            continue
        body, day, year = found.groups()
        for kind, anchor in marked.findall((sample_site / name).read_text(encoding="utf-8")):
            register = pages[f"{kind}s/{year}/index.html"]
            assert any(f"{body}/{day}/#{anchor}" in link for links in register.entries.values() for link in links), (
                f"{name}#{anchor}"
            )
            compared += 1
    assert compared > 50


def test_pages_link_to_their_other_languages(pages: dict[str, Page]) -> None:
    english = {name for name in pages if not name.startswith("cy/")} - {"404.html"}
    welsh = {name.removeprefix("cy/") for name in pages if name.startswith("cy/")} - {"404.html"}
    assert english == welsh


def test_ids_are_unique_and_markup_is_closed(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), (
            f"{name}: {sorted(one for one in page.ids if page.ids.count(one) > 1)}"
        )
        assert not page.unclosed, name


def test_alone(sample_site: Path, pages: dict[str, Page]) -> None:
    assert find_strangers(sample_site, pages) == []


def test_every_page_says_that_the_council_is_made_up(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert ("made up" in page.text) if page.lang == "en" else ("dychmygol" in page.text), name


def test_no_page_shows_the_day_of_the_build(tmp_path: Path) -> None:
    """Pages hold what follows from today, never today itself."""
    root = shutil.copytree(ROOT / "tests/cases/council", tmp_path / "root")
    build_site(root, root / "site", today=date(2031, 7, 19))
    for name, page in read_pages(root / "site").items():
        assert "2031" not in page.text, name
    later = shutil.copytree(root / "site", tmp_path / "later")
    build_site(root, later, today=date(2031, 7, 20))
    assert find_changes(root / "site", later) == []


def test_closed(tmp_path: Path) -> None:
    hidden = (
        f"---\npublish: no\n---\n\n# {SECRET}1\n\n## 5. {SECRET}2\n\nRESOLVED: {SECRET}3. Action: {SECRET}4 by May.\n"
    )
    root = write_files(
        tmp_path / "root",
        {
            "content/site.yml": f"name: Test  # {SECRET}5\nlanguages: [en, cy]\n",
            "content/bodies.yml": "council: {name: Council}\n",
            "content/people.yml": "jane-rees: {name: Jane Rees}\n",
            "content/council/2024-01-10.md": hidden,
            "content/council/2024-01-10.cy.md": f"## 5. {SECRET}6\n\nDim.\n",
            "content/council/2024-01-10/secret.txt": f"{SECRET}7",
            "content/council/2024-02-10.md": (
                f"## 1. Apologies\n\nNone. <!-- {SECRET}8 -->\n\n<!--\n{SECRET}9\n-->\n\nSee [[council/2024-01-10]].\n"
            ),
            "content/council/_notes.md": f"{SECRET}10",
            "content/council/.hidden.md": f"{SECRET}11",
            "content/council/2024-02-10/notes.html": f"{SECRET}12",
            "content/council/README.md": f"{SECRET}13",
            "content/pages/plan.md": f"---\ntitle: Plan\npublish: no\n---\n\n{SECRET}14\n",
            "content/plans/p.yml": f"title: {SECRET}15\nbody: council\npublish: no\nactions: [{{id: a, title: {SECRET}16}}]\n",
            "notes.md": f"{SECRET}17",
        },
    )
    site = tmp_path / "site"
    build_site(root, site)
    assert find_leaks(site, SECRET) == []
    assert find_leaks(site, "secret") == []
    build_site(root, tmp_path / "drafts", drafts=True)
    assert find_leaks(tmp_path / "drafts/search", SECRET), "the index would tell it, too"
    shown = b"".join(read_bytes(tmp_path / "drafts").values())
    for number in (2, 3, 4, 6, 7, 14, 15, 16):
        assert f"{SECRET}{number}".encode() in shown, number
    for number in (5, 8, 9, 10, 11, 12, 13, 17):
        assert not re.search(rf"{SECRET}{number}\b".encode(), shown), number
    build_site(root, tmp_path / "drafts")
    assert find_leaks(tmp_path / "drafts", SECRET) == [], "what --drafts showed is gone again"


OPEN = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council}\nforum: {name: Forum}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees, memberships: [{body: council}]}\nivor-pugh: {name: Ivor Pugh}\n",
    "glossary.yml": "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru}\nSPA: {en: single point of access}\n",
    "content/council/2024-02-10.md": (
        "---\nplace: Hall\n---\n\n## 1. Lamps\n\nCIW likes lamps. ¶\n\nRESOLVED: to buy lamps.\n\n¶\n\n- a lamp ¶\n- no lamp\n\n"
        "ACTION: Jane Rees to buy lamps by May 2024. {#lamps}\n\n## 2. Rest\n\nNone.\n"
    ),
    "content/council/2024-02-10.cy.md": "## 1. Lampau\n\nMae AGC yn hoffi lampau. ¶\n\n## 2. Y gweddill\n\nDim. ¶\n",
    "content/forum/2024-04-10.md": "## 1. Doors\n\nThe single point of access opens. ¶\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nWords. ¶\n",
}
"""What anyone may read. `¶` is where a comment can be."""
CLOSED = {
    "content/council/2024-01-10.md": (
        f"---\npublish: no\nplace: {SECRET}\npresent: Jane Rees, Ivor Pugh, {SECRET} Jones\n---\n\n## 1. Lamps {SECRET}\n\n"
        f"CIW and the SPA saw lamps. {SECRET}\n\nRESOLVED: to hide {SECRET}.\n\nACTION: Ivor Pugh to hide lamps by May 2024.\n\n"
        "UPDATE (lamps; green): All are bought.\n"
    ),
    "content/council/2024-01-10.cy.md": f"## 1. Lampau {SECRET}\n\nGwelodd AGC lampau.\n",
    "content/council/2024-01-10/report.txt": SECRET,
    "content/council/2024-03-10.md": "---\npublish: no\n---\n\n## 1. Doors\n\nThe single point of access and CIW.\n",
    "content/forum/2023-04-10.md": "---\npublish: no\n---\n\n## 1. Lamps\n\nRECOMMENDED: That the Council buy lamps.\n",
    "content/pages/plan.md": f"---\ntitle: {SECRET}\npublish: no\n---\n\nLamps and CIW.\n",
    "content/plans/lamps.yml": f"title: {SECRET}\nbody: council\npublish: no\nactions: [{{id: a, title: Lamps, owner: ivor-pugh}}]\n",
    "content/council/README.md": f"Lamps {SECRET}",
    "content/council/_notes.md": f"Lamps {SECRET}",
    "notes.md": f"Lamps {SECRET}",
}
"""What nobody may read. Beside the secret it says words that others say too, so that a number or a place could tell of it."""


def test_what_is_closed_changes_no_file(tmp_path: Path) -> None:
    """Law 7 as it holds for an index, where a word need not stand as it was written: with it and without it, each byte is the same."""
    open_, closed = (
        {name: text.replace("¶", words) for name, text in OPEN.items()} for words in ("", f"<!-- lamps {SECRET} -->")
    )
    build_site(write_files(tmp_path / "open", open_), tmp_path / "site")
    root = write_files(tmp_path / "closed", closed | CLOSED)
    build_site(root, tmp_path / "other")
    assert list_index(tmp_path / "site")
    assert find_changes(tmp_path / "site", tmp_path / "other") == []
    build_site(root, tmp_path / "other", drafts=True)
    changed = find_changes(tmp_path / "site", tmp_path / "other")
    assert {name.split("/")[1] for name in changed if name.startswith("search/")} >= {"en", "cy"}
