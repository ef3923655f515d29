"""The only two reasons for which a test may be skipped, and how they are counted.

In: the reason pytest reports. Out: which of the two it is, or why it is not allowed. Never decides by itself
whether a tool or a folder is there: whoever needs one finds out, and calls `no_tool` or `no_shared`.
"""

from collections.abc import Iterable
from typing import NoReturn

import pytest

NO_TOOL = "no browser or validator"
NO_SHARED = "no shared folder"


def no_tool(what: str) -> NoReturn:
    """Skips: Chromium, Java, axe or the validator is not on this machine. With CI set this is a failure."""
    pytest.skip(f"{NO_TOOL}: {what}")


def no_shared(what: str) -> NoReturn:
    """Skips: the folder of corpora, which is not part of the repository, is not beside it."""
    pytest.skip(f"{NO_SHARED}: {what}")


def fault(reason: str, *, ci: bool) -> str | None:
    """What is wrong with a skip for this reason, or None if it is one of the two that are allowed."""
    if NO_SHARED in reason:
        return None
    if NO_TOOL not in reason:
        return f"Only two reasons to skip exist (see tests/support/skips.py), and this is neither: {reason}"
    return f"With CI set, every tool must be there: {reason}" if ci else None


def closing_line(reasons: Iterable[str]) -> str:
    """The line that counts both kinds."""
    told = tuple(reasons)
    tools = sum(NO_TOOL in reason for reason in told)
    shared = sum(NO_SHARED in reason for reason in told)
    return f"skips: {tools} without browser or validator, {shared} without the shared folder"
