"""The whole program, one stage a line: read this first.

In: the options of one build. Out: a site, or what is wrong with the content. A stage takes frozen values and returns frozen values; every fault
in the content is found at `check` or before, so an exception after it is a bug. Today is read once, here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from minutebook.acronyms import UNEXPLAINED
from minutebook.cache import Store, fingerprint
from minutebook.checks import run_checks
from minutebook.codec import UnreadableError
from minutebook.diagnostics import Diagnostic, Report
from minutebook.folders import check_apart, check_cache, check_target
from minutebook.glossing import Glossed, gloss
from minutebook.harvest import Findings, add_lines, survey
from minutebook.history import History, read_history
from minutebook.link import Linked, read_register
from minutebook.model import Register
from minutebook.output import Writer
from minutebook.parity import Parity, compare_languages
from minutebook.progress import Progress, Step
from minutebook.recall import FileLines, Recall
from minutebook.sources import GLOSSARY, Found, discover
from minutebook.unchanged import Built, Given, LastBuild
from minutebook.writing import Task, write_site

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
    cache: Path | None = None
    """The folder where what can be used again is kept from one build to the next; None: nothing is kept."""
    explain: str = ""
    """The page of which to say why it was made or kept, as `urls.find_asked` takes it; empty: none."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    report: Report
    written: bool = False
    site: Path = Path()
    pages: int = 0
    kept: int = 0
    """Pages of the last build that were taken over without being made again."""
    same: int = 0
    """Pages whose file is that of the last build: those kept, and those made again that came out the same."""
    files: int = 0
    reused: int = 0
    """Files that are those of the last build, pages and others."""
    removed: int = 0
    """Files of the last build that are no more."""
    size: int = 0
    """Bytes of all files."""
    documents: int = 0
    """Bytes of the documents among them."""
    unkept: str = ""
    """Where nothing could be kept for the next build, and why: `.cache: No space left on device`; empty where it could, or was not to be."""
    explanation: str = ""
    """Why the page that was asked about was made or kept."""
    history: str = ""
    """As in `Checked`."""
    parity: Parity | None = None
    """What `check` found of the languages; None for a site of one, and where errors leave nothing to stand on."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The content, read and understood, with all that is wrong with it."""

    linked: Linked
    glossed: Glossed | None
    """None where errors leave no register to search."""
    report: Report
    history: History

    @property
    def register(self) -> Register | None:
        """The register; None where errors leave nothing to stand on."""
        return self.linked.register


@dataclass(frozen=True, slots=True)
class Review:
    """What was found for the glossary."""

    report: Report
    findings: Findings | None
    """None where errors leave nothing to stand on."""


def read_content(
    options: Options,
    progress: Progress,
    *,
    hints: bool = True,
    found: Found | None = None,
    store: Store | None = None,
) -> Checked:
    """Run the stages that read: from files to the register and its faults. `found`: the files, where they are known already.

    With `hints` the messages give what the minutes themselves say of letters. What an earlier build found in a meeting is taken from `store` where
    it still holds.
    """
    found = found or _discover(options, progress)
    with _timed("history", progress):
        history = read_history(options.root)
    with _timed("load", progress):
        linked = read_register(
            options.root,
            found.sources,
            history,
            lambda timezone: options.today or _find_today(timezone),
            drafts=options.drafts,
            jobs=options.jobs,
            store=store,
            note=lambda done, of: progress("load", Step(done, of)),
        )
    register, archive = linked.register, linked.archive
    faults: list[Diagnostic] = [*found.faults, *linked.faults]
    if register is None:
        return Checked(linked, None, Report.of(faults), history)
    lines = _find_lines(options.root, register)
    recall = Recall(store, linked.digests, lines)
    with _timed("acronyms", progress):
        glossed = gloss(register, lines, recall, options.jobs)
    with _timed("check", progress):
        unexplained = add_lines(glossed.diagnostics, register, glossed) if hints else glossed.diagnostics
        # A glossary that cannot be read at all explains nothing, which has been said of it.
        unread = GLOSSARY in archive.broken and not (archive.glossary.terms or archive.glossary.faulty)
        faults.extend(fault for fault in unexplained if not unread or fault.code != UNEXPLAINED.code)
        faults.extend(run_checks(register, glossed, lines, Report.of(faults).broken, recall))
    return Checked(linked, glossed, Report.of(faults), history)


def check_only(options: Options, progress: Progress) -> Summary:
    """Find what is wrong with the content and which minutes are complete in each language, and write nothing."""
    checked = read_content(options, progress)
    if checked.register is None:
        return Summary(checked.report)
    with _timed("languages", progress):
        parity = compare_languages(checked.register, checked.history.missing)
    return Summary(checked.report, history=checked.history.missing, parity=parity)


