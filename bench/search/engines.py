"""The two engines: what each is told, where its files lie, and how it is asked in a browser.

In: a built site. Out: an index and what it took. Both are given the same pages and asked by the same script.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.search.cost import Cost, run
from tests.support.searches import find_folder, find_script

OPEN_OURS = """async ([script, folder, base]) => {
    const { open } = await import(script);
    const engine = await open(folder);
    window.find = async (text, count) => {
        const filters = { body: [], year: [], kind: [], status: [] };
        const { hits, first } = await engine.search({ text, filters, order: "relevance" });
        const shown = await engine.details(hits.slice(0, count ?? first));
        return { places: shown.map((hit) => new URL(hit.href, base).href) };
    };
}"""
OPEN_PAGEFIND = """async ([script]) => {
    const pagefind = await import(script);
    await pagefind.init();
    window.find = async (text, count) => {
        const { results } = await pagefind.search(text);
        const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
        return { places: shown.map((hit) => new URL(hit.url, script).href) };
    };
}"""
INTERFACE = ("-ui.", "-highlight.", "playground")
"""In the names of Pagefind's files that are no part of index or engine."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine over one site."""

    name: str
    folder: Path
    """What is served."""
    files: tuple[Path, ...]
    """Index and script."""
    opener: str
    """JavaScript that makes `window.find`."""

    def find_arguments(self, base: str, lang: str) -> list[str]:
        """Return what the opener is given when the folder is served at `base`."""
        if self.name == "Pagefind":
            return [f"{base}pagefind/pagefind.js"]
        return [find_script(self.folder, base), find_folder(base, lang), base]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self.files)

    @property
    def largest(self) -> int:
        """Bytes of the largest file as it goes over the line."""
        return max(map(self.weigh, self.files))

    def weigh(self, file: Path) -> int:
        """Return the bytes of a file as it goes over the line."""
        return len(gzip.compress(file.read_bytes(), 6))

    @property
    def digest(self) -> str:
        """A digest of all names and bytes."""
        whole = sha256()
        for file in self.files:
            whole.update(f"{file.relative_to(self.folder).as_posix()}\0{file.stat().st_size}\0".encode())
            whole.update(file.read_bytes())
        return whole.hexdigest()


def find_ours(site: Path, languages: Sequence[str]) -> Engine:
    """Return our engine over a built site."""
    base = "https://council.example/"
    files = [site / find_script(site, base).removeprefix(base)]
    for lang in languages:
        files += (
            file for file in (site / find_folder("", lang)).rglob("*") if file.is_file() and file.suffix != ".html"
        )
    return Engine("ours", site, tuple(sorted(files)), OPEN_OURS)


def index_by_pagefind(python: Path, staged: Path) -> tuple[Engine, Cost]:
    """Index staged pages anew with the Pagefind of another environment; return it and what it took."""
    shutil.rmtree(staged / "pagefind", ignore_errors=True)
    cost = run([str(python), "-m", "pagefind", "--site", str(staged), "--root-selector", "main", "--silent"])
    files = sorted(file for file in (staged / "pagefind").rglob("*") if file.is_file())
    own = tuple(file for file in files if not any(part in file.name for part in INTERFACE))
    return Engine("Pagefind", staged, own, OPEN_PAGEFIND), cost


def read_version(python: Path) -> str:
    """Return what Pagefind calls itself."""
    return run([str(python), "-m", "pagefind", "--version"]).output.strip()
