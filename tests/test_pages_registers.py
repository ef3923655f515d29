"""The registers of decisions, actions and recommendations: what stands there, in which order, with which links."""

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import cast

import pytest

from minutebook.pages.actions import ActionsView
from minutebook.pages.decisions import DecisionsView, DecisionsYearView
from minutebook.pages.recommendations import RecommendationsView
from minutebook.pages.sentences import Pieces
from tests.support.registers import Small, plan_small

FEBRUARY = """\
    ---
    minutes: approved
    present: Cllr Jane Rees, Dai Ellis, Owen Adda
    ---
    ## 1. Minutes

    CONFIRMED.

    ## 4. Library

    RESOLVED (proposed by Cllr Jane Rees, seconded by Dai Ellis; 7 for, 2 against, 1 abstained) that:

    - the library stay open;
    - the roof be mended.

    For: Jane Rees, Dai Ellis

    Against: Owen Adda

    ## 5. Bus

    RECOMMENDED (to cabinet): That the bus run on Sundays. {#sunday-bus}

    RECOMMENDED to the Cabinet that fares be kept low. {#low-fares}

    ACTION (Jane Rees and Leader; by March 2024; amber): Ask the company. {#ask-company}

    ACTION (Dai Ellis; after January 2024): Count the passengers. {#count}

    Action: Clerk to write to the school.

    ACTION (Somebody Unknown; by 1 December 2024): Paint the shelter. {#paint}
    """
FEBRUARY_CY = """\
    ## 1. Cofnodion

    CADARNHAWYD.

    ## 4. Llyfrgell

    PENDERFYNWYD:

    - cadw'r llyfrgell ar agor;
    - trwsio'r to.
    """
APRIL = """\
    ---
    minutes: draft
    ---
    ## 2. Answers

    RESPONSE (sunday-bus; accepted in part): From July, every other week.

    UPDATE (ask-company; red): No answer yet.

    UPDATE (paint; blue): Painted.

    ## 3. Grant

    > That the grant be £500.

    The motion was CARRIED on the casting vote of the Chair. (3 for, 3 against)
    """
