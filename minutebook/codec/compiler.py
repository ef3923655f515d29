"""The functions that pack and unpack a type: written as source from what it declares, and compiled, once.

In: dataclasses and the types of their fields. Out: functions between values and what JSON has (lists, dicts, text, whole numbers, yes and no, None).
The source depends on declared types alone, never on a value; `dataclasses` itself makes constructors so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from minutebook.codec.shapes import decode, encode, is_mapping, open_class, order, part_union, unlike, wrong
from minutebook.model.deferred import Deferring, Promising, is_folded, list_deferred


@dataclass(frozen=True, slots=True)
class Apart:
    """The deferred fields of the values that are being packed, in the order of these; those that are folded by themselves."""

    heavy: list[object]
    folded: list[object]


Packer = Callable[[Any, Apart | None], Any]
Unpacker = Callable[[Any, Promising | None], Any]


class Compiler:
    """Writes and keeps the functions. Each takes a value, and what collects or holds deferred fields (None: they stand in the value)."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {
            "wrong": wrong,
            "new": object.__new__,
            "read_date": date.fromisoformat,
            "read_time": time.fromisoformat,
            "unlike": unlike,
            "order": order,
            "share": sys.intern,
        }
        self._known: dict[object, int] = {}

    def packer(self, kind: Any) -> Packer:
        """Return the function that makes JSON's values of a value."""
        found: Packer = self._compile(f"lambda o, c: {self._pack(kind, 'o')}")
        return found

    def unpacker(self, kind: Any) -> Unpacker:
        """Return the function that makes a value of JSON's values."""
        found: Unpacker = self._compile(f"lambda a, c: {self._unpack(kind, 'a')}")
        return found

    def unpacker_of_rest(self, cls: type) -> Unpacker:
        """Return the function that makes the deferred fields of a class."""
        found: Unpacker = self._names[f"unpack_rest_{self._class(cls)}"]
        return found

    def _compile(self, source: str) -> Any:
        return eval(source, self._names)  # noqa: S307 - written here, from declared types

    def _define(self, source: str) -> None:
        exec(compile(source, "<codec>", "exec"), self._names)  # noqa: S102 - written here, from declared types

    def _pack(self, kind: Any, value: str) -> str:
        """Return the expression that packs what stands in the variable `value`."""
        origin, args = get_origin(kind), get_args(kind)
        if kind in (str, int, bool, NoneType) or origin is Literal:
            return value
        if kind in (date, time):
            return f"{value}.isoformat()"
        if is_dataclass(kind):
            return f"pack_{self._class(kind)}({value}, c)"
        if (origin is tuple and args[-1] is Ellipsis) or origin is frozenset:
            packed = self._pack_each(args[0], value)
            return f"order({packed})" if origin is frozenset else packed
        if origin is tuple:
            return f"pack_{self._fixed(kind)}({value}, c)"
        if is_mapping(origin):
            return self._pack_mapping(args, value)
        if origin in (Union, UnionType):
            return self._pack_union(kind, value)
        raise TypeError(f"no rule to pack {kind}")

    def _pack_each(self, kind: Any, value: str) -> str:
        inner = f"{value}_"
        packed = self._pack(kind, inner)
        return f"[*{value}]" if packed == inner else f"[{packed} for {inner} in {value}]"

    def _pack_mapping(self, args: tuple[Any, ...], value: str) -> str:
        key, held = f"{value}k", f"{value}v"
        packed = self._pack(args[1], held)
        if args[0] is str:
            return f"{{**{value}}}" if packed == held else f"{{{key}: {packed} for {key}, {held} in {value}.items()}}"
        return f"[[{self._pack(args[0], key)}, {packed}] for {key}, {held} in {value}.items()]"

    def _pack_union(self, kind: Any, value: str) -> str:
        classes, others = part_union(kind)
        if len(classes) == 1 and not others:
            return f"None if {value} is None else {self._pack(classes[0], value)}"
        if not classes and len(others) == 1:
            packed = self._pack(others[0], value)
            return value if packed == value else f"(None if {value} is None else {packed})"
        return f"pack_{self._union(kind)}({value}, c)"

    def _unpack(self, kind: Any, value: str) -> str:
        """Return the expression that unpacks what stands in the variable `value`."""
        origin, args = get_origin(kind), get_args(kind)
        if kind in (str, int, bool):
            return f"({value} if {value}.__class__ is {kind.__name__} else wrong({value}))"
        if kind is NoneType:
            return f"(None if {value} is None else wrong({value}))"
        if origin is Literal:
            return f"{self._literal(args)}[{value}]"
        if kind in (date, time):
            return f"read_{kind.__name__}({value})"
        if is_dataclass(kind):
            return f"unpack_{self._class(kind)}({value}, c)"
        if (origin is tuple and args[-1] is Ellipsis) or origin is frozenset:
            inner = f"{value}_"
            made = f"[{self._unpack(args[0], inner)} for {inner} in {value}]"
            return f"({origin.__name__}({made}) if {value}.__class__ is list else wrong({value}))"
        if origin is tuple or is_mapping(origin) or origin in (Union, UnionType):
            return self._unpack_special(kind, value)
        raise TypeError(f"no rule to unpack {kind}")

    def _unpack_special(self, kind: Any, value: str) -> str:
        origin, args = get_origin(kind), get_args(kind)
        if origin is tuple:
            return f"unpack_{self._fixed(kind)}({value}, c)"
        if is_mapping(origin):
            if args[0] is not str:
                return f"unpack_{self._pairs(kind)}({value}, c)"
            key, held = f"{value}k", f"{value}v"
            made = f"{{{key}: {self._unpack(args[1], held)} for {key}, {held} in {value}.items()}}"
            return f"({made} if {value}.__class__ is dict else wrong({value}))"
        classes, others = part_union(kind)
        if len(classes) + len(others) == 1:
            return f"(None if {value} is None else {self._unpack((*classes, *others)[0], value)})"
        return f"unpack_{self._union(kind)}({value}, c)"

    def _name(self, kind: object) -> tuple[int, bool]:
        """Return the number of a type, and whether it is new."""
        if kind in self._known:
            return self._known[kind], False
        number = self._known[kind] = len(self._known)
        return number, True

    def _literal(self, args: tuple[Any, ...]) -> str:
        if not all(isinstance(arg, str) for arg in args):
            raise TypeError(f"no rule for literals {args}")
        number, _ = self._name(("literal", args))
        self._names[f"L{number}"] = {arg: arg for arg in args}
        return f"L{number}"

    def _fixed(self, kind: Any) -> int:
        number, new = self._name(kind)
        if new:
            pairs = [(f"f{place}", arg) for place, arg in enumerate(get_args(kind))]
            names = "".join(f"{name}, " for name, _ in pairs)
            self._define(
                f"def pack_{number}(o, c):\n"
                f"    {names}= o\n"
                f"    return [{', '.join(self._pack(arg, name) for name, arg in pairs)}]\n"
                f"def unpack_{number}(a, c):\n"
                "    if a.__class__ is not list: wrong(a)\n"
                f"    {names}= a\n"
                f"    return ({''.join(f'{self._unpack(arg, name)}, ' for name, arg in pairs)})\n"
            )
        return number

    def _pairs(self, kind: Any) -> int:
        number, new = self._name(kind)
        if new:
            keys, values = (self._unpack(arg, name) for arg, name in zip(get_args(kind), "kv", strict=True))
            self._define(
                f"def unpack_{number}(a, c):\n"
                "    if a.__class__ is not list: wrong(a)\n"
                f"    made = {{{keys}: {values} for k, v in a}}\n"
                "    return made if len(made) == len(a) else wrong(a)\n"
            )
        return number

    def _union(self, kind: Any) -> int:
        """Define the functions for a union: dataclasses have their name before them, and no two of the rest look alike in JSON."""
        number, new = self._name(kind)
        if not new:
            return number
        classes, others = part_union(kind)
        looks: dict[str, Any] = {}
        for other in others:
            look = (
                "str" if get_origin(other) is Literal or other in (str, date, time) else getattr(other, "__name__", "")
            )
            if look not in ("str", "int", "bool") or look in looks:
                raise TypeError(f"no rule to tell apart {kind}")
            looks[look] = other
        pack, unpack = [f"def pack_{number}(o, c):"], [f"def unpack_{number}(a, c):"]
        pack.append("    if o is None: return None")
        unpack.append("    if a is None: return None" if NoneType in get_args(kind) else "    if a is None: wrong(a)")
        for look, other in looks.items():
            name = other.__name__ if isinstance(other, type) else "str"
            pack.append(f"    if o.__class__ is {name}_: return {self._pack(other, 'o')}")
            unpack.append(f"    if a.__class__ is {look}: return {self._unpack(other, 'a')}")
            self._names[f"{name}_"] = {"str": str, "int": int, "bool": bool, "date": date, "time": time}[name]
        if len({cls.__name__ for cls in classes}) != len(classes):
            raise TypeError(f"two classes of one name in {kind}")
        unpack.append("    if a.__class__ is not list: wrong(a)")
        for cls in classes:
            made = self._class(cls)
            pack.append(f"    if o.__class__ is K{made}: return [{cls.__name__!r}, *pack_{made}(o, c)]")
            unpack.append(f"    if a[0] == {cls.__name__!r}: return unpack_{made}(a[1:], c)")
        self._define("\n".join((*pack, "    unlike(o)", *unpack, "    wrong(a)")) + "\n")
        return number

    def _class(self, cls: Any) -> int:
        """Define the functions for a dataclass."""
        number, new = self._name(cls)
        if not new:
            return number
        hints = get_type_hints(cls)
        held = fields(cls)
        later = list_deferred(cls) if issubclass(cls, Deferring) else ()
        light = [field for field in held if field.name not in later]
        self._names[f"K{number}"] = cls
        self._names[f"O{number}"] = open_class(cls)
        self._define_class(str(number), held, hints)
        if later:
            self._names[f"whole_{number}"] = (self._names[f"pack_{number}"], self._names[f"unpack_{number}"])
            folded = is_folded(cls)
            part, inner = ("folded", "c") if folded else ("heavy", "None")
            self._define_class(f"light_{number}", light, hints, marked=True)
            packed = ", ".join(self._pack(hints[name], f"f{place}") for place, name in enumerate(later))
            made = ", ".join(self._unpack(hints[name], f"f{place}") for place, name in enumerate(later))
            variables = ", ".join(f"f{place}" for place in range(len(later)))
            self._define(
                f"pack_whole_{number}, unpack_whole_{number} = whole_{number}\n"
                f"def pack_{number}(o, c):\n"
                f"    if c is None: return pack_whole_{number}(o, None)\n"
                f"    mark = len(c.{part})\n"
                f"    c.{part}.append(None)\n"
                f"    c.{part}[mark] = pack_rest_{number}(o, {inner})\n"
                f"    return [mark, *pack_light_{number}(o, c)]\n"
                f"def pack_rest_{number}(o, c):\n"
                f"    {variables}, = {', '.join(f'o.{name}' for name in later)},\n"
                f"    return [{packed}]\n"
                f"def unpack_{number}(a, c):\n"
                f"    return unpack_whole_{number}(a, None) if c is None else unpack_light_{number}(a, c)\n"
                f"def unpack_rest_{number}(a, c):\n"
                f"    {variables}, = a\n"
                f"    return ({made},)\n"
            )
        return number

    def _define_class(
        self, name: str, held: Iterable[Field[Any]], hints: Mapping[str, Any], *, marked: bool = False
    ) -> None:
        """Define the functions for fields of a class. `marked`: others are deferred, and what is before the fields says by which number."""
        held = list(held)
        number = name.rpartition("_")[2]
        least, pad = self._find_defaults(held, hints)
        self._names[f"D{name}"] = pad
        count = len(held)
        variables = [f"f{place}" for place in range(count)]
        pack = [
            f"def pack_{name}(o, c):",
            f"    if o.__class__ is not K{number}: unlike(o)",
            *(f"    {f} = o.{field.name}" for f, field in zip(variables, held, strict=True)),
            f"    r = [{', '.join(self._pack(hints[field.name], f) for f, field in zip(variables, held, strict=True))}]",
        ]
        if pad:
            pack += [
                f"    n = {count}",
                f"    while n > {least} and r[n - 1] == D{name}[n - {least + 1}]: n -= 1",
                f"    if n < {count}: del r[n:]",
            ]
        pack.append("    return r")
        given = ["mark", *variables] if marked else variables
        unpack = [
            f"def unpack_{name}(a, c):",
            "    if a.__class__ is not list: wrong(a)",
            f"    if len(a) != {len(given)}:",
            f"        a = a + D{name}[len(a) - {len(given)}:]",
            f"    {', '.join(given)}, = a" if given else "    pass",
            f"    o = new(O{number})",
            *(
                f"    o.{field.name} = {self._unpack_field(field, hints, f)}"
                for f, field in zip(variables, held, strict=True)
            ),
            *([f"    o._rest = c, {self._unpack(int, 'mark')}"] if marked else []),
            f"    o.__class__ = K{number}",
            "    return o",
        ]
        self._define("\n".join((*pack, *unpack)) + "\n")

    def _unpack_field(self, field: Field[Any], hints: Mapping[str, Any], value: str) -> str:
        if field.metadata.get("shared") and hints[field.name] is str:
            return f"share({value})"  # which takes nothing but text
        return self._unpack(hints[field.name], value)

    def _find_defaults(self, held: list[Field[Any]], hints: Mapping[str, Any]) -> tuple[int, list[object]]:
        """Return how many fields always stand there, and the packed defaults of those after them."""
        pad: list[object] = []
        for field in reversed(held):
            if field.default is not MISSING:
                value = field.default
            elif field.default_factory is not MISSING:
                value = field.default_factory()
            else:
                break
            pad.insert(0, decode(encode(self.packer(hints[field.name])(value, None))))
        return len(held) - len(pad), pad
