"""Finds letters that were damaged before the file was saved: `tÅ·` for tŷ, `â€™` for an apostrophe.

In: a text. Out: one warning a file, with what to write. UTF-8 that a program read as Windows-1252 (or Latin-1) leaves pairs of signs that no
English or Welsh word has; only those are told, so what cannot be known for sure, such as `?` in a word, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.diagnostics import Diagnostic, Location, rule

GARBLED = rule(
    "garbled-letters",
    "warning",
    "Letters were damaged: a program took the UTF-8 of this text for Windows-1252.",
    why="The words would be shown so, and the search would not find them.",
    bad="Cyfarfu'r aelodau yn y tÅ· mawr.",
    good="Cyfarfu'r aelodau yn y tŷ mawr.",
)

_LETTERS = "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýÁÉÍÓÚàèìòùẁỳÀÈÌÒÙäëïöüẅÿÄËÏÖÜçñ"
"""Letters of Welsh, and of names that minutes have."""
_SIGNS = "‘’“”–—…•£€°½¼"
_NAMED = 3
"""How many different letters a message names."""


def _list_readings(sign: str) -> Iterator[str]:
    """Yield what a sign becomes where its UTF-8 is read as Windows-1252, or as Latin-1."""
    data = sign.encode("utf-8")
    # Bytes that Windows-1252 leaves out come through as they are.
    yield "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
    yield data.decode("latin-1")


# Not where the second sign is a quotation mark or a dash, which may well follow a Portuguese Ã.
_DAMAGED = {
    broken: sign
    for sign in _LETTERS + _SIGNS
    for broken in _list_readings(sign)
    if len(broken) > 2 or broken[1] not in _SIGNS[:7]
}
_PATTERN = re.compile("|".join(map(re.escape, sorted(_DAMAGED))))


def check_letters(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield a warning where letters of a text are damaged, at the first of them."""
    if text.isascii():
        return
    found = list(_PATTERN.finditer(text))
    if not found:
        return
    places = [(text.count("\n", 0, match.start()) + 1, match) for match in found]
    line, first = places[0]
    column = first.start() - text.rfind("\n", 0, first.start())
    kinds = list(dict.fromkeys(match[0] for match in found))
    told = ", ".join(f"{_DAMAGED[broken]} for {broken}" for broken in kinds[:_NAMED])
    more = len(dict.fromkeys(number for number, _ in places)) - 1
    others = f" The same holds for {more} more line{'s' if more > 1 else ''} of this file." if more else ""
    rest = " and so on" if len(kinds) > _NAMED else ""
    message = f"Letters were damaged here: a program took UTF-8 for Windows-1252. Write {told}{rest}, or copy the text from its source again.{others}"
    yield Diagnostic(GARBLED, Location(path, line, column), message)
