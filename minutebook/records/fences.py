"""Fenced blocks in the minutes: a record, or a list of documents, given as YAML.

In: a code block whose info string names a kind of record. Out: its fields and its Markdown as blocks; faults in it are
errors with the line of the file. Whether ids exist is not known here. Content format, section 4, "Blocks".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import LANGUAGES, RECORD_WORDS, RecordKind, catalogue
from minutebook.markdown import parse
from minutebook.model import Block, LocalText
from minutebook.records.belongings import iter_lines
from minutebook.records.raw import Fence, RawDocuments, RawRecord
from minutebook.schema import BLOCKS, RawModel, RecordBlock, read, read_documents
from minutebook.schema.faults import MISSING_KEY
from minutebook.yamlnodes import Node, make_key_pattern, read_yaml

FenceKind = RecordKind | Literal["documents"]

NEARLY_BLOCK = rule(
    "nearly-a-block",
    "warning",
    "The name of a fenced block is nearly that of a record.",
    why="It is shown as typewriter text, and the record is in no register.",
    bad="```actions",
    good="```action",
)

MARKDOWN = ("text", "do", "reasons", "about", "note")
"""Keys whose values are Markdown paragraphs."""
_WORDS = ("do", "text")
"""Keys that hold what the record says."""
_REASONS = ("reasons",)
_BY_NAME: dict[str, FenceKind] = {
    "action": "action",
    "decision": "decision",
    "recommendation": "recommendation",
    "response": "response",
    "update": "update",
    "declaration": "declaration",
    "summary": "summary",
    "documents": "documents",
}
_KEYS = {kind: make_key_pattern(model.keys) for kind, model in BLOCKS.items()}
_NAME = re.compile(r"[{.]{0,2}([A-Za-z-]+)[}:]?(?=\s|$)")
# Names of languages that code blocks have and that are near one of ours.
_LANGUAGES = frozenset(("actionscript", "docker", "text"))
_NEAR = 0.8
_KEYS_A_BLOCK = 1_000_000
"""Blocks inside a fenced one are counted from a million times its key, so that no two of a file have one key."""


def find_kind(block: Block) -> FenceKind | None:
    """Return what a code block's info string names, or None where it is a code block."""
    return _BY_NAME.get(block.info.strip())


def find_near_kind(block: Block) -> str | None:
    """Return what the info string of a code block nearly names, or names as the minutes of any language do."""
    if called := _list_names().get(" ".join(block.info.strip(" {}.:").casefold().split())):
        return called
    name = _NAME.match(block.info.strip())
    first = name[1].casefold() if name else ""
    if not first or first in _LANGUAGES:
        return None
    near = difflib.get_close_matches(first, _BY_NAME, 1, _NEAR)
    return near[0] if near else None


@lru_cache(maxsize=1)
def _list_names() -> Mapping[str, FenceKind]:
    """Return the kinds by what each is called in a language, in the minutes or on their pages: `cam gweithredu`, `penderfynwyd`."""
    called: dict[str, FenceKind] = {word: entry.kind for word, entry in RECORD_WORDS.items()}
    for lang in LANGUAGES:
        for kind in _BY_NAME.values():
            key = "meeting.documents" if kind == "documents" else f"record.{kind}"
            called.setdefault(catalogue(lang).text(key).casefold(), kind)
    return called


def report_near(block: Block, near: str, path: str) -> Diagnostic:
    """Say that an info string is nearly that of a record."""
    message = f'"{block.info}" is shown as typewriter text. If this is a record, write: ```{near}'
    return Diagnostic(NEARLY_BLOCK, Location(path, block.line, 1), message)


