"""The whole program, one stage a line: read this first.

In: the options of one build. Out: a site, or what is wrong with the content. A stage takes frozen values and returns frozen values; every fault
in the content is found at `check` or before, so an exception after it is a bug. Today is read once, here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from minutebook.acronyms import UNEXPLAINED
from minutebook.checks import run_checks
from minutebook.diagnostics import Diagnostic, Report
from minutebook.glossing import Glossed, gloss
from minutebook.harvest import Findings, add_lines, survey
from minutebook.history import read_history
from minutebook.link import link
from minutebook.load import load
from minutebook.model import Register
from minutebook.output import check_apart, check_target, open_site
from minutebook.pages import list_documents, plan_frames, plan_pages
from minutebook.parity import Parity, compare_languages
from minutebook.render import Settings, Work, list_assets, render_all
from minutebook.search import Extractor, Index, Subjects
from minutebook.sources import discover
from minutebook.urls import Addresses

Progress = Callable[[str, float], None]
"""Called at the end of each stage with its name and its seconds."""

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for."""

    root: Path
    site: Path
    base_url: str | None = None
    strict: bool = False
    jobs: int = 1
    drafts: bool = False
    today: date | None = None
    """None: the clock's day in the site's time zone."""
    search: bool = True
    """Whether the site has an index, and a box to search it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    report: Report
    written: bool = False
    site: Path = Path()
    pages: int = 0
    files: int = 0
    reused: int = 0
    size: int = 0
    """Bytes of all files."""
    history: str = ""
    """As in `Checked`."""
    parity: Parity | None = None
    """What `check` found of the languages; None for a site of one, and where errors leave nothing to stand on."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The content, read and understood, with all that is wrong with it."""

    register: Register | None
    """None where errors leave nothing to stand on."""
    glossed: Glossed | None
    report: Report
    history: str = ""
    """Why there are no dates of change: `no-git` or `shallow`; empty where there are."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was found for the glossary."""

    report: Report
    findings: Findings | None
    """None where errors leave nothing to stand on."""


def read_content(options: Options, progress: Progress, *, hints: bool = True) -> Checked:
    """Run the stages that read: from files to the register and its faults.

    With `hints` the messages give what the minutes themselves say of letters.
    """
    with _timed("discover", progress):
        found = discover(options.root)
    with _timed("history", progress):
        history = read_history(options.root)
    with _timed("load", progress):
        archive = load(options.root, found.sources)
    with _timed("link", progress):
        today = options.today or _find_today(archive.timezone)
        register, unlinked = link(archive, history, today, drafts=options.drafts)
    faults: list[Diagnostic] = [*found.faults, *archive.faults, *unlinked]
    if register is None:
        return Checked(None, None, Report.of(faults), history.missing)

    def read_lines(path: str) -> list[str]:
        return _read_lines(options.root / path)

    with _timed("acronyms", progress):
        glossed = gloss(register, read_lines)
    with _timed("check", progress):
        unexplained = glossed.diagnostics
        if hints:
            unexplained = add_lines(unexplained, register, glossed, read_lines)
        # A glossary that cannot be read at all explains nothing, which has been said of it.
        unread = "glossary.yml" in archive.broken and not (archive.glossary.terms or archive.glossary.faulty)
        faults.extend(fault for fault in unexplained if not unread or fault.code != UNEXPLAINED.code)
        faults.extend(run_checks(register, glossed, read_lines, Report.of(faults).broken))
    return Checked(register, glossed, Report.of(faults), history.missing)


def check_only(options: Options, progress: Progress) -> Summary:
    """Find what is wrong with the content and which minutes are complete in each language, and write nothing."""
    checked = read_content(options, progress)
    if checked.register is None:
        return Summary(checked.report)
    with _timed("languages", progress):
        parity = compare_languages(checked.register, checked.history)
    return Summary(checked.report, history=checked.history, parity=parity)


def review_glossary(options: Options, progress: Progress) -> Review:
    """Find what the glossary lacks and what it has too much, and write nothing."""
    checked = read_content(options, progress, hints=False)  # the report says more than they do
    if checked.register is None or checked.glossed is None:
        return Review(checked.report, None)
    with _timed("glossary", progress):
        found = survey(checked.register, checked.glossed, lambda path: _read_lines(options.root / path))
    return Review(checked.report, found)


def build(options: Options, progress: Progress) -> Summary:
    """Read the content and, if it has no error, write the site.

    Raises TargetRefusedError and OutputError (see `output`); the old site is then as it was.
    """
    check_target(options.site)
    check_apart(options.site, options.root)
    checked = read_content(options, progress)
    report = checked.report
    if checked.register is None or checked.glossed is None or report.errors or (options.strict and report.warnings):
        return Summary(report)
    register = checked.register
    base = options.base_url or register.site.url
    addresses = Addresses(register.site.languages, base)
    languages = register.site.languages
    extractor = Extractor(tuple(register.terms.values()), register.ignored, languages) if options.search else None
    settings = Settings(
        templates=find_templates(options.root),
        frames=plan_frames(register, addresses, searches=options.search),
        addresses=addresses,
        base_path=urlsplit(base).path.rstrip("/") + "/" if base else "/",
        extractor=extractor,
    )
    work = Work(
        tuple(plan_pages(register, checked.glossed, addresses, searches=options.search)),
        Subjects(register, checked.glossed, addresses).list_subjects if options.search else None,
    )
    index = Index(register, addresses) if options.search else None
    pages = 0
    with open_site(options.site) as writer:
        with _timed("write", progress):
            for page in render_all(work, settings, options.jobs):
                writer.write(page.path, page.data)
                pages += 1
                if index:
                    index.add(page.found)
            for path, data in list_assets(settings):
                writer.write(path, data)
            for document in list_documents(register):
                writer.copy(document, options.root / "content" / document)
        if index:
            with _timed("index", progress):
                for path, data in index.list_files():
                    writer.write(path, data)
    return Summary(report, True, options.site, pages, len(writer.paths), writer.reused, writer.size, checked.history)


def find_templates(root: Path) -> tuple[Path, ...]:
    """Return the folders of templates: the council's own, which shadow ours file by file, then ours."""
    own = root / "templates"
    return (own, TEMPLATES) if own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").splitlines()


def _find_today(timezone: str) -> date:
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")  # a wrong time zone is an error of site.yml, reported there
    return datetime.now(zone).date()


@contextmanager
def _timed(stage: str, progress: Progress) -> Iterator[None]:
    start = time.perf_counter()
    yield
    progress(stage, time.perf_counter() - start)
