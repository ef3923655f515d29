"""What happens to a council's folder beside edits: git, builds that are cut off, caches and sites that are not what the last build left.

In: a workplace. Out: the same, changed, and what happened in words. Kept in `EDITS` like every other kind of edit.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import FrameType

from minutebook.pipeline import Options, build
from tests.support.edits import EDITS, edit
from tests.support.sites import TODAY, keep_quiet, write_files
from tests.support.workplace import NothingToDoError, Workplace

ROOT = Path(__file__).resolve().parents[2]
_PACKAGE = f"{ROOT / 'minutebook'}{os.sep}"
_KEPT = 3
"""Earlier sites and caches that are kept to be brought back."""


# Git


def commit(place: Workplace) -> str:
    """Commit all there is, in a repository that is made if there is none."""
    if not (place.root / ".git").is_dir():
        place.git("init", "-q", "-b", "main")
    number = place.random.randint(1, 999)
    place.git("add", "-A")
    day = f"2026-{place.random.randint(1, 11):02}-{place.random.randint(1, 28):02}"
    place.git("commit", "-q", "--allow-empty", "-m", f"Change {number} <b>", day=day)
    return f"all is committed on {day} as change {number}"


@edit
def commit_all(place: Workplace) -> str:
    return commit(place)


@edit
def amend_message(place: Workplace) -> str:
    if not (place.root / ".git").is_dir():
        commit(place)
    place.git(
        "commit",
        "-q",
        "--amend",
        "--allow-empty",
        "-m",
        f"Other words {place.random.randint(1, 999)}",
        day="2026-05-05",
    )
    return "the last change has another message and day"


@edit
def switch_branch(place: Workplace) -> str:
    told = commit(place)
    branches = [name for name in place.git("branch", "--format=%(refname:short)").split() if name != "main"]
    if branches and place.often(0.6):
        name = place.pick(branches)
        place.git("checkout", "-q", place.pick((name, "main")))
    else:
        name = f"branch-{place.random.randint(1, 999)}"
        place.git("checkout", "-q", "-b", name)
    return f"{told}; then the branch is {place.git('branch', '--show-current').strip()}"


@edit
def go_back_to_a_commit(place: Workplace) -> str:
    commit(place)
    target = place.pick(place.git("log", "--format=%H").split()[:6])
    place.git("reset", "-q", "--hard", target)
    return "all is as at an earlier commit"


@edit
def remove_history(place: Workplace) -> str:
    if not (place.root / ".git").is_dir():
        commit(place)
        place.build()
    shutil.rmtree(place.root / ".git")
    return ".git is removed"


# Builds that are cut off


class CutOffError(KeyboardInterrupt):
    """Ends a build wherever it is. No `except Exception` stops it, as none stops Ctrl+C."""


@contextmanager
def cutting_off(after: int, *, kill: bool = False) -> Iterator[list[int]]:
    """Raise CutOffError (or kill this process) at the n-th call that the program makes; give the number of calls, in a list of one."""
    calls = [0]

    def count(frame: FrameType, event: str, _: object) -> None:
        if event not in ("call", "c_call") or not frame.f_code.co_filename.startswith(_PACKAGE):
            return
        calls[0] += 1
        if calls[0] == after:
            sys.setprofile(None)
            if kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise CutOffError

    before, hook = sys.getprofile(), sys.unraisablehook
    sys.unraisablehook = lambda _: None  # it may fall into what Python calls by itself, which cannot raise
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)
        sys.unraisablehook = hook


@edit
def stop_a_build(place: Workplace) -> str:
    """Something is changed, and the build that should show it is stopped; then it is changed back, or not."""
    told = EDITS[
        place.pick(("add_words", "add_paragraph", "remove_item", "remove_meeting", "add_term", "rename_person"))
    ](place)
    after = place.random.randint(1, place.calls)
    where = "nowhere"
    with cutting_off(after) as calls:
        try:
            place.build()
        except CutOffError:
            where = f"at call {after}"
    if where == "nowhere":
        place.calls = max(1000, calls[0])
    if back := place.often(0.5):
        place.take_back()
    return f"{told}; a build stopped {where}{'; and all is as it was' if back else ''}"


@edit
def stop_a_build_while_it_writes(place: Workplace) -> str:
    """The same near the end, where the site is swapped in and what is kept is written."""
    told = EDITS[place.pick(("add_words", "change_term", "rename_person", "move_today"))](place)
    whole = place.folder / "whole"
    with cutting_off(0) as calls:  # how many calls there are is known by a copy of all that the build has
        trial = copy_place(place, whole)
        with place.using_templates():
            build(trial, keep_quiet)
    shutil.rmtree(whole)
    after = max(1, calls[0] - int(place.random.random() ** 3 * 3000))
    stopped = False
    with cutting_off(after):
        try:
            place.build()
        except CutOffError:
            stopped = True
    if back := place.often(0.5):
        place.take_back()
    return f"{told}; a build stopped {calls[0] - after} calls before its end: {stopped}{'; and all is as it was' if back else ''}"


def copy_place(place: Workplace, folder: Path) -> Options:
    """Copy site and cache, and return the options of a build with these."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for source in (place.site, place.cache):
        if source.is_dir():
            shutil.copytree(source, folder / source.name, symlinks=True)
    return replace(place.options, site=folder / place.site.name, cache=folder / place.cache.name)


