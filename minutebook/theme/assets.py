"""The style sheets, scripts and pictures that pages need.

In: the folders of templates, the theme's folder. Out: names, published paths and bytes, the same for the same
files. Never fetches anything, nor reads what is in no `assets/` folder but the theme's sheet and licence.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from minutebook.theme.shell import BOX_STRINGS, ThemeError


def find_material() -> Path:
    """The folder of Material for MkDocs. Raises `ThemeError` if it is not installed."""
    found = importlib.util.find_spec("material")
    if found is None or not found.submodule_search_locations:
        raise ThemeError("mkdocs-material is not installed")
    return Path(found.submodule_search_locations[0])


def read_assets(folders: Sequence[Path], material: Path) -> dict[str, tuple[str, bytes]]:
    """(published path, bytes) of every asset, by its name below `assets/`.

    Of two with one name the first folder's counts. The style sheets that lie directly in `css/` become one,
    named `css`, after the theme's own, which stands in a cascade layer, so that no rule of ours must outweigh
    it. Likewise our scripts that lie directly in `js/` become one, named `js/minutebook.js`; a council's own stay by themselves, so that
    a slip in one of them breaks no other. Raises `ThemeError` if the theme is not as it is known here.
    """
    files: dict[str, bytes] = {}
    packaged: dict[str, bytes] = {}
    for folder in reversed(folders):
        top = folder / "assets"
        for path in sorted(top.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                name = path.relative_to(top).as_posix()
                files[name] = path.read_bytes()
                if folder == folders[-1]:
                    packaged[name] = files[name]
    sheets = [name for name in sorted(files) if re.fullmatch(r"css/[^/]+\.css", name)]
    ours = "".join(strip_comments(files.pop(name).decode()) for name in sheets)
    scripts = [
        name for name in sorted(files) if re.fullmatch(r"js/[^/]+\.js", name) and files[name] == packaged.get(name)
    ]
    files["js/minutebook.js"] = "".join(_guard(files.pop(name).decode()) for name in scripts).encode()
    joined = f"@layer material{{{_read_sheet(material)}}}\n{ours}"
    return {
        "css": _publish("css/minutebook.css", joined.encode()),
        **dict(_publish_each(files)),
        "licence": ("assets/material-licence.txt", _read_licence()),
    }


def strip_comments(sheet: str) -> str:
    """The style sheet without comments and indentation; strings stay as they are."""
    kept = re.sub(
        r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/""",
        lambda found: found[1] or "",
        sheet,
        flags=re.DOTALL,
    )
    return re.sub(r"\s*\n\s*", "\n", kept).strip() + "\n"


def strip_script_comments(script: str) -> str:
    """The script without the comments that have their lines to themselves; all else stays as it is.

    Where something else may run over several lines (a text, or a comment behind code), what looks like a comment may be none: then
    nothing is taken out.
    """
    for line in script.splitlines():
        opened = line.lstrip().rfind("/*")
        if line.count("`") % 2 or line.endswith("\\") or (opened > 0 and "*/" not in line.lstrip()[opened:]):
            return script
    return re.sub(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z)", "", script, flags=re.DOTALL | re.MULTILINE)


def publish_box(script: bytes, words: Mapping[str, str], dates: Sequence[str], engine: str) -> tuple[str, bytes]:
    """(published path, bytes) of the script of the search box, with what it needs put into the form's data: what it says, where the engine is.

    That is of use once the box is, so it need not stand in every page. `words` are those of `Shell.strings`; `engine` is a published path.
    Raises `ThemeError` for a word that is not there.
    """
    if missing := [name for name in BOX_STRINGS if name not in words]:
        raise ThemeError(f"the search box asks for {missing[0]!r}, which nothing gives")
    said = {name.removeprefix("find_"): words[name] for name in BOX_STRINGS}
    data = json.dumps(said | {"dates": "|".join(dates)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    place = f'new URL("{engine.rpartition("/")[2]}",import.meta.url).href'
    ending = f'Object.assign(document.querySelector("[data-search]").dataset,{{engine:{place}}},{data});\n'
    return _publish("js/search/box.js", script + ending.encode())


def _guard(script: str) -> str:
    """A script with its names to itself, and whose fault, if it has one, stops no script behind it."""
    return f"try {{\n{strip_script_comments(script)}}} catch (error) {{\n  reportError(error);\n}}\n"


def _publish_each(files: dict[str, bytes]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for name, content in files.items():
        yield name, _publish(name, _strip(name, content))


def _strip(name: str, content: bytes) -> bytes:
    """What is published of a file: style sheets and scripts without what only their authors read."""
    if name.endswith(".css"):
        return strip_comments(content.decode()).encode()
    if name.endswith(".js"):
        return strip_script_comments(content.decode()).encode()
    return content


def _publish(name: str, content: bytes) -> tuple[str, bytes]:
    stem, _, ending = name.rpartition(".")
    if ending not in ("css", "js"):
        return f"assets/{name}", content
    # A digest in the name, so that an old file in a reader's cache never meets a new page.
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}", content


def _read_sheet(material: Path) -> str:
    found = sorted((material / "templates/assets/stylesheets").glob("main.*.min.css"))
    if len(found) != 1:
        raise ThemeError(f"the theme has {len(found)} main style sheets, not 1")
    sheet = found[0].read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", sheet)


@cache
def _read_licence() -> bytes:
    """The licence's text. It stands in one of two places (PEP 639); to find it elsewhere 14,000 names are read."""
    package = importlib.metadata.distribution("mkdocs-material")
    for name in ("licenses/LICENSE", "LICENSE"):
        if text := package.read_text(name):
            return text.encode()
    for path in package.files or ():
        if path.name == "LICENSE" and ".dist-info" in str(path):
            return path.read_binary()
    raise ThemeError("the theme's licence is missing")
