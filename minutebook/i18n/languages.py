"""The languages the project speaks: one YAML file each, beside this module.

In: `<code>.yml`. Out: a `Language` (how it is written) and the raw entries of its interface strings.
It never guesses: a code without a file is a KeyError, and every scalar is read as the text that stands there
(so that the key `no` stays a word). A new language is a new file and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

import yaml
from babel import Locale

FOLDER: Final = Path(__file__).parent

LANGUAGES: Final[tuple[str, ...]] = tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))
"""Codes of the languages that have a catalogue, in alphabetical order."""

Direction = Literal["ltr", "rtl"]

# Every scalar as text; the C reader where PyYAML was built with it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is written: the `language:` part of its file."""

    code: str
    """BCP 47 code, as in addresses: `cy`."""
    name: str
    """The language's name in itself: `Cymraeg`."""
    direction: Direction
    """Which way it is written, for the HTML attribute `dir`."""
    locale: str
    """Name of the CLDR locale that gives months, weekdays, numbers and plurals: `en_GB`."""
    alphabet: tuple[str, ...]
    """Its letters in order, lower-case, digraphs as one letter: `("a", "b", "c", "ch", …)`."""
    conjunction: str
    """The word between the last two of a list: `and`."""
    conjunction_before_vowel: str
    """The same before a vowel: Welsh `ac`. Equal to `conjunction` in most languages."""
    date_long: str
    """CLDR pattern of a date with its month in words."""
    date_short: str
    """CLDR pattern of a date with its month cut short."""
    date_weekday: str
    """CLDR pattern of a date with its weekday."""
    month: str
    """CLDR pattern of a month with its year."""
    range: str
    """From one date to another: `{first} to {last}`."""
    morning: str
    """What follows a time before noon: `am`."""
    afternoon: str
    """What follows a time from noon on: `pm`."""
    noon: str
    """How 12:00 is written."""
    midnight: str
    """How 00:00 is written."""


def language_files() -> dict[str, Path]:
    """The catalogue files there are, by language code."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yml"))}


@cache
def _document(code: str) -> Mapping[str, Mapping[str, object]]:
    """The whole file of `code` as nested mappings of text. Raises KeyError for a language without one."""
    text = language_files()[code].read_text(encoding="utf-8")
    # The base loader makes texts, lists and mappings of texts, and nothing else.
    document: Mapping[str, Mapping[str, object]] = yaml.load(text, Loader=_LOADER)  # noqa: S506
    return document


@cache
def language(code: str) -> Language:
    """How the language with this code is written. Raises KeyError for a language without a file."""
    fields = cast("Mapping[str, str]", _document(code)["language"])
    return Language(
        code=code,
        name=fields["name"],
        direction="rtl" if fields["direction"] == "rtl" else "ltr",
        locale=fields["locale"],
        alphabet=tuple(fields["alphabet"].split()),
        conjunction=fields["conjunction"],
        conjunction_before_vowel=fields["conjunction_before_vowel"],
        date_long=fields["date_long"],
        date_short=fields["date_short"],
        date_weekday=fields["date_weekday"],
        month=fields["month"],
        range=fields["range"],
        morning=fields["morning"],
        afternoon=fields["afternoon"],
        noon=fields["noon"],
        midnight=fields["midnight"],
    )


@cache
def locale(code: str) -> Locale:
    """The CLDR data for this language. Raises KeyError for a language without a file."""
    return Locale.parse(language(code).locale)


def language_name(code: str, lang: str) -> str:
    """What the language `lang` calls the language `code`: `Welsh`, `Saesneg`; its own name where CLDR has
    none.

    Raises KeyError for an unknown `lang`, or a `code` that neither CLDR nor a file knows.
    """
    named = locale(lang).languages.get(code)
    return str(named) if named else language(code).name


def raw_groups(code: str) -> Mapping[str, Mapping[str, object]]:
    """The groups of interface strings in the file of `code`, as they stand there."""
    return {group: entries for group, entries in _document(code).items() if group != "language"}


def forget_languages() -> None:
    """Drop what was read, so that files changed since are read again (`serve`, tests)."""
    for cached in (_document, language, locale):
        cached.cache_clear()
