"""Debian's Chromium, driven by Playwright.

In: options of a browser context. Out: pages. Never downloads a browser, and lets no page ask another host:
what a page asked for elsewhere is refused, and fails the test that opened it (law 5, "Alone").
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from tests.support.skips import no_tool

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ELSEWHERE = re.compile(r"(?:https?|wss?)://(?!(?:127\.0\.0\.1|localhost)[:/])")
"""Addresses that lead to another machine. A pattern: a function would be asked at each request."""
PATIENCE = 15_000
"""Milliseconds that anything may take in the browser: two cores are shared with other tests."""


class OpenPage(Protocol):
    """The fixture `open_page`: a page in a context of its own.

    The options are those of Playwright's `Browser.new_context`, as `viewport={"width": 320, "height": 640}`,
    `color_scheme="dark"`, `forced_colors="active"`, `java_script_enabled=False`.
    """

    def __call__(self, **options: Any) -> Page: ...  # Any: Playwright's own options, checked by Playwright


def executable() -> str:
    """Where Chromium is. Skips the test if it is nowhere."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        no_tool(f"none of {', '.join(NAMES)} is installed")
    return found


@contextmanager
def running(playwright: Playwright) -> Iterator[Browser]:
    """Runs the browser while the block runs."""
    as_root = os.geteuid() == 0  # Chromium's sandbox refuses to run as root
    browser = playwright.chromium.launch(
        executable_path=executable(), headless=True, args=list(QUIET), chromium_sandbox=not as_root
    )
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def opening(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages while the block runs; at its end closes them and fails if one asked another host."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []

    def refuse(route: Route) -> None:
        elsewhere.append(route.request.url)
        route.abort()

    def open_page(**options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "Europe/London"} | options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route(ELSEWHERE, refuse)
        return context.new_page()

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()
    assert not elsewhere, f"A page asked another host for {', '.join(elsewhere)}"
