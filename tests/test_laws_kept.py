"""Law 2 of ARCHITECTURE.md over time: whatever was edited, cut off, damaged or brought from elsewhere, a build that uses what is kept writes the
same bytes, and says the same faults, as one that has nothing but the files.

`python -m bench.edits` does the same for as long as one likes, with a council of any size.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from minutebook import pipeline
from minutebook.pipeline import Options, Summary
from tests.support import walks
from tests.support.edits import EDITS
from tests.support.sites import write_files
from tests.support.small_council import FILES
from tests.support.walks import list_steps

STEPS = 46
SEED = 4 if os.environ.get("CI") else random.randrange(10**6)
"""With CI set the steps are the same each time, as all generated cases are."""


def test_what_is_kept_changes_nothing(tmp_path: Path) -> None:
    walked = walks.walk(tmp_path, write_files(tmp_path / "root", FILES), seed=SEED, steps=STEPS)
    assert walked.written > STEPS // 2, walked.told
    assert walked.reused > 0
    assert walked.kept > 0
    idle = EDITS.keys() - walked.done.keys()
    assert len(idle) < len(EDITS) // 5, f"nothing was done by {idle} with seed {SEED}"


def test_all_kinds_of_edit_are_among_the_steps() -> None:
    for seed in (1, 2, 3, 4, SEED):
        assert {name for names in list_steps(seed, STEPS) for name in names} == EDITS.keys(), seed


def test_what_is_stale_is_noticed(tmp_path: Path) -> None:
    """A build that never looks again at what it has built is found out, and the steps are told."""
    real, last = pipeline.build, Summary(mock.Mock())

    def build(options: Options, progress: Callable[..., None]) -> Summary:
        nonlocal last
        if options.cache is None:
            return real(options, progress)
        if not options.site.is_dir():
            last = real(replace(options, cache=None), progress)
        return last

    root = write_files(tmp_path / "root", FILES)
    steps = [("change_nothing",), ("save_unchanged",), ("add_words",), ("add_item",)]
    with (
        mock.patch.object(walks, "list_steps", return_value=steps),
        mock.patch.object(pipeline, "build", build),
        pytest.raises(AssertionError) as found,
    ):
        walks.walk(tmp_path, root, seed=2, steps=3)
    told = str(found.value)
    assert "not that without (seed 2, step 2)" in told
    assert " files differ: " in told
    assert "--- clean" in told
    assert "0. change_nothing" in told
    assert "2. add_words: words more in root/content/" in told
    assert "python -m bench.edits --seed 2 --steps 2" in told
