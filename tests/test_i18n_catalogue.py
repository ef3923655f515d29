"""The interface strings: the same keys, places and plural forms in every language, nothing untranslated."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel import Locale
from markupsafe import Markup

from minutebook import i18n
from minutebook.i18n import LANGUAGES, Catalogue, catalogue, languages
from minutebook.theme import BOX_STRINGS, STRINGS
from tests.support.pseudo import accent, make_catalogue

FIRST = "en"
OTHERS = [code for code in LANGUAGES if code != FIRST]

# What is rightly written alike in English and Welsh: names of formats, units, and forms made of places alone.
ALIKE = {
    "document.pdf",
    "glossary.kind_term",
    "meeting.document_details",
    "meeting.time_from",
    "meeting.name",
    "search.year_of",
    "size.kilobytes",
    "size.megabytes",
    "title_of.doctor",
    "title_of.miss",
    "title_of.mr",
    "title_of.mrs",
    "title_of.ms",
    "title_of.mx",
}


def categories(code: str) -> set[str]:
    """The plural categories that CLDR has for the language."""
    return {*Locale.parse(i18n.language(code).locale).plural_form.tags, "other"}


def test_both_languages_are_there() -> None:
    # There may be more: a language is a file, and nothing else.
    assert set(LANGUAGES) >= {"cy", "en"}
    assert list(LANGUAGES) == sorted(languages.language_files())
    assert [(code, catalogue(code).name, catalogue(code).direction) for code in LANGUAGES if code in ("cy", "en")] == [
        ("cy", "Cymraeg", "ltr"),
        ("en", "English", "ltr"),
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_same_keys_in_the_same_order(code: str) -> None:
    assert list(catalogue(code).entries) == list(catalogue(FIRST).entries)


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_same_places(code: str) -> None:
    ours, theirs = catalogue(FIRST).entries, catalogue(code).entries
    assert {key: entry.places() for key, entry in theirs.items()} == {
        key: entry.places() for key, entry in ours.items()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_plural_forms_are_those_of_the_language(code: str) -> None:
    for key, entry in catalogue(code).entries.items():
        expected = {"text"} if "text" in entry.forms else categories(code)
        assert set(entry.forms) == expected, key


@pytest.mark.parametrize("code", OTHERS)
def test_a_key_has_plural_forms_in_all_languages_or_in_none(code: str) -> None:
    for key, entry in catalogue(FIRST).entries.items():
        assert ("text" in entry.forms) == ("text" in catalogue(code).entries[key].forms), key


def test_every_english_string_says_where_it_is_used() -> None:
    assert [key for key, entry in catalogue(FIRST).entries.items() if not entry.context] == []


def test_welsh_is_translated() -> None:
    english, welsh = catalogue("en").entries, catalogue("cy").entries
    assert {key for key in english if english[key].forms == welsh[key].forms} <= ALIKE


def test_the_list_of_what_is_alike_names_only_that() -> None:
    english, welsh = catalogue("en").entries, catalogue("cy").entries
    assert {key for key in ALIKE if english[key].forms != welsh[key].forms} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_string_is_empty_or_has_stray_space_or_a_single_brace(code: str) -> None:
    for key, entry in catalogue(code).entries.items():
        for form in entry.forms.values():
            assert form, key
            assert form == " ".join(form.split()), key
            assert not set("{}") & set(re.sub(r"\{[a-z]+\}", "", form)), key


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_key_stands_twice(code: str) -> None:
    def walk(node: yaml.Node | None) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            yield from (key for key in keys if keys.count(key) > 1)
            for _, value in node.value:
                yield from walk(value)

    path = languages.language_files()[code]
    assert list(walk(yaml.compose(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_shell_finds_its_words(code: str) -> None:
    assert [name for name in (*STRINGS, *BOX_STRINGS) if f"shell.{name}" not in catalogue(code).entries] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_verb_and_every_value_of_the_format_has_its_label(code: str) -> None:
    keys = [f"record.verb_{verb}" for verb in i18n.VERBS]
    keys += [f"record.verdict_{verdict.replace(' ', '_')}" for verdict in i18n.VERDICTS.values()]
    keys += [f"brag.{colour}" for colour in i18n.COLOURS.values()]
    keys += [f"brag.key_{colour}" for colour in i18n.COLOURS.values()]
    keys += [f"role.{role.replace('-', '_')}" for role in i18n.OWNER_WORDS.values()]
    keys += [f"status.{status}" for status in ("scheduled", "held", "cancelled", "postponed")]
    keys += [f"minutes_status.{status}" for status in ("none", "draft", "approved")]
    keys += [
        f"kind.{kind}" for kind in ("council", "executive", "scrutiny", "regulatory", "joint", "working_group", "other")
    ]
    assert [key for key in keys if key not in catalogue(code).entries] == []


def test_text_fills_places() -> None:
    votes = {"agree": 7, "against": 2, "abstain": 1}
    assert catalogue("en").text("record.votes_for_against_abstained", **votes) == "7 for, 2 against, 1 abstained"
    assert catalogue("cy").text("record.votes_for_against_abstained", **votes) == "7 o blaid, 2 yn erbyn, 1 yn ymatal"


def test_a_value_is_never_read_as_a_place() -> None:
    assert catalogue("en").text("record.proposed_by", name="{name} {x}") == "Proposed by {name} {x}"


def test_a_missing_key_value_or_number_is_a_key_error() -> None:
    english = catalogue("en")
    with pytest.raises(KeyError):
        english.text("meeting.no_such_key")
    with pytest.raises(KeyError):
        english.text("record.proposed_by")
    with pytest.raises(KeyError):
        english.text("count.meetings")
    with pytest.raises(KeyError):
        english.plural("meeting.date", 1)


@pytest.mark.parametrize("code", ["xx", "", "../i18n/en", "EN"])
def test_a_language_without_a_file_is_a_key_error(code: str) -> None:
    with pytest.raises(KeyError):
        catalogue(code)
    with pytest.raises(KeyError):
        i18n.format_date(datetime.date(2023, 4, 18), code)


def test_html_escapes_all_but_markup() -> None:
    link = Markup('<a href="x">A&amp;B</a>')
    assert catalogue("en").html("record.proposed_by", name="<b>") == "Proposed by &lt;b&gt;"
    assert catalogue("en").html("record.proposed_by", name=link) == Markup("Proposed by ") + link
    assert catalogue("cy").html("notice.page_in_other_language", language="Saesneg") == Markup(
        "Nid yw&#39;r dudalen hon ar gael yn Gymraeg. Fe&#39;i dangosir mewn iaith arall: Saesneg."
    )


def test_english_plurals() -> None:
    forms = [catalogue("en").plural("count.meetings", n) for n in (0, 1, 2, 1234)]
    assert forms == ["0 meetings", "1 meeting", "2 meetings", "1,234 meetings"]


def test_welsh_plurals_mutate_by_number_and_gender() -> None:
    welsh = catalogue("cy")
    assert [welsh.plural("count.meetings", n) for n in (0, 1, 2, 3, 4, 6)] == [
        "0 cyfarfod",
        "1 cyfarfod",
        "2 gyfarfod",
        "3 chyfarfod",
        "4 cyfarfod",
        "6 chyfarfod",
    ]
    # The one feminine noun that is counted: `gwaith`, time.
    assert [welsh.plural("count.times", n) for n in (1, 2, 3, 6)] == ["unwaith", "dwywaith", "3 gwaith", "6 gwaith"]


def test_languages_are_named_in_each_other() -> None:
    assert i18n.language_name("cy", "en") == "Welsh"
    assert i18n.language_name("en", "cy") == "Saesneg"
    assert i18n.language_name("cy", "cy") == catalogue("cy").name


@pytest.fixture
def extra_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language that is one more file. What it does to a whole site is proven in test_pseudo_language.py."""
    for code, path in languages.language_files().items():
        (tmp_path / f"{code}.yml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    made = make_catalogue((tmp_path / "en.yml").read_text(encoding="utf-8"))
    (tmp_path / "qps.yml").write_text(made, encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    catalogue.cache_clear()
    languages.forget_languages()
    yield "qps"
    monkeypatch.undo()
    catalogue.cache_clear()
    languages.forget_languages()


def test_a_new_language_is_one_more_file(extra_language: str) -> None:
    pseudo: Catalogue = catalogue(extra_language)
    assert (pseudo.code, pseudo.name) == ("qps", accent("English"))
    assert pseudo.text("meeting.date") == accent("Date")
    assert pseudo.plural("count.meetings", 1) == f"1 {accent('meeting')}"
    assert list(pseudo.entries) == list(catalogue(FIRST).entries)
    assert i18n.format_date(datetime.date(2023, 4, 18), extra_language) == "18 huhtikuuta 2023"
    assert i18n.initial("zebra", extra_language) == "Z"
    assert i18n.language_name(extra_language, "en") == accent("English")
    assert not i18n.mutates(extra_language)
    assert i18n.is_language(extra_language)


@pytest.mark.parametrize("code", LANGUAGES)
def test_first_letters_change_by_rules_that_are_known(code: str) -> None:
    raw = yaml.safe_load(languages.language_files()[code].read_text(encoding="utf-8"))["language"]
    assert raw.get("mutations", "") == i18n.language(code).mutations
