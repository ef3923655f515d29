"""The catalogues hold what the program asks for and nothing else, and no Welsh phrase glues a word to one that would change it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from minutebook.i18n import COLOURS, DECLARATION_WORDS, OWNER_WORDS, VERBS, VERDICTS, Entry, catalogue
from minutebook.pages import actions, frames, meeting_facts
from minutebook.schema import BLOCKS, BODY_KINDS
from minutebook.search.files import CLASSES
from minutebook.sources import PUBLISHED
from minutebook.theme import BOX_STRINGS, STRINGS

ROOT: Final = Path(__file__).parent.parent
KEYS: Final = frozenset(catalogue("en").entries)
GROUPS: Final = frozenset(key.partition(".")[0] for key in KEYS)
REGISTERS: Final = ("decisions", "actions", "recommendations")
SIDES: Final = ("for", "against", "abstained")
BUILT: Final[Mapping[str, Iterable[str]]] = {
    "brag.*": COLOURS.values(),
    "brag.key_*": COLOURS.values(),
    "count.*": (*REGISTERS, "plans", "people", "terms"),
    "document.*": PUBLISHED,
    "field.*": (
        *(field.alias or name for block in BLOCKS.values() for name, field in block.model_fields.items()),
        *("document", "link"),
    ),
    "glossary.kind_*": ("term", "scale"),
    "hit.kind_*": (kind for kind, _ in CLASSES),
    "hit.status_*": (status for _, status in CLASSES),
    "home.ways_*": (*frames.REGISTERS, "attendance"),
    "kind.*": BODY_KINDS,
    "meeting.*": meeting_facts.GROUPS,
    "minutes_status.*": ("draft", "approved", "none", "missing"),
    "parity.state_*": ("partly", "older"),
    "person.group_*": ("members", "others"),
    "person.vote_*": SIDES,
    "record.*": (*BLOCKS, "proposer", "seconder"),
    "record.interest_*": DECLARATION_WORDS.values(),
    "record.verb_*": VERBS,
    "record.verdict_*": VERDICTS.values(),
    "record.votes_*": ("_".join(some) for n in range(1, 4) for some in combinations(SIDES, n)),
    "register.*_first": REGISTERS,
    "register.*_month": REGISTERS,
    "register.*_of_body": REGISTERS,
    "register.*_year": REGISTERS,
    "register.actions_*": actions.GROUPS,
    "register.recommendations_*": ("open", "closed"),
    "register.years_of_*": REGISTERS,
    "role.*": (*OWNER_WORDS.values(), "member"),
    "section.*": (*frames.REGISTERS, "offices", "attendance", "search"),
    "shell.*": (*STRINGS, *BOX_STRINGS),
    "status.*": ("scheduled", "held", "cancelled", "postponed"),
    "title_of.*": (key.partition(".")[2] for key in KEYS if key.startswith("title_of.")),
}
"""Keys that are put together where they are asked for: `*` stands for one of the words. Each was found by reading that place.

Two are asked for by their whole group: the words of the shell (which the theme lists), and titles (`pages/name_titles.py`).
"""
WHOLE_GROUPS: Final = {"shell.*", "title_of.*"}


def list_texts() -> Iterator[ast.expr]:
    """Yield every text of the program, those with places in braces too."""
    for path in sorted((ROOT / "minutebook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr | ast.Constant | ast.BinOp):
                yield node


def read_pattern(node: ast.expr) -> str:
    """Return a text with `*` for what is put in, or behind it; empty where it is no text, or nothing is put in."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
        return "".join(map(str, parts)) if "*" in parts else ""
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
        return node.left.value + "*"
    return ""


def find_built() -> set[str]:
    """Return the patterns by which the program puts keys together."""
    shape = re.compile(rf"(?:{'|'.join(GROUPS)})\.[a-z_*]*")
    return {pattern for node in list_texts() if shape.fullmatch(pattern := read_pattern(node))}


