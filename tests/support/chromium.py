"""Debian's Chromium, driven by Playwright.

In: options of a browser context. Out: pages. Never downloads a browser, and lets no page ask another host:
what a page asked for elsewhere is refused, and fails the test that opened it (law 5, "Alone").
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, Request

from tests.support.skips import no_tool

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same Chromium without its windows, menus and services: the tests take two thirds of the time."""
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
"""The last lets no page reach another machine. Playwright's routes would do so too, but with them nothing is cached."""
ELSEWHERE = re.compile(r"(?:https?|wss?)://(?!(?:127\.0\.0\.1|localhost)[:/])")
"""Addresses that lead to another machine."""
LOOK = ("viewport", "color_scheme", "reduced_motion", "forced_colors", "contrast")
"""Options of a context that can as well be given to one page of it."""
PATIENCE = 15_000
"""Milliseconds that anything may take in the browser: two cores are shared with other tests."""


class OpenPage(Protocol):
    """The fixture `open_page`: a page for which nothing is stored.

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


class Keeper:
    """Contexts that outlast a test, one for each set of options, since a cold one costs several visits. Of what a test stored nothing is kept."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._kept: dict[str, tuple[BrowserContext, CDPSession]] = {}

    def find_context(self, options: dict[str, Any]) -> BrowserContext:
        """The context of these options, with one page that no test sees."""
        key = repr(sorted(options.items()))
        if key not in self._kept:
            context = self.browser.new_context(**options)
            self._kept[key] = context, context.new_cdp_session(context.new_page())
        return self._kept[key][0]

    def clear(self, origins: Iterable[str]) -> None:
        """Closes all pages that tests opened, and removes what they stored for these origins."""
        for context, session in self._kept.values():
            opened = context.pages[1:]
            for page in opened:
                page.close()
            for origin in origins if opened else ():
                stored = {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb,cache_storage"}
                session.send("Storage.clearDataForOrigin", stored)

    def close(self) -> None:
        """Closes the contexts too."""
        for context, _ in self._kept.values():
            context.close()


@contextmanager
def keeping(browser: Browser) -> Iterator[Keeper]:
    """Keeps contexts while the block runs."""
    keeper = Keeper(browser)
    try:
        yield keeper
    finally:
        keeper.close()


@contextmanager
def opening(browser: Browser | Keeper) -> Iterator[OpenPage]:
    """Opens pages while the block runs; at its end closes them and fails if one asked another host.

    From a browser each page has a context of its own; from a keeper, those that are opened with the same options share one.
    """
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def open_page(**options: Any) -> Page:
        known = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "timezone_id": "Europe/London",
        } | options
        look = {name: known.pop(name) for name in LOOK if name in known} if isinstance(browser, Keeper) else {}
        context = browser.find_context(known) if isinstance(browser, Keeper) else browser.new_context(**known)
        if context not in contexts:
            contexts.append(context)
            context.set_default_timeout(PATIENCE)
            context.on("request", note)
        page = context.new_page()
        if isinstance(browser, Keeper):
            page.set_viewport_size(look.pop("viewport"))
            page.emulate_media(**look)
        return page

    try:
        yield open_page
    finally:
        if isinstance(browser, Keeper):
            browser.clear({f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, asked) if parts.netloc})
        for context in contexts:
            context.remove_listener("request", note)
            if not isinstance(browser, Keeper):
                context.close()
    elsewhere = [address for address in asked if ELSEWHERE.match(address)]
    assert not elsewhere, f"A page asked another host for {', '.join(elsewhere)}"
