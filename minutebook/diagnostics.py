"""Faults in the content as values: where, how grave, what to do; and the printers that show them.

In: what the stages found. Out: text for people, annotations for GitHub, JSON for programs. Never raises for a fault in content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
Severity = Literal["error", "warning"]


class LanguageFileError(ValueError):
    """A language's file (`minutebook/i18n`) is wrong. The message names file and key. It is no fault in the content: nothing can be said in
    that language, so the program stops. It stands here since `i18n` reads its files while it is imported.
    """


def show_controls(text: str) -> str:
    r"""Return `text` with signs that no terminal may get written as `\x1b`, line ends among them."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 is "the file as a whole"."""

    path: str
    """From the root, with forward slashes."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path:line:column`, as far as known."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault. Every fault in content belongs to one; docs/checks.md lists them all."""

    code: str
    """Its name in messages: `unknown-key`."""
    severity: Severity
    summary: str
    """What is found, in a sentence for a clerk."""
    why: str
    """Why it matters."""
    bad: str
    """An example that has the fault."""
    good: str
    """The same, mended."""


RULES: dict[str, Rule] = {}
"""Every rule by its code, filled as modules are imported."""


def rule(code: str, severity: Severity, summary: str, *, why: str, bad: str, good: str) -> Rule:
    """Declare a rule, once, at the top of the module that reports it.

    Raises ValueError if the code is taken: two faults with one name could not be told apart.
    """
    if code in RULES:
        raise ValueError(f"two rules are called {code}")
    RULES[code] = Rule(code, severity, summary, why, bad, good)
    return RULES[code]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault found in the content."""

    rule: Rule
    location: Location
    message: str
    """What was found, why it matters, and the line to write."""

    @property
    def severity(self) -> Severity:
        """`error` if nothing may be written, else `warning`."""
        return self.rule.severity

    @property
    def code(self) -> str:
        """The rule's name."""
        return self.rule.code

    def __str__(self) -> str:
        """Return the line that people and editors read: `file:line:col: severity: text [code]`."""
        line = f"{self.location}: {self.severity}: {self.message} [{self.code}]"
        # One line a fault, whatever stands in a file's name: what a terminal or GitHub reads as a command is shown instead.
        return show_controls(line)


@dataclass(frozen=True, slots=True)
class Report:
    """All faults of a build, sorted by place, each once."""

    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @classmethod
    def of(cls, found: Iterable[Diagnostic]) -> Report:
        """Sort `found` by file, line, column and code, and drop repetitions."""
        unique = {(d.location, d.code, d.message): d for d in found}
        return cls(tuple(unique[key] for key in sorted(unique)))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The faults that forbid a build."""
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def broken(self) -> frozenset[str]:
        """Paths of the files that have errors: where one is missing from what was read, that is why."""
        return frozenset(d.location.path for d in self.errors)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The faults that do not."""
        return tuple(d for d in self.diagnostics if d.severity == "warning")


def format_text(report: Report, *, colour: bool = False) -> str:
    """Return one line a fault, `file:line:col: severity: text [code]`; with ANSI colours if asked."""
    lines = []
    for found in report.diagnostics:
        line = str(found)
        if colour:
            shade = "31" if found.severity == "error" else "33"
            head, middle, tail = line.partition(f" {found.severity}: ")
            line = f"\x1b[1m{head}\x1b[0m\x1b[{shade}m{middle}\x1b[0m{tail}"
        lines.append(line)
    return "\n".join(lines)


def format_github(report: Report) -> str:
    """Return workflow commands, so that GitHub shows each fault beside its line in a pull request."""
    lines = []
    for found in report.diagnostics:
        place = found.location
        properties = [f"file={_escape_property(place.path)}"]
        if place.line:
            properties.append(f"line={place.line}")
        if place.column:
            properties.append(f"col={place.column}")
        properties.append(f"title={_escape_property(found.code)}")
        lines.append(f"::{found.severity} {','.join(properties)}::{_escape_data(found.message)}")
    return "\n".join(lines)


def format_json(report: Report) -> str:
    """Return a JSON array with an object a fault, as `list_faults` gives them."""
    return json.dumps(list_faults(report), ensure_ascii=False, indent=2)


def list_faults(report: Report) -> list[dict[str, str | int]]:
    """Return the values of each fault by name: path, line, column, severity, code, message."""
    return [
        {
            "path": found.location.path,
            "line": found.location.line,
            "column": found.location.column,
            "severity": found.severity,
            "code": found.code,
            "message": found.message,
        }
        for found in report.diagnostics
    ]


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
