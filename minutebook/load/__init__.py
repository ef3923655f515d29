"""Reads the files of a council's folder into raw values, each with its place.

In: the root and its sources. Out: the archive, and every fault that one file can have by itself. Resolves nothing:
whether an id or a name exists is for `link`.
"""

from minutebook.load.archive import Archive, RawMinutes, RawPlainPage
from minutebook.load.folder import Ground, add_minutes, load, load_council
from minutebook.load.minutes import LoadedMeeting, MeetingFiles, load_meeting, write_key
from minutebook.load.misplaced import has_facts

__all__ = [
    "Archive",
    "Ground",
    "LoadedMeeting",
    "MeetingFiles",
    "RawMinutes",
    "RawPlainPage",
    "add_minutes",
    "has_facts",
    "load",
    "load_council",
    "load_meeting",
    "write_key",
]
