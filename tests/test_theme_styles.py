"""Style sheets, scripts and pictures: what is published, how heavy it is, and that every colour can be read."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from minutebook.i18n import catalogue, list_months
from minutebook.theme import BOX_STRINGS, Theme
from minutebook.theme.assets import strip_comments, strip_script_comments

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme([TEMPLATES])


def test_assets_ask_no_host(theme: Theme) -> None:
    for path, content in theme.assets():
        if not path.endswith((".css", ".js", ".svg")):
            continue
        text = content.decode()
        assert "@import" not in text, path
        assert "@font-face" not in text, path
        assert set(re.findall(r"url\(\s*[\"']?([^)]{0,5})", text)) <= {"data:"}, path
        # What is left is the name of SVG and, in comments within it, where the theme's icons come from.
        assert set(re.findall(r"(?:https?:)?//([\w.-]+\.\w+)", text)) <= {"www.w3.org", "fontawesome.com"}, path


def test_first_view_is_light(theme: Theme) -> None:
    words = {key: catalogue("cy").entries[f"shell.{key}"].forms["text"] for key in BOX_STRINGS}
    sizes = {
        path: len(gzip.compress(content)) for path, content in theme.assets([(words, ("d MMMM y", *list_months("cy")))])
    }
    styles = sum(size for path, size in sizes.items() if path.endswith(".css"))
    assert styles < 40_000
    scripts = {path: size for path, size in sizes.items() if path.endswith(".js")}
    late = {name: theme.asset(f"js/search/{name}.js") for name in ("engine", "page")}
    late["box"] = next(path for path in scripts if "/box." in path)
    assert sum(size for path, size in scripts.items() if path not in late.values()) < 6_000
    # What the first use of the search box loads, and what the page of results loads besides.
    assert scripts[late["engine"]] + scripts[late["box"]] < 15_000
    assert scripts[late["page"]] < 5_000


def test_first_view_of_a_meeting_stays_small(sample_site: Path) -> None:
    pages = sorted(sample_site.glob("*/20*/index.html"), key=lambda page: page.stat().st_size)
    html = pages[-1].read_text(encoding="utf-8")
    asked = set(re.findall(r'(?:src|href)="(?:\.\./)+([^"]+\.(?:css|js|svg))"', html))
    assert len(asked) > 4
    sizes = [len(gzip.compress((sample_site / path).read_bytes())) for path in asked]
    assert len(gzip.compress(html.encode())) + sum(sizes) < 60_000


def test_comments_leave_a_style_sheet_and_strings_stay() -> None:
    sheet = '/* a */\na {\n  content: "/* kept */  \\" b"; /* c\n d */\n}\n\n\n'
    assert strip_comments(sheet) == 'a {\ncontent: "/* kept */  \\" b";\n}\n'


def test_comments_leave_a_script_and_code_stays() -> None:
    script = '/* a\n   b */\n// c\nconst a = "/* d */"; // e\n  /* f */\n  /* g */ a();\n  // h'
    assert strip_script_comments(script) == 'const a = "/* d */"; // e\n  /* g */ a();\n'
    for kept in (
        "const a = `\n// b\n`;\n",
        "const a = `${b}\n/* c */\n`;\n",
        "a(`b`); // c\n",
        'a("/*");\n\nb("*/");\n',
        "a(); /* b\n/* c */\nd();\n",
        'a("b\\\n// c");\n',
    ):
        assert strip_script_comments(kept) == kept


def tokens(name: str) -> dict[str, str]:
    sheet = strip_comments((TEMPLATES / "assets/css" / name).read_text(encoding="utf-8"))
    return dict(re.findall(r"(--mb-[\w-]+): ([^;]+);", sheet.partition("@media (forced-colors")[0]))


LIGHT = tokens("10-tokens.css")
DARK = {**LIGHT, **tokens("schemes/dark.css")}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, "contrast ratio"."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        pairs = [c * 2 for c in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
        parts = [int(pair, 16) / 255 for pair in pairs]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(scheme: dict[str, str]) -> None:
    grounds = ("page", "surface", "tint", "warn-ground")
    words = ("text", "muted", "link", "link-strong", "visited", "other", "late")
    records = ("decision", "action", "recommendation", "declaration")
    for ground in grounds:
        for word in (*words, *records):
            assert contrast(scheme[f"--mb-{word}"], scheme[f"--mb-{ground}"]) >= 4.5, (word, ground)
        assert contrast(scheme["--mb-edge"], scheme[f"--mb-{ground}"]) >= 3, ground
    for word in ("cover-text", "cover-quiet"):
        assert contrast(scheme[f"--mb-{word}"], scheme["--mb-cover"]) >= 4.5, word
    assert contrast(scheme["--mb-gilt"], scheme["--mb-cover"]) >= 3
    assert contrast(scheme["--mb-focus-edge"], scheme["--mb-focus"]) >= 3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", ["blue", "red", "amber", "green"])
def test_brag_stands_out(scheme: dict[str, str], colour: str) -> None:
    assert contrast(scheme[f"--mb-{colour}"], scheme[f"--mb-{colour}-ground"]) > 6.9


@pytest.mark.parametrize("name", ["schemes/dark.css", "schemes/contrast.css"])
def test_a_scheme_gives_only_known_tokens(name: str) -> None:
    assert set(tokens(name)) <= set(LIGHT)


def test_every_token_used_is_given_and_every_one_given_is_used() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "assets/css").rglob("*.css"))
    used = set(re.findall(r"var\((--mb-[\w-]+)", sheets))
    given = set(re.findall(r"(--mb-[\w-]+):", strip_comments(sheets)))
    assert used == given
