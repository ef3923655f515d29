"""The index: what can be found under which words, and the files that hold it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.make_council import make_council
from minutebook.i18n import catalogue
from minutebook.model import Action, Recommendation, Record
from minutebook.model.records import Verdict
from minutebook.pages.actions import follow
from minutebook.pages.context import make_context
from minutebook.pages.following import follow_planned
from minutebook.pages.plans import view_planned
from minutebook.pages.recommendations import view_recommendation
from minutebook.search.files import (
    CLASSES,
    LEVELS,
    MOST_ITEMS,
    MOST_RECORDS,
    TEXT,
    TITLE,
    coarsen,
    share_out,
    write_number,
)
from minutebook.search.words import find_homes, find_radicals, fold, join, list_small, place, split
from tests.support.finding import (
    Files,
    Posting,
    Reader,
    list_entries_of,
    list_places,
    lower,
    read_files,
    read_json,
    read_part,
    read_register,
    read_words,
    write_index,
)
from tests.support.sites import TODAY, Page, build_site, write_files

ROOT = Path(__file__).parent.parent
LARGEST_NUMBER = 91**5 - 1
HELD = "---\nstatus: held\nminutes: approved\n---\n\n"

COUNCIL = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "cabinet:\n  name: Cabinet\n  kind: executive\nforum:\n  name: Forum\n  kind: other\n",
    "content/people.yml": "jane-rees:\n  name: Jane Rees\n",
    "glossary.yml": (
        "CIW:\n  en: Care Inspectorate Wales\n  cy: Arolygiaeth Gofal Cymru\n"
        "SPA:\n  - {en: single point of access, bodies: [forum], id: spa-access}\n"
        "  - {en: special protection area, bodies: [cabinet], id: spa-birds}\n"
        "LDP:\n  - {en: local delivery panel, until: 2023, id: ldp-panel}\n"
        "  - {en: local development plan, since: 2024, id: ldp-plan}\n"
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
    "content/forum/2024-02-02.md": (
        f"{HELD}## 1. Birds\n\nA special protection area is no matter of ours.\n\n## 2. Homes\n\nThe local development plan came.\n\n"
        "## 3. Past\n\nThe local delivery panel is no more.\n"
    ),
    "content/cabinet/2024-02-03.md": f"{HELD}## 1. Clock\n\nThe clock in the hall stops.\n",
    "content/forum/2024-03-01.md": (
        "---\nstatus: held\nminutes: approved\npublish: no\n---\n\n## 1. Secretmatter\n\nNobody may read of Hiddenplace.\n"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("council")
    build_site(write_files(folder / "root", COUNCIL), folder / "site")
    return folder / "site"


Words = dict[str, list[Posting]]


@pytest.fixture(scope="module")
def words(site: Path) -> Words:
    return read_words(read_files(site), "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up council's folder. Who changes it puts it back."""
    root = tmp_path_factory.mktemp("made") / "root"
    make_council(root, 40, seed=7)
    return root


@pytest.fixture(scope="module")
def made_files(made: Path) -> Files:
    return write_index(made)


@pytest.fixture(scope="module")
def made_words(made_files: Files) -> Words:
    return read_words(made_files, "en")


def find_words(folder: Path, text: str, **more: str) -> Words:
    """Return the words of a council with one meeting."""
    files = {
        "content/site.yml": "name: Test\nlanguages: [en]\n",
        "content/bodies.yml": "cabinet: {name: Cabinet, kind: executive}\n",
        "content/cabinet/2024-01-10.md": HELD + text,
    }
    return read_words(write_index(write_files(folder, files | more)), "en")


@given(st.lists(st.one_of(st.integers(0, 3_000), st.integers(0, 800_000), st.integers(0, LARGEST_NUMBER))))
@example([0, 60, 61, 2_699, 2_700, 745_289, 745_290, 6_000_000_000, LARGEST_NUMBER])
def test_numbers_can_be_read_back(numbers: list[int]) -> None:
    text = "".join(map(write_number, numbers))
    reader = Reader(text)
    assert [reader.number() for _ in numbers] == numbers
    assert not reader.left()
    assert text.isascii()
    assert json.dumps(text) == f'"{text}"', "JSON need not escape it"


@pytest.mark.parametrize("number", [-1, -3_000, LARGEST_NUMBER + 1])
def test_what_cannot_be_written_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        write_number(number)


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


