"""Which pages there are, in which language, and all that each will show.

In: the register, the uses of its terms, the address scheme. Out: page views, frames, the documents to publish. Never
renders HTML, and never shows the date of today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from minutebook.glossing import Glossed
from minutebook.i18n import catalogue
from minutebook.model import Register
from minutebook.pages.actions import plan_actions
from minutebook.pages.attendance import plan_attendance
from minutebook.pages.bodies import plan_bodies
from minutebook.pages.context import Context, see
from minutebook.pages.decisions import plan_decisions
from minutebook.pages.frames import plan_frames
from minutebook.pages.glossary import plan_glossary
from minutebook.pages.home import plan_home
from minutebook.pages.meetings import plan_meetings
from minutebook.pages.notfound import plan_notfound
from minutebook.pages.offices import plan_offices
from minutebook.pages.parity import plan_parity
from minutebook.pages.people import plan_people
from minutebook.pages.plain import plan_plain
from minutebook.pages.plans import plan_plans
from minutebook.pages.recommendations import plan_recommendations
from minutebook.pages.search import plan_search
from minutebook.pages.tracked import Tracked, track
from minutebook.urls import Addresses
from minutebook.views import Planned

__all__ = ["Tracked", "list_documents", "plan_frames", "plan_pages", "track"]

KINDS: tuple[Callable[[Context], Iterator[Planned]], ...] = (
    plan_home,
    plan_bodies,
    plan_meetings,
    plan_decisions,
    plan_actions,
    plan_recommendations,
    plan_plans,
    plan_people,
    plan_offices,
    plan_attendance,
    plan_glossary,
    plan_plain,
    plan_search,
    plan_parity,
)
"""The kinds of pages that every language has, in the order in which they are planned."""


def plan_pages(
    register: Register,
    glossed: Glossed,
    addresses: Addresses,
    *,
    searches: bool = True,
    tracked: Tracked | None = None,
) -> Iterator[Planned]:
    """Yield every page of the site, one language after the other; 404.html comes last. What a page shows is found when it is called.

    `tracked` is the register as `track` gives it, for who wants to know what pages read.
    """
    first = replace(see(tracked or track(register, glossed), addresses, register.site.languages[0]), searches=searches)
    contexts = [replace(first, catalogue=catalogue(lang)) for lang in register.site.languages]
    for context in contexts:
        for plan in KINDS:
            yield from plan(context)
    yield from plan_notfound(contexts)


def list_documents(register: Register) -> Iterator[str]:
    """Yield the paths below content/ of the files to publish, each once, sorted: documents, and images shown."""
    found = {document.path for meeting in register.meetings.values() for document in meeting.documents}
    paths = [version.path for meeting in register.meetings.values() for version in meeting.versions]
    paths += [path for page in register.pages.values() for path in page.paths.values()]
    for path in paths:
        if prose := register.prose.get(path):
            found.update(link.target for link in prose.links.values() if link.kind in ("document", "image"))
    yield from sorted(found)
