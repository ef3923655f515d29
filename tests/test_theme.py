"""The shell: what every page shows round its body, and that Material for MkDocs is the one we know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from minutebook.theme import BOX_STRINGS, POLICY, STRINGS, Shell, ShellLink, Theme, ThemeError

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
WORDS = {key: f"word {key}" for key in (*STRINGS, *BOX_STRINGS)}
HOSTILE = "\"><script>alert(1)</script><b style='x'>&amp;'--> {{ 7*7 }} body."
NAV = (
    ShellLink("Meetings", "../m/", current=True, children=(ShellLink("Cabinet", "../cabinet/"),)),
    ShellLink("Decisions", "../decisions/", children=(ShellLink("1999", "../decisions/1999/"),)),
)
SHELL = Shell(
    site_name="Pontycapel Council",
    lang="en",
    dir="ltr",
    title="Cabinet, 18 April 2023",
    root="../../",
    strings=WORDS,
    description="Two decisions",
    canonical="https://council.example/cabinet/",
    alternates=(("en", "https://council.example/cabinet/"), ("cy", "https://council.example/cy/cabinet/")),
    robots="noindex",
    home="../../en/",
    search="../../search/",
    index="../../search/",
    dates=("d MMMM y", "January", "February"),
    nav=NAV,
    breadcrumbs=(ShellLink("Home", "../../"), ShellLink("Cabinet", "../")),
    language_links=(ShellLink("Cymraeg", "../../cy/cabinet/", lang="cy"),),
    notices=("Made up.",),
    footer_links=(ShellLink("About", "../../about/"),),
    footer_text="Published by the clerk.",
    head_extra=Markup('<script type="application/ld+json">{"a": 1}</script>'),
    page_kind="meeting",
)
BODY = Markup("<h1>Cabinet</h1>")
LATE = ("box", "page")
"""Scripts of the search that are loaded when they are needed; the box asks for the engine."""
BOXES = [(WORDS, SHELL.dates)]
"""What the search boxes of a site in one language say."""
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Reader(HTMLParser):
    """Every element of a page with its attributes and the text directly in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = [("", [])]
        self.feed(page)
        self.close()
        assert len(self._open) == 1, f"{self._open[-1][0]} is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append((tag, self.elements[-1][2]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs, _ in self.elements if name == tag]

    def shape(self) -> list[tuple[str, list[str]]]:
        return [(name, sorted(attrs)) for name, attrs, _ in self.elements]

    def texts(self) -> set[str]:
        values = [value for _, attrs, _ in self.elements for value in attrs.values() if value]
        return {" ".join("".join(text).split()) for _, _, text in self.elements} | set(values)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme([TEMPLATES])


def test_page_has_its_parts(theme: Theme) -> None:
    page = theme.wrap(SHELL, BODY)
    read = Reader(page)
    assert page.startswith("<!doctype html>")
    assert read.named("html") == [{"lang": "en", "class": "no-js"}]
    assert "<title>Cabinet, 18 April 2023 – Pontycapel Council</title>" in page
    assert [len(read.named(tag)) for tag in ("main", "header", "footer", "h1", "title")] == [1, 1, 1, 1, 1]
    assert {"class": "md-skip", "href": "#_content"} in read.named("a")
    assert [a["id"] for _, a, _ in read.elements if a.get("id") == "_content"] == ["_content"]
    assert [nav.get("aria-label") for nav in read.named("nav")] == [
        f"word {key}" for key in ("language", "primary_navigation", "breadcrumb", "footer_navigation")
    ]
    names = {meta.get("name"): meta.get("content") for meta in read.named("meta")}
    assert names["description"] == "Two decisions"
    assert names["robots"] == "noindex"
    assert "Made up." in read.texts()


def test_page_without_what_is_optional(theme: Theme) -> None:
    page = theme.wrap(Shell("A", "cy", "ltr", "A", "./", WORDS), BODY)
    read = Reader(page)
    assert "<title>A</title>" in page
    assert not read.named("nav")
    assert not read.named("aside")
    assert [form.get("class") for form in read.named("form")] == ["mb-appearance"]
    assert {link["rel"] for link in read.named("link")} == {"stylesheet", "icon"}
    assert {"class": "mb-name", "href": "./"} in read.named("a")


