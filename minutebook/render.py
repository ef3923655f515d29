"""Turns views into pages of HTML, in worker processes: first the body by its template, then the shell round it.

In: planned pages and the frames of their languages, and what each page is about. Out: pages, each with what it brings to the index, in the order in
which they were planned. Never looks into the register.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from minutebook import i18n, prose
from minutebook.search import Extractor, Found, Subject
from minutebook.theme import Shell, ShellLink, Theme
from minutebook.urls import Addresses, find_file, find_relative
from minutebook.views import FrameView, LinkView, NavView, PageView, Planned

_BATCH = 8
"""Pages asked of a worker at once: enough to hide the cost of asking, few enough to share the work fairly."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker needs, sent once."""

    templates: tuple[Path, ...]
    """Folders of templates; the first that has a file wins."""
    frames: Mapping[str, FrameView]
    """By language."""
    addresses: Addresses
    base_path: str
    """The path under which the site is served, for 404.html: `/council/`."""
    extractor: Extractor | None = None
    """What finds the words of a page for the index; None for a site without one."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made."""

    pages: Sequence[Planned]
    find: Callable[[str], tuple[Subject, ...]] | None = None
    """What the page at a path is about, for the index; None for a site without one."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page, ready to be written."""

    path: str
    """Its output file."""
    data: bytes
    found: tuple[Found, ...] = ()
    """What it brings to the index."""


class Renderer:
    """Renders one page after the other; holds compiled templates and frames of the shell."""

    def __init__(self, settings: Settings) -> None:
        """Compile nothing yet: templates are read when first asked for."""
        self._settings = settings
        self._theme = Theme(settings.templates)
        self._environment = make_environment(settings.templates)
        self._extraction = settings.extractor.start() if settings.extractor else None

    def find_words(self, subjects: Iterable[Subject]) -> tuple[Found, ...]:
        """Return what a page brings to the index."""
        if self._extraction is None:
            return ()
        return tuple(self._extraction.extract(subject) for subject in subjects)

    def render(self, view: PageView) -> tuple[str, bytes]:
        """Return a page's output file and its bytes. An exception here is a bug: content was checked before."""
        root = self._settings.base_path if view.path == "404.html" else find_relative(view.path, "")
        template = self._environment.get_template(view.template)
        catalogue = i18n.catalogue(view.lang)
        body = Markup(  # noqa: S704 - the template autoescapes
            template.render(view=view.body, page=view, lang=view.lang, root=root, t=catalogue.text, tn=catalogue.plural)
        )
        return find_file(view.path), self._theme.wrap(self._make_shell(view, root), body).encode()

    def _make_shell(self, view: PageView, root: str) -> Shell:
        frame = self._settings.frames[view.lang]
        addresses = self._settings.addresses
        return Shell(
            site_name=frame.site_name,
            lang=view.lang,
            dir=i18n.catalogue(view.lang).direction,
            title=view.title,
            description=view.description or frame.description,
            canonical=addresses.absolute(view.path) if view.path != "404.html" else None,
            alternates=_list_alternates(view, addresses) if view.path != "404.html" else (),
            robots=view.robots or None,
            root=root,
            home=root + frame.home,
            search=root + frame.search if frame.search else None,
            index=root + frame.index if frame.search else "",
            dates=frame.dates,
            nav=tuple(_link_nav(entry, root, view.section) for entry in frame.nav),
            breadcrumbs=tuple(_link_crumb(crumb) for crumb in view.crumbs),
            language_links=tuple(
                ShellLink(i18n.catalogue(code).name, root + path, lang=code)
                for code, path in view.languages
                if code != view.lang
            ),
            notices=view.notices,
            footer_links=tuple(_link_nav(entry, root, "") for entry in frame.footer),
            footer_text=frame.footer_text,
            footer_href=frame.footer_href,
            strings=dict(frame.strings),
            head_extra=_make_data_block(view.json_ld) + self._link_script(view.script, root),
            page_kind=Path(view.template).stem.replace("_", "-"),
        )

    def _link_script(self, name: str, root: str) -> Markup:
        if not name:
            return Markup("")
        return Markup('<script type="module" src="{}"></script>').format(root + self._theme.asset(name))


