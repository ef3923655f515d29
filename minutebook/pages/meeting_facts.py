"""The facts of a meeting: what its summary block says, who was there, what must be said above all, and the same for
machines.

In: a meeting. Out: facts, groups of names, notices, JSON-LD. What nobody recorded is said to be so, never guessed.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from minutebook.i18n import NOBODY, format_time, language_name
from minutebook.model import Attendee, Meeting, Named
from minutebook.pages.context import Context
from minutebook.pages.name_notes import say_notes
from minutebook.pages.name_titles import link_attendee
from minutebook.pages.progress import State
from minutebook.pages.term_links import Words, join, link_terms, mark_words
from minutebook.placing import find_shown
from minutebook.urls import find_relative
from minutebook.views import Fact, LinkView

GROUPS: Final = ("present", "remote", "apologies", "absent", "attending")
_ALWAYS: Final = ("present", "apologies")
"""Groups that are shown as not recorded where the minutes leave them out."""


@dataclass(frozen=True, slots=True)
class NameView:
    """One name in the attendance."""

    pieces: Words
    """As written, but with its title in the page's language, and linked where it is somebody known; in other names, with
    the letters that are no person's."""
    note: Words
    """What stands in brackets, with its terms linked: what of it is understood in the page's language, all else as written; empty
    for none."""
    note_lang: str
    """Of the whole note, where it is not the page's; empty also where its pieces say their own."""
    bracketed: bool
    """Whether the note is to stand in brackets: what follows an officer's name is a role, and does not."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of the attendance."""

    label: str
    names: tuple[NameView, ...]
    words: Words = ()
    """In place of names: members of the public, as written, with terms linked; `None` in the page's language where the minutes
    say so."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What must be said of a meeting before anything else."""

    tone: str
    """draft, warn, or nothing: part of a class in the style sheet."""
    text: str
    href: str = ""
    """Where the whole sentence leads; empty for nowhere."""


def list_facts(context: Context, meeting: Meeting, state: State, source: str) -> tuple[Fact, ...]:
    """Return the summary block, line by line; a line without values was not recorded."""
    t = context.text
    facts = [Fact(t("meeting.body"), (context.link_body(meeting.body, source),))]
    if meeting.together:
        bodies = tuple(context.link_body(body, source) for body in meeting.together)
        facts.append(Fact(t("meeting.joint_with"), bodies))
    facts += [
        Fact(
            t("meeting.date"),
            (LinkView(context.format_date(meeting.date, "weekday")),),
            datetime=meeting.date.isoformat(),
        ),
        Fact(t("meeting.time"), _say_time(context, meeting)),
        Fact(t("meeting.place"), (context.words(meeting.place),) if meeting.place else ()),
        Fact(t("meeting.status"), _say_status(context, meeting, state)),
    ]
    if state not in ("scheduled", "cancelled", "postponed"):
        facts.append(_make_minutes_fact(context, meeting, state, source))
    if chairs := [person for person in meeting.attendees if person.chair]:
        facts.append(Fact(t("meeting.chair"), tuple(_link_chair(context, meeting, one.who, source) for one in chairs)))
    if attendance := _count_attendance(context, meeting):
        facts.append(Fact(t("meeting.attendance"), (LinkView(attendance, "#_attendance"),)))
    elif state in ("draft", "approved", "held"):
        facts.append(Fact(t("meeting.attendance"), ()))
    if meeting.recording:
        facts.append(Fact(t("meeting.recording"), (LinkView(t("meeting.watch_recording"), meeting.recording),)))
    return tuple(facts)


def _count_attendance(context: Context, meeting: Meeting) -> str:
    """Say how many came and how many sent apologies; officers and guests are counted where nobody else is named."""
    counts = Counter(attendee.group for attendee in meeting.attendees)
    numbers = {
        "count.present": counts["present"] + counts["remote"],
        "count.apologies": counts["apologies"],
        "count.absent": counts["absent"],
    }
    told = [context.plural(key, n) for key, n in numbers.items() if n]
    if not told and counts["attending"]:
        told = [context.plural("count.attending", counts["attending"])]
    return ", ".join(told) or (context.text("meeting.public") if meeting.public else "")


def list_attendance(context: Context, meeting: Meeting, source: str) -> tuple[GroupView, ...]:
    """Return who was there, by groups; nothing at all where the minutes name nobody."""
    if not meeting.attendees and not meeting.public:
        return ()
    lang = _find_lang(context, meeting)
    groups = []
    for group in GROUPS:
        names = tuple(
            _make_name(context, meeting, attendee, lang, source)
            for attendee in meeting.attendees
            if attendee.group == group
        )
        if names or group in _ALWAYS:
            groups.append(GroupView(context.text(f"meeting.{group}"), names))
    if meeting.public:
        groups.append(GroupView(context.text("meeting.public"), (), _say_public(context, meeting, source)))
    return tuple(groups)


def list_notices(context: Context, meeting: Meeting, state: State, source: str) -> tuple[NoticeView, ...]:
    """Return what must be said before anything else: that it is a draft, was cancelled, is in another language."""
    t = context.text
    notices = {
        "scheduled": (NoticeView("", t("meeting.scheduled_notice")),),
        "cancelled": (NoticeView("warn", t("meeting.cancelled_notice")),),
        "postponed": (NoticeView("warn", t("meeting.postponed_notice")),),
        "missing": (NoticeView("", t("meeting.no_minutes")),),
        "unkept": (NoticeView("", t("meeting.no_minutes_kept")),),
        "draft": (NoticeView("draft", t("meeting.draft_notice")),),
    }.get(state, ())
    shown = find_shown(meeting, context.lang)
    if shown is None or not shown.items or shown.lang == context.lang:
        return notices
    language = language_name(shown.lang, context.lang)
    if context.shows_minutes(meeting):
        return (*notices, NoticeView("", t("notice.minutes_in_other_language", language=language)))
    href = find_relative(source, context.addresses.meeting(shown.lang, meeting.key))
    return (*notices, NoticeView("", t("notice.minutes_missing", language=language), href))