def review_glossary(options: Options, progress: Progress) -> Review:
    """Find what the glossary lacks and what it has too much, and write nothing."""
    checked = read_content(options, progress, hints=False)  # the report says more than they do
    if checked.register is None or checked.glossed is None:
        return Review(checked.report, None)
    with _timed("glossary", progress):
        found = survey(checked.register, checked.glossed, _find_lines(options.root, checked.register))
    return Review(checked.report, found)


def build(options: Options, progress: Progress) -> Summary:
    """Read the content and, if it has no error, write the site; where nothing has changed since the last build, end at once.

    Raises TargetRefusedError (see `folders`) and OutputError (see `output`); the old site is then as it was, or is put back by the next build.
    """
    try:
        return _build(options, progress)
    except UnreadableError:
        # What is kept bears our checksum, and yet is not what this code writes. None of it can be trusted, then.
        with Store.open(options.cache, _find_code()) as store:
            store.throw_away()
        return _build(options, progress)


def _build(options: Options, progress: Progress) -> Summary:
    check_target(options.site)
    check_apart(options.site, options.root)
    if options.cache:
        check_cache(options.cache, options.site, options.root)
    templates = find_templates(options.root)
    asked = (options.drafts, options.base_url, options.search)
    last = LastBuild(options.cache, Given(options.root, options.site, templates, _find_code(), asked))
    found = _discover(options, progress)
    with _timed("compare", progress):
        built = last.find(found, lambda timezone: options.today or _find_today(timezone))
    # Which pages there are is not known before they are planned.
    if built and not options.explain and not (options.strict and built.report.warnings):
        return _tell_again(built, options.site)
    with Store.open(options.cache, _find_code()) as store:
        checked = read_content(options, progress, found=found, store=store if options.cache else None)
        register, report = checked.register, checked.report
        if register is None or checked.glossed is None or report.errors or (options.strict and report.warnings):
            return Summary(
                report, explanation="No page was made or kept, since nothing was written." if options.explain else ""
            )
        task = Task(
            root=options.root,
            site=options.site,
            templates=templates,
            base_url=options.base_url or register.site.url,
            searches=options.search,
            jobs=options.jobs,
            cache=options.cache,
            explain=options.explain,
        )

        def note_site(writer: Writer) -> None:
            last.note_site(writer.folder, writer.list_states())
            last.forget()

        site = write_site(checked.linked, register, checked.glossed, task, store, progress, note_site)
        store.commit()
        unkept, settled = _tell_unkept(store, options.cache), not store.leaves_traces
    done = Built(
        report=report,
        history=checked.history.missing,
        today=register.today,
        timezone=checked.linked.archive.timezone,
        pages=site.pages,
        files=site.files,
        size=site.size,
        documents=site.documents,
    )
    if settled:  # else the next build must not end at once, but drop what was withdrawn
        unkept = last.keep(done, answered=checked.history.answered) or unkept
    return Summary(
        report,
        unkept=unkept,
        written=True,
        site=options.site,
        pages=site.pages,
        kept=site.kept,
        same=site.same,
        files=site.files,
        reused=site.reused,
        removed=site.removed,
        size=site.size,
        documents=site.documents,
        explanation=site.explanation,
        history=checked.history.missing,
    )


def _tell_unkept(store: Store, cache: Path | None) -> str:
    """Return where nothing could be kept, and why; empty where it could, or was not to be."""
    if cache is None or not store.reason:
        return ""
    return f"{cache}: {'another build is using it' if store.reason == 'locked' else store.reason}"


def _find_lines(root: Path, register: Register) -> FileLines:
    versions = (version for meeting in register.meetings.values() for version in meeting.versions)
    return FileLines(root, {version.path: version.digest for version in versions})


def _discover(options: Options, progress: Progress) -> Found:
    with _timed("discover", progress):
        return discover(options.root)


@cache
def _find_code() -> str:
    """Return the fingerprint of the program, taken once: under `serve` its files may change while it runs."""
    return fingerprint()


def _tell_again(built: Built, site: Path) -> Summary:
    """Return what a build says whose site stands as it is."""
    return Summary(
        built.report,
        written=True,
        site=site,
        pages=built.pages,
        kept=built.pages,
        same=built.pages,
        files=built.files,
        reused=built.files,
        size=built.size,
        documents=built.documents,
        history=built.history,
    )


def find_templates(root: Path) -> tuple[Path, ...]:
    """Return the folders of templates: the council's own, which shadow ours file by file, then ours."""
    own = root / "templates"
    return (own, TEMPLATES) if own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def _find_today(timezone: str) -> date:
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")  # a wrong time zone is an error of site.yml, reported there
    return datetime.now(zone).date()


@contextmanager
def _timed(stage: str, progress: Progress) -> Iterator[None]:
    progress(stage, Step())
    start = time.perf_counter()
    yield
    progress(stage, Step(seconds=time.perf_counter() - start))