def test_a_site_without_search_has_none_of_its_scripts(theme: Theme) -> None:
    page = theme.wrap(replace(SHELL, search=None), BODY)
    assert "search" not in " ".join(script.get("src") or "" for script in Reader(page).named("script"))
    more = {path for path, _ in theme.assets(BOXES)} - {path for path, _ in theme.assets()}
    assert more - {theme.asset(f"js/search/{name}.js") for name in ("start", "page", "engine")} == {find_box(theme)[0]}


def find_box(theme: Theme, words: Mapping[str, str] = WORDS) -> tuple[str, str]:
    """The published path of the search box and its text."""
    ((path, content),) = (file for file in theme.assets([(words, SHELL.dates)]) if "/box." in file[0])
    return path, content.decode()


def test_the_search_box_brings_what_it_says_and_where_the_engine_is(theme: Theme) -> None:
    path, script = find_box(theme)
    form = next(form for form in Reader(theme.wrap(SHELL, BODY)).named("form") if "data-search" in form)
    assert form["data-box"] == SHELL.root + path
    assert "export const start" in script
    call = re.fullmatch(
        r'Object\.assign\(document\.querySelector\("\[data-search\]"\)\.dataset,\{engine:new URL\("(.+?)",import\.meta\.url\)\.href\},(\{.+\})\);',
        script.splitlines()[-1],
    )
    assert call
    assert path.rpartition("/")[0] + "/" + call[1] == theme.asset("js/search/engine.js")
    assert json.loads(call[2]) == {
        **{key.removeprefix("find_"): f"word {key}" for key in BOX_STRINGS},
        "dates": "d MMMM y|January|February",
    }
    other, hostile = find_box(theme, dict.fromkeys(WORDS, HOSTILE))
    assert other != path
    assert set(json.loads(hostile.splitlines()[-1].partition(".href},")[2][:-2]).values()) >= {HOSTILE}


@pytest.mark.parametrize("key", BOX_STRINGS)
def test_every_word_of_the_search_box_is_asked_for(theme: Theme, key: str) -> None:
    with pytest.raises(ThemeError, match=key):
        theme.wrap(replace(SHELL, strings={name: "x" for name in WORDS if name != key}), BODY)


def test_a_current_link_shows_its_children_and_others_do_not(theme: Theme) -> None:
    links = {link["href"]: link for link in Reader(theme.wrap(SHELL, BODY)).named("a")}
    assert links["../m/"]["aria-current"] == "true"
    assert "../cabinet/" in links
    assert "../decisions/1999/" not in links


