"""How far a build has got: a bar for those who look on, lines for logs and screen readers, and a clean line behind it however it ends."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook import progress
from minutebook.cli import main
from minutebook.diagnostics import Report
from minutebook.pipeline import Summary
from minutebook.progress import Step, Stopwatch, Teller, choose_manner, draw_line, estimate_left, format_left
from minutebook.telling import LIMIT, WARN_FROM, format_size_warning, format_stopped, format_summary
from tests.support.sites import write_files

ROOT = Path(__file__).parent.parent
GOOD = {
    "content/site.yml": "name: Test council\nlanguages: [en]\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/council/2024-01-10.md": "## 1. Apologies\n\nNone. See [the letter](letter.pdf).\n",
}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def show(text: str, columns: int) -> list[str]:
    """What a terminal of that width shows of `text`: the lines of its screen, without the blanks at their ends."""
    screen = [""]
    at = 0
    for letter in text:
        if letter == "\r":
            at = 0
        elif letter == "\n":
            screen.append("")
            at = 0
        else:
            if at == columns:
                screen.append("")
                at = 0
            line = screen[-1].ljust(at)
            screen[-1] = line[:at] + letter + line[at + 1 :]
            at += 1
    return [line.rstrip() for line in screen]


def test_the_screen_of_these_tests_wraps_and_overwrites() -> None:
    assert show("abcdef\rx\nyz", 4) == ["abcd", "xf", "yz"]


@pytest.mark.parametrize(
    ("wanted", "terminal", "environ", "expected"),
    [
        ("auto", True, {"TERM": "xterm"}, "bar"),
        ("auto", True, {"TERM": "xterm", "CI": "", "NO_COLOR": ""}, "bar"),
        ("auto", False, {"TERM": "xterm"}, "lines"),
        ("auto", True, {"TERM": "dumb"}, "lines"),
        ("auto", True, {"CI": "true"}, "lines"),
        ("auto", True, {"NO_COLOR": "1"}, "lines"),
        ("lines", True, {"TERM": "xterm"}, "lines"),
        ("none", True, {"TERM": "xterm"}, "none"),
        ("bar", False, {"CI": "true", "NO_COLOR": "1"}, "bar"),
    ],
)
def test_a_bar_is_for_those_who_can_do_with_one(
    wanted: progress.Manner, terminal: bool, environ: dict[str, str], expected: str
) -> None:
    assert choose_manner(wanted, Terminal() if terminal else io.StringIO(), environ) == expected


def test_elsewhere_each_stage_has_a_line() -> None:
    said = io.StringIO()
    with Teller(said, "lines") as teller:
        teller("load", Step(of=2))
        teller("load", Step(1, 2))
        teller("load", Step(seconds=1.234))
        teller("link", Step(seconds=10))
    assert said.getvalue() == "load          1.23 s\nlink         10.00 s\n"
    assert list(teller.seconds.items()) == [("load", 1.234), ("link", 10)]


def test_what_was_before_is_the_first_stage() -> None:
    said = io.StringIO()
    with Teller(said, "lines", time.perf_counter() - 100) as teller:
        teller("load", Step(seconds=1))
    assert list(teller.seconds) == ["start", "load"]
    assert teller.seconds["start"] >= 100
    assert teller.whole >= teller.seconds["start"]
    assert re.match(r"start +10\d\.\d\d s\nload ", said.getvalue())


def test_none_says_nothing_and_remembers_all_the_same() -> None:
    said = Terminal()
    with Teller(said, "none") as teller:
        teller("load", Step(1, 2))
        teller("load", Step(seconds=1))
        teller("load", Step(seconds=2))
    assert said.getvalue() == ""
    assert teller.seconds == {"load": 3}


def test_the_bar_is_gone_at_the_end_and_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_REDRAW", 0)
    said = Terminal()
    with pytest.raises(ZeroDivisionError), Teller(said, "bar") as teller:
        teller("acronyms", Step())
        assert show(said.getvalue(), 80) == ["acronyms ..."]
        teller("write", Step())
        assert show(said.getvalue(), 80) == ["write ..."]  # nothing of the longer name is left
        teller("render", Step(617, 1234))
        assert show(said.getvalue(), 80) == ["render  [###############---------------]  617 of 1,234"]
        raise ZeroDivisionError
    said.write("faults")
    assert show(said.getvalue(), 80) == ["faults"]


def test_the_bar_is_not_drawn_for_every_page() -> None:
    said = Terminal()
    with Teller(said, "bar") as teller:
        for done in range(20_000):
            teller("render", Step(done, 20_000))
    assert said.getvalue().count("of 20,000") <= 2 + teller.whole / progress._REDRAW


@given(
    st.text("abcdefgh", min_size=1, max_size=12),
    st.integers(0, 200_000),
    st.integers(0, 200_000),
    st.none() | st.floats(0, 100_000),
    st.integers(1, 300),
)
def test_a_line_of_the_bar_never_breaks(stage: str, done: int, of: int, left: float | None, columns: int) -> None:
    line = draw_line(stage, Step(done, of), left, columns)
    assert 0 < len(line) <= max(columns - 1, 1)
    assert "\n" not in line


def test_a_narrow_terminal_gets_less() -> None:
    step = Step(1234, 20573)
    assert draw_line("render", step, 100, 80) == (
        "render  [#-----------------------------]  1,234 of 20,573  about 2 min left"
    )
    assert draw_line("render", step, 100, 50) == "render  1,234 of 20,573  about 2 min left"
    assert draw_line("render", step, 100, 30) == "render  1,234 of 20,573"
    assert draw_line("render", step, 100, 10) == "render  1"


def pace(*rates: tuple[int, float]) -> list[tuple[float, int]]:
    """Marks, a second each, of seconds at so many pages a second."""
    marks, now, done = [(100.0, 0)], 100.0, 0.0
    for seconds, rate in rates:
        for _ in range(seconds):
            now, done = now + 1, done + rate
            marks.append((now, int(done)))
    return marks


@pytest.mark.parametrize(
    ("marks", "of", "left"),
    [
        ([], 100, None),
        (pace((4, 10)), 100, None),  # too soon
        (pace((10, 10)), 10_000, None),  # too little
        (pace((10, 10)), 0, None),  # of nobody knows how many
        (pace((10, 10)), 200, 10),
        (pace((10, 10)), 100, 0),
        (pace((10, 100), (10, 1)), 2_000, None),  # kept pages first, then those to be made
        (pace((10, 1), (10, 100)), 2_000, None),  # the other way round
        (pace((12, 10), (6, 8)), 248, 10),  # the slower of both
        (pace((10, 0)), 1, None),
    ],
)
def test_time_left_is_said_only_where_it_is_known(marks: list[tuple[float, int]], of: int, left: float | None) -> None:
    found = estimate_left(marks, of)
    assert found == (None if left is None else pytest.approx(left))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "10 s"), (9, "10 s"), (10.5, "20 s"), (60, "60 s"), (61, "2 min"), (120, "2 min"), (121, "3 min")],
)
def test_time_left_is_rounded_up(seconds: float, text: str) -> None:
    assert format_left(seconds) == f"about {text} left"


def test_a_stopwatch_shares_all_the_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1.0, 3.0, 3.5, 7.5])
    monkeypatch.setattr("minutebook.progress.time.perf_counter", lambda: next(times))
    watch = Stopwatch()
    for stage in ("render", "write", "render"):
        watch.lap(stage)
    assert watch.seconds == {"render": 6.0, "write": 0.5}


# What is said at the end

DONE = Summary(
    Report(), True, Path("site"), pages=1234, kept=1200, same=1230, files=2000, reused=1990, removed=3, size=12_340_000
)


def test_the_summary_in_plain_words() -> None:
    assert format_summary(DONE, {"load": 1.26, "check": 0.01, "render": 0.5}, 2.04) == (
        "0 errors, 0 warnings.\n"
        "1,234 pages: 4 new or changed, 1,230 unchanged (1,200 of them kept without being made again).\n"
        "2,000 files: 10 written, 1,990 kept, 3 removed; 12.3 MB in site\n"
        "2.0 s in all: load 1.3, render 0.5"
    )
    told = format_summary(Summary(Report(), True, pages=1, files=1), {}, 2)
    assert "\n1 page: 1 new or changed, 0 unchanged.\n1 file: 1 written" in told
    assert told.endswith("\n2.0 s in all")
    assert "Nothing was written" in format_summary(Summary(Report()), {}, 2)


@pytest.mark.parametrize(
    ("before", "now", "local", "built", "said"),
    [
        (None, None, False, False, "No site was written."),
        (1, 1, False, False, "The old site is untouched."),
        (1, 1, True, False, "The old site is untouched."),
        (1, 1, True, True, "The site has the addresses of this computer"),
        (1, 2, True, False, "The site has the addresses of this computer"),
        (None, 2, True, True, "The site has the addresses of this computer"),
        (1, 2, False, False, "The new site is in its place."),
        (None, 2, False, False, "The new site is in its place."),
        (1, None, False, False, "The old site lies beside its place, and the next build puts it back."),
    ],
)
def test_what_is_said_when_somebody_stops_it(
    before: int | None, now: int | None, local: bool, built: bool, said: str
) -> None:
    assert format_stopped(before, now, local=local, built=built).startswith(f"Stopped. {said}")


@pytest.mark.parametrize(
    ("size", "documents", "said", "unsaid"),
    [
        (WARN_FROM - 1, 0, "", "MB"),
        (WARN_FROM, 0, "The site has 800 MB", "documents"),
        (WARN_FROM, 300_000_000, "so there is not much room left. 300 MB of it are documents", "too large"),
        (
            LIMIT + 1,
            0,
            "The site has 1,000 MB, and GitHub Pages takes 1,000 MB at most, which is too large",
            "room left",
        ),
    ],
)
def test_a_site_that_nears_the_limit_of_github_is_warned_of(size: int, documents: int, said: str, unsaid: str) -> None:
    told = format_size_warning(Summary(Report(), True, size=size, documents=documents))
    assert said in told
    assert unsaid not in told
    assert bool(told) == bool(said)
    assert not format_size_warning(Summary(Report(), size=size))


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_the_warning_of_size_is_an_annotation_on_github_and_never_part_of_json(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("minutebook.telling.WARN_FROM", 1)
    root = write_files(tmp_path, GOOD)
    assert main(["--root", str(root), "--jobs", "1", "--format", form]) == 0
    said = capsys.readouterr()
    annotated = re.findall(r"^::warning title=site-size::The site has .+$", said.out, re.MULTILINE)
    assert bool(annotated) == (form == "github")
    assert ("warning: The site has" in said.err) == (form != "github")
    assert ("The site has" in said.out) == (form == "github")


def count(root: Path) -> tuple[int, int, int, int, int]:
    """Build; return what was said: pages changed and unchanged, files written, kept and removed."""
    done = subprocess.run(
        [sys.executable, "build.py", "--root", str(root), "--jobs", "1", "--today", "2024-06-01", "--no-search"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said = re.search(
        r"^(\d+) pages?: (\d+) new or changed, (\d+) unchanged.*\n(\d+) files?: (\d+) written, (\d+) kept, (\d+) removed; ",
        done.stderr,
        re.MULTILINE,
    )
    assert said, done.stderr
    pages, changed, same, files, written, kept, removed = (int(one) for one in said.groups())
    site = root / "site"
    assert (changed + same, written + kept) == (pages, files)
    assert files == sum(path.is_file() for path in site.rglob("*")) - 1, "all but the marker"
    assert pages == len(list(site.rglob("*.html")))
    return changed, same, written, kept, removed


def test_the_summary_counts_what_changed(tmp_path: Path) -> None:
    later = {"content/council/2024-02-10.md": "## 1. Correspondence\n\nNone.\n"}
    root = write_files(tmp_path, {**GOOD, **later})
    changed, same, written, kept, removed = count(root)
    assert (same, kept, removed) == (0, 0, 0)
    pages = changed
    assert count(root) == (0, pages, 0, written, 0)
    write_files(root, {"content/council/2024-01-10.md": "## 1. Apologies\n\nMany. See [the letter](letter.pdf).\n"})
    changed, same, written, kept, removed = count(root)
    assert changed
    assert same
    assert written >= changed
    assert not removed
    (root / "content/council/2024-02-10.md").unlink()
    changed, same, written, kept, removed = count(root)
    assert changed + same == pages - 1
    assert removed == 1


# On a real terminal


class Build:
    """A build whose stderr is a terminal of so many columns."""

    def __init__(self, root: Path, columns: int, **environ: str) -> None:
        self._terminal, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "TERM")}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "--root", str(root), "--jobs", "2"],
            stdout=end,
            stderr=end,
            env=kept | {"TERM": "xterm"} | environ,
            start_new_session=True,
        )
        os.close(end)
        self.said = ""

    def read(self, until: str = r"\Z.") -> str:
        """Read what is said, to its end, or until this pattern is in it."""
        while not re.search(until, self.said):
            try:
                data = os.read(self._terminal, 1 << 16)
            except OSError:  # what Linux says of a terminal whose other end is closed
                data = b""
            if not data:
                os.close(self._terminal)
                self.process.wait(timeout=30)
                break
            self.said += data.decode()
        return self.said


@pytest.fixture
def large(tmp_path: Path) -> Path:
    dates = [f"{year}-{month:02}-01" for year in range(2015, 2024) for month in range(1, 13)]
    return write_files(
        tmp_path, {**GOOD, **{f"content/council/{date}.md": "## 1. Item\n\nRESOLVED: so.\n" for date in dates}}
    )


@pytest.mark.parametrize("columns", [24, 80])
def test_a_terminal_shows_a_bar_and_then_only_what_was_found(large: Path, columns: int) -> None:
    build = Build(large, columns)
    said = build.read()
    assert build.process.returncode == 0, said
    assert re.search(r"render  .*\d+ of \d+", said)
    drawn = [part for part in re.split(r"[\r\n]", said) if "..." in part or re.search(r"\d of \d", part)]
    assert drawn
    assert all(len(part) < columns for part in drawn)
    assert "\x1b[?25" not in said  # the cursor is never hidden
    screen = "".join(show(said.replace("\x1b[33m", "").replace("\x1b[1m", "").replace("\x1b[0m", ""), columns))
    assert screen.startswith("content/council/2024-01-10.md:3:")
    assert "letter.pdf" in screen
    assert "..." not in screen
    assert re.search(r"0 errors, 1 warning\..*\d+ pages: .* s in all: .*render \d", screen), screen


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CI": "1"}])
def test_a_terminal_that_wants_none_gets_lines(tmp_path: Path, environ: dict[str, str]) -> None:
    said = Build(write_files(tmp_path, GOOD), 80, **environ).read()
    assert "..." not in said
    assert "\r" not in said.replace("\r\n", "\n")
    assert re.search(r"^load +\d+\.\d\d s\r$", said, re.MULTILINE)


def test_ctrl_c_leaves_a_clean_line(large: Path) -> None:
    build = Build(large, 80)
    said = build.read(
        r"render  .* [1-9]\d* of"
    )  # not while the workers are started: Python drops a Ctrl+C that comes in the midst of that
    assert build.process.poll() is None, said
    os.killpg(build.process.pid, signal.SIGINT)
    said = build.read()
    assert build.process.returncode == 130, said
    assert show(said, 80) == ["Stopped. No site was written.", ""]


def test_the_bar_starts_no_thread() -> None:
    """A second thread would make `render` send the register to each worker instead of sharing it."""
    code = (
        "import io, threading\nfrom minutebook.progress import Step, Teller\n"
        "teller = Teller(io.StringIO(), 'bar')\nteller('render', Step(1, 2))\nprint(threading.active_count())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
