"""The day by which a referred unit comes back is told of when it is near and when it has passed, once each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.attempts import reminders, services
from assessments.attempts.days import Told, to_tell
from core.mail import Mail
from people.models import Role
from tests import london
from tests.factories import appeals, grading, people
from training.enrolments.models import EnrolmentState
from training.portfolio.models import Submission

DAY = date(2027, 3, 20)
REASON = "The letter about the decision went to a wrong address."


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2027, 3, 12), None),
        (date(2027, 3, 13), Told.near),
        (date(2027, 3, 20), Told.near),
        (date(2027, 3, 21), Told.passed),
        (date(2027, 4, 3), Told.passed),
        (date(2027, 4, 4), None),
    ],
)
def test_it_is_told_of_a_week_before_and_once_it_is_over(today: date, told: Told | None) -> None:
    assert to_tell(DAY, today) is told


def referred() -> Submission:
    """A unit that waits for its trainee, with the mails about it so far put away."""
    return grading.decision(refer=("1.2",)).submission


def mails(session: Session, submission: Submission) -> list[str]:
    """The subjects of what the trainee was written about the day."""
    to = submission.enrolment.person.email
    rows = session.scalars(select(Mail).where(Mail.recipient == to).order_by(Mail.id))
    return [row.subject for row in rows if "again" in row.subject]


def test_each_day_is_told_of_once_before_and_once_after(session: Session) -> None:
    submission = referred()
    due = submission.send_by
    assert due is not None
    for away, expected in ((-8, 0), (-7, 1), (-7, 0), (0, 0), (1, 1), (1, 0), (5, 0)):
        assert reminders.remind(due + timedelta(days=away)) == expected, away
    near, passed = mails(session, submission)
    code = submission.unit.code
    assert near.startswith(f"Send {code} again by ") and passed.startswith(f"The day for sending {code} again has pas")


def test_the_mails_hold_the_unit_the_day_and_a_page_and_nothing_of_the_decision(session: Session) -> None:
    submission = referred()
    assert submission.send_by is not None
    reminders.remind(submission.send_by)
    reminders.remind(submission.send_by + timedelta(days=1))
    rows = [row for row in session.scalars(select(Mail)) if "again" in row.subject]
    assert len(rows) == 2
    for row in rows:
        assert f"/units/{submission.unit.public_id}" in row.text
        assert "Comment on" not in row.text and "1.2" not in row.text and "efer" not in row.text


def test_another_day_is_told_of_anew(session: Session) -> None:
    submission = referred()
    due = submission.send_by
    assert due is not None and reminders.remind(due) == 1
    services.give_more_time(submission, until=due + timedelta(days=20), reason=REASON, by=people.person(Role.lead_iqa))
    assert reminders.remind(due + timedelta(days=1)) == 0
    assert reminders.remind(due + timedelta(days=13)) == 1


@pytest.mark.parametrize("what", ["sent again", "left", "passed", "under appeal", "last attempt"])
def test_nobody_is_told_of_a_day_that_holds_for_nobody(session: Session, what: str) -> None:
    submission = appeals.decision().submission if what == "under appeal" else referred()
    due = submission.send_by
    assert due is not None
    match what:
        case "sent again":
            grading.allocated(submission.enrolment)
        case "left":
            submission.enrolment.state = EnrolmentState.withdrawn
        case "passed":
            grading.decision(grading.mark_sheet(grading.allocated(submission.enrolment)))
        case "under appeal":
            appeals.appeal(submission.decisions[-1])  # type: ignore[attr-defined]
        case "last attempt":
            submission = grading.decision(
                grading.mark_sheet(grading.allocated(submission.enrolment)), refer=("1.2",)
            ).submission
            assert submission.send_by is None
    session.flush()
    assert reminders.remind(due) == 0


def test_the_background_work_does_it_in_every_centre(session: Session) -> None:
    for _centre in range(2):
        people.centre()
        referred().send_by = london.today()
        session.flush()
    assert reminders.remind_of_send_by() == 2
    assert reminders.remind_of_send_by() == 0
