"""In which language each word of a page stands, as a screen reader finds it out: by the nearest `lang`.

In: HTML. Out: its texts and the attributes that are read out or shown, each with its language. Reads with the standard library, not with the
program's own code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.support.sites import VOID

ATTRIBUTES = ("aria-label", "aria-description", "title", "alt", "placeholder", "label", "content")
"""Attributes that hold words; those that begin with `data-` may."""
_SILENT = frozenset(("script", "style", "template"))
_INLINE = frozenset(("a", "abbr", "b", "br", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "time"))
"""Elements whose words go on in the line in which they stand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a page in one language."""

    lang: str
    """As the nearest `lang` says; empty where it says that nobody knows."""
    text: str
    """With white space as in a line."""
    place: str
    """The element it stands in with the classes of all round it, or the element and its attribute: `p .mb-notice`, `a@title`."""


@dataclass(slots=True)
class Alternates:
    """What a page says of its other languages."""

    lang: str = ""
    """Of the page as a whole."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Language and address of each `<link rel="alternate" hreflang>`."""
    canonical: str = ""


@dataclass(slots=True)
class _Open:
    tag: str
    lang: str
    classes: str
    silent: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.alternates = Alternates()
        self._open: list[_Open] = []
        self._line: list[tuple[str, str]] = []  # language and words
        self._place = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        last = self._open[-1] if self._open else _Open("", "", "", silent=False)
        if tag not in _INLINE:
            self.end_line()
        classes = " ".join((last.classes, *(f".{name}" for name in found.get("class", "").split()))).strip()
        this = _Open(tag, found.get("lang", last.lang), classes, last.silent or tag in _SILENT)
        if tag == "html":
            self.alternates.lang = found.get("lang", "")
        if tag == "link" and found.get("rel") == "alternate" and "hreflang" in found:
            self.alternates.links.append((found["hreflang"], found.get("href", "")))
        if tag == "link" and found.get("rel") == "canonical":
            self.alternates.canonical = found.get("href", "")
        if not this.silent:
            for name, value in found.items():
                if value and (name in ATTRIBUTES or name.startswith("data-")):
                    self.pieces.append(Piece(this.lang, " ".join(value.split()), f"{self._name(tag, found)}@{name}"))
        if tag not in VOID:
            self._open.append(this)

    def _name(self, tag: str, found: dict[str, str]) -> str:
        return (
            f"meta[{found.get('name') or found.get('property') or found.get('http-equiv')}]" if tag == "meta" else tag
        )

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_line()
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1].silent:
            return
        last = self._open[-1]
        if not self._line:
            self._place = f"{last.tag} {last.classes}".strip()
        self._line.append((last.lang, data))

    def end_line(self) -> None:
        """Note the words of a line, those that follow each other in one language as one piece."""
        told: list[tuple[str, str]] = []
        for lang, words in self._line:
            if told and told[-1][0] == lang:
                told[-1] = (lang, told[-1][1] + words)
            else:
                told.append((lang, words))
        self.pieces += [Piece(lang, text, self._place) for lang, words in told if (text := " ".join(words.split()))]
        self._line.clear()


def read_languages(html: str) -> tuple[list[Piece], Alternates]:
    """Return what stands in a page, language by language, and where it says that it stands in others."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.pieces, reader.alternates


def list_pieces(html: str) -> Iterator[Piece]:
    """Yield the words of a page in the order in which they stand there."""
    yield from read_languages(html)[0]
