"""The index: what can be found under which words, and the files that hold it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.make_council import make_council
from minutebook.search.files import CLASSES, SIGNS, VERSION, Placed, share_out, write_number
from minutebook.search.words import find_homes, find_radicals, fold, join, list_small, place, split
from tests.support.finding import list_places, read_index
from tests.support.sites import TODAY, build_site, read_pages, write_files

ROOT = Path(__file__).parent.parent

COUNCIL = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "cabinet:\n  name: Cabinet\n  kind: executive\nforum:\n  name: Forum\n  kind: other\n",
    "content/people.yml": "jane-rees:\n  name: Jane Rees\n",
    "glossary.yml": (
        "CIW:\n  en: Care Inspectorate Wales\n  cy: Arolygiaeth Gofal Cymru\n"
        "SPA:\n  - {en: single point of access, bodies: [forum], id: spa-access}\n"
        "  - {en: special protection area, bodies: [cabinet], id: spa-birds}\n"
    ),
    "content/cabinet/2024-01-10.md": (
        "---\nstatus: held\nminutes: approved\n---\n\n# Meeting\n\n## 1. Swimming pools\n\nThe pools in Tŷ Gwyn leak. "
        "<!-- hush hush -->\n\nRESOLVED: that the roof be mended.\n\nACTION: Jane Rees to ask three builders by May 2024.\n\n"
        "## 2. Letters\n\nCIW wrote to us. The SPA is quiet.\n"
    ),
    "content/cabinet/2024-01-10.cy.md": "## 1. Pyllau nofio\n\nMae'r pwyllgor a'r bwyllgor yn cwrdd.\n\n## 2. Llythyrau\n\nGair.\n",
    "content/forum/2024-02-01.md": (
        "---\nstatus: held\nminutes: approved\n---\n\n## 1. Door\n\nThe single point of access opens. Care Inspectorate Wales came.\n"
    ),
    "content/forum/2024-03-01.md": (
        "---\nstatus: held\nminutes: approved\npublish: no\n---\n\n## 1. Secretmatter\n\nNobody may read of Hiddenplace.\n"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("council")
    build_site(write_files(folder / "root", COUNCIL), folder / "site")
    return folder / "site"


def read_words(site: Path, lang: str) -> dict[str, list[tuple[str, int, str, str, int]]]:
    """Return every written word with its places: group, page, `item.record`, kind, level. Decodes by the format's own words."""
    about = read_index(site, lang)
    found: dict[str, list[tuple[str, int, str, str, int]]] = {}
    files = {
        start: json.loads((site / f"search/{lang}/words/{name}.json").read_text(encoding="utf-8"))
        for start, name in about["words"].items()
    }
    homes = {home: file["lists"][number] for file in files.values() for home, number in file["away"].items()}
    for file in files.values():
        assert file["version"] == VERSION
        for form, at in file["forms"].items():
            streams = file["lists"][at] if isinstance(at, int) else homes[at]
            found[form] = [entry for stream in streams for entry in decode(stream, about)]
    return found


def decode(stream: str, about: dict[str, object]) -> list[tuple[str, int, str, str, int]]:
    signs, at = [SIGNS.index(sign) for sign in stream], 0

    def number() -> int:
        nonlocal at
        first = signs[at]
        at += 1 if first < 61 else 2 if first < 90 else 4
        if first < 61:
            return first
        if first < 90:
            return 61 + (first - 61) * 91 + signs[at - 1]
        return signs[at - 3] * 8281 + signs[at - 2] * 91 + signs[at - 1]

    found = []
    groups = about["groups"]
    assert isinstance(groups, list)
    while at < len(signs):
        group, page = groups[number()][0], number() * 2048
        stop = number() + at
        while at < stop:
            page += number()
            more = 1
            while more:
                unit = number()
                more, rest = unit & 1, unit >> 1
                item = rest // 3
                sub = rest % 3 if rest % 3 < 2 else 2 + number()
                value = number()
                found.append((group, page, f"{item}.{sub}", CLASSES[value >> 3][0], value & 7))
    return found


