"""Order by the alphabet of the language, and the headings of an A to Z."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.i18n import LANGUAGES, OTHER, alphabet, initial, sort_key

CODES = st.sampled_from(LANGUAGES)
TEXTS = st.one_of(st.text(), st.text("abcdhlfgnprtŵô CHDLl'.-10"))


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        ("en", ["chwech", "cwch", "dyn", "llan", "lon", "lwc"]),
        ("cy", ["cwch", "chwech", "dyn", "lon", "lwc", "llan"]),
        ("cy", ["dwy", "ddoe", "e", "fel", "ffa", "gwr", "ngw", "haf", "i"]),
        ("cy", ["pwy", "phio", "ras", "rhai", "sut", "tua", "thus", "uwd", "wy", "yr"]),
        ("en", ["Ward 2", "Ward 10", "Warden"]),
        ("en", ["lon", "lôn", "lone"]),
        ("en", ["OBrien", "O’Brien", "Obst"]),
        ("en", ["sea lion", "seabird"]),
        ("cy", ["Llanelli", "Llanfair", "Llangollen"]),
        ("cy", ["CAMHS", "CHC", "CIW", "Cymru", "Chwefror"]),
    ],
)
def test_order(code: str, ordered: list[str]) -> None:
    mixed = ordered[::-1]
    assert sorted(mixed, key=lambda text: sort_key(text, code)) == ordered


def test_ng_in_llangollen_and_bangor_is_two_letters() -> None:
    assert sort_key("Llangollen", "cy") > sort_key("Llandudno", "cy")
    assert sort_key("Llangollen", "cy") > sort_key("Llanfair", "cy")
    assert sort_key("Bangor", "cy") > sort_key("Bala", "cy")
    assert sort_key("angen", "cy") < sort_key("ail", "cy")


@pytest.mark.parametrize(
    ("code", "text", "heading"),
    [
        ("en", "Llanelli", "L"),
        ("cy", "Llanelli", "Ll"),
        ("cy", "llyfr", "Ll"),
        ("cy", "PHW", "P"),
        ("cy", "CHC", "C"),
        ("cy", "Ŵyl", "W"),
        ("cy", "“Rhestr”", "Rh"),
        ("cy", "Zoo", "Z"),
        ("en", "Ångström", "A"),
        ("en", "3-year plan", OTHER),
        ("en", "Ωmega", OTHER),
        ("en", "", OTHER),
        ("en", "…", OTHER),
    ],
)
def test_headings(code: str, text: str, heading: str) -> None:
    assert initial(text, code) == heading


def test_alphabets() -> None:
    assert "".join(alphabet("en")) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    letters = [letter for letter in alphabet("cy") if letter not in ("K", "Q", "V", "X", "Z")]
    assert " ".join(letters) == "A B C Ch D Dd E F Ff G Ng H I J L Ll M N O P Ph R Rh S T Th U W Y"


@given(TEXTS, CODES)
def test_every_text_has_a_heading(text: str, code: str) -> None:
    assert initial(text, code) in (*alphabet(code), OTHER)


@given(TEXTS, TEXTS, CODES)
def test_keys_are_equal_only_for_equal_texts(first: str, second: str, code: str) -> None:
    ours, theirs = sort_key(first, code), sort_key(second, code)
    assert (ours == theirs) == (first == second)
    assert (ours < theirs) or (theirs < ours) or (first == second)


@given(st.lists(TEXTS), CODES)
def test_order_does_not_depend_on_the_order_before(texts: list[str], code: str) -> None:
    ordered = sorted(texts, key=lambda text: sort_key(text, code))
    mixed = texts[::-1]
    assert sorted(mixed, key=lambda text: sort_key(text, code)) == ordered


@given(st.lists(TEXTS), CODES)
def test_sorted_texts_have_sorted_headings(texts: list[str], code: str) -> None:
    ranks = [
        (alphabet(code).index(heading), text) if heading != OTHER else None
        for text in sorted(texts, key=lambda text: sort_key(text, code))
        if (heading := initial(text, code))
    ]
    letters = [rank[0] for rank in ranks if rank]
    assert letters == sorted(letters)


def test_a_number_of_any_length_has_a_key() -> None:
    assert sort_key("9" * 10_000, "en") > sort_key("9" * 10, "en")
