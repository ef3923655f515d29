"""Blocks as HTML, one behind the other: paragraphs, headings, lists, tables, quotations, code and fenced records.

In: blocks and their article. Out: Markup. What stands within a line is `line`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from minutebook.model import Block
from minutebook.prose.article import Article
from minutebook.prose.line import find_own_id, write_leaf, write_permalink


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


class _Page:
    """Writes blocks one behind the other."""

    def __init__(self, article: Article, heading_shift: int) -> None:
        self.out: list[str] = []
        self._article = article
        self._shift = heading_shift

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
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

    def _leaf(self, leaf: Block, tag: str) -> None:
        self.out += (f"<{tag}{self._attributes(leaf)}>", write_leaf(leaf, self._article), f"</{tag}>\n")

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
            kinds = dict.fromkeys(f"record-{mark.record_kind}" for mark in records)
            attributes += f' class="{escape(" ".join(("record", *kinds)))}"'
        return attributes

    def _list(self, block: Block) -> None:
        ordered = block.kind == "ordered_list"
        self.out.append('<ol class="as-written">\n' if ordered else "<ul>\n")
        for item in block.children:
            inside = item.children
            # In a tight list the item is its paragraph; two that stand without a line between them still are two.
            paragraphs = sum(child.kind == "paragraph" for child in inside)
            bare = block.tight and paragraphs == 1 and inside[0].kind == "paragraph"
            self.out.append(f"<li{self._attributes(inside[0])}>" if bare else "<li>")
            if ordered:
                self.out.append(f'<span class="marker">{escape(item.marker)}</span> ')
            if bare:
                self.out += (write_leaf(inside[0], self._article), "\n" if len(inside) > 1 else "")
            self.write(inside[1:] if bare else inside)
            self.out.append("</li>\n")
        self.out.append("</ol>\n" if ordered else "</ul>\n")

    def _table(self, table: Block) -> None:
        label = escape(self._article.table_label)
        # A group and no region: a page may have many tables, and regions would each need a name of their own.
        self.out.append('<div class="table-scroll" tabindex="0" role="group"')
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
                align = f' class="align-{cell.align}"' if cell.align in ("center", "right") else ""
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
        kind = escape(fence.kind)
        self.out.append(f'<div class="record record-{kind} record-block"{own_id}>\n')
        self.out.append(f'<p class="record-label" data-inserted>{escape(fence.label)}')
        if fence.anchor:
            self.out.append(write_permalink(fence.anchor, fence.permalink or self._article.permalink_label))
        self.out.append("</p>\n<dl>\n")
        for row in fence.rows:
            self.out.append(f"<dt data-inserted>{escape(row.label)}</dt>\n<dd>")
            if row.blocks:
                self.write(row.blocks)
            else:
                text = escape(row.text)
                self.out.append(f'<a href="{escape(row.href)}">{text}</a>' if row.href else text)
            self.out.append("</dd>\n")
        self.out.append("</dl>\n</div>\n")
