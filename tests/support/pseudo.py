"""A language that does not exist: English with an accent on every letter and 40 % longer, so that what was not translated is seen at once.

In: the English catalogue, the sample council. Out: the catalogue of `qps`, a copy of the program with that one file more, and a copy of the council
in [en, qps]. Its dates and numbers are Finnish, so that these are proven too. Places in braces, contexts and the words that minutes are read by stay.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

CODE: Final = "qps"
LOCALE: Final = "fi"
LONGER: Final = 1.4
ROOT: Final = Path(__file__).resolve().parents[2]

_LETTERS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǧħíĵķĺḿńóṕʠŕśťúṽŵẋýźÁɃĆĐÉƑǦĦÍĴĶĹḾŃÓṔꝖŔŚŤÚṼŴẊÝŹ",
)
_WORD: Final = re.compile(r"\{\w+\}|[A-Za-z]+")
_SPOKEN: Final = (
    "name",
    "conjunction",
    "conjunction_before_vowel",
    "range",
    "morning",
    "afternoon",
    "noon",
    "midnight",
)
"""What of the `language:` part is words."""

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# YAML as its texts, and whatever holds them.
Plain = Any


def accent(text: str) -> str:
    """Return a text in the language: each word with other letters, its vowels doubled until it is 40 % longer."""
    return _WORD.sub(lambda word: word[0] if word[0][0] == "{" else _lengthen(word[0]).translate(_LETTERS), text)


def _lengthen(word: str) -> str:
    missing = math.ceil(len(word) * LONGER) - len(word)
    order = sorted(range(len(word)), key=lambda at: word[at].lower() not in "aeiouy")[:missing]
    return "".join(letter + letter.lower() * (at in order) for at, letter in enumerate(word))


def make_catalogue(english: str) -> str:
    """Return the file of the language, made from that of English."""
    document = read_yaml(english)
    about = document["language"]
    about |= {"locale": LOCALE, **{key: accent(about[key]) for key in _SPOKEN}}
    for group, entries in document.items():
        if group not in ("language", "reading"):
            entries |= {key: _translate_entry(entry) for key, entry in entries.items() if key != "_context"}
    return _write(document)


def _translate_entry(entry: Plain) -> Plain:
    if isinstance(entry, str):
        return accent(entry)
    return {key: form if key in ("context", "review") else accent(form) for key, form in entry.items()}


def copy_program(folder: Path) -> Path:
    """Copy the program, put the one file into the copy, and return what starts it."""
    for part in ("minutebook", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy2(ROOT / "build.py", folder)
    catalogues = folder / "minutebook/i18n"
    (catalogues / f"{CODE}.yml").write_text(make_catalogue((catalogues / "en.yml").read_text("utf-8")), "utf-8")
    return folder / "build.py"


def copy_council(folder: Path) -> Path:
    """Copy the sample council, with its texts by language in English and `qps`, and a body whose minutes are in both; return its folder.

    Other minutes are in English: the pages of `qps` show them, and say so. What is in Welsh alone is taken for English.
    """
    for path in sorted((ROOT / "content").rglob("*")):
        # A further language has its file beside that of the first, else it stands alone and becomes the first.
        name = path.name.replace(".cy.md", ".md")
        if path.is_file() and (name == path.name or not path.with_name(name).exists()):
            place = folder / path.parent.relative_to(ROOT) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_translate_file(path) if path.suffix in (".yml", ".md") else path.read_bytes())
    (folder / "glossary.yml").write_text(
        _write(_translate_glossary(read_yaml((ROOT / "glossary.yml").read_text("utf-8")))), "utf-8"
    )
    for name, text in _make_council().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(text)
    _commit(folder)
    return folder


def build(program: Path, root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a council with a copy of the program."""
    words = [
        "--root",
        str(root),
        "--site",
        str(site),
        "--today",
        "2026-11-21",
        "--base-url",
        "https://example.org/council/",
    ]
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    return subprocess.run(
        [sys.executable, str(program), "build", *words],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        cwd=program.parent,
    )


