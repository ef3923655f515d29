"""Makes the action plans of the register.

In: raw plans, the council, the index, the records. Out: plans whose owners and meetings are resolved, and faults. Knows nothing of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minutebook.dates import parse_date
from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import COLOURS as COLOUR_WORDS
from minutebook.link.council import Council, check_name_id, make_key, make_usual_key, report_unknown
from minutebook.link.prose import report_failure, report_hidden
from minutebook.link.references import Failure, Index
from minutebook.model import COLOURS, Action, Colour, Key, LocalText, Named, Plan, PlanAction, PlanEntry, Record
from minutebook.schema import RawPlan, RawPlanAction, RawPlanEntry

UNKNOWN_STATUS = rule(
    "unknown-status",
    "error",
    "A status of a plan is no colour and no word of its key.",
    why="Nobody could say how far the action has got.",
    bad="{date: 2023-04-18, status: yellow}",
    good="{date: 2023-04-18, status: amber}",
)
PLAN_ACTION_TWICE = rule(
    "plan-action-twice",
    "error",
    "Two actions of a plan have the same id.",
    why="They would have one address.",
    bad="- {id: workforce, …} twice",
    good="- {id: workforce, …} and - {id: workforce-training, …}",
)
UNKNOWN_PLAN_OWNER = rule(
    "unknown-plan-owner",
    "warning",
    "The owner of an action of a plan is nobody that is known.",
    why="The name is shown as written, but no page lists the action under it.",
    bad="owner: Jane Reece",
    good="owner: jane-rees",
)
RAISED_IS_NO_ACTION = rule(
    "raised-is-no-action",
    "error",
    "`raised` names something that is no record in the minutes.",
    why="Title, owners and due date are taken from there.",
    bad="raised: people-scrutiny/2024-07-23",
    good="raised: people-scrutiny/2024-07-23#referrals-report",
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What an action of a plan is read against."""

    raw: RawPlan
    council: Council
    index: Index
    records: Mapping[str, Record]
    key: Key
    faults: list[Diagnostic]


def link_plans(
    plans: Mapping[str, tuple[str, RawPlan]], council: Council, index: Index, records: Mapping[str, Record]
) -> tuple[dict[str, Plan], list[Diagnostic]]:
    """Return the plans, and what does not fit."""
    faults: list[Diagnostic] = []
    made: dict[str, Plan] = {}
    for id, (path, raw) in plans.items():
        if raw.body not in council.bodies:
            faults.append(report_unknown(raw.body, "body", council.bodies, raw.at("body")))
            continue
        own = make_key(raw.key, council.site.languages)
        place = _Place(raw, council, index, records, _find_key(own, raw.body, council), faults)
        actions: dict[str, PlanAction] = {}
        for number, entry in enumerate(raw.actions):
            if entry.id in actions:
                message = f'Two actions of this plan are called "{entry.id}". Give each its own id.'
                faults.append(Diagnostic(PLAN_ACTION_TWICE, raw.at("actions", number, "id"), message))
                continue
            action = _link_action(entry, number, place)
            actions[action.id] = action
        made[id] = Plan(
            id=id,
            title=raw.title or LocalText(((council.site.languages[0], id.replace("-", " ").capitalize()),)),
            body=raw.body,
            about=raw.about,
            start=raw.start,
            end=raw.end,
            next_report=raw.next_report,
            key=own,
            actions=tuple(actions.values()),
            path=path,
        )
    return made, faults


def _find_key(own: Key | None, body: str, council: Council) -> Key:
    """Return the key that holds for a plan: its own, that of its body, of the site, or the usual one."""
    return own or council.bodies[body].key or council.site.key or make_usual_key(council.site.languages)


def _list_words(record: Record) -> tuple[tuple[str, str], ...]:
    """Return what a record says in each language in which it has words."""
    said = [*((text.said or text.lang, text.text) for text in record.texts), *record.also]
    return tuple({lang: " ".join(words.split()) for lang, words in reversed(said)}.items())[::-1]


