"""The papers keep up with the program: what the code knows, the documents say, and what they point at is there."""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import struct
import subprocess
import sys
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from minutebook import cli, schema
from minutebook.i18n import LANGUAGES, RECORD_TABLE
from minutebook.pages import plan_pages, room, term_years
from minutebook.pages.yearly import MOST
from minutebook.pipeline import Options, read_content
from minutebook.urls import FIRST_PARTS, Addresses
from minutebook.views import PageView
from tests.support.sites import TODAY
from tests.test_structure import ORDER, PACKAGE

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = frozenset({".venv", "node_modules", "site", ".git", ".cache", ".pytest_cache", ".hypothesis"})

Names = Iterable[tuple[str, str]]
"""What a document must name, each with the section it must stand in."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def sections(name: str) -> dict[str, str]:
    """The text below each heading of a document, with the headings below it, by the heading."""
    tokens = MarkdownIt("commonmark").parse(read(name))
    lines = read(name).splitlines()
    heads = [
        (int(token.tag[1]), token.map[0], tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    ]
    found: dict[str, str] = {}
    for at, (level, line, title) in enumerate(heads):
        end = next((other for deeper, other, _ in heads[at + 1 :] if deeper <= level), len(lines))
        assert title not in found, f"{name}: two headings {title}"
        found[title] = "\n".join(lines[line + 1 : end])
    return found


def find_missing(name: str, wanted: Names) -> list[str]:
    """What is not there as `code` in its section."""
    return [f"{name}, {section}: {word}" for section, word in wanted if f"`{word}`" not in sections(name)[section]]


# The content format


FORMAT_SECTIONS = {
    "site": "site.yml",
    "bodies": "bodies.yml",
    "people": "people.yml",
    "offices": "offices.yml",
    "meeting": "A meeting",
    "meeting-further": "The same meeting in a further language",
    "plan": "A plan",
    "page": "A plain page",
    "glossary": "glossary.yml",
}
"""The section of docs/format.md for each kind of file; a block `action` has `action block`."""
SHARED_PARTS = {"RawKey": "A colour key"}
"""Sections for what several kinds of file have in common."""


def list_keys(found: dict[str, Any], section: str) -> Iterator[tuple[str, str]]:  # Any: a JSON Schema
    for key, value in found.get("properties", {}).items():
        yield section, key
        yield from ((section, word) for word in value.get("enum", ()) if isinstance(word, str))
    for name, part in found.get("$defs", {}).items():
        yield from list_keys(part, SHARED_PARTS.get(name, section))
    for inner in (found.get("additionalProperties"), found.get("items"), *found.get("anyOf", ())):
        if isinstance(inner, dict):
            yield from list_keys(inner, section)


@pytest.mark.parametrize("kind", schema.json_schema())
def test_every_key_and_choice_is_in_the_format(kind: str) -> None:
    wanted = list(list_keys(schema.json_schema()[kind], FORMAT_SECTIONS.get(kind, f"{kind} block")))
    assert wanted
    assert not find_missing("docs/format.md", wanted)


@pytest.mark.parametrize("kind", schema.json_schema())
def test_no_row_of_the_format_names_a_key_that_is_none(kind: str) -> None:
    section = FORMAT_SECTIONS.get(kind, f"{kind} block")
    known = {key for _, key in list_keys(schema.json_schema()[kind], section)}
    known |= set(schema.RawTerm.known_keys()) if kind == "glossary" else set()
    rows = re.findall(r"^\| `([a-z_0-9]+)` \|", sections("docs/format.md")[section], re.MULTILINE)
    assert rows
    assert set(rows) <= known


def test_every_language_of_a_term_is_in_the_format() -> None:
    # Of languages the format names those of its examples: another one is a catalogue more, and no other text.
    further = {key for code in LANGUAGES if code not in ("en", "cy") for key in (code, f"{code}_term")}
    keys = [key for key in schema.RawTerm.known_keys() if key not in further]
    assert {"en", "cy", "en_term", "cy_term"} <= set(keys)
    wanted = [("glossary.yml", key) for key in (*keys, "ignore")]
    assert not find_missing("docs/format.md", wanted)


def test_every_record_word_is_in_the_format() -> None:
    rows = [line.split("|") for line in sections("docs/format.md")["The words"].splitlines() if line.startswith("| ")]
    columns = {"en": [row[2] for row in rows], "cy": [row[3] for row in rows]}
    # Those of a further language stand in its own file, which is all that it takes.
    table = [entry for entry in RECORD_TABLE if entry.lang in columns]
    missing = [entry.word for entry in table if not any(f"`{entry.word}`" in cell for cell in columns[entry.lang])]
    assert not missing
    written = {word for cells in columns.values() for cell in cells for word in re.findall(r"`([^`]+)`", cell)}
    assert written == {entry.word for entry in table}


def test_every_reserved_address_is_in_the_format() -> None:
    assert not find_missing("docs/format.md", (("Where things are", part) for part in FIRST_PARTS - {"404.html"}))


# Checks


def test_the_checks_are_those_of_the_code() -> None:
    # In a process of its own, so that rules which other tests declare are not among them.
    done = subprocess.run(
        [sys.executable, "-m", "minutebook.checks"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert read("docs/checks.md") == done.stdout, "run make docs"


# Languages


def test_the_wording_to_be_reviewed_is_that_of_the_languages() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "minutebook.i18n"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert read("docs/wording.md") == done.stdout, "run make docs"


def test_every_wording_marked_for_review_is_listed_once() -> None:
    """The marks are counted in the file itself, not by what reads it."""
    marks = len(re.findall(r"\breview: true\b", re.sub(r"(?m)^ *#.*", "", read("minutebook/i18n/cy.yml"))))
    assert f"\n{marks} in `minutebook/i18n/cy.yml`.\n" in read("docs/wording.md")
    listed = re.findall(r"^\| `([\w.]+)`(?:, \w+)? \|", read("docs/wording.md"), re.MULTILINE)
    assert len(set(listed)) == marks > 0


# Commands


def list_commands() -> dict[str, argparse.ArgumentParser]:
    for action in cli.make_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the parser has no commands")


def test_every_command_has_its_section() -> None:
    commands = sections("docs/commands.md")["Commands"]
    assert re.findall(r"^### (\S+)$", commands, re.MULTILINE) == list(list_commands())


def test_every_option_is_told_with_its_commands() -> None:
    taken: dict[str, set[str]] = {}
    for command, parser in list_commands().items():
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--"):
                    taken.setdefault(option, set()).add(command)
    rows = re.findall(r"^\| `(--[a-z-]+)[^|]*\| ([^|]+) \|", sections("docs/commands.md")["Options"], re.MULTILINE)
    assert {option: set(commands.split(", ")) for option, commands in rows} == taken


def test_every_argument_and_choice_is_told() -> None:
    missing = []
    for command, parser in list_commands().items():
        for action in parser._actions:
            section = "Options" if action.option_strings else command
            words = [*(() if action.option_strings else (action.dest,)), *(action.choices or ())]
            missing += find_missing("docs/commands.md", ((section, word) for word in words))
    assert not missing


def test_every_exit_status_is_told() -> None:
    said = set(re.findall(r"^\| `(\d+)` \|", sections("docs/commands.md")["Exit status"], re.MULTILINE))
    # `_Parser.error`, KeyboardInterrupt and the two exceptions of the output are told in the docstring of cli.
    told = set(re.findall(r"\b(\d+) \(", inspect.getdoc(cli) or ""))
    assert said == told
    assert len(said) >= 4


def test_every_variable_of_the_environment_is_told() -> None:
    places = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile"]
    asked = r"environ(?:\.get)?[(\[]\s*\"([A-Z_]+)\"|^\t(MINUTEBOOK_[A-Z]+)="
    names = {
        name
        for path in places
        for found in re.findall(asked, path.read_text(encoding="utf-8"), re.MULTILINE)
        for name in found
        if name
    }
    assert {"NO_COLOR", "SOURCE_DATE_EPOCH"} <= names
    assert not find_missing("docs/commands.md", (("Environment", name) for name in names))


def test_every_target_of_make_is_told() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    assert "site" in targets
    wanted = [("make", f"make {target}") for target in targets if target != "help"]
    assert not find_missing("docs/commands.md", wanted)
    said = re.findall(r"^\| `make ([a-z]+)` \|", sections("docs/commands.md")["make"], re.MULTILINE)
    assert set(said) == set(targets) - {"help"}


# Templates


@cache
def list_bodies() -> dict[str, type]:
    """The view of each template, as the sample council needs them."""
    options = Options(root=ROOT, site=ROOT / "site", today=TODAY)
    checked = read_content(options, lambda _stage, _seconds: None)
    assert checked.register
    assert checked.glossed, "\n".join(map(str, checked.report.errors))
    addresses = Addresses(checked.register.site.languages)
    pages = [page() for page in plan_pages(checked.register, checked.glossed, addresses)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(MOST, "decisions", 10)  # the sample's years are not long enough to be split
        patch.setattr(room, "MOST", 1)  # nor is any of its people's pages
        patch.setattr(term_years, "MOST", 3)  # nor that of a term
        planned = plan_pages(checked.register, checked.glossed, addresses)
        split = re.compile(r"decisions/|people/[^/]+/\d{4}/\d\d/|glossary/[^/]+/\d{4}/")
        pages += [page() for page in planned if split.match(page.path)]
    return {page.template: type(page.body) for page in pages}


def list_views(kind: object) -> Iterator[type]:
    """The classes of our views that an annotation names."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
    for inner in typing.get_args(kind):
        yield from list_views(inner)


