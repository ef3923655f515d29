"""Blocks as HTML, one behind the other: paragraphs, headings, lists, tables, quotations, code and fenced records.

In: blocks and their article. Out: Markup. What stands within a line is `line`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from minutebook.model import Block
from minutebook.prose.article import Article, FenceRow
from minutebook.prose.line import find_own_id, write_label, write_labels, write_lang, write_leaf


def render_blocks(blocks: Sequence[Block], article: Article, *, heading_shift: int = 0) -> Markup:
    """Return the HTML of `blocks`. Headings get deeper by `heading_shift`, but never above h2 or below h6.

    Raises KeyError for a link or reference that the article does not have: every one is resolved before.
    """
    page = _Page(article, heading_shift)
    page.write(blocks)
    return Markup("".join(page.out))  # noqa: S704 (made of escaped texts and our own tags only)


def render_leaf(leaf: Block, article: Article) -> Markup:
    """Return the HTML inside a heading or paragraph, without the element round it."""
    return Markup(write_leaf(leaf, article))  # noqa: S704 (made of escaped texts and our own tags only)


_ALIGNED: Final = {"center": "mb-centre", "right": "mb-end"}
"""Classes of cells by where their words stand."""


class _Page:
    """Writes blocks one behind the other."""

    def __init__(self, article: Article, heading_shift: int) -> None:
        self.out: list[str] = []
        self._article = article
        self._shift = heading_shift

    def write(self, blocks: Sequence[Block]) -> None:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            if belonging := self._count_belonging(block, blocks[at:]):
                self._group(block, blocks[at : at + belonging])
                at += belonging
                continue
            match block.kind:
                case "paragraph":
                    if block.inlines:
                        self._leaf(block, "p")
                case "heading":
                    if block.inlines:
                        self._leaf(block, f"h{min(max(block.level + self._shift, 2), 6)}")
                case "bullet_list" | "ordered_list":
                    self._list(block)
                case "list_item":
                    self._around(block, "li")
                case "quote":
                    self._around(block, "blockquote")
                case "table":
                    self._table(block)
                case "code":
                    self._code(block)
                case "rule":
                    self.out.append("<hr>\n")
                case "table_row" | "table_cell":
                    raise ValueError("a row or cell stands outside a table")

    def _count_belonging(self, leaf: Block, following: Sequence[Block]) -> int:
        """Return how many of the blocks that follow belong to a record in the leaf."""
        if leaf.kind != "paragraph" or not leaf.inlines:
            return 0
        marks = self._article.marks.get(leaf.key, ())
        keys = {key for mark in marks if mark.kind == "record" for key in mark.blocks}
        return next((at for at, block in enumerate(following) if block.key not in keys), len(following)) if keys else 0

    def _group(self, leaf: Block, belonging: Sequence[Block]) -> None:
        """Write a record together with the list, table or paragraphs that belong to it."""
        self.out.append(f"<div{self._attributes(leaf)}>{write_labels(leaf, self._article)}\n")
        self.out.append(f"<p>{write_leaf(leaf, self._article)}</p>\n")
        self.write(belonging)
        self.out.append("</div>\n")

    def _leaf(self, leaf: Block, tag: str) -> None:
        self.out.append(f"<{tag}{self._attributes(leaf)}>{write_labels(leaf, self._article)}")
        self.out.append(f"{write_leaf(leaf, self._article)}</{tag}>\n")

    def _around(self, block: Block, tag: str) -> None:
        self.out.append(f"<{tag}>")
        self.write(block.children)
        self.out.append(f"</{tag}>\n")

    def _attributes(self, leaf: Block) -> str:
        anchor = self._article.ids.get(leaf.key, "")
        records = [mark for mark in self._article.marks.get(leaf.key, ()) if mark.kind == "record"]
        if not anchor:
            anchor = find_own_id(leaf, self._article)
        attributes = f' id="{escape(anchor)}"' if anchor else ""
        if records:
            kinds = dict.fromkeys(_name_class(mark.record_kind) for mark in records)
            attributes += f' class="{" ".join(("mb-record", *kinds))}"'
        return attributes

    def _list(self, block: Block) -> None:
        ordered = block.kind == "ordered_list"
        self.out.append('<ol class="mb-as-written">\n' if ordered else "<ul>\n")
        for item in block.children:
            inside = item.children
            # In a tight list the item is its paragraph; two that stand without a line between them still are two.
            paragraphs = sum(child.kind == "paragraph" for child in inside)
            bare = block.tight and paragraphs == 1 and inside[0].kind == "paragraph"
            self.out.append(f"<li{self._attributes(inside[0])}>" if bare else "<li>")
            if bare:
                self.out.append(write_labels(inside[0], self._article))
            if ordered:
                self.out.append(f'<span class="mb-marker">{escape(item.marker)}</span> ')
            if bare:
                self.out += (write_leaf(inside[0], self._article), "\n" if len(inside) > 1 else "")
            self.write(inside[1:] if bare else inside)
            self.out.append("</li>\n")
        self.out.append("</ol>\n" if ordered else "</ul>\n")

    def _table(self, table: Block) -> None:
        label = escape(self._article.table_label)
        # A group and no region: a page may have many tables, and regions would each need a name of their own.
        self.out.append('<div class="mb-scroll" tabindex="0" role="group"')
        self.out.append(f' aria-label="{label}"><table>\n' if label else "><table>\n")
        body = False
        for row in table.children:
            if not row.header and not body:
                body = True
                self.out.append("<tbody>\n")
            self.out.append("<thead>\n<tr>" if row.header else "<tr>")
            for cell in row.children:
                tag = "th" if row.header and cell.inlines else "td"
                scope = ' scope="col"' if tag == "th" else ""
                align = f' class="{_ALIGNED[cell.align]}"' if cell.align in _ALIGNED else ""
                self.out.append(f"<{tag}{scope}{align}>{write_leaf(cell, self._article)}</{tag}>\n")
            self.out.append("</tr>\n</thead>\n" if row.header else "</tr>\n")
        self.out.append("</tbody>\n</table></div>\n" if body else "</table></div>\n")

    def _code(self, block: Block) -> None:
        fence = self._article.fences.get(block.key)
        if fence is None:
            # The line break keeps one that the code begins with: HTML drops the first.
            self.out.append(f"<pre><code>\n{escape(block.text)}</code></pre>\n")
            return
        own_id = f' id="{escape(fence.anchor)}"' if fence.anchor else ""
        kind = _name_class(fence.kind)
        self.out.append(f'<div class="mb-record {kind} mb-fenced"{own_id}{write_lang(fence.lang)}>')
        name = fence.permalink or self._article.permalink_label
        self.out.append(write_label(fence.anchor, fence.label, name))
        self.out.append('\n<dl class="mb-facts">\n')
        for label, rows in groupby(fence.rows, key=lambda row: row.label):
            self.out.append(f"<div><dt data-inserted>{escape(label)}</dt>\n")
            for row in rows:
                # What is put in before the text is in the language of the words round it, whatever that of the text.
                self.out.append("<dd>" if row.before else f"<dd{write_lang(row.lang)}>")
                if row.references:
                    article = replace(self._article, references=row.references)
                    self.out.append(render_blocks(row.blocks, article, heading_shift=self._shift))
                elif row.blocks:
                    self.write(row.blocks)
                else:
                    self.out.append(_write_value(row))
                self.out.append("</dd>\n")
            self.out.append("</div>\n")
        self.out.append("</dl>\n</div>\n")


def _write_value(row: FenceRow) -> str:
    """Return the plain text of a value, with what is put in round it."""
    text = str(escape(row.text))
    if row.before:
        text = f"<span{write_lang(row.lang)}>{text}</span>" if row.lang else text
        text = f"<span data-inserted>{escape(row.before)} </span>{text}"
    if row.inserted:
        text += f"<span data-inserted{write_lang(row.inserted_lang)}>, {escape(row.inserted)}</span>"
    return f'<a href="{escape(row.href)}">{text}</a>' if row.href else text


def _name_class(kind: str) -> str:
    """Return the class of a kind of record; `mb-summary` is the block of facts of a page."""
    return "mb-summary-record" if kind == "summary" else f"mb-{escape(kind)}"
