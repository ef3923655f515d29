"""Makes the plain pages of the register.

In: raw pages, and what they can name and link. Out: the anchors of their headings, the same in each language; pages by id with what their prose
points at; and faults. Renders nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from minutebook.diagnostics import Diagnostic
from minutebook.items import name_subheadings
from minutebook.link.headings import list_headings, pair_headings, report_anchors
from minutebook.link.inquiry import Inquiry
from minutebook.link.prose import resolve_prose
from minutebook.link.world import World
from minutebook.load import RawPlainPage
from minutebook.model import LocalText, Page, Prose

Headings = Mapping[str, Mapping[int, str]]
"""The anchors of headings, by the path of their file and by key."""


def name_headings(
    pages: Sequence[RawPlainPage], languages: Sequence[str]
) -> tuple[dict[str, Mapping[int, str]], list[Diagnostic]]:
    """Return the anchors of the pages' headings, and what is odd about them.

    A further language has those of the first, where the headings of both can be paired, and else its own.
    """
    names: dict[str, Mapping[int, str]] = {}
    faults: list[Diagnostic] = []
    for by_lang in _group_pages(pages, languages).values():
        first, *others = by_lang.values()
        names[first.path] = _name_own(first)
        for raw in others:
            pairs = pair_headings(list_headings(first.blocks), list_headings(raw.blocks))
            if pairs is None:
                names[raw.path] = _name_own(raw)
                continue
            names[raw.path] = {block.key: names[first.path][twin.key] for twin, block in pairs}
            faults.extend(report_anchors(pairs, names[first.path], raw.path, first.path))
    return names, faults


def link_pages(
    pages: Sequence[RawPlainPage], world: World, languages: Sequence[str], headings: Headings
) -> tuple[dict[str, Page], dict[str, Prose], list[Diagnostic]]:
    """Return the pages by id, in the order of their menu, and how each file's prose was understood."""
    made: dict[str, Page] = {}
    prose: dict[str, Prose] = {}
    faults: list[Diagnostic] = []
    for id, ordered in _group_pages(pages, languages).items():
        first = next(iter(ordered.values()))
        made[id] = Page(
            id=id,
            title=_join_titles(id, ordered),
            menu=first.front.menu or "footer",
            order=first.front.order if first.front.order is not None else 100,
            blocks={lang: raw.blocks for lang, raw in ordered.items()},
            paths={lang: raw.path for lang, raw in ordered.items()},
        )
        for raw in ordered.values():
            parts = (("", raw.blocks),)
            resolved = resolve_prose(parts, raw.path, Inquiry(world), pointers=raw.pointers, own=f"pages/{id}")
            faults.extend(resolved.faults)
            prose[raw.path] = Prose(resolved.references, resolved.links, {}, headings[raw.path])
    return dict(sorted(made.items(), key=lambda pair: (pair[1].order, pair[0]))), prose, faults


def _group_pages(pages: Sequence[RawPlainPage], languages: Sequence[str]) -> dict[str, dict[str, RawPlainPage]]:
    """Return the pages by id and by language, the first language first."""
    groups: dict[str, dict[str, RawPlainPage]] = defaultdict(dict)
    for raw in sorted(pages, key=lambda raw: languages.index(raw.lang)):
        groups[raw.id][raw.lang] = raw
    return dict(groups)


def _name_own(raw: RawPlainPage) -> Mapping[int, str]:
    """Return the anchors of a page's headings by its own words; a page has no items, so they need no item before them."""
    return {key: anchor.lstrip("-") for key, anchor in name_subheadings((("", raw.blocks),)).items()}


def _join_titles(id: str, by_lang: dict[str, RawPlainPage]) -> LocalText:
    titles: dict[str, str] = {}
    for lang, raw in by_lang.items():
        given = dict(raw.front.title.by_lang) if raw.front.title else {}
        own = given.get(lang) or next(iter(given.values()), "") or raw.title
        if own:
            titles[lang] = own
        for other, words in given.items():
            titles.setdefault(other, words)
    return LocalText(tuple(titles.items()) or ((next(iter(by_lang)), id.replace("-", " ").capitalize()),))
