"""Times, dates and due dates as people write them, in English and Welsh."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.dates import explain_date, explain_time, find_due, parse_date, parse_time, read_due
from minutebook.i18n import format_date, format_time

MEETING = date(2023, 11, 10)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2.30pm", time(14, 30)),
        ("2.30 pm", time(14, 30)),
        ("2:30 p.m.", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14.30pm", time(14, 30)),
        ("1430 hrs", time(14, 30)),
        ("7pm", time(19)),
        ("7 PM", time(19)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("12.15am", time(0, 15)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("09:05", time(9, 5)),
        ("10.00", time(10)),
        ("07:30", time(7, 30)),
        ("2.30yp", time(14, 30)),
        ("7 yr hwyr", time(19)),
        ("hanner dydd", time(12)),
    ],
)
def test_times(text: str, wanted: time) -> None:
    assert parse_time(text) == wanted


@pytest.mark.parametrize(
    "text", ["7.30", "7:30", "4", "25:00", "14.30am", "12:60", "2.30pm to 4pm", "later", "", "٢.30pm"]
)
def test_what_is_no_certain_time(text: str) -> None:
    assert parse_time(text) is None
    assert "Write" in explain_time(text)


def test_a_time_without_am_or_pm_asks_which() -> None:
    assert explain_time("7.30") == '"7.30" may be morning or evening. Write 7.30pm, or 07:30'


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-04-18", "2023-04-18", "2023-04-18"),
        ("2023-04", "2023-04-01", "2023-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2022-11-21/2022-11-24", "2022-11-21", "2022-11-24"),
        ("2022-11/2023", "2022-11-01", "2023-12-31"),
    ],
)
def test_standard_dates(text: str, first: str, last: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat(), span.standard, span.text) == (first, last, True, text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2 May 2018", "2018-05-02", "2018-05-02"),
        ("2nd May 2018", "2018-05-02", "2018-05-02"),
        ("Wednesday 2 May 2018", "2018-05-02", "2018-05-02"),
        ("Wednesday, 2nd of May 2018", "2018-05-02", "2018-05-02"),
        ("May 2, 2018", "2018-05-02", "2018-05-02"),
        ("5 Sept. 2018", "2018-09-05", "2018-09-05"),
        ("02/05/2018", "2018-05-02", "2018-05-02"),
        ("18.04.2023", "2023-04-18", "2023-04-18"),
        ("2018-5-2", "2018-05-02", "2018-05-02"),
        ("2018/05/02", "2018-05-02", "2018-05-02"),
        ("May 2018", "2018-05-01", "2018-05-31"),
        ("Medi 2023", "2023-09-01", "2023-09-30"),
        ("2 Mai 2018", "2018-05-02", "2018-05-02"),
        ("18fed o Ebrill 2023", "2023-04-18", "2023-04-18"),
        ("dydd Mawrth 18 Ebrill 2023", "2023-04-18", "2023-04-18"),
        ("21-24 November 2022", "2022-11-21", "2022-11-24"),
        ("21 to 24 November 2022", "2022-11-21", "2022-11-24"),
        ("21 i 24 Tachwedd 2022", "2022-11-21", "2022-11-24"),
        ("30 April to 2 May 2023", "2023-04-30", "2023-05-02"),
        ("30 December 2022 – 2 January 2023", "2022-12-30", "2023-01-02"),
    ],
)
def test_understood_dates(text: str, first: str, last: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat(), span.standard) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023-02-30", "February 2023 has 28 days"),
        ("30 February 2024", "February 2024 has 29 days"),
        ("2023-13", "there is no month 13"),
        ("04/18/2023", "there is no month 18"),
        ("Tuesday 2 May 2018", "2 May 2018 is a Wednesday"),
        ("2023-05/2023-04", "the range ends before it begins"),
        ("2/5/18", "its year is cut short"),
        ("5 May", "has no year"),
        ("spring 2024", "a season has no first and last day"),
        ("soon", "is no date"),
        ("2023/24", "is no date"),
        ("2023-04-18T10:00", "is no date"),
        ("٢٠٢٣", "is no date"),
        ("", "is no date"),
    ],
)
def test_what_is_no_certain_date(text: str, why: str) -> None:
    assert parse_date(text) is None
    assert why in explain_date(text)


@pytest.mark.parametrize(
    ("text", "words", "span", "understood", "binding"),
    [
        ("Clerk to write to Highways by 5 May.", "by 5 May", "2024-05-05/2024-05-05", True, True),
        ("to report by 5 December", "by 5 December", "2023-12-05/2023-12-05", True, True),
        (
            "report in May, by the end of September 2024 please",
            "by the end of September 2024",
            "2024-09-01/2024-09-30",
            False,
            True,
        ),
        ("available after September", "after September", "2024-09-01/2024-09-30", True, False),
        ("brought back in the autumn", "in the autumn", "2023-09-01/2023-11-30", True, True),
        ("finish in 2024", "in 2024", "2024-01-01/2024-12-31", False, True),
        ("by 05/05/2024", "by 05/05/2024", "2024-05-05/2024-05-05", False, True),
        ("ready by 29 February", "by 29 February", "2024-02-29/2024-02-29", True, True),
        ("report by Friday 10 May 2024", "by Friday 10 May 2024", "2024-05-10/2024-05-10", False, True),
        ("bring a paper before the May meeting", "before the May meeting", "2024-05-01/2024-05-31", True, True),
        ("ysgrifennu erbyn 5 Mai", "erbyn 5 Mai", "2024-05-05/2024-05-05", True, True),
        ("erbyn diwedd mis Medi 2024.", "erbyn diwedd mis Medi 2024", "2024-09-01/2024-09-30", False, True),
        ("ar ôl mis Medi", "ar ôl mis Medi", "2024-09-01/2024-09-30", True, False),
        ("to report by the next meeting", "by the next meeting", "", False, False),
        ("until the next Full Council meeting", "until the next Full Council meeting", "", False, False),
        ("erbyn y cyfarfod nesaf", "erbyn y cyfarfod nesaf", "", False, False),
        ("reply by Friday", "by Friday", "", False, False),
        ("look into it by 30 February", "by 30 February", "", False, False),
    ],
)
def test_due_in_a_sentence(text: str, words: str, span: str, understood: bool, binding: bool) -> None:
    found = find_due(text, MEETING, in_brackets=False)
    assert found is not None
    due, start, end = found
    assert text[start:end] == words == due.text
    assert (f"{due.span.first}/{due.span.last}" if due.span else "") == span
    assert (due.understood, due.binding) == (understood, binding)


@pytest.mark.parametrize(
    "text",
    [
        "Clerk may do it",
        "in the meeting",
        "in the 2024/25 budget",
        "report on May Street",
        "put it on the next meeting's agenda",
        "work on the plan, in full, by all means",
        "by 5 votes to 2",
    ],
)
def test_no_due_in_a_sentence(text: str) -> None:
    assert find_due(text, MEETING, in_brackets=False) is None


@pytest.mark.parametrize(
    ("text", "span", "binding"),
    [
        ("after September 2024", "2024-09-01/2024-09-30", False),
        (" 5 May ", "2024-05-05/2024-05-05", True),
        ("September", "2024-09-01/2024-09-30", True),
        ("winter", "2023-12-01/2024-02-29", True),
        ("2024-03", "2024-03-01/2024-03-31", True),
        ("by 5 May at the latest", "2024-05-05/2024-05-05", True),
        ("by Easter", "", False),
        ("when funds allow", "", False),
        ("next meeting", "", False),
        ("y cyfarfod nesaf", "", False),
    ],
)
def test_due_in_brackets(text: str, span: str, binding: bool) -> None:
    found = find_due(text, MEETING, in_brackets=True)
    assert found is not None
    due, start, end = found
    assert text[start:end] == due.text == text.strip()
    assert (f"{due.span.first}/{due.span.last}" if due.span else "") == span
    assert due.binding is binding


def test_due_behind_an_owner_in_brackets() -> None:
    found = find_due("Jane Rees by 5 May", MEETING, in_brackets=True)
    assert found is not None
    assert (found[0].text, found[1:]) == ("by 5 May", (10, 18))


@pytest.mark.parametrize("text", ["amber", "Jane Rees and Dai Ellis", "ASAP", "by", "Clerk", ""])
def test_no_due_in_brackets(text: str) -> None:
    assert find_due(text, MEETING, in_brackets=True) is None


def test_due_of_a_field_takes_any_words() -> None:
    assert read_due("2024-03", None).span == parse_date("2024-03")
    assert read_due("as soon as can be", MEETING).span is None
    assert not read_due("as soon as can be", MEETING).binding
    assert read_due("5 May", None).span is None
    assert read_due("5 May", MEETING).understood


_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(_days, st.sampled_from(["en", "cy"]), st.sampled_from(["long", "short", "weekday"]))
@settings(max_examples=150, deadline=None)
def test_what_the_site_writes_is_read_back(day: date, lang: str, style: str) -> None:
    written = {
        "long": format_date(day, lang),
        "short": format_date(day, lang, "short"),
        "weekday": format_date(day, lang, "weekday"),
    }[style]
    span = parse_date(written)
    assert span is not None, written
    assert (span.first, span.last) == (day, day)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
@settings(max_examples=100, deadline=None)
def test_times_the_site_writes_are_read_back(moment: time) -> None:
    for lang in ("en", "cy"):
        assert parse_time(format_time(moment, lang)) == moment
    assert parse_time(f"{moment:%H:%M}") == moment


@given(_days, st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_a_missing_year_is_the_next_to_come(on: date, ahead: int) -> None:
    day = on + timedelta(days=ahead)
    found = find_due(f"Clerk to report by {day.day} {format_date(day, 'en').split()[1]}", on, in_brackets=False)
    assert found is not None
    span = found[0].span
    assert span is not None
    assert span.first >= on
    assert (span.first.month, span.first.day) == (day.month, day.day)


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_harm(text: str) -> None:
    assert parse_time(text) is None or "Write" not in text
    assert parse_date(text) is not None or explain_date(text)
    explain_time(text)
    for in_brackets in (True, False):
        found = find_due(text, MEETING, in_brackets=in_brackets)
        assert found is None or 0 <= found[1] < found[2] <= len(text)
    read_due(text, None)
