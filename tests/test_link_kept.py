"""Meetings that an earlier build linked: used where they would come out the same, and only there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from minutebook.cache import Store
from minutebook.diagnostics import Report
from minutebook.history import History
from minutebook.link import Linked, link, read_register
from minutebook.link.reading import TABLE
from minutebook.load import load
from minutebook.model import Action, Named, Register
from minutebook.sources import Source, discover
from tests.support.edits import EDITS
from tests.support.sites import write_files
from tests.support.small_council import FILES
from tests.support.workplace import NothingToDoError, open_workplace
from tests.test_faults import CASES, DEFAULTS, read_case

TODAY = date(2026, 6, 1)
OWN_EDITS = sorted(name for name, edit in EDITS.items() if edit.__module__ == "tests.support.edits")
"""Edits of the council's files."""
STEPS = 60

BASE = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "council: {name: Council, kind: council}\ncabinet: {name: Cabinet}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees, memberships: [{body: council}]}\n",
    "glossary.yml": "CIW:\n  - {id: ciw, en: Care Inspectorate Wales}\n  - {id: ciw-2, en: Cooks in Wales}\n",
    "content/cabinet/2024-01-10.md": "---\nminutes: draft\n---\n\n## 5. Roads\n\nACTION: Jane Rees to mend it. {#mend}\n\nRESOLVED: to pay.\n",
    "content/cabinet/2024-01-10/plan.pdf": "a plan",
    "content/pages/about.md": "# About\n\n## Our rules\n\nBe kind.\n",
}
MEETING = "council/2024-02-10"
OTHER = "content/cabinet/2024-01-10.md"


def read(
    root: Path,
    *,
    drafts: bool = False,
    jobs: int = 1,
    cache: str = "cache",
    sources: Sequence[Source] | None = None,
    compare: bool = True,
    note: Callable[[int, int], None] | None = None,
) -> Linked:
    """Read a council with what is kept beside it; the outcome must be that of reading all of it anew, to which it may be compared."""
    sources = discover(root).sources if sources is None else sources
    with Store.open(root.parent / cache, "test") as store:
        linked = read_register(
            root, sources, History({}), lambda _: TODAY, drafts=drafts, jobs=jobs, store=store, note=note
        )
        assert store.reason == ""
        store.commit()
    if not compare:
        return linked
    archive = load(root, sources)
    register, faults = link(archive, History({}), TODAY, drafts=drafts)
    assert Report.of(linked.faults) == Report.of((*archive.faults, *faults))
    assert_same(linked.register, register)
    return linked


def assert_same(one: Register | None, other: Register | None) -> None:
    """Two registers are equal, the order in all their mappings too."""
    if one is None or other is None:
        assert one is other
        return
    for field in fields(Register):
        ours, theirs = getattr(one, field.name), getattr(other, field.name)
        assert ours == theirs, field.name
        if isinstance(theirs, dict):
            assert list(ours) == list(theirs), field.name
    assert repr(one.meetings) == repr(other.meetings)
    assert repr(one.records) == repr(other.records)
    assert repr(one.prose) == repr(other.prose)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_edits_the_register_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    place = open_workplace(tmp_path, write_files(tmp_path / "council", FILES), seed)
    kept = linked = 0
    for step in range(STEPS):
        place.journal.clear()
        told = []
        for name in place.random.sample(OWN_EDITS, place.random.choice((1, 1, 2))):
            with suppress(NothingToDoError):
                told.append(f"{name}: {EDITS[name](place)}")
        try:
            found = read(place.root, drafts=place.often(0.2))
        except AssertionError as error:
            raise AssertionError(f"step {step} of seed {seed}: {'; '.join(told)}") from error
        kept += len(found.kept)
        linked += len(found.digests)
        if found.register is None or Report.of(found.faults).errors:
            place.take_back()
    assert kept > linked / 3
    assert kept < linked


