"""A made-up language whose every word that minutes are read by is made up too: what is understood of it was understood by its file alone.

In: the shape of the English file. Out: the file of `qaa`, a copy of the program with that one file more, and minutes in it, written with places
such as `{owner.clerk}` for the words. The months are those of Esperanto, since only they come from CLDR.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

import yaml

CODE: Final = "qaa"
LOCALE: Final = "eo"
ROOT: Final = Path(__file__).resolve().parents[2]
FIRST: Final = ROOT / "minutebook/i18n/en.yml"

_IN_CAPITALS: Final = ("decision", "record")
_PLACE: Final = re.compile(r"\{([\w -]+(?:\.[\w -]+)?)\}")


def read_english() -> Any:  # Any: YAML as texts and whatever holds them
    """Return the English file."""
    return yaml.load(FIRST.read_text("utf-8"), yaml.BaseLoader)


def make_words(reading: Mapping[str, Any]) -> dict[str, str]:
    """Return one made-up word for each list of words that there is, by its key: `owner.clerk`, `nobody`."""
    words = _coin()
    return {
        key: next(words).upper() if key.partition(".")[0] in _IN_CAPITALS else next(words)
        for key in _list_keys(reading)
    }


def _list_keys(reading: Mapping[str, Any]) -> Iterator[str]:
    for group, held in reading.items():
        yield from (group,) if isinstance(held, list) else (f"{group}.{id}" for id in held)


def _coin() -> Iterator[str]:
    """Yield words that no language has, of one length, so that none is the beginning of another."""
    for first, second, third in product("bdfgklmnprst", "aeiou", "bdfgklmnprst"):
        yield f"zw{first}{second}{third}ux"


def make_reading(words: Mapping[str, str]) -> dict[str, Any]:
    """Return the part of the file that holds the words."""
    reading: dict[str, Any] = {}
    for key, word in words.items():
        group, _, id = key.partition(".")
        if id:
            reading.setdefault(group, {})[id] = [word]
        else:
            reading[group] = [word]
    return reading


def make_file(words: Mapping[str, str]) -> str:
    """Return the file of the language: its interface is in English, the words that are read are `words`."""
    document = read_english()
    document["language"] |= {"name": "Zwabux", "locale": LOCALE}
    return str(yaml.safe_dump(document | {"reading": make_reading(words)}, allow_unicode=True, sort_keys=False))


def copy_package(folder: Path, files: Mapping[str, str]) -> Path:
    """Copy the package into the folder, with these files of languages more, and return the folder."""
    shutil.copytree(ROOT / "minutebook", folder / "minutebook")
    for name, text in files.items():
        (folder / "minutebook/i18n" / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Python in the folder, so that it imports the copy of the package."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def write(text: str, words: Mapping[str, str]) -> str:
    """Return minutes with the made-up words at their places."""
    return _PLACE.sub(lambda place: words[place[1]], text)
