"""Records of real minutes, in the folder that lies beside the repository."""

from datetime import date
from pathlib import Path

from minutebook.items import split_items
from minutebook.markdown import parse
from minutebook.model import Named, Person
from minutebook.names import Directory
from minutebook.records import MeetingFacts, People, RawRecord, find_records, resolve_details
from minutebook.texts import split_front_matter


def read(path: Path) -> tuple[RawRecord, ...]:
    parts, _ = split_front_matter(path.read_text(encoding="utf-8"), path.name)
    blocks, _ = parse(parts.prose, path=path.name, first_line=parts.prose_line)
    found = find_records(split_items(blocks).items, path=path.name, on=date.fromisoformat(path.stem[:10]))
    assert not found.diagnostics
    return found.records


def test_the_action_of_the_example_has_both_owners_and_its_date(shared: Path) -> None:
    action, summary = read(shared / "example/content/people-scrutiny/2024-07-23.md")
    people = (Person("jane-rodgers", "Jane Rodgers"), Person("diane-corrister", "Diane Corrister"))
    facts = MeetingFacts("m.md", People(Directory(people, (), ()), "people-scrutiny", date(2024, 7, 23)))
    resolved, odd = resolve_details(action, facts)
    assert resolved is not None
    assert not odd
    assert resolved.owners == (
        Named("Jane Rodgers", "person", "jane-rodgers"),
        Named("Diane Corrister", "person", "diane-corrister"),
    )
    assert resolved.due is not None
    assert resolved.due.text == "after September"
    assert resolved.due.understood
    assert not resolved.due.binding
    assert action.text.startswith("Members requested a report on this")
    assert (summary.kind, summary.word) == ("summary", "CHAIR’S SUMMARY")


def test_the_other_example_has_its_decision(shared: Path) -> None:
    (decision,) = read(shared / "example/content/cabinet/2023-04-18.md")
    assert (decision.kind, decision.verb) == ("decision", "resolved")


def test_real_minutes_have_their_decisions_and_no_more(shared: Path) -> None:
    records = read(shared / "corpora/spdx-minutes/joint/2022/2022-07-01.md")
    assert [(record.kind, record.verb) for record in records] == [("decision", "agreed")] * 3
    assert all("AGREED" in record.text for record in records)


def test_real_actions_are_read(shared: Path) -> None:
    records = read(shared / "corpora/spdx-minutes/tech/2024/2024-11-12.md")
    assert {record.kind for record in records} == {"action"}
    assert all(record.text.startswith("Action: ") for record in records)
