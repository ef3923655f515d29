"""What stands where in the prose of one file, for the page that shows it: links, references, terms, fenced records.

In: how the file was understood, the page's address. Out: a `prose.Article`, with every address relative to the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from minutebook.acronyms import TermUse
from minutebook.model import Fence, FenceField, Meeting, Named, Prose, Record, RecordText, Response, Target, Update
from minutebook.pages.context import Context
from minutebook.pages.targets import name_target, put_names
from minutebook.prose import Article, FenceRow, FenceView, Mark, ProseLink, ProseReference
from minutebook.urls import find_relative

_NAME_LENGTH = 50
"""How many characters of a record the name of its link says: enough to tell it from those beside it."""
_NOTHING = Prose(references={}, links={}, fences={}, anchors={})


def make_article(
    context: Context,
    path: str,
    lang: str,
    source: str,
    *,
    meeting: Meeting | None = None,
    records: Sequence[Record] = (),
    uses: Iterable[TermUse] = (),
) -> Article:
    """Return what stands where in the file `path`, in `lang`, shown on the page at path `source`."""
    prose = context.register.prose.get(path, _NOTHING)
    return Article(
        marks=_list_marks(context, lang, source, meeting, records, uses),
        links={
            written: ProseLink(context.find_link(link, source, meeting), link.kind == "image")
            for written, link in prose.links.items()
        },
        references={
            written: _make_reference(context, target, source, meeting, lang)
            for written, target in prose.references.items()
        },
        fences={key: _make_fence(context, fence, source, meeting) for key, fence in prose.fences.items()},
        ids=prose.anchors,
        label_lang="" if lang == context.lang else context.lang,
        permalink_label=context.text("meeting.link_to_record"),
        table_label=context.text("meeting.table"),
    )


def name_kind(record: Record) -> str:
    """Return the word for a kind of record, as in the catalogues' `record.<kind>`."""
    return type(record).__name__.lower()


def _list_marks(
    context: Context,
    lang: str,
    source: str,
    meeting: Meeting | None,
    records: Sequence[Record],
    uses: Iterable[TermUse],
) -> dict[int, tuple[Mark, ...]]:
    found: dict[int, list[Mark]] = defaultdict(list)
    for record in records:
        kind = name_kind(record)
        word = context.text(f"record.{kind}")
        for text in record.texts:
            if text.lang == lang:
                found[text.leaf].append(
                    Mark(
                        start=text.start,
                        end=text.end,
                        kind="record",
                        id=record.anchor,
                        record_kind=kind,
                        label=_name_permalink(context, word, record, text),
                        word=word,
                        blocks=text.blocks,
                    )
                )
                if text.referred and isinstance(record, Response | Update):
                    answered = _make_reference(context, _find_answered(record.to), source, meeting, lang)
                    mark = Mark(*text.referred, "reference", href=answered.href or "", expansion=answered.name)
                    found[text.leaf].append(replace(mark, lang=answered.lang))
    hrefs: dict[str, str] = {}
    for use in uses:
        href = hrefs.get(use.term) or find_relative(source, context.find_term(use.term))
        hrefs[use.term] = href
        words = use.words if use.insert else ""
        mark = Mark(use.start, use.end, "term", href=href, expansion=words, lang="" if use.lang == lang else use.lang)
        found[use.leaf].append(mark)
    return {key: tuple(marks) for key, marks in found.items()}


def _name_permalink(context: Context, kind: str, record: Record, text: RecordText) -> str:
    """Return `Decision, item 5: link to “RESOLVED that the report be …”`."""
    found = context.find_item(record.meeting, record.item)
    short = _shorten(put_names(context, text.text, record.meeting, text.lang))
    if found and found[1]:
        return context.text("meeting.link_to_kind_in_item", kind=kind, number=found[1], words=short)
    return context.text("meeting.link_to_kind", kind=kind, words=short)


def _shorten(words: str) -> str:
    """Return the beginning of a text, cut between two words where it can be."""
    line = " ".join(words.split())
    if len(line) <= _NAME_LENGTH:
        return line
    cut = line[:_NAME_LENGTH].rpartition(" ")[0] or line[:_NAME_LENGTH]
    return cut.rstrip(".,;:(") + "…"


def _make_reference(
    context: Context, target: Target, source: str, meeting: Meeting | None, lang: str
) -> ProseReference:
    path = context.find_path(target)
    name = name_target(context, target, meeting)
    href = None if path is None else find_relative(source, path)
    name_lang = name.lang or context.lang
    return ProseReference(href, name.text, "" if name_lang == lang else name_lang)


def _make_fence(context: Context, fence: Fence, source: str, meeting: Meeting | None) -> FenceView:
    label = context.text("meeting.documents" if fence.kind == "documents" else f"record.{fence.kind}")
    record = context.register.records.get(f"{meeting.key}#{fence.anchor}") if meeting else None
    answered = record.to if isinstance(record, Response | Update) else ""
    reference = _make_reference(context, _find_answered(answered), source, meeting, context.lang) if answered else None
    rows = tuple(row for field in fence.fields for row in _list_rows(context, field, source, reference))
    permalink = ""
    if record is not None:
        text = next((text for text in record.texts if text.lang == context.lang), record.texts[0])
        permalink = _name_permalink(context, label, record, text)
    return FenceView(fence.kind, fence.anchor, label, rows, permalink)


def _list_rows(context: Context, field: FenceField, source: str, answered: ProseReference | None) -> Iterable[FenceRow]:
    """Yield the values of one key. `answered` is what an update or a response answers."""
    label = context.text(f"field.{field.name}")
    if field.blocks:
        yield FenceRow(label, blocks=field.blocks, lang=field.lang)
    for value in field.values:
        match field.name:
            case "document":
                yield FenceRow(label, value.text, href=find_relative(source, context.addresses.document(value.id)))
            case "link":
                yield FenceRow(label, value.text, href=value.id)
            case "votes":
                yield FenceRow(label, _name_voters(context, value.text))
            case "to" if answered:
                yield FenceRow(label, value.text, href=answered.href or "", inserted=answered.name)
            case _:
                yield FenceRow(label, _name_value(context, value), href=context.link_named(value, source).href)


def _name_voters(context: Context, text: str) -> str:
    """Return `for: jane-rees, dai-ellis` with the names of those people."""
    side, _, voters = text.partition(": ")
    people = context.register.people
    names = [people[voter].name if voter in people else voter for voter in voters.split(", ")]
    return f"{side}: {', '.join(names)}"


def _find_answered(key: str) -> Target:
    """Return the action, recommendation or action of a plan that an update or a response answers."""
    if key.startswith("plans/"):
        return Target("plan-action", key.removeprefix("plans/"))
    return Target("record", key)


def _name_value(context: Context, value: Named) -> str:
    """Return a value as written; an id as the name of the thing it names."""
    if value.text != value.id:
        return value.text
    register = context.register
    match value.kind:
        case "person":
            return register.people[value.id].name
        case "office":
            return context.words(register.offices[value.id].title).text
        case "body":
            return context.words(register.bodies[value.id].name).text
        case "role" | "unknown":
            return value.text
