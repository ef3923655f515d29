"""The kinds of field that files have: what each makes of the text that stands there, and what it says if it cannot.

In: text, lists and mappings as YAML gave them. Out: values, or `FieldError`. Knows no file; the site's languages come as context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from itertools import takewhile
from typing import Any, cast
from urllib.parse import urlsplit

from pydantic import ValidationInfo

from minutebook.dates import denies_date, explain_date, explain_time, parse_date, parse_time
from minutebook.i18n import LANGUAGES, is_code
from minutebook.model import DateSpan, LocalText
from minutebook.names import WrittenNames, is_id
from minutebook.schema import faults
from minutebook.schema.faults import FieldError, shorten
from minutebook.schema.otherlanguages import explain_all, explain_other

# What YAML gave, before anything is known of its shape: the one place where a value has no type.
Given = Any


@dataclass(frozen=True, slots=True)
class Context:
    """What a field must know of the site, and what it has to say that is no error."""

    languages: tuple[str, ...]
    understood: list[DateSpan] = field(default_factory=list)
    """Dates that were written in another form than the format's."""
    unshown: list[tuple[dict[str, Given], str, str]] = field(default_factory=list)
    """Texts with words in a language that the site lacks, each with the code of that language and what to say of it."""


def _context(info: ValidationInfo) -> Context:
    return cast(Context, info.context)


def read_text(value: Given) -> str | None:
    """Return one text, its ends trimmed."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        line = ", ".join(str(entry) for entry in value if isinstance(entry, str))
        raise FieldError(faults.WRONG_SHAPE, f"{{key}} takes one text, not a list. Write: {{key}}: {shorten(line)}")
    pair = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else None
    if pair and isinstance(pair[1], str):
        line = shorten(f"{pair[0]}: {pair[1]}")
        message = f'A colon inside a value: "{line}" reads as two things. Put quotes round it: "{line}"'
        raise FieldError(faults.WRONG_SHAPE, message)
    raise FieldError(faults.WRONG_SHAPE, "{key} takes one text, not keys of its own. Write: {key}: some words")


def read_own(value: Given, info: ValidationInfo) -> str | None:
    """Return one text in the language of its file."""
    languages = _context(info).languages
    if isinstance(value, dict) and value.keys() <= set(languages) and isinstance(own := value.get(languages[0]), str):
        message = f"{{key}} takes the words of this file's language alone. Write: {{key}}: {shorten(own)}"
        raise FieldError(faults.WRONG_SHAPE, message)
    return read_text(value)


def read_texts(value: Given) -> tuple[str, ...]:
    """Return one text or a list of them."""
    if isinstance(value, list):
        return tuple(text for entry in value if entry is not None and (text := read_text(entry)))
    text = read_text(value) if value is not None else None
    return (text,) if text else ()


def read_local(value: Given, info: ValidationInfo) -> LocalText | None:
    """Return a text that differs by language: one string, then in the first language, or `{en: …, cy: …}`.

    A language that the site lacks is passed over, and told where that looks like a slip.
    """
    languages = _context(info).languages
    if isinstance(value, str):
        return LocalText(((languages[0], value.strip()),)) if value.strip() else None
    if isinstance(value, list):
        raise FieldError(
            faults.WRONG_SHAPE, '{key} takes one text, not a list. Put "quotes" round it if it begins with a bracket.'
        )
    for code, text in value.items():
        if code not in languages and not (is_code(code) if text is not None else code in LANGUAGES):
            raise _wrong_key(code, text, value, languages)
        if text is not None and not isinstance(text, str):
            raise FieldError(faults.WRONG_SHAPE, f'"{code}" takes one text. Write: {code}: some words', code)
    given = [code for code, text in value.items() if text]
    others = [code for code in given if code not in languages]
    if others:
        unshown = [(value, code, said) for code in others if (said := explain_other(code, given, languages))]
        if not unshown and len(others) == len(given):
            unshown = [(value, given[0], explain_all(given, languages))]
        _context(info).unshown.extend(unshown)
    pairs = tuple((code, value[code].strip()) for code in languages if value.get(code))
    return LocalText(pairs) if pairs else None


def _wrong_key(code: str, text: Given, value: dict[str, Given], languages: tuple[str, ...]) -> FieldError:
    if text is None:
        # {en: Moving, but late}: the comma ended the text, and "but late" became a key with nothing behind it.
        before = [key for key in takewhile(lambda key: key != code, value) if isinstance(value[key], str)]
        lead = f"{before[-1]}: " if before else ""
        words = f"{value[before[-1]]}, {code}" if before else code
        message = f'Inside {{ }} a comma ends the text, so "{shorten(code)}" is taken for a key. Put quotes round the text: {lead}"{words}"'
        return FieldError(faults.WRONG_SHAPE, message, code)
    message = (
        f'{{key}} takes one text, or one a language ({", ".join(languages)}), so "{shorten(code)}" cannot stand in it.'
    )
    return FieldError(faults.UNKNOWN_KEY, message, code)


def read_id(value: Given) -> str | None:
    """Return an id."""
    text = read_text(value)
    if text is not None and not is_id(text):
        raise FieldError(faults.WRONG_ID, f'{{key}}: "{shorten(text)}" is no id. {suggest_id(text)}')
    return text


def suggest_id(text: str) -> str:
    """Return what to say of a text that should have been an id."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    rest = f" Write: {slug}" if slug else ""
    return f"An id has small letters, figures and single hyphens.{rest}"


