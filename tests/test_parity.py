"""Which minutes are complete in each language: states, the list of `check`, the page for clerks, `parity: required`."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from minutebook.cli import main
from minutebook.model import Change, LocalText, Version
from minutebook.pages.parity import ParityView, plan_parity
from minutebook.parity import (
    Edition,
    Editions,
    Parity,
    compare_languages,
    count_complete,
    format_parity,
    list_editions,
)
from minutebook.pipeline import Options, check_only
from tests.support.registers import COUNCIL, Small, plan_small
from tests.support.sites import build_site, find_broken_links, keep_quiet, read_pages, write_files

ENGLISH = "content/council/2024-01-10.md"
WELSH = "content/council/2024-01-10.cy.md"
WHOLE = {
    ENGLISH: "## 1. Apologies\n\nNone.\n\n## 2. Roads\n\nRESOLVED: to mend them.\n",
    WELSH: "## 1. Ymddiheuriadau\n\nDim.\n\n## 2. Ffyrdd\n\nPENDERFYNWYD: eu trwsio.\n",
}


def compare(folder: Path, files: Mapping[str, str], **others: Any) -> dict[tuple[str, str], Edition]:  # Any: handed on
    """Return the editions of a council by file name and language."""
    small = plan_small(folder, files, **others)
    return {(one.meeting.rpartition("/")[2], one.lang): one for one in list_editions(small.register)}


def list_states(editions: Mapping[tuple[str, str], Edition]) -> dict[str, str]:
    return {" ".join(key): edition.state for key, edition in editions.items()}


def list_gaps(edition: Edition) -> list[tuple[str, str, int, int]]:
    return [(gap.kind, gap.anchor, gap.count, gap.of) for gap in edition.gaps]


def days(*texts: str) -> tuple[Change, ...]:
    """Changes on these days, as git has them: newest first."""
    return tuple(Change(date.fromisoformat(text), "a" * 40, "Change") for text in sorted(texts, reverse=True))


def show(small: Small, path: str) -> str:
    return " ".join(small.render(path).split())


# States


def test_complete_in_both(tmp_path: Path) -> None:
    assert list_states(compare(tmp_path, WHOLE)) == {"2024-01-10 en": "complete", "2024-01-10 cy": "complete"}


@pytest.mark.parametrize(("here", "lacking", "there"), [(ENGLISH, "cy", "en"), (WELSH, "en", "cy")])
def test_a_language_without_a_file_is_missing(tmp_path: Path, here: str, lacking: str, there: str) -> None:
    editions = compare(tmp_path, {here: WHOLE[here]})
    assert list_states(editions) == {f"2024-01-10 {there}": "complete", f"2024-01-10 {lacking}": "missing"}
    missing = editions["2024-01-10", lacking]
    assert (missing.path, missing.there) == ({ENGLISH: WELSH, WELSH: ENGLISH}[here], False)
    assert missing.sources == {there: here}


def test_a_file_without_words_is_missing_too(tmp_path: Path) -> None:
    editions = compare(tmp_path, {ENGLISH: WHOLE[ENGLISH], WELSH: "---\nplace: Neuadd\n---\n"})
    missing = editions["2024-01-10", "cy"]
    assert (missing.state, missing.there, missing.gaps) == ("missing", True, ())
    assert editions["2024-01-10", "en"].state == "complete"


@pytest.mark.parametrize(
    ("front", "held", "counts"),
    [
        ("", "2024-01-17", True),
        ("minutes: draft", "2024-01-17", True),
        ("status: held", "2024-09-10", True),
        ("", "2024-09-10", False),  # an agenda
        ("status: scheduled", "2024-09-10", False),
        ("status: scheduled", "2024-01-17", False),
        ("status: cancelled", "2024-01-17", False),
        ("status: postponed", "2024-01-17", False),
        ("minutes: none", "2024-01-17", False),
    ],
)
def test_only_minutes_count(tmp_path: Path, front: str, held: str, counts: bool) -> None:
    words = f"---\n{front}\n---\n\n" if front else ""
    files = {**WHOLE, f"content/cabinet/{held}.md": f"{words}## 1. Apologies\n\nNone.\n"}
    editions = compare(tmp_path, files, today=date(2024, 6, 1))
    assert {one.lang: one.state for one in editions.values() if one.body == "cabinet"} == (
        {"en": "complete", "cy": "missing"} if counts else {}
    )


def test_a_meeting_without_words_does_not_count(tmp_path: Path) -> None:
    assert compare(tmp_path, {"content/council/2024-01-10.md": "---\ntime: 6pm\n---\n"}) == {}


def test_an_item_that_one_language_lacks(tmp_path: Path) -> None:
    more = "\n## 3. {}\n\nRESOLVED: something.\n\n### More\n\nWords.\n"
    editions = compare(tmp_path / "a", {**WHOLE, ENGLISH: WHOLE[ENGLISH] + more.format("Parks")})
    assert list_states(editions) == {"2024-01-10 en": "complete", "2024-01-10 cy": "partly"}
    (gap,) = editions["2024-01-10", "cy"].gaps  # not what stands inside it
    assert (gap.kind, gap.lang, gap.anchor, gap.number, gap.title) == ("item", "en", "item-3", "3", "Parks")
    assert (gap.line, gap.place) == (9, 5), "where it stands, and behind which item it belongs"
    editions = compare(tmp_path / "b", {**WHOLE, WELSH: WHOLE[WELSH] + more.format("Parciau")})
    assert list_states(editions) == {"2024-01-10 en": "partly", "2024-01-10 cy": "complete"}
    (gap,) = editions["2024-01-10", "en"].gaps
    assert (gap.kind, gap.lang, gap.anchor, gap.title) == ("item", "cy", "item-3", "Parciau")


@pytest.mark.parametrize(
    ("lacking", "path", "bare", "there"),
    [("cy", WELSH, "## 2. Ffyrdd\n\n### Y camau nesaf\n", "en"), ("en", ENGLISH, "## 2. Roads\n", "cy")],
)
def test_an_item_with_nothing_below_its_heading(tmp_path: Path, lacking: str, path: str, bare: str, there: str) -> None:
    """It lacks its words, and that is all: not the records and headings among them."""
    files = {**WHOLE, path: WHOLE[path].partition("## 2.")[0] + bare}
    other = {ENGLISH: WELSH, WELSH: ENGLISH}[path]
    files[other] += "\n### More\n\nWords.\n\n### Yet more\n\nWords.\n"
    editions = compare(tmp_path, files)
    assert list_states(editions) == {f"2024-01-10 {lacking}": "partly", f"2024-01-10 {there}": "complete"}
    assert list_gaps(editions["2024-01-10", lacking]) == [("words", "item-2", 1, 1)]
    (gap,) = editions["2024-01-10", lacking].gaps
    assert (gap.lang, gap.line, gap.place) == (there, 5, 5)


def test_an_item_that_lacks_nothing_but_its_words(tmp_path: Path) -> None:
    editions = compare(tmp_path, {**WHOLE, WELSH: WHOLE[WELSH].replace("Dim.\n\n", "")})
    assert list_gaps(editions["2024-01-10", "cy"]) == [("words", "item-1", 1, 1)]
    assert editions["2024-01-10", "en"].state == "complete"


def test_headings_alone_are_missing(tmp_path: Path) -> None:
    """So are they as `build.py new` writes them; where there is nothing else in any language nothing is lacking."""
    bare = {ENGLISH: "## 1. Apologies\n\n## 2. Roads\n", WELSH: "## 1. Ymddiheuriadau\n\n## 2. Ffyrdd\n"}
    editions = compare(tmp_path / "a", {**WHOLE, WELSH: bare[WELSH]})
    assert list_states(editions) == {"2024-01-10 en": "complete", "2024-01-10 cy": "missing"}
    missing = editions["2024-01-10", "cy"]
    assert (missing.there, missing.gaps, missing.sources) == (True, (), {"en": ENGLISH})
    assert list_states(compare(tmp_path / "b", {**WHOLE, ENGLISH: bare[ENGLISH]})) == {
        "2024-01-10 en": "missing",
        "2024-01-10 cy": "complete",
    }
    assert {one.state for one in compare(tmp_path / "c", bare).values()} == {"complete"}


def test_the_text_before_the_first_item(tmp_path: Path) -> None:
    editions = compare(tmp_path, {**WHOLE, ENGLISH: "The Chair spoke.\n\n" + WHOLE[ENGLISH]})
    (gap,) = editions["2024-01-10", "cy"].gaps
    assert (gap.kind, gap.anchor, gap.title, gap.place) == ("item", "preamble", "", 0)


@pytest.mark.parametrize(
    ("english", "welsh", "lacking", "expected"),
    [
        ("ACTION: Clerk to write.", "", "cy", [("action", "item-2-action-1", 1, 1)]),
        ("", "CAM GWEITHREDU: Clerc i ysgrifennu.", "en", [("action", "item-2-action-cy-1", 1, 1)]),
        (
            "RESOLVED: to wait.\n\nRESOLVED: to go.",
            "PENDERFYNWYD: aros.",
            "cy",
            [("decision", "item-2", 1, 3)],
        ),
        (
            "RECOMMENDED: That the Cabinet pay.\n\nSUMMARY: Good.",
            "",
            "cy",
            [("recommendation", "item-2-recommendation-1", 1, 1), ("summary", "item-2-summary-1", 1, 1)],
        ),
        ("ACTION: Clerk to write. {#letter}", "", "cy", [("action", "letter", 1, 1)]),
    ],
)
def test_a_record_that_one_language_lacks(
    tmp_path: Path, english: str, welsh: str, lacking: str, expected: list[tuple[str, str, int, int]]
) -> None:
    files = {ENGLISH: f"{WHOLE[ENGLISH]}\n{english}\n", WELSH: f"{WHOLE[WELSH]}\n{welsh}\n"}
    editions = compare(tmp_path, files)
    assert list_gaps(editions["2024-01-10", lacking]) == expected
    assert all(gap.place == 5 for gap in editions["2024-01-10", lacking].gaps)
    (other,) = {"en", "cy"} - {lacking}
    assert editions["2024-01-10", other].state == "complete"


def test_each_language_may_lack_something(tmp_path: Path) -> None:
    files = {
        ENGLISH: WHOLE[ENGLISH] + "\nACTION: Clerk to write.\n",
        WELSH: WHOLE[WELSH].replace("Dim.", "CRYNODEB: Dim."),
    }
    editions = compare(tmp_path, files)
    assert [gap.kind for gap in editions["2024-01-10", "cy"].gaps] == ["action"]
    assert [gap.kind for gap in editions["2024-01-10", "en"].gaps] == ["summary"]


def test_a_heading_inside_an_item(tmp_path: Path) -> None:
    files = {
        ENGLISH: WHOLE[ENGLISH] + "\n### Key points\n\nA.\n\n### Next steps\n\nB.\n",
        WELSH: WHOLE[WELSH] + "\n### Prif bwyntiau\n\nA.\n",
    }
    editions = compare(tmp_path / "a", files)
    assert list_gaps(editions["2024-01-10", "cy"]) == [("heading", "item-2", 1, 2)]
    assert [gap.line for gap in editions["2024-01-10", "cy"].gaps] == [9], "the line of the warning"
    assert editions["2024-01-10", "en"].state == "complete"
    editions = compare(tmp_path / "b", {**files, WELSH: files[WELSH] + "\n### Y camau nesaf\n\nB.\n"})
    assert {one.state for one in editions.values()} == {"complete"}
    editions = compare(tmp_path / "c", {**files, WELSH: WHOLE[WELSH]})
    assert list_gaps(editions["2024-01-10", "cy"]) == [("heading", "item-2-key-points", 2, 2)]


def test_a_title_that_only_the_first_language_has(tmp_path: Path) -> None:
    titled = f"# Annual meeting\n\n{WHOLE[ENGLISH]}"
    editions = compare(tmp_path / "a", {**WHOLE, ENGLISH: titled})
    assert [(gap.kind, gap.title) for gap in editions["2024-01-10", "cy"].gaps] == [("title", "Annual meeting")]
    both = {ENGLISH: f"---\ntitle: {{en: Annual meeting, cy: Cyfarfod blynyddol}}\n---\n\n{WHOLE[ENGLISH]}"}
    assert compare(tmp_path / "b", {**WHOLE, **both})["2024-01-10", "cy"].state == "complete"
    # What the translation is called besides is no loss to readers of the first.
    more = {WELSH: f"# Cofnodion y Cyngor\n\n{WHOLE[WELSH]}"}
    assert compare(tmp_path / "c", {**WHOLE, **more})["2024-01-10", "en"].state == "complete"


def test_three_languages(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {**WHOLE, ENGLISH: WHOLE[ENGLISH] + "\n## 3. Parks\n\nWords.\n"})
    register = small.register
    (meeting,) = register.meetings.values()
    third = Version("fr", "content/council/2024-01-10.fr.md", "0", meeting.versions[1].items[:1], "")
    register = replace(
        register,
        site=replace(register.site, languages=("en", "cy", "fr", "de")),
        meetings={meeting.key: replace(meeting, versions=(*meeting.versions, third))},
        prose={**register.prose, third.path: register.prose[WELSH]},
    )
    found = {one.lang: one for one in list_editions(register)}
    assert {lang: one.state for lang, one in found.items()} == {
        "en": "complete",
        "cy": "partly",
        "fr": "partly",
        "de": "missing",
    }
    assert [(gap.item, gap.lang) for gap in found["fr"].gaps] == [("item-2", "en"), ("item-3", "en")], "each once"
    assert found["de"].path == "content/council/2024-01-10.de.md"
    assert [(one.lang, one.complete, one.all) for one in count_complete(found.values())] == [
        ("en", 1, 1),
        ("cy", 0, 1),
        ("fr", 0, 1),
        ("de", 0, 1),
    ]


# Older


@pytest.mark.parametrize(
    ("english", "welsh", "older"),
    [
        pytest.param("1", "1", "", id="written together"),
        pytest.param("1", "2", "", id="translated on a later day"),
        pytest.param("1 3", "1", "cy", id="the first language changed"),
        pytest.param("1", "1 3", "en", id="the further language changed"),
        pytest.param("1 3", "2", "cy", id="changed after its translation"),
        pytest.param("1 2", "3", "", id="changed before its translation"),
        pytest.param("1 2", "2", "", id="changed on the day of its translation"),
        pytest.param("1 3", "1 3", "", id="both changed"),
        pytest.param("1 3", "2 4", "", id="brought up"),
        pytest.param("1 3 4", "2", "cy", id="changed twice"),
        pytest.param("1 3", "2 4 5", "en", id="brought up, then changed by itself"),
        pytest.param("1 3 5", "2 4", "cy", id="brought up, then left behind again"),
        pytest.param("1 2", "", "", id="one is not in git yet"),
        pytest.param("", "1 2", "", id="the other is not in git yet"),
    ],
)
def test_what_was_left_behind_is_older(tmp_path: Path, english: str, welsh: str, older: str) -> None:
    changed = {path: [f"2024-02-0{day}" for day in text.split()] for path, text in ((ENGLISH, english), (WELSH, welsh))}
    editions = compare(tmp_path, WHOLE, history={path: days(*found) for path, found in changed.items() if found})
    assert {one.lang for one in editions.values() if one.state == "older"} == ({older} if older else set())
    if older:
        age = editions["2024-01-10", older].older
        assert age is not None
        behind, ahead = (ENGLISH, WELSH) if older == "en" else (WELSH, ENGLISH)
        assert (str(age.changed), str(age.other)) == (changed[behind][-1], changed[ahead][-1])
        assert {age.lang, older} == {"en", "cy"}


def test_of_three_languages_each_is_brought_up_by_itself(tmp_path: Path) -> None:
    french = "content/council/2024-01-10.fr.md"
    history = {
        ENGLISH: days("2024-02-01", "2024-02-03"),
        WELSH: days("2024-02-01", "2024-02-05"),
        french: days("2024-02-02"),
    }
    register = replace(plan_small(tmp_path, WHOLE).register, history=history)
    meeting = next(iter(register.meetings.values()))
    versions = (*meeting.versions, replace(meeting.versions[1], lang="fr", path=french))
    register = replace(
        register,
        site=replace(register.site, languages=("en", "cy", "fr")),
        meetings={meeting.key: replace(meeting, versions=versions)},
        prose={**register.prose, french: register.prose[WELSH]},
    )
    assert {one.lang: one.older is not None for one in list_editions(register)} == {
        "en": False,
        "cy": False,
        "fr": True,
    }


def test_partly_comes_before_older(tmp_path: Path) -> None:
    files = {**WHOLE, ENGLISH: WHOLE[ENGLISH] + "\n## 3. Parks\n\nWords.\n"}
    history = {ENGLISH: days("2024-02-01", "2024-03-01"), WELSH: days("2024-02-01")}
    welsh = compare(tmp_path, files, history=history)["2024-01-10", "cy"]
    assert welsh.state == "partly"
    assert welsh.older is not None


class Repository:
    """A council's folder in a git repository of its own, with commits on chosen days."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        self.root = write_files(root, {**COUNCIL, **files})
        self.run("init", "-q", "-b", "main")

    def run(self, *words: str, on: str = "2024-02-01") -> None:
        people = {
            f"GIT_{name}_{what}": value
            for name in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "a"), ("EMAIL", "a@example.org"), ("DATE", f"{on}T12:00:00+00:00"))
        }
        # The day on which it was written is no matter: what counts is when it came in.
        people["GIT_AUTHOR_DATE"] = "2001-01-01T12:00:00+00:00"
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *words], check=True, cwd=self.root, env={**os.environ, **people, **quiet})

    def commit(self, on: str, files: Mapping[str, str] | None = None) -> None:
        write_files(self.root, dict(files or {}))
        self.run("add", "-A")
        self.run("commit", "-q", "-m", "Change", on=on)

    def compare(self) -> Parity:
        parity = check_only(Options(root=self.root, site=self.root / "site"), keep_quiet).parity
        assert parity is not None
        return parity

    def list_states(self) -> dict[str, str]:
        return {one.path.rpartition("/")[2]: one.state for one in self.compare().editions}


