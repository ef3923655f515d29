"""What we know of Material for MkDocs. A failure here after an upgrade says what to look at."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from minutebook.theme import STRINGS, Shell, Theme, ThemeError, frame
from minutebook.theme.assets import find_material

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
BARE = Shell("A", "en", "ltr", "A", "./", dict.fromkeys(STRINGS, "word"))
BODY = Markup("<h1>A</h1>")
BLOCKS = [
    *("site_meta", "htmltitle", "styles", "libs", "fonts", "analytics", "extrahead", "announce", "outdated"),
    *("header", "hero", "tabs", "site_nav", "container", "content", "footer", "config", "scripts"),
]
"""Of the theme's page, in their order."""


def test_the_theme_asks_for_the_names_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    find = jinja2.Environment.getattr

    def note(environment: jinja2.Environment, of: object, name: str) -> object:
        asked.add(name)
        return find(environment, of, name)

    monkeypatch.setattr(jinja2.Environment, "getattr", note)
    Theme([TEMPLATES]).wrap(BARE, BODY)
    ours = {field.name for field in fields(Shell)} | set(STRINGS) | set(frame.SLOTS)
    theirs = {"direction", "t", "theme", "toc", "url", "extra", "extra_css", "announce"}
    assert asked - ours - {"css", "links"} == (theirs - ours) | frame.ABSENT


def test_the_themes_page_has_the_parts_we_know() -> None:
    folder = find_material() / "templates"
    source = (folder / "base.html").read_text(encoding="utf-8")
    assert (folder / "main.html").read_text(encoding="utf-8").split("#}")[-1].strip() == '{% extends "base.html" %}'
    assert re.findall(r"{%-? block (\w+)", source) == BLOCKS
    ours = (TEMPLATES / "shell/frame.html").read_text(encoding="utf-8")
    # Of the theme's blocks only what stands within one of ours is not written anew.
    assert set(re.findall(r"{%-? block (\w+)", source)) - set(re.findall(r"{% block (\w+)", ours)) == {"content"}


def test_a_name_that_nothing_gives_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "shell").mkdir()
    (tmp_path / "shell/footer.html").write_text("{% if shell.new_name %}x{% endif %}")
    with pytest.raises(ThemeError, match="new_name"):
        Theme([tmp_path, TEMPLATES]).wrap(BARE, BODY)


def test_a_frame_without_a_slot_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "shell").mkdir()
    (tmp_path / "shell/header.html").write_text("<header></header>")
    with pytest.raises(ThemeError, match="slots"):
        Theme([tmp_path, TEMPLATES]).wrap(BARE, BODY)


def test_a_theme_with_other_parts_stops_the_build(tmp_path: Path) -> None:
    source = (find_material() / "templates/base.html").read_text(encoding="utf-8")
    (tmp_path / "shell").mkdir()
    (tmp_path / "shell/base.html").write_text(source.replace("md-toggle", "md-switch"))
    with pytest.raises(ThemeError, match="md-toggle"):
        Theme([tmp_path, TEMPLATES]).wrap(BARE, BODY)


def test_no_other_part_knows_the_theme() -> None:
    for path in (ROOT / "minutebook").rglob("*.py"):
        if "theme" in path.relative_to(ROOT / "minutebook").parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"\bmd-[a-z]", node.value), f"{path}:{node.lineno}"
