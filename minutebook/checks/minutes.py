"""What a check of single meetings may look at: one meeting with all that belongs to it, and the council's own files.

In: the register. Out: one value a meeting. It shows no other meeting, and no day of today, so what is found in it holds until one of both changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.glossing import ReadLines
from minutebook.model import Body, Meeting, Office, Person, Prose, Record, Register, Site


@dataclass(frozen=True, slots=True, eq=False)
class Council:
    """What the council's own files say; one value for all meetings."""

    site: Site
    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]

    @classmethod
    def of(cls, register: Register) -> Council:
        """Return that of a register."""
        return cls(register.site, register.bodies, register.people, register.offices)


class Minutes:
    """One meeting, to be checked."""

    __slots__ = ("_council", "_prose", "_read_lines", "asked_council", "meeting", "records")

    def __init__(
        self,
        meeting: Meeting,
        records: tuple[Record, ...],
        prose: Mapping[str, Prose],
        council: Council,
        read_lines: ReadLines,
    ) -> None:
        """`prose` and `read_lines` are asked for the meeting's files alone."""
        self.meeting = meeting
        self.records = records
        """Its own, in the order of the text."""
        self._prose = prose
        self._read_lines = read_lines
        self._council = council
        self.asked_council = False
        """Whether anybody looked at the council's files: what was found depends on them, too."""

    def find_prose(self, path: str) -> Prose:
        """Return how one of its files was understood. Raises KeyError for any other file."""
        self._claim(path)
        return self._prose[path]

    def read_lines(self, path: str) -> Sequence[str]:
        """Return the lines of one of its files, so that a finding has the column of its words. Raises KeyError for any other file."""
        self._claim(path)
        return self._read_lines(path)

    def _claim(self, path: str) -> None:
        if all(path != version.path for version in self.meeting.versions):
            raise KeyError(path)

    @property
    def council(self) -> Council:
        """What the council's own files say."""
        self.asked_council = True
        return self._council


def list_minutes(register: Register, keys: Iterable[str], read_lines: ReadLines) -> Iterator[Minutes]:
    """Yield the meetings with these keys."""
    wanted = list(keys)
    if not wanted:
        return
    council = Council.of(register)
    records: dict[str, list[Record]] = {key: [] for key in wanted}
    for record in register.records.values():
        if (own := records.get(record.meeting)) is not None:
            own.append(record)
    for key, own in records.items():
        yield Minutes(register.meetings[key], tuple(own), register.prose, council, read_lines)
