"""Converts the minutes on a page of ModernGov into the content format, as a clerk would by hand.

In: the HTML of an agenda page with its minutes. Out: Markdown. The words of such a page are not the project's, so they are converted
when a test runs and kept nowhere. It knows the page's own classes and no more: links, tables and documents are left out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser


class _Agenda(HTMLParser):
    """Gathers items as their number, title and paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._number = ""
        self._paragraph: list[str] | None = None
        self._kind = ""
        self._titled = True
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("class") or ""
        if name == "mgItemNumberCell":
            self._number, self._titled = "", False
        elif tag == "p" and (name in ("mgAiTitleTxt", "mgSubItemTitleTxt") or name.startswith("Mso")):
            self._paragraph, self._kind = [], name
        elif tag == "span" and (self._silent or name == "mgFileSize"):
            self._silent += 1
        elif tag == "b" and self._paragraph is not None:
            self._paragraph.append("**")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._silent:
            self._silent -= 1
        elif tag == "b" and self._paragraph is not None:
            self._paragraph.append("**")
        elif tag == "p" and self._paragraph is not None:
            text = re.sub(r"\*\*(\s*)\*\*", r"\1", " ".join("".join(self._paragraph).split()))
            self._paragraph = None
            self._take(text)

    def handle_data(self, data: str) -> None:
        if self._paragraph is not None and not self._silent:
            self._paragraph.append(data)

    def _take(self, text: str) -> None:
        if not text:
            return
        if self._kind == "mgAiTitleTxt" and not self._number:
            self._number = text
        elif self._kind == "mgAiTitleTxt" and not self._titled:
            self.lines.append(f"## {self._number} {text}")
            self._titled = True
        elif self.lines:
            self.lines.append(text)


def convert(html: str) -> str:
    """Return the items of an agenda page as Markdown, a paragraph a line with an empty line between."""
    agenda = _Agenda()
    agenda.feed(html)
    agenda.close()
    return "\n\n".join(agenda.lines) + "\n"
