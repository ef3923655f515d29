"""What in the prose reads differently from what its writer may have meant, in the words a clerk understands.

In: pieces of source with their lines. Out: diagnostics. It changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from minutebook.diagnostics import Diagnostic, Location, Rule, rule
from minutebook.markdown.comments import Comment
from minutebook.model import Inline

COMMENT: Final = rule(
    "comment",
    "warning",
    "An HTML comment stands in the minutes.",
    why="It is not published, but anyone can read it in the file on GitHub.",
    bad="<!-- check this with Jane -->",
    good="(The line is taken out.)",
)
INDENT: Final = rule(
    "indent",
    "warning",
    "A paragraph begins with four or more spaces.",
    why="GitHub shows it as typewriter text; this site shows it as a paragraph.",
    bad="    The chair opened the meeting.",
    good="The chair opened the meeting.",
)
UNDERLINE: Final = rule(
    "underline",
    "warning",
    "A line of dashes or equals signs stands directly under text.",
    why="GitHub makes a heading of the text; this site does not.",
    bad="Signed by the Chair\n-------------------",
    good="Signed by the Chair\n\n-------------------",
)
BULLET_SIGN: Final = rule(
    "bullet-sign",
    "warning",
    "A line begins with a bullet sign pasted from a word processor.",
    why="It is not read as a list.",
    bad="• Litter in the park",
    good="- Litter in the park",
)
HEADING_SPACE: Final = rule(
    "heading-space",
    "warning",
    "No space, or a no-break space, stands between the # signs and the heading.",
    why="The line is shown as text and opens no agenda item.",
    bad="##5. Highways",
    good="## 5. Highways",
)
RUN_TOGETHER: Final = rule(
    "run-together",
    "warning",
    "Lines that each begin with a number or letter stand without empty lines between them.",
    why="They are shown as one paragraph.",
    bad="i) the report be noted\nii) the Clerk reply",
    good="i) the report be noted\n\nii) the Clerk reply",
)
SCHEME: Final = rule(
    "link-scheme",
    "warning",
    "A link begins with something else than http, https or mailto, or is not a whole address.",
    why="It is shown as text.",
    bad="[The form](file:///C:/form.docx)",
    good="[The form](2023-04-18/form.docx)",
)
ANCHOR: Final = rule(
    "anchor-form",
    "warning",
    "What looks like an anchor has other signs in it than small letters, digits and single hyphens, or stands where none counts.",
    why="It is shown as text and fixes nothing.",
    bad="Action: Clerk to write. {#Bus_Stops}",
    good="Action: Clerk to write. {#bus-stops}",
)
HTML: Final = rule(
    "html",
    "warning",
    "An HTML tag stands in the minutes.",
    why="It is shown as text: minutes are written in Markdown only.",
    bad="First line<br>second line",
    good="First line\\\nsecond line",
)
LINK_SPACES: Final = rule(
    "link-spaces",
    "warning",
    "The address of a link has spaces in it.",
    why="Markdown takes no address with spaces, so all of it is shown as text and nobody can open the file.",
    bad="[Report](2023-04-18/My report.pdf)",
    good="[Report](2023-04-18/My%20report.pdf)",
)
IMAGE_WORDS: Final = rule(
    "image-words",
    "warning",
    "An image has no words that say what it shows.",
    why="Someone who cannot see it learns nothing from it.",
    bad="![](2023-04-18/site.jpg)",
    good="![The flooded car park](2023-04-18/site.jpg)",
)

_BULLETS: Final = "\uf0b7\uf0a7\uf0d8\uf0fc\u2022\u25cf\u25aa\u25e6\u2023\u00b7"
_BULLET: Final = re.compile(rf"^[ \t\xa0]*(?P<sign>[{_BULLETS}])[ \t\xa0]*(?P<rest>.*)$")
# Word's second bullet is a round sign that comes out as a letter. Inside a line it is a word of Welsh.
_ROUND: Final = re.compile(r"^[ \t\xa0]*o(?P<gap>[ \t\xa0]+)(?P<rest>\S.*)$")
_LINK: Final = re.compile(
    r"(?<!\\)!?\[(?P<words>(?:[^\[\]\\\n]|\\.)*)\]\([ \t]*(?P<address>[^()<>\n]*(?:\([^()\n]*\)[^()<>\n]*)*)\)"
)
_TITLE: Final = re.compile(r"""[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*$""")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FILE: Final = re.compile(r"/|\.[a-z0-9]{2,5}(?:#|$)|^(?:https?|mailto):", re.IGNORECASE)
_BROKEN_HOST: Final = re.compile(r"[a-z][a-z0-9+.-]*:/*[^/\s]*\s", re.IGNORECASE)
_NO_SPACE: Final = re.compile(r"^ {0,3}(?P<signs>#{1,6})(?P<gap>\xa0?)[ \t\xa0]*(?P<rest>[^#\s].*)$")
_UNDERLINE: Final = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$")
_MARKER: Final = re.compile(
    r"^[ \t\xa0]*(?P<marker>\((?:\d{1,3}|[a-z]|[ivx]{2,5})\)|(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])[ \t\xa0]+\S",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|code|details|div|em|font|h[1-6]|hr|i|iframe|img|input|li|ol|p|pre|script|small|span"
    r"|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_LOST_ANCHOR: Final = re.compile(r"\{#[a-z0-9]+(?:-[a-z0-9]+)*\}")
_ANY_ANCHOR: Final = re.compile(r"\{#(?P<name>[^{}\n]*)\}\s*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands."""

    path: str
    first_line: int

    def line(self, index: int) -> int:
        """Return the line of the file for a line of the text counted from 0."""
        return self.first_line + index

    def report(self, kind: Rule, message: str, line: int, column: int = 1) -> Diagnostic:
        """Return a diagnostic at a line of the file."""
        return Diagnostic(kind, Location(self.path, line, column), message)


def shorten(text: str, length: int = 50) -> str:
    """Return the beginning of a text on one line, for quoting it in a message."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def find_comments(comments: Iterable[Comment], place: Place) -> Iterator[Diagnostic]:
    """Report the comments that were taken out of the source."""
    for comment in comments:
        if comment.closed:
            message = "This comment is not published, but anyone can read it in the file on GitHub. Take it out."
        else:
            message = (
                'A comment begins here and is never closed, so nothing behind it is published. Write "-->" where it ends, '
                "or take it out."
            )
        yield place.report(COMMENT, message, place.line(comment.line - 1), comment.column)


def report_comment(place: Place, line: int) -> Diagnostic:
    """Report a comment in a paragraph whose place in the line is not known."""
    message = "This comment is not published, but anyone can read it in the file on GitHub. Take it out."
    return place.report(COMMENT, message, line)


def find_indents(lines: Iterable[int], text: str, place: Place) -> Iterator[Diagnostic]:
    """Report the lines, counted from 0, where GitHub sees a block of code."""
    if not lines:
        return
    source = text.split("\n")
    for index in sorted(set(lines)):
        if source[index].startswith(("\t", " \t", "  \t", "   \t")):
            message = "This line begins with a tab, so GitHub shows it as typewriter text. Take the tab away."
        elif source[index].startswith("    "):
            message = "This line begins with four spaces, so GitHub shows it as typewriter text. Take the spaces away."
        else:
            message = (
                f'In "{shorten(source[index])}" so many spaces follow the sign that GitHub shows the rest as typewriter '
                "text. Leave one."
            )
        yield place.report(INDENT, message, place.line(index))


def find_in_paragraph(source: str, line: int, place: Place, following: Sequence[Token]) -> Iterator[Diagnostic]:
    """Report what in a paragraph's lines looks like a heading, a list or an underline and is none."""
    lines = source.split("\n")
    for index, text in enumerate(lines):
        if index and _UNDERLINE.match(text):
            yield _report_underline(lines[index - 1], text, place, line + index)
        elif (found := _NO_SPACE.match(text)) and (len(found["signs"]) > 1 or found["gap"]):
            yield place.report(
                HEADING_SPACE,
                f'"{shorten(text)}" is shown as text, because no plain space follows the {found["signs"]}. '
                f"Write: {found['signs']} {shorten(found['rest'])}",
                line + index,
            )
    if following and following[0].type == "hr" and following[0].markup.startswith("-"):
        rule_map = following[0].map
        if rule_map and rule_map[0] == line - place.first_line + len(lines):
            yield _report_underline(lines[-1], "-", place, place.line(rule_map[0]))
    yield from _find_bullets(lines, line, place)
    yield from _find_run_together(lines, line, place)


def _report_underline(above: str, signs: str, place: Place, line: int) -> Diagnostic:
    what = "dashes" if "-" in signs else "equals signs"
    return place.report(
        UNDERLINE,
        f'A line of {what} under "{shorten(above)}" makes it a heading on GitHub. Leave an empty line above it.',
        line,
    )


def _find_bullets(lines: Sequence[str], line: int, place: Place) -> Iterator[Diagnostic]:
    round_sign = _ROUND.match(lines[0])
    # One `o` before a space may be a word; several, the first of them opening the paragraph, are not.
    opens = round_sign is not None and (round_sign["gap"] != " " or any(map(_ROUND.match, lines[1:])))
    marked: list[tuple[int, str]] = []
    for index, text in enumerate(lines):
        found = _BULLET.match(text)
        if found is None and (other := _ROUND.match(text)) and (opens or "\t" in other["gap"]):
            found = other
        if found:
            marked.append((line + index, shorten(found["rest"])))
    if len(marked) == 1:
        at, rest = marked[0]
        message = f"The sign that begins this line comes from a word processor and makes no list. Write: - {rest}"
        yield place.report(BULLET_SIGN, message, at)
    elif marked:
        (first, rest), (last, _) = marked[0], marked[-1]
        message = (
            f"Lines {first} to {last} begin with a sign that comes from a word processor and makes no list, so they will run "
            f'together into one paragraph. Begin each with "- " instead: - {rest}'
        )
        yield place.report(BULLET_SIGN, message, first)


def find_spaced_links(source: str, line: int, place: Place, text: Sequence[str]) -> Iterator[Diagnostic]:
    """Report the links of a leaf whose address has spaces. `text` are the lines of the whole text, for the column."""
    if "](" not in source:
        return
    code = [found.span() for found in _CODE.finditer(source)] if "`" in source else []
    for found in _LINK.finditer(source):
        title = _TITLE.search(found["address"])
        address = found["address"][: title.start() if title else None].strip(" \t")
        if not re.search(r"[ \t]", address) or not _FILE.search(address) or _BROKEN_HOST.match(address):
            continue
        if any(start <= found.start() < end for start, end in code):
            continue
        at = line + source.count("\n", 0, found.start())
        column = text[at - place.first_line].find(found[0]) + 1
        mended = found[0].replace(address, re.sub(r"[ \t]", "%20", address))
        message = (
            f'"{shorten(address)}" has spaces in it, so this link is shown as text and nobody can open it. Write: {mended} '
            f"or put < and > round the address: (<{address}>)"
        )
        yield place.report(LINK_SPACES, message, at, max(column, 1))


def _find_run_together(lines: Sequence[str], line: int, place: Place) -> Iterator[Diagnostic]:
    if len(lines) < 2:
        return
    marked = [(index, found["marker"]) for index, text in enumerate(lines) if (found := _MARKER.match(text))]
    later = [marker for index, marker in marked if index > 0]
    if len(marked) < 2 or not later:
        return
    named = " and ".join(f'"{marker}"' for marker in later[:2]) + (" …" if len(later) > 2 else "")
    yield place.report(
        RUN_TOGETHER,
        f"Lines {line + marked[0][0]} to {line + len(lines) - 1} will run together into one paragraph, because no empty "
        f'line stands between them. Put one before {named}, or begin each with "- ".',
        line + marked[0][0],
    )


def report_scheme(address: str, place: Place, line: int, column: int) -> Diagnostic:
    """Report a link that is shown as text."""
    return place.report(
        SCHEME,
        f'"{shorten(address)}" is not an address that a link may have, so it is shown as text. Links begin with https://, '
        "http:// or mailto:, or lead to a file beside the minutes.",
        line,
        column,
    )


def find_odd_anchor(source: str, place: Place, line: int) -> Iterator[Diagnostic]:
    """Report what ends a paragraph or heading as an anchor would, and is none."""
    found = _ANY_ANCHOR.search(source)
    if not found or _LOST_ANCHOR.fullmatch(found[0].rstrip()):
        return
    plain = (sign for sign in unicodedata.normalize("NFKD", found["name"]) if not unicodedata.combining(sign))
    mended = re.sub(r"[^a-z0-9]+", "-", "".join(plain).lower()).strip("-") or "its-name"
    yield place.report(
        ANCHOR,
        f'"{shorten(found[0])}" is shown as text: an anchor is made of small letters, digits and hyphens. '
        f"Write: {{#{mended}}}",
        line,
    )


def find_lost_anchors(inlines: Iterable[Inline], place: Place, line: int, *, in_table: bool) -> Iterator[Diagnostic]:
    """Report the anchors within a leaf's words, and in a table, where none counts."""
    for piece in inlines:
        for found in _LOST_ANCHOR.finditer(piece.text) if piece.kind == "text" else ():
            if in_table:
                where = "no cell of a table can have such a name. Take it out, or put it behind a heading or a record."
            else:
                where = f"a name counts only at the end of its paragraph. Put it there: … {found[0]}"
            message = f'"{found[0]}" is shown as text, since {where}'
            yield place.report(ANCHOR, message, line + piece.text.count("\n", 0, found.start()))
        line += piece.text.count("\n")


def find_html(text: str, place: Place, line: int) -> Iterator[Diagnostic]:
    """Report the first HTML tag in a text."""
    if "<" in text and (found := _TAG.search(text)):
        yield place.report(
            HTML, f'"{shorten(found[0])}" is shown as text, since HTML is not read in minutes. Take it out.', line
        )


def report_silent_image(address: str, place: Place, line: int) -> Diagnostic:
    """Report an image without words."""
    return place.report(
        IMAGE_WORDS,
        f"This image has no words, so someone who cannot see it learns nothing. "
        f"Write: ![what it shows]({shorten(address)})",
        line,
    )
