"""What the words of a command line mean: a folder, a day, an address, a number.

In: one word, or a variable of the environment. Out: its value. Raises ArgumentTypeError, which says what is wrong with it, for any other.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit


def read_epoch() -> date | None:
    """Return the day that SOURCE_DATE_EPOCH names, None where it is not set (reproducible-builds.org/specs/source-date-epoch).

    Raises ArgumentTypeError for what is no count of seconds since 1970: to go on would build something else than was asked for.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    try:
        if not text.isascii() or not text.isdigit():
            raise ValueError
        return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = (
            f"SOURCE_DATE_EPOCH is {text}, which is no count of seconds since 1970. Unset it, or give --today instead."
        )
        raise argparse.ArgumentTypeError(message) from None


def read_folder(text: str) -> Path:
    """Return a folder that is there."""
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return path


def read_day(text: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2023-04-18") from None


def read_url(text: str) -> str:
    """Return the address of a site, with `/` behind it."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"{text} is no address of a site; write it as https://example.org/minutes/")
    return text.rstrip("/") + "/"


def read_count(text: str) -> int:
    """Return a number of processes."""
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes from 1 to 256")
    return int(text)


def read_port(text: str) -> int:
    """Return a port; 0 is any that is free."""
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port from 0 to 65535")
    return int(text)
