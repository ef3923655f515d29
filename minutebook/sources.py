"""Finds the files of a council's folder and says what each one is.

In: the root folder. Out: `Source` values in a fixed order, and faults of place and name. Reads bytes to digest them, never their meaning;
never follows a link out of the content folder.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from minutebook.diagnostics import Diagnostic, Location, rule

SourceKind = Literal["site", "bodies", "people", "offices", "glossary", "plan", "page", "minutes", "document"]

PUBLISHED = frozenset("pdf docx xlsx pptx odt ods odp csv txt png jpg jpeg webp mp3 mp4".split())
"""File endings that are published as documents."""
NEVER_PUBLISHED = frozenset("html htm xhtml svg js mjs xml css php".split())
"""Endings that could run in a reader's browser; site.yml cannot add them."""
TEXT_LIMIT = 5_000_000
"""Bytes a text may have: far above any minutes, far below what would stop a build."""
DOCUMENT_LIMIT = 100_000_000
"""Bytes a document may have: GitHub takes no file over 100 MB."""
DOCUMENT_LARGE = 25_000_000

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
BAD_NAME = rule(
    "bad-file-name",
    "error",
    "A file or folder of minutes has a name that is no date or no id.",
    why="The name gives the page its address, which must last.",
    bad="content/cabinet/2023-02-30.md",
    good="content/cabinet/2023-02-28.md",
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
    content = root / "content"
    faults: list[Diagnostic] = []
    sources: list[Source] = []
    glossary = root / "glossary.yml"
    if glossary.is_file():
        _add(sources, faults, glossary, root, "glossary")
    for path in _walk(content, content.resolve(), faults, root):
        parts = path.relative_to(content).parts
        _classify(path, parts, sources, faults, root)
    return Found(tuple(sorted(sources, key=lambda source: source.path)), tuple(faults))


def _walk(folder: Path, content: Path, faults: list[Diagnostic], root: Path) -> Iterator[Path]:
    """Yield the files below `folder` by name, passing over hidden and temporary ones and links that leave content."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith((".", "_", "~$")) or entry.name == "README.md":
            continue
        path = Path(entry.path)
        if entry.is_symlink() and not path.resolve().is_relative_to(content):
            faults.append(
                Diagnostic(
                    LINK_OUTSIDE,
                    Location(path.relative_to(root).as_posix()),
                    "This is a symbolic link that leads out of the content folder, so it is not read. "
                    "Put the file itself here instead of the link.",
                )
            )
        elif entry.is_dir():
            if entry.is_symlink():
                continue  # a folder seen through a link inside content would be published twice, or without end
            yield from _walk(path, content, faults, root)
        elif entry.is_file():
            yield path


def _classify(path: Path, parts: Sequence[str], sources: list[Source], faults: list[Diagnostic], root: Path) -> None:
    where = Location(path.relative_to(root).as_posix())
    single = {"site.yml": "site", "bodies.yml": "bodies", "people.yml": "people", "offices.yml": "offices"}
    if len(parts) == 1 and parts[0] in single:
        kind: SourceKind = single[parts[0]]  # type: ignore[assignment]
        _add(sources, faults, path, root, kind)
    elif len(parts) == 2 and parts[0] == "plans" and path.suffix == ".yml":
        _add_named(sources, faults, path, root, "plan", path.stem, "")
    elif len(parts) == 2 and parts[0] == "pages" and path.suffix == ".md":
        stem, _, lang = path.name.removesuffix(".md").partition(".")
        _add_named(sources, faults, path, root, "page", stem, lang)
    elif len(parts) == 2 and path.suffix == ".md":
        _add_minutes(sources, faults, path, root, parts[0])
    elif len(parts) >= 3 and _MINUTES.fullmatch(parts[1]):
        _add_document(sources, faults, path, root, f"{parts[0]}/{parts[1]}")
    else:
        faults.append(
            Diagnostic(
                STRAY_FILE,
                where,
                "This file is left out, because nothing here has such a name. Minutes are content/<body>/<date>.md, "
                "as in content/council/2023-05-16.md; a meeting's documents go into the folder content/<body>/<date>/.",
            )
        )


def _add_minutes(sources: list[Source], faults: list[Diagnostic], path: Path, root: Path, body: str) -> None:
    where = Location(path.relative_to(root).as_posix())
    stem, _, lang = path.name.removesuffix(".md").partition(".")
    match = _MINUTES.fullmatch(stem)
    if not match:
        message = (
            f'"{path.name}" does not begin with a date, so it is not read as minutes. '
            f"Name it after the day of the meeting: {body}/2023-05-16.md."
        )
        faults.append(Diagnostic(STRAY_FILE, where, message))
        return
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        message = f"There is no day {match['date']}. Give the file the day of the meeting as its name: year-month-day.md."
        faults.append(Diagnostic(BAD_NAME, where, message))
        return
    number = int(match["number"] or 1)
    if match["number"] is not None and (number < 2 or match["number"] != str(number)):
        message = f"A second meeting on one day is {match['date']}-2.md, a third {match['date']}-3.md; the first has no number."
        faults.append(Diagnostic(BAD_NAME, where, message))
        return
    _add(sources, faults, path, root, "minutes", owner=body, day=day, number=number, lang=lang)


def _add_named(
    sources: list[Source], faults: list[Diagnostic], path: Path, root: Path, kind: SourceKind, name: str, lang: str
) -> None:
    if not _ID.fullmatch(name):
        message = (
            f'"{name}" cannot be an address. Use small letters a to z, figures and single hyphens: '
            f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'name'}{path.suffix}."
        )
        faults.append(Diagnostic(BAD_NAME, Location(path.relative_to(root).as_posix()), message))
        return
    _add(sources, faults, path, root, kind, owner=name, lang=lang)


def _add_document(sources: list[Source], faults: list[Diagnostic], path: Path, root: Path, meeting: str) -> None:
    _add(sources, faults, path, root, "document", owner=meeting)


def _add(
    sources: list[Source],
    faults: list[Diagnostic],
    path: Path,
    root: Path,
    kind: SourceKind,
    *,
    owner: str = "",
    day: date | None = None,
    number: int = 1,
    lang: str = "",
) -> None:
    where = Location(path.relative_to(root).as_posix())
    size = path.stat().st_size
    limit = DOCUMENT_LIMIT if kind == "document" else TEXT_LIMIT
    if size > limit:
        message = (
            f"This file has {size / 1e6:,.0f} MB; a {'document' if kind == 'document' else 'text'} may have "
            f"{limit / 1e6:.0f} MB. "
            + ("Link to where it is kept instead." if kind == "document" else "Is it a text at all? Split it, or take it away.")
        )
        faults.append(Diagnostic(TOO_LARGE, where, message))
        return
    if kind == "document" and size > DOCUMENT_LARGE:
        message = f"This document has {size / 1e6:,.0f} MB, which is long to wait for on a phone. Save it with smaller pictures."
        faults.append(Diagnostic(LARGE_DOCUMENT, where, message))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    sources.append(Source(where.path, kind, digest, size, owner, day, number, lang))
