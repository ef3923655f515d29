"""Values whose heavy fields may be made later: light to hold for the whole archive, whole as soon as somebody asks, and light again.

In: nothing of ours. What makes the fields (see `codec`) is handed in with the value; who reads a field cannot tell when it was made, nor how often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, Self, TypeVar

_V = TypeVar("_V")

DEFERRED: Final[Mapping[str, bool]] = MappingProxyType({"deferred": True})
"""Metadata of a dataclass's field that may be made later: `field(metadata=DEFERRED)`."""

FOLDED: Final[Mapping[str, bool]] = MappingProxyType({"deferred": True, "folded": True})
"""The same for one that is asked for more often, but not of the whole archive: it is unpacked by itself. A class has deferred fields of one kind."""

SHARED: Final[Mapping[str, bool]] = MappingProxyType({"shared": True})
"""Metadata of a field whose text stands in many values, as a name or a key does: those from the store hold it once for all."""


class Promising(Protocol):
    """What gives the deferred fields of the values that were unpacked together."""

    def give(self, cls: type, number: int) -> tuple[object, ...]:
        """Return those of a value of this class by its number."""

    def unfold(self, cls: type, number: int) -> tuple[object, ...]:
        """Return those that are folded of a value of this class, by its number among such."""


class Deferring:
    """Base of a frozen dataclass with fields that may be made when they are first asked for.

    Made by its constructor it is a dataclass like any other. A value from the store has no deferred fields, but what gives them, and the number by
    which it does. Comparing, `replace` and printing ask for them; pickling and copying do not, and take both along.
    """

    __slots__ = ("_rest",)

    if not TYPE_CHECKING:  # so that a misspelt field stays an error

        def __getattr__(self, name: str) -> object:
            """Make the deferred fields. Python asks only where an attribute is not there."""
            names = list_deferred(type(self))
            if name not in names:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            rest, number = self._rest
            give = rest.unfold if is_folded(type(self)) else rest.give
            for field, value in zip(names, give(type(self), number), strict=True):
                object.__setattr__(self, field, value)
            if _opened is not None:
                _opened.append(self)
            return object.__getattribute__(self, name)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the value as it came, without what was made since."""
        rest = getattr(self, "_rest", None)
        return _restore, (type(self), tuple(getattr(self, name) for name in _list_held(type(self), rest)), rest)

    def __copy__(self) -> Self:
        """Return the value itself: it is frozen."""
        return self


_opened: list[Deferring] | None = None
"""The values that are to be light again; None while nobody asked for that."""


def begin_opening() -> None:
    """From now on note which values from the store are opened. Those that were since the last call are light again."""
    global _opened  # noqa: PLW0603 - values are too many for each to know who reads them
    end_opening()
    _opened = []


def end_opening() -> None:
    """Let all values be light again that were opened since `begin_opening`; what is opened now is to stay. One thread alone may do either."""
    global _opened
    opened, _opened = _opened, None
    for value in opened or ():
        kind: type = type(value)
        for name in list_deferred(kind):
            object.__delattr__(value, name)


def open_one_by_one(values: Iterable[_V]) -> Iterator[_V]:
    """Yield each; what is opened of the archive while it is looked at is light again when the next is asked for."""
    try:
        for value in values:
            begin_opening()
            yield value
    finally:
        end_opening()


@cache
def list_deferred(cls: type) -> tuple[str, ...]:
    """Return the names of a dataclass's deferred fields, in their order."""
    return tuple(field.name for field in fields(cls) if field.metadata.get("deferred"))


@cache
def is_folded(cls: type) -> bool:
    """Whether the deferred fields of a dataclass are unpacked by themselves. Raises TypeError where some are and others not."""
    kinds = {field.metadata.get("folded", False) for field in fields(cls) if field.metadata.get("deferred")}
    if len(kinds) > 1:
        raise TypeError(f"deferred fields of two kinds in {cls.__name__}")
    return True in kinds


def _list_held(cls: type, rest: object) -> tuple[str, ...]:
    names = tuple(field.name for field in fields(cls))
    return tuple(name for name in names if name not in list_deferred(cls)) if rest is not None else names


def _restore(cls: type, values: tuple[object, ...], rest: tuple[Promising, int] | None) -> object:
    value: object = object.__new__(cls)
    for name, held in zip(_list_held(cls, rest), values, strict=True):
        object.__setattr__(value, name, held)
    if rest is not None:
        object.__setattr__(value, "_rest", rest)
    return value
