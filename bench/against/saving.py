"""From a save to the page that shows it, under `serve`.

In: a council's folder. Out: seconds. The page is asked for again and again, as a browser would that reloads.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from statistics import median
from urllib.parse import urlsplit

from bench.against.changes import edit_meeting, list_meetings
from bench.against.ours import ROOT, TODAY, Place

_ASK = 0.05
"""Seconds between two looks."""


def time_save(place: Place, saves: int = 3) -> float:
    """Serve what was built before, save a meeting some times, and return the median of the seconds until its page shows it.

    Raises TimeoutError where that takes longer than a build may.
    """
    port = find_port()
    words = [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(place.root), "--site", str(place.site)]
    words += ["--cache", str(place.cache), "--jobs", str(place.jobs), "--today", TODAY, "--port", str(port)]
    meetings = list_meetings(place.root)
    meeting = meetings[len(meetings) // 2]
    page = f"http://127.0.0.1:{port}/{meeting.parent.name}/{meeting.stem}/"
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(page, "", place.limit)
        taken = []
        for number in range(1, saves + 1):
            time.sleep(1)  # so that the server has seen the last save
            edit_meeting(place.root, number)
            start = time.perf_counter()
            wait_for(page, f"swiftbox{'es' * number} ", place.limit)
            taken.append(time.perf_counter() - start)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    return median(taken)


def find_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(page: str, text: str, limit: int) -> None:
    """Ask for a page until it shows a text. Raises TimeoutError after `limit` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        shown = ask(page)
        if shown is not None and text in shown:
            return
        time.sleep(_ASK)
    raise TimeoutError(f"{page} did not show {text!r} within {limit} s")


def ask(page: str) -> str | None:
    """Return a page; None where there is none, or nobody yet who would send it."""
    parts = urlsplit(page)
    connection = HTTPConnection(parts.netloc, timeout=30)
    try:
        connection.request("GET", parts.path)
        reply = connection.getresponse()
        return reply.read().decode() if reply.status == 200 else None
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
