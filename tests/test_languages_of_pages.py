"""Each word of a page is in the language that the page says: no English unmarked on a Welsh page, no Welsh on an English one.

And what a page says of its other languages is so. Looked at on all pages of the sample council, by what a screen reader goes by: the nearest `lang`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest

from minutebook.i18n import catalogue
from tests.support.languages import Alternates, Piece, read_languages

BASE = "https://example.org/council/"
LANGUAGES = ("en", "cy")
"""Of the sample council, the first first."""

# Not a, all, am, an, at, in, is, it, not, on, or, plan, to: these are Welsh words too, or parts of them.
_ENGLISH = """
about and are as be because been before between but by for from had has have her his into its of our should than that
the their there these they this those was we were what when where which who will with would you your
"""
# Not a, am, ar, at, y, yr, i, o: these are English words too, or stand in the names of places in Wales.
_WELSH = """
bod bydd ei ein eu fel fod fydd gael gan gyda hon hwn hyn mae mewn nad neu ni nid oedd oes roedd sydd wedi wrth yn
"""
STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "cy": frozenset(_WELSH.split())}
"""Words without which hardly a sentence of a language stands, none of which the other knows."""

NAMES: tuple[str, ...] = ()
"""Names in the content that hold such a word and are the same in both languages: none so far. A sentence is no name: mark its language."""

_ID = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+){2,}(?![\w-])")
"""An id of a record, which is the same in both languages: `list-of-letters`."""
_WORD = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(r"\\\{\w+\\\}")
_FEW = 8
"""Letters that a sentence must have beside what is put in, to be known again."""


@pytest.fixture(scope="module")
def read_sample(sample_site: Path) -> Mapping[str, tuple[list[Piece], Alternates]]:
    """Every page of the sample, by its path below the site."""
    return {
        path.relative_to(sample_site).as_posix(): read_languages(path.read_text(encoding="utf-8"))
        for path in sorted(sample_site.rglob("*.html"))
    }


def list_sentences(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return what the interface says in a language: whole strings, and a pattern of those with something put in."""
    forms = {form for entry in catalogue(lang).entries.values() for form in entry.forms.values()}
    patterns = [
        _PLACE.sub("(?:.+)", re.escape(form))
        for form in sorted(forms)
        if "{" in form and len("".join(_WORD.findall(re.sub(r"\{\w+\}", "", form)))) >= _FEW
    ]
    return frozenset(form for form in forms if "{" not in form), re.compile("|".join(patterns))


class Interface:
    """What the interface says in one language and not in the other."""

    def __init__(self, lang: str, other: str) -> None:
        self._own, self._pattern = list_sentences(lang)
        self._theirs, self._other_pattern = list_sentences(other)

    def says(self, text: str) -> bool:
        """Whether a text is a string of this language's catalogue, and of the other's none."""
        if text in self._theirs or self._other_pattern.fullmatch(text):
            return False
        return text in self._own or self._pattern.fullmatch(text) is not None


FOREIGN = {"cy": Interface("en", "cy"), "en": Interface("cy", "en")}
"""By the language that a text is marked with: what it must not be."""
OTHER = {"cy": "en", "en": "cy"}


def find_foreign(pieces: Iterable[Piece]) -> list[str]:
    """Return each text that is marked as one of the two languages and is in the other, with the place where it stands."""
    return [f"{one.place}: {one.text}" for one in pieces if one.lang in OTHER and is_foreign(one.lang, one.text)]


def is_foreign(lang: str, text: str) -> bool:
    """Whether a text marked as being in `lang` is a string of the other's interface, or has a stop word of the other."""
    bare = _ID.sub("", text)
    for name in NAMES:
        bare = bare.replace(name, "")
    words = {word.casefold() for word in _WORD.findall(bare)}
    return bool(words & STOP_WORDS[OTHER[lang]]) or FOREIGN[lang].says(text)