@pytest.mark.parametrize(("changed", "older"), [(ENGLISH, WELSH), (WELSH, ENGLISH)])
def test_older_by_git(tmp_path: Path, changed: str, older: str, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path / "root", WHOLE)
    repository.commit("2024-02-01")
    assert set(repository.list_states().values()) == {"complete"}
    repository.commit("2024-02-01", {changed: WHOLE[changed] + "\nA word.\n"})
    assert set(repository.list_states().values()) == {"complete"}, "a later commit of the same day"
    repository.commit("2024-03-05", {changed: WHOLE[changed] + "\nAnother word.\n"})
    assert repository.list_states() == {
        older.rpartition("/")[2]: "older",
        changed.rpartition("/")[2]: "complete",
    }
    other = {ENGLISH: "English", WELSH: "Welsh"}[changed]
    assert main(["check", "--root", str(repository.root)]) == 0
    said = capsys.readouterr().out
    assert f"  {older}: older: changed 2024-02-01, {other} 2024-03-05\n" in said
    assert "not known" not in said
    # What is changed and not committed counts for nothing; a commit that touches the older one settles it.
    write_files(repository.root, {older: WHOLE[older] + "\nWords.\n"})
    assert "older" in repository.list_states().values()
    repository.commit("2024-03-05")
    assert set(repository.list_states().values()) == {"complete"}


