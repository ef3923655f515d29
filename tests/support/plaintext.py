"""The plain text of minutes, for law 1: what a page's record must say, found without the project's own parser.

In: the source of a file below its front matter. Out: its words, white space collapsed. It takes markdown-it's own HTML,
and keeps what a reader of it would see; only the dialect's own signs are dealt with here.
"""

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_REFERENCE = re.compile(r"\[\[[^\[\]|\n]*[^\s\[\]|][^\[\]|\n]*(?:\|([^\[\]]+))?\]\](?!\()")
_ANCHOR = re.compile(r"[ \t\xa0]*\{#[a-z0-9]+(?:-[a-z0-9]+)*\}\s*\Z")
_LABEL = re.compile(
    r"(?:\*\*)?(?:ACTION|Action|RESOLVED|Resolved|AGREED|Agreed|RECOMMENDED|UPDATE|RESPONSE|Vote|For|Against|Abstained"
    r"|CHAIR['’]S SUMMARY|Chair['’]s Summary|PENDERFYNWYD|CAM GWEITHREDU|O blaid)(?: \([^()]*\))?:"
)
_ALLOWED = re.compile(r"(?:https?://[\w.-]*\w.*|mailto:.*|(?![a-z][a-z0-9+.-]*:)(?!//).+)", re.IGNORECASE | re.DOTALL)


def extract_text(source: str, *, fences: Mapping[str, str] | None = None) -> str:
    """Return the words of `source` with single spaces between them. Comments go, wherever they stand but in code.

    `fences` says what stands for a fenced block, by its info string; other blocks stand as they are.
    """
    reader = _Reader()
    tokens = reader.parse(_clean(source))
    for token in tokens:
        if token.type == "fence":
            token.content = (fences or {}).get(token.info.strip(), token.content)
    return read_html(reader.renderer.render(_written(tokens), reader.options, {}))


def list_fences(source: str) -> list[tuple[str, str]]:
    """Return the info string and the content of every fenced block, in order."""
    return [(token.info.strip(), token.content) for token in _Reader().parse(_clean(source)) if token.type == "fence"]


def _clean(source: str) -> str:
    text = re.sub(r"\r\n?", "\n", source)
    text = re.sub("[\x0b\x0c\x85]", " ", text)
    text = re.sub("[\x01-\x08\x0e-\x1f\x7f-\x9f]", "", text)
    text = re.sub("[\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    return _without_comments(text)


def read_html(html: str, *, skip: str = "data-inserted") -> str:
    """Return the text of HTML with single spaces between words, without the elements that bear the attribute `skip`."""
    reader = _Words(skip)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split())


class _Words(HTMLParser):
    """Collects text, and fails where elements do not nest."""

    EMPTY = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
    """Elements that have no end tag."""
    INLINE = frozenset(("a", "code", "em", "img", "s", "span", "strong"))
    """Elements within a line. Any other parts the words around it, with white space or without."""

    def __init__(self, skip: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skip = skip
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        if tag not in self.EMPTY:
            hidden = self._skip in dict(attrs) or bool(self._open and self._open[-1][1])
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop()[0] == tag, f"</{tag}> closes another element"

    def _part(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.words.append(data)

    def close(self) -> None:
        super().close()
        assert not self._open, f"never closed: {self._open}"


def _without_comments(text: str) -> str:
    """Take comments out of the text, line by line; those in fenced blocks and code spans stay."""
    kept: list[str] = []
    fence = ""
    inside = False
    for line in text.split("\n"):
        mark = re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", line)
        if fence and re.match(rf"[ \t]*{fence[0]}{{{len(fence)},}}[ \t]*$", line):
            fence = ""
        elif mark and not fence and not inside:
            fence = mark[1]
        elif not fence:
            line, inside = _cut_comments(line, inside)  # noqa: PLW2901 (the line is what it becomes)
        kept.append(line)
    return "\n".join(kept)


def _cut_comments(line: str, inside: bool) -> tuple[str, bool]:
    """Return what of a line is no comment, and whether one is open at its end."""
    kept = ""
    while line:
        if inside:
            _, closed, line = line.partition("-->")
            inside = not closed
            continue
        # What a code span or a backslash hides is blotted out while the line is searched.
        seen = re.sub(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", lambda found: "x" * len(found[0]), line)
        at = seen.find("<!--")
        if at < 0:
            return kept + line, False
        kept += line[:at]
        line = line[at + 4 :]
        short = re.match("-?>", line)
        line, inside = (line[short.end() :], False) if short else (line, True)
    return kept, inside


class _Reader(MarkdownIt):
    """markdown-it with the dialect's rules on or off, and every address as written."""

    def __init__(self) -> None:
        super().__init__("js-default", {"html": False})
        self.disable(["code", "lheading", "reference", "html_block", "html_inline"])
        self.inline.ruler.before("link", "reference", _reference)
        self.block.ruler.before("paragraph", "label", _label, {"alt": ["paragraph", "blockquote"]})

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        return link


def _label(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A label with its colon at the start of a line ends the paragraph above it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return silent and _LABEL.match(line) is not None


def _reference(state: StateInline, silent: bool) -> bool:
    found = None if state.linkLevel else _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = escape(" ".join(unescapeAll(found[1] or "").split()))
    state.pos = found.end()
    return True


def _drop_anchor(words: list[Token]) -> None:
    for word in reversed(words):
        # Strong text at the end of a line has an empty text behind it.
        if word.nesting >= 0 and (word.type != "text" or word.content):
            if word.type == "text":
                word.content = _ANCHOR.sub("", word.content)
            return


def _written(tokens: list[Token]) -> list[Token]:
    """Put the numbers of lists, and the signs round what is no link, into the tokens; take images out."""
    written: list[Token] = []
    after: list[str] = []
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if before.type in ("paragraph_open", "heading_open"):
            _drop_anchor(token.children or [])
        if token.type == "image":
            continue
        if token.type == "link_open":
            shown = token.markup == "autolink" and not _ALLOWED.fullmatch(str(token.attrs["href"]))
            after.append("&gt;" if shown else "")
            token = Token("html_inline", "", 0, content="&lt;" if shown else "")  # noqa: PLW2901 (as above)
        elif token.type == "link_close":
            token = Token("html_inline", "", 0, content=after.pop())  # noqa: PLW2901 (as above)
        token.children = _written(token.children) if token.children else token.children
        written.append(token)
        if token.type == "list_item_open" and token.info:
            written.append(Token("html_block", "", 0, content=f"{token.info}{token.markup} "))
    return written