FILES = {
    "content/council/2023-12-12.md": "## 1. Minutes\n\nAPPROVED.\n",
    "content/council/2024-02-06.md": FEBRUARY,
    "content/council/2024-02-06.cy.md": FEBRUARY_CY,
    "content/cabinet/2024-04-10.md": APRIL,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return plan_small(tmp_path_factory.mktemp("council"), FILES)


def write_out(pieces: Pieces) -> str:
    """Return a sentence of words and links as text, links as `[words](address)`."""
    return "".join(f"[{piece.text}]({piece.href})" if piece.href else piece.text for piece in pieces)


def view_decisions(small: Small, path: str = "decisions/") -> DecisionsView:
    return cast("DecisionsView", small.views[path].body)


def view_actions(small: Small, path: str = "actions/") -> ActionsView:
    return cast("ActionsView", small.views[path].body)


def view_recommendations(small: Small, path: str = "recommendations/") -> RecommendationsView:
    return cast("RecommendationsView", small.views[path].body)


def list_actions(view: ActionsView) -> dict[str, list[str]]:
    return {group.id: [entry.passage.lead for entry in group.entries] for group in view.groups}


# Decisions


def test_latest_decisions_come_first(small: Small) -> None:
    view = view_decisions(small)
    assert [(entry.place.datetime, entry.place.item.text) for entry in view.latest] == [
        ("2024-04-10", "Grant"),
        ("2024-02-06", "Minutes"),
        ("2024-02-06", "Library"),
        ("2023-12-12", "Minutes"),
    ]
    assert [(year.year, year.count, year.href) for year in view.years.links] == [
        (2024, "3", "2024/"),
        (2023, "1", "2023/"),
    ]


def test_only_the_latest_fifty_decisions_stand_on_the_first_page(tmp_path: Path) -> None:
    items = "".join(f"## {number}. Item\n\nAGREED.\n\n" for number in range(1, 61))
    small = plan_small(tmp_path, {"content/council/2024-02-06.md": items})
    assert len(view_decisions(small).latest) == 50
    year = cast("DecisionsYearView", small.views["decisions/2024/"].body)
    assert [len(meeting.entries) for meeting in year.meetings] == [60]


def test_a_year_lists_every_decision_by_meeting(small: Small) -> None:
    view = cast("DecisionsYearView", small.views["decisions/2024/"].body)
    assert [(meeting.meeting.text, len(meeting.entries)) for meeting in view.meetings] == [
        ("Cabinet, 10 April 2024", 1),
        ("Council, 6 February 2024", 2),
    ]
    assert view.meetings[0].meeting.href == "../../cabinet/2024-04-10/"
    assert [month.text for month in view.months] == ["April 2024", "February 2024"]
    assert [year.current for year in view.years.links] == ["page", ""]


def test_a_decision_has_its_words_its_movers_and_its_votes(small: Small) -> None:
    library = view_decisions(small).latest[2]
    assert library.verb == "Resolved"
    assert library.passage.lead.startswith("RESOLVED (proposed by")
    assert library.passage.below[0].bulleted
    assert library.passage.below[0].lines == ("the library stay open;", "the roof be mended.")
    assert [write_out(sentence) for sentence in library.vote.sentences] == [
        "Proposed by [Jane Rees](../people/jane-rees/), seconded by [Dai Ellis](../people/dai-ellis/)",
        "7 for, 2 against, 1 abstained",
    ]
    assert [write_out(side) for side in library.vote.recorded] == [
        "For: [Jane Rees](../people/jane-rees/) and [Dai Ellis](../people/dai-ellis/)",
        "Against: [Owen Adda](../people/owen-adda/)",
    ]


def test_a_motion_that_was_carried_is_shown_with_the_casting_vote(small: Small) -> None:
    grant = view_decisions(small).latest[0]
    assert grant.motion is not None
    assert grant.motion.text == "That the grant be £500."
    assert write_out(grant.vote.sentences[0]) == "3 for, 3 against"
    assert len(grant.vote.sentences) == 2


def test_a_record_leads_to_its_very_place_in_each_language(small: Small) -> None:
    english, welsh = view_decisions(small).latest[2].place, view_decisions(small, "cy/decisions/").latest[2].place
    assert english.item.href == "../council/2024-02-06/#item-4-decision-1"
    assert english.spot.text == "Council, item 4"
    assert welsh.item.href == "../council/2024-02-06/#item-4-decision-1"
    assert (welsh.item.text, welsh.item.lang) == ("Llyfrgell", "")
    assert welsh.date == "6 Chwefror 2024"


def test_words_without_a_translation_say_which_language_they_are_in(small: Small) -> None:
    grant, _, library, _ = view_decisions(small, "cy/decisions/").latest
    assert (grant.passage.lang, grant.place.item.lang) == ("en", "en")
    assert (library.passage.lead, library.passage.lang) == ("PENDERFYNWYD:", "")
    assert 'lang="en"' in small.render("cy/decisions/")


def test_records_of_draft_minutes_are_marked(small: Small) -> None:
    view = view_decisions(small)
    assert [entry.place.draft for entry in view.latest] == [True, False, False, False]
    assert view.drafts
    assert small.render("decisions/").count("From draft minutes") == 1
    assert "From draft minutes" not in small.render("decisions/2023/")


# Actions


def test_open_actions_are_grouped_with_the_late_ones_first(small: Small) -> None:
    assert list_actions(view_actions(small)) == {
        "_overdue": ["Ask the company."],
        "_dated": ["Count the passengers."],
        "_undated": ["Clerk to write to the school."],
    }


def test_within_a_group_what_is_due_first_comes_first(tmp_path: Path) -> None:
    text = "## 1. A\n\nACTION (by July 2024): Late.\n\nACTION (by 2 June 2024): Soon.\n\nACTION (by 15 June 2024): Middle.\n"
    small = plan_small(tmp_path, {"content/council/2024-05-06.md": text})
    assert list_actions(view_actions(small)) == {"_dated": ["Soon.", "Middle.", "Late."]}


def test_an_action_has_the_colour_of_the_last_word_on_it(small: Small) -> None:
    ask = view_actions(small).groups[0].entries[0]
    assert ask.rating is not None
    assert (ask.rating.badge.text, ask.rating.meaning.text) == ("Red", "Not on track at the moment")
    assert ask.latest is not None
    assert ask.latest.place is not None
    assert ask.latest.passage is not None
    assert ask.latest.passage.lead == "No answer yet."
    assert (ask.latest.place.text, ask.latest.place.href) == (
        "Cabinet, 10 April 2024, item 2",
        "../cabinet/2024-04-10/#item-2-update-1",
    )


def test_what_is_blue_is_closed_and_still_listed_under_its_year(small: Small) -> None:
    year = view_actions(small, "actions/2024/")
    entries = {entry.passage.lead: entry for entry in year.groups[0].entries}
    assert len(entries) == 4
    assert entries["Paint the shelter."].done
    assert not entries["Paint the shelter."].overdue
    assert year.summary == "4 actions, 3 of them open"


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        ("by 5 May 2024", date(2024, 5, 5), False),
        ("by 5 May 2024", date(2024, 5, 6), True),
        ("by May 2024", date(2024, 5, 31), False),
        ("by May 2024", date(2024, 6, 1), True),
        ("after May 2024", date(2026, 1, 1), False),
        ("when there is money", date(2026, 1, 1), False),
    ],
)
def test_an_action_is_overdue_from_the_day_after_its_last_day(
    tmp_path: Path, due: str, today: date, overdue: bool
) -> None:
    text = f"## 1. A\n\nACTION (Jane Rees; {due}): Do it.\n"
    small = plan_small(tmp_path, {"content/council/2024-04-06.md": text}, today=today)
    [group] = view_actions(small).groups
    assert group.entries[0].overdue is overdue
    assert (group.id == "_overdue") is overdue


