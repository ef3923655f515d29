"""Minutes in any language: the words they are read by stand in the language's own file, and a new language is that file alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from minutebook import i18n
from minutebook.i18n import LANGUAGES, READINGS, LanguageFileError, languages, read_words
from tests.support.madeup import CODE, copy_package, make_file, make_reading, make_words, read_english, run, write
from tests.support.sites import write_files

WORDS = make_words(read_english()["reading"])

TABLES = {
    "decision": "RECORD_WORDS",
    "record": "RECORD_WORDS",
    "negation": "NEGATIONS",
    "after_negation": "AFTER_NEGATION",
    "nobody": "NOBODY",
    "no_action": "NO_ACTION AFTER_NO_ACTION",
    "action_name": "ACTION_POINTS ACTION_COMPOUNDS",
    "opening": "OPENING_WORDS",
    "zero": "NUMBER_WORDS NO_WORDS",
    "number": "NUMBER_WORDS",
    "motion": "MOTION_WORDS",
    "before_motion": "BEFORE_MOTION",
    "by": "BY_WORDS",
    "vote_side": "VOTE_SIDES",
    "vote_result": "VOTE_RESULTS",
    "casting_vote": "CASTING_VOTE",
    "recorded_vote": "RECORDED_VOTE",
    "vote_label": "VOTE_LABELS",
    "vote_filler": "VOTE_FILLERS",
    "vote_by": "VOTE_BY_WORDS",
    "without": "NO_WORDS",
    "verdict": "VERDICTS",
    "interest": "DECLARATION_WORDS",
    "addressee": "ADDRESSEE_WORDS",
    "owner": "OWNER_WORDS",
    "owner_end": "OWNER_ENDS",
    "verb_first": "",
    "colour": "COLOURS",
    "and": "AND_WORDS",
    "in_title": "IN_TITLES",
    "behind_name": "BEHIND_NAMES",
    "title": "NAME_TITLES",
    "attendance_note": "ATTENDANCE_NOTES",
    "item_flag": "ITEM_FLAGS",
    "paragraph": "PARAGRAPH_WORDS",
    "item": "ITEM_WORDS",
    "number_sign": "NUMBER_SIGNS",
    "abbreviation": "ABBREVIATIONS",
    "sentence_start": "SENTENCE_STARTS",
    "due": "DUE_WORDS",
    "meeting": "MEETING_WORDS",
    "next": "NEXT_BEFORE NEXT_WORDS",
    "article": "ARTICLES",
    "possessive": "POSSESSIVES",
    "part_of": "PARTS_OF_TIME",
    "period": "PERIOD_BEFORE PERIOD_ADJECTIVES PERIOD_NOUNS",
    "of": "OF_WORDS",
    "range": "RANGE_OF_DAYS RANGE_OF_VOTES",
    "month": "MONTHS",
    "before_month": "BEFORE_MONTH",
    "weekday": "WEEKDAYS",
    "before_weekday": "",
    "season": "SEASONS",
    "ordinal": "ORDINAL_SUFFIXES",
    "half_day": "MERIDIEMS",
    "hours": "HOUR_WORDS",
    "time": "TIME_WORDS",
}
"""The tables that hold the words of each key; of `verb_first`, `owner_end.own` and `before_weekday` there are none in all languages."""

COUNCIL = {
    "content/site.yml": f"name: Zwabux\nlanguages: [{CODE}]\n",
    "content/bodies.yml": "council: {name: Lorem, kind: council, clerk: gavo-hilo}\ncabinet: {name: Ipsum, kind: executive}\n",
    "content/people.yml": (
        "ana-bovo: {name: Ana Bovo, memberships: [{body: council, role: {owner.chair}}]}\n"
        "ciro-dumo: {name: Ciro Dumo, memberships: [{body: council}]}\n"
        "elo-fanto: {name: Elo Fanto, memberships: [{body: council}]}\n"
        "gavo-hilo: {name: Gavo Hilo}\n"
    ),
    "content/offices.yml": "kapo: {title: Kapo {in_title} Urbo}\n",
}

MINUTES = """\
---
time: {time.noon}
ended: 1830 {hours}
present: >-
  {title}. Ana Bovo ({attendance_note.chair}), {title} Ciro Dumo ({attendance_note.until} {item} 2) {and.any}
  {title} Elo Fanto ({attendance_note.from} 5.15 {half_day.pm})