def _link_action(raw: RawPlanAction, number: int, place: _Place) -> PlanAction:
    raised = _find_raised(raw, number, place)
    owners = tuple(_find_owner(text, number, place) for text in raw.owner)
    title = raw.title
    due = parse_date(raw.due) if raw.due else None
    due_text = raw.due or ""
    if raised is not None:
        title = title or LocalText(_list_words(raised))
        if isinstance(raised, Action):
            owners = owners or raised.owners
            if not raw.due and raised.due is not None:
                due, due_text = raised.due.span, raised.due.text
    if title is None:
        title = LocalText(((place.council.site.languages[0], raw.id.replace("-", " ").capitalize()),))
    history = [_link_entry(entry, number, step, place) for step, entry in enumerate(raw.history)]
    history = [entry for entry in history if entry is not None]
    stated = _read_status(raw.status, place.key) if raw.status else None
    if raw.status and stated is None:
        place.faults.append(_report_status(raw.status, place.raw.at("actions", number, "status")))
    return PlanAction(
        id=raw.id,
        title=title,
        owners=owners,
        due=due,
        due_text=due_text,
        raised=raised.key if raised is not None else None,
        matter=raw.matter,
        history=tuple(sorted((entry for entry in history if entry), key=lambda entry: entry.date.first)),
        stated=stated,
    )


def _find_owner(text: str, number: int, place: _Place) -> Named:
    named = place.council.directory.find(text, body=place.raw.body)
    wrong_id = list(check_name_id(named, place.council.directory, place.raw.at("actions", number, "owner")))
    place.faults.extend(wrong_id)
    if named.kind == "unknown" and not wrong_id:
        near = place.council.directory.near(text)
        hint = f" Did you mean {near}?" if near else ""
        message = f'Nobody is known as "{text}", owner of this action, so no page lists it under a person.{hint}'
        place.faults.append(Diagnostic(UNKNOWN_PLAN_OWNER, place.raw.at("actions", number, "owner"), message))
    return named


def _find_raised(raw: RawPlanAction, number: int, place: _Place) -> Record | None:
    if raw.raised is None:
        return None
    where = place.raw.at("actions", number, "raised")
    target = place.index.resolve(raw.raised)
    if isinstance(target, Failure):
        place.faults.append(report_failure(target, where))
        return None
    if target.kind == "hidden":
        place.faults.append(report_hidden(raw.raised, where))
        return None
    if target.kind != "record":
        message = f'"{raw.raised}" is no record in the minutes. Name the action itself, as in people-scrutiny/2024-07-23#referrals-report'
        place.faults.append(Diagnostic(RAISED_IS_NO_ACTION, where, message))
        return None
    return place.records.get(target.key)


def _link_entry(raw: RawPlanEntry, number: int, step: int, place: _Place) -> PlanEntry | None:
    def at(key: str) -> Location:
        return place.raw.at("actions", number, "history", step, key)

    meeting = None
    if raw.meeting is not None:
        target = place.index.resolve(raw.meeting)
        if isinstance(target, Failure):
            place.faults.append(report_failure(target, at("meeting")))
        elif target.kind in ("meeting", "item", "record"):
            meeting = target.key
        elif target.kind == "hidden":
            place.faults.append(report_hidden(raw.meeting, at("meeting")))
        else:
            reason = f'"{raw.meeting}" is no meeting; write its body and day, as in cabinet/2023-05-16'
            place.faults.append(report_failure(Failure(reason), at("meeting")))
    status = _read_status(raw.status, place.key) if raw.status else None
    if raw.status and status is None:
        place.faults.append(_report_status(raw.status, at("status")))
    if raw.date is None:
        return None
    return PlanEntry(raw.date, status, raw.note, meeting)


def _report_status(text: str, where: Location) -> Diagnostic:
    message = f"status: {text} is no colour and no word of the key. Write one of {', '.join(COLOURS)}."
    return Diagnostic(UNKNOWN_STATUS, where, message)


def _read_status(text: str, key: Key) -> Colour | None:
    """Return the colour that a text names, by itself in any language or by its meaning in the key."""
    folded = text.casefold()
    if folded in COLOUR_WORDS:
        return next(colour for colour in COLOURS if colour == COLOUR_WORDS[folded])
    for colour, meaning in key.words:
        if folded in {words.casefold() for _, words in meaning.by_lang}:
            return colour
    return None
