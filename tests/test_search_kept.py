"""The index of the search, when lists of the last build are kept: the same files as if all were made anew, and no more made than must be."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.make_council import make_council
from minutebook.cache import Store
from minutebook.model import Register
from minutebook.search import Extractor, Found, Index, StaleIndexError, Subject, Subjects
from minutebook.search.kept import TABLE
from minutebook.search.numbers import Numbers, number_pages
from minutebook.search.subjects import Part
from minutebook.urls import Addresses
from tests.support.finding import lower, read_register
from tests.support.sites import write_files

HELD = "---\nstatus: held\nminutes: approved\n---\n\n"
LIMITS = {
    "BLOCK": 16,
    "CHUNK": 1024,
    "ALONE": 60,
    "LONGEST": 90,
    "MOST_SPOTS": 70,
    "LARGEST": 250,
    "SMALLEST": 60,
}
"""Limits that only a large archive reaches, lowered: lists are cut, files are split, in every example."""
DAYS = [date(2021, 1, 3) + timedelta(days=5 * number) for number in range(12)]
COUNCIL = {
    "content/site.yml": "name: Test\nlanguages: [en, cy]\n",
    "content/bodies.yml": "cabinet: {name: Cabinet, kind: executive}\nforum: {name: Forum, kind: other}\n",
    "content/people.yml": "".join(f"person-{sign}: {{name: Person {sign}}}\n" for sign in "abcdef"),
    **{f"content/{body}/{day}.md": f"{HELD}## 1. Item\n\nText.\n" for body in ("cabinet", "forum") for day in DAYS},
    f"content/forum/{DAYS[3]}-2.md": f"{HELD}## 1. Item\n\nText.\n",
}
WORDS = (  # noqa: SIM905 - as a list it would be half a page long
    "meet meets meeting meetings pont bont phont mhont gardd ardd road roads roadside roadworks roamed the yn 2024 20mph a ab abc abcd "
    "abcde abd abe zebra by-election quay quays"
).split()
Page = tuple[str, int, int]
"""Language, group, number."""
Site = dict[str, bytes]


@dataclass(slots=True)
class Council:
    """A register, and pages that are made up for it."""

    register: Register
    addresses: Addresses
    extractor: Extractor
    numbers: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = number_pages(self.register)

    @classmethod
    def read(cls, root: Path) -> Council:
        register, _, addresses = read_register(root)
        return cls(
            register, addresses, Extractor(tuple(register.terms.values()), register.ignored, register.site.languages)
        )

    def list_places(self) -> list[tuple[int, int]]:
        people = [self.numbers.find_thing("person", id) for id in self.register.people]
        return people + [self.numbers.find_meeting(meeting) for meeting in self.register.meetings.values()]

    def write_clean(self, pages: Mapping[Page, Found], store: Store | None = None) -> Site:
        """Return the files of an index that is made of all pages."""
        index = Index(self.register, self.addresses, store, complete=True)
        for key in sorted(pages):
            index.add([pages[key]])
        site = collect(index)
        index.save()
        return site

    def update(self, before: Mapping[Page, Found], after: Mapping[Page, Found], old: Site, store: Store) -> Site:
        """Return the files of an index that is changed, those that were kept among them."""
        index = Index(self.register, self.addresses, store)
        assert not index.complete
        for key in sorted({*before, *after}):
            found, now = before.get(key), after.get(key)
            if found != now or key[2] % 2:  # those that are as they were may be handed in, or not
                index.change([found] if found else [], [now] if now else [])
        site = collect(index, old)
        index.save()
        return site


def collect(index: Index, old: Mapping[str, bytes] | None = None) -> Site:
    """Return the files of an index, with those of the old site that it keeps."""
    site: Site = {}

    def keep(path: str) -> bool:
        assert path not in site
        if old is None or path not in old:
            return False
        site[path] = old[path]
        return True

    for path, data in index.list_files(keep):
        assert path not in site, "a file is written once"
        site[path] = data
    return site


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return Council.read(write_files(tmp_path_factory.mktemp("council"), COUNCIL))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Council, dict[Page, Found]]:
    """A made-up council and what its pages bring."""
    root = tmp_path_factory.mktemp("made") / "root"
    make_council(root, 30, seed=3)
    register, glossed, addresses = read_register(root)
    council = Council.read(root)
    extraction = council.extractor.start()
    found = map(extraction.extract, Subjects(register, glossed, addresses))
    return council, {(one.lang, one.group, one.number): one for one in found}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "cache", "a") as found:
        yield found


Texts = dict[Page, tuple[str, ...]]


@st.composite
def draw_builds(draw: st.DrawFn, places: list[tuple[int, int]]) -> list[tuple[Texts, frozenset[int]]]:
    """Draw what pages say in some builds, one after the other, and which files of the site are lost in between."""
    text = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
    page = st.tuples(st.sampled_from(["en", "cy"]), st.sampled_from(places)).map(lambda one: (one[0], *one[1]))
    some = st.dictionaries(page, st.lists(text, min_size=1, max_size=4).map(tuple), max_size=30)
    texts: Texts = draw(some)
    builds = [(dict(texts), frozenset[int]())]
    for _ in range(draw(st.integers(1, 3))):
        for gone in draw(st.lists(st.sampled_from(sorted(texts)), max_size=6)) if texts else ():
            texts.pop(gone, None)
        texts |= draw(some) if draw(st.booleans()) else dict(list(draw(some).items())[:1])
        builds.append((dict(texts), draw(st.frozensets(st.integers(0, 40), max_size=2))))
    return builds


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_index_that_is_changed_is_as_one_that_is_made(council: Council, data: st.DataObject) -> None:
    extraction = council.extractor.start()
    builds = data.draw(draw_builds(council.list_places()))
    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory() as folder,
        Store.open(Path(folder), "a") as store,
    ):
        for name, limit in LIMITS.items():
            lower(patch, name, limit)
        pages: dict[Page, Found] = {}
        site: Site = {}
        for number, (texts, lost) in enumerate(builds):
            now = {key: extraction.extract(make_subject(key, said)) for key, said in texts.items()}
            left = {path: data for at, (path, data) in enumerate(sorted(site.items())) if at not in lost}
            clean = council.write_clean(now)
            site = council.update(pages, now, left, store) if number else council.write_clean(now, store)
            assert site == clean
            pages = now


def make_subject(key: Page, said: tuple[str, ...]) -> Subject:
    """Return what a page is about that has a part for each of these texts."""
    lang, group, number = key
    parts = tuple(Part("person", "", "", text[:9], text, ("the zebra",) if "abd" in text else ()) for text in said)
    return Subject(lang, group, number, f"{group}/{number}/", parts)


@pytest.mark.parametrize("seed", range(4))
def test_real_minutes_may_change_too(
    made: tuple[Council, dict[Page, Found]], store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """What meetings bring, with all their records, moves to other meetings, goes and comes back."""
    if seed % 2:
        for name, limit in (LIMITS | {"LARGEST": 2000, "SMALLEST": 400, "ALONE": 120, "LONGEST": 200}).items():
            lower(monkeypatch, name, limit)
    council, found = made
    chance = random.Random(seed)
    pages = {key: one for key, one in found.items() if chance.random() < 0.8}
    site = council.write_clean(pages, store)
    for many in (1, 2, 20):
        before = dict(pages)
        for key in chance.sample(sorted(pages), min(many, len(pages))):
            _, group, number = key
            other = found[chance.choice([one for one in sorted(found) if one[0] == key[0]])]
            pages[key] = replace(other, group=group, number=number)
            if chance.random() < 0.3:
                del pages[key]
        for key in chance.sample(sorted(found), many // 2):
            pages.setdefault(key, found[key])
        site = council.update(before, pages, site, store)
        assert site == council.write_clean(pages)


def test_only_files_of_words_that_changed_are_made(made: tuple[Council, dict[Page, Found]], store: Store) -> None:
    council, found = made
    site = council.write_clean(found, store)
    key = max(key for key, one in found.items() if key[0] == "en" and len(one.words.split("\n")) > 100)
    new = change_word(found[key], 50)
    index = Index(council.register, council.addresses, store)
    index.change([found[key]], [new])
    kept: list[str] = []

    def keep(path: str) -> bool:
        kept.append(path)
        return path in site

    written = [path for path, _ in index.list_files(keep)]
    changed = [path for path in written if site.get(path) is None]
    assert {path.split("/")[2] for path in changed} == {"places"}, "where in the text a word stands"
    assert len(changed) == 1
    assert {path.split("/")[2] for path in written} == {"places", "words", "near", "about.json"}
    assert len([path for path in written if "/words/" in path]) == 1
    assert len(kept) + len(written) == len(site)


def change_word(found: Found, place: int) -> Found:
    """Return what a page brings where one word stands elsewhere."""
    spots = found.spots.split(b"\n")
    spots[place] = b"d+" if spots[place] != b"d+" else b"d/"
    return replace(found, spots=b"\n".join(spots))


def test_what_did_not_bring_what_it_is_said_to_have_brought_is_noticed(
    made: tuple[Council, dict[Page, Found]], store: Store
) -> None:
    council, found = made
    council.write_clean(found, store)
    key = next(key for key, one in sorted(found.items()) if one.words and one.text is None)
    wrong = change_word(found[key], 5)
    other = next(one for one in sorted(found) if one != key and one[0] == key[0])
    thing = next(one for _, one in sorted(found.items()) if one.text is not None)
    changes: list[tuple[list[Found], list[Found]]] = [
        ([wrong], [found[key]]),
        ([wrong], []),
        ([replace(thing, text=["elsewhere/", []])], [thing]),
        ([], [found[key]]),
        ([found[key]], [found[key], replace(found[key], number=found[key].number + 1)]),
        ([found[key]], [replace(found[key], group=other[1], number=other[2])]),
    ]
    for old, new in changes:
        index = Index(council.register, council.addresses, store)
        with pytest.raises(StaleIndexError):
            index.change(old, new)
            collect(index)


def test_lists_that_are_gone_are_noticed(council: Council, store: Store) -> None:
    extraction = council.extractor.start()
    pages = {("en", *place): ("en", *place) for place in council.list_places()}
    council.write_clean({key: extraction.extract(make_subject(key, ("zebra road",))) for key in pages}, store)
    names = [key for key in store.list_keys(TABLE) if key.startswith(("list", "text"))]
    assert {"list en zebra", "list en road"} < set(names)
    for name in names:
        data = store.read(TABLE, name)
        assert data is not None
        store.forget(TABLE, [name])
        with pytest.raises(StaleIndexError):
            collect(Index(council.register, council.addresses, store))
        store.write(TABLE, name, data)
    store.forget(TABLE, ["known cy"])
    assert Index(council.register, council.addresses, store).complete


def test_lists_of_other_limits_or_languages_are_not_used(
    made: tuple[Council, dict[Page, Found]], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    big, found = made
    big.write_clean(found, store)
    assert not Index(big.register, big.addresses, store).complete
    one = replace(big.register, site=replace(big.register.site, languages=("en",)))
    assert Index(one, big.addresses, store).complete
    lower(monkeypatch, "SMALLEST", 2999)
    assert Index(big.register, big.addresses, store).complete


MORE = {
    "meeting": {"content/forum/2021-02-01.md": f"{HELD}## 1. Item\n\nText.\n"},
    "person": {"content/people.yml": COUNCIL["content/people.yml"] + "person-g: {name: Person g}\n"},
    "decade": {"content/forum/2019-02-01.md": f"{HELD}## 1. Item\n\nText.\n"},
    "bodies": {
        "content/bodies.yml": COUNCIL["content/bodies.yml"]
        + "".join(f"body-{number}: {{name: Body {number}, kind: other}}\n" for number in range(40))
    },
}


@pytest.mark.parametrize("what", MORE)
def test_an_index_whose_pages_get_other_numbers_is_made_anew(
    council: Council, what: str, store: Store, tmp_path: Path
) -> None:
    council.write_clean({}, store)
    more = Council.read(write_files(tmp_path / "more", COUNCIL | MORE[what]))
    assert Index(more.register, more.addresses, store).complete == (what in ("decade", "bodies"))


def test_a_page_that_is_no_more_must_be_handed_in(council: Council, store: Store, tmp_path: Path) -> None:
    extraction = council.extractor.start()
    pages = {("en", *place): ("en", *place) for place in council.list_places()}
    council.write_clean({key: extraction.extract(make_subject(key, ("zebra",))) for key in pages}, store)
    fewer = {path: text for path, text in COUNCIL.items() if path != f"content/cabinet/{DAYS[4]}.md"}
    left = Council.read(write_files(tmp_path / "fewer", fewer))
    index = Index(left.register, left.addresses, store)
    assert not index.complete
    with pytest.raises(StaleIndexError, match="no more"):
        collect(index)


def test_an_index_that_was_not_saved_leaves_the_old_one(made: tuple[Council, dict[Page, Found]], store: Store) -> None:
    council, found = made
    pages = dict(list(found.items())[:30])
    site = council.write_clean(pages, store)
    index = Index(council.register, council.addresses, store)
    key = next(iter(pages))
    index.change([pages[key]], [])
    collect(index, site)
    assert council.update(pages, pages, site, store) == site