def test_owners_are_linked_and_named_in_the_language_of_the_page(small: Small) -> None:
    english, welsh = (view_actions(small, path).groups[0].entries[0] for path in ("actions/", "cy/actions/"))
    assert write_out(english.owners) == "[Jane Rees](../people/jane-rees/) and [Leader](../offices/leader/)"
    assert write_out(welsh.owners) == "[Jane Rees](../people/jane-rees/) ac [Arweinydd](../offices/leader/)"


def test_owners_whose_names_hold_a_comma_or_would_change_are_parted_by_semicolons(tmp_path: Path) -> None:
    offices = """\
        leader: {title: {en: Leader, cy: Arweinydd}}
        care: {title: {en: "Director, Care and Housing", cy: Cyfarwyddwr Gofal}}
        head: {title: {en: Chief Executive, cy: Prif Weithredwr}}
        """
    text = "## 1. A\n\nACTION (Director, Care and Housing; Chief Executive; by May 2024): Do it.\n"
    other = "## 2. B\n\nACTION (Clerk; Chief Executive; by June 2024): Do it.\n\nACTION (Chief Executive; Tom Price; by July 2024): Do it.\n"
    files = {
        "content/council/2024-04-06.md": text + "\n" + other,
        "content/offices.yml": offices,
        "content/people.yml": "tom-price: {name: Tom Price}\nsara-lewis: {name: Sara Lewis}\n",
    }
    small = plan_small(tmp_path, files, today=date(2024, 4, 7))
    assert [
        [
            re.sub(r"\[(.*?)\]\(.*?\)", r"\1", write_out(entry.owners))
            for entry in view_actions(small, path).groups[0].entries
        ]
        for path in ("actions/", "cy/actions/")
    ] == [
        ["Director, Care and Housing; Chief Executive", "Clerk and Chief Executive", "Chief Executive and Tom Price"],
        ["Cyfarwyddwr Gofal; Prif Weithredwr", "Clerc; Prif Weithredwr", "Prif Weithredwr a Tom Price"],
    ]


def test_an_owner_whom_nobody_knows_stands_as_written(small: Small) -> None:
    paint = next(entry for entry in view_actions(small, "actions/2024/").groups[0].entries if entry.done)
    assert write_out(paint.owners) == "Somebody Unknown"


def test_a_due_date_is_shown_as_written_and_as_understood(small: Small) -> None:
    ask = view_actions(small).groups[0].entries[0].due
    assert ask is not None
    assert (ask.text, ask.day, ask.datetime, ask.lang) == ("by March 2024", "31 March 2024", "2024-03-31", "")
    welsh = view_actions(small, "cy/actions/").groups[0].entries[0].due
    assert welsh is not None
    assert (welsh.text, welsh.day, welsh.lang) == ("31 Mawrth 2024", "", "")
    paint = next(entry.due for entry in view_actions(small, "actions/2024/").groups[0].entries if entry.done)
    assert paint is not None
    assert (paint.text, paint.day) == ("by 1 December 2024", "")


def test_every_page_with_a_colour_shows_its_word_and_the_key(small: Small) -> None:
    for path in small.views:
        html = small.render(path)
        colours = re.findall(r'class="mb-brag mb-brag-(\w+)">([^<]*)<', html)
        assert html.count("mb-brag-") == len(colours), path
        assert all(words.strip() for _, words in colours), path
        assert not colours or 'class="mb-key"' in html, path