def list_reachable() -> list[type]:
    """All views that a template of a page can come to."""
    found: list[type] = []
    waiting: list[type] = [PageView, *list_bodies().values()]
    while waiting:
        view = waiting.pop(0)
        if view not in found and view.__module__.startswith(("minutebook.pages", "minutebook.views")):
            found.append(view)
            waiting += [inner for kind in typing.get_type_hints(view).values() for inner in list_views(kind)]
    return found


def name_view(view: type) -> str:
    return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"


def test_every_template_is_told_with_its_view() -> None:
    rows = re.findall(r"^\| `(pages/[a-z_]+\.html)` \| \[([\w.]+)\]", read("docs/templates.md"), re.MULTILINE)
    assert dict(rows) == {template: name_view(view) for template, view in list_bodies().items()}
    files = {f"pages/{path.name}" for path in (ROOT / "templates/pages").glob("*.html")}
    assert set(list_bodies()) == files, "each template is used by the sample, and each one used is there"


def test_every_template_variable_is_told() -> None:
    wanted = [(name_view(view), field.name) for view in list_reachable() for field in dataclasses.fields(view)]
    untold = sorted({section for section, _ in wanted} - set(sections("docs/templates.md")))
    assert not untold, "these views have no section"
    assert not find_missing("docs/templates.md", wanted)


