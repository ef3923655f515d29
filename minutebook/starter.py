"""Writes the file of a new meeting, so that nobody begins with an empty page.

In: the root, a body, a day. Out: one Markdown file with the facts to fill in and the body's standing items. Never writes over a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minutebook.load import Archive, load
from minutebook.sources import discover


@dataclass(frozen=True, slots=True)
class Started:
    """What was written, and what to tell the clerk."""

    path: Path | None
    """None if nothing was written."""
    message: str


def write_meeting(root: Path, body: str, day: date, lang: str) -> Started:
    """Write `content/<body>/<day>.md`, or the next number of that day; in a further language, the same meeting's file.

    The place and the people are those of the body's last meeting, since they are mostly the same. Facts stand in the first file, so a further
    language has them only where that is not there.
    """
    archive = load(root, discover(root).sources)
    if body not in archive.bodies:
        known = ", ".join(archive.bodies) or "none yet"
        return Started(None, f'bodies.yml names no body "{body}". It names: {known}.')
    if lang and lang not in archive.languages:
        return Started(None, f'"{lang}" is no language of this site, which has {", ".join(archive.languages)}.')
    folder = root / "content" / body
    first = folder / f"{day}.md"
    further = bool(lang) and lang != archive.languages[0]
    if further:
        path = folder / f"{day}.{lang}.md"
        if path.exists():
            return Started(None, f"{path} is there already.")
    else:
        number = 1
        while (path := folder / (first.name if number == 1 else f"{day}-{number}.md")).exists():
            number += 1
    alone = further and not _has_before(folder, day, archive.languages, lang)
    lang = lang or archive.languages[0]
    text = _write_items(archive, body, lang)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text if further and not alone else _write_front(archive, body, lang) + text, encoding="utf-8")
    ready = f"{path} is ready to be filled in."
    if alone:
        ready += (
            f" It has the facts on top, since there is no {first.name}. If there will be one, write that first: the facts stand there only, "
            f"so delete {path.name} and begin again without --lang."
        )
    if not further and path != first:
        ready += (
            f" It is for a further meeting of that day, since {first} was there already. If there was only one meeting, "
            f"delete {path.name} and go on in {first.name}."
        )
    return Started(path, ready)


def _has_before(folder: Path, day: date, languages: Sequence[str], lang: str) -> bool:
    """Whether the meeting has a file in a language that comes before `lang`, in which the facts stand."""
    before = languages[: languages.index(lang)]
    return any((folder / f"{day}{suffix}.md").exists() for suffix in ("", *(f".{code}" for code in before)))


def _write_front(archive: Archive, body: str, lang: str) -> str:
    """Return the front matter with the usual place and members, and empty lines for the rest."""
    fronts = [minutes.front for minutes in archive.minutes if minutes.body == body and minutes.front is not None]
    last = fronts[-1] if fronts else None
    place = last.place.best(lang)[0] if last and last.place else ""
    members = ", ".join(last.present.texts) if last and last.present else ""
    chair = last.chair if last and last.chair else ""
    lines = [
        "---",
        "time:",
        f"place: {_quote(place)}" if place else "place:",
        "status: scheduled",
        "minutes: none",
        *([f"chair: {_quote(chair)}"] if chair else []),
        f"present: {_quote(members)}" if members else "present:",
        "apologies:",
        "attending:",
        "---",
    ]
    return "\n".join(lines) + "\n"


def _write_items(archive: Archive, body: str, lang: str) -> str:
    titles = archive.bodies[body].agenda
    items = [f"## {number}. {title.best(lang)[0]}\n" for number, title in enumerate(titles, 1)]
    return "\n" + "\n".join(items or ["## 1. \n"])


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
