"""The command line: what it takes, what it prints and where, which status it ends with."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from minutebook.cli import main
from minutebook.pipeline import Summary
from tests.support.laws import find_changes
from tests.support.sites import read_pages, write_files

ROOT = Path(__file__).parent.parent
GOOD = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\nurl: https://example.org/minutes/\n",
    "content/bodies.yml": "council: {name: Council, agenda: [Apologies, Minutes]}\n",
    "content/council/2024-01-10.md": "---\ntime: 6pm\nplace: Hall\n---\n\n## 1. Apologies\n\nNone. Action: Clerk by 5 May 2024.\n",
}
WARNED = {"content/council/2024-02-10.md": "## 1. Correspondence\n\nSee [the letter](letter.pdf).\n"}
WRONG = {"content/council/2024-03-10.md": "---\ntime: 25:99\n---\n\n## 1. Apologies\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "root", GOOD)


def run(*words: str | Path) -> int:
    try:
        return main([str(word) for word in words])
    except SystemExit as stopped:  # argparse
        return int(stopped.code or 0)


def test_build_says_what_it_did_on_stderr(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--root", root, "--jobs", "1") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search(r"^\d+ pages: \d+ new or changed, 0 unchanged\.$", said.err, re.MULTILINE)
    assert re.search(r"^\d+ files: \d+ written, 0 kept, 0 removed; .* MB in .*site$", said.err, re.MULTILINE)
    assert re.search(r"^\d+\.\d s in all$", said.err, re.MULTILINE)
    assert re.search(r"^load +\d+\.\d\d s$", said.err, re.MULTILINE)
    assert (root / "site/index.html").is_file()


def test_the_verb_may_be_left_out(root: Path, tmp_path: Path) -> None:
    assert run("--root", root, "--jobs", "1", "--today", "2024-06-01", "--site", tmp_path / "a") == 0
    assert run("build", "--root", root, "--jobs", "2", "--today", "2024-06-01", "--site", tmp_path / "b") == 0
    assert find_changes(tmp_path / "a", tmp_path / "b") == []


def test_warnings_are_printed_and_the_site_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, WARNED)
    assert run("--root", root, "--jobs", "1") == 0
    said = capsys.readouterr()
    assert re.match(r"content/council/2024-02-10\.md:3(?::\d+)?: warning: .+ \[[a-z-]+\]\n\Z", said.out), said.out
    assert "0 errors, 1 warning." in said.err


def test_strict_takes_warnings_for_errors(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, WARNED)
    assert run("--root", root, "--strict") == 1
    assert not (root / "site").exists()
    assert "Nothing was written" in capsys.readouterr().err
    assert run("check", "--root", root) == 0
    assert run("check", "--root", root, "--strict") == 1


def test_an_error_leaves_the_old_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--root", root, "--jobs", "1") == 0
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    write_files(root, WRONG)
    assert run("--root", root) == 1
    said = capsys.readouterr()
    assert said.out.startswith("content/council/2024-03-10.md:2:7: error: ")
    assert "1 error, 0 warnings." in said.err
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before


def test_check_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    assert run("check", "--root", root) == 0
    write_files(root, WRONG)
    assert run("check", "--root", root) == 1
    assert sorted(root.rglob("*")) == sorted([*before, root / "content/council/2024-03-10.md"])


def test_faults_for_github(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(root, WRONG)
    assert run("check", "--root", root, "--format", "github") == 1
    assert re.match(
        r"::error file=content/council/2024-03-10\.md,line=2,col=7,title=[a-z-]+::.+\n\Z", capsys.readouterr().out
    )


def test_faults_as_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["faults"] == []
    write_files(root, WRONG)
    assert run("check", "--root", root, "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)["faults"]
    assert run("--root", root, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == [found]
    assert {"path", "line", "column", "severity", "code", "message"} == set(found)
    assert (found["path"], found["line"], found["column"], found["severity"]) == (
        "content/council/2024-03-10.md",
        2,
        7,
        "error",
    )


@pytest.mark.parametrize(
    ("terminal", "environ", "coloured"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"CI": "true"}, False),
        (False, {}, False),
    ],
)
def test_colour_only_on_a_terminal_that_can_do_with_it(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environ: dict[str, str],
    coloured: bool,
) -> None:
    write_files(root, WRONG)
    for name, value in {"NO_COLOR": "", "CI": "", "TERM": "xterm", **environ}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert run("check", "--root", root) == 1
    assert ("\x1b[" in capsys.readouterr().out) == coloured


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--jobs", "0"], "0 is no number of processes"),
        (["--jobs", "many"], "many is no number of processes"),
        (["--today", "tomorrow"], "tomorrow is no day; write it as 2023-04-18"),
        (["--today", "2023-02-30"], "2023-02-30 is no day"),
        (["--root", "no/such/folder"], "there is no folder no/such/folder"),
        (["--base-url", "example.org"], "example.org is no address of a site"),
        (["--base-url", "javascript:alert(1)"], "is no address of a site"),
        (["--base-url", "https://example.org/?q=1"], "is no address of a site"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--unknown"], "unrecognized arguments: --unknown"),
        (["bild"], "unrecognized arguments: bild"),
        (["serve", "--port", "70000"], "70000 is no port"),
        (["new", "council"], "arguments are required: date"),
        (["new", "council", "2023-02-30"], "2023-02-30 is no day"),
        (["schema", "nothing"], "There is no nothing; there are"),
    ],
)
def test_a_wrong_command_line_is_explained(words: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.out == ""


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for verb in ("build", "check", "serve", "new", "glossary", "schema"):
        assert verb in shown
    assert run("build", "--help") == 0
    shown = capsys.readouterr().out
    for option in (
        "--root",
        "--site",
        "--base-url",
        "--strict",
        "--jobs",
        "--drafts",
        "--today",
        "--format",
        "--progress",
    ):
        assert option in shown


def test_a_wrong_site_is_refused_and_untouched(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thesis = tmp_path / "documents/thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years of work", encoding="utf-8")
    assert run("--root", root, "--site", thesis.parent) == 2
    assert "Minutebook did not write" in capsys.readouterr().err
    assert run("--root", root, "--site", thesis) == 2
    assert "is a file" in capsys.readouterr().err
    assert thesis.read_text(encoding="utf-8") == "years of work"
    assert [path.name for path in thesis.parent.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("site", [".", "content", "content/council", ".."])
def test_the_content_is_never_taken_for_the_site(root: Path, site: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run("--root", root, "--site", root / site) == 2
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_base_url_stands_before_addresses_that_must_be_whole(root: Path) -> None:
    assert run("--root", root, "--jobs", "1") == 0
    assert ("link.href", "https://example.org/minutes/council/2024-01-10/") in read_pages(root / "site")[
        "council/2024-01-10/index.html"
    ].links
    assert run("--root", root, "--jobs", "1", "--base-url", "https://council.example/x") == 0
    pages = read_pages(root / "site")
    assert ("link.href", "https://council.example/x/council/2024-01-10/") in pages[
        "council/2024-01-10/index.html"
    ].links
    assert not any("example.org" in address for page in pages.values() for _, address in page.links)
    assert any(where == "a.href" and address.startswith("/x/") for where, address in pages["404.html"].links)


def test_drafts_shows_what_is_not_published(root: Path) -> None:
    hidden = {"content/council/2024-02-10.md": "---\npublish: no\n---\n\n## 1. Secret matter\n\nRESOLVED: yes.\n"}
    write_files(root, hidden)
    assert run("--root", root, "--jobs", "1") == 0
    assert not (root / "site/council/2024-02-10").exists()
    assert run("--root", root, "--jobs", "1", "--drafts") == 0
    page = read_pages(root / "site")["council/2024-02-10/index.html"]
    assert "Secret matter" in page.text
    assert "not published" in page.text.lower()


def test_today_decides_what_is_overdue(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def is_overdue(*words: str) -> bool:
        assert run("--root", root, "--jobs", "1", "--site", tmp_path / "site", *words) == 0, capsys.readouterr().err
        return "Overdue" in (tmp_path / "site/actions/index.html").read_text(encoding="utf-8")

    assert not is_overdue("--today", "2024-05-05")
    assert is_overdue("--today", "2024-05-06")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704900000")  # 10 January 2024
    assert not is_overdue()
    assert is_overdue("--today", "2024-05-06")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")  # 1 June 2024
    assert is_overdue()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert is_overdue()


@pytest.mark.parametrize("epoch", ["soon", "99999999999999999999", "-1"])
def test_an_epoch_that_is_no_day_is_a_wrong_command_line(
    root: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run("check", "--root", root) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_new_writes_a_meeting_that_builds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "--root", root, "council", "2024-05-14") == 0
    path = root / "content/council/2024-05-14.md"
    assert capsys.readouterr().out == f"{path} is ready to be filled in.\n"
    text = path.read_text(encoding="utf-8")
    assert 'place: "Hall"\n' in text
    assert "## 1. Apologies\n" in text
    assert "## 2. Minutes\n" in text
    assert run("check", "--root", root, "--strict") == 0, capsys.readouterr().out
    assert run("new", "--root", root, "council", "2024-05-14") == 0
    assert (root / "content/council/2024-05-14-2.md").is_file()
    assert run("new", "--root", root, "council", "2024-05-14", "--lang", "cy") == 0
    assert run("new", "--root", root, "council", "2024-05-14", "--lang", "cy") == 1
    assert path.read_text(encoding="utf-8") == text


def test_new_names_what_it_does_not_know(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "--root", root, "cabinet", "2024-05-14") == 1
    assert 'names no body "cabinet". It names: council.' in capsys.readouterr().err
    assert run("new", "--root", root, "council", "2024-05-14", "--lang", "fr") == 1
    assert '"fr" is no language of this site' in capsys.readouterr().err


def test_schema_is_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    every = json.loads(capsys.readouterr().out)
    assert {"site", "bodies", "people", "offices", "meeting", "plan", "glossary"} <= set(every)
    assert run("schema", "site") == 0
    assert json.loads(capsys.readouterr().out) == every["site"]


def test_stopped_from_the_keyboard(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> Summary:
        raise KeyboardInterrupt

    monkeypatch.setattr("minutebook.pipeline.build", stop)
    assert run("--root", root) == 130
    assert capsys.readouterr().err == "Stopped. No site was written.\n"
    monkeypatch.undo()
    assert run("--root", root, "--jobs", "1", "--no-search") == 0
    monkeypatch.setattr("minutebook.pipeline.build", stop)
    capsys.readouterr()
    assert run("--root", root) == 130
    assert capsys.readouterr().err == "Stopped. The old site is untouched.\n"
    monkeypatch.setattr("minutebook.pipeline.check_only", stop)
    assert run("check", "--root", root) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_stopped_when_the_new_site_is_in_its_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--root", root, "--jobs", "1", "--no-search") == 0
    write_files(root, WARNED)
    capsys.readouterr()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("minutebook.cache.Store.commit", stop)
    assert run("--root", root, "--jobs", "1", "--no-search", "--progress", "none") == 130
    assert capsys.readouterr().err == "Stopped. The new site is in its place.\n"
    assert (root / "site/council/2024-02-10/index.html").is_file()


@pytest.mark.parametrize("module", ["minutebook.diagnostics", "minutebook.cli", "minutebook.render"])
def test_stopped_while_the_program_is_read(root: Path, module: str) -> None:
    script = """