def find_named() -> set[str]:
    """Return every key that stands in the program or in a template as it is."""
    found = {node.value for node in list_texts() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for path in (ROOT / "templates").rglob("*.html"):
        found.update(re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", path.read_text(encoding="utf-8")))
    return found & KEYS


def test_every_key_that_is_put_together_is_known_here() -> None:
    assert find_built() == set(BUILT) - WHOLE_GROUPS


def test_every_key_is_asked_for_somewhere() -> None:
    """What nobody asks for would be translated for nothing."""
    built = {
        pattern.replace("*", word.replace("-", "_").replace(" ", "_"))
        for pattern, words in BUILT.items()
        for word in words
    }
    assert sorted(KEYS - find_named() - built) == []


def test_every_key_that_a_template_asks_for_is_there() -> None:
    asked = {
        key
        for path in (ROOT / "templates").rglob("*.html")
        for key in re.findall(r"""\btn?\(\s*["']([^"']+)["']""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert sorted(asked - KEYS) == []


PREPOSITIONS: Final = (
    *("o", "i", "gan", "am", "ar", "at", "dan", "dros", "drwy", "heb"),
    *("hyd", "wrth", "yn", "ym", "yng", "â", "gyda", "tua", "tan"),
)
MUTATING: Final = (
    *PREPOSITIONS,
    *(
        "a",
        "neu",
        "ei",
        "dy",
        "fy",
        "un",
        "dau",
        "dwy",
        "tri",
        "chwe",
        "o'r",
        "i'r",
        "a'r",
        "y",
        "yr",
        "ac",
        "na",
    ),
)
"""Words that change the beginning of the next, or themselves before a vowel."""
FIGURES: Final = frozenset({"day", "year", "n", "number", "all", "expected", "held", "present", "start", "end", "url"})
"""Places that hold figures or an address, whose writing never changes."""
DATED: Final = re.compile(r"(?<!\w)ar \{date\}", re.IGNORECASE)
"""On a day, which begins with a figure. Behind other words a date may be a month alone: `hyd Dachwedd 2025`."""
UNFINISHED: Final = re.compile(rf"(?:^erbyn|(?<![\w'’])(?:{'|'.join(PREPOSITIONS)})):?$", re.IGNORECASE)
"""A label that waits for its value, which it would change. `Erbyn` changes nothing, but the value says it too: `erbyn 5 Mai`."""
GLUED: Final = re.compile(rf"(?<![\w'’])(?:{'|'.join(MUTATING)}) \{{(\w+)\}}", re.IGNORECASE)
FITTING: Final = {
    "register.actions_in_plans": "the link is `cynlluniau gweithredu`, a plural, which `y` leaves as it is",
}
"""Phrases whose place always holds the same words."""


def find_glued(entries: Mapping[str, Entry]) -> list[str]:
    """Return the keys of phrases with a place directly behind a word that mutates, unless a speaker is asked to look at them."""
    return [
        key
        for key, entry in entries.items()
        if not entry.review and any(set(GLUED.findall(DATED.sub("", form))) - FIGURES for form in entry.forms.values())
    ]


def find_unfinished(entries: Mapping[str, Entry]) -> list[str]:
    """Return the keys of labels that end in a word which their value goes on from, reviewed or not."""
    return [key for key, entry in entries.items() if any(map(UNFINISHED.search, entry.forms.values()))]


def test_no_welsh_phrase_glues_a_mutating_word_to_a_place() -> None:
    """Write `Label: {value}`, which changes nothing; or mark the entry with `review: true`."""
    assert sorted(set(find_glued(catalogue("cy").entries)) - set(FITTING)) == []


def test_no_welsh_label_ends_in_a_preposition() -> None:
    """A noun needs nothing from what stands beside it: `Derbynnydd`, not `Argymhellwyd i`."""
    assert find_unfinished(catalogue("cy").entries) == []


@pytest.mark.parametrize(
    ("form", "unfinished"),
    [
        ("Clerc i", True),
        ("Rhan o", True),
        ("Argymhellwyd gan", True),
        ("Ar y cyd â:", True),
        ("Gan", True),
        ("Erbyn", True),
        ("Yn erbyn", False),
        ("A i Y", False),
        ("Cyfarfod", False),
        ("Tyrfa", False),
        ("Hyd {date}", False),
    ],
)
def test_what_counts_as_unfinished(form: str, unfinished: bool) -> None:
    assert bool(find_unfinished({"a.b": Entry({"text": form}, review=True)})) is unfinished


def test_what_fits_is_still_there() -> None:
    assert set(FITTING) <= set(find_glued(catalogue("cy").entries))


@pytest.mark.parametrize(
    ("form", "glued"),
    [
        ("Cymeradwywyd gan {meeting}", True),
        ("Yn {language}", True),
        ("{first} i {last}", True),
        ("Dolen i “{title}”", False),
        ("Newidiwyd ar {date}", False),
        ("Hyd {date}", True),
        ("Cymeradwywyd: {meeting}", False),
        ("Cofnodion {council}", False),
        ("Coffi {words}", False),
    ],
)
def test_what_counts_as_glued(form: str, glued: bool) -> None:
    assert bool(find_glued({"a.b": Entry({"text": form})})) is glued
    assert not find_glued({"a.b": Entry({"text": form}, review=True)})
