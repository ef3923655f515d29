"""Reads the files of a council's folder into raw values, each with its place.

In: the root and its sources. Out: the archive, and every fault that one file can have by itself. Resolves nothing:
whether an id or a name exists is for `link`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import LANGUAGES
from minutebook.items import RawItem, split_items
from minutebook.markdown import parse
from minutebook.model import Block
from minutebook.records.likely import find_likely_decisions
from minutebook.records.raw import RawDocuments, RawRecord
from minutebook.records.scan import find_records
from minutebook.schema import (
    RawBody,
    RawFront,
    RawFrontFurther,
    RawGlossary,
    RawOffice,
    RawPage,
    RawPerson,
    RawPlan,
    RawSite,
    read,
    read_entries,
    read_glossary,
)
from minutebook.schema.base import RawModel
from minutebook.sources import UNKNOWN_SUFFIX, Source
from minutebook.texts import decode, find_pointers, split_front_matter
from minutebook.yamlnodes import Node, read_yaml

NO_SITE = rule(
    "site-missing",
    "error",
    "There is no content/site.yml.",
    why="It says whose minutes these are, and in which languages.",
    bad="a folder without content/site.yml",
    good="content/site.yml with the line: name: Your council",
)
NO_BODIES = rule(
    "bodies-missing",
    "error",
    "There is no content/bodies.yml, or no body in it.",
    why="Minutes belong to a council or committee, and this file says which there are.",
    bad="a folder without content/bodies.yml",
    good="content/bodies.yml with the line: council: {name: Council}",
)
UNKNOWN_LANGUAGE = rule(
    "site-language",
    "error",
    "site.yml names a language for which there are no words of the interface.",
    why="Its pages could not be made.",
    bad="languages: [en, de]",
    good="languages: [en, cy]",
)
WRONG_DATE = rule(
    "date-not-of-file",
    "error",
    "The date in the front matter is not that of the file's name.",
    why="The address of the page comes from the name, so that the two would contradict each other.",
    bad="date: 2023-04-19 in 2023-04-18.md",
    good="date: 2023-04-18 in 2023-04-18.md",
)

Model = TypeVar("Model", bound=RawModel)


@dataclass(frozen=True, slots=True)
class RawMinutes:
    """One file of minutes."""

    path: str
    digest: str
    body: str
    date: date
    number: int
    lang: str
    front: RawFront | None
    """All front matter: of the first language, and where there is no file in it, of the first there is."""
    words: RawFrontFurther | None
    """The front matter of a further language."""
    title: str
    items: tuple[RawItem, ...]
    records: tuple[RawRecord, ...]
    documents: tuple[RawDocuments, ...]
    pointers: Mapping[str, tuple[int, int]]
    """Line and column of the first place of each reference and link, by its text."""


@dataclass(frozen=True, slots=True)
class RawPlainPage:
    """One file of a plain page."""

    path: str
    id: str
    lang: str
    front: RawPage
    title: str
    """The words of its `#`, if it has one on its first line."""
    blocks: tuple[Block, ...]
    pointers: Mapping[str, tuple[int, int]]
    """As in `RawMinutes`."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the files say, unresolved."""

    site: RawSite | None
    languages: tuple[str, ...]
    timezone: str
    bodies: Mapping[str, RawBody]
    people: Mapping[str, RawPerson]
    offices: Mapping[str, RawOffice]
    glossary: RawGlossary
    plans: Mapping[str, tuple[str, RawPlan]]
    """Path and plan by id."""
    pages: tuple[RawPlainPage, ...]
    minutes: tuple[RawMinutes, ...]
    documents: tuple[Source, ...]
    broken: frozenset[str]
    """Paths of files that could not be read, so that what they hold is missing for that reason only."""
    faults: tuple[Diagnostic, ...]