def describe_event(context: Context, meeting: Meeting, state: State) -> str:
    """Return the meeting as JSON-LD (schema.org: Event)."""
    site, lang = context.register.site, _find_data_lang(context, meeting)
    name = context.name_meeting(meeting)
    status = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}.get(state, "EventScheduled")
    event: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name if lang == context.lang else {"@language": context.lang, "@value": name},
        "inLanguage": lang,
        "startDate": _stamp(meeting, meeting.time, site.timezone),
        "eventStatus": f"https://schema.org/{status}",
        "organizer": {
            "@type": "Organization",
            "name": context.data_words(context.register.bodies[meeting.body].name, lang),
            "parentOrganization": {"@type": "GovernmentOrganization", "name": context.data_words(site.name, lang)},
        },
    }
    if meeting.time and meeting.ended and meeting.ended > meeting.time:
        event["endDate"] = _stamp(meeting, meeting.ended, site.timezone)
    if meeting.place:
        event["location"] = {"@type": "Place", "name": context.data_words(meeting.place, lang)}
    if url := context.addresses.absolute(context.addresses.meeting(context.lang, meeting.key)):
        event["url"] = url
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _find_data_lang(context: Context, meeting: Meeting) -> str:
    """Return the language of the minutes that the page shows; where it shows none, its own."""
    shown = find_shown(meeting, context.lang)
    return shown.lang if shown and shown.items and context.shows_minutes(meeting) else context.lang


def _stamp(meeting: Meeting, moment: time | None, timezone: str) -> str:
    if moment is None:
        return meeting.date.isoformat()
    return datetime.combine(meeting.date, moment, ZoneInfo(timezone)).isoformat(timespec="minutes")


def _say_time(context: Context, meeting: Meeting) -> tuple[LinkView, ...]:
    if meeting.time is None:
        return ()
    start = format_time(meeting.time, context.lang)
    if meeting.ended is None:
        return (LinkView(context.text("meeting.time_from", start=start)),)
    end = format_time(meeting.ended, context.lang)
    return (LinkView(context.text("meeting.time_range", start=start, end=end)),)


def _say_status(context: Context, meeting: Meeting, state: State) -> tuple[LinkView, ...]:
    # That there are minutes says that the meeting was held.
    status = meeting.status or {"scheduled": "scheduled", "missing": "", "unkept": ""}.get(state, "held")
    return (LinkView(context.text(f"status.{status}")),) if status else ()


def _make_minutes_fact(context: Context, meeting: Meeting, state: State, source: str) -> Fact:
    label = context.text("meeting.minutes")
    if state == "approved" and (approval := meeting.approved):
        if approval.meeting:
            name = context.text("meeting.approved_at", meeting=context.link_meeting(approval.meeting, source).text)
            link = LinkView(name, context.link_meeting(approval.meeting, source).href)
        else:
            link = LinkView(context.text("meeting.approved_on", date=context.format_date(approval.date)))
        note_lang = context.mark_lang(_find_lang(context, meeting)) if approval.note else ""
        return Fact(label, (link,), approval.note, note_lang=note_lang)
    words = {"draft": "draft", "approved": "approved", "unkept": "none", "missing": "missing", "held": ""}[state]
    return Fact(label, (LinkView(context.text(f"minutes_status.{words}")),) if words else ())


def _find_lang(context: Context, meeting: Meeting) -> str:
    """Return the language of the front matter: that of the first file."""
    return meeting.versions[0].lang if meeting.versions else context.lang


def _link_chair(context: Context, meeting: Meeting, who: Named, source: str) -> LinkView:
    words = link_attendee(context, who, _find_lang(context, meeting), source, meeting)
    return words[0] if len(words) == 1 else LinkView(join(words), lang=words[0].lang)


def _say_public(context: Context, meeting: Meeting, source: str) -> Words:
    """Return who of the public was there, as written; `Nil` and the like, which mean nobody, in the page's language."""
    lang = _find_lang(context, meeting)
    if meeting.public.casefold().rstrip(".") in NOBODY:
        return (LinkView(context.text("common.none")),)
    # A bare number is of every language.
    mark = context.mark_lang(lang) if any(map(str.isalpha, meeting.public)) else ""
    return mark_words(link_terms(context, meeting.public, lang, source, meeting), mark)


def _make_name(context: Context, meeting: Meeting, attendee: Attendee, lang: str, source: str) -> NameView:
    said = ""
    if not attendee.joined and not attendee.left and "," not in attendee.notes:
        if attendee.chair:
            said = context.text("meeting.chair")
        elif attendee.vice_chair:
            said = context.text("meeting.vice_chair")
    note, note_lang = say_notes(context, attendee, lang, source, meeting)
    if said:
        note, note_lang = (LinkView(said),), ""
    name = link_attendee(context, attendee.who, lang, source, meeting)
    return NameView(name, note, note_lang, attendee.group != "attending")
