"""Records in the minutes: decisions, actions and the like, set apart from prose by a word in capitals, in bold or before a colon.

In: the items of one file (`find_records`); then the directory and the meeting (`resolve_details`). Out: raw records, which
depend on that file alone; their facts, resolved; and diagnostics. Content format, section 4.
"""

from minutebook.records.anchors import name_records
from minutebook.records.likely import find_likely_decisions
from minutebook.records.owners import People
from minutebook.records.raw import Details, Fence, Found, RawDocuments, RawRecord, RawVotes, Words
from minutebook.records.resolve import MeetingFacts, Resolved, build_record, join_facts, resolve_details
from minutebook.records.scan import find_records

__all__ = [
    "Details",
    "Fence",
    "Found",
    "MeetingFacts",
    "People",
    "RawDocuments",
    "RawRecord",
    "RawVotes",
    "Resolved",
    "Words",
    "build_record",
    "find_likely_decisions",
    "find_records",
    "join_facts",
    "name_records",
    "resolve_details",
]
