"""Whom a name means: people by id, name or initial, offices by title, parts of the body, bodies.

In: the people, offices and bodies of the council, once; then texts. Out: `Named`. Lookups are by dictionary, since there is one
for every name of every meeting; the near misses are searched only for names that nobody has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from minutebook.i18n import AND_ANYWHERE, AND_BEFORE_NAMES, AND_WORDS, OWNER_WORDS, phrase_pattern
from minutebook.model import Body, Membership, Named, Office, Person
from minutebook.names.lists import split_parts
from minutebook.names.spelling import is_id, is_title, name_key

_AND = phrase_pattern(AND_ANYWHERE)
_INSIDE = "".join(rf"(?<!\b{re.escape(word.partition('/')[0])})" for word in sorted(AND_ANYWHERE) if "/" in word)
"""Behind the `and` of `and/or` the stroke parts nothing."""
_OWNER_JOINT = re.compile(
    rf"\s*{_INSIDE}[,;/]\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND}|AND)\s+|\s+(?:{phrase_pattern(AND_BEFORE_NAMES)})\s+(?=[A-ZÀ-ÞŴŶ])"
)
_LAST_LETTERS = re.compile(r"(?P<sign>[,/])\s*(?P<letters>[A-Z]{2,4})[.\s]*$")
"""Letters at the end, which may be honours or initials."""
_HOLDS_JOINT = re.compile(rf"[,;/&]|\s(?:{phrase_pattern(AND_WORDS)})\s", re.IGNORECASE)
_NEAR = 0.8
"""How alike two names must be, as `SequenceMatcher.ratio` counts, for one to be taken for a slip of the other."""


class Directory:
    """Finds who is named. Built once a build; its content never changes."""

    def __init__(self, people: Iterable[Person], offices: Iterable[Office], bodies: Iterable[Body]) -> None:
        """Take in the council's people, offices and bodies."""
        self._people = {person.id: person for person in people}
        self._offices = {office.id: office for office in offices}
        self._bodies = {body.id: body for body in bodies}
        self._by_name: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._by_initial: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._with_members: set[str] = set()
        titles = []
        for person in self._people.values():
            self._take_in_person(person)
        for office in self._offices.values():
            names = [*(text for _, text in office.title.by_lang), *office.also]
            titles += names
            for name in names:
                self._by_name[name_key(name)].add(("office", office.id))
        for body in self._bodies.values():
            titles += [text for _, text in body.name.by_lang]
            for _, name in body.name.by_lang:
                self._by_name[name_key(name)].add(("body", body.id))
        titles += [name for person in self._people.values() for name in (person.name, *person.also)]
        self.known_titles = _make_pattern(title for title in titles if _HOLDS_JOINT.search(title))
        """Matches names and titles that hold a comma or an "and"; None if there are none."""
        self._near = lru_cache(maxsize=16384)(self._search_near)
        self._by_start: dict[str, set[str]] = defaultdict(set)
        for key in self._by_name:
            for word in key.split():
                self._by_start[word[:2]].add(key)

    def find(
        self, text: str, *, body: str = "", on: date | None = None, initials: Mapping[str, str] | None = None
    ) -> Named:
        """Return who `text` names; of kind `unknown` if nobody does, or if several do.

        `body` and `on` are those of the meeting, for the parts Clerk and Chair and for initial and surname. `initials` are those
        that the attendance of the meeting gives, by person's id.
        """
        words = " ".join(text.split()).strip(" ,;:")
        if initials and (known := initials.get(words)):
            return Named(words, "person", known) if known in self._people else Named(words)
        if is_id(words):
            for kind, ids in (("person", self._people), ("office", self._offices), ("body", self._bodies)):
                if words in ids:
                    return _name(words, kind, words)
        bare = words.partition("(")[0].strip() or words
        key = name_key(bare)
        found = self._choose(self._by_name.get(key, set()), body, on)
        if found:
            return _name(words, *found)
        role = OWNER_WORDS.get(bare.casefold().rstrip("."))
        if role:
            return Named(words, "role", role)
        person = self._find_by_initial(key, body, on)
        return Named(words, "person", person) if person else Named(words)

    def find_owners(
        self, text: str, *, body: str = "", on: date | None = None, initials: Mapping[str, str] | None = None
    ) -> tuple[Named, ...]:
        """Return the owners in `text`, parted by `and`, `&`, `/`, `;` and commas (Welsh `a`, `ac`); none for `None`.

        Titles of the council's offices that hold such signs themselves are taken out first, the longest first.
        """
        whole = self.find(text.strip().rstrip("."), body=body, on=on, initials=initials)
        last = _LAST_LETTERS.search(text)
        two = last is not None and (last["sign"] == "/" or last["letters"] in (initials or ()))
        if not two and whole.kind != "unknown":
            return (whole,)
        parts = split_parts(text, _OWNER_JOINT, self.known_titles, initials=initials or ())
        stripped = (part if is_title(part) else part.rstrip(".:") for part in parts)
        return tuple(self.find(part, body=body, on=on, initials=initials) for part in stripped if part)

    def near(self, text: str) -> str | None:
        """Return whom `text` may have meant, as `Jane Rees (jane-rees)`, or None if nothing is like it."""
        return self._near(name_key(text))

    def person(self, person_id: str) -> Person | None:
        """Return the person with this id, or None."""
        return self._people.get(person_id)

    def office(self, office_id: str) -> Office | None:
        """Return the office with this id, or None."""
        return self._offices.get(office_id)

    def body(self, body_id: str) -> Body | None:
        """Return the body with this id, or None."""
        return self._bodies.get(body_id)

    def _take_in_person(self, person: Person) -> None:
        self._with_members.update(membership.body for membership in person.memberships)
        for name in (person.name, *person.also):
            key = name_key(name)
            self._by_name[key].add(("person", person.id))
            first, *rest = key.split() or [""]
            if first and rest:
                self._by_initial[first[0], " ".join(rest)].add(person.id)
                self._by_initial[first[0], rest[-1]].add(person.id)

    def _choose(self, found: set[tuple[str, str]], body: str, on: date | None) -> tuple[str, str] | None:
        """Return the one thing that is meant: of namesakes the one who is a member of the body."""
        if len(found) > 1:
            people = {thing for kind, thing in found if kind == "person"}
            members = self._members_among(people, body, on)
            if len(members) == 1:
                return "person", members.pop()
            # A person before an office before a body, but never one of two.
            for wanted in ("person", "office", "body"):
                alike = [thing for thing in found if thing[0] == wanted]
                if alike:
                    return alike[0] if len(alike) == 1 else None
        return next(iter(found), None)

    def _find_by_initial(self, key: str, body: str, on: date | None) -> str | None:
        first, *rest = key.split() or [""]
        while rest and len(rest) > 1 and len(rest[0]) == 1:
            rest = rest[1:]
        if len(first) != 1 or not rest:
            return None
        fitting = self._by_initial.get((first, " ".join(rest)), set())
        # Where the council names no members of this body, whoever fits is taken for one.
        if body in self._with_members:
            fitting = self._members_among(fitting, body, on)
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _members_among(self, people: Iterable[str], body: str, on: date | None) -> set[str]:
        return {
            person
            for person in people
            if any(
                membership.body == body and _holds(membership, on) for membership in self._people[person].memberships
            )
        }

    def _search_near(self, key: str) -> str | None:
        if not key:
            return None
        likely = {other for word in key.split() for other in self._by_start.get(word[:2], ())}
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        best, best_ratio = None, _NEAR
        for other in sorted(likely):
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
                ratio = matcher.ratio()
                if ratio > best_ratio:
                    best, best_ratio = other, ratio
        if best is None:
            first, *rest = key.split()
            fitting = sorted(self._by_initial.get((first[0], rest[-1]), ())) if rest and len(first) == 1 else []
            return self._describe("person", fitting[0]) if len(fitting) == 1 else None
        return self._describe(*min(self._by_name[best]))

    def _describe(self, kind: str, thing: str) -> str:
        if kind == "person":
            return f"{self._people[thing].name} ({thing})"
        title = self._offices[thing].title if kind == "office" else self._bodies[thing].name
        return f"{title.first} ({thing})"


def _name(text: str, kind: str, thing: str) -> Named:
    if kind == "person":
        return Named(text, "person", thing)
    return Named(text, "office", thing) if kind == "office" else Named(text, "body", thing)


def _holds(membership: Membership, on: date | None) -> bool:
    if on is None:
        return True
    begun = membership.start is None or membership.start.first <= on
    return begun and (membership.end is None or on <= membership.end.last)


def _make_pattern(titles: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(set(titles), key=lambda title: (-len(title), title))
    if not ordered:
        return None
    forms = (
        r"\s+".join("(?:and|&)" if word in ("and", "&") else re.escape(word) for word in title.split())
        for title in ordered
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
