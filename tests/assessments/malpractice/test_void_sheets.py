"""The mark sheet of an attempt that was made void is closed, and its old address says what happened."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.comments import services as comments
from assessments.grading import queries as grading
from assessments.grading import services as services_of_grading
from assessments.grading.models import MarkSheet
from assessments.iqa.models import SampleOutcome
from assessments.malpractice import services
from assessments.malpractice.models import CaseState, MalpracticeCase
from core import history
from people.models import Role
from tests.assessments.grading.test_views import text_of
from tests.factories import appeals, people, portfolio, quality
from tests.factories import grading as marking
from training.portfolio.models import Submission
from training.portfolio.sending import prepare

TOLD = "We compared the two halves and asked you about them."
WAYS = pytest.mark.parametrize("outcome", [CaseState.void, CaseState.void_unused])


def begun() -> MalpracticeCase:
    """A case about an attempt whose mark sheet is begun."""
    return appeals.answered(appeals.case(appeals.assessed()))


def made_void(row: MalpracticeCase, outcome: CaseState) -> Submission:
    services.decide(row, outcome, TOLD, by=people.person(Role.lead_iqa))
    return row.submission


@WAYS
def test_the_sheet_is_closed_without_a_decision_and_kept_as_it_stood(session: Session, outcome: CaseState) -> None:
    row = begun()
    sheet = grading.open_mark_sheet(row.submission)
    assert sheet is not None and sheet.assessor == row.submission.assessor
    sheet.draft = {"feedback": "Half a thought"}
    submission = made_void(row, outcome)
    session.expire_all()
    assert (sheet.is_open, sheet.voided, sheet.handed_over, sheet.decision) == (False, True, False, None)
    assert sheet.draft == {"feedback": "Half a thought"}
    assert grading.open_mark_sheet(submission) is None
    assert [(each.verb, each.result) for each in history.timeline(sheet)][-1] == ("closed_void", outcome.value)


def test_a_closed_sheet_and_its_comments_never_change(session: Session) -> None:
    submission = appeals.assessed()
    sheet = grading.open_mark_sheet(submission)
    assert sheet is not None
    item = submission.items[0]
    words = item.frozen["text"].split()[0]
    comment = comments.add(
        sheet,
        comments.Quote(words, item.position, 0, len(words)),
        submission.unit.criteria[0],
        "Why?",
        key="one",
        by=sheet.assessor,
    )
    made_void(appeals.answered(appeals.case(submission)), CaseState.void)
    assert comment.closed_at is not None
    for table, row_id in (("mark_sheet", sheet.id), ("anchored_comment", comment.id)):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(text(f"UPDATE {table} SET closed_at = NULL WHERE id = {row_id}"))


@pytest.mark.parametrize("outcome", [CaseState.no_case, CaseState.reminded])
def test_where_the_assessment_goes_on_the_sheet_stays_open(session: Session, outcome: CaseState) -> None:
    row = begun()
    services.decide(row, outcome, TOLD, by=people.person(Role.lead_iqa))
    sheet = grading.open_mark_sheet(row.submission)
    assert sheet is not None and not sheet.voided


@WAYS
def test_the_old_address_says_what_happened(client: FlaskClient, session: Session, outcome: CaseState) -> None:
    submission = made_void(begun(), outcome)
    assert submission.assessor is not None
    people.login(submission.assessor, people.PASSWORD)
    people.sign_in(client, submission.assessor)
    address = f"/marking/{submission.public_id}"
    page = client.get(address)
    told = text_of(page)
    assert page.status_code == 200
    assert "This attempt is void: nothing is decided on it." in told
    counts = outcome is CaseState.void
    assert ("It counts as one of the attempts." in told) is counts
    assert ("It does not count as one of the attempts." in told) is not counts
    assert "closed the mark sheet without a decision: the attempt is void." in told
    assert "Start marking" not in told and TOLD not in told
    assert submission.items[0].frozen["text"][:40] not in page.text


def test_whatever_is_sent_to_the_old_address_changes_nothing_and_is_told_why(
    client: FlaskClient, session: Session
) -> None:
    submission = made_void(begun(), CaseState.void)
    assert submission.assessor is not None
    people.sign_in(client, submission.assessor)
    address = f"/marking/{submission.public_id}"
    for page in (address, f"{address}/check", f"{address}/kept"):
        refused = client.post(page, data={"save": "later", "version": "1"})
        assert refused.status_code == 409, page
        assert "This attempt is void" in refused.text, page
    assert client.post(f"{address}/start").status_code == 409
    assert [sheet.is_open for sheet in session.scalars(select(MarkSheet))] == [False]


@WAYS
def test_what_an_earlier_decision_on_it_found_counts_no_more(session: Session, outcome: CaseState) -> None:
    sample = quality.judged(quality.opened(marking.decision()), SampleOutcome.disagree)
    submission = sample.decision.submission
    place, unit = submission.enrolment, submission.unit
    assert submission.assessor is not None
    assert [each.code for each in prepare(place, unit).carried] == [each.code for each in unit.criteria]
    services_of_grading.start(submission, by=submission.assessor)
    made_void(appeals.answered(appeals.case(submission)), outcome)
    parcel = prepare(place, unit)
    assert (parcel.carried, [each.code for each in parcel.open_criteria]) == ([], [each.code for each in unit.criteria])
    again = portfolio.submission(place, unit.code)
    assert again.attempt == (2 if outcome is CaseState.void else 1)
    assert sample.decision.outcome == "pass"  # the decision itself stands on record
