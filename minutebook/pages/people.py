"""The people: a list of all, and for each what the minutes record of them.

In: people, and the records that name them. Out: page views. It claims nothing that the register does not hold, and never guesses who somebody is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.i18n import initial
from minutebook.model import Body, Membership, Person, Target, Tenure
from minutebook.pages.actions import ActionGroup, FollowedAction, follow_all, group_open, list_keys, view_action
from minutebook.pages.brag import KeyView
from minutebook.pages.contacts import find_mailto
from minutebook.pages.context import Context
from minutebook.pages.deed_years import DeedsView, link_deed_years, plan_deed_years, view_deeds
from minutebook.pages.holding import describe_period, find_when, name_role
from minutebook.pages.latest_deeds import choose_deeds, say_left
from minutebook.pages.listings import is_within
from minutebook.pages.presence import Tally
from minutebook.pages.registers import YearsView, count_several, make_page
from minutebook.pages.sentences import Pieces, list_links
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

_MANY = 40
"""From so many people on, a list has a heading for each initial."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list."""

    link: LinkView
    parts: Pieces
    """Offices and memberships that they hold now."""


@dataclass(frozen=True, slots=True)
class Initial:
    """People whose surnames begin alike."""

    letter: str
    """Empty where the list is short and has no headings."""
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """Members, or everybody else."""

    id: str
    title: str
    initials: tuple[Initial, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All people."""

    groups: tuple[PeopleGroup, ...]
    ways: tuple[LinkView, ...]
    """To offices and attendance."""


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """An office held, or a membership."""

    link: LinkView
    role: LinkView | None
    period: str


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """How often a person came to the meetings of a body."""

    body: LinkView
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonView:
    """What is recorded of one person."""

    name: str
    offices: tuple[LinkView, ...]
    """Held now."""
    also: str
    about: LinkView | None
    contact: LinkView | None
    """With an href where it is an address of e-mail."""
    office_rows: tuple[HoldingRow, ...]
    clerk_of: tuple[LinkView, ...]
    """Bodies that meet now."""
    memberships_now: tuple[HoldingRow, ...]
    memberships_before: tuple[HoldingRow, ...]
    presence: tuple[PresenceRow, ...]
    presence_of_all: LinkView
    """To the attendance of everybody."""
    open_actions: tuple[ActionGroup, ...]
    open_count: int
    done_actions: ActionGroup | None
    keys: tuple[KeyView, ...]
    deeds: DeedsView
    """Of meetings attended the latest."""
    nothing: bool
    """Whether the minutes record nothing of them."""
    more: str
    """That not all that minutes record is shown, in sentences; empty where it is."""
    years: YearsView
    """To the pages of years, where there are any."""


def plan_people(context: Context) -> Iterator[Planned]:
    """Yield the list of people and a page for each."""
    yield Planned(context.page("people"), _plan_list, context)
    for person in _sort(context):
        yield Planned(context.page("people", person.id), _plan_person, context, (person.id,))
        yield from plan_deed_years(context, f"people/{person.id}")


def _sort(context: Context) -> list[Person]:
    return sorted(context.register.people.values(), key=lambda person: context.sort_name(person.name))


def _plan_list(context: Context) -> PageView:
    source = context.page("people")
    people = _sort(context)
    members = [person for person in people if _list_now(context, person)]
    others = [person for person in people if not _list_now(context, person)]
    view = PeopleView(
        groups=tuple(
            PeopleGroup(
                id=f"_{name}",
                title=context.text(f"person.group_{name}"),
                initials=_make_initials(context, found, source),
            )
            for name, found in (("members", members), ("others", others))
            if found
        ),
        ways=tuple(
            LinkView(context.text(f"section.{name}"), find_relative(source, context.page(name)))
            for name in ("offices", "attendance")
        ),
    )
    intro = context.text("person.intro")
    return make_page(context, ("people",), context.text("person.title"), "people", view, description=intro)


def _make_initials(context: Context, people: list[Person], source: str) -> tuple[Initial, ...]:
    rows = [
        (initial(person.name.rpartition(" ")[2], context.lang), _make_row(context, person, source)) for person in people
    ]
    if len(rows) < _MANY:
        return (Initial("", tuple(row for _, row in rows)),)
    letters = dict.fromkeys(letter for letter, _ in rows)
    return tuple(Initial(letter, tuple(row for own, row in rows if own == letter)) for letter in letters)


def _make_row(context: Context, person: Person, source: str) -> PersonRow:
    offices = [
        context.words(context.register.offices[tenure.office].title)
        for tenure in person.offices
        if find_when(context, tenure) == "now"
    ]
    bodies = [
        _name_part(context, membership.body, name_role(context, membership.role))
        for membership in _list_now(context, person)
    ]
    clerk = LinkView(context.text("role.clerk"))
    clerks = [_name_part(context, body.id, clerk) for body in _list_clerked(context, person)]
    return PersonRow(context.link_person(person.id, source), list_links([*offices, *bodies, *clerks]))


def _name_part(context: Context, body: str, role: LinkView | None) -> LinkView:
    name = context.words(context.register.bodies[body].name)
    if role is None:
        return name
    return LinkView(context.text("person.role_in", body=name.text, role=role.text), lang=name.lang)


def _list_clerked(context: Context, person: Person) -> list[Body]:
    """Return the bodies that meet now and whose clerk a person is."""
    bodies = (context.register.bodies[body] for body in context.listings.clerked.get(person.id, ()))
    return [body for body in bodies if is_within(context.today, body)]


def _plan_person(context: Context, id: str) -> PageView:
    person, owner = context.register.people[id], f"people/{id}"
    source, shown = context.page("people", person.id), choose_deeds(context, owner)
    followed = follow_all(context, shown.deeds.actions, source)
    waiting = [one for one in followed if not one.progress.done]
    finished = [one for one in followed if one.progress.done]
    tenures = sorted(person.offices, key=lambda tenure: find_when(context, tenure) == "before")
    memberships = [(membership, find_when(context, membership)) for membership in person.memberships]
    years = link_deed_years(context, owner)
    about = context.words(person.about) if person.about else None
    view = PersonView(
        name=person.name,
        offices=tuple(
            _link_office(context, tenure, source) for tenure in tenures if find_when(context, tenure) == "now"
        ),
        also=", ".join(person.also),
        about=about,
        contact=make_contact(context, person),
        office_rows=tuple(
            HoldingRow(_link_office(context, tenure, source), None, describe_period(context, tenure))
            for tenure in tenures
        ),
        clerk_of=tuple(context.link_body(body.id, source) for body in _list_clerked(context, person)),
        memberships_now=tuple(_make_membership(context, one, source) for one, when in memberships if when != "before"),
        memberships_before=tuple(
            _make_membership(context, one, source) for one, when in memberships if when == "before"
        ),
        presence=_sum_presence(context, person, source),
        presence_of_all=LinkView(
            context.text("person.attendance_all"), find_relative(source, context.page("attendance"))
        ),
        open_actions=group_open(context, waiting, source, shown.groups),
        open_count=shown.sizes.get("open", len(waiting)),
        done_actions=make_done(context, finished, source, shown.sizes.get("done")),
        keys=list_keys(context, followed),
        deeds=view_deeds(context, shown.deeds, source, shown.sizes, counted=bool(years.links)),
        nothing=not shown.deeds.any,
        more=say_left(context, shown),
        years=years,
    )
    description = about.text if about and not about.lang else ""
    return make_page(context, ("people", person.id), person.name, "person", view, description=description)


def make_contact(context: Context, person: Person) -> LinkView | None:
    """Return how to reach a person; an address of e-mail is linked."""
    if person.contact is None:
        return None
    words = context.words(person.contact)
    plain = words.text.strip()
    href = find_mailto(plain)
    return LinkView(plain, href, "" if href else words.lang)  # an address is of no language


def make_done(
    context: Context, finished: list[FollowedAction], source: str, count: int | None = None
) -> ActionGroup | None:
    """Return the actions that are complete, the latest first; None where there is none.

    `count`: how many there are, where the page may not have all.
    """
    if not finished:
        return None
    entries = tuple(view_action(context, one, source) for one in reversed(finished))
    if count is not None and count > len(entries):
        title = context.text("register.actions_done_latest")
        return ActionGroup("_done", title, entries, count_several(context, count, len(entries)))
    return ActionGroup("_done", context.plural("register.actions_done", len(entries)), entries, "")


def _link_office(context: Context, tenure: Tenure, source: str) -> LinkView:
    href = context.find_path(Target("office", tenure.office)) or ""
    return context.words(context.register.offices[tenure.office].title, find_relative(source, href))


def _make_membership(context: Context, membership: Membership, source: str) -> HoldingRow:
    return HoldingRow(
        context.link_body(membership.body, source),
        name_role(context, membership.role),
        describe_period(context, membership),
    )


def _list_now(context: Context, person: Person) -> list[Membership]:
    return [membership for membership in person.memberships if find_when(context, membership) == "now"]


def _sum_presence(context: Context, person: Person, source: str) -> tuple[PresenceRow, ...]:
    """Return the counts of all years by body, memberships only."""
    return tuple(
        PresenceRow(context.link_body(body, source), tally) for body, tally in context.presence.sums.get(person.id, ())
    )
