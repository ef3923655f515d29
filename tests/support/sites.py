"""Builds sites and reads their pages back, for the laws.

In: a council's folder. Out: the built folder, and what stands in each page. Reads HTML with the standard library, not with the program's own code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from minutebook.pipeline import Options, Summary, build

TODAY = date(2026, 11, 21)
"""The day on which tests build, so that what is overdue stays so."""

Kinds = Mapping[str, Mapping[str, str]]
"""By kind of page and by language: a page's file."""

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def build_site(
    root: Path,
    site: Path,
    *,
    jobs: int = 1,
    drafts: bool = False,
    today: date = TODAY,
    base_url: str = "https://example.org/council/",
) -> Summary:
    """Build and return what was done; raise AssertionError with the faults if nothing was written."""
    options = Options(root=root, site=site, jobs=jobs, drafts=drafts, today=today, base_url=base_url)
    summary = build(options, keep_quiet)
    assert summary.written, "\n".join(str(found) for found in summary.report.errors)
    return summary


def try_build(root: Path, site: Path) -> Summary:
    """Build, whether it goes well or not. An exception is a fault of the program, whatever the content."""
    return build(Options(root=root, site=site, today=TODAY, base_url="https://example.org/council/"), keep_quiet)


def keep_quiet(*_: object) -> None:
    """Say nothing of the progress of a build."""


def write_files(root: Path, files: dict[str, str]) -> Path:
    """Write a council's folder."""
    for name, text in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return root


@dataclass(slots=True)
class Page:
    """What stands in one page."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """(element.attribute, address) of everything that points somewhere."""
    article: str = ""
    """Text of the record without what was inserted; white space as it stands."""
    articles: int = 0
    text: str = ""
    lang: str = ""
    unclosed: list[str] = field(default_factory=list)
    record_ids: set[str] = field(default_factory=set)
    """Ids inside the record."""
    entries: dict[str, list[str]] = field(default_factory=dict)
    """Addresses that stand in each entry of a list of records, by the entry's id."""
    body_links: list[tuple[str, str]] = field(default_factory=list)
    """As `links`, of what stands in `main`."""
    switches: list[tuple[str, str]] = field(default_factory=list)
    """Language and address of each link that says, by hreflang, in which language what it leads to is."""
    active: list[str] = field(default_factory=list)
    """Handlers, styles and scripts that stand in the page itself."""
    policy: str = ""
    """The Content-Security-Policy."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, bool, bool]] = []  # tag, inside the record, inside an insertion
        self._entries: list[str] = []  # of each open element: the entry of a register that it stands in
        self._in_main = 0
        self._article: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        recorded, inserted = self._open[-1][1:] if self._open else (False, False)
        if tag == "html":
            self.page.lang = found.get("lang") or ""
        if tag == "article" and "data-record" in found:
            self.page.articles += 1
            recorded = True
        inserted = inserted or "data-inserted" in found
        if found.get("id"):
            self.page.ids.append(found["id"] or "")
            if recorded:
                self.page.record_ids.add(found["id"] or "")
        self._in_main += tag == "main"
        entry = self._find_entry(found)
        for name in ("href", "src", "action", "formaction", "srcset", "poster", "data", "background"):
            if name in found:
                self.page.links.append((f"{tag}.{name}", found[name] or ""))
                if self._in_main:
                    self.page.body_links.append((f"{tag}.{name}", found[name] or ""))
                if entry and name == "href":
                    self.page.entries[entry].append(found[name] or "")
        if tag == "a" and found.get("hreflang"):
            self.page.switches.append((found["hreflang"] or "", found.get("href") or ""))
        self._note_active(tag, found)
        if tag not in VOID:
            self._open.append((tag, recorded, inserted))
            self._entries.append(entry)
        if (
            recorded
            and not inserted
            and tag in ("p", "li", "br", "td", "th", "h2", "h3", "h4", "h5", "h6", "pre", "div")
        ):
            self._article.append(" ")

    def _find_entry(self, found: dict[str, str | None]) -> str:
        """Return the id of the entry that an element opens or stands in; entries' ids hold the date of their meeting."""
        own = found.get("id") or ""
        if re.search(r"\d{4}-\d{2}-\d{2}.*-", own) and "mb-entry" in (found.get("class") or "").split():
            self.page.entries.setdefault(own, [])
            return own
        return self._entries[-1] if self._entries else ""

    def _note_active(self, tag: str, found: dict[str, str | None]) -> None:
        self.page.active += [
            f"<{tag} {name}>" for name in found if name.startswith("on") or name in ("style", "srcdoc")
        ]
        if tag in ("style", "base", "iframe", "object", "embed", "applet", "marquee"):
            self.page.active.append(f"<{tag}>")
        if tag == "script" and "src" not in found and found.get("type") != "application/ld+json":
            self.page.active.append("<script>")
        if tag == "meta" and (found.get("http-equiv") or "").lower() == "refresh":
            self.page.active.append("<meta refresh>")
        if tag == "meta" and (found.get("http-equiv") or "").lower() == "content-security-policy":
            self.page.policy = found.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1][0] != tag:
            self.page.unclosed.append(tag)
            return
        _, recorded, inserted = self._open.pop()
        self._entries.pop()
        self._in_main -= tag == "main"
        if recorded and not inserted and tag in ("p", "li", "td", "th", "h2", "h3", "h4", "h5", "h6", "pre", "div"):
            self._article.append(" ")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] in ("script", "style"):
            return
        self._text.append(data)
        if self._open and self._open[-1][1] and not self._open[-1][2]:
            self._article.append(data)

    def finish(self) -> Page:
        self.close()
        self.page.unclosed.extend(tag for tag, _, _ in self._open)
        self.page.article = "".join(self._article)
        self.page.text = "".join(self._text)
        return self.page