class _Loading:
    """Reads files one by one and gathers their faults."""

    def __init__(self, root: Path, sources: Sequence[Source]) -> None:
        self.root = root
        self.sources = sources
        self.faults: list[Diagnostic] = []
        self.broken: set[str] = set()

    def read_text(self, path: str) -> str | None:
        text, faults = decode((self.root / path).read_bytes(), path)
        self.faults.extend(faults)
        if text is None:
            self.broken.add(path)
        return text

    def read_node(self, path: str) -> Node | None:
        text = self.read_text(path)
        if text is None:
            return None
        node, faults = read_yaml(text, path)
        self.note(path, faults)
        return node

    def note(self, path: str, faults: Sequence[Diagnostic]) -> None:
        self.faults.extend(faults)
        if any(fault.severity == "error" for fault in faults):
            self.broken.add(path)

    def read_one(self, model: type[Model], path: str, languages: tuple[str, ...]) -> Model | None:
        made, faults = read(model, self.read_node(path), path, languages=languages)
        self.note(path, faults)
        return made

    def read_many(self, model: type[Model], kind: str, languages: tuple[str, ...]) -> Mapping[str, Model]:
        for source in self.of_kind(kind):
            made, faults = read_entries(model, self.read_node(source.path), source.path, languages=languages)
            self.note(source.path, faults)
            return made
        return {}

    def of_kind(self, kind: str) -> list[Source]:
        return [source for source in self.sources if source.kind == kind]


def load(root: Path, sources: Sequence[Source]) -> Archive:
    """Read every source. Faults never stop the reading of other files."""
    loading = _Loading(root, sources)
    site, languages = _load_site(loading)
    bodies = loading.read_many(RawBody, "bodies", languages)
    if not bodies and "content/bodies.yml" not in loading.broken:
        message = "No body is named here. Write at least one, as in: council: {name: Council}"
        loading.faults.append(Diagnostic(NO_BODIES, Location("content/bodies.yml"), message))
    people = loading.read_many(RawPerson, "people", languages)
    offices = loading.read_many(RawOffice, "offices", languages)
    glossary = RawGlossary()
    for source in loading.of_kind("glossary"):
        glossary, faults = read_glossary(loading.read_node(source.path), source.path, languages=languages)
        loading.note(source.path, faults)
    plans = {
        source.owner: (source.path, plan)
        for source in loading.of_kind("plan")
        if (plan := loading.read_one(RawPlan, source.path, languages)) is not None
    }
    pages = [page for source in loading.of_kind("page") if (page := _load_page(loading, source, languages)) is not None]
    minutes = _load_minutes(loading, languages)
    return Archive(
        site=site,
        languages=languages,
        timezone=(site.timezone if site else None) or "Europe/London",
        bodies=bodies,
        people=people,
        offices=offices,
        glossary=glossary,
        plans=plans,
        pages=tuple(pages),
        minutes=tuple(minutes),
        documents=tuple(loading.of_kind("document")),
        broken=frozenset(loading.broken),
        faults=tuple(loading.faults),
    )


def _load_site(loading: _Loading) -> tuple[RawSite | None, tuple[str, ...]]:
    path = "content/site.yml"
    if not loading.of_kind("site"):
        message = "This file is missing. Write it with at least the line: name: Your council"
        loading.faults.append(Diagnostic(NO_SITE, Location(path), message))
        return None, ("en",)
    node = loading.read_node(path)
    # The languages decide how every other text is read, the site's own name among them.
    given = node.value.get("languages") if node is not None and isinstance(node.value, Mapping) else None
    first, _ = read(RawSite, Node({"languages": given}, 1, 1), path) if given is not None else (None, [])
    languages = tuple(code for code in first.languages if code in LANGUAGES) if first else ("en",)
    languages = languages or ("en",)
    site, faults = read(RawSite, node, path, languages=languages)
    loading.note(path, faults)
    if site is not None:
        for code in site.languages:
            if code not in LANGUAGES:
                message = (
                    f'There are no words of the interface in "{code}"; there are {" and ".join(sorted(LANGUAGES))}.'
                )
                loading.note(path, [Diagnostic(UNKNOWN_LANGUAGE, site.at("languages"), message)])
    return site, languages