@edit
def kill_a_build(place: Workplace) -> str:
    told = EDITS[place.pick(("add_words", "remove_meeting", "change_term"))](place)
    after = place.random.randint(1, place.calls)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, describe(place, after)], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(done.stderr.decode())
    if back := place.often(0.5):
        place.take_back()
    return f"{told}; a build killed at call {after}: {done.returncode}{'; and all is as it was' if back else ''}"


def describe(place: Workplace, after: int) -> str:
    """Return the options as words for another process."""
    asked = place.options
    names = {
        "root": asked.root,
        "site": asked.site,
        "cache": asked.cache,
        "today": asked.today,
        "templates": place.templates,
    }
    texts = {name: str(value) for name, value in names.items()}
    return json.dumps(
        texts | {"base_url": asked.base_url, "drafts": asked.drafts, "search": asked.search, "after": after}
    )


_KILLED = "import sys; from tests.support.mishaps import build_and_die; build_and_die(sys.argv[1])"


def build_and_die(words: str) -> None:
    """Build in this process until it is killed by itself."""
    asked = json.loads(words)
    options = Options(
        root=Path(asked["root"]),
        site=Path(asked["site"]),
        cache=Path(asked["cache"]),
        today=date.fromisoformat(asked["today"]),
        base_url=asked["base_url"],
        drafts=asked["drafts"],
        search=asked["search"],
    )
    place = Workplace(options.root.parent, options, Random(), Path(asked["templates"]))
    with place.using_templates(), cutting_off(asked["after"], kill=True):
        build(options, keep_quiet)


@edit
def build_with_two_processes(place: Workplace) -> str:
    told = EDITS[place.pick(("add_words", "remove_meeting", "change_term"))](place)
    place.build(jobs=2)
    return f"{told}; built by two processes"


@edit
def build_another_site(place: Workplace) -> str:
    """The same cache serves another site in between, with other options."""
    other = place.folder / "other"
    base = place.pick(("https://example.org/preview/", place.options.base_url))
    drafts = place.often(0.5)
    place.build(
        site=other, base_url=base, drafts=drafts, today=(place.options.today or TODAY) + timedelta(place.pick((0, 1)))
    )
    if place.often(0.3):
        shutil.rmtree(place.site, ignore_errors=True)
        if other.is_dir():
            shutil.copytree(other, place.site)
            return f"a site with drafts {drafts} at {base} was built with the same cache, and copied over this one"
    return f"another site with drafts {drafts} at {base} was built with the same cache"


# Caches


def keep_copies(place: Workplace) -> None:
    """Keep copies of cache and site, to be brought back later."""
    kept = place.folder / "kept"
    numbers = sorted(int(path.name) for path in kept.iterdir()) if kept.is_dir() else []
    for number in numbers[: 1 - _KEPT]:
        shutil.rmtree(kept / str(number))
    copy_place(place, make(kept) / str(numbers[-1] + 1 if numbers else 1))


def make(folder: Path) -> Path:
    """Make a folder if it is not there, and return it."""
    folder.mkdir(exist_ok=True)
    return folder


def bring_copy(place: Workplace, *, cache: bool, site: bool) -> str:
    kept = place.pick(sorted(make(place.folder / "kept").iterdir(), key=lambda path: int(path.name)))
    for wanted, target in ((cache, place.cache), (site, place.site)):
        if wanted and (kept / target.name).is_dir():
            remove(target)
            shutil.copytree(kept / target.name, target, symlinks=True)
    return kept.name


@edit
def bring_earlier_cache(place: Workplace) -> str:
    return f"the cache is that of copy {bring_copy(place, cache=True, site=False)}"


@edit
def bring_earlier_site(place: Workplace) -> str:
    return f"the site is that of copy {bring_copy(place, cache=False, site=True)}"


@edit
def bring_earlier_both(place: Workplace) -> str:
    return f"cache and site are those of copy {bring_copy(place, cache=True, site=True)}"


