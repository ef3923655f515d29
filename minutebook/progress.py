"""Tells how far a build has got: a bar on a terminal, a line a stage elsewhere, or nothing.

In: the stages as they begin, go on and end. Out: text on one stream, and the seconds of each stage. Never starts a thread, since the pages' workers
are copies of a process that has but one; never hides the cursor, so there is nothing to put right when a build is stopped; and never stops the work
because nobody reads on.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Self, TextIO

Manner = Literal["bar", "lines", "none"]

_REDRAW = 0.1
"""Seconds between two drawings of the bar."""
_BAR = 30
"""Characters of the longest bar; below a third of it there is none."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage has got."""

    done: int = 0
    of: int = 0
    """How many there are to do; 0 where nobody knows."""
    seconds: float | None = None
    """What the stage took; None while it lasts."""


Progress = Callable[[str, Step], None]
"""Called with a stage's name when it begins, as it goes on, and when it ends."""


class Stopwatch:
    """Shares the time of one loop out among stages that take turns in it."""

    def __init__(self) -> None:
        """Start now."""
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Count the time since the last lap as this stage's."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def say(text: object, stream: TextIO) -> None:
    """Print a line. Where whoever read the stream has gone, such as `head`, which has had enough, nothing is printed: what was done is done."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        silence(stream)


def silence(stream: TextIO) -> None:
    """Let nothing be written to a stream any more, what waits to be written too: it would raise again wherever somebody flushes it."""
    with suppress(OSError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def wants_plain(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Return whether there is to be text alone, without bar or colour: on all but a terminal that somebody looks at who can do with more.

    So it is where CI or NO_COLOR (no-color.org) is set, or the terminal calls itself dumb.
    """
    plain = environ.get("CI") or environ.get("NO_COLOR") or environ.get("TERM") == "dumb"
    return bool(plain) or not stream.isatty()


def choose_manner(wanted: Manner | Literal["auto"], stream: TextIO, environ: Mapping[str, str]) -> Manner:
    """Return how to tell: as `wanted`, or, for `auto`, a bar where somebody looks on who can do with one.

    A line that is written over and over is a torment to a screen reader, and useless in a log.
    """
    if wanted != "auto":
        return wanted
    return "lines" if wants_plain(stream, environ) else "bar"


class Teller:
    """Tells of one build: a `Progress` that remembers what each stage took. As a context it leaves the line clean, however it ends."""

    def __init__(self, stream: TextIO, manner: Manner, since: float | None = None) -> None:
        """Say nothing yet. The time of the whole counts from `since`, as `time.perf_counter` gave it, else from here."""
        self.manner = manner
        self.seconds: dict[str, float] = {}
        """By stage, in the order in which they ended."""
        self._stream = stream
        self._start = time.perf_counter() if since is None else since
        self._late = since is not None
        self._shown = ""
        self._drawn = 0.0
        self._stage = ""
        self._marks: list[tuple[float, int]] = []

    @property
    def whole(self) -> float:
        """Seconds since the build began."""
        return time.perf_counter() - self._start

    def __enter__(self) -> Self:
        """Begin. If the time counts from earlier on, what was before is the first stage."""
        if self._late:
            self("start", Step(seconds=self.whole))
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the bar, so that what is printed next begins on a line of its own."""
        self._wipe()

    def __call__(self, stage: str, step: Step) -> None:
        """Take a step of a stage."""
        if step.seconds is not None:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + step.seconds
            if self.manner == "lines":
                self._write(f"{stage:<10} {step.seconds:7.2f} s\n")
        elif self.manner == "bar":
            self._draw(stage, step)

    def _draw(self, stage: str, step: Step) -> None:
        now = time.perf_counter()
        if stage != self._stage:
            self._stage, self._marks = stage, []
        elif now - self._drawn < _REDRAW:
            return
        self._drawn = now
        self._marks.append((now, step.done))
        line = draw_line(stage, step, estimate_left(self._marks, step.of), _find_width(self._stream))
        self._write("\r" + line.ljust(len(self._shown)))
        self._shown = line

    def _wipe(self) -> None:
        if self._shown:
            self._write("\r" + " " * len(self._shown) + "\r")
            self._shown = ""

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # nobody reads on, or a log is on a full disk
            silence(self._stream)


def draw_line(stage: str, step: Step, left: float | None, columns: int) -> str:
    """Return what the bar says, in fewer than `columns` characters: a line that fills a terminal would break."""
    room = max(columns - 1, 1)
    if not step.of:
        return f"{stage} ..."[:room]
    done = min(step.done, step.of)
    count = f"{done:,} of {step.of:,}"
    tail = f"  {format_left(left)}" if left is not None else ""
    if len(stage) + len(count) + len(tail) + 2 > room:
        tail = ""
    width = min(_BAR, room - len(stage) - len(count) - len(tail) - 6)  # two spaces, brackets, two spaces
    if width < _BAR // 3:
        return f"{stage}  {count}{tail}"[:room]
    full = width * done // step.of
    return f"{stage}  [{'#' * full}{'-' * (width - full)}]  {count}{tail}"


def estimate_left(marks: Sequence[tuple[float, int]], of: int) -> float | None:
    """Return the seconds that are left by the marks (seconds, done), or None where nobody could honestly say.

    It takes five seconds and a twentieth of the work; and the last third must have gone at much the same pace as the whole, since pages that
    are kept take no time, and pages that are made take all of it.
    """
    if not marks or not of:
        return None
    (begin, first), (now, done) = marks[0], marks[-1]
    if now - begin < 5 or done * 20 < of or done <= first:
        return None
    then, before = marks[bisect_left(marks, (begin + (now - begin) * 2 / 3, 0))]
    if then >= now:
        return None
    whole, late = (done - first) / (now - begin), (done - before) / (now - then)
    if not whole / 1.5 <= late <= whole * 1.5:
        return None
    return max(of - done, 0) / min(whole, late)


def format_left(seconds: float) -> str:
    """Return `about 40 s left` or `about 3 min left`: rounded up, no finer than anybody knows."""
    if seconds <= 60:
        return f"about {max(10, -int(-seconds // 10) * 10)} s left"
    return f"about {-int(-seconds // 60)} min left"


def _find_width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