def test_renamed_together_is_not_older(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "root", WHOLE)
    repository.commit("2024-02-01")
    repository.commit("2024-03-05", {ENGLISH: WHOLE[ENGLISH] + "\nA word.\n"})
    assert repository.list_states() == {"2024-01-10.md": "complete", "2024-01-10.cy.md": "older"}
    for ending in (".md", ".cy.md"):
        repository.run("mv", f"content/council/2024-01-10{ending}", f"content/council/2024-01-11{ending}")
    repository.commit("2024-04-01")
    assert repository.list_states() == {"2024-01-11.md": "complete", "2024-01-11.cy.md": "complete"}
    repository.commit("2024-04-02", {"content/council/2024-01-11.cy.md": WHOLE[WELSH] + "\nGair.\n"})
    assert repository.list_states() == {"2024-01-11.md": "older", "2024-01-11.cy.md": "complete"}


def test_a_shallow_clone_calls_nothing_older(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path / "root", WHOLE)
    repository.commit("2024-02-01")
    repository.commit("2024-03-05", {ENGLISH: WHOLE[ENGLISH] + "\nA word.\n"})
    clone = tmp_path / "clone"
    repository.run("clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    assert main(["check", "--root", str(clone)]) == 0
    said = capsys.readouterr().out
    assert "Council: 1 of 1 complete in Welsh\n" in said
    assert said.count("not known") == 1
    assert "git fetch --unshallow" in said
    assert main(["check", "--root", str(repository.root)]) == 0
    assert "Council: 0 of 1 complete in Welsh\n" in capsys.readouterr().out


def test_without_git_that_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = {path.replace("2024-01", "2024-02"): text for path, text in WHOLE.items()}
    root = write_files(tmp_path / "root", {**COUNCIL, **WHOLE, **later})
    assert main(["check", "--root", str(root)]) == 0
    said = capsys.readouterr().out
    assert said.count("Which version is older is not known, since git knows nothing of this folder.") == 1


# What check prints


MIXED = {
    ENGLISH: "## 1. Apologies\n\nNone.\n\n## 2. Roads\n\nRESOLVED: to mend them.\n\n## 3. Parks\n\nWords.\n",
    WELSH: "## 1. Ymddiheuriadau\n\nDim.\n\n## 2. Ffyrdd\n\nDim penderfyniad.\n",
    "content/council/2024-02-14.md": WHOLE[ENGLISH],
    "content/council/2024-02-14.cy.md": WHOLE[WELSH],
    "content/council/2024-03-13.md": WHOLE[ENGLISH],
    "content/cabinet/2024-02-20.cy.md": WHOLE[WELSH],
}


def test_the_list_for_clerks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED})
    assert main(["check", "--root", str(root)]) == 0
    said = capsys.readouterr().out
    assert said.endswith(f"""

Languages
Council: 1 of 3 complete in Welsh
  {WELSH}: partly: lacks the decision of item 2 "Roads" (line 7 of 2024-01-10.md); item 3 "Parks" (line 9 of 2024-01-10.md)
  content/council/2024-03-13.cy.md: missing
Cabinet: 0 of 1 complete in English, 1 of 1 complete in Welsh
  content/cabinet/2024-02-20.md: missing
Which version is older is not known, since git knows nothing of this folder.
""")
    assert said.count("warning: ") == len(said.partition("\n\nLanguages")[0].splitlines()), "behind the faults"


