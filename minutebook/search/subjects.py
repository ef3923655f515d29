"""What each page is about, as far as it can be searched for.

In: the register and the uses of its terms; the address of a page. Out: frozen subjects, for the workers. What is not published is in no register,
and so in no subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from minutebook.acronyms import ItemUses
from minutebook.glossing import Glossed
from minutebook.i18n import catalogue, format_date
from minutebook.model import (
    Action,
    AgendaItem,
    Block,
    Fence,
    LocalText,
    Meeting,
    Named,
    Plan,
    PlanAction,
    Record,
    Register,
    Version,
)
from minutebook.pages import Tracked, track
from minutebook.pages.name_titles import put_titles
from minutebook.pages.records import drop_word
from minutebook.placing import place_items
from minutebook.search.numbers import TrackedNumbers, number_pages
from minutebook.search.progress import Progress
from minutebook.urls import Addresses


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A record of the minutes."""

    kind: str
    status: str
    record: Record
    owners: tuple[str, ...] = ()
    """Of an action, in the language of the minutes."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting that the page in one language shows."""

    lang: str
    """Of the page. Where it is not that of the minutes, only what blocks say in it can be found there."""
    version: Version
    records: tuple[RecordPart, ...]
    lone: tuple[AgendaItem, ...]
    """Items that the page shows besides, in the order in which they stand there: these minutes lack them."""
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

    def __init__(
        self, register: Register, glossed: Glossed, addresses: Addresses, tracked: Tracked | None = None
    ) -> None:
        """Number everything, so that a page has its number before any is rendered.

        `tracked` is the register as `pages.track` gives it, for who wants to know what is read for a page.
        """
        tracked = tracked or track(register, glossed)
        self._register = tracked.register
        self._glossed = tracked.glossed
        self._heads = tracked.heads
        self._outer = tracked.records
        self._listings = tracked.listings
        self._progress = Progress(tracked.listings, tracked.register.today)
        numbers = number_pages(register)
        self._numbers = TrackedNumbers(numbers, tracked.tracer)
        self._places: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for lang in register.site.languages:
            for key in register.meetings:
                self._places[addresses.meeting(lang, key)].append((lang, "meeting", key))
            for kind, ids in numbers.things.items():
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
        written = meeting.versions[0].lang if meeting.versions else lang
        text = [self._name(attendee.who, lang, written) for attendee in meeting.attendees]
        text += [document.find_title(lang) for document in meeting.documents if not document.item]
        if meeting.place:
            text.append(meeting.place.best(lang)[0])
        version = meeting.version(lang)
        if version is None and register.site.missing == "show":
            version = next(iter(meeting.versions), None)
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
            minutes=self._make_minutes(meeting, version, lang) if version else None,
        )

    def _make_minutes(self, meeting: Meeting, version: Version, lang: str) -> Minutes:
        first = meeting.versions[0].lang
        parts = [
            RecordPart(
                type(record).__name__.lower(),
                self._progress.find_status(record),
                record,
                tuple(self._name(owner, lang, first) for owner in record.owners) if isinstance(record, Action) else (),
            )
            for record in map(self._register.records.__getitem__, self._listings.records.get(meeting.key, ()))
        ]
        fences = self._register.prose[version.path].fences
        lone = [placed.item for placed in place_items(meeting, lang) if placed.version.lang != version.lang]
        return Minutes(lang, version, tuple(parts), tuple(lone), self._glossed.items[version.path], fences)

    def _find_state(self, meeting: Meeting) -> str:
        if meeting.status in ("cancelled", "postponed"):
            return meeting.status
        if meeting.minutes in ("draft", "approved") and any(version.has_items for version in meeting.versions):
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
        letters = term.letters_in(lang)
        meaning, found = term.meaning.best(lang)
        title = meaning if letters.casefold() == meaning.casefold() else f"{letters}: {meaning}"
        text = [term.about.best(lang)[0]] if term.about else []
        names = (letters, meaning, term.letters, *term.also)
        text += [name for name in dict.fromkeys(names) if name not in title]
        part = Part("term", "", id, title, _join(text), names, "" if found == lang else found)
        return (part,), ()

    def _describe_person(self, lang: str, id: str) -> Described:
        person, register = self._register.people[id], self._register
        held = [register.offices[tenure.office].title for tenure in person.offices]
        held += [register.bodies[one.body].name for one in person.memberships]
        text = [*person.also, *(name.best(lang)[0] for name in dict.fromkeys(held)), *_say(person.about, lang)]
        names = (person.name, *person.also)
        # Members are looked for with a title that files of people do not give.
        hidden = _TITLES if person.memberships else ""
        return (Part("person", "", "", person.name, _join(text), names, hidden=hidden),), ()

    def _describe_office(self, lang: str, id: str) -> Described:
        office = self._register.offices[id]
        title, found = office.title.best(lang)
        holders = [self._register.people[person].name for person in self._listings.holders.get(id, ())]
        text = _join((*office.also, *holders))
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
        written = self._find_written(action)
        text = [self._name(owner, lang, written) for owner in action.owners]
        text += [words for entry in action.history for words in _say(entry.note, lang)]
        status = self._progress.find_planned(plan, action)
        title = drop_word(title) if action.raised else title
        return Part("action", status, action.id, title, _join(text), lang="" if found == lang else found)

    def _find_written(self, action: PlanAction) -> str:
        """Return the language in which the owners of a planned action are written: that of the minutes that it takes them from."""
        raised = self._outer.get(action.raised) if action.raised else None
        if isinstance(raised, Action) and raised.owners == action.owners:
            return self._heads[raised.meeting].versions[0].lang
        return self._register.site.languages[0]

    def _name(self, named: Named, lang: str, written: str) -> str:
        """Return what somebody or some office is called in the index of `lang`: as `written` where that is its language, else by their name there."""
        register = self._register
        if named.text != named.id and written == lang:
            return named.text
        match named.kind:
            case "person" if named.text == named.id:
                return register.people[named.id].name
            case "office":
                return register.offices[named.id].title.best(lang)[0]
            case "body":
                return register.bodies[named.id].name.best(lang)[0]
            case "role" if named.id:
                return catalogue(lang).text(f"role.{named.id.replace('-', '_')}")
            case _:
                return put_titles(named.text, written, lang)[0]

    def _describe_page(self, lang: str, id: str) -> Described:
        page = self._register.pages[id]
        if lang not in page.blocks:
            return (), ()
        title, found = page.title.best(lang)
        return (Part("page", "", "", title, "", (title,), "" if found == lang else found),), page.blocks[lang]


_ENDS = (".", "!", "?", "…")
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


def _join(texts: Iterable[str]) -> str:
    """Return texts as sentences, with a full stop between them where there is none."""
    found = ""
    for text in filter(None, texts):
        found += ("" if not found else " " if found.endswith(_ENDS) else ". ") + text
    return found
