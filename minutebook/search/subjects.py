"""What each page is about, as far as it can be searched for.

In: the register and the uses of its terms; the address of a page. Out: frozen subjects, for the workers. What is not published is in no register,
and so in no subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from minutebook.acronyms import ItemUses
from minutebook.glossing import Glossed
from minutebook.i18n import catalogue, format_date
from minutebook.model import (
    Action,
    Block,
    Colour,
    Fence,
    LocalText,
    Meeting,
    Named,
    Plan,
    PlanAction,
    Recommendation,
    Record,
    Register,
    Response,
    Update,
    Version,
)
from minutebook.pages.records import drop_word
from minutebook.search.numbers import number_pages
from minutebook.urls import Addresses


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A record of the minutes."""

    kind: str
    status: str
    record: Record


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting in one language."""

    version: Version
    records: tuple[RecordPart, ...]
    uses: Mapping[str, ItemUses]
    """By the anchor of the item."""
    fences: Mapping[int, Fence]


@dataclass(frozen=True, slots=True)
class Part:
    """Something with a title and a text that has a place of its own."""

    kind: str
    status: str
    anchor: str
    title: str
    text: str
    names: tuple[str, ...] = ()
    """What it is called: who looks for just that finds it first."""
    lang: str = ""
    """Of the title, where it is not that of the index."""
    hidden: str = ""
    """Words by which it is found besides, which are shown nowhere."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page says that can be searched for."""

    lang: str
    group: int
    """Place in the table of groups: kinds of things, then bodies."""
    number: int
    """Which of its group, from 0."""
    path: str
    """Of its page, below the site's root and without the language."""
    parts: tuple[Part, ...]
    """Of a meeting only its facts."""
    blocks: tuple[Block, ...] = ()
    """More text of the first part."""
    meeting: Meeting | None = None
    minutes: Minutes | None = None


