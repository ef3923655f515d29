"""The models of the files: what each key takes, and what a clerk is told."""

from __future__ import annotations

import json
import re
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.diagnostics import RULES, Diagnostic
from minutebook.model import LocalText
from minutebook.names import WrittenNames
from minutebook.schema import (
    BLOCKS,
    BlockVotes,
    RawApproval,
    RawBody,
    RawFront,
    RawFrontFurther,
    RawModel,
    RawPage,
    RawPerson,
    RawPlan,
    RawSite,
    json_schema,
    read,
    read_documents,
    read_entries,
    read_glossary,
)
from minutebook.yamlnodes import read_yaml

LANGUAGES = ("en", "cy")
FRONT = """\
title: {en: Special meeting, cy: Cyfarfod arbennig}
date: 2023-04-18
time: 2.30pm
ended: 16:05
place: Council Chamber
status: held
minutes: approved
approved: 2023-05-16 (with a correction to item 5)
chair: Cllr B Price
present: Cllr Jane Evans (chair), Cllr B Price
remote: [Cllr D Ellis, "Director, Parks"]
public: 3
with: [cabinet, council]
recording: https://example.org/v
publish: no
terms: {DSG: dsg-design, CC: no}
matter: inspection
source: {url: https://example.org/m, imported: 2024, note: As published}
"""


WORDS_OF_A_BODY = ("name", "kind", "about", "parent", "clerk", "key", "from", "to", "parity", "agenda")
WORDS_OF_A_PERSON = ("name", "also", "offices", "memberships", "about", "contact")


def words(found: list[Diagnostic]) -> list[str]:
    return [
        f"{fault.location.line}:{fault.location.column} {fault.message} [{fault.code}]"
        for fault in sorted(found, key=lambda f: f.location)
    ]


def front(text: str) -> RawFront:
    node, faults = read_yaml(text, "f.md")
    made, found = read(RawFront, node, "f.md", languages=LANGUAGES)
    assert made is not None
    assert not faults
    assert not found
    return made


def fail(model: type[RawModel], text: str) -> list[str]:
    node, faults = read_yaml(text, "f.yml")
    assert not faults
    made, found = read(model, node, "f.yml", languages=LANGUAGES)
    assert made is None
    return words(found)


def test_front_matter() -> None:
    made = front(FRONT)
    assert made.title == LocalText((("en", "Special meeting"), ("cy", "Cyfarfod arbennig")))
    assert (made.date, made.time, made.ended) == (date(2023, 4, 18), time(14, 30), time(16, 5))
    assert made.place == LocalText((("en", "Council Chamber"),))
    assert (made.status, made.minutes, made.chair, made.public) == ("held", "approved", "Cllr B Price", "3")
    assert made.approved == RawApproval(date(2023, 5, 16), note="with a correction to item 5")
    assert made.present == WrittenNames(("Cllr Jane Evans (chair), Cllr B Price",), is_list=False)
    assert made.remote == WrittenNames(("Cllr D Ellis", "Director, Parks"), is_list=True)
    assert (made.together, made.matter, made.publish) == (("cabinet", "council"), ("inspection",), False)
    assert made.terms == {"DSG": "dsg-design", "CC": None}
    assert made.source is not None
    assert made.source.imported is not None
    assert made.source.imported.last == date(2024, 12, 31)


def test_everything_in_front_matter_is_optional() -> None:
    made = front("")
    assert (made.title, made.date, made.present, made.publish) == (None, None, None, None)
    again = front("title:\npresent: ''\nsource: {}\n")
    assert all(getattr(again, name) == getattr(made, name) for name in RawFront.keys.values())


