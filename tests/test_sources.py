"""Which files of a council's folder count, and as what."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from minutebook.pipeline import Options, build
from minutebook.sources import Source, discover, find_glossary
from tests.support import small_council
from tests.support.sites import TODAY, write_files


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
        *(
            "content/.git/config",
            "content/_drafts/2024-01-10.md",
            "content/council/~$2024-01-10.md",
            "content/README.md",
        ),
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


def make_no_file(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name if kind == "circle" else "nowhere")


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle", "dangling"])
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("glossary.yml", "file-unreadable"),
        ("content/site.yml", "file-unreadable"),
        ("content/bodies.yml", "file-unreadable"),
        ("content/plans/roads.yml", "file-unreadable"),
        ("content/pages/about.md", "file-unreadable"),
        ("content/council/2024-01-10.md", "file-unreadable"),
        ("content/council/2024-01-10/report.pdf", "stray-file"),
        ("content/notes.txt", "stray-file"),
    ],
)
def test_what_is_no_file_is_reported(tmp_path: Path, path: str, code: str, kind: str) -> None:
    make_no_file(tmp_path / path, kind)
    found = discover(tmp_path)
    assert found.sources == ()
    expected = [] if kind == "folder" and code == "stray-file" else [(path, code)]
    assert [(fault.location.path, fault.code) for fault in found.faults] == expected
    glossary = find_glossary(tmp_path)
    assert (glossary.sources, glossary.faults) == ((), found.faults if path == "glossary.yml" else ())


def test_the_glossary_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {"glossary.yml": "A: Access", "content/site.yml": "x", "content/notes.txt": "x"})
    found = find_glossary(tmp_path)
    assert ([source.path for source in found.sources], found.faults) == (["glossary.yml"], ())


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


@pytest.mark.parametrize(
    "name",
    ["a\\b.pdf", "a\nb.pdf", "a\x7f.pdf", "a\udcff.pdf", "index.html/a.pdf", "INDEX.HTML/a.pdf", "b\udcff/a.pdf"],
)
def test_a_document_whose_name_is_no_address(tmp_path: Path, name: str) -> None:
    sources, faults = find(tmp_path, {f"content/council/2024-01-10/{name}": "x"})
    assert sources == {}
    assert len(faults) == 1
    assert faults[0].endswith("[document-name]")
    assert faults[0].isprintable()


def test_documents_that_differ_in_capitals_only(tmp_path: Path) -> None:
    folder = "content/council/2024-01-10"
    sources, faults = find(
        tmp_path, {f"{folder}/{name}": "x" for name in ("Report.pdf", "report.pdf", "more/Report.pdf")}
    )
    assert list(sources) == [f"{folder}/Report.pdf", f"{folder}/more/Report.pdf"]
    assert len(faults) == 1
    assert faults[0].startswith(f"{folder}/report.pdf: error: ")


def test_a_folder_whose_name_is_not_in_utf_8(tmp_path: Path) -> None:
    sources, faults = find(tmp_path, {"content/a\udcff/2024-01-10.md": "x"})
    assert sources == {}
    assert faults == [
        'content/a\\xff/2024-01-10.md: error: The name of the folder "a\\xff" is not in UTF-8. Call it as bodies.yml does. '
        "[bad-file-name]"
    ]


def test_links_that_lead_round_in_a_circle(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/council/2024-01-10.md": "x"})
    council = tmp_path / "content/council"
    (council / "one").symlink_to("two")
    (council / "two").symlink_to("one")
    (council / "self").symlink_to(".")
    found = discover(tmp_path)
    assert [source.path for source in found.sources] == ["content/council/2024-01-10.md"]
    assert [(fault.location.path.rpartition("/")[2], fault.code) for fault in found.faults] == [
        ("one", "stray-file"),
        ("self", "stray-file"),
        ("two", "stray-file"),
    ]


def test_links_publish_only_documents(tmp_path: Path) -> None:
    """What a name keeps out of the site, or is no document, does not get in by a link."""
    names = ("_private/x.pdf", ".git/x.pdf", "people.yml", "council/2024-01-10.md", "council/2024-01-10/real.pdf")
    write_files(tmp_path, {f"content/{name}": "x" for name in names})
    folder = tmp_path / "content/council/2024-01-10"
    for number, name in enumerate(names):
        (folder / f"{number}.txt").symlink_to(tmp_path / "content" / name)
    found = discover(tmp_path)
    assert [source.path.rpartition("/")[2] for source in found.sources if source.kind == "document"] == [
        "4.txt",
        "real.pdf",
    ]
    assert [fault.code for fault in found.faults] == ["link-leaves-content"] * 4


def test_the_glossary_stays_in_the_root(tmp_path: Path) -> None:
    write_files(tmp_path, {"outside.yml": "x", "root/shared/words.yml": "x"})
    glossary = tmp_path / "root/glossary.yml"
    glossary.symlink_to("../outside.yml")
    found = discover(tmp_path / "root")
    assert found.sources == ()
    assert [(fault.location.path, fault.code) for fault in found.faults] == [("glossary.yml", "link-leaves-content")]
    glossary.unlink()
    glossary.symlink_to("shared/words.yml")
    assert [source.path for source in discover(tmp_path / "root").sources] == ["glossary.yml"]


@pytest.mark.parametrize("kind", ["file", "circle"])
def test_content_that_is_no_folder(tmp_path: Path, kind: str) -> None:
    if kind == "file":
        (tmp_path / "content").write_text("x", encoding="utf-8")
    else:
        (tmp_path / "content").symlink_to("content")
    found = discover(tmp_path)
    assert found.sources == ()
    assert [(fault.location.path, fault.code) for fault in found.faults] == [("content", "file-unreadable")]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"content/site.yml": "x"})

    def refuse(self: Path, *words: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    found = discover(tmp_path)
    assert found.sources == ()
    assert [(fault.location.path, fault.code) for fault in found.faults] == [("content/site.yml", "file-unreadable")]


@pytest.mark.parametrize(
    "name",
    [
        "glossary.yml",
        "content/site.yml",
        "content/bodies.yml",
        "content/people.yml",
        "content/plans/care.yml",
        "content/pages/about.md",
        "content/council/2025-03-04.md",
        "content/council/2025-03-04.cy.md",
    ],
)
@pytest.mark.parametrize("keeps", [False, True])
def test_a_file_that_is_taken_away_after_it_was_found(tmp_path: Path, name: str, keeps: bool) -> None:
    root = write_files(tmp_path, small_council.FILES)

    def take_away(stage: str, _: object) -> None:
        if stage == "history":
            (root / name).unlink(missing_ok=True)

    made = build(Options(root, root / "site", today=TODAY, cache=root / ".cache" if keeps else None), take_away)
    assert not made.written
    (found,) = [fault for fault in made.report.errors if fault.code == "file-unreadable"]
    assert found.location.path == name
    assert "was there a moment ago" in found.message


def test_a_file_that_is_taken_away_after_it_was_read(tmp_path: Path) -> None:
    """Faults in it are shown without their column."""
    name = "content/council/2025-03-04.md"
    root = write_files(tmp_path, small_council.FILES)
    with (root / name).open("a", encoding="utf-8") as minutes:
        minutes.write("\n## 99. Letters\n\nThe QXZ was here.\n")

    def take_away(stage: str, _: object) -> None:
        if stage == "acronyms":
            (root / name).unlink(missing_ok=True)

    made = build(Options(root, root / "site", today=TODAY, cache=root / ".cache"), take_away)
    assert made.written
    (found,) = [fault for fault in made.report.warnings if "QXZ" in fault.message]
    assert (found.location.path, found.location.column) == (name, 0)
