"""What holds until a day holds until that day is over at the centre, wherever its people are.

Everybody here reads their pages in London. In Auckland it is a day later by then, in New York a day earlier.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from assessments.claims import claim_facts
from assessments.grading.models import Outcome
from assessments.grading.policy import is_qualified
from assessments.visits.policy import can_visit
from core import clock
from core.errors import MovedOn, RuleBroken
from people.models import Person, Role
from people.policy import holds
from people.working_time import services as working_time
from tests.factories import enrolments, grading, people, portfolio, quality
from training.allowances import allowed
from training.allowances import services as allowances
from training.awards.models import EvidenceKind
from training.enrolments import policy as enrolment_policy
from training.enrolments import queries as enrolment_queries
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import sending
from training.practice import feedback_services, links
from training.practice.models import ConfirmationLink, ConfirmationPurpose, PracticeState

SINCE = date(2026, 9, 1)
AWAY = [
    ("Pacific/Auckland", datetime(2027, 1, 15, 12, 0, tzinfo=UTC), date(2027, 1, 16)),
    ("America/New_York", datetime(2027, 1, 15, 3, 0, tzinfo=UTC), date(2027, 1, 14)),
]


def an_allocation(session: Session, place: Enrolment, last: date) -> bool:
    row = enrolments.allocation(place, AllocationRole.assessor)
    row.starts_on, row.ends_on = SINCE, last
    session.flush()
    found = enrolment_queries.allocated(place, AllocationRole.assessor) == [row.person]
    assert enrolment_policy.is_allocated(row.person, place, AllocationRole.assessor) is found
    return found


def a_registration(session: Session, place: Enrolment, last: date) -> bool:
    assert place.registration is not None
    place.registration.expires_on = last
    is_active = claim_facts._registration(place.registration) == "active"
    assert sending.is_registered(place) is is_active
    return is_active


def a_role(session: Session, place: Enrolment, last: date) -> bool:
    people.grant(place.person, Role.tutor, ends_on=last)
    return holds(place.person, Role.tutor)


def a_credential(session: Session, place: Enrolment, last: date) -> bool:
    assessor = grading.assessor(qualified=False)
    grading.credential(assessor, expires_on=last)
    if is_qualified(assessor):
        quality.decision(place, assessor=assessor)  # and the database agrees
        return True
    return False


def a_day_to_send_again(session: Session, place: Enrolment, last: date) -> bool:
    submission = quality.decision(place, outcome=Outcome.refer).submission
    submission.send_by = last
    return sending.day_passed(submission) is None


def an_allowance(session: Session, place: Enrolment, last: date) -> bool:
    kinds = {"instead_of": EvidenceKind.reflective_account, "accepts": EvidenceKind.written_task}
    allowances.allow(place, [], starts_on=SINCE, ends_on=last, **kinds)
    return allowed.also_taken(place) == {"written_task"}


def a_visit(session: Session, place: Enrolment, last: date) -> bool:
    visit = quality.visit(place.award_version, starts_on=SINCE, ends_on=last)
    return bool(can_visit(visit.eqa, visit))


def a_link(session: Session, place: Enrolment, last: date) -> bool:
    record = portfolio.meeting(place.person, PracticeState.logged)
    return links.is_open(
        ConfirmationLink(
            purpose=ConfirmationPurpose.meeting, practice_record=record, token_hash="0" * 64, expires_on=last
        )
    )


def a_request_for_feedback(session: Session, place: Enrolment, last: date) -> bool:
    request = portfolio.feedback(place.person, answers=0)
    request.closes_on = last
    try:
        feedback_services.answer_feedback(request, {"safe": 5, "time": 4, "questions": 4, "challenge": 3, "action": 5})
    except MovedOn:
        return False
    return True


def an_absence(session: Session, place: Enrolment, last: date) -> bool:
    administrator: Person = people.person(Role.centre_administrator)
    try:
        working_time.record_absence(grading.assessor(), SINCE, last, by=administrator)
    except RuleBroken:
        return False
    return True


@pytest.mark.parametrize(("zone", "now", "today"), AWAY, ids=["Auckland", "New York"])
@pytest.mark.parametrize(
    "still_holds",
    [
        an_allocation,
        a_registration,
        a_role,
        a_credential,
        a_day_to_send_again,
        an_allowance,
        a_visit,
        a_link,
        a_request_for_feedback,
        an_absence,
    ],
)
def test_a_day_is_over_when_it_is_over_at_the_centre(
    session: Session, zone: str, now: datetime, today: date, still_holds: Callable[[Session, Enrolment, date], bool]
) -> None:
    with clock.set_to(now):
        people.centre(zone=zone)
        assert still_holds(session, quality.place(), today)
        assert not still_holds(session, quality.place(), today - timedelta(days=1))


@pytest.mark.parametrize(("zone", "now", "today"), AWAY, ids=["Auckland", "New York"])
def test_the_days_of_a_referral_count_from_the_day_at_the_centre(
    session: Session, zone: str, now: datetime, today: date
) -> None:
    with clock.set_to(now):
        people.centre(zone=zone)
        decision = grading.decision(refer=("1.2",))
    days = decision.submission.enrolment.award_version.assessment_rules["resubmission_days"]
    assert decision.submission.send_by == decision.due_back_on == today + timedelta(days=days)
