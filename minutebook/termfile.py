"""Adds entries to glossary.yml, and leaves every line that stands there as it is: its order, its comments, its line ends.

In: the text of the file, new entries. Out: the text with them, which was read back before it is returned. Never changes or replaces an entry.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from minutebook.yamlnodes import Node, Plain, read_yaml, to_plain

NAME = "glossary.yml"
_HEADING = "# Acronyms and terms: the letters, a colon, and the words in full.\n"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Letters that glossary.yml does not have yet."""

    letters: str
    meanings: tuple[Mapping[str, Plain], ...]
    """What each meaning says, by the keys of the format: `{"en": "Care Inspectorate Wales"}`. One or more."""


class TermFileError(Exception):
    """Nothing was written. Its text says why, and what to do."""


def list_letters(text: str) -> tuple[str, ...]:
    """Return the letters that have an entry, in the order of the file, without `ignore`.

    Raises TermFileError if the file has a fault of form.
    """
    return tuple(letters for letters in _read(text) if letters != "ignore")


def write_entries(path: Path, entries: Sequence[NewEntry], lang: str) -> None:
    """Add `entries` to the file at `path`, which is made if it is not there; nothing is written if there are none.

    `lang` is the first language of the site. The new file takes the place of the old one in one step. Raises
    TermFileError and OSError; the file is then as it was.
    """
    if not entries:
        return
    # Bytes, so that line ends and the mark that some editors put first stay as they are.
    data = path.read_bytes() if path.exists() else _HEADING.encode()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise TermFileError(f"{path} is not in UTF-8. Save it as UTF-8 first.") from None
    written = add_entries(text, entries, lang).encode()
    real = path.resolve()
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".glossary-", suffix=".yml")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        Path(name).chmod(real.stat().st_mode & 0o777 if real.exists() else 0o644)
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def add_entries(text: str, entries: Sequence[NewEntry], lang: str) -> str:
    """Return `text` with `entries`: each in its place by the alphabet where the file keeps to it, else at the end.

    Raises TermFileError if the file has a fault of form, has some of the letters already, or is written in a way that takes no new lines.
    """
    old = _read(text)
    if taken := [entry.letters for entry in entries if entry.letters in old]:
        raise TermFileError(f"{NAME} has {', '.join(taken)} already.")
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    lines = text.removesuffix("\n").removesuffix("\r").split("\n") if text else []
    lines = [line.removesuffix("\r") for line in lines]
    places = _find_places(old, lines, entries)
    for number in sorted({place for place, _ in places}, reverse=True):
        new = [line for place, entry in places if place == number for line in write_entry(entry, lang).splitlines()]
        lines[number:number] = new
    made = end.join(lines) + end
    _check(made, old, entries, lang)
    return made


def write_entry(entry: NewEntry, lang: str) -> str:
    """Return the lines of one entry, as they stand in glossary.yml, each with its line end.

    `lang` is the first language of the site: what says nothing else than its words is written in one line.
    """
    first = entry.meanings[0]
    value: Plain = [dict(meaning) for meaning in entry.meanings] if len(entry.meanings) > 1 else dict(first)
    if len(entry.meanings) == 1 and len(first) == 1 and (words := first.get(lang)):
        value = words
    return yaml.dump({entry.letters: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


class _Dumper(yaml.SafeDumper):
    """Writes lists with their dashes set in, as the format's examples have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's own form
        super().increase_indent(flow, indentless=False)


def _read(text: str) -> Mapping[str, Node]:
    node, faults = read_yaml(text.removeprefix("\ufeff"), NAME)
    if faults:
        first = faults[0]
        raise TermFileError(f"{first.location}: {first.message} Mend this first; nothing was added.")
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, Mapping):
        raise TermFileError(f"{NAME} takes letters and what they mean, as lines such as CIW: Care Inspectorate Wales.")
    return node.value


def _find_places(
    old: Mapping[str, Node], lines: Sequence[str], entries: Sequence[NewEntry]
) -> list[tuple[int, NewEntry]]:
    """Return each entry with the number of the line that it stands before, counted from 0, in the order to write them."""
    known = sorted((node.key_line, letters) for letters, node in old.items())
    if not known:
        return [(len(lines), entry) for entry in entries]
    ends = {
        letters: _find_end(lines, line, known[number + 1][0] if number + 1 < len(known) else len(lines) + 1)
        for number, (line, letters) in enumerate(known)
    }
    names = [letters for _, letters in known if letters != "ignore"]
    order = [letters.casefold() for letters in names]
    if len(names) < 3 or order != sorted(order):  # two may be in order by chance
        last = ends[(names or [known[-1][1]])[-1]]
        return [(last, entry) for entry in entries]
    places = []
    for entry in sorted(entries, key=lambda entry: entry.letters.casefold()):
        before = [letters for letters in names if letters.casefold() < entry.letters.casefold()]
        places.append((ends[before[-1]] if before else old[names[0]].key_line - 1, entry))
    return places


def _find_end(lines: Sequence[str], start: int, following: int) -> int:
    """Return how many lines there are to the end of the entry that begins at line `start` and ends before line `following`."""
    end = following - 1
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _check(made: str, old: Mapping[str, Node], entries: Sequence[NewEntry], lang: str) -> None:
    """Read the new text back: what stood there and what was added must both be there, and nothing else."""
    try:
        new = {letters: to_plain(node) for letters, node in _read(made).items()}
    except TermFileError:
        new = {}
    kept = {letters: to_plain(node) for letters, node in old.items()}
    if {letters: new.get(letters) for letters in kept} != kept or set(new) != set(kept) | {e.letters for e in entries}:
        lines = "".join(write_entry(entry, lang) for entry in entries[:3])
        message = f"{NAME} is written in a way that takes no new lines by program. Add them by hand, such as:\n{lines}"
        raise TermFileError(message.rstrip())
