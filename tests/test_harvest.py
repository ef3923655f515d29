"""What minutes say themselves of letters: found, counted, proposed; and never a person's initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bench.harvest import measure, read_labels
from minutebook.acronyms import find_definitions, read_definitions
from minutebook.acronyms.letters import SMALL_WORDS
from minutebook.acronyms.tokens import PLAIN_WORDS
from minutebook.harvest import KnownNames, is_person
from minutebook.harvest.names import GIVEN_NAMES
from minutebook.markdown import parse
from minutebook.model import iter_leaves

CASES = Path(__file__).parent / "cases" / "harvest"


@dataclass(frozen=True)
class Case:
    title: str
    lang: str
    people: tuple[str, ...]
    source: str
    expected: str


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        head, _, rest = path.read_text(encoding="utf-8").partition("\n===\n")
        header = cast("dict[str, object]", yaml.safe_load(head))
        people = tuple(cast("list[str]", header.get("people", [])))
        parts = re.split(r"^\.\n", rest, flags=re.MULTILINE)
        assert not parts[-1].strip(), f"{path.name} ends within a case"
        for title, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield Case(f"{path.stem}: {title.strip()}", str(header["lang"]), people, source, expected.strip())


@pytest.mark.parametrize("case", tuple(read_cases()), ids=lambda case: case.title)
def test_cases(case: Case) -> None:
    leaves = list(iter_leaves(parse(case.source)[0]))
    assert leaves, "the case has no words"
    found = [
        f"{one.letters} = {one.plain} < {one.side}"
        for leaf in leaves
        for one in find_definitions(leaf, welsh=case.lang == "cy")
        if not is_person(one, leaf.text, KnownNames.of(case.people))
    ]
    assert "\n".join(found) == case.expected


def test_there_are_enough_cases() -> None:
    titles = [case.title for case in read_cases()]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)


# Properties

WORDS = st.text(alphabet="abcdeghilmnoprstwyŵâé", min_size=2, max_size=8)
PLAIN_TEXT = st.text(
    alphabet=st.sampled_from("ABCLFabclf ()[]\n.,;:'’\"&-–/0129ŵŴ@_*\u00a0\U0001f600"), max_size=200
) | st.text(max_size=200)


@given(PLAIN_TEXT, st.booleans())
def test_what_is_found_stands_in_the_text(text: str, welsh: bool) -> None:
    last = 0
    for one in read_definitions(text, welsh=welsh):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.words_start < one.words_end <= len(text)
        assert text[one.words_start : one.words_end] == one.words
        assert text[one.start : one.end].replace(".", "") == one.letters
        assert (one.side == "before") == (one.words_end <= one.start)
        assert one.end <= one.words_start or one.words_end <= one.start
        assert one.start >= last
        last = one.end


@given(
    st.lists(WORDS, min_size=3, max_size=6),
    st.sampled_from(("{0} ({1})", "{1} ({0})", "see {0} ({1}), it", "[{1}] or {1} ({0})")),
)
def test_initials_are_found_on_either_side(words: list[str], form: str) -> None:
    spoken = " ".join(word.capitalize() for word in words)
    letters = "".join(word[0] for word in spoken.split())
    assume(letters.casefold() not in map(str.casefold, spoken.split()))
    assume(not re.fullmatch("[IVXLCDM]+|AND|NOT|THE|[A-Z]?AM|PM", letters))
    text = form.format(spoken, letters)
    found = {(one.letters, one.plain) for one in read_definitions(text)}
    assert found == set() or {one for one, _ in found} == {letters}
    if not {word.casefold() for word in words} & SMALL_WORDS and letters.casefold() not in PLAIN_WORDS:
        assert (letters, spoken) in found


@given(
    st.sampled_from(sorted(GIVEN_NAMES)),
    WORDS,
    st.sampled_from(("{0} {1} ({2})", "{2} ({0} {1})", "and {0} {1} ({2}, chair)")),
)
def test_a_given_name_and_a_surname_are_never_proposed(first: str, last: str, form: str) -> None:
    text = form.format(first.capitalize(), last.capitalize(), (first[0] + last[0]).upper())
    assert all(is_person(one, text, KnownNames.of(())) for one in read_definitions(text))


@given(st.lists(WORDS, min_size=2, max_size=4), st.sampled_from(("the {0} ({1})", "{1} ({0})", "our {0} ({1})")))
def test_a_name_in_the_council_s_files_is_never_proposed(words: list[str], form: str) -> None:
    name = " ".join(word.capitalize() for word in words)
    text = form.format(name, "".join(word[0].upper() for word in words))
    known = KnownNames.of((f"Cllr {name}",))
    assert all(is_person(one, text, known) for one in read_definitions(text) if one.plain == name)


HOSTILE = {
    "openings": "(" * 100_000,
    "letters": "ABC(" * 25_000,
    "brackets": "(ABC)" * 20_000,
    "words": "Long Flood Forum " * 6_000 + "(LFF)",
    "one word": "a" * 100_000 + " (AB)",
    "one token": "(" + "A" * 100_000 + ")",
    "capitals": "A B C D E F G H I J " * 1_000 + "(ABCDEFGHIJ) " * 6_000,
    "the same letter": ("a" * 30 + " ") * 2_000 + "(AAAAAAAAAA) " * 3_000,
    "hyphens": "a-" * 40_000 + "b (ABAB) " * 2_000,
    "spaces": "Flood" + " " * 100_000 + "(FF)",
    "leads": "(" + "the or " * 14_000 + "LFF)",
    "quotes": '"' * 50_000 + "(" + "'" * 50_000,
    "dots": "A.B." * 25_000 + "(A.B.)",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_to_its_end(name: str) -> None:
    text = HOSTILE[name]
    for one in read_definitions(text, welsh=True):
        assert text[one.words_start : one.words_end] == one.words


# The measurement of bench/README.md


def test_real_definitions_are_found_and_no_person_is_proposed(shared: Path) -> None:
    labels = read_labels()
    assert sum(label.label == "definition" for label in labels) >= 140
    assert sum(label.label == "initials" for label in labels) >= 15
    result = measure(shared / "corpora/spdx-minutes", labels)
    assert result.precision >= 0.95, [str(one) for one in result.wrong]
    assert result.recall >= 0.75, result.missed
    assert result.initials == ()
