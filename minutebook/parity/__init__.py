"""Which minutes are complete in each language of the site, and what lacks a translation (`parity` in docs/format.md).

In: the register. Out: the state of each meeting in each language, and a report for clerks. It pairs nothing itself: that was done in `link/`.
"""

from minutebook.parity.editions import (
    Age,
    Edition,
    Gap,
    Parity,
    State,
    Tally,
    compare_languages,
    count_complete,
    list_editions,
)
from minutebook.parity.kept import Editions
from minutebook.parity.report import describe_gaps, format_parity, make_parity_data

__all__ = [
    "Age",
    "Edition",
    "Editions",
    "Gap",
    "Parity",
    "State",
    "Tally",
    "compare_languages",
    "count_complete",
    "describe_gaps",
    "format_parity",
    "list_editions",
    "make_parity_data",
]
