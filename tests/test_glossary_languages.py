"""The glossary and other texts by language: letters of any language, languages that the site lacks, ids of terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.i18n import LANGUAGES, is_language, mutates
from minutebook.model import LocalText, Register
from minutebook.pipeline import Options, read_content
from minutebook.schema import RawFront, RawTerm, json_schema, read, read_glossary
from minutebook.yamlnodes import read_yaml
from tests.support.sites import TODAY, keep_quiet, write_files

GLOSSARY = """\
CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, cy_term: AGC, about: {en: Inspects., cy: Yn arolygu.}}
front door: {en: where a concern first arrives, cy: lle mae pryder yn cyrraedd, cy_term: drws ffrynt, kind: term}
"""


def read_register(root: Path, glossary: str, languages: str = "[en, cy]", **files: str) -> tuple[Register, list[str]]:
    written = {
        "content/site.yml": f"name: {{en: Test council, cy: Cyngor prawf}}\nlanguages: {languages}\n",
        "content/bodies.yml": "council: {name: {en: Council, cy: Cyngor}, about: {en: Meets., cy: Yn cwrdd.}}\n",
        "content/council/2024-01-10.md": "## 1. Apologies\n\nCIW came.\n",
        "glossary.yml": glossary,
        **files,
    }
    found = read_content(Options(root=write_files(root, written), site=root / "site", today=TODAY), keep_quiet)
    assert found.register is not None
    return found.register, [str(one) for one in found.report.diagnostics]


def test_every_language_of_the_site_may_have_its_own_letters() -> None:
    node, _ = read_yaml("CIW: {en: Care, cy: Gofal, en_term: CARE, cy_term: AGC, fr_term: IG}", "g.yml")
    glossary, found = read_glossary(node, "g.yml", languages=("en", "cy"))
    assert not found
    assert glossary.terms[0][1].local_letters == LocalText((("en", "CARE"), ("cy", "AGC")))


def test_a_term_knows_its_letters_in_each_language(tmp_path: Path) -> None:
    register, _ = read_register(tmp_path, GLOSSARY)
    assert [register.terms["ciw"].letters_in(lang) for lang in ("en", "cy", "fr")] == ["CIW", "AGC", "CIW"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("cy_trem: AGC", '"cy_trem" is no key of a glossary entry. Did you mean "cy_term"? Write: cy_term: AGC'),
        ("cz_term: AGC", '"cz_term" is no key of a glossary entry. Did you mean "cy_term"? Write: cy_term: AGC'),
        ("cy_term: [AGC]", "cy_term takes one text, not a list. Write: cy_term: AGC"),
        ("local_letters: AGC", '"local_letters" is no key of a glossary entry'),
    ],
)
def test_a_slip_in_the_key_of_letters_is_told(entry: str, message: str) -> None:
    node, _ = read_yaml(f"CIW: {{en: Care Inspectorate Wales, {entry}}}", "g.yml")
    _, found = read_glossary(node, "g.yml", languages=("en", "cy"))
    assert [(one.severity, one.location.line) for one in found] == [("error", 1)]
    assert found[0].message.startswith(message)


def test_an_editor_is_told_of_the_keys_of_every_language() -> None:
    term = json_schema()["glossary"]["additionalProperties"]["anyOf"][1]
    assert set(term["patternProperties"]) == {"^[a-z]{2,3}$", "^[a-z]{2,3}_term$"}
    assert "local_letters" not in term["properties"]
    assert {"cy", "cy_term"} <= set(RawTerm.known_keys())


def test_a_language_that_was_given_up_is_no_fault(tmp_path: Path) -> None:
    register, found = read_register(
        tmp_path,
        GLOSSARY,
        "[en]",
        **{
            "content/people.yml": "jane-rees: {name: Jane Rees, about: {en: Ward A., cy: Ward A.}}\n",
            "content/plans/one.yml": "title: {en: Plan, cy: Cynllun}\nbody: council\nactions:\n  - {id: a, title: {en: Do it, cy: Gwneud}}\n",
            "content/council/2024-02-14.md": "---\nplace: {en: Hall, cy: Neuadd}\n---\n\n## 1. Apologies\n\n"
            "```decision\nid: so\nverb: agreed\ntext: {en: To meet., cy: Cwrdd.}\n```\n",
        },
    )
    assert found == []
    assert register.site.name == LocalText((("en", "Test council"),))
    assert register.terms["ciw"].about == LocalText((("en", "Inspects."),))
    assert register.terms["ciw"].local_letters == ()


@pytest.mark.parametrize(
    "written", ["{en: A, fr: B}", "{en: A, cy: , fr: B}", "{en: A, cy: B, cu: C}", "{cy: A, gd: B}"]
)
def test_a_language_that_there_is_may_be_given_besides(written: str) -> None:
    node, _ = read_yaml(f"title: {written}", "f.md")
    made, found = read(RawFront, node, "f.md", languages=("en", "cy"))
    assert made is not None
    assert [one.message for one in found] == []


def test_a_fault_of_texts_with_the_same_words_is_told_at_each() -> None:
    node, _ = read_yaml("title: {en: A, cz: B}\nplace: {en: A, cz: B}\nsource: {note: {en: A, cz: B}}", "f.md")
    _, found = read(RawFront, node, "f.md", languages=("en", "cy"))
    assert [(one.code, one.location.line) for one in found] == [("wrong-language", line) for line in (1, 2, 3)]


@pytest.mark.parametrize(
    ("glossary", "ids"),
    [
        ("TÂN: Fire\nTAN: Technical Advice Note\n", {"tan": "TÂN", "tan-2": "TAN"}),
        ("TAN: [{en: One, bodies: [council]}, {en: Two}]\nTÂN: Fire\n", {"tan": "TAN", "tan-2": "TAN", "tan-3": "TÂN"}),
        ("TŶ: House\nR&D: Research\nÆ: Other\n…: None\n", {"ty": "TŶ", "r-d": "R&D", "term": "Æ", "term-2": "…"}),
        ("Leader's Board: It\n", {"leaders-board": "Leader's Board"}),
    ],
)
def test_ids_of_terms_are_folded_and_kept_apart(tmp_path: Path, glossary: str, ids: dict[str, str]) -> None:
    register, _ = read_register(tmp_path, glossary)
    assert {id: term.letters for id, term in register.terms.items()} == ids


def test_which_languages_there_are() -> None:
    assert all(map(is_language, (*LANGUAGES, "fr", "gd", "haw")))
    assert not any(map(is_language, ("cz", "xx", "eng", "", "EN")))
    assert [mutates(code) for code in ("cy", "en", "fr")] == [True, False, False]
