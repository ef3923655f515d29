"""What stands where in the prose of one file, for the page that shows it: links, references, terms, fenced records.

In: how the file was understood, the page's address. Out: a `prose.Article`, with every address relative to the page. What it adds to
the words is in their language, whatever that of the page, so that nobody hears two languages in one sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from minutebook.acronyms import TermUse
from minutebook.i18n import catalogue
from minutebook.model import Fence, FenceField, Meeting, Prose, Record, RecordText, Response, Target, Update
from minutebook.pages.context import Context
from minutebook.pages.entries import find_text
from minutebook.pages.fenced import ShownFence, list_rows
from minutebook.pages.languages import speak
from minutebook.pages.targets import name_target, put_names
from minutebook.prose import Article, FenceView, Mark, ProseLink, ProseReference
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
    words = catalogue(lang)
    return Article(
        marks=_list_marks(context, lang, source, meeting, records, uses),
        links={
            written: ProseLink(context.find_link(link, source, meeting), link.kind == "image")
            for written, link in prose.links.items()
        },
        references=_make_references(context, prose, source, meeting, lang),
        fences={key: _make_fence(context, fence, prose, source, meeting, lang) for key, fence in prose.fences.items()},
        ids=prose.anchors,
        permalink_label=words.text("meeting.link_to_record"),
        table_label=words.text("meeting.table"),
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
    counts = Counter((record.item, name_kind(record)) for record in records)
    for record in records:
        kind = name_kind(record)
        alone = counts[record.item, kind] == 1
        word = catalogue(lang).text(f"record.{kind}")
        for text in record.texts:
            if text.lang == lang:
                found[text.leaf].append(
                    Mark(
                        start=text.start,
                        end=text.end,
                        kind="record",
                        id=record.anchor,
                        record_kind=kind,
                        label=_name_permalink(context, word, record, text, alone=alone),
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


def _name_permalink(context: Context, kind: str, record: Record, text: RecordText, *, alone: bool) -> str:
    """Return `Decision, item 5`, or, where the item has others of its kind, what tells it from them.

    That is `Decision, item 5: link to “RESOLVED that the report be …”`, all of it in the language of the words it quotes.
    """
    there = speak(context, text.lang)
    found = there.find_item(record.meeting, record.item)
    if alone and found and found[1]:
        return there.text("register.spot", place=kind, number=found[1])
    short = _shorten(put_names(there, text.text, record.meeting, text.lang))
    if found and found[1]:
        return there.text("meeting.link_to_kind_in_item", kind=kind, number=found[1], words=short)
    return there.text("meeting.link_to_kind", kind=kind, words=short)


def _shorten(words: str) -> str:
    """Return the beginning of a text, cut between two words where it can be."""
    line = " ".join(words.split())
    if len(line) <= _NAME_LENGTH:
        return line
    cut = line[:_NAME_LENGTH].rpartition(" ")[0] or line[:_NAME_LENGTH]
    return cut.rstrip(".,;:(") + "…"


def _make_references(
    context: Context, prose: Prose, source: str, meeting: Meeting | None, lang: str
) -> dict[str, ProseReference]:
    return {
        written: _make_reference(context, target, source, meeting, lang) for written, target in prose.references.items()
    }


def _make_reference(
    context: Context, target: Target, source: str, meeting: Meeting | None, lang: str
) -> ProseReference:
    path = context.find_path(target)
    # It is read as a part of their sentence, so it is named in the language of the words.
    name = name_target(speak(context, lang), target, meeting)
    href = None if path is None else find_relative(source, path)
    return ProseReference(href, name.text, name.lang)


def _make_fence(
    context: Context, fence: Fence, prose: Prose, source: str, meeting: Meeting | None, lang: str
) -> FenceView:
    """Return a block of minutes in `lang` as its page shows it: in that language, and in its own where the block has words in that."""
    fields, spoken = _choose_words(fence.fields, lang, context.lang)
    record = context.register.records.get(f"{meeting.key}#{fence.anchor}") if meeting else None
    answered = record.to if isinstance(record, Response | Update) else ""
    reference = _make_reference(context, _find_answered(answered), source, meeting, spoken) if answered else None
    rows = tuple(
        replace(row, references=_make_references(context, prose, source, meeting, row.lang or spoken))
        if row.blocks and (row.lang or spoken) != lang
        else row
        for row in list_rows(
            context, ShownFence(replace(fence, fields=fields), spoken, lang, source, meeting, reference)
        )
    )
    other = "" if spoken == lang else spoken
    if record is None:
        key = "meeting.documents" if fence.kind == "documents" else f"record.{fence.kind}"
        return FenceView(fence.kind, fence.anchor, catalogue(spoken).text(key), rows, lang=other)
    label = catalogue(spoken).text(f"record.{fence.kind}")
    name = _name_block(context, label, record, spoken)
    return FenceView(fence.kind, fence.anchor, label, rows, name, other)


def _choose_words(fields: tuple[FenceField, ...], lang: str, page: str) -> tuple[tuple[FenceField, ...], str]:
    """Return the values of a block of minutes in `lang` with those of its words that are in the language of the page, and its language then."""
    if page == lang or not any(page == field.lang or page in dict(field.others) for field in fields):
        return fields, lang
    found = []
    for field in fields:
        words = dict(field.others).get(page)
        if words is not None or field.lang == page:
            found.append(replace(field, blocks=words or field.blocks, lang=""))
        else:
            # What is not said in the language of the page is marked with its own.
            found.append(replace(field, lang=field.lang or lang) if field.blocks else field)
    return tuple(found), page


def _name_block(context: Context, label: str, record: Record, lang: str) -> str:
    """Return what the link to a block is called, all of it in the language round its words: these are quoted where they are in that."""
    text = find_text(speak(context, lang), record)
    if text.lang == lang:
        kind = name_kind(record)
        others = (one for one in context.list_records(record.meeting) if one.item == record.item)
        return _name_permalink(context, label, record, text, alone=sum(name_kind(one) == kind for one in others) == 1)
    there = speak(context, lang)
    found = there.find_item(record.meeting, record.item)
    return there.text("register.spot", place=label, number=found[1]) if found and found[1] else label


def _find_answered(key: str) -> Target:
    """Return the action, recommendation or action of a plan that an update or a response answers."""
    if key.startswith("plans/"):
        return Target("plan-action", key.removeprefix("plans/"))
    return Target("record", key)