def test_places_of_values() -> None:
    made = front(FRONT)
    assert made.find_place("source", "note") == (18, 60)
    assert str(made.at("remote", 1)) == "f.md:11:24"
    assert str(made.at("absent")) == "f.md:1:1"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("status: draft", ['1:9 status: draft – "draft" belongs to minutes. Write minutes: draft [wrong-value]']),
        ("minutes: held", ['1:10 minutes: held – "held" belongs to status. Write status: held [wrong-value]']),
        (
            "status: hled",
            ['1:9 status: hled – "hled" is not known here. Did you mean held? Write status: held [wrong-value]'],
        ),
        (
            "status: odd",
            ["1:9 status: odd – status takes one of: scheduled, held, cancelled, postponed. [wrong-value]"],
        ),
        (
            "prezent: Cllr A",
            ['1:1 "prezent" is no key of a meeting. Did you mean "present"? Write: present: Cllr A [unknown-key]'],
        ),
        ("Venue: Hall", ['1:1 "Venue" is no key of a meeting. Did you mean "place"? Write: place: Hall [unknown-key]']),
        (
            "In attendance: Sara",
            [
                '1:1 "In attendance" is no key of a meeting. Did you mean "attending"? Write: attending: Sara [unknown-key]'
            ],
        ),
        ("time: 7.30", ['1:7 time: "7.30" may be morning or evening. Write 7.30pm, or 07:30. [wrong-time]']),
        ("chair: [x, y]", ["1:8 chair takes one text, not a list. Write: chair: x, y [wrong-shape]"]),
        (
            "source: https://x.org",
            ["1:9 source takes keys of its own. Write: source: {url: https://x.org} [wrong-shape]"],
        ),
        ("publish: maybe", ["1:10 publish: maybe – publish takes yes or no. [wrong-value]"]),
        (
            "recording: www.x.org/a",
            ['1:12 recording: "www.x.org/a" is no web address. Write: https://www.x.org/a [wrong-address]'],
        ),
        (
            "with: Y Cabinet",
            [
                '1:7 with: "Y Cabinet" is no id. An id has small letters, figures and single hyphens. Write: y-cabinet [wrong-id]'
            ],
        ),
        (
            "title: {en: Moving, but late, cy: x}",
            [
                '1:21 Inside { } a comma ends the text, so "but late" is taken for a key. '
                'Put quotes round the text: en: "Moving, but late" [wrong-shape]'
            ],
        ),
        (
            "title: {en: a, de: }",
            [
                '1:16 Inside { } a comma ends the text, so "de" is taken for a key. Put quotes round the text: en: "a, de" [wrong-shape]'
            ],
        ),
        ("title: {en: a, fr: [b]}", ['1:20 "fr" takes one text. Write: fr: some words [wrong-shape]']),
        (
            "just text",
            [
                '1:1 Here belong keys and values of a meeting, not "just text". Write lines such as title: … [wrong-shape]'
            ],
        ),
        ("time:18:30", ['1:1 A space is missing after the colon of "time:18:30". Write: time: 18:30 [wrong-shape]']),
        ("terms: {DSG: }", ["1:9 terms: say what DSG means here, or no. Write: terms: {DSG: no} [wrong-value]"]),
    ],
)
def test_faults_of_front_matter(text: str, wanted: list[str]) -> None:
    assert fail(RawFront, text) == wanted


def test_all_faults_are_found_at_once() -> None:
    assert [line.rpartition(" ")[2] for line in fail(RawFront, "status: x\ntime: 7\nzz: 1\nsource: {urll: y}\n")] == [
        "[wrong-value]",
        "[wrong-time]",
        "[unknown-key]",
        "[unknown-key]",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "file:///etc/x",
        "//x.org",
        "https://",
        "ftp://x.org",
        'https://x.org/"><b>',
    ],
)
def test_only_web_and_mail_addresses(address: str) -> None:
    assert fail(RawFront, f"recording: '{address}'")[0].endswith("[wrong-address]")


def test_a_mail_address_is_a_link() -> None:
    assert front("recording: mailto:a@example.org").recording == "mailto:a@example.org"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023-05-16", RawApproval(date(2023, 5, 16))),
        ("council/2023-05-16", RawApproval(date(2023, 5, 16), body="council")),
        ("council/2023-05-16-2 (x)", RawApproval(date(2023, 5, 16), 2, "council", "x")),
    ],
)
def test_approvals(text: str, wanted: RawApproval) -> None:
    assert front(f"approved: {text}").approved == wanted


