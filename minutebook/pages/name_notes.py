"""What stands in brackets after a name in a list of attendance, in the language of the page: `(until item 2)` is `(hyd eitem 2)` in Welsh.

In: somebody in an attendance, and which language the list is written in. Out: what the brackets say, the parts that are understood in the
page's language, all else as written and marked. In the language of the list every part is as written.
"""

from __future__ import annotations

from typing import Final

from minutebook.dates import parse_time
from minutebook.i18n import format_time
from minutebook.model import Attendee, Meeting
from minutebook.names import find_item_number, read_note, split_notes
from minutebook.pages.context import Context
from minutebook.pages.name_titles import link_attendee, name_role
from minutebook.pages.sentences import compose
from minutebook.pages.term_links import Words, link_terms, mark_words
from minutebook.views import LinkView

_MOMENTS: Final = {
    "from": ("meeting.from_time", "meeting.from_item"),
    "until": ("meeting.until_time", "meeting.until_item"),
}
"""Phrases for a time and for an item, by what a note says."""
_ROLES: Final = {"chair": "meeting.chair", "vice-chair": "meeting.vice_chair"}


def say_notes(context: Context, attendee: Attendee, lang: str, source: str, meeting: Meeting) -> tuple[Words, str]:
    """Return what stands in brackets after a name, and the language of all of it; empty where that is the page's, or each piece says its own."""
    notes, mark = attendee.notes, context.mark_lang(lang)
    if not notes or not mark:
        return link_terms(context, notes, lang, source, meeting), ""
    pieces: list[LinkView] = []
    parts = split_notes(notes)
    known, at, begins = False, 0, 0
    while at < len(parts):
        said, stop = _say_some(context, attendee, parts[at:], lang, source, meeting)
        known = known or bool(said)
        start, end = parts[at][0], parts[at + stop - 1][1]
        pieces += (LinkView(notes[begins:start]),) if start > begins else ()
        pieces += said or mark_words(link_terms(context, notes[start:end], lang, source, meeting), mark)
        at, begins = at + stop, end
    return (tuple(pieces), "") if known else (link_terms(context, notes, lang, source, meeting), mark)


def _say_some(
    context: Context, attendee: Attendee, parts: tuple[tuple[int, int], ...], lang: str, source: str, meeting: Meeting
) -> tuple[Words, int]:
    """Return the first parts in the page's language, and how many they are; no words where nothing is understood."""
    notes, start = attendee.notes, parts[0][0]
    if attendee.group == "attending":
        # An office may have a comma in its title.
        for stop in range(len(parts), 0, -1):
            if said := name_role(context, notes[start : parts[stop - 1][1]], lang):
                return (LinkView(said),), stop
    return _say_part(context, attendee, notes[start : parts[0][1]], lang, source, meeting), 1


def _say_part(context: Context, attendee: Attendee, part: str, lang: str, source: str, meeting: Meeting) -> Words:
    if part == attendee.initials:
        return (LinkView(part),)  # letters of a name are of no language
    meaning, rest = read_note(part)
    if meaning == "substitute" and attendee.substitute_for is not None:
        name = link_attendee(context, attendee.substitute_for, lang, source, meeting)
        # As on the page of the list's own language, the name is words here and leads nowhere.
        plain = tuple(LinkView(piece.text, lang=piece.lang) for piece in name)
        return compose(context, "meeting.substitute_for", name=plain)
    if meaning in ("from", "until"):
        said = _say_moment(context, meaning, rest)
    else:
        # What an officer's brackets say is what they are elsewhere, and no part in this meeting.
        role = _ROLES.get(meaning) if attendee.group != "attending" else None
        said = context.text(role) if role else ""
    return (LinkView(said),) if said else ()


def _say_moment(context: Context, meaning: str, moment: str) -> str:
    """Return from or until which item or time; nothing for a bare number, which may be either."""
    of_time, of_item = _MOMENTS[meaning]
    if time := parse_time(moment):
        return context.text(of_time, time=format_time(time, context.lang))
    number = find_item_number(moment)
    return context.text(of_item, number=number) if number else ""
