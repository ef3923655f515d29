"""What every test can ask for, and the rule that only two kinds of skip exist (tests/support/skips.py)."""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import axe as axe_core
from tests.support import chromium, pages_server, sites, skips, validator

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MINUTEBOOK_SHARED") or ROOT / "../shared").resolve()
"""Real minutes and corpora to test with, which are no part of the repository."""
CI = bool(os.environ.get("CI"))

# Two cores are shared with a browser and a validator, so no example is failed for being slow.
# With CI set the examples are the same each time: a change is never refused for what it did not touch.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if CI else "here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real minutes and corpora. Where it is, nothing of it is skipped."""
    if not SHARED.is_dir():
        if "MINUTEBOOK_SHARED" in os.environ:
            pytest.fail(f"MINUTEBOOK_SHARED names {SHARED}, which is no folder")
        skips.no_shared(f"{SHARED} is not there")
    return SHARED


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample council, built once for all tests of a worker. Tests only read it."""
    site = tmp_path_factory.mktemp("sample") / "site"
    sites.build_site(ROOT, site)
    return site


@pytest.fixture(scope="session")
def sample_pages(sample_site: Path) -> dict[str, sites.Page]:
    """Every page of that site by its file's path, read once. Tests only look at them."""
    return sites.read_pages(sample_site)


@pytest.fixture(scope="session")
def sample_kinds(sample_site: Path) -> sites.Kinds:
    """The largest page of each kind and language of that site."""
    return sites.list_kinds(sample_site)


@pytest.fixture(scope="session")
def serve_site() -> Iterator[pages_server.ServeSite]:
    """Serves folders as GitHub Pages would, until all tests are done."""
    with ExitStack() as servers:

        @cache
        def serve(folder: Path, base: str) -> str:
            return servers.enter_context(pages_server.serving(folder, base))

        def serve_site(folder: Path, base: str = "/council/") -> str:
            return serve(folder, base)

        yield serve_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a worker."""
    chromium.executable()
    with sync_playwright() as playwright, chromium.running(playwright) as started:
        yield started


@pytest.fixture(scope="module")
def keeper(browser: Browser) -> Iterator[chromium.Keeper]:
    """Keeps the contexts of pages until all tests of a file are done."""
    with chromium.keeping(browser) as kept:
        yield kept


@pytest.fixture
def open_page(keeper: chromium.Keeper) -> Iterator[chromium.OpenPage]:
    """Opens pages, each with options of its own: width, scheme, scripts or none."""
    with chromium.opening(keeper) as opener:
        yield opener


@pytest.fixture
def page(open_page: chromium.OpenPage) -> Page:
    """An empty page, 1280 by 800, light."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> axe_core.Axe:
    """Finds faults of accessibility in an open page."""
    source = axe_core.script(ROOT / "node_modules/axe-core/axe.min.js")

    def run(page: Page, **options: Any) -> tuple[axe_core.Violation, ...]:  # Any: axe's own options
        return axe_core.violations(page, source, options)

    return run


@pytest.fixture(scope="session")
def validate_html() -> validator.ValidateHtml:
    """Validates HTML files."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"

    def run(paths: Iterable[Path]) -> tuple[validator.Message, ...]:
        return validator.messages(paths, jar)

    return run


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test that was skipped for a third reason; an expected failure is one too."""
    report = yield
    if report.skipped and (wrong := skips.fault(reason_of(report), ci=CI)):
        report.outcome, report.longrepr = "failed", wrong
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fails a whole file that was skipped: workers do not report such a skip, so it would not be counted."""
    report = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", f"A whole file may not be skipped: {reason_of(report)}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """Counts both kinds of skip in a line after pytest's own closing line."""
    yield
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None:  # a worker has none
        terminal.write_line(skips.closing_line(reason_of(one) for one in terminal.stats.get("skipped", ())))


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped, in its own words."""
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
