"""Builds a council again and again with kept pages, and mistrusts them: every page that would be kept is made all the same and must be the same.

In: what a build is asked for. Out: what was made and what would have been kept. Writes no site; the store is real.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from minutebook.cache import Store
from minutebook.glossing import gloss
from minutebook.history import read_history
from minutebook.keeping import KeptPages, Lookups
from minutebook.link import link
from minutebook.load import load
from minutebook.pages import plan_frames, plan_pages, track
from minutebook.pipeline import Options, find_templates
from minutebook.render import Rendered, Settings, Work, add_sources, render_all
from minutebook.search import Extractor, Subjects
from minutebook.sources import discover
from minutebook.tracing import Tracer
from minutebook.urls import Addresses
from minutebook.views import Planned
from tests.support.sites import TODAY, write_files
from tests.support.small_council import FILES


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one build did."""

    pages: dict[str, Rendered]
    """Every page as a clean build makes it, by path."""
    made: list[str]
    """Paths of those that the build with kept pages would make."""
    changed: set[str]
    """Paths of those that are new or came out otherwise than in the build before, or bring something else to the index."""
    told: dict[str, list[str]]
    """What is told of each page."""

    @property
    def kept(self) -> set[str]:
        """Paths of the pages that would be kept."""
        return self.pages.keys() - set(self.made)


@dataclass(slots=True)
class Rebuilder:
    """A council that is built again and again."""

    cache: Path
    last: dict[str, Rendered] = field(default_factory=dict)

    def build(self, options: Options) -> Rebuilt | None:
        """Build once; None where the content has errors. Raises AssertionError where a page that would be kept is no longer right."""
        found = discover(options.root)
        archive = load(options.root, found.sources)
        register, faults = link(archive, read_history(options.root), options.today or TODAY, drafts=options.drafts)
        if register is None or any(one.severity == "error" for one in (*found.faults, *archive.faults, *faults)):
            return None
        glossed = gloss(register, lambda path: (options.root / path).read_text(encoding="utf-8-sig").splitlines())
        base = options.base_url or register.site.url
        addresses = Addresses(register.site.languages, base)
        search = options.search
        terms = tuple(register.terms.values())
        settings = Settings(
            templates=find_templates(options.root),
            frames=plan_frames(register, addresses, searches=search),
            addresses=addresses,
            base_path=urlsplit(base).path.rstrip("/") + "/" if base else "/",
            extractor=Extractor(terms, register.ignored, register.site.languages) if search else None,
        )
        tracer = Tracer({"uses": glossed.digests})
        tracked = track(register, glossed, tracer)
        planned = tuple(plan_pages(register, glossed, addresses, searches=search, tracked=tracked))
        find = Subjects(register, glossed, addresses, tracked).list_subjects if search else None
        add_sources(tracer, settings)
        with Store.open(self.cache, "of a test") as store:
            kept = KeptPages(store, tracer, register.today.toordinal(), search, lookups=Lookups(store, register))
            made = kept.keep(planned, lambda path, size, mtime_ns: True)
            paths = {page.path for page in made}
            pages = dict(
                zip([page.path for page in planned], render_all(Work(planned, find, tracer), settings, 1), strict=True)
            )
            self._check_kept(planned, pages, paths)
            check_paths(planned, pages)
            for page in planned:
                if page.path in paths:
                    kept.add(page, pages[page.path], lambda path: (0, 0))
                    if search:
                        kept.write_found(page.path, pages[page.path].packed)
            told = {page.path: kept.explain(page.path) for page in planned}
            kept.save()
            store.commit()
        changed = {path for path, page in pages.items() if not _is_same(self.last.get(path), page)}
        self.last = pages
        return Rebuilt(pages, [page.path for page in made], changed, told)

    def _check_kept(self, planned: tuple[Planned, ...], pages: dict[str, Rendered], made: set[str]) -> None:
        wrong = [
            page.path
            for page in planned
            if page.path not in made and not _is_same(self.last.get(page.path), pages[page.path])
        ]
        assert not wrong, f"would have been kept, but are others now: {wrong}"


class Council:
    """A council that is edited and built again."""

    def __init__(self, folder: Path, files: Mapping[str, str] = FILES) -> None:
        self.root = write_files(folder / "root", dict(files))
        self.options = Options(self.root, folder / "site", today=TODAY)
        self.rebuilder = Rebuilder(folder / "cache")
        self.build()

    def build(self, **changes: object) -> Rebuilt:
        """Build, as asked for from now on."""
        self.options = replace(self.options, **changes)  # type: ignore[arg-type] # names are Options' own
        built = self.rebuilder.build(self.options)
        assert built is not None, "the content has errors"
        return built

    def edit(self, path: str, old: str, new: str) -> Rebuilt:
        """Put other words in the place of some, and build."""
        place = self.root / path
        text = place.read_text(encoding="utf-8")
        assert old in text
        place.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.build()

    def write(self, path: str, text: str) -> Rebuilt:
        """Write a file, and build."""
        write_files(self.root, {path: text})
        return self.build()

    def remove(self, path: str) -> Rebuilt:
        """Remove a file, and build."""
        (self.root / path).unlink()
        return self.build()


def check_paths(planned: tuple[Planned, ...], pages: dict[str, Rendered]) -> None:
    """Raise AssertionError where a page is not where it was planned."""
    for page in planned:
        assert pages[page.path].path == (
            page.path + "index.html" if page.path.endswith("/") or not page.path else page.path
        )


def _is_same(before: Rendered | None, now: Rendered) -> bool:
    return before is not None and (before.data, before.found) == (now.data, now.found)
