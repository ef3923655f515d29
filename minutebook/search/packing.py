"""What a page brings to the index as bytes, to be kept beside the page.

In: `Found`. Out: bytes, and `Found` again. Executes nothing that it reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from minutebook.codec import UnreadableError, expand, squeeze
from minutebook.search.extract import Found


def pack_found(found: Iterable[Found]) -> bytes:
    """Return what a page brings as bytes: the same for the same."""
    raw = [
        (one.lang, one.group, one.number, one.words, *map(_read, (one.units, one.values, one.spots)), one.text)
        for one in found
    ]
    return squeeze(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack_found(packed: bytes) -> tuple[Found, ...]:
    """Return what was packed. Raises UnreadableError."""
    try:
        rows = json.loads(expand(packed))
        if any([*map(type, row[:4])] != [str, int, int, str] for row in rows):
            raise ValueError("not of the right types")
        return tuple(
            Found(lang, group, number, words, units.encode(), values.encode(), spots.encode(), text)
            for lang, group, number, words, units, values, spots, text in rows
        )
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise UnreadableError(str(error)) from error


def _read(digits: bytes) -> str:
    return digits.decode("ascii")
