"""Adds entries to a council's glossary.yml: those that its minutes propose, or those of a list.

In: the root, what was chosen. Out: lines in glossary.yml, and what to tell the clerk. Never changes an entry that is there.
"""

from __future__ import annotations

import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutebook.diagnostics import show_controls
from minutebook.harvest import Findings, Proposal, are_apart, make_entry
from minutebook.importers import HAS_ALREADY, TableError, TermList, check_ending, read_table, read_terms
from minutebook.load import load
from minutebook.sources import TEXT_LIMIT, discover, find_glossary
from minutebook.termfile import NAME, NewEntry, TermFileError, list_spellings, write_entries

_LARGEST_LIST = 20_000_000
_THEN = "Look at what has changed (git diff), mend what is not right, then run: python build.py check"


@dataclass(frozen=True, slots=True)
class Added:
    """What was written, and what to tell the clerk."""

    lines: tuple[str, ...]
    """Without signs that a terminal would take for commands."""
    failed: bool = False
    """Whether something that was asked for could not be done."""


def write_proposals(root: Path, findings: Findings, chosen: Collection[str]) -> Added:
    """Add the proposals for the letters `chosen`, or for none chosen all that leave no question open."""
    proposals = {one.letters: one for one in findings.proposals}
    wanted = list(dict.fromkeys(chosen)) or list(proposals)
    entries: list[NewEntry] = []
    refused: list[str] = []
    for letters in wanted:
        if why := _find_hindrance(proposals.get(letters)):
            refused.append(f"Not added: {letters}, since {why}.")
        else:
            entries.append(make_entry(proposals[letters]))
    try:
        _check_glossary(root)
        write_entries(root / NAME, entries, findings.languages, limit=TEXT_LIMIT)
    except (TermFileError, OSError) as failed:
        return _refuse(_explain(failed))
    lines = (_count_added(entries), *refused, *([_THEN] if entries else []))
    return Added(tuple(map(show_controls, lines)), failed=bool(chosen and refused))


def import_list(root: Path, file: Path) -> Added:
    """Add the terms of a list, a CSV file or a Markdown page with a table, that the glossary does not have."""
    try:
        _check_glossary(root)
        check_ending(file.name)
        rows = read_table(_read_list(file), file.name)
        languages = load(root, discover(root).sources).languages
        found = read_terms(rows, _find_known(root), languages)
        write_entries(root / NAME, found.entries, languages, limit=TEXT_LIMIT)
    except TableError as wrong:
        return _refuse(f"{file}: {wrong}")
    except (TermFileError, OSError, UnicodeDecodeError) as failed:
        return _refuse(_explain(failed))
    return Added(tuple(map(show_controls, _report_list(found, file))))


def _check_glossary(root: Path) -> None:
    """Raise TermFileError for a glossary that a check would not even read."""
    for fault in find_glossary(root).faults:
        if fault.severity == "error":
            raise TermFileError(f"{fault}\nNothing was added.")


def _find_known(root: Path) -> dict[str, str]:
    """Return the letters that are not to come in, each with why not."""
    path = root / NAME
    spellings, ignored = list_spellings(path.read_text(encoding="utf-8-sig") if path.exists() else "")
    why = f"{NAME} names these letters under ignore:"
    return dict.fromkeys(ignored, why) | dict.fromkeys(spellings, HAS_ALREADY)


def _read_list(file: Path) -> bytes:
    """Return the bytes of a list. Raises TableError for what is no file, which might never end, and for too large a one."""
    # Asked before it is opened: a pipe that nobody writes into would be waited for.
    if not stat.S_ISREG(file.stat().st_mode):
        raise TableError("this is a folder, a pipe or a device. Save the list as a file of its own.")
    with file.open("rb") as stream:
        data = stream.read(_LARGEST_LIST + 1)
    if len(data) > _LARGEST_LIST:
        raise TableError(f"this is over {_LARGEST_LIST // 1_000_000} MB, so it is no list of acronyms.")
    return data


def _refuse(message: str) -> Added:
    return Added(tuple(show_controls(line) for line in message.split("\n")), failed=True)


def _find_hindrance(proposal: Proposal | None) -> str:
    """Return why a proposal cannot be written; nothing if it can."""
    if proposal is None:
        return "the minutes give no words for these letters (python build.py glossary shows for which they do)"
    if proposal.known:
        return f"{NAME} has these letters already; a further meaning of them is for you to write"
    if len(proposal.meanings) > 1 and not are_apart(proposal.meanings):
        return "the minutes give them several meanings; copy the lines from the report and keep what is right"
    return ""


def _report_list(found: TermList, file: Path) -> Sequence[str]:
    lines = [_count_added(found.entries)]
    if found.several:
        lines.append(
            f"Only linked, since they have several meanings (expand: never): {', '.join(found.several)}. "
            "To have them spelt out, give each meaning its bodies:."
        )
    if found.known:
        rows = "row" if found.known == 1 else "rows"
        lines.append(f"Left as they were, since {NAME} has them already: {found.known} {rows}.")
    lines.extend(
        f"{file}:{left.line}: not added: {left.letters or 'a row'}, since {left.why}." for left in found.left_out
    )
    return [*lines, _THEN] if found.entries else lines


def _count_added(entries: Sequence[NewEntry]) -> str:
    if not entries:
        return f"{NAME}: nothing added."
    few = f": {', '.join(entry.letters for entry in entries)}" if len(entries) <= 20 else ""
    return f"{NAME}: {len(entries)} {'entry' if len(entries) == 1 else 'entries'} added{few}."


def _explain(failed: Exception) -> str:
    if isinstance(failed, TermFileError):
        return str(failed)
    if isinstance(failed, UnicodeDecodeError):
        return f"{NAME} is not in UTF-8. Save it as UTF-8 first; nothing was added."
    return f"Nothing was added: {failed}."
