"""Lists of acronyms: a council's own table becomes entries of its glossary, and the file's order and comments stay."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minutebook.importers import HAS_ALREADY, TableError, read_table, read_terms
from minutebook.sources import TEXT_LIMIT
from minutebook.termfile import NewEntry, TermFileError, add_entries, write_entries, write_entry
from minutebook.yamlnodes import read_yaml, to_plain

CASES = Path(__file__).parent / "cases" / "term_lists"


def read_cases(name: str) -> Iterator[tuple[str, str, str]]:
    parts = ("\n" + (CASES / name).read_text(encoding="utf-8")).split("\n.\n")
    assert not parts[-1].strip(), f"{name} ends within a case"
    for title, given_text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        yield title.strip(), given_text, expected


def list_letters(text: str) -> tuple[str, ...]:
    return tuple(yaml.safe_load(text))


def read_list(source: str) -> str:
    """Return the entries that a list makes, then what is said of it. `cy en` on top are the site's languages."""
    languages: tuple[str, ...] = ("en", "cy")
    if source.startswith(("cy\n", "en\n", "cy en\n")):
        top, _, source = source.partition("\n")
        languages = tuple(top.split())
    is_csv, _, rest = source.partition("\n")
    text, name = (rest, "list.csv") if is_csv == "csv" else (source, "list.md")
    try:
        found = read_terms(
            read_table(text.encode(), name),
            {"KNOWN": HAS_ALREADY, "K.N.": HAS_ALREADY, "UK": "it is ignored"},
            languages,
        )
    except TableError as wrong:
        return str(wrong)
    lines = [write_entry(entry, languages[0]).rstrip("\n") for entry in found.entries]
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
        return add_entries(text, entries, ("en",)).removesuffix("\n")
    except TermFileError as wrong:
        return str(wrong)


def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    file.write_bytes("\ufeffA: Access\r\nC: Coast".encode())
    file.chmod(0o640)
    write_entries(file, [NewEntry("B", ({"en": "Tŷ Gwyn"},))], ("en",), limit=TEXT_LIMIT)
    assert file.read_bytes() == "\ufeffA: Access\r\nC: Coast\r\nB: Tŷ Gwyn\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.yml"]


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    write_entries(file, [], ("en",), limit=TEXT_LIMIT)
    assert not file.exists()
    write_entries(file, [NewEntry("CIW", ({"cy": "Arolygiaeth Gofal Cymru"},))], ("cy",), limit=TEXT_LIMIT)
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["CIW: Arolygiaeth Gofal Cymru"]


def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    for before in (b"A: [\n", b"A: \xff\n"):
        file.write_bytes(before)
        with pytest.raises(TermFileError):
            write_entries(file, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)
        assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.yml"]


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "shared.yml", tmp_path / "glossary.yml"
    real.write_text("A: Access\n", encoding="utf-8")
    link.symlink_to(real)
    write_entries(link, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)
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


@pytest.mark.parametrize(
    ("entry", "languages", "why"),
    [
        (NewEntry("B", ({"en": "Beach", "url": "the beach"},)), ("en",), "no web address"),
        (NewEntry("B", ({"en": "Beach", "colour": "red"},)), ("en",), "colour"),
        (NewEntry("B", ({"cy": "Traeth"},)), ("en",), "no meaning in a language of this site"),
        (NewEntry("B", ({"en": "Bell \a"},)), ("en",), "no new lines by program"),
    ],
)
def test_what_a_check_would_refuse_is_not_written(entry: NewEntry, languages: tuple[str, ...], why: str) -> None:
    good = NewEntry("C", ({"en": "Coast", "cy": "Arfordir", "url": "https://example.org/"},))
    assert list_letters(add_entries("A: Access\n", [good], languages)) == ("A", "C")
    with pytest.raises(TermFileError, match=f"B(.|\n)*{why}|{why}(.|\n)*B"):
        add_entries("A: Access\n", [good, entry], languages)


def test_a_fault_that_was_there_before_stops_no_entry() -> None:
    assert list_letters(add_entries("A: {en: Access, url: none}\n", [NewEntry("B", ({"en": "Beach"},))], ("en",))) == (
        "A",
        "B",
    )


def test_a_glossary_does_not_grow_over_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    file.write_text("A: Access\n", encoding="utf-8")
    with pytest.raises(TermFileError, match="may have"):
        write_entries(file, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=18)
    assert file.read_text(encoding="utf-8") == "A: Access\n"
    write_entries(file, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=19)
    assert file.stat().st_size == 19


def test_a_file_that_is_read_only_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "glossary.yml"
    file.write_text("A: Access\n", encoding="utf-8")
    # Asked here, since an administrator may write whatever the file says.
    allowed = stat.S_IMODE(file.stat().st_mode)
    monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & 0o200))
    file.chmod(0o444)
    with pytest.raises(TermFileError, match="read-only"):
        write_entries(file, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)
    assert file.read_text(encoding="utf-8") == "A: Access\n"
    file.chmod(allowed)
    write_entries(file, [NewEntry("B", ({"en": "Beach"},))], ("en",), limit=TEXT_LIMIT)
    assert list_letters(file.read_text(encoding="utf-8")) == ("A", "B")


def test_signs_that_cannot_be_shown_do_not_come_in() -> None:
    rows = read_table("Acronym,Meaning\nA\x07B,The\x1b \x00 Board".replace("\x00", "\x9f").encode(), "list.csv")
    assert rows[1].cells == ("AB", "The Board")


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
    after = add_entries(before, added, ("en",))
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