def test_other_words_of_the_list(tmp_path: Path) -> None:
    files = {
        ENGLISH: (
            "# Annual meeting\n\nOpened.\n\n## 2. Roads\n\n### A\n\nWords.\n\nACTION: Clerk to write.\n\nACTION: Chair to go.\n\n"
            "## Parks\n\nWords.\n"
        ),
        WELSH: "## 2. Ffyrdd\n\nCAM GWEITHREDU: Clerc i ysgrifennu.\n",
    }
    parity = compare_languages(plan_small(tmp_path, files).register, "")
    assert parity is not None
    assert format_parity(parity) == (
        "Languages\nCouncil: 0 of 1 complete in Welsh\n"
        f'  {WELSH}: partly: lacks a title of its own, as "Annual meeting" (title: … on top of the file); '
        "the text before the first item (line 3 of 2024-01-10.md); "
        '1 of 2 actions of item 2 "Roads" (line 5 of 2024-01-10.md); the sub-heading of item 2 "Roads" (line 7 of 2024-01-10.md); '
        'the item "Parks" (line 15 of 2024-01-10.md)'
    )


def test_many_that_are_missing_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = {f"content/council/2024-01-{day}.md": WHOLE[ENGLISH] for day in range(10, 22)}
    cabinet = {f"content/cabinet/2024-02-{day}.md": WHOLE[ENGLISH] for day in range(10, 20)}
    empty = "content/council/2024-01-15.cy.md"
    root = write_files(tmp_path / "root", {**COUNCIL, **english, **cabinet, empty: "---\nplace: Neuadd\n---\n"})
    assert main(["check", "--root", str(root)]) == 0
    told = capsys.readouterr().out.partition("Languages\n")[2].splitlines()
    assert told == [
        "Council: 0 of 12 complete in Welsh",
        "  missing in Welsh: 11 files, content/council/2024-01-10.cy.md to content/council/2024-01-21.cy.md (check --format json lists each)",
        f"  {empty}: missing: the file has no words yet",
        "Cabinet: 0 of 10 complete in Welsh",
        *(f"  content/cabinet/2024-02-{day}.cy.md: missing" for day in range(10, 20)),
        "In all: 0 of 22 complete in Welsh (22 missing)",
    ]
    assert main(["check", "--root", str(root), "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["languages"]["meetings"]
    assert sum(one["state"] == "missing" for one in listed) == 22
    (root / "content/council/2024-01-21.cy.md").write_bytes("## 1. Tŷ\n".encode("utf-16"))
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().out.partition("Languages\n")[2].splitlines()
    assert told[1] == "  content/council/2024-01-10.cy.md: missing", "now they are ten"
    assert told[12] == "  content/council/2024-01-21.cy.md: could not be read, as said above"


def test_the_sum_has_every_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    welsh = {f"content/council/2024-04-{day}.cy.md": WHOLE[WELSH] for day in range(10, 20)}
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED, **welsh})
    assert main(["check", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "  content/council/2024-04-10.md: missing\n" in told, "of ten or fewer each has its line"
    assert "In all: 3 of 14 complete in English (11 missing)\n" in told
    assert "In all: 12 of 14 complete in Welsh (1 missing, 1 partly)\n" in told


def test_what_cannot_be_read_is_not_called_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED})
    (root / WELSH).write_bytes("## 1. Tŷ â phont\n".encode("utf-16"))
    (root / "content/council/2024-02-14.md").write_bytes("## 1. Caffè\n".encode("cp1252"))
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().out
    assert f"  {WELSH}: could not be read, as said above\n" in told
    assert "  content/council/2024-02-14.md: could not be read, as said above\n" in told
    assert "  content/council/2024-03-13.cy.md: missing\n" in told
    assert main(["check", "--root", str(root), "--format", "json"]) == 1
    listed = json.loads(capsys.readouterr().out)["languages"]["meetings"]
    assert {one["path"] for one in listed if one["unread"]} == {WELSH, "content/council/2024-02-14.md"}


