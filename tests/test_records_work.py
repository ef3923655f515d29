"""How much work the reader of records does for minutes that say one thing over and over: no more than so much a paragraph."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from minutebook.items import split_items
from minutebook.markdown import parse
from minutebook.names import Directory
from minutebook.records import People, RawRecord, actions, find_records, owners, repeats
from minutebook.records.owners import find_assigned

DAY = date(2024, 3, 12)
MANY = 300


def find(source: str) -> tuple[RawRecord, ...]:
    blocks, _ = parse(source)
    return find_records(split_items(blocks).items, path="m.md", on=DAY).records


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of what was once called for every pair."""
    calls: Counter[str] = Counter()

    def count(module: object, name: str) -> None:
        real = getattr(module, name)

        def counting(*args: object, **kwargs: object) -> object:
            calls[name] += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, counting)

    count(repeats, "_repeats")
    count(actions, "find_labels")
    count(actions, "_names_owners")
    count(People, "find_all")
    return calls


@pytest.mark.parametrize(
    ("source", "decisions"),
    [
        ("RESOLVED: x\n\n" * MANY, MANY),
        ("RESOLVED: that the report be noted\n\n" * MANY, 1),
        ("".join(f"### Part {n}\n\nRESOLVED: that the report be noted\n\n" for n in range(MANY)), MANY),
        ("".join(f"RESOLVED: that the report of officer {n} be noted.\n\n" for n in range(MANY)), MANY),
    ],
    ids=["short", "alike", "under headings", "alike at first"],
)
def test_decisions_are_compared_with_few_others(source: str, decisions: int, counted: Counter[str]) -> None:
    assert len(find(source)) == decisions
    assert counted["_repeats"] <= MANY


@pytest.mark.parametrize("line", ["Action: Clerk.\n\n", "Action: Clerk. ", "ACTION: Clerk. "])
def test_lines_of_owners_do_not_walk_over_each_other(line: str, counted: Counter[str]) -> None:
    assert len(find("Members asked for a report.\n\n" + line * MANY)) == MANY
    assert counted["find_labels"] <= 2 * MANY
    assert counted["_names_owners"] <= 20 * MANY


def test_few_words_are_tried_as_the_end_of_the_owners(counted: Counter[str]) -> None:
    (action,) = find("ACTION: " + "will to i " * MANY)
    assert find_assigned(action, People(Directory((), (), ()), "council", DAY)).owners == ()
    assert counted["find_all"] <= 2 * owners._MOST_ENDS + 2