def test_no_word_is_marked_as_of_the_wrong_language(
    read_sample: Mapping[str, tuple[list[Piece], Alternates]],
) -> None:
    looked_at = dict.fromkeys(LANGUAGES, 0)
    known: dict[tuple[str, str], bool] = {}
    found: list[str] = []
    for name, (pieces, _) in read_sample.items():
        for one in pieces:
            if one.lang not in OTHER:
                continue
            looked_at[one.lang] += 1
            key = (one.lang, one.text)
            if key not in known:
                known[key] = is_foreign(*key)
            if known[key]:
                found.append(f"{name}: {one.place} ({one.lang}): {one.text}")
    assert min(looked_at.values()) > 10_000, looked_at
    assert not found, f"{len(found)}:\n" + "\n".join(found[:40])


def test_every_word_has_a_language_but_what_nobody_knows(
    read_sample: Mapping[str, tuple[list[Piece], Alternates]],
) -> None:
    """`lang=""` is for what the clerks' files hold without saying in which language: the words of a commit, other names of an office."""
    unknown = [(name, one) for name, (pieces, _) in read_sample.items() for one in pieces if one.lang == ""]
    assert unknown, "the sample has a history, and offices with other names"
    for name, one in unknown:
        assert ".mb-provenance" in one.place or re.search(r"(^|/)offices/[^/]+/index\.html$", name), f"{name}: {one}"
    others = {one.lang for pieces, _ in read_sample.values() for one in pieces} - {""}
    assert others == set(LANGUAGES)


@pytest.mark.parametrize(
    ("lang", "html"),
    [
        ("cy", "<p>The minutes were agreed.</p>"),
        ("cy", "<p>Cofnodion</p><p>Minutes</p>"),
        ("cy", "<p>Approved by Y Cyngor, 3 Mawrth 2026</p>"),
        ("cy", '<p lang="en">Agreed.</p><p>and others</p>'),
        ("cy", '<a href="#x" aria-label="Penderfyniad: dolen i “Because of the rain”">#</a>'),
        ("cy", '<button data-copied="Link copied">Copïo</button>'),
        ("cy", '<input placeholder="Search">'),
        ("cy", '<img src="x.png" alt="A chart of the list">'),
        ("cy", '<p title="Draft minutes">Drafft</p>'),
        ("cy", '<p lang="en">Not <b lang="cy">who</b> it was</p>'),
        ("en", "<p>Mae'r cofnodion yn ddrafft.</p>"),
        ("en", "<p>Cofnodion</p>"),
        ("en", '<div lang="cy">Cytunwyd.</div><p>Nid oes cofnodion</p>'),
        ("en", '<a href="#x" aria-label="Decision: link to “CYTUNWYD gan bawb”">#</a>'),
    ],
)
def test_what_is_of_the_wrong_language_is_found(lang: str, html: str) -> None:
    page = f'<html lang="{lang}"><head><meta name="description" content="2026"></head><body>{html}</body></html>'
    assert len(find_foreign(read_languages(page)[0])) == 1


@pytest.mark.parametrize(
    ("lang", "html"),
    [
        ("cy", '<p>Daeth y Cyng. Huw Tandy a <span lang="en">the clerk of the forum</span> i Heol y Cei.</p>'),
        ("cy", '<p>Cabinet, is-gadeirydd, at ei gilydd, to bach</p><span lang="">Mend the date</span>'),
        ("cy", "<script>if (this.of) return the;</script><style>.and { top: 0 }</style>"),
        ("cy", "<p>DIWEDDARIAD (list-of-letters; glas): Mae'r rhestr wedi ei chwblhau.</p>"),
        ("en", "<p>A mast at Pen yr Allt, for Cyngor Cymuned Llanfair; the minutes of Heol y Cei</p>"),
        ("en", '<a hreflang="cy" lang="cy" href="cy/">Mae hwn yn Gymraeg</a>'),
    ],
)
def test_what_is_of_the_right_language_is_let_pass(lang: str, html: str) -> None:
    assert find_foreign(read_languages(f'<html lang="{lang}"><body>{html}</body></html>')[0]) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_stop_words_are_words_of_one_language(lang: str) -> None:
    """None of them stands in a sentence of the other language's interface."""
    words = {
        word.casefold()
        for entry in catalogue(OTHER[lang]).entries.values()
        for form in entry.forms.values()
        for word in _WORD.findall(re.sub(r"\{\w+\}", "", form))
    }
    assert words & STOP_WORDS[lang] == set()


