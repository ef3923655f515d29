"""Pages are kept where nothing has changed that they show; and where anything has, they are made again.

The judge (`tests/support/rebuilding.py`) makes every page that would be kept all the same, and compares. `tests/test_laws_kept.py` does so with whole
builds.
"""

from __future__ import annotations

import os
import pickle
import random
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, meta

from minutebook.cache import Store
from minutebook.codec import UnreadableError
from minutebook.keeping import KeptPages
from minutebook.output import open_site
from minutebook.pages import plan_pages, track
from minutebook.pipeline import TEMPLATES
from minutebook.render import Settings, Work, _list_files, add_sources, make_environment, render_all
from minutebook.search import Found, pack_found, unpack_found
from minutebook.tracing import Day, Traced, Tracer
from minutebook.urls import Addresses
from tests.support.edits import EDITS
from tests.support.rebuilding import Council, Rebuilder, Rebuilt
from tests.support.registers import plan_small
from tests.support.sites import TODAY, write_files
from tests.support.small_council import FILES
from tests.support.walks import list_steps
from tests.support.workplace import NothingToDoError, open_workplace

STEPS = 10
SEED = 5 if os.environ.get("CI") else random.randrange(10**6)
FIRST = "content/council/2025-03-04.md"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


# What must be made again


def test_nothing_changed(council: Council) -> None:
    built = council.build()
    assert built.made == []
    assert built.told["council/2025-03-04/"] == [
        "council/2025-03-04/ was kept: nothing that it shows has changed since the last build."
    ]


def test_a_walk_of_edits(tmp_path: Path) -> None:
    place = open_workplace(tmp_path, write_files(tmp_path / "root", FILES), SEED)
    rebuilder, kept, made = Rebuilder(tmp_path / "rebuilt"), 0, 0
    for number, names in enumerate(list_steps(SEED, STEPS)):
        place.random.seed(f"{SEED}:{number}")
        place.journal.clear()
        for name in names:
            with suppress(NothingToDoError):
                EDITS[name](place)
        with place.using_templates():
            built = rebuilder.build(place.options)
        if built is None:
            place.take_back()
            continue
        assert built.changed <= set(built.made), f"seed {SEED}, step {number}: {names}"
        kept, made = kept + len(built.kept), made + len(built.made)
    assert kept, SEED
    assert made, SEED


MACRO = (TEMPLATES / "macros" / "badges.html").read_text(encoding="utf-8").replace('class="', 'class="own ')
Edit = Callable[[Council], Rebuilt]
LATER = {"today": TODAY + timedelta(days=60)}
EVERY: dict[str, tuple[Edit, str]] = {
    "word": (lambda one: one.edit(FIRST, "welcomed everyone", "greeted everyone"), "council/2025-03-04/"),
    "title": (lambda one: one.edit(FIRST, "## 1. Declarations", "## 1. Interests"), "council/2025-03-04/"),
    "chair": (lambda one: one.edit(FIRST, "Cllr Dai Ellis (from item 2)", "Cllr Dai Ellis"), "council/2025-03-04/"),
    "apologies": (lambda one: one.edit(FIRST, "apologies: Cllr Mair Owen\n", ""), "attendance/"),
    "new meeting": (lambda one: one.write("content/council/2025-05-06.md", "# May\n\n## 1. CIW\n\nNothing.\n"), ""),
    "meeting gone": (lambda one: one.remove("content/council/2026-12-08.md"), "council/2026/"),
    "person": (lambda one: one.edit("content/people.yml", "name: Dai Ellis", "name: Dai Elis"), "people/dai-ellis/"),
    "new person": (
        lambda one: one.edit("content/people.yml", "jane-rees:", "al-ba: {name: Al Ba}\njane-rees:"),
        "people/",
    ),
    "office": (lambda one: one.edit("content/offices.yml", "en: Leader", "en: Head"), "people/jane-rees/"),
    "body": (lambda one: one.edit("content/bodies.yml", "en: Cabinet", "en: Executive"), "cabinet/2025-04-08/"),
    "new term": (lambda one: one.edit("glossary.yml", "ignore: [UK]", "DSG: {en: Design Safety Group}"), "glossary/"),
    "meaning": (
        lambda one: one.edit("glossary.yml", "Care Inspectorate Wales", "Care Inspectors"),
        "council/2025-03-04/",
    ),
    "term gone": (
        lambda one: one.edit("glossary.yml", "LAC: {en: looked after", "LAX: {en: looked after"),
        "glossary/",
    ),
    "plan": (lambda one: one.edit("content/plans/care.yml", "title: More workers", "title: Workers"), "plans/care/"),
    "page": (lambda one: one.edit("content/pages/about.md", "We meet in the hall", "We meet outside"), "about/"),
    "site": (lambda one: one.edit("content/site.yml", "en: Small Council", "en: Tiny Council"), "404.html"),
    "key": (
        lambda one: one.edit("content/site.yml", "contact:", "key: {red: a, amber: b, green: c, blue: d}\ncontact:"),
        "plans/",
    ),
    "template": (lambda one: one.write("templates/pages/plans.html", "<p>{{ view.rows|length }}</p>\n"), "plans/"),
    "macro": (lambda one: one.write("templates/macros/badges.html", MACRO), "council/2025-03-04/"),
    "shell": (lambda one: one.write("templates/shell/footer.html", "<footer>End</footer>\n"), "about/"),
    "style": (lambda one: one.write("templates/assets/css/own.css", "p { margin: 0 }\n"), "about/"),
    "today": (lambda one: one.build(**LATER), "council/2026-12-08/"),
    "drafts": (lambda one: one.build(drafts=True), "cabinet/2026/"),
    "address": (lambda one: one.build(base_url="https://example.org/elsewhere/"), "about/"),
    "no search": (lambda one: one.build(search=False), "search/"),
}


