"""What is wrong in the file of a language is told with file and key, before anything is done, and never by a traceback."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from minutebook import i18n
from minutebook.i18n import LanguageFileError, catalogue, language, languages
from tests.support.madeup import ROOT, copy_package, read_english

CODE = "qaa"
DELETE = object()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of languages, with English in it."""
    shutil.copy2(ROOT / "minutebook/i18n/en.yml", tmp_path)
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    catalogue.cache_clear()
    languages.forget_languages()
    i18n.dates.format_date.cache_clear()


def write_like_english(changes: dict[str, object]) -> str:
    """Return a file like the English one, with other values under these keys: `language.noon`."""
    document: Any = json.loads(read_plain())
    for path, value in changes.items():
        *groups, key = path.split(".")
        held = document
        for group in groups:
            held = held[group]
        if value is DELETE:
            del held[key]
        else:
            held[key] = value
    return json.dumps(document, ensure_ascii=False)  # which is YAML too


@cache
def read_plain() -> str:
    return json.dumps(read_english())


def read(folder: Path, **changes: object) -> str:
    """Read a language with these changes; return what is said of it."""
    (folder / f"{CODE}.yml").write_text(
        write_like_english({path.replace("__", "."): value for path, value in changes.items()}), "utf-8"
    )
    with pytest.raises(LanguageFileError) as fault:
        catalogue(CODE)
    return str(fault.value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("language", DELETE, "language: must hold the keys name, direction, locale"),
        ("language.noon", DELETE, "language.noon: missing; or write how times are written, as time: HH:mm"),
        ("language.nooon", "x", "language.nooon: unknown key; did you mean noon?"),
        ("language.name", "", "language.name: must be a text, and not empty"),
        ("language.name", ["x"], "language.name: must be a text, and not empty"),
        ("language.locale", "fr_XX", "language.locale: CLDR has no locale fr_XX; it takes one such as cy or en_GB"),
        ("language.locale", "fr-FR", "language.locale: CLDR has no locale fr-FR"),
        ("language.mutations", "Welsh", "language.mutations: Welsh is not known; did you mean welsh?"),
        ("language.mutations", "breton", "language.mutations: breton is not known; it takes welsh"),
        ("language.direction", "left", "language.direction: left is not known; it takes ltr or rtl"),
        ("language.date_long", "d MMMMMMMM y", "language.date_long: no pattern of CLDR: Invalid length for field"),
        ("language.time", "H:mm", "language.morning: is never used where there is a pattern time:"),
        ("language.range", "{first} – {lsat}", "language.range: {last} is missing"),
        ("language.small_words", ["a"], "language.small_words: must be words in one line"),
        ("language.short_forms", "cllr", "language.short_forms: must hold keys of its own"),
        ("language.short_forms", {"cllr": ""}, "language.short_forms.cllr: must be a text, and not empty"),
        ("shell", "Menu", "shell: must hold keys, each with its sentence"),
        ("shell", DELETE, 'shell.skip_to_content: missing; in English it is "Skip to content"'),
        ("shell.skip_to_content", DELETE, 'shell.skip_to_content: missing; in English it is "Skip to content"'),
        ("shell.skip_to_content", "", "shell.skip_to_content: must be a text, and not empty"),
        ("shell.skip_to_content", ["x"], "shell.skip_to_content: must hold a text, or forms of it"),
        ("shell.skip_to_content", {"txt": "x"}, "shell.skip_to_content.txt: unknown key; did you mean text?"),
        ("shell.skip_to_content", {"context": "x"}, "shell.skip_to_content: must have a text, or forms by number"),
        ("shell.skip_to_contents", "x", "shell.skip_to_contents: unknown key; did you mean shell.skip_to_content?"),
        ("shell.find_all", "{m}", "shell.find_all: nothing is put in for {m}"),
        ("shell.find_near", "{wrods}", "shell.find_near: nothing is put in for {wrods}; did you mean words?"),
        ("shell.find_near", "Words", "shell.find_near: {words} is missing"),
        ("shell.menu", "Menu {", 'shell.menu: a brace without its other half, in "Menu {"'),
        ("shell.menu", {"one": "x", "other": "y"}, "shell.menu: must have one text for any number, as in English"),
        ("count.meetings", "{n}", "count.meetings: must have forms by number, such as one and other, as in English"),
        ("count.meetings.one", DELETE, "count.meetings.one: missing; numbers of the locale en_GB have this form"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(folder: Path, key: str, value: object, said: str) -> None:
    assert read(folder, **{key: value}).startswith(f"{CODE}.yml: {said}")


@pytest.mark.parametrize(("locale", "form"), [("kw", "zero"), ("ar", "zero"), ("fr", "many"), ("pl", "few")])
def test_a_form_that_some_numbers_need_is_not_left_to_chance(folder: Path, locale: str, form: str) -> None:
    said = read(folder, language__locale=locale).splitlines()
    assert f"{CODE}.yml: count.meetings.{form}: missing; numbers of the locale {locale} have this form" in said


def test_all_sentences_that_are_wrong_are_told_at_once(folder: Path) -> None:
    said = read(folder, shell__menu=DELETE, shell__find_near="{cuont}", section__home="{")
    assert [line.partition(": ")[2].partition(":")[0] for line in said.splitlines()] == [
        "section.home",
        "shell.menu",
        "shell.find_near",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"language:\n  name: [x\n", "qaa.yml:3: cannot be read as YAML: "),
        (b"language:\n  name: x: y\n", "qaa.yml:2: cannot be read as YAML: "),
        (b"a: \x07\n", "qaa.yml: cannot be read as YAML: "),
        (b"a: \xe9\n", "qaa.yml: not in UTF-8, at byte 4"),
        (b"", "qaa.yml: must hold language:, groups of sentences and reading:"),
    ],
)
def test_a_file_that_is_no_yaml_is_named(folder: Path, data: bytes, said: str) -> None:
    (folder / f"{CODE}.yml").write_bytes(data)
    with pytest.raises(LanguageFileError) as fault:
        catalogue(CODE)
    assert str(fault.value).startswith(said)


