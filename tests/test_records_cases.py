"""Which paragraphs are records and what is read of them: the cases in tests/cases/records."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from minutebook.diagnostics import Diagnostic
from minutebook.items import split_items
from minutebook.markdown import parse
from minutebook.model import Body, DateSpan, Due, LocalText, Named, Office, Person, Target, Votes
from minutebook.names import Directory
from minutebook.records import MeetingFacts, People, RawRecord, Resolved, find_records, resolve_details

CASES = Path(__file__).parent / "cases" / "records"
DAY = date(2024, 3, 12)


def read_cases() -> Iterator[tuple[str, str, str]]:
    """Yield title, input and expected dump of every case: `title . input . expected .`"""
    for file in sorted(CASES.glob("*.txt")):
        sections = file.read_text(encoding="utf-8").split("\n.\n")
        assert len(sections) % 3 == 1, f"{file.name}: a case is a title, an input and what is expected"
        for title, source, expected in zip(sections[0::3], sections[1::3], sections[2::3], strict=False):
            yield f"{file.stem}: {title.strip()}", source, expected


@pytest.mark.parametrize(("source", "expected"), [pytest.param(s, e, id=t) for t, s, e in read_cases()])
def test_case(source: str, expected: str) -> None:
    assert "\n".join(dump(source)) == expected.strip("\n")


def test_there_are_many_cases_in_both_languages() -> None:
    titles = [title for title, _, _ in read_cases()]
    assert len(titles) == len(set(titles)) >= 120
    assert sum(title.startswith("welsh") for title in titles) >= 15


@cache
def council() -> Directory:
    people = (
        Person("jane-rees", "Jane Rees"),
        Person("dai-ellis", "Dai Ellis"),
        Person("b-price", "Bethan Price"),
    )
    director = LocalText((("en", "Corporate Director, Social Services and Wellbeing"),))
    offices = (
        Office("cd-social-services", director),
        Office("assistant", LocalText((("en", "Assistant to the Chief Executive"),))),
    )
    bodies = (
        Body("council", LocalText((("en", "Council"), ("cy", "Y Cyngor"))), "council"),
        Body("cabinet", LocalText((("en", "Cabinet"), ("cy", "Y Cabinet"))), "executive"),
        Body("people-scrutiny", LocalText((("en", "People Scrutiny Committee"),)), "scrutiny"),
    )
    return Directory(people, offices, bodies)


def find_target(reference: str) -> Target | str:
    """What can be named in these cases."""
    known = {
        "referrals-report": Target("record", "cabinet/2024-01-09#referrals-report"),
        "adroddiad-atgyfeiriadau": Target("record", "cabinet/2024-01-09#adroddiad-atgyfeiriadau"),
        "people-scrutiny/2024-07-23#item-3-action-1": Target("record", "people-scrutiny/2024-07-23#item-3-action-1"),
        "recommendation-one": Target("record", "cabinet/2024-01-09#recommendation-one"),
        "argymhelliad-un": Target("record", "cabinet/2024-01-09#argymhelliad-un"),
        "plans/ciw#workforce": Target("plan-action", "ciw#workforce"),
        "cabinet": Target("body", "cabinet"),
    }
    return known.get(reference, f'nothing is called "{reference}"')


def dump(source: str) -> Iterator[str]:
    """Yield the records of a text and what is odd about it, a line each, details indented below."""
    blocks, _ = parse(source)
    found = find_records(split_items(blocks).items, path="m.md", on=DAY, languages=("en", "cy"))
    facts = MeetingFacts(
        "m.md",
        People(council(), "council", DAY, {"JR": "jane-rees"}),
        present=20,
        attendance=(3, 4),
        items={"9": "item-9"},
        find_target=find_target,
    )
    diagnostics: list[Diagnostic] = list(found.diagnostics)
    for record in found.records:
        resolved, odd = resolve_details(record, facts)
        diagnostics += odd
        if resolved is None:
            yield f"prose after all: {record.text}"
            continue
        yield dump_record(record)
        yield from (f"  {line}" for line in dump_facts(resolved))
    yield from (str(one) for one in diagnostics)


def dump_record(record: RawRecord) -> str:
    verb = f" {record.verb}" if record.verb else ""
    item = "" if record.item == "preamble" else f" in {record.item}"
    anchor = f" #{record.anchor}" if record.anchor else ""
    below = f" +{len(record.blocks)}" if record.blocks else ""
    return f"{record.kind}{verb}{item}{anchor}{below}: {record.text.replace(chr(10), ' / ')}"


def dump_facts(facts: Resolved) -> Iterator[str]:
    for place in Resolved.__slots__:
        value = getattr(facts, place)
        if value:
            yield f"{place}: {show(value)}"


def show(value: object) -> str:
    match value:
        case Named():
            return f"{value.text} ({value.kind} {value.id})" if value.id else f"{value.text} ({value.kind})"
        case tuple():
            return ", ".join(show(one) for one in value)
        case Due():
            when = f" = {show(value.span)}" if value.span else ""
            return f"{value.text}{when}{' understood' * value.understood}{' never overdue' * (not value.binding)}"
        case LocalText():
            return " | ".join(text for _, text in value.by_lang)
        case DateSpan():
            return f"{value.first}" if value.is_day else f"{value.first}/{value.last}"
        case Votes():
            counts = "-".join("?" if n is None else str(n) for n in (value.agree, value.against, value.abstain))
            said = [
                counts if counts != "?-?-?" else "",
                "unanimous" * value.unanimous,
                "nem con" * value.nem_con,
                "recorded" * value.recorded,
            ]
            said += [f"casting {value.casting}" if value.casting else ""]
            sides = (("for", value.agree_names), ("against", value.against_names), ("abstained", value.abstain_names))
            said += [f"{side} {show(names)}" for side, names in sides if names]
            return "; ".join(part for part in said if part)
        case _:
            return str(value).replace("\n", " / ")
