"""The verb that writes: proposals and lists come into glossary.yml, and nothing else is read, written or shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minutebook import adding
from minutebook.cli import main
from minutebook.sources import TEXT_LIMIT
from minutebook.termfile import NewEntry, TermFileError, list_spellings, write_entries
from tests.support.sites import write_files

COUNCIL = {
    "content/site.yml": "name: Test council\n",
    "content/bodies.yml": "council: {name: Council}\nplanning: {name: Planning}\n",
    "glossary.yml": "# Ours\nCIW: Care Inspectorate Wales\nLDP: Local Development Plan\nZED: Zone of Estuary Defence\nignore: [UK]\n",
    "content/council/2024-01-10.md": """\
## 1. Flooding

The Local Flood Forum (LFF) met the Regional Water Board (RWB), CIW and the ZED board. The LDP (Land Drainage Panel) met too.

## 2. Roads

The Rural Access Plan (RAP) and the Road Asset Programme (RAP) differ.
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "root", COUNCIL)


def run(root: Path, *words: str | Path) -> int:
    return main(["glossary", "--root", str(root), *map(str, words)])


def read_glossary(root: Path) -> str:
    return (root / "glossary.yml").read_text(encoding="utf-8")


def test_chosen_proposals_are_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--write", "RWB") == 0
    assert capsys.readouterr().out.startswith("glossary.yml: 1 entry added: RWB.\n")
    assert read_glossary(root) == COUNCIL["glossary.yml"].replace("ZED", "RWB: Regional Water Board\nZED", 1)


def test_all_that_is_clear_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--write") == 0
    said = capsys.readouterr().out
    assert said.startswith("glossary.yml: 2 entries added: LFF, RWB.\n")
    assert "Not added: LDP, since glossary.yml has these letters already" in said
    assert "Not added: RAP, since the minutes give them several meanings" in said
    assert run(root, "--write") == 0
    assert capsys.readouterr().out.startswith("glossary.yml: nothing added.\n")


