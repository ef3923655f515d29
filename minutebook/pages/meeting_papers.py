"""What lies round the record of a meeting: contents, documents, how to link to it, where it comes from.

In: a meeting and its record. Out: frozen views. History comes from git alone; where git knows nothing there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.i18n import format_size
from minutebook.model import Document, Meeting
from minutebook.pages.context import Context
from minutebook.pages.targets import name_title
from minutebook.placing import bare_number, place_items
from minutebook.urls import find_relative
from minutebook.views import Fact, LinkView

_CHANGES = 5
"""Changes of a file that its page shows."""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A line of the contents."""

    number: str
    link: LinkView


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file that belongs to the meeting."""

    link: LinkView
    ending: str
    details: str
    """Type, size and item: `PDF, 1.2 MB, item 5`."""


@dataclass(frozen=True, slots=True)
class LinkHelp:
    """How to link to a place in the minutes, with an example."""

    address: str
    """As far as it is known: with the site's own address, else below its root."""
    href: str
    button: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of the file."""

    day: str
    datetime: str
    subject: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the minutes come from."""

    files: tuple[str, ...]
    """Paths from the root."""
    facts: tuple[Fact, ...]
    changes: tuple[ChangeView, ...]
    """Latest first."""


def list_contents(context: Context, meeting: Meeting) -> tuple[ContentLine, ...]:
    """Return the items, in the order taken."""
    lines = []
    for placed in place_items(meeting, context.lang):
        item = placed.item
        words = name_title(context, meeting, item, placed.version)
        title = LinkView(words, f"#{item.anchor}", context.mark_lang(placed.version.lang))
        if not words:
            key = "meeting.preamble" if item.heading is None else "meeting.untitled"
            title = LinkView(context.text(key), f"#{item.anchor}")
        lines.append(ContentLine(item.number, title))
    return tuple(lines)


def list_documents_of(context: Context, meeting: Meeting, source: str) -> tuple[DocumentView, ...]:
    """Return the meeting's documents: its own first, then those of the items in their order."""
    order = [placed.item.anchor for placed in place_items(meeting, context.lang)]

    def find_rank(document: Document) -> int:
        return order.index(document.item) + 1 if document.item in order else 0

    return tuple(
        DocumentView(
            _link_document(context, document, source),
            document.ending,
            _describe_document(context, meeting, document),
        )
        for document in sorted(meeting.documents, key=find_rank)
    )


def make_link_help(context: Context, meeting: Meeting, source: str) -> LinkHelp | None:
    """Return how to link to the first item that has a heading; None where there is none."""
    items = [placed for placed in place_items(meeting, context.lang) if placed.item.heading]
    if not items:
        return None
    item, version = next(
        ((one.item, one.version) for one in items if one.item.number), (items[0].item, items[0].version)
    )
    place = f"{source}#{item.anchor}"
    number = bare_number(item.number)
    button = context.text("common.copy_link")
    if number:
        button += ": " + context.text("common.item_number", number=number)
    elif version.lang == context.lang:
        # The words of a button are in one language, so those of another are left out.
        button += f": {name_title(context, meeting, item, version)}"
    return LinkHelp(context.addresses.absolute(place) or "/" + place, f"#{item.anchor}", button)


def make_provenance(context: Context, meeting: Meeting) -> Provenance:
    """Return the files that the minutes are kept in, what they were taken from, and their last changes."""
    paths = tuple(version.path for version in meeting.versions)
    changes = {change.commit: change for path in paths for change in context.register.history.get(path, ())}.values()
    latest = sorted(changes, key=lambda change: change.date, reverse=True)[:_CHANGES]
    return Provenance(
        files=paths,
        facts=tuple(_list_source_facts(context, meeting)),
        changes=tuple(
            ChangeView(context.format_date(change.date), change.date.isoformat(), change.subject) for change in latest
        ),
    )


def _list_source_facts(context: Context, meeting: Meeting) -> list[Fact]:
    facts: list[Fact] = []
    if (source := meeting.source) is None:
        return facts
    if source.url:
        outside = source.url.lower().startswith(("http://", "https://"))
        link = LinkView(source.url, source.url if outside else "")
        facts.append(Fact(context.text("meeting.source"), (link,)))
    if source.imported:
        facts.append(Fact(context.text("meeting.imported"), (LinkView(context.format_span(source.imported)),)))
    if source.note:
        facts.append(Fact(context.text("plan.note"), (context.words(source.note),)))
    return facts


def _link_document(context: Context, document: Document, source: str) -> LinkView:
    href = find_relative(source, context.addresses.document(document.path))
    mark = context.mark_lang(document.title.best(context.lang)[1]) if document.title else ""
    return LinkView(document.find_title(context.lang), href, mark)


def _describe_document(context: Context, meeting: Meeting, document: Document) -> str:
    key = f"document.{document.ending}"
    known = key in context.catalogue.entries
    kind = context.text(key) if known else context.text("document.other", ending=document.ending.upper())
    details = context.text("meeting.document_details", type=kind, size=format_size(document.size, context.lang))
    item = context.name_item(meeting.key, document.item) if document.item else ""
    return f"{details}, {item[:1].lower()}{item[1:]}" if item else details
