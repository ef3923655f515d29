"""The JSON Schema of each kind of file, for editors that check as one types. In: the models. Out: plain dicts."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from minutebook.schema.base import RawModel
from minutebook.schema.blocks import BLOCKS, DocumentEntry
from minutebook.schema.council import RawBody, RawOffice, RawPerson, RawSite
from minutebook.schema.glossary import LETTERS, MEANING, RawTerm
from minutebook.schema.meeting import RawFront, RawFrontFurther
from minutebook.schema.page import RawPage
from minutebook.schema.plan import RawPlan

# A JSON Schema is nested dicts of anything JSON has.
Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"


def json_schema() -> dict[str, Schema]:
    """Return the schema of each kind of file by its name: `site`, `bodies`, `meeting`, `action` …"""
    schemas = {
        "site": _schema_of(RawSite),
        "bodies": _by_id(RawBody),
        "people": _by_id(RawPerson),
        "offices": _by_id(RawOffice),
        "meeting": _schema_of(RawFront),
        "meeting-further": _schema_of(RawFrontFurther),
        "plan": _schema_of(RawPlan),
        "page": _schema_of(RawPage),
        "glossary": _glossary(),
        **{kind: _schema_of(model) for kind, model in BLOCKS.items()},
        "documents": _lift(_schema_of(DocumentEntry), lambda entry: {"type": "array", "items": entry}),
    }
    return {name: {"$schema": _DIALECT, "title": name, **schema} for name, schema in schemas.items()}


def _schema_of(model: type[RawModel]) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    _tidy(schema, model)
    for name, nested in schema.get("$defs", {}).items():
        _tidy(nested, _find_model(model, name))
    return schema


def _find_model(model: type[RawModel], name: str) -> type[RawModel] | None:
    pending: list[type[RawModel]] = [RawModel]
    while pending:
        found = pending.pop()
        if found.__name__ == name and found.__module__.startswith(model.__module__.rpartition(".")[0]):
            return found
        pending += found.__subclasses__()
    return None


def _tidy(schema: Schema, model: type[RawModel] | None) -> None:
    """Take out what is pydantic's and put in what the fields' own words say."""
    schema.pop("title", None)
    docs = _docs_of(model) if model else {}
    for key, value in schema.get("properties", {}).items():
        value.pop("title", None)
        value.pop("default", None)
        if model and (text := docs.get(model.keys[key])):
            value["description"] = text


def _docs_of(model: type[RawModel]) -> dict[str, str]:
    """Return the string below each field of the model's source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    found: dict[str, str] = {}
    name = ""
    for statement in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and name:
            found[name] = str(statement.value.value)
    return found


def _lift(schema: Schema, wrap: Callable[[Schema], Schema]) -> Schema:
    """Return `wrap(schema)` with the definitions moved to the top, where references look for them."""
    definitions = schema.pop("$defs", None)
    wrapped = wrap(schema)
    return wrapped | ({"$defs": definitions} if definitions else {})


def _by_id(model: type[RawModel]) -> Schema:
    return _lift(
        _schema_of(model),
        lambda entry: {"type": "object", "propertyNames": {"pattern": _ID_PATTERN}, "additionalProperties": entry},
    )


def _glossary() -> Schema:
    term = _schema_of(RawTerm)
    gathered = {"^[a-z]{2,3}$": MEANING, "^[a-z]{2,3}_term$": LETTERS}
    term["patternProperties"] = {
        keys: {"type": "string", "description": term["properties"].pop(name)["description"]}
        for keys, name in gathered.items()
    }
    entry = {"anyOf": [{"type": "string"}, term, {"type": "array", "items": term}]}
    ignore = {"type": "array", "items": {"type": "string"}, "description": "Capitals that are no acronyms."}
    return {"type": "object", "properties": {"ignore": ignore}, "additionalProperties": entry}
