"""Frozen values as bytes: what is unpacked is what was packed, and what has the wrong shape is refused."""

from __future__ import annotations

import dataclasses
import importlib
import json
import pickle
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, time
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minutebook.model
from minutebook.codec import Codec, UnreadableError, codec_for, codec_for_any, digest, expand, squeeze
from minutebook.codec.packing import Rest
from minutebook.history import read_history
from minutebook.link import link
from minutebook.load import load
from minutebook.model import (
    Action,
    AgendaItem,
    Block,
    Decision,
    Declaration,
    Inline,
    Meeting,
    Named,
    Prose,
    Recommendation,
    Record,
    Register,
    Response,
    Summary,
    Update,
    Version,
)
from minutebook.model.deferred import DEFERRED, FOLDED, Deferring, begin_opening, end_opening
from minutebook.outlines import digest_head, make_head
from minutebook.sources import discover

ROOT = Path(__file__).parent.parent
AnyRecord = Decision | Recommendation | Response | Action | Update | Declaration | Summary


@dataclass(frozen=True, slots=True)
class Leaf:
    word: str
    number: int = 7
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    word: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """Every kind of field."""

    pair: tuple[str, int]
    days: tuple[date, ...]
    colours: frozenset[Literal["red", "blue"]]
    corners: frozenset[tuple[int, int]]
    by_name: Mapping[str, Leaf]
    by_number: Mapping[int, tuple[Leaf, ...]]
    by_day: Mapping[date, str | None]
    either: Leaf | Other | None
    one: Leaf | None
    kind: Literal["red", "blue"] | None
    mixed: int | str | Leaf
    at: time | None = None
    branches: tuple[Tree, ...] = ()
    nested: tuple[tuple[str, tuple[Other, ...]], ...] = (("usual", ()),)
    more: Mapping[str, str] = field(default_factory=lambda: {"usual": "words"})
    nobody: None = None


@dataclass(frozen=True, slots=True)
class Late(Deferring):
    heavy: tuple[Leaf, ...] = field(metadata=DEFERRED)
    light: str = ""
    inside: tuple[Late, ...] = field(default=(), metadata=DEFERRED)


@dataclass(frozen=True, slots=True)
class Shelf:
    late: tuple[Late, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Drawer(Deferring):
    name: str
    shelves: tuple[Shelf, ...] = field(metadata=FOLDED)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cupboard:
    drawers: tuple[Drawer, ...]


def list_model() -> list[type]:
    """Return every frozen class of the model."""
    modules = [
        importlib.import_module(f"minutebook.model.{found.name}")
        for found in pkgutil.iter_modules(minutebook.model.__path__)
    ]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value)
    }
    return sorted(found, key=lambda cls: cls.__name__)


# Values made up


def values_of(kind: Any, depth: int = 2) -> st.SearchStrategy[Any]:
    """Return values of a declared type; below `depth` what is optional is left out."""
    origin, args = get_origin(kind), get_args(kind)
    simple: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
        str: lambda: st.text(st.characters(codec=None), max_size=12),
        int: st.integers,
        bool: st.booleans,
        NoneType: st.none,
        date: st.dates,
        time: st.times,
    }
    size = 3 if depth else 0
    if kind in simple:
        return simple[kind]()
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of([values_of(arg, depth) for arg in args if depth or arg is NoneType or NoneType not in args])
    if origin is frozenset:
        return st.frozensets(values_of(args[0], depth), max_size=size)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values_of(args[0], depth - 1), max_size=size).map(tuple) if depth else st.just(())
    if origin is tuple:
        return st.tuples(*(values_of(arg, depth) for arg in args))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(*(values_of(arg, max(depth - 1, 0)) for arg in args), max_size=size)
    assert isinstance(kind, type), kind
    assert is_dataclass(kind), kind
    hints = get_type_hints(kind)
    made = {one.name: hints[one.name] for one in fields(kind) if one.init}
    below = max(depth - 1, 0)
    return st.deferred(lambda: st.builds(kind, **{name: values_of(hint, below) for name, hint in made.items()}))


