"""Interface strings: whole sentences by key, with named places and plural forms.

In: the entries of a language's file. Out: a `Catalogue`, asked for `group.key`. It never falls back to another language or to the key: a
missing key or value is a bug and raises KeyError.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from markupsafe import Markup, escape

from minutebook.i18n.entries import PLACE, Entry, read_entries
from minutebook.i18n.languages import Direction, language, locale
from minutebook.i18n.numbers import format_number

_FIRST: Final = "en"
"""The language whose file says which entries there are."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one language."""

    code: str
    """Language code, as in addresses."""
    name: str
    """The language's name in itself: `English`, `Cymraeg`."""
    direction: Direction
    """Which way it is written."""
    entries: Mapping[str, Entry] = field(repr=False, compare=False)
    """Every string by its full key, `group.key`."""

    def text(self, key: str, **values: object) -> str:
        """The string `key`, its places filled. Plain text, not HTML.

        Raises KeyError for an unknown key, a key that needs a number, or a place without a value.
        """
        return _fill(self.entries[key].forms["text"], values)

    def html(self, key: str, **values: object) -> Markup:
        """The string `key` as HTML: text and values escaped, except values that are Markup (a link, say).

        Raises KeyError as `text` does.
        """
        escaped = {name: escape(value) for name, value in values.items()}
        form = escape(self.entries[key].forms["text"])
        # Every part has been escaped, and braces are left alone by that.
        return Markup(_fill(str(form), escaped))  # noqa: S704

    def plural(self, key: str, n: int, **values: object) -> str:
        """The string `key` in the form that `n` asks for; `{n}` in it is the number as the language writes
        it.

        Raises KeyError for an unknown key, one without plural forms, or a place without a value.
        """
        category = locale(self.code).plural_form(n)
        return _fill(self.entries[key].forms[category], {"n": format_number(n, self.code), **values})


@cache
def catalogue(code: str) -> Catalogue:
    """The interface strings of one language.

    Raises KeyError for a language without a file, and LanguageFileError where its file differs from the English one in more than the wording.
    """
    about = language(code)
    entries = read_entries(code, None if code == _FIRST else catalogue(_FIRST).entries)
    return Catalogue(code=code, name=about.name, direction=about.direction, entries=entries)


def _fill(form: str, values: Mapping[str, object]) -> str:
    # Not str.format: a form can name values and nothing else, no attributes, no indexes, no conversions.
    return PLACE.sub(lambda place: str(values[place[1]]), form)