@pytest.mark.parametrize("text", ["yes", "2023-02-30", "2023-05", "Council/2023-05-16", "at the next meeting"])
def test_wrong_approvals(text: str) -> None:
    assert len(fail(RawFront, f"approved: {text}")) == 1


def test_dates_of_other_forms_are_understood_and_reported() -> None:
    text = "title: Of 2 May 2018\ndate: 3/5/2018\napproved: 2 May 2018 (as read)\nsource: {imported: May 2018}"
    node, _ = read_yaml(text, "f.md")
    made, found = read(RawFront, node, "f.md", languages=LANGUAGES)
    assert made is not None
    assert made.approved == RawApproval(date(2018, 5, 2), note="as read")
    assert [fault.severity for fault in found] == ["warning"] * 3
    certain = "So that it stays certain, write"
    assert words(found) == [
        f'2:7 date: "3/5/2018" was understood as 2018-05-03. {certain}: date: 2018-05-03 [date-form]',
        f'3:11 approved: "2 May 2018" was understood as 2018-05-02. {certain}: approved: 2018-05-02 (as read) [date-form]',
        '4:20 imported: "May 2018" was understood as 2018-05. So that it stays certain, write: imported: 2018-05 [date-form]',
    ]


def test_a_further_language_holds_words_only() -> None:
    node, _ = read_yaml("title: Cofnodion\nplace: Siambr", "f.cy.md")
    made, found = read(RawFrontFurther, node, "f.cy.md", languages=LANGUAGES)
    assert made is not None
    assert not found
    assert (made.title, made.place) == ("Cofnodion", "Siambr")
    assert fail(RawFrontFurther, "time: 2pm") == [
        '1:1 "time" is a fact of the meeting, and stands in the file of the first language for all of them. '
        "Take it out here; a further language may give title, place, source. [unknown-key]"
    ]


def test_site() -> None:
    node, _ = read_yaml(
        "name: {en: A, cy: B}\nlanguages: [en, cy]\nmade_up: yes\nmissing: link\n"
        "documents: rtf, .ZIP\nkey: {blue: Done}\ndeadlines: {draft: 10 days}",
        "s",
    )
    made, found = read(RawSite, node, "s", languages=LANGUAGES)
    assert made is not None
    assert not found
    assert (made.languages, made.made_up, made.missing, made.documents) == (("en", "cy"), True, "link", ("rtf", "zip"))
    assert made.key is not None
    assert made.key.words == (("blue", LocalText((("en", "Done"),))),)
    assert made.deadlines == {"draft": "10 days"}
    for text in (
        "timezone: Mars/X",
        "timezone: ../../etc/passwd",
        "documents: [svg]",
        "documents: [html]",
        "languages: [English]",
        "missing: hide",
        "key: {purple: x}",
        "deadlines: x",
        "url: mailto:a@b.c",
        "languages: [en, en]",
    ):
        assert len(fail(RawSite, text)) == 1, text


def test_entries_by_id() -> None:
    node, _ = read_yaml(
        "council: {name: C, kind: councl}\nJane Rees: {name: x}\n"
        "cabinet:\njoint: {kind: joint, from: 2022-05, parity: required, agenda: [Apologies]}\n",
        "b.yml",
    )
    made, found = read_entries(RawBody, node, "b.yml", languages=LANGUAGES)
    assert list(made) == ["cabinet", "joint"]
    assert made["joint"].agenda == (LocalText((("en", "Apologies"),)),)
    assert words(found) == [
        '1:26 kind: councl – "councl" is not known here. Did you mean council? Write kind: council [wrong-value]',
        '2:1 "Jane Rees" is no id. An id has small letters, figures and single hyphens. Write: jane-rees [wrong-id]',
    ]
    assert read_entries(RawBody, None, "b.yml") == ({}, [])
    assert [fault.code for fault in read_entries(RawBody, read_yaml("- a", "b.yml")[0], "b.yml")[1]] == ["wrong-shape"]


