"""The glossary: glossary.yml, one entry a term, of one or several meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal, cast

from pydantic import ValidationInfo, model_validator

from minutebook.diagnostics import Diagnostic, Location
from minutebook.i18n import LANGUAGES, is_code, is_language
from minutebook.schema import faults
from minutebook.schema.base import RawModel, read
from minutebook.schema.fields import Context, Given, read_text, read_texts
from minutebook.schema.kinds import Date, Id, Ids, Local, Texts, WebAddress, one_of
from minutebook.schema.otherlanguages import explain_other
from minutebook.yamlnodes import Node, to_plain

MEANING: Final = "meaning"
LETTERS: Final = "local_letters"
_LETTERS_OF: Final = "_term"
"""What stands behind a language's code in the key of its letters: `cy_term`."""


class RawTerm(RawModel):
    """One meaning of an acronym or term; what it says by language is gathered into `meaning` and `local_letters`."""

    title_for_clerks: ClassVar[str] = "a glossary entry"

    id: Id = None
    """Its name in addresses; else its letters."""
    meaning: Local = None
    """The long form in the site's languages. In YAML a key a language, or the entry is the text itself."""
    local_letters: Local = None
    """The letters used in a language, where they differ. In YAML a key a language: `cy_term`."""
    about: Local = None
    """What it is."""
    url: WebAddress = None
    """Where to read more."""
    kind: Annotated[Literal["acronym", "term", "scale"] | None, *one_of("acronym", "term", "scale")] = None
    """An acronym is spelt out at its first use, a term only linked; a scale is a row of colours."""
    expand: Annotated[Literal["first", "always", "never"] | None, *one_of("first", "always", "never")] = None
    """Where it is spelt out."""
    also: Texts = ()
    """Other letters for the same thing."""
    bodies: Ids = ()
    """Bodies in which it has this meaning."""
    since: Date = None
    """From when it has this meaning."""
    until: Date = None
    """Until when it had this meaning."""

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys that a clerk may write: those of languages stand in place of what is gathered from them."""
        codes = sorted(LANGUAGES, key=lambda code: code != "en")
        own = (key for key in cls.keys if key not in (MEANING, LETTERS))
        return (*codes, *own, *map(name_letters_key, codes))

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, values: Given, info: ValidationInfo) -> Given:
        if not isinstance(values, dict):
            return values
        languages = cast(Context, info.context).languages
        rest: dict[str, Given] = {}
        gathered: dict[str, dict[str, Given]] = {MEANING: {}, LETTERS: {}}
        for key, value in values.items():
            code = key.removesuffix(_LETTERS_OF)
            if key in gathered:
                # The field's own name is no key of the format.
                rest[f"{key} "] = value
            elif key in cls.keys or not is_code(code) or (code != key and not is_language(code)):
                rest[key] = value
            elif code in languages and value is not None:
                gathered[MEANING if code == key else LETTERS][code] = (
                    value if code == key else _read_letters(key, value)
                )
        return rest | {key: found for key, found in gathered.items() if found}


@dataclass(frozen=True, slots=True)
class RawGlossary:
    """All that glossary.yml says."""

    terms: tuple[tuple[str, RawTerm], ...] = ()
    """Letters and meaning, in the order of the file; letters with several meanings several times."""
    ignored: tuple[str, ...] = ()
    """Capitals that are no acronyms."""
    faulty: tuple[str, ...] = ()
    """Letters that have an entry which cannot be used, so that they are not unknown."""


def read_glossary(
    node: Node | None, path: str, *, languages: tuple[str, ...] = ("en",)
) -> tuple[RawGlossary, list[Diagnostic]]:
    """Return the entries that are right, and what is wrong with the others."""
    if node is None or node.value is None:
        return RawGlossary(), []
    if not isinstance(node.value, Mapping):
        message = "The glossary takes letters and what they mean. Write lines such as CIW: Care Inspectorate Wales"
        return RawGlossary(), [Diagnostic(faults.WRONG_SHAPE, Location(path, node.line, node.column), message)]
    terms: list[tuple[str, RawTerm]] = []
    ignored: tuple[str, ...] = ()
    found: list[Diagnostic] = []
    faulty: list[str] = []
    for letters, entry in node.value.items():
        if letters == "ignore":
            ignored, wrong = _read_ignored(entry, path)
            found += wrong
            continue
        for meaning in entry.value if isinstance(entry.value, tuple) else (entry,):
            term, wrong = _read_term(letters, meaning, path, languages)
            found += wrong
            if term:
                terms.append((letters, term))
            else:
                faulty.extend((letters, *_list_other_letters(meaning)))
    return RawGlossary(tuple(terms), ignored, tuple(faulty)), found


def _list_other_letters(node: Node) -> Iterator[str]:
    """Yield the letters that a faulty entry gives besides its own, as far as they are texts."""
    plain = to_plain(node)
    if isinstance(plain, dict):
        for given in (value for key, value in plain.items() if key == "also" or is_letters_key(key)):
            for letters in given if isinstance(given, list) else [given]:
                if isinstance(letters, str):
                    yield letters


def _read_term(
    letters: str, node: Node, path: str, languages: tuple[str, ...]
) -> tuple[RawTerm | None, list[Diagnostic]]:
    if isinstance(node.value, str):
        words = Node(node.value, node.line, node.column, node.key_line, node.key_column)
        node = Node({languages[0]: words}, node.line, node.column, node.key_line, node.key_column)
    term, found = read(RawTerm, node, path, languages=languages)
    found += _find_unshown(node, path, languages)
    if term is not None and term.meaning is None:
        place = Location(path, node.key_line or node.line, node.key_column or node.column)
        message = f'"{letters}" has no meaning in a language of this site. Write: {languages[0]}: what it stands for'
        found.append(Diagnostic(faults.MISSING_KEY, place, message))
        term = None
    return term, found


def name_letters_key(lang: str) -> str:
    """Return the key of the letters used in a language: `cy_term`."""
    return f"{lang}{_LETTERS_OF}"


def is_letters_key(key: str) -> bool:
    """Whether a key gives the letters used in a language: `cy_term`."""
    return key.endswith(_LETTERS_OF) and is_code(key.removesuffix(_LETTERS_OF))


def _read_letters(key: str, value: Given) -> str | None:
    """Return the letters under a key. What is wrong with them is told here, since their field has no key of its own."""
    try:
        letters = read_text(value)
    except faults.FieldError as wrong:
        raise faults.FieldError(wrong.rule, wrong.message.replace("{key}", key), key) from None
    if letters and not any(map(str.isalnum, letters)):
        # Nothing in any text could be found by it.
        raise faults.FieldError(faults.WRONG_VALUE, f'{key}: "{letters}" has no letters. Write: {key}: AGC', key)
    return letters


def _find_unshown(node: Node, path: str, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each key that looks like a language's code and is a slip."""
    entry = node.value if isinstance(node.value, Mapping) else {}
    codes = [key for key, words in entry.items() if key not in RawTerm.keys and is_code(key) and words.value]
    for code in codes:
        if code not in languages and (said := explain_other(code, codes, languages)):
            place = Location(path, entry[code].key_line, entry[code].key_column)
            yield Diagnostic(faults.WRONG_LANGUAGE, place, said)


def _read_ignored(node: Node, path: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    plain = to_plain(node)
    try:
        return read_texts(re.split(r"[\s,]+", plain.strip()) if isinstance(plain, str) else plain), []
    except faults.FieldError:
        message = "ignore takes a list of letters. Write: ignore: [UK, EU]"
        return (), [Diagnostic(faults.WRONG_SHAPE, Location(path, node.line, node.column), message)]
