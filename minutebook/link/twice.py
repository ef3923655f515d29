"""Words of one language that two files of a meeting or page give, and not the same: one of both is shown nowhere.

In: what the files say. Out: a fault at the words that are not shown. Decides nothing: which hold is said in docs/format.md, "Welsh and other
languages".
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.diagnostics import Diagnostic, Location, rule
from minutebook.i18n import language_name
from minutebook.link.drafts import MeetingDraft, VersionDraft
from minutebook.model import LocalText
from minutebook.records.raw import RawRecord

WORDS_TWICE = rule(
    "words-twice",
    "warning",
    "The words of one language stand in two files, and are not the same.",
    why="Only one of both can be shown, and nobody would notice that the other is not.",
    bad="place: {en: County Hall, cy: Neuadd y Sir} in 2023-04-18.md, and place: Neuadd y Dref in 2023-04-18.cy.md",
    good="place: {en: County Hall, cy: Neuadd y Sir} in 2023-04-18.md only",
)


def report_front(draft: MeetingDraft) -> Iterator[Diagnostic]:
    """Yield a fault for a title or a place of a further language that the first file gives in that language, too: that holds."""
    front = draft.first.raw.front
    for version in draft.versions[1:]:
        for key in ("title", "place"):
            given: LocalText | None = getattr(front, key) if front is not None else None
            own: str | None = getattr(version.raw.words, key) if version.raw.words is not None else None
            there = given.get(version.lang) if given is not None else None
            if front is None or version.raw.words is None or there is None or own is None or _same(own, there):
                continue
            line, _ = front.find_place(key, version.lang)
            message = (
                f'{key}: line {line} of {_name(draft.first)} gives it in {language_name(version.lang, "en")} too, as "{there}", and that '
                "is shown. Take it out here, or make both the same."
            )
            yield Diagnostic(WORDS_TWICE, version.raw.words.at(key), message)


def report_blocks(first: VersionDraft, own: RawRecord, version: VersionDraft, twin: RawRecord) -> Iterator[Diagnostic]:
    """Yield a fault for what a block says in the language of the other file, where the record has other words there: those hold.

    `own` is a record of the `first` language, `twin` the same one in the further `version`.
    """
    yield from _report_block(first, own, version, twin)
    yield from _report_block(version, twin, first, own)


def _report_block(here: VersionDraft, raw: RawRecord, there: VersionDraft, other: RawRecord) -> Iterator[Diagnostic]:
    if raw.fence is None or (other.fence is not None and other.fence.wordless):
        return
    for key, lang, _ in raw.fence.blocks:
        if lang != there.lang:
            continue
        words, theirs = _find_words(raw, key, lang), _find_words(other, key, lang)
        if theirs is None or words is None or _same(words, theirs) or (other.fence is None and _holds(theirs, words)):
            continue
        message = (
            f'"{key}" is shown in {language_name(lang, "en")} as line {other.line} of {_name(there)} says it, and not as it stands here. '
            f"Take {lang} out here, or make both the same."
        )
        yield Diagnostic(WORDS_TWICE, Location(here.raw.path, *raw.fence.model.find_place(key, lang)), message)


def _find_words(raw: RawRecord, key: str, lang: str) -> str | None:
    """Return what a record says under a key in a language; a sentence of the minutes says what it does, and no reasons apart."""
    if raw.fence is None:
        return raw.text if key in ("do", "text") else None
    given = getattr(raw.fence.model, key, None)
    return given.get(lang) if isinstance(given, LocalText) else None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _holds(sentence: str, words: str) -> bool:
    """Whether a sentence has these words in it: before them stands what makes it a record."""
    return " ".join(words.split()).rstrip(".").casefold() in " ".join(sentence.split()).casefold()


def _name(version: VersionDraft) -> str:
    return version.raw.path.rpartition("/")[2]
