"""Who is to do an action: from words to known people, offices and parts of the body.

In: raw details and the directory. Out: owners, due date, colour, and what nobody has. Content format, section 4, "Actions".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from minutebook.dates import find_due
from minutebook.i18n import RECORD_WORDS, VERB_FIRST, phrase_pattern
from minutebook.model import Colour, Due, Named
from minutebook.names import Directory
from minutebook.names.lists import split_parts
from minutebook.records.assignments import LANGUAGES_WITH_OWN_ENDS, iter_owner_ends, looks_like_owners, read_colour
from minutebook.records.raw import Details, RawRecord, Words

_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*[;,]\s*")
_VERB_FIRST = {
    lang: re.compile(rf"(?:{phrase_pattern(verbs)})\s+(.+?)\s+(?:{phrase_pattern(ends)})\s", re.IGNORECASE)
    for lang, (verbs, ends) in VERB_FIRST.items()
}
"""By language, owners behind the verb: `Bydd y Clerc yn ysgrifennu`."""
_DASH = re.compile(r"\s[–—-]\s|:\s")
_PASSIVE = re.compile(r"\s*\w+\s+(?:be|have|been)\b")
_ARTICLE = re.compile(r"\S\s+(?:an?|any|this|that|these|those|our|their|its|(?<!\bof\s)the)\s", re.IGNORECASE)
_MOST_WORDS = 4
"""Words before `to` that may be a name nobody has; more of them, in small letters, are a sentence without an owner."""
_MOST_ENDS = 3
"""How many of the words `to` and `will` are tried as the end of the owners."""


@dataclass(frozen=True, slots=True)
class People:
    """Whom names mean in one meeting."""

    directory: Directory
    body: str
    """Id of the body that met."""
    on: date
    """The day of the meeting."""
    initials: Mapping[str, str] = field(default_factory=dict)
    """Ids of people by the initials that the attendance gives them."""

    def find(self, text: str) -> Named:
        """Return whom one name means."""
        return self.directory.find(text, body=self.body, on=self.on, initials=self.initials)

    def find_all(self, text: str) -> tuple[Named, ...]:
        """Return whom a list of names means."""
        return self.directory.find_owners(text, body=self.body, on=self.on, initials=self.initials)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who, by when, how far."""

    owners: tuple[Named, ...] = ()
    due: Due | None = None
    status: Colour | None = None


def find_assigned(raw: RawRecord, people: People) -> Assigned:
    """Return owners, due date and colour of an action in prose."""
    details = raw.details
    found = Assigned(due=details.due, status=details.status)
    if details.bracket:
        found = _read_bracket(details.bracket.text, people)
    else:
        entry = RECORD_WORDS.get(" ".join(raw.word.split()).casefold())
        lang = entry.lang if entry else ""
        owners = [owner for words in details.assigned for owner in _read_sentence(words, details, people, lang)]
        found = Assigned(tuple(dict.fromkeys(owners)), details.due, details.status)
    return _add_last_bracket(found, details, people)


def _add_last_bracket(found: Assigned, details: Details, people: People) -> Assigned:
    """Fill what is missing from the last brackets, where they hold details at all."""
    if details.last_bracket is None:
        return found
    last = _read_bracket(details.last_bracket.text, people)
    known = tuple(owner for owner in last.owners if owner.kind != "unknown")
    if not (last.due or last.status or known) or len(known) < len(last.owners):
        return found
    owners = found.owners if any(owner.kind != "unknown" for owner in found.owners) else known or found.owners
    return Assigned(owners, last.due or found.due, last.status or found.status)


def _read_bracket(text: str, people: People) -> Assigned:
    """Read `Jane Rees and Dai Ellis; after September 2024; amber`; commas part where there is no semicolon."""
    joint = _SEMICOLON if ";" in text else _COMMA
    parts = list(split_parts(text, joint, people.directory.known_titles))
    owners: list[str] = []
    due: Due | None = None
    status: Colour | None = None
    at = 0
    while at < len(parts):
        colour = read_colour(parts[at])
        size, when = (0, None) if colour else _find_due_part(parts, at, people.on)
        if colour and status is None:
            status = colour
        elif when and due is None:
            due = when
        else:
            owners.append(parts[at])
        at += size or 1
    return Assigned(people.find_all("; ".join(owners)) if owners else (), due, status)


def _find_due_part(parts: Sequence[str], at: int, on: date) -> tuple[int, Due | None]:
    """Return how many parts from `at` on make a due date (`by Friday, 5 May` is one in two parts), and it."""
    due = _read_due(parts[at], on)
    if due is None:
        return 0, None
    if at + 1 < len(parts) and parts[at + 1][:1].isdigit() and _read_due(parts[at + 1], on):
        return 2, _read_due(f"{parts[at]}, {parts[at + 1]}", on)
    return 1, due


def _read_due(text: str, on: date) -> Due | None:
    found = find_due(text, on, in_brackets=True)
    return found[0] if found and (found[1], found[2]) == (0, len(text)) else None


def _read_sentence(words: Words, details: Details, people: People, lang: str) -> tuple[Named, ...]:
    """Return the owners in a sentence. `lang` is the language of the label before it; empty where it has none."""
    text = words.text
    if details.assigned_only:
        return people.find_all(text)
    if lang in _VERB_FIRST and (begins := _VERB_FIRST[lang].match(text)):
        return _keep(people.find_all(begins[1]), begins[1])
    ends = list(islice(iter_owner_ends(text, (lang,)), _MOST_ENDS))
    # A Welsh sentence may stand behind an English label; there `i` counts only if somebody is known before it.
    others = [other for other in LANGUAGES_WITH_OWN_ENDS if other != lang]
    foreign = islice(iter_owner_ends(text, others), _MOST_ENDS) if others else ()
    dashed = [dash.start() for dash in (_DASH.search(text),) if dash]
    for end in (*ends, *foreign, *dashed) or (len(text),):
        owners = people.find_all(text[:end])
        if any(owner.kind != "unknown" for owner in owners):
            return _keep(owners, text[:end])
    head, tail = (text[: ends[0]], text[ends[0] :]) if ends else (text, "")
    many = len(head.split()) > _MOST_WORDS and not looks_like_owners(head)
    if _PASSIVE.match(tail) or many or _ARTICLE.search(head):
        return ()
    return people.find_all(head)


def _keep(owners: Sequence[Named], head: str) -> tuple[Named, ...]:
    """Return those who are known, and of the others those whose words read as a name."""
    if len(owners) == 1 and owners[0].kind == "unknown":
        return tuple(owners) if len(head.split()) <= _MOST_WORDS or looks_like_owners(head) else ()
    return tuple(owner for owner in owners if owner.kind != "unknown" or looks_like_owners(owner.text))