@pytest.mark.parametrize("kind", EVERY)
def test_what_changed_is_made_again(council: Council, kind: str) -> None:
    edit, path = EVERY[kind]
    built = edit(council)
    assert built.changed <= set(built.made)
    assert path in built.changed, "the edit changes nothing, so this proves nothing"
    again = council.build()
    assert again.made == []


def test_history_is_read(council: Council) -> None:
    place = open_workplace(council.root.parent / "workplace", council.root, 1)
    for number, day in enumerate(("2026-01-01", "2026-02-01")):
        (council.root / FIRST).write_text(FILES[FIRST] + f"\nNote {number}.\n", encoding="utf-8")
        for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", f"change {number}")):
            place.git(*words, day=day)
        built = council.build()
        assert {"council/2025-03-04/", ""} <= built.changed <= set(built.made)


# What need not be


def list_unrelated() -> dict[str, str]:
    meetings = {
        f"content/council/2025-0{month}-04.md": f"## 1. Roads\n\nWe walked {month} miles.\n\nRESOLVED: to mend {month} roads.\n"
        for month in range(1, 8)
    }
    return {path: text for path, text in FILES.items() if path in SHARED} | meetings


SHARED = ("content/site.yml", "content/bodies.yml", "content/people.yml", "content/offices.yml", "glossary.yml")


def test_a_word_leaves_all_other_pages(tmp_path: Path) -> None:
    council = Council(tmp_path, list_unrelated())
    built = council.edit("content/council/2025-03-04.md", "We walked", "We strode")
    assert set(built.made) == built.changed == {"council/2025-03-04/", "cy/council/2025-03-04/"}


def test_what_a_language_lacks_is_noticed(tmp_path: Path) -> None:
    whole = {"content/council/2025-03-04.cy.md": "## 1. Ffyrdd\n\nCerddom 3 milltir.\n\nPENDERFYNWYD: mendio 3.\n"}
    council = Council(tmp_path, list_unrelated() | whole)
    pages = {"admin/languages/", "cy/admin/languages/"}
    assert not pages & set(council.edit("content/council/2025-03-04.md", "We walked", "We strode").made)
    built = council.edit("content/council/2025-03-04.md", "RESOLVED: to mend 3 roads.\n", "## 2. Other\n\nWords.\n")
    assert pages <= built.changed
    built = council.edit("content/council/2025-03-04.md", "## 2. Other\n\nWords.\n", "RESOLVED: to mend 3 roads.\n")
    assert pages <= built.changed
    assert pages <= council.remove("content/council/2025-03-04.cy.md").changed
    assert (
        pages <= council.edit("content/council/2025-04-04.md", "## 1.", "---\nstatus: cancelled\n---\n\n## 1.").changed
    )


def test_a_decision_changes_lists_but_no_other_meeting(tmp_path: Path) -> None:
    council = Council(tmp_path, list_unrelated())
    built = council.edit("content/council/2025-03-04.md", "to mend 3 roads", "to mend all roads")
    meetings = {path for path in built.made if re.search(r"council/\d{4}-", path)}
    assert meetings == {"council/2025-03-04/", "cy/council/2025-03-04/"}
    assert {"decisions/", "decisions/2025/"} <= set(built.made)
    assert not {path for path in built.made if path.startswith(("people/", "glossary/", "council/2025/"))}


