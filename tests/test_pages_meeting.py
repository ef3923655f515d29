"""The page of a meeting: facts, attendance, notices, the record, what lies round it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from minutebook.items import split_items
from minutebook.markdown import parse
from minutebook.model import Change
from minutebook.pages.meeting_record import split_heading
from minutebook.pages.meetings import MeetingView
from minutebook.pages.progress import find_state
from minutebook.pages.term_links import join
from tests.support.plaintext import extract_text, read_html
from tests.support.registers import Small, plan_small
from tests.support.sites import write_files

KEY = "council/2024-01-10"
FULL = """\
    ---
    time: 2.30pm
    ended: 4pm
    place: {en: Town Hall, cy: Neuadd y Dref}
    minutes: approved
    approved: 2024-03-06 (with a correction)
    present: Cllr Jane Rees (chair), Cllr Dai Ellis (until item 2)
    apologies: Bethan Price
    attending: Sara Lewis (Clerk), Ann Other (Audit Wales)
    public: 4
    recording: https://example.org/recording
    ---
    The chair opened the meeting.

    ## 1. Apologies

    Noted in silence.

    ## Item 2: Inspection (for information)

    ### Key points

    CIW came. See the [report](2024-01-10/report.pdf) and [the place](#item-2-key-points).

    RESOLVED that the report be received. (proposed by Jane Rees; 5 for, 2 against)

    1) by all,
    2) in full.

    ACTION: Jane Rees to write to CIW by 5 May 2024.
    """
CY = """\
    ## 1. Ymddiheuriadau

    Dim.

    ## 2. Arolygiad

    ### Prif bwyntiau

    Daeth AGC.

    PENDERFYNWYD derbyn yr adroddiad.
    """
NEXT = "---\nminutes: draft\n---\n## 1. Minutes\n\nAgreed.\n"


@pytest.fixture
def full(tmp_path: Path) -> Small:
    write_files(tmp_path, {f"content/{KEY}/report.pdf": "x" * 1500})
    return plan_small(
        tmp_path,
        {
            f"content/{KEY}.md": FULL,
            f"content/{KEY}.cy.md": CY,
            "content/council/2024-03-06.md": NEXT,
        },
    )


def view_of(small: Small, path: str = f"{KEY}/") -> MeetingView:
    return cast("MeetingView", small.views[path].body)


def find_article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>") + len("</article>")]


def facts_of(view: MeetingView) -> dict[str, str]:
    return {fact.label: ", ".join(value.text for value in fact.values) for fact in view.facts}


def test_facts(full: Small) -> None:
    view = view_of(full)
    assert facts_of(view) == {
        "Body": "Council",
        "Date": "Wednesday 10 January 2024",
        "Time": "2.30pm to 4pm",
        "Place": "Town Hall",
        "Status": "Held",
        "Minutes": "Approved by Council, 6 March 2024",
        "Chair": "Cllr Jane Rees",
        "Attendance": "2 present, 1 apology",
        "Recording": "Watch or listen to the recording",
    }
    minutes = next(fact for fact in view.facts if fact.label == "Minutes")
    assert minutes.values[0].href == "../2024-03-06/"
    assert minutes.note == "with a correction"


def test_facts_in_welsh(full: Small) -> None:
    facts = facts_of(view_of(full, f"cy/{KEY}/"))
    assert facts["Corff"] == "Y Cyngor"
    assert "Neuadd y Dref" in facts.values()


def test_what_is_missing_is_not_recorded(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": "## 1. Apologies\n\nNone.\n"})
    view = view_of(small)
    assert {label for label, value in facts_of(view).items() if not value} == {"Time", "Place", "Minutes", "Attendance"}
    html = small.render(f"{KEY}/")
    assert html.count("Not recorded") == 4
    assert 'id="_attendance"' not in html
    assert "The history of these minutes is not known here." in html


def test_attendance_is_counted_above_and_listed_behind_the_contents(full: Small) -> None:
    html = full.render(f"{KEY}/")
    order = [
        html.index(part)
        for part in ('<dd><a href="#_attendance">', '<li><a href="#_attendance">', 'id="_attendance"', "<article")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("attending: [Sam Parry]", "1 in attendance"),
        ("public: Some twenty", "Members of the public"),
        ("present: [Jane Rees]\nabsent: [Dai Ellis]", "1 present, 1 absent"),
    ],
)
def test_attendance_in_a_word(tmp_path: Path, front: str, told: str) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": f"---\n{front}\n---\n## 1. Apologies\n\nNone.\n"})
    assert facts_of(view_of(small))["Attendance"] == told


def test_attendance(full: Small) -> None:
    groups = {group.label: group for group in view_of(full).attendance}
    assert list(groups) == ["Present", "Apologies", "In attendance", "Members of the public"]
    assert [(name.pieces[0].text, name.pieces[0].href, join(name.note)) for name in groups["Present"].names] == [
        ("Cllr Jane Rees", "../../people/jane-rees/", "Chair"),
        ("Cllr Dai Ellis", "../../people/dai-ellis/", "until item 2"),
    ]
    assert [(join(name.note), name.bracketed) for name in groups["In attendance"].names] == [
        ("Clerk", False),
        ("Audit Wales", False),
    ]
    assert groups["In attendance"].names[1].pieces[0].href == ""
    assert join(groups["Members of the public"].words) == "4"


def test_what_is_known_of_a_note_is_said_in_the_language_of_the_page(full: Small) -> None:
    present = view_of(full, f"cy/{KEY}/").attendance[0]
    assert [(join(name.note), name.note_lang) for name in present.names] == [("Cadeirydd", ""), ("hyd eitem 2", "")]


@pytest.mark.parametrize(
    ("front", "words", "state"),
    [
        ("minutes: draft", "## 1. A\n", "draft"),
        ("minutes: approved", "## 1. A\n", "approved"),
        ("status: held", "## 1. A\n", "held"),
        ("", "## 1. A\n", "held"),
        ("", "", "missing"),
        ("status: held", "", "missing"),
        ("status: scheduled", "## 1. A\n", "missing"),
        ("minutes: none", "", "unkept"),
        ("status: cancelled", "", "cancelled"),
        ("status: postponed", "## 1. A\n", "postponed"),
    ],
)
def test_state_of_a_meeting_that_is_over(tmp_path: Path, front: str, words: str, state: str) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": f"---\n{front}\n---\n{words}"})
    assert find_state(small.register.meetings[KEY], small.register.today) == state


@pytest.mark.parametrize(
    ("front", "state"), [("", "scheduled"), ("status: scheduled", "scheduled"), ("status: cancelled", "cancelled")]
)
def test_state_of_a_meeting_to_come(tmp_path: Path, front: str, state: str) -> None:
    files = {f"content/{KEY}.md": f"---\n{front}\n---\n## 1. Apologies\n"}
    small = plan_small(tmp_path, files, today=date(2024, 1, 10))
    view = view_of(small)
    assert find_state(small.register.meetings[KEY], small.register.today) == state
    assert view.record is not None
    assert view.record_heading == ("Agenda" if state == "scheduled" else "Details")
    assert "Attendance" not in [fact.label for fact in view.facts]


def test_a_draft_says_so(full: Small) -> None:
    (notice,) = view_of(full, "council/2024-03-06/").notices
    assert notice.tone == "draft"
    assert notice.text in full.render("council/2024-03-06/")


def test_what_is_answered_by_its_bare_id_is_linked_in_the_record(tmp_path: Path) -> None:
    first = "## 2. Visits\n\nACTION: Jane Rees to bring the share down. {#late-visits}\n\nRECOMMENDED: more staff. {#staff}\n"
    later = (
        "## 1. News\n\nUPDATE (amber; council/2024-01-10#late-visits): Six per cent.\n\nUPDATE ([[late-visits|this]]; red): Seven.\n\n"
        "RESPONSE (staff; accepted): Yes.\n\nUPDATE (no-such; red): Prose.\n"
    )
    # The second update names another record than its twin: it is no link, since the facts are those of the first language.
    welsh = (
        "## 1. Newyddion\n\nDIWEDDARIAD (late-visits): Chwech.\n\nDIWEDDARIAD (mwy): Saith.\n\n"
        "YMATEB (staff): Iawn.\n\nDIWEDDARIAD (dim-byd): Dim.\n"
    )
    more = "## 3. More\n\nACTION: Jane Rees to do more. {#mwy}\n"
    files = {f"content/{KEY}.md": first + more, "content/council/2024-03-06.md": later}
    small = plan_small(tmp_path, files | {"content/council/2024-03-06.cy.md": welsh})
    html = find_article(small.render("council/2024-03-06/"))
    place = '<a class="mb-ref" href="../2024-01-10/#late-visits">'
    name = "<span data-inserted>, Council, 10 January 2024, item 2</span></a>"
    assert f"UPDATE (amber; {place}council/2024-01-10#late-visits{name}): Six" in html
    assert f"UPDATE ({place}this</a>; red)" in html
    assert f'RESPONSE (<a class="mb-ref" href="../2024-01-10/#staff">staff{name}; accepted)' in html
    assert "UPDATE (no-such; red)" in html
    assert read_html(html) == extract_text(later)
    html = find_article(small.render("cy/council/2024-03-06/"))
    assert ">late-visits<span data-inserted>, Y Cyngor, 10 Ionawr 2024, eitem 2</span></a>): Chwech." in html
    assert "DIWEDDARIAD (mwy): Saith." in html


def test_record_is_the_source(full: Small) -> None:
    html = full.render(f"{KEY}/")
    assert read_html(find_article(html)) == extract_text((FULL.split("---\n", 2)[2]).replace("\n    ", "\n"))


def test_items_stand_with_number_heading_and_anchor(full: Small) -> None:
    record = view_of(full).record
    assert record is not None
    assert [(item.anchor, item.number) for item in record.items] == [
        ("preamble", ""),
        ("item-1", "1."),
        ("item-2", "Item 2:"),
    ]
    html = full.render(f"{KEY}/")
    assert '<h2><span class="mb-item-number">1.</span> Apologies <a class="mb-permalink" data-inserted' in html
    assert '<h3 id="item-2-key-points">' in html
    assert 'aria-label="Link to item 2"' in html


@pytest.mark.parametrize(
    ("heading", "number", "rest"),
    [
        ("5. Roads", "5.", "Roads"),
        ("Item 5: Roads", "Item 5:", "Roads"),
        ("5a.\u00a0Roads", "5a.", "Roads"),
        ("**5. Roads**", "", "5. Roads"),
        ("5. *Roads* (late item)", "5.", "Roads (late item)"),
        ("5.", "5.", ""),
        ("Roads", "", "Roads"),
    ],
)
def test_numbers_are_told_from_titles(heading: str, number: str, rest: str) -> None:
    (item,) = split_items(parse(f"## {heading}\n")[0]).items
    found, title = split_heading(item.heading, item.number)
    assert title is not None
    assert (found, title.text) == (number, rest)


def test_terms_links_and_records_in_the_prose(full: Small) -> None:
    html = full.render(f"{KEY}/")
    assert (
        '<a class="term" href="../../glossary/#ciw">CIW</a>'
        '<span class="expansion" data-inserted> (Care Inspectorate Wales)</span> came.'
    ) in html
    assert '<a href="report.pdf">report</a>' in html
    assert '<a href="#item-2-key-points">the place</a>' in html
    assert '<div id="item-2-decision-1" class="mb-record mb-decision">' in html
    assert 'aria-label="Decision, item 2">Decision</a>' in html


def test_at_a_glance(full: Small) -> None:
    decisions, actions = view_of(full).glances.views
    (decision,) = decisions.entries
    assert decision.heading.href == "#item-2-decision-1"
    assert [badge.text for badge in decision.badges] == ["Resolved"]
    assert [(fact.label, fact.pieces[0].text) for fact in decision.facts] == [("Votes", "5 for, 2 against")]
    assert decisions.register.href == "../../decisions/2024/"
    (action,) = actions.entries
    assert [badge.text for badge in action.badges] == ["Overdue"]
    assert action.words == "Jane Rees to write to CIW by 5 May 2024."
    assert view_of(full).lede == "1 decision, 1 action"


def test_a_colour_has_its_key(tmp_path: Path) -> None:
    text = "## 1. A\n\nACTION (Jane Rees; amber): Write.\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": text})
    html = small.render(f"{KEY}/")
    assert html.count('<dl class="mb-key">') == 1
    assert "In progress, with concerns about meeting the timescales" in html


def test_documents_have_type_size_and_item(full: Small) -> None:
    (document,) = view_of(full).documents
    assert (document.link.text, document.link.href, document.details) == ("report", "report.pdf", "PDF, 2 kB, item 2")
    (welsh,) = view_of(full, f"cy/{KEY}/").documents
    assert welsh.link.href == f"../../../{KEY}/report.pdf"


def test_pager(full: Small) -> None:
    first, second = view_of(full).pager, view_of(full, "council/2024-03-06/").pager
    assert first.previous is None
    assert first.following is not None
    assert (first.following.text, first.following.href) == ("6 March 2024", "../2024-03-06/")
    assert second.previous is not None
    assert second.following is None


def test_how_to_link(full: Small) -> None:
    found = view_of(full).link_help
    assert found is not None
    assert found.address == f"https://example.org/council/{KEY}/#item-1"


def test_terms_used(full: Small) -> None:
    [term] = view_of(full).terms
    assert (term.letters.text, [meaning.words.text for meaning in term.meanings]) == (
        "CIW",
        ["Care Inspectorate Wales"],
    )


def test_history_is_of_all_files_of_the_meeting(tmp_path: Path) -> None:
    path = f"content/{KEY}"
    history = {
        f"{path}.md": (
            Change(date(2024, 1, 12), "a" * 40, "Mend <item> 1"),
            Change(date(2024, 1, 11), "b" * 40, "Add"),
        ),
        f"{path}.cy.md": (Change(date(2024, 1, 13), "c" * 40, "Add Welsh"), Change(date(2024, 1, 11), "b" * 40, "Add")),
    }
    small = plan_small(tmp_path, {f"{path}.md": FULL, f"{path}.cy.md": CY}, history=history)
    changes = view_of(small).provenance.changes
    assert [change.subject for change in changes] == ["Add Welsh", "Mend <item> 1", "Add"]
    assert "Mend &lt;item&gt; 1" in small.render(f"{KEY}/")


def test_source(tmp_path: Path) -> None:
    front = "source: {url: 'https://example.org/old', imported: 2024-02-01, note: From paper}"
    small = plan_small(tmp_path, {f"content/{KEY}.md": f"---\n{front}\n---\n## 1. A\n"})
    facts = {fact.label: fact.values[0] for fact in view_of(small).provenance.facts}
    assert facts["Source"].href == "https://example.org/old"
    assert facts["Imported"].text == "1 February 2024"
    assert facts["Note"].text == "From paper"


def test_json_ld(full: Small) -> None:
    event = json.loads(full.views[f"{KEY}/"].json_ld)
    assert event["@type"] == "Event"
    assert event["startDate"] == "2024-01-10T14:30+00:00"
    assert event["endDate"] == "2024-01-10T16:00+00:00"
    assert event["url"] == f"https://example.org/council/{KEY}/"
    assert event["location"]["name"] == "Town Hall"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_what_is_withheld_says_so(tmp_path: Path) -> None:
    files = {f"content/{KEY}.md": "---\npublish: no\n---\n## 1. A\n", "content/council/2024-02-10.md": "## 1. A\n"}
    small = plan_small(tmp_path, files, drafts=True)
    page = small.views[f"{KEY}/"]
    assert any("drafts" in notice for notice in page.notices)
    assert page.robots == "noindex"
    assert f"{KEY}/" not in plan_small(tmp_path, files).views


def test_an_item_that_one_language_lacks_is_shown_in_the_other(tmp_path: Path) -> None:
    english = "## 1. One\n\nText.\n\n## 2. Two\n\nRESOLVED so.\n\n## 3. Three\n\nText.\n"
    welsh = "## 1. Un\n\nTestun.\n\n## 3. Tri\n\nTestun.\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": english, f"content/{KEY}.cy.md": welsh})
    record = view_of(small, f"cy/{KEY}/").record
    assert record is not None
    assert [(item.anchor, item.lang) for item in record.items] == [("item-1", ""), ("item-2", "en"), ("item-3", "")]
    assert "Saesneg" in record.items[1].notice
    html = small.render(f"cy/{KEY}/")
    article = find_article(html)
    assert read_html(article) == extract_text(welsh)
    assert 'id="item-2-decision-1"' in article
    assert 'lang="en" data-inserted' in article


def test_a_record_that_one_language_lacks_is_named_at_the_end_of_its_item(tmp_path: Path) -> None:
    english = "## 1. One\n\nRESOLVED the first.\n\nRESOLVED the second.\n"
    welsh = "## 1. Un\n\nTestun.\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": english, f"content/{KEY}.cy.md": welsh})
    record = view_of(small, f"cy/{KEY}/").record
    assert record is not None
    assert [(other.anchor, other.words, other.lang) for other in record.items[0].others] == [
        ("item-1-decision-1", "RESOLVED the first.", "en"),
        ("item-1-decision-2", "RESOLVED the second.", "en"),
    ]
    html = small.render(f"cy/{KEY}/")
    assert 'id="item-1-decision-2"' in html
    assert read_html(find_article(html)) == extract_text(welsh)


def test_minutes_in_another_language_only(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.cy.md": "---\ntime: 7pm\n---\n## 1. Un\n\nPENDERFYNWYD felly.\n"})
    view = view_of(small)
    assert view.record is not None
    assert view.record.lang == "cy"
    assert "Welsh" in view.notices[-1].text
    html = small.render(f"{KEY}/")
    assert '<article class="mb-minutes" data-record lang="cy">' in html
    # The name of a link is in the language of the words that it quotes.
    assert 'aria-label="Penderfyniad, eitem 1">Penderfyniad</a>' in html


def test_missing_minutes_may_be_a_link(tmp_path: Path) -> None:
    site = "name: Test\nlanguages: [en, cy]\nmissing: link\n"
    files = {"content/site.yml": site, f"content/{KEY}.md": "## 1. One\n\nRESOLVED so.\n"}
    small = plan_small(tmp_path, files)
    view = view_of(small, f"cy/{KEY}/")
    assert view.record is None
    assert not view.glances.views
    assert view.notices[-1].href == f"../../../{KEY}/"
    context = small.context("cy")
    assert context.find_place(f"{KEY}#item-1-decision-1") == f"{KEY}/#item-1-decision-1"
    assert context.find_place(KEY) == f"cy/{KEY}/"


def test_an_exempt_item_says_what_that_means(tmp_path: Path) -> None:
    small = plan_small(tmp_path, {f"content/{KEY}.md": "## 1. Land (exempt: paragraph 14)\n\nThe public left.\n"})
    html = small.render(f"{KEY}/")
    assert "mb-item-exempt" in html
    assert "paragraph 14 of Schedule 12A" in html


def test_a_fenced_record_names_what_its_ids_name(tmp_path: Path) -> None:
    text = """\
        ## 1. A

        ```action
        id: letter
        do: Write a letter
        owner: [jane-rees, leader]
        due: 2024-05
        ```
        """
    html = plan_small(tmp_path, {f"content/{KEY}.md": text}).render(f"{KEY}/")
    assert '<div class="mb-record mb-action mb-fenced" id="letter">' in html
    assert '<a href="../../people/jane-rees/">Jane Rees</a>' in html
    assert '<a href="../../offices/leader/">Leader</a>' in html


def test_references_bring_names_where_they_have_no_words(tmp_path: Path) -> None:
    text = "## 1. A\n\nSee [[#item-2]], [[cabinet/2024-01-11#item-1]], [[leader]], [[jane-rees|her]].\n\n## 2. B\n\nText.\n"
    small = plan_small(tmp_path, {f"content/{KEY}.md": text, "content/cabinet/2024-01-11.md": "## 1. A\n\nText.\n"})
    html = small.render(f"{KEY}/")
    assert 'href="#item-2">Item 2</a>' in html
    assert 'href="../../cabinet/2024-01-11/#item-1">Cabinet, 11 January 2024, item 1</a>' in html
    assert 'href="../../offices/leader/">Leader</a>' in html
    assert '<a class="mb-ref" href="../../people/jane-rees/">her</a>' in html
