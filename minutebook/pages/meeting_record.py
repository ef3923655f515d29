"""The record of a meeting: its items as its page shows them, with the words of the minutes and nothing else.

In: a meeting, the language of the page. Out: a `RecordView`. What is not in the minutes (notices, links to a place)
is kept apart, so that the template can mark it as inserted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minutebook.acronyms import TermUse
from minutebook.i18n import language_name
from minutebook.model import AgendaItem, Block, Meeting, Record, Version
from minutebook.pages.context import Context, bare_number
from minutebook.pages.placing import PlacedItem, find_shown, place_items
from minutebook.pages.reading import make_article, name_kind
from minutebook.pages.targets import name_title, put_names
from minutebook.prose import Article
from minutebook.urls import find_relative


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record that stands only in the minutes of another language."""

    anchor: str
    label: str
    words: str
    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of the record."""

    anchor: str
    number: str
    """What the heading says before the title, as written; empty for none."""
    heading: Block | None
    """The rest of the heading; None for the opening."""
    blocks: tuple[Block, ...]
    article: Article
    permalink: str
    """What the link to the item is called for those who cannot see it."""
    lang: str = ""
    """Of its words, where it is not that of the record: then all of it is inserted."""
    notice: str = ""
    """Why it is shown in another language."""
    exempt: tuple[str, ...] = ()
    """What is said of an item closed to the public."""
    others: tuple[OtherRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView:
    """The minutes in one language."""

    lang: str
    path: str
    """The file that they are from."""
    items: tuple[ItemView, ...]
    title: str = ""
    """What the minutes call themselves on their first line; empty for nothing."""
    caption: str = ""
    """A heading for those who find their way by headings, where the minutes have none; else empty."""


def make_record(context: Context, meeting: Meeting, source: str) -> RecordView | None:
    """Return the record that the page at path `source` shows; None where there are no words."""
    shown = find_shown(meeting, context.lang)
    if shown is None or not (shown.title or any(version.items for version in meeting.versions)):
        return None
    articles = {version.path: _make_article(context, meeting, version, source) for version in meeting.versions}
    items = tuple(
        _make_item(context, meeting, placed, shown, articles[placed.version.path], source)
        for placed in place_items(meeting, context.lang)
    )
    caption = "" if any(item.heading for item in items) else context.name_meeting(meeting)
    return RecordView(shown.lang, shown.path, items, shown.title, caption)


def _make_article(context: Context, meeting: Meeting, version: Version, source: str) -> Article:
    uses: list[TermUse] = []
    for item in version.items:
        uses.extend(context.glossed.uses(version.path, item.anchor))
    records = context.listings.records.get(meeting.key, ())
    return make_article(context, version.path, version.lang, source, meeting=meeting, records=records, uses=uses)


def _make_item(
    context: Context,
    meeting: Meeting,
    placed: PlacedItem,
    shown: Version,
    article: Article,
    source: str,
) -> ItemView:
    item, version = placed.item, placed.version
    number, heading = split_heading(item.heading, item.number)
    elsewhere = version.lang != shown.lang
    language = language_name(version.lang, context.lang)
    return ItemView(
        anchor=item.anchor,
        number=number,
        heading=heading,
        blocks=item.blocks,
        article=article,
        permalink=_label_permalink(context, meeting, placed),
        lang=version.lang if elsewhere else "",
        notice=context.text("notice.item_in_other_language", language=language) if elsewhere else "",
        exempt=_describe_exempt(context, item),
        others=tuple(
            _make_other(context, record, source)
            for record in context.listings.records.get(meeting.key, ())
            if record.listed and record.item == item.anchor and not _stands_in(record, version.lang)
        ),
    )


def split_heading(heading: Block | None, number: str) -> tuple[str, Block | None]:
    """Return what a heading says up to its number, with the sign behind it, and the rest.

    There is no number where mark-up stands before or around it, or where no space parts it from the rest.
    """
    if heading is None or not number or not heading.inlines or heading.inlines[0].kind != "text":
        return "", heading
    first = heading.inlines[0]
    found = re.match(rf".*?{re.escape(number)}[:–—-]*(?=\s|\Z)", first.text)
    if not found:
        return "", heading
    rest = first.text[found.end() :].lstrip()
    inlines = (replace(first, text=rest), *heading.inlines[1:])
    return found[0], replace(heading, inlines=inlines, text=rest + heading.text[len(first.text) :])


def _label_permalink(context: Context, meeting: Meeting, placed: PlacedItem) -> str:
    item = placed.item
    if item.number:
        return context.text("meeting.link_to_item", number=bare_number(item.number))
    return context.text("meeting.link_to_heading", title=name_title(context, meeting, item, placed.version))


def _describe_exempt(context: Context, item: AgendaItem) -> tuple[str, ...]:
    if not item.exempt:
        return ()
    notice = context.text("meeting.exempt_notice")
    if item.exempt == "yes":
        return (notice,)
    return notice, context.text("meeting.exempt_paragraph", paragraph=item.exempt)


def _stands_in(record: Record, lang: str) -> bool:
    return any(text.lang == lang for text in record.texts)


def _make_other(context: Context, record: Record, source: str) -> OtherRecord:
    text = record.texts[0]
    language = language_name(text.lang, context.lang)
    kind = context.text(f"record.{name_kind(record)}")
    place = context.addresses.meeting(text.lang, record.key)
    return OtherRecord(
        anchor=record.anchor,
        label=f"{kind}: " + context.text("record.only_in", language=language),
        words=" ".join(put_names(context, text.text, record.meeting, text.lang).split()),
        lang=text.lang,
        href=find_relative(source, place),
    )
