"""The page for clerks: which minutes are complete in each language of the site, and what lacks a translation.

In: the register in one language. Out: the page, on sites of several languages. It counts what is complete, names what is not, the latest first, and
stays short however large the archive is. What says `publish: no` is never on it, drafts asked for or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.i18n import format_number, language_name
from minutebook.pages.context import Context
from minutebook.pages.targets import name_title
from minutebook.parity import Edition, Gap, State, Tally, count_complete
from minutebook.urls import find_relative
from minutebook.views import LinkView, PageView, Planned

ADDRESS = ("admin", "languages")
_MEETINGS = 60
"""Meetings on the page with what they lack, over all bodies and languages."""
_DAYS = 300
"""The same for those of which there is only the day to say: their minutes are missing."""
_GAPS = 6
"""What is named of one meeting."""


@dataclass(frozen=True, slots=True)
class GapView:
    """Something that one language lacks."""

    what: str
    """`Item 7`, or `Decision (1 of 3 lacking), item 4`."""
    place: LinkView
    """The title of the item, to where it stands in the other language."""


@dataclass(frozen=True, slots=True)
class UnfinishedView:
    """A meeting that is not complete in one language."""

    link: LinkView
    """Its day, to its page in the language to be looked at."""
    states: tuple[str, ...]
    """What is to be said of it, in a word each: `Partly`, `Older`."""
    gaps: tuple[GapView, ...]
    more: str
    """How many gaps are not named; empty for none."""
    older: str
    """On which days both versions were changed last; empty where this one is not older."""


@dataclass(frozen=True, slots=True)
class UnfinishedGroup:
    """The meetings of a body that are not complete in one language."""

    title: str
    """`Welsh: 7 of 13 complete`."""
    entries: tuple[UnfinishedView, ...]
    """Those that are there in part, or older than in another language; the latest first."""
    more: str
    """How many of those are not on the page; empty for none."""
    missing: str
    """How many are missing altogether; empty for none."""
    days: tuple[LinkView, ...]
    """Those, by their day; the latest first."""
    more_days: str
    """How many of those are not on the page; empty for none."""


@dataclass(frozen=True, slots=True)
class BodyParity:
    """A body with minutes that are not complete."""

    id: str
    body: LinkView
    groups: tuple[UnfinishedGroup, ...]
    """A group a language, without those in which all is complete."""


@dataclass(frozen=True, slots=True)
class ParityRow:
    """How many meetings of a body are complete in each language."""

    body: LinkView
    """To its place on this page, if something of it is there."""
    counts: tuple[str, ...]
    """In the order of the languages: `7 of 13`."""


@dataclass(frozen=True, slots=True)
class ParityView:
    """Which minutes are complete in each language."""

    languages: tuple[str, ...]
    """Their names, as heads of columns."""
    rows: tuple[ParityRow, ...]
    dated: bool
    """Whether anything is known of when files were changed."""
    bodies: tuple[BodyParity, ...]
    shortened: bool
    """Whether there are meetings, or things they lack, that are not on the page."""


def plan_parity(context: Context) -> Iterator[Planned]:
    """Yield the page; nothing for a site of one language."""
    if len(context.register.site.languages) > 1:
        yield Planned(context.page(*ADDRESS), _plan_page, context)


def _plan_page(context: Context) -> PageView:
    published = [edition for found in context.editions.values() for edition in found]
    tallies = {(tally.body, tally.lang): tally for tally in count_complete(published)}
    unfinished: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in reversed(published):
        if edition.state != "complete":
            unfinished[edition.body, edition.lang].append(edition)
    groups = {
        (body, lang): _make_group(context, tallies[body, lang], editions, len(unfinished))
        for (body, lang), editions in unfinished.items()
    }
    source = context.page(*ADDRESS)
    languages = context.register.site.languages
    known = [body for body in context.register.bodies if (body, languages[0]) in tallies]
    bodies = tuple(
        BodyParity(
            id=f"_{body}",
            body=context.link_body(body, source),
            groups=tuple(groups[body, lang] for lang in languages if (body, lang) in groups),
        )
        for body in known
        if any((body, lang) in groups for lang in languages)
    )
    shown = {body.id for body in bodies}
    view = ParityView(
        languages=tuple(_name_language(context, lang) for lang in languages),
        rows=tuple(
            ParityRow(
                context.words(context.register.bodies[body].name, f"#_{body}" if f"_{body}" in shown else ""),
                tuple(_count(context, tallies[body, lang]) for lang in languages),
            )
            for body in known
        ),
        dated=bool(context.register.history),
        bodies=bodies,
        shortened=any(
            group.more or group.more_days or any(entry.more for entry in group.entries) for group in groups.values()
        ),
    )
    title = context.text("parity.title")
    intro = context.text("parity.intro")
    return context.make_page(ADDRESS, "parity", view, title=title, description=intro, robots="noindex")


def _make_group(context: Context, tally: Tally, editions: Sequence[Edition], shared: int) -> UnfinishedGroup:
    """Return what is not complete in one language. `shared`: among how many groups the page is shared out."""
    by_state: Mapping[State, list[Edition]] = {"missing": [], "partly": [], "older": []}
    for edition in editions:
        by_state[edition.state].append(edition)
    entries = [*by_state["partly"], *by_state["older"]]
    missing = by_state["missing"]
    most, most_days = max(2, _MEETINGS // shared), max(5, _DAYS // shared)
    return UnfinishedGroup(
        title=context.text(
            "parity.language_count", language=_name_language(context, tally.lang), count=_count(context, tally)
        ),
        entries=tuple(_view_edition(context, edition) for edition in entries[:most]),
        more=_say_more(context, len(entries) - most),
        missing=context.text("parity.missing", n=format_number(len(missing), context.lang)) if missing else "",
        days=tuple(_link_day(context, edition, next(iter(edition.sources))) for edition in missing[:most_days]),
        more_days=_say_more(context, len(missing) - most_days),
    )


def _view_edition(context: Context, edition: Edition) -> UnfinishedView:
    older = ""
    if edition.older is not None:
        older = context.text(
            "parity.older",
            date=context.format_date(edition.older.changed),
            language=_name_language(context, edition.older.lang),
            other=context.format_date(edition.older.other),
        )
    return UnfinishedView(
        link=_link_day(context, edition, edition.lang),
        states=tuple(
            context.text(f"parity.state_{state}")
            for state, holds in (("partly", edition.gaps), ("older", edition.older))
            if holds
        ),
        gaps=tuple(_view_gap(context, edition, gap) for gap in edition.gaps[:_GAPS]),
        more=_say_more(context, len(edition.gaps) - _GAPS),
        older=older,
    )


def _view_gap(context: Context, edition: Edition, gap: Gap) -> GapView:
    path = context.addresses.meeting(gap.lang, f"{edition.meeting}#{gap.anchor}" if gap.anchor else edition.meeting)
    href = find_relative(context.page(*ADDRESS), path)
    title = LinkView(_name_item(context, edition, gap), href, context.mark_lang(gap.lang))
    if not title.text:
        untitled = "meeting.untitled" if gap.number else "meeting.preamble"
        title = LinkView(context.text(untitled), href)
    if gap.kind == "title":
        return GapView(context.text("parity.gap_title"), title)
    if gap.kind == "item":
        key = "parity.gap_item" if gap.number else "parity.gap_item_unnumbered"
        return GapView(context.text(key, **({"number": gap.number} if gap.number else {})), title)
    named = {"heading": "parity.gap_heading", "words": "parity.gap_words"}
    kind = context.text(named.get(gap.kind) or f"record.{gap.kind}")
    if gap.of > 1:
        n, of = (format_number(number, context.lang) for number in (gap.count, gap.of))
        kind = context.text("parity.gap_of_several", kind=kind, n=n, all=of)
    return GapView(context.text("parity.gap_in_item", kind=kind, number=gap.number) if gap.number else kind, title)


def _name_item(context: Context, edition: Edition, gap: Gap) -> str:
    """Return the title of what lacks, with the names of its references."""
    meeting = context.register.meetings[edition.meeting]
    version = meeting.version(gap.lang) if gap.kind != "title" else None
    if version is not None:
        for item in version.items:
            if item.anchor == gap.item:
                return name_title(context, meeting, item, version)
    return gap.title


def _link_day(context: Context, edition: Edition, lang: str) -> LinkView:
    """Return the day of a meeting, linked to its page in `lang`."""
    meeting = context.heads[edition.meeting]
    day = context.format_date(meeting.date)
    if meeting.number > 1:
        day = f"{day} ({meeting.number})"
    return LinkView(day, find_relative(context.page(*ADDRESS), context.addresses.meeting(lang, edition.meeting)))


def _name_language(context: Context, lang: str) -> str:
    name = language_name(lang, context.lang)
    return name[:1].upper() + name[1:]


def _count(context: Context, tally: Tally) -> str:
    n, of = (format_number(number, context.lang) for number in (tally.complete, tally.all))
    return context.text("parity.count", n=n, all=of)


def _say_more(context: Context, n: int) -> str:
    return context.plural("common.and_more", n) if n > 0 else ""
