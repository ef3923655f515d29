"""The registry of checks: one decorated function a rule, its example in its docstring.

In: functions that read the register. Out: rules, and a run over all of them. Never finds anything itself.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from minutebook.diagnostics import Diagnostic, Location, Rule, Severity, rule
from minutebook.glossing import Glossed, ReadLines
from minutebook.model import Register
from minutebook.parity import Edition, list_editions

Finding = tuple[Location, str]
"""A place, and what to say about it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check reads."""

    register: Register
    glossed: Glossed
    read_lines: ReadLines
    """Gives the lines of a file, so that a finding has the column of its words. Only files with a fault or an exempt item are read again."""
    promised: tuple[Edition, ...]
    """The minutes, in each language, of the bodies whose `parity` is required."""


Check = Callable[[Subject], Iterator[Finding]]

CHECKS: list[tuple[Rule, Check]] = []
"""Every check with its rule, in the order of their modules."""


def check(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Declare a check. Its docstring gives the rule: a sentence, then paragraphs `Why:`, `Bad:` and `Good:`.

    Raises ValueError for a docstring without them: a rule that nobody can look up helps nobody.
    """

    def declare(function: Check) -> Check:
        CHECKS.append((_read_rule(code, severity, inspect.getdoc(function) or ""), function))
        return function

    return declare


def run_checks(
    register: Register, glossed: Glossed, read_lines: ReadLines, broken: Collection[str] = ()
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
    subject = Subject(register, glossed, lru_cache(maxsize=1)(read_lines), public)
    for declared, function in CHECKS:
        for place, message in function(subject):
            yield Diagnostic(declared, place, message)


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
