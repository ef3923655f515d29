"""What code it is: a value made by other code is not used.

In: our own files, and the versions of Python and of the libraries. Out: one digest of them all.
"""

from __future__ import annotations

import sys
import zlib
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Final

PACKAGES: Final = (
    *(
        "babel",
        "jinja2",
        "linkify-it-py",
        "markdown-it-py",
        "markupsafe",
        "mdurl",
        "mkdocs-material",
        "pydantic",
        "pydantic-core",
        "pyyaml",
    ),
    "snowballstemmer",
)
"""The libraries whose version can change what a build makes."""


def fingerprint(folder: Path | None = None) -> str:
    """Return a digest of what a build depends on besides the council's files and the templates: our code and languages, Python, the libraries.

    `folder` holds the code; ours if None.
    """
    hashed = blake2b(digest_size=16)
    folder = folder or Path(__file__).parent.parent
    found = {
        path.relative_to(folder).as_posix(): path for ending in ("py", "yml") for path in folder.rglob(f"*.{ending}")
    }
    for name, path in sorted(found.items()):
        data = path.read_bytes()
        hashed.update(f"{name} {len(data)}\n".encode())
        hashed.update(data)
    versions = (f"{name} {_find_version(name)}" for name in PACKAGES)
    hashed.update(
        "\n".join((sys.implementation.name, str(sys.version_info), zlib.ZLIB_RUNTIME_VERSION, *versions)).encode()
    )
    return hashed.hexdigest()


def _find_version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"
