"""HTML: the validator finds no fault in any page of the sample council, nor in pages with hostile words in every field.

Its warnings count too, but for one: it looks for style sheets, scripts and pictures beside the files on a disk, where a policy of
`'self'` forbids them.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.councils import HOSTILE
from tests.support.sites import build_site, write_files
from tests.support.validator import ValidateHtml
from tests.test_laws_generated import put_everywhere

POLICY = "violates Content Security Policy"


def list_faults(pages: list[Path], validate_html: ValidateHtml) -> list[str]:
    found = validate_html(pages)
    assert any(POLICY in one.text for one in found), (
        "it has that to say of every page with a policy, so it looked at nothing"
    )
    return [str(one) for one in found if not (one.kind == "warning" and POLICY in one.text)]


def test_every_page_is_valid(sample_site: Path, validate_html: ValidateHtml) -> None:
    pages = sorted(sample_site.rglob("*.html"))
    assert len(pages) > 200
    assert list_faults(pages, validate_html) == []


def test_pages_of_hostile_words_are_valid(tmp_path: Path, validate_html: ValidateHtml) -> None:
    pages: list[Path] = []
    for number, text in enumerate(HOSTILE[:9:2]):
        site = tmp_path / f"site{number}"
        build_site(write_files(tmp_path / f"root{number}", put_everywhere(text).files), site)
        pages += sorted(site.rglob("*.html"))
    assert list_faults(pages, validate_html) == []
