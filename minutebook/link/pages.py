"""Makes the plain pages of the register.

In: raw pages, the index, the files. Out: pages by id with what their prose points at, and faults. Renders nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from minutebook.diagnostics import Diagnostic
from minutebook.items import name_subheadings
from minutebook.link.prose import Files, resolve_prose
from minutebook.link.references import Index
from minutebook.load import RawPlainPage
from minutebook.model import LocalText, Page, Prose


def link_pages(
    pages: Sequence[RawPlainPage], index: Index, files: Files, languages: Sequence[str]
) -> tuple[dict[str, Page], dict[str, Prose], list[Diagnostic]]:
    """Return the pages by id, in the order of their menu, and how each file's prose was understood."""
    groups: dict[str, dict[str, RawPlainPage]] = defaultdict(dict)
    for raw in pages:
        groups[raw.id][raw.lang] = raw
    made: dict[str, Page] = {}
    prose: dict[str, Prose] = {}
    faults: list[Diagnostic] = []
    for id, by_lang in groups.items():
        ordered = {lang: by_lang[lang] for lang in languages if lang in by_lang}
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
            resolved = resolve_prose(parts, raw.path, index, files, pointers=raw.pointers, own=f"pages/{id}")
            faults.extend(resolved.faults)
            prose[raw.path] = Prose(resolved.references, resolved.links, {}, name_headings(raw))
    return dict(sorted(made.items(), key=lambda pair: (pair[1].order, pair[0]))), prose, faults


def name_headings(raw: RawPlainPage) -> dict[int, str]:
    """Return the anchors of a page's headings; a page has no items, so they need no item before them."""
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