def test_from_one_case_of_a_fault_to_the_next_nothing_is_carried_over(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for path in sorted(CASES.glob("*.md")):
        files, _ = read_case(path)
        wanted = {name: text for name, text in {**DEFAULTS, **files}.items() if text.strip() != "(absent)"}
        for old in [old for old in root.rglob("*") if old.is_file() and old.relative_to(root).as_posix() not in wanted]:
            old.unlink()
        for name, text in wanted.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8", newline="")
        first = read(root, compare=False)
        try:
            again = read(root)
        except AssertionError as error:
            raise AssertionError(path.stem) from error
        assert again.digests == first.digests, path.stem


def set_up(tmp_path: Path, words: str, front: str = "") -> Path:
    """Write a council with a meeting of these words; see that it is kept."""
    root = tmp_path / "root"
    text = f"---\ntime: 6pm\n{front}---\n\n## 1. Matters\n\n{words}\n"
    write_files(root, {**BASE, f"content/{MEETING}.md": text})
    assert not Report.of(read(root).faults).errors
    assert MEETING in read(root).kept
    return root


@pytest.mark.parametrize(
    ("words", "path", "old", "new"),
    [
        ("See [[cabinet/2024-01-10]].", OTHER, "---\nminutes", "---\npublish: no\nminutes"),
        ("See [[cabinet/2024-01-10#item-5]].", OTHER, "## 5.", "## 6."),
        ("See [[mend]].", OTHER, "{#mend}", "{#repair}"),
        ("See [[mend]].", "glossary.yml", "id: ciw-2", "id: mend"),
        ("See [[cabinet/2024-01-10#item-5-decision-1]].", OTHER, "draft", "approved"),
        ("See [[cabinet/2024-01-10#item-5-decision-1]].", OTHER, "RESOLVED: to pay.", "Nothing."),
        ("UPDATE (cabinet/2024-01-10#mend; green): It is mended.", OTHER, "ACTION: Jane Rees", "RECOMMENDED: Jane Rees"),
        ("UPDATE (mend; green): It is mended.", OTHER, "{#mend}", ""),
        ("See [the plan](../cabinet/2024-01-10/plan.pdf).", "content/cabinet/2024-01-10/plan.pdf", "", None),
        ("See [them](../cabinet/2024-01-10.md).", OTHER, "---\nminutes", "---\npublish: no\nminutes"),
        ("See [them](../cabinet/2024-01-10.md#item-5).", OTHER, "## 5.", "## 6."),
        ("See [rules](../pages/about.md#our-rules).", "content/pages/about.md", "Our rules", "Our laws"),
        ("See [[about]].", "content/pages/about.md", "# About", "---\npublish: no\n---\n\n# About"),
    ],
)  # fmt: skip
def test_a_meeting_is_linked_again_where_an_answer_differs(
    tmp_path: Path, words: str, path: str, old: str, new: str | None
) -> None:
    root = set_up(tmp_path, words)
    if new is None:
        (root / path).unlink()
    else:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
    assert MEETING not in read(root).kept


def test_a_meeting_is_linked_again_where_the_one_that_approved_it_comes_or_goes(tmp_path: Path) -> None:
    root = set_up(tmp_path, "Nothing.", "approved: 2024-03-10\n")
    later = root / "content/council/2024-03-10.md"
    later.write_text("---\ntime: 6pm\n---\n\n## 1. Minutes\n\nTrue.\n", encoding="utf-8")
    linked = read(root)
    assert MEETING not in linked.kept
    assert MEETING in read(root).kept
    later.unlink()
    assert MEETING not in read(root).kept


def test_a_meeting_is_linked_again_where_letters_that_it_chooses_change(tmp_path: Path) -> None:
    root = set_up(tmp_path, "CIW came.", "terms: {CIW: ciw}\n")
    glossary = root / "glossary.yml"
    text = glossary.read_text(encoding="utf-8")
    glossary.write_text(f"DSG: Design Steering Group\n{text}", encoding="utf-8")
    assert MEETING in read(root).kept
    glossary.write_text(text.replace("id: ciw,", "id: inspectors,"), encoding="utf-8")
    assert MEETING not in read(root).kept


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/bodies.yml", "council: {name: Council, key: {red: Late}}\ncabinet: {name: Cabinet}\n"),
        ("content/site.yml", "name: Test\nlanguages: [en]\n"),
        ("content/site.yml", "name: Test\nlanguages: [en, cy]\nkey: {red: Late}\n"),
        (f"content/{MEETING}.md", "## 1. Matters\n\nOthers.\n"),
        (f"content/{MEETING}.cy.md", "## 1. Materion\n\nDim.\n"),
        (f"content/{MEETING}/report.pdf", "a report"),
    ],
)
def test_a_meeting_is_linked_again_where_what_it_is_made_from_differs(tmp_path: Path, path: str, text: str) -> None:
    root = set_up(tmp_path, "Jane Rees spoke.")
    write_files(root, {path: text})
    assert MEETING not in read(root).kept
    assert MEETING in read(root).kept


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/cabinet/2024-01-10.md", "## 1. Others\n\nQuite.\n"),
        ("content/site.yml", "name: Another name\nlanguages: [en, cy]\n"),
        ("content/people.yml", "jane-rees: {name: Jane Rees, memberships: [{body: cabinet}]}\n"),
        ("content/bodies.yml", "council: {name: The Council, kind: council}\ncabinet: {name: Cabinet}\n"),
        ("glossary.yml", "DSG: Design Steering Group\n"),
        ("content/council/2024-05-10.md", "## 1. Others\n\nQuite.\n"),
    ],
)
def test_a_meeting_is_kept_where_others_change_that_it_does_not_ask_of(tmp_path: Path, path: str, text: str) -> None:
    root = set_up(tmp_path, "Jane Rees spoke.")
    write_files(root, {path: text})
    assert MEETING in read(root).kept


