"""Checks of single meetings: what was found at an earlier build is what would be found again, and only what changed is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from minutebook.cache import Store
from minutebook.checks import registry, run_checks
from minutebook.checks.minutes import Minutes
from minutebook.checks.registry import Finding
from minutebook.diagnostics import RULES, Location
from minutebook.glossing import gloss
from minutebook.recall import FileLines, Recall
from tests.support.registers import COUNCIL
from tests.support.sites import write_files
from tests.test_gloss_kept import digest_meetings, open_store, read_council

FRONTS = (
    *(
        "present: Cllr Jane Rees\napologies: Cllr Jane Rees",
        "present: Cllr Jane Rees, Cllr Jane Rees",
        "present: Dai Ellis (from item 9)",
    ),
    *(
        "present: Jane Rees (from 25.70pm)",
        "time: 7.30pm\nended: 9.10am",
        "approved: 2023-01-01",
        "minutes: draft\napproved: 2024-03-06",
    ),
    *("title: {cy: Cofnodion}", "status: held", "present: Cllr Jane Rees"),
)
ITEMS = (
    *(
        "## 1. Roads\n\nNothing was said.",
        "## 1. Staff (exempt: paragraph 12)\n\nTo accept the resignation of Owen Adda.",
    ),
    *(
        "## 2. Land (exempt: yes)\n\nMr Pugh and Bethan Price spoke of it.",
        "## 3. More (exempt: yes)\n\n" + "many words " * 40,
    ),
)
MEETINGS = ("content/council/2024-01-10.md", "content/council/2024-03-06.md", "content/cabinet/2024-02-14.md")
PEOPLE = COUNCIL["content/people.yml"]
COUNCILS = st.fixed_dictionaries(
    {
        "content/people.yml": st.sampled_from(
            (PEOPLE, PEOPLE + "hugh-pugh: {name: Hugh Pugh, also: [Mr Pugh]}\n", PEOPLE.replace("Owen", "Oona"))
        )
    }
    | {
        path: st.tuples(st.sampled_from(FRONTS), st.sampled_from(ITEMS)).map(
            lambda two: "---\n{}\n---\n{}\n".format(*two)
        )
        for path in MEETINGS
    }
)


def check(root: Path, store: Store | None) -> list[str]:
    """Return what the checks find, with what is kept."""
    register = read_council(root)
    lines = FileLines(
        root, {one.path: one.digest for meeting in register.meetings.values() for one in meeting.versions}
    )
    recall = Recall(store, digest_meetings(register), lines)
    return sorted(map(str, run_checks(register, gloss(register, lines), lines, (), recall)))


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The meetings that were looked at, by a check of its own kind."""
    seen: list[str] = []

    def note(minutes: Minutes) -> Iterator[Finding]:
        seen.append(minutes.meeting.key)
        yield from ()

    monkeypatch.setattr(registry, "MEETING_CHECKS", [*registry.MEETING_CHECKS, (RULES["present-twice"], note)])
    return seen


@settings(max_examples=12)
@given(st.lists(COUNCILS, min_size=2, max_size=3))
def test_what_is_recalled_is_what_would_be_found(states: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        for files in (*states, states[0], states[-1] | {"content/people.yml": PEOPLE}):
            root = write_files(Path(folder) / "council", COUNCIL | files)
            fresh = check(root, None)
            event(f"faults: {len(fresh)}")
            with open_store(Path(folder) / "cache") as store:
                assert check(root, store) == fresh


def write_three(root: Path) -> None:
    fronts = (FRONTS[9], FRONTS[1], FRONTS[9])
    files = {
        path: f"---\n{front}\n---\n{item}\n"
        for path, front, item in zip(MEETINGS, fronts, (ITEMS[0], ITEMS[0], ITEMS[1]), strict=True)
    }
    write_files(root, COUNCIL | files)


def test_only_what_changed_is_looked_at(tmp_path: Path, checked: list[str]) -> None:
    write_three(tmp_path)
    with open_store(tmp_path / "cache") as store:
        first = check(tmp_path, store)
    assert len(checked) == 3
    assert any("[present-twice]" in one for one in first)
    assert any("[exempt-name]" in one and "Owen Adda" in one for one in first)
    with open_store(tmp_path / "cache") as store:
        assert check(tmp_path, store) == first
    assert len(checked) == 3
    (tmp_path / MEETINGS[0]).write_text(f"---\n{FRONTS[0]}\n---\n{ITEMS[0]}\n", encoding="utf-8")
    with open_store(tmp_path / "cache") as store:
        assert any("[present-and-absent]" in one for one in check(tmp_path, store))
    assert checked[3:] == ["council/2024-01-10"]


def test_people_are_looked_up_again_where_a_check_asked_for_them(tmp_path: Path, checked: list[str]) -> None:
    write_three(tmp_path)
    with open_store(tmp_path / "cache") as store:
        check(tmp_path, store)
    (tmp_path / "content/people.yml").write_text(PEOPLE.replace("name: Owen Adda", "name: Gwen Adda"), encoding="utf-8")
    with open_store(tmp_path / "cache") as store:
        assert check(tmp_path, store) == check(tmp_path, None)
    assert checked[3:4] == ["cabinet/2024-02-14"]
    assert len(checked) == 3 + 1 + 3


def test_what_was_found_in_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path, checked: list[str]) -> None:
    write_three(tmp_path)
    register = read_council(tmp_path)
    (tmp_path / MEETINGS[1]).write_text("\n\n" + (tmp_path / MEETINGS[1]).read_text(encoding="utf-8"), encoding="utf-8")
    lines = FileLines(
        tmp_path, {one.path: one.digest for meeting in register.meetings.values() for one in meeting.versions}
    )
    for expected in (3, 4):
        with open_store(tmp_path / "cache") as store:
            list(
                run_checks(register, gloss(register, lines), lines, (), Recall(store, digest_meetings(register), lines))
            )
        assert len(checked) == expected


def test_damaged_findings_are_found_again(tmp_path: Path, checked: list[str]) -> None:
    write_three(tmp_path)
    with open_store(tmp_path / "cache") as store:
        first = check(tmp_path, store)
        for damaged in (b"", b"[]", b'[{},{"council/2024-03-06":["",[]]}]', b"[{},[]]"):
            store.write("checks", "meetings", damaged)
            checked.clear()
            assert check(tmp_path, store) == first
            assert len(checked) == 3


@pytest.mark.parametrize(
    "look", [lambda minutes: minutes.find_prose(MEETINGS[0]), lambda minutes: minutes.read_lines(MEETINGS[0])]
)
def test_a_check_of_one_meeting_sees_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: Callable[[Minutes], object]
) -> None:
    write_three(tmp_path)

    def look_elsewhere(minutes: Minutes) -> Iterator[Finding]:
        yield Location(""), str(look(minutes))

    monkeypatch.setattr(registry, "MEETING_CHECKS", [(RULES["present-twice"], look_elsewhere)])
    with pytest.raises(KeyError, match="2024-01-10"):
        check(tmp_path, None)