@pytest.mark.parametrize(
    ("radical", "mutated"),
    [
        ("pont", ["bont", "mhont", "phont"]),
        ("tref", ["dref", "nhref", "thref"]),
        ("cath", ["gath", "nghath", "chath"]),
        ("bardd", ["fardd", "mardd"]),
        ("dafad", ["ddafad", "nafad"]),
        ("gardd", ["ardd", "ngardd"]),
        ("gwlad", ["wlad", "ngwlad"]),
        ("glaw", ["law"]),
        ("graig", ["raig"]),
        ("mam", ["fam"]),
        ("llan", ["lan"]),
        ("rhaglen", ["raglen"]),
    ],
)
def test_each_mutation_is_known(radical: str, mutated: list[str]) -> None:
    """Soft, nasal and aspirate."""
    for form in mutated:
        assert find_radicals([radical, form]).get(form) == radical, form


def test_mutated_forms_lie_beside_each_other() -> None:
    assert {place(form, "cy") for form in ("pwyllgor", "bwyllgor", "phwyllgor", "mhwyllgor")} == {"Pwyllgor"}
    assert place("phone", "en") == "phone"


@given(st.sets(st.text("abcd", min_size=1, max_size=6), max_size=300))
def test_each_word_lies_in_the_file_where_it_is_looked_for(words: set[str]) -> None:
    files = share_out((word, word, 4000) for word in words)
    lies = {word: start for start, names in files.items() for word in names}
    assert lies.keys() == words
    for word, start in lies.items():
        assert find_start(word, files) == start


def test_units_are_items_and_records(words: Words) -> None:
    assert [(one.page, one.place, one.kind) for one in words["pools"]] == [("2024-01-10", "1.0", "item")]
    assert [(one.place, one.kind) for one in words["roof"]] == [("1.1", "decision")]
    assert [(one.place, one.kind) for one in words["builders"]] == [("1.2", "action")]
    (person,) = (one for one in words["rees"] if one.thing == "person")
    assert (person.place, person.kind, person.level) == ("0.0", "person", 5)


def test_places_are_counted_in_words(words: Words) -> None:
    (pools,), (leak,), (roof,) = words["pools"], words["leak"], words["roof"]
    assert pools.spots == (1, TEXT + 1)
    assert leak.spots == (TEXT + 5,)
    assert roof.spots == (TEXT + 3,)


def test_titles_weigh_more_than_texts(words: Words) -> None:
    (swimming,), (leak,) = words["swimming"], words["leak"]
    assert swimming.level >= 5 > leak.level >= 1
    assert {one.kind: one.level for one in words["cabinet"]}["meeting"] >= 5


def test_levels_tell_how_much_a_word_says(tmp_path: Path) -> None:
    """BM25 by lengths: a word that stands once says the more, the fewer there are beside it; in a title, the more often it stands below."""
    texts = ["zebra", "zebra " + "x " * 39, "zebra " + "x " * 59, "zebra " + "x " * 199, "zebra " * 4 + "x " * 196]
    items = [f"## {number}. Title\n\n{text}.\n" for number, text in enumerate(texts, 1)]
    items += [f"## {number + 6}. Zebra\n\nHerd.{' Zebra.' * number}\n" for number in range(4)]
    found = {one.place: one.level for one in find_words(tmp_path, "\n".join(items))["zebra"]}
    assert list(found.values()) == [4, 3, 2, 1, 3, 5, 6, 7, 7]
    assert list(found) == [f"{number}.0" for number in range(1, 10)]


def test_letters_are_found_by_words_and_words_by_letters(words: Words) -> None:
    cabinet = [one for one in words["inspectorate"] if one.thing == "cabinet"]
    assert [(one.place, one.level) for one in cabinet] == [("2.0", 0)], "CIW alone, so its words weigh little"
    assert [one.place for one in words["ciw"] if one.thing == "forum"] == ["1.0"], "the words alone"
    assert [one.kind for one in words["=ciw"]] == ["term"]
    assert words["=care inspectorate wales"] == words["=ciw"]