def test_json_has_every_meeting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED})
    assert main(["check", "--root", str(root), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {fault["code"] for fault in told["faults"]} >= {"item-without-counterpart"}
    assert told["languages"]["history"] == "no-git"
    found = {(one["meeting"], one["language"]): one for one in told["languages"]["meetings"]}
    assert {key: one["state"] for key, one in found.items()} == {
        ("council/2024-01-10", "en"): "complete",
        ("council/2024-01-10", "cy"): "partly",
        ("council/2024-02-14", "en"): "complete",
        ("council/2024-02-14", "cy"): "complete",
        ("council/2024-03-13", "en"): "complete",
        ("council/2024-03-13", "cy"): "missing",
        ("cabinet/2024-02-20", "en"): "missing",
        ("cabinet/2024-02-20", "cy"): "complete",
    }
    partly = found["council/2024-01-10", "cy"]
    assert (partly["body"], partly["path"], partly["older"]) == ("council", WELSH, None)
    assert partly["lacks"][0] == {
        "kind": "decision",
        "language": "en",
        "anchor": "item-2-decision-1",
        "item": "item-2",
        "number": "2",
        "title": "Roads",
        "count": 1,
        "of": 1,
        "path": ENGLISH,
        "line": 7,
    }


def test_json_has_the_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(tmp_path / "root", WHOLE)
    repository.commit("2024-02-01")
    repository.commit("2024-03-05", {WELSH: WHOLE[WELSH] + "\nGair.\n"})
    assert main(["check", "--root", str(repository.root), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["languages"]
    assert told["history"] == ""
    assert [(one["language"], one["state"], one["older"]) for one in told["meetings"]] == [
        ("en", "older", {"changed": "2024-02-01", "other": "2024-03-05", "language": "cy"}),
        ("cy", "complete", None),
    ]


def test_a_site_of_one_language_says_nothing_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**COUNCIL, ENGLISH: WHOLE[ENGLISH], "content/site.yml": "name: Test\nlanguages: [en]\n"}
    files["glossary.yml"] = "CIW: Care Inspectorate Wales\n"
    files["content/bodies.yml"] = "council: {name: Council}\ncabinet: {name: Cabinet}\n"
    files["content/offices.yml"] = "leader: {title: Leader}\n"
    root = write_files(tmp_path / "root", files)
    assert main(["check", "--root", str(root), "--strict"]) in (0, 1)
    assert "Languages" not in capsys.readouterr().out
    assert main(["check", "--root", str(root), "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"faults"}
    build_site(root, tmp_path / "site")
    assert not (tmp_path / "site/admin").exists()
    assert "admin/languages" not in (tmp_path / "site/search/index.html").read_text(encoding="utf-8")


def test_annotations_have_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED})
    assert main(["check", "--root", str(root), "--format", "github"]) == 0
    assert all(line.startswith("::") for line in capsys.readouterr().out.splitlines())


# The page


def test_the_page_in_both_languages(tmp_path: Path) -> None:
    small = plan_small(tmp_path, MIXED)
    english, welsh = show(small, "admin/languages/"), show(small, "cy/admin/languages/")
    assert (
        '<th scope="row"><a href="#_council">Council</a></th><td class="mb-end">3 of 3</td><td class="mb-end">1 of 3</td>'
        in english
    )
    assert '<td class="mb-end">3 o 3</td><td class="mb-end">1 o 3</td>' in welsh
    assert (
        '<th scope="col">Body</th><th scope="col" class="mb-end">English</th><th scope="col" class="mb-end">Welsh</th>'
        in english
    )
    assert '<th scope="col" class="mb-end">Saesneg</th><th scope="col" class="mb-end">Cymraeg</th>' in welsh
    assert "<caption>" in english
    assert "<h3>Welsh: 1 of 3 complete</h3>" in english
    assert "<h3>Cymraeg: 1 o 3 yn gyflawn</h3>" in welsh
    assert '<a href="../../cy/council/2024-01-10/">10 January 2024</a> <span class="mb-tag">Partly</span>' in english
    assert 'Decision, item 2: <a href="../../council/2024-01-10/#item-2-decision-1">Roads</a>' in english
    assert 'Item 3: <a href="../../council/2024-01-10/#item-3">Parks</a>' in english
    assert (
        'Penderfyniad, eitem 2: <a href="../../../council/2024-01-10/#item-2-decision-1" lang="en">Roads</a>' in welsh
    )
    assert '<p>Missing: 1</p> <ul class="mb-chips"> <li><a class="mb-chip" href="../../council/2024-03-13/">' in english
    assert (
        '<p>Missing: 1</p> <ul class="mb-chips"> <li><a class="mb-chip" href="../../cy/cabinet/2024-02-20/">' in english
    )
    assert "2024-02-14" not in english + welsh, "what is complete is only counted"
    assert "It is not known here when the files were changed" in english
    for path in ("admin/languages/", "cy/admin/languages/"):
        assert small.views[path].robots == "noindex"


def test_the_page_says_what_is_older(tmp_path: Path) -> None:
    history = {ENGLISH: days("2024-02-01"), WELSH: days("2024-02-01", "2024-03-05")}
    small = plan_small(tmp_path, WHOLE, history=history)
    shown = show(small, "admin/languages/")
    assert "<h3>English: 0 of 1 complete</h3>" in shown
    assert (
        '<a href="../../council/2024-01-10/">10 January 2024</a> <span class="mb-tag">Older</span> '
        '<span class="mb-meta">Last changed: 1 February 2024; Welsh: 5 March 2024</span>'
    ) in shown
    assert "It is not known" not in shown
    assert "1 Chwefror 2024; Cymraeg: 5 Mawrth 2024" in show(small, "cy/admin/languages/")


def test_the_page_says_how_many_of_several_lack(tmp_path: Path) -> None:
    files = {**WHOLE, ENGLISH: WHOLE[ENGLISH] + "\nRESOLVED: to wait.\n\nRESOLVED: to go.\n\n### Next\n\nWords.\n"}
    small = plan_small(tmp_path, files)
    english, welsh = show(small, "admin/languages/"), show(small, "cy/admin/languages/")
    assert 'Decision (2 of 3 lacking), item 2: <a href="../../council/2024-01-10/#item-2">Roads</a>' in english
    assert 'Sub-heading, item 2: <a href="../../council/2024-01-10/#item-2-next">Roads</a>' in english
    assert "Penderfyniad (yn eisiau: 2 o 3), eitem 2: <a" in welsh
    assert "Is-bennawd, eitem 2: <a" in welsh


def test_of_very_many_gaps_the_first_are_told(tmp_path: Path) -> None:
    items = "".join(f"\n## {number}. Item\n\nWords.\n" for number in range(3, 20))
    parity = compare_languages(plan_small(tmp_path, {**WHOLE, ENGLISH: WHOLE[ENGLISH] + items}).register, "")
    assert parity is not None
    (line,) = (line for line in format_parity(parity).splitlines() if "lacks" in line)
    assert line.startswith(f'  {WELSH}: partly: lacks item 3 "Item" (line ')
    assert line.count("(line ") == 10
    assert line.endswith("; and 7 more")


def test_the_page_names_what_a_title_refers_to(tmp_path: Path) -> None:
    items = "\n## 3. See [[council/2024-01-10]]\n\nWords.\n\n## 4. [[council/2024-01-10]]\n\nWords.\n"
    small = plan_small(tmp_path, {**WHOLE, ENGLISH: WHOLE[ENGLISH] + items})
    shown = show(small, "cy/admin/languages/")
    assert '#item-3" lang="en">See Council, 10 January 2024</a>' in shown
    assert '#item-4" lang="en">Council, 10 January 2024</a>' in shown


def test_the_page_says_which_words_lack(tmp_path: Path) -> None:
    bare = WHOLE[WELSH].partition("## 2.")[0] + "## 2. Ffyrdd\n"
    small = plan_small(tmp_path, {**WHOLE, WELSH: bare})
    english, welsh = (show(small, f"{prefix}admin/languages/") for prefix in ("", "cy/"))
    assert 'Text, item 2: <a href="../../council/2024-01-10/#item-2">Roads</a>' in english
    assert 'Testun, eitem 2: <a href="../../../council/2024-01-10/#item-2" lang="en">Roads</a>' in welsh


def test_the_page_when_all_is_done(tmp_path: Path) -> None:
    small = plan_small(tmp_path, WHOLE)
    shown = show(small, "admin/languages/")
    assert "All minutes are complete in every language." in shown
    assert '<th scope="row">Council</th>' in shown
    assert "<h2" not in shown


def test_the_page_leads_to_everything_it_names(tmp_path: Path) -> None:
    files = {
        **MIXED,
        "content/council/2024-04-10.md": WHOLE[ENGLISH] + "\n## 3. Rest\n\n### Heading\n\nWords.\n",
        "content/council/2024-04-10.cy.md": (
            "# Teitl\n\nGair.\n\n" + WHOLE[WELSH] + "\nCAM GWEITHREDU: Clerc i fynd.\n\n## 3. Y gweddill\n\nDim.\n"
        ),
        "content/council/2024-04-10-2.md": WHOLE[ENGLISH],
    }
    root = write_files(tmp_path / "root", {**COUNCIL, **files})
    for missing in ("show", "link"):
        write_files(root, {"content/site.yml": COUNCIL["content/site.yml"] + f"missing: {missing}\n"})
        build_site(root, tmp_path / missing)
        pages = read_pages(tmp_path / missing)
        assert find_broken_links(tmp_path / missing, pages=pages) == []
        for prefix, way in (("", "admin/languages/"), ("cy/", "admin/languages/")):
            page = pages[f"{prefix}{way}index.html"]
            targets = {address for _, address in page.body_links}
            assert any(address.endswith("#item-2-action-cy-1") for address in targets)
            assert any(address.endswith("2024-04-10-2/") for address in targets)
            assert ("a.href", f"../{way}") in pages[f"{prefix}search/index.html"].links
    assert 'content="noindex"' in (tmp_path / "show/admin/languages/index.html").read_text(encoding="utf-8")
    assert not any(b"admin/languages" in path.read_bytes() for path in (tmp_path / "show/search").glob("*/*.*"))


def test_a_large_archive_makes_a_short_page(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {**WHOLE, **{f"content/cabinet/2024-02-{n:02}.md": WHOLE[ENGLISH] for n in (1, 2)}})
    register = small.register
    council, cabinet = (register.meetings[key] for key in ("council/2024-01-10", "cabinet/2024-02-01"))
    first = date(1990, 1, 1)
    meetings = {}
    for n in range(10_000):
        like = (council, cabinet)[n % 2]
        held = first + timedelta(n)
        key = f"{like.body}/{held}"
        title = LocalText((("en", "Annual meeting"),)) if like is council else None
        meetings[key] = replace(like, key=key, date=held, title=title)
    large = replace(register, meetings=meetings, records={})
    start = time.process_time()
    editions = list_editions(large)
    seconds = time.process_time() - start
    assert len(editions) == 20_000
    assert seconds < 1
    context = replace(small.context(), register=large, heads=large.meetings, editions=Editions(large))
    (planned,) = plan_parity(context)
    view = planned()
    assert isinstance(view.body, ParityView)
    assert view.body.shortened
    council_group, cabinet_group = (body.groups[0] for body in view.body.bodies)
    assert council_group.title == "Welsh: 0 of 5,000 complete"
    assert 20 <= len(council_group.entries) <= 60
    assert council_group.more == f"and {5_000 - len(council_group.entries):,} more"
    assert council_group.entries[0].link.text == "17 May 2017", "the latest first"
    assert 100 <= len(cabinet_group.days) <= 300
    assert cabinet_group.missing == "Missing: 5,000"
    html = Small(large, small.glossed, small.addresses, {view.path: view}, small.frames).render(view.path)
    assert len(html) < 40_000


# What is not published


MIXED_SEEN = {path: MIXED[path] for path in (ENGLISH, WELSH)}
HIDDEN = {
    "content/cabinet/2024-02-20.md": f"---\npublish: no\n---\n\n# Zanzibar\n\n{WHOLE[ENGLISH]}",
    "content/council/2024-03-13.md": f"---\npublish: no\n---\n\n# Zanzibar\n\n{MIXED[ENGLISH]}",
    "content/council/2024-03-13.cy.md": WHOLE[WELSH],
}


def test_what_is_not_published_is_not_on_the_page(tmp_path: Path) -> None:
    with_, without = plan_small(tmp_path / "a", {**MIXED_SEEN, **HIDDEN}), plan_small(tmp_path / "b", MIXED_SEEN)
    drafts = plan_small(tmp_path / "a", {**MIXED_SEEN, **HIDDEN}, drafts=True)
    for path in ("admin/languages/", "cy/admin/languages/"):
        shown = without.render(path)
        assert "2024-01-10" in shown
        assert with_.render(path) == shown
        assert drafts.render(path) == shown, "also where drafts were asked for"


def test_what_is_not_published_is_listed_for_clerks_who_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_files(tmp_path / "root", {**COUNCIL, **MIXED_SEEN, **HIDDEN})
    assert main(["check", "--root", str(root)]) == 0
    assert "2024-02-20" not in capsys.readouterr().out
    assert main(["check", "--root", str(root), "--drafts"]) == 0
    assert "  content/cabinet/2024-02-20.cy.md: missing\n" in capsys.readouterr().out


# What bodies.yml demands


PROMISED = {"content/bodies.yml": "council: {name: {en: Council, cy: Y Cyngor}, parity: required}\n"}
REST = {"content/people.yml": "jane-rees: {name: Jane Rees}\n"}


def find_codes(root: Path, **options: Any) -> list[str]:  # Any: handed on
    report = check_only(Options(root=root, site=root / "site", today=date(2024, 6, 1), **options), keep_quiet).report
    return [f"{found.severity} {found.code} {found.location}" for found in report.diagnostics if "parity" in found.code]


def test_a_promise_that_is_kept(tmp_path: Path) -> None:
    root = write_files(tmp_path, {**COUNCIL, **WHOLE, **PROMISED, **REST})
    write_files(root, {"content/council/2024-09-11.md": "---\nstatus: scheduled\n---\n\n## 1. Apologies\n"})
    write_files(root, {"content/council/2024-03-11.md": "---\nstatus: cancelled\n---\n\nThere was snow.\n"})
    write_files(root, {"content/council/2024-04-11.md": "---\ntime: 6pm\n---\n"})
    write_files(root, {"content/council/2024-05-11.md": f"---\npublish: no\n---\n\n{WHOLE[ENGLISH]}"})
    assert find_codes(root) == []
    assert find_codes(root, drafts=True) == [], "a draft can be looked at before it is translated"


def test_an_older_version_is_a_warning_under_a_promise(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {**WHOLE, **PROMISED, **REST})
    repository.commit("2024-02-01")
    assert find_codes(repository.root) == []
    repository.commit("2024-03-05", {ENGLISH: WHOLE[ENGLISH] + "\nA word.\n"})
    assert find_codes(repository.root) == [f"warning parity-older {WELSH}"]
    report = check_only(Options(root=repository.root, site=tmp_path / "site"), keep_quiet).report
    (message,) = (found.message for found in report.warnings if found.code == "parity-older")
    assert message == (
        "bodies.yml says parity: required for council, but 2024-01-10.cy.md was changed last on 2024-02-01, and 2024-01-10.md on "
        "2024-03-05. See whether what changed there must change here."
    )
    write_files(
        repository.root, {"content/bodies.yml": PROMISED["content/bodies.yml"].replace(", parity: required", "")}
    )
    assert find_codes(repository.root) == []
