"""What a fenced record must show, in the language of the page: its values as written, or by the name of the thing named.

In: a council's folder, the file of a meeting, the values that its page shows. Out: what is lost, in words. As `laws`, whose part it is, it
knows the words of both languages from the format's tables and not from the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.plaintext import extract_text, list_fences

RECORD_FENCES = frozenset(
    ["action", "decision", "recommendation", "response", "update", "declaration", "summary", "documents"]
)
"""Info strings of fenced records (FORMAT, section 4, Blocks)."""
_FRONT = re.compile(r"---[ \t]*\n(?:.*?^)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split_prose(text: str) -> str:
    """Return what stands below the front matter."""
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    return text[found.end() :] if found else text


def read_names(root: Path, lang: str) -> Mapping[str, frozenset[str]]:
    """Return what each id of the council's folder may be shown as in a language: what it has in others only where it has none in this."""
    found: dict[str, frozenset[str]] = {}
    for file, key in (("people", "name"), ("offices", "title"), ("bodies", "name")):
        path = root / f"content/{file}.yml"
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) if path.is_file() else None
        for name, entry in (entries or {}).items():
            words = entry.get(key) or name
            if isinstance(words, dict):
                words = words.get(lang) or words
            found[name] = frozenset(" ".join(one.split()) for one in _list_texts(words))
    return found


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A fenced record as a file has it."""

    info: str
    entries: Any  # what YAML holds
    borrowed: frozenset[str] = frozenset()
    """Keys whose values are those of another language's file."""


def read_fences(path: Path, source: str) -> list[WrittenRecord]:
    """Return each fenced record of a file.

    One that has no words of its own stands for the first language's record of the same `id`, or that answers or declares the same: what it
    does not say is that one's.
    """
    found = [
        WrittenRecord(info, yaml.load(text, yaml.BaseLoader))
        for info, text in list_fences(source)
        if info in RECORD_FENCES
    ]
    first = path.with_name(path.name.split(".")[0] + ".md")
    if not first.is_file() or first == path:
        return found
    theirs = read_fences(first, split_prose(first.read_bytes().decode("utf-8-sig")))
    return [_fill_up(fence, theirs) for fence in found]


_NAMES = ("id", "to", "who")
"""Keys by which a record is known."""
_WORDS = frozenset(("do", "text", "reasons"))
"""Keys that hold words of a language."""


def _fill_up(fence: WrittenRecord, theirs: list[WrittenRecord]) -> WrittenRecord:
    if not isinstance(fence.entries, dict) or _WORDS & fence.entries.keys():
        return fence
    key = next((key for key in _NAMES if key in fence.entries), "")
    like = [
        one.entries
        for one in theirs
        if key
        and one.info == fence.info
        and isinstance(one.entries, dict)
        and one.entries.get(key) == fence.entries[key]
    ]
    if len(like) != 1:
        return fence
    return WrittenRecord(fence.info, like[0] | fence.entries, frozenset(like[0]) - fence.entries.keys())


_WELSH = {
    "resolved": "penderfynwyd",
    "agreed": "cytunwyd",
    "approved": "cymeradwywyd",
    "adopted": "mabwysiadwyd",
    "confirmed": "cadarnhawyd",
    "noted": "nodwyd",
    "received": "derbyniwyd",
    "referred": "cyfeiriwyd",
    "deferred": "gohiriwyd",
    "granted": "caniatawyd",
    "refused": "gwrthodwyd",
    "rejected": "gwrthodwyd",
    "elected": "etholwyd",
    "appointed": "penodwyd",
    "carried": "pasiwyd",
    "lost": "collwyd",
    "fell": "syrthiodd",
    "withdrawn": "tynnwyd yn ôl",
    "blue": "glas",
    "red": "coch",
    "amber": "oren",
    "green": "gwyrdd",
    "accepted": "derbyniwyd",
    "accepted in part": "derbyniwyd yn rhannol",
    "implemented": "gweithredwyd",
    "personal": "personol",
    "prejudicial": "rhagfarnus",
    "pecuniary": "ariannol",
    "non-pecuniary": "anariannol",
    "dispensation": "gollyngiad",
    "yes": "do",
    "no": "naddo",
    "for": "o blaid",
    "against": "yn erbyn",
    "abstained": "ymatal",
}
"""What the format knows by its word, with the word of the other language (FORMAT, section 4; `yes` and `no` say whether a member left)."""
_WELSH_PARTS = {
    "clerk": "clerc",
    "chair": "cadeirydd",
    "vice-chair": "is-gadeirydd",
    "all": "pawb",
    "members": "aelodau",
}
"""The same for the parts that own actions. Those are names: in minutes of their own language they stand as written."""
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b)\s*")
_BETWEEN_SHOWN = {"en": _BETWEEN, "cy": re.compile(r"\s*(?:,|;)\s*|\s+(?:a|ac)\s+")}