def test_people() -> None:
    node, _ = read_yaml(
        "jane: {name: J, also: Jan, memberships: [{body: council, role: chair, from: 2022-05, to: 2023}]}", "p.yml"
    )
    made, found = read_entries(RawPerson, node, "p.yml", languages=LANGUAGES)
    assert not found
    membership = made["jane"].memberships[0]
    assert (membership.body, membership.start and membership.start.first, membership.end and membership.end.last) == (
        "council",
        date(2022, 5, 1),
        date(2023, 12, 31),
    )
    assert fail(RawPerson, "offices: {office: x}") == [
        '1:10 offices takes a list, each entry on a line of its own that begins with "- ". [wrong-shape]'
    ]
    assert fail(RawPerson, "offices: [leader]") == [
        "1:11 offices takes keys of its own. Write: - {office: leader} [wrong-shape]"
    ]
    assert fail(RawPerson, "memberships: [{role: chair}]") == [
        '1:15 "body" is missing, and a membership needs it. Write: body: … [missing-key]'
    ]
    assert fail(RawPerson, "memberships: [{body: a, frm: 2022}]") == [
        '1:25 "frm" is no key of a membership. Did you mean "from"? Write: from: 2022 [unknown-key]'
    ]


def test_plans() -> None:
    history = "[{date: 2022-12, status: red, meeting: 'c/2023-01-02#item-7'}]"
    text = f"body: cabinet\nactions:\n  - {{id: a, owner: [x, y], due: after June, history: {history}}}\n"
    node, _ = read_yaml(text, "p.yml")
    made, found = read(RawPlan, node, "p.yml", languages=LANGUAGES)
    assert made is not None
    assert not found
    action = made.actions[0]
    assert (action.owner, action.due, action.history[0].meeting) == (("x", "y"), "after June", "c/2023-01-02#item-7")
    assert [
        line.rpartition(" ")[2]
        for line in fail(RawPlan, "actions:\n  - {title: y}\n  - {id: q, raised: [[a/b]], history: [{status: red}]}")
    ] == [
        "[missing-key]",
        "[missing-key]",
        "[wrong-shape]",
        "[missing-key]",
    ]


def test_pages() -> None:
    node, _ = read_yaml("title: About\nmenu: footer\norder: 2\npublish: no", "p.md")
    made, _ = read(RawPage, node, "p.md", languages=LANGUAGES)
    assert made is not None
    assert (made.menu, made.order, made.publish) == ("footer", 2, False)
    assert fail(RawPage, "order: first") == ["1:8 order: first – order takes a whole number, as 1 or 20. [wrong-value]"]


def test_glossary() -> None:
    text = """\
CIW: Care Inspectorate Wales
CAMHS: {en: Child services, cy: Gwasanaethau, fr: Services, cy_term: GIMPPI, also: [CYPMHS], since: 2019}
DSG:
  - {id: dsg-schools, en: Schools Grant, bodies: [schools-forum]}
  - {en: Design Group, expand: never}
ignore: [UK, EU]
"""
    node, _ = read_yaml(text, "g.yml")
    glossary, found = read_glossary(node, "g.yml", languages=LANGUAGES)
    assert not found
    assert [letters for letters, _ in glossary.terms] == ["CIW", "CAMHS", "DSG", "DSG"]
    assert glossary.ignored == ("UK", "EU")
    ciw, camhs, schools, design = (term for _, term in glossary.terms)
    assert ciw.meaning == LocalText((("en", "Care Inspectorate Wales"),))
    assert camhs.meaning == LocalText((("en", "Child services"), ("cy", "Gwasanaethau")))
    assert (camhs.local_letters, camhs.also, schools.id, schools.bodies, design.expand) == (
        LocalText((("cy", "GIMPPI"),)),
        ("CYPMHS",),
        "dsg-schools",
        ("schools-forum",),
        "never",
    )
    assert ciw.find_place() == (1, 6)
    assert read_glossary(None, "g.yml")[0].terms == ()


