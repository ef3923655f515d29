"""What the planning of every page needs: the register in one language, with addresses and names of things.

In: the register, the uses of its terms, addresses, a language. Out: hrefs, names, formatted dates, the frame of a
page's view. Never renders HTML, and never shows the date of today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minutebook.glossing import Glossed
from minutebook.i18n import Catalogue, SortKey, catalogue, format_date, format_month, format_range, sort_key
from minutebook.i18n.dates import DateStyle
from minutebook.model import DateSpan, Link, LocalText, Meeting, Named, Plan, PlanAction, Record, Register, Target
from minutebook.pages.deeds import AllDeeds
from minutebook.pages.listings import Listings
from minutebook.pages.presence import Presence
from minutebook.pages.term_finder import TermFinder
from minutebook.pages.term_index import TermIndex
from minutebook.pages.tracked import Tracked, track
from minutebook.parity import Edition
from minutebook.placing import bare_number, has_anchor
from minutebook.urls import Addresses, find_relative
from minutebook.views import LinkView, PageView


@dataclass(frozen=True, slots=True)
class Context:
    """The register as seen in one language."""

    register: Register
    """Whole meetings, records and prose: for the page of the meeting itself."""
    glossed: Glossed
    heads: Mapping[str, Meeting]
    """Meetings as lists say them."""
    outlines: Mapping[str, Meeting]
    """Meetings as pages of others name and link them."""
    records: Mapping[str, Record]
    """Records as such pages show them."""
    references: Mapping[str, Mapping[str, Target]]
    """By the path of a file what its references lead to."""
    addresses: Addresses
    catalogue: Catalogue
    listings: Listings
    deeds: AllDeeds
    presence: Presence
    terms: TermIndex
    finder: TermFinder
    editions: Mapping[str, tuple[Edition, ...]]
    """Public meetings in each language of the site, by key."""
    searches: bool = True
    """Whether the site has an index to search in."""

    @property
    def lang(self) -> str:
        """The language of the pages planned."""
        return self.catalogue.code

    @property
    def today(self) -> date:
        """The day of the build. Views hold what follows from it, never itself."""
        return self.register.today

    # Words

    def text(self, key: str, **values: object) -> str:
        """Return an interface string."""
        return self.catalogue.text(key, **values)

    def plural(self, key: str, n: int, **values: object) -> str:
        """Return an interface string in the form that a number asks for."""
        return self.catalogue.plural(key, n, **values)

    def words(self, text: LocalText, href: str = "") -> LinkView:
        """Return a text in this language, else in the first it has, marked as such."""
        words, lang = text.best(self.lang)
        return LinkView(words, href, self.mark_lang(lang))

    def data_words(self, text: LocalText, among: str = "") -> object:
        """Return what `words` does for JSON-LD: a text, or a value with its language (JSON-LD 1.1, section 4.2.4).

        `among`: the language that the data say they are in, where that is not the page's.
        """
        words, lang = text.best(self.lang)
        return {"@language": lang, "@value": words} if lang != (among or self.lang) else words

    def mark_lang(self, lang: str) -> str:
        """Return a language where it is not that of the page, else nothing."""
        return "" if lang == self.lang else lang

    def sort_key(self, text: str) -> SortKey:
        """Return a key that sorts by this language's alphabet."""
        return sort_key(text, self.lang)

    def sort_name(self, name: str) -> tuple[SortKey, SortKey]:
        """Return a key that sorts people by the last word of their names, then by the others."""
        first, _, last = name.rpartition(" ")
        return sort_key(last, self.lang), sort_key(first, self.lang)

    # Dates

    def format_date(self, day: date, style: DateStyle = "long") -> str:
        """Return a day in words: `18 April 2023`."""
        return format_date(day, self.lang, style)

    def format_span(self, span: DateSpan) -> str:
        """Return a day, a month, a year or a range in words; what was written in words stays as written."""
        first, last = span.first, span.last
        if span.is_day:
            return self.format_date(first)
        if not span.standard:
            return span.text
        if len(span.text) == 4:
            return span.text
        if "/" not in span.text and (first.year, first.month) == (last.year, last.month):
            return format_month(first.year, first.month, self.lang)
        return format_range(first, last, self.lang)

    # Addresses

    def page(self, *parts: str) -> str:
        """Return the path of a page in this language."""
        return self.addresses.page(self.lang, *parts)

    def find_path(self, target: Target) -> str | None:
        """Return the path of the page, and place in it, that a target names; None where it leads nowhere."""
        match target.kind:
            case "meeting" | "item" | "record":
                return self.find_place(target.key)
            case "person":
                return self.page("people", target.key)
            case "office":
                return self.page("offices", target.key)
            case "body" | "page":
                return self.page(target.key)
            case "term":
                return self.find_term(target.key)
            case "plan":
                return self.page("plans", target.key)
            case "plan-action":
                plan, _, action = target.key.partition("#")
                return self.page("plans", plan) + "#" + action
            case "hidden" | "none":
                return None

    def find_term(self, term: str) -> str:
        """Return the path of a term's own page, else of its entry in the A to Z.

        Letters with several meanings that nobody tells apart lead to the A to Z, where all these stand together.
        """
        if term in self.terms.paged and term not in self.terms.together:
            return self.page("glossary", term)
        return f"{self.page('glossary')}#{term}"

    def find_place(self, key: str) -> str:
        """Return the path of a meeting, item or record by its key, in this language where its page has it.

        What the page in this language lacks is looked for in the first language of the minutes; an anchor that no
        page has is left out.
        """
        place, mark, anchor = key.partition("#")
        if not mark:
            return self.addresses.meeting(self.lang, place)
        meeting = self.outlines[place]
        for lang in self._list_places(meeting):
            if self._has_anchor(meeting, lang, anchor):
                return self.addresses.meeting(lang, key)
        return self.addresses.meeting(self.lang, place)

    def find_item_place(self, key: str) -> str:
        """Return the same for what is known to be an item of the meeting, which stands on all of its pages that show minutes."""
        lang = next(iter(self._list_places(self.heads[key.partition("#")[0]])), "")
        return self.addresses.meeting(lang, key) if lang else self.addresses.meeting(self.lang, key.partition("#")[0])

    def _list_places(self, meeting: Meeting) -> list[str]:
        """Return the languages of the pages on which something is looked for."""
        langs = [self.lang, *(version.lang for version in meeting.versions)]
        return langs if self.shows_minutes(meeting) else langs[1:]

    def _has_anchor(self, meeting: Meeting, lang: str, anchor: str) -> bool:
        return has_anchor(meeting, self.records, lambda path: self.register.prose[path].anchors, lang, anchor)

    def shows_minutes(self, meeting: Meeting) -> bool:
        """Whether the meeting's page in this language shows minutes, and does not only lead to them, as `missing: link` asks."""
        return self.register.site.missing == "show" or meeting.version(self.lang) is not None

    def find_link(self, link: Link, source: str, meeting: Meeting | None = None) -> str | None:
        """Return where a link leads from the page `source`; None for nowhere.

        It was written in the minutes of `meeting`, or in a plain page.
        """
        fragment = f"#{link.fragment}" if link.fragment else ""
        match link.kind:
            case "outside":
                return link.target
            case "document" | "image":
                return find_relative(source, self.addresses.document(link.target) + fragment)
            case "meeting":
                return find_relative(source, self.find_place(link.target + fragment))
            case "page":
                known = link.fragment in self.list_page_anchors(link.target)
                return find_relative(source, self.page(link.target) + (fragment if known else ""))
            case "anchor" if meeting is not None:
                return fragment if self._has_anchor(meeting, self.lang, link.fragment) else None
            case "anchor":
                page = source.rstrip("/").rpartition("/")[2]
                return fragment if link.fragment in self.list_page_anchors(page) else None
            case "none":
                return None

    def shows_page(self, page: str) -> bool:
        """Whether a plain page shows its words in this language, and does not only lead to them, as `missing: link` asks."""
        return self.register.site.missing == "show" or self.lang in self.register.pages[page].paths

    def list_page_anchors(self, page: str) -> frozenset[str]:
        """Return the anchors of a plain page as it is shown in this language."""
        prose = self.register.prose.get(self.find_page_file(page)[1]) if self.shows_page(page) else None
        return frozenset(prose.anchors.values()) if prose else frozenset()

    def find_page_file(self, page: str) -> tuple[str, str]:
        """Return in which language a plain page is shown, and the file it is from: the first it has, for want of this."""
        paths = self.register.pages[page].paths
        lang = self.lang if self.lang in paths else next(iter(paths))
        return lang, paths[lang]

    # Things and their names

    def link_named(self, named: Named, source: str) -> LinkView:
        """Return a name from the minutes as written, linked to the person's, office's or body's page."""
        if named.kind in ("person", "office", "body") and named.id:
            return LinkView(named.text, find_relative(source, self.page(*_parts_of(named))))
        return LinkView(named.text)

    def link_body(self, body: str, source: str) -> LinkView:
        """Return a body's name, linked."""
        return self.words(self.register.bodies[body].name, find_relative(source, self.page(body)))

    def link_person(self, person: str, source: str) -> LinkView:
        """Return a person's name, linked."""
        return LinkView(self.register.people[person].name, find_relative(source, self.page("people", person)))

    def link_meeting(self, key: str, source: str) -> LinkView:
        """Return a meeting's name, linked."""
        href = find_relative(source, self.addresses.meeting(self.lang, key))
        return LinkView(self.name_meeting(self.heads[key]), href)

    def name_meeting(self, meeting: Meeting) -> str:
        """Return `Cabinet, 18 April 2023`."""
        body = self.words(self.register.bodies[meeting.body].name).text
        return self.text("meeting.name", body=body, date=self.format_date(meeting.date))

    def name_item(self, meeting: str, anchor: str) -> str:
        """Return `Item 5` for an item with a number, else nothing."""
        found = self.find_item(meeting, anchor)
        return self.text("common.item_number", number=found[1]) if found and found[1] else ""

    def find_item(self, meeting: str, anchor: str) -> tuple[LinkView, str] | None:
        """Return an item's title (without href) and its bare number; None for an anchor of no item."""
        versions = self.outlines[meeting].versions
        for version in sorted(versions, key=lambda version: version.lang != self.lang):
            for item in version.items:
                if item.anchor == anchor:
                    return LinkView(item.title, "", self.mark_lang(version.lang)), bare_number(item.number)
        return None

    def list_planned(self, record: str) -> tuple[tuple[Plan, PlanAction], ...]:
        """Return the plans, each with its action, that took a record up."""
        return tuple(self.find_planned(*one) for one in self.listings.planned.get(record, ()))

    def find_planned(self, plan: str, action: str) -> tuple[Plan, PlanAction]:
        """Return a plan and one of its actions by their ids."""
        found = self.register.plans[plan]
        return found, next(one for one in found.actions if one.id == action)

    def list_records(self, meeting: str) -> tuple[Record, ...]:
        """Return all records of a meeting, for its own page: unlisted ones among them, in the order of its text."""
        return tuple(self.register.records[key] for key in self.listings.records.get(meeting, ()))

    # Pages

    def make_page(  # noqa: PLR0913 - a page has this many things to say of itself
        self,
        parts: Sequence[str],
        template: str,
        body: object,
        *,
        title: str,
        description: str = "",
        section: str = "",
        crumbs: Sequence[LinkView] = (),
        robots: str = "",
        withheld: bool = False,
        json_ld: str = "",
        terms: tuple[object, ...] = (),
    ) -> PageView:
        """Return the view of the page whose address has these parts, in this language.

        `crumbs` stand behind the home page. `withheld` is said of what is shown only because drafts were asked for.
        """
        path = self.page(*parts)
        notices = [self.text("notice.made_up")] if self.register.site.made_up else []
        if withheld:
            notices.append(self.text("notice.withheld"))
        home = LinkView(self.text("section.home"), find_relative(path, self.page()))
        return PageView(
            path=path,
            lang=self.lang,
            title=title,
            template=f"pages/{template}.html",
            body=body,
            description=description,
            section=section,
            crumbs=(home, *crumbs) if parts else (),
            languages=tuple((code, self.addresses.page(code, *parts)) for code in self.addresses.languages),
            robots="noindex" if withheld else robots,
            notices=tuple(notices),
            terms=terms,
            json_ld=json_ld,
        )


def make_context(register: Register, glossed: Glossed, addresses: Addresses, lang: str) -> Context:
    """Return the register as seen in one language."""
    return see(track(register, glossed), addresses, lang)


def see(tracked: Tracked, addresses: Addresses, lang: str) -> Context:
    """Return a tracked register as seen in one language."""
    return Context(
        tracked.register,
        tracked.glossed,
        tracked.heads,
        tracked.outlines,
        tracked.records,
        tracked.references,
        addresses,
        catalogue(lang),
        tracked.listings,
        tracked.deeds,
        tracked.presence,
        tracked.terms,
        tracked.finder,
        tracked.editions,
    )


def _parts_of(named: Named) -> tuple[str, ...]:
    return {"person": ("people", named.id), "office": ("offices", named.id), "body": (named.id,)}[named.kind]
