"""The file of a new meeting: what a clerk is told who asks for it twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from minutebook.pipeline import Options, read_content
from minutebook.starter import write_meeting
from tests.support.sites import write_files

DAY = date(2024, 5, 14)


def test_a_second_file_for_one_day_says_how_to_undo_it(tmp_path: Path) -> None:
    root = write_files(
        tmp_path,
        {
            "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
            "content/bodies.yml": "council: {name: Council, kind: council}\n",
        },
    )
    first = write_meeting(root, "council", DAY, "")
    path = root / "content/council/2024-05-14.md"
    assert (first.path, first.message) == (path, f"{path} is ready to be filled in.")
    second = write_meeting(root, "council", DAY, "")
    assert second.path == root / "content/council/2024-05-14-2.md"
    assert second.message == (
        f"{second.path} is ready to be filled in. It is for a further meeting of that day, since {path} was there already. "
        "If there was only one meeting, delete 2024-05-14-2.md and go on in 2024-05-14.md."
    )
    third = write_meeting(root, "council", DAY, "")
    assert third.path == root / "content/council/2024-05-14-3.md"
    assert "delete 2024-05-14-3.md" in third.message
    welsh = write_meeting(root, "council", DAY, "cy")
    assert welsh.message == f"{welsh.path} is ready to be filled in."
    assert welsh.path is not None
    assert not welsh.path.read_text(encoding="utf-8").startswith("---"), "the facts stand in the first file"


def test_a_further_language_alone_gets_the_facts(tmp_path: Path) -> None:
    root = write_files(
        tmp_path,
        {
            "content/site.yml": "name: Test council\nlanguages: [en, cy]\n",
            "content/bodies.yml": (
                "council: {name: Council, kind: council, agenda: [{en: Apologies, cy: Ymddiheuriadau}]}\n"
            ),
            "content/people.yml": "jane-rees: {name: Jane Rees}\n",
            "content/council/2024-05-07.md": (
                "---\nplace: {en: County Hall, cy: Neuadd y Sir}\npresent: Jane Rees\n---\n\n## 1. Apologies\n\nNone.\n"
            ),
        },
    )
    made = write_meeting(root, "council", DAY, "cy")
    path = root / "content/council/2024-05-14.cy.md"
    assert (made.path, made.message) == (
        path,
        f"{path} is ready to be filled in. It has the facts on top, since there is no 2024-05-14.md. If there will be one, write that "
        "first: the facts stand there only, so delete 2024-05-14.cy.md and begin again without --lang.",
    )
    assert path.read_text(encoding="utf-8") == (
        '---\ntime:\nplace: "Neuadd y Sir"\nstatus: scheduled\nminutes: none\npresent: "Jane Rees"\napologies:\nattending:\n---\n'
        "\n## 1. Ymddiheuriadau\n"
    )
    report = read_content(Options(root=root, site=root / "site", today=DAY), lambda stage, seconds: None).report
    assert report.diagnostics == ()
