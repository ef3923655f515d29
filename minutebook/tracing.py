"""Notes what is read while a page is made, so that the page can be kept as long as all of that is the same.

In: mappings, the day of the build. Out: the same, which note each read; what was read; a digest of what is there now. A name that was looked for and
not found is a read too. Knows no page and no file.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final, Self, TypeVar, overload

from minutebook.acronyms import join_marks

_V = TypeVar("_V")
_D = TypeVar("_D")

ABSENT: Final = b""
"""The digest of what is not there."""
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_STRONGER: Final = {"head": ("meeting", "outline"), "outline": ("meeting",)}
"""Reads that say nothing more where another one of the same key was made."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What was read for one page."""

    names: tuple[str, ...] = ()
    """Sorted: `meeting:council/2026-10-20`, `term:ciw`; `person*` for all people, `person#` for who there are, in their order."""
    first: int = _FIRST
    """Of the days for which every comparison with today has the same answer the first, as a proleptic ordinal."""
    last: int = _LAST
    sought: bytes = b""
    """The marks (`acronyms.mark_words`) of all words that were looked up in the glossary, or would be if it had them."""


NOTHING_READ: Final = Reads()


def digest_value(value: object) -> bytes:
    """Return the digest of a plain value: texts, numbers, days, and tuples, mappings and frozen values of these. Never of a set."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Tracer:
    """What one build can read, and what the page that is being made has read of it."""

    def __init__(self, known: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Note nothing yet. `known`: digests that need not be made, by kind and key."""
        self.names: set[str] = set()
        self.sought: set[bytes] = set()
        """Marks of the words of each text that was looked through."""
        self.first, self.last = _FIRST, _LAST
        self.known = known or {}
        self._sources: dict[str, Callable[[str], bytes]] = {}
        self._digests: dict[str, bytes] = {}

    def __reduce__(self) -> tuple[type[Tracer], tuple[()]]:
        """Another process notes for itself, and is asked for no digest."""
        return Tracer, ()

    def begin(self) -> None:
        """Forget what was read: another page begins."""
        self.names.clear()
        self.sought.clear()
        self.first, self.last = _FIRST, _LAST

    def end(self) -> Reads:
        """Return what was read since `begin`."""
        found = self.names
        for name in [name for name in found if name.partition(":")[0] in _STRONGER]:
            kind, _, key = name.partition(":")
            if any(f"{stronger}:{key}" in found for stronger in _STRONGER[kind]):
                found.discard(name)
        return Reads(tuple(sorted(found)), self.first, self.last, join_marks(self.sought))

    def add_source(self, kind: str, digest: Callable[[str], bytes]) -> None:
        """Say how to find the digest of what is read under names of a kind: of `key` in `kind:key`, of `*` and `#`."""
        self._sources[kind] = digest

    def add_value(self, kind: str, value: object) -> None:
        """Name a value that has no keys: it is read as `kind*`."""
        self._sources[kind] = lambda _: digest_value(value)

    def find_digest(self, name: str) -> bytes:
        """Return the digest of what is there now under a name; `ABSENT` for a kind that nothing is known of."""
        found = self._digests.get(name)
        if found is None:
            kind, colon, key = name.partition(":")
            if not colon:
                kind, key = name[:-1], name[-1]
            source = self._sources.get(kind)
            found = self._digests[name] = source(key) if source else ABSENT
        return found


