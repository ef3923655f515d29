"""Names of people, offices and parts as minutes write them, and whom they name.

In: text from front matter, blocks and prose; the people, offices and bodies of the council. Out: `RawName` (what is written) and
`Named` (who is meant). Never reads a file, never reports: what nobody has comes back as unknown.
"""

from minutebook.names.directory import Directory
from minutebook.names.lists import RawName, WrittenNames, read_names, read_note, split_names, split_notes
from minutebook.names.mentions import Mention, find_mentions
from minutebook.names.spelling import CAPITAL, is_id, name_key, strip_title, whole_name_key
from minutebook.names.straightening import explain_form, find_item_number

__all__ = [
    "CAPITAL",
    "Directory",
    "Mention",
    "RawName",
    "WrittenNames",
    "explain_form",
    "find_item_number",
    "find_mentions",
    "is_id",
    "name_key",
    "read_names",
    "read_note",
    "split_names",
    "split_notes",
    "strip_title",
    "whole_name_key",
]
