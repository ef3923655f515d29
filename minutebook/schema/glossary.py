"""The glossary: glossary.yml, one entry a term, of one or several meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, cast

from pydantic import ValidationInfo, model_validator

from minutebook.diagnostics import Diagnostic, Location
from minutebook.schema import faults
from minutebook.schema.base import RawModel, read
from minutebook.schema.fields import Context, Given, read_texts
from minutebook.schema.kinds import Date, Id, Ids, Local, Text, Texts, WebAddress, one_of
from minutebook.yamlnodes import Node, to_plain

MEANING = "meaning"
_CODE = re.compile("[a-z]{2,3}")


class RawTerm(RawModel):
    """One meaning of an acronym or term, its languages gathered into `meaning`."""

    title_for_clerks: ClassVar[str] = "a glossary entry"

    id: Id = None
    """Its name in addresses; else its letters."""
    meaning: Local = None
    """The long form in the site's languages. In YAML a key a language, or the entry is the text itself."""
    cy_term: Text = None
    """The letters used in Welsh, where they differ."""
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
        """Return the keys that a clerk may write: languages stand in place of `meaning`."""
        return ("en", "cy", *(key for key in cls.keys if key != MEANING))

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, values: Given, info: ValidationInfo) -> Given:
        if not isinstance(values, dict):
            return values
        languages = cast(Context, info.context).languages
        rest = {key: value for key, value in values.items() if key in cls.keys or not _CODE.fullmatch(key)}
        meaning = {code: values[code] for code in languages if values.get(code) is not None}
        if MEANING in rest:
            # The field's own name is no key of the format.
            rest[f"{MEANING} "] = rest.pop(MEANING)
        return rest | ({MEANING: meaning} if meaning else {})


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
        for given in (plain.get("also"), plain.get("cy_term")):
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
    if term is not None and term.meaning is None:
        place = Location(path, node.key_line or node.line, node.key_column or node.column)
        message = f'"{letters}" has no meaning in a language of this site. Write: {languages[0]}: what it stands for'
        found.append(Diagnostic(faults.MISSING_KEY, place, message))
        term = None
    return term, found


def _read_ignored(node: Node, path: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    plain = to_plain(node)
    try:
        return read_texts(re.split(r"[\s,]+", plain.strip()) if isinstance(plain, str) else plain), []
    except faults.FieldError:
        message = "ignore takes a list of letters. Write: ignore: [UK, EU]"
        return (), [Diagnostic(faults.WRONG_SHAPE, Location(path, node.line, node.column), message)]