def test_no_variable_is_told_that_is_none() -> None:
    views = {name_view(view): {field.name for field in dataclasses.fields(view)} for view in list_reachable()}
    told = sections("docs/templates.md")["The views"]
    parts = re.split(r"^#{3,4} ([a-z_]+\.[A-Z]\w+)$", told, flags=re.MULTILINE)
    assert set(parts[1::2]) == set(views)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == views[name], name


def test_every_macro_and_other_template_is_told() -> None:
    folder = ROOT / "templates"
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    wanted = [("Which files there are", name) for name in files if not name.startswith("pages/")]
    for path in (folder / "macros").glob("*.html"):
        names = re.findall(r"{%-? macro (\w+)\(", path.read_text(encoding="utf-8"))
        wanted += [(f"macros/{path.name}", name) for name in names]
    assert not find_missing("docs/templates.md", wanted)


# README, ARCHITECTURE


def test_the_readme_gives_the_two_commands_alone_on_their_lines() -> None:
    lines = [line.strip() for line in read("README.md").splitlines()]
    assert lines.count("make site") == 1
    assert lines.count("make test") == 1
    assert lines.index("make site") < lines.index("make test")


def test_the_readme_says_that_the_council_is_made_up() -> None:
    assert "The sample council is made up" in read("README.md")


