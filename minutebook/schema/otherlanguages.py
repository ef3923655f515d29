"""What to say of words in a language that the site does not have. In: the codes that a text was given with. Out: words for a message, or nothing.

A council that gives up a language, or shares its glossary with one that has more, keeps what it has written: that is passed over. What looks like
a slip is told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from minutebook.i18n import is_language


def explain_other(code: str, given: Collection[str], languages: Sequence[str]) -> str:
    """Return what to say of a text in the language `code`, which the site, with its `languages`, has not; empty where that is no slip.

    `given` are all codes that the same words stand under.
    """
    meant = next((lang for lang in languages if lang not in given and _is_near(code, lang)), None)
    if meant:
        advice = f"Did you mean {meant}? Write: {meant}: …"
    elif is_language(code):
        return ""
    else:
        advice = "Take it out, or mend the code."
    has = ", ".join(languages)
    return f'"{code}" is no language of this site, which has {has}, so these words are shown nowhere. {advice}'


def explain_all(given: Sequence[str], languages: Sequence[str]) -> str:
    """Return what to say of a text that is given in other languages only."""
    has = ", ".join(languages)
    return (
        f"These words are in {' and '.join(given)} alone, and this site has {has}, so they are shown nowhere. "
        f"Write them in {languages[0]} too."
    )


def _is_near(code: str, lang: str) -> bool:
    """Whether one code may be a slip for the other: `cz` and `yc` for `cy`, `eng` for `en`."""
    if len(code) == len(lang):
        return sorted(code) == sorted(lang) or sum(one != two for one, two in zip(code, lang, strict=True)) == 1
    return code.startswith(lang)