def read_page(path: Path) -> Page:
    """Return what stands in a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.finish()


def read_pages(site: Path) -> dict[str, Page]:
    """Return every page of a site by its file's path below it."""
    return {path.relative_to(site).as_posix(): read_page(path) for path in sorted(site.rglob("*.html"))}


def list_kinds(site: Path) -> Kinds:
    """Return for each kind of page, and each language, the largest page: where there is most that can go wrong."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        kind = re.search(r'class="[^"]*\bmb-page-([a-z0-9_-]+)', html)
        lang = re.search(r'<html[^>]*\slang="([a-z-]+)"', html)
        assert kind, f"{path}: of no kind"
        assert lang, f"{path}: in no language"
        largest = found.setdefault(kind[1], {})
        largest[lang[1]] = max(largest.get(lang[1], (0, "")), (len(html), path.relative_to(site).as_posix()))
    return {kind: {lang: name for lang, (_, name) in sorted(pages.items())} for kind, pages in sorted(found.items())}


def find_broken_links(site: Path, base: str = "/council/", *, pages: Mapping[str, Page] | None = None) -> list[str]:
    """Return `page: address` for every internal link or anchor that leads nowhere. `pages`: those of the site, where they are read already."""
    pages = pages or read_pages(site)
    ids = {name: frozenset(page.ids) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for where, address in page.links:
            if ":" in address.split("/")[0].split("#")[0]:
                continue  # http, mailto, data
            target, _, fragment = address.partition("#")
            place = unquote(target).partition("?")[0]
            if place.startswith(base):
                file = site / place.removeprefix(base)
            elif place.startswith("/"):
                broken.append(f"{name}: {where} {address}")
                continue
            elif place:
                file = (site / name).parent / place
            else:
                file = site / name
            if file.is_dir():
                if place and not place.endswith(("/", ".")):
                    broken.append(f"{name}: {where} {address} (no slash)")
                file /= "index.html"
            if not file.is_file():
                broken.append(f"{name}: {where} {address}")
            elif fragment:
                key = file.resolve().relative_to(site.resolve()).as_posix()
                if key in ids and unquote(fragment) not in ids[key]:
                    broken.append(f"{name}: {where} {address}")
    return broken
