"""From the records of a file to facts: who, whether a reference leads anywhere, whether the votes can be right.

In: a `RawRecord` and the meeting it stands in. Out: `Resolved` with diagnostics. Never reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.dates import explain_due
from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.model import COLOURS, Due, Named, Votes
from minutebook.names import is_id
from minutebook.records.building import build_record, join_facts
from minutebook.records.facts import MeetingFacts, Resolved, find_answered, resolve_votes
from minutebook.records.fenced import resolve_fence
from minutebook.records.fences import report_missing
from minutebook.records.owners import People, find_assigned
from minutebook.records.raw import RawRecord, RawVotes, Words

__all__ = ["MeetingFacts", "Resolved", "build_record", "check_votes", "join_facts", "resolve_details"]

UNKNOWN_OWNER = rule(
    "unknown-owner",
    "warning",
    "An action's owner is nobody that the site knows.",
    why="The name is shown as written, but no page lists this action under a person or office.",
    bad="ACTION: Jane Reece to write to Highways.",
    good="ACTION: Jane Rees to write to Highways.",
)
NEAR_NAME = rule(
    "record-name",
    "warning",
    "A name in a decision, vote or declaration is nearly that of somebody known.",
    why="A slip in a name keeps the record from that person's page.",
    bad="proposed by Cllr Jane Reece",
    good="proposed by Cllr Jane Rees",
)
VOTES = rule(
    "votes-add-up",
    "warning",
    "The votes are more than the members present, or other than the names beside them.",
    why="One of both figures must be wrong, and readers rely on them.",
    bad="Vote: 8 for, 3 against (with nine members present)",
    good="Vote: 6 for, 3 against",
)
DECLARED_ITEM = rule(
    "declared-item",
    "warning",
    "An interest is declared in an item that the meeting does not have.",
    why="The declaration cannot be shown beside the item it is about.",
    bad="Cllr B Price DECLARED a personal interest in item 19.",
    good="Cllr B Price DECLARED a personal interest in item 9.",
)
NO_SUCH_DAY = rule(
    "due-no-such-day",
    "warning",
    "An action is due on a day that is in no calendar, or that is another day of the week.",
    why="Nobody can say when it is overdue.",
    bad="ACTION: Clerk to write by 30 February.",
    good="ACTION: Clerk to write by 28 February.",
)
NOTHING_ANSWERED = rule(
    "record-reference",
    "warning",
    "An UPDATE or RESPONSE names something that is no action or recommendation.",
    why="It is shown as prose, and nobody who follows the action up will find it.",
    bad="UPDATE (referral-report; green): The report is written.",
    good="UPDATE (referrals-report; green): The report is written.",
)


def resolve_details(raw: RawRecord, facts: MeetingFacts) -> tuple[Resolved | None, tuple[Diagnostic, ...]]:
    """Return the facts of a record and what is odd about them; None for a record that is prose after all."""
    if raw.fence is not None:
        return _resolve_fenced(raw, facts)
    found: list[Diagnostic] = []
    details, people = raw.details, facts.people
    target = ""
    if raw.kind in ("update", "response"):
        named = find_answered(raw.kind, details.reference, facts)
        if named is None:
            found.append(_report(NOTHING_ANSWERED, raw, facts, _explain_reference(raw, facts)))
            return None, tuple(found)
        target = named
    assigned = find_assigned(raw, people) if raw.kind == "action" else None
    if assigned:
        found += (_report_owner(owner, raw, facts) for owner in assigned.owners if owner.kind == "unknown")
        found += _check_due(assigned.due, raw, facts)
    votes = resolve_votes(details.votes, people)
    who = tuple(one for words in details.who for one in people.find_all(words.text))
    resolved = Resolved(
        mover=_find(details.mover, people),
        seconder=_find(details.seconder, people),
        votes=votes,
        motion=details.motion,
        body=_find(details.to, people),
        target=target,
        verdict=details.verdict,
        owners=assigned.owners if assigned else (),
        due=assigned.due if assigned else details.due,
        status=assigned.status if assigned else details.status,
        who=who,
        interests=details.interests,
        about_item=_find_item(raw, facts, found),
        dispensation=details.dispensation,
        left=details.left,
    )
    found += check_votes(details.votes, votes, raw, facts)
    found += _check_names(resolved, raw, facts)
    return resolved, tuple(found)


def _resolve_fenced(raw: RawRecord, facts: MeetingFacts) -> tuple[Resolved, tuple[Diagnostic, ...]]:
    resolved, found = resolve_fence(raw, facts)
    found = (*_find_missing(raw, facts), *found)
    unknown = (
        _report_owner(owner, raw, facts)
        for owner in resolved.owners
        if owner.kind == "unknown" and not is_id(owner.text)
    )
    odd = (*unknown, *check_votes(None, resolved.votes, raw, facts), *_check_names(resolved, raw, facts))
    return resolved, (*found, *odd)


def _find_missing(raw: RawRecord, facts: MeetingFacts) -> tuple[Diagnostic, ...]:
    """Return what a fenced record lacks without which it records nothing."""
    fence = raw.fence
    if fence is None or any(fence.model.written(key) is not None for key in fence.model.needs):
        return ()
    if raw.kind in ("response", "update"):
        # That nothing is answered is said with the reference.
        return ()
    return (report_missing(fence.model, Location(facts.path, raw.line, raw.column)),)


def check_votes(
    raw: RawVotes | None, votes: Votes | None, record: RawRecord, facts: MeetingFacts
) -> Iterator[Diagnostic]:
    """Yield what cannot be right in votes: more than were present, or another number than that of the names."""
    if votes is None:
        return
    sides = (
        ("for", votes.agree, votes.agree_names),
        ("against", votes.against, votes.against_names),
        ("abstained", votes.abstain, votes.abstain_names),
    )
    for side, figure, names in sides:
        if raw and raw.counted and figure is not None and names and figure != len(names):
            yield _report(
                VOTES,
                record,
                facts,
                f"{figure} are counted {side}, but {len(names)} {'is' if len(names) == 1 else 'are'} named. "
                "Check the figure, or the names.",
            )
    total = sum(figure or 0 for _, figure, _ in sides)
    if facts.present and total > facts.present:
        said = ", ".join(f"{figure} {side}" for side, figure, _ in sides if figure is not None)
        first, last = facts.attendance or (0, 0)
        where = "" if not first else f" in line {first}" if first == last else f" in lines {first} to {last}"
        members = "member is" if facts.present == 1 else "members are"
        yield _report(
            VOTES,
            record,
            facts,
            f"The votes make {total} ({said}), but {facts.present} {members} listed as present. "
            f"Check the figures, or the attendance{where}.",
        )


def _find(words: Words | None, people: People) -> Named | None:
    return people.find(words.text) if words and words.text else None


def _find_item(raw: RawRecord, facts: MeetingFacts, found: list[Diagnostic]) -> str:
    number = raw.details.about_item
    if not number:
        return ""
    anchor = facts.items.get(number)
    if anchor is None:
        found.append(
            _report(
                DECLARED_ITEM,
                raw,
                facts,
                f'"item {number}": this meeting has no item {number}, so the interest is shown at the item it stands in. '
                "Check the number.",
            )
        )
    return anchor or ""


def _report_owner(owner: Named, raw: RawRecord, facts: MeetingFacts) -> Diagnostic:
    if owner.text.casefold() in COLOURS:
        colour = owner.text.casefold()
        message = f'"{owner.text}" is read as an owner, since colours are written in small letters. If it is the colour, write: {colour}'
        return _report(UNKNOWN_OWNER, raw, facts, message)
    near = facts.people.directory.near(owner.text)
    hint = f" Did you mean {near}?" if near else ""
    return _report(
        UNKNOWN_OWNER,
        raw,
        facts,
        f'Nobody is known as "{owner.text}", owner of this action.{hint} If it is someone new, leave it: the name is shown as '
        "you wrote it, but no page lists this action under a person.",
    )


def _check_due(due: Due | None, raw: RawRecord, facts: MeetingFacts) -> Iterator[Diagnostic]:
    if due and (why := explain_due(due, facts.people.on)):
        message = f'"{due.text}" is no day: {why}. It is shown as you wrote it, but the action is never overdue. Check the date.'
        yield _report(NO_SUCH_DAY, raw, facts, message)


def _check_names(resolved: Resolved, raw: RawRecord, facts: MeetingFacts) -> Iterator[Diagnostic]:
    votes = resolved.votes or Votes()
    named = [resolved.mover, resolved.seconder, resolved.body, *resolved.who]
    named += [*votes.agree_names, *votes.against_names, *votes.abstain_names]
    for one in named:
        if one and one.kind == "unknown" and (near := facts.people.directory.near(one.text)):
            yield _report(NEAR_NAME, raw, facts, f'Nobody is known as "{one.text}". Did you mean {near}?')


def _explain_reference(raw: RawRecord, facts: MeetingFacts) -> str:
    target = facts.find_target(raw.details.reference)
    wanted = "action" if raw.kind == "update" else "recommendation"
    why = target if isinstance(target, str) else f"that is no {wanted}"
    end = "" if why.endswith("?") else "."
    return f'"{raw.word} ({raw.details.reference})" is shown as prose, since no {wanted} is called so: {why}{end}'


def _report(kind: Rule, raw: RawRecord, facts: MeetingFacts, message: str) -> Diagnostic:
    return Diagnostic(kind, Location(facts.path, raw.line, raw.column), message)
