"""CommonMark as markdown-it-py reads it, changed into the dialect of the content format (section 3).

In: text. Out: markdown-it's tokens. Links keep their address as written; what a scheme may be is for the reader of
tokens to say. Nothing here makes HTML.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import linkify as link_bare_addresses
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from minutebook.i18n import RECORD_WORDS, VOTE_LABELS, VOTE_SIDES, phrase_pattern
from minutebook.markdown.comments import COMMENT

MAX_LEVEL = 40
"""How deep lists and quotations may stand in each other; signs of deeper ones are shown as text."""

_LABEL = re.compile(
    rf"[*_]{{0,3}}(?P<word>{phrase_pattern([*RECORD_WORDS, *VOTE_LABELS, *VOTE_SIDES])})[*_]{{0,3}}"
    r"(?:[ \t\xa0]*\([^()\n]*\))?[*_]{0,3}[ \t\xa0]*:",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[\[(?P<ref>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]]+))?\]\](?!\()")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
# Any of these may begin something in a line; a text without them is what it is.
_SPECIAL = re.compile(r"[\\`*_~\[<&\n@]|://|www\.", re.IGNORECASE)
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)


def find_scheme(address: str) -> str:
    """Return the scheme of an address in small letters (`https`), `//` where it names a host without one, or nothing."""
    # Browsers read \ as / and drop tabs and line breaks before they look for the scheme.
    bare = re.sub(r"[\x00-\x20\x7f]", "", address).replace("\\", "/")
    if bare.startswith("//"):
        return "//"
    found = _SCHEME.match(bare)
    return found[0].lower() if found else ""


class Dialect(MarkdownIt):
    """The parser. Build one and keep it: it holds no state between texts."""

    def __init__(self) -> None:
        super().__init__("js-default", {"html": False, "linkify": True, "typographer": False})
        self.disable(["code", "lheading", "reference", "html_block", "html_inline"])
        block, inline = self.block.ruler, self.inline.ruler
        interrupts = ["paragraph", "reference", "blockquote"]
        block.before("table", "indent", _note_indent)
        block.at("blockquote", _bounded(blockquote), {"alt": [*interrupts, "list"]})
        block.at("list", _bounded(list_block), {"alt": interrupts})
        block.before("paragraph", "label", _is_label, {"alt": interrupts})
        inline.before("link", "reference", _read_reference)
        inline.at("image", _read_image)
        inline.before("autolink", "comment", _drop_comment)
        self._find_addresses()

    def _find_addresses(self) -> None:
        # As GitHub: what begins with http, https, mailto or www., and e-mail addresses; never `Ltd.Co` or `2.uk`.
        addresses = self.linkify
        if addresses is None:
            raise ModuleNotFoundError("linkify-it-py is not installed")
        addresses.set({"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": True})
        addresses.add("ftp:", None).add("//", None)
        # At most eight parts of at most 63 signs (RFC 1035): so a text of nothing but `www.` takes no time to speak of.
        host = r"(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}(?![\w-]|\.\w)(?::\d{1,5})?"
        www = _Www(re.compile(host + addresses.re["src_path"], re.IGNORECASE))
        addresses.add("www.", {"validate": www.measure, "normalize": www.complete})

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        """Encode an address of the web; leave a relative one as it was written, since it is the path of a file."""
        return super().normalizeLink(url) if find_scheme(url) in ("http", "https", "mailto") else url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        """Show a bare address as it was written."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's name)
        """Let every address through: the tree drops what may not be a link, and reports it with its line."""
        return True

    def read_blocks(self, text: str, notes: dict[str, Any]) -> list[Token]:  # Any: markdown-it's environment
        """Return the tokens of all blocks; inline text is not yet read. Rules leave notes for the reports in `notes`."""
        tokens: list[Token] = []
        self.block.parse(text, self, notes, tokens)
        return tokens

    def read_inline(self, text: str, notes: dict[str, Any]) -> list[Token]:  # Any: markdown-it's environment
        """Return the tokens inside one paragraph, heading or cell."""
        if not _SPECIAL.search(text):
            return [Token("text", "", 0, content=text)]
        return self.read_special(text, notes)

    def read_special(self, text: str, notes: dict[str, Any]) -> list[Token]:  # Any: markdown-it's environment
        """Do the same for any text, however plain: `read_inline` passes over what needs none of this."""
        tokens: list[Token] = []
        self.inline.parse(text, self, notes, tokens)
        if _ADDRESS.search(text):
            holder = Token("inline", "", 0, content=text, children=tokens)
            link_bare_addresses(StateCore("", self, notes, [holder]))
            tokens = holder.children or []
            self._unescape_addresses(tokens)
        return tokens

    def _unescape_addresses(self, tokens: list[Token]) -> None:
        # Pandoc writes http://example.org/a\_b: the sign behind the backslash is meant, in words and address.
        for opened, inside in pairwise(tokens):
            if opened.markup == "linkify" and opened.nesting > 0 and ("\\" in inside.content or "&" in inside.content):
                words = unescapeAll(inside.content)
                scheme = "" if find_scheme(words) else "http://" if words[:4].lower() == "www." else "mailto:"
                opened.attrs["href"], inside.content = self.normalizeLink(scheme + words), words


class _Www:
    """What linkify-it needs to know an address by its `www.`."""

    def __init__(self, rest: re.Pattern[str]) -> None:
        self._rest = rest

    def measure(self, text: str, position: int) -> int:
        found = self._rest.match(text, position)
        return len(found[0]) if found else 0

    def complete(self, match: Any) -> None:  # Any: linkify-it has no types
        match.url = "http://" + match.url


def _bounded(rule: Any) -> Any:  # Any: markdown-it's rules, which it does not export as a type
    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MAX_LEVEL and bool(rule(state, start, end, silent))

    return bounded


def _note_indent(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 (a rule's form)
    """Note where CommonMark would begin an indented code block. It never matches."""
    if not silent and state.sCount[start] - state.blkIndent >= 4:
        state.env.setdefault("indents", []).append(start)
    return False


def _is_label(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 (a rule's form)
    """Say that a label with its colon ends the paragraph before it. The paragraph rule then reads the line."""
    if not silent:
        return False
    found = _LABEL.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    return found is not None and found["word"][0].isupper()


def _read_reference(state: StateInline, silent: bool) -> bool:
    if state.linkLevel > 0 or not state.src.startswith("[[", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or not found["ref"].strip():
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = " ".join(unescapeAll(found["words"] or "").split())
        token.info = found["ref"].strip()
    state.pos = found.end()
    return True


def _read_image(state: StateInline, silent: bool) -> bool:
    """Read an image, but none within the words of another: they would nest as deep as the stack allows."""
    notes = state.env
    if notes.get("in_image"):
        return False
    if silent:
        return image(state, True)
    notes["in_image"] = True
    try:
        return image(state, False)
    finally:
        notes["in_image"] = False


def _drop_comment(state: StateInline, silent: bool) -> bool:
    """Drop a comment that `strip_comments` took for code and that is none."""
    found = COMMENT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.env["comment"] = True
    state.pos = found.end()
    return True
