"""`--explain PAGE`: why a page was made again or kept, however the page is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.cli import main
from minutebook.urls import find_asked
from tests.support.sites import write_files

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
    assert "Nothing has changed" in ask(MINUTES)
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone at all.\n"})
    told = ask("https://example.org/minutes/council/2024-01-10/")
    assert "council/2024-01-10/ was made" in told
    assert "meeting council/2024-01-10" in told
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone whatever.\n"})
    assert "council/2024-02-10/ was kept" in ask("/council/2024-02-10")
    write_files(root, {MINUTES: "## 1. Apologies\n\nNone.\n"})
    assert ask("council/2024-03-10/").startswith("There is no page council/2024-03-10/.\n")
