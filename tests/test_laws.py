"""The laws of ARCHITECTURE.md, on the sample council: faithful, same, linked, alone, closed. (Whole: test_output; accessible: test_browser.)"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.plaintext import extract_text
from tests.support.sites import Page, build_site, find_broken_links, read_pages, write_files

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("sample") / "site"
    build_site(ROOT, site)
    return site


@pytest.fixture(scope="module")
def pages(sample: Path) -> dict[str, Page]:
    return read_pages(sample)


def list_minutes(root: Path) -> list[Path]:
    return sorted(path for path in (root / "content").glob("*/????-??-??*.md"))


def split_prose(text: str) -> str:
    found = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    return text[found.end() :] if found else text


def collapse(text: str) -> str:
    return "".join(text.split())


def check_faithful(root: Path, pages: dict[str, Page], first: str = "en") -> int:
    """Law 1: the record's text without insertions is the source's. Return how many pages were compared."""
    compared = 0
    for path in list_minutes(root):
        stem, _, lang = path.name.removesuffix(".md").partition(".")
        prefix = "" if lang in ("", first) else f"{lang}/"
        name = f"{prefix}{path.parent.name}/{stem}/index.html"
        if name not in pages:
            continue  # publish: no
        source = path.read_bytes().decode("utf-8-sig")
        if not split_prose(source).strip():
            continue
        assert pages[name].articles == 1, name
        assert collapse(pages[name].article) == collapse(extract_text(split_prose(source))), name
        compared += 1
    return compared


def test_faithful(pages: dict[str, Page]) -> None:
    assert check_faithful(ROOT, pages) > 20


def test_same_under_any_seed_locale_and_jobs(tmp_path: Path, sample: Path) -> None:
    site = tmp_path / "site"
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    words = "build --root . --jobs 2 --today 2026-11-21 --base-url https://example.org/council/ --site".split()
    subprocess.run([sys.executable, "build.py", *words, str(site)], check=True, cwd=ROOT, env=environment, capture_output=True)
    assert read_bytes(site) == read_bytes(sample)


def test_second_build_changes_nothing(tmp_path: Path, sample: Path) -> None:
    site = tmp_path / "site"
    build_site(ROOT, site)
    summary = build_site(ROOT, site)
    assert summary.reused == summary.files
    assert read_bytes(site) == read_bytes(sample)


def read_bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_linked(sample: Path) -> None:
    assert find_broken_links(sample) == []


def test_ids_are_unique_and_markup_is_closed(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        assert not page.unclosed, name


def test_alone(pages: dict[str, Page]) -> None:
    asked = {"img.src", "script.src", "link.href", "iframe.src", "form.action", "source.src", "object.data"}
    for name, page in pages.items():
        for where, address in page.links:
            if where in asked and not address.startswith("https://example.org/council/"):
                assert not re.match(r"[a-z+]+:|//", address) or address.startswith("data:"), f"{name}: {where} {address}"


def test_no_style_attribute_and_no_inline_script(sample: Path) -> None:
    for path in sample.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<[^>]+\sstyle=", html), path
        assert not re.search(r"<[^>]+\son[a-z]+=", html), path
        assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html), path
        assert "default-src 'none'" in html, path


SECRET = "Zanzibarquux"


def test_closed(tmp_path: Path) -> None:
    hidden = f"---\npublish: no\n---\n\n# {SECRET}1\n\n## 5. {SECRET}2\n\nRESOLVED: {SECRET}3. Action: {SECRET}4 by May.\n"
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
    for path, data in read_bytes(site).items():
        assert SECRET.encode() not in data, path
        assert "secret" not in path
    build_site(root, tmp_path / "drafts", drafts=True)
    shown = b"".join(read_bytes(tmp_path / "drafts").values())
    for number in (1, 2, 3, 4, 6, 7, 14, 15, 16):
        assert f"{SECRET}{number}".encode() in shown, number
    for number in (5, 8, 9, 10, 11, 12, 13, 17):
        assert not re.search(rf"{SECRET}{number}\b".encode(), shown), number
