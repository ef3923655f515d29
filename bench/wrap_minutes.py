"""Wraps a folder of plain Markdown minutes in front matter, as a council's folder that Minutebook builds.

    python -m bench.wrap_minutes FROM TO

In: FROM, a folder with one folder a group and files called `<date>….md` at any depth below it. Out: TO, with `content/` and no glossary.
The words of the minutes stay as they are. A group's second file of a day becomes its second meeting.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})")


def wrap(source: Path, target: Path) -> int:
    """Write the council's folder; return how many meetings it has."""
    groups: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(source.rglob("*.md")):
        found = _DATED.match(path.name)
        if found and path.parent != source and _is_day(found[1]):
            groups[path.relative_to(source).parts[0]].append((found[1], path))
    content = target / "content"
    content.mkdir(parents=True)
    (content / "site.yml").write_text("name: Wrapped minutes\nlanguages: [en]\n", encoding="utf-8")
    (content / "bodies.yml").write_text(
        "".join(f"{name}:\n  name: {name.capitalize()} team\n  kind: working group\n" for name in sorted(groups)),
        encoding="utf-8",
    )
    count = 0
    for name, files in groups.items():
        (content / name).mkdir()
        seen: dict[str, int] = defaultdict(int)
        for day, path in files:
            seen[day] += 1
            number = f"-{seen[day]}" if seen[day] > 1 else ""
            text = path.read_bytes().decode("utf-8-sig", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
            wrapped = f"---\nstatus: held\nminutes: approved\n---\n\n{text}"
            (content / name / f"{day}{number}.md").write_text(wrapped, encoding="utf-8", newline="")
            count += 1
    return count


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    print(wrap(Path(sys.argv[1]), Path(sys.argv[2])), "meetings")