def test_faults_of_the_glossary() -> None:
    node, _ = read_yaml(
        "A: {fr: x}\nB:\nC: {en: x, expand: nevr}\nD: {en: x, cy_trem: y}\nE: {en: x, meaning: y}\n"
        "F: {en: x, about: {fr: z}}\nignore: {a: b}\nOK: fine",
        "g.yml",
    )
    glossary, found = read_glossary(node, "g.yml", languages=LANGUAGES)
    assert [letters for letters, _ in glossary.terms] == ["F", "OK"]
    assert [line.rpartition(" ")[2] for line in words(found)] == [
        "[missing-key]",
        "[missing-key]",
        "[wrong-value]",
        "[unknown-key]",
        "[unknown-key]",
        "[wrong-language]",
        "[wrong-shape]",
    ]


def test_blocks() -> None:
    node, _ = read_yaml(
        "verb: cytunwyd\ntext: {en: a, cy: b}\nvotes: {for: 7, against: [Jane, Dai], abstained: Sara}", "m.md"
    )
    made, found = read(BLOCKS["decision"], node, "m.md", languages=LANGUAGES)
    assert not found
    assert made is not None
    assert getattr(made, "verb", None) == "agreed"
    votes = getattr(made, "votes", None)
    assert isinstance(votes, BlockVotes)
    assert votes.agree is not None
    assert votes.agree.count == 7
    assert votes.against is not None
    assert votes.against.names == ("Jane", "Dai")
    assert fail(BLOCKS["decision"], "votes: {for: 7, agenst: 2}") == [
        '1:17 "agenst" is no key of votes. Did you mean "against"? Write: against: 2 [unknown-key]'
    ]
    assert fail(BLOCKS["decision"], "votes: [7, 2]")[0].endswith("[wrong-shape]")
    assert fail(BLOCKS["response"], "to: a b\nverdict: acepted") == [
        '1:5 to: "a b" is no reference. Write: to: cabinet/2023-04-18#item-5 [wrong-value]',
        '2:10 verdict: acepted – "acepted" is not known here. Did you mean accepted? Write verdict: accepted [wrong-value]',
    ]
    declared, _ = read(BLOCKS["declaration"], read_yaml("kind: personal and prejudicial\nleft: yes", "m.md")[0], "m.md")
    assert declared is not None
    assert getattr(declared, "kind", None) == ("personal", "prejudicial")


def test_documents_block() -> None:
    node, _ = read_yaml("- {title: x, file: y.pdf}\n- {titel: x}\n- foo\n-\n", "m.md")
    entries, found = read_documents(node, "m.md", languages=LANGUAGES)
    assert [entry.file for entry in entries] == ["y.pdf"]
    assert [fault.code for fault in found] == ["unknown-key", "wrong-shape", "missing-key"]
    node, _ = read_yaml("- {url: https://example.org/x}\n- {title: x}\n", "m.md")
    entries, found = read_documents(node, "m.md", languages=LANGUAGES)
    assert len(entries) == 1
    assert [(fault.location.line, fault.code) for fault in found] == [(2, "missing-key")]
    assert [fault.code for fault in read_documents(read_yaml("a: b", "m.md")[0], "m.md")[1]] == ["wrong-shape"]


