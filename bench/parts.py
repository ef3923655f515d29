"""Says which parts of the program a build spends the processor's time in.

    python -m bench.parts ROOT [--site DIR] [--functions N] [WORD …]

In: ROOT, a council's folder; words that build.py is given besides. Out: tables of Markdown, by part and by function. The build runs in this one
process, which looks every few milliseconds of its own processor's time at what it is doing, so that nothing else on the machine counts. A look is
counted for the innermost of our functions, so that the work of a library belongs to the part that asked for it; which library that was is told too.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType

_EVERY = 0.004
_OURS = re.compile(r"/minutebook/((?:\w+/)*\w+)\.py$")
_TEMPLATE = re.compile(r"/templates/[\w/]+\.html$")
_LIBRARY = re.compile(r"/site-packages/(\w+)|/python[\d.]+/(?!site-packages)(\w+)")
START = "start-up (imports)"
TEMPLATES = "templates"
LEAST = 0.5
"""Per cent below which a row is left to the last one."""

Stack = tuple[tuple[str, str], ...]
"""Function and file of each frame, the innermost first."""


@contextmanager
def looking() -> Iterator[Counter[Stack]]:
    """Count what this process is doing while the block runs."""
    seen: Counter[Stack] = Counter()

    def look(_number: int, frame: FrameType | None) -> None:
        stack = []
        while frame is not None:
            stack.append((frame.f_code.co_name, frame.f_code.co_filename))
            frame = frame.f_back
        seen[tuple(stack)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield seen
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def find_part(stack: Stack) -> tuple[str, str]:
    """Return part and function: the innermost of ours, a template, or the start."""
    if any(name == "<module>" and _OURS.search(file) for name, file in stack):
        return START, ""
    for name, file in stack:
        if found := _OURS.search(file):
            return found[1], name
        if _TEMPLATE.search(file):
            return TEMPLATES, name
    return START, ""


def find_library(stack: Stack) -> str:
    """Return the library that was at work, empty where our own code was."""
    _, file = stack[0]
    found = None if _OURS.search(file) or _TEMPLATE.search(file) else _LIBRARY.search(file)
    return (found[1] or found[2]) if found else ""


def list_rows(seen: Mapping[Stack, int], functions: int = 0) -> Iterator[str]:
    """Yield a table's lines: by the first folder or module of a part, or so many functions, those that took most."""
    whole = sum(seen.values())
    parts: Counter[str] = Counter()
    libraries: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for stack, times in seen.items():
        module, function = find_part(stack)
        name = f"{module}: {function}".removesuffix(": ") if functions else module.partition("/")[0]
        parts[name] += times
        if library := find_library(stack):
            libraries[name][library] += times
    yield f"| {'function' if functions else 'part'} | per cent | of which in libraries |"
    yield "| --- | ---: | --- |"
    rest = 100.0
    for name, times in parts.most_common(functions or None):
        share = times / whole * 100
        if share < LEAST:
            break
        rest -= share
        shares = ((library, count / whole * 100) for library, count in libraries[name].most_common(3))
        named = ", ".join(f"{library} {percent:.1f}" for library, percent in shares if percent >= LEAST)
        yield f"| {name} | {share:.1f} | {named} |"
    yield f"| others | {abs(rest):.1f} | |"


def build(words: Sequence[str]) -> Counter[Stack]:
    """Build, from the start of the program, and return what was seen. Raises RuntimeError where the build fails."""
    with looking() as seen:
        from build import start  # noqa: PLC0415 - its imports are part of what is looked at

        sys.argv = ["build.py", *words]
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            status = start()
    if status:
        raise RuntimeError(f"build.py ended with {status}")
    return seen


def main() -> None:
    """Read the command line, build, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument(
        "--site",
        type=Path,
        help="with an earlier build's site and cache (--cache DIR), what a build after an edit does",
    )
    parser.add_argument("--functions", type=int, default=25, metavar="N", help="how many are listed")
    asked, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        site = asked.site or Path(name) / "site"
        cache = [] if "--cache" in more else ["--cache", str(Path(name) / "cache")]
        seen = build(["build", "--root", str(asked.root), "--site", str(site), "--jobs", "1", *cache, *more])
    print(f"{sum(seen.values()) * _EVERY:.1f} s of the processor\n")
    print("\n".join((*list_rows(seen), "", *list_rows(seen, asked.functions))))


if __name__ == "__main__":
    main()
