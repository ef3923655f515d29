"""Finds the files of a council's folder and says what each one is.

In: the root folder. Out: `Source` values in a fixed order, and faults of place and name. Reads bytes to digest them, never their meaning;
never follows a link out of the content folder.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.filenames import (
    BAD_NAME,
    DOCUMENT_NAME,
    explain_document,
    explain_ending,
    explain_name,
    explain_no_file,
    explain_no_id,
    explain_stray,
    is_expected,
    show_name,
)

SourceKind = Literal["site", "bodies", "people", "offices", "glossary", "plan", "page", "minutes", "document"]

PUBLISHED = frozenset(
    ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "png", "jpg", "jpeg", "webp", "mp3", "mp4"]
)
"""File endings that are published as documents."""
TEXT_LIMIT = 5_000_000
"""Bytes a text may have: far above any minutes, far below what would stop a build."""
DOCUMENT_LIMIT = 100_000_000
"""Bytes a document may have: GitHub takes no file over 100 MB."""
DOCUMENT_LARGE = 25_000_000

GLOSSARY = "glossary.yml"
"""The one file that counts beside the content folder."""

_SINGLE: dict[str, SourceKind] = {
    "site.yml": "site",
    "bodies.yml": "bodies",
    "people.yml": "people",
    "offices.yml": "offices",
}
_PASSED_OVER = (".", "_", "~$")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\]")
"""Signs that no address can hold, or that a browser reads as others."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MINUTES = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:-(?P<number>\d+))?")

