"""Finds minutes of a further language that stand alone because their file has the wrong day for a name.

In: all meetings as the others know them, those too that are not published. Out: faults. It moves nothing: whose translation it is only the clerk
knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.link.exports import Exports

ALONE = rule(
    "language-alone",
    "warning",
    "Minutes in a further language stand alone and without facts, and a meeting close by has none in that language.",
    why="A wrong day in a file's name makes two meetings of one, and the second has no time, no place and nobody present.",
    bad="2024-01-10.md and 2024-01-11.cy.md, which begins with its first item",
    good="2024-01-10.md and 2024-01-10.cy.md",
)

_CLOSE = 31
"""Days between a meeting and one that it may be."""


def report_alone(meetings: Sequence[Exports], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each meeting that seems to be the translation of another."""
    by_body: dict[str, list[Exports]] = defaultdict(list)
    for one in meetings:
        by_body[one.body].append(one)
    for one in meetings:
        lang, place = _find_lang(one), languages.index(_find_lang(one))
        if place == 0 or not one.bare:
            continue
        # The first version of the other has the facts, which these minutes lack.
        others = [
            other
            for other in by_body[one.body]
            if languages.index(_find_lang(other)) < place
            and all(code != lang for code, _ in other.files)
            and _is_close(one, other)
        ]
        if others:
            nearest = min(others, key=lambda other: abs(other.date - one.date))
            yield _report(one, nearest)


def _find_lang(one: Exports) -> str:
    """Return the language whose facts hold."""
    return one.files[0][0]


def _is_close(one: Exports, other: Exports) -> bool:
    """Whether the days are near each other, or one figure makes the difference."""
    if abs(one.date - other.date).days <= _CLOSE:
        return True
    return sum(mine != theirs for mine, theirs in zip(str(one.date), str(other.date), strict=True)) == 1


def _report(one: Exports, other: Exports) -> Diagnostic:
    lang, path = one.files[0]
    name = other.files[0][1].rpartition("/")[2]
    stem = other.key.rpartition("/")[2]
    message = (
        f"These minutes have no facts on top, and the meeting has no other file. Are they the {language_name(lang, 'en')} of {name}, "
        f"which has none? Then name this file {stem}.{lang}.md. If not, write here when the meeting was and who was there, "
        "as in time: 2.30pm"
    )
    return Diagnostic(ALONE, Location(path), message)
