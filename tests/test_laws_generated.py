"""The laws of ARCHITECTURE.md on councils made up by chance, with odd and hostile words in every field."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from minutebook.pipeline import Summary
from tests.support.councils import DAYS, HOSTILE, SECRET, Council, broken_councils, councils, odd_texts, write_yaml
from tests.support.laws import find_all_breaches, find_changes, find_leaks
from tests.support.sites import TODAY, read_pages, try_build, write_files

ROOT = Path(__file__).parent.parent


def put_everywhere(text: str) -> Council:
    """Return a council that has `text` in every field that takes words, in both languages."""
    both = {"en": text, "cy": text}
    front = {
        **dict.fromkeys(("title", "place"), both),
        "present": [text],
        "attending": [f"{text} (Clerk)"],
        "public": text,
        "chair": text,
        "source": {"note": both},
    }
    words = (
        f"{text}\n\n## 5. {text}\n\nRESOLVED: {text}\n\n- {text}\n  - {text}\n\n"
        f"| {text} |\n| --- |\n| {text} |\n\nACTION: {text} to write by 5 May.\n"
    )
    files = {
        "content/site.yml": write_yaml({"name": both, "languages": ["en", "cy"], "about": both, "contact": both}),
        "content/bodies.yml": write_yaml({"council": {"name": both, "about": both, "clerk": text}}),
        "content/people.yml": write_yaml(
            {
                "jane-rees": {
                    "name": text,
                    "about": both,
                    "contact": both,
                    "memberships": [{"body": "council", "role": both}],
                }
            }
        ),
        "content/offices.yml": write_yaml({"leader": {"title": both}}),
        "glossary.yml": write_yaml({"CIW": {**both, "about": both}}),
        "content/plans/one.yml": write_yaml(
            {
                "title": both,
                "body": "council",
                "about": both,
                "key": {"red": both},
                "actions": [
                    {
                        "id": "a",
                        "title": both,
                        "owner": "jane-rees",
                        "history": [{"date": "2023", "status": "red", "note": both}],
                    }
                ],
            }
        ),
        "content/pages/about.md": f"---\n{write_yaml({'title': both, 'menu': 'footer'})}---\n\n{text}\n\n## {text}\n",
        f"content/council/{DAYS[1]}.md": f"---\n{write_yaml(front)}---\n\n{words}",
        f"content/council/{DAYS[1]}.cy.md": words,
    }
    return Council(files, ("en", "cy"))


def check_laws(council: Council, folder: Path) -> Summary:
    """Build, and hold the site, if there is one, against laws 1, 4, 5 and 7; return what the build did."""
    root = write_files(folder / "root", council.files)
    summary = try_build(root, folder / "site")
    if not summary.written:
        assert summary.report.errors
        assert not (folder / "site").exists()
        return summary
    assert not summary.report.errors
    assert find_all_breaches(root, folder / "site", languages=council.languages) == []
    assert find_leaks(folder / "site", SECRET) == []
    return summary


@settings(max_examples=20)
@given(councils())
def test_laws_hold(council: Council) -> None:
    with TemporaryDirectory() as folder:
        summary = check_laws(council, Path(folder))
        event("written" if summary.written else f"error {summary.report.errors[0].code}")
        again = try_build(Path(folder) / "root", Path(folder) / "site")
        assert again.reused == again.files


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_laws_hold_with_hostile_words_in_every_field(text: str, tmp_path: Path) -> None:
    summary = check_laws(put_everywhere(text), tmp_path)
    assert summary.written, summary.report.errors


@settings(max_examples=8)
@given(odd_texts())
def test_laws_hold_with_odd_words_in_every_field(text: str) -> None:
    with TemporaryDirectory() as folder:
        check_laws(put_everywhere(text), Path(folder))


def test_hostile_words_are_shown_as_they_are(tmp_path: Path) -> None:
    text = " ".join(HOSTILE[:12])
    root = write_files(tmp_path / "root", put_everywhere(text).files)
    assert try_build(root, tmp_path / "site").written
    pages = read_pages(tmp_path / "site")
    for name in ("index", "cy/index", "council/index", "people/jane-rees/index", "plans/one/index", "about/index"):
        assert text in " ".join(pages[f"{name}.html"].text.split()), name


@settings(max_examples=30)
@given(broken_councils())
@example(Council({}, ("en",)))
@example(Council({"content/site.yml": "", "content/bodies.yml": ""}, ("en",)))
def test_damage_is_reported_and_never_raises(council: Council) -> None:
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "root", council.files)
        summary = try_build(root, Path(folder) / "site")
        assert summary.written != bool(summary.report.errors)
        assert (Path(folder) / "site").exists() == summary.written
        for found in summary.report.diagnostics:
            assert found.message.strip()
            path = found.location.path
            assert (root / path).exists() or found.code.endswith("-missing") or found.code == "no-meeting", str(found)


@settings(max_examples=1)
@given(councils(), councils(), st.integers(1, 2**32 - 1))
def test_the_last_site_hash_seed_locale_and_processes_change_nothing(
    before: Council, council: Council, seed: int
) -> None:
    """Law 2: over the site of another council, by another hash seed and in another place, comes what a first build gives."""
    with TemporaryDirectory() as folder:
        root, site, other = (Path(folder) / name for name in ("root", "site", "other"))
        built_before = try_build(write_files(Path(folder) / "before", before.files), other).written
        write_files(root, council.files)
        summary = try_build(root, site)
        surroundings = {**os.environ, "PYTHONHASHSEED": str(seed), "LC_ALL": "C", "TZ": "Pacific/Auckland"}
        words = f"--jobs 2 --today {TODAY} --base-url https://example.org/council/ --root {root} --site {other}"
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *words.split()], check=False, env=surroundings, capture_output=True
        )
        assert done.returncode == (0 if summary.written else 1), done.stderr.decode()
        assert site.exists() == summary.written
        assert other.exists() == (summary.written or built_before)
        if summary.written:
            assert find_changes(site, other) == []
