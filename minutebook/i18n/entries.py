"""The sentences of one language's file, each with its forms, and what is wrong with them.

In: the groups of the file, `group: {key: entry}`. An entry is a text, or a mapping: `text`, or one form a CLDR plural category (`zero one two
few many other`); `context`, where the string is used; `review: true`, wording that a fluent speaker should look at. A group's `_context` holds
for its entries that have none. Out: entries by `group.key`; or LanguageFileError, which names the file and every key that is wrong, since
whoever adds a language wants to know of all at once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from minutebook.diagnostics import LanguageFileError
from minutebook.i18n.languages import language_files, locale, raw_groups
from minutebook.i18n.shape import read_mapping, read_text, suggest

PLURAL_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The names CLDR gives to plural forms, in its order (Unicode Technical Standard 35, part 3)."""
PLACE: Final = re.compile(r"\{(\w+)\}")
"""A name in braces, in whose stead a value is put."""
_ABOUT: Final = ("context", "review")
_KNOWN: Final = ("text", *PLURAL_CATEGORIES, *_ABOUT)


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
        return frozenset(name for form in self.forms.values() for name in PLACE.findall(form))


def read_entries(code: str, like: Mapping[str, Entry] | None = None) -> dict[str, Entry]:
    """Return the entries of a language by their full keys, `group.key`.

    Where entries of another language are given, they have the same keys and places, and forms that depend on a number in the same entries; the
    forms are in any case those that CLDR's rules for the language ask for. Raises KeyError for a language without a file, and
    LanguageFileError for what is wrong in it.
    """
    name = language_files()[code].name
    entries: dict[str, Entry] = {}
    for group, raw in raw_groups(code).items():
        held = read_mapping(raw, f"{name}: {group}", "keys, each with its sentence")
        context = held.get("_context", "")
        for key, value in held.items():
            if key != "_context":
                entries[f"{group}.{key}"] = _read_entry(value, str(context), f"{name}: {group}.{key}")
    if faults := [*_find_faults(entries, code), *_compare(entries, like or {})]:
        raise LanguageFileError("\n".join(f"{name}: {fault}" for fault in faults))
    return entries


def _read_entry(value: object, context: str, where: str) -> Entry:
    if isinstance(value, str):
        return Entry({"text": read_text(value, where)}, context)
    held = read_mapping(value, where, "a text, or forms of it")
    texts = {form: read_text(text, f"{where}.{form}") for form, text in held.items()}
    for form in texts:
        if form not in _KNOWN:
            raise LanguageFileError(f"{where}.{form}: unknown key{suggest(form, _KNOWN)}")
    forms = {form: text for form, text in texts.items() if form not in _ABOUT}
    if not forms or ("text" in forms and len(forms) > 1):
        raise LanguageFileError(f"{where}: must have a text, or forms by number, such as one and other")
    return Entry(forms, texts.get("context", context), texts.get("review") == "true")


def _find_faults(entries: Mapping[str, Entry], code: str) -> Iterator[str]:
    """Yield what is wrong with entries by themselves."""
    rules = locale(code).plural_form
    wanted = [category for category in PLURAL_CATEGORIES if category in (*rules.tags, "other")]
    for key, entry in entries.items():
        if "text" not in entry.forms:
            for category in wanted:
                if category not in entry.forms:
                    yield f"{key}.{category}: missing; numbers of the locale {locale(code)} have this form"
        for form in entry.forms.values():
            if ("{" in form or "}" in form) and set("{}") & set(PLACE.sub("", form)):
                yield f'{key}: a brace without its other half, in "{form}"'


def _compare(entries: Mapping[str, Entry], like: Mapping[str, Entry]) -> Iterator[str]:
    """Yield where entries differ from those of another language in what must be the same; nothing where there are none of it."""
    if not like:
        return
    for key, entry in like.items():
        if key not in entries:
            wording = entry.forms.get("text") or entry.forms["other"]
            yield f'{key}: missing; in English it is "{wording}"'
    for key, entry in entries.items():
        if key not in like:
            yield f"{key}: unknown key{suggest(key, like)}"
            continue
        if ("text" in entry.forms) != ("text" in like[key].forms):
            kind = "one text for any number" if "text" in like[key].forms else "forms by number, such as one and other"
            yield f"{key}: must have {kind}, as in English"
        ours, theirs = entry.places(), like[key].places()
        if ours == theirs:
            continue
        for place in sorted(ours - theirs):
            yield f"{key}: nothing is put in for {{{place}}}{suggest(place, theirs - ours)}"
        if not ours - theirs:
            for place in sorted(theirs - ours):
                yield f"{key}: {{{place}}} is missing"
