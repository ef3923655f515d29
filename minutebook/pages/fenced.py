"""The values of a fenced record, in the language of the words round it: as written where that is theirs, else by the name of the thing named.

In: a fenced block as it was understood, the page's address. Out: a `FenceView`. What a key or a side of a vote is called is ours, and
put in; the values are the minutes'. Never changes a value that is in the language of its minutes already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutebook.dates import parse_date
from minutebook.i18n import COLOURS, DECLARATION_WORDS, RECORD_WORDS, VERBS, VERDICTS, VOTE_SIDES, catalogue, join_names
from minutebook.model import Fence, FenceField, LocalText, Meeting, Named
from minutebook.pages.context import Context
from minutebook.pages.languages import speak
from minutebook.prose import FenceRow, ProseReference
from minutebook.schema import split_interests
from minutebook.urls import find_relative

_SIDES = {
    "for": "record.voted_for",
    "against": "record.voted_against",
    "abstained": "record.voted_abstained",
    "casting": "record.casting_vote_for",
}
"""What stands before the names or the number of a side of a vote, by its key."""
_SIDE_NAMES = {"for": "person.vote_for", "against": "person.vote_against", "abstained": "person.vote_abstained"}
_DATES = frozenset({"date", "due"})
"""Keys whose values may be dates in the form for machines (`2024-05-05`), which is nobody's words: they are named as people say them."""
_LEFT = {"yes": "field.left_yes", "true": "field.left_yes", "no": "field.left_no", "false": "field.left_no"}


@dataclass(frozen=True, slots=True)
class ShownFence:
    """A fenced block and where it is shown."""

    fence: Fence
    lang: str
    """The one that it is shown in: that of the minutes, or of the page where its words are in that."""
    written: str
    """That of the minutes it stands in."""
    source: str
    """Path of the page."""
    meeting: Meeting | None
    answered: ProseReference | None = None
    """What an update or a response answers."""


def list_rows(context: Context, block: ShownFence) -> tuple[FenceRow, ...]:
    """Return the values of a fenced record in the order written."""
    theirs = _find_first(context, block)
    first = block.meeting.versions[0].lang if block.meeting else block.written
    return tuple(
        row
        for field in block.fence.fields
        # What the block of the first language says just so is in that language; all else in that of its own file.
        for row in _list_values(context, block, field, first if field in theirs else block.written)
    )


def _find_first(context: Context, block: ShownFence) -> tuple[FenceField, ...]:
    """Return what the first language's minutes say in this block; nothing where they are those of the block."""
    if block.meeting is None or block.meeting.versions[0].lang == block.written or not block.fence.anchor:
        return ()
    prose = context.register.prose[block.meeting.versions[0].path]
    return next((fence.fields for fence in prose.fences.values() if fence.anchor == block.fence.anchor), ())


def _list_values(context: Context, block: ShownFence, field: FenceField, written: str) -> Iterable[FenceRow]:
    """Yield the values of one key, which are `written` in that language."""
    label = catalogue(block.lang).text(f"field.{field.name}")
    answered = block.answered
    if field.blocks:
        yield FenceRow(label, blocks=field.blocks, lang=field.lang)
    for value in field.values:
        match field.name:
            case "document":
                href = find_relative(block.source, context.addresses.document(value.id))
                yield FenceRow(label, value.text, href=href, lang=field.lang)
            case "link":
                yield FenceRow(label, value.text, href=value.id, lang=field.lang)
            case "votes":
                yield _write_side(context, label, value.text, block.lang, written)
            case "to" if answered:
                href, name = answered.href or "", answered.name
                yield FenceRow(label, value.text, href=href, inserted=name, inserted_lang=answered.lang)
            case _:
                text, lang = _name_value(context, field.name, value, block.lang, written)
                yield FenceRow(label, text, href=context.link_named(value, block.source).href, lang=lang)


def _write_side(context: Context, label: str, text: str, lang: str, written: str) -> FenceRow:
    """Return `For: Jane Rees, Dai Ellis` for `for: jane-rees, dai-ellis`; any other words as they are."""
    side, parted, voters = text.partition(": ")
    if not parted or side not in _SIDES:
        return FenceRow(label, text, lang=_mark(text, written, lang))
    before = catalogue(lang).text(_SIDES[side], **{"side" if side == "casting" else "names": ""}).strip()
    people = context.register.people
    if side == "casting" and (known := _SIDE_NAMES.get(VOTE_SIDES.get(voters.casefold(), ""))):
        return FenceRow(label, _say(lang, voters, {voters: known}), before=before)
    names = [people[voter].name if voter in people else voter for voter in voters.split(", ")]
    return FenceRow(label, ", ".join(names), before=before)


def _name_value(context: Context, key: str, value: Named, lang: str, written: str) -> tuple[str, str]:
    """Return a value as it is shown among words in `lang`, and its language where it is another."""
    parts = split_interests(value.text) if key == "kind" else (value.text,)
    known = {part: _find_key(key, part) for part in parts}
    if known and all(known.values()):
        return _say(lang, value.text, known), ""
    if key in _DATES and (span := parse_date(value.text)) is not None and span.standard:
        return speak(context, lang).format_span(span), ""
    if value.text != value.id and written == lang:
        return value.text, ""
    match value.kind:
        case "person":
            return context.register.people[value.id].name, ""
        case "office":
            return _choose(context.register.offices[value.id].title, lang)
        case "body":
            return _choose(context.register.bodies[value.id].name, lang)
        case "role":
            return _say(lang, value.text, {value.text: f"role.{value.id.replace('-', '_')}"}), ""
        case "unknown":
            return value.text, _mark(value.text, written, lang)


def _find_key(key: str, text: str) -> str:
    """Return the entry of the catalogues for a value that the format knows by its word; empty for any other value."""
    word = " ".join(text.split()).casefold()
    match key:
        case "verb":
            verb = RECORD_WORDS[word].verb if word in RECORD_WORDS else word
            return f"record.verb_{verb}" if verb in VERBS else ""
        case "verdict":
            return f"record.verdict_{VERDICTS[word].replace(' ', '_')}" if word in VERDICTS else ""
        case "status":
            return f"brag.{COLOURS[word]}" if word in COLOURS else ""
        case "left":
            return _LEFT.get(word, "")
        case "kind":
            interest = DECLARATION_WORDS.get(word, "")
            return f"record.interest_{interest.replace('-', '_')}" if interest not in ("", "left") else ""
    return ""


def _say(lang: str, text: str, parts: Mapping[str, str]) -> str:
    """Return a text whose parts have these keys by their names in a language; as written where those are the same words."""
    names = [catalogue(lang).text(key) for key in parts.values()]
    same = all(name.casefold() == " ".join(part.split()).casefold() for name, part in zip(names, parts, strict=True))
    return text if same else join_names(names, lang)


def _choose(name: LocalText, lang: str) -> tuple[str, str]:
    """Return a name in a language, else in the first that it has, and that language."""
    words, found = name.best(lang)
    return words, "" if found == lang else found


def _mark(text: str, written: str, lang: str) -> str:
    """Return the language of a text where it is not that of the words round it; figures belong to none."""
    return written if written != lang and any(map(str.isalpha, text)) else ""
