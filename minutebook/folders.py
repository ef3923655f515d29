"""Which folders a site may be written to, and which what is kept may lie in.

In: folders. Out: nothing, or why one is refused; which site stands in one. Never writes.
"""

from __future__ import annotations

import os
from pathlib import Path

MARKER = ".minutebook"
"""The file that says that a folder is a site of ours; written last, so that a folder which has it is whole."""
SPARE = "spare-site"
"""The folder in the cache where the site before is put (see `spare`)."""


class TargetRefusedError(Exception):
    """The target folder cannot be ours, so nothing was touched."""


def check_target(target: Path) -> None:
    """Raise TargetRefusedError unless `target` is absent, empty or a site of ours."""
    try:
        _check_kind(target)
    except OSError as error:
        raise TargetRefusedError(
            f"{target} cannot be a folder ({error.strerror}). Name another with --site."
        ) from error


def _check_kind(target: Path) -> None:
    if ".git" in Path(os.path.realpath(target)).parts or (target / ".git").exists():
        raise TargetRefusedError(
            f"{target} is a git repository or lies in one's own folder, and a site is replaced whole at each build, so "
            "nothing was changed. Name another folder with --site."
        )
    if target.is_symlink() and not target.exists():
        raise TargetRefusedError(
            f"{target} is a link that leads nowhere. Remove it, or name another folder with --site."
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise TargetRefusedError(f"{target} is a file, not a folder. Name another folder with --site.")
    if any(target.iterdir()) and not (target / MARKER).is_file():
        raise TargetRefusedError(
            f"{target} holds files that Minutebook did not write, so nothing was changed. "
            "Name an empty or a new folder with --site, or empty this one yourself."
        )


def check_apart(target: Path, root: Path) -> None:
    """Raise TargetRefusedError where writing `target` would write over what the site is made of, marker or not."""
    place = Path(os.path.realpath(target))
    kept = [Path(os.path.realpath(path)) for path in (root, root / "content", root / "templates")]
    if any(path.is_relative_to(place) for path in kept) or any(place.is_relative_to(path) for path in kept[1:]):
        raise TargetRefusedError(
            f"{target} is where the minutes or the templates are, and a site is replaced whole at each build, so nothing was "
            "changed. Name another folder with --site."
        )


def check_cache(folder: Path, site: Path, root: Path) -> None:
    """Raise TargetRefusedError where what is kept would lie in the site, and be published, or among the minutes or templates; or the site in it."""
    place = Path(os.path.realpath(folder))
    for taken in (site, root / "content", root / "templates"):
        if place.is_relative_to(os.path.realpath(taken)):
            raise TargetRefusedError(
                f"{folder} lies in {taken}, where nothing may be kept: what is kept is for this program alone, and holds words that "
                "are not published. Name another folder with --cache."
            )
    # In small letters: a disk may take both for the same.
    if Path(os.path.realpath(site).casefold()).is_relative_to(str(place / SPARE).casefold()):
        raise TargetRefusedError(
            f"{site} is where each build puts the site before away, so nothing was changed. Name another folder with --site."
        )


def find_site(target: Path) -> int | None:
    """Return the number on the disk of the site at `target`, which each new one has of its own; None where there is none."""
    return target.stat().st_ino if os.path.isfile(target / MARKER) else None  # noqa: PTH113 - asks in vain where it may not
