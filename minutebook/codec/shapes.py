"""What the compiled functions call, and what is known of a type before there are functions.

In: values that stand in JSON, and declared types. Out: UnreadableError or TypeError where something is not of its type.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from types import NoneType
from typing import Any, NoReturn, get_args

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, allow_nan=False).encode
decode = json.JSONDecoder().decode
"""As JSON, without a space; and back."""


class UnreadableError(Exception):
    """Bytes are no value of the type that was asked for."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn what goes wrong with values of another shape than was written into UnreadableError. For values that are read by hand."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"{what}: {error}") from error


def check_types(values: object, kind: type) -> None:
    """Raise ValueError unless these are a list or tuple of values of one type, and of none that is derived from it."""
    if not isinstance(values, list | tuple) or not {kind}.issuperset(map(type, values)):
        raise ValueError(f"not all of it is {kind.__name__}")


def is_mapping(origin: object) -> bool:
    """Whether a type is a mapping."""
    return isinstance(origin, type) and issubclass(origin, Mapping)


def part_union(kind: Any) -> tuple[list[Any], list[Any]]:
    """Return the dataclasses of a union, and what else is in it but None."""
    args = [arg for arg in get_args(kind) if arg is not NoneType]
    return [arg for arg in args if is_dataclass(arg)], [arg for arg in args if not is_dataclass(arg)]


def open_class(cls: type) -> type:
    """Return a class whose objects can be filled in, and then become objects of the frozen class `cls`.

    It adds nothing to `cls`, so that Python lets an object change from one to the other. Six times as fast as the constructor of a frozen dataclass.
    """
    return type(f"Open{cls.__name__}", (cls,), {"__slots__": (), "__setattr__": object.__setattr__})


def order(packed: list[Any]) -> list[Any]:
    """Return the packed parts of a set in an order that is always the same."""
    return sorted(packed, key=encode)


def unlike(value: object) -> NoReturn:
    """Refuse to pack a value."""
    raise TypeError(f"{type(value).__name__} is not of the type declared")


def wrong(raw: object) -> NoReturn:
    """Refuse to unpack a value."""
    raise UnreadableError(f"not of the right shape: {str(raw)[:60]}")
