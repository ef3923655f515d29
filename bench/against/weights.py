"""How heavy a meeting's page is, and what a reader's first view of it asks for.

In: a built site. Out: kilobytes as they lie there, and as a server sends them that compresses.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLE = 200
"""Pages that are looked at, spread over the archive."""
_LOADED = re.compile(r"""<(?:link [^>]*rel="(?:stylesheet|modulepreload)"[^>]*href|script [^>]*src)="([^"]+)\"""")
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport) ?["'](\./[^"']+|\.\./[^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of the middle one of the meetings' pages."""

    html: float
    packed: float
    """As sent, with gzip."""
    view: float
    """With gzip, and with the style sheets and scripts that it loads at once."""


def weigh_pages(site: Path) -> Weight:
    """Weigh the pages of meetings. Raises ValueError where there are none."""
    pages = sorted(site.glob("*/????-??-??*/index.html"))
    pages = pages[:: max(1, len(pages) // SAMPLE)]
    if not pages:
        raise ValueError(f"{site} has no meeting")
    packed: dict[Path, int] = {}

    def pack(path: Path) -> int:
        if path not in packed:
            packed[path] = len(gzip.compress(path.read_bytes(), 6))
        return packed[path]

    html = [page.stat().st_size for page in pages]
    views = [pack(page) + sum(map(pack, find_loaded(page))) for page in pages]
    return Weight(median(html), median(map(pack, pages)), median(views))


def find_loaded(page: Path) -> set[Path]:
    """Return the files of the site that a page loads at once: style sheets, scripts, and what those import."""
    found: set[Path] = set()
    waiting = [page.parent / href for href in _LOADED.findall(page.read_text(encoding="utf-8"))]
    while waiting:
        path = waiting.pop().resolve()
        if path not in found and path.is_file():
            found.add(path)
            if path.suffix in (".js", ".mjs"):
                waiting += [path.parent / name for name in _IMPORTED.findall(path.read_text(encoding="utf-8"))]
    return found
