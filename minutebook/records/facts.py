"""What of a meeting its records are read against, and the facts that come of it.

In: raw details. Out: values. Reports nothing: what is odd about them is for `resolve` and `fenced` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from minutebook.i18n import RecordKind
from minutebook.model import Colour, DateSpan, Due, LocalText, Named, Target, Votes
from minutebook.model.records import Verdict
from minutebook.names import split_names
from minutebook.records.owners import People
from minutebook.records.raw import RawVotes


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What of a meeting the details of its records are read against."""

    path: str
    """The file, for diagnostics."""
    people: People
    present: int = 0
    """Members present or taking part from elsewhere; 0 where nobody is recorded, so that no vote is checked."""
    attendance: tuple[int, int] | None = None
    """First and last line of the attendance in the file."""
    items: Mapping[str, str] = field(default_factory=dict)
    """Anchors of the meeting's items by number, without a full stop or bracket behind it."""
    key: Mapping[str, Colour] = field(default_factory=dict)
    """Colours by their casefolded words in the key that holds for the body, for `status` in a fenced block."""
    kinds: Mapping[str, RecordKind] = field(default_factory=dict)
    """What kind each record of the site is, by its key."""
    find_target: Callable[[str], Target | str] = lambda _: "nothing can be named here"
    """What a reference names, or in plain words why it names nothing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The facts of one record as one file gives them. A field is empty where nothing was said."""

    mover: Named | None = None
    seconder: Named | None = None
    votes: Votes | None = None
    motion: str = ""
    reasons: LocalText | None = None
    body: Named | None = None
    """To whom something is recommended."""
    source: Named | None = None
    """Who recommends, where it is not the body itself."""
    target: str = ""
    """Key of what an update or response answers."""
    verdict: Verdict | None = None
    owners: tuple[Named, ...] = ()
    due: Due | None = None
    status: Colour | None = None
    date: DateSpan | None = None
    who: tuple[Named, ...] = ()
    interests: tuple[str, ...] = ()
    about_item: str = ""
    dispensation: bool = False
    left: bool = False
    matter: str | None = None


def resolve_votes(raw: RawVotes | None, people: People) -> Votes | None:
    """Return votes with the people who are named in them."""
    if raw is None:
        return None
    sides = (raw.agree_names, raw.against_names, raw.abstain_names)
    named = [
        tuple(people.find(name.text) for name in split_names(names, known=people.directory.known_titles))
        for names in sides
    ]
    figures = [raw.agree, raw.against, raw.abstain]
    counts = [len(names) if figure is None and names else figure for figure, names in zip(figures, named, strict=True)]
    return Votes(
        agree=counts[0],
        against=counts[1],
        abstain=counts[2],
        unanimous=raw.unanimous,
        nem_con=raw.nem_con,
        casting=raw.casting,
        recorded=raw.recorded,
        agree_names=named[0],
        against_names=named[1],
        abstain_names=named[2],
    )


def find_answered(kind: str, reference: str, facts: MeetingFacts) -> str | None:
    """Return the key of what an update or response answers, or None where it names nothing of the kind."""
    target = facts.find_target(reference)
    if isinstance(target, str):
        return None
    if target.kind == "record":
        wanted = "action" if kind == "update" else "recommendation"
        return target.key if facts.kinds.get(target.key, wanted) == wanted else None
    if target.kind == "plan-action" and kind == "update":
        return f"plans/{target.key}"
    return None