import os, runpy, signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[-1]:
            sys.argv.pop()
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
runpy.run_path("build.py", run_name="__main__")
"""
    words = [sys.executable, "-c", script, "--root", str(root), module]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")
    assert not (root / "site").exists()


def test_the_time_told_is_that_of_the_whole_program(root: Path) -> None:
    """To read the program takes longer than a build that finds nothing changed."""
    words = [sys.executable, str(ROOT / "build.py"), "--root", str(root), "--jobs", "1", "--no-search"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True)
    stages = dict(re.findall(r"^(\w+) +(\d+\.\d\d) s$", done.stderr, re.MULTILINE))
    assert next(iter(stages)) == "start"
    assert float(stages["start"]) > 0
    told = re.search(r"^(\d+\.\d) s in all$", done.stderr, re.MULTILINE)
    assert told
    assert float(told[1]) >= sum(map(float, stages.values())) - 0.2, "all that is told of was in it"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_build_leaves_the_old_site(root: Path, jobs: str) -> None:
    """SIGINT while pages are written, as Ctrl+C sends it to the whole group of processes."""
    assert run("--root", root, "--jobs", "1") == 0
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    for number in range(1, 90):
        write_files(
            root,
            {f"content/council/{1900 + number // 12:04}-{number % 12 + 1:02}-01.md": "## 1. Item\n\nRESOLVED: so.\n"},
        )
    words = [sys.executable, str(ROOT / "build.py"), "--root", str(root), "--jobs", jobs]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            deadline = time.monotonic() + 30
            while not (root / "site.minutebook-new/index.html").exists() and time.monotonic() < deadline:
                assert process.poll() is None, "the build was over before it could be stopped"
                time.sleep(0.005)
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()  # one that does not stop fails this test, and holds up no other
    assert process.returncode == 130, said.decode()
    assert b"Stopped. The old site is untouched." in said
    assert b"Traceback" not in said
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in root.iterdir()) == [".cache", "content", "site"]


INTERRUPT_IN_SUBMIT = """
import queue, sys
from minutebook.cli import main
put, left = queue.Queue.put, [4]

