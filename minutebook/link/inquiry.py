"""The doors through which the minutes of one meeting ask what others hold. Each question and its answer is noted.

In: what there is in the whole archive. Out: answers, and a list of what was asked. A meeting that is linked again from the same files has the same
outcome where all that it asked is answered the same; so nothing of another meeting may be read but through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from minutebook.acronyms import report_overrides
from minutebook.diagnostics import Diagnostic, Location
from minutebook.i18n import RecordKind
from minutebook.link.asked import AskedDirectory, Question
from minutebook.link.files import FileKind
from minutebook.link.references import Failure
from minutebook.link.world import World
from minutebook.model import Target


class Inquiry:
    """What one meeting (or a plain page, which has no key) may ask of the others."""

    def __init__(self, world: World, meeting: str = "", body: str = "", on: date = date.min) -> None:
        """Ask nothing yet. `meeting` is the key of the one that asks, of a `body` on a day."""
        self._world = world
        self.meeting = meeting
        self.directory = AskedDirectory(world.directory, body, on)
        """Whom names mean in this meeting."""
        self.asked: dict[Question, str] = {}
        """Each question with what the answer came to."""
        self.failed = False
        """Whether some answer depends on more than was asked, such as a suggestion of what was meant."""
        self.kinds: Mapping[str, RecordKind] = _Kinds(self)
        """What kind each record of the site is, by its key."""

    def resolve(self, text: str) -> Target | Failure:
        """Return what a reference names."""
        found = self._world.index.resolve(text, self.meeting)
        if isinstance(found, Failure):
            self.failed = True
        self.asked["reference", text] = _write_target(found)
        return found

    def find_kind(self, record: str) -> RecordKind | None:
        """Return what kind a record is; None for none."""
        found = self._world.index.records.get(record)
        self.asked["kind", record] = found or ""
        return found

    def is_meeting(self, key: str) -> bool:
        """Whether there is a published meeting with this key."""
        found = key in self._world.index.meetings
        self.asked["meeting", key] = _write_answer(found)
        return found

    def is_moving(self, record: str) -> bool:
        """Whether a record's anchor is only counted, in draft minutes."""
        found = record in self._world.moving
        self.asked["moving", record] = _write_answer(found)
        return found

    def find_file(self, below: str) -> tuple[FileKind, str] | None:
        """Return what is published from a file below the content folder (see `Files.find`)."""
        found = self._world.files.find(below)
        self.asked["file", below] = _write_file(found)
        return found

    def has_anchor(self, page: str, anchor: str) -> bool:
        """Whether there is such an anchor on the page of a meeting or on a plain page (see `Files.has_anchor`)."""
        found = self._world.files.has_anchor(page, anchor)
        self.asked["anchor", f"{page}#{anchor}"] = _write_answer(found)
        return found

    def explain_lost(self, address: str, path: str) -> str:
        """Return what to say of an address that leads to nothing that is published."""
        self.failed = True
        return self._world.files.explain_lost(address, path)

    def check_terms(self, chosen: Mapping[str, str | None], places: Mapping[str, Location]) -> list[Diagnostic]:
        """Return what is wrong with the meanings that a meeting chooses for letters (see `report_overrides`)."""
        for letters in chosen:
            self.asked["letters", letters] = _write_meanings(self._world, letters)
        usable = {letters: term for letters, term in chosen.items() if letters not in self._world.faulty}
        faults = report_overrides(usable, self._world.glossary, places)
        self.failed = self.failed or bool(faults)
        return faults


class _Kinds(Mapping[str, RecordKind]):
    """The kinds of records, each asked for by an inquiry."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry

    def __getitem__(self, record: str) -> RecordKind:
        found = self._inquiry.find_kind(record)
        if found is None:
            raise KeyError(record)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("kinds are asked for one by one")

    def __len__(self) -> int:
        raise TypeError("kinds are asked for one by one")


def answer(world: World, question: Question, meeting: str) -> str:
    """Return what the answer to a question of a meeting comes to now."""
    door, what = question
    match door:
        case "reference":
            return _write_target(world.index.resolve(what, meeting))
        case "kind":
            return world.index.records.get(what) or ""
        case "meeting":
            return _write_answer(what in world.index.meetings)
        case "moving":
            return _write_answer(what in world.moving)
        case "file":
            return _write_file(world.files.find(what))
        case "anchor":
            page, _, anchor = what.partition("#")
            return _write_answer(world.files.has_anchor(page, anchor))
        case "letters":
            return _write_meanings(world, what)
    raise ValueError(f"there is no door {door}")


def _write_answer(yes: bool) -> str:
    return "yes" if yes else ""


def _write_target(found: Target | Failure) -> str:
    return "" if isinstance(found, Failure) else f"{found.kind} {found.key}"


def _write_file(found: tuple[FileKind, str] | None) -> str:
    return " ".join(found) if found else ""


def _write_meanings(world: World, letters: str) -> str:
    if letters in world.faulty:
        return "faulty"
    return " ".join(term.id for term in world.glossary.meanings(letters))