def test_policy_is_kept(theme: Theme) -> None:
    page = theme.wrap(SHELL, BODY)
    read = Reader(page)
    policies = [m["content"] for m in read.named("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    assert page.index("Content-Security-Policy") < min(page.index(f"<{tag}") for tag in ("link", "script"))
    assert not [attrs for _, attrs, _ in read.elements if "style" in attrs]
    assert not [name for _, attrs, _ in read.elements for name in attrs if name.startswith("on")]
    assert not read.named("style")
    for script in read.named("script"):
        assert script.get("type") == "application/ld+json" or "src" in script


def hosts(text: str) -> set[str]:
    return set(re.findall(r"(?:https?:)?//([\w.-]+\.\w+)", text))


def test_page_names_no_host_but_its_own(theme: Theme) -> None:
    assert hosts(theme.wrap(SHELL, BODY)) == {"council.example"}


def test_every_asset_a_page_asks_for_is_there(theme: Theme) -> None:
    read = Reader(theme.wrap(SHELL, BODY))
    asked = {link["href"] for link in read.named("link") if link["rel"] in ("stylesheet", "icon")}
    asked |= {script["src"] for script in read.named("script") if "src" in script}
    assert asked <= {SHELL.root + path for path, _ in theme.assets(BOXES)}
    scripts = {SHELL.root + path for path, _ in theme.assets(BOXES) if path.endswith(".js")}
    late = {form["data-" + name] for form in read.named("form") if "data-search" in form for name in LATE}
    assert len(late) == len(LATE)
    late.add(SHELL.root + theme.asset("js/search/engine.js"))
    late.add(SHELL.root + theme.asset("js/notfound/order.js"))  # of one page alone (test_not_found)
    assert {path for path in asked if path and path.endswith(".js")} == scripts - late
    scripts -= late
    assert len(asked - scripts) == 4
    with pytest.raises(KeyError):
        theme.asset("js/none.js")
    assert SHELL.root + theme.asset("js/minutebook.js") in asked


def test_our_scripts_are_one_file_and_a_councils_own_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "assets/js").mkdir(parents=True)
    (tmp_path / "assets/js/menu.js").write_text("const broken = ;\n")
    (tmp_path / "assets/js/own.js").write_text("const links = 1;\n")
    theme = Theme([tmp_path, TEMPLATES])
    asked = [script["src"] for script in Reader(theme.wrap(SHELL, BODY)).named("script") if script.get("src")]
    for name in ("js/menu.js", "js/minutebook.js", "js/own.js"):
        assert SHELL.root + theme.asset(name) in asked
    joined = dict(theme.assets())[theme.asset("js/minutebook.js")].decode()
    ours = sorted(path.stem for path in (TEMPLATES / "assets/js").glob("*.js"))
    assert len(ours) > 4
    assert joined.count("try {\n") == joined.count("reportError(error)") == len(ours) - 1
    assert "broken" not in joined
    (tmp_path / "assets/js/menu.js").write_bytes((TEMPLATES / "assets/js/menu.js").read_bytes())
    same = dict(Theme([tmp_path, TEMPLATES]).assets())
    assert set(Theme([TEMPLATES]).assets()) < set(same.items()), "a copy of one of ours is ours"
    for path in (TEMPLATES / "assets/js").glob("*.js"):
        # A part of another script cannot import or give anything.
        assert not re.search(r"^(import|export)\b", path.read_text(encoding="utf-8"), re.MULTILINE), path


SHOWN = ("site_name", "title", "description", "robots", "footer_text", "lang", "dir")


@pytest.mark.parametrize("name", SHOWN)
def test_a_hostile_text_is_only_text(theme: Theme, name: str) -> None:
    calm = Reader(theme.wrap(SHELL, BODY))
    read = Reader(theme.wrap(replace(SHELL, **{name: HOSTILE}), BODY))  # type: ignore[arg-type]  # by name
    assert read.shape() == calm.shape()
    assert any(" ".join(HOSTILE.split()) in text for text in read.texts())


def hostile_shells() -> Iterator[tuple[str, Shell]]:
    link = ShellLink(HOSTILE, f"?{HOSTILE}", lang=HOSTILE, current=True, children=(ShellLink(HOSTILE, "x"),))
    calm = ShellLink("a", "b", lang="cy", current=True, children=(ShellLink("c", "x"),))
    for name in ("nav", "language_links", "footer_links"):
        yield name, replace(SHELL, **{name: (link,)})  # type: ignore[arg-type]  # by name
        yield name, replace(SHELL, **{name: (calm,)})  # type: ignore[arg-type]  # by name
    for text in (HOSTILE, "calm"):
        yield "breadcrumbs", replace(SHELL, breadcrumbs=(ShellLink(text, f"?{text}", lang=text),))
        yield "footer_href", replace(SHELL, footer_href=f"?{text}")
        yield "notices", replace(SHELL, notices=(text,))
        yield "alternates", replace(SHELL, alternates=((text, f"?{text}"),))
        yield "addresses", replace(SHELL, root=f"?{text}/", canonical=f"?{text}", home=f"?{text}", search=f"?{text}")
        yield "index", replace(SHELL, index=f"?{text}")
        yield "dates", replace(SHELL, dates=(text, text))
        yield "strings", replace(SHELL, strings=dict.fromkeys(WORDS, text))


def test_hostile_links_notices_and_words_are_only_text(theme: Theme) -> None:
    shapes: dict[str, list[tuple[str, list[str]]]] = {}
    for name, shell in hostile_shells():
        shape = Reader(theme.wrap(shell, BODY)).shape()
        assert shapes.setdefault(name, shape) == shape, name
    seen = {"head_extra", "page_kind", "root", "canonical", "home", "search", *SHOWN, *shapes}
    assert {field.name for field in fields(Shell)} <= seen, "a field that no test tries"


@settings(max_examples=60)
@given(st.tuples(*[st.text()] * 6))
def test_any_text_leaves_the_page_whole(theme: Theme, texts: tuple[str, ...]) -> None:
    def wrap(title: str, name: str, crumb: str, word: str, description: str, body: str) -> str:
        shell = replace(
            SHELL,
            title=title,
            site_name=name,
            breadcrumbs=(ShellLink(crumb, "./"),),
            footer_text=f"By {word}",
            description=f"On {description}",
            strings={**WORDS, "menu": word},
        )
        return theme.wrap(shell, Markup("<p>{}</p>").format(body))

    page = wrap(*texts)
    assert Reader(page).shape() == Reader(wrap(*"abcdef")).shape()
    assert f"<p>{escape(texts[-1])}</p>" in page


def test_a_text_cannot_pass_for_a_slot(theme: Theme) -> None:
    # Whoever knows the frame's token can still not move the body: tokens are sought in the frame only.
    theme.wrap(SHELL, BODY)
    for mark in ("{{ slots.body }}", "body.", repr(theme._frames)):
        page = theme.wrap(replace(SHELL, title=mark, footer_text=mark), BODY)
        assert page.count("<h1>Cabinet</h1>") == 1
        assert Reader(page).named("main")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//elsewhere.example/",
        "\\\\elsewhere.example/",
        "/\\elsewhere.example/",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("name", ["nav", "breadcrumbs", "language_links", "footer_links"])
def test_an_address_that_does_harm_is_refused(theme: Theme, name: str, href: str) -> None:
    with pytest.raises(ThemeError, match="not an address"):
        theme.wrap(replace(SHELL, **{name: (ShellLink("x", href),)}), BODY)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    "href", ["https://council.example/", "mailto:clerk@council.example", "../a:b/", "#item-5", "?q=1"]
)
def test_an_address_that_does_none_is_kept(theme: Theme, href: str) -> None:
    page = theme.wrap(replace(SHELL, footer_links=(ShellLink("x", href),)), BODY)
    assert href in {link["href"] for link in Reader(page).named("a")}


