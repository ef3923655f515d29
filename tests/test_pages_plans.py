"""Action plans: their key, their counts, their actions with the history that the minutes and the plan have in common."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from minutebook.pages.actions import ActionsView
from minutebook.pages.plans import PlansView, PlanView
from tests.support.registers import Small, plan_small

MINUTES = {
    "content/council/2024-01-10.md": """\
        ## 1. Start

        ACTION (Jane Rees; by March 2024; green): Mend the roof. {#roof}
        """,
    "content/council/2024-02-10.md": """\
        ## 3. Reports

        UPDATE (roof; amber): The tiles are late.

        UPDATE (plans/one#save; red): Nothing saved.
        """,
}
PLAN = """\
    title: {en: Plan one, cy: Cynllun un}
    body: council
    about: {en: For better days}
    from: 2024-01
    next_report: July 2024
    key: {blue: Done, green: Well, amber: Hm, red: Bad}
    actions:
      - id: save
        title: {en: Save money, cy: Arbed arian}
        owner: [leader, dai-ellis]
        due: 2024-05
        history:
          - {date: 2024-01, status: amber, note: Slow start}
          - {date: 2024-03-05, status: green, note: Better, meeting: council/2024-02-10#item-3}
      - {id: roof-work, raised: council/2024-01-10#roof, history: [{date: 2024-04-02, status: blue}]}
      - {id: later, title: Later, due: after the summer}
    """
NO_KEY = "title: Two\nbody: council\nactions: [{id: a, title: A, status: red}]\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    files = MINUTES | {"content/plans/one.yml": PLAN, "content/plans/two.yml": NO_KEY}
    return plan_small(tmp_path_factory.mktemp("council"), files, today=date(2024, 6, 1))


def view_plan(small: Small, plan: str = "one", prefix: str = "") -> PlanView:
    return cast("PlanView", small.views[f"{prefix}plans/{plan}/"].body)


def test_a_plan_shows_its_own_key(small: Small) -> None:
    plan = view_plan(small)
    assert [(rating.badge.text, rating.meaning.text) for rating in plan.key.ratings] == [
        ("Blue", "Done"),
        ("Red", "Bad"),
        ("Amber", "Hm"),
        ("Green", "Well"),
    ]
    assert plan.key_of == "This plan has a key of its own."


@pytest.mark.parametrize(
    ("bodies", "site", "meaning", "says"),
    [
        ("", "", "Complete", "usual meaning"),
        ("", "key: {blue: Site, green: b, amber: c, red: d}", "Site", "council's usual key"),
        (
            ", key: {blue: Own, green: b, amber: c, red: d}",
            "key: {blue: Site, green: b, amber: c, red: d}",
            "Own",
            "(Council)",
        ),
    ],
)
def test_a_plan_without_a_key_shows_the_one_that_holds(
    tmp_path: Path, bodies: str, site: str, meaning: str, says: str
) -> None:
    files = {
        "content/site.yml": f"name: Test\nlanguages: [en]\n{site}\n",
        "content/bodies.yml": f"council: {{name: Council{bodies}}}\n",
        "content/people.yml": "{}\n",
        "content/offices.yml": "{}\n",
        "content/council/2024-01-10.md": "Words.\n",
        "content/plans/two.yml": NO_KEY,
    }
    small = plan_small(tmp_path, files)
    plan = view_plan(small, "two")
    assert plan.key.ratings[0].meaning.text == meaning
    assert says in plan.key_of
    assert 'class="mb-key"' in small.render("plans/two/")
    assert 'class="mb-key"' in small.render("plans/")


def test_actions_are_counted_by_colour_in_words(small: Small) -> None:
    plan = view_plan(small)
    assert [(count.badge.text, count.count) for count in plan.counts] == [
        ("Blue", "1 action"),
        ("Green", "1 action"),
        ("Not rated", "1 action"),
    ]
    assert plan.overdue == "1 overdue action"
    assert [row.link.text for row in cast("PlansView", small.views["plans/"].body).rows] == ["Plan one", "Two"]


def test_the_history_of_an_action_is_whole_and_leads_to_the_minutes(small: Small) -> None:
    save = view_plan(small).actions[0]
    assert [
        (step.date, step.rating.badge.text if step.rating else "", step.passage.lead if step.passage else "")
        for step in save.steps
    ] == [
        ("5 March 2024", "Green", "Better"),
        ("10 February 2024", "Red", "Nothing saved."),
        ("January 2024", "Amber", "Slow start"),
    ]
    places = [step.place for step in save.steps]
    assert [(place.text, place.href) if place else None for place in places] == [
        ("Council, 10 February 2024, item 3", "../../council/2024-02-10/#item-3"),
        ("Council, 10 February 2024, item 3", "../../council/2024-02-10/#item-3-update-2"),
        None,
    ]
    assert save.overdue
    assert save.rating is not None
    assert save.rating.meaning.text == "Well"


def test_an_action_from_the_minutes_has_its_words_owner_and_date_from_there(small: Small) -> None:
    roof = view_plan(small).actions[1]
    assert roof.title.text == "Mend the roof."
    assert [owner.text for owner in roof.owners] == ["Jane Rees"]
    assert roof.due is not None
    assert (roof.due.text, roof.due.day) == ("by March 2024", "31 March 2024")
    assert roof.raised is not None
    assert (roof.raised.text, roof.raised.href) == (
        "Council, 10 January 2024, item 1",
        "../../council/2024-01-10/#roof",
    )
    assert not roof.overdue


def test_the_register_and_the_plan_show_one_colour(small: Small) -> None:
    roof = view_plan(small).actions[1]
    [group] = cast("ActionsView", small.views["actions/2024/"].body).groups
    [entry] = group.entries
    assert entry.rating is not None
    assert roof.rating == entry.rating
    assert entry.done
    assert [plan.href for plan in entry.plans] == ["../../plans/one/#roof-work"]
    assert [step.date for step in roof.steps] == ["2 April 2024", "10 February 2024"]
    assert cast("ActionsView", small.views["actions/"].body).groups == ()


def test_words_without_a_date_are_never_overdue(small: Small) -> None:
    later = view_plan(small).actions[2]
    assert later.due is not None
    assert (later.due.text, later.overdue, later.rating) == ("after the summer", False, None)


def test_a_plan_is_shown_in_the_language_of_the_page(small: Small) -> None:
    plan = view_plan(small, prefix="cy/")
    assert (plan.title.text, plan.title.lang) == ("Cynllun un", "")
    assert plan.about is not None
    assert (plan.about.text, plan.about.lang) == ("For better days", "en")
    assert plan.next_report is not None
    assert (plan.next_report.text, plan.next_report.lang) == ("Gorffennaf 2024", "")
    assert plan.actions[0].title.text == "Arbed arian"
    assert plan.period == "Ers Ionawr 2024"


def test_each_action_has_an_anchor_of_its_own(small: Small) -> None:
    html = small.render("plans/one/")
    assert all(f'id="{action.id}"' in html for action in view_plan(small).actions)


def test_hostile_words_come_out_as_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    plan = f"title: '{hostile}'\nbody: council\nactions: [{{id: a, title: '{hostile}', owner: '{hostile}', status: red}}]\n"
    files = {"content/council/2024-01-10.md": "Words.\n", "content/plans/two.yml": plan}
    small = plan_small(tmp_path, files)
    assert "<script" not in small.render("plans/two/") + small.render("plans/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in small.render("plans/two/")
