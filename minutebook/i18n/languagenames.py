"""Which language somebody means who writes neither its code nor nothing: `cym`, `CY`, `cy-GB`, `welsh`.

In: a word. Out: the code of a language that has a catalogue. It never guesses from likeness.
"""

from __future__ import annotations

import re

from babel.core import get_global

from minutebook.i18n.languages import language, language_files, language_name


def find_language(word: str) -> str:
    """Return the code of the language that a word names, by a code of ISO 639 with or without a country, or by its name
    in any of the languages; empty for none that has a catalogue.
    """
    folded = word.strip().casefold()
    base = re.split(r"[-_]", folded)[0]
    known = language_files()
    aliases = get_global("language_aliases")
    for code in (base, aliases.get(base, "")):
        if code in known:
            return code
    for code in known:
        names = {language(code).name, *(language_name(code, lang) for lang in known)}
        if folded in {name.casefold() for name in names}:
            return code
    return ""
