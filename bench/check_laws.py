"""Holds a large folder of real minutes against the laws of ARCHITECTURE.md: faithful, same, whole and linked.

    python -m bench.check_laws ROOT

In: a council's folder, such as bench/wrap_minutes.py writes. Out: every breach, a line each; status 1 if there is one. The tests do the same
with a part of it, since all of it takes longer than a test should.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.laws import find_changes, find_lost_records, find_strangers, find_unfaithful, read_bytes
from tests.support.sites import build_site, find_broken_links, read_pages, try_build, write_files


def find_breaches(root: Path, work: Path) -> list[str]:
    """Build `root` twice and once more with an error in it, all below `work`; return what breaks a law."""
    site, again = work / "site", work / "again"
    build_site(root, site, jobs=2)
    pages = read_pages(site)
    minutes = len(list((root / "content").glob("*/????-??-??*.md")))
    found = find_unfaithful(root, site, languages=("en", "cy"), at_least=minutes * 9 // 10)
    found += find_broken_links(site) + find_lost_records(pages) + find_strangers(site, pages)
    build_site(root, again, jobs=1)
    found += [f"{path}: not the same the second time" for path in find_changes(site, again)]
    before = read_bytes(site)
    body = next(path.name for path in sorted((root / "content").iterdir()) if path.is_dir())
    wrong = root / f"content/{body}/1899-12-31.md"
    write_files(root, {f"content/{body}/{wrong.name}": "---\ntime: 25:99\n---\n"})
    try:
        written = try_build(root, site).written
    finally:
        wrong.unlink()
    if written or read_bytes(site) != before:
        found.append("a build with an error changed the old site")
    return found


def main() -> int:
    """Print the breaches; return the status."""
    with TemporaryDirectory() as work:
        found = find_breaches(Path(sys.argv[1]), Path(work))
    print("\n".join(found) or "All laws hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
