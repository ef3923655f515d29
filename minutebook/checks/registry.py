"""The registry of checks: one decorated function a rule, its example in its docstring.

In: functions that read the register, or one meeting of it. Out: rules, and a run over all of them. Never finds anything itself.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from minutebook.checks.kept import KeptFinding, KeptFindings
from minutebook.checks.minutes import Minutes, list_minutes
from minutebook.diagnostics import RULES, Diagnostic, Location, Rule, Severity, rule
from minutebook.glossing import Glossed, ReadLines
from minutebook.model import Register, open_one_by_one
from minutebook.parity import Edition, list_editions
from minutebook.recall import Recall

Finding = tuple[Location, str]
"""A place, and what to say about it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check of the whole register reads."""

    register: Register
    glossed: Glossed
    read_lines: ReadLines
    """Gives the lines of a file, so that a finding has the column of its words. Only files with a fault or an exempt item are read again."""
    promised: tuple[Edition, ...]
    """The minutes, in each language, of the bodies whose `parity` is required."""


Check = Callable[[Subject], Iterator[Finding]]
MeetingCheck = Callable[[Minutes], Iterator[Finding]]

CHECKS: list[tuple[Rule, Check]] = []
"""Every check of the whole register with its rule, in the order of their modules."""
MEETING_CHECKS: list[tuple[Rule, MeetingCheck]] = []
"""Every check of single meetings."""


def check(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Declare a check. Its docstring gives the rule: a sentence, then paragraphs `Why:`, `Bad:` and `Good:`.

    Raises ValueError for a docstring without them: a rule that nobody can look up helps nobody.
    """

    def declare(function: Check) -> Check:
        CHECKS.append((_read_rule(code, severity, inspect.getdoc(function) or ""), function))
        return function

    return declare


def check_meeting(code: str, severity: Severity) -> Callable[[MeetingCheck], MeetingCheck]:
    """Declare a check of what stands in one meeting, which is called for each. As `check` else.

    What it finds may be kept until that meeting changes, so it must look at nothing but what it is given.
    """

    def declare(function: MeetingCheck) -> MeetingCheck:
        MEETING_CHECKS.append((_read_rule(code, severity, inspect.getdoc(function) or ""), function))
        return function

    return declare


def run_checks(
    register: Register,
    glossed: Glossed,
    read_lines: ReadLines,
    broken: Collection[str] = (),
    recall: Recall | None = None,
) -> Iterator[Diagnostic]:
    """Yield what all checks find. `broken` are files with errors: what they hold is missing for that reason only."""
    promised = [body.id for body in register.bodies.values() if body.parity]
    editions = list_editions(register, promised) if promised else ()
    # What waits with `publish: no` for its translation breaks no promise, so that a build with drafts can show it.
    public = tuple(
        edition
        for edition in editions
        if register.meetings[edition.meeting].publish and (edition.there or edition.path not in broken)
    )
    # Findings of one file follow one another.
    read_lines = lru_cache(maxsize=1)(read_lines)
    subject = Subject(register, glossed, read_lines, public)
    for declared, function in CHECKS:
        for place, message in function(subject):
            yield Diagnostic(declared, place, message)
    yield from _run_on_meetings(register, read_lines, recall or Recall())


def _run_on_meetings(register: Register, read_lines: ReadLines, recall: Recall) -> Iterator[Diagnostic]:
    """Yield what stands in single meetings: what is known of them, then what is found in the others."""
    kept = KeptFindings(recall, register)
    for found in kept.list_known():
        yield Diagnostic(RULES[found.code], found.place, found.message)
    for minutes in open_one_by_one(list_minutes(register, kept.list_unknown(), read_lines)):
        findings = [
            KeptFinding(declared.code, place, message)
            for declared, function in MEETING_CHECKS
            for place, message in function(minutes)
        ]
        kept.add(minutes, findings)
        for found in findings:
            yield Diagnostic(RULES[found.code], found.place, found.message)
    kept.keep()


def _read_rule(code: str, severity: Severity, doc: str) -> Rule:
    parts = re.split(r"^(Why|Bad|Good):", doc, flags=re.MULTILINE)
    sections = {name: inspect.cleandoc(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    if not parts[0].strip() or set(sections) != {"Why", "Bad", "Good"}:
        raise ValueError(f"the docstring of the check {code} needs a sentence, Why:, Bad: and Good:")
    return rule(
        code,
        severity,
        " ".join(parts[0].split()),
        why=" ".join(sections["Why"].split()),
        bad=sections["Bad"],
        good=sections["Good"],
    )
