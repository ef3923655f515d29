"""One direction of imports, one job a module: the shape of the package holds."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "minutebook"

ORDER = [
    "model",
    "codec",
    "cache",
    "outlines",
    "diagnostics",
    "i18n",
    "dates",
    "yamlnodes",
    "names",
    "schema",
    "termfile",
    "markdown",
    "items",
    "records",
    "processes",
    "filenames",
    "sources",
    "texts",
    "history",
    "load",
    "urls",
    "acronyms",
    "link",
    "placing",
    "recall",
    "glossing",
    "harvest",
    "parity",
    "checks",
    "prose",
    "views",
    "tracing",
    "pages",
    "search",
    "theme",
    "render",
    "keeping",
    "folders",
    "spare",
    "output",
    "unchanged",
    "starter",
    "importers",
    "adding",
    "progress",
    "writing",
    "pipeline",
    "telling",
    "serve",
    "arguments",
    "cli",
]
"""A module imports only what stands before it, or what stands beside it in its own folder."""


def list_modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def list_imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "minutebook":
                found.update([parts[1]] if len(parts) > 1 else (alias.name for alias in node.names))
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("minutebook."))
    return found


def test_every_part_has_its_place() -> None:
    parts = {name_part(path) for path in list_modules()} - {"__init__"}
    assert parts == set(ORDER)


def test_imports_go_one_way() -> None:
    wrong = []
    for path in list_modules():
        part = name_part(path)
        if part == "__init__" or path.name == "__main__.py":
            continue
        for imported in list_imports(path):
            if imported != part and ORDER.index(imported) > ORDER.index(part):
                wrong.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert not wrong


def test_folders_have_no_import_circle() -> None:
    for folder in [path for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()]:
        graph: dict[str, set[str]] = {}
        for path in folder.glob("*.py"):
            if path.stem == "__init__":
                continue
            prefix = f"minutebook.{folder.name}."
            graph[path.stem] = {
                node.module.removeprefix(prefix)
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(prefix)
            }
        done: set[str] = set()
        while ready := [name for name, needs in graph.items() if name not in done and needs <= done | {name}]:
            done.update(ready)
        assert done == set(graph), f"{folder.name}: {set(graph) - done} import each other"


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in list_modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 350
    }
    assert not long


def test_every_module_says_its_job() -> None:
    silent = [
        str(path) for path in list_modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_only_the_theme_knows_material() -> None:
    for path in list_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            assert not any(name.split(".")[0] in ("mkdocs", "material") for name in names), path
