"""What was found in single meetings at the last build.

In: what is recalled. Out: findings of meetings that are the same as then; where a check looked at the council's own files, if these are
the same, too. All are kept as one value: in most meetings nothing is found, and that is all there is to say of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from minutebook.checks.minutes import Council, Minutes
from minutebook.codec import Codec, UnreadableError, codec_for, digest
from minutebook.diagnostics import RULES, Location
from minutebook.model import Body, Office, Person, Register, Site
from minutebook.recall import Recall

_TABLE: Final = "checks"
_KEY: Final = "meetings"


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A fault that one meeting has."""

    code: str
    """Of its rule."""
    place: Location
    message: str


@dataclass(frozen=True, slots=True)
class CheckedMeeting:
    """What was found in one meeting."""

    digest: str
    """Of the meeting."""
    council: str = ""
    """Digest of the council's own files; empty where nobody looked at them."""
    findings: tuple[KeptFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedMeetings:
    """What was found in all meetings."""

    plain: Mapping[str, str]
    """Digests of meetings without any fault, in which nobody looked at the council's files; by their keys."""
    others: Mapping[str, CheckedMeeting]


@dataclass(frozen=True, slots=True)
class _CouncilFiles:
    site: Site
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    offices: tuple[Office, ...]


_COUNCIL: Final[Codec[_CouncilFiles]] = codec_for(_CouncilFiles)


class KeptFindings:
    """What is known of meetings, as long as one run lasts."""

    def __init__(self, recall: Recall, register: Register) -> None:
        """Read what is kept."""
        self._recall = recall
        self._register = register
        kept = _read(recall)
        self._plain = {key: known for key, known in kept.plain.items() if known == recall.digests.get(key)}
        self._others = {
            key: known
            for key, known in kept.others.items()
            if known.digest == recall.digests.get(key) and known.council in ("", self._council)
        }

    def list_known(self) -> Iterator[KeptFinding]:
        """Yield the faults of meetings that are known, in the order of the register."""
        for key in self._register.meetings:
            if key in self._others:
                yield from self._others[key].findings

    def list_unknown(self) -> list[str]:
        """Return the keys of the meetings that have to be checked, in the order of the register."""
        return [key for key in self._register.meetings if key not in self._plain and key not in self._others]

    def add(self, minutes: Minutes, findings: Sequence[KeptFinding]) -> None:
        """Note what was found in a meeting now."""
        meeting = minutes.meeting
        if not self._recall.may_keep(meeting):
            return
        known = self._recall.digests[meeting.key]
        if findings or minutes.asked_council:
            council = self._council if minutes.asked_council else ""
            self._others[meeting.key] = CheckedMeeting(known, council, tuple(findings))
        else:
            self._plain[meeting.key] = known

    def keep(self) -> None:
        """Write it down for the next build."""
        if self._recall.store is not None:
            packed = codec_for(CheckedMeetings).pack(CheckedMeetings(self._plain, self._others))
            self._recall.store.write(_TABLE, _KEY, packed)

    @cached_property
    def _council(self) -> str:
        council = Council.of(self._register)
        files = _CouncilFiles(
            council.site,
            tuple(council.bodies.values()),
            tuple(council.people.values()),
            tuple(council.offices.values()),
        )
        return digest(_COUNCIL.pack(files))


def _read(recall: Recall) -> CheckedMeetings:
    packed = recall.store.read(_TABLE, _KEY) if recall.store is not None else None
    try:
        kept = codec_for(CheckedMeetings).unpack(packed) if packed is not None else CheckedMeetings({}, {})
    except UnreadableError:
        return CheckedMeetings({}, {})
    codes = {found.code for known in kept.others.values() for found in known.findings}
    return kept if codes <= RULES.keys() else CheckedMeetings({}, {})
