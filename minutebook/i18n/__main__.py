"""Prints docs/wording.md: every sentence of the interface that a speaker of its language should look at (`make docs`).

In: the files of the languages, where `review: true` marks such an entry; nothing else. Out: Markdown on stdout. It judges no wording and
changes no file.
"""

import re
from collections.abc import Iterator

from minutebook.i18n.catalogue import Catalogue, catalogue
from minutebook.i18n.entries import PLURAL_CATEGORIES, Entry
from minutebook.i18n.languages import LANGUAGES

_SOURCE = "en"
"""The language that the others are translated from: its file holds what is said about each sentence."""

_HEAD = """# Wording to be reviewed

<!-- Written by `make docs` from the files in minutebook/i18n; change them there. -->

The sentences of the website itself that somebody who speaks the language well should look at: those whose translation we could not be
sure of. What stands in {braces} is put in when a page is made, so the words round it must be right whatever it is. A table has a row
for each form of a sentence that depends on a number.

To mend one, open the file of the language in `minutebook/i18n`, change the wording at its key, and take the words `review: true` away,
also where the wording was right. Then run `make docs`. [CONTRIBUTING](../CONTRIBUTING.md#wording-in-a-language-you-speak) says it
step by step.
"""


def format_wording() -> str:
    """Return the page."""
    source = catalogue(_SOURCE)
    parts = [_HEAD.strip("\n")]
    for code in LANGUAGES:
        if code != _SOURCE and (found := list_reviewed(catalogue(code))):
            parts.append(f"## {catalogue(code).name}")
            parts.append(f"{len(found)} in `minutebook/i18n/{code}.yml`.")
            for group in dict.fromkeys(key.partition(".")[0] for key in found):
                parts.append(f"### {group}")
                parts.append("\n".join(_format_group(group, found, source, catalogue(code))))
    return "\n\n".join(parts) + "\n"


def list_reviewed(translated: Catalogue) -> tuple[str, ...]:
    """Return the keys, in the order of the file, of the entries that wait for a speaker."""
    return tuple(key for key, entry in translated.entries.items() if entry.review)


def _format_group(group: str, keys: tuple[str, ...], source: Catalogue, translated: Catalogue) -> Iterator[str]:
    yield f"| key | {source.name} | {translated.name} | where it stands |"
    yield "| --- | --- | --- | --- |"
    for key in keys:
        if key.partition(".")[0] == group:
            original, entry = source.entries[key], translated.entries[key]
            for form, wording in _list_forms(entry):
                cells = (_find_form(original, form), wording, original.context)
                yield f"| {_name_form(key, form)} | {' | '.join(_escape_cell(cell) for cell in cells)} |"


def _list_forms(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield an entry's forms in CLDR's order, `text` for one that depends on no number."""
    for form in ("text", *PLURAL_CATEGORIES):
        if form in entry.forms:
            yield form, entry.forms[form]


def _name_form(key: str, form: str) -> str:
    return f"`{key}`" if form == "text" else f"`{key}`, {form}"


def _find_form(entry: Entry, form: str) -> str:
    # English has two forms where Welsh has six.
    return entry.forms.get(form) or entry.forms["other"]


def _escape_cell(text: str) -> str:
    """Return the text as Markdown that shows it as typed: no sign of it is markup, and none ends its cell."""
    return re.sub(r"([\\|*_<>\[\]`])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    print(format_wording(), end="")