def test_a_body_with_a_key_of_its_own_rates_by_that(tmp_path: Path) -> None:
    bodies = """\
        council: {name: Council}
        audit: {name: Audit, key: {blue: Checked, green: As planned, amber: Slow, red: Stopped}}
        """
    text = "## 1. A\n\nACTION (amber): Do it.\n"
    files = {
        "content/bodies.yml": bodies,
        "content/people.yml": "{}\n",
        "content/audit/2024-04-06.md": text,
        "content/council/2024-04-06.md": text,
    }
    view = view_actions(plan_small(tmp_path, files))
    meanings = {entry.place.spot.text: entry.rating for group in view.groups for entry in group.entries}
    assert [rating.meaning.text for rating in meanings.values() if rating] == [
        "Slow",
        "In progress, with concerns about meeting the timescales",
    ]
    assert [key.owner.text if key.owner else "" for key in view.keys] == ["", "Audit"]


# Recommendations


def test_recommendations_without_a_response_are_open(small: Small) -> None:
    view = view_recommendations(small)
    assert [(group.id, [entry.passage.lead for entry in group.entries]) for group in view.groups] == [
        ("_open", ["RECOMMENDED to the Cabinet that fares be kept low."])
    ]


def test_a_recommendation_and_its_response_lead_to_their_places(small: Small) -> None:
    waiting, answered = view_recommendations(small, "recommendations/2024/").groups
    assert [group.id for group in (waiting, answered)] == ["_open", "_closed"]
    [bus] = answered.entries
    assert bus.passage.lead == "That the bus run on Sundays."
    assert (bus.source.text, bus.source.href) == ("Council", "../../council/")
    assert bus.to is not None
    assert (bus.to.text, bus.to.href) == ("Cabinet", "../../cabinet/")
    assert bus.place.item.href == "../../council/2024-02-06/#sunday-bus"
    assert bus.verdict == "Accepted in part"
    [response] = bus.responses
    assert response.passage.lead == "From July, every other week."
    assert response.place.item.href == "../../cabinet/2024-04-10/#item-2-response-1"


# What they share


def test_what_shares_a_matter_leads_to_each_other(tmp_path: Path) -> None:
    fenced = dedent("""\
        ## 3. Bridge

        ```decision
        verb: agreed
        text: Close the bridge.
        matter: bridge
        ```
        """)
    files = {
        "content/council/2024-01-10.md": fenced,
        "content/cabinet/2024-02-10.md": fenced,
        "content/council/2024-03-10.md": "---\nmatter: bridge\n---\n## 1. Talk\n\nWords.\n",
    }
    small = plan_small(tmp_path, files)
    latest = {entry.place.datetime: entry for entry in view_decisions(small).latest}
    assert [(link.text, link.href) for link in latest["2024-02-10"].siblings.links] == [
        ("Council, 10 January 2024: Bridge", "../council/2024-01-10/#item-3"),
        ("Council, 10 March 2024", "../council/2024-03-10/"),
    ]


def test_a_matter_with_many_items_says_how_many_more_there_are(tmp_path: Path) -> None:
    block = "```decision\nverb: agreed\ntext: Go on.\nmatter: bridge\n```\n"
    files = {f"content/council/2024-01-{day:02}.md": f"## 3. Bridge\n\n{block}" for day in range(1, 21)}
    entry = view_decisions(plan_small(tmp_path, files)).latest[0]
    assert (len(entry.siblings.links), entry.siblings.more) == (12, 7)


def test_views_can_be_sent_to_other_processes(small: Small) -> None:
    for view in small.views.values():
        assert pickle.loads(pickle.dumps(view)) == view


@pytest.mark.parametrize("prefix", ["", "cy/"])
def test_a_council_with_nothing_recorded_says_so_in_words(tmp_path: Path, prefix: str) -> None:
    files = {"content/council/2024-01-10.md": "## 1. Nothing\n\nNothing.\n"}
    for name in ("people", "offices"):
        files[f"content/{name}.yml"] = "{}\n"
    files["content/bodies.yml"] = "council: {name: Council}\n"
    files["glossary.yml"] = "{}\n"
    small = plan_small(tmp_path, files)
    words = small.context("cy" if prefix else "en").text
    for page, key in (
        ("decisions", "register.decisions_empty"),
        ("actions", "register.actions_empty"),
        ("recommendations", "register.recommendations_empty"),
        ("plans", "plan.empty"),
        ("people", "person.empty"),
        ("offices", "office.empty"),
        ("attendance", "attendance.empty"),
        ("glossary", "glossary.empty"),
    ):
        html = small.render(f"{prefix}{page}/").replace("&#39;", "'")
        assert words(key) in html, page
        assert html.count("<h1>") == 1
