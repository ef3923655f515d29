"""Whoever reads what is printed, or nobody: what was done is done, and the status is that of the work."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook import pipeline
from minutebook.cli import main
from minutebook.progress import Step, Teller, say
from tests.support.sites import write_files

ROOT = Path(__file__).parent.parent
WARNED = {
    "content/site.yml": "name: Test council\nlanguages: [en]\nurl: https://example.org/minutes/\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/council/2024-01-10.md": "## 1. Apologies\n\nSee [the letter](letter.pdf).\n",
}
WRONG = {"content/council/2024-03-10.md": "---\ntime: 25:99\n---\n\n## 1. Apologies\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "root", WARNED)


def make_command(root: Path, *words: str) -> list[str]:
    verb, *options = words
    jobs = ["--jobs", "2", "--no-search"] if verb == "build" else []
    return [sys.executable, str(ROOT / "build.py"), verb, "--root", str(root), *jobs, *options]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(root: Path, closed: str) -> None:
    words = ["sh", "-c", f'exec "$@" {closed}', "sh", *make_command(root, "build", "--format", "json")]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert (root / "site/council/2024-01-10/index.html").is_file()
    assert ("0 errors, 1 warning." in done.stderr) == ("2" not in closed)
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (closed == "2>&-")
    if done.stdout:
        assert done.stdout.startswith("["), "and none of what belongs on standard error"


@pytest.mark.parametrize("buffered", [True, False], ids=["at the end", "at once"])
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize(
    ("verb", "wrong", "status"), [("build", False, 0), ("build", True, 1), ("check", False, 0), ("check", True, 1)]
)
def test_nobody_reads_on(root: Path, verb: str, wrong: bool, status: int, stream: str, buffered: bool) -> None:
    """As with `build.py | head -1`: the reader has gone before there is anything to read."""
    if wrong:
        write_files(root, WRONG)
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writer}
    environment = {**os.environ, "PYTHONUNBUFFERED": "" if buffered else "1"}
    with subprocess.Popen(make_command(root, verb), cwd=ROOT, env=environment, text=True, **streams) as process:  # type: ignore[call-overload]
        os.close(writer)
        out, err = process.communicate(timeout=60)
    assert process.returncode == status, err
    assert (root / "site/council/2024-01-10/index.html").is_file() == (verb == "build" and not wrong)
    assert "Traceback" not in (err or "")
    assert out if stream == "stderr" else err, "the other stream gets what belongs there"


def test_a_pipe_that_breaks_in_the_work_is_a_fault_of_the_work(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BrokenPipeError("a worker")

    monkeypatch.setattr(pipeline, "build", fail)
    with pytest.raises(BrokenPipeError, match="a worker"):
        main(["--root", str(root)])


class Broken(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("manner", ["bar", "lines"])
def test_progress_that_nobody_reads_does_not_stop_the_work(manner: str) -> None:
    teller = Teller(Broken(), manner)  # type: ignore[arg-type] # one of its words
    with teller:
        teller("load", Step(1, 2))
        teller("load", Step(seconds=1.5))
    assert teller.seconds == {"load": 1.5}


def test_only_a_reader_who_has_gone_is_no_fault() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    say("words", Broken())
    with pytest.raises(OSError, match="No space left"):
        say("words", Full())
