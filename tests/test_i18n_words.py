"""The words minutes are read by: records, details, names, in both languages, with Welsh mutations."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook import i18n
from minutebook.i18n import NUMBER_WORDS, RECORD_TABLE, RECORD_WORDS, mutations, phrase_pattern

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Penderfyniad", {"Benderfyniad", "Mhenderfyniad", "Phenderfyniad"}),
        ("tri", {"dri", "nhri", "thri"}),
        ("CYTUNWYD", {"GYTUNWYD", "NGHYTUNWYD", "CHYTUNWYD"}),
        ("Bangor", {"Fangor", "Mangor"}),
        ("DERBYNIWYD", {"DDERBYNIWYD", "NERBYNIWYD"}),
        ("Gorffennaf", {"Orffennaf", "Ngorffennaf"}),
        ("gwrthodwyd", {"wrthodwyd", "ngwrthodwyd"}),
        ("Mehefin", {"Fehefin"}),
        ("Llanelli", {"Lanelli"}),
        ("Rhagfyr", {"Ragfyr"}),
        ("Cam gweithredu", {"Gam gweithredu", "Ngham gweithredu", "Cham gweithredu"}),
        # What looks like one of these letters, and is another.
        ("Chwefror", set()),
        ("Ddoe", set()),
        ("Thema", set()),
        ("Ebrill", set()),
        ("", set()),
    ],
)
def test_mutations(word: str, forms: set[str]) -> None:
    assert mutations(word) == forms


@given(st.text())
def test_mutations_of_any_text_differ_from_it_at_its_start_only(word: str) -> None:
    for form in mutations(word):
        assert form != word
        assert form.endswith(word[2:])


FORMAT_TABLE = {
    "decision": {
        "en": "RESOLVED AGREED APPROVED ADOPTED CONFIRMED NOTED RECEIVED REFERRED DEFERRED GRANTED REFUSED "
        "REJECTED ELECTED APPOINTED CARRIED LOST FELL WITHDRAWN",
        "cy": "PENDERFYNWYD CYTUNWYD CYMERADWYWYD MABWYSIADWYD CADARNHAWYD NODWYD DERBYNIWYD CYFEIRIWYD "
        "GOHIRIWYD CANIATAWYD GWRTHODWYD ETHOLWYD PENODWYD PASIWYD COLLWYD SYRTHIODD TYNNWYD_YN_ÔL",
    },
    "recommendation": {"en": "RECOMMENDED", "cy": "ARGYMHELLWYD"},
    "response": {"en": "RESPONSE", "cy": "YMATEB"},
    "action": {"en": "ACTION ACTIONS", "cy": "CAM_GWEITHREDU CAMAU_GWEITHREDU GWEITHREDU"},
    "update": {"en": "UPDATE", "cy": "DIWEDDARIAD"},
    "declaration": {"en": "DECLARED", "cy": "DATGANWYD"},
    "summary": {"en": "SUMMARY CHAIR'S_SUMMARY", "cy": "CRYNODEB CRYNODEB_Y_CADEIRYDD"},
}


def test_the_table_is_that_of_the_format() -> None:
    table: dict[str, dict[str, list[str]]] = {}
    for entry in RECORD_TABLE:
        if entry.lang in ("en", "cy"):
            table.setdefault(entry.kind, {}).setdefault(entry.lang, []).append(entry.word)
    assert table == {
        kind: {lang: [word.replace("_", " ") for word in words.split()] for lang, words in languages.items()}
        for kind, languages in FORMAT_TABLE.items()
    }


@pytest.mark.parametrize(
    ("written", "word", "kind", "verb"),
    [
        ("RESOLVED", "RESOLVED", "decision", "resolved"),
        ("CHYTUNWYD", "CYTUNWYD", "decision", "agreed"),
        ("GYTUNWYD", "CYTUNWYD", "decision", "agreed"),
        ("NGHYTUNWYD", "CYTUNWYD", "decision", "agreed"),
        ("BENDERFYNWYD", "PENDERFYNWYD", "decision", "resolved"),
        ("MHENDERFYNWYD", "PENDERFYNWYD", "decision", "resolved"),
        ("DDERBYNIWYD", "DERBYNIWYD", "decision", "received"),
        ("WRTHODWYD", "GWRTHODWYD", "decision", "refused"),
        ("OHIRIWYD", "GOHIRIWYD", "decision", "deferred"),
        ("FABWYSIADWYD", "MABWYSIADWYD", "decision", "adopted"),
        ("DYNNWYD YN ÔL", "TYNNWYD YN ÔL", "decision", "withdrawn"),
        ("TYNNWYD YN OL", "TYNNWYD YN ÔL", "decision", "withdrawn"),
        ("ARGYMHELLWYD", "ARGYMHELLWYD", "recommendation", "recommended"),
        ("GAM GWEITHREDU", "CAM GWEITHREDU", "action", ""),
        ("Actions", "ACTIONS", "action", ""),
        ("CHAIR’S SUMMARY", "CHAIR'S SUMMARY", "summary", ""),
        ("Chair's summary", "CHAIR'S SUMMARY", "summary", ""),
        ("Grynodeb y Cadeirydd", "CRYNODEB Y CADEIRYDD", "summary", ""),
        ("DDATGANWYD", "DATGANWYD", "declaration", ""),
    ],
)
def test_record_words_are_found_as_they_stand(written: str, word: str, kind: str, verb: str) -> None:
    found = RECORD_WORDS[written.casefold()]
    assert (found.word, found.kind, found.verb) == (word, kind, verb)


def test_no_form_means_two_words() -> None:
    forms = [form for entry in RECORD_TABLE for form in i18n.read_forms((entry.word,), mutate=i18n.mutates(entry.lang))]
    assert len(forms) == len(set(forms)) == len(RECORD_WORDS)


def test_every_decision_has_a_verb_of_the_list() -> None:
    verbs = {entry.verb for entry in RECORD_TABLE if entry.kind in ("decision", "recommendation")}
    assert verbs == set(i18n.VERBS)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("one", 1), ("twelve", 12), ("twenty", 20), ("no", 0), ("none", 0)),
        *(
            ("un", 1),
            ("dwy", 2),
            ("ddau", 2),
            ("thri", 3),
            ("tair", 3),
            ("bedair", 4),
            ("phedwar", 4),
            ("pum", 5),
        ),
        *(("chwe", 6), ("ddeg", 10), ("un ar ddeg", 11), ("tri ar ddeg", 13), ("bymtheg", 15), ("ugain", 20)),
    ],
)
def test_numbers_in_words(word: str, number: int) -> None:
    assert NUMBER_WORDS[word] == number


def test_every_number_to_twenty_has_an_english_and_a_welsh_word() -> None:
    for number in range(21):
        assert sum(value == number for value in NUMBER_WORDS.values()) >= 2


@pytest.mark.parametrize(
    ("table", "written", "meaning"),
    [
        (i18n.MOTION_WORDS, "proposed by", "moved"),
        (i18n.MOTION_WORDS, "gynigiwyd gan", "moved"),
        (i18n.MOTION_WORDS, "eiliwyd gan", "seconded"),
        (i18n.VOTE_SIDES, "in favour", "for"),
        (i18n.VOTE_SIDES, "o blaid", "for"),
        (i18n.VOTE_SIDES, "yn erbyn", "against"),
        (i18n.VOTE_SIDES, "yn ymatal", "abstained"),
        (i18n.VOTE_RESULTS, "all in favour", "unanimous"),
        (i18n.VOTE_RESULTS, "yn unfrydol", "unanimous"),
        (i18n.VOTE_RESULTS, "nem. con.", "nem_con"),
        (i18n.VERDICTS, "accepted in part", "accepted in part"),
        (i18n.VERDICTS, "dderbyniwyd yn rhannol", "accepted in part"),
        (i18n.DECLARATION_WORDS, "non-pecuniary", "non-pecuniary"),
        (i18n.DECLARATION_WORDS, "bersonol", "personal"),
        (i18n.DECLARATION_WORDS, "sy’n rhagfarnu", "prejudicial"),
        (i18n.OWNER_WORDS, "glerc", "clerk"),
        (i18n.OWNER_WORDS, "is-gadeirydd", "vice-chair"),
        (i18n.OWNER_WORDS, "pawb", "all"),
        (i18n.ITEM_FLAGS, "eithriedig", "exempt"),
        (i18n.ITEM_FLAGS, "wedi’i thynnu’n ôl", "withdrawn"),
        (i18n.ATTENDANCE_NOTES, "gadeirydd", "chair"),
        (i18n.ATTENDANCE_NOTES, "yn lle", "substitute"),
        (i18n.ATTENDANCE_NOTES, "hyd", "until"),
        (i18n.COLOURS, "wyrdd", "green"),
        (i18n.COLOURS, "goch", "red"),
        (i18n.COLOURS, "oren", "amber"),
        (i18n.DUE_WORDS, "erbyn", "by"),
        (i18n.DUE_WORDS, "ar ôl", "after"),
        (i18n.MERIDIEMS, "y.h.", "pm"),
    ],
)
def test_details_are_found_in_both_languages(table: dict[str, str], written: str, meaning: str) -> None:
    assert table[written] == meaning


def test_small_welsh_words_are_not_mutated_into_others() -> None:
    assert not {"dan", "fan", "gyn"} & (i18n.DUE_WORDS.keys() | i18n.ATTENDANCE_NOTES.keys())


TABLES: dict[str, Iterable[str]] = {
    name: table
    for name in i18n.__all__
    if name.isupper() and isinstance(table := getattr(i18n, name), dict | frozenset) and name != "SEASON_MONTHS"
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_casefolded_and_have_both_apostrophes(name: str) -> None:
    words = set(TABLES[name])
    assert words == {word.casefold() for word in words}
    assert words == {" ".join(word.split()) for word in words}
    if name != "NAME_TITLES":
        assert {word.replace("'", "’") for word in words} <= words


def test_a_pattern_takes_the_longest_phrase_over_any_white_space() -> None:
    pattern = re.compile(phrase_pattern(i18n.DUE_WORDS), re.IGNORECASE)
    assert [found[0] for found in pattern.finditer("Ar  ôl 5 Mai")][:1] == ["Ar  ôl"]
    assert re.fullmatch(phrase_pattern(["nem. con."]), "nem. con.")
    assert not re.fullmatch(phrase_pattern(["nem. con."]), "nemx conx")


def test_tables_have_one_order_under_any_hash_seed() -> None:
    program = "from minutebook import i18n; print([*i18n.RECORD_WORDS, *i18n.OWNER_WORDS, *i18n.MONTHS])"
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