def read_record(
    block: Block, kind: RecordKind, item: str, path: str, languages: tuple[str, ...]
) -> tuple[RawRecord | None, list[Diagnostic]]:
    """Return the record that a fenced block gives, or None, and what is wrong with it."""
    node, found = read_yaml(block.text, path, block.line + 1, keys=_KEYS[kind])
    model, wrong = read(BLOCKS[kind], node, path, languages=languages)
    found += wrong
    if model is None:
        return None, found
    if not _order_keys(node):
        # Where YAML could not be read, that is what to mend first.
        return None, found or [report_missing(model, Location(path, block.line, 1))]
    blocks, odd = _parse_markdown(model, block, path, languages)
    found += odd
    texts, reasons = (
        tuple((lang, "\n".join(iter_lines(parsed))) for key, lang, parsed in blocks if key in keys)
        for keys in (_WORDS, _REASONS)
    )
    verb = getattr(model, "verb", None) or "resolved"
    record = RawRecord(
        kind=kind,
        verb=verb if kind == "decision" else "",
        word="",
        item=item,
        leaf=block.key,
        start=0,
        end=len(block.text),
        text=texts[0][1] if texts else _find_words(node),
        anchor=getattr(model, "id", None) or "",
        line=block.line,
        column=1,
        fence=Fence(kind, _order_keys(node), model, blocks, texts, reasons),
    )
    return record, found


def report_missing(model: RecordBlock, where: Location) -> Diagnostic:
    """Say which key a fenced record lacks."""
    first, *others = model.needs
    missing = f'"{first}" is missing, and {model.title_for_clerks} needs it.'
    if others:
        missing = f'"{first}" is missing, and {model.title_for_clerks} needs it, or "{others[0]}".'
    return Diagnostic(MISSING_KEY, where, f"{missing} Write: {first}: …")


def read_document_list(
    block: Block, item: str, path: str, languages: tuple[str, ...]
) -> tuple[RawDocuments, list[Diagnostic]]:
    """Return the documents that a fenced block lists, and what is wrong with it."""
    node, found = read_yaml(block.text, path, block.line + 1)
    entries, wrong = read_documents(node, path, languages=languages)
    if node is None and not found:
        message = "This list of documents is empty. Write: - {title: Report, file: report.pdf}"
        wrong = [Diagnostic(MISSING_KEY, Location(path, block.line, 1), message)]
    return RawDocuments(item, block.key, block.line, entries), [*found, *wrong]


def _parse_markdown(
    model: RawModel, block: Block, path: str, languages: Sequence[str]
) -> tuple[tuple[tuple[str, str, tuple[Block, ...]], ...], list[Diagnostic]]:
    parsed: list[tuple[str, str, tuple[Block, ...]]] = []
    found: list[Diagnostic] = []
    key = _KEYS_A_BLOCK * (block.key + 1)
    for name in model.keys:
        value = getattr(model, model.keys[name])
        if name not in MARKDOWN or not isinstance(value, LocalText):
            continue
        for lang, text in value.by_lang:
            line, _ = model.find_place(name, lang) if len(value.by_lang) > 1 else model.find_place(name)
            blocks, odd = parse(text, path=path, first_line=line or block.line, first_key=key)
            key += _KEYS_A_BLOCK // (len(MARKDOWN) * (len(languages) + 1))
            parsed.append((name, lang, blocks))
            found += odd
    return tuple(parsed), found


def _order_keys(node: Node | None) -> tuple[str, ...]:
    return tuple(node.value) if node is not None and isinstance(node.value, Mapping) else ()


def _find_words(node: Node | None) -> str:
    """Return the plain values of a block that says nothing in Markdown, as its words in a register."""
    if node is None or not isinstance(node.value, Mapping):
        return ""
    plain = (_list_texts(entry) for key, entry in node.value.items() if key not in ("id", "matter", "left"))
    return "; ".join(", ".join(texts) for texts in plain if texts)


def _list_texts(node: Node) -> list[str]:
    if isinstance(node.value, str):
        return [node.value]
    if isinstance(node.value, tuple):
        return [text for entry in node.value for text in _list_texts(entry)]
    return []
