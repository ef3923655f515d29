"""Finds the facts of a meeting on top of the wrong one of its files.

In: the front matter of a further language, where the first has none. Out: one fault for all facts in it, and the values that are wrong wherever
they stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from minutebook.diagnostics import Diagnostic, Location
from minutebook.schema import RawFront, RawFrontFurther, read
from minutebook.schema.faults import UNKNOWN_KEY
from minutebook.yamlnodes import Node

_WORDS = ("title", "place")


def has_facts(front: RawFront) -> bool:
    """Whether front matter says more than that of a translation may say."""
    return not front.model_fields_set <= RawFrontFurther.model_fields.keys()


def check_misplaced(node: Node | None, path: str, first: str, languages: tuple[str, ...]) -> list[Diagnostic]:
    """Return what is wrong with facts in `node` that should stand in the file `first`, which has none; nothing where there are none."""
    given = node.value if node is not None else None
    if not isinstance(given, Mapping):
        return []
    facts = [key for key in given if key in RawFront.keys and key not in RawFrontFurther.keys]
    if not facts:
        return []
    # Words language by language are right in the first file only, so they go with the facts.
    moved = [
        key for key, value in given.items() if key in facts or (key in _WORDS and isinstance(value.value, Mapping))
    ]
    place = given[moved[0]]
    message = (
        f"The facts of the meeting ({', '.join(moved)}) stand here, but they hold for all languages and belong in "
        f"{first.rpartition('/')[2]}, which has none. Move these lines there. If each of the two files is in the other's language, "
        "swap their names instead."
    )
    _, wrong = read(RawFront, node, path, languages=languages, partly=True)
    return [Diagnostic(UNKNOWN_KEY, Location(path, place.key_line, place.key_column), message), *wrong]
