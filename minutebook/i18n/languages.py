"""The languages the project speaks: one YAML file each, beside this module.

In: `<code>.yml`. Out: a `Language` (how it is written) and the raw entries of its interface strings.
It never guesses: a code without a file is a KeyError, what is wrong in a file a LanguageFileError, and every scalar is read as the text that
stands there (so that the key `no` stays a word). A new language is a new file and nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import parse_pattern

from minutebook.diagnostics import LanguageFileError
from minutebook.i18n.shape import read_keys, read_mapping, read_text, suggest

FOLDER: Final = Path(__file__).parent

Direction = Literal["ltr", "rtl"]
Mutations = Literal["", "welsh"]

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
    conjunction_changes: frozenset[str]
    """First letters, of its alphabet, that this word changes in the next, unless that is somebody's name: Welsh
    `Prif Weithredwr`, but `a Phrif Weithredwr`."""
    conjunction_merges: frozenset[str]
    """Words that become one with this word: Welsh `a` and `y` are `a'r`."""
    date_long: str
    """CLDR pattern of a date with its month in words."""
    date_short: str
    """CLDR pattern of a date with its month cut short."""
    date_weekday: str
    """CLDR pattern of a date with its weekday."""
    month: str
    """CLDR pattern of a month with its year."""
    range: str
    """From one date to another: `{first} to {last}`. Either may be a month or a year, so no word in it may change the next."""
    morning: str
    """What follows a time before noon: `am`."""
    afternoon: str
    """What follows a time from noon on: `pm`."""
    noon: str
    """How 12:00 is written."""
    midnight: str
    """How 00:00 is written."""
    time: str
    """CLDR pattern of a time; empty for the twelve-hour clock of council papers, with the four before (`2.30pm`, `12 noon`)."""
    mutations: Mutations
    """How words change their first letter in a sentence, by whose rules; empty where they keep it."""
    plural_endings: tuple[str, ...]
    """What a noun may have behind it in the plural and is otherwise the same, where that is more than the s that is always understood."""
    small_words: tuple[str, ...]
    """Words too common to tell one item from another, which are in no index of the search."""
    short_forms: Mapping[str, str] = field(hash=False)
    """Short forms of words, with the word under which the search finds them too: `cllr` for councillor."""


def is_code(key: str) -> bool:
    """Whether a text has the form of a language's code: two or three small letters, in addresses, names of files and keys alike."""
    return re.fullmatch("[a-z]{2,3}", key) is not None


def language_files() -> dict[str, Path]:
    """The catalogue files there are, by language code. Raises LanguageFileError for one that is not named by a code."""
    files = {path.stem: path for path in sorted(FOLDER.glob("*.yml"))}
    for code, path in files.items():
        if not is_code(code):
            message = "a language's file is named by its code, two or three small letters, as cy.yml; its region is said by locale:"
            raise LanguageFileError(f"{path.name}: {message}")
    return files


LANGUAGES: Final[tuple[str, ...]] = tuple(language_files())
"""Codes of the languages that have a catalogue, in alphabetical order."""


@cache
def _document(code: str) -> Mapping[str, object]:
    """The whole file of `code` as nested mappings of text. Raises KeyError for a language without one."""
    path = language_files()[code]
    try:
        # The base loader makes texts, lists and mappings of texts, and nothing else.
        document: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    except UnicodeDecodeError as wrong:
        raise LanguageFileError(f"{path.name}: not in UTF-8, at byte {wrong.start + 1}") from None
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 0
        raise LanguageFileError(f"{path.name}:{line}: cannot be read as YAML: {wrong.problem}") from None
    except yaml.YAMLError as wrong:
        raise LanguageFileError(f"{path.name}: cannot be read as YAML: {' '.join(str(wrong).split())}") from None
    return read_mapping(document, path.name, "language:, groups of sentences and reading:")


_TWELVE_HOURS: Final = ("morning", "afternoon", "noon", "midnight")
_PATTERNS: Final = ("date_long", "date_short", "date_weekday", "month", "time")
_MAY_LACK: Final = (
    *("conjunction_changes", "conjunction_merges", "mutations", "plural_endings", "small_words", "short_forms", "time"),
    *_TWELVE_HOURS,
)


