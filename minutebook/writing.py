"""From the register to the site: which pages must be made, which can be kept, the files of the search, documents and assets, and the swap.

In: the register and the uses of its terms, what the last build kept, options. Out: the new site in its place, and how much of what was done. What is
kept for the next build holds once the store is committed. Finds no fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlsplit

from minutebook.cache import Store
from minutebook.glossing import Glossed
from minutebook.keeping import KeptFiles, KeptPages, Lookups
from minutebook.link import Linked
from minutebook.model import Register
from minutebook.output import Writer, open_site
from minutebook.pages import plan_frames, plan_pages, track
from minutebook.parity import Editions
from minutebook.progress import Progress, Step, Stopwatch
from minutebook.recall import Recall
from minutebook.render import Rendered, Settings, Work, add_sources, digest_templates, list_assets, render_all
from minutebook.search import Extractor, Found, Index, StaleIndexError, Subjects, forget_index
from minutebook.tracing import Tracer
from minutebook.urls import Addresses, find_asked
from minutebook.views import Planned

_PERIOD = re.compile(r"(?<=/)\d{4}/(?:\d{2}/)?")
"""The year, or its month, in the path of a page that lists what was in it: `2025/10/`."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be written, and how."""

    root: Path
    site: Path
    templates: tuple[Path, ...]
    """Folders of templates; the first that has a file wins."""
    base_url: str | None
    searches: bool
    """Whether the site has an index, and a box to search it."""
    jobs: int
    cache: Path | None = None
    """Where the site before this one is put away."""
    explain: str = ""
    """The page of which to say why it was made or kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was done."""

    pages: int
    kept: int
    same: int
    files: int
    reused: int
    removed: int
    size: int
    documents: int
    explanation: str
    """Each as in `pipeline.Summary`."""


def write_site(
    linked: Linked,
    register: Register,
    glossed: Glossed,
    task: Task,
    store: Store,
    progress: Progress,
    before_swap: Callable[[Writer], None],
) -> Written:
    """Write the site of a register without errors, and swap it in. `before_swap` is called when the new site is whole.

    Raises TargetRefusedError (see `folders`) and OutputError (see `output`); the old site is then as it was, or is put back by the next build.
    """
    with suppress(StaleIndexError):
        return _write(linked, register, glossed, task, store, progress, before_swap, trusts=True)
    # What is kept of the search does not go with what is kept of the pages: somebody has mixed them, or a row is damaged.
    return _write(linked, register, glossed, task, store, progress, before_swap, trusts=False)


def _write(
    linked: Linked,
    register: Register,
    glossed: Glossed,
    task: Task,
    store: Store,
    progress: Progress,
    before_swap: Callable[[Writer], None],
    *,
    trusts: bool,
) -> Written:
    watch = Stopwatch()
    progress("plan", Step())
    addresses = Addresses(register.site.languages, task.base_url)
    settings = _make_settings(register, addresses, task)
    editions = Editions(register, Recall(store, linked.digests))
    known = {"meeting": linked.digests, "outline": linked.outlines, "uses": glossed.digests}
    tracer = Tracer({**known, "editions": editions.digests})
    tracked = track(register, glossed, tracer, editions)
    planned = tuple(plan_pages(register, glossed, addresses, searches=task.searches, tracked=tracked))
    subjects = Subjects(register, glossed, addresses, tracked) if task.searches else None
    add_sources(tracer, settings)
    # Before any page is made: what is changed while they are is then noticed at the next build.
    assets = tuple(list_assets(settings))
    digest_templates(tracer, settings)
    pages = KeptPages(store, tracer, register.today.toordinal(), task.searches, trusts, Lookups(store, register))
    index = Index(register, addresses, store, complete=not trusts) if task.searches else None
    watch.lap("plan")
    with open_site(task.site, task.cache) as writer:
        progress("keep", Step(of=len(planned)))
        made = _order(pages.keep(planned, writer.keep), addresses)
        watch.lap("keep")
        same = len(planned) - len(made)
        work = Work(made, subjects.list_subjects if subjects else None, tracer)
        progress("render", Step(of=len(made)))
        for done, (page, rendered) in enumerate(_render(work, settings, task.jobs, watch), 1):
            same += writer.write(rendered.path, rendered.data)
            pages.add(page, rendered, writer.find_stamp)
            watch.lap("write")
            if index:
                index.change(() if index.complete else _know(pages.read_found(page.path)), rendered.found)
                pages.write_found(page.path, rendered.packed)
                watch.lap("index")
            progress("render", Step(done, len(made)))
        progress("copy", Step())
        documents = _copy(register, assets, task.root, writer)
        watch.lap("copy")
        if index:
            progress("index", Step())
            _write_index(index, pages, store, writer)
            watch.lap("index")
        else:
            forget_index(store)  # it would be of no use, and may hold what is withdrawn since
        pages.save()
        writer.finish()
        before_swap(writer)
        progress("swap", Step())
    watch.lap("swap")
    for stage, seconds in watch.seconds.items():
        progress(stage, Step(seconds=seconds))
    return Written(
        pages=len(planned),
        kept=len(planned) - len(made),
        same=same,
        files=len(writer.paths),
        reused=writer.reused,
        removed=writer.removed,
        size=writer.size,
        documents=documents,
        explanation=_explain(pages, planned, task),
    )


