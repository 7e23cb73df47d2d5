"""Cases: an assessment that is paused, the trainee who answers first, and what is decided by somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.claims import services as claims
from assessments.grading import queries as grading_queries
from assessments.grading import services as grading_services
from assessments.grading.answers import Answers
from assessments.malpractice import services
from assessments.malpractice.models import CaseState, MalpracticeCase
from core import clock
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import Person, Role
from tests.factories import appeals, enrolments, grading, people, portfolio, programmes, quality
from training.enrolments.models import AllocationRole
from training.portfolio import queries as portfolio_queries
from training.portfolio import services as portfolio_services
from training.portfolio.models import EvidenceState, Submission, SubmissionState
from training.portfolio.sending import prepare
from training.portfolio.workflow import SUBMISSION, SubmissionAction

TOLD = "We compared the two halves and asked you about them."


def lead() -> Person:
    return people.person(Role.lead_iqa)


def closed(row: MalpracticeCase, outcome: CaseState, *, by: Person | None = None) -> MalpracticeCase:
    services.decide(row, outcome, TOLD, by=by or lead())
    return row


# ---- Raised ----


@pytest.mark.parametrize("who", ["assessor", "tutor", "iqa", "lead_iqa", "administrator"])
def test_those_who_work_with_the_trainee_may_ask(session: Session, who: str) -> None:
    tutor = people.person(Role.tutor)
    place = portfolio.enrolment(person=people.person(Role.trainee), cohort=programmes.cohort(tutor=tutor))
    submission = appeals.assessed(place)
    assert submission.assessor is not None
    asker = {
        "assessor": submission.assessor,
        "tutor": tutor,
        "iqa": people.person(Role.iqa),
        "lead_iqa": lead(),
        "administrator": people.person(Role.centre_administrator),
    }[who]
    row = appeals.case(submission, by=asker)
    assert (row.state, submission.state) == (CaseState.open, SubmissionState.paused_malpractice)


@pytest.mark.parametrize("who", ["trainee", "manager", "hr", "supervisor", "stranger", "set_organiser"])
def test_nobody_else_may_ask(session: Session, who: str) -> None:
    submission = appeals.assessed()
    trainee = submission.enrolment.person
    if who == "trainee":
        asker = trainee
        people.grant(asker, Role.lead_iqa)
    elif who == "manager":
        asker = lead()
        trainee.line_manager_id = asker.id
    elif who == "supervisor":
        asker = people.person(Role.supervisor)
        enrolments.allocation(submission.enrolment, AllocationRole.supervisor, asker)
    else:
        asker = people.person({"hr": Role.hr, "stranger": Role.assessor}.get(who, Role.set_organiser))
    with pytest.raises(NotAllowed):
        appeals.case(submission, by=asker)
    assert submission.state is SubmissionState.in_assessment


@pytest.mark.parametrize("state", [state for state in SubmissionState if state is not SubmissionState.in_assessment])
def test_only_work_that_is_being_assessed_is_paused(session: Session, state: SubmissionState) -> None:
    submission = quality.decision(state=state).submission if state is not SubmissionState.returned_admin else None
    if submission is None:
        return
    with pytest.raises((NotAllowed, MovedOn)):
        appeals.case(submission, by=lead())


@pytest.mark.parametrize(
    ("wrong", "match"),
    [({"kind": None}, "about"), ({"words": "Odd."}, "sentence"), ({"question": "Why?"}, "sentence")],
)
def test_a_question_has_a_kind_and_words_for_both(session: Session, wrong: dict[str, object], match: str) -> None:
    with pytest.raises(RuleBroken, match=match):
        appeals.case(**wrong)


# ---- While it is paused ----


def test_nothing_is_decided_kept_countersigned_or_sampled_while_paused(session: Session) -> None:
    submission = appeals.assessed()
    sheet = grading_queries.open_mark_sheet(submission)
    assert sheet is not None
    appeals.case(submission)
    with pytest.raises(MovedOn):
        grading.decision(sheet)
    with pytest.raises(MovedOn):
        grading_services.save_draft(sheet, Answers(), by=sheet.assessor)
    with pytest.raises(MovedOn):
        grading_services.start(submission, by=sheet.assessor)
    ends = {SubmissionAction.resume, SubmissionAction.void, SubmissionAction.void_unused}
    for action in set(SubmissionAction) - ends:
        assert not SUBMISSION.allows(submission.state, action)
    with pytest.raises(MovedOn):
        appeals.case(submission, by=lead())


def test_the_claim_waits_while_a_case_is_open(session: Session) -> None:
    row = appeals.case()
    found = [(each.code, dict(each.values)) for each in claims.blockers_of(row.submission.enrolment)]
    assert ("malpractice_open", {"unit": "C5-3"}) in found
    closed(appeals.answered(row), CaseState.no_case)
    assert "malpractice_open" not in [each.code for each in claims.blockers_of(row.submission.enrolment)]


# ---- Answered and decided ----


def test_nothing_is_decided_against_a_trainee_who_may_still_answer(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for outcome in (CaseState.reminded, CaseState.void, CaseState.void_unused):
        with pytest.raises(RuleBroken, match="not answered"):
            closed(appeals.case(), outcome)
    assert closed(appeals.case(), CaseState.no_case).submission.state is SubmissionState.in_assessment
    row, by = appeals.case(), lead()
    late = row.answer_by + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda zone=None: late)
    assert closed(row, CaseState.void, by=by).submission.state is SubmissionState.void


@pytest.mark.parametrize("outcome", [CaseState.no_case, CaseState.reminded])
def test_the_assessment_goes_on_where_it_was(session: Session, outcome: CaseState) -> None:
    row = appeals.answered()
    sheet = grading_queries.open_mark_sheet(row.submission)
    closed(row, outcome)
    assert row.submission.state is SubmissionState.in_assessment
    assert grading_queries.open_mark_sheet(row.submission) is sheet
    assert sheet is not None and grading.decision(sheet)


@pytest.mark.parametrize(
    ("outcome", "attempt", "evidence"),
    [
        (CaseState.void, (2, 1), EvidenceState.not_accepted),
        (CaseState.void_unused, (1, 2), EvidenceState.ready),
    ],
)
def test_a_void_attempt_counts_or_not(
    session: Session, outcome: CaseState, attempt: tuple[int, int], evidence: EvidenceState
) -> None:
    row = closed(appeals.answered(), outcome)
    submission = row.submission
    parcel = prepare(submission.enrolment, submission.unit)
    assert (parcel.attempt, parcel.round) == attempt
    assert not parcel.is_with_assessor
    assert {item.evidence_item.state for item in submission.items} == {evidence}
    if outcome is CaseState.void_unused:
        again = portfolio_services.submit(
            submission.enrolment,
            submission.unit,
            ai_use=submission.declarations[0].ai_use,
            statement_signed=True,
            by=submission.enrolment.person,
        )
        assert (again.attempt, again.round) == (1, 2)
        assert portfolio_queries.latest_submission(submission.enrolment, submission.unit) is again


def test_the_lead_may_allow_another_attempt_after_the_last_was_void(session: Session) -> None:
    place = portfolio.enrolment(person=people.person(Role.trainee))
    first = closed(appeals.answered(appeals.case(appeals.assessed(place))), CaseState.void).submission
    second = portfolio.submission(place)
    assert second.attempt == 2
    administrator = people.person(Role.centre_administrator)
    portfolio_services.allocate(
        second, first.assessor, statement_signed=True, due_on=portfolio.due_on(), by=administrator
    )
    grading.mark_sheet(second)
    closed(appeals.answered(appeals.case(second)), CaseState.void)
    assert prepare(place, second.unit).attempt == 3
    assert portfolio_services.grant_attempt(second, reason="The questions were settled late.", by=lead())


@pytest.mark.parametrize("who", ["raiser", "assessor", "trainee", "line manager", "iqa", "tutor"])
def test_who_asked_who_assesses_who_manages_and_whose_work_it_is_decide_nothing(session: Session, who: str) -> None:
    asker = lead()
    row = appeals.answered(appeals.case(by=asker))
    by = {
        "raiser": asker,
        "assessor": row.submission.assessor,
        "trainee": row.submission.enrolment.person,
        "line manager": lead(),
        "iqa": people.person(Role.iqa),
        "tutor": people.person(Role.tutor),
    }[who]
    assert by is not None
    if who in {"assessor", "trainee"}:
        people.grant(by, Role.lead_iqa)
        session.expire(by)
    if who == "line manager":
        row.submission.enrolment.person.line_manager_id = by.id
    with pytest.raises(NotAllowed):
        closed(row, CaseState.no_case, by=by)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text("UPDATE malpractice_case SET state='no_case', decided_at=raised_at, decided_by_id=raised_by_id")
        )


def test_what_was_noticed_asked_answered_and_decided_stays(session: Session) -> None:
    row = appeals.answered()
    for column in ("words", "question", "answer"):
        with pytest.raises(IntegrityError, match="final"), session.begin_nested():
            session.execute(text(f"UPDATE malpractice_case SET {column} = 'x' WHERE id = :id"), {"id": row.id})
    closed(row, CaseState.reminded)
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text("UPDATE malpractice_case SET outcome_words = 'x' WHERE id = :id"), {"id": row.id})
    with pytest.raises(MovedOn):
        closed(row, CaseState.no_case)
    with pytest.raises(MovedOn):
        services.answer(row, appeals.ANSWER, by=row.submission.enrolment.person)


def test_the_days_to_answer_are_the_centres_whatever_zone_a_trainee_chose_for_their_pages(session: Session) -> None:
    row = appeals.case()
    row.submission.enrolment.person.zone = "Pacific/Pago_Pago"  # where it is still the day before
    last = row.answer_by
    for day, too_early in ((last, True), (last + timedelta(days=1), False)):
        with clock.set_to(datetime(day.year, day.month, day.day, 3, tzinfo=UTC)):
            assert services.is_too_early(row) is too_early


def test_an_outdated_page_decides_nothing(session: Session) -> None:
    row = appeals.case()
    seen = row.version
    appeals.answered(row)
    with pytest.raises(MovedOn):
        services.decide(row, CaseState.no_case, TOLD, version=seen, by=lead())


def test_mails_say_that_there_is_something_and_never_what(session: Session) -> None:
    people.person(Role.lead_iqa)
    row = closed(appeals.answered(), CaseState.reminded)
    told = session.scalars(select(Mail).where(Mail.recipient == row.submission.enrolment.person.email)).all()
    assert len(told) == 2
    everything = "\n".join(f"{mail.subject}\n{mail.text}" for mail in session.scalars(select(Mail)))
    for words in (appeals.NOTICED, appeals.QUESTION, appeals.ANSWER, TOLD, "alpractice", "plagiaris"):
        assert words not in everything


def test_a_voided_attempt_is_kept_with_its_hash(session: Session) -> None:
    row = appeals.answered()
    before = row.submission.bundle_hash
    closed(row, CaseState.void)
    kept = session.scalars(select(Submission).where(Submission.id == row.submission_id)).one()
    assert kept.bundle_hash == before and kept.items