def test_a_new_meeting_changes_its_neighbours_only(tmp_path: Path) -> None:
    council = Council(tmp_path, list_unrelated())
    built = council.write("content/council/2025-03-20.md", "## 1. Roads\n\nWe slept.\n")
    meetings = {path for path in built.made if re.match(r"council/\d{4}-", path)}
    assert meetings == {"council/2025-03-04/", "council/2025-03-20/", "council/2025-04-04/"}


def test_a_day_that_brings_nothing_makes_nothing(tmp_path: Path) -> None:
    council = Council(tmp_path, list_unrelated())
    assert council.build(today=TODAY + timedelta(days=1)).made == []


def test_a_person_who_is_named_nowhere_changes_no_meeting(tmp_path: Path) -> None:
    council = Council(tmp_path, list_unrelated())
    built = council.edit("content/people.yml", "name: Mair Owen", "name: Mair Owens")
    assert not {path for path in built.made if re.search(r"council/\d{4}-", path)}


def test_one_template_leaves_pages_of_others(council: Council) -> None:
    built = council.write("templates/pages/plans.html", "<p>Plans</p>\n")
    assert set(built.made) == {"plans/", "cy/plans/"}


# What is told


def test_reasons_are_told(council: Council) -> None:
    told = council.edit("glossary.yml", "about: Inspects social care", "about: Inspects care").told
    assert told["council/2025-03-04/"][0] == "council/2025-03-04/ was made, since these changed since the last build:"
    assert "  term CIW" in told["council/2025-03-04/"] or "  term ciw" in told["council/2025-03-04/"]
    told = council.edit(FIRST, "welcomed everyone", "greeted everyone").told
    assert told["council/2025-03-04/"][1:] == ["  meeting council/2025-03-04"]
    assert told["about/"] == ["about/ was kept: nothing that it shows has changed since the last build."]
    told = council.build(**LATER).told
    assert told["council/2026-12-08/"][1:] == ["  the day: a date that it shows has passed, or has come"]


def test_a_new_page_and_none_at_all(council: Council, tmp_path: Path) -> None:
    built = council.write("content/council/2025-05-06.md", "## 1. May\n\nNothing.\n")
    assert built.told["council/2025-05-06/"] == ["council/2025-05-06/ was made: it is new."]
    assert built.told["council/2025-03-04/"][1:] == ["  the pages before and after it"]
    pages = KeptPages(Store.open(None, "off"), Tracer(), 1)
    assert pages.explain("council/2025-03-05/") == ["There is no page council/2025-03-05/."]


# What pages are planned with


def test_pages_are_planned_with_plain_values(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {path: text for path, text in FILES.items() if path not in SHARED} | FILES)
    planned = tuple(plan_pages(small.register, small.glossed, small.addresses))
    assert len({page.path for page in planned}) == len(planned)
    for page in planned:
        assert all(type(one) in (str, int) for one in page.arguments), page.name
        assert page().path == page.path
        assert "<" not in page.name, "a function without a name of its own is not the same in the next build"


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    small = plan_small(tmp_path, FILES)
    tracer = Tracer()
    tracked = track(small.register, small.glossed, tracer)
    planned = tuple(plan_pages(small.register, small.glossed, small.addresses, tracked=tracked))
    settings = Settings((TEMPLATES,), small.frames, small.addresses, "/")
    here = list(render_all(Work(planned, None, tracer), settings, 1))
    there = list(render_all(pickle.loads(pickle.dumps(Work(planned, None, tracer))), settings, 1))
    assert here == there
    assert all(page.reads.names for page in here)


@pytest.mark.parametrize("name", ["pages/meeting.html", "pages/glossary.html", "pages/home.html"])
def test_templates_that_a_template_needs_are_found(tmp_path: Path, name: str) -> None:
    needed = {name, *list_needed(make_environment([TEMPLATES]), name)}
    before = find_digest(TEMPLATES, name)
    for other in (*needed, "pages/none.html"):
        folder = write_files(tmp_path / other.replace("/", "-"), {other: "other"})
        assert (find_digest(folder, name) != before) == (other in needed), other


