"""Checks of a meeting's facts against each other and against the calendar.

In: the register. Out: findings at the meeting's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.checks.minutes import Minutes
from minutebook.checks.registry import Finding, Subject, check, check_meeting
from minutebook.diagnostics import Location
from minutebook.i18n import language_name
from minutebook.model import Meeting


@check_meeting("approving-meeting-missing", "warning")
def find_unknown_approvals(minutes: Minutes) -> Iterator[Finding]:
    """`approved:` names a meeting that has no file.

    Why: Readers see the date but cannot open the meeting that approved these minutes.
    Bad: approved: 2023-05-17
    Good: approved: 2023-05-16
    """
    meeting = minutes.meeting
    if meeting.approved and meeting.approved.meeting is None:
        message = (
            f"These minutes say they were approved on {meeting.approved.date}, but there is no meeting of that day, "
            "so it is shown as a date without a link. Check the date, or add that meeting."
        )
        yield _place(meeting), message


@check_meeting("approved-before-held", "warning")
def find_early_approvals(minutes: Minutes) -> Iterator[Finding]:
    """Minutes were approved before the day of their own meeting.

    Why: One of the two dates is wrong.
    Bad: approved: 2022-05-16 (in the minutes of 2023-04-18)
    Good: approved: 2023-05-16
    """
    meeting = minutes.meeting
    if meeting.approved and meeting.approved.date < meeting.date:
        message = (
            f"These minutes of {meeting.date} cannot have been approved on {meeting.approved.date}. Check both dates."
        )
        yield _place(meeting), message


@check_meeting("approved-but-draft", "warning")
def find_approved_drafts(minutes: Minutes) -> Iterator[Finding]:
    """Minutes name the meeting that approved them but are called a draft.

    Why: The page would say "draft" over minutes that are final.
    Bad: minutes: draft
    approved: 2023-05-16
    Good: minutes: approved
    approved: 2023-05-16
    """
    meeting = minutes.meeting
    if meeting.approved and meeting.minutes in ("draft", "none"):
        yield (
            _place(meeting),
            f"minutes: {meeting.minutes}, but approved: {meeting.approved.date}. Write minutes: approved",
        )


@check("held-in-future", "warning")
def find_future_meetings(subject: Subject) -> Iterator[Finding]:
    """A meeting is said to be held, but its day has not come.

    Why: It would stand among the past meetings.
    Bad: status: held (in a file named 2099-01-01.md)
    Good: status: scheduled
    """
    for meeting in subject.register.meetings.values():
        if meeting.status == "held" and meeting.date > subject.register.today:
            yield (
                _place(meeting),
                f"status: held, but {meeting.date} is still to come. Check the date, or write status: scheduled",
            )


@check_meeting("ends-before-start", "warning")
def find_backward_times(minutes: Minutes) -> Iterator[Finding]:
    """A meeting ended before it began.

    Why: One of the times is wrong, or the meeting went past midnight, which is worth a second look.
    Bad: time: 7.30pm
    ended: 9.10am
    Good: time: 7.30pm
    ended: 9.10pm
    """
    meeting = minutes.meeting
    if meeting.time and meeting.ended and meeting.ended <= meeting.time:
        message = f"The meeting began at {meeting.time:%H:%M} and ended at {meeting.ended:%H:%M}. Check both, and whether am or pm is meant."
        yield _place(meeting), message


@check_meeting("title-not-in-first", "warning")
def find_lone_titles(minutes: Minutes) -> Iterator[Finding]:
    """A meeting's minutes have a title in a further language, and none in their first.

    Why: That page is headed by the title, and the other by the body and the date. Often it says only whose minutes they are, as both pages do.
    Bad: title: Cofnodion y Cabinet (in 2023-05-16.cy.md, where 2023-05-16.md has no title)
    Good: no title in either, or title: Extraordinary meeting (in the .md) and title: Cyfarfod arbennig (in the .cy.md)
    """
    meeting = minutes.meeting
    first = meeting.versions[0]
    if meeting.title is None or meeting.title.get(first.lang) is not None:
        return
    for lang, title in meeting.title.by_lang:
        path = (meeting.version(lang) or first).path
        message = (
            f'The title "{title}" is in {language_name(lang, "en")} only: there it heads the page, and elsewhere the body and date do. '
            f"Delete it if it says no more than these, or give {first.path.rpartition('/')[2]} a title too."
        )
        yield Location(path), message


def _place(meeting: Meeting) -> Location:
    return Location(meeting.versions[0].path)
