"""Turns views into pages of HTML, in worker processes: first the body by its template, then the shell round it.

In: planned pages and the frames of their languages, and what each page is about. Out: pages, each with what it brings to the index and what was read
for it, in the order in which they were planned. Never looks into the register.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from minutebook import i18n, prose
from minutebook.model import begin_opening, end_opening
from minutebook.processes import work_through
from minutebook.search import Extractor, Found, Subject, pack_found
from minutebook.theme import Shell, ShellLink, Theme
from minutebook.tracing import NOTHING_READ, Reads, Traced, Tracer, digest_value
from minutebook.urls import Addresses, find_file, find_relative
from minutebook.views import FrameView, LinkView, NavView, PageView, Planned

_CALL = re.compile(r"\{%[-+]?\s*(?:extends|from|import|include)\b.*?%\}", re.DOTALL)
"""Where a template names others. To parse no more than that takes a fraction of the time; what is cut off in the wrong place cannot be parsed."""
_FEW = 2
"""Pages for which no other process is started."""
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
    tracer: Tracer | None = None
    """Notes what is read for a page; None where nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page, ready to be written."""

    path: str
    """Its output file."""
    data: bytes
    found: tuple[Found, ...] = ()
    """What it brings to the index."""
    reads: Reads = NOTHING_READ
    """What was read for all of that; nothing where nobody wants to know."""
    packed: bytes = b""
    """What it brings to the index, as it is kept; empty where nobody wants to know."""


class Renderer:
    """Renders one page after the other; holds compiled templates and frames of the shell."""

    def __init__(self, settings: Settings) -> None:
        """Compile nothing yet: templates are read when first asked for."""
        self._settings = settings
        self._theme = Theme(settings.templates)
        self._environment = make_environment(settings.templates)
        self._extraction = settings.extractor.start() if settings.extractor else None

    def find_words(self, subjects: Iterable[Subject], read: set[str] | None) -> tuple[Found, ...]:
        """Return what a page brings to the index. `read` takes in what is read for it."""
        if self._extraction is None:
            return ()
        return tuple(self._extraction.extract(subject, read) for subject in subjects)

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
    boxes = ((dict(frame.strings), frame.dates) for frame in settings.frames.values() if frame.search)
    return Theme(settings.templates).assets(boxes)


def add_sources(tracer: Tracer, settings: Settings) -> None:
    """Let a tracer know what every page is rendered with."""
    Traced(tracer, "frame", settings.frames)
    templates = _Templates(settings)
    tracer.add_source("template", templates.find_digest)
    tracer.add_source("shell", lambda _: templates.digest_shell())
    tracer.add_value("settings", (settings.addresses, settings.base_path))
    if settings.extractor is not None:
        tracer.add_source("extractor", lambda _: tracer.find_digest("glossary*"))


def digest_templates(tracer: Tracer, settings: Settings) -> None:
    """Note the templates as they are now, before any page is made."""
    tracer.find_digest("shell*")
    for folder in settings.templates:
        for path in (folder / "pages").glob("*.html"):
            tracer.find_digest(f"template:pages/{path.name}")


@dataclass(frozen=True, slots=True)
class _Template:
    """A file as a template may name it."""

    digest: bytes
    """Empty where there is none."""
    named: frozenset[str] | None = frozenset()
    """The templates that it names itself; None where it chooses while the page is made, so that it may be any file."""


class _Templates:
    """The templates as they are at the first look, by name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._environment = make_environment(settings.templates)
        self._read: dict[str, _Template] = {}
        self._all: bytes | None = None

    def find_digest(self, name: str) -> bytes:
        """Return the digest of a template and of all that it includes, extends and imports."""
        needed: dict[str, bytes] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in needed:
                continue
            found = self._look(one)
            needed[one] = found.digest
            if found.named is None:
                return self._digest_all()
            waiting.extend(found.named)
        return digest_value(sorted(needed.items()))

    def digest_shell(self) -> bytes:
        """Return the digest of the shell's own templates and of the names of what pages load."""
        found = [file for folder in self._settings.templates for file in _list_files(folder / "shell")]
        return digest_value((found, [name for name, _ in list_assets(self._settings)]))

    def _look(self, name: str) -> _Template:
        if (known := self._read.get(name)) is None:
            known = self._read[name] = self._find(name)
        return known

    def _find(self, name: str) -> _Template:
        places = (folder.joinpath(*name.split("/")) for folder in self._settings.templates)
        path = next((path for path in places if path.is_file()), None)
        if path is None or (data := _read(path)) is None:
            return _Template(b"")
        try:
            calls = "".join(_CALL.findall(data.decode()))
            named = frozenset(find_referenced_templates(self._environment.parse(calls)))
        except (UnicodeDecodeError, TemplateSyntaxError):
            return _Template(digest_value(data), None)
        return _Template(digest_value(data), None if None in named else frozenset(one for one in named if one))

    def _digest_all(self) -> bytes:
        """Return the digest of all files that any template can name."""
        if self._all is None:
            self._all = digest_value([list(_list_files(folder)) for folder in self._settings.templates])
        return self._all


def _list_files(folder: Path) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and bytes of all files below a folder, those behind links too; a folder that several links lead to only once, then where it was."""
    seen: dict[tuple[int, int], str] = {}
    for name, folders, files in os.walk(folder, followlinks=True):
        place = Path(name)
        below, facts = place.relative_to(folder).as_posix(), place.stat()
        first = seen.setdefault((facts.st_dev, facts.st_ino), below)
        if first != below:
            folders.clear()
            yield below, first
            continue
        folders.sort()
        yield from ((f"{below}/{file}", _read(place / file) or b"") for file in sorted(files))


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file; None for what is none, or cannot be read: no page can then be made with it either."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


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
    jobs = jobs if count > _FEW else 1
    try:
        yield from work_through(_start, (work, settings), count, jobs, batch=max(1, min(_BATCH, count // (jobs * 4))))
    finally:
        end_opening()


class _Worker:
    """Makes pages of the work, by their number."""

    def __init__(self, work: Work, settings: Settings) -> None:
        self._work = work
        self._renderer = Renderer(settings)
        self._name = ""

    def make(self, number: int) -> Rendered:
        planned, tracer = self._work.pages[number], self._work.tracer
        if planned.name != self._name:
            # What a page is about is heavy, and no other page is about it but the same in another language, which comes next.
            begin_opening()
            self._name = planned.name
        if tracer:
            tracer.begin()
        view = planned()
        subjects = self._work.find(planned.path) if self._work.find else ()
        path, data = self._renderer.render(view)
        found = self._renderer.find_words(subjects, tracer.names if tracer else None)
        if tracer is None:
            return Rendered(path, data, found)
        tracer.names.update((f"frame:{view.lang}", f"template:{view.template}", "shell*", "settings*", "site*"))
        return Rendered(path, data, found, tracer.end(), pack_found(found))


def _start(given: tuple[Work, Settings]) -> Callable[[int], Rendered]:
    return _Worker(*given).make


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
