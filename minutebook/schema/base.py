"""Reads a node into a model: closed keys, places kept, and every fault in words that a clerk can act on.

In: a `Node`, a model, the file's path and the site's languages. Out: the model (None if anything is wrong with it) and diagnostics.
Nothing of pydantic's own English gets through.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError, model_validator

from minutebook.diagnostics import Diagnostic, Location
from minutebook.model import DateSpan
from minutebook.names import is_id
from minutebook.schema import faults
from minutebook.schema.faults import FieldError, shorten
from minutebook.schema.fields import Context, Given, suggest_id
from minutebook.schema.hints import explain_key
from minutebook.yamlnodes import Node, Plain, find_place, to_plain

Loc = tuple[str | int, ...]
Model = TypeVar("Model", bound="RawModel")


class RawModel(BaseModel):
    """Values of one mapping in YAML as written, checked by themselves only. Absent values are None or empty."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    title_for_clerks: ClassVar[str] = "entry"
    """What the mapping is called in messages: `a meeting`."""
    keys: ClassVar[dict[str, str]]
    """The name of each field by its key in YAML."""
    _path: str = PrivateAttr(default="")
    _node: Node | None = PrivateAttr(default=None)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        cls.keys = {info.alias or name: name for name, info in cls.model_fields.items()}

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys that a clerk may write, for messages."""
        return tuple(cls.keys)

    @classmethod
    def explain_key(cls, key: str, value: str) -> str:
        """Return what to say of a key that this mapping does not have."""
        return explain_key(key, value, cls.title_for_clerks, cls.known_keys())

    @model_validator(mode="before")
    @classmethod
    def _drop_absent(cls, values: Given) -> Given:
        if not isinstance(values, dict):
            return values
        return {key: value for key, value in values.items() if value is not None or key not in cls.keys}

    def find_place(self, *loc: str | int) -> tuple[int, int]:
        """Return line and column of the value that these keys and list positions (from 0) lead to, from this mapping."""
        return find_place(self._node, loc)

    def written(self, key: str) -> Plain:
        """Return what stands under a key, as it was written; None where nothing does."""
        plain = to_plain(self._node)
        return plain.get(key) if isinstance(plain, dict) else None

    def at(self, *loc: str | int) -> Location:
        """Return the same as a `Location` in its file."""
        return Location(self._path, *self.find_place(*loc))


def read(
    model: type[Model], node: Node | None, path: str, *, languages: tuple[str, ...] = ("en",), partly: bool = False
) -> tuple[Model | None, list[Diagnostic]]:
    """Return the mapping in `node` as `model`, or None, and what is wrong with it. Nothing at all is an empty mapping.

    With `partly`, keys at fault are left out instead, so that what the others say is checked as well.
    """
    if node is not None and not isinstance(node.value, Mapping) and node.value is not None:
        return None, [_wrong_shape(model, node, path)]
    context = Context(languages)
    plain = to_plain(node) or {}
    found: list[Diagnostic] = []
    try:
        made = model.model_validate(plain, context=context)
    except ValidationError as error:
        found = [_word(node, path, loc, fault) for loc, fault in _faults_of(error, model, node)]
        if not partly:
            return None, found
        wrong = {detail["loc"][0] for detail in error.errors(include_url=False, include_input=False) if detail["loc"]}
        kept = {key: value for key, value in plain.items() if key not in wrong} if isinstance(plain, dict) else {}
        try:
            made = model.model_validate(kept, context=context)
        except ValidationError:
            return None, found
    made._path, made._node = path, node
    if context.understood:
        found += _find_understood(made, node, path, context.understood)
    if context.unshown:
        found += _find_unshown(node, path, context.unshown)
    return made, found


def read_entries(
    model: type[Model], node: Node | None, path: str, *, languages: tuple[str, ...] = ("en",)
) -> tuple[dict[str, Model], list[Diagnostic]]:
    """Return the mappings in `node` by their ids (`people.yml`), those that are right, and what is wrong with the others."""
    if node is None:
        return {}, []
    if not isinstance(node.value, Mapping):
        return {}, [_wrong_shape(model, node, path, " by id")]
    made: dict[str, Model] = {}
    found: list[Diagnostic] = []
    for key, entry in node.value.items():
        if not is_id(key):
            place = Location(path, entry.key_line, entry.key_column)
            found.append(Diagnostic(faults.WRONG_ID, place, f'"{shorten(key)}" is no id. {suggest_id(key)}'))
            continue
        value, wrong = read(model, entry, path, languages=languages)
        found += wrong
        if value is not None:
            made[key] = value
    return made, found


def _wrong_shape(model: type[RawModel], node: Node, path: str, by: str = "") -> Diagnostic:
    place = Location(path, node.line, node.column)
    if isinstance(node.value, str) and (found := re.match(r"([A-Za-z]\w*):(\S.*)", node.value)):
        line = re.split(r"\s+(?=[A-Za-z]\w*:\S)", node.value)[0]
        message = (
            f'A space is missing after the colon of "{shorten(line)}". '
            f"Write: {found[1]}: {shorten(line.partition(':')[2])}"
        )
        return Diagnostic(faults.WRONG_SHAPE, place, message)
    what = "a list" if isinstance(node.value, tuple) else f'"{shorten(node.value)}"'
    example = model.known_keys()[0]
    message = (
        f"Here belong keys and values of {model.title_for_clerks}{by}, not {what}. Write lines such as {example}: …"
    )
    return Diagnostic(faults.WRONG_SHAPE, place, message)


def _faults_of(error: ValidationError, model: type[RawModel], node: Node | None) -> Iterator[tuple[Loc, FieldError]]:
    for detail in error.errors(include_url=False, include_input=False):
        loc, cause = detail["loc"], detail.get("ctx", {}).get("error")
        if isinstance(cause, FieldError):
            yield (*loc, *cause.loc), _name_key(cause, loc)
        elif isinstance(cause, ValidationError):
            # A field that reads a model of its own, since it may also be a text.
            inner = _model_at(model, (*loc, ""))
            yield from (((*loc, *rest), wrong) for rest, wrong in _faults_of(cause, inner, node))
        elif detail["type"] == "extra_forbidden":
            owner = _model_at(model, loc)
            if _ends_in_comma(node, loc):
                message = (
                    f'Inside {{ }} a comma ends the text, so "{shorten(loc[-1])}" is taken for a key. '
                    'Put "double quotes" round the whole text before it.'
                )
                yield loc, FieldError(faults.WRONG_SHAPE, message)
                continue
            yield loc, FieldError(faults.UNKNOWN_KEY, owner.explain_key(str(loc[-1]).strip(" "), _value_at(node, loc)))
        elif detail["type"] == "missing":
            owner = _model_at(model, loc)
            message = f'"{loc[-1]}" is missing, and {owner.title_for_clerks} needs it. Write: {loc[-1]}: …'
            yield loc, FieldError(faults.MISSING_KEY, message)
        else:
            name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "This")
            example = _model_at(model, (*loc, "")).known_keys()[0]
            written = _value_at(node, loc)
            lead = "- " if loc and isinstance(loc[-1], int) else f"{name}: "
            message = f"{name} takes keys of its own. Write: {lead}{{{example}: {shorten(written) or '…'}}}"
            yield loc, FieldError(faults.WRONG_SHAPE, message)


def _name_key(cause: FieldError, loc: Loc) -> FieldError:
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    return FieldError(cause.rule, cause.message.replace("{key}", key))


def _word(node: Node | None, path: str, loc: Loc, wrong: FieldError) -> Diagnostic:
    rule = wrong.rule
    if rule == faults.UNKNOWN_KEY:
        entry = _node_at(node, loc)
        if entry is not None and entry.key_line:
            return Diagnostic(rule, Location(path, entry.key_line, entry.key_column), wrong.message)
    return Diagnostic(rule, Location(path, *find_place(node, loc)), wrong.message)


def _node_at(node: Node | None, loc: Loc) -> Node | None:
    for part in loc:
        if node is None:
            return None
        value = node.value
        if isinstance(value, tuple) and isinstance(part, int):
            node = value[part] if part < len(value) else None
        elif isinstance(value, Mapping) and isinstance(part, str):
            node = value.get(part)
        else:
            return None
    return node


def _ends_in_comma(node: Node | None, loc: Loc) -> bool:
    """Say whether a key is the rest of a text that a comma cut: it has no value, and another key before it in its line."""
    entry, around = _node_at(node, loc), _node_at(node, loc[:-1])
    if entry is None or entry.value is not None or around is None or not isinstance(around.value, Mapping):
        return False
    return any(
        other.key_line == entry.key_line and other.key_column < entry.key_column for other in around.value.values()
    )


def _value_at(node: Node | None, loc: Loc) -> str:
    found = _node_at(node, loc)
    return found.value if found is not None and isinstance(found.value, str) else ""


def _model_at(model: type[RawModel], loc: Loc) -> type[RawModel]:
    """Return the model whose key is the last part of `loc`."""
    for part in loc[:-1]:
        if isinstance(part, str) and part in model.keys:
            field = model.model_fields[model.keys[part]]
            model = next(_models_in((field.annotation, *field.metadata)), model)
    return model


def _models_in(annotations: tuple[Any, ...]) -> Iterator[type[RawModel]]:
    # Annotations are whatever Python writes between brackets.
    for annotation in annotations:
        if inspect.isclass(annotation) and issubclass(annotation, RawModel):
            yield annotation
        yield from _models_in(get_args(annotation))


def _find_understood(
    made: RawModel, node: Node | None, path: str, understood: list[DateSpan], loc: Loc = ()
) -> Iterator[Diagnostic]:
    """Yield a warning for each date that was written in another form than the format's."""
    for key, name in made.keys.items():
        value, here = getattr(made, name), (*loc, key)
        if isinstance(value, RawModel):
            yield from _find_understood(value, node, path, understood, here)
        elif isinstance(value, tuple):
            for position, entry in enumerate(value):
                if isinstance(entry, RawModel):
                    yield from _find_understood(entry, node, path, understood, (*here, position))
        elif isinstance(value, DateSpan) or isinstance(getattr(value, "date", value), date):
            # A day, and an approval which holds one, have lost how they were written, so the text is asked.
            text = " ".join(_value_at(node, here).split())
            span = next((span for span in understood if span.text in text), None)
            if span:
                written = f'"{shorten(span.text)}" was understood as {write_date(span)}.'
                mended = shorten(text.replace(span.text, write_date(span)))
                message = f"{key}: {written} So that it stays certain, write: {key}: {mended}"
                yield Diagnostic(faults.DATE_FORM, Location(path, *find_place(node, here)), message)


def _find_unshown(
    node: Node | None, path: str, unshown: list[tuple[dict[str, Given], str, str]]
) -> Iterator[Diagnostic]:
    """Yield a warning for each text that has words in a language that the site lacks; a field does not know where it stands."""
    if node is None or node.value is None or isinstance(node.value, str):
        return
    if isinstance(node.value, tuple):
        for entry in node.value:
            yield from _find_unshown(entry, path, unshown)
        return
    plain = to_plain(node)
    told = dict.fromkeys((code, said) for value, code, said in unshown if value == plain)
    for code, said in told:
        entry = node.value[code]
        yield Diagnostic(faults.WRONG_LANGUAGE, Location(path, entry.key_line, entry.key_column), said)
    for entry in () if told else node.value.values():
        yield from _find_unshown(entry, path, unshown)


def write_date(span: DateSpan) -> str:
    """Return the date in the form of the format."""
    first, last = span.first.isoformat(), span.last.isoformat()
    if span.is_day:
        return first
    if span.first.day == 1 and first[:7] == last[:7]:
        return first[:7]
    if first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]:
        return first[:4]
    return f"{first}/{last}"