def name_language(page: str) -> str:
    """Return the language that a page's address says."""
    first = page.partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def find_file(address: str) -> str:
    """Return the file below the site that an address leads to."""
    assert address.startswith(BASE), address
    path = address.removeprefix(BASE)
    return path + "index.html" if path.endswith("/") or not path else path


def find_wrong_alternates(pages: Mapping[str, Alternates]) -> list[str]:
    """Return what pages say of their languages that is not so: what they are in, and where they stand in others."""
    wrong: list[str] = []
    for name, page in pages.items():
        own = name_language(name)
        if page.lang != own:
            wrong.append(f"{name}: <html lang> is {page.lang!r}")
        links = dict(page.links)
        if len(page.links) != len(links) or set(links) != {*LANGUAGES, "x-default"}:
            wrong.append(f"{name}: alternates are {[code for code, _ in page.links]}")
            continue
        if links["x-default"] != links[LANGUAGES[0]]:
            wrong.append(f"{name}: x-default is {links['x-default']}")
        if links[own] != page.canonical or find_file(links[own]) != name:
            wrong.append(f"{name}: its own address is {links[own]}, canonical {page.canonical}")
        for code in LANGUAGES:
            other = find_file(links[code])
            if other not in pages:
                wrong.append(f"{name}: {other} is not there")
            elif name_language(other) != code or dict(pages[other].links) != links:
                wrong.append(f"{name}: {other} does not point back")
    return wrong


def list_alternates(read: Mapping[str, tuple[list[Piece], Alternates]]) -> dict[str, Alternates]:
    """Return what each page says, but for the page of addresses that are not there, which has none of its own."""
    return {name: page for name, (_, page) in read.items() if name != "404.html"}


def test_pages_name_their_other_languages(read_sample: Mapping[str, tuple[list[Piece], Alternates]]) -> None:
    pages = list_alternates(read_sample)
    assert len(pages) > 300
    assert find_wrong_alternates(pages) == []
    missing = read_sample["404.html"][1]
    assert (missing.lang, missing.links) == (LANGUAGES[0], [])


@pytest.mark.parametrize(
    "change",
    [
        ("lang", "en"),
        ("links", []),
        ("links", [("en", "council/"), ("cy", "cy/council/"), ("x-default", "cy/council/")]),
        ("links", [("en", "council/"), ("cy", "cy/cabinet/"), ("x-default", "council/")]),
        ("links", [("en", "cabinet/"), ("cy", "cy/council/"), ("x-default", "cabinet/")]),
        ("links", [("en", "council/"), ("cy", "cy/council/"), ("cy", "cy/council/"), ("x-default", "council/")]),
        ("links", [("en", "council/"), ("cy", "cy/nowhere/"), ("x-default", "council/")]),
        ("canonical", "council/"),
    ],
)
def test_wrong_alternates_are_noticed(
    change: tuple[str, object], read_sample: Mapping[str, tuple[list[Piece], Alternates]]
) -> None:
    pages = list_alternates(read_sample)
    right = pages["cy/council/index.html"]
    wrong = Alternates(right.lang, list(right.links), right.canonical)
    name, value = change
    if isinstance(value, list):
        wrong.links = [(code, urljoin(BASE, path)) for code, path in value]
    else:
        setattr(wrong, name, value if name == "lang" else urljoin(BASE, str(value)))
    assert find_wrong_alternates({**pages, "cy/council/index.html": wrong})
