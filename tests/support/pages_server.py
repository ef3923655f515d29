"""A web server on loopback that serves a folder as GitHub Pages does, under a base path.

In: a folder and a base path. Out: its address, on a free port. Never serves what lies outside the folder,
and never compresses: sizes that matter are measured on the files. A browser may keep what it was given for ten
minutes, as there: no test changes a file that it has shown.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

SURE_TYPES = {
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Types that Python takes from the machine, which may have another word for them or none."""


class ServeSite(Protocol):
    """The fixture `serve_site`: the address, ending in `base`, under which the folder is served."""

    def __call__(self, folder: Path, base: str = "/council/") -> str: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one request."""

    status: HTTPStatus
    file: Path | None = None
    location: str | None = None


def answer(folder: Path, base: str, target: str) -> Answer:
    """What GitHub Pages says to a request for `target`, a path that may carry a query."""
    path = unquote(urlsplit(target).path)
    if path + "/" == base:
        return Answer(HTTPStatus.MOVED_PERMANENTLY, location=base)
    if not path.startswith(base) or "\0" in path:
        return Answer(HTTPStatus.NOT_FOUND)
    top = folder.resolve()
    wanted = (top / path.removeprefix(base)).resolve()
    if wanted.is_relative_to(top):
        if wanted.is_dir():
            if not path.endswith("/"):
                return Answer(HTTPStatus.MOVED_PERMANENTLY, location=quote(path) + "/")
            wanted /= "index.html"
        elif path.endswith("/"):
            wanted /= "index.html"  # not there: a file is no folder
        elif not wanted.exists():
            wanted = wanted.with_name(wanted.name + ".html")
        if wanted.is_file():
            return Answer(HTTPStatus.OK, file=wanted)
    unknown = top / "404.html"
    return Answer(HTTPStatus.NOT_FOUND, file=unknown if unknown.is_file() else None)


def content_type(file: Path) -> str:
    """The media type GitHub Pages gives a file; text is UTF-8."""
    kind = SURE_TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in {"application/json", "application/xml"}
    return f"{kind}; charset=utf-8" if text else kind


@contextmanager
def serving(folder: Path, base: str) -> Iterator[str]:
    """Serves the folder while the block runs, and gives the address."""
    if not (base.startswith("/") and base.endswith("/")):
        raise ValueError(f"A base path begins and ends with a slash: {base!r}")
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}")

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            self._reply(with_body=True)

        def do_HEAD(self) -> None:
            self._reply(with_body=False)

        def _reply(self, *, with_body: bool) -> None:
            said = answer(folder, base, self.path)
            body = said.file.read_bytes() if said.file else b""
            self.send_response(said.status)
            if said.location:
                self.send_header("Location", said.location)
            self.send_header("Content-Type", content_type(said.file) if said.file else "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            if with_body:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing: a test shows what matters."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Says nothing: a browser that leaves in the middle of an answer is no fault."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