def test_the_meaning_that_holds_for_the_body_counts(words: Words) -> None:
    assert {one.thing for one in words["protection"]} == {"term", "cabinet", "forum"}
    written = [one for one in words["protection"] if one.thing == "forum"]
    assert [(one.page, one.place) for one in written] == [("2024-02-02", "1.0")], "only where it is written out"
    letters = [(one.thing, one.page, one.place) for one in words["spa"] if one.thing in ("cabinet", "forum")]
    assert letters == [("forum", "2024-02-01", "1.0"), ("cabinet", "2024-01-10", "2.0")]


def test_the_meaning_that_holds_on_the_day_counts(words: Words) -> None:
    letters = [(one.page, one.place) for one in words["ldp"] if one.thing == "forum"]
    assert letters == [("2024-02-02", "2.0")]


def test_no_phrase_runs_into_what_was_put_in(tmp_path: Path) -> None:
    glossary = "CIW: {en: care inspectorate}\nSPA: {en: protection area}\nLDP: {en: delivery panel}\n"
    text = "## 1. Harbour\n\nFirst CIW, SPA.\n\n## 2. Bridge\n\nThe delivery panel has a by-road.\n"
    words = find_words(tmp_path, text, **{"glossary.yml": glossary})
    spots: dict[str, dict[int, list[str]]] = {"1.0": defaultdict(list), "2.0": defaultdict(list)}
    for word, found in words.items():
        for one in found:
            for spot in one.spots if one.thing == "cabinet" and one.place in spots else ():
                spots[one.place][spot].append(word)
    assert all(len(there) == 1 for places in spots.values() for there in places.values()), "two words at one place"
    phrases = {
        place: {f"{word} {places[spot + 1][0]}" for spot, (word,) in places.items() if spot + 1 in places}
        for place, places in spots.items()
    }
    assert phrases == {
        "1.0": {"first ciw", "ciw spa", "care inspectorate", "protection area"},
        "2.0": {"delivery panel"},
    }
    assert {"byroad", "ldp"} <= {word for there in spots["2.0"].values() for word in there}


def test_each_language_has_its_own_index(site: Path, words: Words) -> None:
    welsh = read_words(read_files(site), "cy")
    assert "pyllau" not in words
    assert "pools" not in welsh
    assert welsh["bwyllgor"] == welsh["pwyllgor"]
    assert {"ty", "gwyn"} <= words.keys()


def test_small_words_are_in_no_index(site: Path) -> None:
    files = read_files(site)
    for lang in ("en", "cy"):
        assert not list_small(lang) & read_words(files, lang).keys()


@pytest.mark.parametrize("word", ["secretmatter", "hiddenplace", "hush", "2024-03-01"])
def test_what_is_hidden_is_in_no_file(site: Path, word: str) -> None:
    found = [path for path, data in read_files(site).items() if word in fold(data.decode())]
    assert not found


def test_drafts_are_there_when_asked_for(tmp_path: Path) -> None:
    build_site(write_files(tmp_path / "root", COUNCIL), tmp_path / "site", drafts=True)
    assert "hiddenplace" in read_words(read_files(tmp_path / "site"), "en")


def test_every_place_is_on_its_page(sample_pages: dict[str, Page]) -> None:
    ids = {name: set(page.ids) for name, page in sample_pages.items()}
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


def test_tests_may_make_an_index_without_pages(site: Path, tmp_path: Path) -> None:
    assert read_files(site) == write_index(write_files(tmp_path, COUNCIL))


NEW = {
    "edit": ("content/cabinet/2026-11-04.md", "\nOne zymurgical afterthought.\n"),
    "meeting": ("content/cabinet/2026-10-31.md", f"{HELD}## 1. Zymurgy\n\nA zymurgical report.\n"),
    "person": ("content/people.yml", "aab-aardvark:\n  name: Aab Aardvark\n"),
    "body": ("content/bodies.yml", "aardvark-forum:\n  name: Aardvark Forum\n  kind: other\n"),
}
"""What a council adds: the new meeting lies between others, the new person and the new body come first."""


@pytest.fixture(params=NEW)
def added(request: pytest.FixtureRequest, made: Path, made_files: Files) -> Iterator[tuple[str, Files]]:
    """What is new, and the index of the made-up council with it."""
    path, text = NEW[request.param]
    file = made / path
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before + text if file.suffix == ".md" else text + before, encoding="utf-8")
    try:
        yield request.param, write_index(made)
    finally:
        if before:
            file.write_text(before, encoding="utf-8")
        else:
            file.unlink()


