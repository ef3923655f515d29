"""What a page says to its readers, shown or read out, each with the language that it claims to be in.

In: HTML. Out: its texts and those attributes that hold words: names for screen readers, titles, descriptions, and what scripts have to say.
Reads with the standard library, not with the program's own code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from tests.support.sites import VOID

_NAMES = (
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "title",
    "alt",
    "placeholder",
    "label",
)
_DESCRIPTIONS = (
    "description",
    "og:title",
    "og:description",
    "og:site_name",
    "twitter:title",
    "twitter:description",
    "author",
)
_WORDS = re.compile(r"[A-ZÀ-Ž]|[^\W\d_]\S*\s")
"""What tells words in a `data-` attribute from names of files, ids and codes: a capital, or a space behind a word."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a page."""

    text: str
    lang: str
    """That of the nearest element that has one; empty where it says that it is unknown."""
    where: str
    """The element, with the attribute if it is that: `a@title`."""
    recorded: bool
    """Whether it stands in the record itself, as it was written."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Spoken] = []
        self._open: list[tuple[str, str, bool]] = []  # element, language, whether in the record

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _, lang, recorded = self._open[-1] if self._open else ("", "", False)
        lang = given.get("lang", lang)
        recorded = (recorded or "data-record" in given) and "data-inserted" not in given
        for name, value in given.items():
            described = name == "content" and (given.get("name") or given.get("property")) in _DESCRIPTIONS
            button = name == "value" and tag == "input" and given.get("type") in ("submit", "button", "reset")
            told = name.startswith("data-") and _WORDS.search(value)
            if name in _NAMES or described or button or told:
                self._note(value, lang, f"{tag}@{name}", recorded)
        if tag not in VOID:
            self._open.append((tag, lang, recorded))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tag, lang, recorded = self._open[-1] if self._open else ("", "", False)
        if tag not in ("script", "style"):
            self._note(data, lang, tag, recorded)

    def _note(self, text: str, lang: str, where: str, recorded: bool) -> None:
        if words := " ".join(text.split()):
            self.found.append(Spoken(words, lang, where, recorded))


def list_spoken(html: str) -> Iterator[Spoken]:
    """Yield all that a page says, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found
