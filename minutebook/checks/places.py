"""Where in a file the words stand that a check is about.

In: a meeting, and the lines of its files. Out: places, to the column where the words can be found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.diagnostics import Location
from minutebook.model import Meeting


def find_attendees(meeting: Meeting, lines: Sequence[str]) -> list[Location]:
    """Return the place of each name in the attendance, in its order. `lines` are those of the meeting's first file.

    The names of one value stand behind each other, so each is looked for from the one before it on.
    """
    path = meeting.versions[0].path
    ends: dict[int, Location] = {}
    places = []
    for attendee in meeting.attendees:
        after = ends.get(attendee.line, Location(path, attendee.line))
        place = find_words(attendee.who.text, after, lines)
        places.append(place or Location(path, attendee.line))
        if place is not None:
            ends[attendee.line] = Location(path, place.line, place.column + 1)
    return places


def find_words(words: str, after: Location, lines: Sequence[str]) -> Location | None:
    """Return the first place of `words` in the front matter from a place on; None where they do not stand there as such.

    White space between them may be of any kind and length, a line break too.
    """
    close = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), len(lines))
    text = "\n".join(lines[after.line - 1 : close])
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, max(0, after.column - 1)) if pattern else None
    if found is None:
        return None
    column = found.start() - text.rfind("\n", 0, found.start())
    return Location(after.path, after.line + text.count("\n", 0, found.start()), column)
