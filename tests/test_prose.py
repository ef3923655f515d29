"""The record as HTML: what each block becomes, what is inserted, and that the words are the source's (law 1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutebook.markdown import parse
from minutebook.model import Block, iter_blocks, iter_leaves
from minutebook.prose import (
    Article,
    FenceRow,
    FenceView,
    Mark,
    ProseLink,
    ProseReference,
    render_blocks,
    render_leaf,
)
from tests.support.markdownish import sources
from tests.support.plaintext import extract_text, read_html

LINKS = {
    "a.pdf": ProseLink("../a.pdf"),
    "gone.pdf": ProseLink(None),
    "p.jpg": ProseLink("../p.jpg", image=True),
    "far.jpg": ProseLink("https://example.org/far.jpg"),
    "https://example.org/?a=1&b=2": ProseLink("https://example.org/?a=1&b=2"),
}
REFERENCES = {
    "ciw": ProseReference("../glossary/ciw/", "Care & Inspectorate"),
    "hidden": ProseReference(None, "not published"),
    "cy": ProseReference("../cy/", "Y Cabinet", "cy"),
}


def article_for(blocks: tuple[Block, ...], marks: Mapping[int, list[Mark]] | None = None) -> Article:
    """An article that resolves whatever the blocks hold."""
    pieces = [piece for leaf in iter_leaves(blocks) for piece in leaf.inlines]
    links = {
        piece.href: ProseLink(piece.href, image="p" in piece.href)
        for piece in pieces
        if piece.kind in ("open", "image")
    }
    references = {piece.href: ProseReference("#x", "INSERTED") for piece in pieces if piece.kind == "reference"}
    return Article(marks=marks or {}, links=links, references=references, table_label="Table")


def render(source: str, *marks: Mark, shift: int = 0, **fields: object) -> str:
    blocks, _ = parse(source)
    article = Article(marks={0: marks}, links=LINKS, references=REFERENCES, **fields)  # type: ignore[arg-type]
    return str(render_blocks(blocks, article, heading_shift=shift)).strip()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One & <two>", "<p>One &amp; &lt;two&gt;</p>"),
        ("**a** *b* ~~c~~ `d<`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d&lt;</code></p>"),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
        ("[Report](a.pdf)", '<p><a href="../a.pdf">Report</a></p>'),
        ('[Report](a.pdf "The \\"one\\"")', '<p><a href="../a.pdf" title="The &#34;one&#34;">Report</a></p>'),
        ("[Report](gone.pdf)", "<p>Report</p>"),
        ("[](a.pdf)", '<p><a href="../a.pdf"><span data-inserted>a.pdf</span></a></p>'),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        (
            "https://example.org/?a=1&b=2",
            '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>',
        ),
        ("![A <pond>](p.jpg)", '<p><img src="../p.jpg" alt="A &lt;pond&gt;" loading="lazy"></p>'),
        ("![](p.jpg)", '<p><img src="../p.jpg" alt="" loading="lazy"></p>'),
        ("[![](p.jpg)](a.pdf)", '<p><a href="../a.pdf"><img src="../p.jpg" alt="p.jpg" loading="lazy"></a></p>'),
        ("![A pond](far.jpg)", '<p><a data-inserted href="https://example.org/far.jpg">A pond</a></p>'),
        ("[![A pond](far.jpg)](a.pdf)", '<p><a href="../a.pdf"><span data-inserted>A pond</span></a></p>'),
        ("![A pond](gone.pdf)", "<p><span data-inserted>A pond</span></p>"),
        ("![A pond](data:x)", "<p><span data-inserted>A pond</span></p>"),
        (
            "[[ciw]]",
            '<p><a class="mb-ref" data-inserted href="../glossary/ciw/">Care &amp; Inspectorate</a></p>',
        ),
        ("[[ciw|the words]]", '<p><a class="mb-ref" href="../glossary/ciw/">the words</a></p>'),
        ("[[cy]]", '<p><a class="mb-ref" data-inserted href="../cy/" lang="cy">Y Cabinet</a></p>'),
        ("[[hidden]]", '<p><span class="mb-ref-gone" data-inserted>not published</span></p>'),
        ("[[hidden|words]]", "<p>words</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        (
            "5) a\n   - b",
            '<ol class="mb-as-written">\n<li><span class="mb-marker">5)</span> a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>',
        ),
        ("- a\n  Action: Clerk", "<ul>\n<li><p>a</p>\n<p>Action: Clerk</p>\n</li>\n</ul>"),
        ("> a", "<blockquote><p>a</p>\n</blockquote>"),
        ("---", "<hr>"),
        ("```\n\na<b\n```", "<pre><code>\n\na&lt;b\n</code></pre>"),
        (
            "|a||\n|-|-:|\n|b|c|",
            '<div class="mb-scroll" tabindex="0" role="group"><table>\n<thead>\n<tr><th scope="col">a</th>\n'
            '<td class="mb-end"></td>\n</tr>\n</thead>\n<tbody>\n<tr><td>b</td>\n<td class="mb-end">c</td>\n'
            "</tr>\n</tbody>\n</table></div>",
        ),
        ("{#x}", ""),
        ("##", ""),
    ],
)
def test_html_of_a_block(source: str, html: str) -> None:
    assert render(source) == html


def test_headings_are_shifted_and_named() -> None:
    assert (
        render("### Key points", shift=0, ids={0: "item-5-key-points"}) == '<h3 id="item-5-key-points">Key points</h3>'
    )
    assert render("### Key points", shift=1) == "<h4>Key points</h4>"
    assert render("# T", shift=0) == "<h2>T</h2>"
    assert render("###### T", shift=3) == "<h6>T</h6>"


def test_a_leaf_alone_has_no_element_round_it() -> None:
    (heading,) = parse("## 5. *Inspection* {#x}")[0]
    assert render_leaf(heading, Article()) == "5. <em>Inspection</em>"


def test_the_frame_of_a_table_is_named() -> None:
    assert ' role="group" aria-label="Table &lt;1&gt;">' in render("|a|\n|-|", table_label="Table <1>")


def test_a_record_that_is_its_paragraph() -> None:
    mark = Mark(
        0, 12, "record", id="item-5-decision-1", record_kind="decision", label="Decision: link to it", word="Decision"
    )
    assert render("RESOLVED: so", mark) == (
        '<p id="item-5-decision-1" class="mb-record mb-decision"><a class="mb-record-label" data-inserted '
        'href="#item-5-decision-1" aria-label="Decision: link to it">Decision</a>RESOLVED: so</p>'
    )


def test_a_record_within_a_tight_item() -> None:
    blocks, _ = parse("4. Members asked. **Action:** Clerk")
    mark = Mark(15, 28, "record", id="a1", record_kind="action")
    html = render_blocks(blocks, Article(marks={2: (mark,)}, permalink_label="Link"))
    assert html == (
        '<ol class="mb-as-written">\n<li class="mb-record mb-action">'
        '<a class="mb-record-label" data-inserted href="#a1" aria-label="Link">#</a><span class="mb-marker">4.</span> '
        'Members asked. <strong><span class="anchor" id="a1"></span>Action:</strong> Clerk</li>\n</ol>\n'
    )


def test_two_records_in_one_paragraph() -> None:
    html = render(
        "AGREED so. Action: Clerk",
        Mark(0, 24, "record", id="d", record_kind="decision", word="Decision"),
        Mark(11, 24, "record", id="a", record_kind="action", word="Action"),
    )
    assert html == (
        '<p id="d" class="mb-record mb-decision mb-action"><a class="mb-record-label" data-inserted href="#d">Decision</a>'
        '<a class="mb-record-label" data-inserted href="#a">Action</a>AGREED so. <span class="anchor" id="a"></span>'
        "Action: Clerk</p>"
    )


def test_what_belongs_to_a_record_stands_with_it() -> None:
    blocks, _ = parse("RESOLVED that:\n\n- a\n- b\n\nNext.")
    mark = Mark(0, 14, "record", id="d", record_kind="summary", word="Summary", blocks=(blocks[1].key,))
    html = render_blocks(blocks, Article(marks={blocks[0].key: (mark,)}))
    assert html == (
        '<div id="d" class="mb-record mb-summary-record"><a class="mb-record-label" data-inserted href="#d">Summary</a>\n'
        "<p>RESOLVED that:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>\n<p>Next.</p>\n"
    )


def test_a_term_with_its_expansion() -> None:
    mark = Mark(4, 7, "term", href="/g/ciw/", expansion="Arolygiaeth & Gofal", lang="cy")
    assert render("The CIW’s visit", mark) == (
        '<p>The <a class="term" href="/g/ciw/">CIW</a><span class="expansion" data-inserted lang="cy"> '
        "(Arolygiaeth &amp; Gofal)</span>’s visit</p>"
    )
    assert render("The CIW", Mark(4, 7, "term", expansion="X")) == (
        '<p>The CIW<span class="expansion" data-inserted> (X)</span></p>'
    )


def test_a_term_that_crosses_bold_is_a_link_in_each_part() -> None:
    mark = Mark(0, 3, "term", href="/g/", expansion="X")
    assert render("**C**I*W*", mark) == (
        '<p><strong><a class="term" href="/g/">C</a></strong><a class="term" href="/g/">I</a><em><a class="term" href="/g/">'
        'W</a><span class="expansion" data-inserted> (X)</span></em></p>'
    )


def test_an_id_that_names_a_record_is_a_link_which_says_where_it_leads() -> None:
    mark = Mark(8, 19, "reference", href="../1/#late-visits", expansion="Cabinet & all, item 5", lang="cy")
    name = '<span data-inserted lang="cy">, Cabinet &amp; all, item 5</span>'
    assert render("UPDATE (late-visits; red): so", mark) == (
        f'<p>UPDATE (<a class="mb-ref" href="../1/#late-visits">late-visits{name}</a>; red): so</p>'
    )
    assert render("UPDATE (**late**-visits; red)", mark) == (
        '<p>UPDATE (<strong><a class="mb-ref" href="../1/#late-visits">late</a></strong>'
        f'<a class="mb-ref" href="../1/#late-visits">-visits{name}</a>; red)</p>'
    )


def test_a_term_within_an_id_is_no_term() -> None:
    terms = (Mark(8, 12, "term", href="/g/", expansion="X"), Mark(13, 19, "term", href="/g/", expansion="X"))
    mark = Mark(8, 19, "reference", href="#late-visits")
    assert render("UPDATE (late-visits)", mark, *terms) == (
        '<p>UPDATE (<a class="mb-ref" href="#late-visits">late-visits</a>)</p>'
    )


@pytest.mark.parametrize("source", ["[late-visits](a.pdf)", "`late-visits`"])
def test_an_id_in_a_link_or_code_is_left_alone(source: str) -> None:
    assert render(source, Mark(0, 11, "reference", href="#x", expansion="X")) == render(source)


@pytest.mark.parametrize("source", ["[CIW](a.pdf)", "`CIW`", "[[ciw|CIW]]"])
def test_a_term_in_a_link_or_code_is_left_alone(source: str) -> None:
    assert render(source, Mark(0, 3, "term", href="/g/", expansion="X")) == render(source)


def test_a_fenced_record() -> None:
    blocks, _ = parse("```action\nid: bus-stops\n```")
    view = FenceView(
        "action",
        "bus-stops",
        "Action",
        (
            FenceRow("To do", blocks=parse("Write to **Highways**", first_key=50)[0]),
            FenceRow("Owner", text="Clerk <x>", href="../p/"),
            FenceRow("Owner", text="Chair"),
            FenceRow("Due", text="May"),
        ),
        permalink="Link to this action",
    )
    assert render_blocks(blocks, Article(fences={0: view})) == (
        '<div class="mb-record mb-action mb-fenced" id="bus-stops"><a class="mb-record-label" data-inserted '
        'href="#bus-stops" aria-label="Link to this action">Action</a>\n<dl class="mb-facts">\n'
        "<div><dt data-inserted>To do</dt>\n<dd><p>Write to <strong>Highways</strong></p>\n</dd>\n</div>\n"
        '<div><dt data-inserted>Owner</dt>\n<dd><a href="../p/">Clerk &lt;x&gt;</a></dd>\n<dd>Chair</dd>\n</div>\n'
        "<div><dt data-inserted>Due</dt>\n<dd>May</dd>\n</div>\n</dl>\n</div>\n"
    )


def test_a_link_that_nobody_resolved_is_a_bug() -> None:
    with pytest.raises(KeyError):
        render("[x](unknown.pdf)")
    with pytest.raises(KeyError):
        render("[[unknown]]")


@given(sources())
@example("a <b> **c")
@example("- a\n\n  b\n- c")
def test_the_words_are_the_source_s(source: str) -> None:
    blocks, _ = parse(source)
    html = str(render_blocks(blocks, article_for(blocks)))
    assert read_html(html) == extract_text(source)


@dataclass
class Drawn:
    """Random marks of every leaf of a random source."""

    source: str
    marks: dict[int, list[Mark]] = field(default_factory=dict)


@st.composite
def marked_sources(draw: st.DrawFn) -> Drawn:
    drawn = Drawn(draw(sources()))
    blocks, _ = parse(drawn.source)
    for leaf in iter_leaves(blocks):
        offsets = st.integers(0, len(leaf.text) + 2)
        for number in range(draw(st.integers(0, 4))):
            start, end = sorted((draw(offsets), draw(offsets)))
            if draw(st.booleans()):
                mark = Mark(
                    start,
                    end,
                    draw(st.sampled_from(["term", "reference"])),
                    href=draw(st.sampled_from(["", "/g/"])),
                    expansion=draw(st.sampled_from(["", "X<"])),
                )
            else:
                mark = Mark(start, end, "record", id=f"r{leaf.key}-{number}", record_kind="action")
            drawn.marks.setdefault(leaf.key, []).append(mark)
    return drawn


@example(Drawn(source="**{#abc}**", marks={}))
@given(marked_sources())
def test_marks_change_no_words_and_break_no_element(drawn: Drawn) -> None:
    blocks, _ = parse(drawn.source)
    html = str(render_blocks(blocks, article_for(blocks, drawn.marks)))
    assert read_html(html) == extract_text(drawn.source)
    leaves = {leaf.key for leaf in iter_leaves(blocks) if leaf.kind != "table_cell" and leaf.inlines}
    for key, marks in drawn.marks.items():
        for mark in marks:
            if mark.kind == "record" and key in leaves:
                assert html.count(f' id="{mark.id}"') == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_value_can_break_out(text: str, words: str) -> None:
    hostile = f'{words}"><script>{text}'
    blocks, _ = parse("Text [[ref]] [a](b) ![c](d)\n\n```action\n```\n\n|a|\n|-|")
    article = Article(
        marks={
            0: (
                Mark(0, 2, "term", href=hostile, expansion=hostile, lang=hostile),
                Mark(2, 4, "reference", href=hostile, expansion=hostile, lang=hostile),
                Mark(1, 2, "record", id=hostile, label=hostile),
            )
        },
        links={"b": ProseLink(hostile), "d": ProseLink(hostile, image=True)},
        references={"ref": ProseReference(hostile, hostile, hostile)},
        fences={1: FenceView(hostile, hostile, hostile, (FenceRow(hostile, hostile, href=hostile),))},
        ids={0: hostile},
        table_label=hostile,
    )
    html = str(render_blocks(blocks, article))
    assert "<script" not in html
    assert all(block.key in (0, 1, 2, 3, 4) for block in iter_blocks(blocks))
    read_html(html)
