"""Makes one meeting of the register from its draft: facts, records, prose, documents.

In: the draft, the grounds, the documents in its folder, and an inquiry, the only way to what others hold. Out: values, and faults. Equal
inputs and answers give an equal outcome, so that it can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic
from minutebook.link.council import make_usual_key
from minutebook.link.drafts import MeetingDraft, VersionDraft
from minutebook.link.fences import show_fences
from minutebook.link.inquiry import Inquiry
from minutebook.link.meetings import Facts, Linked, link_facts, list_documents
from minutebook.link.prose import resolve_prose
from minutebook.link.records import link_records
from minutebook.link.references import Failure
from minutebook.model import Colour, Key, LocalText, Meeting, Prose, Record, Target
from minutebook.records.resolve import MeetingFacts, resolve_details


@dataclass(frozen=True, slots=True)
class Grounds:
    """What of the council's own files every meeting is linked against. All else of them is asked for."""

    languages: tuple[str, ...]
    key: Key | None
    """Of the site."""
    keys: Mapping[str, Key | None]
    """Of each body by its id."""


@dataclass(frozen=True, slots=True)
class LinkedMeeting:
    """One meeting, and all that hangs on it."""

    meeting: Meeting
    records: tuple[Record, ...]
    """In the order of the register."""
    prose: Mapping[str, Prose]
    """By path of the Markdown file."""
    faults: tuple[Diagnostic, ...]

    def list_published(self) -> set[str]:
        """Return the paths below the content folder of the files that the meeting's pages show or lead to."""
        return {*list_linked(self.prose.values()), *(document.path for document in self.meeting.documents)}


def list_linked(prose: Iterable[Prose]) -> Iterator[str]:
    """Yield the paths of the documents and pictures that prose links, as often as it does."""
    for one in prose:
        yield from (link.target for link in one.links.values() if link.kind in ("document", "image"))


def link_meeting(
    draft: MeetingDraft, grounds: Grounds, documents: Sequence[tuple[str, int]], inquiry: Inquiry
) -> LinkedMeeting:
    """Return a meeting with its records and prose. `documents` are the published ones of its folder: path and size."""
    known, faults = link_facts(draft, grounds.keys, inquiry)
    if (front := draft.first.raw.front) is not None and front.terms:
        places = {letters: front.at("terms", letters) for letters in front.terms}
        faults.extend(inquiry.check_terms(front.terms, places))
    colours = _list_colours(grounds, draft.body)
    facts = {version.lang: _make_facts(version, known, inquiry, colours) for version in draft.versions}
    made = link_records(draft, facts, resolve_details)
    faults.extend(made.faults)
    prose: dict[str, Prose] = {}
    linked: list[Linked] = []
    for version in draft.versions:
        fences, parts, listed, lost = show_fences(version, draft.first, made.records, inquiry)
        resolved = resolve_prose(parts, version.raw.path, inquiry, pointers=version.raw.pointers, own=draft.key)
        faults.extend((*lost, *resolved.faults))
        linked.extend(listed)
        linked.extend(
            (path, LocalText(((version.lang, words),)) if words else None, anchor)
            for path, words, anchor in resolved.documents
        )
        prose[version.raw.path] = Prose(resolved.references, resolved.links, fences, version.headings)
    meeting = replace(known.meeting, documents=list_documents(documents, linked))
    return LinkedMeeting(meeting, made.records, prose, tuple(faults))


def _list_colours(grounds: Grounds, body: str) -> dict[str, Colour]:
    """Return the colours by their words in the key that holds for a body."""
    key = grounds.keys[body] or grounds.key or make_usual_key(grounds.languages)
    return {words.casefold(): colour for colour, meaning in key.words for _, words in meaning.by_lang}


def _make_facts(version: VersionDraft, known: Facts, inquiry: Inquiry, colours: Mapping[str, Colour]) -> MeetingFacts:
    def find_target(text: str) -> Target | str:
        found = inquiry.resolve(text)
        return found.reason if isinstance(found, Failure) else found

    present = sum(attendee.group in ("present", "remote") for attendee in known.meeting.attendees)
    numbers = {}
    for item in version.items:
        if item.number:
            numbers[item.number.rstrip(".) ").lower()] = item.anchor
    return MeetingFacts(
        path=version.raw.path,
        people=known.people,
        present=present,
        attendance=known.attendance,
        items=numbers,
        key=colours,
        kinds=inquiry.kinds,
        find_target=find_target,
    )