@given(st.lists(st.integers(0, 753_570)))
def test_numbers_can_be_read_back(numbers: list[int]) -> None:
    text = "".join(map(write_number, numbers))
    head = write_number(0) + write_number(0)
    assert text.isascii()
    assert json.loads(json.dumps(text)) == text
    assert len(json.dumps(head + text)) == len(head + text) + 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tŷ Gwyn", ["ty", "gwyn"]),
        ("the Council’s £1.2m, 2025/26", ["the", "council", "1", "2m", "2025", "26"]),
        ("i'r Cyngor", ["i", "r", "cyngor"]),
        ("STRASSE ÅNGSTRÖM ﬁne", ["strasse", "angstrom", "fine"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_letters_are_one_word() -> None:
    assert [join(letters) for letters in ("R&D", "C.I.W.", "CIW", "front door")] == ["rd", "ciw", "ciw", ""]


def test_english_words_have_stems_and_welsh_ones_none() -> None:
    forms = ("recommend", "recommended", "recommending", "recommends")
    assert len(set(find_homes(forms, "en").values())) == 1
    assert find_homes(["pwyllgorau", "pwyllgor"], "cy")["pwyllgorau"] == "pwyllgorau"


def test_names_and_letters_that_are_small_words_are_found_as_they_are() -> None:
    assert find_homes(["=swimming pools", "it", "its", "2025"], "en") == {
        "=swimming pools": "=swimming pools",
        "it": "it",
        "its": "its",
        "2025": "2025",
    }


def test_welsh_mutations_belong_to_the_word_that_is_there() -> None:
    found = find_radicals(
        ["pwyllgor", "bwyllgor", "phwyllgor", "mhwyllgor", "ardd", "gardd", "dan", "fod", "bod", "llan", "lan"]
    )
    assert found == {
        **dict.fromkeys(("bwyllgor", "phwyllgor", "mhwyllgor"), "pwyllgor"),
        "ardd": "gardd",
        "fod": "bod",
        "lan": "llan",
    }
    assert find_radicals(["bwyllgor", "dan"]) == {}, "no radical, no mutation"
    assert find_radicals(["pan", "ban", "fan", "man"])["fan"] == "man", "what is mutated itself is no radical"


def test_mutated_forms_lie_beside_each_other() -> None:
    assert {place(form, "cy") for form in ("pwyllgor", "bwyllgor", "phwyllgor", "mhwyllgor")} == {"Pwyllgor"}
    assert place("phone", "en") == "phone"


@given(st.sets(st.text("abcd", min_size=1, max_size=6), max_size=300))
def test_each_word_lies_in_the_file_where_it_is_looked_for(words: set[str]) -> None:
    files = share_out(Placed(word, 4000, word) for word in words)
    lies = {word: start for start, names in files.items() for word in names}
    assert lies.keys() == words
    for word, start in lies.items():
        assert find_start(word, files) == start


def test_units_are_items_and_records(site: Path) -> None:
    words = read_words(site, "en")
    assert words["pools"] == words["pool"] if "pool" in words else words["pools"]
    assert [(place, kind) for _, _, place, kind, _ in words["pools"]] == [("1.0", "item")]
    assert [(place, kind) for _, _, place, kind, _ in words["roof"]] == [("1.1", "decision")]
    assert [(place, kind) for _, _, place, kind, _ in words["builders"]] == [("1.2", "action")]
    assert ("person", 0, "0.0", "person", 5) in words["rees"]


def test_titles_weigh_more_than_texts(site: Path) -> None:
    words = read_words(site, "en")
    (swimming,), (leak,) = words["swimming"], words["leak"]
    assert swimming[-1] >= 5 > leak[-1] >= 1
    assert {kind: level for _, _, _, kind, level in words["cabinet"]}["meeting"] >= 5


def test_letters_are_found_by_words_and_words_by_letters(site: Path) -> None:
    words = read_words(site, "en")
    cabinet = [entry for entry in words["inspectorate"] if entry[0] == "cabinet"]
    assert [(place, level) for _, _, place, _, level in cabinet] == [("2.0", 0)], "CIW alone, so its words weigh little"
    assert [entry[2] for entry in words["ciw"] if entry[0] == "forum"] == ["1.0"], "the words alone"
    assert [entry[3] for entry in words["=ciw"]] == ["term"]
    assert words["=care inspectorate wales"] == words["=ciw"]


def test_the_meaning_that_holds_for_the_body_counts(site: Path) -> None:
    words = read_words(site, "en")
    assert {entry[0] for entry in words["protection"]} == {"term", "cabinet"}
    assert {entry[0] for entry in words["spa"]} == {"term", "cabinet", "forum"}
    assert "forum" not in {entry[0] for entry in words["birds"]} if "birds" in words else True


def test_each_language_has_its_own_index(site: Path) -> None:
    english, welsh = read_words(site, "en"), read_words(site, "cy")
    assert "pyllau" not in english
    assert "pools" not in welsh
    assert welsh["bwyllgor"] == welsh["pwyllgor"]
    assert {"ty", "gwyn"} <= english.keys()


def test_small_words_are_in_no_index(site: Path) -> None:
    for lang in ("en", "cy"):
        assert not list_small(lang) & read_words(site, lang).keys()


@pytest.mark.parametrize("word", ["secretmatter", "hiddenplace", "hush", "2024-03-01"])
def test_what_is_hidden_is_in_no_file(site: Path, word: str) -> None:
    found = [path for path in (site / "search").rglob("*.json") if word in fold(path.read_text(encoding="utf-8"))]
    assert not found


def test_drafts_are_there_when_asked_for(tmp_path: Path) -> None:
    build_site(write_files(tmp_path / "root", COUNCIL), tmp_path / "site", drafts=True)
    assert "hiddenplace" in read_words(tmp_path / "site", "en")


def test_every_place_is_on_its_page(sample_site: Path) -> None:
    ids = {name: set(page.ids) for name, page in read_pages(sample_site).items()}
    broken = []
    for lang in ("en", "cy"):
        for found in list_places(ROOT, lang, "" if lang == "en" else f"{lang}/"):
            path, _, anchor = found.href.partition("#")
            page = ids.get(f"{path}index.html")
            if page is None or (anchor and unquote(anchor) not in page):
                broken.append(found.href)
    assert not broken


def test_texts_hold_no_html_and_nothing_put_in(tmp_path: Path) -> None:
    texts = {found.href: found.text for found in list_places(write_files(tmp_path, COUNCIL), "en")}
    assert texts["cabinet/2024-01-10/#item-2"] == "CIW wrote to us. The SPA is quiet."
    assert texts["cabinet/2024-01-10/#item-1"] == "The pools in Tŷ Gwyn leak."


def test_the_files_are_the_same_for_any_number_of_workers_and_any_seed(tmp_path: Path) -> None:
    make_council(tmp_path / "root", 24)
    sites = []
    for jobs, seed in (("1", "1"), ("2", "2")):
        place = tmp_path / f"site{jobs}"
        words = [sys.executable, str(ROOT / "build.py"), "--root", str(tmp_path / "root"), "--site", str(place)]
        subprocess.run(
            [*words, "--jobs", jobs, "--today", TODAY.isoformat()],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        files = (path for path in (place / "search").rglob("*") if path.is_file())
        sites.append({path.relative_to(place).as_posix(): path.read_bytes() for path in files})
    assert sites[0].keys() == sites[1].keys()
    assert sites[0] == sites[1]


def test_an_edit_changes_only_the_files_of_its_words(tmp_path: Path) -> None:
    root = tmp_path / "root"
    make_council(root, 24)
    build_site(root, tmp_path / "before")
    page = sorted((root / "content/cabinet").glob("*.md"))[0]
    page.write_text(page.read_text(encoding="utf-8") + "\nOne zymurgical afterthought.\n", encoding="utf-8")
    build_site(root, tmp_path / "after")
    before, after = read_index(tmp_path / "before", "en")["words"], read_index(tmp_path / "after", "en")["words"]
    assert before.keys() == after.keys()
    changed = {start for start in after if before[start] != after[start]}
    item = page.read_text(encoding="utf-8").rpartition("\n## ")[2]
    assert changed <= {find_start(stem, after) for stem in find_homes(split(item), "en").values()}
    assert find_start("zymurg", after) in changed
    assert len(changed) < len(after)


def find_start(word: str, files: Collection[str]) -> str:
    return next(word[:end] for end in range(len(word), -1, -1) if word[:end] in files)


def test_a_build_without_search_has_no_index(tmp_path: Path) -> None:
    root = write_files(tmp_path / "root", COUNCIL)
    words = [
        sys.executable,
        str(ROOT / "build.py"),
        "--root",
        str(root),
        "--site",
        str(tmp_path / "site"),
        "--no-search",
    ]
    subprocess.run(words, check=True, capture_output=True)
    assert not list((tmp_path / "site").rglob("about.json"))
