"""Pages from Material's templates and ours.

In: a `Shell` and a body. Out: the HTML of the page. Never searches the text of a page.

A page's shell has two parts. The *frame* is what the pages of one language, section and depth share: it is
rendered once from Material's templates, with a token in each slot, and kept as the strings between the
tokens. What belongs to one page is rendered from small templates of ours and put between them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    TemplateRuntimeError,
    Undefined,
    UndefinedError,
)
from jinja2.utils import missing
from markupsafe import Markup, escape

from minutebook.theme.assets import find_material, publish_box, read_assets
from minutebook.theme.shell import Shell, ThemeError

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; worker-src 'self'; font-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""The content security policy of every page."""

ABSENT: Final = frozenset({"palette", "features", "version", "consent"})
"""Names of the theme's configuration that its templates ask for and that stay undefined on purpose. Any other
undefined name stops the build, so that an upgrade of the theme that needs more is seen at the first page."""

SLOTS: Final = ("title", "head", "languages", "breadcrumbs", "kind", "body")
"""What differs between the pages of one frame, in the order of the page."""

_BOX: Final = "js/search/box.js"
"""The script of the search box, which is published with the words of each language."""

LEFT_OUT: Final = (
    (2, re.compile(r'<input class="md-toggle"[^>]*>')),
    (1, re.compile(r'<label class="md-overlay"[^>]*></label>')),
    (1, re.compile(r'<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>')),
)
"""What stands in the theme's page outside any block, for its own script only, and how often."""


class Theme:
    """Material's shell, with our templates and style sheets over it.

    `templates` are folders that hold `shell/` and `assets/`; the first that has a file wins, so a council's
    own come before ours. Raises `ThemeError` if the theme or one of its known files is not there.
    """

    def __init__(self, templates: Sequence[Path]) -> None:
        """Reads the assets and compiles no template yet."""
        material = find_material()
        self._assets = read_assets(templates, material)
        self._frames: dict[tuple[object, ...], tuple[str, ...]] = {}
        folders = [*(folder / "shell" for folder in templates), material / "templates"]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=_Known,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"url": _address, "address": _address, "script_tag": _refuse_script}

    def wrap(self, shell: Shell, body: Markup) -> str:
        """The whole page.

        Raises `ThemeError` for an address that is neither relative nor http, https or mailto, and for a word
        that `shell.strings` lacks.
        """
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", shell.page_kind):
            raise ThemeError(f"not a kind of page: {shell.page_kind!r}")
        own_title = shell.title and shell.title != shell.site_name
        slots = {
            "title": escape(f"{shell.title} – {shell.site_name}" if own_title else shell.site_name),
            "head": self._part("head", shell),
            "languages": self._part("languages", shell),
            "breadcrumbs": self._part("breadcrumbs", shell),
            "kind": shell.page_kind,
            "body": body,
        }
        frame = self._frame(shell)
        joined = [frame[0]]
        for name, literal in zip(SLOTS, frame[1:], strict=True):
            joined += (slots[name], literal)
        return "".join(joined)

    def assets(self, boxes: Iterable[tuple[Mapping[str, str], Sequence[str]]] = ()) -> Iterator[tuple[str, bytes]]:
        """(path below the site's root, bytes) of every file that pages need, sorted by path.

        `boxes` are `Shell.strings` and `Shell.dates` of each language that has a search box. If there are none, the scripts of the search are left
        out.
        """
        found = {self._publish_box(words, dates) for words, dates in boxes}
        found |= {
            file for name, file in self._assets.items() if name != _BOX and (found or not name.startswith("js/search/"))
        }
        yield from sorted(found)

    def asset(self, name: str) -> str:
        """The published path of what is `name` in `assets/`; `css` is the joined style sheet.

        A script in a folder below `js/`, such as `js/search/box.js`, is on no page by itself: what needs it names
        its path. Raises `KeyError` if there is no such asset.
        """
        return self._assets[name][0]

    def _publish_box(self, words: Mapping[str, str], dates: Sequence[str]) -> tuple[str, bytes]:
        return publish_box(self._assets[_BOX][1], words, dates, self.asset("js/search/engine.js"))

    def _part(self, name: str, shell: Shell) -> str:
        return self._environment.get_template(f"{name}.html").render(shell=shell, words=shell.strings)

    def _frame(self, shell: Shell) -> tuple[str, ...]:
        key = (
            *(shell.site_name, shell.lang, shell.dir, shell.root, shell.home, shell.search, shell.index, shell.dates),
            *(shell.nav, shell.notices, shell.footer_links, shell.footer_text, shell.footer_href),
            tuple(sorted(shell.strings.items())),
        )
        if key not in self._frames:
            # A text cannot hold its own digest, so no text of the frame can be taken for a slot.
            mark = hashlib.sha256(repr(key).encode()).hexdigest()
            page = self._render_frame(shell, {slot: f"{mark}.{slot}." for slot in SLOTS})
            order = tuple(re.findall(rf"{mark}\.([a-z]+)\.", page))
            if order != SLOTS:
                raise ThemeError(f"the frame has the slots {order}, not {SLOTS}")
            self._frames[key] = tuple(re.split(rf"{mark}\.[a-z]+\.", page))
        return self._frames[key]

    def _render_frame(self, shell: Shell, slots: Mapping[str, str]) -> str:
        paths = {name: path for name, (path, _) in self._assets.items()}
        if shell.search:
            paths[_BOX] = self._publish_box(shell.strings, shell.dates)[0]
        page = self._environment.get_template("frame.html").render(
            config={"theme": {"direction": shell.dir}, "extra": {}, "extra_css": ()},
            page={"toc": [{"url": "#_content"}]},
            shell=shell,
            words=shell.strings,
            slots=slots,
            policy=Markup(POLICY),  # noqa: S704 - ours, and its apostrophes need no escape between double quotes
            assets=paths,
            scripts=[paths[name] for name in sorted(paths) if re.fullmatch(r"js/[^/]+\.js", name)],
        )
        for count, left_out in LEFT_OUT:
            page, found = left_out.subn("", page)
            if found != count:
                raise ThemeError(f"the theme's page has {found} of {left_out.pattern!r}, not {count}")
        return re.sub(r"\s*\n\s*", "\n", page)


class _Known(Undefined):
    """An undefined name that the theme is known to ask for. Any other raises at once."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if name not in ABSENT:
            raise ThemeError(f"the shell asks for {name!r}, which nothing gives")
        super().__init__(hint, obj, name, exc)


def _address(href: str) -> str:
    # Browsers drop white space and control characters before they read the scheme.
    bare = re.sub(r"[\x00-\x20]", "", href).replace("\\", "/")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    if bare.startswith("//") or (scheme and scheme[1].lower() not in ("http", "https", "mailto")):
        raise ThemeError(f"not an address that a page may hold: {href!r}")
    return href


def _refuse_script(_: object) -> str:
    raise ThemeError("the theme asked for a script of its own")
