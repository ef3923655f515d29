"""Golden pages: a few pages of a small council of our own, as they were last looked at and found good.

`MINUTEBOOK_BLESS=1` (make bless) writes them anew: read the difference before it is committed. Only what stands in `main` is kept,
since the shell has tests of its own; what changes with the style sheets' bytes is not in it.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.sites import build_site

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PAGES = (
    *(
        "",
        "council/",
        "council/2024/",
        "council/2024-01-10/",
        "cy/council/2024-01-10/",
        "council/2024-02-14/",
        "people/jane-rees/",
    ),
    *("decisions/2024/", "cy/actions/", "plans/care/", "glossary/"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A copy, since the history of the files here is that of this project.
    root = shutil.copytree(HERE / "cases/council", tmp_path_factory.mktemp("golden") / "root")
    build_site(root, root / "site", today=date(2024, 6, 1))
    return root / "site"


@pytest.mark.parametrize("path", PAGES)
def test_page_is_as_it_was(path: str, site: Path) -> None:
    found = re.search(r"<main\b.*</main>", (site / path / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    # Empty lines are the templates' and mean nothing; everything else is kept as it is.
    shown = re.sub(r"\n\s*\n+", "\n", found[0]) + "\n"
    golden = GOLDEN / f"{path.rstrip('/').replace('/', '_') or 'home'}.html"
    if os.environ.get("MINUTEBOOK_BLESS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert golden.is_file(), "make bless writes it"
    assert shown == golden.read_text(encoding="utf-8"), f"{golden.name} has changed; if that is right, make bless"


def test_every_golden_page_is_one_of_these() -> None:
    names = {f"{path.rstrip('/').replace('/', '_') or 'home'}.html" for path in PAGES}
    assert {path.name for path in GOLDEN.iterdir()} == names
