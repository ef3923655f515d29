"""Reads files one by one and gathers their faults.

In: the root and its sources. Out: text, nodes and models; faults beside them. One file's faults never stop the reading of another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from minutebook.diagnostics import Diagnostic, Location
from minutebook.filenames import explain_suffix
from minutebook.i18n import LANGUAGES
from minutebook.load.garbled import check_letters
from minutebook.schema import (
    RawBody,
    RawFront,
    RawKey,
    RawMembership,
    RawOffice,
    RawPage,
    RawPerson,
    RawPlan,
    RawPlanAction,
    RawPlanEntry,
    RawSite,
    RawSource,
    RawTenure,
    RawTerm,
    read,
    read_entries,
)
from minutebook.schema.base import RawModel
from minutebook.sources import UNKNOWN_SUFFIX, UNREADABLE, Source, SourceKind
from minutebook.texts import Parts, decode, split_front_matter
from minutebook.yamlnodes import Node, make_key_pattern, read_yaml

_IN_FILES = (
    *(RawSite, RawBody, RawKey, RawPerson, RawMembership, RawTenure, RawOffice, RawPlan, RawPlanAction, RawPlanEntry),
    RawTerm,
)
_IN_FRONT = (RawFront, RawPage, RawSource)
_FILE_KEYS = make_key_pattern({key for model in _IN_FILES for key in model.keys})
_GLOSSARY_KEYS = make_key_pattern({*RawTerm.keys, *LANGUAGES}, capitals=True)
_FRONT_KEYS = make_key_pattern({key for model in _IN_FRONT for key in model.keys})

Model = TypeVar("Model", bound=RawModel)


class Reading:
    """Reads the files of one folder."""

    def __init__(self, root: Path, sources: Sequence[Source]) -> None:
        self.root = root
        self.sources = sources
        self.faults: list[Diagnostic] = []
        self.broken: set[str] = set()
        self.digests: dict[str, str] = {}
        """SHA-256 of the bytes of each file that was read, by its path: a file can change after it was found."""

    def read_text(self, path: str) -> str | None:
        """Return the text of a file; None if it is none, or somebody has taken it away since it was found."""
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            message = f"This was there a moment ago, and now it cannot be read ({error.strerror}). Build once more."
            self.note(path, [Diagnostic(UNREADABLE, Location(path), message)])
            return None
        self.digests[path] = hashlib.sha256(data).hexdigest()
        text, faults = decode(data, path)
        self.faults.extend(faults)
        if text is None:
            self.broken.add(path)
        else:
            self.faults.extend(check_letters(text, path))
        return text

    def read_node(self, path: str) -> Node | None:
        """Return the nodes of a YAML file."""
        text = self.read_text(path)
        if text is None:
            return None
        node, faults = read_yaml(text, path, keys=_GLOSSARY_KEYS if path == "glossary.yml" else _FILE_KEYS)
        self.note(path, faults)
        return node

    def note(self, path: str, faults: Sequence[Diagnostic]) -> None:
        """Keep the faults of a file."""
        self.faults.extend(faults)
        if any(fault.severity == "error" for fault in faults):
            self.broken.add(path)

    def read_one(self, model: type[Model], path: str, languages: tuple[str, ...]) -> Model | None:
        """Return a YAML file as one value."""
        made, faults = read(model, self.read_node(path), path, languages=languages)
        self.note(path, faults)
        return made

    def read_many(self, model: type[Model], kind: SourceKind, languages: tuple[str, ...]) -> Mapping[str, Model]:
        """Return the one YAML file of a kind as values by id; none where it is absent."""
        for source in self.of_kind(kind):
            made, faults = read_entries(model, self.read_node(source.path), source.path, languages=languages)
            self.note(source.path, faults)
            return made
        return {}

    def of_kind(self, kind: SourceKind) -> list[Source]:
        """Return the sources of a kind, by path."""
        return [source for source in self.sources if source.kind == kind]

    def read_parts(self, path: str) -> tuple[Parts, Node | None] | None:
        """Return a Markdown file's two parts and the nodes of its front matter; None if it could not be read."""
        text = self.read_text(path)
        if text is None:
            return None
        parts, faults = split_front_matter(text, path)
        self.note(path, faults)
        node, faults_of_yaml = read_yaml(parts.front, path, parts.front_line, keys=_FRONT_KEYS)
        self.note(path, faults_of_yaml)
        return parts, node

    def find_language(self, source: Source, languages: tuple[str, ...]) -> str | None:
        """Return the language that a file's suffix names; None, with a fault, for one that the site lacks."""
        if not source.lang:
            return languages[0]
        if source.lang in languages:
            return source.lang
        folder, _, name = source.path.rpartition("/")
        beside = {other.path.rpartition("/")[2] for other in self.sources if other.path.rpartition("/")[0] == folder}
        message = explain_suffix(name, source.lang, languages, beside)
        self.note(source.path, [Diagnostic(UNKNOWN_SUFFIX, Location(source.path), message)])
        return None
