"""Resolves references: `[[…]]` in prose, and the same without brackets in YAML and in the details of records.

In: an index of everything that can be named. Out: targets, or in plain words why a reference names nothing. Never reads a file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutebook.i18n import RecordKind
from minutebook.model import Target, TargetKind

_MEETING = re.compile(r"(?P<body>[a-z0-9-]+)/(?P<day>\d{4}-\d{2}-\d{2}(?:-\d+)?)")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a reference names nothing, and what was probably meant."""

    reason: str
    ambiguous: bool = False
    """Whether it names too much instead."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that a reference can name."""

    meetings: Mapping[str, frozenset[str]]
    """Anchors of items, sub-headings and records by meeting key."""
    records: Mapping[str, RecordKind]
    """What kind each record is, by its key."""
    named: Mapping[str, tuple[str, ...]]
    """Meetings that hold an anchor which a clerk gave to a record, by anchor."""
    hidden: frozenset[str]
    """Keys of meetings, and ids of plans (`plans/x`) and pages (`pages/x`), that are not published."""
    hidden_names: frozenset[str]
    """Anchors that a clerk gave to records of meetings that are not published."""
    people: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    pages: frozenset[str]
    plans: Mapping[str, frozenset[str]]
    """Ids of actions by plan."""
    terms: Mapping[str, tuple[str, ...]]
    """Ids of meanings by id and by letters."""

    def resolve(self, text: str, meeting: str = "") -> Target | Failure:
        """Return what `text`, standing in the minutes with the key `meeting`, names."""
        text = text.strip()
        place, mark, anchor = text.partition("#")
        if not place and mark:
            return (
                self._find_anchor(meeting, anchor) if meeting else Failure(f'"{text}" needs the meeting before its #')
            )
        if _MEETING.fullmatch(place):
            return self._find_meeting(place, anchor, mark)
        first, slash, rest = place.partition("/")
        if slash:
            return self._find_listed(first, rest, anchor)
        if mark:
            return Failure(f'"{place}" names no meeting or plan, so nothing in it can be found')
        return self._find_word(text)

    def _find_meeting(self, key: str, anchor: str, mark: str) -> Target | Failure:
        if key in self.hidden:
            return Target("hidden", key)
        if key not in self.meetings:
            return Failure(f"there are no minutes {key}{suggest(key, self.meetings)}")
        return self._find_anchor(key, anchor) if mark else Target("meeting", key)

    def _find_anchor(self, meeting: str, anchor: str) -> Target | Failure:
        if meeting in self.hidden:
            return Target("hidden", meeting)
        key = f"{meeting}#{anchor}"
        if key in self.records:
            return Target("record", key)
        anchors = self.meetings.get(meeting, frozenset())
        if anchor in anchors:
            return Target("item", key)
        return Failure(f"there is no #{anchor} in {meeting}{suggest(anchor, anchors)}")

    def _find_listed(self, first: str, rest: str, anchor: str) -> Target | Failure:
        if f"{first}/{rest}" in self.hidden:
            return Target("hidden", f"{first}/{rest}")
        if first == "plans" and rest in self.plans:
            if not anchor:
                return Target("plan", rest)
            if anchor in self.plans[rest]:
                return Target("plan-action", f"{rest}#{anchor}")
            return Failure(f"the plan {rest} has no action {anchor}{suggest(anchor, self.plans[rest])}")
        simple: dict[str, tuple[TargetKind, frozenset[str]]] = {
            "people": ("person", self.people),
            "offices": ("office", self.offices),
            "pages": ("page", self.pages),
        }
        if first in simple and rest in simple[first][1]:
            return Target(simple[first][0], rest)
        if first == "glossary" and len(self.terms.get(rest, ())) == 1:
            return Target("term", self.terms[rest][0])
        return self._explain_listed(first, rest)

    def _explain_listed(self, first: str, rest: str) -> Failure:
        known: dict[str, Iterable[str]] = {
            "people": self.people,
            "offices": self.offices,
            "plans": self.plans,
            "pages": self.pages,
            "glossary": self.terms,
        }
        if first in known:
            return Failure(f'nobody and nothing in {first} is called "{rest}"{suggest(rest, known[first])}')
        if first in self.bodies:
            return Failure(f"{first}/{rest} is no meeting; write its day as {first}/2023-05-16")
        return Failure(f'"{first}" is no body; a reference to a meeting is written body/2023-05-16')

    def _find_word(self, word: str) -> Target | Failure:
        found: list[Target] = [Target("record", f"{meeting}#{word}") for meeting in self.named.get(word, ())]
        if word in self.people:
            found.append(Target("person", word))
        if word in self.offices:
            found.append(Target("office", word))
        if word in self.bodies:
            found.append(Target("body", word))
        if word in self.pages:
            found.append(Target("page", word))
        found.extend(Target("term", term) for term in self.terms.get(word, ()))
        if len(found) == 1:
            return found[0]
        if found:
            names = " or ".join(_write_out(target) for target in found)
            return Failure(f'"{word}" may be {names}; write the one you mean', ambiguous=True)
        if word in self.hidden_names or f"pages/{word}" in self.hidden or f"plans/{word}" in self.hidden:
            return Target("hidden", word)
        everything = {*self.named, *self.people, *self.offices, *self.bodies, *self.pages, *self.terms}
        return Failure(f'nothing is called "{word}"{suggest(word, everything)}')


def suggest(word: str, known: Iterable[str]) -> str:
    """Return `. Did you mean x?` for the nearest of `known`, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f". Did you mean {near[0]}?" if near else ""


def _write_out(target: Target) -> str:
    folder = {"person": "people/", "office": "offices/", "term": "glossary/", "page": "pages/"}.get(target.kind, "")
    return folder + target.key
