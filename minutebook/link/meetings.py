"""Makes the facts of a meeting: who was there, who approved its minutes, which documents it has.

In: a meeting's draft, and whom it may ask for names and meetings. Out: a meeting for the register, and faults. Reads no prose: records and
references are for other modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.diagnostics import Diagnostic, rule
from minutebook.link.council import check_name_id, report_unknown
from minutebook.link.drafts import MeetingDraft
from minutebook.link.inquiry import Inquiry
from minutebook.link.twice import report_front
from minutebook.load import write_key
from minutebook.model import Approval, Attendee, Document, LocalText, Meeting, Named, Source, Version
from minutebook.names import Directory, WrittenNames, explain_form, read_names, whole_name_key
from minutebook.records.owners import People
from minutebook.schema import RawFront

NEAR_ATTENDEE = rule(
    "attendance-name",
    "warning",
    "A name in the attendance is nearly that of somebody known, or holds a note that stands in no brackets.",
    why="A slip in a name, or what belongs to none, keeps the meeting from that person's page.",
    bad="present: Cllr Jane Reece",
    good="present: Cllr Jane Rees",
)

GROUPS = ("present", "remote", "apologies", "absent", "attending")


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a meeting is known before its prose is read."""

    meeting: Meeting
    """Without its documents."""
    people: People
    front: RawFront | None
    attendance: tuple[int, int] | None
    """First and last line of the attendance in its file."""


def link_facts(draft: MeetingDraft, bodies: Mapping[str, object], inquiry: Inquiry) -> tuple[Facts, list[Diagnostic]]:
    """Return the facts of a meeting, and what is odd about them. `bodies` holds the id of every body of the council."""
    directory = inquiry.directory
    front = draft.first.raw.front
    faults = list(report_front(draft))
    attendees: list[Attendee] = []
    if front is not None:
        for group in GROUPS:
            attendees.extend(_read_group(group, front, draft, directory, faults))
        attendees = _mark_chair(front, attendees, draft, directory)
        if front.chair:
            chair = directory.find(front.chair, body=draft.body, on=draft.date)
            faults.extend(check_name_id(chair, directory, front.at("chair")))
        for body in front.together:
            if body not in bodies:
                faults.append(report_unknown(body, "body", bodies, front.at("with")))
    initials = {entry.initials: entry.who.id for entry in attendees if entry.initials and entry.who.id}
    people = People(directory, draft.body, draft.date, initials)
    lines = [entry.line for entry in attendees if entry.line]
    return Facts(
        _make_meeting(draft, front, tuple(attendees), inquiry),
        people,
        front,
        (min(lines), max(lines)) if lines else None,
    ), faults


def _make_meeting(
    draft: MeetingDraft, front: RawFront | None, attendees: tuple[Attendee, ...], inquiry: Inquiry
) -> Meeting:
    versions = tuple(
        Version(version.lang, version.raw.path, version.raw.digest, version.items, version.raw.title)
        for version in draft.versions
    )
    meeting = Meeting(draft.key, draft.body, draft.date, draft.number, versions, title=_join_titles(draft))
    if front is None:
        return meeting
    source = front.source
    return replace(
        meeting,
        time=front.time,
        ended=front.ended,
        place=_join_words(draft, "place", front.place),
        status=front.status,
        minutes=front.minutes,
        approved=_find_approval(front, draft.body, inquiry),
        attendees=attendees,
        public=front.public or "",
        together=tuple(body for body in front.together if body != draft.body),
        recording=front.recording,
        publish=front.publish is not False,
        terms=front.terms or None,
        matter=front.matter,
        source=Source(source.url, source.imported, source.sha256, source.note) if source else None,
    )


def _join_titles(draft: MeetingDraft) -> LocalText | None:
    """Return the title: the front matter's, else the words of `#` on the first line, in each language."""
    front = draft.first.raw.front
    given = dict(front.title.by_lang) if front and front.title else {}
    for version in draft.versions:
        own = (version.raw.words.title if version.raw.words else None) or version.raw.title
        if own:
            given.setdefault(version.lang, own)
    return LocalText(tuple(given.items())) if given else None


