"""Frozen values as bytes, and back: compact JSON, by the types that a dataclass declares.

In: a frozen dataclass (its fields: other such dataclasses, tuples, mappings, frozensets, dates, times, literals, text, whole numbers, yes and no,
None, and unions of them). Out: functions that pack its values and unpack them. Equal values give equal bytes; what is unpacked is equal to what was
packed, or UnreadableError is raised: bytes are never trusted to have the right shape, and nothing in them is ever executed.

A value is a list of its fields in their order, without those at the end that have their default. For each class a function is written as source and
compiled, once, as `dataclasses` itself does; its source depends on the declared types alone.
"""

from __future__ import annotations

import zlib
from hashlib import blake2b
from typing import Any, ClassVar, Final, Generic, TypeVar

from minutebook.codec.compiler import Apart, Compiler
from minutebook.codec.shapes import UnreadableError, decode, encode

T = TypeVar("T")

_LARGEST: Final = 1 << 28
"""Bytes of the largest value that is unpacked: what claims to be more is damaged."""
_DIGITS: Final = 32
"""Of a digest."""
_WRONG: Final = (TypeError, ValueError, LookupError, AttributeError, RecursionError, ArithmeticError, zlib.error)
"""What reading a value of the wrong shape can raise."""


class Codec(Generic[T]):
    """Packs and unpacks the values of one type."""

    def __init__(self, kind: Any) -> None:
        """Compile the functions for `kind`. Raises TypeError for a type that no rule is for."""
        self._pack = _compiler.packer(kind)
        self._unpack = _compiler.unpacker(kind)

    def pack(self, value: T) -> bytes:
        """Return the whole value as bytes."""
        return _dump(self._pack(value, None))

    def unpack(self, data: bytes) -> T:
        """Return the value. Raises UnreadableError."""
        return self._read(data, None)

    def pack_apart(self, value: T) -> tuple[bytes, bytes]:
        """Return the value without the deferred fields in it, and these, squeezed.

        The first stands for both: it holds a digest of the second, so that two that do not belong together are never taken for one.
        """
        apart = Apart([], [])
        light = _dump(self._pack(value, apart))
        heavy = squeeze(b"\n".join(map(_dump, apart.heavy)))
        return b"\n".join((digest(heavy).encode() + light, *map(_dump, apart.folded))), heavy

    def unpack_apart(self, data: bytes, rest: bytes) -> T:
        """Return the value, whose deferred fields are unpacked from `rest` when they are asked for.

        Raises UnreadableError, and so does asking for a deferred field.
        """
        if data[:_DIGITS] != digest(rest).encode():
            raise UnreadableError("its deferred fields are those of another value")
        light, _, folded = data[_DIGITS:].partition(b"\n")  # no line of JSON has one
        return self._read(light, Rest(rest, folded))

    def _read(self, data: bytes, rest: Rest | None) -> T:
        try:
            value: T = self._unpack(_load(data), rest)
        except _WRONG as error:
            raise UnreadableError(str(error)) from error
        return value


def codec_for(kind: type[T]) -> Codec[T]:
    """Return the codec for a dataclass; always the same one."""
    if (found := _codecs.get(kind)) is None:
        found = _codecs[kind] = Codec(kind)
    return found


def codec_for_any(kind: Any) -> Codec[Any]:
    """Return the codec for what is no class: a union (told apart by name), a tuple, a mapping."""
    return Codec(kind)


def digest(*parts: bytes) -> str:
    """Return a digest of packed values, to compare them by: 32 hexadecimal digits."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()


def squeeze(data: bytes) -> bytes:
    """Return bytes in less room, at little cost."""
    return zlib.compress(data, 1)


def expand(data: bytes) -> bytes:
    """Return what was squeezed. Raises UnreadableError."""
    reader = zlib.decompressobj()
    try:
        whole = reader.decompress(data, _LARGEST)
    except zlib.error as error:
        raise UnreadableError(str(error)) from error
    if not reader.eof or reader.unused_data:
        raise UnreadableError("not all of it")
    return whole


class Rest:
    """The deferred fields of all that is in one value: bytes, until somebody asks."""

    __slots__ = ("_data", "_folded")
    _open: ClassVar[tuple[Rest, list[bytes]] | None] = None
    """The one that was asked last, expanded: what is asked next is mostly of the same meeting."""

    def __init__(self, data: bytes, folded: bytes) -> None:
        """Hold bytes, those of heavy fields squeezed: a line a value, in the order in which they were packed."""
        self._data = data
        self._folded = folded

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the bytes alone."""
        return Rest, (self._data, self._folded)

    def give(self, cls: type, number: int) -> tuple[object, ...]:
        """Return the deferred fields of a value by its number. Raises UnreadableError."""
        held = Rest._open
        if held is None or held[0] is not self:
            held = Rest._open = (self, expand(self._data).split(b"\n"))
        return self._make(cls, held[1], number, None)

    def unfold(self, cls: type, number: int) -> tuple[object, ...]:
        """Return the same of a value whose deferred fields are folded, by its number among such. Raises UnreadableError."""
        return self._make(cls, self._folded.split(b"\n"), number, self)

    def _make(self, cls: type, lines: list[bytes], number: int, rest: Rest | None) -> tuple[object, ...]:
        try:
            if number < 0:
                raise UnreadableError("no such number")
            found: tuple[object, ...] = _compiler.unpacker_of_rest(cls)(_load(lines[number]), rest)
        except _WRONG as error:
            raise UnreadableError(str(error)) from error
        return found


_compiler = Compiler()
_codecs: dict[type, Codec[Any]] = {}


def _dump(raw: object) -> bytes:
    return encode(raw).encode("utf-8", "surrogatepass")


def _load(data: bytes) -> Any:
    return decode(str(data, "utf-8", "surrogatepass"))
