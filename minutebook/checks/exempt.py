"""Checks of what must not be public: items that are exempt under Schedule 12A of the Local Government Act 1972.

In: the register. Out: findings that say what to do before, and after, the file is on the web.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.checks.registry import Finding, Subject, check
from minutebook.diagnostics import Location
from minutebook.model import AgendaItem, Meeting, Version, iter_leaves

_WORDS_ALLOWED = 60
"""Words that say no more than that an item was taken in private, and by which resolution."""
_ADVICE = (
    "Anyone can read this file on GitHub, now and in its history. Take out what is exempt BEFORE you commit. "
    "If it is already on GitHub, deleting is not enough: tell your Monitoring Officer."
)


def _list_exempt(subject: Subject) -> Iterator[tuple[Meeting, Version, AgendaItem]]:
    for meeting in subject.register.meetings.values():
        for version in meeting.versions:
            for item in version.items:
                if item.exempt:
                    yield meeting, version, item


@check("exempt-document", "error")
def find_documents(subject: Subject) -> Iterator[Finding]:
    """A document is linked under an exempt item.

    Why: The public may not read it, and whatever lies in the folder is published.
    Bad: ## 12. Land at Mill Lane (exempt: paragraph 14)

    [Report](2023-04-18/report.pdf)
    Good: ## 12. Land at Mill Lane (exempt: paragraph 14)
    """
    for meeting, version, item in _list_exempt(subject):
        for document in meeting.documents:
            if document.item == item.anchor:
                message = (
                    f"{_name(item)} is exempt but links {document.path.rpartition('/')[2]}, which would be published. "
                    f"Take the link and the file away. {_ADVICE}"
                )
                yield Location(version.path, item.line), message


@check("exempt-words", "warning")
def find_words(subject: Subject) -> Iterator[Finding]:
    """An exempt item says more than that it was taken in private.

    Why: Only what anyone may read belongs into a file that anyone can read.
    Bad: ## 12. Land at Mill Lane (exempt: paragraph 14)

    (the whole discussion)
    Good: ## 12. Land at Mill Lane (exempt: paragraph 14)

    RESOLVED: to accept the offer.
    """
    for _, version, item in _list_exempt(subject):
        words = sum(len(leaf.text.split()) for leaf in iter_leaves(item.blocks))
        if words > _WORDS_ALLOWED:
            yield Location(version.path, item.line), f"{_name(item)} is exempt but holds {words} words. {_ADVICE}"


def _name(item: AgendaItem) -> str:
    number = item.number.rstrip(".) ")
    return f"Item {number}" if number else f'"{item.title}"'
