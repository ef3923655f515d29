"""Bad input, as hostile as it comes: a message that names file and line, and the old site as it was."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook.cli import main
from minutebook.history import read_history
from tests.support.laws import find_strangers, read_bytes
from tests.support.sites import build_site, find_broken_links, read_pages, try_build, write_files

ROOT = Path(__file__).parent.parent
GOOD = {
    "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees}\n",
    "content/council/2024-01-10.md": "---\ntime: 6pm\n---\n\n## 1. Apologies\n\nNone.\n",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_files(tmp_path_factory.mktemp("good") / "root", GOOD)
    build_site(root, root / "site")
    return root


@pytest.fixture
def root(good: Path, tmp_path: Path) -> Path:
    """A good folder with its site."""
    return shutil.copytree(good, tmp_path / "root")


def find_errors(root: Path) -> list[str]:
    """Build what has errors; return them once it is certain that the old site is as it was."""
    before = read_bytes(root / "site")
    summary = try_build(root, root / "site")
    assert not summary.written
    assert read_bytes(root / "site") == before
    assert [path.name for path in root.iterdir() if path.name.startswith("site")] == ["site"]
    return [str(found) for found in summary.report.errors]


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("content/site.yml", "name: Test\n\tlanguages: [en]\n", ":2:1"),
        ("content/people.yml", "jane-rees:\n\tname: Jane Rees\n", ":2:1"),
        ("content/council/2024-02-10.md", "---\ntime: 6pm\npresent:\n\t- Jane\n---\n", ":4:1"),
        ("content/site.yml", "name: [Test\n", ":"),
        ("content/site.yml", "name: Test\nname: Test\n", ":2:1"),
        ("content/site.yml", "name: &a Test\n", ":1:7"),
        ("content/site.yml", "name: *a\n", ":1:7"),
        ("content/site.yml", "name: !!python/object/apply:os.system [echo hello]\n", ":1:7"),
        ("content/site.yml", "name: Test\nnaem: Test\n", ":2:1"),
        ("content/site.yml", "- name\n", ":1:1"),
        ("content/site.yml", "name: Test\nlanguages: [en, tlh]\n", ":2"),
        ("content/people.yml", "Jane Rees: {name: Jane Rees}\n", ":1:1"),
        ("content/people.yml", "../../etc: {name: Jane Rees}\n", ":1:1"),
        ("content/people.yml", "jane--rees: {name: Jane Rees}\n", ":1:1"),
        ("content/people.yml", "ŷ: {name: Jane Rees}\n", ":1:1"),
        ("content/people.yml", "'<script>': {name: Jane Rees}\n", ":1:1"),
        ("content/people.yml", "'': {name: Jane Rees}\n", ":1:1"),
        ("content/bodies.yml", "council: {name: Council}\nCabinet: {name: Cabinet}\n", ":2:1"),
        ("content/bodies.yml", "council: {name: Council}\nassets: {name: Assets}\n", ":2:1"),
        ("content/bodies.yml", "council: {name: Council}\ncy: {name: Welsh}\n", ":2:1"),
        ("content/pages/decisions.md", "---\ntitle: Decisions\n---\n", ""),
        ("content/council/2023-02-30.md", "## 1. Apologies\n", ""),
        ("content/council/2024-02-10.md", "---\ndate: 2024-02-30\n---\n", ":2:7"),
        ("content/council/2024-02-10.md", "---\ndate: 2024-02-11\n---\n", ":2"),
        ("content/council/2024-02-10.md", "---\napproved: 31 April 2024\n---\n", ":2:11"),
        ("content/council/2024-02-10.md", "---\ntime: 25:99\n---\n", ":2:7"),
        ("content/council/2024-02-10.md", "---\ntime: 6pm\n## 1. Apologies\n", ":1"),
        ("content/council/2024-02-10.md", "\n\nSee [[nobody-knows]].\n", ":3"),
        ("content/council/2024-02-10.md", "## 1. One\n\n```action\nowner: [\n```\n", ":"),
        ("content/council/2024-02-10.fr.md", "## 1. Une\n", ""),
        ("content/cabinet/2024-02-10.md", "## 1. One\n", ""),
        ("content/council/2024-02-10.md", "## 1. One\n\nA byte \0 that no text has.\n", ":3"),
        ("glossary.yml", "CIW:\n\ten: x\n", ":2:1"),
        ("glossary.yml", "CIW: {kind: acronym}\n", ":1:1"),
    ],
)
def test_a_fault_is_named_with_its_place(root: Path, path: str, text: str, place: str) -> None:
    write_files(root, {path: text})
    errors = find_errors(root)
    assert errors
    assert any(error.startswith(f"{path}{place}") for error in errors), errors
    for error in errors:
        assert " error: " in error


def test_all_faults_are_shown_at_once(root: Path) -> None:
    write_files(
        root,
        {
            "content/people.yml": "Jane Rees: {name: Jane Rees}\n",
            "content/council/2024-02-10.md": "---\ntime: 25:99\n---\n\nSee [[nobody-knows]].\n",
            "content/council/2024-02-30.md": "## 1. Apologies\n",
            "glossary.yml": "CIW: [\n",
        },
    )
    found = {error.partition(":")[0] for error in find_errors(root)}
    assert found == {
        "content/people.yml",
        "content/council/2024-02-10.md",
        "content/council/2024-02-30.md",
        "glossary.yml",
    }


@pytest.mark.parametrize(
    "data", [b"caf\xe9\n", "Minutes".encode("utf-16"), b"\xff\xfe\x00\x00", b"\xc3\x28", b"\xed\xa0\x80"]
)
def test_a_text_that_is_not_utf_8(root: Path, data: bytes) -> None:
    (root / "content/council/2024-02-10.md").write_bytes(data)
    (error,) = find_errors(root)
    assert error.startswith("content/council/2024-02-10.md")
    assert error.endswith("[not-utf-8]")


def test_a_text_of_50_mb(root: Path) -> None:
    (root / "content/council/2024-02-10.md").write_bytes(b"RESOLVED: so. " * 3_600_000)
    (error,) = find_errors(root)
    assert error.startswith("content/council/2024-02-10.md: error: This file has 50 MB; a text may have 5 MB.")


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3_000 + "deep",
        "\n".join("  " * depth + "- deep" for depth in range(300)),
        "[" * 20_000,
        "[[" * 20_000,
        "[[" + " " * 100_000 + "x",
        "*a **b " * 20_000,
        "`" * 20_000 + "x",
        "<!--" * 20_000,
        "| a " * 2_000 + "\n" + "| - " * 2_000 + "\n" + "| b " * 2_000,
        "(" * 20_000 + "RESOLVED: x" + ")" * 20_000,
        "RESOLVED " * 5_000,
        "A.B.C." * 10_000,
        "ACTION (" + "Jane Rees, " * 5_000 + "): x",
        "x" * 200_000,
        "![](" * 10_000,
        "\\" * 20_001,
        "&" * 20_000,
        "## " + "5" * 20_000,
        "CIW (" * 10_000,
        "by 5 May " * 5_000 + "Action: Clerk",
    ],
    ids=range(20),
)
def test_a_text_made_to_be_slow_is_not(root: Path, text: str) -> None:
    """None of these may take more than some seconds, or raise; the run's own limit is the processor's time."""
    write_files(root, {"content/council/2024-02-10.md": f"## 1. Item\n\n{text}\n"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert build_site(root, root / "site").written
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 5
    assert find_broken_links(root / "site") == []


def test_yaml_made_to_be_deep(root: Path) -> None:
    write_files(root, {"content/people.yml": "[" * 5_000})
    assert find_errors(root)[0].startswith("content/people.yml")


def test_a_link_out_of_content(root: Path) -> None:
    (root.parent / "secret.pdf").write_text("Zanzibarquux", encoding="utf-8")
    folder = root / "content/council/2024-01-10"
    folder.mkdir()
    (folder / "report.pdf").symlink_to(root.parent / "secret.pdf")
    (error,) = find_errors(root)
    assert error.startswith("content/council/2024-01-10/report.pdf: error: This is a symbolic link that leads out")


def test_no_meeting_at_all(root: Path) -> None:
    (root / "content/council/2024-01-10.md").unlink()
    assert len(find_errors(root)) == 1


def test_two_files_at_one_address(root: Path) -> None:
    write_files(root, {"content/pages/council.md": "---\ntitle: Council\n---\n"})
    assert any(error.startswith(("content/pages/council.md", "content/bodies.yml")) for error in find_errors(root))


def test_types_that_could_run_are_never_published(root: Path) -> None:
    folder = "content/council/2024-01-10"
    names = (
        "page.html",
        "page.HTM",
        "picture.svg",
        "code.js",
        "code.mjs",
        "report.pdf.html",
        "style.css",
        "x.xml",
        "x.php",
    )
    write_files(root, {f"{folder}/{name}": "<script>alert(1)</script>" for name in names})
    write_files(root, {f"{folder}/report.pdf": "the report"})
    summary = build_site(root, root / "site")
    assert sorted(path.name for path in (root / "site/council/2024-01-10").iterdir()) == ["index.html", "report.pdf"]
    reported = {
        found.location.path.rpartition("/")[2] for found in summary.report.warnings if found.code == "document-type"
    }
    assert reported == set(names)


def test_addresses_that_run_are_shown_as_text(root: Path) -> None:
    addresses = (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
    )
    prose = "\n\n".join(f"[words](<{address}>) and ![picture](<{address}>) and <{address}>" for address in addresses)
    write_files(
        root,
        {
            "content/council/2024-01-10.md": prose
            + "\n\n[tab](java\tscript:alert(1)) [entity](java&#115;cript:alert(1))\n"
        },
    )
    build_site(root, root / "site")
    pages = read_pages(root / "site")
    assert find_strangers(root / "site", pages) == []
    shown = {address for where, address in pages["council/2024-01-10/index.html"].links if where == "a.href"}
    assert not any(":" in address.partition("#")[0] for address in shown - {"mailto:clerk@example.org"}), shown


def test_a_target_that_may_not_be_written(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    if os.geteuid() == 0:
        site = Path("/proc/minutebook/site")  # a file system in which nobody can make a folder
    else:
        locked.chmod(0o500)
        site = locked / "site"
    assert main(["--root", str(root), "--site", str(site), "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "The old site is untouched." in said
    assert list(locked.iterdir()) == []


def test_a_full_disk(root: Path) -> None:
    """A limit on the size of a file does what a full disk does: a write that comes up short."""
    before = read_bytes(root / "site")
    write_files(root, {"content/council/2024-02-10.md": "## 1. Long\n\n" + "Words of the minutes. " * 40_000})
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
        "from minutebook.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, "--root", str(root), "--jobs", "1"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "The old site is untouched." in done.stderr
    assert "Traceback" not in done.stderr
    assert read_bytes(root / "site") == before
    assert [path.name for path in root.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_site_over_its_own_content(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".minutebook").write_bytes(b"")
    before = read_bytes(root)
    assert main(["--root", str(root), "--site", str(root), "--jobs", "1"]) == 2
    assert "is where the minutes or the templates are" in capsys.readouterr().err
    assert read_bytes(root) == before


def test_a_name_cannot_write_a_line_of_its_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub takes a line that begins with :: for a command, and a terminal what follows ESC."""
    write_files(root, {"content/council/18\n::error::x \x1b[31m\u202e.md": "x"})
    assert main(["check", "--root", str(root)]) == 0
    faults, _, languages = capsys.readouterr().out.partition("\n\n")
    assert languages.startswith("Languages\n")
    assert all(line.isprintable() and not line.startswith("::") for line in languages.splitlines())
    (line,) = faults.splitlines()
    assert line.isprintable()
    assert line.startswith("content/council/18\\n::error::x \\x1b[31m\\u202e.md: warning: ")


def test_a_terminal_without_welsh_letters(root: Path) -> None:
    write_files(root, {"content/people.yml": "ŵŷ: {name: Jane Rees}\n"})
    done = subprocess.run(
        [sys.executable, "-B", "build.py", "check", "--root", str(root)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1, done.stderr
    assert b'content/people.yml:1:1: error: "\\u0175\\u0177" is no id.' in done.stdout


def test_commits_that_say_strange_things(root: Path) -> None:
    """A commit in the year 10000, and one whose words look like the log's own marks, are passed over."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for name in ("AUTHOR", "COMMITTER"):
        environment |= {
            f"GIT_{name}_NAME": "a",
            f"GIT_{name}_EMAIL": "a@example.org",
            f"GIT_{name}_DATE": "@253402300900 +0000",
        }
    (root / "words").write_bytes(b"x\x01aaaa\x02notadate\x02subject")
    for words in (["init", "-q"], ["add", "content"], ["commit", "-q", "-F", "words"]):
        subprocess.run(["git", *words], check=True, cwd=root, env=environment)
    assert read_history(root).changes == {}
    assert build_site(root, root / "site").written