def is_of(value: object, kind: Any) -> bool:
    """Whether a value is of a declared type, to the last part."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return value in args
    if origin in (Union, UnionType):
        return any(is_of(value, arg) for arg in args)
    if origin is frozenset:
        return type(value) is frozenset and all(is_of(one, args[0]) for one in value)
    if origin is tuple:
        kinds = args[:1] * len(value) if isinstance(value, tuple) and args[-1] is Ellipsis else args
        return type(value) is tuple and len(value) == len(kinds) and all(map(is_of, value, kinds))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(is_of(k, args[0]) and is_of(v, args[1]) for k, v in value.items())
    if type(value) is not kind:
        return False
    if not is_dataclass(value) or isinstance(value, type):
        return True
    hints = get_type_hints(kind)
    return all(is_of(getattr(value, one.name), hints[one.name]) for one in fields(value))


@pytest.mark.parametrize(
    "cls", [*(cls for cls in list_model() if cls is not Register), Tree, Late, Shelf], ids=lambda cls: cls.__name__
)
@settings(max_examples=12)
@given(data=st.data())
def test_every_value_comes_back(cls: type, data: st.DataObject) -> None:
    value = data.draw(values_of(cls))
    codec: Codec[object] = codec_for(cls)
    packed = codec.pack(value)
    again = codec.unpack(packed)
    assert again == value
    assert type(again) is cls
    assert is_of(again, cls)
    assert codec.pack(again) == packed
    apart = codec.pack_apart(value)
    assert codec.unpack_apart(*apart) == value
    assert codec.pack_apart(codec.unpack_apart(*apart)) == apart


# Values of the sample


@pytest.fixture(scope="module")
def register() -> Register:
    archive = load(ROOT, discover(ROOT).sources)
    found, _ = link(archive, read_history(ROOT), date(2024, 6, 1), drafts=True)
    assert found is not None
    return found


def test_the_register_of_the_sample_comes_back(register: Register) -> None:
    kinds = get_type_hints(Register)
    for one in fields(Register):
        kind = Mapping[str, AnyRecord] if one.name == "records" else kinds[one.name]
        value = getattr(register, one.name)
        codec = codec_for_any(kind)
        again = codec.unpack(codec.pack(value))
        assert again == value, one.name
        assert is_of(again, kind), one.name
        if isinstance(value, Mapping):
            assert list(again) == list(value)


def test_meetings_without_their_prose_are_much_smaller(register: Register) -> None:
    codec = codec_for(Meeting)
    light = sum(len(codec.pack_apart(meeting)[0]) for meeting in register.meetings.values())
    assert light < sum(len(codec.pack(meeting)) for meeting in register.meetings.values()) / 3


# Small, and always the same


def test_equal_values_are_equal_bytes() -> None:
    codec = codec_for_any(frozenset[str] | None)
    words = [f"word {number}" for number in range(50)]
    assert codec.pack(frozenset(words)) == codec.pack(frozenset(reversed(words)))
    assert json.loads(codec.pack(frozenset(words))) == sorted(words)


def test_mappings_keep_their_order() -> None:
    codec = codec_for_any(Mapping[str, int])
    assert list(codec.unpack(codec.pack({"b": 1, "a": 2}))) == ["b", "a"]
    assert codec.pack({"b": 1, "a": 2}) != codec.pack({"a": 2, "b": 1})


def test_defaults_at_the_end_are_left_out() -> None:
    assert codec_for(Leaf).pack(Leaf("a")) == b'["a"]'
    assert codec_for(Leaf).pack(Leaf("a", 7, True)) == b'["a",7,true]'
    assert codec_for(Leaf).unpack(b'["a"]') == Leaf("a")


def test_kinds_of_a_union_are_told_apart_by_name() -> None:
    codec = codec_for_any(Leaf | Other)
    assert codec.pack(Other("a")) == b'["Other","a"]'
    assert codec.unpack(codec.pack(Leaf("a"))) == Leaf("a")
    assert codec.unpack(codec.pack(Other("a"))) == Other("a")


def test_halves_of_characters_come_back() -> None:
    assert codec_for(Leaf).unpack(codec_for(Leaf).pack(Leaf("\udcff \u0000 \U0001f600"))) == Leaf(
        "\udcff \u0000 \U0001f600"
    )


def test_digests_differ_where_the_parts_do() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4
    assert digest(b"abc") == digest(b"abc")


# What is refused


@pytest.mark.parametrize(
    "kind", [float, bytes, object, Path, list[str], Literal[1], int | bool | float, str | date, tuple[float, ...]]
)
def test_a_type_without_a_rule_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="no rule"):
        codec_for_any(kind)


def test_a_value_of_another_class_is_not_packed() -> None:
    @dataclass(frozen=True, slots=True)
    class More(Leaf):
        more: str = ""

    with pytest.raises(TypeError):
        codec_for(Leaf).pack(More("a"))
    with pytest.raises(TypeError):
        codec_for_any(Leaf | Other).pack(More("a"))


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Other, '"a"'),
        (Other, '{"a":1}'),
        (Leaf, "null"),
        (Leaf, "[]"),
        (Leaf, "{}"),
        (Leaf, '"a"'),
        (Leaf, "[1]"),
        (Leaf, "[null]"),
        (Leaf, '["a",true]'),
        (Leaf, '["a",1.0]'),
        (Leaf, '["a","1"]'),
        (Leaf, '["a",1,0]'),
        (Leaf, '["a",1,true,null]'),
        (Leaf | Other, '["a"]'),
        (Leaf | Other, "[]"),
        (Leaf | Other, "null"),
        (Leaf | Other, '["Tree"]'),
        (Leaf | Other, '{"0":"Other"}'),
        (Leaf | None, "[]"),
        (tuple[str, ...], '"abc"'),
        (tuple[str, ...], '{"a":"b"}'),
        (tuple[str, ...], '["a",1]'),
        (tuple[str, int], '["a"]'),
        (tuple[str, int], '["a",1,2]'),
        (tuple[str, str], '"ab"'),
        (frozenset[str], '"ab"'),
        (frozenset[tuple[int, int]], "[[1]]"),
        (Mapping[str, str], '[["a","b"]]'),
        (Mapping[str, str], '{"a":1}'),
        (Mapping[int, str], '{"1":"a"}'),
        (Mapping[int, str], '[["1","a"]]'),
        (Mapping[int, str], '[[1,"a"],[1,"b"]]'),
        (Literal["red", "blue"], '"green"'),
        (Literal["red", "blue"], "null"),
        (Literal["red", "blue"], '["red"]'),
        (date, '"2024-02-30"'),
        (date, "20240101"),
        (time, '"25:00"'),
        (str | None, "false"),
        (NoneType, "false"),
        (int | str, "true"),
        (str, ""),
        (str, '"a'),
        (str, '"a" "b"'),
        (int, "1" * 5_000),
        (int, "NaN"),
        (tuple[str, ...], "[" * 100_000),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_wrong_shape_is_refused(kind: object, raw: str) -> None:
    with pytest.raises(UnreadableError):
        codec_for_any(kind).unpack(raw.encode())


@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    codec = codec_for(Meeting)
    for read in (lambda: codec.unpack(data), lambda: codec.unpack_apart(data, data), lambda: expand(data)):
        with pytest.raises(UnreadableError):
            read()


ODD: Final[tuple[object, ...]] = (None, True, 0, -1, 1.5, "", "a", "2024-01-01", [], [[]], ["a"], {}, {"a": 1})


@settings(max_examples=200)
@given(data=st.data())
def test_what_is_changed_is_refused_or_still_of_its_type(data: st.DataObject, register: Register) -> None:
    """Put something else anywhere into a packed meeting: what comes of it is never of another type than declared."""
    codec = codec_for(Meeting)
    meeting = register.meetings[data.draw(st.sampled_from(list(register.meetings)))]
    short = replace(meeting, versions=tuple(replace(version, items=version.items[:2]) for version in meeting.versions))
    raw = json.loads(codec.pack(short))
    place: Any = raw
    while True:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        if not (isinstance(place[key], list | dict) and place[key] and data.draw(st.integers(0, 5))):
            break
        place = place[key]
    if isinstance(place, list) and data.draw(st.booleans()):
        place.insert(key, data.draw(st.sampled_from(ODD)))
    elif data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(st.sampled_from(ODD))
    try:
        found = codec.unpack(json.dumps(raw).encode())
    except UnreadableError:
        return
    assert is_of(found, Meeting)


def test_squeezed_bytes_come_back() -> None:
    data = b"so many words " * 100
    assert expand(squeeze(data)) == data
    assert len(squeeze(data)) < len(data) / 5
    for damaged in (squeeze(data)[:-1], squeeze(data) + b"more", b""):
        with pytest.raises(UnreadableError):
            expand(damaged)


def test_what_claims_to_be_enormous_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutebook.codec.packing._LARGEST", 1_000)
    assert len(expand(squeeze(b"a" * 1_000))) == 1_000
    with pytest.raises(UnreadableError):
        expand(squeeze(b"a" * 1_001))


# What is made when it is asked for


SHELF = Shelf(
    (Late((Leaf("a"), Leaf("b")), "one"), Late((), "two"), Late((Leaf("c"),), "three", (Late((Leaf("d"),), "in"),))),
    "shelf",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the values whose deferred fields were asked for."""
    found: list[int] = []
    give = Rest.give

    def note_number(self: Rest, cls: type, number: int) -> tuple[object, ...]:
        found.append(number)
        return give(self, cls, number)

    monkeypatch.setattr(Rest, "give", note_number)
    return found


