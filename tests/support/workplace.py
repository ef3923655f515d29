"""A council's folder that is changed again and again, built each time with what the builds before have left: its site and its cache.

In: a council's files and a seed. Out: a folder with `root`, `site` and `cache` in it, what the next build is asked for, and a journal of what was
changed, so that it can be changed back. Every choice is made by `random`, so that a walk can be repeated.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from unittest import mock

from minutebook import pipeline
from minutebook.pipeline import Options, Summary
from tests.support.sites import TODAY, keep_quiet

Choice = TypeVar("Choice")

GIT = {
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Sam Parry"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "clerk@example.org"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class NothingToDoError(Exception):
    """This kind of edit finds nothing in the folder that it could change."""


@dataclass(slots=True)
class Workplace:
    """The folder, and what the next build is asked for."""

    folder: Path
    options: Options
    random: random.Random
    templates: Path
    """A copy of the program's own templates, which may be changed too."""
    journal: list[tuple[Path, bytes | None]] = field(default_factory=list)
    """What each file was before it was changed in this step; None where there was none."""
    versions: list[tuple[Path, bytes]] = field(default_factory=list)
    """What files once were, for what is brought back later."""
    calls: int = 100_000
    """How many calls a build makes, as far as is known: where it may be cut off."""
    other_cache: Path | None = None
    """The cache of another council."""

    @property
    def root(self) -> Path:
        """The council's folder."""
        return self.options.root

    @property
    def site(self) -> Path:
        """Its site, built with the cache."""
        return self.options.site

    @property
    def cache(self) -> Path:
        """What the builds keep."""
        assert self.options.cache is not None
        return self.options.cache

    def pick(self, found: Sequence[Choice]) -> Choice:
        """Return one of them. Raises NothingToDoError where there is none."""
        if not found:
            raise NothingToDoError
        return self.random.choice(found)

    def often(self, share: float) -> bool:
        """Return True in this share of all cases."""
        return self.random.random() < share

    def list_files(self, pattern: str) -> list[Path]:
        """Return the council's files of a pattern, by name, so that a choice among them is the same each time."""
        return sorted(path for path in self.root.glob(pattern) if path.is_file())

    def list_minutes(self) -> list[Path]:
        """Return the files of all minutes, of further languages too."""
        return [path for path in self.list_files("content/*/*.md") if path.parent.name != "pages"]

    def tell(self, path: Path) -> str:
        """Return a file's name as steps name it."""
        return path.relative_to(self.folder).as_posix()

    # Changes, each of which can be taken back

    def write(self, path: Path, text: str | bytes) -> None:
        """Write one of the council's files."""
        self._note(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def remove(self, path: Path) -> None:
        """Remove one of the council's files, and its folder if it was the last in it."""
        self._note(path)
        path.unlink()
        folder = path.parent
        while folder != self.root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def replace(self, path: Path, old: str, new: str, count: int = -1) -> None:
        """Put other words in the place of some. Raises NothingToDoError where they are not there."""
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old not in text:
            raise NothingToDoError
        self.write(path, text.replace(old, new, count))

    def _note(self, path: Path) -> None:
        before = path.read_bytes() if path.is_file() else None
        self.journal.append((path, before))
        if before is not None:
            self.versions.append((path, before))
            del self.versions[:-200]

    def take_back(self) -> None:
        """Undo what this step changed."""
        for path, before in reversed(self.journal):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(before)
        self.journal.clear()

    # Builds

    def build(self, **changes: object) -> Summary:
        """Build once, with the cache."""
        with self.using_templates():
            return pipeline.build(replace(self.options, **changes), keep_quiet)  # type: ignore[arg-type] # names are Options' own

    def build_clean(self) -> tuple[Summary, Path]:
        """Build into an empty folder without a cache; return the site too, which the caller removes."""
        site = self.folder / "clean"
        shutil.rmtree(site, ignore_errors=True)
        with self.using_templates():
            return pipeline.build(replace(self.options, site=site, cache=None, jobs=1), keep_quiet), site

    @contextmanager
    def using_templates(self) -> Iterator[None]:
        """Let the program take its templates from this workplace."""
        with mock.patch.object(pipeline, "TEMPLATES", self.templates):
            yield

    def git(self, *words: str, day: str = "2026-01-01") -> str:
        """Run git in the council's folder, as nobody in particular. Raises NothingToDoError where it says no."""
        moment = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00Z")
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], capture_output=True, env=os.environ | GIT | moment, check=False
        )
        if done.returncode:
            raise NothingToDoError(done.stderr.decode())
        return done.stdout.decode()


def open_workplace(folder: Path, root: Path, seed: int) -> Workplace:
    """Return a workplace in `folder` for a council's folder, which it changes."""
    templates = folder / "templates"
    shutil.copytree(pipeline.TEMPLATES, templates)
    options = Options(root, folder / "site", today=TODAY, cache=folder / "cache")
    return Workplace(folder, options, random.Random(seed), templates)