def test_a_kind_of_page_is_a_word(theme: Theme) -> None:
    assert 'mb-page-404"' in theme.wrap(replace(SHELL, page_kind="404"), BODY)
    with pytest.raises(ThemeError, match="not a kind"):
        theme.wrap(replace(SHELL, page_kind='x" onclick="y'), BODY)


@pytest.mark.parametrize("key", STRINGS)
def test_every_word_is_asked_for(theme: Theme, key: str) -> None:
    assert f"word {key}" in theme.wrap(SHELL, BODY)
    with pytest.raises(ThemeError, match=key):
        theme.wrap(replace(SHELL, strings={name: "x" for name in WORDS if name != key}), BODY)


def test_no_other_word_is_asked_for() -> None:
    used: set[str] = set()
    for path in (TEMPLATES / "shell").rglob("*.html"):
        used |= set(re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8")))
    assert used == set(STRINGS)


def test_wrapping_is_the_same_in_any_order(theme: Theme) -> None:
    shells = [SHELL, replace(SHELL, lang="cy"), replace(SHELL, root="./", nav=()), replace(SHELL, title="Other")]
    forth = [Theme([TEMPLATES]).wrap(shell, BODY) for shell in shells]
    one = Theme([TEMPLATES])
    back = [one.wrap(shell, BODY) for shell in reversed(shells)]
    assert forth == back[::-1] == [theme.wrap(shell, BODY) for shell in shells]
    assert list(one.assets()) == list(theme.assets())


def test_pages_of_one_frame_share_it() -> None:
    theme = Theme([TEMPLATES])
    for title in "abc":
        theme.wrap(replace(SHELL, title=title, breadcrumbs=()), BODY)
    theme.wrap(replace(SHELL, lang="cy"), BODY)
    assert len(theme._frames) == 2


def test_a_councils_own_files_come_first(tmp_path: Path) -> None:
    (tmp_path / "shell").mkdir()
    (tmp_path / "shell/footer.html").write_text("<footer>{{ shell.site_name }}, ours</footer>")
    (tmp_path / "assets/css").mkdir(parents=True)
    (tmp_path / "assets/css/95-own.css").write_text("/* ours */ :root { --mb-cover: #402; }")
    (tmp_path / "assets/.hidden").write_text("private")
    theme = Theme([tmp_path, TEMPLATES])
    page = theme.wrap(SHELL, BODY)
    assert "<footer>Pontycapel Council, ours</footer>" in page
    files = dict(theme.assets())
    assert files[theme.asset("css")].endswith(b":root { --mb-cover: #402; }\n")
    assert b"/* ours */" not in files[theme.asset("css")]
    assert not [path for path in files if "hidden" in path]
    assert theme.asset("css") != Theme([TEMPLATES]).asset("css")
