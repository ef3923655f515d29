"""Shows the site while a clerk writes: builds, serves it on this computer only, builds again when a file is saved.

In: the options of a build and a port. Out: a local web server, until stopped. Never listens to other computers; a build with faults leaves
the last good site in place and prints what is wrong, and so does one that cannot be written. The site is that of any build, in the same folder, with
the addresses of this computer in it.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from minutebook import pipeline
from minutebook.folders import TargetRefusedError, find_site
from minutebook.output import OutputError
from minutebook.pipeline import Options
from minutebook.progress import say

_PAUSE = 0.5
"""Seconds between two looks at the files."""


class PortError(Exception):
    """The port cannot be had, so nothing was built."""


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


def serve(options: Options, port: int, build: Callable[[Options], bool]) -> int:
    """Build and serve until stopped from the keyboard, which raises KeyboardInterrupt in the caller. Raises PortError before anything is built.

    `build` builds, tells how it went, and returns whether there is a new site. The base address of what it builds is that of the server, so that
    all links work on this computer. Port 0 is any that is free. Where the first site cannot be written, that is raised; of a later one it is told.
    """
    with _listen(options.site, port) as server:
        address = f"http://localhost:{server.server_port}/"
        local = replace(options, base_url=address)
        seen = find_state(local.root)  # before the build: what is saved while it lasts is built next
        # Nobody is answered before, who would be shown the last site. And a thread would keep the first build from copying its process.
        shown = build(local)
        with _answering(server):
            say(_tell_address(address, local.site, new=shown), sys.stderr)
            pause = threading.Event()
            while not pause.wait(_PAUSE):
                state = find_state(local.root)
                if state != seen:
                    seen = state
                    if _build_again(local, build) and not shown:
                        shown = True
                        say(_tell_address(address, local.site, new=True), sys.stderr)
    return 0


def _build_again(options: Options, build: Callable[[Options], bool]) -> bool:
    """Build; return whether there is a new site. What keeps it from being written may be gone when the next file is saved."""
    try:
        return build(options)
    except (OutputError, TargetRefusedError) as failed:
        say(f"{failed}\nThe next build is tried when a file is saved.", sys.stderr)
        return False


@contextmanager
def _answering(server: ThreadingHTTPServer) -> Iterator[None]:
    """Let the server answer, in a thread of its own, to the end of the block."""
    thread = threading.Thread(target=server.serve_forever, args=(_PAUSE / 10,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _listen(site: Path, port: int) -> ThreadingHTTPServer:
    """Take the port; answer nobody yet."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except OSError as error:
        used = error.errno == errno.EADDRINUSE
        reason = "is in use, maybe by another `serve`" if used else f"cannot be had ({error.strerror or error})"
        raise PortError(
            f"Port {port} {reason}, so nothing was built. Name another with --port, or any free one with --port 0."
        ) from error


def _tell_address(address: str, site: Path, *, new: bool) -> str:
    if new:
        return f"The site is at {address} – press Ctrl+C to stop."
    if find_site(site):
        return f"The site as it was before is at {address}, and the new one will be as soon as there are no errors – press Ctrl+C to stop."
    return f"There is no site yet. It will be at {address} as soon as there are no errors – press Ctrl+C to stop."


def find_state(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return the files that a build reads, each with its size and time of change: of templates those behind links to folders too."""
    found: set[tuple[str, int, int]] = set()
    seen: set[tuple[int, int]] = set()
    content = root / "content"
    for top in (content, root / "templates", pipeline.TEMPLATES):
        for folder, folders, files in os.walk(top, followlinks=top != content):
            facts = _note(folder, found)
            if facts is None or (facts.st_dev, facts.st_ino) in seen:
                folders.clear()  # several links lead to it, or one from below to above
                continue
            seen.add((facts.st_dev, facts.st_ino))
            for file in files:
                _note(f"{folder}/{file}", found)
    for name in ("glossary.yml", "glossary.yaml"):
        _note(str(root / name), found)
    return frozenset(found)


def _note(path: str, found: set[tuple[str, int, int]]) -> os.stat_result | None:
    """Note a file or folder; return what is known of it, or None where it is gone: a file that an editor renames while it saves."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - twice a second for each file of an archive
    except OSError:
        return None
    found.add((path, facts.st_size, facts.st_mtime_ns))
    return facts
