"""Who is named in running words: for the warning about names under an exempt item."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.model import Body, LocalText, Named, Office, Person
from minutebook.names import Directory, find_mentions, name_key


def local(text: str) -> LocalText:
    return LocalText((("en", text),))


DIRECTORY = Directory(
    [Person("jane-rees", "Jane Rees"), Person("bethan-price", "Bethan Price"), Person("sian-hughes", "Siân Hughes")],
    [Office("leader", local("Leader of the Council"), also=("Leader",)), Office("sir", local("Sir Benfro Officer"))],
    [Body("planning", local("Planning Committee"), "regulatory")],
)
LISTED = frozenset({name_key("Sara Lewis")})


def find(text: str) -> Named:
    return DIRECTORY.find(text, initials={"BP": "bethan-price"})


def list_names(text: str) -> list[str]:
    found = list(find_mentions(text, find, LISTED, ends={"resolved", "agreed", "fell"}))
    assert all(" ".join(text[name.start : name.end].split()) == name.text for name in found)
    return [name.text for name in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the illness of Mr Thomas.", ["Mr Thomas"]),
        ("Yesterday Mr. J. ap Rees and Dr Ann Lloyd-Jones met", ["Mr. J. ap Rees", "Dr Ann Lloyd-Jones"]),
        ("Mr and Mrs Jones, and Cllrs Price and Rees", ["Mr and Mrs Jones", "Cllrs Price"]),
        ("Cllr Rees AGREED. The rest", ["Cllr Rees"]),
        ("y Cynghorydd Price a Mr Evans", ["Cynghorydd Price", "Mr Evans"]),
        ("On Monday Jane Rees and B Price and B. Price", ["Jane Rees", "B Price", "B. Price"]),
        ("JANE\nREES, Sian Hughes, BP and jane-rees", ["JANE REES", "Sian Hughes", "BP", "jane-rees"]),
        ("Mr Fell and Dr J Fell RESOLVED", ["Mr Fell", "Dr J Fell"]),
        ("Sara Lewis left", ["Sara Lewis"]),
        ("Cllr Jane Rees", ["Cllr Jane Rees"]),
        ("Dr Street, Sir John Hall, Mrs Jane Road", ["Dr Street", "Sir John Hall", "Mrs Jane Road"]),
        ("Lord Nelson and Dame Ann", ["Lord Nelson", "Dame Ann"]),
        ("Cllr Call and Cllr Ann Training", ["Cllr Call", "Cllr Ann Training"]),
    ],
)
def test_people_are_found(text: str, names: list[str]) -> None:
    assert list_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Price of the Mill was agreed by the Council.",
        "The Leader of the Council, the Clerk and the Planning Committee",
        "Councillor Leader, the Lord Mayor and yr Arglwydd Faer",
        "a Councillor Call for Action, Councillor Training and Councillors' Allowances",
        "the Lord Nelson Inn in Lord Street, Dame Street and Dr Daniels Road",
        "Sir Gâr, Sir Fynwy a Sir Gaerfyrddin",
        "Cyngor Sir Benfro a Chyngor Sir Gaerfyrddin",
        "MS Teams, Mill Lane, cost-benefit, Mr and the Cllr.",
        "A Contract with Sara or Lewis Limited",
        "",
    ],
)
def test_nobody_is_found(text: str) -> None:
    assert list_names(text) == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("MrCl. Jane REesSir'’-\nŵÀ&aAnd"), max_size=60))
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    found = list(find_mentions(text, find, LISTED))
    assert all(name.start < name.end <= len(text) for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["BP met JANE REES and x. ", "Cyngor Sir Benfro and Mr Thomas. "])
def test_a_long_text_is_read_to_its_end(text: str) -> None:
    assert len(list(find_mentions(text * 6000, find))) in (6000, 12000)
