"""Finds minutes of a further language that stand alone because their file has the wrong day for a name.

In: the drafts of all meetings, those too that are not published. Out: faults. It moves nothing: whose translation it is only the clerk knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.link.drafts import MeetingDraft
from minutebook.load import has_facts

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


def report_alone(drafts: Sequence[MeetingDraft], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each meeting that seems to be the translation of another."""
    by_body: dict[str, list[MeetingDraft]] = defaultdict(list)
    for draft in drafts:
        by_body[draft.body].append(draft)
    for draft in drafts:
        if draft.first.lang == languages[0] or not _is_bare(draft):
            continue
        # The first version of the other has the facts, which these minutes lack.
        lang, place = draft.first.lang, languages.index(draft.first.lang)
        others = [
            other
            for other in by_body[draft.body]
            if languages.index(other.first.lang) < place
            and all(version.lang != lang for version in other.versions)
            and _is_close(draft, other)
        ]
        if others:
            nearest = min(others, key=lambda other: abs(other.date - draft.date))
            yield _report(draft, nearest)


def _is_bare(draft: MeetingDraft) -> bool:
    """Whether a meeting's file says nothing on top but what a translation may say there."""
    front = draft.first.raw.front
    return front is not None and not has_facts(front)


def _is_close(one: MeetingDraft, other: MeetingDraft) -> bool:
    """Whether the days are near each other, or one figure makes the difference."""
    if abs(one.date - other.date).days <= _CLOSE:
        return True
    return sum(mine != theirs for mine, theirs in zip(str(one.date), str(other.date), strict=True)) == 1


def _report(draft: MeetingDraft, other: MeetingDraft) -> Diagnostic:
    lang = draft.first.lang
    path, name = draft.first.raw.path, other.first.raw.path.rpartition("/")[2]
    stem = other.key.rpartition("/")[2]
    message = (
        f"These minutes have no facts on top, and the meeting has no other file. Are they the {language_name(lang, 'en')} of {name}, "
        f"which has none? Then name this file {stem}.{lang}.md. If not, write here when the meeting was and who was there, "
        "as in time: 2.30pm"
    )
    return Diagnostic(ALONE, Location(path), message)