apologies: {nobody}
attending: Gavo Hilo {and.before_name} Ilo Joro
---
## {item} {number_sign} 1. Lorem

{decision.resolved}: dolor sit. ({motion.moved} {title} Ana Bovo, {motion.seconded} {title} Ciro Dumo; {number.1} {vote_side.for},
1 {vote_side.against}, 1 {vote_side.abstained})

Dolor sit {decision.noted} amet, {vote_result.unanimous}.

Dolor {negation} {after_negation} {decision.agreed} sit.

## 2. Dolor ({item_flag.late})

{decision.carried}. {vote_by} 2 {range.vote} 1.

{decision.deferred}: dolor.

{vote_label}: 2 {vote_filler} {vote_side.for}, {zero} {vote_side.against}

{decision.approved}: dolor. {casting_vote} {by} {article} Ana Bovo.

{vote_side.for}: Ana Bovo, Elo Fanto (2)

{vote_side.against}: Ciro Dumo (1)

{record.recommendation} ({addressee} cabinet): dolor sit. {#suadi}

{record.response} (suadi; {verdict.accepted in part}): dolor sit.

{title} Ciro Dumo {record.declaration} {interest.prejudicial} {interest.personal} dolor {item} 1, {interest.dispensation}, {interest.left}.

{record.declaration} {by} {title} Elo Fanto: {interest.personal} dolor {item} {number_sign} 2.

{record.summary}: dolor sit.

## 3. Sit

{record.action}: {owner.clerk} {owner_end.any} dolor sit {due.by} {article} 5{ordinal} {of} {before_month} majo 2027. {#skribi}

{record.action} (Ana Bovo {and.any} Ciro Dumo; {due.after} {season.autumn} 2027; {colour.amber}): dolor sit.

{record.action}: {verb_first.verb} {owner.chair} {verb_first.end} dolor {due.before} {article} {meeting} {next.behind}.

{record.action}: Elo Fanto {owner_end.own} dolor {due.by} {period.before} {period.adjective} {period.noun}.

{record.action}: Kapo {in_title} Urbo

{record.action}: {no_action.phrase} {no_action.after}

{record.update} (skribi; {colour.green}): dolor sit.

## 4. Amet ({item_flag.information})

## 5. Elit ({item_flag.withdrawn})

## 6. Sed ({item_flag.exempt}: {paragraph} 14)
"""

PROGRAM = """
import dataclasses, datetime, json, pathlib, sys
from minutebook.pipeline import Options, read_content
root = pathlib.Path(sys.argv[1])
checked = read_content(Options(root, root / "site", today=datetime.date(2026, 6, 1)), lambda *said: None)
register = checked.register
meeting = next(iter(register.meetings.values())) if register else None
def plain(value):
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else str(value)
print(json.dumps({
    "messages": [f"{found.location.line}: {found.message} [{found.code}]" for found in checked.report.diagnostics],
    "records": [{"kind": type(one).__name__, **plain(one)} for one in register.records.values()],
    "attendees": [plain(one) for one in meeting.attendees],
    "items": [{name: getattr(one, name) for name in sys.argv[2].split()} for one in meeting.versions[0].items],
    "time": meeting.time,
    "ended": meeting.ended,
} if register else {"messages": [str(found) for found in checked.report.diagnostics]}, default=plain))
"""
TELL_TABLES = """
import json
from minutebook import i18n
def plain(table):
    return {form: str(getattr(meaning, "verb", meaning)) for form, meaning in table.items()} if hasattr(table, "items") else sorted(table)
tables = {name: plain(getattr(i18n, name)) for name in i18n.__all__ if name.isupper() and isinstance(getattr(i18n, name), dict | frozenset)}
print(json.dumps(tables))
"""


class Read(NamedTuple):
    """What the program makes of the made-up minutes."""

    messages: list[str]
    records: list[dict[str, Any]]  # Any: JSON
    attendees: list[dict[str, Any]]
    items: list[dict[str, Any]]
    time: str
    ended: str

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.records if record["kind"] == kind]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that has one file more."""
    return copy_package(tmp_path_factory.mktemp("program"), {f"{CODE}.yml": make_file(WORDS)})


@pytest.fixture(scope="module")
def read(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    root = tmp_path_factory.mktemp("council")
    write_files(root, {**COUNCIL, "content/council/2026-05-12.md": MINUTES})
    for path in root.rglob("*.*"):
        path.write_text(write(path.read_text("utf-8"), WORDS), "utf-8")
    said = run(package, PROGRAM, str(root), "number exempt late for_information withdrawn")
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told.keys() == set(Read._fields), told
    return Read(**told)


def test_minutes_in_a_made_up_language_bring_no_message(read: Read) -> None:
    assert read.messages == []


def test_its_attendance_is_read(read: Read) -> None:
    assert (read.time, read.ended) == ("12:00:00", "18:30:00")
    assert [(one["group"], one["who"]["text"], one["who"]["id"]) for one in read.attendees] == [
        ("present", f"{WORDS['title']}. Ana Bovo", "ana-bovo"),
        ("present", f"{WORDS['title']} Ciro Dumo", "ciro-dumo"),
        ("present", f"{WORDS['title']} Elo Fanto", "elo-fanto"),
        ("attending", "Gavo Hilo", "gavo-hilo"),
        ("attending", "Ilo Joro", ""),
    ]
    ana, ciro, elo = read.attendees[:3]
    assert (ana["chair"], ciro["left"], elo["joined"]) == (True, f"{WORDS['item']} 2", f"5.15 {WORDS['half_day.pm']}")


def test_its_items_are_read(read: Read) -> None:
    assert [tuple(item.values()) for item in read.items] == [
        ("1.", "", False, False, False),
        ("2.", "", True, False, False),
        ("3.", "", False, False, False),
        ("4.", "", False, True, False),
        ("5.", "", False, False, True),
        ("6.", "14", False, False, False),
    ]


def test_its_decisions_and_votes_are_read(read: Read) -> None:
    resolved, noted, carried, deferred, approved = read.of("Decision")
    assert [one["verb"] for one in (resolved, noted, carried, deferred, approved)] == [
        *("resolved", "noted", "carried", "deferred", "approved")
    ]
    assert (resolved["mover"]["id"], resolved["seconder"]["id"]) == ("ana-bovo", "ciro-dumo")
    assert _count(resolved) == (1, 1, 1)
    assert noted["votes"]["unanimous"] is True
    assert _count(carried) == (2, 1, None)
    assert _count(deferred) == (2, 0, None)
    assert approved["votes"]["casting"] == f"{WORDS['article']} Ana Bovo"
    assert [one["id"] for one in approved["votes"]["agree_names"]] == ["ana-bovo", "elo-fanto"]
    assert [one["id"] for one in approved["votes"]["against_names"]] == ["ciro-dumo"]


def _count(decision: Mapping[str, Any]) -> tuple[int | None, ...]:
    return tuple(decision["votes"][side] for side in ("agree", "against", "abstain"))


def test_its_actions_are_read(read: Read) -> None:
    actions = read.of("Action")
    assert [[owner["id"] for owner in one["owners"]] for one in actions] == [
        ["clerk"],
        ["ana-bovo", "ciro-dumo"],
        ["chair"],
        ["elo-fanto"],
        ["kapo"],
    ]
    clerk, both, chair, elo, _ = actions
    assert clerk["due"]["span"]["first"] == clerk["due"]["span"]["last"] == "2027-05-05"
    assert (both["due"]["span"]["first"], both["due"]["binding"], both["status"]) == ("2027-09-01", False, "amber")
    words = [WORDS[key] for key in ("due.before", "article", "meeting", "next.behind")]
    assert chair["due"]["text"] == " ".join(words)
    words = [WORDS[key] for key in ("due.by", "period.before", "period.adjective", "period.noun")]
    assert elo["due"]["text"] == " ".join(words)


def test_its_other_records_are_read(read: Read) -> None:
    (recommendation,), (response,), (update,) = read.of("Recommendation"), read.of("Response"), read.of("Update")
    declaration, other = read.of("Declaration")
    assert (recommendation["to"]["kind"], recommendation["to"]["id"]) == ("body", "cabinet")
    assert (response["to"], response["verdict"]) == (recommendation["key"], "accepted in part")
    assert (update["to"], update["status"]) == (read.of("Action")[0]["key"], "green")
    assert [one["id"] for one in declaration["who"]] == ["ciro-dumo"]
    assert (declaration["interests"], declaration["dispensation"], declaration["left"]) == (
        ["prejudicial", "personal"],
        True,
        True,
    )
    assert ([one["id"] for one in other["who"]], other["interests"]) == (["elo-fanto"], ["personal"])
    assert [declaration["about_item"], other["about_item"]] == ["item-1", "item-2"]
    assert len(read.of("Summary")) == 1


@pytest.fixture(scope="module")
def tables(package: Path) -> dict[str, Any]:
    """The tables of the program that has one file more."""
    said = run(package, TELL_TABLES)
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.mark.parametrize("key", WORDS)
def test_every_word_of_its_file_is_in_a_table(key: str, tables: Mapping[str, Any]) -> None:
    group, _, id = key.partition(".")
    named = [name for name in TABLES[group].split() if WORDS[key].casefold() in tables[name]]
    assert named or not TABLES[group] or key == "owner_end.own"
    for name in named:
        if isinstance(tables[name], dict) and group in (
            "decision",
            "motion",
            "vote_side",
            "verdict",
            "owner",
            "due",
            "season",
            "colour",
        ):
            assert tables[name][WORDS[key].casefold()] == id


def test_it_takes_no_word_from_another_language(tables: Mapping[str, Any]) -> None:
    """English and Welsh are read as they were: whoever adds a language changes no minutes."""
    for name in {name for names in TABLES.values() for name in names.split()}:
        ours = getattr(i18n, name)
        assert set(ours) <= set(tables[name])
        if isinstance(ours, dict) and name != "RECORD_WORDS":
            assert {form: str(meaning) for form, meaning in ours.items()}.items() <= tables[name].items()


def test_a_word_of_two_languages_means_what_it_means_in_english(tmp_path: Path) -> None:
    stolen = WORDS | {"decision.lost": "AGREED", "vote_side.against": "for", "owner.all": "clerk", "month.1": "sept"}
    said = run(copy_package(tmp_path, {"aaa.yml": make_file(stolen)}), TELL_TABLES)
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    assert (found["RECORD_WORDS"]["agreed"], found["VOTE_SIDES"]["for"]) == ("agreed", "for")
    assert (found["OWNER_WORDS"]["clerk"], found["MONTHS"]["sept"]) == ("clerk", "9")


def test_the_plain_word_against_may_be_two_words(tmp_path: Path) -> None:
    """As Welsh `yn erbyn`: `5 against the wall` is no vote."""
    folder = copy_package(tmp_path, {f"{CODE}.yml": make_file(WORDS | {"vote_side.against": "zwux zwyx"})})
    program = "from minutebook.records.votes import find_votes; print(*(find_votes(f'5 {words}', strict=False) for words in %r))"
    said = run(folder, program % (["zwux zwyx muro", "yn erbyn y wal", "against the wall"],))
    assert said.stdout == "None None None\n", said.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of languages, in which a file may be wrong."""
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.forget_languages()
    yield tmp_path
    monkeypatch.undo()
    languages.forget_languages()


DELETE = object()


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ((), DELETE, "qaa.yml: reading: must hold the keys decision, record, negation"),
        ((), "word", "qaa.yml: reading: must hold the keys decision, record, negation"),
        (("nobody",), DELETE, "qaa.yml: reading.nobody: missing; write [] if the language has no such word"),
        (("vote_sides",), {}, "qaa.yml: reading.vote_sides: unknown key; did you mean vote_side?"),
        (("vote_side", "against"), DELETE, "qaa.yml: reading.vote_side.against: missing"),
        (("vote_side", "agianst"), ["x"], "qaa.yml: reading.vote_side.agianst: unknown key; did you mean against?"),
        (("vote_side",), ["x"], "qaa.yml: reading.vote_side: must hold the keys for, against, abstained"),
        (("nobody",), "zwux", "qaa.yml: reading.nobody: must be a list of words, such as [one, other]"),
        (("nobody",), {"a": "b"}, "qaa.yml: reading.nobody: must be a list of words"),
        (("nobody",), [["zwux"]], "qaa.yml: reading.nobody: must be a list of words"),
        (("owner", "clerk"), ["zwux", ""], "qaa.yml: reading.owner.clerk: must be a list of words"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_its_key(
    folder: Path, path: tuple[str, ...], value: object, said: str
) -> None:
    document: dict[str, Any] = {"reading": make_reading(WORDS)}
    at, last = document, "reading"
    for key in path:
        at, last = at[last], key
    if value is DELETE:
        del at[last]
    else:
        at[last] = value
    (folder / f"{CODE}.yml").write_text(yaml.safe_dump(document), "utf-8")
    with pytest.raises(LanguageFileError) as fault:
        read_words(CODE)
    assert str(fault.value).startswith(said)


def test_a_language_may_lack_a_word(folder: Path) -> None:
    (folder / f"{CODE}.yml").write_text(yaml.safe_dump({"reading": make_reading(WORDS) | {"article": []}}), "utf-8")
    assert read_words(CODE).article == ()
    assert i18n.phrase_pattern(()) == "(?!)"


def test_a_language_without_a_file_has_no_words() -> None:
    with pytest.raises(KeyError):
        read_words("xx")


def test_the_tables_of_this_test_are_those_of_the_file() -> None:
    assert set(TABLES) == set(read_english()["reading"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_words_in_the_order_of_english(code: str) -> None:
    def list_keys(name: str) -> list[tuple[str, list[str]]]:
        text = languages.language_files()[name].read_text("utf-8")
        reading = yaml.load(text, yaml.BaseLoader)["reading"]
        return [(key, list(held) if isinstance(held, dict) else []) for key, held in reading.items()]

    assert list_keys(code) == list_keys("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_twice_for_one_thing(code: str) -> None:
    for name in READINGS[code].__dataclass_fields__:
        held = getattr(READINGS[code], name)
        for words in held.values() if isinstance(held, Mapping) else [held]:
            assert len(words) == len(set(words)), name


SEVERAL_TABLES = ("owner_end", "verb_first", "action_name", "next", "range")
"""Keys whose parts stand in tables of their own."""


def test_only_one_word_means_two_things_of_a_kind() -> None:
    """Welsh has one word for refused and rejected; of any other it must be certain what it means."""
    twice = set()
    for code, reading in READINGS.items():
        for name in reading.__dataclass_fields__:
            held = getattr(reading, name)
            if isinstance(held, Mapping) and name not in SEVERAL_TABLES:
                words = [word for id in held for word in held[id]]
                twice |= {(code, name, word) for word in words if words.count(word) > 1}
    assert twice == {("cy", "decision", "GWRTHODWYD")}
