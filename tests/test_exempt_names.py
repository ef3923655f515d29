"""Which parts of a text are public under an exempt item, asked quickly however many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.checks.exempt_names import _is_public, _Spans

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(SPANS, st.integers(0, 30), st.integers(1, 6))
def test_a_part_meets_what_any_of_the_others_meets(spans: list[tuple[int, int]], start: int, size: int) -> None:
    expected = any(one < start + size and start < end for one, end in spans)
    assert _Spans(spans).meet(start, start + size) == expected


@pytest.mark.parametrize(
    ("before", "public"),
    [
        ("Moved by ", True),
        ("Long words, and then: seconded by:\n", True),
        ("Removed by ", False),
        ("Moved by the Chair of ", False),
        ("x" * 50 + "-moved by ", False),
        ("x" * 51 + " moved by ", True),
        ("", False),
    ],
)
def test_who_proposed_is_public(before: str, public: bool) -> None:
    assert _is_public(before + "Jane Rees", len(before), _Spans([])) == public
    assert _is_public(before + "Jane Rees", len(before), _Spans([(len(before), len(before) + 1)]))
