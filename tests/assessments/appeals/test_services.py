"""Appeals: raised in time, answered by nobody twice, upheld or dismissed, and what that does to the unit."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.appeals import queries, services
from assessments.appeals.deadlines import due_in
from assessments.appeals.models import AppealPart, AppealState, Part
from assessments.claims import services as claims
from assessments.grading import queries as grading_queries
from assessments.grading import services as grading_services
from assessments.grading.models import UnitDecision
from assessments.iqa import draw_facts
from core import clock
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from core.workflow import TransitionNotAllowed
from people.models import Role
from people.working_time import services as working_time
from tests import london
from tests.factories import appeals, grading, people, portfolio, quality
from training.enrolments.models import Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import Submission, SubmissionState
from training.portfolio.workflow import SubmissionAction

MONDAY = date(2026, 11, 23)
REFER, UNDER = SubmissionState.confirmed_refer, SubmissionState.under_appeal_refer


# ---- Raised ----


def test_an_appeal_goes_to_the_assessor_and_holds_the_unit(session: Session) -> None:
    decision = appeals.decision()
    row = appeals.appeal(decision)
    assert row.state is AppealState.stage1_assessor
    assert decision.submission.state is UNDER
    assert row.stage.due_on == due_in(10, appeals.trainee(row).centre)
    assert session.scalar(
        select(Mail).where(Mail.recipient == decision.assessor.email, Mail.subject.like("An appeal%"))
    )


@pytest.mark.parametrize(
    ("begins", "zone", "days", "due"),
    [
        (MONDAY, "Europe/London", 5, date(2026, 11, 30)),
        (date(2026, 11, 27), "Europe/London", 1, date(2026, 11, 30)),
        (MONDAY, "Europe/London", 10, date(2026, 12, 7)),
        (date(2026, 12, 24), "Europe/London", 1, date(2026, 12, 28)),  # Christmas Day is on the list, and a Friday
        (MONDAY, "Pacific/Auckland", 5, date(2026, 12, 1)),  # at noon in London it is Tuesday there
    ],
)
def test_answers_are_due_in_working_days_of_the_centre(
    session: Session, begins: date, zone: str, days: int, due: date
) -> None:
    administrator = people.person(Role.centre_administrator)
    working_time.add_holidays({date(2026, 12, 25): "Christmas Day"}, by=administrator)
    administrator.centre.zone = zone
    with clock.set_to(datetime(begins.year, begins.month, begins.day, 12, tzinfo=UTC)):
        assert due_in(days, administrator.centre) == due


@pytest.mark.parametrize(("days_ago", "allowed"), [(0, True), (21, True), (22, False)])
def test_it_is_raised_within_the_days_from_the_confirmation(session: Session, days_ago: int, allowed: bool) -> None:
    decision = appeals.decision(days_ago=days_ago)
    if allowed:
        assert appeals.appeal(decision)
    else:
        with pytest.raises(NotAllowed, match="passed"):
            appeals.appeal(decision)


def test_the_centre_sets_the_days(session: Session) -> None:
    decision = appeals.decision(days_ago=30)
    services.set_windows(raise_days=40, stage1_days=3, by=people.person(Role.centre_administrator))
    assert appeals.appeal(decision).stage.due_on <= london.today() + timedelta(days=5)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [({"grounds": []}, "one reason"), ({"grounds": ["nonsense"]}, "one reason"), ({"words": "No."}, "sentence")],
)
def test_an_appeal_has_grounds_and_words(session: Session, wrong: dict[str, object], match: str) -> None:
    with pytest.raises(RuleBroken, match=match):
        appeals.appeal(**wrong)


def test_a_decision_that_is_not_confirmed_or_not_ones_own_is_not_appealed_against(session: Session) -> None:
    place = portfolio.enrolment(person=people.person(Role.trainee))
    decision = grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    with pytest.raises(NotAllowed, match="confirmed"):
        appeals.appeal(decision)
    portfolio_services.move(decision.submission, SubmissionAction.confirm, by=None)
    with pytest.raises(NotAllowed):
        services.raise_appeal(decision, ["other"], appeals.WORDS, by=people.person(Role.trainee))
    assert appeals.appeal(decision)


def test_there_is_one_appeal_against_a_decision(session: Session) -> None:
    row = appeals.appeal()
    with pytest.raises(MovedOn):
        appeals.appeal(row.decision)
    services.stop(row, by=appeals.trainee(row))
    with pytest.raises(MovedOn):
        appeals.appeal(row.decision)


# ---- The stages ----


def test_an_appeal_may_go_through_all_four_stages(session: Session) -> None:
    row = appeals.at_stage(4)
    assert row.state is AppealState.stage4_ao
    services.answer(row, False, "The awarding organisation agrees with the centre.", by=people.person(Role.lead_iqa))
    assert row.state is AppealState.resolved_dismissed
    assert row.submission.state is REFER
    deciders = [stage.decided_by_id for stage in row.stages]
    assert deciders[3] is None and len(set(deciders)) == 4


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_after_a_dismissal_the_trainee_stops_or_lets_the_days_pass(session: Session, stage: int) -> None:
    row = appeals.at_stage(stage)
    appeals.dismissed(row, by=row.decision.assessor if stage == 1 else row.parts[-1].person)
    assert row.submission.state is UNDER
    until = row.stage.go_on_until
    assert until == london.today() + timedelta(days=10)
    assert services.lapse_due(until) == 0
    assert services.lapse_due(until + timedelta(days=1)) == 1
    assert row.state is AppealState.resolved_dismissed
    assert row.submission.state is REFER


def test_the_trainee_takes_it_back_before_an_answer(session: Session) -> None:
    row = appeals.appeal()
    services.stop(row, by=appeals.trainee(row))
    assert row.state is AppealState.withdrawn
    assert row.submission.state is REFER
    with pytest.raises(TransitionNotAllowed):
        services.stop(row, by=appeals.trainee(row))


def test_nobody_goes_on_before_the_answer_is_due_nor_after_the_days_for_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = appeals.appeal()
    with pytest.raises(MovedOn, match="not due"):
        services.go_on(row, by=appeals.trainee(row))
    late = row.stage.due_on + timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "today", lambda zone=None: late)
        services.go_on(row, "There is no answer.", by=appeals.trainee(row))
    assert row.state is AppealState.stage2_iqa
    reviewer = appeals.name(row)
    appeals.dismissed(row, by=reviewer)
    assert row.stage.go_on_until is not None
    over = row.stage.go_on_until + timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "today", lambda zone=None: over)
        with pytest.raises(MovedOn, match="passed"):
            services.go_on(row, by=appeals.trainee(row))


def test_an_assessor_who_cannot_answer_is_passed_over(session: Session) -> None:
    row = appeals.appeal()
    services.pass_on(row, by=people.person(Role.centre_administrator))
    assert row.state is AppealState.stage2_iqa
    assert [stage.is_answered for stage in row.stages] == [False, False]
    with pytest.raises(NotAllowed):
        appeals.dismissed(row, by=row.decision.assessor)


# ---- Nobody decides twice ----


def test_the_people_of_the_decision_decide_no_later_stage(session: Session) -> None:
    place = portfolio.enrolment(person=people.person(Role.trainee))
    waiting = grading.waiting(refer=("1.1",), place=place)
    countersigner = grading.assessor()
    grading_services.countersign(waiting, True, by=countersigner)
    submission = waiting.submission
    sample = quality.opened(waiting, by=(looked := quality.iqa()))
    quality.judged(sample)
    session.expire(waiting)
    assert submission.state is REFER
    row = appeals.appeal(waiting)
    services.pass_on(row, by=people.person(Role.centre_administrator))
    for person in (place.person, waiting.assessor, countersigner, looked):
        assert row.part_of(person) is not None
        people.grant(person, Role.iqa)
        session.expire(person)
        with pytest.raises(RuleBroken, match="part in the decision"):
            appeals.name(row, person)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(AppealPart(appeal=row, person=person, part=Part.reviewer))
            session.flush()
        session.expire(row)


def test_nobody_decides_two_stages(session: Session) -> None:
    row = appeals.at_stage(3)
    reviewer = row.who_is(Part.reviewer)
    assert reviewer is not None
    with pytest.raises(RuleBroken, match="earlier stage"):
        appeals.name(row, reviewer)
    with pytest.raises(RuleBroken, match="earlier stage"):
        appeals.name(row, appeals.judge(), reviewer)
    with pytest.raises(NotAllowed):
        appeals.dismissed(row, by=reviewer)
    chair = row.who_is(Part.chair)
    assert chair is not None
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text("UPDATE appeal_stage SET decided_by_id = :who, decided_as = 'chair' WHERE id = :id"),
            {"who": reviewer.id, "id": row.stage.id},
        )
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text("UPDATE appeal_part SET person_id = :who WHERE part = 'assessor'"), {"who": chair.id})


def test_a_member_of_the_panel_reads_and_does_not_answer(session: Session) -> None:
    row = appeals.appeal()
    services.pass_on(row, by=people.person(Role.centre_administrator))
    appeals.dismissed(row, by=appeals.name(row))
    services.go_on(row, by=appeals.trainee(row))
    member, chair = appeals.judge(), appeals.judge()
    appeals.name(row, chair, member)
    with pytest.raises(NotAllowed):
        appeals.dismissed(row, by=member)
    appeals.dismissed(row, by=chair)


@pytest.mark.parametrize("relation", ["manager", "tutor", "hr", "elsewhere"])
def test_who_is_close_to_the_trainee_or_plans_by_counts_is_not_named(session: Session, relation: str) -> None:
    row = appeals.appeal()
    services.pass_on(row, by=people.person(Role.centre_administrator))
    trainee = appeals.trainee(row)
    person = appeals.judge()
    if relation == "manager":
        trainee.line_manager_id = person.id
    elif relation == "tutor":
        people.grant(person, Role.observer)
        portfolio.observation(trainee, observer=person)
    elif relation == "hr":
        people.grant(person, Role.hr)
        session.expire(person)
    else:
        trainee.organisation_id = people.organisation().id
        person = people.person(Role.iqa, scope=people.organisation())
    session.flush()
    with pytest.raises(RuleBroken):
        appeals.name(row, person)


def test_a_named_reviewer_can_be_replaced_before_they_answer(session: Session) -> None:
    row = appeals.at_stage(2)
    first = row.who_is(Part.reviewer)
    second = appeals.name(row)
    assert row.who_is(Part.reviewer) is second and first is not second
    with pytest.raises(NotAllowed):
        appeals.dismissed(row, by=first)
    appeals.dismissed(row, by=second)


# ---- Upheld ----


def test_upheld_on_the_first_stage_the_assessor_goes_on_from_their_answers(session: Session) -> None:
    decision = appeals.decision()
    row = appeals.appeal(decision)
    before = frozen(session, decision)
    services.answer(row, True, appeals.REASONS, by=decision.assessor)
    assert row.state is AppealState.resolved_upheld
    submission = decision.submission
    assert submission.state is SubmissionState.in_assessment
    assert submission.assessor is decision.assessor
    session.refresh(submission)
    sheet = grading_queries.open_mark_sheet(submission)
    assert sheet is not None and sheet.draft["criteria"]
    later = grading.decision(sheet)
    assert grading_queries.final_decision(submission) is later
    assert frozen(session, decision) == before


@pytest.mark.parametrize("stage", [2, 3, 4])
def test_upheld_later_another_assessor_begins_on_an_empty_sheet(session: Session, stage: int) -> None:
    row = appeals.at_stage(stage)
    decision = row.decision
    before = frozen(session, decision)
    by = people.person(Role.lead_iqa) if stage == 4 else row.parts[-1].person
    with pytest.raises(RuleBroken, match="Choose who"), session.begin_nested():
        services.answer(row, True, appeals.REASONS, by=by)
    session.expire_all()
    with pytest.raises(RuleBroken, match="without a part"), session.begin_nested():
        services.answer(row, True, appeals.REASONS, assessor=decision.assessor, by=by)
    session.expire_all()
    another = grading.assessor()
    services.answer(row, True, appeals.REASONS, assessor=another, by=by)
    submission = decision.submission
    assert (submission.state, submission.assessor) == (SubmissionState.in_assessment, another)
    session.refresh(submission)
    sheet = grading_queries.open_mark_sheet(submission)
    assert sheet is not None and sheet.assessor is another and not sheet.draft["criteria"]
    later = grading.decision(sheet)
    assert submission.state is SubmissionState.final_pass
    assert later.id != decision.id and frozen(session, decision) == before
    assert later in draw_facts.undrawn_decisions()


def frozen(session: Session, decision: UnitDecision) -> dict[str, object]:
    """The row of a decision as the database holds it."""
    query = text("SELECT * FROM unit_decision WHERE id = :id")
    return dict(session.execute(query, {"id": decision.id}).mappings().one())


def test_an_answer_stays_as_it_was_given(session: Session) -> None:
    row = appeals.at_stage(2)
    first = row.stages[0]
    for statement in (
        "UPDATE appeal_stage SET reasons = 'x' WHERE id = :id",
        "DELETE FROM appeal_stage WHERE id = :id",
    ):
        with pytest.raises(IntegrityError, match="final"), session.begin_nested():
            session.execute(text(statement), {"id": first.id})
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text("UPDATE appeal SET words = 'x' WHERE id = :id"), {"id": row.id})


def test_an_outdated_page_answers_nothing(session: Session) -> None:
    row = appeals.at_stage(2)
    reviewer, seen = row.parts[-1].person, row.version
    services.assign(row, reviewer, by=people.person(Role.centre_administrator))
    with pytest.raises(MovedOn):
        services.answer(row, False, appeals.REASONS, version=seen, by=reviewer)


# ---- The claim ----


def test_the_claim_waits_while_an_appeal_is_open(session: Session) -> None:
    place = quality.claimable()
    decision = first_decision(place)
    assert claims.blockers_of(place) == []
    people.grant(place.person, Role.trainee)
    row = appeals.appeal(decision)
    assert [(each.code, each.values) for each in claims.blockers_of(place)] == [
        ("appeal_open", {"unit": decision.submission.unit.code})
    ]
    services.stop(row, by=place.person)
    assert claims.blockers_of(place) == []


def test_a_decision_made_anew_is_sampled_anew_before_the_claim(session: Session) -> None:
    place = quality.claimable()
    decision = first_decision(place)
    people.grant(place.person, Role.trainee)
    people.grant(decision.assessor, Role.assessor)
    row = appeals.appeal(decision)
    services.answer(row, True, appeals.REASONS, by=decision.assessor)
    assert [each.code for each in claims.blockers_of(place)] == ["mandatory_unit_missing"]
    quality.decided(decision.submission, assessor=decision.assessor)
    portfolio_services.move(decision.submission, SubmissionAction.decide_pass, by=decision.assessor)
    assert [each.code for each in claims.blockers_of(place)] == ["sampling_not_drawn"]


def first_decision(place: Enrolment) -> UnitDecision:
    query = select(UnitDecision).join(UnitDecision.submission).where(Submission.enrolment_id == place.id)
    return db.session.scalars(query.order_by(UnitDecision.id)).first()  # type: ignore[return-value]


def test_windows_are_one_row_and_an_outdated_page_changes_nothing(session: Session) -> None:
    administrator = people.person(Role.centre_administrator)
    row = services.set_windows(version=0, raise_days=14, by=administrator)
    with pytest.raises(MovedOn):
        services.set_windows(version=0, raise_days=30, by=administrator)
    assert services.set_windows(version=row.version, go_on_days=7, by=administrator) is row
    assert (queries.windows().raise_days, queries.windows().go_on_days) == (14, 7)
    with pytest.raises(NotAllowed):
        services.set_windows(raise_days=30, by=people.person(Role.lead_iqa))
