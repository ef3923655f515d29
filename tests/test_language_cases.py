"""Every case of matching and not matching between the languages of one meeting (docs/format.md, "Welsh and other languages").

One file a case in tests/cases/languages, written like those in tests/cases/faults: what it is about in the first line, then the council's
files. `expect` holds the messages of the check, none where nothing is wrong. `page <path>` holds what that page shows, in this order:

    cy | 1. Ymddiheuriadau              words, and the language that they are marked with
    cy #item-1 | Nid oedd dim.          the same, inside the element with this id
    not | They are wet.                 words that do not stand on the page at all
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from minutebook.i18n import catalogue, languages
from minutebook.pages import plan_pages
from minutebook.pipeline import Checked, Options, read_content
from minutebook.render import make_environment
from minutebook.urls import Addresses, find_relative
from tests.support.laws import find_all_breaches
from tests.support.sites import VOID, Page, build_site, find_broken_links, read_pages, write_files
from tests.test_faults import matches

CASES = Path(__file__).parent / "cases" / "languages"
TEMPLATES = Path(__file__).parent.parent / "templates"
DAY = date(2024, 6, 1)

DEFAULTS = {
    "content/site.yml": "name: {en: Test council, cy: Cyngor prawf}\nlanguages: [en, cy]\n",
    "content/bodies.yml": (
        "council: {name: {en: Council, cy: Y Cyngor}, kind: council}\n"
        "cabinet: {name: {en: Cabinet, cy: Y Cabinet}, kind: executive}\n"
    ),
    "content/people.yml": "jane-rees: {name: Jane Rees}\ndai-ellis: {name: Dai Ellis}\nb-price: {name: Bethan Price}\n",
    "content/offices.yml": "leader: {title: {en: Leader, cy: Arweinydd}}\n",
}
"""Files that a case has unless it brings its own."""

THIRD = "gd"
"""A language that cases may name as a third: it has the words of the English catalogue."""


@dataclass(slots=True)
class Case:
    """What a file in tests/cases/languages says."""

    files: dict[str, str] = field(default_factory=dict)
    expected: list[str] | None = None
    pages: dict[str, list[str]] = field(default_factory=dict)


def read_case(path: Path) -> Case:
    """Read a case."""
    case = Case()
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), "the first line says what the case is about"
    for part in ("\n" + text).split("\n=== ")[1:]:
        name, _, words = part.partition("\n")
        lines = [line for line in words.splitlines() if line.strip()]
        if name == "expect":
            case.expected = lines
        elif name.startswith("page "):
            case.pages[name.removeprefix("page ")] = lines
        else:
            case.files[name] = words + "\n"
    return case


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a page that stand in one block and one language."""

    lang: str
    ids: frozenset[str]
    """Ids of the elements that they stand in."""
    text: str


_BLOCKS = frozenset(
    ("article", "aside", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "header", "li", "nav")
) | frozenset(("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"))


class _RunReader(HTMLParser):
    def __init__(self, lang: str) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, str, frozenset[str]]] = [("", lang, frozenset())]
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        _, lang, ids = self._open[-1]
        own = found.get("lang") or lang
        if tag in _BLOCKS or own != lang or found.get("id"):
            self.flush()
        if tag not in VOID:
            self._open.append((tag, own, ids | {found["id"] or ""} if "id" in found else ids))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        if tag in _BLOCKS or self._open[-1][1:] != self._open[-2][1:]:
            self.flush()
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._words += data

    def flush(self) -> None:
        """End the run."""
        if words := " ".join(self._words.split()):
            self.runs.append(Run(self._open[-1][1], self._open[-1][2], words))
        self._words = ""


def read_runs(html: str, lang: str) -> list[Run]:
    """Return the words of a page, whose own language is `lang`, in order."""
    reader = _RunReader(lang)
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.runs


def render_pages(checked: Checked, paths: set[str]) -> Iterator[tuple[str, list[Run]]]:
    """Yield those of a council's pages that are asked for, as they are without the shell."""
    assert checked.register is not None
    assert checked.glossed is not None
    addresses = Addresses(checked.register.site.languages, "https://example.org/council/")
    environment = make_environment([TEMPLATES])
    for plan in plan_pages(checked.register, checked.glossed, addresses):
        view = plan()
        if view.path in paths:
            words = catalogue(view.lang)
            html = environment.get_template(view.template).render(
                view=view.body,
                page=view,
                lang=view.lang,
                root=find_relative(view.path, ""),
                t=words.text,
                tn=words.plural,
            )
            yield view.path, read_runs(html, view.lang)


