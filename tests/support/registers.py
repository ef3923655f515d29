"""Small councils for the tests of pages: from a few files to a register, and to the views of its pages.

In: files by path, a day. Out: the register as the program's own stages make it, and the page views by path. Writes no site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

from minutebook.glossing import Glossed, gloss
from minutebook.history import History
from minutebook.i18n import catalogue
from minutebook.link import link
from minutebook.load import load
from minutebook.model import Change, Register
from minutebook.pages import plan_frames, plan_pages
from minutebook.pages.context import Context, make_context
from minutebook.render import make_environment
from minutebook.sources import discover
from minutebook.urls import Addresses, find_relative
from minutebook.views import FrameView, PageView
from tests.support.sites import write_files

TODAY = date(2024, 6, 1)
TEMPLATES = Path(__file__).parent.parent.parent / "templates"

COUNCIL = {
    "content/site.yml": "name: {en: Test Council, cy: Cyngor Prawf}\nlanguages: [en, cy]\n",
    "content/bodies.yml": dedent("""\
        council: {name: {en: Council, cy: Y Cyngor}, kind: council, clerk: sara-lewis}
        cabinet: {name: {en: Cabinet, cy: Y Cabinet}, kind: executive, parent: council}
        """),
    "content/people.yml": dedent("""\
        jane-rees:
          name: Jane Rees
          memberships: [{body: council, from: 2020-01-01}, {body: cabinet, from: 2020-01-01}]
        dai-ellis:
          name: Dai Ellis
          offices: [{office: leader, from: 2022-01-01}]
          memberships: [{body: council, role: vice-chair}, {body: cabinet, role: chair}]
        bethan-price:
          name: Bethan Price
          memberships: [{body: council, role: chair, from: 2024-05-01}]
        owen-adda:
          name: Owen Adda
          memberships: [{body: council, to: 2024-04-30}]
        sara-lewis: {name: Sara Lewis}
        """),
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
    "glossary.yml": "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru}\n",
}
"""A council without meetings: what a test does not bring itself."""


@dataclass(frozen=True, slots=True)
class Small:
    """A small council, read and planned."""

    register: Register
    glossed: Glossed
    addresses: Addresses
    views: Mapping[str, PageView]
    """By path."""
    frames: Mapping[str, FrameView]

    def context(self, lang: str = "en") -> Context:
        """Return the context of one language's pages."""
        return make_context(self.register, self.glossed, self.addresses, lang)

    def render(self, path: str) -> str:
        """Return the body of a page as HTML, without the shell."""
        view = self.views[path]
        words = catalogue(view.lang)
        template = make_environment([TEMPLATES]).get_template(view.template)
        root = find_relative(path, "")
        return template.render(view=view.body, page=view, lang=view.lang, root=root, t=words.text, tn=words.plural)


def plan_small(
    folder: Path,
    files: Mapping[str, str],
    *,
    today: date = TODAY,
    drafts: bool = False,
    history: Mapping[str, tuple[Change, ...]] | None = None,
    base: str | None = "https://example.org/council/",
) -> Small:
    """Read a council of `COUNCIL` and `files`, whose texts are dedented, and plan its pages.

    Raises AssertionError with the errors where the content has any.
    """
    root = write_files(folder, COUNCIL | {path: dedent(text) for path, text in files.items()})
    found = discover(root)
    archive = load(root, found.sources)
    register, faults = link(archive, History(history or {}), today, drafts=drafts)
    errors = [fault for fault in (*found.faults, *archive.faults, *faults) if fault.severity == "error"]
    assert not errors, "\n".join(map(str, errors))
    assert register is not None
    glossed = gloss(register, lambda path: (root / path).read_text(encoding="utf-8").splitlines())
    addresses = Addresses(register.site.languages, base)
    pages = tuple(page() for page in plan_pages(register, glossed, addresses))
    views = {view.path: view for view in pages}
    assert len(views) == len(pages), "two pages have one path"
    return Small(register, glossed, addresses, views, plan_frames(register, addresses))
