"""Languages compared at an earlier build: what is kept is what would be found again, and a digest tells whenever it would not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from minutebook.cache import Store
from minutebook.model import Change, Meeting, Register
from minutebook.outlines import digest_meeting
from minutebook.parity import Edition, Editions, list_editions
from minutebook.parity.editions import compare_meetings
from minutebook.recall import Recall
from tests.support.registers import plan_small

ENGLISH = "content/council/2024-01-10.md"
WELSH = "content/council/2024-01-10.cy.md"
FILES = {
    ENGLISH: "## 1. Apologies\n\nNone.\n\n## 2. Roads\n\nRESOLVED: to mend them.\n",
    WELSH: "## 1. Ymddiheuriadau\n\nDim.\n\n## 2. Ffyrdd\n\nPENDERFYNWYD: eu trwsio.\n",
    "content/council/2024-02-10.md": "## 1. Roads\n\nMended.\n",
    "content/council/2024-03-10.md": "---\npublish: no\n---\n\n## 1. Roads\n\nWithheld.\n",
    "content/council/2024-04-10.md": "---\nstatus: cancelled\n---\n",
}


class Builds:
    """Builds one after the other, of which each knows what the last has kept."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._compared: list[str] = []

        def note(register: Register, meetings: Sequence[Meeting]) -> object:
            self._compared += [meeting.key for meeting in meetings]
            return compare_meetings(register, meetings)

        monkeypatch.setattr("minutebook.parity.kept.compare_meetings", note)

    def build(self, register: Register) -> tuple[list[str], Mapping[str, str]]:
        """Return the keys of the meetings that were compared now, and all digests. What is found is what is found without anything kept."""
        self._compared.clear()
        digests = {
            key: digest_meeting(
                meeting, (one for one in register.records.values() if one.meeting == key), register.prose
            )
            for key, meeting in register.meetings.items()
        }
        with Store.open(self._folder, "the same code") as store:
            editions = Editions(register, Recall(store, digests))
            compared = list(self._compared)
            found = [edition for several in editions.values() for edition in several]
            assert found == list_public(register)
            assert editions.digests == Editions(register).digests
            store.commit()
        return compared, editions.digests

    def list_kept(self) -> list[str]:
        with Store.open(self._folder, "the same code") as store:
            return store.list_keys("editions")


def list_public(register: Register) -> list[Edition]:
    if len(register.site.languages) == 1:
        return []
    return [one for one in list_editions(register) if register.meetings[one.meeting].publish]


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(tmp_path / "cache", monkeypatch)


def read(folder: Path, files: Mapping[str, str] = FILES) -> Register:
    return plan_small(folder, files, drafts=True).register


FIRST, SECOND = "council/2024-01-10", "council/2024-02-10"


def test_what_is_the_same_is_not_compared_again(tmp_path: Path, builds: Builds) -> None:
    register = read(tmp_path / "one")
    compared, before = builds.build(register)
    assert compared == [FIRST, SECOND]
    assert builds.build(register) == ([], before)
    lacking = FILES[WELSH].replace("\n\n## 2. Ffyrdd\n\nPENDERFYNWYD: eu trwsio.", "")
    compared, after = builds.build(read(tmp_path / "two", {**FILES, WELSH: lacking}))
    assert compared == [FIRST]
    assert {key for key in before if before[key] != after[key]} == {FIRST}


def test_words_that_change_nothing_leave_the_digest(tmp_path: Path, builds: Builds) -> None:
    _, before = builds.build(read(tmp_path / "one"))
    words = FILES[ENGLISH].replace("None.", "From nobody.")
    compared, after = builds.build(read(tmp_path / "two", {**FILES, ENGLISH: words}))
    assert compared == [FIRST]
    assert after == before


def test_what_git_says_is_asked_each_time(tmp_path: Path, builds: Builds) -> None:
    register = read(tmp_path)
    _, never = builds.build(register)
    digests, dated = [never], register
    for english in ("2024-02-01", "2024-03-01"):
        days = {ENGLISH: ("2024-02-01", english), WELSH: ("2024-02-01",)}
        history = {
            path: tuple(Change(date.fromisoformat(day), "0", "Words") for day in some) for path, some in days.items()
        }
        dated = replace(register, history=history)
        compared, found = builds.build(dated)
        assert compared == []
        digests.append(found)
    assert [one[SECOND] for one in digests] == [never[SECOND]] * 3
    assert len({one[FIRST] for one in digests}) == 3
    welsh = list_editions(dated)[1]
    assert (welsh.lang, welsh.state) == ("cy", "older"), "the last has nothing to tell"


def test_another_language_is_compared(tmp_path: Path, builds: Builds) -> None:
    register = read(tmp_path)
    builds.build(register)
    compared, _ = builds.build(replace(register, site=replace(register.site, languages=("en", "cy", "fr"))))
    assert compared == [FIRST, SECOND]


def test_a_site_of_one_language_keeps_nothing(tmp_path: Path, builds: Builds) -> None:
    register = read(tmp_path)
    builds.build(register)
    assert builds.list_kept() == [FIRST, SECOND]
    assert builds.build(replace(register, site=replace(register.site, languages=("en",)))) == ([], {})
    assert builds.list_kept() == []


def test_nothing_stays_of_a_meeting_that_has_no_minutes_now(tmp_path: Path, builds: Builds) -> None:
    builds.build(read(tmp_path / "one"))
    cancelled = {"content/council/2024-02-10.md": "---\nstatus: cancelled\n---\n"}
    assert list(builds.build(read(tmp_path / "two", FILES | cancelled))[1]) == [FIRST]
    assert builds.list_kept() == [FIRST]
