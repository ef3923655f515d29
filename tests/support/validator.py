"""The Nu HTML checker, over files.

In: HTML files. Out: every message it has, warnings too. Never checks what CSS means, and asks no other host.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from tests.support.skips import no_tool


@dataclass(frozen=True, slots=True)
class Message:
    """One thing the validator says."""

    file: Path
    line: int
    """From 1; 0 where it names none."""
    column: int
    kind: str
    """`error`, `warning`, `info`, or `non-document-error`."""
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.kind}: {self.text}  {self.extract!r}"


class ValidateHtml(Protocol):
    """The fixture `validate_html`. One call for many files: Java takes long to start."""

    def __call__(self, paths: Iterable[Path]) -> tuple[Message, ...]: ...


def messages(paths: Iterable[Path], jar: Path) -> tuple[Message, ...]:
    """What the validator says about the files, all of which must exist. Skips the test if it cannot run."""
    files = [path.resolve(strict=True) for path in paths]
    if not files:
        raise ValueError("No file was given to validate")
    java = shutil.which("java")
    if java is None:
        no_tool("java is not installed")
    if not jar.is_file():
        no_tool("vnu-jar is not in node_modules (make tools)")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    asked = ("--format", "json", "--stdout", "--exit-zero-always")
    done = subprocess.run(
        [java, *quick, "-Xss4m", "-jar", str(jar), *asked, *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return tuple(
        Message(
            file=Path(unquote(urlsplit(one.get("url", "")).path)),
            line=one.get("lastLine", 0),
            column=one.get("lastColumn", 0),
            kind=one.get("subType", one["type"]) if one["type"] == "info" else one["type"],
            text=one["message"],
            extract=one.get("extract", ""),
        )
        for one in json.loads(done.stdout)["messages"]
    )
