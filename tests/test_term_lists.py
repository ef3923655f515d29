"""Lists of acronyms: a council's own table becomes entries of its glossary, and the file's order and comments stay."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.cli import main
from minutebook.importers import TableError, read_table, read_terms
from minutebook.termfile import NewEntry, TermFileError, add_entries, list_letters, write_entries, write_entry
from minutebook.yamlnodes import read_yaml, to_plain
from tests.support.sites import write_files

CASES = Path(__file__).parent / "cases" / "term_lists"


def read_cases(name: str) -> Iterator[tuple[str, str, str]]:
    parts = ("\n" + (CASES / name).read_text(encoding="utf-8")).split("\n.\n")
    assert not parts[-1].strip(), f"{name} ends within a case"
    for title, given_text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        yield title.strip(), given_text, expected


def read_list(source: str) -> str:
    """Return the entries that a list makes, then what is said of it."""
    is_csv, _, rest = source.partition("\n")
    text, name = (rest, "list.csv") if is_csv == "csv" else (source, "list.md")
    try:
        found = read_terms(read_table(text.encode(), name), ("KNOWN",), "en")
    except TableError as wrong:
        return str(wrong)
    lines = [write_entry(entry, "en").rstrip("\n") for entry in found.entries]
    lines += [f"{left.line}: {left.letters}: {left.why}" for left in found.left_out]
    if found.several:
        lines.append("several: " + " ".join(found.several))
    if found.known:
        lines.append(f"known: {found.known}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", list(read_cases("tables.txt")), ids=lambda case: case[0])
def test_a_table_becomes_entries(case: tuple[str, str, str]) -> None:
    _, source, expected = case
    assert read_list(source) == expected


@pytest.mark.parametrize("case", list(read_cases("places.txt")), ids=lambda case: case[0])
def test_entries_find_their_places(case: tuple[str, str, str]) -> None:
    _, source, expected = case
    asked, _, text = source.partition("\n\n")
    entries = [NewEntry(line[1:2], ({"en": line[3:]},)) for line in asked.splitlines()]
    assert write_over(text + "\n" if text else "", entries) == expected


def write_over(text: str, entries: list[NewEntry]) -> str:
    try:
        return add_entries(text, entries, "en").removesuffix("\n")
    except TermFileError as wrong:
        return str(wrong)


def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    file.write_bytes("\ufeffA: Access\r\nC: Coast".encode())
    file.chmod(0o640)
    write_entries(file, [NewEntry("B", ({"en": "Tŷ Gwyn"},))], "en")
    assert file.read_bytes() == "\ufeffA: Access\r\nC: Coast\r\nB: Tŷ Gwyn\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.yml"]


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    write_entries(file, [], "en")
    assert not file.exists()
    write_entries(file, [NewEntry("CIW", ({"cy": "Arolygiaeth Gofal Cymru"},))], "cy")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["CIW: Arolygiaeth Gofal Cymru"]


def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    for before in (b"A: [\n", b"A: \xff\n"):
        file.write_bytes(before)
        with pytest.raises(TermFileError):
            write_entries(file, [NewEntry("B", ({"en": "Beach"},))], "en")
        assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.yml"]


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "shared.yml", tmp_path / "glossary.yml"
    real.write_text("A: Access\n", encoding="utf-8")
    link.symlink_to(real)
    write_entries(link, [NewEntry("B", ({"en": "Beach"},))], "en")
    assert link.is_symlink()
    assert list_letters(real.read_text(encoding="utf-8")) == ("A", "B")


def test_excel_without_utf_8_is_read() -> None:
    rows = read_table("Acronym,Meaning\r\nAB,The Board – café\r\n".encode("cp1252"), "list.csv")
    assert rows[1].cells == ("AB", "The Board – café")


@pytest.mark.parametrize("name", ["list.xlsx", "list", "list.pdf"])
def test_another_kind_of_file_is_refused(name: str) -> None:
    with pytest.raises(TableError, match="CSV UTF-8"):
        read_table(b"AB,Access Board", name)


def test_text_of_two_bytes_a_sign_is_refused() -> None:
    with pytest.raises(TableError, match="CSV UTF-8"):
        read_table("AB,Access Board".encode("utf-16"), "list.csv")


def test_nothing_is_no_table() -> None:
    for data, name in ((b"", "list.csv"), (b"Some words.\n", "list.md")):
        with pytest.raises(TableError, match="no table"):
            read_table(data, name)


LETTERS = st.text(min_size=1, max_size=8).filter(lambda text: text == " ".join(text.split()) and text.isprintable())
WORDS = st.text(min_size=1, max_size=40).filter(lambda text: text == " ".join(text.split()) and text.isprintable())
ENTRIES = st.dictionaries(
    LETTERS.filter(lambda text: text != "ignore"), st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=5
)


@given(ENTRIES, ENTRIES, st.booleans())
def test_what_was_there_stays_and_what_is_added_is_read_back(
    old: dict[str, list[str]], new: dict[str, list[str]], in_order: bool
) -> None:
    names = sorted(old, key=str.casefold) if in_order else list(old)
    before = "# top\n" + "".join(
        f"# of {number}\n" + write_entry(make(letters, old), "en") for number, letters in enumerate(names)
    )
    added = [make(letters, new) for letters in new if letters not in old]
    after = add_entries(before, added, "en")
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    node, faults = read_yaml(after, "glossary.yml")
    assert not faults
    for letters, words in ({**new, **old}).items():
        expected = words[0] if len(words) == 1 else [{"en": text} for text in words]
        found = to_plain(node)
        assert isinstance(found, dict)
        assert found[letters] == expected


def make(letters: str, entries: dict[str, list[str]]) -> NewEntry:
    return NewEntry(letters, tuple({"en": text} for text in entries[letters]))


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


def test_a_real_list_comes_in_whole(shared: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shared / "corpora/acronyms-moj/README.md"
    assert run(root, "--import", file) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "glossary.yml: 1136 entries added."
    several = said[1].partition(": ")[2].partition(". ")[0]
    assert len(several.split(", ")) == 79
    assert sum("not added" in line for line in said) == 10
    assert main(["check", "--root", str(root)]) == 0
