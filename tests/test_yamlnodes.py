"""YAML as nodes: text stays text, places are kept, and every trap is a fault with the line to write."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.diagnostics import RULES
from minutebook.yamlnodes import building, find_place, quote, read_yaml, to_plain

COLON = 'A colon inside a value: "place: Town Hall: Chamber" reads as two things. Put quotes round it: place: "Town Hall: Chamber"'
HASH = 'Everything after " #" is left out: place is "Room". Put quotes round it: place: "Room #2"'


def read(text: str) -> object:
    node, found = read_yaml(text, "f.yml")
    assert not found, [str(fault) for fault in found]
    return to_plain(node)


def faults(text: str) -> list[str]:
    return [str(fault).removeprefix("f.yml:") for fault in read_yaml(text, "f.yml")[1]]


def codes(text: str) -> list[str]:
    return [f"{fault.location.line}:{fault.location.column} {fault.code}" for fault in read_yaml(text, "f.yml")[1]]


def test_every_scalar_is_the_text_that_stands_there() -> None:
    text = (
        "time: 18:30\npara: 4.10\nword: no\nday: 2023-04-18\nnull: null\ntilde: ~\nhex: 0x1F\nlist: [yes, 010, 1_000]\n"
    )
    assert read(text) == {
        "time": "18:30",
        "para": "4.10",
        "word": "no",
        "day": "2023-04-18",
        "null": "null",
        "tilde": "~",
        "hex": "0x1F",
        "list": ["yes", "010", "1_000"],
    }


def test_an_empty_value_is_absent() -> None:
    assert read("a:\nb: ''\nc: []\nd: {}\ne: '  '\n") == dict.fromkeys("abcde")
    assert read("") is None
    assert read("# only a comment\n") is None


def test_block_texts_keep_their_lines() -> None:
    assert read("text: |\n  One: two\n  # three\n  four #5\nfold: >-\n  a\n  b\n") == {
        "text": "One: two\n# three\nfour #5\n",
        "fold": "a b",
    }


def test_places_count_from_one_in_the_file() -> None:
    node, found = read_yaml("a: b\nlist:\n  - {x: y}\n", "f.md", first_line=5)
    assert not found
    assert find_place(node, ("a",)) == (5, 4)
    assert find_place(node, ("list", 0, "x")) == (7, 9)
    assert find_place(node, ("list", 3)) == (7, 3)
    assert find_place(node, ("nothing",)) == (5, 1)
    assert find_place(None, ("a",)) == (0, 0)
    assert node is not None
    assert isinstance(node.value, dict)
    assert (node.value["list"].key_line, node.value["list"].key_column) == (6, 1)


def test_the_place_of_an_absent_value_is_its_key() -> None:
    node, _ = read_yaml("a: b\nempty:\n", "f.yml")
    assert find_place(node, ("empty",)) == (2, 1)


@pytest.mark.parametrize(
    "text", ["\ufeffa: b\r\nc: d\r\n", "a: b\rc: d\r", "a: b\nc: d", "---\na: b\nc: d\n", "a:\tb\nc: d\t\n"]
)
def test_bom_line_ends_and_harmless_tabs(text: str) -> None:
    assert read(text) == {"a": "b", "c": "d"}


def test_a_colon_inside_a_value() -> None:
    assert faults("place: Town Hall: Chamber\n") == [f"1:17: error: {COLON} [yaml-colon]"]
    assert codes("a: b\nabout: Long\n  words and then: more\nx: y") == ["3:17 yaml-colon"]
    assert faults("- {note: Still: red}") == [
        '1:10: error: Inside brackets, a value with a colon needs quotes round it. Write: - {note: "Still: red"} [yaml-colon]'
    ]


def test_text_lost_behind_a_hash() -> None:
    assert faults("place: Room #2") == [f"1:13: error: {HASH} [yaml-hash]"]
    assert 'place is "Room"' in faults("place: 'Room' #2 # large")[0]
    assert faults("place: 'Room' #2 # large")[0].endswith('place: "Room #2" # large [yaml-hash]')
    assert codes("a: #2\nlist:\n  - b #3\nc: d\n  #e\n") == ["1:4 yaml-hash", "3:7 yaml-hash", "5:3 yaml-hash"]
    assert codes("- {meeting: cabinet #7, x: y}") == ["1:13 yaml-hash"]


def test_comments_are_no_fault() -> None:
    assert read("# above\na: b # behind\n#commented: out\nsource:\n  url: x\n  #note: y\nc: d #\n") == {
        "a": "b",
        "source": {"url": "x"},
        "c": "d",
    }


def test_tabs_at_the_beginning() -> None:
    assert faults("source:\n\turl: x\n") == [
        '2:1: error: A tab stands at the beginning of "url: x". Only spaces can stand there. Write: "  url: x" [yaml-tab]'
    ]
    assert codes("\ta: b\nc: d") == ["1:1 yaml-tab"]
    assert codes("a:\n\tb:\n\t\tc: d\n\t\te: f\n\tg: h\ni: j") == [f"{line}:1 yaml-tab" for line in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("text", "wanted", "mended"),
    [
        ("a: 1\n  b: 2\nc: 3", "2:3 yaml-indent", "b: 2"),
        ("  a: 1\nb: 2\nc: 3", "1:3 yaml-indent", "a: 1"),
        ("s:\n  url: x\n note: y\nt: z", "3:2 yaml-indent", "  note: y"),
        ("present: Cllr A,\nCllr B\ntime: x", "2:1 yaml-indent", "  Cllr B"),
        ("time:18:30\nplace: x", "1:5 yaml-syntax", "time: 18:30"),
        ("place: x\ntime:18:30", "2:5 yaml-syntax", "time: 18:30"),
        ("l:\n- a\n-b\nc: d", "3:1 yaml-syntax", "- b"),
        ("a: [x, y\nb: c\n", "1:4 yaml-syntax", "a: [x, y]"),
        ('a: "x\nb: c\n', "1:4 yaml-syntax", 'a: "x"'),
        ('title: "Big" Lunch\nx: y', "1:8 yaml-syntax", "title: '\"Big\" Lunch'"),
        ("x: 'it's here'\ny: 2", "1:4 yaml-syntax", "x: \"'it's here'\""),
        ("note: [R](x.pdf)\nz: y", "1:7 yaml-syntax", 'note: "[R](x.pdf)"'),
        ("a: *b*\nc: d", "1:4 yaml-syntax", 'a: "*b*"'),
        ("a: @b\nc: d", "1:4 yaml-syntax", 'a: "@b"'),
        ("present: - Cllr A\nb: c", "1:10 yaml-syntax", 'present: "Cllr A"'),
        ("place:\u00a0Hall\ntime: 2", "1:7 yaml-syntax", "place: Hall"),
        ("title: !Important\nx: y", "1:8 yaml-shorthand", 'title: "!Important"'),
        ("title: &top x\nx: y", "1:8 yaml-shorthand", 'title: "&top x"'),
        ("title: *top\nx: y", "1:8 yaml-shorthand", 'title: "*top"'),
    ],
)
def test_a_fault_gives_the_line_to_write(text: str, wanted: str, mended: str) -> None:
    assert codes(text) == [wanted]
    message = faults(text)[0]
    assert mended in message
    # The line to write reads well in its place.
    line = int(wanted.partition(":")[0]) - 1
    lines = text.split("\n")
    assert codes("\n".join([*lines[:line], mended, *lines[line + 1 :]])) == []


def test_all_faults_are_found_and_the_rest_is_read() -> None:
    text = "place: Hall: A\ntime: 2pm\n  ended: 4pm\nroom: B #2\ntitle: [x\npublic: 3\n"
    node, found = read_yaml(text, "f.yml")
    assert [fault.code for fault in found] == ["yaml-colon", "yaml-indent", "yaml-syntax", "yaml-hash"]
    assert to_plain(node) == {
        "place": "Hall: A",
        "time": "2pm",
        "ended": "4pm",
        "room": "B",
        "title": ["x"],
        "public": "3",
    }


def test_a_key_given_twice() -> None:
    text = "a: 1\nb: 2\na: 3"
    assert faults(text) == [
        '3:1: error: "a" is given twice, first in line 1. Only one can count: put both into one, or take one out. [duplicate-key]'
    ]
    assert to_plain(read_yaml(text, "f.yml")[0]) == {"a": "1", "b": "2"}
    assert codes("x: {en: a, en: b}") == ["1:12 duplicate-key"]


def test_aliases_are_never_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    node, found = read_yaml(bomb, "f.yml")
    assert {fault.code for fault in found} == {"yaml-shorthand"}
    assert len(str(to_plain(node))) < 500


def test_several_documents() -> None:
    assert codes("a: b\n---\nc: d\n") == ["2:1 yaml-documents"]


@pytest.mark.parametrize(
    "text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "x:\n" + "".join(" " * n + "x:\n" for n in range(1, 200))]
)
def test_deep_nesting_is_bounded(text: str) -> None:
    assert [code.split()[1] for code in codes(text)] == ["yaml-depth"]


def test_characters_that_cannot_be_shown() -> None:
    node, found = read_yaml("a: b\nplace: Council\x00Chamber\x07\n", "f.yml")
    assert [str(fault) for fault in found] == [
        "f.yml:2:15: error: A character that cannot be shown (U+0000) stands here (1 more like it follow). "
        "Type this line anew: place: CouncilChamber [yaml-character]"
    ]
    assert node is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [(r'a: "bell \a"', "bell  "), (r'a: "\x1b[2J"', " [2J"), (r'a: "\0"', None), (r'a: "\uFEFFx\x85"', " x ")],
)
def test_characters_that_cannot_be_shown_behind_a_backslash(text: str, value: str | None) -> None:
    node, found = read_yaml(text, "f.yml")
    assert [(str(fault.location), fault.code) for fault in found] == [("f.yml:1:4", "yaml-character")]
    assert str(found[0]).isprintable()
    assert to_plain(node) == {"a": value}


def test_other_signs_behind_a_backslash_are_taken() -> None:
    assert read(r'a: "\u0175 \t \n \xe9"') == {"a": "ŵ \t \n é"}
    assert read(r"a: bell \a and '\x07'") == {"a": r"bell \a and '\x07'"}


@pytest.mark.parametrize("text", ["}}}}", 'a: "x\n\n\n', "a: b\n%\n? [", "{a: b}: c", ": x", "[a]: b"])
def test_what_no_mend_helps_is_said_in_plain_words(text: str) -> None:
    found = faults(text)
    assert found
    for message in found:
        assert not re.search(r"mapping|scalar|token|stream|block end|flow|node", message), message


def test_many_faults_end() -> None:
    assert len(codes("k: v: w\n" * 3000)) == 20
    assert len(codes('x: "a\n' * 3000)) <= 20


@pytest.mark.parametrize(
    "text",
    [
        "a: b\nlist: [x, {y: z}]\n",
        "place: Room #2",
        "a: 1\na: 2",
        "a: &x b\nc: *x\n",
        "place: Town Hall: Chamber",
        "a: b\n---\nc: d",
    ],
)
def test_the_same_without_libyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    node, found = read_yaml(text, "f.yml")
    monkeypatch.setattr(building, "_LOADER", yaml.SafeLoader)
    assert read_yaml(text, "f.yml") == (node, found)


@given(st.text(alphabet=st.sampled_from(list("ab:#-[]{}\"'&*!|>%@`, \n\t?\u00a0\ufeff\x00é")), max_size=60))
@settings(max_examples=400, deadline=None)
def test_reading_any_text_only_reports(text: str) -> None:
    node, found = read_yaml(text, "f.yml", 3)
    last = 3 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    for fault in found:
        assert fault.severity == "error"
        assert 3 <= fault.location.line <= last
        assert fault.location.column >= 1
    to_plain(node)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_reading_any_unicode_only_reports(text: str) -> None:
    read_yaml(text, "f.yml")


_words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)


@given(st.dictionaries(_words.filter(lambda key: key.isalnum()), _words, min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_quoted_values_come_back_as_they_were(values: dict[str, str]) -> None:
    text = "".join(f"{quote(key)}: {quote(value)}\n" for key, value in values.items())
    assert read(text) == values


@given(_words.map(lambda word: f"Town {word}"))
@settings(max_examples=200, deadline=None)
def test_the_mended_line_means_what_was_written(value: str) -> None:
    node, found = read_yaml(f"a: b\nplace: {value}\nc: d\n", "f.yml")
    if not found:
        # A hash at the very end begins a comment that says nothing (see test_comments_are_no_fault).
        assert to_plain(node) == {"a": "b", "place": value.removesuffix(" #"), "c": "d"}


@pytest.mark.parametrize("code", [code for code in RULES if code.startswith("yaml-") or code == "duplicate-key"])
def test_the_examples_of_each_rule_show_it(code: str) -> None:
    rule = RULES[code]
    bad, good = (text.replace("\\x00", "\x00") for text in (rule.bad, rule.good))
    assert {fault.code for fault in read_yaml(bad, "f.yml")[1]} == {code}
    assert read_yaml(good, "f.yml")[1] == []
