"""How far what was decided has got, for the index: open, overdue, done; accepted or not.

In: what the minutes and plans say of records, turned round. Out: a word for each record and each action of a plan, by the same facts
as the registers.
"""

from __future__ import annotations

from datetime import date

from minutebook.model import Action, Plan, PlanAction, Recommendation, Record, Response
from minutebook.pages.listings import Listings


class Progress:
    """What the minutes and the plans say of every record."""

    def __init__(self, listings: Listings, today: date) -> None:
        """Read nothing yet."""
        self._listings = listings
        self._today = today

    def find_status(self, record: Record) -> str:
        """Return where a record of the minutes stands; nothing for what has no status."""
        if isinstance(record, Action):
            due = record.due.span.last if record.due and record.due.binding and record.due.span else None
            return self._name(record.key, due)
        if isinstance(record, Recommendation):
            return self._listings.verdicts.get(record.key, "open")
        return (record.verdict or "") if isinstance(record, Response) else ""

    def find_planned(self, plan: Plan, action: PlanAction) -> str:
        """Return where an action of a plan stands."""
        return self._name(f"plans/{plan.id}#{action.id}", action.due.last if action.due else None)

    def _name(self, key: str, due: date | None) -> str:
        if self._listings.colours.get(key) == "blue":
            return "done"
        return "overdue" if due and due < self._today else "open"