class _Compiled(BytecodeCache):
    """Templates compiled in this process, so that the next build in it (`serve`) need not. Jinja asks whether the source is still the same."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self._known.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


def list_assets(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield the style sheets, scripts and pictures that the pages need."""
    return Theme(settings.templates).assets(search=settings.extractor is not None)


def make_environment(templates: Iterable[Path]) -> Environment:
    """Return the world of our own templates: autoescaped, strict, with nothing in it that decides."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in templates]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled,
    )
    environment.globals["render_prose"] = prose.render_blocks
    environment.globals["render_leaf"] = prose.render_leaf
    return environment


def render_all(work: Work, settings: Settings, jobs: int) -> Iterator[Rendered]:
    """Yield every page, in order, planned and rendered by `jobs` processes; by this one where `jobs` is 1."""
    count = len(work.pages)
    if jobs == 1:
        worker = _Worker(work, settings)
        for number in range(count):
            yield worker.make(number)
        return
    batches = (range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH))
    pending: deque[Future[list[Rendered]]] = deque()
    gc.freeze()  # all this is there to stay: looking through it for garbage would copy what processes share
    try:
        with ProcessPoolExecutor(jobs, _make_context(), _start_worker, (work, settings)) as pool:
            try:
                while True:
                    # Few batches are under way at once, so that memory does not grow with the archive.
                    room = jobs * 3 - len(pending)
                    pending.extend(pool.submit(_make_batch, batch) for batch in islice(batches, room))
                    if not pending:
                        return
                    yield from pending.popleft().result()
            except BaseException:
                # Nobody wants the rest. And Ctrl+C may have come half-way through `submit`: the pool would wait for a batch that it never sent.
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        gc.unfreeze()


def _make_context() -> BaseContext:
    """Return how processes are started.

    Where that is safe they are copies of this one, which have the register for nothing. Else (another thread may hold a lock; macOS) it is sent to
    each of them once.
    """
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


class _Worker:
    """Makes pages of the work, by their number."""

    def __init__(self, work: Work, settings: Settings) -> None:
        self._work = work
        self._renderer = Renderer(settings)

    def make(self, number: int) -> Rendered:
        view = self._work.pages[number]()
        subjects = self._work.find(view.path) if self._work.find else ()
        return Rendered(*self._renderer.render(view), self._renderer.find_words(subjects))


_worker: _Worker | None = None


def _start_worker(work: Work, settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to all: the first process stops, and ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    global _worker  # noqa: PLW0603 - a process has one worker for its whole life
    _worker = _Worker(work, settings)


def _end_with_parent() -> None:
    """End this worker when the build that started it is gone, even if it was killed."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _make_batch(numbers: range) -> list[Rendered]:
    if _worker is None:
        raise RuntimeError("the worker was not started")
    return [_worker.make(number) for number in numbers]


def _list_alternates(view: PageView, addresses: Addresses) -> tuple[tuple[str, str], ...]:
    found = [(code, addresses.absolute(path)) for code, path in view.languages]
    pairs = tuple((code, address) for code, address in found if address is not None)
    return (*pairs, ("x-default", pairs[0][1])) if len(pairs) > 1 else ()


def _link_nav(entry: NavView, root: str, section: str) -> ShellLink:
    children = tuple(_link_nav(child, root, section) for child in entry.children)
    current = entry.section == section or any(child.current for child in children)
    return ShellLink(entry.text, root + entry.path, entry.lang or None, bool(section) and current, children)


def _link_crumb(crumb: LinkView) -> ShellLink:
    return ShellLink(crumb.text, crumb.href, crumb.lang or None)


def _make_data_block(json_ld: str) -> Markup:
    if not json_ld:
        return Markup("")
    # `<` cannot stand in the JSON as it is: it would end the element.
    data = json_ld.replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(data))  # noqa: S704