def test_keys_are_those_of_the_format() -> None:
    table = {
        "site": "name languages url contact timezone about key made_up missing deadlines documents",
        "meeting": "title date time ended place status minutes approved chair present remote apologies absent attending public with recording "
        "publish terms matter source",
        "plan": "title body about from next_report key publish actions to",
        "page": "title menu order publish",
        "action": "id do owner due status matter",
        "decision": "id verb text reasons moved seconded votes matter",
        "recommendation": "id text to from due",
        "response": "to verdict text",
        "update": "to date text status",
        "declaration": "who kind item left text",
        "summary": "text by",
    }
    schemas = json_schema()
    for name, keys in table.items():
        assert set(schemas[name]["properties"]) == set(keys.split()), name
        assert schemas[name]["additionalProperties"] is False
    assert set(schemas["bodies"]["additionalProperties"]["properties"]) == set(WORDS_OF_A_BODY)
    assert set(schemas["people"]["additionalProperties"]["properties"]) == set(WORDS_OF_A_PERSON)


def test_the_json_schema_is_whole() -> None:
    schemas = json_schema()
    written = json.dumps(schemas)
    assert json.loads(written) == schemas
    for name, schema in schemas.items():
        for reference in re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)):
            assert reference in schema["$defs"], name
        for key, value in schema.get("properties", {}).items():
            assert value.get("description") or "$ref" in json.dumps(value), f"{name}.{key}"


_scalar = st.sampled_from(
    [
        "",
        "x",
        "yes",
        "2023-04-18",
        "7.30",
        "a b",
        "draft",
        "[a, b]",
        "{en: x}",
        "{zz: y}",
        "[{id: x}]",
        "[]",
        "{a: {b: c}}",
        "[[x]]",
    ]
)
_key = st.sampled_from([*RawFront.keys, *RawSite.keys, *RawPlan.keys, *RawBody.keys, "id", "zz", "En", "to", "owner"])


@given(
    st.dictionaries(_key, _scalar, max_size=6),
    st.sampled_from([RawFront, RawFrontFurther, RawSite, RawPlan, RawPerson, RawBody, *BLOCKS.values()]),
)
@settings(max_examples=300, deadline=None)
def test_any_mapping_is_read_or_reported_in_our_words(values: dict[str, str], model: type[RawModel]) -> None:
    node, faults = read_yaml("".join(f"{key}: {value}\n" for key, value in values.items()), "f.yml")
    assert not faults
    made, found = read(model, node, "f.yml", languages=LANGUAGES)
    assert (made is None) == any(fault.severity == "error" for fault in found)
    for fault in found:
        assert fault.location.line >= bool(values)
        assert not re.search(
            r"[Ii]nput should|valid dictionary|pydantic|Value error|instance of|\{key\}", fault.message
        )


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=12), max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_glossary_is_read_or_reported(values: dict[str, str]) -> None:
    node, _ = read_yaml(json.dumps(values, ensure_ascii=False), "g.yml")
    glossary, found = read_glossary(node, "g.yml", languages=LANGUAGES)
    assert len(glossary.terms) + len(found) <= len(values) + 1


@pytest.mark.parametrize(
    ("code", "model"),
    [
        ("unknown-key", RawFront),
        ("missing-key", RawPlan),
        ("wrong-shape", RawFront),
        ("wrong-value", RawFront),
        ("wrong-date", RawFront),
        ("wrong-time", RawFront),
        ("wrong-address", RawFront),
        ("wrong-language", RawFront),
        ("date-form", RawFront),
    ],
)
def test_the_examples_of_each_rule_show_it(code: str, model: type[RawModel]) -> None:
    rule = RULES[code]
    frame = "body: council\n" if model is RawPlan else ""
    for text, wanted in ((rule.bad, {code}), (rule.good, set())):
        node, _ = read_yaml(frame + text, "f.yml")
        assert {fault.code for fault in read(model, node, "f.yml", languages=LANGUAGES)[1]} == wanted


def test_the_example_of_a_wrong_id_shows_it() -> None:
    rule = RULES["wrong-id"]
    for text, wanted in ((rule.bad, ["wrong-id"]), (rule.good, [])):
        node, _ = read_yaml(text, "people.yml")
        assert [fault.code for fault in read_entries(RawPerson, node, "people.yml")[1]] == wanted