@edit
def bring_cache_of_another_council(place: Workplace) -> str:
    if place.other_cache is None:
        folder = make(place.folder / "neighbours")
        root = shutil.copytree(ROOT / "tests/cases/council", folder / "root")
        # Files of the same names with other words in them, and some with the same.
        for path in place.list_files("content/council/*.md")[:2]:
            write_files(root, {f"content/council/{path.name}": "## 1. Other words\n\nRESOLVED: to differ.\n"})
        place.other_cache = folder / "cache"
        place.build(root=root, site=folder / "site", cache=place.other_cache)
    remove(place.cache)
    if place.other_cache.is_dir():
        shutil.copytree(place.other_cache, place.cache)
    return "the cache is that of another council"


@edit
def remove_cache(place: Workplace) -> str:
    remove(place.cache)
    return "the cache is gone"


def list_kept(place: Workplace) -> list[Path]:
    """Return the files of the cache; build first, where there is none."""
    if not place.cache.is_dir():
        place.build()
    return sorted(path for path in place.cache.rglob("*") if path.is_file())


@edit
def flip_bytes_in_cache(place: Workplace) -> str:
    path = place.pick(list_kept(place))
    data = bytearray(path.read_bytes())
    for _ in range(place.random.randint(1, 20)):
        at = place.random.randrange(len(data) or 1)
        data[at : at + 1] = bytes([place.random.randrange(256)])
    path.write_bytes(data)
    return f"bytes of {place.tell(path)} are flipped"


@edit
def cut_cache(place: Workplace) -> str:
    path = place.pick(list_kept(place))
    data = path.read_bytes()
    path.write_bytes(data[: place.random.randrange(len(data) or 1)])
    return f"{place.tell(path)} is cut"


@edit
def replace_file_of_cache(place: Workplace) -> str:
    path = place.pick(list_kept(place))
    path.unlink()
    what = place.pick(("nothing", "a folder", "words", "{}", "[]", "a link that leads nowhere"))
    if what == "a folder":
        make(path)
    elif what.startswith("a link"):
        path.symlink_to("nowhere")
    elif what != "nothing":
        path.write_text(what, encoding="ascii")
    return f"in the place of {place.tell(path)} is {what}"


@edit
def put_file_for_cache(place: Workplace) -> str:
    remove(place.cache)
    place.cache.write_text("no folder", encoding="ascii")
    return "the cache is a file"


@edit
def forbid_cache(place: Workplace) -> str:
    """Permissions say no (though not to root, who may do anything)."""
    path, mode = place.pick([(place.cache, 0o500), *((path, 0) for path in list_kept(place))])
    if not path.exists():
        make(path)
    path.chmod(mode)
    return f"{place.tell(path)} has the permissions {mode:03o}"


def allow(place: Workplace) -> None:
    """Undo that."""
    for path in (place.cache, *place.cache.rglob("*")):
        if path.exists() and not path.is_symlink():
            path.chmod(0o755)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# Sites


def list_site(place: Workplace) -> list[Path]:
    return sorted(path for path in place.site.rglob("*") if path.is_file() and path.name != ".minutebook")


@edit
def change_file_of_site(place: Workplace) -> str:
    path = place.pick(list_site(place))
    data = bytearray(path.read_bytes() or b"x")
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return f"a byte of {place.tell(path)} is another"


@edit
def remove_file_of_site(place: Workplace) -> str:
    path = place.pick(list_site(place))
    path.unlink()
    return f"{place.tell(path)} is removed"


@edit
def add_file_to_site(place: Workplace) -> str:
    path = place.pick(list_site(place)).with_name(place.pick(("new.html", ".hidden", "index.html.bak")))
    path.write_text("new", encoding="ascii")
    return f"{place.tell(path)} is added"


@edit
def touch_file_of_site(place: Workplace) -> str:
    path = place.pick(list_site(place))
    path.touch()
    return f"{place.tell(path)} is touched"


@edit
def swap_files_of_site(place: Workplace) -> str:
    """Two pages have each other's bytes and times of change."""
    found = list_site(place)
    if len(found) < 2:
        raise NothingToDoError
    one, other = place.random.sample(found, 2)
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)
    return f"{place.tell(one)} and {place.tell(other)} have each other's bytes"


@edit
def link_file_of_site(place: Workplace) -> str:
    """A page is a symbolic link to a file with the same bytes, or with others."""
    path = place.pick(list_site(place))
    elsewhere = place.folder / "elsewhere.html"
    elsewhere.write_bytes(path.read_bytes() + place.pick((b"", b" ")))
    path.unlink()
    path.symlink_to(elsewhere)
    return f"{place.tell(path)} is a link"


@edit
def remove_site(place: Workplace) -> str:
    with suppress(FileNotFoundError):
        shutil.rmtree(place.site)
    return "the site is gone"
