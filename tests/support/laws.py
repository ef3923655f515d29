"""The laws of ARCHITECTURE.md as questions to a built site: what breaks them, and where.

In: a council's folder and the site built from it. Out: a list of breaches in words, empty where the law holds. It reads HTML with the
standard library and minutes with `plaintext`, never with the program's own code, so that both would have to be wrong in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from tests.support.fenced import RECORD_FENCES, find_lost_values, read_fences, read_names, split_prose
from tests.support.plaintext import extract_text
from tests.support.sites import VOID, Page, find_broken_links, read_pages

REGISTERS = ("decisions", "actions", "recommendations")

_FENCE = "\ufffcfence\ufffc"
"""Stands for a fenced record on both sides, while the words round it are compared."""
_INLINE = frozenset(["a", "abbr", "b", "code", "em", "i", "img", "s", "span", "strong", "time"])
"""Elements within a line; any other parts the words around it."""


# Faithful


def find_unfaithful(root: Path, site: Path, *, languages: Iterable[str] = ("en", "cy"), at_least: int = 1) -> list[str]:
    """Law 1. Return each page whose record differs from its source, with the first words that differ.

    Fails if fewer than `at_least` pages could be compared: a law that looks at nothing holds nothing.
    """
    first = next(iter(languages))
    names: dict[str, Mapping[str, frozenset[str]]] = {}
    breaches: list[str] = []
    compared = 0
    for path in sorted((root / "content").glob("*/????-??-??*.md")):
        stem, _, lang = path.name.removesuffix(".md").partition(".")
        prefix = "" if lang in ("", first) else f"{lang}/"
        page = site / f"{prefix}{path.parent.name}/{stem}/index.html"
        if not page.is_file():
            continue  # publish: no
        source = split_prose(path.read_bytes().decode("utf-8-sig"))
        wanted = extract_text(source, fences=dict.fromkeys(RECORD_FENCES, _FENCE)).split()
        record = read_record(page.read_text(encoding="utf-8"))
        name = page.relative_to(site).as_posix()
        if not wanted and record.articles == 0:
            continue
        compared += 1
        if record.articles != 1:
            breaches.append(f"{name}: {record.articles} records on one page")
        elif difference := find_difference(wanted, record.words):
            breaches.append(f"{name}: {difference}")
        shown = zip(record.fences, record.addresses, strict=True)
        lang = lang or first
        if lang not in names:
            names[lang] = read_names(root, lang)
        for fence, (words, addresses) in zip(read_fences(path, source), shown, strict=False):
            breaches.extend(f"{name}: {one}" for one in find_lost_values(fence, words, addresses, names[lang], lang))
    assert compared >= at_least, f"only {compared} records were compared, not {at_least}"
    return breaches


def find_difference(wanted: list[str], shown: list[str]) -> str:
    """Return the first place where two rows of words differ, with some words round it; empty where they are equal."""
    for at, (left, right) in enumerate(zip_longest(wanted, shown)):
        if left != right:
            start = max(0, at - 4)
            return f"…{' '.join(wanted[start : at + 6])!r} became {' '.join(shown[start : at + 6])!r}"
    return ""


@dataclass(slots=True)
class ShownRecord:
    """The one article of a meeting's page."""

    articles: int = 0
    words: list[str] = field(default_factory=list)
    """Without what was inserted; a fenced record is one word."""
    fences: list[list[str]] = field(default_factory=list)
    """The values of each fenced record."""
    addresses: list[list[str]] = field(default_factory=list)
    """Where the links of each fenced record lead."""


class _RecordReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.record = ShownRecord()
        self._open: list[tuple[str, bool, bool, bool]] = []
        """Tag; inside the record; inside an insertion; inside a fenced record."""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        inside, inserted, fenced = self._open[-1][1:] if self._open else (False, False, False)
        if tag == "article" and "data-record" in found:
            self.record.articles += 1
            inside = True
        inserted = inserted or "data-inserted" in found
        if inside and not inserted and not fenced and "mb-fenced" in (found.get("class") or "").split():
            fenced = True
            self._words.append(f" {_FENCE} ")
            self.record.fences.append([])
            self.record.addresses.append([])
        if fenced and tag == "dd":
            self.record.fences[-1].append("")
        if fenced and tag == "a" and not inserted:
            self.record.addresses[-1].append(unquote(found.get("href") or ""))
        if tag not in VOID:
            self._open.append((tag, inside, inserted, fenced))
        self._part(tag, inside, inserted, fenced)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open:
            return
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        _, inside, inserted, fenced = self._open.pop()
        self._part(tag, inside, inserted, fenced)

    def _part(self, tag: str, inside: bool, inserted: bool, fenced: bool) -> None:
        if inside and not inserted and tag not in _INLINE:
            self._add(" ", fenced)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] and not self._open[-1][2]:
            self._add(data, self._open[-1][3])

    def _add(self, text: str, fenced: bool) -> None:
        if not fenced:
            self._words.append(text)
        elif self.record.fences[-1]:
            self.record.fences[-1][-1] += text

    def finish(self) -> ShownRecord:
        self.close()
        self.record.words = "".join(self._words).split()
        self.record.fences = [[" ".join(value.split()) for value in values] for values in self.record.fences]
        return self.record


