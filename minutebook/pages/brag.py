"""The colours of a BRAG rating with their words: which key holds, what a colour means in it.

In: the register's keys. Out: views of ratings and keys. A colour never leaves here without its word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minutebook.model import COLOURS, Colour, Key, LocalText, Plan, Register
from minutebook.pages.context import Context
from minutebook.views import Badge, LinkView


@dataclass(frozen=True, slots=True)
class Scale:
    """A key to the colours, and whose it is."""

    key: Key | None
    """None for the usual one."""
    owner: LocalText | None = None
    """Name of the body or title of the plan that has it; None for the site's own and the usual one."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A colour with its word and its meaning."""

    badge: Badge
    meaning: LinkView


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key to the colours, as a page shows it."""

    owner: LinkView | None
    """Whose it is, where it is not everybody's."""
    ratings: tuple[Rating, ...]


def find_body_scale(register: Register, body: str) -> Scale:
    """Return the key by which a body rates."""
    own = register.bodies[body].key
    return Scale(own, register.bodies[body].name) if own else Scale(register.site.key)


def find_plan_scale(register: Register, plan: Plan) -> Scale:
    """Return the key by which a plan rates: its own, else its body's, else the site's, else the usual one."""
    return Scale(plan.key, plan.title) if plan.key else find_body_scale(register, plan.body)


def rate(context: Context, colour: Colour, scale: Scale) -> Rating:
    """Return a colour with its word and what it means by a key."""
    badge = Badge(context.text(f"brag.{colour}"), colour)
    if scale.key is None:
        return Rating(badge, LinkView(context.text(f"brag.key_{colour}")))
    return Rating(badge, context.words(scale.key.meaning(colour)))


def make_keys(context: Context, scales: Iterable[Scale]) -> tuple[KeyView, ...]:
    """Return each of the keys once, that of everybody first."""
    found = sorted(dict.fromkeys(scales), key=lambda scale: scale.owner is not None)
    return tuple(
        KeyView(
            context.words(scale.owner) if scale.owner else None,
            tuple(rate(context, colour, scale) for colour in COLOURS),
        )
        for scale in found
    )
