"""Checks of the whole register: what no single file can know, or what deserves a second look.

In: the register and what was found of its acronyms. Out: faults. Never changes anything.
"""

from minutebook.checks import attendance, attendance_times, exempt, meetings, parity
from minutebook.checks.registry import CHECKS, MEETING_CHECKS, run_checks

__all__ = ["CHECKS", "MEETING_CHECKS", "attendance", "attendance_times", "exempt", "meetings", "parity", "run_checks"]