def _order(pages: Sequence[Planned], addresses: Addresses) -> list[Planned]:
    """Return pages in the order in which they are made soonest: what several are about is then looked up, or unpacked, once.

    Those about the same thing, one in each language, come one behind the other; pages of a year, whatever they list, behind all others and beside
    those of the same year.
    """
    places: dict[str, int] = {}
    found = []
    for page in pages:
        twin = addresses.find_twin(page.path)
        period = _PERIOD.search(twin)
        found.append(((period[0] if period else "", places.setdefault(twin, len(places))), page))
    return [page for _, page in sorted(found, key=itemgetter(0))]


def _make_settings(register: Register, addresses: Addresses, task: Task) -> Settings:
    terms, languages = tuple(register.terms.values()), register.site.languages
    return Settings(
        templates=task.templates,
        frames=plan_frames(register, addresses, searches=task.searches),
        addresses=addresses,
        base_path=urlsplit(task.base_url).path.rstrip("/") + "/" if task.base_url else "/",
        extractor=Extractor(terms, register.ignored, languages) if task.searches else None,
    )


def _render(work: Work, settings: Settings, jobs: int, watch: Stopwatch) -> Iterator[tuple[Planned, Rendered]]:
    for page, rendered in zip(work.pages, render_all(work, settings, jobs), strict=True):
        watch.lap("render")
        yield page, rendered
    watch.lap("render")


def _copy(register: Register, assets: Iterable[tuple[str, bytes]], root: Path, writer: Writer) -> int:
    """Write the assets and copy the documents; return the bytes of these."""
    for path, data in assets:
        writer.write(path, data)
    before = writer.size
    for document in sorted(register.published):
        writer.copy(document, root / "content" / document)
    return writer.size - before


def _write_index(index: Index, pages: KeptPages, store: Store, writer: Writer) -> None:
    """Hand in what the pages bring that were not made now, and write the files that change."""
    if index.complete:
        for path in pages.list_kept():
            index.add(_know(pages.read_found(path)))
    else:
        for path in pages.list_gone():
            index.change(_know(pages.read_found(path)), ())
    files = KeptFiles(store, writer.keep)
    for path, data in index.list_files(files.keep):
        writer.write(path, data)
        files.note(path, writer.find_stamp(path))
    files.save()
    index.save()


def _know(found: tuple[Found, ...] | None) -> tuple[Found, ...]:
    if found is None:
        raise StaleIndexError("nobody knows what a page of the last build brought")
    return found


def _explain(pages: KeptPages, planned: tuple[Planned, ...], task: Task) -> str:
    if not task.explain:
        return ""
    found = find_asked(task.explain, [page.path for page in planned], task.base_url)
    return "\n".join(pages.explain(task.explain if found is None else found))
