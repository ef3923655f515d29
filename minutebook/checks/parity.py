"""Checks of the bodies that promised every language (`parity: required`).

In: the register. Out: findings at the file that is to be written or mended; where it is not there, at the one it would be a translation of.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.checks.registry import Finding, Subject, check
from minutebook.diagnostics import Location
from minutebook.parity import Edition, describe_gaps


@check("parity-missing", "error")
def find_missing_languages(subject: Subject) -> Iterator[Finding]:
    """A body whose `parity` is required has minutes that lack a language of the site.

    Why: The council has promised both languages for this body.
    Bad: council: {name: Council, parity: required}, and 2023-05-16.md without 2023-05-16.cy.md
    Good: 2023-05-16.md and 2023-05-16.cy.md
    """
    for edition in subject.promised:
        if edition.state == "missing":
            told = "has no words yet. Write them" if edition.there else "is missing. Add it"
            path = edition.path if edition.there else next(iter(edition.sources.values()))
            yield Location(path), _say(edition, told)


@check("parity-partly", "error")
def find_partial_languages(subject: Subject) -> Iterator[Finding]:
    """A body whose `parity` is required has minutes of which one language lacks something: an item or its words, a sub-heading, a record, the title.

    Why: The council has promised both languages for this body, and readers of one would miss it.
    Bad: ## 6. Any other business (and no item 6 in the .cy.md of a body with parity: required)
    Good: ## 6. Any other business

    ## 6. Unrhyw fater arall (in the .cy.md)
    """
    for edition in subject.promised:
        if edition.state == "partly":
            yield Location(edition.path, edition.gaps[0].place), _say(edition, f"{describe_gaps(edition)}. Add it")


@check("parity-older", "warning")
def find_older_languages(subject: Subject) -> Iterator[Finding]:
    """A body whose `parity` is required has minutes that were changed in one language, and in another not on that day or since, by git.

    Why: What was changed in one language may have to be changed in the other, too. If not, any change of the older file settles it.
    Bad: 2023-05-16.md, written on 2 June and changed on 9 June, and 2023-05-16.cy.md, written on 2 June
    Good: both, changed on 9 June
    """
    for edition in subject.promised:
        if (older := edition.older) is not None:
            other = edition.sources[older.lang].rpartition("/")[2]
            told = (
                f"was changed last on {older.changed}, and {other} on {older.other}. See whether what changed there "
                "must change here"
            )
            yield Location(edition.path), _say(edition, told)


def _say(edition: Edition, told: str) -> str:
    return f"bodies.yml says parity: required for {edition.body}, but {edition.path.rpartition('/')[2]} {told}."