def find_unshown(runs: list[Run], wanted: list[str]) -> Iterator[str]:
    """Yield each line of a case that its page does not keep to."""
    at = 0
    for line in wanted:
        head, _, words = line.partition("|")
        lang, _, anchor = head.strip().partition(" #")
        words = words.strip()
        if lang == "not":
            if any(words in run.text for run in runs):
                yield line
            continue
        fitting = (
            place
            for place, run in enumerate(runs[at:], at)
            if words in run.text and run.lang == lang and (not anchor or anchor in run.ids)
        )
        found = next(fitting, None)
        if found is None:
            yield line
        else:
            at = found


@pytest.fixture
def third_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A further language that the site may have, with the words of the English catalogue."""
    place = tmp_path / "languages"
    place.mkdir()
    for code, path in languages.language_files().items():
        (place / f"{code}.yml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (place / f"{THIRD}.yml").write_text((place / "en.yml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", place)
    monkeypatch.setattr("minutebook.load.folder.LANGUAGES", (*languages.LANGUAGES, THIRD))
    catalogue.cache_clear()
    languages.forget_languages()
    yield
    monkeypatch.undo()
    catalogue.cache_clear()
    languages.forget_languages()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(path)
    assert case.expected is not None, "a case says what the check reports, if only nothing"
    assert case.expected or case.pages, "a case where nothing is wrong says what a page shows"
    if THIRD in case.files.get("content/site.yml", ""):
        request.getfixturevalue("third_language")
    root = write_files(tmp_path / "council", DEFAULTS | case.files)
    checked = read_content(Options(root=root, site=root / "site", today=DAY), lambda stage, seconds: None)
    found = [str(diagnostic) for diagnostic in checked.report.diagnostics]
    listing = "\n".join(found)
    assert len(found) == len(case.expected), listing
    for line, wanted in zip(found, case.expected, strict=True):
        assert matches(line, wanted), f"{line}\nis not\n{wanted}\nof\n{listing}"
    if not case.pages:
        return
    pages = dict(render_pages(checked, set(case.pages)))
    for name, wanted_lines in case.pages.items():
        assert name in pages, f"there is no page {name}"
        shown = "\n".join(f"{run.lang} {sorted(run.ids)} | {run.text}" for run in pages[name])
        assert list(find_unshown(pages[name], wanted_lines)) == [], f"{name}\n{shown}"


WELSH = {
    "content/council/2024-01-10.md": (
        "---\ntime: 7pm\npresent: Y Cyng. Jane Rees\n---\n\n## Ymddiheuriadau\n\nNid oedd dim. [[#ffyrdd|Isod]] "
        "a [[leader]].\n\n## Ffyrdd\n\nPENDERFYNWYD eu trwsio. (1 o blaid)\n\n"
        "CAM GWEITHREDU: Jane Rees i ysgrifennu erbyn 5 Mai 2024. {#llythyr}\n"
    ),
    "content/pages/ynghylch.md": "# Ynghylch\n\n## Rheolau\n\nRydym yn cyfarfod.\n",
}
"""Minutes and a page of a council whose first language is Welsh."""
ENGLISH = {
    "content/council/2024-01-10.en.md": (
        "## Apologies\n\nThere were none. See [the rules](../pages/ynghylch.md#rheolau).\n\n## Roads\n\nRESOLVED to mend them.\n\n"
        "ACTION: Jane Rees to write by 5 May 2024.\n"
    )
}
"""The minutes in English beside them."""
ABSOLUTE = "https://example.org/council/"


def build_council(folder: Path, files: dict[str, str]) -> dict[str, Page]:
    """Build a council without a fault, and return its pages, whose links all lead somewhere."""
    root = write_files(folder / "council", DEFAULTS | files)
    summary = build_site(root, folder / "site")
    assert [str(found) for found in summary.report.diagnostics] == []
    pages = read_pages(folder / "site")
    assert find_broken_links(folder / "site", pages=pages) == []
    return pages


@pytest.mark.parametrize("missing", ["show", "link"])
def test_a_site_whose_first_language_is_welsh(tmp_path: Path, missing: str) -> None:
    site = f"name: {{cy: Cyngor prawf, en: Test council}}\nlanguages: [cy, en]\nmissing: {missing}\n"
    pages = build_council(tmp_path, {"content/site.yml": site, **WELSH, **ENGLISH})
    welsh, english = pages["council/2024-01-10/index.html"], pages["en/council/2024-01-10/index.html"]
    assert (welsh.lang, english.lang) == ("cy", "en")
    assert {"ffyrdd", "llythyr", "ffyrdd-decision-1"} <= welsh.record_ids & english.record_ids
    heads = [address for where, address in english.links if where == "link.href" and "council/2024-01-10" in address]
    assert sorted(heads) == [f"{ABSOLUTE}council/2024-01-10/"] * 2 + [f"{ABSOLUTE}en/council/2024-01-10/"] * 2
    assert not [name for name in pages if name.startswith("cy/")]
    rules = "#rheolau" if missing == "show" else ""
    assert ("a.href", f"../../ynghylch/{rules}") in english.body_links
    page = pages["en/ynghylch/index.html"]
    assert (page.articles, "Rydym yn cyfarfod." in page.text) == ((1, True) if missing == "show" else (0, False))
    assert (("a.href", "../../ynghylch/") in page.body_links) == (missing == "link")
    assert "This page is not available in English" in page.text


@pytest.mark.parametrize("languages", [("en", "cy"), ("cy", "en")])
@pytest.mark.parametrize("missing", ["show", "link"])
def test_headings_without_words_keep_the_laws(tmp_path: Path, languages: tuple[str, str], missing: str) -> None:
    """What is put below them is no part of the record, stands on the page once, and all that leads to it does."""
    first, further = ("", ".cy") if languages[0] == "en" else (".en", "")
    own = {"en": "name: {en: Test council, cy: Cyngor prawf}", "cy": "name: {cy: Cyngor prawf, en: Test council}"}
    files = {
        "content/site.yml": f"{own[languages[0]]}\nlanguages: [{', '.join(languages)}]\nmissing: {missing}\n",
        f"content/council/2024-01-10{first}.md": (
            "## 1. Apologies\n\nThere were none. [[#mend]] [The points](#item-2-key-points)\n\n## 2. Roads\n\nThey are wet in SMR. "
            "[[leader]]\n\n### Key points\n\n1. Rain\n2. Mud\n\nRESOLVED to mend them. {#mend}\n\nACTION: Jane Rees to write. {#write}\n\n"
            "### Questions {#questions}\n\nNone.\n\n## 3. Walls\n\n## 4. Close\n\nAt noon.\n"
        ),
        f"content/council/2024-01-10{further}.md": (
            "## 1. Ymddiheuriadau\n\nNid oedd dim.\n\n## 2. Ffyrdd\n\n### Prif bwyntiau\n\n### Cwestiynau {#questions}\n\n"
            "## 3. Waliau\n\nPENDERFYNWYD eu trwsio.\n\nUPDATE (write): Gwnaed.\n\n## 4. Diwedd\n"
        ),
        "content/council/2024-02-14.md": "## 1. A\n\nRESOLVED to wait.\n\n## 2. B\n\nACTION: Jane Rees to go.\n",
        f"content/council/2024-02-14.{languages[1]}.md": "## 1. C\n\n## 2. D\n",
        "glossary.yml": "SMR: {en: Safer main roads, cy: Prif ffyrdd mwy diogel}\n",
    }
    root = write_files(tmp_path / "council", DEFAULTS | files)
    summary = build_site(root, tmp_path / "site")
    assert not summary.report.errors, [str(found) for found in summary.report.errors]
    assert find_all_breaches(root, tmp_path / "site", languages=languages) == []
    pages = read_pages(tmp_path / "site")
    for prefix in ("", f"{languages[1]}/"):
        page = pages[f"{prefix}council/2024-01-10/index.html"]
        assert {"mend", "write", "questions", "item-2", "item-3"} <= page.record_ids
        assert page.text.count("They are wet in SMR") == page.text.count("At noon.") == 1
        assert pages[f"{prefix}council/2024-02-14/index.html"].text.count("ACTION: Jane Rees to go.") == 1
        registered = pages[f"{prefix}decisions/index.html"].text
        assert registered.count("RESOLVED to mend them.") == registered.count("PENDERFYNWYD eu trwsio.") == 1


def test_a_site_in_welsh_alone(tmp_path: Path) -> None:
    files = {
        "content/site.yml": "name: Cyngor prawf\nlanguages: [cy]\n",
        "content/bodies.yml": "council: {name: Y Cyngor, kind: council}\n",
        "content/offices.yml": "leader: {title: Arweinydd}\n",
    }
    pages = build_council(tmp_path, files | WELSH)
    assert {page.lang for page in pages.values()} == {"cy"}
    assert not any(page.switches for page in pages.values())
    assert "Penderfyniad" in pages["council/2024-01-10/index.html"].text
    assert "5 Mai 2024" in pages["actions/index.html"].text
    assert not [name for name in pages if name.startswith(("cy/", "en/"))]


def test_a_page_is_read_with_its_languages() -> None:
    html = '<div id="a"><h2>Un <span>dau</span></h2><p lang="en">One <b lang="cy">tri</b></p></div><p>Pedwar</p>'
    runs = read_runs(html, "cy")
    assert [(run.lang, run.text) for run in runs] == [("cy", "Un dau"), ("en", "One"), ("cy", "tri"), ("cy", "Pedwar")]
    assert list(find_unshown(runs, ["cy #a | Un dau", "cy | Pedwar", "not | Five"])) == []
    wrong = ["en | Un dau", "cy #a | Pedwar", "cy | Pedwar", "cy | Un", "not | tri"]
    assert list(find_unshown(runs, wrong)) == ["en | Un dau", "cy #a | Pedwar", "cy | Un", "not | tri"]