STRAY_FILE = rule(
    "stray-file",
    "warning",
    "A file in the content folder is of no kind that is known, so it is left out.",
    why="It may be minutes with a wrong name, which nobody would then find.",
    bad="content/cabinet/18 April.md",
    good="content/cabinet/2023-04-18.md",
)
UNKNOWN_SUFFIX = rule(
    "unknown-language-suffix",
    "error",
    "A file ends in a language that the site does not have.",
    why="It would be left out without a word.",
    bad="content/cabinet/2023-04-18.fr.md",
    good="content/cabinet/2023-04-18.cy.md",
)
LINK_OUTSIDE = rule(
    "link-leaves-content",
    "error",
    "A symbolic link leads out of the content folder.",
    why="It could publish a file that is nobody's minutes.",
    bad="content/cabinet/2023-04-18/report.pdf, a link to ../../../report.pdf",
    good="content/cabinet/2023-04-18/report.pdf, the file itself",
)
UNREADABLE = rule(
    "file-unreadable",
    "error",
    "A file or folder cannot be read.",
    why="It would be left out without a word.",
    bad="content/cabinet/2023-04-18.md, with permissions for nobody but another user",
    good="content/cabinet/2023-04-18.md, which whoever builds the site may read",
)
TOO_LARGE = rule(
    "file-too-large",
    "error",
    "A text is over 5 MB, or a document over 100 MB.",
    why="No minutes are that long, and GitHub does not take larger files.",
    bad="content/cabinet/2023-04-18/recording.mp4 with 300 MB",
    good="recording: https://… in the front matter of the meeting",
)
LARGE_DOCUMENT = rule(
    "document-large",
    "warning",
    "A document is over 25 MB.",
    why="People on a phone will wait long for it, and a whole site may have 1 GB.",
    bad="content/cabinet/2023-04-18/scan.pdf with 60 MB",
    good="The same PDF saved with smaller pictures",
)
UNPUBLISHED_TYPE = rule(
    "document-type",
    "warning",
    "A file in a meeting's folder is of a type that is not published.",
    why="It is not copied to the site, so a link to it would lead nowhere.",
    bad="content/cabinet/2023-04-18/notes.pages",
    good="content/cabinet/2023-04-18/notes.pdf",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the council's folder."""

    path: str
    """From the root, with forward slashes: `content/cabinet/2023-04-18.md`."""
    kind: SourceKind
    digest: str
    """SHA-256 of its bytes."""
    size: int
    """In bytes."""
    owner: str = ""
    """The body of minutes, the plan's id, the page's slug, or the meeting's key of a document."""
    date: date | None = None
    """The day of the minutes."""
    number: int = 1
    """The n-th meeting of that day."""
    lang: str = ""
    """The language suffix; empty for the site's first language."""


@dataclass(frozen=True, slots=True)
class Found:
    """What `discover` found."""

    sources: tuple[Source, ...]
    faults: tuple[Diagnostic, ...]


def discover(root: Path) -> Found:
    """List the files of `root` that count, by path; faults of name, place and size beside them."""
    finder = _Finder(root)
    finder.add_glossary(root / GLOSSARY)
    finder.walk(root / "content")
    return Found(tuple(sorted(finder.sources, key=lambda source: source.path)), tuple(finder.faults))


def find_glossary(root: Path) -> Found:
    """Return what `discover` says of the glossary alone, without a look at the minutes."""
    finder = _Finder(root)
    finder.add_glossary(root / GLOSSARY)
    return Found(tuple(finder.sources), tuple(finder.faults))


class _Finder:
    """Gathers sources and faults while it walks."""

    def __init__(self, root: Path) -> None:
        self.sources: list[Source] = []
        self.faults: list[Diagnostic] = []
        self._root = root
        self._depth = len(root.parts)
        self._content = root / "content"
        # Not Path.resolve(), which raises where links lead round in a circle.
        self._inside = Path(os.path.realpath(self._content))
        self._folded: dict[str, str] = {}

    def walk(self, folder: Path) -> None:
        """Take in the files below `folder` by name; pass over hidden and temporary ones and links that leave content."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            self._report_unreadable(folder, error)
            return
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(_PASSED_OVER) or entry.name == "README.md":
                continue
            if entry.is_symlink():
                self._follow(path)
            elif entry.is_dir() and not self._is_expected(path):
                self.walk(path)
            elif entry.is_file():
                self._classify(path)
            else:
                self._report_no_file(path, expected=self._is_expected(path))

    def _is_expected(self, path: Path) -> bool:
        return is_expected(path.relative_to(self._content).parts, _SINGLE)

    def _follow(self, path: Path) -> None:
        """Take in a link to a file of the content folder; report any other."""
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(self._inside):
            what = "that leads out of the content folder"
        elif any(part.startswith(_PASSED_OVER) for part in real.relative_to(self._inside).parts):
            what = "to a file that is kept out of the site by its name"
        elif (
            len(parts := path.relative_to(self._content).parts) > 2
            and real.relative_to(self._inside).parts[:2] != parts[:2]
        ):
            # Its own meeting may say publish: no, which a link from another's folder must not undo.
            what = "to a file outside the folder of its meeting"
        elif not real.is_file():
            # A folder behind a link inside content would be published twice, or without end.
            self._report_no_file(path, expected=self._is_expected(path))
            return
        elif self._is_document(path) and not self._is_document(real):
            what = "to a file that is nobody's document"
        else:
            self._classify(path)
            return
        message = f"This is a symbolic link {what}, so it is not read. Put the file itself here instead of the link."
        self._report(LINK_OUTSIDE, path, message)

    def _is_document(self, path: Path) -> bool:
        parts = path.relative_to(self._inside if path.is_relative_to(self._inside) else self._content).parts
        return len(parts) > 2 and _MINUTES.fullmatch(parts[1]) is not None

    def _classify(self, path: Path) -> None:
        parts = path.parts[self._depth + 1 :]
        match parts:
            case (name,) if name in _SINGLE:
                self.add(path, _SINGLE[name])
            case ("plans", _) if path.suffix == ".yml":
                self._add_named(path, "plan", path.stem, "")
            case ("pages", name) if path.suffix == ".md":
                stem, _, lang = name.removesuffix(".md").partition(".")
                self._add_named(path, "page", stem, lang)
            case (body, _) if path.suffix == ".md":
                self._add_minutes(path, body)
            case (body, day, _, *_) if _MINUTES.fullmatch(day):
                self._add_document(path, f"{body}/{day}")
            case _ if path.suffix.lower() in (".yaml", ".yml"):
                self._report(STRAY_FILE, path, explain_ending(self._name(path), (*_SINGLE, "plans/<id>.yml")))
            case _:
                self._report(STRAY_FILE, path, explain_stray(parts, path.parent.iterdir()))

    def _add_document(self, path: Path, meeting: str) -> None:
        name = self._name(path)
        if _NO_NAME.search(name) or "index.html" in name.casefold().split("/"):
            self._report(DOCUMENT_NAME, path, explain_document(path.name))
            return
        other = self._folded.setdefault(name.casefold(), name)
        if other != name:
            message = (
                f"This document and {other} differ only in capitals, so one would hide the other. Rename one of them."
            )
            self._report(DOCUMENT_NAME, path, message)
            return
        self.add(path, "document", owner=meeting)

    def add_glossary(self, path: Path) -> None:
        """Take in the glossary, which lies beside the content folder; nothing where there is none."""
        if (other := path.with_suffix(".yaml")).is_file():
            self._report(STRAY_FILE, other, explain_ending(self._name(other), ()))
        root = os.path.realpath(self._root)
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
            message = "This is a symbolic link that leads out of the council's folder, so it is not read. Put the file itself here."
            self._report(LINK_OUTSIDE, path, message)
        elif path.is_file():
            self.add(path, "glossary")
        elif os.path.lexists(path):
            self._report_no_file(path, expected=True)

    def _add_minutes(self, path: Path, body: str) -> None:
        stem, _, lang = path.name.removesuffix(".md").partition(".")
        match = _MINUTES.fullmatch(stem)
        if not match:
            self._report(STRAY_FILE, path, explain_name(path.name, body, path.parent.iterdir()))
            return
        try:
            day = date.fromisoformat(match["date"])
        except ValueError:
            message = (
                f"There is no day {match['date']}. Give the file the day of the meeting as its name: year-month-day.md."
            )
            self._report(BAD_NAME, path, message)
            return
        if show_name(body) != body:
            message = f'The name of the folder "{show_name(body)}" is not in UTF-8. Call it as bodies.yml does.'
            self._report(BAD_NAME, path, message)
            return
        number = int(match["number"] or 1)
        if match["number"] is not None and (number < 2 or match["number"] != str(number)):
            named = match["date"]
            message = f"A second meeting on one day is {named}-2.md, a third {named}-3.md; the first has no number."
            self._report(BAD_NAME, path, message)
            return
        self.add(path, "minutes", owner=body, day=day, number=number, lang=lang)

    def _add_named(self, path: Path, kind: SourceKind, name: str, lang: str) -> None:
        if _ID.fullmatch(name):
            self.add(path, kind, owner=name, lang=lang)
            return
        self._report(BAD_NAME, path, explain_no_id(name, path.suffix))

    def add(
        self, path: Path, kind: SourceKind, *, owner: str = "", day: date | None = None, number: int = 1, lang: str = ""
    ) -> None:
        """Take in one file, if it is not too large."""
        document = kind == "document"
        try:
            with path.open("rb", 0) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > (DOCUMENT_LIMIT if document else TEXT_LIMIT):
                    self._report_too_large(path, size, document=document)
                    return
                # A text is read at once: `file_digest` makes room for a quarter of a megabyte each time.
                hashed = hashlib.file_digest(stream, "sha256") if document else hashlib.sha256(stream.read())
        except OSError as error:
            self._report_unreadable(path, error)
            return
        if document and size > DOCUMENT_LARGE:
            message = f"This document has {size / 1e6:,.0f} MB, which is long to wait for on a phone. Save it with smaller pictures."
            self._report(LARGE_DOCUMENT, path, message)
        self.sources.append(Source(self._name(path), kind, hashed.hexdigest(), size, owner, day, number, lang))

    def _report_too_large(self, path: Path, size: int, *, document: bool) -> None:
        limit = DOCUMENT_LIMIT if document else TEXT_LIMIT
        advice = "Link to where it is kept instead." if document else "Is it a text at all? Split it, or take it away."
        what = "document" if document else "text"
        message = f"This file has {size / 1e6:,.0f} MB; a {what} may have {limit / 1e6:.0f} MB. {advice}"
        self._report(TOO_LARGE, path, message)

    def _report(self, kind: Rule, path: Path, message: str) -> None:
        self.faults.append(Diagnostic(kind, Location(self._name(path)), message))

    def _report_unreadable(self, path: Path, error: OSError) -> None:
        message = f"This cannot be read ({error.strerror}). See that it is what it should be, and that you may read it."
        self._report(UNREADABLE, path, message)

    def _report_no_file(self, path: Path, *, expected: bool) -> None:
        """Report what stands in the place of a file: an error where a file of that name would be read."""
        message = explain_no_file(link=path.is_symlink(), folder=path.is_dir(), expected=expected)
        self._report(UNREADABLE if expected else STRAY_FILE, path, message)

    def _name(self, path: Path) -> str:
        return show_name("/".join(path.parts[self._depth :]))