@cache
def language(code: str) -> Language:
    """How the language with this code is written.

    Raises KeyError for a language without a file, and LanguageFileError where that part of its file is wrong.
    """
    where = f"{language_files()[code].name}: language"
    known = tuple(spec.name for spec in fields(Language) if spec.name != "code")
    held = read_keys(_document(code).get("language"), known, where, optional=_MAY_LACK)
    given = {
        key: read_text(raw, f"{where}.{key}")
        for key, raw in held.items()
        if key not in ("plural_endings", "small_words", "short_forms", "conjunction_changes", "conjunction_merges")
    }
    _check_values(given, where)
    return Language(
        code=code,
        name=given["name"],
        direction="rtl" if given["direction"] == "rtl" else "ltr",
        locale=given["locale"],
        alphabet=tuple(given["alphabet"].split()),
        conjunction=given["conjunction"],
        conjunction_before_vowel=given["conjunction_before_vowel"],
        conjunction_changes=frozenset(_read_words(held, "conjunction_changes", where)),
        conjunction_merges=frozenset(_read_words(held, "conjunction_merges", where)),
        date_long=given["date_long"],
        date_short=given["date_short"],
        date_weekday=given["date_weekday"],
        month=given["month"],
        range=given["range"],
        morning=given.get("morning", ""),
        afternoon=given.get("afternoon", ""),
        noon=given.get("noon", ""),
        midnight=given.get("midnight", ""),
        time=given.get("time", ""),
        mutations="welsh" if "mutations" in given else "",
        plural_endings=tuple(_read_words(held, "plural_endings", where)),
        small_words=tuple(_read_words(held, "small_words", where)),
        short_forms={
            short: read_text(word, f"{where}.short_forms.{short}")
            for short, word in read_mapping(held.get("short_forms", {}), f"{where}.short_forms").items()
        },
    )


def _read_words(held: Mapping[str, object], key: str, where: str) -> list[str]:
    """Return the words of a line, which may be empty, or not be there."""
    line = held.get(key, "")
    if not isinstance(line, str):
        raise LanguageFileError(f"{where}.{key}: must be words in one line, such as: one other")
    return line.split()


def _check_values(given: Mapping[str, str], where: str) -> None:
    """Raise LanguageFileError for a value that is a text, and yet nothing that can stand there."""
    for key, choices in (("direction", ("ltr", "rtl")), ("mutations", ("welsh",))):
        if key in given and given[key] not in choices:
            hint = suggest(given[key].casefold(), choices) or f"; it takes {' or '.join(choices)}"
            raise LanguageFileError(f"{where}.{key}: {given[key]} is not known{hint}")
    try:
        Locale.parse(given["locale"])
    except (UnknownLocaleError, ValueError):
        message = f"CLDR has no locale {given['locale']}; it takes one such as cy or en_GB"
        raise LanguageFileError(f"{where}.locale: {message}") from None
    for key in _PATTERNS:
        try:
            parse_pattern(given.get(key, ""))
        except ValueError as wrong:
            raise LanguageFileError(f"{where}.{key}: no pattern of CLDR: {wrong}") from None
    for place in ("{first}", "{last}"):
        if place not in given["range"]:
            raise LanguageFileError(f"{where}.range: {place} is missing")
    for key in _TWELVE_HOURS:
        if "time" in given and key in given:
            raise LanguageFileError(f"{where}.{key}: is never used where there is a pattern time:")
        if "time" not in given and key not in given:
            raise LanguageFileError(f"{where}.{key}: missing; or write how times are written, as time: HH:mm")


@cache
def mutates(code: str) -> bool:
    """Whether words of the language change their first letter as those of Welsh do (`Cyngor`, `y Gyngor`): then
    `mutations` gives their forms. False for a language without a file, of which nothing is known.
    """
    return code in language_files() and language(code).mutations == "welsh"


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


@cache
def is_language(code: str) -> bool:
    """Whether there is a language of this code: one that has a file here, or that CLDR has a name for."""
    return code in language_files() or code in Locale("en").languages


def raw_groups(code: str) -> Mapping[str, object]:
    """The groups of interface strings in the file of `code`, as they stand there."""
    return {group: entries for group, entries in _document(code).items() if group not in ("language", "reading")}


def raw_reading(code: str) -> object:
    """The `reading:` part of the file of `code` as it stands there; None where there is none."""
    return _document(code).get("reading")


def forget_languages() -> None:
    """Drop what was read, so that files changed since are read again (`serve`, tests)."""
    for cached in (_document, language, locale, mutates, is_language):
        cached.cache_clear()
