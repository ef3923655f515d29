"""Links the whole archive, in the only order that works: council, meetings, what can be named, each meeting by itself, plans, pages.

In: the archive, history, today. Out: the register, or None where errors leave nothing to stand on, and faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.history import History
from minutebook.link.alone import report_alone
from minutebook.link.council import Council, link_council
from minutebook.link.drafts import draft_meetings
from minutebook.link.exports import Exports, export
from minutebook.link.inquiry import Inquiry
from minutebook.link.joining import Grounds, link_meeting, list_linked
from minutebook.link.pages import link_pages, name_headings
from minutebook.link.plans import link_plans
from minutebook.link.references import suggest
from minutebook.link.world import Shown, World, group_documents, make_world
from minutebook.load import Archive, RawMinutes
from minutebook.model import Meeting, Page, Plan, Prose, Record, Register

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


@dataclass(frozen=True, slots=True)
class Setting:
    """What every meeting is linked against."""

    world: World
    shown: Shown
    hidden: frozenset[str]
    """Keys of the meetings that are not published."""
    documents: Mapping[str, Sequence[tuple[str, int]]]
    """Path and size of the published documents in the folder of each meeting, by its key."""


@dataclass(frozen=True, slots=True)
class Others:
    """What of the register is no meeting, and linked when these are."""

    plans: Mapping[str, Plan]
    pages: Mapping[str, Page]
    prose: Mapping[str, Prose]
    """Of the plain pages, by path."""


def link(
    archive: Archive, history: History, today: date, *, drafts: bool
) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """Return the register and what does not fit. With `drafts`, what says `publish: no` is in it too."""
    council, faults = link_council(archive)
    minutes, found = keep_known(archive, council)
    faults.extend(found)
    drafted, found = draft_meetings(minutes, archive.languages)
    faults.extend(found)
    setting, found = set_up(archive, council, [export(draft) for draft in drafted], drafts=drafts)
    faults.extend(found)
    if setting is None:
        return None, tuple(faults)
    grounds = find_grounds(council)
    linked = [
        link_meeting(
            draft,
            grounds,
            setting.documents.get(draft.key, ()),
            Inquiry(setting.world, draft.key, draft.body, draft.date),
        )
        for draft in drafted
        if draft.key not in setting.hidden
    ]
    faults.extend(fault for one in linked for fault in one.faults)
    records = {record.key: record for one in linked for record in one.records}
    others, found = link_others(archive, council, setting, records)
    faults.extend(found)
    register = make_register(
        council,
        others,
        {one.meeting.key: one.meeting for one in linked},
        records,
        {path: prose for one in linked for path, prose in one.prose.items()},
        published=(path for one in linked for path in one.list_published()),
        history=history,
        today=today,
    )
    return register, tuple(faults)


def find_grounds(council: Council) -> Grounds:
    """Return what of the council every meeting is linked against."""
    keys = {id: body.key for id, body in council.bodies.items()}
    return Grounds(council.site.languages, council.site.key, keys)


def keep_known(archive: Archive, council: Council) -> tuple[list[RawMinutes], list[Diagnostic]]:
    """Return the minutes of known bodies, and a fault for the folder of each unknown one."""
    known = []
    faults: list[Diagnostic] = []
    reported: set[str] = set()
    for minutes in archive.minutes:
        if minutes.body in council.bodies:
            known.append(minutes)
        elif minutes.body not in reported and council.bodies and "content/bodies.yml" not in archive.broken:
            reported.add(minutes.body)
            near = suggest(minutes.body, council.bodies).removeprefix(".")
            message = f'bodies.yml names no body "{minutes.body}".{near} Add it there, or rename the folder.'
            faults.append(Diagnostic(UNKNOWN_BODY, Location(minutes.path), message))
    return known, faults


def set_up(
    archive: Archive, council: Council, exports: Sequence[Exports], *, drafts: bool
) -> tuple[Setting | None, list[Diagnostic]]:
    """Return what all meetings are linked against; None where there is no meeting to show. `exports` are those of all, in order."""
    if not exports:
        if archive.broken or archive.minutes:
            return None, []
        message = "There is no meeting yet. Write the first one as content/<body>/<date>.md"
        return None, [Diagnostic(NO_MEETING, Location("content"), message)]
    faults = list(report_alone(exports, archive.languages))
    hidden = frozenset(one.key for one in exports if one.unpublished and not drafts)
    if len(hidden) == len(exports):
        message = "Every meeting says publish: no, so there is nothing to show. Take that line out of one, or build with --drafts."
        return None, [*faults, Diagnostic(NO_MEETING, Location("content"), message)]
    pages = [page for page in archive.pages if drafts or page.front.publish is not False]
    headings, found = name_headings(pages, archive.languages)
    faults.extend(found)
    plans = {id: plan for id, plan in archive.plans.items() if drafts or plan[1].publish is not False}
    shown = Shown(plans, pages, headings)
    world, found = make_world(exports, hidden, council, archive, shown)
    faults.extend(found)
    return Setting(world, shown, hidden, group_documents(archive)), faults


def link_others(
    archive: Archive, council: Council, setting: Setting, records: Mapping[str, Record]
) -> tuple[Others, list[Diagnostic]]:
    """Return what is linked when all meetings are: plans and plain pages; and what does not fit."""
    plans, faults = link_plans(setting.shown.plans, council, setting.world.index, records)
    shown = setting.shown
    pages, prose, found = link_pages(shown.pages, setting.world, archive.languages, shown.headings)
    return Others(plans, pages, prose), [*faults, *found]


def make_register(
    council: Council,
    others: Others,
    meetings: Mapping[str, Meeting],
    records: Mapping[str, Record],
    prose: Mapping[str, Prose],
    *,
    published: Iterable[str],
    history: History,
    today: date,
) -> Register:
    """Put the register together. `prose` is that of the meetings' files, and `published` what their pages show or lead to."""
    return Register(
        site=council.site,
        bodies=council.bodies,
        people=council.people,
        offices=council.offices,
        plans=others.plans,
        terms=council.terms,
        ignored=council.ignored,
        pages=others.pages,
        meetings=meetings,
        records=records,
        prose={**prose, **others.prose},
        history=history.changes,
        today=today,
        published=frozenset((*published, *list_linked(others.prose.values()))),
    )
