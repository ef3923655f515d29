"""Interface strings: whole sentences by key, with named places and plural forms.

In: the groups of a language's file, `group: {key: entry}`. Out: a `Catalogue`, asked for `group.key`. An
entry is a text, or a mapping: `text`, or one form a CLDR plural category (`zero one two few many other`);
`context`, where the string is used; `review: true`, wording that a fluent speaker should look at. A group's
`_context` holds for its entries that have none. It never falls back to another language or to the key: a
missing key or value is a bug and raises KeyError.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from markupsafe import Markup, escape

from minutebook.i18n.languages import Direction, language, locale, raw_groups
from minutebook.i18n.numbers import format_number

PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The names CLDR gives to plural forms, in its order (Unicode Technical Standard 35, part 3)."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One interface string as its file gives it."""

    forms: Mapping[str, str]
    """The wording by plural category; `text` alone where it does not depend on a number."""
    context: str = ""
    """Where it is used, for translators."""
    review: bool = False
    """True: a fluent speaker should look at the wording."""

    def places(self) -> frozenset[str]:
        """The names that stand in braces in any form."""
        return frozenset(name for form in self.forms.values() for name in _PLACE.findall(form))


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
    """The interface strings of one language. Raises KeyError for a language without a file."""
    about = language(code)
    entries: dict[str, Entry] = {}
    for group, raw in raw_groups(code).items():
        context = str(raw.get("_context", ""))
        for key, value in raw.items():
            if key != "_context":
                entries[f"{group}.{key}"] = _entry(value, context)
    return Catalogue(code=code, name=about.name, direction=about.direction, entries=entries)


def _entry(value: object, context: str) -> Entry:
    """One entry from what stands in the file: a text, or a mapping."""
    if isinstance(value, str):
        return Entry(forms={"text": value}, context=context)
    fields = cast("Mapping[str, str]", value)
    return Entry(
        forms={name: form for name, form in fields.items() if name not in ("context", "review")},
        context=fields.get("context", context),
        review=fields.get("review") == "true",
    )


def _fill(form: str, values: Mapping[str, object]) -> str:
    # Not str.format: a form can name values and nothing else, no attributes, no indexes, no conversions.
    return _PLACE.sub(lambda place: str(values[place[1]]), form)
