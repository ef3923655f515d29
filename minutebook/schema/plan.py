"""Action plans: content/plans/<id>.yml."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from minutebook.schema.base import RawModel
from minutebook.schema.council import RawKey
from minutebook.schema.kinds import Date, Entries, Id, Local, NeededId, Reference, Text, Texts, When, YesNo


class RawPlanEntry(RawModel):
    """What was said of a planned action on one date."""

    title_for_clerks: ClassVar[str] = "an entry of a history"

    date: Date
    """When."""
    status: Text = None
    """A colour, or its word in the key."""
    note: Local = None
    """What was said."""
    meeting: Reference = None
    """Where it was said: cabinet/2023-04-18#item-7."""


class RawPlanAction(RawModel):
    """One action of a plan."""

    title_for_clerks: ClassVar[str] = "an action of a plan"

    id: NeededId
    """Its name in addresses."""
    title: Local = None
    """What is to be done; of a raised action from the minutes."""
    owner: Texts = ()
    """Who is to do it: one person or office, or a list."""
    due: When = None
    """By when: a date, or words."""
    status: Text = None
    """A colour, or its word in the key."""
    raised: Reference = None
    """The record in the minutes that it came from."""
    matter: Id = None
    """What it is about."""
    history: Annotated[tuple[RawPlanEntry, ...], Entries] = ()
    """How it went."""


class RawPlan(RawModel):
    """An action plan with BRAG ratings."""

    title_for_clerks: ClassVar[str] = "a plan"

    title: Local = None
    """Its title."""
    body: NeededId
    """Id of the body that owns it."""
    about: Local = None
    """What it is for."""
    start: Date = Field(default=None, alias="from")
    """From when it runs."""
    end: Date = Field(default=None, alias="to")
    """Until when it runs."""
    next_report: When = None
    """When it is reported on next: a date, or words."""
    key: RawKey | None = None
    """What its colours mean."""
    publish: YesNo = None
    """`no` keeps it out of the site."""
    actions: Annotated[tuple[RawPlanAction, ...], Entries] = ()
    """Its actions."""