def test_what_is_new_changes_only_the_files_of_its_words(
    added: tuple[str, Files], made_files: Files, made_words: Words
) -> None:
    what, files = added
    words = read_words(files, "en")
    pages = {(one.thing, one.page) for form in words.keys() - made_words.keys() for one in words[form]}
    assert len(pages) == 1, "only what is new has new words"
    ((thing, number),) = pages
    forms = {form for form, found in words.items() if any((one.thing, one.page) in pages for one in found)}
    about, old = read_json(files, "en/about.json"), read_json(made_files, "en/about.json")
    assert about["words"].keys() == old["words"].keys(), "no file was divided"
    changed = [
        (kind, key)
        for kind in ("words", "places", "near", "texts")
        for key, name in about["words" if kind == "places" else kind].items()
        if find_end(kind, name) != find_end(kind, old["words" if kind == "places" else kind].get(key, ""))
    ]
    for kind, key in changed:
        if kind == "texts":
            assert thing == what
            assert number in read_json(files, f"en/texts/{about[kind][key]}.json")["pages"]
        elif kind == "near":
            near = read_json(files, f"en/near/{about[kind][key]}.json")["words"].split()
            assert forms & {word[:-1] for word in near}, key
        else:
            assert forms & read_part(files, "en", "words", key)["forms"].keys(), f"{kind} {key}"
    new = [path for path, data in files.items() if path.startswith("en/") and made_files.get(path) != data]
    assert len(new) == len(changed) + 1, "about.json alone keeps its name"
    assert len(changed) < len(about["words"])
    assert what != "edit" or not [path for path in files.keys() - made_files.keys() if path.startswith("cy/")]


def find_end(kind: str, name: str) -> str:
    """Return what a file's name ends with; those of words and of places stand together."""
    return {"words": name[:4], "places": name[4:]}.get(kind, name)


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


