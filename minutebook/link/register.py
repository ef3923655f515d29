"""Links the whole archive, in the only order that works: council, meetings, anchors, references, records, plans.

In: the archive, history, today. Out: the register, or None where errors leave nothing to stand on, and faults.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from minutebook.acronyms import Glossary, report_overrides
from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.history import History
from minutebook.i18n import RecordKind
from minutebook.link.alone import report_alone
from minutebook.link.council import Council, link_council, make_usual_key
from minutebook.link.drafts import MeetingDraft, VersionDraft, draft_meetings
from minutebook.link.fences import show_fences
from minutebook.link.meetings import Facts, Linked, link_facts, list_documents
from minutebook.link.pages import Headings, link_pages, name_headings
from minutebook.link.plans import link_plans
from minutebook.link.prose import Files, resolve_prose
from minutebook.link.records import link_records
from minutebook.link.references import Failure, Index, suggest
from minutebook.load import Archive, RawMinutes, RawPlainPage
from minutebook.model import Colour, LocalText, Meeting, Page, Plan, Prose, Record, Register, Target
from minutebook.records.resolve import MeetingFacts, resolve_details
from minutebook.sources import PUBLISHED, UNPUBLISHED_TYPE, Source

UNKNOWN_BODY = rule(
    "unknown-body",
    "error",
    "A folder of minutes is named after no body of bodies.yml.",
    why="Nobody could say whose minutes these are.",
    bad="content/cabnet/2023-04-18.md",
    good="content/cabinet/2023-04-18.md",
)
NO_MEETING = rule(
    "no-meeting",
    "error",
    "There is no meeting at all.",
    why="A site of minutes needs at least one.",
    bad="a content folder without minutes",
    good="content/council/2023-04-18.md",
)
LONE_DOCUMENT = rule(
    "document-without-meeting",
    "warning",
    "A document lies in the folder of a meeting that has no minutes file.",
    why="It is not published, since no page would lead to it.",
    bad="content/council/2023-04-18/report.pdf without content/council/2023-04-18.md",
    good="both of them",
)


def link(
    archive: Archive, history: History, today: date, *, drafts: bool
) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """Return the register and what does not fit. With `drafts`, what says `publish: no` is in it too."""
    council, faults = link_council(archive)
    minutes = _keep_known(archive, faults)
    if not minutes:
        if not archive.broken and not archive.minutes:
            message = "There is no meeting yet. Write the first one as content/<body>/<date>.md"
            faults.append(Diagnostic(NO_MEETING, Location("content"), message))
        return None, tuple(faults)
    drafted, found = draft_meetings(minutes, archive.languages)
    faults.extend(found)
    faults.extend(report_alone(drafted, archive.languages))
    hidden = frozenset(draft.key for draft in drafted if _is_hidden(draft) and not drafts)
    shown = [draft for draft in drafted if draft.key not in hidden]
    if not shown:
        message = "Every meeting says publish: no, so there is nothing to show. Take that line out of one, or build with --drafts."
        faults.append(Diagnostic(NO_MEETING, Location("content"), message))
        return None, tuple(faults)
    plans = {id: plan for id, plan in archive.plans.items() if drafts or plan[1].publish is not False}
    pages = [page for page in archive.pages if drafts or page.front.publish is not False]
    index = _make_index(drafted, hidden, council, archive, plans, {page.id for page in pages})
    headings, found = name_headings(pages, archive.languages)
    faults.extend(found)
    files = _make_files(archive, shown, drafted, pages, headings, faults)

    glossary = Glossary.of(council.terms.values(), council.ignored, languages=archive.languages)
    keys = {draft.key: draft for draft in shown}
    facts: dict[str, Facts] = {}
    for draft in shown:
        facts[draft.key], found = link_facts(draft, council, keys)
        faults.extend(found)
        if (front := draft.first.raw.front) is not None and front.terms:
            chosen = {letters: term for letters, term in front.terms.items() if letters not in council.faulty}
            places = {letters: front.at("terms", letters) for letters in chosen}
            faults.extend(report_overrides(chosen, glossary, places))
    records: dict[str, Record] = {}
    prose: dict[str, Prose] = {}
    meetings: dict[str, Meeting] = {}
    moving = frozenset(
        f"{draft.key}#{record.anchor}"
        for draft in shown
        if facts[draft.key].meeting.minutes == "draft"
        for record in draft.first.records
        if not record.fixed
    )
    sizes = _group_documents(archive.documents, files.documents)
    for draft in shown:
        known = facts[draft.key]
        colours = _list_colours(council, draft.body)
        made = link_records(
            draft,
            {version.lang: _make_facts(draft, version, known, index, colours) for version in draft.versions},
            resolve_details,
        )
        faults.extend(made.faults)
        records.update((record.key, record) for record in made.records)
        linked: list[Linked] = []
        for version in draft.versions:
            fences, parts, documents, lost = show_fences(version, draft.first, made.records, files)
            resolved = resolve_prose(
                parts,
                version.raw.path,
                index,
                files,
                pointers=version.raw.pointers,
                meeting=draft.key,
                own=draft.key,
                moving=moving,
            )
            faults.extend((*lost, *resolved.faults))
            linked.extend(documents)
            linked.extend(
                (path, LocalText(((version.lang, words),)) if words else None, anchor)
                for path, words, anchor in resolved.documents
            )
            prose[version.raw.path] = Prose(resolved.references, resolved.links, fences, version.headings)
        meetings[draft.key] = replace(known.meeting, documents=list_documents(sizes.get(draft.key, ()), linked))
    made_plans, found = link_plans(plans, council, index, records)
    faults.extend(found)
    made_pages, page_prose, found = link_pages(pages, index, files, archive.languages, headings)
    faults.extend(found)
    prose.update(page_prose)
    return _make_register(council, meetings, records, prose, made_plans, made_pages, history, today), tuple(faults)


def _make_register(
    council: Council,
    meetings: Mapping[str, Meeting],
    records: Mapping[str, Record],
    prose: Mapping[str, Prose],
    plans: Mapping[str, Plan],
    pages: Mapping[str, Page],
    history: History,
    today: date,
) -> Register:
    return Register(
        site=council.site,
        bodies=council.bodies,
        people=council.people,
        offices=council.offices,
        plans=plans,
        terms=council.terms,
        ignored=council.ignored,
        pages=pages,
        meetings=meetings,
        records=records,
        prose=prose,
        history=history.changes,
        today=today,
    )


def _keep_known(archive: Archive, faults: list[Diagnostic]) -> list[RawMinutes]:
    """Return the minutes of known bodies; report each folder of an unknown one once."""
    known = []
    reported: set[str] = set()
    for minutes in archive.minutes:
        if minutes.body in archive.bodies:
            known.append(minutes)
        elif minutes.body not in reported and archive.bodies and "content/bodies.yml" not in archive.broken:
            reported.add(minutes.body)
            near = _suggest_body(minutes.body, archive.bodies)
            message = f'bodies.yml names no body "{minutes.body}".{near} Add it there, or rename the folder.'
            faults.append(Diagnostic(UNKNOWN_BODY, Location(minutes.path), message))
    return known


def _suggest_body(body: str, bodies: Iterable[str]) -> str:
    return suggest(body, bodies).removeprefix(".")


def _is_hidden(draft: MeetingDraft) -> bool:
    front = draft.first.raw.front
    return front is not None and front.publish is False


def _make_index(
    drafted: Sequence[MeetingDraft],
    hidden: frozenset[str],
    council: Council,
    archive: Archive,
    plans: Mapping[str, object],
    pages: set[str],
) -> Index:
    named: dict[str, list[str]] = defaultdict(list)
    records: dict[str, RecordKind] = {}
    shown = [draft for draft in drafted if draft.key not in hidden]
    for draft in shown:
        for version in draft.versions:
            for record in version.records:
                key = f"{draft.key}#{record.anchor}"
                if key not in records and record.fixed:
                    named[record.anchor].append(draft.key)
                records[key] = record.raw.kind
    terms: dict[str, list[str]] = defaultdict(list)
    for term in council.terms.values():
        for name in {term.id, term.letters, *term.also}:
            terms[name].append(term.id)
    all_pages = {page.id for page in archive.pages}
    return Index(
        meetings={draft.key: draft.anchors for draft in shown},
        records=records,
        named={anchor: tuple(keys) for anchor, keys in named.items()},
        hidden=hidden
        | {f"plans/{id}" for id in archive.plans if id not in plans}
        | {f"pages/{id}" for id in all_pages - pages},
        hidden_names=frozenset(
            record.anchor
            for draft in drafted
            if draft.key in hidden
            for version in draft.versions
            for record in version.records
            if record.fixed
        ),
        people=frozenset(council.people),
        offices=frozenset(council.offices),
        bodies=frozenset(council.bodies),
        pages=frozenset(pages),
        plans={id: frozenset(action.id for action in archive.plans[id][1].actions) for id in plans},
        terms={name: tuple(ids) for name, ids in terms.items()},
    )


def _make_files(
    archive: Archive,
    shown: Sequence[MeetingDraft],
    drafted: Sequence[MeetingDraft],
    pages: Sequence[RawPlainPage],
    headings: Headings,
    faults: list[Diagnostic],
) -> Files:
    """Return what links can lead to; report documents that are not published."""
    keys = {draft.key for draft in shown}
    known = {draft.key for draft in drafted}
    endings = PUBLISHED | set(archive.site.documents if archive.site else ())
    documents = set()
    for source in archive.documents:
        name = source.path.rpartition("/")[2]
        if name.rpartition(".")[2].lower() not in endings or "." not in name:
            message = f"Files such as {name} are not published, so it is left out. Save it as a PDF."
            faults.append(Diagnostic(UNPUBLISHED_TYPE, Location(source.path), message))
        elif source.owner in keys:
            documents.add(source.path.removeprefix("content/"))
        elif source.owner not in known:
            message = f"There is no content/{source.owner}.md, so this document is not published. Add the minutes, or take it away."
            faults.append(Diagnostic(LONE_DOCUMENT, Location(source.path), message))
    meetings = {version.raw.path.removeprefix("content/"): draft.key for draft in shown for version in draft.versions}
    all_minutes = {version.raw.path.removeprefix("content/") for draft in drafted for version in draft.versions}
    all_pages = {page.path.removeprefix("content/") for page in archive.pages}
    own_pages = {page.path.removeprefix("content/"): page.id for page in pages}
    anchors = {draft.key: draft.anchors for draft in shown}
    for page in pages:
        key = f"pages/{page.id}"
        anchors[key] = anchors.get(key, frozenset()) | set(headings[page.path].values())
    return Files(
        documents=frozenset(documents),
        meetings=meetings,
        pages=own_pages,
        anchors=anchors,
        hidden=frozenset((all_minutes - set(meetings)) | (all_pages - set(own_pages))),
    )


def _group_documents(sources: Sequence[Source], published: frozenset[str]) -> dict[str, list[tuple[str, int]]]:
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source in sources:
        path = source.path.removeprefix("content/")
        if path in published:
            groups[source.owner].append((path, source.size))
    return groups


def _list_colours(council: Council, body: str) -> dict[str, Colour]:
    """Return the colours by their words in the key that holds for a body."""
    key = council.bodies[body].key or council.site.key or make_usual_key(council.site.languages)
    return {words.casefold(): colour for colour, meaning in key.words for _, words in meaning.by_lang}


def _make_facts(
    draft: MeetingDraft, version: VersionDraft, known: Facts, index: Index, colours: Mapping[str, Colour]
) -> MeetingFacts:
    def find_target(text: str) -> Target | str:
        found = index.resolve(text, draft.key)
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
        kinds=index.records,
        find_target=find_target,
    )