def _join_words(draft: MeetingDraft, name: str, first: LocalText | None) -> LocalText | None:
    given = dict(first.by_lang) if first else {}
    for version in draft.versions[1:]:
        words = getattr(version.raw.words, name) if version.raw.words else None
        if words:
            given.setdefault(version.lang, words)
    return LocalText(tuple(given.items())) if given else None


def _find_approval(front: RawFront, body: str, inquiry: Inquiry) -> Approval | None:
    raw = front.approved
    if raw is None:
        return None
    key = write_key(raw.body or body, raw.date, raw.number)
    return Approval(raw.date, key if inquiry.is_meeting(key) else None, raw.note)


def _read_group(
    group: str, front: RawFront, draft: MeetingDraft, directory: Directory, faults: list[Diagnostic]
) -> Iterator[Attendee]:
    written: WrittenNames | None = getattr(front, group)
    if written is None:
        return

    def is_person(text: str) -> bool:
        return directory.find(text, body=draft.body, on=draft.date).kind == "person"

    names = read_names(written, known=directory.known_titles, as_roles=group == "attending")
    for place, name in enumerate(names):
        where = front.at(group, place) if written.is_list else front.at(group)
        who = directory.find(name.text, body=draft.body, on=draft.date)
        wrong_id = list(check_name_id(who, directory, where))
        faults.extend(wrong_id)
        if not wrong_id and who.kind == "unknown" and (near := directory.near(name.text)):
            message = (
                f'Nobody is known as "{name.text}". Did you mean {near}? If it is someone else, leave it as it is.'
            )
            faults.append(Diagnostic(NEAR_ATTENDEE, where, message))
        elif who.kind in ("unknown", "role") and (form := explain_form(name.text, is_person, among=len(names) > 1)):
            faults.append(Diagnostic(NEAR_ATTENDEE, where, form))
        substitute = None
        if name.substitute_for:
            substitute = directory.find(name.substitute_for, body=draft.body, on=draft.date)
        yield Attendee(
            group=group,  # type: ignore[arg-type]  # GROUPS holds the literal's words
            who=who,
            notes=name.notes,
            chair=name.chair,
            vice_chair=name.vice_chair,
            joined=name.joined,
            left=name.left,
            substitute_for=substitute,
            initials=name.initials,
            line=where.line,
        )


def _mark_chair(
    front: RawFront, attendees: list[Attendee], draft: MeetingDraft, directory: Directory
) -> list[Attendee]:
    """Mark who was in the chair by `chair:`; add them to those present where they stand nowhere."""
    if not front.chair:
        return attendees
    chair = directory.find(front.chair, body=draft.body, on=draft.date)
    for place, entry in enumerate(attendees):
        if _same(entry.who, chair) and entry.group in ("present", "remote"):
            return [*attendees[:place], replace(entry, chair=True), *attendees[place + 1 :]]
    line, _ = front.find_place("chair")
    return [Attendee("present", chair, chair=True, line=line), *attendees]


def _same(one: Named, other: Named) -> bool:
    return one.id == other.id if one.id and other.id else whole_name_key(one.text) == whole_name_key(other.text)


Linked = tuple[str, LocalText | None, str]
"""A document that the minutes link: its path from the content folder, the words of the link, the item's anchor."""


def list_documents(sources: Sequence[tuple[str, int]], linked: Sequence[Linked]) -> tuple[Document, ...]:
    """Return a meeting's documents: those in its folder, under the words of the first link of each language.

    They belong to the item of the very first. `sources` holds path from the content folder and size; `linked` has the first language of the
    minutes before the others.
    """
    titles: dict[str, dict[str, str]] = {}
    items: dict[str, str] = {}
    for path, words, anchor in linked:
        items.setdefault(path, "" if anchor == "preamble" else anchor)
        given = titles.setdefault(path, {})
        for lang, text in words.by_lang if words else ():
            given.setdefault(lang, text)
    order = {path: place for place, path in enumerate(items)}
    found = []
    for path, size in sources:
        title = LocalText(tuple(titles[path].items())) if titles.get(path) else None
        found.append(Document(path, title, path.rpartition(".")[2].lower(), size, items.get(path, "")))
    return tuple(sorted(found, key=lambda document: (order.get(document.path, len(order)), document.path)))
