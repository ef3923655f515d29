"""Shows the site while a clerk writes: builds, serves it on this computer only, builds again when a file is saved.

In: the options of a build and a port. Out: a local web server, until stopped. Never listens to other computers; a build with faults leaves
the last good site in place and prints what is wrong.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from minutebook import pipeline
from minutebook.pipeline import Options

_PAUSE = 0.5
"""Seconds between two looks at the files."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: 404.html for what is not there, nothing kept by the browser."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what the clerk reads here is about the minutes."""


def serve(options: Options, port: int, build: Callable[[Options], object]) -> int:
    """Build and serve until stopped from the keyboard, which raises KeyboardInterrupt in the caller. `build` builds and tells how it went.

    The base address is left out of what is built, so that links to 404.html's style work on this computer.
    """
    local = replace(options, base_url=f"http://localhost:{port}/")
    seen = find_state(local.root)  # before the build: what is saved while it lasts is built next
    build(local)
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(local.site)))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"The site is at http://localhost:{server.server_port}/ – press Ctrl+C to stop.", file=sys.stderr)
        pause = threading.Event()
        while not pause.wait(_PAUSE):
            state = find_state(local.root)
            if state != seen:
                seen = state
                build(local)
    return 0


def find_state(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return the files that a build reads, each with its size and time of change."""
    found: set[tuple[str, int, int]] = set()
    for folder in (root / "content", root / "templates", pipeline.TEMPLATES):
        for path in folder.rglob("*"):
            _note(path, found)
    _note(root / "glossary.yml", found)
    return frozenset(found)


def _note(path: Path, found: set[tuple[str, int, int]]) -> None:
    try:
        facts = path.stat()
    except OSError:
        return  # a file that an editor renames while it saves
    found.add((str(path), facts.st_size, facts.st_mtime_ns))