def read_record(html: str) -> ShownRecord:
    """Return the record of a page."""
    reader = _RecordReader()
    reader.feed(html)
    return reader.finish()


# Same


def read_bytes(folder: Path) -> dict[str, bytes]:
    """Return every file by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def find_changes(first: Path, second: Path) -> list[str]:
    """Law 2. Return the paths of the files that two sites do not have alike."""
    one, other = read_bytes(first), read_bytes(second)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


# Linked


def find_lost_records(pages: Mapping[str, Page]) -> list[str]:
    """Law 4. Return each record of a register from which no way leads to its place, or back.

    The way to its place is a link to its anchor in the minutes; the way back leads from those minutes to a register that lists it,
    in the minutes' own language: with `missing: link` a register leads to minutes in another one.
    """
    lost: list[str] = []
    for name, page in pages.items():
        _, section = _find_section(name)
        if section not in REGISTERS:
            continue
        for entry, links in page.entries.items():
            places = [place for link in links if _name_entry(place := resolve(name, link)) == entry]
            if not places:
                lost.append(f"{name}#{entry}: no link to its place in the minutes")
                continue
            minutes, anchor = places[0]
            if minutes not in pages or anchor not in pages[minutes].record_ids:
                lost.append(f"{name}#{entry}: {minutes}#{anchor} is not in the record")
                continue
            back = {resolve(minutes, address)[0] for _, address in pages[minutes].body_links}
            if not any(
                _find_section(target)[1] == section and entry in pages[target].entries for target in back & pages.keys()
            ):
                lost.append(f"{minutes}: no way back to the {section} for {anchor}")
    return lost


def _name_entry(place: tuple[str, str]) -> str:
    """Return the id that the entry of the record at a place has in registers: `_cabinet-2023-04-18-item-5-decision-1`."""
    parts = place[0].removesuffix("/index.html").split("/")
    return "_" + "-".join((*parts[-2:], place[1]))


def resolve(page: str, address: str) -> tuple[str, str]:
    """Return the file below the site, and the anchor, to which a link on `page` leads; empty where it leads elsewhere."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return "", ""
    path, _, anchor = address.partition("#")
    parts = page.split("/")[:-1]
    for step in unquote(path).split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    if not path:
        return page, unquote(anchor)
    file = "/".join(parts)
    return (f"{file}/index.html".lstrip("/") if path.endswith(("/", ".")) else file), unquote(anchor)


def _find_section(name: str) -> tuple[str, str]:
    parts = name.split("/")
    prefix = parts.pop(0) if len(parts[0]) == 2 else ""
    return prefix, parts[0]


# Alone


_ASKING = frozenset(
    (
        *(
            "img.src",
            "img.srcset",
            "source.src",
            "source.srcset",
            "video.src",
            "video.poster",
            "audio.src",
            "track.src",
        ),
        *("script.src", "link.href", "iframe.src", "object.data", "embed.src", "form.action", "button.formaction"),
        *("input.src", "body.background"),
    )
)
"""What a browser asks for without being told to, and where a form sends what was written."""


def find_strangers(site: Path, pages: Mapping[str, Page], base: str = "https://example.org/council/") -> list[str]:
    """Law 5. Return what would ask another host, or run what somebody wrote into the minutes."""
    found: list[str] = []
    for name, page in pages.items():
        for where, address in page.links:
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):|\s*//", address, re.IGNORECASE)
            if scheme and scheme[1] and scheme[1].lower() not in ("http", "https", "mailto", "data"):
                found.append(f"{name}: {where} {address}")
            if where in _ASKING and scheme and not address.startswith((base, "data:image/")):
                found.append(f"{name}: {where} {address}")
        found.extend(f"{name}: {one}" for one in page.active)
        if "default-src 'none'" not in page.policy:
            found.append(f"{name}: no policy")
    for path in site.rglob("*"):
        if path.suffix in (".css", ".svg") and re.search(
            r"(?:url\(\s*['\"]?|@import\s+['\"]?|href=['\"])(?:[a-z]+:)?//", path.read_text(encoding="utf-8")
        ):
            found.append(f"{path.relative_to(site)}: names another host")
    return found


# Closed


def find_leaks(site: Path, secret: str) -> list[str]:
    """Law 7. Return the files whose name or content tells the secret, in whatever case."""
    wanted = secret.lower().encode()
    return [path for path, data in read_bytes(site).items() if wanted in data.lower() or secret.lower() in path.lower()]


def find_all_breaches(root: Path, site: Path, *, languages: Iterable[str]) -> list[str]:
    """Return every breach of laws 1, 4 and 5, and of HTML itself, in one site."""
    pages = read_pages(site)
    found = find_unfaithful(root, site, languages=languages, at_least=0)
    found += find_broken_links(site, pages=pages)
    found += find_lost_records(pages)
    found += find_strangers(site, pages)
    for name, page in pages.items():
        twice = {one for one in page.ids if page.ids.count(one) > 1}
        found += [f"{name}: the id {one} stands twice" for one in sorted(twice)]
        found += [f"{name}: <{one}> is not closed where it should be" for one in page.unclosed]
    return found
