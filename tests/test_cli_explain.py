"""`--explain PAGE`: why a page was made again or kept, however the page is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.cli import main
from minutebook.keeping import describe, reasons
from minutebook.pipeline import Options, build
from minutebook.tracing import Reads, Tracer
from minutebook.urls import find_asked
from tests.support import small_council
from tests.support.sites import TODAY, keep_quiet, write_files

PATHS = {
    "",
    "cy/",
    "404.html",
    "cabinet/",
    "cabinet/2023-04-18/",
    "cy/cabinet/2023-04-18/",
    "about/",
    "cy/about/",
    "plans/",
}
PATHS |= {"plans/well-being/", "glossary/", "people/", "people/ann-lee/", "site/"}
BASE = "https://example.org/minutes/"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("cabinet/2023-04-18/", "cabinet/2023-04-18/"),
        ("/cabinet/2023-04-18", "cabinet/2023-04-18/"),
        ("cabinet/2023-04-18/index.html", "cabinet/2023-04-18/"),
        ("./public/cabinet/2023-04-18/index.html", "cabinet/2023-04-18/"),
        ("/srv/www/cy/cabinet/2023-04-18/index.html", "cy/cabinet/2023-04-18/"),
        ("https://example.org/minutes/cabinet/2023-04-18/#item-5", "cabinet/2023-04-18/"),
        ("https://example.org/minutes/cabinet/2023-04-18/?_hl=x", "cabinet/2023-04-18/"),
        ("https://other.example/x/y/cy/cabinet/2023-04-18/", "cy/cabinet/2023-04-18/"),
        ("http://localhost:8000/cabinet/", "cabinet/"),
        ("content/cabinet/2023-04-18.md", "cabinet/2023-04-18/"),
        ("content/cabinet/2023-04-18.cy.md", "cy/cabinet/2023-04-18/"),
        ("council/content/cabinet/2023-04-18.md", "cabinet/2023-04-18/"),
        ("council/content/cabinet/2023-04-18.cy.md", "cy/cabinet/2023-04-18/"),
        ("content\\cabinet\\2023-04-18.md", "cabinet/2023-04-18/"),
        ("content/pages/about.md", "about/"),
        ("content/pages/about.cy.md", "cy/about/"),
        ("content/plans/well-being.yml", "plans/well-being/"),
        ("glossary.yml", "glossary/"),
        ("404.html", "404.html"),
        ("public/404.html", "404.html"),
        ("", ""),
        ("/", ""),
        ("index.html", ""),
        ("public/index.html", ""),
        (BASE, ""),
        ("https://example.org/minutes", ""),
        ("http://localhost:8000", ""),
        ("cy/index.html", "cy/"),
        ("cabinet/2023-04-19/", None),
        ("content/cabinet/2023-04-18.fr.md", None),
        ("https://example.org/minutes/nothing/", None),
        ("a/b/index.html", None),
    ],
)
def test_a_page_may_be_named_in_many_ways(asked: str, expected: str | None) -> None:
    assert find_asked(asked, PATHS, BASE) == expected


MINUTES = "content/council/2024-01-10.md"
FILES = {
    "content/site.yml": "name: Test council\nlanguages: [en]\nurl: https://example.org/minutes/\n",
    "content/bodies.yml": "council: {name: Council}\n",
    MINUTES: "## 1. Apologies\n\nNone.\n",
    "content/council/2024-02-10.md": "## 1. Apologies\n\nMany.\n",
}


def test_the_command_says_why_a_page_was_made_or_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path, FILES)

    def ask(page: str) -> str:
        words = ("--root", str(root), "--jobs", "1", "--today", "2024-06-01", "--progress", "none", "--explain", page)
        assert main(words) == 0
        said = capsys.readouterr()
        assert said.out == ""
        return said.err.partition(" s in all\n")[2]

    assert "council/2024-01-10/" in ask(MINUTES)
    # Nothing has changed: that is not the end of it, since the page may be one that there is not.
    assert ask(MINUTES) == "council/2024-01-10/ was kept: nothing that it shows has changed since the last build.\n"
    nothing = "There is no page council/2024-01-11/.\nDid you mean council/2024-01-10/"
    assert ask("council/2024-01-11/").startswith(nothing)
    assert ask("https://example.org/minutes/").startswith("/ was kept")
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone at all.\n"})
    told = ask("https://example.org/minutes/council/2024-01-10/")
    assert "council/2024-01-10/ was made" in told
    assert "meeting council/2024-01-10" in told
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone whatever.\n"})
    assert "council/2024-02-10/ was kept" in ask("/council/2024-02-10")
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone.\n"})
    assert ask("council/2024-03-10/").startswith("There is no page council/2024-03-10/.\n")


def test_where_nothing_is_written_no_page_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path, FILES | {MINUTES: "---\ntime: 25:99\n---\n\n## 1. Apologies\n"})
    assert main(["--root", str(root), "--jobs", "1", "--explain", MINUTES]) == 1
    assert capsys.readouterr().err.endswith("\nNo page was made or kept, since nothing was written.\n")


def test_every_kind_of_read_has_words_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds are named where pages read; what is said of them stands in `keeping.reasons`."""
    keyed: set[str] = set()
    whole: set[str] = set()
    names: set[str] = set()
    add_source, add_value, end = Tracer.add_source, Tracer.add_value, Tracer.end

    def note_source(self: Tracer, kind: str, digest: Callable[[str], bytes]) -> None:
        keyed.add(kind)
        add_source(self, kind, digest)

    def note_value(self: Tracer, kind: str, value: object) -> None:
        whole.add(kind)
        add_value(self, kind, value)

    def note_reads(self: Tracer) -> Reads:
        reads = end(self)
        names.update(reads.names)
        return reads

    monkeypatch.setattr(Tracer, "add_source", note_source)
    monkeypatch.setattr(Tracer, "add_value", note_value)
    monkeypatch.setattr(Tracer, "end", note_reads)
    root = write_files(tmp_path, small_council.FILES)
    assert build(Options(root, root / "site", today=TODAY, cache=root / ".cache"), keep_quiet).written
    found = {name.partition(":")[0] if ":" in name else name[:-1] for name in names}
    assert len(found) > 20
    assert found <= keyed | whole, "each is a kind of which there is a digest"
    together = {"shell", "glossary", "extractor"}  # sources that are read as one, though not all are values
    assert keyed - together == reasons._KINDS.keys()
    assert whole | together | {"said of"} == reasons._WHOLE.keys()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("person:ann-lee", "person ann-lee"),
        ("person*", "one or more of the people"),
        ("person#", "which people there are, or their order"),
        ("term#", "which terms there are, or their order"),
        ("deeds of:people/ann-lee", "what is recorded of people/ann-lee"),
        ("day 0:", "the decade of the oldest meeting"),
        ("prose:content/pages/{about}.md", "text of content/pages/{about}.md"),
        ("said of:plans/care", "what was said later of plans/care"),
        ("said of*", "what was said later of records"),
        ("site*", "site.yml"),
    ],
)
def test_reads_in_plain_words(name: str, words: str) -> None:
    assert describe(name) == words
