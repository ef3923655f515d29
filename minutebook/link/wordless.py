"""Blocks that have no words in the language of their minutes: in a further language they may stand for what the first language says.

In: such a block and what the first language's minutes have. Out: faults, where nothing can be shown for it in its language.
"""

from __future__ import annotations

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.link.drafts import VersionDraft
from minutebook.link.matching import PlacedRecord
from minutebook.link.references import suggest
from minutebook.records.raw import Fence, RawRecord
from minutebook.schema.faults import MISSING_KEY

NO_WORDS = rule(
    "block-without-words",
    "warning",
    "A block has no words in the language of its minutes, nor has the first language's that it stands for.",
    why="Readers of that language are shown the words of the other.",
    bad="```update\nto: gate\n``` (and text: It is mended. in the first language)",
    good="text: {en: It is mended., cy: Mae wedi'i thrwsio.} in the first language",
)


def check_words(
    own: PlacedRecord, version: VersionDraft, twin: PlacedRecord | None, first: VersionDraft
) -> Diagnostic | None:
    """Return what is wrong with a block without words in its language; None where all is well, and for what is no such block.

    `twin` is the first language's record that it is paired with.
    """
    fence = own.raw.fence
    if fence is None:
        return None
    if not fence.wordless:
        return check_own_words(own.raw, version)
    other = first.raw.path.rpartition("/")[2]
    if fence.stands_for and own.raw.anchor and (twin is None or twin.raw.anchor != own.raw.anchor):
        return _report_unknown(own.raw, fence, first)
    if twin is None:
        return None
    key = _find_word_key(fence)
    if twin.raw.fence is None:
        how = f", and line {twin.raw.line} of {other} is no block, which could hold them. Write them here: {key}: …"
        return _report(own.raw, version, key, how)
    if lacking := twin.raw.fence.find_lacking(version.lang):
        there = _list_words(twin.raw.fence, lacking, version.lang)
        return _report(
            own.raw, version, lacking, f", nor has the block in line {twin.raw.line} of {other}. Write there: {there}"
        )
    return None


def check_own_words(own: RawRecord, version: VersionDraft) -> Diagnostic | None:
    """Return that a block has words of its own, and those in another language than its minutes only."""
    lacking = own.fence.find_lacking(version.lang) if own.fence is not None else ""
    if own.fence is None or not lacking:
        return None
    return _report(own, version, lacking, f". Write: {_list_words(own.fence, lacking, version.lang)}")


def _report(raw: RawRecord, version: VersionDraft, key: str, how: str) -> Diagnostic:
    """Say that a block has no words in its language under a key, and how to mend that."""
    under = "" if key in ("do", "text") else f' for "{key}"'
    message = f"This {raw.kind} has no words in {language_name(version.lang, 'en')}{under}{how}"
    return Diagnostic(NO_WORDS, Location(version.raw.path, raw.line, raw.column), message)


def _list_words(fence: Fence, key: str, lang: str) -> str:
    """Return a key with the languages that it has and one more, as a clerk is to write it."""
    given = [code for name, code, _ in fence.blocks if name == key]
    return f"{key}: {{{', '.join(f'{code}: …' for code in (*given, lang))}}}"


def _find_word_key(fence: Fence) -> str:
    return "do" if fence.kind == "action" else "text"


def _report_unknown(own: RawRecord, fence: Fence, first: VersionDraft) -> Diagnostic:
    """Say that the first language has nothing by the name for which a block stands."""
    other, key, kind = first.raw.path.rpartition("/")[2], _find_word_key(fence), own.kind
    named = {record.raw.anchor: record.raw for record in first.records if record.raw.anchor}
    if (there := named.get(own.anchor)) is not None:
        why = f'"{own.anchor}" in line {there.line} of {other} is of another kind ({there.kind}).'
        how = f"Write: ```{there.kind}"
    else:
        near = suggest(own.anchor, [name for name, raw in named.items() if raw.kind == kind])
        why = f'{other} has no {kind} "{own.anchor}" whose words could be shown here{near or "."}'
        how = "Write its id"
    message = f'"{key}" is missing, and {why} {how}, or write the words here: {key}: …'
    return Diagnostic(MISSING_KEY, fence.model.at("id"), message)
