"""How far what was decided has got, for the index: open, overdue, done; accepted or not.

In: the register. Out: a word for each record and each action of a plan, by the same facts as the registers.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from minutebook.model import Action, Colour, Plan, PlanAction, Recommendation, Record, Register, Response, Update


class Progress:
    """What the minutes and the plans say of every record, read once."""

    def __init__(self, register: Register) -> None:
        """Sort what the minutes and plans say by what it is said of."""
        self._today = register.today
        self._colours: dict[str, list[tuple[date, Colour]]] = defaultdict(list)
        self._verdicts: dict[str, str] = {}
        self._raised: dict[str, list[str]] = defaultdict(list)
        self._status = {record.key: record.status for record in register.records.values() if isinstance(record, Action)}
        # Of two on one day that in the minutes counts, so it comes last.
        for plan in register.plans.values():
            for action in plan.actions:
                key = f"plans/{plan.id}#{action.id}"
                if action.raised:
                    self._raised[action.raised].append(key)
                self._colours[key] += [(entry.date.last, entry.status) for entry in action.history if entry.status]
        for record in register.records.values():
            if not record.listed:
                continue
            if isinstance(record, Update) and record.status:
                on = record.date.last if record.date else register.meetings[record.meeting].date
                self._colours[record.to].append((on, record.status))
            elif isinstance(record, Response):
                self._verdicts[record.to] = record.verdict or "answered"

    def find_status(self, record: Record) -> str:
        """Return where a record of the minutes stands; nothing for what has no status."""
        if isinstance(record, Action):
            keys = (record.key, *self._raised.get(record.key, ()))
            due = record.due.span.last if record.due and record.due.binding and record.due.span else None
            return self._name(self._find_last(keys) or record.status, due)
        if isinstance(record, Recommendation):
            return self._verdicts.get(record.key, "open")
        return (record.verdict or "") if isinstance(record, Response) else ""

    def find_planned(self, plan: Plan, action: PlanAction) -> str:
        """Return where an action of a plan stands."""
        keys = (f"plans/{plan.id}#{action.id}", *filter(None, (action.raised,)))
        colour = self._find_last(keys) or action.stated or self._status.get(action.raised or "")
        return self._name(colour, action.due.last if action.due else None)

    def _find_last(self, keys: tuple[str, ...]) -> Colour | None:
        found = sorted((event for key in keys for event in self._colours.get(key, ())), key=lambda event: event[0])
        return found[-1][1] if found else None

    def _name(self, colour: Colour | None, due: date | None) -> str:
        if colour == "blue":
            return "done"
        return "overdue" if due and due < self._today else "open"