def test_heavy_fields_are_made_when_they_are_asked_for(asked: list[int]) -> None:
    shelf = codec_for(Shelf).unpack_apart(*codec_for(Shelf).pack_apart(SHELF))
    assert [late.light for late in shelf.late] == ["one", "two", "three"]
    assert asked == []
    assert shelf.late[2].heavy == (Leaf("c"),)
    assert shelf.late[2].inside[0].heavy == (Leaf("d"),)
    assert asked == [2]
    assert shelf == SHELF
    assert hash(shelf) == hash(SHELF)
    assert sorted(asked) == [0, 1, 2]
    assert repr(shelf) == repr(SHELF)


def test_two_values_asked_in_turn_keep_apart() -> None:
    codec = codec_for(Shelf)
    other = Shelf((Late((Leaf("x"),), "1"), Late((Leaf("y"),), "2")))
    one, two = codec.unpack_apart(*codec.pack_apart(SHELF)), codec.unpack_apart(*codec.pack_apart(other))
    assert (one.late[0].heavy, two.late[0].heavy) == (SHELF.late[0].heavy, other.late[0].heavy)
    assert (one.late[1].heavy, two.late[1].heavy) == (SHELF.late[1].heavy, other.late[1].heavy)


def test_a_light_value_is_sent_to_another_process_as_it_is(asked: list[int]) -> None:
    shelf = codec_for(Shelf).unpack_apart(*codec_for(Shelf).pack_apart(SHELF))
    assert shelf.late[0].heavy
    again = pickle.loads(pickle.dumps(shelf))
    assert asked == [0]
    asked.clear()
    assert again == SHELF
    assert sorted(asked) == [0, 1, 2]
    assert pickle.loads(pickle.dumps(SHELF)) == SHELF


