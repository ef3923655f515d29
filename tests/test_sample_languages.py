"""The sample council shows what a council has that is catching up: most minutes in both languages, some in part, some in one alone."""

from __future__ import annotations

import pytest

from minutebook.model import Register
from minutebook.parity import Edition, list_editions
from minutebook.pipeline import Options, read_content
from tests.conftest import ROOT
from tests.support.sites import TODAY


@pytest.fixture(scope="module")
def register() -> Register:
    checked = read_content(Options(root=ROOT, site=ROOT / "site", today=TODAY), lambda _stage, _seconds: None)
    assert checked.register, "\n".join(map(str, checked.report.errors))
    return checked.register


@pytest.fixture(scope="module")
def editions(register: Register) -> tuple[Edition, ...]:
    return list_editions(register)


def test_more_than_half_of_the_minutes_are_in_both_languages(editions: tuple[Edition, ...]) -> None:
    languages: dict[str, set[str]] = {}
    whole: dict[str, bool] = {}
    for edition in editions:
        languages.setdefault(edition.meeting, set()).update(edition.sources)
        whole[edition.meeting] = whole.get(edition.meeting, True) and edition.state in ("complete", "older")
    both = [meeting for meeting, found in languages.items() if found == {"en", "cy"}]
    assert len(languages) >= 30
    assert 2 * len(both) > len(languages)
    assert 2 * sum(whole.values()) > len(languages), "those without a gap are more than half"


def test_some_lack_an_item_and_one_a_record(editions: tuple[Edition, ...]) -> None:
    lacking = {(gap.kind, edition.lang) for edition in editions for gap in edition.gaps}
    assert lacking == {("item", "cy"), ("action", "cy")}
    assert {edition.lang for edition in editions if edition.state == "missing"} == {"en", "cy"}


def test_what_explains_the_minutes_is_in_both_languages(register: Register) -> None:
    """Explanations of terms, bodies and people, and names of offices."""
    texts = {
        **{f"term {key}": term.about for key, term in register.terms.items()},
        **{f"body {key}": body.about for key, body in register.bodies.items()},
        **{f"office {key}": office.title for key, office in register.offices.items()},
        **{f"person {key}": person.about for key, person in register.people.items()},
    }
    told = {name: text for name, text in texts.items() if text is not None}
    assert len(told) > 80
    assert [name for name, text in told.items() if None in (text.get("en"), text.get("cy"))] == []


def test_plain_pages_are_in_both_languages() -> None:
    pages = {path.name for path in (ROOT / "content/pages").glob("*.md")}
    first = [name for name in pages if not name.endswith(".cy.md")]
    assert len(first) >= 5
    assert {f"{name.removesuffix('.md')}.cy.md" for name in first} <= pages


def test_no_title_stands_in_a_further_language_alone(register: Register) -> None:
    lone = [
        meeting.key
        for meeting in register.meetings.values()
        if meeting.title and meeting.title.get(meeting.versions[0].lang) is None
    ]
    assert lone == []


@pytest.mark.parametrize(
    ("used", "passed_over"), [("gollyngiad", ("goddefeb", "oddefeb")), ("safonau'r gymraeg", ("safonau cymraeg",))]
)
def test_one_thing_has_one_name_in_welsh(used: str, passed_over: tuple[str, ...]) -> None:
    texts = [
        path.read_text(encoding="utf-8").casefold()
        for path in (ROOT / "content").rglob("*.*")
        if path.suffix in (".md", ".yml")
    ]
    assert any(used in text for text in texts)
    assert not any(word in text for word in passed_over for text in texts)