BANNER = "{% include 'pages/banner.txt' %}"
CALLS = {
    "a text": (BANNER, "pages/banner.txt"),
    "a picture": ("{%- include 'assets/own.svg' -%}", "assets/own.svg"),
    "one that another includes": ("{% include 'macros/own.html' %}", "pages/banner.txt"),
    "a name in a variable": ("{% set one = 'pages/banner' ~ '.txt' %}{% include one %}", "pages/banner.txt"),
    "a name in brackets": ("{% include('pages/ban' ~ 'ner.txt') %}", "pages/banner.txt"),
    "a name that begins like one": ("{% include 'pages/ban' ~ 'ner.txt' %}", "pages/banner.txt"),
    "the first of some": ("{% include ['pages/none.txt', 'pages/banner.txt'] %}", "pages/banner.txt"),
    "one of two": (
        "{% include 'pages/banner.txt' if lang == 'en' else 'pages/other.txt' %}",
        "pages/banner.txt",
    ),
    "after half a call in a comment": ("{# {% include 'x' #}" + BANNER, "pages/banner.txt"),
    "over several lines": ("{%\n include\n 'pages/banner.txt'\n%}", "pages/banner.txt"),
    "behind a link": ("{% include 'pages/linked/own.html' %}", "elsewhere/own.html"),
    "behind a link, in a variable": (
        "{% set one = 'pages/linked/own' %}{% include one ~ '.html' %}",
        "elsewhere/own.html",
    ),
    "of the shell, behind a link": ("", "elsewhere/own.html"),
}


@pytest.mark.parametrize("kind", CALLS)
def test_whatever_a_template_includes_is_noticed(tmp_path: Path, kind: str) -> None:
    few = {path: FILES[path] for path in SHARED} | {"content/council/2025-03-04.md": "## 1. Roads\n\nWe walked.\n"}
    council = Council(tmp_path, few)
    call, name = CALLS[kind]
    templates, elsewhere = council.root / "templates", council.root.parent / "elsewhere"
    place = elsewhere.parent / name if name.startswith("elsewhere") else templates / name
    home = (TEMPLATES / "pages/home.html").read_text(encoding="utf-8")
    files = {"templates/macros/own.html": BANNER, "templates/pages/banner.txt": "-", "templates/pages/other.txt": "-"}
    write_files(council.root, {**files, "templates/pages/home.html": home + call})
    if not call:
        write_files(council.root, {"templates/shell/footer.html": "{% include 'linked/own.html' %}"})
    write_files(elsewhere.parent, {"elsewhere/own.html": "-"})
    # What the shell leads to counts for every page, so nothing may lie there that is not meant.
    (templates / ("pages" if call else "shell") / "linked").symlink_to(elsewhere, target_is_directory=True)
    for words in ("One", "Two", "Two"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"<p>{words}</p>", encoding="utf-8")
        before, built = council.rebuilder.last[""], council.build()
        assert ("" in built.made) == (before.data != built.pages[""].data)
        assert f"<p>{words}</p>".encode() in built.pages[""].data


def test_links_that_go_round_are_gone_through_once(tmp_path: Path) -> None:
    root = write_files(tmp_path / "root", {"one.html": "1", "a/two.html": "2", "other/three.html": "3"})
    (root / "a/round").symlink_to(root, target_is_directory=True)
    (root / "b").symlink_to(root / "other", target_is_directory=True)
    found = [("./one.html", b"1"), ("a/two.html", b"2"), ("a/round", "."), ("b/three.html", b"3"), ("other", "b")]
    assert list(_list_files(root)) == found


def test_what_no_template_includes_is_not_noticed(council: Council) -> None:
    home = (TEMPLATES / "pages/home.html").read_text(encoding="utf-8")
    council.write("templates/pages/home.html", home + BANNER.replace("%}", "ignore missing %}"))
    assert council.write("templates/pages/other.txt", "Other").made == []
    assert "" in council.write("templates/pages/banner.txt", "Words").changed


def find_digest(folder: Path, name: str) -> bytes:
    tracer = Tracer()
    add_sources(tracer, Settings((folder, TEMPLATES), {}, Addresses(("en",)), "/"))
    return tracer.find_digest(f"template:{name}")


def list_needed(environment: Environment, name: str) -> set[str]:
    """Return what a template includes or imports, as the template engine itself sees it, and what these do."""
    found: set[str] = set()
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    for other in meta.find_referenced_templates(environment.parse(source)):
        assert other is not None
        found |= {other, *list_needed(environment, other)}
    return found


# The judge, and its parts


def test_a_read_that_is_not_noted_is_found_out(council: Council) -> None:
    """Were a page to read people, say, without anybody noticing, the judge would see it."""

    def get(self: Traced[object], key: str) -> object:
        return self.inner[key]

    with mock.patch.object(Traced, "__getitem__", get):
        council.rebuilder = Rebuilder(council.root.parent / "other")
        council.build()
        with pytest.raises(AssertionError, match="would have been kept"):
            council.edit("content/people.yml", "name: Dai Ellis", "name: Dai Elis")


DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@given(today=DAYS, others=st.lists(DAYS, max_size=5), another=DAYS)
def test_a_day_notes_what_it_was_compared_with(today: date, others: list[date], another: date) -> None:
    def compare(day: date) -> list[bool]:
        return [
            said
            for other in others
            for said in (day < other, day <= other, day > other, other < day, other <= day, day == other, other != day)
        ]

    tracer = Tracer()
    tracer.begin()
    assert compare(Day(today, tracer)) == compare(today)
    reads = tracer.end()
    assert reads.names == ()
    assert reads.first <= today.toordinal() <= reads.last
    if reads.first <= another.toordinal() <= reads.last:
        assert compare(another) == compare(today)


@pytest.mark.parametrize("ask", [str, hash, repr, lambda day: day.year, lambda day: day.isoformat(), "{:%d}".format])
def test_a_day_that_is_looked_at_is_read(ask: Callable[[date], object]) -> None:
    tracer = Tracer()
    ask(Day(TODAY, tracer))
    assert tracer.end().names == ("today*",)


def test_a_stronger_read_takes_in_a_weaker_one() -> None:
    tracer = Tracer()
    tracer.names.update(("head:a", "outline:a", "meeting:a", "head:b", "outline:b", "head:c"))
    assert tracer.end().names == ("head:c", "meeting:a", "outline:b")


def test_what_is_absent_is_read() -> None:
    before, after = Tracer(), Tracer()
    found = Traced(before, "person", {"a": 1})
    Traced(after, "person", {"a": 1, "b": 2})
    assert found.get("b") is None
    assert "c" not in found
    assert before.end().names == ("person:b", "person:c")
    assert before.find_digest("person:b") != after.find_digest("person:b")
    assert before.find_digest("person:c") == after.find_digest("person:c")
    assert before.find_digest("person#") != after.find_digest("person#")
    assert before.find_digest("person*") != after.find_digest("person*")


def test_what_pages_bring_is_packed() -> None:
    found = (
        Found("cy", 7, 12, "ŵyl\n=gŵyl", b"ab\nc", b"1", b"", None),
        Found("en", 1, 2, "", b"", b"", b"", ["a/", [["x", "y", "z", ""]]]),
    )
    assert unpack_found(pack_found(found)) == found
    with pytest.raises(UnreadableError):
        unpack_found(pack_found(found)[:-9])
    with pytest.raises(UnreadableError):
        unpack_found(b"")


# The files of the site


def build_one(target: Path) -> tuple[int, int]:
    with open_site(target) as writer:
        writer.write("a/index.html", b"<p>One</p>")
        return writer.find_stamp("a/index.html")


def test_a_file_is_kept_unread(tmp_path: Path) -> None:
    target = tmp_path / "site"
    stamp = build_one(target)
    before = (target / "a/index.html").stat()
    with mock.patch.object(Path, "read_bytes", side_effect=AssertionError), open_site(target) as writer:
        assert writer.keep("a/index.html", *stamp)
        assert (writer.reused, writer.size, writer.paths) == (1, 10, {"a/index.html"})
        with pytest.raises(ValueError, match="two files"):
            writer.write("A/index.html", b"")
    assert (target / "a/index.html").stat().st_ino == before.st_ino


def test_a_file_is_kept_where_there_are_no_links(tmp_path: Path) -> None:
    target = tmp_path / "site"
    stamp = build_one(target)
    with mock.patch("os.link", side_effect=OSError), open_site(target) as writer:
        assert writer.keep("a/index.html", *stamp)
        assert writer.find_stamp("a/index.html") == stamp
    assert (target / "a/index.html").read_bytes() == b"<p>One</p>"


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def overwrite(path: Path) -> None:
    path.write_bytes(b"<p>Eleven</p>")


def put_link(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


@pytest.mark.parametrize("spoil", [touch, overwrite, Path.unlink, put_link])
def test_a_file_that_was_touched_is_not_kept(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    target = tmp_path / "site"
    stamp = build_one(target)
    spoil(target / "a/index.html")
    with open_site(target) as writer:
        assert not writer.keep("a/index.html", *stamp)
        assert (writer.reused, writer.size, writer.paths) == (0, 0, set())
        writer.write("a/index.html", dedent("<p>Two</p>").encode())
    assert (target / "a/index.html").read_bytes() == b"<p>Two</p>"