class Subjects:
    """All subjects of a register, by the address of their page."""

    def __init__(self, register: Register, glossed: Glossed, addresses: Addresses) -> None:
        """Number everything, so that a page has its number before any is rendered."""
        self._register = register
        self._glossed = glossed
        self._progress = _Progress(register)
        self._records: dict[str, list[Record]] = defaultdict(list)
        for record in register.records.values():
            self._records[record.meeting].append(record)
        self._numbers = number_pages(register)
        self._places: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for lang in register.site.languages:
            for key in register.meetings:
                self._places[addresses.meeting(lang, key)].append((lang, "meeting", key))
            for kind, ids in self._numbers.things.items():
                for id in ids:
                    self._places[addresses.page(lang, *_PARTS[kind], *(() if kind == "term" else (id,)))].append(
                        (lang, kind, id)
                    )

    def __iter__(self) -> Iterator[Subject]:
        """Yield every subject."""
        for path in self._places:
            yield from self.list_subjects(path)

    def list_subjects(self, path: str) -> tuple[Subject, ...]:
        """Return what the page at `path` is about; nothing for lists and registers, which repeat what stands elsewhere."""
        return tuple(
            self._make_meeting(lang, id) if kind == "meeting" else self._make_thing(lang, kind, id)
            for lang, kind, id in self._places.get(path, ())
        )

    def _make_meeting(self, lang: str, key: str) -> Subject:
        register = self._register
        meeting = register.meetings[key]
        words = catalogue(lang)
        body = register.bodies[meeting.body].name.best(lang)[0]
        title = words.text("meeting.name", body=body, date=format_date(meeting.date, lang, "long"))
        if meeting.title and (own := meeting.title.get(lang)):
            title = f"{own} ({title})"
        text = [attendee.who.text for attendee in meeting.attendees]
        text += [document.title for document in meeting.documents if not document.item]
        if meeting.place:
            text.append(meeting.place.best(lang)[0])
        version = meeting.version(lang)
        group, number = self._numbers.find_meeting(meeting)
        return Subject(
            lang=lang,
            group=group,
            number=number,
            path=f"{key}/",
            parts=(
                Part(
                    "meeting", self._find_state(meeting), "", title, ", ".join(text), hidden=_write_date(meeting.date)
                ),
            ),
            meeting=meeting,
            minutes=self._make_minutes(meeting, version) if version else None,
        )

    def _make_minutes(self, meeting: Meeting, version: Version) -> Minutes:
        parts = [
            RecordPart(type(record).__name__.lower(), self._progress.find_status(record), record)
            for record in self._records.get(meeting.key, ())
        ]
        fences = self._register.prose[version.path].fences
        return Minutes(version, tuple(parts), self._glossed.items[version.path], fences)

    def _find_state(self, meeting: Meeting) -> str:
        if meeting.status in ("cancelled", "postponed"):
            return meeting.status
        if meeting.minutes in ("draft", "approved") and any(version.items for version in meeting.versions):
            return meeting.minutes
        upcoming = meeting.date >= self._register.today and meeting.status != "held"
        return "scheduled" if upcoming and meeting.minutes is None else ""

    def _make_thing(self, lang: str, kind: str, id: str) -> Subject:
        group, number = self._numbers.find_thing(kind, id)
        parts, blocks = _DESCRIBE[kind](self, lang, id)
        path = "".join(f"{part}/" for part in (*_PARTS[kind], *(() if kind == "term" else (id,))))
        return Subject(lang, group, number, path, parts, blocks)

    def _describe_term(self, lang: str, id: str) -> Described:
        term = self._register.terms[id]
        letters = term.cy_term if lang == "cy" and term.cy_term else term.letters
        meaning, found = term.meaning.best(lang)
        title = meaning if letters.casefold() == meaning.casefold() else f"{letters}: {meaning}"
        text = [term.about.best(lang)[0]] if term.about else []
        names = (letters, meaning, term.letters, *term.also)
        text += [name for name in dict.fromkeys(names) if name not in title]
        part = Part("term", "", id, title, ". ".join(text), names, "" if found == lang else found)
        return (part,), ()

    def _describe_person(self, lang: str, id: str) -> Described:
        person, register = self._register.people[id], self._register
        held = [register.offices[tenure.office].title for tenure in person.offices]
        held += [register.bodies[one.body].name for one in person.memberships]
        text = [*person.also, *(name.best(lang)[0] for name in dict.fromkeys(held)), *_say(person.about, lang)]
        names = (person.name, *person.also)
        # Members are looked for with a title that files of people do not give.
        hidden = _TITLES if person.memberships else ""
        return (Part("person", "", "", person.name, ". ".join(text), names, hidden=hidden),), ()

    def _describe_office(self, lang: str, id: str) -> Described:
        office = self._register.offices[id]
        title, found = office.title.best(lang)
        holders = [
            person.name
            for person in self._register.people.values()
            if any(tenure.office == id for tenure in person.offices)
        ]
        text = ". ".join((*office.also, *holders))
        return (Part("office", "", "", title, text, (title, *office.also), "" if found == lang else found),), ()

    def _describe_body(self, lang: str, id: str) -> Described:
        body = self._register.bodies[id]
        title, found = body.name.best(lang)
        text = " ".join(_say(body.about, lang))
        return (Part("body", "", "", title, text, (title,), "" if found == lang else found),), ()

    def _describe_plan(self, lang: str, id: str) -> Described:
        plan = self._register.plans[id]
        title, found = plan.title.best(lang)
        first = Part("plan", "", "", title, " ".join(_say(plan.about, lang)), (title,), "" if found == lang else found)
        actions = (self._describe_planned(lang, plan, action) for action in plan.actions)
        return (first, *actions), ()

    def _describe_planned(self, lang: str, plan: Plan, action: PlanAction) -> Part:
        title, found = action.title.best(lang)
        text = [self._name(owner, lang) for owner in action.owners]
        text += [words for entry in action.history for words in _say(entry.note, lang)]
        status = self._progress.find_planned(plan, action)
        title = drop_word(title) if action.raised else title
        return Part("action", status, action.id, title, ". ".join(text), lang="" if found == lang else found)

    def _name(self, named: Named, lang: str) -> str:
        """Return what somebody or some office is called, where their id was written."""
        register = self._register
        if named.text != named.id:
            return named.text
        if named.kind == "person":
            return register.people[named.id].name
        found = register.offices[named.id].title if named.kind == "office" else register.bodies[named.id].name
        return found.best(lang)[0] if named.kind in ("office", "body") else named.text

    def _describe_page(self, lang: str, id: str) -> Described:
        page = self._register.pages[id]
        if lang not in page.blocks:
            return (), ()
        title, found = page.title.best(lang)
        return (Part("page", "", "", title, "", (title,), "" if found == lang else found),), page.blocks[lang]


