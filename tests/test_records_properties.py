"""What holds of records whatever the text: nothing raises, offsets lie inside their leaf, words are those of the text."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutebook.i18n import RECORD_WORDS
from minutebook.items import RawItem, split_items
from minutebook.markdown import parse
from minutebook.model import Block, iter_blocks
from minutebook.names import Directory
from minutebook.records import (
    Found,
    MeetingFacts,
    People,
    build_record,
    find_likely_decisions,
    find_records,
    join_facts,
    name_records,
    resolve_details,
)
from minutebook.records.leaves import list_nameless
from minutebook.records.sentences import collapse, find_sentence, split_sentences
from minutebook.records.votes import find_votes, read_vote_line

DAY = date(2024, 2, 29)
FACTS = MeetingFacts("m.md", People(Directory((), (), ()), "council", DAY), present=5)

_WORDS = st.sampled_from(
    [
        *(word.upper() for word in RECORD_WORDS),
        *(word.capitalize() for word in RECORD_WORDS),
        *(
            "**",
            "~~",
            "`",
            "“",
            "”",
            '"',
            "(",
            ")",
            ":",
            ";",
            ",",
            ".",
            "…",
            "– ",
            "> ",
            "- ",
            "1. ",
            "(a) ",
            "## ",
            "| ",
        ),
        *("\n", "\n\n", "  \n", "{#an-anchor}", "[[a-ref]]", "https://example.org/", "```action\n", "```\n", "id: a\n"),
        *(
            "Cllr A. Price",
            "Jane Rees",
            "Clerk",
            "Clerc",
            "to",
            "will",
            "i",
            "and",
            "a",
            "by 5 May",
            "amber",
            "None",
            "not",
        ),
        *(
            "proposed by",
            "seconded by",
            "7 for",
            "2 against",
            "7–7",
            "casting vote",
            "Vote:",
            "For:",
            "item 9",
            "ni",
            "THE",
        ),
        *("\u00a0", "\uf0b7", "O\u0302", "ﬁ", "\u202e", "İ", "ß", "ǅ", "𝐀𝐆𝐑𝐄𝐄𝐃"),
    ]
)
_TEXTS = st.lists(_WORDS | st.text(max_size=8), max_size=40).map(" ".join) | st.lists(_WORDS, max_size=30).map("".join)


def read(text: str) -> tuple[tuple[Block, ...], tuple[RawItem, ...], Found]:
    blocks, _ = parse(text)
    items = split_items(blocks).items
    return blocks, items, find_records(items, path="m.md", on=DAY)


@given(_TEXTS)
@example("Decision:\n\nRESOLVED that a b c d\n\nRESOLVED that a b c d ...")
@example("(Action: (Clerk")
@example("ACTION (((")
@example("RESOLVED [[a-ref]]")
def test_offsets_lie_inside_and_words_are_those_of_the_text(text: str) -> None:
    blocks, items, found = read(text)
    leaves = {block.key: block for block in iter_blocks(blocks)}
    anchors = {item.anchor for item in items}
    for record in found.records:
        leaf = leaves[record.leaf]
        assert record.item in anchors
        assert 0 <= record.start <= record.end <= len(leaf.text)
        assert all(key in leaves for key in record.blocks)
        assert leaf.line <= record.line <= leaf.end
        if record.fence is None:
            assert leaf.kind == "paragraph"
            said = record.text.split("\n")[0]
            for _, name in list_nameless(leaf):
                said = said.replace(f"[[{collapse(name)}]]", "", 1)
            assert collapse(said) == collapse(leaf.text[record.start : record.end])
            details = record.details
            named = (details.mover, details.seconder, details.to, details.bracket, details.last_bracket, *details.who)
            for words in (*named, *details.assigned):
                if words is not None:
                    assert 0 <= words.start <= words.end <= len(leaves[words.leaf].text)
            for words in named:
                if words is not None:
                    assert words.text == collapse(leaves[words.leaf].text[words.start : words.end])
    order = [(record.leaf, record.start) for record in found.records]
    assert order == sorted(order)


@given(_TEXTS)
def test_everything_resolves_and_has_an_anchor_of_its_own(text: str) -> None:
    _, items, found = read(text)
    anchors, _ = name_records(found.records, path="m.md", taken={item.anchor for item in items})
    assert len(set(anchors)) == len(anchors) == len(found.records)
    for record, anchor in zip(found.records, anchors, strict=True):
        resolved, _ = resolve_details(record, FACTS)
        if resolved is not None:
            built = build_record(record, resolved, meeting="council/2024-02-29", anchor=anchor, texts=())
            assert built.key.endswith(f"#{anchor}")
            assert join_facts(resolved, resolved) == (resolved, ())
    for item in items:
        assert len(find_likely_decisions(item, found.records, path="m.md")) <= 1


@given(st.text(max_size=200) | _TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    spans = split_sentences(text)
    assert list(spans) == sorted(spans)
    assert collapse(" ".join(text[slice(*span)] for span in spans)) == collapse(text)
    for at in range(0, len(text), 7):
        start, end = find_sentence(text, at)
        assert 0 <= start <= end <= len(text)


@given(st.text(max_size=80) | _TEXTS, st.booleans())
def test_votes_are_read_of_any_text(text: str, lost: bool) -> None:
    for votes in (find_votes(text, strict=True, lost=lost), find_votes(text, strict=False), read_vote_line(text)):
        assert votes is None or votes.total >= 0


@pytest.mark.parametrize(
    "filler", ["RESOLVED (", "Action: Clerk. ", "7 for, ", "proposed by Cllr A ", "a. ", "“RESOLVED ", "**agreed** "]
)
def test_a_long_paragraph_is_read_in_time(filler: str) -> None:
    """Hostile repetition does not make the reader slow: patterns that backtrack would take minutes here."""
    _, _, found = read(filler * 1500)
    assert len(found.records) <= 1501