class Traced(Mapping[str, _V]):
    """A mapping that notes what is read of it."""

    def __init__(
        self,
        tracer: Tracer,
        kind: str,
        inner: Mapping[str, _V],
        *,
        digest: Callable[[_V], bytes] = digest_value,
    ) -> None:
        """Wrap a mapping. `digest`: of a value; not asked where the tracer knows it already."""
        self.inner = inner
        self._tracer = tracer
        self._kind = kind
        self._prefix = kind + ":"
        self._digest = digest
        tracer.add_source(kind, self.find_digest)

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process without what makes digests."""
        return Traced, (self._tracer, self._kind, self.inner)

    def find_digest(self, key: str) -> bytes:
        """Return the digest of the value of a key; for `#` that of all keys in their order, for `*` that of all keys and values."""
        if key == "#":
            return digest_value(list(self.inner))
        if key == "*":
            parts = (each.encode() + b"\0" + self._tracer.find_digest(self._prefix + each) for each in self.inner)
            return blake2b(b"\0".join(parts), digest_size=16).digest()
        if (known := self._tracer.known.get(self._kind)) is not None and key in known:
            return known[key].encode()
        value = self.inner.get(key)
        return ABSENT if value is None else self._digest(value)

    def __getitem__(self, key: str) -> _V:
        self._tracer.names.add(self._prefix + key)
        return self.inner[key]

    @overload
    def get(self, key: str, /) -> _V | None: ...
    @overload
    def get(self, key: str, /, default: _V | _D) -> _V | _D: ...
    def get(self, key: str, /, default: object = None) -> object:
        """Return the value of a key, else `default`."""
        self._tracer.names.add(self._prefix + key)
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._tracer.names.add(f"{self._prefix}{key}")
        return key in self.inner

    def __iter__(self) -> Iterator[str]:
        self._tracer.names.add(self._kind + "#")
        return iter(self.inner)

    def __len__(self) -> int:
        self._tracer.names.add(self._kind + "#")
        return len(self.inner)

    def keys(self) -> KeysView[str]:
        """Return all keys."""
        self._tracer.names.add(self._kind + "#")
        return self.inner.keys()

    def values(self) -> ValuesView[_V]:
        """Return all values."""
        self._tracer.names.add(self._kind + "*")
        return self.inner.values()

    def items(self) -> ItemsView[str, _V]:
        """Return all keys with their values."""
        self._tracer.names.add(self._kind + "*")
        return self.inner.items()


@dataclass(frozen=True, slots=True)
class Part(Mapping[str, _V]):
    """A mapping whose values are parts of something else: reading one counts as reading that."""

    tracer: Tracer
    inner: Mapping[str, _V]
    find_whole: Callable[[str], str]
    """Gives the name of what a key belongs to."""
    whole: str
    """The name of all of them."""
    convert: Callable[[_V], _V] | None = field(default=None)
    """Leaves out of a value what is no part of that."""

    def __getitem__(self, key: str) -> _V:
        self.tracer.names.add(self.find_whole(key))
        value = self.inner[key]
        return self.convert(value) if self.convert else value

    def __contains__(self, key: object) -> bool:
        self.tracer.names.add(self.find_whole(str(key)))
        return key in self.inner

    def __iter__(self) -> Iterator[str]:
        self.tracer.names.add(self.whole)
        return iter(self.inner)

    def __len__(self) -> int:
        self.tracer.names.add(self.whole)
        return len(self.inner)

    def values(self) -> ValuesView[_V]:
        """Return all values."""
        self.tracer.names.add(self.whole)
        if self.convert is None:
            return self.inner.values()
        return {key: self.convert(value) for key, value in self.inner.items()}.values()

    def items(self) -> ItemsView[str, _V]:
        """Return all keys with their values."""
        self.tracer.names.add(self.whole)
        if self.convert is None:
            return self.inner.items()
        return {key: self.convert(value) for key, value in self.inner.items()}.items()


class Day(date):
    """The day of the build, which notes what it is compared with. Whatever else is asked of it counts as reading the day itself."""

    _tracer: Tracer

    def __new__(cls, day: date, tracer: Tracer) -> Self:
        """Return a day that notes into `tracer`."""
        made = super().__new__(cls, day.year, day.month, day.day)
        made._tracer = tracer
        tracer.add_value("today", date.fromordinal(day.toordinal()).isoformat())
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[date, Tracer]]:
        return type(self), (self.plain, self._tracer)

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name != "plain":
            object.__getattribute__(self, "_note_itself")()
        return object.__getattribute__(self, name)

    @property
    def plain(self) -> date:
        """The day, for who notes by himself what he does with it."""
        return date.fromordinal(date.toordinal(self))

    def _note_itself(self) -> None:
        self._tracer.names.add("today*")

    def _is_before(self, ordinal: int) -> bool:
        tracer = self._tracer
        if date.toordinal(self) < ordinal:
            tracer.last = min(tracer.last, ordinal - 1)
            return True
        tracer.first = max(tracer.first, ordinal)
        return False

    def __lt__(self, other: date) -> bool:
        return self._is_before(date.toordinal(other))

    def __le__(self, other: date) -> bool:
        return self._is_before(date.toordinal(other) + 1)

    def __gt__(self, other: date) -> bool:
        return not self._is_before(date.toordinal(other) + 1)

    def __ge__(self, other: date) -> bool:
        return not self._is_before(date.toordinal(other))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        return not self < other and self <= other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._note_itself()
        return super().__hash__()

    def __repr__(self) -> str:
        self._note_itself()
        return super().__repr__()

    def __str__(self) -> str:
        self._note_itself()
        return self.plain.isoformat()

    def __format__(self, form: str) -> str:
        self._note_itself()
        return format(self.plain, form)