def _translate_file(path: Path) -> bytes:
    text = path.read_text("utf-8")
    if path.suffix == ".yml":
        return _write(_translate(read_yaml(path.read_text("utf-8")))).encode()
    if not text.startswith("---\n"):
        return text.encode()
    front, _, prose = text.removeprefix("---\n").partition("\n---\n")
    facts = _translate(read_yaml(front))
    facts |= {
        key: {"en": facts[key], CODE: accent(facts[key])}
        for key in ("title", "place")
        if isinstance(facts.get(key), str)
    }
    return f"---\n{_write(facts)}---\n{prose}".encode()


def _translate(plain: Plain) -> Plain:
    """Return values with each text that is given in English and Welsh in English and `qps` instead; nothing demands more."""
    if isinstance(plain, list):
        return [["en", CODE] if entry == ["en", "cy"] else _translate(entry) for entry in plain]
    if not isinstance(plain, dict):
        return plain
    if isinstance(plain.get("en"), str):
        return {"en": plain["en"], CODE: accent(plain["en"])}
    if isinstance(plain.get("cy"), str):
        return {"en": plain["cy"], CODE: accent(plain["cy"])}
    found = {key: _translate(value) for key, value in plain.items() if key != "parity"}
    return found | ({"languages": ["en", CODE]} if "languages" in found else {})


def _translate_glossary(plain: Mapping[str, Plain]) -> Plain:
    def translate_term(letters: str, meaning: Plain) -> Plain:
        given = {"en": meaning} if isinstance(meaning, str) else meaning
        kept = {key: value for key, value in given.items() if key not in ("en", "cy", "cy_term")}
        words = given.get("en") or given["cy"]
        own = {f"{CODE}_term": accent(letters)} if given.get("kind") == "term" else {}
        return {"en": words, CODE: accent(words), **own, **_translate(kept)}

    return {
        letters: entry
        if letters == "ignore"
        else [translate_term(letters, one) for one in entry]
        if isinstance(entry, list)
        else translate_term(letters, entry)
        for letters, entry in plain.items()
    }


def _make_council() -> Mapping[str, str]:
    """Return what is put into the copy: files, and ends of files, in both languages."""
    group = "content/pseudo-group"

    def write(say: Callable[[str], str], vote: str = "", to: str = "", who: str = "") -> str:
        return (
            f"## 1. {say('Apologies')}\n\n{say('There were none.')}\n\n"
            f"## 2. {say('Inspection of the library')}\n\n"
            f"{say('Councillors spoke with')} CIW {say('and')} CAMHS {say('about libraries')}; {say('later')} CIW {say('left')}.\n\n"
            f"RESOLVED: {say('to keep the library open')}.{vote}\n\nACTION{who}: {say('tell the readers')}\n\n"
            f"RECOMMENDED{to}: {say('to buy more books')}\n\n### {say('Key points')}\n\n- {say('Books')}\n- {say('Readers')}\n"
        )

    files = {
        "content/bodies.yml": f"pseudo-group:\n  name: {{en: Pseudo Group, {CODE}: {accent('Pseudo Group')}}}\n  kind: working group\n",
        f"{group}/2026-04-14.md": "---\ntime: 6pm\n---\n\n"
        + write(str, " Vote: 7 for, 2 against, 1 abstained", " (to cabinet)", " (Clerk; by 5 May 2026; amber)"),
        f"{group}/2026-04-14.{CODE}.md": f"---\ntitle: {accent('Special meeting')}\n---\n\n{write(accent)}",
    }
    for page in ("about", "accessibility"):
        files[f"content/pages/{page}.{CODE}.md"] = (
            f"---\ntitle: {accent(page)}\n---\n\n{accent('Words of this page')}.\n"
        )
    return files


def _commit(root: Path) -> None:
    """Give the council a history of one commit."""
    people = {f"GIT_{name}_{what}": "a@example.org" for name in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    days = {f"GIT_{name}_DATE": "2026-11-20T12:00:00+00:00" for name in ("AUTHOR", "COMMITTER")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *words], check=True, cwd=root, env={**os.environ, **people, **days, **quiet})


def read_yaml(text: str) -> Plain:
    """Return YAML as texts, lists and mappings of texts, and nothing else."""
    return yaml.load(text, _LOADER)


def _write(plain: Plain) -> str:
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10**6)
