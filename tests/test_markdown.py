"""The dialect: fixtures of sources and their trees, and what holds for any text at all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutebook.markdown import find_scheme, parse
from minutebook.markdown.comments import strip_comments
from minutebook.markdown.dialect import MAX_LEVEL, Dialect
from minutebook.markdown.inlines import is_link
from minutebook.model import Block, Inline, iter_blocks, iter_leaves
from tests.support.markdownish import sources

CASES = Path(__file__).parent / "cases/markdown"


def read_cases() -> Iterator[tuple[str, str, str]]:
    """Every fixture `title . input . expected .` of every file: its name, its source, its tree."""
    for path in sorted(CASES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        assert len(parts) % 3 == 1, f"{path.name}: a case has a title, an input and an expected tree"
        for title, source, tree in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield f"{path.stem}: {title.strip()}", source, tree


def draw(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """The tree as the fixtures have it: a block a line, its lines in the file, what it holds."""
    for block in blocks:
        lines = f"{block.line}" if block.line == block.end else f"{block.line}-{block.end}"
        flags = [
            f"level={block.level}" if block.level else "",
            f"marker={block.marker}" if block.marker else "",
            f"info={block.info}" if block.info else "",
            f"align={block.align}" if block.align else "",
            f"anchor={block.anchor}" if block.anchor else "",
            "tight" if block.tight else "",
            "header" if block.header else "",
        ]
        words = "".join(map(show, block.inlines)) if block.inlines else block.text.replace("\n", "⏎")
        yield "  " * depth + " ".join(filter(None, [block.kind, lines, *flags])) + (f" │{words}│" if words else "")
        yield from draw(block.children, depth + 1)


def show(piece: Inline) -> str:
    """One piece of a leaf as the fixtures have it."""
    match piece.kind:
        case "open":
            title = f' "{piece.title}"' if piece.title else ""
            return f"⟨{piece.tag}{' ' + piece.href if piece.href else ''}{title}{' auto' if piece.auto else ''}⟩"
        case "close":
            return f"⟨/{piece.tag}⟩"
        case "code":
            return f"⟨code⟩{piece.text}⟨/code⟩"
        case "image":
            return f"⟨image {piece.href} {piece.title}⟩"
        case "reference":
            return f"⟨ref {piece.href}⟩{piece.text}⟨/ref⟩"
        case "softbreak":
            return "↵"
        case "hardbreak":
            return "⏎"
        case _:
            return piece.text


@pytest.mark.parametrize(("source", "tree"), [pytest.param(s, t, id=name) for name, s, t in read_cases()])
def test_tree_of_a_source(source: str, tree: str) -> None:
    blocks, found = parse(source, path="x.md")
    reports = [f"! {fault.location.line}:{fault.location.column} {fault.code}" for fault in found]
    assert "\n".join([*draw(blocks), *reports]) == tree


def test_lines_count_from_the_first_line_and_keys_from_the_first_key() -> None:
    blocks, found = parse("One\n\n- two\n\n    three\n", path="a.md", first_line=8, first_key=100)
    assert [(block.key, block.line, block.end) for block in iter_blocks(blocks)] == [
        (100, 8, 8),
        (101, 10, 12),
        (102, 10, 12),
        (103, 10, 10),
        (104, 12, 12),
    ]
    assert found == []
    assert str(parse("    x", path="a.md", first_line=8)[1][0]).startswith(
        "a.md:8:1: warning: This line begins with four"
    )


@given(st.one_of(sources(), st.text(max_size=60)))
@example("[[" * 300 + "]]" * 300)
@example("![" * 400 + "](x)" * 400)
@example("[" * 400 + "](x)" * 400)
@example("> " * 300 + "deep")
@example("- " * 300 + "deep")
@example("*" * 500 + "a" + "*" * 500)
@example("www." * 5000)
@example("https://[" * 50 + "http://a:99999999/" + "<http://[>")
def test_any_text_has_a_tree(source: str) -> None:
    blocks, found = parse(source, path="x.md", first_line=3)
    all_blocks = list(iter_blocks(blocks))
    last = 3 + len(re.split(r"\r\n?|\n", source)) - 1
    assert [block.key for block in all_blocks] == list(range(len(all_blocks)))
    for block in all_blocks:
        assert 3 <= block.line <= block.end <= last
        assert all(block.line <= child.line and child.end <= block.end for child in block.children)
    for leaf in iter_leaves(blocks):
        assert leaf.text == "".join(piece.text for piece in leaf.inlines)
        assert_nested(leaf.inlines)
    assert all(3 <= fault.location.line <= last for fault in found)


def assert_nested(inlines: tuple[Inline, ...]) -> None:
    """Assert that marks close in the order they opened, and that no link stands in a link."""
    opened: list[str] = []
    for piece in inlines:
        if piece.kind == "open":
            assert piece.tag != "link" or "link" not in opened
            opened.append(piece.tag)
        elif piece.kind == "close":
            assert opened.pop() == piece.tag
        elif piece.kind == "text":
            assert piece.text
    assert not opened


@given(st.one_of(sources(), st.text(max_size=40)))
def test_plain_text_may_skip_the_inline_parser(source: str) -> None:
    dialect = Dialect()
    text = source.replace("\0", "").strip()
    quick, full = dialect.read_inline(text, {}), dialect.read_special(text, {})
    assert "".join(token.content for token in quick) == "".join(token.content for token in full)
    if len(quick) == 1:
        assert {token.type for token in full} <= {"text", "text_special"} or quick[0].type == full[0].type


@given(
    st.lists(
        st.sampled_from(["text ", "`", "\n", "\n\n", "- ", "> ", "```\n", "    ", "|a|\n|-|\n", "\\", "## "]),
        max_size=9,
    )
)
def test_a_comment_is_never_published_outside_code(parts: list[str]) -> None:
    middle = len(parts) // 2
    source = "".join([*parts[:middle], "<!-- HIDDEN\n\nHIDDEN -->", *parts[middle:]])
    if "\\<!--" in source:
        return
    blocks, _ = parse(source)
    for leaf in iter_leaves(blocks):
        assert not any("HIDDEN" in piece.text for piece in leaf.inlines if piece.kind != "code")


def test_depth_is_bounded_and_loses_no_words() -> None:
    blocks, _ = parse("> " * 1000 + "end")
    assert sum(block.kind == "quote" for block in iter_blocks(blocks)) == MAX_LEVEL
    assert next(iter_leaves(blocks)).text.endswith("> end")


def test_comments_keep_the_lines() -> None:
    stripped = strip_comments("a <!-- b\nc --> d\n```\n<!-- e -->\n```\n`<!-- f -->` <!-- g")
    assert stripped.text == "a \n d\n```\n<!-- e -->\n```\n`<!-- f -->` "
    assert [(found.line, found.column, found.last_line, found.closed) for found in stripped.comments] == [
        (1, 3, 2, True),
        (6, 14, 6, False),
    ]
    assert stripped.kept == (4,)


def test_a_fence_that_is_none_hides_no_comment() -> None:
    blocks, found = parse("\t```\n```\n<!-- HIDDEN -->\n```\n")
    assert not any("HIDDEN" in block.text for block in iter_blocks(blocks))
    assert [fault.code for fault in found] == ["indent", "comment"] or [fault.code for fault in found] == [
        "comment",
        "indent",
    ]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://example.org", "https"),
        ("HTTPS://example.org", "https"),
        ("java\nscript:alert(1)", "javascript"),
        ("\x01javascript:alert(1)", "javascript"),
        ("//example.org", "//"),
        ("/\\example.org", "//"),
        ("2023-04-18/report.pdf", ""),
        ("#item-5", ""),
        ("", ""),
    ],
)
def test_scheme_of_an_address_as_browsers_see_it(address: str, scheme: str) -> None:
    assert find_scheme(address) == scheme


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org:8080", True),
        ("mailto:clerk@example.org", True),
        ("report.pdf", True),
        ("http://", False),
        ("http:report.pdf", False),
        ("http://example.org:port/", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("tel:01656", False),
        ("//example.org/", False),
        ("", False),
    ],
)
def test_what_may_be_a_link(address: str, allowed: bool) -> None:
    assert is_link(address) is allowed
