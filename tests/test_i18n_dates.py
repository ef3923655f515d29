"""Dates, times, sizes, numbers and lists of names as each language writes them; words to read dates by."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.i18n import (
    LANGUAGES,
    MERIDIEMS,
    MONTHS,
    SEASON_MONTHS,
    SEASONS,
    TIME_WORDS,
    WEEKDAYS,
    format_date,
    format_month,
    format_number,
    format_range,
    format_size,
    format_time,
    join_names,
    language,
    mutations,
    name_joints,
    parse_month_names,
    parse_weekday_names,
)

DAY = datetime.date(2023, 4, 18)
DATES = st.dates(min_value=datetime.date(1000, 1, 1))
CODES = st.sampled_from(LANGUAGES)


def test_dates_in_each_style() -> None:
    assert [format_date(DAY, "en", style) for style in ("long", "short", "weekday")] == [
        "18 April 2023",
        "18 Apr 2023",
        "Tuesday 18 April 2023",
    ]
    assert [format_date(DAY, "cy", style) for style in ("long", "short", "weekday")] == [
        "18 Ebrill 2023",
        "18 Ebr 2023",
        "Dydd Mawrth 18 Ebrill 2023",
    ]


def test_months() -> None:
    assert [format_month(2023, 7, code) for code in ("en", "cy")] == ["July 2023", "Gorffennaf 2023"]
    with pytest.raises(ValueError, match="month"):
        format_month(2023, 13, "en")


@pytest.mark.parametrize(
    ("first", "last", "english", "welsh"),
    [
        ("2022-11-21", "2022-11-24", "21 to 24 November 2022", "21 – 24 Tachwedd 2022"),
        ("2022-11-30", "2022-12-02", "30 November to 2 December 2022", "30 Tachwedd – 2 Rhagfyr 2022"),
        ("2022-12-30", "2023-01-02", "30 December 2022 to 2 January 2023", "30 Rhagfyr 2022 – 2 Ionawr 2023"),
        ("2021-05-04", "2022-05-04", "4 May 2021 to 4 May 2022", "4 Mai 2021 – 4 Mai 2022"),
        ("2022-11-21", "2022-11-21", "21 November 2022", "21 Tachwedd 2022"),
    ],
)
def test_ranges_say_once_what_both_days_share(first: str, last: str, english: str, welsh: str) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert (format_range(*days, "en"), format_range(*days, "cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("moment", "english", "welsh"),
    [
        ("14:30", "2.30pm", "2.30pm"),
        ("19:00", "7pm", "7pm"),
        ("09:05", "9.05am", "9.05am"),
        ("12:00", "12 noon", "12 hanner dydd"),
        ("12:10", "12.10pm", "12.10pm"),
        ("00:00", "12 midnight", "12 hanner nos"),
        ("00:05", "12.05am", "12.05am"),
    ],
)
def test_times(moment: str, english: str, welsh: str) -> None:
    time = datetime.time.fromisoformat(moment)
    assert (format_time(time, "en"), format_time(time, "cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("size", "english", "welsh"),
    [
        (0, "0 bytes", "0 beit"),
        (1, "1 byte", "1 beit"),
        (2, "2 bytes", "2 feit"),
        (999, "999 bytes", "999 beit"),
        (1000, "1 kB", "1 kB"),
        (431_200, "431 kB", "431 kB"),
        (999_499, "999 kB", "999 kB"),
        (999_500, "1 MB", "1 MB"),
        (1_234_567, "1.2 MB", "1.2 MB"),
        (4_600_000_000, "4,600 MB", "4,600 MB"),
    ],
)
def test_sizes(size: int, english: str, welsh: str) -> None:
    assert (format_size(size, "en"), format_size(size, "cy")) == (english, welsh)


def test_numbers() -> None:
    assert [format_number(number, "cy") for number in (7, 12345, 1.25)] == ["7", "12,345", "1.25"]


@pytest.mark.parametrize(
    ("names", "english", "welsh"),
    [
        ([], "", ""),
        (["Ann"], "Ann", "Ann"),
        (["Ann", "Owen"], "Ann and Owen", "Ann ac Owen"),
        (["Ann", "Bob", "Nia"], "Ann, Bob and Nia", "Ann, Bob a Nia"),
        (["Ann", "Iolo"], "Ann and Iolo", "Ann ac Iolo"),
        (["Ann", "Williams"], "Ann and Williams", "Ann a Williams"),
        (["Ann", "Wyn"], "Ann and Wyn", "Ann a Wyn"),
        (["Ann", "Young"], "Ann and Young", "Ann a Young"),
        (["Ann", "Ynyr"], "Ann and Ynyr", "Ann ac Ynyr"),
        (["tir", "ŵyn"], "tir and ŵyn", "tir ac ŵyn"),
        (["tir", "wlad"], "tir and wlad", "tir a wlad"),
        (["Ann", "Édith"], "Ann and Édith", "Ann ac Édith"),
        (["Clerc", "Cadeirydd"], "Clerc and Cadeirydd", "Clerc; Cadeirydd"),
        (
            ["Clerc", "Is-gadeirydd", "Prif Weithredwr"],
            "Clerc, Is-gadeirydd and Prif Weithredwr",
            "Clerc; Is-gadeirydd; Prif Weithredwr",
        ),
        (["Cadeirydd", "Chwaraeon"], "Cadeirydd and Chwaraeon", "Cadeirydd a Chwaraeon"),
        (["Ann", "Y Cyng. Evans"], "Ann and Y Cyng. Evans", "Ann; Y Cyng. Evans"),
        (["Director, Care", "Leader"], "Director, Care; Leader", "Director, Care; Leader"),
        (["Leader", "Care and Wellbeing"], "Leader; Care and Wellbeing", "Leader; Care and Wellbeing"),
        (["Gofal a'r Iaith", "Owen", "Ann"], "Gofal a'r Iaith; Owen; Ann", "Gofal a'r Iaith; Owen; Ann"),
        (["A. Andrews", "Mandy Land"], "A. Andrews and Mandy Land", "A. Andrews a Mandy Land"),
        (["Director, Care"], "Director, Care", "Director, Care"),
    ],
)
def test_lists_of_names(names: list[str], english: str, welsh: str) -> None:
    assert (join_names(names, "en"), join_names(names, "cy")) == (english, welsh)


@given(st.lists(st.text()), CODES)
def test_joints_stand_before_every_name(names: list[str], code: str) -> None:
    joints = name_joints(names, code)
    assert len(joints) == len(names)
    assert "".join(joint + name for joint, name in zip(joints, names, strict=True)) == join_names(names, code)


@pytest.mark.parametrize(
    ("name", "joint"),
    [("Carys", " a "), ("Tomos", " a "), ("Owen", " ac "), ("Y Cyng. Evans", "; "), ("Carys, y Clerc", "; ")],
)
def test_the_name_of_a_person_never_changes(name: str, joint: str) -> None:
    assert name_joints(["Dai", name], "cy", person_last=True) == ("", joint)


@given(st.lists(st.text(alphabet="ab, ;'d", max_size=9), min_size=2), CODES)
def test_no_name_is_read_as_two(names: list[str], code: str) -> None:
    parted = join_names(names, code)
    assert parted == "; ".join(names) or not re.search(r"[,;]| (?:and|a|ac) ", " ".join(f" {name} " for name in names))


@given(DATES, CODES, st.sampled_from(["long", "short"]))
def test_a_date_as_written_can_be_read_by_the_tables(day: datetime.date, code: str, style: str) -> None:
    number, month, year = format_date(day, code, "long" if style == "long" else "short").split()
    # CLDR may end a short month with a full stop: French `avr.`.
    assert datetime.date(int(year), MONTHS[month.casefold().rstrip(".")], int(number)) == day


@given(DATES, CODES)
def test_a_weekday_as_written_can_be_read_by_the_table(day: datetime.date, code: str) -> None:
    words = re.split(r"\s(?=\d)", format_date(day, code, "weekday"))[0]
    assert WEEKDAYS[words.casefold()] == day.weekday()


@given(DATES, DATES, CODES)
def test_a_range_ends_with_its_last_day(first: datetime.date, last: datetime.date, code: str) -> None:
    written = format_range(first, last, code)
    assert written.endswith(format_date(last, code))
    assert written.startswith(str(first.day))


@given(st.times(), CODES)
def test_a_time_as_written_is_that_time(moment: datetime.time, code: str) -> None:
    written = format_time(moment, code)
    if language(code).time:
        assert [int(number) for number in re.findall(r"\d+", written)][:2] in (
            [moment.hour, moment.minute],
            [moment.hour % 12 or 12, moment.minute],
        )
        return
    if written in TIME_WORDS:
        assert TIME_WORDS[written] == moment.replace(minute=0, second=0, microsecond=0, fold=0)
        return
    found = re.fullmatch(r"(\d+)(?:\.(\d\d))?(\D+)", written)
    assert found is not None
    hour = int(found[1]) % 12 + (12 if MERIDIEMS[found[3]] == "pm" else 0)
    assert (hour, int(found[2] or 0)) == (moment.hour, moment.minute)


def test_welsh_months_are_read_in_their_mutated_forms() -> None:
    forms = {
        "Ionawr": 1, "Chwefror": 2, "Fawrth": 3, "Ebrill": 4, "Fai": 5, "Fehefin": 6, "Orffennaf": 7,
        "Ngorffennaf": 7, "Awst": 8, "Fedi": 9, "Hydref": 10, "Dachwedd": 11, "Nhachwedd": 11, "Ragfyr": 12,
    }  # fmt: skip
    assert {name: MONTHS[name.casefold()] for name in forms} == forms


def test_no_name_means_two_months() -> None:
    for first in LANGUAGES:
        for second in LANGUAGES:
            ours, theirs = parse_month_names(first), parse_month_names(second)
            assert {name: ours[name] for name in ours.keys() & theirs.keys()} == {
                name: theirs[name] for name in ours.keys() & theirs.keys()
            }


def test_every_month_and_weekday_has_a_name_in_every_language() -> None:
    for code in LANGUAGES:
        assert set(parse_month_names(code).values()) == set(range(1, 13))
        assert set(parse_weekday_names(code).values()) == set(range(7))


def test_a_month_cut_short_is_not_mutated_into_another_word() -> None:
    assert "or" in mutations("gor")
    assert not {"or", "we", "fer"} & (MONTHS.keys() | WEEKDAYS.keys())


def test_seasons_have_months_and_welsh_autumn_needs_its_article() -> None:
    assert set(SEASONS.values()) == set(SEASON_MONTHS)
    assert SEASONS["yr hydref"] == "autumn"
    assert "hydref" not in SEASONS
    assert MONTHS["hydref"] == 10
