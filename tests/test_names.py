"""Names in lists, and whom they name."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.dates import parse_date
from minutebook.model import Body, LocalText, Membership, Named, Office, Person
from minutebook.names import Directory, RawName, WrittenNames, is_id, name_key, read_names, split_names, strip_title
from minutebook.names.spelling import is_title

ON = date(2023, 4, 18)


def local(en: str, cy: str = "") -> LocalText:
    return LocalText((("en", en), *((("cy", cy),) if cy else ())))


PEOPLE = (
    Person("jane-rees", "Jane Rees", memberships=(Membership("cabinet"),)),
    Person("dai-ellis", "Dai Ellis", also=("David Ellis",)),
    Person("bethan-price", "Bethan Price", memberships=(Membership("cabinet", start=parse_date("2022")),)),
    Person("ben-price", "Ben Price", memberships=(Membership("cabinet", end=parse_date("2021")),)),
    Person("alun", "Alun ap Rhys-Jones", memberships=(Membership("cabinet"),)),
    Person("sian-hughes", "Siân Hughes"),
    Person("ann-jones-1", "Ann Jones", memberships=(Membership("cabinet"),)),
    Person("ann-jones-2", "Ann Jones"),
)
OFFICES = (
    Office("cd-social", local("Corporate Director, Social Services and Wellbeing")),
    Office("housing", local("Head of Housing and Communities", "Pennaeth Tai a Chymunedau")),
    Office("leader", local("Leader of the Council"), also=("Leader",)),
)
BODIES = (Body("cabinet", local("Cabinet", "Y Cabinet"), "executive"), Body("council", local("Council"), "council"))
DIRECTORY = Directory(PEOPLE, OFFICES, BODIES)


def texts(written: str) -> list[str]:
    return [name.text for name in split_names(written, known=DIRECTORY.known_titles)]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Cllr Jane Evans (chair), Cllr B Price (until item 9)", ["Cllr Jane Evans", "Cllr B Price"]),
        ("Rev. Dr A. ap Rhys-Jones MBE and Cyng. Dai Ellis", ["Rev. Dr A. ap Rhys-Jones MBE", "Cyng. Dai Ellis"]),
        ("Cllrs A Evans, B Price & C Rees", ["Cllrs A Evans", "B Price", "C Rees"]),
        ("Cllr A Evans; Cllr B Price", ["Cllr A Evans", "Cllr B Price"]),
        ("Cyng. Jane Evans a Dai Ellis ac Ann Jones", ["Cyng. Jane Evans", "Dai Ellis", "Ann Jones"]),
        ("Clerc a'r Cadeirydd", ["Clerc", "Cadeirydd"]),
        ("Cllr Jane Evans, Chair, Cllr B Price and Clerk", ["Cllr Jane Evans", "Cllr B Price", "Clerk"]),
        (
            "Cllr A Evans, Cllr B Price, Vice-Chair and Cllr C Rees - until 3pm",
            ["Cllr A Evans", "Cllr B Price", "Cllr C Rees"],
        ),
        ("Chair, Cllr A Evans, Vice-Chair, Cllr B Price", ["Chair", "Cllr A Evans", "Vice-Chair", "Cllr B Price"]),
        ("Clerk, Chair", ["Clerk", "Chair"]),
        ("Cllr A Evans (Leader, Chair, Mayor), B Rees", ["Cllr A Evans", "B Rees"]),
        ("A Jones, MBE, B Smith", ["A Jones, MBE", "B Smith"]),
        ("Mr and Mrs Jones, Ann Rees", ["Mr and Mrs Jones", "Ann Rees"]),
        ("Sara Lewis, a member of the press", ["Sara Lewis", "a member of the press"]),
        ("Jane\nDai\n", ["Jane", "Dai"]),
        ("Cllr C Rees.", ["Cllr C Rees"]),
        ("A (Clerk, Parks and Leisure), B", ["A", "B"]),
        (
            "Corporate Director, Social Services and Wellbeing, Jane Rees",
            ["Corporate Director, Social Services and Wellbeing", "Jane Rees"],
        ),
        ("None", []),
        ("Nil.", []),
        ("Dim", []),
        ("", []),
    ],
)
def test_lists_of_names(written: str, wanted: list[str]) -> None:
    assert texts(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Jane (chair)", RawName("Jane", "chair", chair=True)),
        ("Jane (in the chair)", RawName("Jane", "in the chair", chair=True)),
        ("Jane (Cadeirydd)", RawName("Jane", "Cadeirydd", chair=True)),
        ("Jane (vice-chair, in the chair)", RawName("Jane", "vice-chair, in the chair", chair=True, vice_chair=True)),
        ("Jane (from item 9)", RawName("Jane", "from item 9", joined="item 9")),
        ("Jane (o eitem 9)", RawName("Jane", "o eitem 9", joined="eitem 9")),
        ("Jane (from 196/20)", RawName("Jane", "from 196/20", joined="196/20")),
        ("Jane (until 3.40pm)", RawName("Jane", "until 3.40pm", left="3.40pm")),
        (
            "Jane (from item 2 until item 9)",
            RawName("Jane", "from item 2 until item 9", joined="item 2", left="item 9"),
        ),
        ("Jane (from Cardiff)", RawName("Jane", "from Cardiff")),
        (
            "Jane (substitute for Cllr B Price)",
            RawName("Jane", "substitute for Cllr B Price", substitute_for="Cllr B Price"),
        ),
        ("Jane Rees (JR) (chair)", RawName("Jane Rees", "JR; chair", chair=True, initials="JR")),
        ("Jane (at a funeral)", RawName("Jane", "at a funeral")),
        ("Jane (Chair of Governors)", RawName("Jane", "Chair of Governors")),
        ("Cllr Jane Evans - Chair", RawName("Cllr Jane Evans", "Chair", chair=True)),
        ("Cllr J Evans [Chair]", RawName("Cllr J Evans", "Chair", chair=True)),
        ("Cllr Jane Evans, Is-gadeirydd", RawName("Cllr Jane Evans", "Is-gadeirydd", vice_chair=True)),
        (
            "Cllr Peter Noakes (PN) – until 3.15pm",
            RawName("Cllr Peter Noakes", "PN; until 3.15pm", left="3.15pm", initials="PN"),
        ),
        ("Cllr B Price, from item 4", RawName("Cllr B Price", "from item 4", joined="item 4")),
        ("Cllr B Price until item 9", RawName("Cllr B Price", "until item 9", left="item 9")),
        ("Jane Evans – Clerk", RawName("Jane Evans", "Clerk")),
        ("Jane Evans - the Highways Trust", RawName("Jane Evans - the Highways Trust")),
        ("Jane Evans from Cardiff", RawName("Jane Evans from Cardiff")),
        ("Jane Evans-Chair", RawName("Jane Evans-Chair")),
        ("Jane (unclosed", RawName("Jane", "unclosed")),
    ],
)
def test_notes_in_brackets(written: str, wanted: RawName) -> None:
    assert split_names(written) == (wanted,)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Cllr Jane Rees", "JR"),
        ("Jane Mary Rees", "JR JMR MR"),
        ("Rev. Dr A. ap Rhys-Jones MBE", "AR AJ ARJ AAR AARJ ARHJ"),
        ("Alun ap Rhys", "AR ARH AAR"),
        ("Maria de Souza", "MS MDS"),
        ("Cyng. Llinos Gwyther", "LG LLG"),
        ("Ann Lloyd", "AL ALL"),
        ("Ffion Rhian Thomas", "FT FFT FRT FRHT FFRT"),
        ("Siân Élan-Wyn Ŵyn", "SW SEW SEWW"),
        ("Neil McDonald", "NM NMD ND"),
        ("Sean O'Brien", "SO SOB SB"),
        ("TG Rees", "TR TGR GR"),
        ("T.G. Rees", "TR TGR GR"),
        ("JANE REES", "JR"),
        ("Jane Rees, Head of Parks", "JR"),
        ("jane-rees", "JR"),
        ("ann-jones-2", "AJ"),
        ("Rhys-Jones", "RJ"),
    ],
)
def test_letters_that_are_initials(name: str, letters: str) -> None:
    for one in letters.split():
        assert split_names(f"{name} ({one})", known=re.compile("Jane Rees, Head of Parks"))[0].initials == one


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nest Alun", "NRW CNC NAA AN NN"),
        ("Cllr Jane Rees", "CJR CR JJ RJ JRR JM"),
        ("Jane Mary Rees", "JM MJ"),
        ("Dr Amir Haddad", "DAH DH"),
        ("Jane Rees MBE", "JM JRM"),
        ("JANE REES", "JN JA JRE"),
        ("Jane Rees, Head of Parks", "HP JP JRHP"),
        ("jane-rees", "JJ RJ JE"),
        ("Ann Jones", "AJO AO"),
        ("Chris Hughes", "CU HH"),
        ("Alun ap Rhys", "AA AP"),
        ("Jane", "JE"),
    ],
)
def test_letters_that_are_a_note(name: str, letters: str) -> None:
    for one in letters.split():
        (found,) = split_names(f"{name} ({one})", known=re.compile("Jane Rees, Head of Parks"))
        assert (found.initials, found.notes) == ("", one)


def test_capitals_without_a_name_are_no_initials() -> None:
    assert split_names("(NRW)") == (RawName("(NRW)", "NRW"),)


NAME = st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True).filter(lambda word: not is_title(word))


@given(st.lists(NAME, min_size=2, max_size=4))
def test_first_letters_of_all_names_are_initials(words: list[str]) -> None:
    letters = "".join(word[0] for word in words)
    for as_roles in (False, True):
        assert split_names(f"{' '.join(words)} ({letters})", as_roles=as_roles)[0].initials == letters


def test_brackets_of_those_attending_are_their_role() -> None:
    assert split_names("Ben Jones (CIW)", as_roles=True) == (RawName("Ben Jones", "CIW"),)
    assert split_names("Ben Jones (Chair)", as_roles=True) == (RawName("Ben Jones", "Chair"),)
    assert split_names("Ben Jones (BJ)", as_roles=True) == (RawName("Ben Jones", "BJ", initials="BJ"),)
    assert split_names("Dr Alun ap Rhys (AR)", as_roles=True)[0].initials == "AR"
    assert split_names("Chief Inspector Ann Williams (CIW)", as_roles=True)[0].initials == ""
    assert split_names("Chief Inspector Ann Williams (AW)", as_roles=True)[0].initials == "AW"


def test_each_entry_of_a_list_is_one_name() -> None:
    listed = WrittenNames(("Jane Rees (chair)", "Director, Housing and Parks", "None"), is_list=True)
    assert [name.text for name in read_names(listed)] == ["Jane Rees", "Director, Housing and Parks"]
    assert len(read_names(WrittenNames(("A, B",), is_list=False))) == 2


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Cllr Jane Rees", "Jane Rees"),
        ("Cllr. Jane Rees", "Jane Rees"),
        ("County Councillor Jane Rees", "Jane Rees"),
        ("Y Cynghorydd Jane Rees", "Jane Rees"),
        ("Rev. Dr Jane Rees", "Jane Rees"),
        ("Drew Jones", "Drew Jones"),
        ("Mr", "Mr"),
    ],
)
def test_titles(name: str, bare: str) -> None:
    assert strip_title(name) == bare


def test_spellings_of_one_name() -> None:
    assert name_key("Cllr. Siân Rhys–Jones MBE") == name_key("Sian Rhys-Jones") == "sian rhys jones"
    assert name_key("the Director of Parks & Leisure") == name_key("Director of Parks and Leisure")
    assert name_key("D’Arcy O'Neill") == "darcy oneill"


@pytest.mark.parametrize(
    ("text", "kind", "thing"),
    [
        ("jane-rees", "person", "jane-rees"),
        ("Cllr Jane Rees", "person", "jane-rees"),
        ("JANE REES", "person", "jane-rees"),
        ("David Ellis", "person", "dai-ellis"),
        ("Cyng. Sian Hughes", "person", "sian-hughes"),
        ("Cllr B. Price", "person", "bethan-price"),
        ("Cllr B J Price", "person", "bethan-price"),
        ("A. ap Rhys Jones", "person", "alun"),
        ("Ann Jones", "person", "ann-jones-1"),
        ("Jane Rees (Clerk)", "person", "jane-rees"),
        ("JR", "person", "jane-rees"),
        ("D Ellis", "unknown", ""),
        ("Price", "unknown", ""),
        ("the Leader", "office", "leader"),
        ("cd-social", "office", "cd-social"),
        ("Corporate Director, Social Services & Wellbeing", "office", "cd-social"),
        ("Pennaeth Tai a Chymunedau", "office", "housing"),
        ("Clerk", "role", "clerk"),
        ("the Chair", "role", "chair"),
        ("Is-gadeirydd", "role", "vice-chair"),
        ("ALL", "role", "all"),
        ("Aelodau", "role", "members"),
        ("Cabinet", "body", "cabinet"),
        ("Nobody Known", "unknown", ""),
        ("", "unknown", ""),
    ],
)
def test_whom_a_name_means(text: str, kind: str, thing: str) -> None:
    found = DIRECTORY.find(text, body="cabinet", on=ON, initials={"JR": "jane-rees"})
    assert (found.text, found.kind, found.id) == (text, kind, thing)


def test_an_initial_depends_on_the_date_and_the_body() -> None:
    assert DIRECTORY.find("B Price", body="cabinet", on=date(2021, 5, 1)).id == "ben-price"
    assert DIRECTORY.find("B Price", body="cabinet", on=None).kind == "unknown"
    # The council's members are not listed, so whoever fits is taken, if it is one.
    assert DIRECTORY.find("D Ellis", body="council", on=ON).id == "dai-ellis"
    assert DIRECTORY.find("B Price", body="council", on=ON).kind == "unknown"


def test_namesakes_are_nobody_where_both_fit() -> None:
    assert DIRECTORY.find("Ann Jones", body="council", on=ON) == Named("Ann Jones")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clerk/All", ["clerk", "all"]),
        ("Jane Rees and Dai Ellis", ["jane-rees", "dai-ellis"]),
        ("Jane Rees; Dai Ellis, Leader & Clerk", ["jane-rees", "dai-ellis", "leader", "clerk"]),
        ("Corporate Director, Social Services and Wellbeing", ["cd-social"]),
        ("Corporate Director, Social Services and Wellbeing and Clerk", ["cd-social", "clerk"]),
        ("Pennaeth Tai a Chymunedau a Jane Rees", ["housing", "jane-rees"]),
        ("Jane Rees a'r Clerc", ["jane-rees", "clerk"]),
        ("Cllr A Evans and Clerk", ["", "clerk"]),
        ("Clerk.", ["clerk"]),
        ("None", []),
    ],
)
def test_owners(text: str, wanted: list[str]) -> None:
    assert [owner.id for owner in DIRECTORY.find_owners(text, body="cabinet", on=ON)] == wanted


@pytest.mark.parametrize(
    ("text", "initials", "wanted"),
    [
        ("SL/AM.", {"SL": "sian-hughes", "AM": "alun"}, ["SL", "AM"]),
        ("SL/AM", {}, ["SL", "AM"]),
        ("Jane Rees/MP", {}, ["Jane Rees", "MP"]),
        ("SL, AM and MP", {"MP": "alun"}, ["SL", "AM", "MP"]),
        ("Jane Rees, AM", {"AM": "alun"}, ["Jane Rees", "AM"]),
        ("Jane Rees, AM", {}, ["Jane Rees, AM"]),
        ("Jane Rees, MBE, JP/SL", {}, ["Jane Rees, MBE, JP", "SL"]),
    ],
)
def test_honours_stand_behind_a_comma_and_are_no_initials(
    text: str, initials: dict[str, str], wanted: list[str]
) -> None:
    assert [owner.text for owner in DIRECTORY.find_owners(text, on=ON, initials=initials)] == wanted


def test_owners_keep_their_words() -> None:
    owners = DIRECTORY.find_owners("Cllr Zed Unknown and Jane Rees", body="cabinet", on=ON)
    assert [owner.text for owner in owners] == ["Cllr Zed Unknown", "Jane Rees"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane Reece", "Jane Rees (jane-rees)"),
        ("jane-reece", "Jane Rees (jane-rees)"),
        ("Head of Housing and Community", "Head of Housing and Communities (housing)"),
        ("D Ellis", "Dai Ellis (dai-ellis)"),
        ("Zebedee Quirk", None),
        ("", None),
    ],
)
def test_near_misses(text: str, wanted: str | None) -> None:
    assert DIRECTORY.near(text) == wanted


def test_ids() -> None:
    assert is_id("jane-rees-2")
    assert not any(is_id(text) for text in ("Jane", "a--b", "-a", "a_b", "é", ""))


def test_a_council_without_people() -> None:
    empty = Directory((), (), ())
    assert empty.find("Jane Rees") == Named("Jane Rees")
    assert empty.find_owners("Clerk and X")[0].kind == "role"
    assert empty.near("Jane") is None


@given(st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_harm(text: str) -> None:
    for name in split_names(text, known=DIRECTORY.known_titles):
        assert name.text
    DIRECTORY.find_owners(text, body="cabinet", on=ON)
    DIRECTORY.near(text)


@given(
    st.lists(
        st.sampled_from(
            ["Jane Rees", "Cllr B Price", "Dr A. ap Rhys-Jones MBE", "Ann (chair)", "Sara Lewis (a, b and c)"]
        ),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_list_comes_apart_as_it_was_put_together(names: list[str]) -> None:
    joined = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + "".join(names[-1:])
    assert [name.text for name in split_names(joined)] == [name.partition(" (")[0] for name in names]