def read_ids(value: Given) -> tuple[str, ...]:
    """Return ids, from a list or from one text in which commas part them."""
    entries = value if isinstance(value, list) else (read_text(value) or "").split(",")
    return tuple(found for entry in entries if entry is not None and (found := read_id(entry)))


def read_date(value: Given, info: ValidationInfo) -> DateSpan | None:
    """Return a day, month, year or range."""
    text = read_text(value)
    if text is None:
        return None
    span = parse_date(text)
    if span is None:
        raise FieldError(faults.WRONG_DATE, f"{{key}}: {explain_date(text)}.")
    if not span.standard:
        _context(info).understood.append(span)
    return span


def read_due_words(value: Given) -> str | None:
    """Return a date or words that say when; refused is only a date that there is not."""
    text = read_text(value)
    if text is not None and denies_date(text):
        raise FieldError(faults.WRONG_DATE, f"{{key}}: {explain_date(text)}.")
    return text


def read_day(value: Given, info: ValidationInfo) -> date | None:
    """Return one day."""
    span = read_date(value, info)
    if span and not span.is_day:
        raise FieldError(
            faults.WRONG_DATE, f'{{key}}: "{shorten(span.text)}" is more than a day. Write one day, as 2023-04-18.'
        )
    return span.first if span else None


def read_time(value: Given) -> time | None:
    """Return a time of day."""
    text = read_text(value)
    if text is None:
        return None
    found = parse_time(text)
    if found is None:
        raise FieldError(faults.WRONG_TIME, f"{{key}}: {explain_time(shorten(text))}.")
    return found


def read_yes_no(value: Given) -> bool | None:
    """Return whether a text says yes."""
    text = read_text(value)
    if text is None:
        return None
    found = {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold())
    if found is None:
        raise FieldError(faults.WRONG_VALUE, f"{{key}}: {shorten(text)} – {{key}} takes yes or no.")
    return found


def read_number(value: Given) -> int | None:
    """Return a whole number."""
    text = read_text(value)
    if text is None:
        return None
    if not re.fullmatch("-?[0-9]{1,6}", text):
        raise FieldError(faults.WRONG_VALUE, f"{{key}}: {shorten(text)} – {{key}} takes a whole number, as 1 or 20.")
    return int(text)


def read_address(value: Given) -> str | None:
    """Return a web or e-mail address."""
    text = read_text(value)
    return text if text is None else _check_address(text, ("http", "https", "mailto"))


def read_web_address(value: Given) -> str | None:
    """Return a web address."""
    text = read_text(value)
    return text if text is None else _check_address(text, ("http", "https"))


def _check_address(text: str, schemes: tuple[str, ...]) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    whole = parts.path if parts.scheme == "mailto" else parts.netloc
    if parts.scheme in schemes and whole and not re.search(r"[\s<>\"\\]", text):
        return text
    if "@" in text and not parts.scheme and "mailto" in schemes:
        advice = f" Write: mailto:{shorten(text)}"
    elif re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        advice = f" Write: https://{shorten(text)}"
    else:
        advice = " Write it in full, as https://example.org/page"
    raise FieldError(faults.WRONG_ADDRESS, f'{{key}}: "{shorten(text)}" is no web address.{advice}')


def read_reference(value: Given) -> str | None:
    """Return a reference, which in YAML stands without its square brackets."""
    if isinstance(value, list):
        raise FieldError(
            faults.WRONG_SHAPE,
            "{key}: in YAML a reference stands without brackets. Write: {key}: cabinet/2023-04-18#item-5",
        )
    text = read_text(value)
    if text is not None and re.search(r"[\s\[\]|]", text):
        raise FieldError(
            faults.WRONG_VALUE, f'{{key}}: "{shorten(text)}" is no reference. Write: {{key}}: cabinet/2023-04-18#item-5'
        )
    return text


def read_written_names(value: Given) -> WrittenNames | None:
    """Return names as they stand: one text, or a list."""
    texts = read_texts(value)
    return WrittenNames(texts, isinstance(value, list)) if texts else None


def read_list(value: Given) -> tuple[Given, ...]:
    """Return the entries of a list of mappings."""
    if isinstance(value, list):
        return tuple({} if entry is None else entry for entry in value)
    raise FieldError(faults.WRONG_SHAPE, '{key} takes a list, each entry on a line of its own that begins with "- ".')


def choose(value: Given, choices: tuple[str, ...], elsewhere: dict[str, str] | None = None) -> str | None:
    """Return one of `choices`; `elsewhere` gives the key to which another word belongs."""
    text = read_text(value)
    if text is None or text in choices:
        return text
    lead = f"{{key}}: {shorten(text)} – "
    if other := (elsewhere or {}).get(text.casefold()):
        raise FieldError(
            faults.WRONG_VALUE, f'{lead}"{shorten(text)}" belongs to {other}. Write {other}: {text.casefold()}'
        )
    if near := get_close_matches(text.casefold(), choices, 1, 0.7):
        raise FieldError(
            faults.WRONG_VALUE,
            f'{lead}"{shorten(text)}" is not known here. Did you mean {near[0]}? Write {{key}}: {near[0]}',
        )
    raise FieldError(faults.WRONG_VALUE, f"{lead}{{key}} takes one of: {', '.join(choices)}.")