@pytest.mark.parametrize("limits", [{"BLOCK": 16}, {"ALONE": 40, "LONGEST": 60, "MOST_SPOTS": 60}], ids=str)
def test_nothing_is_lost_in_lists_that_are_cut(
    made: Path, made_words: Words, monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> None:
    """Limits that only a large archive reaches, lowered: blocks, lists in several texts, texts that are files of their own."""
    for name, limit in limits.items():
        lower(monkeypatch, name, limit)
    files = write_index(made)
    found = read_words(files, "en")
    assert found.keys() == made_words.keys()
    tell = (lambda one: one) if "BLOCK" in limits else soften
    for form, postings in made_words.items():
        assert sorted(map(tell, found[form])) == sorted(map(tell, postings)), form
    words = [read_json(files, path) for path in files if path.startswith("en/words/")]
    inside = [
        stream for file in words for found in file.get("lists", ()) for stream in found if isinstance(stream, str)
    ]
    alone = ["".join(file["list"]) for file in words if "places" in file]
    if "ALONE" in limits:
        assert len(alone) > 100
        assert max(map(len, inside)) < limits["ALONE"] * 2, "its limit, and the heads of its chunks"
        assert min(map(len, alone)) > limits["ALONE"]
        assert max(map(len, alone)) < limits["LONGEST"] * 2, "no longer than the limit and one more page"
    else:
        assert read_json(files, "en/about.json")["block"] == limits["BLOCK"]


def soften(posting: Posting) -> Posting:
    """Return a posting without what a file of one list may leave out: how much a text says of the word."""
    return posting._replace(level=1) if 0 < posting.level < TITLE else posting


def test_what_is_told_coarsely_is_how_much_a_text_says() -> None:
    for number in range(len(CLASSES)):
        for level in range(LEVELS):
            value = write_number(number * LEVELS + level).encode()
            wanted = write_number(number * LEVELS + (2 if 0 < level < TITLE else level)).encode()
            assert coarsen(value) == (value if len(value) > 1 else wanted)
    rare = write_number(len(CLASSES) * LEVELS - 1).encode()
    assert coarsen(rare + write_number(1).encode()) == rare + write_number(1).encode()


def test_every_word_of_every_place_is_there(made: Path, made_words: Words) -> None:
    """Each word at each of its places, and no other."""
    homes, small = find_homes(made_words.keys(), "en"), list_small("en")
    found: defaultdict[tuple[str, str, str], dict[int, str]] = defaultdict(dict)
    for home in set(homes.values()):
        form = next(form for form in (home, *homes) if homes.get(form) == home)
        for one in made_words[form]:
            for spot in one.spots:
                found[one.thing, one.page, one.place][spot] = home
    count = 0
    for subject, entry in list_entries_of(made, "en"):
        if subject.meeting is None:
            continue
        said = dict(enumerate(split(entry.title))) | dict(enumerate(split(entry.text), TEXT))
        wanted = {at: homes[word] for at, word in said.items() if word not in small}
        there = found[subject.meeting.body, f"{subject.meeting.date}", f"{entry.item}.{entry.sub}"]
        last = max(said, default=0)
        assert {at: home for at, home in there.items() if at <= last} == wanted, (subject.path, entry.anchor)
        count += len(wanted)
    assert count > 10_000


def test_as_many_items_and_records_count_as_can_be_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in {"MOST_ITEMS": 3, "MOST_RECORDS": 2}.items():
        lower(monkeypatch, name, limit)
    items = (
        f"## {number}. Item{number}\n\nRESOLVED: that one{number} be.\n\nRESOLVED: that two{number} be.\n"
        for number in range(1, 5)
    )
    words = find_words(tmp_path, "\n".join(items))
    assert {"item1", "item2", "one1", "one2"} <= words.keys()
    assert not {"item3", "item4", "one3", "two1", "two2", "two3"} & words.keys()


def test_a_page_has_as_many_items_as_its_number_has_room_for(tmp_path: Path) -> None:
    words = find_words(tmp_path, "\n".join(f"## {number}. Item{number}\n" for number in range(1, MOST_ITEMS + 3)))
    assert [one.place for one in words[f"item{MOST_ITEMS - 1}"]] == [f"{MOST_ITEMS - 1}.0"]
    assert f"item{MOST_ITEMS}" not in words
    assert MOST_RECORDS >= MOST_ITEMS


def test_meetings_of_any_year_have_numbers(tmp_path: Path) -> None:
    days = ["1750-03-25", "1999-12-31", "3000-02-28"]
    more = {f"content/cabinet/{day}.md": f"{HELD}## 1. Mammoth\n\nOne{day[:4]}.\n" for day in days}
    words = find_words(tmp_path, "## 1. Other\n", **more)
    assert [one.page for one in words["mammoth"]] == days
    assert [one.page for one in words["one3000"]] == ["3000-02-28"]


def test_an_item_may_be_long(tmp_path: Path) -> None:
    lines = "\n".join(["word " * 20] * 20_000)
    words = find_words(tmp_path, f"## 1. Long\n\nFirst\n{lines}\nlast.\n")
    assert words["last"][0].spots == (TEXT + 400_001,)
    assert words["word"][0].spots == tuple(range(TEXT + 1, TEXT + 400_001))


def test_every_kind_and_status_has_its_place() -> None:
    for verdict in get_args(Verdict):
        assert ("recommendation", verdict) in CLASSES
        assert ("response", verdict) in CLASSES
    kinds = [kind for kind in Record.__subclasses__() if kind.__module__ == Record.__module__]
    for record in kinds:
        assert record.__name__.lower() in {kind for kind, _ in CLASSES}
    for status in ("", "draft", "approved", "scheduled", "cancelled", "postponed"):
        assert ("meeting", status) in CLASSES
    assert len(set(CLASSES)) == len(CLASSES)


PROGRESS = {
    "content/site.yml": "name: Test\nlanguages: [en]\n",
    "content/bodies.yml": "cabinet: {name: Cabinet, kind: executive}\n",
    "content/people.yml": "jane-rees: {name: Jane Rees}\n",
    "content/plans/roads.yml": (
        "title: Roads\nbody: cabinet\nactions:\n"
        "  - {id: grit, title: Grit, due: 2024-02, history: [{date: 2024-03-01, status: red}]}\n"
        "  - {id: salt, title: Salt, due: 2024-02, history: [{date: 2024-03-01, status: blue}]}\n"
        "  - {id: plough, title: Plough, due: 2024-02, status: blue}\n"
        "  - {id: sand, title: Sand, due: 2099-01}\n"
        "  - {id: lamp, raised: cabinet/2024-01-10#lamp, history: [{date: 2024-03-01, status: amber}]}\n"
        "  - {id: pole, raised: cabinet/2024-01-10#pole}\n"
        "  - {id: wire, raised: cabinet/2024-01-10#wire, status: red}\n"
    ),
    "content/cabinet/2024-01-10.md": (
        f"{HELD}## 1. Roads\n\nACTION: Jane Rees to light it by May 2024. {{#lamp}}\n\n"
        "ACTION (Jane Rees; by May 2024; blue): Set the pole. {#pole}\n\nACTION (Jane Rees; blue): Lay the wire. {#wire}\n\n"
        "ACTION (Jane Rees; after May 2024): Wait. {#wait}\n\nACTION (Jane Rees; by May 2024): Mend and break. {#mend}\n\n"
        "ACTION (Jane Rees; by May 2024): Break and mend. {#break}\n\nACTION (Jane Rees; by May 2024): Told late. {#late}\n\n"
        "RECOMMENDED: to look. {#look}\n\nRECOMMENDED: to hear. {#hear}\n\nRECOMMENDED: to speak. {#speak}\n\nRECOMMENDED: to sing. {#sing}\n"
    ),
    "content/cabinet/2024-03-01.md": (
        f"{HELD}## 1. News\n\n"
        + "".join(
            f"UPDATE ({to}; {status}): News.\n\n"
            for to, status in [
                ("plans/roads#grit", "blue"),
                ("plans/roads#salt", "red"),
                ("cabinet/2024-01-10#lamp", "blue"),
                ("cabinet/2024-01-10#wire", "amber"),
                ("cabinet/2024-01-10#mend", "blue"),
                ("cabinet/2024-01-10#mend", "red"),
                ("cabinet/2024-01-10#break", "red"),
                ("cabinet/2024-01-10#break", "blue"),
                ("cabinet/2024-01-10#late", "blue"),
            ]
        )
        + "RESPONSE (cabinet/2024-01-10#look; accepted in part): Some.\n\nRESPONSE (cabinet/2024-01-10#hear): Perhaps.\n\n"
        "RESPONSE (cabinet/2024-01-10#speak; rejected): No.\n"
    ),
    "content/cabinet/2024-04-01.md": (
        f"{HELD}## 1. News\n\n```update\nto: cabinet/2024-01-10#late\ndate: 2024-02-01\nstatus: red\ntext: Late news.\n```\n\n"
        "RESPONSE (cabinet/2024-01-10#speak): We have thought again.\n"
    ),
}
"""Ways of actions: several words on one day, in the minutes and in the plan, first words of which the last was blue."""


@pytest.mark.parametrize("which", ["sample", "hard"])
def test_what_is_found_stands_where_the_pages_say(which: str, tmp_path: Path) -> None:
    root = ROOT if which == "sample" else write_files(tmp_path, PROGRESS)
    told = {
        (entry.kind, f"{subject.path.removesuffix('/')}#{entry.anchor}"): entry.status
        for subject, entry in list_entries_of(root, "en")
        if entry.kind in ("action", "recommendation")
    }
    shown = dict(list_shown(root))
    assert {key: status for key, status in told.items() if shown.get(key) != status} == {}
    assert told.keys() == shown.keys()
    assert {"open", "done", "overdue", "accepted in part"} <= set(told.values())


def list_shown(root: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield kind, address and status of what has one, as the registers and plans show it."""
    register, glossed, addresses = read_register(root)
    context, words = make_context(register, glossed, addresses, "en"), catalogue("en")
    source = addresses.page("en", "actions")
    names = {words.text(f"record.verdict_{one.replace(' ', '_')}"): one for one in get_args(Verdict)}
    names |= {"": "open", words.text("record.response"): "answered"}
    for record in register.records.values():
        if not any(text.lang == "en" for text in record.texts):
            continue
        if isinstance(record, Action):
            followed = follow(context, record, source)
            status = "done" if followed.progress.done else "overdue" if followed.overdue else "open"
            yield ("action", record.key), status
        if isinstance(record, Recommendation):
            yield ("recommendation", record.key), names[view_recommendation(context, record, source).verdict]
    for plan in register.plans.values():
        source = addresses.page("en", "plans", plan.id)
        for action in plan.actions:
            late = view_planned(context, plan, action, source).overdue
            done = follow_planned(context, plan, action, source).done
            yield ("action", f"plans/{plan.id}#{action.id}"), "done" if done else "overdue" if late else "open"