def take_known_words(key: str, value: Any) -> tuple[list[str], Any]:  # Any: what YAML holds
    """Return the words of a value that the format knows, and what is left of it."""
    if key == "votes" and isinstance(value, dict):
        rest = {side: voters for side, voters in value.items() if side != "casting" or not _is_known(voters)}
        return [voters for side, voters in value.items() if side not in rest], rest
    if key not in ("verb", "verdict", "status", "kind", "left"):
        return [], value
    words = [
        word for text in _list_texts(value) for word in (_BETWEEN.split(text) if key == "kind" else (text,)) if word
    ]
    return (words, None) if all(map(_is_known, words)) else ([], value)


def _is_known(word: str) -> bool:
    return word.casefold() in {*_WELSH, *_WELSH.values()}


def find_lost_word(key: str, word: str, shown: list[str], lang: str) -> str:
    """Return what a word that the format knows is in a language, where it is no value that is shown; else nothing.

    On a page in English it is the English word, on one in Welsh the Welsh word, whichever was written, and the whole of the value: a
    page that left the word of the other language standing would not do, nor one that has it within some longer text.
    """
    folded = word.casefold()
    english = next((one for one, welsh in _WELSH.items() if folded in (one, welsh)), folded)
    name = {"en": english, "cy": _WELSH.get(english, "")}[lang]
    parts = _BETWEEN_SHOWN[lang].split if key == "kind" else lambda value: (value,)
    return "" if name in (part for value in shown for part in parts(value.casefold())) else name


def find_lost_values(
    fence: WrittenRecord,
    shown: list[str],
    addresses: list[str],
    names: Mapping[str, frozenset[str]],
    lang: str,
) -> Iterator[str]:
    """Yield the values of a fenced record that do not stand in its page: as written, in a language, or by the name of the thing named.

    What the page's language has a word for must stand by that word and no other: neither as written in another language, nor as part
    of a longer text. `lang` is that of the record, and `names` what things are called in it.
    """
    info, entries = fence.info, fence.entries
    seen = " \n ".join(shown)
    for entry in entries if isinstance(entries, list) else [entries]:
        for key, value in (entry or {}).items():
            if key in ("id", "matter") or not value:
                continue  # the address of the record, and of what belongs together: no words
            if info == "documents" and key in ("file", "url"):
                if not any(address.endswith(value) for address in addresses):
                    yield f"{info}: no link leads to {value}"
                continue
            # No other language has a table here: what its words should be is not known.
            known, rest = take_known_words(key, value) if lang in _BETWEEN_SHOWN else ([], value)
            for word in known:
                if lost := find_lost_word(key, word, shown, lang):
                    yield f"{info}: {key}: {lost!r} is not in {shown}"
            if isinstance(rest, dict) and key != "votes":  # the same words by language: one of them is shown
                own = [rest[lang]] if lang in rest else rest.values()
                ways = [[extract_text(one) for one in own]]
            else:
                # Whoever is named by an id is shown by name.
                texts = _list_texts(rest) if rest else []
                ways = [list(names[one]) if one in names else [one, extract_text(one)] for one in texts]
                if key in ("date", "due"):
                    # A date in the form for machines stands there in words.
                    ways = [
                        [_say_date(one, lang)] if _DATE.fullmatch(one) else way
                        for one, way in zip(texts, ways, strict=True)
                    ]
                if lang == "cy":
                    parts = [_WELSH_PARTS.get(one.casefold(), "").capitalize() for one in texts]
                    # In a block of the Welsh file such a part may also stand as it was written there.
                    ways = [
                        [part, *([] if key in fence.borrowed else way)] if part else way
                        for part, way in zip(parts, ways, strict=True)
                    ]
            for way in ways:
                if not any(" ".join(words.split()) in seen for words in way):
                    yield f"{info}: {key}: {way[0]!r} is not in {shown}"


_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}


def _say_date(text: str, lang: str) -> str:
    """Return `5 May 2024` for `2024-05-05`; in a language without a table here just its year."""
    year, month, day = text[:4], text[5:7], text[8:]
    if lang not in _MONTHS:
        return year
    return f"{day.lstrip('0')} {_MONTHS[lang][int(month) - 1]} {year}".strip()


def _list_texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _list_texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _list_texts(one)]
    return [str(value)]
