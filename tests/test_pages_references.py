"""References that bring no words of their own: everywhere a page shows words of the minutes, it shows the names that the minutes have there."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from minutebook.harvest import survey
from minutebook.pages.actions import ActionsView
from minutebook.pages.decisions import DecisionsView
from minutebook.pages.meetings import MeetingView
from minutebook.pages.plans import PlanView
from tests.support.plaintext import extract_text, read_html
from tests.support.registers import Small, plan_small

FILES = {
    "glossary.yml": """\
        ZER: {en: zero emission route, cy: llwybr di-allyriadau}
        CIW: {en: Care Inspectorate Wales, cy: Arolygiaeth Gofal Cymru, cy_term: AGC}
        PCN: {en: Penalty Charge Notice}
        EHA: {en: Early Help Assessment}
        SPA:
          - {id: spa-birds, en: Special Protection Area, expand: never}
          - {id: spa-water, en: Spring water, expand: never}
        TWO:
          - {id: two-a, en: One meaning, expand: never}
          - {id: two-b, en: Another, expand: never, bodies: [cabinet]}
        """,
    "content/council/2024-01-10.md": """\
        ## 1. One

        RESOLVED that [[people/jane-rees|Jane]] and [[people/jane-rees]] be thanked.

        ACTION (Jane Rees; by 5 May): Write to [[offices/leader]] about [[ciw]]. {#letter}

        The SPA and the TWO were seen.

        ## 2. Two [[zer]] title (exempt)

        “That [[people/dai-ellis]] be thanked”
        was CARRIED.

        ## [[cabinet]]

        It met.
        """,
    "content/council/2024-02-10.md": """\
        ## 1. Only here

        RESOLVED to thank [[leader]] and [[ciw]].
        """,
    "content/council/2024-02-10.cy.md": """\
        ## 1. Yma hefyd

        Diolch i [[leader]] ac i [[ciw]].
        """,
    "content/plans/care.yml": """\
        body: council
        actions:
          - {id: letter, raised: "council/2024-01-10#letter"}
        """,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES)


def view_meeting(small: Small, path: str) -> MeetingView:
    return cast("MeetingView", small.views[path].body)


def test_registers_show_the_name_of_what_is_referred_to(small: Small) -> None:
    entries = cast("DecisionsView", small.views["decisions/"].body).latest
    assert [entry.passage.words for entry in entries] == [
        "RESOLVED to thank Leader and CIW.",
        "RESOLVED that Jane and Jane Rees be thanked.",
        "“That Dai Ellis be thanked” was CARRIED.",
    ]
    assert [entry.motion.text for entry in entries if entry.motion] == ["That Dai Ellis be thanked"]
    [group] = cast("ActionsView", small.views["actions/"].body).groups
    assert [entry.passage.words for entry in group.entries] == ["Write to Leader about CIW."]
    welsh = cast("DecisionsView", small.views["cy/decisions/"].body).latest
    # The names are in the language of the words, as they are in the minutes.
    assert (welsh[0].passage.words, welsh[0].passage.lang) == ("RESOLVED to thank Leader and CIW.", "en")


def test_owners_and_dates_are_read_as_they_stand(small: Small) -> None:
    [group] = cast("ActionsView", small.views["actions/"].body).groups
    [entry] = group.entries
    assert [owner.text for owner in entry.owners] == ["Jane Rees"]
    assert entry.due is not None
    assert entry.due.text == "by 5 May"


def test_what_stands_at_a_glance_and_in_the_article_is_the_same(small: Small) -> None:
    view = view_meeting(small, "council/2024-01-10/")
    glances = {entry.words for part in view.glances.views for entry in part.entries}
    article = " ".join(extract_text(read_html(small.render("council/2024-01-10/"))).split())
    assert "RESOLVED that Jane and Jane Rees be thanked." in glances
    assert "RESOLVED that Jane and Jane Rees be thanked." in article


def test_a_title_has_its_names_wherever_it_is_shown(small: Small) -> None:
    view = view_meeting(small, "council/2024-01-10/")
    assert [(line.number, line.link.text, line.link.href) for line in view.contents] == [
        ("1.", "One", "#item-1"),
        # The address of the item is that of the words alone.
        ("2.", "Two ZER title", "#item-2"),
        ("", "Cabinet", "#item"),
    ]
    entries = cast("DecisionsView", small.views["decisions/"].body).latest
    assert [entry.place.item.text for entry in entries] == ["Only here", "One", "Two ZER title"]
    assert 'aria-label="Link to “Cabinet”"' in small.render("council/2024-01-10/")


def test_the_way_to_a_record_is_called_by_its_words_where_others_are_beside_it(small: Small, tmp_path: Path) -> None:
    name = "content/council/2024-01-10.md"
    two = FILES[name].replace("ACTION (Jane", "RESOLVED to go home.\n\n        ACTION (Jane")
    crowded = plan_small(tmp_path, {**FILES, name: two}).render("council/2024-01-10/")
    words = "“RESOLVED that Jane and Jane Rees be thanked.”"
    assert words in crowded
    assert 'aria-label="Decision, item 1"' not in crowded
    alone = small.render("council/2024-01-10/")
    assert words not in alone
    assert 'aria-label="Decision, item 1"' in alone


def test_what_is_in_the_other_language_alone_has_its_names(small: Small) -> None:
    [item] = [item for item in view_meeting(small, "cy/council/2024-02-10/").record.items if item.others]  # type: ignore[union-attr]
    assert [(other.words, other.lang) for other in item.others] == [("RESOLVED to thank Leader and CIW.", "en")]


def test_a_plan_shows_the_names_in_what_it_took_from_the_minutes(small: Small) -> None:
    [action] = cast("PlanView", small.views["plans/care/"].body).actions
    assert action.title.text == "Write to Leader about CIW."


def test_letters_are_put_in_by_the_language_of_the_minutes(small: Small) -> None:
    assert '<a class="mb-ref" data-inserted href="../../glossary/#ciw">AGC</a>' in small.render(
        "cy/council/2024-02-10/"
    )
    assert '<a class="mb-ref" data-inserted href="../../glossary/#ciw">CIW</a>' in small.render("council/2024-01-10/")


def test_a_term_that_is_only_referred_to_is_used(small: Small) -> None:
    listed = {term.letters.text for term in view_meeting(small, "council/2024-01-10/").terms}
    assert {"ZER", "CIW"} <= listed
    assert "PCN" not in listed
    context = small.context()
    [uses] = context.terms.find_listed("en", "zer").meetings
    assert (uses.meeting, uses.anchor, uses.count) == ("council/2024-01-10", "item-2", 1)
    assert context.terms.find_listed("en", "pcn").meetings == ()


def test_what_is_unused_is_counted_by_the_rule_of_the_pages(small: Small) -> None:
    # SPA stands in the minutes and nobody tells its meanings apart; of TWO the cabinet has a meaning of its own.
    unused = survey(small.register, small.glossed, lambda _: ()).unused
    assert [term.term for term in unused] == ["pcn", "eha", "two-b"]


def test_a_plain_page_lists_the_terms_it_refers_to(tmp_path: Path) -> None:
    files = {**FILES, "content/pages/about.md": "---\ntitle: About\n---\n\nSee [[glossary/eha]].\n"}
    terms = plan_small(tmp_path, files).views["about/"].body.terms  # type: ignore[attr-defined]
    assert [term.letters.text for term in terms] == ["EHA"]