_TITLES = "councillor cllr cynghorydd cyng"
Described = tuple[tuple[Part, ...], tuple[Block, ...]]

_PARTS = {
    "term": ("glossary",),
    "person": ("people",),
    "office": ("offices",),
    "plan": ("plans",),
    "page": (),
    "body": (),
}
_DESCRIBE = {
    "term": Subjects._describe_term,
    "person": Subjects._describe_person,
    "office": Subjects._describe_office,
    "plan": Subjects._describe_plan,
    "page": Subjects._describe_page,
    "body": Subjects._describe_body,
}


def _write_date(day: date) -> str:
    """Return the words by which the meetings of a day and of a month are found: `20260714 m202607`."""
    return f"{day:%Y%m%d} m{day:%Y%m}"


def _say(text: LocalText | None, lang: str) -> list[str]:
    return [text.best(lang)[0]] if text else []


class _Progress:
    """How far records have got, by the same facts as the registers."""

    def __init__(self, register: Register) -> None:
        self._today = register.today
        self._colours: dict[str, list[tuple[date, Colour]]] = defaultdict(list)
        self._verdicts: dict[str, str] = {}
        self._raised: dict[str, list[str]] = defaultdict(list)
        self._status = {record.key: record.status for record in register.records.values() if isinstance(record, Action)}
        # Of two on one day that in the minutes counts, so it comes last.
        for plan in register.plans.values():
            for action in plan.actions:
                key = f"plans/{plan.id}#{action.id}"
                if action.raised:
                    self._raised[action.raised].append(key)
                self._colours[key] += [(entry.date.last, entry.status) for entry in action.history if entry.status]
        for record in register.records.values():
            if not record.listed:
                continue
            if isinstance(record, Update) and record.status:
                on = record.date.last if record.date else register.meetings[record.meeting].date
                self._colours[record.to].append((on, record.status))
            elif isinstance(record, Response):
                self._verdicts[record.to] = record.verdict or "answered"

    def find_status(self, record: Record) -> str:
        """Return where a record of the minutes stands; nothing for what has no status."""
        if isinstance(record, Action):
            keys = (record.key, *self._raised.get(record.key, ()))
            due = record.due.span.last if record.due and record.due.binding and record.due.span else None
            return self._name(self._find_last(keys) or record.status, due)
        if isinstance(record, Recommendation):
            return self._verdicts.get(record.key, "open")
        return (record.verdict or "") if isinstance(record, Response) else ""

    def find_planned(self, plan: Plan, action: PlanAction) -> str:
        """Return where an action of a plan stands."""
        keys = (f"plans/{plan.id}#{action.id}", *filter(None, (action.raised,)))
        colour = self._find_last(keys) or action.stated or self._status.get(action.raised or "")
        return self._name(colour, action.due.last if action.due else None)

    def _find_last(self, keys: tuple[str, ...]) -> Colour | None:
        found = sorted((event for key in keys for event in self._colours.get(key, ())), key=lambda event: event[0])
        return found[-1][1] if found else None

    def _name(self, colour: Colour | None, due: date | None) -> str:
        if colour == "blue":
            return "done"
        return "overdue" if due and due < self._today else "open"