@pytest.mark.parametrize(
    "words", ["See [[mendd]].", "See [it](../cabinet/2024-01-10/plann.pdf).", "UPDATE (mendd; red): No."]
)
def test_a_meeting_that_names_what_nobody_knows_is_not_kept(tmp_path: Path, words: str) -> None:
    root = tmp_path / "root"
    write_files(root, {**BASE, f"content/{MEETING}.md": f"## 1. Matters\n\n{words}\n"})
    read(root)
    again = read(root)
    assert again.kept == {"cabinet/2024-01-10"}
    assert set(again.digests) == {"cabinet/2024-01-10", MEETING}


def test_a_value_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    root = set_up(tmp_path, "Jane Rees spoke.")
    with Store.open(tmp_path / "cache", "test") as store:
        data = store.read(TABLE, MEETING)
        assert data is not None
    for damaged in (
        b"",
        data[:9],
        data[:40],
        data[:-1],
        data[:24] + b"?" * (len(data) - 24),
        data[:24] + data[25:] + b"]",
    ):
        with Store.open(tmp_path / "cache", "test") as store:
            store.write(TABLE, MEETING, damaged)
            store.commit()
        read(root)
        with Store.open(tmp_path / "cache", "test") as store:
            store.write(TABLE, MEETING, data)
            store.commit()


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    root = set_up(tmp_path, "Jane Rees spoke.")
    path = root / f"content/{MEETING}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("spoke", "sang"), encoding="utf-8")
    sources = discover(root).sources
    path.write_text(text.replace("spoke", "danced"), encoding="utf-8")
    read(root, sources=sources)
    path.write_text(text.replace("spoke", "sang"), encoding="utf-8")
    assert MEETING not in read(root).kept


@pytest.mark.parametrize("words", ["## 7. Others\n\nNothing.\n", "\udcff"])
def test_a_file_that_changes_when_others_know_it_already_is_read_before_them(tmp_path: Path, words: str) -> None:
    root = set_up(tmp_path, "See [[cabinet/2024-01-10#item-5]].")
    write_files(root, {"content/council/2024-04-10.md": f"## 1. Matters\n\nSee [[{MEETING}#item-1]].\n"})
    assert "council/2024-04-10" in read(root).digests
    other = root / OTHER
    other.write_text(other.read_text(encoding="utf-8").replace("## 5.", "## 6."), encoding="utf-8")
    sources = discover(root).sources
    (root / f"content/{MEETING}.md").write_bytes(words.encode("utf-8", "surrogateescape"))
    assert not read(root, sources=sources).kept


