"""One linked meeting as it is kept from build to build: what the others know of it, what it asked them, and its own values.

In: a linked meeting, and the bytes of an earlier build. Out: bytes, and what stands in them. What is not what it should be is no value at all: it is
then made anew.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutebook.codec import UnreadableError, codec_for, digest
from minutebook.diagnostics import RULES, Diagnostic, Location
from minutebook.link.asked import Question
from minutebook.link.council import Council
from minutebook.link.exports import Exports
from minutebook.link.inquiry import Inquiry
from minutebook.link.joining import Grounds, LinkedMeeting
from minutebook.load import MeetingFiles
from minutebook.model import (
    Action,
    Body,
    Decision,
    Declaration,
    Meeting,
    Office,
    Person,
    Prose,
    Recommendation,
    Response,
    Summary,
    Update,
)
from minutebook.outlines import outline_digest

AnyRecord = Decision | Recommendation | Response | Action | Update | Declaration | Summary

_HEAD = struct.Struct(">16s16sIII")
"""What a meeting was made from, the names that there were, and the sizes of its first three parts; four follow."""


@dataclass(frozen=True, slots=True)
class KeptFault:
    """A fault, its rule by name."""

    code: str
    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Face:
    """What must be known of a kept meeting before its values are used."""

    exports: Exports
    asked: tuple[tuple[str, str, str], ...]
    """Door, question and what the answer came to."""
    faults: tuple[KeptFault, ...]
    published: tuple[str, ...]
    """Paths below the content folder of the files that its pages show or lead to."""
    digest: str
    """Of its values."""
    outline: str
    """The digest of what it says to pages of other meetings (see `outlines`)."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the register holds of a meeting."""

    meeting: Meeting
    records: tuple[AnyRecord, ...]
    prose: Mapping[str, Prose]


@dataclass(frozen=True, slots=True)
class _Names:
    """Which names a meeting asked for."""

    asked: tuple[tuple[str, str, str], ...]
    """Door, question and what the answer came to."""


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """A meeting of an earlier build, whose values are still bytes."""

    face: Face
    same_names: bool
    """Whether all names in the council's files are those of that build, so that none need be asked for again."""
    _names: bytes
    _light: bytes
    _heavy: bytes

    def list_names(self) -> tuple[tuple[str, str, str], ...]:
        """Return what was asked of the directory: door, question and what the answer came to. Raises UnreadableError."""
        return codec_for(_Names).unpack(self._names).asked

    def read(self) -> LinkedMeeting:
        """Return the values; what is heavy in them is unpacked when it is asked for. Raises UnreadableError."""
        values = codec_for(Values).unpack_apart(self._light, self._heavy)
        faults = tuple(_read_fault(fault) for fault in self.face.faults)
        return LinkedMeeting(values.meeting, values.records, values.prose, faults)


@dataclass(frozen=True, slots=True)
class _People:
    """All that has a name in the council's files."""

    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]


def digest_grounds(grounds: Grounds) -> str:
    """Return a digest of what every meeting is linked against."""
    return digest(codec_for(Grounds).pack(grounds))


def digest_names(council: Council) -> str:
    """Return a digest of all from which the directory is made."""
    return digest(codec_for(_People).pack(_People(council.bodies, council.people, council.offices)))


def digest_inputs(meeting: MeetingFiles, documents: Sequence[tuple[str, int]], grounds: str) -> str:
    """Return a digest of all that a meeting is made from but the answers of others. `grounds` is what `digest_grounds` returns."""
    parts = [grounds, meeting.key]
    for source, lang in meeting.files:
        parts += (source.path, lang, source.digest)
    for path, size in documents:
        parts += (path, str(size))
    return digest(*(part.encode("utf-8", "surrogatepass") for part in parts))


def pack_meeting(
    linked: LinkedMeeting, exports: Exports, inquiry: Inquiry, inputs: str, people: str
) -> tuple[Face, bytes]:
    """Return what must be known of a meeting, and all of it as bytes. Its faults are those of its files too.

    `inputs` and `people` are what `digest_inputs` and `digest_names` return.
    """
    values = Values(linked.meeting, linked.records, linked.prose)  # type: ignore[arg-type]  # every record is one of these
    light, heavy = codec_for(Values).pack_apart(values)
    face = Face(
        exports,
        _list_asked(inquiry.asked),
        tuple(_keep_fault(fault) for fault in linked.faults),
        tuple(sorted(linked.list_published())),
        digest(light, heavy),
        outline_digest(linked.meeting, linked.records, linked.prose),
    )
    front = codec_for(Face).pack(face)
    names = codec_for(_Names).pack(_Names(_list_asked(inquiry.directory.asked)))
    head = _HEAD.pack(bytes.fromhex(inputs), bytes.fromhex(people), *map(len, (front, names, light)))
    return face, b"".join((head, front, names, light, heavy))


def _list_asked(asked: Mapping[Question, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((door, what, answer) for (door, what), answer in asked.items())


def read_meeting(data: bytes, inputs: str, people: str) -> KeptMeeting | None:
    """Return what is kept of a meeting; None where it was made from other inputs, or cannot be read."""
    if len(data) < _HEAD.size:
        return None
    made_from, known, *sizes = _HEAD.unpack_from(data)
    if made_from.hex() != inputs:
        return None
    parts = []
    start = _HEAD.size
    for size in sizes:
        parts.append(data[start : start + size])
        start += size
    try:
        face = codec_for(Face).unpack(parts[0])
    except UnreadableError:
        return None
    return KeptMeeting(face, known.hex() == people, parts[1], parts[2], data[start:])


def renew(data: bytes, people: str) -> bytes:
    """Return the bytes of a kept meeting, all of whose names mean the same among those that there are now."""
    return data[:16] + bytes.fromhex(people) + data[32:]


def _keep_fault(fault: Diagnostic) -> KeptFault:
    place = fault.location
    return KeptFault(fault.code, place.path, place.line, place.column, fault.message)


def _read_fault(fault: KeptFault) -> Diagnostic:
    if fault.code not in RULES:
        raise UnreadableError(f"no rule {fault.code}")
    return Diagnostic(RULES[fault.code], Location(fault.path, fault.line, fault.column), fault.message)