def interrupt(self, *words):
    left[0] -= 1
    if left[0]:
        return put(self, *words)
    queue.Queue.put = put
    raise KeyboardInterrupt

queue.Queue.put = interrupt
sys.exit(main(sys.argv[1:]))
"""
"""Ctrl+C comes just where a pool of processes has noted a batch and has not yet sent it."""


def test_a_build_that_is_interrupted_while_it_hands_out_work_does_not_wait_for_ever(root: Path) -> None:
    write_files(
        root, {f"content/council/{year}-01-02.md": "## 1. Item\n\nRESOLVED: so.\n" for year in range(1900, 2000)}
    )
    words = [sys.executable, "-c", INTERRUPT_IN_SUBMIT, "--root", str(root), "--jobs", "2"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=30, cwd=ROOT, check=False)
    assert done.returncode == 130, done.stderr
    assert "Stopped" in done.stderr


def test_serve_takes_its_port_before_it_builds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run("serve", "--root", root, "--port", port) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use, maybe by another `serve`, so nothing was built. "
        "Name another with --port, or any free one with --port 0.\n"
    )
    assert not (root / "site").exists()


@pytest.fixture
def say(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """A clerk who looks at what `serve` says, and stops it once it would look for what was saved."""
    looks: list[Path] = []

    def stop(folder: Path) -> frozenset[object]:
        looks.append(folder)
        if len(looks) > 1:
            raise KeyboardInterrupt
        return frozenset()

    monkeypatch.setattr("minutebook.serve.find_state", stop)
    monkeypatch.setattr("minutebook.serve._PAUSE", 0.01)

    def read() -> list[str]:
        looks.clear()
        capsys.readouterr()
        assert run("serve", "--root", root, "--jobs", "1", "--port", "0") == 130
        said = capsys.readouterr().err.splitlines()[-2:]
        return [re.sub(r":\d+/", ":PORT/", line) for line in said]

    return read


def test_serve_says_which_site_it_shows(root: Path, say: Callable[[], list[str]]) -> None:
    wrong = root / next(iter(WRONG))
    write_files(root, WRONG)
    assert say() == [
        "There is no site yet. It will be at http://localhost:PORT/ as soon as there are no errors – press Ctrl+C to stop.",
        "Stopped. No site was written.",
    ]
    wrong.unlink()
    assert run("--root", root, "--jobs", "1") == 0
    write_files(root, WRONG)
    assert say() == [
        "The site as it was before is at http://localhost:PORT/, and the new one will be as soon as there are no errors – "
        "press Ctrl+C to stop.",
        "Stopped. The old site is untouched.",
    ]
    wrong.unlink()
    built = [
        "The site is at http://localhost:PORT/ – press Ctrl+C to stop.",
        "Stopped. The site has the addresses of this computer, so build it once more before you publish it.",
    ]
    assert say() == built
    assert say() == built


def test_serve_shows_the_site_and_follows_what_is_saved(root: Path) -> None:
    words = [sys.executable, str(ROOT / "build.py"), "serve", "--root", str(root), "--jobs", "1", "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stderr
            address = next(found[0] for line in process.stderr if (found := re.search(r"http://localhost:\d+/", line)))
            page = fetch(address + "council/2024-01-10/")
            assert "Apologies" in page
            assert f'href="{address}council/2024-01-10/"' in page, "its port is in the addresses that must be whole"
            write_files(root, {"content/council/2024-01-10.md": "## 1. A new title\n"})
            deadline = time.monotonic() + 20
            while "A new title" not in fetch(address + "council/2024-01-10/"):
                assert time.monotonic() < deadline, "what was saved is not shown"
                time.sleep(0.1)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            finally:
                process.kill()
    assert process.returncode == 130


def fetch(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode("utf-8"))