@pytest.mark.parametrize("letters", ["LDP", "RAP", "NOPE", "../x"])
def test_what_cannot_be_written_is_said(root: Path, letters: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--write", letters) == 1
    assert f"Not added: {letters}, since" in capsys.readouterr().err
    assert read_glossary(root) == COUNCIL["glossary.yml"]


def test_a_list_is_imported_and_the_site_builds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "list.csv"
    file.write_text(
        "Acronym,Meaning\nRAP,Rural Access Plan\nRAP,Road Asset Programme\nCIW,Another\nRWB,Regional Water Board\nXY,\n",
        encoding="utf-8",
    )
    assert run(root, "--import", file) == 0
    said = capsys.readouterr().out
    assert "glossary.yml: 2 entries added: RAP, RWB." in said
    assert "Only linked, since they have several meanings (expand: never): RAP." in said
    assert "Left as they were, since glossary.yml has them already: 1 row." in said
    assert f"{file}:6: not added: XY, since it has no meaning." in said
    assert main(["build", "--root", str(root), "--site", str(root / "site"), "--jobs", "1"]) == 0
    page = (root / "site/council/2024-01-10/index.html").read_text(encoding="utf-8")
    assert "(Rural Access Plan)" not in page.replace("The Rural Access Plan (RAP)", "")
    entry = (root / "site/glossary/index.html").read_text(encoding="utf-8")
    assert "Rural Access Plan" in entry
    assert "Road Asset Programme" in entry


def test_a_list_that_cannot_be_read_leaves_the_glossary(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("list.xlsx", "x"), ("list.csv", "Word,Other\na,b\n"), ("gone.csv", None)):
        if text is not None:
            (root / name).write_text(text, encoding="utf-8")
        assert run(root, "--import", root / name) == 1
        assert name in capsys.readouterr().err
        assert read_glossary(root) == COUNCIL["glossary.yml"]


def test_writing_and_importing_are_two_commands(root: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(root, "--write", "--import", "list.csv")
    assert stopped.value.code == 2


WRITING = [("--write", "RWB"), ("--import", "list.csv")]
LIST = "Acronym,Meaning\nRWB,Regional Water Board\n"


def run_writing(root: Path, words: tuple[str, str]) -> int:
    file = root.parent / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    return run(root, words[0], file if words[1] == "list.csv" else words[1])


@pytest.mark.parametrize("words", WRITING, ids=str)
def test_a_glossary_outside_the_root_stays_as_it_is(
    root: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    outside = root.parent / "outside.yml"
    outside.write_text("A: [secret\n", encoding="utf-8")
    glossary = root / "glossary.yml"
    glossary.unlink()
    glossary.symlink_to(outside)
    assert run_writing(root, words) == 1
    said = capsys.readouterr()
    assert "[link-leaves-content]" in said.err
    assert "secret" not in said.out + said.err
    assert outside.read_text(encoding="utf-8") == "A: [secret\n"
    with pytest.raises(TermFileError, match="leads out"):
        write_entries(glossary, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)
    assert {path.name for path in root.parent.iterdir()} == {"root", "outside.yml", "list.csv"}
    glossary.unlink()
    (root / "shared.yml").write_text("A: Access\n", encoding="utf-8")
    glossary.symlink_to("shared.yml")
    assert run_writing(root, words) == 0
    assert list_spellings((root / "shared.yml").read_text(encoding="utf-8"))[0] == {"A", "RWB"}


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle"])
def test_a_glossary_that_is_no_file_is_said(root: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = root / "glossary.yml"
    glossary.unlink()
    if kind == "folder":
        glossary.mkdir()
    elif kind == "pipe":
        os.mkfifo(glossary)
    else:
        glossary.symlink_to("glossary.yml")
    for words in WRITING:
        assert run_writing(root, words) == 1
        assert "no file" in capsys.readouterr().err
    assert run(root) == 0
    assert "glossary.yml: error: This is " in capsys.readouterr().err
    assert main(["check", "--root", str(root)]) == 1
    with pytest.raises(TermFileError, match="is no file"):
        write_entries(glossary, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)


@pytest.mark.parametrize("kind", ["folder", "pipe", "large"])
def test_a_list_that_is_no_file_or_no_list_is_refused(
    root: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(adding, "_LARGEST_LIST", len(LIST))
    for ending, said in (
        ("csv", "over 0 MB" if kind == "large" else "a folder, a pipe or a device"),
        ("dat", "CSV UTF-8"),
    ):
        file = root / f"list.{ending}"
        if kind == "folder":
            file.mkdir()
        elif kind == "pipe":
            os.mkfifo(file)
        else:
            file.write_text(LIST + "\n", encoding="utf-8")
        assert run(root, "--import", file) == 1
        assert said in capsys.readouterr().err
    assert read_glossary(root) == COUNCIL["glossary.yml"]
    assert run_writing(root, ("--import", "list.csv")) == 0


def test_words_of_hidden_minutes_are_never_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = "---\npublish: no\n---\n\n## 1. Sites\n\nThe Quarry Noise Panel (QNP) met.\n"
    write_files(root, {"content/planning/2024-04-10.md": hidden})
    for words in (["--write"], ["--write", "QNP"]):
        assert run(root, "--drafts", *words) == 2
        assert "--drafts cannot be used with --write" in capsys.readouterr().err
        assert read_glossary(root) == COUNCIL["glossary.yml"]
    assert run(root, "--write") == 0
    assert "QNP" not in read_glossary(root)
    assert "RWB" in read_glossary(root)


def test_what_is_said_of_a_list_is_safe_to_show(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "li\x1b[2Jst.csv"
    for text, status in (("Acronym,Meaning\nRAP,\n", 0), ("Word,Other\n", 1)):
        file.write_text(text, encoding="utf-8")
        assert run(root, "--import", file) == status
        said = capsys.readouterr()
        assert r"li\x1b[2Jst.csv" in said.out + said.err
        assert "\x1b" not in said.out + said.err
    assert run(root, "--write", "A\a") == 1
    assert r"Not added: A\x07, since" in capsys.readouterr().err


@pytest.mark.parametrize("languages", ["[cy, en]", "[cy]"])
def test_a_list_for_a_welsh_site(root: Path, languages: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, {"content/site.yml": f"name: Cyngor\nlanguages: {languages}\n", "glossary.yml": "AA: Un\n"})
    file = root / "list.csv"
    file.write_text(
        "Acronym,English,Welsh,Link\nBB,Board,Bwrdd,https://[::1\nCC,Coast,,https://example.org/\n", encoding="utf-8"
    )
    assert run(root, "--import", file) == 0
    said = capsys.readouterr().out
    assert f'{file}:2: not added: BB, since "https://[::1" is no web address; the rest came in.' in said
    second = "CC:\n  en: Coast\n  url: https://example.org/\n" if languages == "[cy, en]" else ""
    assert read_glossary(root) == f"AA: Un\nBB:\n  cy: Bwrdd\n  en: Board\n{second}"
    assert (f"{file}:3: not added: CC, since it has words in English alone" in said) == (not second)


def test_a_real_list_comes_in_whole(shared: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shared / "corpora/acronyms-moj/README.md"
    assert run(root, "--import", file) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "glossary.yml: 1136 entries added."
    several = said[1].partition(": ")[2].partition(". ")[0]
    assert len(several.split(", ")) == 79
    assert sum("not added" in line for line in said) == 10
    assert main(["check", "--root", str(root)]) == 0
