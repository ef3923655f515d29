"""The directory of the council as one meeting asks it. Each name that is looked up is noted, with whom it means.

In: the directory, and when and where the meeting was. Out: what the directory says, and a list of what was asked. So that a person who is new, or is
called something else, changes those meetings alone that would understand a name in another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from minutebook.codec import digest
from minutebook.model import Named
from minutebook.names import Directory

Question = tuple[str, str]
"""Through which door, and what for."""


class AskedDirectory(Directory):
    """Finds who is named, for one meeting."""

    def __init__(self, directory: Directory, body: str, on: date) -> None:
        """Ask nothing yet but for the titles that hold a comma or an "and". `body` and `on` are those of the meeting."""
        self._directory = directory
        self._body, self._on = body, on
        self.known_titles = directory.known_titles
        self.asked: dict[Question, str] = {("titles", ""): _write_titles(directory)}
        """Each question with what the answer came to."""

    def find(
        self, text: str, *, body: str = "", on: date | None = None, initials: Mapping[str, str] | None = None
    ) -> Named:
        """Return who `text` names (see `Directory.find`)."""
        if (body, on) != (self._body, self._on):
            raise ValueError("a meeting asks for its own day and body")
        if initials and (known := initials.get(" ".join(text.split()).strip(" ,;:"))):
            # What initials mean follows from whom the attendance names, which is asked as well; but not that there is such a person.
            self.asked["person", known] = _write_answer(self._directory.person(known) is not None)
        else:
            self.asked["name", text] = _write_name(self._directory, text, body, on)
        return self._directory.find(text, body=body, on=on, initials=initials)

    def near(self, text: str) -> str | None:
        """Return whom `text` may have meant (see `Directory.near`)."""
        found = self._directory.near(text)
        self.asked["near", text] = found or ""
        return found


def answer_name(directory: Directory, question: Question, body: str, on: date) -> str:
    """Return what the answer to a question of a meeting of `body` comes to now."""
    door, what = question
    match door:
        case "titles":
            return _write_titles(directory)
        case "person":
            return _write_answer(directory.person(what) is not None)
        case "name":
            return _write_name(directory, what, body, on)
        case "near":
            return directory.near(what) or ""
    raise ValueError(f"there is no door {door}")


def _write_answer(yes: bool) -> str:
    return "yes" if yes else ""


def _write_name(directory: Directory, text: str, body: str, on: date | None) -> str:
    found = directory.find(text, body=body, on=on)
    return f"{found.kind} {found.id}"


def _write_titles(directory: Directory) -> str:
    return digest(directory.known_titles.pattern.encode()) if directory.known_titles is not None else ""
