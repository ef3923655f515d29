"""Times, dates and due dates as people write them, in every language at once.

In: text, and for a due date the day of the meeting. Out: `time`, `DateSpan`, `Due`, or None where nothing is certain; and words
that say what is wrong with a text that is no date. Never looks at the clock, never guesses between two readings.
"""

from minutebook.dates.due import explain_due, find_due, read_due
from minutebook.dates.spans import denies_date, explain_date, parse_date
from minutebook.dates.times import explain_time, parse_time

__all__ = [
    "denies_date",
    "explain_date",
    "explain_due",
    "explain_time",
    "find_due",
    "parse_date",
    "parse_time",
    "read_due",
]
