"""Which files of a council's folder count, and as what."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from minutebook.sources import Source, discover
from tests.support.sites import write_files


def find(root: Path, files: dict[str, str]) -> tuple[dict[str, Source], list[str]]:
    found = discover(write_files(root, files))
    return {source.path: source for source in found.sources}, [str(fault) for fault in found.faults]


def test_every_kind_of_file(tmp_path: Path) -> None:
    names = {
        "glossary.yml": ("glossary", "", None, 1, ""),
        "content/site.yml": ("site", "", None, 1, ""),
        "content/bodies.yml": ("bodies", "", None, 1, ""),
        "content/people.yml": ("people", "", None, 1, ""),
        "content/offices.yml": ("offices", "", None, 1, ""),
        "content/plans/ciw-improvement.yml": ("plan", "ciw-improvement", None, 1, ""),
        "content/pages/about.md": ("page", "about", None, 1, ""),
        "content/pages/about.cy.md": ("page", "about", None, 1, "cy"),
        "content/cabinet/2023-04-18.md": ("minutes", "cabinet", date(2023, 4, 18), 1, ""),
        "content/cabinet/2023-04-18.cy.md": ("minutes", "cabinet", date(2023, 4, 18), 1, "cy"),
        "content/cabinet/2023-04-18-2.md": ("minutes", "cabinet", date(2023, 4, 18), 2, ""),
        "content/cabinet/2023-04-18/report.pdf": ("document", "cabinet/2023-04-18", None, 1, ""),
        "content/cabinet/2023-04-18-2/a b.pdf": ("document", "cabinet/2023-04-18-2", None, 1, ""),
    }
    sources, faults = find(tmp_path, dict.fromkeys(names, "x"))
    assert faults == []
    assert {
        path: (source.kind, source.owner, source.date, source.number, source.lang) for path, source in sources.items()
    } == names
    assert list(sources) == sorted(sources)


def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path) -> None:
    names = (
        *("content/.git/config", "content/_drafts/2024-01-10.md", "content/council/~$2024-01-10.md", "content/README.md"),
        *("content/council/README.md", "content/council/.2024-01-10.md.swp", "content/council/2024-01-10/_notes.pdf"),
        *("2024-01-10.md", "notes/2024-01-10.md", "site/index.html"),
    )
    assert find(tmp_path, dict.fromkeys(names, "x")) == ({}, [])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/council/2023-02-30.md", "bad-file-name"),
        ("content/council/2023-13-01.md", "bad-file-name"),
        ("content/council/2023-02-29.cy.md", "bad-file-name"),
        ("content/council/0000-01-01.md", "bad-file-name"),
        ("content/council/2023-02-28-1.md", "bad-file-name"),
        ("content/council/2023-02-28-02.md", "bad-file-name"),
        ("content/plans/CIW.yml", "bad-file-name"),
        ("content/plans/a b.yml", "bad-file-name"),
        ("content/pages/Über uns.md", "bad-file-name"),
        ("content/pages/-x-.md", "bad-file-name"),
        ("content/council/18 April.md", "stray-file"),
        ("content/council/2023-4-18.md", "stray-file"),
        ("content/council/2023-04-18.docx", "stray-file"),
        ("content/council/2023-04-18.MD", "stray-file"),
        ("content/notes.txt", "stray-file"),
        ("content/bodies.yaml", "stray-file"),
        ("content/council/minutes/2023-04-18.md", "stray-file"),
    ],
)
def test_a_name_that_is_none_is_reported(tmp_path: Path, path: str, code: str) -> None:
    sources, faults = find(tmp_path, {path: "x"})
    assert sources == {}
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}: ")
    assert faults[0].endswith(f"[{code}]")


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    sources, _ = find(tmp_path, {"content/site.yml": "abc"})
    assert sources["content/site.yml"].digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sources["content/site.yml"].size == 3


def test_order_does_not_depend_on_the_disk(tmp_path: Path) -> None:
    names = [f"content/council/20{year:02}-01-10.md" for year in range(30)]
    write_files(tmp_path / "one", dict.fromkeys(names, "x"))
    write_files(tmp_path / "two", dict.fromkeys(reversed(names), "x"))
    assert discover(tmp_path / "one") == discover(tmp_path / "two")


def test_nothing_at_all(tmp_path: Path) -> None:
    assert find(tmp_path, {}) == ({}, [])


def test_links_stay_inside_content(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "secret.txt": "x",
            "root/outside.md": "x",
            "root/content/council/2024-01-10.md": "x",
            "root/content/council/2024-01-10/report.pdf": "x",
        },
    )
    root = tmp_path / "root"
    council = root / "content/council"
    (council / "2024-01-10/again.pdf").symlink_to("report.pdf")
    (council / "2024-01-10/out.txt").symlink_to(tmp_path / "secret.txt")
    (council / "2024-02-10.md").symlink_to("../../outside.md")
    (root / "content/other").symlink_to(tmp_path)
    (council / "loop").symlink_to(council)
    (council / "2024-03-10.md").symlink_to("nowhere.md")
    found = discover(root)
    assert [source.path for source in found.sources] == [
        "content/council/2024-01-10.md",
        "content/council/2024-01-10/again.pdf",
        "content/council/2024-01-10/report.pdf",
    ]
    assert [(fault.location.path, fault.code) for fault in found.faults if fault.code == "link-leaves-content"] == [
        ("content/council/2024-01-10/out.txt", "link-leaves-content"),
        ("content/council/2024-02-10.md", "link-leaves-content"),
        ("content/other", "link-leaves-content"),
    ]


def test_a_fifo_is_no_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yml": "x"})
    os.mkfifo(tmp_path / "content/bodies.yml")
    assert [source.path for source in discover(tmp_path).sources] == ["content/site.yml"]


def sparse(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.truncate(size)


def test_sizes(tmp_path: Path) -> None:
    sparse(tmp_path / "content/council/2024-01-10.md", 5_000_001)
    sparse(tmp_path / "content/council/2024-01-11.md", 5_000_000)
    sparse(tmp_path / "glossary.yml", 6_000_000)
    sparse(tmp_path / "content/council/2024-01-10/small.pdf", 25_000_000)
    sparse(tmp_path / "content/council/2024-01-10/large.pdf", 25_000_001)
    sparse(tmp_path / "content/council/2024-01-10/huge.mp4", 100_000_001)
    found = discover(tmp_path)
    assert [(fault.location.path, fault.code, fault.severity) for fault in found.faults] == [
        ("glossary.yml", "file-too-large", "error"),
        ("content/council/2024-01-10/huge.mp4", "file-too-large", "error"),
        ("content/council/2024-01-10/large.pdf", "document-large", "warning"),
        ("content/council/2024-01-10.md", "file-too-large", "error"),
    ]
    assert {source.path.rpartition("/")[2] for source in found.sources} == {"2024-01-11.md", "small.pdf", "large.pdf"}
