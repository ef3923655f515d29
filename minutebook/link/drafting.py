"""Reads many meetings up to their drafts, in several processes where that is faster.

In: the files of each meeting. Out: what each is to the others, its faults, and its draft, in the same order whatever the number of processes. A draft
that another process made stays packed until it is linked, which is done by yet another one: here it is only handed on.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutebook.diagnostics import Diagnostic
from minutebook.link.drafts import MeetingDraft, draft_meeting
from minutebook.link.exports import Exports, export
from minutebook.load import LoadedMeeting, MeetingFiles, load_meeting
from minutebook.processes import work_through

FEW = 64
"""Meetings that one process does sooner than others could be started."""


@dataclass(frozen=True, slots=True)
class ReadMeeting:
    """A meeting whose files were read in this build."""

    exports: Exports
    faults: tuple[Diagnostic, ...]
    """Of its files, and of putting them together."""
    sound: bool
    """Whether it may be kept: nothing in its files is an error, and they were not changed since they were found."""
    _draft: MeetingDraft | bytes

    def open_draft(self) -> MeetingDraft:
        """Return its draft."""
        if isinstance(self._draft, MeetingDraft):
            return self._draft
        draft: MeetingDraft = pickle.loads(self._draft)  # noqa: S301 - made by a process of this build
        return draft


@dataclass(frozen=True, slots=True)
class _Task:
    root: Path
    meetings: Sequence[MeetingFiles]
    languages: tuple[str, ...]
    bodies: Collection[str]
    packs: bool

    def read(self, number: int) -> ReadMeeting | LoadedMeeting:
        files = self.meetings[number]
        loaded = load_meeting(self.root, files, self.languages)
        if not loaded.minutes or files.body not in self.bodies:
            return loaded
        draft, found = draft_meeting(loaded.minutes, self.languages)
        faults = (*loaded.faults, *found)
        sound = loaded.same and len(loaded.minutes) == len(files.files) and not has_error(faults)
        return ReadMeeting(export(draft), faults, sound, pickle.dumps(draft, -1) if self.packs else draft)


def read_meetings(
    root: Path,
    meetings: Sequence[MeetingFiles],
    languages: tuple[str, ...],
    bodies: Collection[str],
    *,
    jobs: int,
    note: Callable[[int, int], None] | None,
) -> Iterator[ReadMeeting | LoadedMeeting]:
    """Yield each meeting, read by `jobs` processes; what its files say, where it has no draft: none can be read, or `bodies` has not its body.

    `note` is told how many have been read, and of how many.
    """
    count = len(meetings)
    jobs = jobs if count > FEW else 1
    task = _Task(root, meetings, languages, frozenset(bodies), packs=jobs > 1)
    for done, one in enumerate(work_through(_start, task, count, jobs), 1):
        yield one
        if note is not None:
            note(done, count)


def _start(task: _Task) -> Callable[[int], ReadMeeting | LoadedMeeting]:
    return task.read


def has_error(faults: Iterable[Diagnostic]) -> bool:
    """Whether one of some faults is an error."""
    return any(fault.severity == "error" for fault in faults)