def test_a_value_that_was_opened_for_a_while_is_light_again(asked: list[int]) -> None:
    shelf = codec_for(Shelf).unpack_apart(*codec_for(Shelf).pack_apart(SHELF))
    assert shelf.late[0].heavy == (Leaf("a"), Leaf("b"))
    begin_opening()
    held = shelf.late[2].heavy
    assert shelf.late[2].heavy is held
    assert SHELF.late[2].heavy  # made by its constructor: nothing could make it again
    assert asked == [0, 2]
    begin_opening()
    assert shelf.late[2].heavy == held
    assert asked == [0, 2, 2]
    end_opening()
    assert shelf.late[2].heavy == held
    assert shelf.late[0].heavy == (Leaf("a"), Leaf("b")), "opened before, and so to stay"
    assert SHELF.late[2].heavy == held
    assert asked == [0, 2, 2, 2]
    begin_opening()
    end_opening()
    assert shelf.late[2].heavy == held
    assert asked == [0, 2, 2, 2], "what is opened while nobody notes it is to stay"


def test_a_light_value_is_as_frozen_as_any(asked: list[int]) -> None:
    late = codec_for(Shelf).unpack_apart(*codec_for(Shelf).pack_apart(SHELF)).late[0]
    for name in ("light", "heavy"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(late, name, None)
    assert replace(late, light="new") == replace(SHELF.late[0], light="new")
    with pytest.raises(AttributeError, match="no attribute 'wrong'"):
        late.wrong  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'wrong'"):
        SHELF.late[0].wrong  # type: ignore[attr-defined]  # noqa: B018


def test_heavy_parts_of_another_value_are_refused() -> None:
    codec = codec_for(Shelf)
    (light, heavy), (_, other) = codec.pack_apart(SHELF), codec.pack_apart(Shelf((SHELF.late[1],)))
    for wrong in (other, heavy[:-1], b""):
        with pytest.raises(UnreadableError):
            codec.unpack_apart(light, wrong)


@pytest.mark.parametrize("lines", [b"", b"[[]]", b"[[],[],[]]", b"[[1],[]]", b"no JSON"])
def test_a_heavy_part_of_the_wrong_shape_is_refused_when_it_is_asked_for(lines: bytes) -> None:
    light, _ = codec_for(Shelf).pack_apart(Shelf((SHELF.late[0],)))
    heavy = squeeze(lines)
    shelf = codec_for(Shelf).unpack_apart(digest(heavy).encode() + light[32:], heavy)
    assert shelf.late[0].light == "one"
    with pytest.raises(UnreadableError):
        _ = shelf.late[0].heavy


def test_names_are_held_once() -> None:
    codec = codec_for_any(tuple[Named, ...])
    names = codec.unpack(codec.pack((Named("Cllr Jane Rees", "person", "jane-rees"),) * 2))
    assert names[0] is not names[1]
    assert names[0].text is names[1].text
    assert names[0].id is names[1].id
    with pytest.raises(UnreadableError):
        codec.unpack(b"[[1]]")


def test_whole_values_hold_all_at_once(asked: list[int]) -> None:
    shelf = codec_for(Shelf).unpack(codec_for(Shelf).pack(SHELF))
    assert shelf == SHELF
    assert asked == []


# Fields that are folded


@pytest.fixture
def unfolded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the values whose folded fields were asked for."""
    found: list[int] = []
    unfold = Rest.unfold

    def note_number(self: Rest, cls: type, number: int) -> tuple[object, ...]:
        found.append(number)
        return unfold(self, cls, number)

    note_number.__name__ = "unfold"  # pickling looks it up
    monkeypatch.setattr(Rest, "unfold", note_number)
    return found


CUPBOARD = Cupboard(
    (Drawer("top", (SHELF,)), Drawer("middle", (), "a\nline"), Drawer("low", (SHELF, Shelf((), "bare"))))
)


def test_folded_fields_are_made_without_the_heavy_ones_in_them(asked: list[int], unfolded: list[int]) -> None:
    codec = codec_for(Cupboard)
    cupboard = codec.unpack_apart(*codec.pack_apart(CUPBOARD))
    assert [drawer.name for drawer in cupboard.drawers] == ["top", "middle", "low"]
    assert unfolded == []
    low = cupboard.drawers[2].shelves
    assert [late.light for late in low[0].late] == ["one", "two", "three"]
    assert (unfolded, asked) == ([2], [])
    assert low[0].late[1].heavy == SHELF.late[1].heavy
    assert (unfolded, asked) == ([2], [4])
    again = pickle.loads(pickle.dumps(cupboard))
    assert (unfolded, asked) == ([2], [4])
    assert again == cupboard == CUPBOARD
    assert codec.pack_apart(again) == codec.pack_apart(CUPBOARD)
    assert codec.unpack(codec.pack(again)) == CUPBOARD


@pytest.mark.parametrize("line", [b"", b"[]", b"[[1]]", b"[[],[]]", b"no JSON"])
def test_a_folded_part_of_the_wrong_shape_is_refused_when_it_is_asked_for(line: bytes) -> None:
    codec = codec_for(Cupboard)
    light, heavy = codec.pack_apart(Cupboard((Drawer("top", ()),)))
    drawer = codec.unpack_apart(light.partition(b"\n")[0] + b"\n" + line, heavy).drawers[0]
    assert drawer.name == "top"
    with pytest.raises(UnreadableError):
        _ = drawer.shelves


@pytest.mark.parametrize("number", ["-1", "1", "99", "true", '"0"', "null"])
@pytest.mark.parametrize("value", [Cupboard((Drawer("top", ()),)), Shelf((Late((), "top"),))])
def test_a_number_that_is_none_of_a_deferred_field_is_refused(value: Cupboard | Shelf, number: str) -> None:
    codec = codec_for(type(value))
    light, heavy = codec.pack_apart(value)
    assert light.count(b"[0,") == 1
    with pytest.raises(UnreadableError):
        repr(codec.unpack_apart(light.replace(b"[0,", f"[{number},".encode()), heavy))


def test_deferred_fields_of_two_kinds_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Both(Deferring):
        one: str = field(metadata=DEFERRED)
        other: str = field(metadata=FOLDED)

    hints = {"one": str, "other": str}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("minutebook.codec.compiler.get_type_hints", lambda _: hints)
        with pytest.raises(TypeError, match="two kinds"):
            codec_for(Both)


def test_what_is_asked_of_all_meetings_unfolds_nothing(unfolded: list[int], register: Register) -> None:
    for meeting in register.meetings.values():
        again = codec_for(Meeting).unpack_apart(*codec_for(Meeting).pack_apart(meeting))
        assert [one.has_items for one in again.versions] == [bool(one.items) for one in meeting.versions]
        assert digest_head(again) == digest_head(meeting)
        assert make_head(again) == make_head(meeting)
    for record in register.records.values():
        kind: type[Record] = type(record)
        made = codec_for(kind).unpack_apart(*codec_for(kind).pack_apart(record))
        assert (made.key, made.listed, made.matter) == (record.key, record.listed, record.matter)
    assert unfolded == []


# What the model defers


def make_item(*kinds: str, headed: bool = True) -> AgendaItem:
    blocks = tuple(
        Block(kind, 1, 1, inlines=(Inline("text", "words"),) if kind != "code" else ())  # type: ignore[arg-type]
        for kind in kinds
    )
    return AgendaItem("item-1", "1.", "Title", Block("heading", 1, 1) if headed else None, blocks, 1)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (make_item(), False),
        (make_item("heading"), False),
        (make_item("heading", "paragraph"), True),
        (make_item("code"), True),
        (make_item(headed=False), True),
    ],
)
def test_what_is_asked_of_all_items_needs_no_prose(asked: list[int], item: AgendaItem, expected: bool) -> None:
    codec = codec_for(Version)
    version = codec.unpack_apart(*codec.pack_apart(Version("en", "content/council/2024-01-10.md", "0", (item,))))
    again = version.items[0]
    assert (again.has_words, again.headed) == (item.has_words, item.headed) == (expected, item.heading is not None)
    assert (again.anchor, again.number, again.title, again.line) == ("item-1", "1.", "Title", 1)
    assert asked == []
    assert again.blocks == item.blocks
    assert again.heading == item.heading
    assert asked == [0]


def test_links_and_anchors_of_a_file_need_no_fences(asked: list[int], register: Register) -> None:
    codec = codec_for(Prose)
    fenced = [prose for prose in register.prose.values() if prose.fences]
    assert fenced
    for prose in fenced:
        again = codec.unpack_apart(*codec.pack_apart(prose))
        assert (again.links, again.anchors, again.references) == (prose.links, prose.anchors, prose.references)
        assert asked == []
        assert again.fences == prose.fences
        asked.clear()


def test_nothing_in_bytes_is_executed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions are made before there are bytes: reading compiles nothing."""
    codec = codec_for(Shelf)
    packed = codec.pack_apart(SHELF)
    for name in ("eval", "exec", "compile", "__import__"):
        monkeypatch.delattr(f"builtins.{name}")
    assert codec.unpack_apart(*packed) == SHELF
