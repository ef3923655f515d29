"""Links the meetings whose files were read in this build, in several processes where that is faster.

In: their drafts, and what they are linked against. Out: their values, and these as bytes to be kept; the same whatever the number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.link.drafting import FEW, ReadMeeting, has_error
from minutebook.link.inquiry import Inquiry
from minutebook.link.joining import Grounds, LinkedMeeting, link_meeting
from minutebook.link.kept import Face, pack_meeting, read_meeting
from minutebook.link.world import World
from minutebook.processes import can_copy, work_through

_NOTHING = "0" * 32
"""What stands for the inputs of a meeting where nothing is kept."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be linked, and against what."""

    meetings: Sequence[ReadMeeting]
    grounds: Grounds
    world: World
    documents: Mapping[str, Sequence[tuple[str, int]]]
    """Of the folder of each meeting, by its key."""
    inputs: Mapping[str, str]
    """Digests of what each is made from, by its key; nothing where nothing is kept."""
    people: str
    """The digest of all names in the council's files (see `digest_names`)."""

    def link(self, number: int) -> tuple[LinkedMeeting, Inquiry]:
        """Return a meeting with all its faults, and what it asked."""
        read = self.meetings[number]
        key = read.exports.key
        inquiry = Inquiry(self.world, key, read.exports.body, read.exports.date)
        linked = link_meeting(read.open_draft(), self.grounds, self.documents.get(key, ()), inquiry)
        return LinkedMeeting(linked.meeting, linked.records, linked.prose, (*read.faults, *linked.faults)), inquiry

    def pack(self, number: int, linked: LinkedMeeting, inquiry: Inquiry) -> tuple[Face, bytes, bool]:
        """Return what must be known of a meeting, all of it as bytes, and whether these may be used by another build."""
        read = self.meetings[number]
        inputs = self.inputs.get(read.exports.key, _NOTHING)
        face, data = pack_meeting(linked, read.exports, inquiry, inputs, self.people)
        keeps = read.sound and not (inquiry.failed or read.exports.unpublished or has_error(linked.faults))
        return face, data, keeps

    def link_and_pack(self, number: int) -> tuple[bytes, bool]:
        """Return a meeting as bytes, and whether these may be used by another build."""
        _, data, keeps = self.pack(number, *self.link(number))
        return data, keeps


@dataclass(frozen=True, slots=True)
class Made:
    """One meeting, linked in this build."""

    linked: LinkedMeeting
    """With the faults of its files."""
    face: Face | None
    """None where nothing is kept."""
    data: bytes
    """To be kept; empty for what must not be."""


def link_meetings(task: Task, *, jobs: int) -> Iterator[Made]:
    """Yield every meeting of a task, in order, linked by `jobs` processes."""
    count = len(task.meetings)
    if jobs > 1 and count > FEW and can_copy():
        yield from _link_apart(task, count, jobs)
        return
    for number in range(count):
        linked, inquiry = task.link(number)
        if not task.inputs:
            yield Made(linked, None, b"")
            continue
        face, data, keeps = task.pack(number, linked, inquiry)
        yield Made(linked, face, data if keeps else b"")


def _link_apart(task: Task, count: int, jobs: int) -> Iterator[Made]:
    """Let copies of this process link, which have the drafts for nothing. What they make comes back as bytes, and stays so until it is asked for."""
    for number, (data, keeps) in enumerate(work_through(_start, task, count, jobs)):
        key = task.meetings[number].exports.key
        kept = read_meeting(data, task.inputs.get(key, _NOTHING), task.people)
        if kept is None:
            raise RuntimeError(f"{key} cannot be read as it was packed")
        yield Made(kept.read(), kept.face, data if keeps else b"")


def _start(task: Task) -> Callable[[int], tuple[bytes, bool]]:
    return task.link_and_pack
