"""What the index takes from a council: names in its language, and texts put together as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.finding import list_entries_of
from tests.support.registers import COUNCIL
from tests.support.sites import write_files

FILES = COUNCIL | {
    "content/offices.yml": (
        "leader: {title: {en: Leader, cy: Arweinydd}}\n"
        "head-of-parks: {title: {en: Head of Parks, cy: Pennaeth Parciau}, also: [Parks Manager]}\n"
    ),
    "glossary.yml": (
        "CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru,"
        " about: {en: It inspects care., cy: Mae'n arolygu gofal.}, also: [CIWales]}\n"
    ),
    "content/plans/parks.yml": """\
title: {en: Parks, cy: Parciau}
body: cabinet
actions:
  - id: gates
    title: {en: New gates, cy: Giatiau newydd}
    owner: [Head of Parks, Council, Cllr Jane Rees, head-of-parks, Brown and Sons]
    history:
      - {date: 2024-01-10, status: red, note: {en: None yet., cy: Dim eto.}}
      - {date: 2024-02-10, status: green, note: {en: Is all well?, cy: A yw popeth yn iawn?}}
      - {date: 2024-03-10, status: green, note: {en: Two, cy: Dwy}}
  - {id: wall, raised: cabinet/2024-01-10#wall}
  - {id: roof, raised: cabinet/2024-02-10#roof}
""",
    "content/cabinet/2024-01-10.md": """\
---
status: held
minutes: approved
present: [Cllr Jane Rees]
attending: [Head of Parks]
---

## 1. Parks

Head of Parks to report. ACTION: Head of Parks to mend the wall. {#wall}

```action
id: bench
do: {en: Mend the bench., cy: Trwsio'r fainc.}
owner: Head of Parks
```
""",
    "content/cabinet/2024-01-10.cy.md": """\
## 1. Parciau

GWEITHREDU: Pennaeth Parciau i drwsio'r wal. {#wall}

```action
id: bench
```
""",
    "content/cabinet/2024-02-10.cy.md": """\
---
status: held
minutes: approved
---

## 1. To

GWEITHREDU: Y Cyng. Jane Rees i drwsio'r to. {#roof}
""",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("council"), FILES)


def find_texts(root: Path, lang: str, anchor: str, path: str = "") -> list[str]:
    return [
        entry.text
        for subject, entry in list_entries_of(root, lang)
        if entry.anchor == anchor and (not path or subject.path == path)
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Head of Parks. Council. Cllr Jane Rees. Head of Parks. Brown and Sons. None yet. Is all well? Two",
        ),
        (
            "cy",
            "Pennaeth Parciau. Y Cyngor. Y Cyng. Jane Rees. Pennaeth Parciau. Brown and Sons."
            " Dim eto. A yw popeth yn iawn? Dwy",
        ),
    ],
)
def test_owners_of_a_plan_have_their_name_in_the_language_of_the_index(root: Path, lang: str, text: str) -> None:
    assert find_texts(root, lang, "gates") == [text]


@pytest.mark.parametrize(("lang", "owner"), [("en", "Head of Parks"), ("cy", "Pennaeth Parciau")])
def test_owners_that_a_plan_takes_from_the_minutes_have_it_too(root: Path, lang: str, owner: str) -> None:
    assert find_texts(root, lang, "wall", "plans/parks/") == [owner]


@pytest.mark.parametrize(("lang", "owner"), [("en", "Cllr Jane Rees"), ("cy", "Y Cyng. Jane Rees")])
def test_and_those_that_it_takes_from_minutes_in_welsh_alone(root: Path, lang: str, owner: str) -> None:
    assert find_texts(root, lang, "roof", "plans/parks/") == [owner]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "Mend the bench.\nHead of Parks"), ("cy", "Trwsio'r fainc.\nPennaeth Parciau")],
)
def test_owners_in_a_field_have_their_name_in_the_language_of_the_minutes(root: Path, lang: str, text: str) -> None:
    assert find_texts(root, lang, "bench") == [text]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Cllr Jane Rees, Head of Parks"), ("cy", "Y Cyng. Jane Rees, Pennaeth Parciau")]
)
def test_who_came_has_their_name_in_the_language_of_the_index(root: Path, lang: str, text: str) -> None:
    (found,) = find_texts(root, lang, "", "cabinet/2024-01-10/")
    assert found.startswith(text)


@pytest.mark.parametrize(("lang", "text"), [("en", "It inspects care. CIWales"), ("cy", "Mae'n arolygu gofal. CIW")])
def test_a_sentence_keeps_its_one_full_stop(root: Path, lang: str, text: str) -> None:
    (found,) = find_texts(root, lang, "ciw")
    assert found.startswith(text)


def test_nothing_in_the_sample_stops_twice() -> None:
    sample = Path(__file__).parent.parent
    doubled = [
        (subject.path, entry.text)
        for lang in ("en", "cy")
        for subject, entry in list_entries_of(sample, lang)
        if not subject.meeting and ".. " in entry.text.replace("... ", "")
    ]
    assert doubled == []
