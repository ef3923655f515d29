"""The record of a meeting: its items as its page shows them, with the words of the minutes and nothing else.

In: a meeting, the language of the page. Out: a `RecordView`. What is not in the minutes (notices, links to a place)
is kept apart, so that the template can mark it as inserted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.acronyms import TermUse
from minutebook.i18n import AND_WORDS, join_names, language_name, phrase_pattern
from minutebook.model import Block, Meeting, Record, Version, iter_blocks
from minutebook.pages.context import Context
from minutebook.pages.languages import link_languages, list_others, speak
from minutebook.pages.reading import make_article, name_kind
from minutebook.pages.targets import name_title, put_names
from minutebook.placing import PlacedItem, bare_number, find_shown, place_items
from minutebook.prose import Article
from minutebook.urls import find_relative
from minutebook.views import LinkView

_PARAGRAPH = r"\d+[A-Z]?"
_BETWEEN = rf"\s*[,;]\s*(?:(?:{phrase_pattern(AND_WORDS)})\s+)?|\s*&\s*|\s+(?:{phrase_pattern(AND_WORDS)})\s+"
_PARAGRAPHS = re.compile(rf"{_PARAGRAPH}(?:(?:{_BETWEEN}){_PARAGRAPH})*", re.IGNORECASE)
"""Paragraphs of an Act as people list them: `12, 13 and 14`. A range is none: what lies within it stands nowhere."""


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record that stands only in the minutes of another language, under an item that these have too."""

    blocks: tuple[Block, ...] = ()
    """The block that it is, where that has words in the language of the page; else empty."""
    article: Article | None = None
    """For these."""
    anchor: str = ""
    """This and the others only where there are no blocks."""
    label: str = ""
    words: str = ""
    lang: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class BorrowedWords:
    """The words of another language, below the heading of an item that has none of its own: all of it inserted."""

    lang: str
    notice: str
    """Why they are in another language."""
    blocks: tuple[Block, ...]
    article: Article


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
    """What the link to the item is called for those who cannot see it; in the language of its heading."""
    languages: tuple[LinkView, ...] = ()
    """The same item on the page in the other languages, each named in itself."""
    lang: str = ""
    """Of its words, where it is not that of the record: then all of it is inserted."""
    notice: str = ""
    """Why it is shown in another language."""
    exempt: tuple[LinkView, ...] = ()
    """What is said of an item closed to the public; without links."""
    borrowed: BorrowedWords | None = None
    """The words of another language, where nothing stands below the heading; None else."""
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
    records = context.list_records(meeting.key)
    articles = {version.path: _make_article(context, meeting, version, records, source) for version in meeting.versions}
    # Where a page in another language has the same words for want of its own, the switch in the header will do.
    codes = [
        code
        for code in list_others(context)
        if find_shown(meeting, code) is not shown and speak(context, code).shows_minutes(meeting)
    ]
    items = tuple(
        replace(
            _make_item(context, meeting, placed, shown, articles, records, source),
            languages=link_languages(context, codes, source, (meeting.key,), placed.item.anchor),
        )
        for placed in place_items(meeting, context.lang)
    )
    caption = "" if any(item.heading for item in items) else context.name_meeting(meeting)
    return RecordView(shown.lang, shown.path, items, shown.title, caption)


def _make_article(
    context: Context, meeting: Meeting, version: Version, records: Sequence[Record], source: str
) -> Article:
    uses: list[TermUse] = []
    for item in version.items:
        uses.extend(context.glossed.uses(version.path, item.anchor))
    return make_article(context, version.path, version.lang, source, meeting=meeting, records=records, uses=uses)


def _make_item(
    context: Context,
    meeting: Meeting,
    placed: PlacedItem,
    shown: Version,
    articles: Mapping[str, Article],
    records: Sequence[Record],
    source: str,
) -> ItemView:
    item, version = placed.item, placed.version
    number, heading = split_heading(item.heading, item.number)
    elsewhere = version.lang != shown.lang
    langs = {part.version.lang for part in placed.parts}
    return ItemView(
        anchor=item.anchor,
        number=number,
        heading=heading,
        blocks=item.blocks,
        article=articles[version.path],
        permalink=_label_permalink(context, meeting, placed),
        lang=version.lang if elsewhere else "",
        notice=_explain_language(context, version.lang) if elsewhere else "",
        exempt=_describe_exempt(context, placed),
        borrowed=_borrow_words(context, placed, articles),
        others=tuple(
            _make_other(context, meeting, record, articles, source)
            for record in records
            if record.listed and record.item == item.anchor and not _stands_in(record, langs)
        ),
    )


def _borrow_words(context: Context, placed: PlacedItem, articles: Mapping[str, Article]) -> BorrowedWords | None:
    """Return the words that stand below the heading of an item which has none."""
    if (other := placed.words) is None:
        return None
    article = articles[other.version.path]
    # A sub-heading of its own that is paired with one of these keeps the anchor that both have.
    own = frozenset(articles[placed.version.path].ids.values())
    ids = {key: anchor for key, anchor in article.ids.items() if anchor not in own}
    notice = _explain_language(context, other.version.lang)
    return BorrowedWords(other.version.lang, notice, other.item.blocks, replace(article, ids=ids))


def _explain_language(context: Context, lang: str) -> str:
    return context.text("notice.item_in_other_language", language=language_name(lang, context.lang))


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
    item, there = placed.item, speak(context, placed.version.lang)
    if item.number:
        return there.text("meeting.link_to_item", number=bare_number(item.number))
    return there.text("meeting.link_to_heading", title=name_title(there, meeting, item, placed.version))


def _describe_exempt(context: Context, placed: PlacedItem) -> tuple[LinkView, ...]:
    """Return that the public was excluded, and under which paragraphs of the Act."""
    written = placed.item.exempt
    if not written:
        return ()
    notice = LinkView(context.text("meeting.exempt_notice"))
    if written == "yes":
        return (notice,)
    if _PARAGRAPHS.fullmatch(written):
        numbers = re.findall(_PARAGRAPH, written, re.IGNORECASE)
        paragraphs = join_names(numbers, context.lang)
        return notice, LinkView(context.plural("meeting.exempt_paragraphs", len(numbers), paragraphs=paragraphs))
    # Other words stay as they are, in a sentence of their own language.
    lang = placed.version.lang
    words = speak(context, lang).plural("meeting.exempt_paragraphs", 2, paragraphs=written)
    return notice, LinkView(words, lang=context.mark_lang(lang))


def _stands_in(record: Record, langs: Collection[str]) -> bool:
    return any(text.lang in langs for text in record.texts)


def _make_other(
    context: Context, meeting: Meeting, record: Record, articles: Mapping[str, Article], source: str
) -> OtherRecord:
    text = record.texts[0]
    if context.lang in dict(record.also) and (there := meeting.version(text.lang)) is not None:
        blocks = (block for item in there.items for block in iter_blocks(item.blocks) if block.key == text.leaf)
        return OtherRecord(tuple(blocks), articles[there.path])
    spoken = text.said or text.lang
    language = language_name(text.lang, context.lang)
    kind = context.text(f"record.{name_kind(record)}")
    place = context.addresses.meeting(text.lang, record.key)
    return OtherRecord(
        anchor=record.anchor,
        label=context.text("record.only_in", kind=kind, language=language),
        words=" ".join(put_names(context, text.text, record.meeting, spoken).split()),
        lang=spoken,
        href=find_relative(source, place),
    )