def test_many_meetings_are_read_alike_by_any_number_of_processes(tmp_path: Path) -> None:
    odd = "## 1. Matters\n\nRESOLVED: to {n}.\n\n## 1. Again\n\n<b>tÅ·</b> {see}\n"
    days = [date(2025, 1 + n // 20, 1 + n % 20) for n in range(90)]
    files = {
        f"content/council/{day}.md": odd.format(n=n, see="See [[mendd]]." if n % 3 else "")
        for n, day in enumerate(days)
    }
    root = write_files(tmp_path / "root", {**BASE, **files, "content/nobody/2024-01-10.md": "## 1. X\n"})
    sources = discover(root).sources
    told: list[tuple[int, int]] = []
    threads = threading.active_count()
    alone, shared = (
        read(root, sources=sources, jobs=jobs, cache=f"cache{jobs}", note=lambda *pair: told.append(pair))
        for jobs in (1, 3)
    )
    assert repr(alone.register) == repr(shared.register)
    assert alone.faults == shared.faults
    assert len(alone.faults) > len(days)
    assert alone.digests == shared.digests
    assert alone.outlines == shared.outlines
    assert told == [(n, 92) for n in range(1, 93)] * 2
    assert threading.active_count() == threads
    found = [read(root, sources=sources, cache=f"cache{jobs}").kept for jobs in (1, 3)]
    assert len(found[0]) == 31
    assert found[0] == found[1]


def test_names_that_nobody_asks_for_leave_meetings_as_they_are(tmp_path: Path) -> None:
    root = set_up(
        tmp_path, "ACTION: Jane Rees and Dai Ellis to mend it.", "present: J Rees (chair), Dai Eliss, Tom and Jerry\n"
    )
    people = root / "content/people.yml"
    text = people.read_text(encoding="utf-8")
    for more, kept in (
        ("sam-parry: {name: Sam Parry}\n", True),
        ("sam-parry: {name: Sam Parri}\n", True),
        ("ellis: {name: Dai Ellis}\n", False),  # whose name was in an action
        ("", False),
        ("eliss: {name: Dai Elis}\n", False),  # like a name in the attendance
        ("", False),
        ("joe-rees: {name: Joe Rees, memberships: [{body: council}]}\n", False),  # J Rees may be either
        ("", False),
        ("tom: {name: Tom and Jerry}\n", False),  # whom nobody asked for as long as the list was parted there
    ):
        people.write_text(text + more, encoding="utf-8")
        assert (MEETING in read(root).kept) is kept, more
        assert MEETING in read(root).kept, more


def test_initials_that_the_attendance_gives_are_asked_for(tmp_path: Path) -> None:
    root = set_up(tmp_path, "ACTION: JR to mend it.", "present: Jane Rees (JR)\n")
    assert [one.id for one in read_owners(root)] == ["jane-rees"]
    write_files(root, {"content/people.yml": "jane-reese: {name: Jane Rees, memberships: [{body: council}]}\n"})
    assert [one.id for one in read_owners(root)] == ["jane-reese"]


def test_initials_may_belong_to_nobody_until_somebody_has_that_id(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write_files(root, {"content/offices.yml": "chief: {title: Chief Fiddler}\n"})
    set_up(tmp_path, "ACTION: CF to mend it.", "present: Chief Fiddler (CF), Jane Rees (JR)\n")
    assert [one.kind for one in read_owners(root)] == ["unknown"]
    people = root / "content/people.yml"
    people.write_text(people.read_text(encoding="utf-8") + "chief: {name: Ann Lee}\n", encoding="utf-8")
    assert [one.kind for one in read_owners(root)] == ["person"]


def read_owners(root: Path) -> tuple[Named, ...]:
    """Return who is to do the one action of the meeting."""
    register = read(root).register
    assert register is not None
    action = register.records[f"{MEETING}#item-1-action-1"]
    assert isinstance(action, Action)
    return action.owners