@pytest.mark.parametrize("name", ["pt-BR.yml", "EN.yml", "welsh.yml", "x.yml"])
def test_a_file_is_named_by_a_code(folder: Path, name: str) -> None:
    (folder / name).write_text(write_like_english({}), "utf-8")
    with pytest.raises(LanguageFileError, match=rf"^{name}: a language's file is named by its code"):
        languages.language_files()


def test_a_language_may_have_times_of_its_own(folder: Path) -> None:
    twelve = dict.fromkeys(("morning", "afternoon", "noon", "midnight"), DELETE)
    changes = {f"language.{key}": value for key, value in twelve.items()} | {"language.time": "HH'h'mm"}
    (folder / f"{CODE}.yml").write_text(write_like_english(changes), "utf-8")
    assert language(CODE).time == "HH'h'mm"
    times = [
        i18n.format_time(datetime.time(hour, minute), CODE) for hour, minute in ((0, 0), (9, 5), (12, 0), (14, 30))
    ]
    assert times == ["00h00", "09h05", "12h00", "14h30"]
    assert i18n.format_time(datetime.time(12), "en") == "12 noon"


def run(folder: Path, languages_of_site: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the copy of the program on a council with these languages."""
    council = folder / "council"
    (council / "content/council").mkdir(parents=True)
    (council / "content/council/2024-01-10.md").write_text("## 1. Apologies\n\nThere were none.\n", "utf-8")
    (council / "content/site.yml").write_text(f"name: Council\nlanguages: [{languages_of_site}]\n", "utf-8")
    (council / "content/bodies.yml").write_text("council: {name: Council, kind: council}\n", "utf-8")
    return subprocess.run(
        [sys.executable, str(folder / "build.py"), *words, "--root", str(council)],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"language.noon": DELETE},
            "qaa.yml: language.noon: missing; or write how times are written, as time: HH:mm\n",
        ),
        ({"reading.nobody": DELETE}, "qaa.yml: reading.nobody: missing; write [] if the language has no such word\n"),
        ({"shell.menu": DELETE}, 'qaa.yml: shell.menu: missing; in English it is "Menu"\n'),
    ],
)
def test_the_program_stops_and_says_why(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    copy_package(tmp_path, {f"{CODE}.yml": write_like_english(changes)})
    shutil.copy2(ROOT / "build.py", tmp_path)
    done = run(tmp_path, f"en, {CODE}", "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(said)
    assert "Traceback" not in done.stderr


def test_sentences_of_a_language_that_the_site_has_not_hinder_nobody(tmp_path: Path) -> None:
    copy_package(tmp_path, {f"{CODE}.yml": write_like_english({"shell.menu": DELETE})})
    shutil.copy2(ROOT / "build.py", tmp_path)
    done = run(tmp_path, "en, cy", "check")
    assert (done.returncode, f"{CODE}.yml" in done.stderr) == (0, False), done.stderr
