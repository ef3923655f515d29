"""What the glossary lacks, and what it has too much: letters that nobody explains, words for them that the minutes hold, terms nobody uses.

In: the register, and the uses that were found in it. Out: findings, and a report for clerks with lines to add to glossary.yml. It writes no file, and
never proposes a person's initials.
"""

from minutebook.harvest.findings import Findings, Proposal
from minutebook.harvest.hints import add_lines
from minutebook.harvest.persons import KnownNames, is_person, names_thing
from minutebook.harvest.proposals import are_apart, make_entry
from minutebook.harvest.report import format_findings, format_findings_json
from minutebook.harvest.survey import survey

__all__ = [
    "Findings",
    "KnownNames",
    "Proposal",
    "add_lines",
    "are_apart",
    "format_findings",
    "format_findings_json",
    "is_person",
    "make_entry",
    "names_thing",
    "survey",
]