def _load_page(loading: _Loading, source: Source, languages: tuple[str, ...]) -> RawPlainPage | None:
    lang = _find_language(loading, source, languages)
    text = loading.read_text(source.path)
    if lang is None or text is None:
        return None
    parts, faults = split_front_matter(text, source.path)
    loading.note(source.path, faults)
    node, faults_of_yaml = read_yaml(parts.front, source.path, parts.front_line)
    loading.note(source.path, faults_of_yaml)
    front, wrong = read(RawPage, node, source.path, languages=languages)
    loading.note(source.path, wrong)
    blocks, found = parse(parts.prose, path=source.path, first_line=parts.prose_line)
    loading.note(source.path, found)
    if front is None:
        return None
    title = ""
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        title, blocks = " ".join(blocks[0].text.split()), blocks[1:]
    return RawPlainPage(
        source.path, source.owner, lang, front, title, blocks, find_pointers(parts.prose, parts.prose_line)
    )


def _load_minutes(loading: _Loading, languages: tuple[str, ...]) -> list[RawMinutes]:
    found = []
    with_facts: set[tuple[str, date, int]] = set()
    files = [(source, _find_language(loading, source, languages)) for source in loading.of_kind("minutes")]
    # The first language's file of a meeting comes first: it holds the facts, unless there is none.
    known = [(source, lang) for source, lang in files if lang is not None]
    for source, lang in sorted(known, key=lambda pair: (languages.index(pair[1]), pair[0].path)):
        if source.date is None:
            raise ValueError(f"{source.path} has no date")
        meeting = (source.owner, source.date, source.number)
        minutes = _load_one(loading, source, lang, languages, facts=meeting not in with_facts)
        with_facts.add(meeting)
        if minutes is not None:
            found.append(minutes)
    return sorted(
        found, key=lambda minutes: (minutes.date, minutes.body, minutes.number, languages.index(minutes.lang))
    )


def _load_one(
    loading: _Loading, source: Source, lang: str, languages: tuple[str, ...], *, facts: bool
) -> RawMinutes | None:
    text = loading.read_text(source.path)
    if text is None or source.date is None:
        return None
    parts, faults = split_front_matter(text, source.path)
    loading.note(source.path, faults)
    node, faults_of_yaml = read_yaml(parts.front, source.path, parts.front_line)
    loading.note(source.path, faults_of_yaml)
    front: RawFront | None = None
    words: RawFrontFurther | None = None
    if facts:
        front, wrong = read(RawFront, node, source.path, languages=_order(lang, languages))
        loading.note(source.path, wrong)
        if front is not None and front.date is not None and front.date != source.date:
            message = f"date: {front.date}, but the file is named {source.date}. Take the line out, or rename the file."
            loading.note(source.path, [Diagnostic(WRONG_DATE, front.at("date"), message)])
    else:
        words, wrong = read(RawFrontFurther, node, source.path, languages=_order(lang, languages))
        loading.note(source.path, wrong)
    blocks, found = parse(parts.prose, path=source.path, first_line=parts.prose_line)
    outline = split_items(blocks, source.path)
    records = find_records(outline.items, path=source.path, on=source.date)
    loading.note(source.path, [*found, *outline.found, *records.diagnostics])
    for item in outline.items:
        loading.note(source.path, find_likely_decisions(item, records.records, path=source.path))
    return RawMinutes(
        source.path,
        source.digest,
        source.owner,
        source.date,
        source.number,
        lang,
        front,
        words,
        outline.title,
        outline.items,
        records.records,
        records.documents,
        find_pointers(parts.prose, parts.prose_line),
    )


def _order(lang: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages with that of a file first: a text of one string is in it."""
    return (lang, *(code for code in languages if code != lang))


def _find_language(loading: _Loading, source: Source, languages: tuple[str, ...]) -> str | None:
    if not source.lang:
        return languages[0]
    if source.lang in languages:
        return source.lang
    message = (
        f'".{source.lang}.md" is no language of this site, which has {", ".join(languages)}. '
        "Rename the file, or add the language to languages in site.yml."
    )
    loading.note(source.path, [Diagnostic(UNKNOWN_SUFFIX, Location(source.path), message)])
    return None
