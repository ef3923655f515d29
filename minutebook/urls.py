"""The address scheme, in one place: from a thing to the path of its page, and from one page to another.

In: ids, keys and languages. Out: paths below the site's root, always with `/` behind a folder. Never reads content.
Addresses must last for decades: what is here may grow, but may not change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

FIRST_PARTS = frozenset(
    {
        *("people", "offices", "attendance", "decisions", "actions", "recommendations", "plans", "glossary"),
        *("search", "404.html", "admin", "assets", "data", "feeds", "matters", "pagefind"),
    }
)
"""First parts of addresses that bodies and pages may not be called, besides the codes of the site's languages."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site."""

    languages: tuple[str, ...]
    """The site's languages; pages in the first have no prefix."""
    base: str | None = None
    """`https://…/` that stands before every path in canonical links, feeds and the sitemap; None if nobody said."""

    def page(self, lang: str, *parts: str) -> str:
        """Return the path of the page `parts` in `lang`: `cy/cabinet/2023-04-18/`; the home page is empty or `cy/`."""
        prefix = () if lang == self.languages[0] else (lang,)
        return "".join(f"{part.strip('/')}/" for part in (*prefix, *parts) if part)

    def find_twin(self, path: str) -> str:
        """Return the path in the first language of what a page is about: `cabinet/2023-04-18/`."""
        lang, _, rest = path.partition("/")
        return rest if lang in self.languages[1:] else path

    def meeting(self, lang: str, key: str) -> str:
        """Return the path of a meeting, item or record by its key; what stands behind `#` stays there."""
        folder, mark, anchor = key.partition("#")
        return self.page(lang, folder) + mark + anchor

    def document(self, path: str) -> str:
        """Return the path of a published file: beside its meeting, in the first language's tree."""
        return quote(path)

    def absolute(self, path: str) -> str | None:
        """Return `path` with the base before it, or None where the site's address is not known."""
        return None if self.base is None else self.base.rstrip("/") + "/" + path


def find_relative(source: str, target: str) -> str:
    """Return the relative link from the page at path `source` to `target` (which may end in `#anchor`)."""
    path, mark, anchor = target.partition("#")
    if mark and path == source:
        return mark + anchor
    here, there = source.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return ("../" * (len(here) - shared) + "/".join(there[shared:]) or "./") + mark + anchor


def find_file(path: str) -> str:
    """Return the output file of a page's path: `a/` is `a/index.html`."""
    return path + "index.html" if not path or path.endswith("/") else path


def find_asked(asked: str, paths: Collection[str], base: str | None = None) -> str | None:
    """Return the one of these pages that somebody means, None if it is none.

    It may be named by its address, with the site's base or another before it; by its path, with or without `/` around it or `index.html` behind
    it; by its file in the site's folder; or by the file in content/ that it shows.
    """
    if base and asked.startswith(base.rstrip("/")):
        asked = asked.removeprefix(base.rstrip("/")).partition("#")[0].partition("?")[0] or "/"
        asked = unquote(asked)
    elif "://" in asked:
        asked = unquote(urlsplit(asked).path) or "/"
    else:
        asked = asked.partition("#")[0].replace("\\", "/")
    parts = [part for part in asked.split("/") if part not in ("", ".")]
    home, lang = not parts, ""
    if parts and parts[-1] == "index.html":
        parts.pop()
        home = len(parts) <= 1  # the site's folder may be named before it
    elif parts and parts[-1].endswith((".md", ".yml")):
        stem, _, lang = parts.pop().rpartition(".")[0].partition(".")
        parts.append(stem)
    for start in range(len(parts)):
        rest = "/".join([lang, *parts[start:]] if lang else parts[start:])
        for path in (rest + "/", rest):
            if path in paths:
                return path
    return "" if home and "" in paths else None
