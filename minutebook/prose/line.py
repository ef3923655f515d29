"""The words of one leaf as HTML, with the records, terms, links and references that stand in it.

In: a leaf and its article. Out: a string of escaped texts and our own tags. The tags always nest, whatever the marks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import escape

from minutebook.model import Block, Inline
from minutebook.prose.article import Article, Mark, ProseLink

_TAGS: Final = {"strong": "strong", "em": "em", "s": "s"}


def write_leaf(leaf: Block, article: Article) -> str:
    """Return the HTML inside a paragraph, heading or cell."""
    marks = article.marks.get(leaf.key, ())
    if not marks and len(leaf.inlines) == 1 and leaf.inlines[0].kind == "text":
        return str(escape(leaf.text))
    line = _Line(article, marks, find_own_id(leaf, article))
    line.write(leaf.inlines)
    return line.end()


def find_own_id(leaf: Block, article: Article) -> str:
    """Return the anchor of the first record that begins where the leaf does; the leaf itself bears it."""
    if leaf.key in article.ids:
        return ""
    marks = article.marks.get(leaf.key, ())
    return next((mark.id for mark in marks if mark.kind == "record" and mark.start == 0), "")


def write_labels(leaf: Block, article: Article) -> str:
    """Return the labels of the records in a leaf, each a link to its record. They stand before its words."""
    return "".join(
        write_label(mark.id, mark.word, mark.label or article.permalink_label)
        for mark in article.marks.get(leaf.key, ())
        if mark.kind == "record" and mark.id
    )


def write_label(anchor: str, word: str, name: str) -> str:
    """Return the word for a kind of record as a link to the record, with a name for those who cannot see the place.

    Without an anchor it is the word alone.
    """
    if not anchor:
        return f'<span class="mb-record-label" data-inserted>{escape(word)}</span>'
    called = f' aria-label="{escape(name)}"' if name else ""
    return f'<a class="mb-record-label" data-inserted href="#{escape(anchor)}"{called}>{escape(word or "#")}</a>'


def write_lang(lang: str) -> str:
    """Return the attribute that names a language; nothing for none."""
    return f' lang="{escape(lang)}"' if lang else ""


class _Line:
    """Writes the words of one leaf, with its marks."""

    def __init__(self, article: Article, marks: Iterable[Mark], own_id: str) -> None:
        self._out: list[str] = []
        self._article = article
        self._at = 0
        ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._anchors = [mark for mark in ordered if mark.kind == "record" and mark.id and mark.id != own_id]
        references = [mark for mark in ordered if mark.kind == "reference"]
        terms = (mark for mark in ordered if mark.kind == "term" and not _meets(mark, references))
        self._terms = _without_overlaps(sorted((*references, *terms), key=lambda mark: (mark.start, mark.end)))
        """Terms, and ids that are references: both become links."""
        self._term: Mark | None = None
        self._link_open = False
        """Whether the link of the current term is open."""
        self._closed_to_terms = 0
        """How many links we are in: more than none closes the text to terms."""
        self._tags: list[str] = []

    def write(self, inlines: Sequence[Inline]) -> None:
        for number, piece in enumerate(inlines):
            match piece.kind:
                case "text" | "softbreak":
                    self._text(piece.text)
                case "hardbreak":
                    self._out.append("<br>")
                    self._text(piece.text)
                case "code":
                    self._tag("<code>")
                    self._closed_to_terms += 1
                    self._text(piece.text)
                    self._closed_to_terms -= 1
                    self._tag("</code>")
                case "open":
                    self._open(piece, inlines[number + 1 : number + 2])
                case "close":
                    self._close()
                case "image":
                    self._image(piece)
                case "reference":
                    self._reference(piece)

    def end(self) -> str:
        self._finish_term()
        self._write_anchors(None)
        while self._tags:
            self._close()
        return "".join(self._out)

    def _open(self, piece: Inline, following: Sequence[Inline]) -> None:
        if piece.tag != "link":
            self._tag(f"<{_TAGS[piece.tag]}>")
            self._tags.append(f"</{_TAGS[piece.tag]}>")
            return
        link = self._article.links[piece.href]
        if link.href is None:
            self._tags.append("")
            return
        title = f' title="{escape(piece.title)}"' if piece.title else ""
        self._tag(f'<a href="{escape(link.href)}"{title}>')
        self._closed_to_terms += 1
        self._tags.append("</a>")
        if following and following[0].kind == "close":
            self._out.append(f"<span data-inserted>{escape(piece.href)}</span>")

    def _close(self) -> None:
        tag = self._tags.pop()
        self._tag(tag)
        if tag == "</a>":
            self._closed_to_terms -= 1

    def _tag(self, tag: str) -> None:
        """Write a tag, with the current term's link closed before it: the next text opens it again."""
        if self._link_open:
            self._out.append("</a>")
            self._link_open = False
        self._out.append(tag)

    def _image(self, piece: Inline) -> None:
        words = piece.title
        link = self._article.links[piece.href] if piece.href else ProseLink(None)
        if link.href is None or ("</a>" in self._tags and not link.image):
            self._tag(f"<span data-inserted>{escape(words)}</span>" if words else "")
        elif link.image:
            if not words and "</a>" in self._tags:
                words = posixpath.basename(piece.href)  # a link must have a name
            self._tag(f'<img src="{escape(link.href)}" alt="{escape(words)}" loading="lazy">')
        else:
            self._tag(
                f'<a data-inserted href="{escape(link.href)}">{escape(words or posixpath.basename(piece.href))}</a>'
            )

    def _reference(self, piece: Inline) -> None:
        found = self._article.references[piece.href]
        inserted = "" if piece.text else " data-inserted"
        lang = write_lang(found.lang) if inserted else ""
        if found.href is None:
            self._tag(f'<span class="mb-ref-gone"{inserted}{lang}>' if inserted else "")
        else:
            self._tag(f'<a class="mb-ref"{inserted} href="{escape(found.href)}"{lang}>')
        self._closed_to_terms += 1
        if piece.text:
            self._text(piece.text)
        else:
            self._out.append(str(escape(found.name)))
        self._closed_to_terms -= 1
        self._tag("</a>" if found.href is not None else "</span>" if inserted else "")

    def _text(self, text: str) -> None:
        done, end = 0, self._at + len(text)
        while done < len(text):
            self._write_anchors(self._at)
            if self._term is None and self._terms and self._terms[0].start <= self._at:
                self._term = self._terms.pop(0)
            if self._term and self._term.href and not self._link_open and not self._closed_to_terms:
                name = "mb-ref" if self._term.kind == "reference" else "term"
                self._out.append(f'<a class="{name}" href="{escape(self._term.href)}">')
                self._link_open = True
            stops = [end, *(mark.start for mark in self._anchors[:1])]
            stops += [self._term.end] if self._term else [mark.start for mark in self._terms[:1]]
            stop = min(stops)
            self._out.append(str(escape(text[done : done + stop - self._at])))
            done += stop - self._at
            self._at = stop
            if self._term and stop >= self._term.end:
                self._finish_term()

    def _write_anchors(self, upto: int | None) -> None:
        while self._anchors and (upto is None or self._anchors[0].start <= upto):
            self._out.append(f'<span class="anchor" id="{escape(self._anchors.pop(0).id)}"></span>')

    def _finish_term(self) -> None:
        term, self._term = self._term, None
        if term is None:
            return
        if term.kind == "reference" and term.expansion and self._link_open:
            # Within the link: an id alone would not say where it leads.
            self._out.append(f"<span data-inserted{write_lang(term.lang)}>, {escape(term.expansion)}</span>")
        self._tag("")
        if term.kind == "term" and term.expansion and not self._closed_to_terms:
            self._out.append(
                f'<span class="expansion" data-inserted{write_lang(term.lang)}> ({escape(term.expansion)})</span>'
            )


def _meets(mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a mark shares any of its text with another."""
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if mark.end > mark.start >= (kept[-1].end if kept else 0):
            kept.append(mark)
    return kept
