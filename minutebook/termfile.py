"""Adds entries to glossary.yml, and leaves every line that stands there as it is: its order, its comments, its line ends.

In: the text of the file, new entries. Out: the text with them, which was read back before it is returned. Never changes or replaces an entry.
"""

from __future__ import annotations

import os
import re
import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from minutebook.diagnostics import Diagnostic
from minutebook.schema import is_letters_key, read_glossary
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


def list_spellings(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return all letters that have a meaning, those of `also` and of languages (`cy_term`) too, and those that are ignored.

    Raises TermFileError if the file has a fault of form.
    """
    spellings: set[str] = set()
    ignored: set[str] = set()
    for letters, node in _read(text).items():
        entry = to_plain(node)
        if letters == "ignore":
            ignored.update(_list_texts(entry))
            continue
        spellings.add(letters)
        for meaning in entry if isinstance(entry, list) else [entry]:
            if isinstance(meaning, dict):
                given = (value for key, value in meaning.items() if key == "also" or is_letters_key(key))
                spellings.update(letters for value in given for letters in _list_texts(value))
    return frozenset(spellings), frozenset(ignored)


def _list_texts(value: Plain) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(re.split(r"[\s,]+", value.strip()))
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def find_fault(entry: NewEntry, languages: tuple[str, ...]) -> Diagnostic | None:
    """Return the first error that a check would find in `entry` by itself; None if there is none."""
    return _find_error(entry.letters, _make_node([dict(meaning) for meaning in entry.meanings]), languages)


def write_entries(path: Path, entries: Sequence[NewEntry], languages: tuple[str, ...], *, limit: int) -> None:
    """Add `entries` to the file at `path`, which is made if it is not there; nothing is written if there are none.

    `languages` are the site's, its first one first; `limit` is how many bytes the file may have. The new file takes the
    place of the old one in one step. Raises TermFileError, for a link that leads out of its folder as well, and OSError;
    the file is then as it was.
    """
    if not entries:
        return
    # Not Path.resolve(), which raises where links lead round in a circle.
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(path.parent)):
        raise TermFileError(f"{NAME} is a symbolic link that leads out of its folder. Put the file itself there.")
    if os.path.lexists(path) and not real.is_file():
        raise TermFileError(f"{NAME} is no file, so nothing can be added to it. Put the file itself there.")
    if real.exists() and not os.access(real, os.W_OK):
        raise TermFileError(f"{NAME} may not be written: it is marked as read-only. Nothing was added.")
    # Bytes, so that line ends and the mark that some editors put first stay as they are.
    data = real.read_bytes() if real.exists() else _HEADING.encode()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise TermFileError(f"{NAME} is not in UTF-8. Save it as UTF-8 first.") from None
    written = add_entries(text, entries, languages).encode()
    if len(written) > limit:
        raise TermFileError(
            f"{NAME} would have {len(written) / 1e6:,.1f} MB with these entries, and may have {limit / 1e6:,.1f} MB. "
            "Nothing was added. Add the letters that your minutes use, and leave the others out."
        )
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".glossary-", suffix=".yml")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        Path(name).chmod(real.stat().st_mode & 0o777 if real.exists() else 0o644)
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def add_entries(text: str, entries: Sequence[NewEntry], languages: tuple[str, ...]) -> str:
    """Return `text` with `entries`: each in its place by the alphabet where the file keeps to it, else at the end.

    Raises TermFileError if the file has a fault of form, has some of the letters already, or is written in a way that takes no new lines,
    and if a check would find an error in one of the entries.
    """
    old = _read(text)
    if taken := [entry.letters for entry in entries if entry.letters in old]:
        raise TermFileError(f"{NAME} has {', '.join(taken)} already.")
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    lines = text.removesuffix("\n").removesuffix("\r").split("\n") if text else []
    lines = [line.removesuffix("\r") for line in lines]
    places: dict[int, list[str]] = defaultdict(list)
    for place, entry in _find_places(old, lines, entries):
        places[place] += write_entry(entry, languages[0]).splitlines()
    whole: list[str] = []
    done = 0
    for place in sorted(places):
        whole += [*lines[done:place], *places[place]]
        done = place
    made = end.join([*whole, *lines[done:]]) + end
    _check(made, old, entries, languages)
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
        before = bisect_left(order, entry.letters.casefold())
        places.append((ends[names[before - 1]] if before else old[names[0]].key_line - 1, entry))
    return places


def _find_end(lines: Sequence[str], start: int, following: int) -> int:
    """Return how many lines there are to the end of the entry that begins at line `start` and ends before line `following`."""
    end = following - 1
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _check(made: str, old: Mapping[str, Node], entries: Sequence[NewEntry], languages: tuple[str, ...]) -> None:
    """Read the new text back: what stood there and what was added must both be there, without an error, and nothing else."""
    try:
        nodes = _read(made)
    except TermFileError:
        nodes = {}
    new = {letters: to_plain(node) for letters, node in nodes.items()}
    kept = {letters: to_plain(node) for letters, node in old.items()}
    if {letters: new.get(letters) for letters in kept} != kept or set(new) != set(kept) | {e.letters for e in entries}:
        lines = "".join(write_entry(entry, languages[0]) for entry in entries[:3])
        message = f"{NAME} is written in a way that takes no new lines by program. Add them by hand, such as:\n{lines}"
        raise TermFileError(message.rstrip())
    for entry in entries:
        if wrong := _find_error(entry.letters, nodes[entry.letters], languages):
            raise TermFileError(f"{entry.letters} cannot be an entry: {wrong.message} Nothing was added.")


def _find_error(letters: str, node: Node, languages: tuple[str, ...]) -> Diagnostic | None:
    _, faults = read_glossary(Node({letters: node}, node.line, node.column), NAME, languages=languages)
    return next((fault for fault in faults if fault.severity == "error"), None)


def _make_node(plain: Plain) -> Node:
    """Return values as if they had been read, all at the same place."""
    if isinstance(plain, dict):
        return Node({key: _make_node(value) for key, value in plain.items()}, 1, 1, 1, 1)
    if isinstance(plain, list):
        return Node(tuple(_make_node(value) for value in plain), 1, 1, 1, 1)
    return Node(plain, 1, 1, 1, 1)
