"""Acronyms found at an earlier build: what is recalled is what would be found again, whatever was edited since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from minutebook.acronyms import Glossary, compare_glossaries, find_uses, list_words
from minutebook.acronyms.tokens import has_capitals
from minutebook.cache import Store
from minutebook.codec import codec_for, digest
from minutebook.diagnostics import Diagnostic
from minutebook.glossing import Glossed, archive, gloss
from minutebook.glossing.archive import find_plain_words
from minutebook.glossing.reading import read_meeting
from minutebook.harvest import add_lines, format_findings_json, survey
from minutebook.history import History
from minutebook.link import link
from minutebook.load import load
from minutebook.model import AgendaItem, Meeting, Prose, Register, Term, Version
from minutebook.recall import FileLines, Recall
from minutebook.sources import discover
from tests.support.glossaries import DAY, LANGUAGES, make_leaf, make_term
from tests.support.registers import COUNCIL, TODAY
from tests.support.sites import write_files

# A few letters that get into each other's way: parts of one another, words, signs, Welsh words that mutate, plurals.
LETTERS = (
    *("CIW", "CSSIW", "R&D", "DBS", "LD", "CAS-2", "S106", "DfE", "eDV", "As", "CIWs", "2", "111"),
    *("front door", "Early Help", "drws ffrynt", "#team", "SDS+", "C.I.W.", "ŴYN", "FRONT", "R", "CIW DBS"),
)
SENTENCES = (
    *(
        "The CIW and CSSIW met.",
        "R&D, JSON-LD and CAS-2 for S106s.",
        "the front door-DBS2 of A&CIW",
        "y ddrws ffrynt a'r CIW",
    ),
    *(
        "Care Inspectorate Wales (CIW)",
        "DBS (Doing Better Sums)",
        "Children in Wales (CIW) wrote.",
        "C.I.W. says 111 times",
    ),
    *("FRONT DOOR", "the front of CIWs", "#team and SDS+", "DfE eDV As R", "CIW DBS LD's 2 CIW-LD", "CIW¹ R&Ds ŴYN's"),
    *("[[CIW]] **CI**W `DBS` <https://example.org/LD>", "an early help", "Early Help (EH) team", "the CAS-2/LD-111"),
)
TEXTS = st.lists(st.sampled_from(SENTENCES) | st.text("CIWDBS12 s-&.()’front", max_size=9), min_size=1, max_size=4).map(
    " ".join
)
TERMS = st.lists(
    st.builds(
        make_term,
        st.sampled_from(LETTERS),
        st.sampled_from(("Care Inspectorate Wales", "Doing Better Sums", "a door", "Early Help")),
        id=st.sampled_from("abcdefgh"),
        expand=st.sampled_from(("first", "always", "never")),
        also=st.lists(st.sampled_from(LETTERS), max_size=1),
        bodies=st.sampled_from(((), (), ("council",), ("cabinet",))),
        cy=st.sampled_from(("Arolygiaeth", "drws")),
        cy_term=st.sampled_from(("AGC", "drws ffrynt", "CIW")),
    ),
    max_size=5,
    unique_by=lambda term: term.id,
)
IGNORED = st.lists(st.sampled_from(LETTERS), max_size=2)


def make_glossary(terms: list[Term], ignored: list[str]) -> Glossary:
    return Glossary.of(terms, ignored, languages=LANGUAGES)


CIW = make_term("CIW", "Care Inspectorate Wales", cy="Arolygiaeth", cy_term="AGC")


@settings(max_examples=300)
@given(
    TERMS,
    st.lists(st.integers(0, 4), max_size=2),
    TERMS,
    IGNORED,
    IGNORED,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.sampled_from(LANGUAGES),
)
@example([], [], [make_term("front door", "an office")], [], [], ["the front-CIWA2 and front door"], "en")
@example([], [], [make_term("#team", "a team")], [], [], ["the #team"], "en")
@example([], [], [], ["R&D"], [], ["in R&D"], "en")
@example([make_term("JSON", "a form")], [], [make_term("LD", "linked data")], [], [], ["as JSON-LD"], "en")
@example([CIW], [], [make_term("CIW DBS", "both of them")], [], [], ["the CIW DBS"], "en")
@example([CIW], [0], [replace(CIW, meaning=make_term("CIW", "Children in Wales").meaning)], [], [], ["the CIW"], "en")
@example([CIW], [0], [replace(CIW, meaning=make_term("CIW", "Children in Wales").meaning)], [], [], ["y CIW"], "cy")
def test_what_no_change_touches_is_found_again(
    old: list[Term],
    dropped: list[int],
    added: list[Term],
    off: list[str],
    now_off: list[str],
    texts: list[str],
    lang: str,
) -> None:
    """The heart of it: a text may be left unread where the glossary changed in nothing that was looked up for it."""
    new = [replace(term, line=9) for number, term in enumerate(old) if number not in dropped]
    new += [term for term in added if term.id not in {one.id for one in new}]
    before, after = make_glossary(old, off), make_glossary(new, now_off)
    leaves = [make_leaf(text, key) for key, text in enumerate(texts)]
    lexicons = [one.lexicon(lang, body="council", on=DAY, overrides={"DBS": None}) for one in (before, after)]
    first = find_uses(None, leaves, lexicons[0])
    asked = lexicons[0].list_asked()
    words = {word for leaf in leaves for word in list_words(leaf.text)}
    touched = compare_glossaries(before, after)[lang].touches(asked, words.intersection)
    event(f"touched: {touched}")
    if not touched:
        assert find_uses(None, leaves, lexicons[1]) == first


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("The CIW met.", True),
        ("CIWs and C.I.W.", True),
        ("The CSSIW met, and the council.", False),
        ("JSON-CIW", True),
        ("ACIW", False),
        ("the front of it", True),
        ("in front-line work", True),
        ("two fronts", True),
        ("Front door", False),
    ],
)
def test_only_minutes_with_its_letters_are_touched_by_an_entry(text: str, touched: bool) -> None:
    before = make_glossary([], [])
    after = make_glossary([make_term("CIW", "Care Inspectorate Wales"), make_term("front door", "an office")], [])
    lexicon = before.lexicon("en", on=DAY)
    find_uses(None, [make_leaf(text)], lexicon)
    asked = lexicon.list_asked()
    assert compare_glossaries(before, after)["en"].touches(asked, set(list_words(text)).intersection) == touched


# The whole archive


ENTRIES: dict[str, tuple[str, ...]] = {
    "CIW": ("CIW: Care Inspectorate Wales", "CIW: {en: Children in Wales, cy: Plant yng Nghymru, cy_term: PYN}"),
    "R&D": ("R&D: Research and Development",),
    "DBS": (
        "DBS: [{id: dbs, en: Doing Better Sums}, {id: dbs-2, en: Do Be Still}]",
        "DBS: {en: Dim Byd, bodies: [cabinet]}",
    ),
    "front door": ("front door: {en: one desk, cy: drws ffrynt, kind: term}",),
    "Early Help": ("Early Help: {en: help that comes early, also: [EH]}",),
    "LD": ("LD: {en: linked data, until: 2024-02}", "LD: {en: linked data, expand: never}"),
    "ignore": ("ignore: [CSSIW]", "ignore: [EH, LD, FRONT]"),
}
LINES = (
    *(
        "The CIW met. FRONT matters.",
        "Care Inspectorate Wales (CIW) and the front of it.",
        "R&D of the DBS, and LDs.",
        "y ddrws ffrynt",
    ),
    *(
        "Children in Wales (CIW) wrote.",
        "The Early Help (EH) team.",
        "Mair Evans (ME) spoke. ME left.",
        "CSSIW, CSSIW and CSSIW again.",
    ),
    *(
        "Youth Offending Team (YOT) and the YOT, a YOT's YOTs.",
        "LIBRARY of the library, [[CIW]]",
        "Dr Anna Hughes (AH) and AH",
        "# CIW LD\n\n`DBS`",
    ),
)
FILES = (
    *("content/council/2024-01-10.md", "content/council/2024-01-10.cy.md", "content/council/2024-03-06.md"),
    *("content/cabinet/2024-02-14.md", "content/cabinet/2024-02-14.cy.md"),
)
GLOSSARIES = st.fixed_dictionaries({}, optional={key: st.sampled_from(lines) for key, lines in ENTRIES.items()})
CONTENTS = st.fixed_dictionaries(
    {FILES[0]: st.lists(st.sampled_from(LINES), max_size=3)},
    optional={path: st.lists(st.sampled_from(LINES), max_size=3) for path in FILES[1:]},
)


def write_council(root: Path, glossary: Mapping[str, str], contents: Mapping[str, list[str]]) -> None:
    for path in FILES:
        (root / path).unlink(missing_ok=True)
    files = COUNCIL | {"glossary.yml": "\n".join(glossary.values()) or "{}"}
    for path, lines in contents.items():
        half = len(lines) // 2
        items = ["\n\n".join(part) for part in (lines[:half], lines[half:])]
        front = "---\npresent: Cllr Jane Rees (JR)\n---\n" if not path.endswith(".cy.md") else ""
        files[path] = (
            front + "\n\n".join(f"## {number}. Item {number}\n\n{text}" for number, text in enumerate(items, 1)) + "\n"
        )
    write_files(root, files)


def read_council(root: Path) -> Register:
    register, _ = link(load(root, discover(root).sources), History({}), TODAY, drafts=False)
    assert register is not None
    return register


def digest_meetings(register: Register) -> dict[str, str]:
    """Digest what is linked, as the program does with what it keeps."""
    return {
        key: digest(
            codec_for(Meeting).pack(meeting),
            *(codec_for(Prose).pack(register.prose[one.path]) for one in meeting.versions),
        )
        for key, meeting in register.meetings.items()
    }


class Noting(dict[str, Prose]):
    """Prose by path that knows what was asked for: to find anything in a file one needs it."""

    asked: set[str]

    def __getitem__(self, path: str) -> Prose:
        self.asked.add(path)
        return super().__getitem__(path)


def note_reading(register: Register) -> tuple[Register, set[str]]:
    noting = Noting(register.prose)
    noting.asked = set()
    return replace(register, prose=noting), noting.asked


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, "some code") as store:
        assert not store.reason
        yield store
        store.commit()


def recall_and_gloss(root: Path, store: Store, register: Register | None = None) -> tuple[Register, Glossed, set[str]]:
    """Return the register, what is found of it with what is kept, and the files that were read for it."""
    known = register or read_council(root)
    lines = FileLines(root, {one.path: one.digest for meeting in known.meetings.values() for one in meeting.versions})
    recall = Recall(store, digest_meetings(known), lines)
    noting, asked = note_reading(known)
    return known, gloss(noting, lines, recall), asked


def show(register: Register, glossed: Glossed, root: Path) -> tuple[object, ...]:
    """Return all that anybody reads of what was found."""

    def read_lines(path: str) -> list[str]:
        return (root / path).read_text(encoding="utf-8").splitlines()

    def sort(found: tuple[Diagnostic, ...]) -> list[str]:
        return [str(one) for one in found]

    return (
        {path: dict(items) for path, items in glossed.items.items()},
        sort(glossed.diagnostics),
        sort(add_lines(glossed.diagnostics, register, glossed)),
        format_findings_json(survey(register, glossed, read_lines)),
        {(key, lang): glossed.count(key, lang) for key in register.meetings for lang in LANGUAGES},
        glossed.meetings,
        glossed.plain,
    )


@settings(max_examples=20)
@given(st.lists(st.tuples(GLOSSARIES, CONTENTS), min_size=2, max_size=3))
def test_what_is_recalled_is_what_would_be_found(states: list[tuple[dict[str, str], dict[str, list[str]]]]) -> None:
    with TemporaryDirectory() as folder:
        root, cache = Path(folder) / "council", Path(folder) / "cache"
        for glossary, contents in (*states, (states[0][0], states[-1][1]), states[0]):
            write_council(root, glossary, contents)
            with open_store(cache) as store:
                register, glossed, asked = recall_and_gloss(root, store)
            event(f"read {len(asked)} of {len(contents)}")
            fresh = gloss(register, FileLines(root, {}))
            assert show(register, glossed, root) == show(register, fresh, root)
            with Store.open(Path(folder) / "none", "some code") as nothing:
                assert recall_and_gloss(root, nothing, register)[1].digests == glossed.digests


COUNCILS = {FILES[0]: [LINES[0]], FILES[1]: [LINES[3]], FILES[2]: [LINES[7]], FILES[3]: [LINES[2]]}
CIW_ENTRY = {"CIW": ENTRIES["CIW"][0]}


@pytest.mark.parametrize(
    ("glossary", "contents", "read"),
    [
        (CIW_ENTRY, COUNCILS, set()),
        (CIW_ENTRY, COUNCILS | {FILES[2]: [LINES[5]]}, {FILES[2]}),
        (CIW_ENTRY, COUNCILS | {FILES[1]: [LINES[5]]}, {FILES[0], FILES[1]}),
        ({}, COUNCILS, {FILES[0], FILES[1]}),
        ({"CIW": ENTRIES["CIW"][1]}, COUNCILS, {FILES[0], FILES[1]}),
        ({"R&D": ENTRIES["R&D"][0], **CIW_ENTRY}, COUNCILS, {FILES[3]}),
        ({"ignore": ENTRIES["ignore"][0], **CIW_ENTRY}, COUNCILS, {FILES[2]}),
        (
            {"front door": "sgwrs: {en: talk, cy: drws ffrynt, cy_term: drws, kind: term}", **CIW_ENTRY},
            COUNCILS,
            {FILES[0], FILES[1]},
        ),
        ({"note": "# Nothing of note\n", **CIW_ENTRY}, COUNCILS, set()),
    ],
    ids=[
        "nothing",
        "one meeting",
        "one language",
        "entry away",
        "entry changed",
        "entry new",
        "ignored",
        "words",
        "lower line",
    ],
)
def test_only_what_an_edit_may_touch_is_read(
    tmp_path: Path, glossary: dict[str, str], contents: dict[str, list[str]], read: set[str]
) -> None:
    write_council(tmp_path / "council", CIW_ENTRY, COUNCILS)
    with open_store(tmp_path / "cache") as store:
        assert recall_and_gloss(tmp_path / "council", store)[2] == set(COUNCILS)
    write_council(tmp_path / "council", glossary, contents)
    for expected in (read, set()):
        with open_store(tmp_path / "cache") as store:
            assert recall_and_gloss(tmp_path / "council", store)[2] == expected


def test_many_changes_of_the_glossary_keep_few_glossaries(tmp_path: Path) -> None:
    paths = [f"content/council/2024-01-{day}.md" for day in range(10, 20)]
    write_files(tmp_path, COUNCIL | dict.fromkeys(paths, "## 1. Item\n\nThe CIW met.\n"))
    counts = []
    for number, path in enumerate(paths):
        (tmp_path / "glossary.yml").write_text(f"A{number}X: Another {number}\n", encoding="utf-8")
        (tmp_path / path).write_text(f"## 1. Item\n\nWord {number}.\n", encoding="utf-8")
        with open_store(tmp_path / "cache") as store:
            *_, asked = recall_and_gloss(tmp_path, store)
            assert asked == (set(paths) if number == 0 else {path})
            counts.append(len(store.list_keys("glossaries")))
    assert counts == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4]


def test_a_file_that_changed_while_it_was_read_is_not_kept(tmp_path: Path) -> None:
    write_council(tmp_path, {}, COUNCILS)
    register = read_council(tmp_path)
    (tmp_path / FILES[0]).write_text("## 1. Item 1\n\n\n\nNow the CIW stands elsewhere.\n", encoding="utf-8")
    with open_store(tmp_path / "cache") as store:
        lines = FileLines(
            tmp_path, {one.path: one.digest for meeting in register.meetings.values() for one in meeting.versions}
        )
        gloss(register, lines, Recall(store, digest_meetings(register), lines))
        assert store.list_keys("terms") == ["cabinet/2024-02-14", "council/2024-03-06"]


def test_without_its_words_a_meeting_is_read_again_where_words_matter(tmp_path: Path) -> None:
    write_council(tmp_path, CIW_ENTRY, COUNCILS)
    with open_store(tmp_path / "cache") as store:
        recall_and_gloss(tmp_path, store)
        store.forget("words", ["council/2024-03-06"])
        write_council(tmp_path, CIW_ENTRY | {"front door": ENTRIES["front door"][0]}, COUNCILS)
        assert recall_and_gloss(tmp_path, store)[2] == {FILES[2]}


def test_a_damaged_value_is_found_again(tmp_path: Path) -> None:
    write_council(tmp_path, {}, COUNCILS)
    with open_store(tmp_path / "cache") as store:
        first = recall_and_gloss(tmp_path, store)[1]
    with open_store(tmp_path / "cache") as store:
        row = store.read("terms", "council/2024-01-10")
        assert row is not None
        for damaged in (row[:64], row[:70], row[:72] + b"{}" + row[74:], row[:32]):
            store.write("terms", "council/2024-01-10", damaged)
            _, glossed, asked = recall_and_gloss(tmp_path, store)
            assert asked == {FILES[0], FILES[1]}
            assert glossed.meetings == first.meetings


@settings(max_examples=200)
@given(
    st.lists(st.text("abcdBUDGETŴŵÉéİIßΣσς𝐀ªǅ漢-. \n", max_size=14), max_size=3),
    st.text("BUDGETŴÉİIΣ𝐀ª漢abǅ", min_size=2, max_size=8),
)
@example(["ŵyna was"], "ŴYNA")
@example(["i̇i̇i̇i̇"], "İİİİ")
def test_plain_words_are_those_that_stand_in_small_letters(texts: list[str], letters: str) -> None:
    """As a search through all words would say, for whatever can be unexplained letters."""
    assume(has_capitals(letters))
    leaves = tuple(make_leaf(text, key) for key, text in enumerate(texts))
    version = Version("en", "", "", (AgendaItem("item-1", "1.", "Item", None, leaves, 1),))
    meeting = Meeting("council/2024-01-10", "council", DAY, 1, (version,))
    files = read_meeting(meeting, {"": Prose({}, {}, {}, {})}, make_glossary([], []), lambda _: ()).files
    plain = (
        len(letters) >= 4
        and letters.isalpha()
        and letters.isupper()
        and any(letters.lower() in text.split() for text in texts)
    )
    event(f"plain: {plain}")
    assert find_plain_words(files, {letters}) == ({letters} if plain else frozenset())


@pytest.mark.parametrize("changing", [False, True])
def test_other_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changing: bool) -> None:
    contents = {path: [LINES[number], LINES[-1 - number]] for number, path in enumerate(FILES)}
    write_council(tmp_path, {"CIW": ENTRIES["CIW"][1]}, contents)
    register = read_council(tmp_path)
    if changing:  # as the others must notice
        path = tmp_path / FILES[0]
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    monkeypatch.setattr(archive, "_FEW", 0)
    found = []
    for jobs in (1, 2):
        lines = FileLines(
            tmp_path, {one.path: one.digest for meeting in register.meetings.values() for one in meeting.versions}
        )
        with open_store(tmp_path / f"cache{jobs}") as store:
            glossed = gloss(register, lines, Recall(store, digest_meetings(register), lines), jobs)
            rows = dict(store.iterate("terms"))
        assert ("council/2024-01-10" in rows) is not changing
        found.append((show(register, glossed, tmp_path), rows, glossed.digests))
    assert found[0] == found[1]
