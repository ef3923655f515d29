"""Edits such as people make, in a made-up council's folder.

In: a council's folder as bench/make_council.py writes it. Out: files changed in it, and words that say what was done. The same call with
another number makes another edit.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from minutebook.pipeline import TEMPLATES

TEMPLATE = Path("pages/meeting.html")
"""The template of most pages."""


def lay_template(root: Path) -> None:
    """Give the council a template of its own, as yet the same as ours."""
    (root / "templates" / TEMPLATE).parent.mkdir(parents=True)
    shutil.copyfile(TEMPLATES / TEMPLATE, root / "templates" / TEMPLATE)


def edit_meeting(root: Path, number: int) -> str:
    """Add a sentence, with a word that stands nowhere else, to a paragraph of a meeting in the middle."""
    meetings = list_meetings(root)
    path = meetings[len(meetings) // 2]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("## ")) + 2
    lines[at] = f"{lines[at].rstrip()} Members saw the swiftbox{'es' * number} on the school wall.\n"
    path.write_text("".join(lines), encoding="utf-8")
    return f"a sentence added to {path.relative_to(root)}"


def change_term(root: Path, number: int) -> str:
    """Change the words of the glossary's first entry."""
    path = root / "glossary.yml"
    text = path.read_text(encoding="utf-8")
    letters = text.partition(":")[0]
    path.write_text(
        re.sub(r"^  en: .*$", rf"\g<0> mark {number + 1}", text, count=1, flags=re.MULTILINE), encoding="utf-8"
    )
    meetings = list_meetings(root)
    used = sum(1 for one in meetings if re.search(rf"\b{letters}\b", one.read_text(encoding="utf-8")))
    return f"other words for {letters}, which stands in {used:,} of {len(meetings):,} minutes"


def touch_template(root: Path, number: int) -> str:
    """Add a line to the template of a meeting."""
    with (root / "templates" / TEMPLATE).open("a", encoding="utf-8") as file:
        file.write(f"<p>Line {number + 1}</p>\n")
    return "a line added to the template of a meeting"


def rename_person(root: Path, number: int) -> str:
    """Give the first person another name; minutes go on naming them by the old one."""
    path = root / "content" / "people.yml"
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^  name: (.*)$(?:\n  also: .*$)?", text, re.MULTILINE)
    if not found:
        raise ValueError(f"{path} names nobody")
    old = found[1].split(" Newname")[0]
    new = f"  name: {old} Newname{'s' * number}\n  also: {old}"
    path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
    meetings = list_meetings(root)
    named = sum(1 for one in meetings if old in one.read_text(encoding="utf-8"))
    return f"another name for {old}, who stands in {named:,} of {len(meetings):,} minutes"


def list_meetings(root: Path) -> list[Path]:
    """Return the files of the meetings in the first language."""
    return sorted(path for path in (root / "content").glob("*/????-??-??*.md") if path.stem.count(".") == 0)