def test_the_architecture_is_short_and_complete() -> None:
    text = read("ARCHITECTURE.md")
    assert len(text.splitlines()) <= 120
    rows = re.findall(r"^\| `([a-z0-9]+)(/|\.py)` \|", text, re.MULTILINE)
    assert [name for name, _ in rows] == ORDER
    for name, ending in rows:
        assert (PACKAGE / f"{name}{ending}").exists(), f"{name}{ending} is not there"


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/commands.md"])
def test_files_that_a_paper_names_exist(name: str) -> None:
    """Whatever stands in backticks and ends as a file or folder does is one of ours, from some folder of ours."""
    folders = ("minutebook", "minutebook/i18n", "templates", "templates/assets/css", "content", ".github/workflows")
    for written in re.findall(r"`([\w./<>-]+(?:/|\.(?:py|md|css|html|js|yml)))`", read(name)):
        if "<" not in written and not written.endswith("-own.css"):
            assert any((ROOT / folder / written).exists() for folder in (".", *folders)), f"{name} names {written}"


# Links


def list_papers() -> list[Path]:
    """Every Markdown file of the repository but the cases, which hold faults on purpose."""
    found = (path for path in ROOT.rglob("*.md") if not NOT_OURS & set(path.relative_to(ROOT).parts))
    return sorted(path for path in found if not path.is_relative_to(ROOT / "tests/cases"))


def list_links(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        for name in ("href", "src"):
            if (address := token.attrGet(name)) is not None:
                yield str(address)
        yield from list_links(token.children or ())


@cache
def list_anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a file."""
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            slug = re.sub(r"[^\w\- ]", "", tokens[at + 1].content.lower()).replace(" ", "-")
            count = sum(re.fullmatch(rf"{re.escape(slug)}(-\d+)?", other) is not None for other in found)
            found.add(f"{slug}-{count}" if count else slug)
    return found


@pytest.mark.parametrize("path", list_papers(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for address in list_links(MarkdownIt("commonmark").enable("table").parse(text)):
        if re.match(r"[a-z]+:", address):
            continue
        place, _, anchor = unquote(address).partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), f"{address} leads nowhere"
        if anchor and target.suffix == ".md" and not target.is_relative_to(ROOT / "content"):
            assert anchor in list_anchors(target), f"{address}: no such heading"


def test_every_document_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        links = list_links(MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")))
        waiting += [
            (path.parent / link.partition("#")[0]).resolve() for link in links if not re.match(r"[a-z]+:|#", link)
        ]
    assert {path for path in list_papers() if path.is_relative_to(ROOT / "docs")} <= seen


def test_pictures_are_light_and_1280_wide() -> None:
    pictures = list((ROOT / "docs/images").glob("*.png"))
    assert pictures
    for picture in pictures:
        data = picture.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert struct.unpack(">I", data[16:20])[0] == 1280, picture.name
        assert len(data) < 150_000, picture.name


# What the papers must not hold


def test_papers_hold_nothing_unfinished() -> None:
    wrong = []
    for path in list_papers():
        if found := re.search(r"\b(TODO|FIXME|TBD|lorem ipsum)\b", path.read_text(encoding="utf-8"), re.IGNORECASE):
            wrong.append(f"{path.relative_to(ROOT)}: {found[0]}")
    assert not wrong


def test_decisions_are_numbered_and_listed() -> None:
    files = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    for name in files:
        number, title = int(name[:4]), read(f"docs/decisions/{name}").partition("\n")[0]
        assert f"{number}. [{title.removeprefix(f'# {number}. ')}]({name})" in read("docs/decisions/README.md")


def test_every_dependency_has_its_line() -> None:
    text = read("pyproject.toml") + read("package.json")
    names = re.findall(r"^    \"([a-z-]+)[>=]", text, re.MULTILINE) + re.findall(r"\"((?:axe|vnu)-[a-z]+)\"", text)
    assert len(names) > 10
    missing = [
        name
        for name in names
        if not re.search(rf"^\| {re.escape(name)}\b", read("docs/decisions/0002-dependencies.md"), re.MULTILINE)
    ]
    assert not missing
