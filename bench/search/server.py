"""A web server on loopback that sends files as GitHub Pages does: compressed where they are text, and kept by the browser for ten minutes.

In: a folder. Out: its address, and what was asked of it and sent. It can be as slow as a telephone's line. Never serves what lies outside the
folder.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.pages_server import answer, content_type

BASE = "/council/"
BLANK = "_blank"
"""Below this path stands an empty page for each language, so that nothing but the search is asked for."""
COMPRESSED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
"""Beginnings of the types that GitHub Pages compresses."""


@dataclass(frozen=True, slots=True)
class Line:
    """How slow the line is."""

    name: str
    delay: float = 0.0
    """Seconds from a request to the first byte of its answer."""
    rate: float = 0.0
    """Bytes a second, of all answers together; 0: as fast as can be."""


LOOPBACK = Line("loopback")
PHONE = Line("slow telephone", 0.15, 200_000)
"""150 ms and 1.6 Mbit/s: what browsers' own tools call slow 4G."""


@dataclass(slots=True)
class Traffic:
    """What was sent since `clear`. The one object here that changes, since a server runs beside its reader."""

    sent: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of each answer's body, as they went over the line."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    wire: threading.Lock = field(default_factory=threading.Lock)

    def clear(self) -> None:
        """Forget what was sent."""
        with self.lock:
            self.sent.clear()

    def read(self) -> tuple[tuple[str, int], ...]:
        """Return what was sent."""
        with self.lock:
            return tuple(self.sent)


@contextmanager
def serving(folder: Path, traffic: Traffic, line: Line = LOOPBACK) -> Iterator[str]:
    """Serve the folder while the block runs, and give its address."""
    compressed: dict[Path, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            time.sleep(line.delay)
            path = urlsplit(self.path).path.removeprefix(BASE)
            if path.startswith(BLANK):
                lang = path.removeprefix(f"{BLANK}/").strip("/")
                page = f'<!doctype html><html lang="{lang}"><title>Search</title></html>'.encode()
                self._send(200, "text/html; charset=utf-8", page)
                return
            said = answer(folder, BASE, self.path)
            kind = content_type(said.file) if said.file else "text/plain"
            body = said.file.read_bytes() if said.file else b""
            if said.file and kind.startswith(COMPRESSED):
                body = compressed.setdefault(said.file, gzip.compress(body, 6, mtime=0))
                self._send(said.status, kind, body, encoded=True)
            else:
                self._send(said.status, kind, body)

        def _send(self, status: int, kind: str, body: bytes, *, encoded: bool = False) -> None:
            with traffic.lock:
                traffic.sent.append((self.path, len(body)))
            if line.rate:
                with traffic.wire:
                    time.sleep(len(body) / line.rate)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if encoded:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: what matters is counted."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing: a browser that leaves in the middle of an answer is no fault."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE}"
        finally:
            server.shutdown()
            thread.join()
