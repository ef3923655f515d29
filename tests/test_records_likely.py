"""What `check` lists as looking like a decision: one diagnostic an item, counted."""

from datetime import date

import pytest

from minutebook.items import split_items
from minutebook.markdown import parse
from minutebook.records import find_likely_decisions, find_records


def likely(text: str) -> list[str]:
    blocks, _ = parse(text)
    items = split_items(blocks).items
    records = find_records(items, path="m.md", on=date(2024, 1, 10)).records
    return [
        f"{found.location.line}:{found.location.column} {found.message}"
        for item in items
        for found in find_likely_decisions(item, records, path="m.md")
    ]


def test_the_message_names_the_words_and_the_way_to_mend() -> None:
    assert likely("After debate it was agreed to give £300. Members left.") == [
        '1:14 "it was agreed to give £300." is not in the register of decisions. If it is a decision, make the word bold or '
        "write AGREED: nothing else changes."
    ]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("It was unanimously resolved to wait.", "make the word bold or write RESOLVED: nothing else changes."),
        ("Penderfynwyd derbyn yr adroddiad.", "make the word bold or write PENDERFYNWYD: nothing else changes."),
        ("Trafodwyd y mater a chytunwyd i aros.", "make the word bold or write CHYTUNWYD: nothing else changes."),
        ("Nodwyd bod eira wedi disgyn.", "make the word bold or write NODWYD: nothing else changes."),
        ("IT WAS RESOLVED THAT THE GATE BE MENDED.", "the others not: It was RESOLVED that …"),
        ("PENDERFYNWYD TRWSIO'R GIÂT A'I PHEINTIO.", "the others not: PENDERFYNWYD …"),
    ],
)
def test_the_way_to_mend_is_in_the_words_of_the_text(text: str, advice: str) -> None:
    (message,) = likely(text)
    assert message.endswith(f"If it is a decision, {'write one word of it in capitals and ' * text.isupper()}{advice}")


def test_one_an_item_is_reported_and_the_others_counted() -> None:
    text = "## 1. Gates\n\nIt was agreed to mend it.\n\nIt was resolved to paint it.\n\n## 2. Hall\n\nMembers agreed to let it."
    first, second = likely(text)
    assert first.endswith("The same holds for 1 more paragraph of this item.")
    assert second.startswith('9:1 "Members agreed to let it."')


@pytest.mark.parametrize(
    "text",
    [
        "It was unanimously agreed to wait.",
        "It was proposed by Cllr A, seconded by Cllr B and agreed to wait.",
        "The minutes of the last meeting were approved as a correct record.",
        "The committee agreed the report.",
        "Penderfynwyd derbyn yr adroddiad.",
        "Trafodwyd y mater a chytunwyd i aros.",
        "IT WAS RESOLVED THAT THE GATE BE MENDED.",
        "- It was agreed to wait.",
    ],
)
def test_what_looks_like_a_decision(text: str) -> None:
    assert len(likely(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED: it was agreed to wait.",
        "It was **agreed** to wait.",
        "The plan that was approved was a three-year plan.",
        "Cabinet had approved a new policy.",
        "He asked whether the committee agreed.",
        "> It was agreed to wait.",
        "| It was agreed |\n| --- |\n| It was agreed |",
        "### It was agreed",
        "The letter said “it was agreed to wait”.",
        "RESOLVED that:\n\n1. as it was agreed in May, the gate be mended.",
        "ALL MEMBERS WERE PRESENT.",
        "RESOLVED that the gate be mended.\n\nIt was RESOLVED that the gate be mended.",
        "It was not agreed to wait.",
        "It was noted that snow fell. Yna nodwyd yr adroddiad.",
    ],
)
def test_what_does_not(text: str) -> None:
    assert likely(text) == []
