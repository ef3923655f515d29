"""Which record of one language has no counterpart in the other, where there are more of a kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.link.counterparts import find_lone
from minutebook.records.raw import RawRecord


def make(*texts: str) -> list[RawRecord]:
    return [RawRecord("action", "", "ACTION", "item-1", at, 0, 0, text, line=at) for at, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("more", "fewer", "sure", "unsure"),
    [
        (["ACTION: Jane Rees", "ACTION: Dai Ellis"], ["GWEITHREDU: Dai Ellis"], [1], []),
        (["Pay £300 to Jane", "Pay £20 to Jane", "Mend"], ["Talu £300 i Jane", "Talu £20 i Jane"], [3], []),
        (["Mend it", "Paint it"], ["Trwsio"], [], [1, 2]),
        (["Mend 5", "Paint it", "Sell it"], ["Trwsio 5", "Gwerthu"], [], [2, 3]),
        (["Mend it", "Paint it"], [], [1, 2], []),
    ],
)
def test_the_lone_are_found(more: list[str], fewer: list[str], sure: list[int], unsure: list[int]) -> None:
    found = find_lone(make(*more), make(*fewer))
    assert [record.line for record in found.sure] == sure
    assert [record.line for record in found.open] == unsure


TEXTS = st.lists(st.sampled_from(["Jane 5", "Jane", "Dai 5", "Dai", "mend"]), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_what_is_left_out_is_among_what_is_named(texts: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(texts))), max_size=len(texts) - 1, unique=True).map(sorted))
    found = find_lone(make(*texts), make(*(texts[at] for at in kept)))
    missing = len(texts) - len(kept)
    assert len(found.sure) <= missing <= len(found.sure) + len(found.open)
    assert bool(found.open) == (len(found.sure) < missing)
